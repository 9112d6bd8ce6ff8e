//! What pages leave in text that runs on: headers and numbers, the notes at their feet, and the closing above those.

use super::Cutter;
use crate::closing::closing_line;
use crate::date::{begins_with_date, find_date};
use crate::fold::fold;
use crate::foot::pointed_mark;
use crate::furniture::{page_line, rule, same_symbol, symbol_line};
use crate::holds::Holds;
use crate::mark::{bare_note_mark, defines_note, note_mark};
use crate::tree::LeafKind;

impl Cutter<'_> {
    /// `furniture = rule / symbol [title] / job-number`, a page number beside it: its length.
    pub(super) fn furniture(&mut self, rest: &str) -> Option<usize> {
        let word = rest.split_whitespace().next()?;
        if rule(word) {
            self.at_foot = true;
            return Some(word.len());
        }
        let header = self.symbol.and_then(|symbol| {
            let (found, after) = symbol_line(rest)?;
            let same = same_symbol(found, symbol);
            let title = after.trim_start().strip_prefix(self.title);
            same.then(|| {
                rest.len()
                    - title
                        .filter(|_| !self.title.is_empty())
                        .unwrap_or(after)
                        .len()
            })
        });
        let length = header.or_else(|| self.pages(rest))?;
        self.at_foot = false;
        Some(length)
    }

    /// `pages = job-number [page] / page job-number`: the longest run of words that is such a line.
    fn pages(&self, rest: &str) -> Option<usize> {
        if !rest.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let ends = rest
            .match_indices(' ')
            .map(|(at, _)| at)
            .chain([rest.len()])
            .take(3);
        let job =
            |pieces: &[(LeafKind, &str)]| pieces.iter().any(|piece| piece.0 == LeafKind::JobNumber);
        ends.filter(|end| page_line(self.facts, &rest[..*end]).is_some_and(|pieces| job(&pieces)))
            .last()
    }

    /// Whether the next note begins here, behind a text: behind what ends a note, or behind the date of the meeting.
    pub(super) fn notes(&mut self, before: &str, rest: &str) -> bool {
        let marked = note_mark(rest).or_else(|| bare_note_mark(rest));
        let pointed = || Some(pointed_mark(&rest[..rest.floor_char_boundary(16)])?.0);
        let value = match marked {
            Some((label, _)) => label.parse().ok(),
            None => pointed(),
        };
        let ends = ['.', '。', '．', '_', ')', '）'];
        let next = value.filter(|value| {
            if self.note > 0 {
                let apart = before.trim_end().ends_with(ends) || defines_note(rest);
                *value == self.note + 1 && apart
            } else {
                (*value == 1 || before.trim_end().ends_with(ends))
                    && !begins_with_date(self.facts, rest)
            }
        });
        self.note = next.unwrap_or(self.note);
        next.is_some()
    }

    /// `closing = closing-line …`, a meeting and its date, or a vote: its length as far as the date.
    pub(super) fn closing(&self, rest: &str) -> Option<usize> {
        let head = &rest[..rest.floor_char_boundary(120)];
        let folded = fold(head);
        let dated =
            find_date(self.facts, &folded.text).map(|(_, place)| folded.origin_end(place.end));
        let head = &head[..dated.unwrap_or(head.len())];
        // What ends a sentence stands before a closing.
        if head.contains(['。', ';', '；']) || !closing_line(self.facts, head, Holds::DIGIT) {
            return None;
        }
        let behind = rest[head.len()..].strip_prefix(' ').unwrap_or_default();
        let years = self.facts.dates.after_year.printed();
        let year = years.filter(|word| behind.starts_with(word)).map(str::len);
        Some(head.len() + year.max().map_or(0, |year| 1 + year))
    }
}
