//! Markdown in the making: what readers hand over to the grammar, and where each part of it stands
//! in the file.

#[cfg(feature = "akn")]
use operative_grammar::Statement;
use operative_grammar::{Language, Span};

use super::marks::{Out, begins_like_a_mark, guard_number, guards_start, render};
pub(crate) use super::marks::{Piece, Style};
use super::{ExtractError, Origin, Origins, limits};

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

/// A text that states its language: that it is none that is known, where that is all there is to say.
pub(crate) fn in_language(language: Option<Language>, text: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

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
