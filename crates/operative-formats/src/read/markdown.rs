//! Markdown in the making: what readers hand over to the grammar, and where each part of it stands
//! in the file.

#[cfg(feature = "akn")]
use operative_grammar::Statement;
use operative_grammar::{Language, Span};

use super::{ExtractError, Origin, Origins, Place, limits};

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

/// What a block is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A paragraph.
    Paragraph,
    /// A paragraph that the file tells to be text without a label: no page number, and no note.
    #[cfg(feature = "akn")]
    Text,
    /// A line that goes on with the lines before it: no blank line stands between.
    Line,
    /// A heading.
    Heading,
}

#[derive(Debug)]
struct Note {
    number: u32,
    label: String,
    text: String,
    origins: Vec<Origin>,
}

/// Markdown in the making.
#[derive(Debug, Default)]
pub(super) struct Markdown {
    text: String,
    origins: Vec<Origin>,
    notes: Vec<Note>,
    in_table: bool,
    /// Whether a page ends before the next block.
    page_break: bool,
    /// Whether the file tells its calls: numbers in brackets are text.
    calls_told: bool,
    /// Whether a part of it is in another language.
    bilingual: bool,
    /// Whether the file has notes.
    noted: bool,
    /// Whether it is stated what each block is.
    stated: bool,
    /// Whether a statement about the next block stands right above.
    pending: bool,
}

impl Markdown {
    /// That of a file that tells its calls: what else looks like one is text.
    #[cfg(feature = "akn")]
    pub(super) fn with_calls_told(noted: bool) -> Self {
        Self {
            calls_told: true,
            noted,
            ..Self::default()
        }
    }

    /// Adds a block; blank ones are left out.
    pub(super) fn block(&mut self, kind: Kind, pieces: &[Piece]) -> Result<(), ExtractError> {
        let mut out = Out::of(self.calls_told);
        render(&mut out, pieces, false);
        if out.text.trim().is_empty() {
            return Ok(());
        }
        let stated = std::mem::take(&mut self.pending);
        // Underscores alone are a rule, as typists make it.
        let underscores = |c| matches!(c, '\\' | '_');
        let rule =
            !stated && out.text.matches('_').count() >= 3 && out.text.chars().all(underscores);
        if rule {
            out.text = "---".into();
            out.origins.truncate(1);
            if let Some(origin) = out.origins.first_mut() {
                origin.span = Span::from_range(0, out.text.len());
            }
        }
        if !self.text.is_empty() {
            let joined = kind == Kind::Line || stated;
            self.text.push_str(if joined { "\n" } else { "\n\n" });
        }
        if std::mem::take(&mut self.page_break) {
            self.text.push('\u{c}');
        }
        #[cfg(feature = "akn")]
        if let Some(guarded) = (kind == Kind::Text && !stated)
            .then(|| guard_number(&out.text, self.noted))
            .flatten()
        {
            out.text = guarded;
            for origin in &mut out.origins {
                let moved = |at: u32| if at == 0 { 0 } else { at + 2 };
                origin.span = Span::new(moved(origin.span.start), moved(origin.span.end));
            }
        }
        if kind == Kind::Heading && !rule {
            self.text.push_str("## ");
        } else if !rule && guards_start(&out.text) {
            self.text.push('\\');
        }
        self.in_table = false;
        append(&mut self.text, &mut self.origins, out);
        limits::text(self.text.len())
    }

    /// States what the next block is, or that it is stated what each is.
    #[cfg(feature = "akn")]
    pub(super) fn statement(&mut self, statement: &Statement) {
        self.line(&format!("<?{statement}?>"));
        self.stated = true;
        self.pending = !matches!(statement, Statement::Text(_));
    }

    /// States that what follows is in another language.
    #[cfg(feature = "akn")]
    pub(super) fn open_language(&mut self, language: Option<Language>) {
        self.bilingual = true;
        self.line(&opening(language));
    }

    /// Ends what is in another language.
    #[cfg(feature = "akn")]
    pub(super) fn close_language(&mut self) {
        self.line(CLOSING);
    }

    #[cfg(feature = "akn")]
    fn line(&mut self, line: &str) {
        let gap = if self.text.is_empty() { "" } else { "\n\n" };
        self.text.push_str(gap);
        self.text.push_str(line);
        self.in_table = false;
    }

    /// Writes the notes and states the language of all that was written, where it is too short to tell
    /// and would be taken for another. Gives the bytes that stand before it now.
    #[cfg(feature = "akn")]
    pub(super) fn state(&mut self, language: Language) -> u32 {
        /// A longer text tells its language better than what is said about it.
        const SHORT: usize = 1024;
        self.write_notes();
        let short = self.text.len() < SHORT && !self.text.is_empty();
        if !short || self.bilingual || operative_grammar::detect_language(&self.text) == language {
            return 0;
        }
        let head = format!("{}\n\n", opening(Some(language)));
        self.text.insert_str(0, &head);
        self.line(CLOSING);
        let by = head.len() as u32;
        for origin in &mut self.origins {
            origin.span = Span::new(origin.span.start + by, origin.span.end + by);
        }
        by
    }

    /// Tells that a page ends here.
    #[cfg(feature = "pdf")]
    pub(super) const fn page_break(&mut self) {
        self.page_break = true;
    }

    /// Adds a row of a table.
    pub(super) fn row(&mut self, cells: &[Vec<Piece>]) -> Result<(), ExtractError> {
        let mut row = Out::default();
        let mut blank = true;
        row.text.push('|');
        for cell in cells {
            let mut out = Out::of(self.calls_told);
            render(&mut out, cell, true);
            blank &= out.text.trim().is_empty();
            row.text.push(' ');
            let Out { text, origins, .. } = &mut row;
            append(text, origins, out);
            row.text.push_str(" |");
        }
        if blank && !self.stated {
            return Ok(());
        }
        let joined = std::mem::take(&mut self.pending) || self.in_table;
        if !self.text.is_empty() {
            self.text.push_str(if joined { "\n" } else { "\n\n" });
        }
        self.in_table = true;
        append(&mut self.text, &mut self.origins, row);
        limits::text(self.text.len())
    }

    /// Adds the note with a label; to be done before the block that calls it. Notes stand at the
    /// end, but where the label of one comes again those before it are written first, so that each
    /// call finds its own note as the first below it.
    #[cfg(any(feature = "pdf", feature = "docx", feature = "html"))]
    pub(super) fn note(
        &mut self,
        label: &str,
        paragraphs: &[Vec<Piece>],
    ) -> Result<(), ExtractError> {
        self.note_at(0, label, paragraphs)
    }

    /// The same with a number that tells its place among the notes that are written together.
    pub(super) fn note_at(
        &mut self,
        number: u32,
        label: &str,
        paragraphs: &[Vec<Piece>],
    ) -> Result<(), ExtractError> {
        let mut note = Out::default();
        for pieces in paragraphs {
            let mut out = Out::of(self.calls_told);
            render(&mut out, pieces, false);
            if out.text.is_empty() {
                continue;
            }
            if !note.text.is_empty() {
                note.text.push('\n');
            }
            let Out { text, origins, .. } = &mut note;
            append(text, origins, out);
        }
        if note.text.is_empty() && !self.stated {
            return Ok(());
        }
        if !self.stated && self.notes.iter().any(|other| other.label == label) {
            self.write_notes();
        }
        // Where the file tells its notes, what their text begins with is no mark.
        let nth = self.calls_told && !label.contains(':') && begins_like_a_mark(&note.text);
        self.notes.push(Note {
            number,
            label: format!("{label}{}", if nth { ":1" } else { "" }),
            text: note.text,
            origins: note.origins,
        });
        limits::text(self.text.len() + self.notes.iter().map(|note| note.text.len()).sum::<usize>())
    }

    /// Writes the notes that are still to be written.
    pub(super) fn write_notes(&mut self) {
        let mut notes = std::mem::take(&mut self.notes);
        notes.sort_by_key(|note| note.number);
        for note in notes {
            let gap = if self.text.is_empty() { "" } else { "\n\n" };
            self.text.push_str(&format!("{gap}[^{}]: ", note.label));
            let out = Out {
                text: note.text,
                origins: note.origins,
                calls_told: true,
            };
            append(&mut self.text, &mut self.origins, out);
        }
        self.in_table = false;
    }

    /// The text so far, where a diagnostic points to.
    pub(super) fn here(&self) -> Span {
        Span::from_range(self.text.len(), self.text.len())
    }

    /// The text and its origins.
    pub(super) fn finish(mut self) -> (String, Origins) {
        self.write_notes();
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        (self.text, self.origins.into())
    }
}

/// Adds a rendered part behind a text.
fn append(text: &mut String, origins: &mut Vec<Origin>, out: Out) {
    let by = text.len() as u32;
    text.push_str(&out.text);
    origins.extend(out.origins.into_iter().map(|origin| Origin {
        span: Span::new(origin.span.start + by, origin.span.end + by),
        ..origin
    }));
}

#[derive(Debug, Default)]
struct Out {
    text: String,
    origins: Vec<Origin>,
    /// Whether calls come as such, and what else looks like one is text.
    calls_told: bool,
}

impl Out {
    fn of(calls_told: bool) -> Self {
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
fn render(out: &mut Out, pieces: &[Piece], cell: bool) {
    let mut italic = false;
    let mut blank: Option<char> = None;
    let mut start: Option<(usize, &Place)> = None;
    let close = |out: &mut Out, start: &mut Option<(usize, &Place)>| {
        if let Some((from, place)) = start.take()
            && from < out.text.len()
        {
            out.origins.push(Origin {
                span: Span::from_range(from, out.text.len()),
                place: place.clone(),
            });
        }
    };
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::At(place) => {
                close(out, &mut start);
                start = Some((out.text.len(), place));
            }
            Piece::Call(label) => {
                // Emphasis goes on behind a call only where text in italics follows. A call that a
                // line begins with is set in italics, or it would be the mark of a note.
                let first = out.text.is_empty() && !cell;
                let goes_on = next_is_italic(&pieces[at + 1..]);
                if italic && !goes_on {
                    out.text.push('*');
                    italic = false;
                }
                if first {
                    out.text.push('*');
                    italic = true;
                }
                if !out.text.is_empty() {
                    out.text.extend(blank.take());
                }
                out.text.push_str("[^");
                out.text.push_str(label);
                out.text.push(']');
                if first && !goes_on {
                    out.text.push('*');
                    italic = false;
                }
            }
            Piece::Raised(text) => {
                let blanks = blank.take().filter(|_| !out.text.is_empty());
                out.text.extend(blanks);
                out.text.push_str("<sup>");
                escape(out, text.trim(), cell);
                out.text.push_str("</sup>");
            }
            Piece::Text(text, style) => {
                // A raised number would be read as a call; where it is one, it comes as such.
                let raised = style.raised && text.chars().any(char::is_alphabetic);
                if text.chars().all(char::is_whitespace) {
                    blank = joined(blank, text);
                    continue;
                }
                if style.italic != italic && italic {
                    out.text.push('*');
                    italic = false;
                }
                if raised {
                    blank = joined(blank, blanks_before(text));
                    if let Some(blank) = blank.take().filter(|_| !out.text.is_empty()) {
                        out.text.push(blank);
                    }
                    out.text.push_str("<sup>");
                    escape(out, text.trim(), cell);
                    out.text.push_str("</sup>");
                    blank = joined(blank, &text[text.trim_end().len()..]);
                    continue;
                }
                for part in text.split_inclusive(char::is_whitespace) {
                    let word = part.trim_end_matches(char::is_whitespace);
                    if !word.is_empty() {
                        if let Some(blank) = blank.take().filter(|_| !out.text.is_empty()) {
                            out.text.push(blank);
                        }
                        if style.italic && !italic {
                            out.text.push('*');
                            italic = true;
                        }
                        escape(out, word, cell);
                    }
                    blank = joined(blank, &part[word.len()..]);
                }
            }
        }
    }
    if italic {
        out.text.push('*');
    }
    close(out, &mut start);
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

/// A text that states its language: that it is none that is known, where that is all there is to say.
pub(crate) fn stated(language: Option<Language>, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    format!("{}\n\n{text}\n\n{CLOSING}", opening(language))
}

fn opening(language: Option<Language>) -> String {
    let direction = language.is_some_and(|it| it.facts().right_to_left);
    format!(
        "<div lang=\"{}\"{}>",
        language.map_or("und", |it| it.code()),
        if direction { " dir=\"rtl\"" } else { "" }
    )
}

const CLOSING: &str = "</div>";

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

    #[test]
    fn text_that_looks_like_marks_is_text() {
        let text = "a*b [^c] <sup> snake_case ([1]) #";
        let mut markdown = Markdown::default();
        markdown
            .block(Kind::Paragraph, &[Piece::plain(text)])
            .expect("short");
        let (source, _) = markdown.finish();
        let parsed = operative_grammar::parse(&source);
        let read: String = parsed.document.text().trim().into();
        assert_eq!(read, text);
    }

    #[test]
    fn notes_stand_below_their_calls_though_labels_come_twice() {
        let mut markdown = Markdown::default();
        for text in ["first", "second"] {
            markdown
                .note("1", &[vec![Piece::plain(text)]])
                .expect("short");
            let pieces = [Piece::plain(text), Piece::Call("1".into())];
            markdown.block(Kind::Paragraph, &pieces).expect("short");
        }
        assert_eq!(
            markdown.finish().0,
            "first[^1]\n\n[^1]: first\n\nsecond[^1]\n\n[^1]: second\n"
        );
    }
}
