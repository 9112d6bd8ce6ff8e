//! Markdown, cleaned: what the source should have been.
//!
//! Each line of the masthead and each paragraph is a block of its own, whole, with its lead in
//! italics; footnotes are `[^1]`; what a printer put between the text is left out. Read again, it
//! gives the same tree.

use std::collections::HashSet;

use operative_grammar::{MastheadKind, NodeKind};
use operative_semantics::{Paragraph, Resolution};

use super::inline::{Inline, Piece, Run, calls_in, label_of};
use crate::read::markdown::{self as marks, Style};

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
    let mut writer = Writer {
        resolution,
        inline: Inline::of(resolution),
        blocks: Blocks::default(),
        labels_repeat: labels_repeat(resolution),
        closing: false,
        called: 0,
        written: 0,
    };
    writer.masthead();
    for paragraph in resolution.paragraphs() {
        writer.paragraph(paragraph);
    }
    writer.notes_before(u32::MAX);
    writer.blocks.finish()
}

struct Writer<'a> {
    resolution: &'a Resolution,
    inline: Inline<'a>,
    blocks: Blocks,
    /// Whether two footnotes have one label.
    labels_repeat: bool,
    /// Whether the last block is the meeting, which the date follows on the next line.
    closing: bool,
    /// The footnotes before this one were called.
    called: u32,
    /// The footnotes before this one are written.
    written: u32,
}

impl<'a> Writer<'a> {
    fn masthead(&mut self) {
        let masthead = self.resolution.document.masthead();
        // What is printed above the number and the title means what it does without the symbol, such as a
        // date: a symbol that was lost stands behind it.
        let mut lost = match &masthead.symbol {
            None => self.resolution.symbol(),
            Some(_) => None,
        };
        for (index, line) in masthead.lines.iter().enumerate() {
            let pieces = self.inline.line(index as u32);
            let title = matches!(line.kind, MastheadKind::Number | MastheadKind::Title);
            if let Some(symbol) = lost.take_if(|_| title) {
                self.blocks.block("", symbol);
            }
            let mut text = label_of(self.resolution, line);
            text.push_str(&self.text(&pieces, false));
            self.blocks.block(if title { "## " } else { "" }, &text);
            self.notes_below(&pieces);
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
        if paragraph.kind() == NodeKind::Closing && self.closing {
            self.blocks.line(&text);
        } else {
            self.blocks.block(mark, &text);
        }
        self.closing = paragraph.kind() == NodeKind::Closing;
        self.notes_below(&pieces);
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

    /// Writes the footnotes up to those that were called so far, where labels come again: a call
    /// finds its own as the first below it.
    fn notes_below(&mut self, pieces: &[Piece<'a>]) {
        let last = calls_in(pieces).filter_map(|call| call.binding()).max();
        self.called = self.called.max(last.map_or(0, |last| last + 1));
        if self.labels_repeat {
            self.notes_before(self.called);
        }
    }

    /// Writes the footnotes before the one with this index that are still to be written.
    fn notes_before(&mut self, end: u32) {
        let footnotes = self.resolution.document.footnotes();
        let count = footnotes.len() as u32;
        for index in self.written..end.min(count) {
            let label = &footnotes[index as usize].label;
            let text = self.text(&self.inline.footnote(index), false);
            self.blocks.block("", &format!("[^{label}]: {text}"));
        }
        self.written = self.written.max(end);
    }

    fn text(&self, pieces: &[Piece<'a>], cell: bool) -> String {
        let mut out = Vec::new();
        marked(pieces, &mut out);
        marks::inline(&out, cell)
    }
}

fn marked(pieces: &[Piece<'_>], out: &mut Vec<marks::Piece>) {
    for piece in pieces {
        match piece {
            Piece::Run(run) => out.push(marks::Piece::Text(
                run.text.to_owned(),
                Style {
                    italic: run.italic,
                    bold: false,
                    raised: run.raised,
                },
            )),
            Piece::Call(call) => out.push(marks::Piece::Call(call.label().to_owned())),
            Piece::Link(_, words) => marked(words, out),
        }
    }
}

/// Whether two footnotes have one label.
fn labels_repeat(resolution: &Resolution) -> bool {
    let mut labels = HashSet::new();
    let mut footnotes = resolution.document.footnotes().iter();
    !footnotes.all(|footnote| labels.insert(&footnote.label))
}

/// Blocks one below the other.
#[derive(Default)]
struct Blocks {
    text: String,
    in_table: bool,
}

impl Blocks {
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
        if !self.text.is_empty() {
            self.text.push_str(gap);
        }
    }

    fn finish(mut self) -> String {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text
    }
}
