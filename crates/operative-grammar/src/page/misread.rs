//! Feet of pages whose marks an OCR engine misread: it takes the small raised numbers for signs or for other numbers
//! (`? Ibid.`, `® Resolution 70/1.`), and only their order tells which they are.

use super::Sorter;
use crate::end_mark::end_mark;
use crate::furniture;
use crate::layout::Line;
use crate::lead::lead;
use crate::paragraphs::plain;
use crate::span::Span;

/// How many marks in a row an engine misses.
const MISSED: u32 = 3;
/// The lines of a foot at most.
const FOOT: usize = 60;

impl Sorter<'_> {
    /// Takes the notes of a foot, and gives the number of its lines. `misread-foot = 1*(misread-mark text)`, below a
    /// blank line, to the end of a page that a form feed parts from the next: most of the notes end as sentences do,
    /// and none begins with a lead.
    pub(super) fn quirk_misread_foot(&mut self, at: usize) -> Option<usize> {
        let text = |line: &Line| line.text(self.source);
        if self.at_foot || self.lines[at].gap == 0 || misread_mark(text(&self.lines[at])).is_none()
        {
            return None;
        }
        let rest = &self.lines[at..];
        let page = rest.iter().take(FOOT).skip(1).position(|line| line.page);
        let last = || rest.len() < FOOT && self.lines[..at].iter().any(|line| line.page);
        let end = page
            .map(|page| page + 1)
            .or_else(|| last().then_some(rest.len()))?;
        let edge = |line: &&Line| {
            self.headers.with_symbol(line, None, || true)
                || furniture::page_line(self.facts, text(line)).is_some()
        };
        let end = end - rest[..end].iter().rev().take_while(edge).count();
        let foot = rest.get(..end).filter(|foot| !foot.is_empty())?;
        let ended =
            |line: &Line| end_mark(text(line)).is_some_and(|mark| matches!(mark, '.' | '。'));
        let begins = |row: usize| {
            let below = row == 0 || foot[row].gap > 0 || ended(&foot[row - 1]);
            below.then(|| misread_mark(text(&foot[row]))).flatten()
        };
        let marks: Vec<(usize, usize)> = (0..foot.len())
            .filter_map(|row| Some((row, begins(row)?)))
            .collect();
        let acts = |(row, length): &(usize, usize)| {
            lead(self.facts, &plain(&text(&foot[*row])[*length..])).is_some()
        };
        let ends = marks
            .iter()
            .map(|(row, _)| *row)
            .skip(1)
            .chain([foot.len()]);
        let finished = ends.filter(|end| ended(&foot[end - 1])).count();
        if finished * 2 <= marks.len() || marks.iter().any(acts) {
            return None;
        }
        self.leave_foot();
        self.pages.misread = true;
        let mut marks = marks.into_iter().peekable();
        for (row, line) in foot.iter().enumerate() {
            let Some((_, length)) = marks.next_if(|(first, _)| *first == row) else {
                self.note_line(*line);
                continue;
            };
            let start = line.span.start as usize;
            let mark = text(line)[..length].trim_end();
            let next = self.next_number();
            // An engine misses a mark now and then.
            let near = |number: &u32| (next..=next + MISSED).contains(number);
            let number = mark.parse().ok().filter(near).unwrap_or(next);
            let mark = Span::from_range(start, start + mark.len());
            self.note(number.to_string(), mark);
            self.note_line(line.piece(Span::new((start + length) as u32, line.span.end)));
        }
        // The page ends below.
        self.leave_foot();
        Some(end)
    }
}

/// `misread-mark = (sign / 1*2DIGIT) (blank / capital)`: the bytes of what stands where the mark of a note does.
fn misread_mark(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let sign = text.chars().next().filter(|c| is_sign(*c));
    let length = sign.map_or(digits, char::len_utf8);
    let rest = text.get(length..)?;
    let set_off =
        |c: char| c.is_whitespace() || c.is_uppercase() || (!c.is_ascii() && !c.is_lowercase());
    let words = rest.trim_start();
    ((1..=3).contains(&length)
        && rest.starts_with(set_off)
        && words.starts_with(char::is_alphabetic)
        && !words.starts_with(char::is_lowercase))
    .then(|| text.len() - words.len())
}

/// What OCR engines take small raised numbers for.
const fn is_sign(c: char) -> bool {
    matches!(
        c,
        '*' | '?'
            | '!'
            | '°'
            | '®'
            | '©'
            | '§'
            | '™'
            | '“'
            | '”'
            | '"'
            | '‘'
            | '’'
            | '\''
            | '+'
            | '|'
            | '¢'
            | '€'
            | '£'
    )
}
