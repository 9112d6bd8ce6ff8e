//! Faults of the official files, and what mends them.

use super::plain;
use crate::read::markdown::Piece;
use crate::read::xml::Item;

/// The point after a number that stands with the text: `<num>II.</num><p>. Background</p>`.
pub(super) fn quirk_point_apart(label: &mut [Piece], text: &mut [Piece]) {
    let pointed = plain(label).trim_end().ends_with('.');
    if let Some(Piece::Text(text, _)) = text
        .iter_mut()
        .find(|piece| matches!(piece, Piece::Text(text, _) if !text.trim().is_empty()))
    {
        let rest = text.trim_start();
        if let Some(rest) = rest.strip_prefix('.').filter(|_| pointed) {
            *text = rest.to_owned();
        }
    }
}

/// The brackets that are left of a mark in front of a note: `() A/76/550`.
pub(super) fn quirk_empty_brackets(pieces: &mut [Piece]) {
    let whole = plain(pieces);
    let rest = whole.trim_start();
    if !rest.starts_with("()") && !rest.starts_with("(") {
        return;
    }
    let mut left = 2;
    let closes = rest[1..].trim_start().starts_with(')');
    if !closes {
        return;
    }
    for piece in pieces.iter_mut() {
        if let Piece::Text(text, _) = piece {
            while left > 0 {
                let trimmed = text.trim_start();
                let Some(bracket) = trimmed.chars().next() else {
                    break;
                };
                if !matches!(bracket, '(' | ')') {
                    return;
                }
                *text = trimmed[1..].to_owned();
                left -= 1;
            }
        }
    }
}

/// The paragraphs of an element that have lost their numbers, which their neighbours tell.
pub(super) fn lost_numbers(parent: Item<'_>) -> Vec<(usize, u32)> {
    let mut lost = Vec::new();
    let mut run: Vec<usize> = Vec::new();
    let mut last = 0;
    for item in parent
        .children()
        .filter(|child| child.name() == "paragraph")
    {
        let class = item.attribute("class").unwrap_or_default();
        match item.child("num") {
            Some(num) => {
                let text = num.whole_text();
                let text = text.trim().trim_end_matches(['.', '-', '–', ' ']);
                let Ok(number) = text.parse::<u32>() else {
                    continue;
                };
                if number.checked_sub(last + 1) == Some(run.len() as u32) {
                    lost.extend(run.iter().copied().zip(last + 1..));
                }
                run.clear();
                last = number;
            }
            // Headings have no numbers to lose.
            None if class.starts_with('H') || class.starts_with("Title") => {}
            // It is said to have none.
            None if class == "unnumbered" => {}
            None => run.push(item.id()),
        }
    }
    lost
}
