//! Characters that a source writes otherwise than it prints them: with a backslash, as Markdown has it, and by their
//! names, as HTML has it (`1\.`, `&nbsp;`). The grammar reads what is printed, and the tree is led back.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use memchr::{memchr, memchr2, memrchr};

use crate::entity::entity;
use crate::layout::blank;
use crate::parse::Parsed;
use crate::span::{Span, TextRange};
use crate::tree::{Document, Leaf, LeafKind, Passage, Style};

/// Reads what a source prints, and leads what is read back to what it writes.
pub(crate) fn read_as_printed(source: &str, read: impl FnOnce(&str) -> Parsed) -> Parsed {
    match Written::of(source) {
        Some(written) => {
            let mut parsed = read(&written.printed);
            written.lead_back(&mut parsed);
            parsed
        }
        None => read(source),
    }
}

/// Finds spans in what a source prints, and leads them back to what it writes.
pub(crate) fn spans_as_printed(source: &str, find: impl FnOnce(&str) -> Vec<Span>) -> Vec<Span> {
    match Written::of(source) {
        Some(written) => {
            let spans = find(&written.printed).into_iter();
            spans.map(|span| written.span(span)).collect()
        }
        None => find(source),
    }
}

/// What a piece of a source prints.
pub(crate) fn printed(source: &str) -> Cow<'_, str> {
    Written::of(source).map_or(Cow::Borrowed(source), |written| written.printed.into())
}

/// A source that writes some characters otherwise than it prints them.
struct Written<'a> {
    source: &'a str,
    printed: String,
    /// What is written otherwise, in order.
    edits: Vec<Edit>,
}

/// Where something stands in the source, and where in what it prints, which may be nothing.
#[derive(Copy, Clone)]
struct Edit {
    written: Span,
    printed: Span,
}

impl<'a> Written<'a> {
    fn of(source: &'a str) -> Option<Self> {
        let bytes = source.as_bytes();
        u32::try_from(bytes.len()).ok()?;
        let (mut printed, mut edits) = (String::new(), Vec::new());
        let (mut at, mut copied) = (0, 0);
        while let Some(found) = bytes.get(at..).and_then(|rest| memchr2(b'\\', b'&', rest)) {
            let start = at + found;
            let (length, prints) = if bytes[start] == b'&' {
                let entity = entity(&source[start..]);
                entity.map_or((0, None), |it| (it.length, Some(it.character)))
            } else {
                (usize::from(escapes(source, start)), None)
            };
            // What a backslash stands before is no mark, whether it stays or goes.
            at = start
                + if bytes[start] == b'\\' {
                    2
                } else {
                    length.max(1)
                };
            if length == 0 {
                continue;
            }
            printed.push_str(&source[copied..start]);
            let from = printed.len();
            printed.extend(prints);
            edits.push(Edit {
                written: Span::from_range(start, start + length),
                printed: Span::from_range(from, printed.len()),
            });
            copied = start + length;
        }
        printed.push_str(&source[copied..]);
        (!edits.is_empty()).then_some(Self {
            source,
            printed,
            edits,
        })
    }

    /// Where something that is printed stands in the source.
    fn offset(&self, printed: u32) -> u32 {
        let before = self.edits.partition_point(|edit| {
            edit.printed.end < printed || (edit.printed.end == printed && !edit.printed.is_empty())
        });
        if let Some(edit) = self.edits.get(before)
            && edit.printed.start < printed
        {
            return edit.written.end;
        }
        let last = before.checked_sub(1).map(|last| self.edits[last]);
        last.map_or(printed, |last| {
            last.written.end + (printed - last.printed.end)
        })
    }

    fn span(&self, printed: Span) -> Span {
        Span::new(self.offset(printed.start), self.offset(printed.end))
    }

    /// Puts the source in the place of what it prints.
    fn lead_back(&self, parsed: &mut Parsed) {
        let document = &mut parsed.document;
        self.lead_leaves_back(document);
        document.source = Arc::from(self.source);
        for call in &mut document.calls {
            call.span = self.span(call.span);
        }
        for note in &mut document.footnotes {
            note.mark = self.span(note.mark);
        }
        for node in &mut document.nodes {
            if let Some(label) = &mut node.label {
                label.span = self.span(label.span);
            }
        }
        for diagnostic in &mut parsed.diagnostics {
            diagnostic.span = self.span(diagnostic.span);
        }
    }

    /// Leads the leaves back. What is written otherwise is a leaf of its own within text, and mark-up between leaves.
    fn lead_leaves_back(&self, document: &mut Document) {
        let printed = std::mem::take(&mut document.leaves);
        // The leaves of a passage that another one of it stands before.
        let mut follows = vec![false; printed.len() + 1];
        for passage in passages(document) {
            let (first, end) = (passage.first_leaf as usize, passage.end_leaf as usize);
            follows[(first + 1).min(end)..end].fill(true);
        }
        let mut in_leaf = vec![false; self.edits.len()];
        for leaf in &printed {
            in_leaf[self.within(leaf.span)].fill(true);
        }
        let mut led = Vec::with_capacity(printed.len() + 2 * self.edits.len());
        let mut places = Vec::with_capacity(printed.len() + 1);
        for (at, leaf) in printed.iter().enumerate() {
            places.push(led.len() as u32);
            if let Some(before) = at.checked_sub(1).filter(|_| follows[at])
                && printed[before].span.end < leaf.span.start
            {
                let between = Span::new(printed[before].span.end, leaf.span.start);
                for edit in self.within(between) {
                    if !std::mem::replace(&mut in_leaf[edit], true) {
                        led.push(mark_up(self.edits[edit].written, leaf.text.start));
                    }
                }
            }
            if leaf.kind == LeafKind::Text {
                self.part(leaf, &self.edits[self.within(leaf.span)], &mut led);
            } else {
                led.push(Leaf {
                    span: self.span(leaf.span),
                    ..*leaf
                });
            }
        }
        places.push(led.len() as u32);
        let end = document.text.len() as u32;
        let alone = self.edits.iter().zip(in_leaf).filter(|(_, within)| !within);
        led.extend(alone.map(|(edit, _)| mark_up(edit.written, end)));
        document.leaves = led;
        for passage in passages(document) {
            passage.first_leaf = places[passage.first_leaf as usize];
            passage.end_leaf = places[passage.end_leaf as usize];
        }
    }

    /// What is written otherwise within a span of what is printed; what prints nothing at its end is not.
    fn within(&self, span: Span) -> Range<usize> {
        let first = self
            .edits
            .partition_point(|edit| edit.printed.start < span.start);
        let end = self
            .edits
            .partition_point(|edit| edit.printed.start < span.end);
        first..end.max(first)
    }

    /// A leaf of text with what is written otherwise in leaves of its own.
    fn part(&self, leaf: &Leaf, edits: &[Edit], led: &mut Vec<Leaf>) {
        let text = |printed: u32| leaf.text.start + (printed - leaf.span.start);
        // Up to where it is led back, in what is printed and in the source.
        let (mut from, mut start) = (leaf.span.start, self.offset(leaf.span.start));
        let as_it_is = |led: &mut Vec<Leaf>, from: u32, start: u32, to: u32| {
            led.extend((from < to).then(|| Leaf {
                span: Span::new(start, self.offset(to)),
                text: TextRange::new(text(from), text(to)),
                ..*leaf
            }));
        };
        for edit in edits {
            as_it_is(led, from, start, edit.printed.start);
            (from, start) = (edit.printed.end, edit.written.end);
            let prints = TextRange::new(text(edit.printed.start), text(edit.printed.end));
            led.push(if prints.is_empty() {
                mark_up(edit.written, prints.start)
            } else {
                Leaf {
                    span: edit.written,
                    text: prints,
                    kind: LeafKind::Repaired,
                    ..*leaf
                }
            });
        }
        as_it_is(led, from, start, leaf.span.end);
    }
}

fn mark_up(span: Span, at: u32) -> Leaf {
    Leaf {
        span,
        text: TextRange::new(at, at),
        kind: LeafKind::Markup,
        style: Style::default(),
    }
}

fn passages(document: &mut Document) -> impl Iterator<Item = &mut Passage> {
    let lines = document.masthead.lines.iter_mut();
    let nodes = document.nodes.iter_mut();
    let notes = document.footnotes.iter_mut();
    lines
        .map(|line| &mut line.passage)
        .chain(nodes.map(|node| &mut node.passage))
        .chain(notes.map(|note| &mut note.passage))
}

/// Whether a backslash goes: `escape = "\" mark`, where the grammar would not take the mark for more than text, or
/// where all of a line is one mark, escaped each time.
fn escapes(source: &str, at: usize) -> bool {
    let rest = &source[at + 1..];
    let Some(mark) = rest.chars().next().filter(char::is_ascii_punctuation) else {
        return false;
    };
    let (before, behind) = (&source[..at], &rest[1..]);
    let opens_line = || {
        let mut before = before.chars().rev();
        before
            .find(|c| *c == '\n' || !blank(*c))
            .is_none_or(|c| c == '\n')
    };
    let short_number = |digits: usize| (1..=3).contains(&digits);
    match mark {
        // Brackets around a short number make a call, or the mark of a note, where both are escaped.
        '[' => {
            let digits = digits(behind.bytes());
            short_number(digits) && behind[digits..].starts_with("\\]")
        }
        ']' => {
            let digits = digits(before.bytes().rev());
            short_number(digits) && before[..at - digits].ends_with("\\[")
        }
        '\\' | '*' | '<' | '|' | '^' | '$' | '`' | '{' | '}' => false,
        '_' => escaped_rule(source, at),
        '-' | '=' | '+' | '#' | '>' | '~' | ':' => !opens_line() || escaped_rule(source, at),
        '(' | '!' => !behind.starts_with('['),
        '&' => entity(rest).is_none(),
        _ => true,
    }
}

/// How many digits come first, of four at most.
fn digits(bytes: impl Iterator<Item = u8>) -> usize {
    bytes.take(4).take_while(u8::is_ascii_digit).count()
}

/// `escaped-rule = 3*("\" mark)`, as all of the line in which a backslash stands.
fn escaped_rule(source: &str, at: usize) -> bool {
    /// The bytes of a rule at most.
    const LONGEST: usize = 160;
    let bytes = source.as_bytes();
    let from = at.saturating_sub(LONGEST);
    let to = bytes.len().min(at + LONGEST);
    let start = memrchr(b'\n', &bytes[from..at]).map_or(from, |end| from + end + 1);
    let end = memchr(b'\n', &bytes[at..to]).map_or(to, |end| at + end);
    let line = bytes[start..end].trim_ascii();
    line.len() >= 6
        && line.len() < LONGEST
        && line.chunks(2).all(|pair| pair == [b'\\', bytes[at + 1]])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_mean_nothing_lose_their_backslash() {
        for (source, expected) in [
            ("1\\. Decides\\!", "1. Decides!"),
            ("\\(a\\) wells \\& lamps", "(a) wells & lamps"),
            ("\\_\\_\\_\\_\n\\- \\-\\-\\-", "____\n\\- ---"),
            ("\\[12\\] \\[see\\]", "[12] \\[see\\]"),
            ("R&amp;D&nbsp;\\#4", "R&D\u{a0}#4"),
        ] {
            assert_eq!(printed(source), expected, "{source}");
        }
        for source in [
            "\\*a\\* \\_b\\_ \\[1] \\<b> \\| \\\\.",
            "\\([1]) \\&amp; \\",
            "\\# no heading\n\\--- no rule\n \\- no bullet",
        ] {
            assert_eq!(printed(source), source);
        }
    }

    #[test]
    fn what_is_read_is_led_back() {
        let source = "*The General Assembly*,\n\n1\\. *Decides* to act in &laquo;&nbsp;wells\\.&nbsp;&raquo;;\n\n\\(a\\) &amp; so on\\.";
        let document = crate::parse(source).document;
        assert_eq!(document.source(), source);
        let slice = |span: Span| span.slice(source);
        let labels = document
            .nodes()
            .iter()
            .filter_map(|node| node.label.as_ref());
        let labels: Vec<_> = labels.map(|label| slice(label.span)).collect();
        assert_eq!(labels, ["1\\.", "\\(a\\)"]);
        let nodes = document.nodes().iter();
        let texts: Vec<_> = nodes
            .map(|node| {
                (
                    document.text_of(node.passage),
                    document.spans_of(node.passage),
                )
            })
            .skip(1)
            .map(|(text, spans)| (text, spans.into_iter().map(slice).collect::<Vec<_>>()))
            .collect();
        let expected = [
            (
                "Decides to act in «\u{a0}wells.\u{a0}»;",
                vec!["1\\. *Decides* to act in &laquo;&nbsp;wells\\.&nbsp;&raquo;;"],
            ),
            ("& so on.", vec!["\\(a\\) &amp; so on\\."]),
        ];
        assert_eq!(texts, expected);
    }
}
