//! The marks of Markdown: how text is set with them, and what of it would read as one.

use operative_grammar::Span;

use super::{Origin, Place};

/// How a run of text is set.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Style {
    pub(crate) italic: bool,
    pub(crate) bold: bool,
    pub(crate) raised: bool,
}

/// A piece of a block.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Piece {
    /// Text, and how it is set.
    Text(String, Style),
    /// Text that is set raised and may be a call: the grammar has to tell.
    Raised(String),
    /// The call of the note with this label.
    Call(String),
    /// What follows stands there in the file.
    At(Place),
}

impl Piece {
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self::Text(text.into(), Style::default())
    }
}

/// A line as it is set, and where its parts stand in the file.
#[derive(Debug, Default)]
pub(super) struct Out {
    pub(super) text: String,
    pub(super) origins: Vec<Origin>,
    /// Whether calls come as such, and what else looks like one is text.
    pub(super) calls_told: bool,
}

impl Out {
    pub(super) fn of(calls_told: bool) -> Self {
        Self {
            calls_told,
            ..Self::default()
        }
    }
}

/// Pieces as Markdown on one line.
pub(crate) fn inline(pieces: &[Piece], cell: bool) -> String {
    let mut out = Out::of(true);
    render(&mut out, pieces, cell);
    out.text
}

/// Pieces as Markdown on one line: runs of blanks become one, emphasis never touches a blank, and
/// what would read as a mark is escaped.
pub(super) fn render(out: &mut Out, pieces: &[Piece], cell: bool) {
    let mut line = Setting {
        out,
        cell,
        italic: false,
        blank: None,
        start: None,
    };
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::At(place) => {
                line.close();
                line.start = Some((line.out.text.len(), place));
            }
            Piece::Call(label) => line.call(label, next_is_italic(&pieces[at + 1..])),
            Piece::Raised(text) => {
                line.separate();
                line.raised(text);
            }
            Piece::Text(text, style) => line.text(text, *style),
        }
    }
    line.set_italic(false);
    line.close();
}

/// A line in the setting.
struct Setting<'a> {
    out: &'a mut Out,
    cell: bool,
    /// Whether emphasis is open.
    italic: bool,
    /// The blank that stands before what comes next.
    blank: Option<char>,
    /// Where what is being written stands in the file, and where it begins in the text.
    start: Option<(usize, &'a Place)>,
}

impl Setting<'_> {
    /// Ends what stands in one place of the file.
    fn close(&mut self) {
        if let Some((from, place)) = self.start.take()
            && from < self.out.text.len()
        {
            self.out.origins.push(Origin {
                span: Span::from_range(from, self.out.text.len()),
                place: place.clone(),
            });
        }
    }

    /// Opens emphasis or ends it.
    fn set_italic(&mut self, italic: bool) {
        if self.italic != italic {
            self.out.text.push('*');
            self.italic = italic;
        }
    }

    /// Writes the blank that is due, but at the start of a line.
    fn separate(&mut self) {
        let blank = self.blank.take().filter(|_| !self.out.text.is_empty());
        self.out.text.extend(blank);
    }

    /// Emphasis goes on behind a call only where text in italics follows. A call that a line begins with is set in
    /// italics, or it would be the mark of a note.
    fn call(&mut self, label: &str, goes_on: bool) {
        let first = self.out.text.is_empty() && !self.cell;
        if first {
            self.set_italic(true);
        } else if !goes_on {
            self.set_italic(false);
        }
        if !self.out.text.is_empty() {
            self.out.text.extend(self.blank.take());
        }
        self.out.text.push_str("[^");
        self.out.text.push_str(label);
        self.out.text.push(']');
        if first && !goes_on {
            self.set_italic(false);
        }
    }

    fn raised(&mut self, text: &str) {
        self.out.text.push_str("<sup>");
        escape(self.out, text.trim(), self.cell);
        self.out.text.push_str("</sup>");
    }

    fn text(&mut self, text: &str, style: Style) {
        if text.chars().all(char::is_whitespace) {
            self.blank = joined(self.blank, text);
            return;
        }
        if !style.italic {
            self.set_italic(false);
        }
        // A raised number would be read as a call; where it is one, it comes as such.
        if style.raised && text.chars().any(char::is_alphabetic) {
            self.blank = joined(self.blank, blanks_before(text));
            self.separate();
            self.raised(text);
            self.blank = joined(self.blank, &text[text.trim_end().len()..]);
            return;
        }
        for part in text.split_inclusive(char::is_whitespace) {
            let word = part.trim_end_matches(char::is_whitespace);
            if !word.is_empty() {
                self.separate();
                if style.italic {
                    self.set_italic(true);
                }
                escape(self.out, word, self.cell);
            }
            self.blank = joined(self.blank, &part[word.len()..]);
        }
    }
}

/// The one blank that stands for a run of them: one that does not break, is narrow or wide, where there
/// is such a one.
fn joined(before: Option<char>, blanks: &str) -> Option<char> {
    let special = |c: &char| !c.is_ascii() && !c.is_control();
    let all = || before.into_iter().chain(blanks.chars());
    all().find(special).or_else(|| all().next().map(|_| ' '))
}

fn blanks_before(text: &str) -> &str {
    &text[..text.len() - text.trim_start().len()]
}

fn next_is_italic(pieces: &[Piece]) -> bool {
    pieces
        .iter()
        .find_map(|piece| match piece {
            Piece::Text(text, style) if !text.trim().is_empty() => Some(style.italic),
            _ => None,
        })
        .unwrap_or(false)
}

/// A word with a backslash before each mark that Markdown or the grammar would take for its own.
fn escape(out: &mut Out, word: &str, cell: bool) {
    let calls_told = out.calls_told;
    let out = &mut out.text;
    for (at, c) in word.char_indices() {
        let rest = &word[at + c.len_utf8()..];
        let mark = match c {
            '\\' | '*' => true,
            '_' => !rest.is_empty() || !out.ends_with(|c: char| c.is_alphanumeric()),
            '<' => rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '?')),
            '[' => rest.starts_with('^') || (calls_told && number_in_brackets(rest)),
            '(' => rest.starts_with('['),
            '&' => name_of_a_character(rest),
            '|' => cell,
            _ => false,
        };
        if mark {
            out.push('\\');
        }
        // A joiner of nothing, a mark of direction: kept, as the file has it.
        out.push(c);
    }
}

/// Whether what follows reads as a character written out: `amp;`, `#38;`.
fn name_of_a_character(rest: &str) -> bool {
    let end = rest.find(|c: char| c != '#' && !c.is_ascii_alphanumeric());
    end.is_some_and(|end| end > 0 && rest[end..].starts_with(';'))
}

/// Whether a short number and a bracket follow.
fn number_in_brackets(rest: &str) -> bool {
    let end = rest.find(']').filter(|end| (1..=3).contains(end));
    end.is_some_and(|end| rest[..end].bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether the text of a note begins as the mark of one may, which would be read as its printed label.
pub(crate) fn begins_like_a_mark(text: &str) -> bool {
    text.starts_with(['<', '[', '(', '^', '$', '¹', '²', '³', '⁰', '⁽'])
        || text.starts_with(|c| matches!(c, '⁴'..='⁹'))
}

/// Sets the number that a block begins with in italics where it would be taken for something else: for the number
/// of a page where it is all of the block, or else, where there are no notes, for the mark of one.
pub(crate) fn guard_number(text: &str, noted: bool) -> Option<String> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    let guarded =
        (1..=3).contains(&digits) && (rest.is_empty() || (!noted && rest.starts_with(' ')));
    guarded.then(|| format!("*{number}*{rest}"))
}

/// Whether a line would be read as a heading, a rule or a row though it is text.
pub(crate) fn guards_start(line: &str) -> bool {
    let first = line.chars().next();
    let heading = line.trim_start_matches('#').starts_with(' ') && first == Some('#');
    let rule = matches!(first, Some('-' | '_' | '='))
        && line.chars().all(|c| Some(c) == first || c == ' ')
        && line.len() >= 3;
    heading || rule || first == Some('|')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(pieces: &[Piece]) -> String {
        let mut out = Out::default();
        render(&mut out, pieces, false);
        out.text
    }

    const ITALIC: Style = Style {
        italic: true,
        bold: false,
        raised: false,
    };

    #[test]
    fn emphasis_never_touches_a_blank() {
        let pieces = [
            Piece::Text("\tRecalling ".into(), ITALIC),
            Piece::Text("also".into(), ITALIC),
            Piece::plain("  its\n resolution"),
            Piece::Call("1".into()),
            Piece::plain(" and"),
        ];
        assert_eq!(rendered(&pieces), "*Recalling also* its resolution[^1] and");
    }
}
