//! Footnotes: the foot of a page, and the notes that stand there.

use super::Sheet;
use super::lines::Line;
use crate::read::markdown::Style;

#[derive(Debug)]
pub(super) struct Note {
    pub(super) label: String,
    pub(super) lines: Vec<Line>,
    pub(super) written: bool,
}

/// The notes at the feet of the pages, in their order.
pub(super) fn gather(sheets: &[Sheet]) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    for line in sheets.iter().flat_map(|sheet| &sheet.notes) {
        match (note_label(line), notes.last_mut()) {
            (Some(label), _) => notes.push(Note {
                label,
                lines: vec![line.clone()],
                written: false,
            }),
            (None, Some(note)) => note.lines.push(line.clone()),
            // Small print at a foot that belongs to no note is text.
            (None, None) => notes.push(Note {
                label: "*".into(),
                lines: vec![line.clone()],
                written: false,
            }),
        }
    }
    notes
}
pub(super) fn rule_line(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() >= 5 && text.chars().all(|c| matches!(c, '_' | '—' | '―' | ' '))
}

/// Where the foot of a page begins: at the rule above its notes, or where the text gets small.
pub(super) fn foot(sheet: &Sheet, size: f32) -> Option<usize> {
    let lines = &sheet.lines;
    let noted = |at: usize| lines.get(at).is_some_and(|line| note_label(line).is_some());
    if let Some(at) = lines.iter().rposition(|line| rule_line(&line.text())) {
        // A rule that closes the document has nothing below it.
        let below = &lines[at + 1..];
        let small = below.iter().all(|line| line.size < size * 0.97);
        if !below.is_empty() && (small || noted(at + 1)) {
            return Some(at);
        }
    }
    let short = sheet
        .rules
        .iter()
        .filter(|rule| rule.right - rule.left < 260.0);
    for rule in short {
        let at = lines.partition_point(|line| line.y > rule.y);
        if noted(at) && lines[at..].iter().all(|line| line.size < size * 0.97) {
            return Some(at);
        }
    }
    let small = lines
        .iter()
        .rposition(|line| line.size > size * 0.93)
        .map_or(0, |at| at + 1);
    if noted(small) {
        return Some(small);
    }
    // Notes may be as large as the text, at its end: a raised number begins no other line.
    let first = lines
        .iter()
        .position(|line| raised_number(line).is_some())?;
    let numbers: Vec<u32> = lines[first..].iter().filter_map(raised_number).collect();
    numbers.is_sorted().then_some(first)
}

/// The raised number that a line begins with.
fn raised_number(line: &Line) -> Option<u32> {
    let (text, style) = line.first()?;
    let number = text.trim().parse().ok()?;
    (style.raised && line.text().trim() != text.trim()).then_some(number)
}

/// The label of the note that begins with a line: what stands raised in front of it, or asterisks.
pub(super) fn note_label(line: &Line) -> Option<String> {
    let (text, style) = line.first()?;
    let text = text.trim();
    let bare = text.trim_matches(['(', ')', '[', ']', ' ']);
    let label = bare.chars().count() <= 3
        && !bare.is_empty()
        && (bare.chars().all(char::is_numeric)
            || bare.chars().all(|c| c == '*')
            || bare.chars().count() == 1);
    if style.raised && label {
        return Some(bare.into());
    }
    let stars: String = text.chars().take_while(|c| *c == '*').collect();
    (!stars.is_empty() && stars.len() <= 3).then_some(stars)
}

/// Takes the mark off the front of a note.
pub(super) fn cut_mark(runs: &mut [(String, Style)], label: &str) {
    let first = runs.iter_mut().find(|run| !run.0.trim().is_empty());
    if let Some((text, style)) = first {
        *text = if style.raised {
            String::new()
        } else {
            text.trim_start().trim_start_matches(label).to_owned()
        };
    }
}
