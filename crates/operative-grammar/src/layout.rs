//! Lines: the source cut at line ends, each line trimmed, with the blank lines before it counted; where each line
//! is a paragraph, with one before each.

use memchr::memchr3_iter;

use crate::end_mark::end_mark_before_call;
use crate::holds::Holds;
use crate::span::Span;

/// A line that is not blank, or a piece of one.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// Its text, blanks at either end left out.
    pub(crate) span: Span,
    /// Blank lines before it.
    pub(crate) gap: u32,
    /// Whether a form feed stands before it.
    pub(crate) page: bool,
    /// What it may hold.
    pub(crate) holds: Holds,
}

impl Line {
    pub(crate) fn text<'a>(&self, source: &'a str) -> &'a str {
        self.span.slice(source)
    }

    /// A piece of the line.
    pub(crate) const fn piece(self, span: Span) -> Self {
        Self { span, ..self }
    }
}

/// `lines = *(line line-end)`
pub(crate) fn lines(source: &str) -> Vec<Line> {
    /// The bytes of a line at least, as a rule.
    const SHORT: usize = 64;
    let mut lines = Vec::with_capacity(source.len() / SHORT + 1);
    let (mut start, mut gap, mut page) = (0, 0, false);
    let bytes = source.as_bytes();
    let mut push = |start: usize, end: usize, gap: &mut u32, page: &mut bool| {
        let text = source[start..end].trim_start_matches(blank);
        if text.is_empty() {
            *gap += 1;
            return;
        }
        let at = end - text.len();
        let text = text.trim_end_matches(blank);
        lines.push(Line {
            span: Span::from_range(at, at + text.len()),
            gap: *gap,
            page: *page,
            holds: Holds::of(text),
        });
        *gap = 0;
        *page = false;
    };
    for at in memchr3_iter(b'\n', b'\r', b'\x0c', bytes) {
        page |= bytes[at] == b'\x0c';
        if bytes[at] == b'\x0c' || (bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n')) {
            continue;
        }
        let end = if bytes[at] == b'\n' && at > start && bytes[at - 1] == b'\r' {
            at - 1
        } else {
            at
        };
        push(start, end, &mut gap, &mut page);
        start = at + 1;
    }
    push(start, bytes.len(), &mut gap, &mut page);
    set_apart(source, &mut lines);
    lines
}

/// Sets lines apart where each is a paragraph.
pub(crate) fn set_apart(source: &str, lines: &mut [Line]) {
    if unwrapped(source, lines) {
        part(source, lines);
    }
}

/// The widest line of print, in columns.
const WIDEST: usize = 200;

/// Whether one of two lines, no blank line between, is wider than print.
fn beside_wide(source: &str, above: &Line, line: &Line) -> bool {
    line.gap == 0
        && [above, line]
            .iter()
            .any(|line| wider(line.text(source), WIDEST))
}

/// Whether each line is a paragraph, as collections of parallel texts have them: no page is wide enough to have
/// wrapped the lines, and where one stands below another, a mark ended that as a rule.
fn unwrapped(source: &str, lines: &[Line]) -> bool {
    /// So many are not a paragraph that was joined by chance.
    const SEVERAL: usize = 4;
    let (mut beside, mut ended) = (0, 0);
    for pair in lines.windows(2) {
        if beside_wide(source, &pair[0], &pair[1]) {
            beside += 1;
            ended += usize::from(end_mark_before_call(pair[0].text(source)).is_some());
        }
    }
    beside >= SEVERAL && ended * 4 >= beside * 3
}

/// Sets lines apart that are paragraphs: those that are wider than print or stand below a wider one, and
/// those above which a mark ends one. A label in a line of its own belongs to what stands below it.
fn part(source: &str, lines: &mut [Line]) {
    for at in 1..lines.len() {
        let (above, line) = (lines[at - 1], lines[at]);
        let labels = |line: &Line| looks_like_label(line.text(source));
        let ends = || end_mark_before_call(above.text(source)).is_some();
        let parted = labels(&line) || beside_wide(source, &above, &line) || ends();
        if line.gap == 0 && parted && !labels(&above) {
            lines[at].gap = 1;
        }
    }
}

/// Whether a line is no more than a label may be: `3.`, `(iii)`.
fn looks_like_label(text: &str) -> bool {
    text.chars().count() <= 6
        && text.ends_with(['.', ')', '．', '）'])
        && text.contains(char::is_alphanumeric)
        && !text.contains(char::is_whitespace)
}

/// White space, and marks that only steer direction or encoding.
pub(crate) fn blank(c: char) -> bool {
    c.is_whitespace()
        || !c.is_ascii()
            && matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The characters before the text of a line.
pub(crate) fn indent(source: &str, line: Span) -> usize {
    let before = &source[..line.start as usize];
    let start = before.rfind(['\n', '\r', '\u{c}']).map_or(0, |at| at + 1);
    width(&before[start..])
}

/// The columns that a character takes on a page of equal characters: ideographs take two.
const fn columns(c: char) -> usize {
    1 + matches!(c, '\u{2e80}'..='\u{ffef}') as usize
}

/// The columns that a text takes.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// Whether a text takes more columns than `most`; those of a long one are not counted.
pub(crate) fn wider(text: &str, most: usize) -> bool {
    // A character takes at most four bytes, and no more columns than bytes.
    text.len() > most && (text.len() > 4 * most || width(text) > most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_belongs_to_the_line_below_it() {
        let wide = "word ".repeat(60) + "end;";
        let source = format!("I\nWells\n{0}", format!("3.\n{wide}\n").repeat(6));
        let gaps: Vec<u32> = lines(&source).iter().map(|line| line.gap).collect();
        assert_eq!(gaps[..6], [0, 0, 1, 0, 1, 0]);
    }

    #[test]
    fn lines_end_in_three_ways() {
        let source = "one  \r\n\r\n two\rthree\n\u{c}four";
        let found: Vec<_> = lines(source)
            .iter()
            .map(|line| (line.span.slice(source), line.gap, line.page))
            .collect();
        assert_eq!(
            found,
            [
                ("one", 0, false),
                ("two", 1, false),
                ("three", 0, false),
                ("four", 0, true)
            ]
        );
    }
}
