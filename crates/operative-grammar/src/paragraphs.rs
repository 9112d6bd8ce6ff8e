//! Paragraphs: which lines of a chunk belong to one.

use std::borrow::Cow;

use memchr::memchr3;

use crate::closing::{closing_line, vote_goes_on};
use crate::facts::Facts;
use crate::heal::{annex_heading, end_mark_before_call};
use crate::holds::Holds;
use crate::inline::tag;
use crate::label::{label, section_number};
use crate::layout::Line;
use crate::lead::{capital_leads, lead};
use crate::page::formula_like;
use crate::table::{rows, tabular};

/// Lines that make one paragraph, or one row of a table.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Paragraph<'a> {
    pub(crate) lines: &'a [Line],
    pub(crate) row: bool,
}

/// Cuts a chunk into paragraphs where lines begin new ones without a blank line between. `in_table`
/// tells that a table stands right before it.
pub(crate) fn paragraphs<'a>(
    facts: &Facts,
    source: &str,
    lines: &'a [Line],
    in_table: bool,
) -> impl Iterator<Item = Paragraph<'a>> {
    let barred = |line: &Line| {
        let text = line.text(source);
        line.holds.any(Holds::BAR) && (text.starts_with('|') || text.ends_with('|'))
    };
    let table = lines.iter().all(barred) || tabular(source, lines, in_table);
    let (rows, lines) = if table {
        (rows(source, lines), &[][..])
    } else {
        (Vec::new(), lines)
    };
    let shape = Shape::of(source, lines);
    let look = |line: &Line| LineLook::of(facts, line, source);
    // A line alone needs no look.
    let mut last: Option<LineLook<'_>> = None;
    let parted = lines.chunk_by(move |above, line| {
        let above = last.take().unwrap_or_else(|| look(above));
        let below = last.insert(look(line));
        !starts_paragraph(facts, &above, below, shape)
    });
    let rows = rows.into_iter().map(|lines| Paragraph { lines, row: true });
    rows.chain(parted.map(|lines| Paragraph {
        lines,
        row: lines[0].text(source).starts_with('|'),
    }))
}

/// What a line looks like among the lines of its chunk.
#[derive(Debug)]
struct LineLook<'a> {
    /// Without emphasis marks and tags.
    text: Cow<'a, str>,
    /// A row of a table.
    row: bool,
    /// A paragraph of its own, whatever stands beside it: a heading or a formula.
    alone: bool,
    section: bool,
    closing: bool,
    annex: bool,
}

impl<'a> LineLook<'a> {
    fn of(facts: &Facts, line: &Line, source: &'a str) -> Self {
        let printed = line.text(source);
        let text = plain(printed);
        Self {
            row: printed.starts_with('|'),
            alone: text.starts_with('#') || formula_like(facts, &text),
            section: section_number(facts, &text).is_some(),
            closing: closing_line(facts, &text, line.holds),
            annex: annex_heading(facts, &text),
            text,
        }
    }
}

/// A line without emphasis marks and tags, as far as looking at it needs.
pub(crate) fn plain(line: &str) -> Cow<'_, str> {
    if memchr3(b'*', b'_', b'<', line.as_bytes()).is_none() {
        return Cow::Borrowed(line);
    }
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        match (c == '<').then(|| tag(rest)).flatten() {
            Some(length) => rest = &rest[length..],
            None => {
                if !matches!(c, '*' | '_') {
                    text.push(c);
                }
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    Cow::Owned(text)
}

/// The longest line that a page of print holds, in bytes.
const WIDEST: usize = 300;

/// What the lines of a chunk have in common.
#[derive(Copy, Clone, Debug)]
struct Shape {
    /// The length of the longest, in bytes.
    widest: usize,
    /// Whether only the ends of paragraphs end them: they are longer than a page is wide, or a mark ends
    /// each of several.
    unwrapped: bool,
}

impl Shape {
    fn of(source: &str, lines: &[Line]) -> Self {
        // A line alone has no shape to tell paragraphs by.
        let lines = if lines.len() > 1 { lines } else { &[] };
        let widest = lines.iter().map(|line| line.span.len()).max().unwrap_or(0);
        let ended = |line: &Line| end_mark_before_call(&plain(line.text(source))).is_some();
        Self {
            widest,
            unwrapped: widest > WIDEST || (lines.len() > 2 && lines.iter().all(ended)),
        }
    }
}

fn starts_paragraph(
    facts: &Facts,
    above: &LineLook<'_>,
    line: &LineLook<'_>,
    shape: Shape,
) -> bool {
    let (last, text) = (&*above.text, &*line.text);
    if line.alone || above.alone || line.row || above.row {
        return true;
    }
    if above.closing && vote_goes_on(facts, last, text) {
        return false;
    }
    let set_off = |look: &LineLook<'_>| look.section || look.closing || look.annex;
    if set_off(line) || set_off(above) {
        return true;
    }
    let ended = end_mark_before_call(last);
    let short = last.len() * 10 < shape.widest * 7;
    if label(facts, text).is_some() {
        return ended.is_some() || short;
    }
    // Where leads are not capitalized, a line may begin with one by chance: only a short line
    // before it tells that a paragraph ended there.
    ended.is_some()
        && lead(facts, text).is_some()
        && (capital_leads(facts) || short || shape.unwrapped)
}
