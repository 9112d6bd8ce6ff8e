//! Paragraphs: which lines of a chunk belong to one.

use std::borrow::Cow;

use memchr::memchr3;

use crate::apart::bare_number;
use crate::closing::{closing_line, vote_goes_on};
use crate::date::meeting_date;
use crate::end_mark::end_mark_before_call;
use crate::facts::Facts;
use crate::formula::formula_like;
use crate::head::{annex_heading, division_heading, in_capitals};
use crate::inline::tag;
use crate::label::{Counted, label, label_alone, section_number};
use crate::layout::{Line, indent};
use crate::lead::{capital_leads, lead, lead_apart};
use crate::parts::opens_quotation;
use crate::table::{rows, table_lines};
use crate::tree::LabelStyle;
use crate::word::in_word;

/// Lines that make one paragraph, or one row of a table.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Paragraph<'a> {
    pub(crate) lines: &'a [Line],
    pub(crate) row: bool,
}

/// What tells how the lines of a chunk are set, beside themselves.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Set {
    /// Whether a table stands right before it.
    pub(crate) in_table: bool,
    /// Whether leads stand apart.
    pub(crate) apart: bool,
}

/// Cuts a chunk into paragraphs where lines begin new ones without a blank line between.
pub(crate) fn paragraphs<'a>(
    facts: &Facts,
    source: &str,
    lines: &'a [Line],
    Set { in_table, apart }: Set,
) -> impl Iterator<Item = Paragraph<'a>> {
    let begins = |line: &Line| begins_paragraph(facts, &plain(line.text(source)));
    let table = table_lines(source, lines, in_table, begins);
    let (above, below) = (&lines[..table.start], &lines[table.end..]);
    let rows = rows(source, &lines[table]).into_iter();
    let rows = rows.map(|lines| Paragraph { lines, row: true });
    // What stands above a table and below it is set alike.
    let shape = if rows.len() == 0 {
        Shape::of(facts, source, lines)
    } else {
        Shape::of(facts, source, &[above, below].concat())
    };
    let shape = Shape { apart, ..shape };
    let above = parted(facts, source, above, shape);
    let below = parted(facts, source, below, shape);
    above.chain(rows).chain(below)
}

/// Cuts lines of text into paragraphs.
fn parted<'a>(
    facts: &Facts,
    source: &str,
    lines: &'a [Line],
    shape: Shape,
) -> impl Iterator<Item = Paragraph<'a>> {
    let look = move |line: &Line| LineLook::of(facts, line, source, shape);
    // A line alone needs no look.
    let mut last: Option<LineLook<'_>> = None;
    // The lines of a heading from the upper line on.
    let (mut next, mut heading) = (1, 0);
    // Whether the paragraph began with a lead that stands apart, which may be wrapped.
    let mut apart = false;
    let parted = lines.chunk_by(move |above, line| {
        let mut above = last.take().unwrap_or_else(|| look(above));
        above.apart |= apart && end_mark_before_call(&above.text).is_none();
        let below = last.insert(look(line));
        next += 1;
        // The date of the meeting may stand in a line of its own, below it or above it.
        let meets = |line: &Line| closing_line(facts, &plain(line.text(source)), line.holds);
        below.closing |= meeting_date(facts, &below.text)
            && (above.closing || lines.get(next).is_some_and(meets));
        if heading > 1 {
            heading -= 1;
            return true;
        }
        let headed = heading == 1;
        let texts = lines[next..].iter().map(|line| plain(line.text(source)));
        heading = heading_lines(facts, (&above, headed), below, texts, shape);
        let starts = headed || heading > 0 || starts_paragraph(facts, &above, below, shape);
        apart = above.apart && !starts;
        !starts
    });
    parted.map(|lines| Paragraph {
        lines,
        row: lines[0].text(source).starts_with('|'),
    })
}

/// Whether a text begins with a label or a lead.
fn begins_paragraph(facts: &Facts, text: &str) -> bool {
    label(facts, text).is_some() || lead(facts, text).is_some()
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
    /// A lead that stands apart.
    apart: bool,
    /// A number below such a lead, or in an annex of such a text; or before a word in capitals: `1 ADOPTS`.
    numbered: Option<Counted>,
    /// Whether it stands where the first lines of paragraphs do, where that tells.
    first: Option<bool>,
}

impl<'a> LineLook<'a> {
    fn of(facts: &Facts, line: &Line, source: &'a str, shape: Shape) -> Self {
        let printed = line.text(source);
        let text = plain(printed);
        Self {
            row: printed.starts_with('|'),
            alone: text.starts_with('#') || formula_like(facts, &text),
            section: section_number(facts, &text).is_some(),
            closing: closing_line(facts, &text, line.holds),
            annex: annex_heading(facts, &text),
            apart: shape.apart && lead_apart(facts, &text).is_some(),
            numbered: bare_number(&text)
                .filter(|label| shape.apart || in_capitals(&text[label.length..])),
            first: shape
                .indent
                .map(|columns| indent(source, line.span) == columns),
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
    /// three in four of several.
    unwrapped: bool,
    /// Whether many paragraphs stand together, as far as it matters.
    crowded: bool,
    /// Whether each line is a paragraph, whatever verb its clause ends with, where blanks part no words: marks end the
    /// lines, and most begin as paragraphs do.
    lined: bool,
    /// Whether leads stand apart in the text.
    apart: bool,
    /// The columns before the first lines of paragraphs, where all others have more, or fewer.
    indent: Option<usize>,
}

impl Shape {
    fn of(facts: &Facts, source: &str, lines: &[Line]) -> Self {
        /// So many beginnings of lines are not those of paragraphs by chance.
        const CROWD: usize = 4;
        // A line alone has no shape to tell paragraphs by.
        let lines = if lines.len() > 1 { lines } else { &[] };
        let widest = lines.iter().map(|line| line.span.len()).max().unwrap_or(0);
        let ended = |line: &&Line| end_mark_before_call(&plain(line.text(source))).is_some();
        let leads = |line: &Line| begins_paragraph(facts, &plain(line.text(source)));
        let begins = |pair: &&[Line]| ended(&&pair[0]) && leads(&pair[1]);
        let marked = lines.len() > 2 && lines.iter().filter(ended).count() * 4 >= lines.len() * 3;
        let lined = || lines.windows(2).filter(begins).count() * 2 >= lines.len();
        Self {
            crowded: lines.len() > 2 * CROWD
                && lines.windows(2).filter(begins).nth(CROWD - 1).is_some(),
            lined: !facts.spaced && marked && lines.len() > CROWD && lined(),
            widest,
            apart: false,
            unwrapped: widest > WIDEST || marked,
            indent: first_indent(source, lines, leads),
        }
    }
}

/// The columns before the first of some lines, where the lines have two indents, and those with the one begin as
/// paragraphs do and those with the other do not.
fn first_indent(source: &str, lines: &[Line], leads: impl Fn(&Line) -> bool) -> Option<usize> {
    /// So many paragraphs do not stand like this by chance.
    const SEVERAL: usize = 3;
    let [first, others @ ..] = lines else {
        return None;
    };
    if others.len() < 2 * SEVERAL {
        return None;
    }
    let first = indent(source, first.span);
    let (mut other, mut firsts, mut led) = (None, 0, 0);
    for line in others {
        let columns = indent(source, line.span);
        if columns == first {
            firsts += 1;
            led += usize::from(leads(line));
        } else if *other.get_or_insert(columns) != columns {
            return None;
        }
    }
    let told = other.is_some() && firsts >= SEVERAL && led * 4 >= firsts * 3;
    told.then_some(first)
}

/// How many lines a heading takes that no blank lines set off, from a line on; 0 where it is none. A short one that
/// nothing ends stands between the end of a paragraph, or a heading, and the number of a paragraph; or is a
/// division, or what its title is. Among many paragraphs it may be of any width.
fn heading_lines<'a>(
    facts: &Facts,
    (above, headed): (&LineLook<'_>, bool),
    line: &LineLook<'_>,
    mut following: impl Iterator<Item = Cow<'a, str>>,
    shape: Shape,
) -> usize {
    /// The lines of a heading at most.
    const HEADING: usize = 3;
    let text = &*line.text;
    if line.closing
        || line.annex
        || !text.starts_with(|c| in_word(c) && !c.is_lowercase())
        || end_mark_before_call(text).is_some()
    {
        return 0;
    }
    let Some(next) = following.next() else {
        return 0;
    };
    let number = |text: &str| label(facts, text)?.1.plain_value();
    let below_heading = headed || heading_label(facts, &above.text);
    let ended = end_mark_before_call(&above.text);
    let short = text.len() * 10 < shape.widest * 7;
    let heads = (below_heading || matches!(ended, Some('.' | ';')))
        && ((shape.crowded && division_heading(facts, text))
            || (shape.crowded && below_heading && next.starts_with(|c: char| !c.is_lowercase()))
            || number(&next).is_some());
    if short && heads {
        return 1;
    }
    // What ends a paragraph stands before the number of the next; a comma ends the preamble.
    if !shape.crowded || below_heading || begins_paragraph(facts, text) {
        return 0;
    }
    for (lines, next) in std::iter::once(next)
        .chain(following)
        .take(HEADING)
        .enumerate()
    {
        if let Some(number) = number(&next) {
            let first = ended == Some(',') && number == 1;
            let heads = first || matches!(ended, Some('.' | ';'));
            return if heads { lines + 1 } else { 0 };
        }
        if end_mark_before_call(&next).is_some() || begins_paragraph(facts, &next) {
            return 0;
        }
    }
    0
}

/// Whether a line opens a quotation that it does not close, or at its end.
fn quotes_on(text: &str) -> bool {
    let close = text.find(['”', '»', '」', '』']);
    opens_quotation(text) && close.is_none_or(|at| text[at..].chars().nth(1).is_none())
}

/// Whether a line that nothing ends begins with what labels headings: a capital, or a roman number in capitals.
fn heading_label(facts: &Facts, text: &str) -> bool {
    let capital =
        |label: Counted| matches!(label.style, LabelStyle::Capital | LabelStyle::CapitalRoman);
    end_mark_before_call(text).is_none()
        && label(facts, text).is_some_and(|(rest, label)| capital(label) && !rest.is_empty())
}

/// Whether the label of a line is the next after that of the line above.
fn follows(facts: &Facts, above: &str, line: &str) -> bool {
    let (Some((_, above)), Some((_, line))) = (label(facts, above), label(facts, line)) else {
        return false;
    };
    let decimal = |label: Counted| label.style == LabelStyle::Decimal;
    let next =
        (above.style, above.bracketed, above.value + 1) == (line.style, line.bracketed, line.value);
    (above.value > 0 && next) || (decimal(above) && decimal(line))
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
    // Pages that are taken to pieces leave a label in a line of its own.
    let alone = if above.section {
        last.ends_with(['.', '．'])
    } else {
        label_alone(facts, last)
    };
    if alone && label(facts, text).is_none() {
        return false;
    }
    if above.closing && vote_goes_on(facts, last, text) {
        return false;
    }
    let set_off = |look: &LineLook<'_>| look.section || look.closing || look.annex;
    if set_off(line) || set_off(above) {
        return true;
    }
    let ended = end_mark_before_call(last);
    // Below a lead that stands apart, only what numbers a list begins a paragraph.
    let short = last.len() * 10 < shape.widest * 7;
    let below_heading = shape.apart && short;
    let begins =
        |label: Counted| above.apart || ended.is_some() || (below_heading && label.value == 1);
    if (line.apart && ended.is_some()) || line.numbered.is_some_and(begins) {
        return true;
    }
    let labelled = label(facts, text).is_some();
    if labelled
        && (above.apart
            || ended.is_some()
            || short
            || heading_label(facts, last)
            || follows(facts, last, text))
    {
        return true;
    }
    if let Some(first) = line.first {
        return first;
    }
    if labelled {
        return false;
    }
    if shape.lined && matches!(ended, Some(',' | ';')) && !last.ends_with('、') {
        return true;
    }
    // Each paragraph of a statement begins with the mark that opens the quotation.
    if matches!(ended, Some(':' | '.' | ';')) && quotes_on(text) {
        return true;
    }
    // Where leads are not capitalized, a line may begin with one by chance: only a short line before it tells
    // that a paragraph ended there, or that no blank lines part paragraphs here.
    // Behind a colon in the middle of a paragraph a title may begin as a paragraph does.
    ended.is_some_and(|mark| mark != ':' || short)
        && lead(facts, text).is_some()
        && (capital_leads(facts) || short || shape.unwrapped || shape.crowded)
}
