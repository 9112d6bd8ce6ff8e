//! Inside a chunk: text, emphasis, tags, calls; and the clean text they leave.

use memchr::{memchr, memchr3};

use crate::call::Candidate;
use crate::diagnostic::{Code, Diagnostic};
use crate::draft::Draft;
use crate::end_mark::end_mark_kin;
use crate::facts::Facts;
use crate::holds::Holds;
use crate::layout::{Line, blank};
use crate::link::{Link, called, link};
use crate::mark::{Raised, circle, nth, plain_formula, raised, raised_number};
use crate::page::Gap;
use crate::reader::Reader;
use crate::span::Span;
use crate::table::row_cells;
use crate::tree::{Call, LeafKind};
use crate::word::is_letter;

/// What has to be known to read a chunk.
#[derive(Debug)]
pub(crate) struct Inline<'a> {
    pub(crate) source: &'a str,
    /// The calls that are bare digits, in the order of the source.
    pub(crate) bare: &'a [Candidate],
    /// The labels of the notes that may be called, sorted; none within a note.
    pub(crate) labels: &'a [String],
    /// Whether digits and brackets stand in visual order.
    pub(crate) mirrored: bool,
    /// The words of the language.
    pub(crate) facts: &'a Facts,
    /// Whether the text is a note's: notes call no notes, and a raised number there is text.
    pub(crate) in_note: bool,
    pub(crate) diagnostics: &'a mut Vec<Diagnostic>,
}

impl Inline<'_> {
    /// `chunk = [heading-mark] line *(line-end line)`
    pub(crate) fn draft(&mut self, lines: &[Line], gap: Gap) -> Draft {
        let mut reader = Reader::new(lines, gap, self.mirrored);
        for (at, line) in lines.iter().enumerate() {
            let mut cursor = line.span.start as usize;
            if at == 0 {
                cursor = reader.heading_mark(self.source, line);
            } else {
                self.quirk_broken_word(&mut reader, line);
                reader.join(line.text(self.source));
            }
            self.line(&mut reader, cursor, at);
        }
        reader.draft
    }

    /// A word broken at the end of a line: `Presi-` and `dent`. The hyphen is mark-up where the source
    /// has the word whole elsewhere, and not with its hyphen.
    fn quirk_broken_word(&self, reader: &mut Reader<'_>, next: &Line) {
        let Some(start) = reader
            .draft
            .text
            .strip_suffix('-')
            .filter(|text| text.ends_with(char::is_alphabetic))
        else {
            return;
        };
        let first = start.rsplit(|c| !is_letter(c)).next().unwrap_or_default();
        let second = next
            .text(self.source)
            .split(|c| !is_letter(c))
            .next()
            .unwrap_or_default();
        if !second.starts_with(char::is_lowercase) {
            return;
        }
        let window = &self.source[..self.source.floor_char_boundary(64 * 1024)];
        let holds =
            |word: String| memchr::memmem::find(window.as_bytes(), word.as_bytes()).is_some();
        if holds(format!("{first}{second}")) && !holds(format!("{first}-{second}")) {
            reader.drop_hyphen();
        }
    }

    /// `row = cell *(("|" / parting) cell)`: the cells, a tab between them. What parts them, and the line
    /// that rules a Markdown table off, is mark-up.
    pub(crate) fn row(&mut self, lines: &[Line], gap: Gap) -> Draft {
        let cells = row_cells(self.source, lines);
        let pieces = cells.concat();
        let mut reader = Reader::new(&pieces, gap, self.mirrored);
        reader.draft.row = true;
        let mut at = 0;
        for (cell, pieces) in cells.iter().enumerate() {
            if cell > 0 {
                reader.draft.text.push('\t');
            }
            for (place, piece) in pieces.iter().enumerate() {
                if place > 0 {
                    reader.join(piece.text(self.source));
                }
                self.line(&mut reader, piece.span.start as usize, at);
                at += 1;
            }
        }
        for line in lines {
            let mut within: Vec<Span> = pieces
                .iter()
                .map(|piece| piece.span)
                .filter(|piece| line.span.contains(*piece))
                .collect();
            within.sort_unstable();
            let ends = within.iter().map(|piece| piece.end);
            let starts = within.iter().map(|piece| piece.start);
            let between = std::iter::zip(
                std::iter::once(line.span.start).chain(ends),
                starts.chain([line.span.end]),
            );
            for (start, end) in between {
                let parting = &self.source[start as usize..end as usize];
                let from = end as usize - parting.trim_start_matches(blank).len();
                reader.markup(
                    from,
                    from + self.source[from..end as usize]
                        .trim_end_matches(blank)
                        .len(),
                );
            }
        }
        reader.draft
    }

    /// `line = *(text / call / link-end / emphasis / mark / escape)`
    fn line(&mut self, reader: &mut Reader, start: usize, at: usize) {
        let line = reader.begin(at);
        let end = line.span.end as usize;
        let bytes = self.source.as_bytes();
        let next_mark = next_mark(line.holds);
        // Text is copied from here on once something else begins.
        let (mut from, mut cursor) = (start, start);
        let first = |call: &Candidate| (call.span.start as usize) < start;
        let mut calls = self.bare[self.bare.partition_point(first)..]
            .iter()
            .peekable();
        while cursor < end {
            let call = calls.peek().map(|call| call.span.start as usize);
            let close = reader.link_end.map(|close| close.start as usize);
            let taken = if call == Some(cursor)
                && let Some(call) = calls.next()
            {
                self.text_before_call(reader, from, cursor, call.span.end as usize);
                reader.call(call.span, &call.label);
                Some(call.span.end as usize)
            } else if close == Some(cursor)
                && let Some(close) = reader.link_end.take()
            {
                reader.text(self.source, from, cursor);
                reader.markup(cursor, close.end as usize);
                Some(close.end as usize)
            } else {
                // Most bytes are text that nothing happens at.
                let ahead = [call, close].into_iter().flatten();
                let next = ahead.filter(|next| *next > cursor).fold(end, usize::min);
                let mark = next_mark(&bytes[cursor..next]);
                cursor = mark.map_or(next, |quiet| cursor + quiet);
                if mark.is_none() {
                    continue;
                }
                match bytes[cursor] {
                    b'*' | b'_' => self.emphasis(reader, from, cursor, end, at),
                    b'\\' => self.escape(reader, from, cursor, line.span),
                    _ => self.mark(reader, from, cursor, end),
                }
            };
            match taken {
                Some(next) => {
                    cursor = next;
                    from = next;
                }
                None => cursor += passed(&bytes[cursor..end]),
            }
        }
        reader.text(self.source, from, end);
    }

    /// `escape = "\" (mark / line-end)`, the end of a line that something stands in.
    fn escape(&self, reader: &mut Reader, from: usize, at: usize, line: Span) -> Option<usize> {
        let behind = at + 1;
        if behind == line.end as usize {
            // It breaks the line, which ends here anyway.
            let within = at > line.start as usize;
            return within.then(|| {
                reader.text(self.source, from, at);
                reader.markup(at, behind);
                behind
            });
        }
        let marks = self.source.as_bytes().get(behind);
        marks.filter(|byte| byte.is_ascii_punctuation()).map(|_| {
            reader.text(self.source, from, at);
            reader.markup(at, behind);
            // The escaped mark is text, whatever it is.
            reader.text(self.source, behind, behind + 1);
            behind + 1
        })
    }

    /// `emphasis = 1*3"*" / 1*2"_"`, opening where text follows and the same mark closes it later
    /// in the chunk.
    fn emphasis(
        &mut self,
        reader: &mut Reader,
        from: usize,
        at: usize,
        end: usize,
        line: usize,
    ) -> Option<usize> {
        let bytes = self.source.as_bytes();
        let mark = bytes[at];
        let length = bytes[at..end]
            .iter()
            .take_while(|byte| **byte == mark)
            .count();
        if length > 3 {
            return None;
        }
        let before = self.source[reader.start_of(line)..at].chars().next_back();
        let after = self.source[at + length..end].chars().next();
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let closes = before.is_some_and(|c| !c.is_whitespace()) && !(mark == b'_' && word(after));
        let opens = after.is_some_and(|c| !c.is_whitespace()) && !(mark == b'_' && word(before));
        let style = |reader: &mut Reader, on: bool| {
            if length != 2 {
                reader.style.italic = on;
            }
            if length >= 2 {
                reader.style.bold = on;
            }
        };
        if closes && reader.open.last() == Some(&(mark, length)) {
            reader.text(self.source, from, at);
            reader.open.pop();
            style(reader, false);
        } else if opens && reader.closed_later(self.source, mark, length, at + length, line) {
            reader.text(self.source, from, at);
            reader.open.push((mark, length));
            style(reader, true);
        } else if mark == b'*' && self.quirk_halved(reader, (from, at, end), length, line) {
            reader.text(self.source, from, at);
        } else {
            return None;
        }
        reader.markup(at, at + length);
        Some(at + length)
    }

    /// Emphasis of a whole paragraph that a page break cuts: one half opens it and the other closes it.
    fn quirk_halved(
        &self,
        reader: &Reader,
        (from, at, end): (usize, usize, usize),
        length: usize,
        line: usize,
    ) -> bool {
        let behind = self.source[at + length..end].chars().next();
        let opens = reader.draft.text.is_empty() && from == at && line == 0;
        let ends = |c: char| matches!(c, ',' | ';' | ':' | '،' | '؛' | '，' | '；' | '：');
        let before = self.source[from..at].chars().next_back();
        opens && behind.is_some_and(char::is_alphabetic)
            || at + length == reader.end() && before.is_some_and(ends)
    }

    /// `mark = link / raised-number / plain-formula / raised / tag`
    fn mark(&mut self, reader: &mut Reader, from: usize, at: usize, end: usize) -> Option<usize> {
        let rest = &self.source[at..end];
        // The text of a link may go on in the next line.
        let found = (reader.link_end.is_none() && reader.may_link())
            .then(|| link(&self.source[at..reader.end()]))
            .flatten();
        if let Some(found) = found {
            return Some(self.link(reader, from, at, &found));
        }
        if let Some((digits, length, found)) = raised_number(rest) {
            reader.text(self.source, from, at);
            reader.markup(at, at + 1);
            let behind = at + 1 + digits;
            reader.text(self.source, at + 1, behind);
            self.raised(reader, behind, length, &found);
            return Some(behind + length);
        }
        if let Some(length) = plain_formula(rest) {
            reader.text(self.source, from, at);
            reader.markup(at, at + 1);
            reader.text(self.source, at + 1, at + length - 1);
            reader.markup(at + length - 1, at + length);
            return Some(at + length);
        }
        // A number in a circle that a line begins with labels the item of a list.
        let labels = || {
            let before = self.source[..at].trim_end_matches([' ', '\t', '\u{3000}']);
            rest.chars().next().and_then(circle).is_some() && before.ends_with(['\n', '\r'])
        };
        if let Ok((after, found)) = raised(rest)
            && (!found.square || (self.known(&found) && !labels()))
        {
            let length = rest.len() - after.len();
            self.text_before_call(reader, from, at, at + length);
            self.raised(reader, at, length, &found);
            return Some(at + length);
        }
        let length = tag(rest)?;
        reader.text(self.source, from, at);
        reader.markup(at, at + length);
        if rest[1..]
            .trim_start_matches('/')
            .get(..2)
            .is_some_and(|name| name.eq_ignore_ascii_case("br"))
        {
            // A tag that breaks the line stands for a line end.
            reader.join(&self.source[at + length..end]);
        }
        Some(at + length)
    }

    /// A link: a call where it leads to a note of the page, mark-up where it leads back from one, and
    /// otherwise its text. Gives where reading goes on.
    fn link(&mut self, reader: &mut Reader, from: usize, at: usize, link: &Link) -> usize {
        let open = at + link.open;
        let text = &self.source[open..open + link.text];
        let whole = Span::from_range(at, at + link.len());
        if link.local {
            if let Some(label) = called(text).filter(|_| !self.in_note) {
                self.text_before_call(reader, from, at, whole.end as usize);
                reader.call(whole, label);
                return whole.end as usize;
            }
            if !text.contains(char::is_alphanumeric) {
                reader.text(self.source, from, at);
                reader.markup(at, whole.end as usize);
                return whole.end as usize;
            }
        }
        reader.text(self.source, from, at);
        reader.markup(at, open);
        let close = open + link.text;
        reader.link_end = Some(Span::from_range(close, close + link.close));
        open
    }

    /// The text before a call. A blank before the call is no part of it where a mark ends the words behind; nor is
    /// the one that stands for the end of the line above.
    fn text_before_call(&self, reader: &mut Reader, from: usize, at: usize, behind: usize) {
        let mut after = self.source[behind..].chars();
        let ends = after.next().is_some_and(|c| end_mark_kin(c).is_some());
        let text = &self.source[from..at];
        let words = if ends { text.trim_end() } else { text };
        reader.text(self.source, from, from + words.len());
        if ends && words.is_empty() {
            reader.drop_joint();
        }
    }

    /// Whether there is a note for each label.
    fn known(&self, found: &Raised) -> bool {
        let known = |label: &String| self.labels.binary_search(label).is_ok();
        found.labels.iter().all(known)
    }

    /// What is raised is a call where a note has its label; otherwise it is text: the suffix of an
    /// ordinal, a unit's power.
    fn raised(&mut self, reader: &mut Reader, at: usize, length: usize, found: &Raised) {
        let span = Span::from_range(at, at + length);
        let number = |label: &String| label.bytes().all(|byte| byte.is_ascii_digit());
        let call = (found.certain && !self.in_note)
            || (!found.labels.is_empty()
                && !unit(self.facts, &reader.draft.text)
                && (self.known(found) || (!self.in_note && found.labels.iter().all(number))));
        if call {
            for label in &found.labels {
                reader.draft.calls.push(Call {
                    label: label.as_str().into(),
                    nth: nth(span.slice(self.source)),
                    span,
                    at: reader.draft.text.len() as u32,
                });
            }
            reader.leaf(LeafKind::Call, span);
            return;
        }
        let content = at + found.open..at + found.open + found.content;
        reader.markup(at, content.start);
        let outer = reader.style;
        reader.style.raised = true;
        self.raised_text(reader, content.clone());
        reader.style = outer;
        reader.markup(content.end, at + length);
        let printed = &self.source[content];
        self.diagnostics.push(Diagnostic::new(
            Code::RaisedText,
            span,
            format!("a footnote call was expected where text is raised; {printed:?} has no footnote and was kept as text"),
        ));
    }

    /// `raised-text = *(text / escape)`
    fn raised_text(&self, reader: &mut Reader, content: std::ops::Range<usize>) {
        let mut from = content.start;
        while let Some(at) = memchr(b'\\', &self.source.as_bytes()[from..content.end]) {
            let at = from + at;
            reader.text(self.source, from, at);
            let escape =
                self.source[at + 1..content.end].starts_with(|c: char| c.is_ascii_punctuation());
            // The escaped mark is text, whatever it is.
            let next = at + 1 + usize::from(escape);
            if escape {
                reader.markup(at, at + 1);
            }
            reader.text(self.source, at + usize::from(escape), next);
            from = next;
        }
        reader.text(self.source, from, content.end);
    }
}

/// Whether a text ends in a unit that takes a power: `km²`.
fn unit(facts: &Facts, text: &str) -> bool {
    let word = text.rsplit(|c| !is_letter(c)).next().unwrap_or_default();
    text.ends_with(word) && facts.numbers.units.iter().any(|unit| unit == word)
}

/// The bytes that a tag may take.
const TAG_LENGTH: usize = 256;

/// `tag = "<" ["/"] name *any ">"`, for the tags that Markdown of OCR engines holds: its length.
pub(crate) fn tag(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('<')?;
    let end = inner
        .bytes()
        .take(TAG_LENGTH)
        .position(|byte| byte == b'>')?;
    let name = inner[..end]
        .trim_start_matches('/')
        .split(|c: char| !c.is_ascii_alphanumeric())
        .next()?;
    let known = [
        "sup", "sub", "br", "u", "i", "b", "em", "strong", "center", "p", "div", "span", "a",
        "font",
    ];
    known
        .iter()
        .any(|tag| name.eq_ignore_ascii_case(tag))
        .then_some(end + 2)
}

/// What finds the next byte that something but text may begin with, in a line that may hold some things.
fn next_mark(holds: Holds) -> fn(&[u8]) -> Option<usize> {
    if !holds.any(Holds::INLINE) {
        |_| None
    } else if !holds.any(Holds::INLINE.without(Holds::EMPHASIS.or(Holds::TAG))) {
        |bytes| memchr3(b'*', b'_', b'<', bytes)
    } else {
        |bytes| bytes.iter().position(|byte| TRIGGERS[usize::from(*byte)])
    }
}

/// Whether something but text may begin with a byte.
const TRIGGERS: [bool; 256] = {
    let mut triggers = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        triggers[byte] = matches!(
            byte as u8,
            b'*' | b'_' | b'<' | b'[' | b'(' | b'^' | b'$' | b'\\' | 0xc2 | 0xe2
        );
        byte += 1;
    }
    triggers
};

/// How many bytes are passed over where what might have begun does not: a character; of marks without
/// end, all but the last three, which alone may be emphasis.
fn passed(bytes: &[u8]) -> usize {
    match bytes[0] {
        mark @ (b'*' | b'_') => {
            let run = bytes.iter().take_while(|byte| **byte == mark).count();
            run.saturating_sub(3).max(1)
        }
        0xf0.. => 4,
        0xe0.. => 3,
        0xc0.. => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str, labels: &[&str]) -> Draft {
        let labels: Vec<String> = labels.iter().map(ToString::to_string).collect();
        let lines = crate::layout::lines(source);
        let mut diagnostics = Vec::new();
        Inline {
            source,
            bare: &[],
            labels: &labels,
            mirrored: false,
            facts: Facts::of_language("en"),
            in_note: false,
            diagnostics: &mut diagnostics,
        }
        .draft(&lines, Gap::Blank)
    }

    #[test]
    fn emphasis_and_calls_leave_clean_text() {
        let draft = read(
            "1. *Decides* to act,<sup>1</sup> at its 54<sup>e</sup>  session\n*and* more;",
            &["1"],
        );
        assert_eq!(
            draft.text,
            "1. Decides to act, at its 54e session and more;"
        );
        assert_eq!(draft.calls.len(), 1);
        assert_eq!(draft.calls[0].at, 18);
        let italics: Vec<_> = draft
            .leaves
            .iter()
            .filter(|leaf| leaf.style.italic && !leaf.text.is_empty())
            .map(|leaf| &draft.text[leaf.text.range()])
            .collect();
        assert_eq!(italics, ["Decides", "and"]);
    }

    #[test]
    fn a_prefix_is_cut_out_as_a_label() {
        let mut draft = read("1. *Decides* to act;", &[]);
        let span = draft.cut_prefix(2, LeafKind::Label).expect("a label");
        assert_eq!((span.start, span.end), (0, 2));
        assert_eq!(draft.text, "Decides to act;");
        assert_eq!(draft.italic_prefix(), 7);
    }

    #[test]
    fn a_broken_word_is_whole_where_the_source_has_it_whole() {
        assert_eq!(
            read("the President and the Presi-\ndent, people-\ncentred", &[]).text,
            "the President and the President, people-centred"
        );
    }

    #[test]
    fn emphasis_may_be_cut_in_halves() {
        assert_eq!(read("*Recalling the", &[]).text, "Recalling the");
        assert_eq!(
            read("wells of *all* villages,*", &[]).text,
            "wells of all villages,"
        );
        assert_eq!(read("wells of all*", &[]).text, "wells of all*");
    }

    #[test]
    fn no_blank_stands_before_the_mark_behind_a_call() {
        assert_eq!(read("the wells [^1], and", &["1"]).text, "the wells, and");
        assert_eq!(read("the wells\n[^1]. And", &["1"]).text, "the wells. And");
        assert_eq!(
            read("the wells\n**[^1]; and**", &["1"]).text,
            "the wells; and"
        );
        assert_eq!(read("the wells\n[^1] and", &["1"]).text, "the wells and");
    }

    #[test]
    fn a_lone_asterisk_is_text() {
        assert_eq!(read("a * b", &[]).text, "a * b");
        assert_eq!(read("A/65/L.78*", &[]).text, "A/65/L.78*");
        assert_eq!(read("snake_case_name", &[]).text, "snake_case_name");
    }
}
