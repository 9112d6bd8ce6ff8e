//! Tables: which lines are rows, what parts their cells, and which lines go on with the row above.

use std::ops::Range;

use crate::holds::Holds;
use crate::layout::{Line, indent, width};
use crate::span::Span;
use crate::word::is_number;

/// The columns of a page that a blank takes; 0 for what is no blank.
const fn blank_width(c: char) -> usize {
    match c {
        '\t' => 3,
        '\u{2001}' | '\u{2003}' | '\u{3000}' => 2,
        ' ' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' => 1,
        _ => 0,
    }
}

/// `wide-blank = 3*blank / 1*TAB`, the blanks as wide as they are printed: the first from byte `at` on.
pub(crate) fn wide_blank(text: &str, at: usize) -> Option<(usize, usize)> {
    runs(text, at, |c| blank_width(c) > 0)
        .find(|run| text[run.clone()].chars().map(blank_width).sum::<usize>() >= 3)
        .map(|run| (run.start, run.end))
}

/// Where the text begins behind the label of a paragraph or the mark of a note: the blank between them parts
/// no columns, however wide it is set, `1.     Decides`, `1 -     Decides`.
pub(crate) fn label_end(text: &str) -> usize {
    let Some((from, to)) = wide_blank(text, 0) else {
        return 0;
    };
    let label = text[..from].trim_end_matches(" -");
    let marked = label.ends_with(['.', ')', '/', '）', '、']) || label.ends_with(char::is_numeric);
    let short = label.chars().count() <= 6 && !label.contains(' ');
    if short && marked { to } else { 0 }
}

/// The longest runs of characters of a kind, from byte `at` on.
fn runs(text: &str, at: usize, of: impl Fn(char) -> bool) -> impl Iterator<Item = Range<usize>> {
    let mut next = at;
    std::iter::from_fn(move || {
        let start = next + text.get(next..)?.find(&of)?;
        let length = text[start..].find(|c| !of(c));
        next = length.map_or(text.len(), |length| start + length);
        Some(start..next)
    })
}

/// What leads the eye from a name to its figure, or is blank.
const fn leads(c: char) -> bool {
    blank_width(c) > 0 || matches!(c, '.' | '…' | '·' | '_' | '⋯')
}

/// `parting = wide-blank / (2*blank / leader) figure`, `leader = 3*("." / "…" / "·" / "_")`: what parts
/// two cells, from byte `at` on.
pub(crate) fn parting(text: &str, at: usize) -> Option<Range<usize>> {
    runs(text, at, leads).find_map(|run| {
        let printed = &text[run.clone()];
        let dots: usize = printed
            .chars()
            .map(|c| match c {
                '…' | '⋯' => 3,
                c => usize::from(blank_width(c) == 0),
            })
            .sum();
        let blanks: usize = printed.chars().map(blank_width).sum();
        let before_figure = (dots >= 3 || (dots == 0 && blanks >= 2)) && figure(&text[run.end..]);
        if before_figure {
            return Some(run);
        }
        let (start, end) = wide_blank(&text[..run.end], run.start)?;
        Some(start..end)
    })
}

/// `figure = 1*(DIGIT / separator / sign / unit)`, to the next cell: an amount, or a dash in its place.
/// Thousands may be set apart by one blank, however thin.
fn figure(text: &str) -> bool {
    let cell = runs(text, 0, leads)
        .find(|run| text[run.clone()].chars().map(blank_width).sum::<usize>() >= 2)
        .map_or(text, |run| &text[..run.start]);
    let of_figures = |c: char| {
        is_number(c)
            || blank_width(c) == 1
            || matches!(
                c,
                '.' | ','
                    | '\''
                    | '’'
                    | '%'
                    | '％'
                    | '，'
                    | '．'
                    | '٫'
                    | '٬'
                    | '٪'
                    | '('
                    | ')'
                    | '+'
                    | '-'
                    | '–'
                    | '—'
                    | '−'
                    | '*'
                    | '$'
                    | '€'
                    | '/'
                    | '['
                    | ']'
                    | '^'
            )
    };
    let digits = cell.chars().filter(|c| is_number(*c)).count();
    cell.chars().all(of_figures) && (digits > 0 || matches!(cell.trim(), "-" | "–" | "—" | "−"))
}

/// Whether bars part the cells of a line: one begins it, or stands between blanks.
fn barred(source: &str, line: &Line) -> bool {
    let text = line.text(source);
    line.holds.any(Holds::BAR) && (text.starts_with('|') || text.contains(" | "))
}

/// The cells of a line, blank ones too where bars part them: their bytes without the blanks around them.
fn cells(source: &str, line: &Line) -> Vec<Range<usize>> {
    let text = line.text(source);
    let trimmed = |cell: Range<usize>| {
        let inner = text[cell.clone()].trim_start();
        let start = cell.end - inner.len();
        start..start + inner.trim_end().len()
    };
    let mut cells = Vec::new();
    if !barred(source, line) {
        if !line.holds.any(Holds::PARTING) {
            return vec![trimmed(0..text.len())];
        }
        let mut start = 0;
        let mut part = |blank: Range<usize>| {
            cells.push(trimmed(start..blank.start));
            start = blank.end;
        };
        if parting(text, 0).is_some() {
            std::iter::successors(parting(text, 0), |last| parting(text, last.end))
                .for_each(&mut part);
        } else {
            // Heads of columns stand no further apart than the columns do.
            runs(text, 0, |c| blank_width(c) > 0)
                .filter(|run| text[run.clone()].chars().count() > 1)
                .for_each(&mut part);
        }
        cells.push(trimmed(start..text.len()));
        return cells;
    }
    let mut start = usize::from(text.starts_with('|'));
    let bytes = text.as_bytes();
    for bar in
        memchr::memchr_iter(b'|', &bytes[start..]).map(|bar| bar + usize::from(bytes[0] == b'|'))
    {
        if bytes[..bar].last() != Some(&b'\\') {
            cells.push(trimmed(start..bar));
            start = bar + 1;
        }
    }
    if start < text.len() {
        cells.push(trimmed(start..text.len()));
    }
    cells
}

/// Whether a line only rules off the rows above it from those below.
pub(crate) fn rules_off(text: &str) -> bool {
    text.chars()
        .all(|c| matches!(c, '|' | '-' | ':' | '+' | ' ' | '=' | '_'))
}

/// A line of a table, parted into cells.
#[derive(Clone)]
struct Parted {
    line: Line,
    bars: bool,
    cells: Vec<Range<usize>>,
    /// The column of the page that each cell begins in.
    columns: Vec<usize>,
}

impl Parted {
    fn of(source: &str, line: &Line) -> Self {
        let text = line.text(source);
        let before = indent(source, line.span);
        let cells = cells(source, line);
        let columns = cells.iter().map(|cell| before + width(&text[..cell.start]));
        Self {
            line: *line,
            bars: barred(source, line),
            columns: columns.collect(),
            cells,
        }
    }

    fn piece(&self, cell: usize) -> Line {
        let start = self.line.span.start as usize;
        let cell = &self.cells[cell];
        let span = Span::from_range(start + cell.start, start + cell.end);
        self.line.piece(span)
    }

    /// The cell of this line that what stands in a column of another line belongs to.
    fn cell_at(&self, column: usize) -> usize {
        let right = self.columns.iter().rposition(|start| *start <= column + 1);
        right.unwrap_or(0)
    }
}

/// A row, as the lines that hold it; the cells of the fullest say what the pieces of the others belong to.
struct Row {
    lines: Vec<Parted>,
}

impl Row {
    /// The pieces of the row's cells, each cell's in the order of the lines.
    fn pieces(&self) -> Vec<Vec<Line>> {
        let Some(fullest) = self.lines.iter().rev().max_by_key(|line| line.cells.len()) else {
            return Vec::new();
        };
        let mut pieces = vec![Vec::new(); fullest.cells.len()];
        for line in &self.lines {
            for at in 0..line.cells.len() {
                let whole = line.bars || line.cells.len() == fullest.cells.len();
                let cell = if whole {
                    at
                } else {
                    fullest.cell_at(line.columns[at])
                };
                let piece = line.piece(at);
                if let Some(cell) = pieces.get_mut(cell).filter(|_| !piece.span.is_empty()) {
                    cell.push(piece);
                }
            }
        }
        pieces
    }

    /// Whether a line goes on with the row: a bracket of one of its cells is open, or a cell below it
    /// begins in lower case; and no figure would stand below another.
    fn goes_on(&self, source: &str, next: &Parted) -> bool {
        if self
            .lines
            .iter()
            .chain([next])
            .any(|line| rules_off(line.line.text(source)))
        {
            return false;
        }
        let last = self.pieces().len();
        let Some(above) = self.lines.last() else {
            return false;
        };
        // A row of bars that is not closed goes on below.
        let closed = |above: &Parted| above.line.text(source).ends_with('|');
        if above.bars && !closed(above) && above.line.text(source).starts_with('|') {
            return !next.line.text(source).starts_with('|');
        }
        let both = Self {
            lines: self.lines.iter().chain([next]).cloned().collect(),
        };
        let cells = both.pieces();
        let words = |piece: &Line| piece.text(source);
        let new = |piece: &Line| piece.span.start >= next.line.span.start;
        let clashes = cells.iter().any(|cell| {
            let figures = cell.iter().filter(|piece| figure(words(piece)));
            figures.take(2).count() == 2
        });
        let follows = cells.iter().any(|cell| {
            let (below, above): (Vec<&Line>, Vec<&Line>) =
                cell.iter().partition(|piece| new(piece));
            let (Some(first), false) = (below.first(), above.is_empty()) else {
                return false;
            };
            let bracket = |c: char| match c {
                '(' | '（' | '[' => 1,
                ')' | '）' | ']' => -1,
                _ => 0,
            };
            let depth: i32 = above
                .iter()
                .flat_map(|piece| words(piece).chars())
                .map(bracket)
                .sum();
            depth > 0 || (!next.bars && words(first).starts_with(char::is_lowercase))
        });
        cells.len() >= last && follows && !clashes
    }
}

/// `row = line *line-that-goes-on`: the lines of each row of a table.
pub(crate) fn rows<'a>(source: &str, lines: &'a [Line]) -> Vec<&'a [Line]> {
    let mut rows = Vec::new();
    let mut row = Row { lines: Vec::new() };
    for (at, line) in lines.iter().enumerate() {
        let line = Parted::of(source, line);
        if !row.lines.is_empty() && !row.goes_on(source, &line) {
            rows.push(&lines[at - row.lines.len()..at]);
            row.lines.clear();
        }
        row.lines.push(line);
    }
    if !row.lines.is_empty() {
        rows.push(&lines[lines.len() - row.lines.len()..]);
    }
    rows
}

/// The cells of the row that some lines hold: for each its pieces. None where the line rules off.
pub(crate) fn row_cells(source: &str, lines: &[Line]) -> Vec<Vec<Line>> {
    if lines.iter().all(|line| rules_off(line.text(source))) {
        return Vec::new();
    }
    let lines = lines.iter().map(|line| Parted::of(source, line));
    Row {
        lines: lines.collect(),
    }
    .pieces()
}

/// Whether lines are the rows of a table that no bars mark: many of them have cells that blanks or
/// leaders part. One alone only goes on with a table, unless figures follow a name.
fn tabular(source: &str, lines: &[Line], in_table: bool) -> bool {
    let wide = lines.iter().filter(|line| parted(source, line)).count();
    // Cells of more than one line leave lines without a parting.
    let rows = || rows(source, lines).len();
    match (wide, lines) {
        (0, _) => false,
        (1, [line]) => in_table || figures_follow(source, line),
        (1, _) => in_table && rows() <= 2,
        _ => wide * 2 >= lines.len() || (wide * 3 >= lines.len() && wide * 2 >= rows()),
    }
}

/// Whether blanks or leaders part a line into cells.
fn parted(source: &str, line: &Line) -> bool {
    let text = line.text(source);
    line.holds.any(Holds::PARTING) && {
        let from = label_end(text);
        let figures = from > 0 && figure(&text[from..]);
        (figures || parting(text, from).is_some()) && !justified(text)
    }
}

/// The lines of some that are the rows of a table: all of them, or those between paragraphs that no blank lines set
/// off; `begins` tells which lines begin as paragraphs do.
pub(crate) fn table_lines(
    source: &str,
    lines: &[Line],
    in_table: bool,
    begins: impl Fn(&Line) -> bool,
) -> Range<usize> {
    /// The lines at most that a name takes beside which no figures stand.
    const NAME: usize = 2;
    if lines.iter().all(|line| barred_at_edge(source, line)) {
        return 0..lines.len();
    }
    if !tabular(source, lines, in_table) {
        return names_and_figures(source, lines);
    }
    let row = |line: &Line| parted(source, line);
    let first = lines.iter().position(row).unwrap_or(0);
    let last = lines.iter().rposition(row).unwrap_or(lines.len() - 1);
    let paragraphs = |lines: &[Line]| lines.len() > NAME || lines.iter().any(&begins);
    let start = if paragraphs(&lines[..first]) {
        first
    } else {
        0
    };
    let behind = &lines[last + 1..];
    let end = if paragraphs(behind) {
        last + 1
    } else {
        lines.len()
    };
    start..end
}

/// The most lines that stand together of which each is a name and figures, and the heads of columns above them; none
/// where there are too few for a table.
fn names_and_figures(source: &str, lines: &[Line]) -> Range<usize> {
    const FEWEST: usize = 3;
    let (mut longest, mut start) = (0..0, 0);
    for end in 0..=lines.len() {
        let row = |line: &Line| parted(source, line) && figures_follow(source, line);
        if !lines.get(end).is_some_and(row) {
            if end - start > longest.len() {
                longest = start..end;
            }
            start = end + 1;
        }
    }
    if longest.len() < FEWEST {
        return 0..0;
    }
    let above = lines[..longest.start].iter().rev();
    let heads = above.take_while(|line| parted(source, line)).count();
    longest.start - heads..longest.end
}

/// Whether a bar begins or ends a line.
fn barred_at_edge(source: &str, line: &Line) -> bool {
    let text = line.text(source);
    line.holds.any(Holds::BAR) && (text.starts_with('|') || text.ends_with('|'))
}

/// Whether the blanks of a line only fill it to the margin, as those of justified text do when a page is
/// taken to pieces: next to none is wide, and more of the double ones stand before words than before figures,
/// or a word in lower case behind a figure.
fn justified(text: &str) -> bool {
    let leaders = |run: Range<usize>| text[run].contains(|c: char| blank_width(c) == 0);
    let wide = wide_blank(text, 0).is_some();
    if parting(text, 0).is_some_and(leaders) {
        return false;
    }
    let (mut figures, mut words) = (0, 0);
    for run in runs(text, 0, |c| blank_width(c) > 0).filter(|run| run.len() == 2) {
        let cell = &text[run.end..];
        if figure(cell) {
            figures += 1;
        } else if !wide && figures > 0 && cell.starts_with(char::is_lowercase) {
            return true;
        } else {
            words += 1;
        }
    }
    words > figures && (!wide || words > 2)
}

/// Whether a line is a name and figures.
pub(crate) fn figures_follow(source: &str, line: &Line) -> bool {
    if !line.holds.any(Holds::PARTING.or(Holds::BAR)) {
        return false;
    }
    let text = line.text(source);
    let cells = cells(source, line);
    let [name, figures @ ..] = cells.as_slice() else {
        return false;
    };
    let named = text[name.clone()].chars().any(char::is_alphabetic);
    named && !figures.is_empty() && figures.iter().all(|cell| figure(&text[cell.clone()]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout;

    fn read(source: &str) -> Vec<Vec<String>> {
        let lines = layout::lines(source);
        assert!(tabular(source, &lines, false) || source.starts_with('|'));
        let cell = |pieces: Vec<Line>| {
            let words: Vec<&str> = pieces.iter().map(|piece| piece.text(source)).collect();
            words.join(" ")
        };
        let rows = rows(source, &lines).into_iter();
        rows.map(|row| row_cells(source, row).into_iter().map(cell).collect())
            .collect()
    }

    #[test]
    fn leaders_and_blanks_of_any_width_part_cells() {
        assert_eq!(
            read("Albania ....... 0.05\nChad . . . . . . 1,200"),
            [["Albania", "0.05"], ["Chad", "1,200"]]
        );
        assert_eq!(
            read("阿富汗……0.006\n乍得　　1 234"),
            [["阿富汗", "0.006"], ["乍得", "1 234"]]
        );
        assert_eq!(
            read(
                "Tchad\u{a0}\u{a0}\u{a0}1\u{2009}234\u{2009}567\nTotal\u{2003}\u{2003}2\u{202f}000"
            ),
            [
                ["Tchad", "1\u{2009}234\u{2009}567"],
                ["Total", "2\u{202f}000"]
            ]
        );
        assert_eq!(
            read("Albania  0.05  –\nChad  1.20  (3)"),
            [["Albania", "0.05", "–"], ["Chad", "1.20", "(3)"]]
        );
    }

    #[test]
    fn a_cell_may_go_on_in_the_next_line() {
        let source =
            "Venezuela (Bolivarian\n   Republic of)        0.175\nAlbania            0.008";
        assert_eq!(
            read(source),
            [
                ["Venezuela (Bolivarian Republic of)", "0.175"],
                ["Albania", "0.008"]
            ]
        );
        let source = "Great Britain      4.375   for wells\n  and Ireland              and springs\nChad    0.003   none";
        assert_eq!(
            read(source),
            [
                [
                    "Great Britain and Ireland",
                    "4.375",
                    "for wells and springs"
                ],
                ["Chad", "0.003", "none"]
            ]
        );
        assert_eq!(
            read("| Iran (Islamic | 0.371 |\n| Republic of) | |"),
            [["Iran (Islamic Republic of)", "0.371"]]
        );
    }

    #[test]
    fn sentences_are_no_rows() {
        for source in [
            "The wells, etc... are open.",
            "See paras. 1, 2 and 3.",
            "At its 3rd meeting, on 4 May 1962.",
            "Adopted on\n4 May 1962",
            "Recalling  its  resolutions  54/110 of  9 December  1999,  55/158\nof  12 December  2000  and  others,",
            "61/40 of  4 May  2006,\n22 May  2008,  59/191  of  20  May  2010,  60/158  of  16  May  2012,",
        ] {
            assert!(!tabular(source, &layout::lines(source), false), "{source}");
        }
    }
}
