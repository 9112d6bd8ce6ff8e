//! Markdown, cleaned: what the source should have been.
//!
//! Each line of the masthead and each paragraph is a block of its own, whole, with its lead in
//! italics; footnotes are `[^1]`, the second of two with one label `[^1:2]`; what a printer put between the
//! text is left out. Read again, it gives the same tree. Where the source told what a block is by what is left
//! out, a gap say, each block is stated ([`Statement`]): `<?operative masthead="title"?>`.

use std::collections::HashMap;

use operative_grammar::{Language, MastheadKind, NodeKind, Part, Statement, detect_language};
use operative_semantics::{Paragraph, Resolution};

use super::inline::{Inline, Piece, Run, label_of};
use super::same::same;
use crate::read::markdown::in_language;
use crate::read::marks::{self, Style};

/// A resolution as Markdown.
///
/// ```
/// let source = "76/350. Public clocks\n\nThe General Assembly,\n\n1. Decides to set the\nclocks.\n";
/// let resolution = operative_semantics::resolve(operative_grammar::parse(source));
/// assert_eq!(
///     operative_formats::write::markdown(&resolution),
///     "A/RES/76/350\n\n## 76/350. Public clocks\n\n*The General Assembly,*\n\n1. *Decides* to set the clocks.\n",
/// );
/// ```
#[must_use]
pub fn markdown(resolution: &Resolution) -> String {
    let written = unstated(resolution);
    if same(resolution, &written) {
        written
    } else {
        stated(resolution)
    }
}

/// A resolution as Markdown that states what each block is.
fn stated(resolution: &Resolution) -> String {
    let mut writer = Writer::of(resolution, true);
    writer.state(|| Statement::Text(resolution.language()));
    writer.masthead();
    resolution.paragraphs().for_each(|it| writer.paragraph(it));
    writer.notes();
    writer.part() + "\n"
}

/// A resolution as Markdown that tells by its words and marks what each block is.
fn unstated(resolution: &Resolution) -> String {
    let mut writer = Writer::of(resolution, false);
    let other = |it: &Paragraph<'_>| it.part() == Part::OtherLanguage;
    writer.masthead();
    resolution
        .paragraphs()
        .filter(|it| !other(it))
        .for_each(|it| writer.paragraph(it));
    let text = writer.part();
    resolution
        .paragraphs()
        .filter(other)
        .for_each(|it| writer.paragraph(it));
    let other = writer.part();
    writer.notes();
    let notes = writer.part();
    in_languages(resolution.language(), &text, &other, &notes)
}

/// A text with what stands beside it in another language, which states its language, and its footnotes. The
/// text does so too where it would be taken for one in another: it is short, say.
fn in_languages(language: Language, text: &str, other: &str, notes: &str) -> String {
    let whole = |own: Option<Language>| {
        let own =
            |part: &str| own.map_or_else(|| part.to_owned(), |own| in_language(Some(own), part));
        let found = Some(detect_language(other)).filter(|found| *found != language);
        let parts = [own(text), in_language(found, other), own(notes)];
        let parts: Vec<&str> = parts
            .iter()
            .map(String::as_str)
            .filter(|it| !it.is_empty())
            .collect();
        format!(
            "{}{}",
            parts.join("\n\n"),
            if parts.is_empty() { "" } else { "\n" }
        )
    };
    let untold = whole(None);
    if detect_language(&untold) == language {
        untold
    } else {
        whole(Some(language))
    }
}

struct Writer<'a> {
    resolution: &'a Resolution,
    inline: Inline<'a>,
    blocks: Blocks,
    /// What each footnote is called.
    names: Vec<String>,
    /// Whether it is stated what each block is.
    stated: bool,
    /// Whether the last block is the meeting, which the date follows on the next line.
    closing: bool,
}

impl<'a> Writer<'a> {
    fn of(resolution: &'a Resolution, stated: bool) -> Self {
        let inline = Inline::of(resolution);
        Self {
            resolution,
            names: names(resolution, &inline),
            stated,
            inline,
            blocks: Blocks::default(),
            closing: false,
        }
    }

    /// States what the next block is, where that is done.
    fn state(&mut self, statement: impl FnOnce() -> Statement) {
        if self.stated {
            self.blocks.statement(&statement());
        }
    }

    fn masthead(&mut self) {
        let masthead = self.resolution.document.masthead();
        // What is printed above the number and the title means what it does without the symbol, such as a
        // date: a symbol that was lost stands behind it.
        let mut lost = match &masthead.symbol {
            None if !self.stated => self.resolution.symbol(),
            _ => None,
        };
        // An identifier is printed nowhere: the number gives it again.
        lost = lost.filter(|symbol| !symbol.contains(':'));
        for (index, line) in masthead.lines.iter().enumerate() {
            let pieces = self.inline.line(index as u32);
            let title = matches!(line.kind, MastheadKind::Number | MastheadKind::Title);
            if let Some(symbol) = lost.take_if(|_| title) {
                self.blocks.block("", symbol);
            }
            self.state(|| Statement::Line(line.kind));
            let mut text = label_of(self.resolution, line);
            text.push_str(&self.text(&pieces, false));
            self.blocks.block(if title { "## " } else { "" }, &text);
        }
        if let Some(symbol) = lost {
            self.blocks.block("", symbol);
        }
    }

    fn paragraph(&mut self, paragraph: Paragraph<'a>) {
        let pieces = self.inline.paragraph(paragraph);
        if paragraph.kind() == NodeKind::Row {
            let cells = self.inline.cells(paragraph);
            let cells: Vec<String> = cells.iter().map(|cell| self.text(cell, true)).collect();
            self.blocks.row(&cells);
            return;
        }
        self.state(|| Statement::of_node(&self.resolution.document, paragraph.id()));
        let text = match paragraph.kind() {
            NodeKind::Formula => self.formula(paragraph, &pieces),
            _ => self.text(&pieces, false),
        };
        let mark = if paragraph.kind() == NodeKind::Heading {
            "## "
        } else {
            ""
        };
        let text = match paragraph.label() {
            Some(label) => format!("{label} {text}"),
            None => text,
        };
        if self.stated {
            self.blocks.block(mark, &text);
        } else if paragraph.kind() == NodeKind::Closing && self.closing {
            self.blocks.line(&text);
        } else {
            let guarded = (mark.is_empty() && paragraph.label().is_none())
                .then(|| marks::guard_number(&text, !self.names.is_empty()));
            self.blocks.block(mark, &guarded.flatten().unwrap_or(text));
        }
        self.closing = paragraph.kind() == NodeKind::Closing;
    }

    /// A formula is in italics from its first word to its comma, whatever the source has.
    fn formula(&self, paragraph: Paragraph<'a>, pieces: &[Piece<'a>]) -> String {
        if paragraph.calls().next().is_some() {
            return self.text(pieces, false);
        }
        let run = Run {
            text: paragraph.text(),
            lead: true,
            italic: true,
            raised: false,
        };
        self.text(&[Piece::Run(run)], false)
    }

    /// What was written since the last part.
    fn part(&mut self) -> String {
        self.closing = false;
        std::mem::take(&mut self.blocks).text
    }

    fn notes(&mut self) {
        for index in 0..self.names.len() {
            let text = self.text(&self.inline.footnote(index as u32), false);
            let name = &self.names[index];
            // A note needs no statement, and none is about it.
            self.blocks.stated = false;
            self.blocks.block("", &format!("[^{name}]: {text}"));
        }
    }

    fn text(&self, pieces: &[Piece<'a>], cell: bool) -> String {
        let mut out = Vec::new();
        marked(&self.names, pieces, &mut out);
        marks::inline(&out, cell)
    }
}

fn marked(names: &[String], pieces: &[Piece<'_>], out: &mut Vec<marks::Piece>) {
    for piece in pieces {
        match piece {
            Piece::Run(run) => {
                let style = Style {
                    italic: run.italic,
                    bold: false,
                    raised: run.raised,
                };
                // What is escaped is told by what follows it.
                match out.last_mut() {
                    Some(marks::Piece::Text(text, last)) if *last == style => {
                        text.push_str(run.text);
                    }
                    _ => out.push(marks::Piece::Text(run.text.to_owned(), style)),
                }
            }
            Piece::Call(call) => {
                let name = call.binding().and_then(|index| names.get(index as usize));
                let name = name.map_or(call.label(), String::as_str);
                out.push(marks::Piece::Call(name.to_owned()));
            }
            Piece::Link(_, words) => marked(names, words, out),
        }
    }
}

/// What each footnote is called: by its label, and by which of the notes with that label it is where there is
/// more than one, or where its text begins as if it were another label.
fn names(resolution: &Resolution, inline: &Inline<'_>) -> Vec<String> {
    let footnotes = resolution.document.footnotes();
    let mut counts: HashMap<&str, (u32, u32)> = HashMap::with_capacity(footnotes.len());
    for footnote in footnotes {
        counts.entry(&footnote.label).or_default().1 += 1;
    }
    let named = (0..).zip(footnotes).map(|(index, footnote)| {
        let label = &*footnote.label;
        let (nth, count) = counts.entry(label).or_default();
        *nth += 1;
        let mut text = Vec::new();
        marked(&[], &inline.footnote(index), &mut text);
        if *count > 1 || marks::begins_like_a_mark(&marks::inline(&text, false)) {
            format!("{label}:{nth}")
        } else {
            label.to_owned()
        }
    });
    named.collect()
}

/// Blocks one below the other.
#[derive(Default)]
struct Blocks {
    text: String,
    in_table: bool,
    /// Whether a statement stands right above.
    stated: bool,
}

impl Blocks {
    /// A statement, which a block may follow at once.
    fn statement(&mut self, statement: &Statement) {
        self.stated = false;
        self.gap("\n\n");
        self.text.push_str(&format!("<?{statement}?>"));
        self.in_table = false;
        self.stated = true;
    }

    fn block(&mut self, mark: &str, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        self.gap("\n\n");
        self.in_table = false;
        self.text.push_str(mark);
        if mark.is_empty() && marks::guards_start(text) {
            self.text.push('\\');
        }
        self.text.push_str(text.trim_end());
    }

    /// A line that goes on with the block before it.
    fn line(&mut self, text: &str) {
        self.gap("  \n");
        self.text.push_str(text.trim_end());
    }

    fn row(&mut self, cells: &[String]) {
        self.gap(if self.in_table { "\n" } else { "\n\n" });
        self.text.push_str(&format!("| {} |", cells.join(" | ")));
        if !self.in_table {
            self.text.push('\n');
            self.text.push_str(&"|---".repeat(cells.len()));
            self.text.push('|');
        }
        self.in_table = true;
    }

    fn gap(&mut self, gap: &str) {
        if std::mem::take(&mut self.stated) {
            self.text.push('\n');
        } else if !self.text.is_empty() {
            self.text.push_str(gap);
        }
    }
}

#[cfg(test)]
mod tests {
    fn read(text: &str) -> operative_semantics::Resolution {
        operative_semantics::resolve(operative_grammar::parse(text))
    }

    #[test]
    fn notes_with_one_label_are_told_apart() {
        let source = "The General Assembly,\n\nRecalling the Covenant[^1]\n\n[^1]: Resolution 2200 A (XXI), annex.\n\n\
            and the report,[^1]\n\n1. Decides to act.\n\n[^1]: A/76/1.\n\n[^2]: <sup>2</sup> of A/76/2.\n";
        let written = super::markdown(&read(source));
        assert!(
            written.contains("the Covenant[^1:1] and the report,[^1:2]"),
            "{written}"
        );
        assert!(
            written.ends_with(
                "[^1:1]: Resolution 2200 A (XXI), annex.\n\n[^1:2]: A/76/1.\n\n[^2]: 2 of A/76/2.\n"
            ),
            "{written}"
        );
        let back = read(&written);
        assert_eq!(back.bindings, [Some(0), Some(1)]);
        let labels: Vec<&str> = back.footnotes().map(|note| note.label()).collect();
        assert_eq!(labels, ["1", "1", "2"]);
    }

    #[test]
    fn another_language_is_stated() {
        let source = "The General Assembly,\n\n1. Decides to act.\n\n<div lang=\"ar\">\nإن الجمعية العامة،\n</div>\n";
        let written = super::markdown(&read(source));
        assert!(
            written.ends_with(
                "to act.\n\n<div lang=\"ar\" dir=\"rtl\">\n\nإن الجمعية العامة،\n\n</div>\n"
            ),
            "{written}"
        );
        assert_eq!(super::markdown(&read(&written)), written);
    }
}
