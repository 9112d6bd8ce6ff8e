//! A passage in the making: what is read of it, and how its halves and its label come together and apart.

use crate::holds::Holds;
use crate::page::Gap;
use crate::span::{Span, TextRange};
use crate::tree::{Call, Leaf, LeafKind, Style};
use crate::word::{in_word, trim};

/// A passage in the making: its offsets of clean text count from its own start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Draft {
    pub(crate) text: String,
    pub(crate) leaves: Vec<Leaf>,
    pub(crate) calls: Vec<Call>,
    pub(crate) gap: Gap,
    /// The number of `#` in front.
    pub(crate) heading: u8,
    /// Whether it is a row of a table, its cells separated by tabs.
    pub(crate) row: bool,
    /// What its lines may hold.
    pub(crate) holds: Holds,
}

impl Draft {
    /// Takes the first `length` bytes of the clean text out of it: they become leaves of `kind`, and
    /// blanks after them go.
    pub(crate) fn cut_prefix(&mut self, length: usize, kind: LeafKind) -> Option<Span> {
        let blank = self.text[length..].len() - self.text[length..].trim_start().len();
        let cut = (length + blank) as u32;
        let length = length as u32;
        let mut found: Option<Span> = None;
        let mut leaves = Vec::with_capacity(self.leaves.len() + 1);
        for mut leaf in std::mem::take(&mut self.leaves) {
            if leaf.text.is_empty() {
                leaf.text = shift(leaf.text, cut);
                leaves.push(leaf);
                continue;
            }
            if leaf.text.start < length {
                let part =
                    (length.min(leaf.text.end) - leaf.text.start).min(leaf.span.len() as u32);
                let span = Span::new(leaf.span.start, leaf.span.start + part);
                found = Some(found.map_or(span, |found| found.cover(span)));
                leaves.push(Leaf {
                    span,
                    text: TextRange::default(),
                    kind,
                    style: leaf.style,
                });
            }
            if leaf.text.end > cut {
                let into = cut.saturating_sub(leaf.text.start);
                leaf.span.start += into;
                leaf.text = TextRange::new(leaf.text.start.max(cut) - cut, leaf.text.end - cut);
                leaves.push(leaf);
            }
        }
        self.leaves = leaves;
        self.text.drain(..cut as usize);
        for call in &mut self.calls {
            call.at = call.at.saturating_sub(cut);
        }
        found
    }

    /// Puts the other half of a passage behind this one.
    pub(crate) fn append(&mut self, other: Self) {
        join(&mut self.text, &other.text);
        let by = self.text.len() as u32;
        self.leaves
            .extend(other.leaves.into_iter().map(|leaf| Leaf {
                text: TextRange::new(leaf.text.start + by, leaf.text.end + by),
                ..leaf
            }));
        self.calls.extend(other.calls.into_iter().map(|call| Call {
            at: call.at + by,
            ..call
        }));
        self.text.push_str(&other.text);
        self.holds = self.holds.or(other.holds);
    }

    /// Makes running text of a row: blanks stand between its cells.
    pub(crate) fn join_cells(&mut self) {
        self.text = self.text.replace('\t', " ");
    }

    /// The text without blanks at its end.
    pub(crate) fn trimmed(&self) -> &str {
        trim(&self.text)
    }

    /// Whether every letter is set in a style.
    pub(crate) fn all(&self, style: impl Fn(Style) -> bool) -> bool {
        let mut any = false;
        for leaf in self.leaves.iter().filter(|leaf| !leaf.text.is_empty()) {
            let text = &self.text[leaf.text.range()];
            if text.chars().any(in_word) {
                any = true;
                if !style(leaf.style) {
                    return false;
                }
            }
        }
        any
    }

    /// The bytes of clean text that are set in italics from the start on.
    pub(crate) fn italic_prefix(&self) -> usize {
        let mut end = 0;
        for leaf in self.leaves.iter().filter(|leaf| !leaf.text.is_empty()) {
            if !leaf.style.italic {
                break;
            }
            end = leaf.text.end as usize;
        }
        end
    }

    /// The place of the passage in the source.
    pub(crate) fn span(&self) -> Span {
        self.leaves
            .iter()
            .map(|leaf| leaf.span)
            .reduce(Span::cover)
            .unwrap_or_default()
    }
}

const fn shift(range: TextRange, by: u32) -> TextRange {
    TextRange::new(range.start.saturating_sub(by), range.end.saturating_sub(by))
}

/// Adds the blank that stands for a line end or a page break between `text` and `next`.
pub(crate) fn join(text: &mut String, next: &str) {
    let before = text.chars().next_back();
    let after = next.trim_start_matches(['*', '_', '<']).chars().next();
    let (Some(before), Some(after)) = (before, after) else {
        return;
    };
    let wide = |c: char| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}');
    let hyphen = matches!(before, '-' | '‑')
        && after.is_lowercase()
        && text.chars().rev().nth(1).is_some_and(char::is_alphabetic);
    // Where no blanks stand between words, a line may end within a number.
    let digit = |c: char| c.is_ascii_digit();
    let number = digit(before)
        && digit(after)
        && text.trim_end_matches(digit).ends_with(wide)
        && next.trim_start_matches(digit).starts_with(wide);
    if before.is_whitespace() || hyphen || number || (wide(before) || wide(after)) {
        return;
    }
    text.push(' ');
}
