//! Pages of HTML: those that the United Nations serves, copies that a browser saved, and what word
//! processors export.

mod lines;
mod notes;
mod sheet;
mod tree;

use ego_tree::NodeRef;
use scraper::Node;

use self::lines::{Lines, Step, is_line};
use self::notes::Notes;
use self::sheet::{Sheet, css, length};
use self::tree::Paths;
use super::counting::Counting;
use super::markdown::{Kind, Markdown, Piece, Style};
use super::{ExtractError, Extracted, Place, limits};
use crate::content::decode_html;

type Item<'h> = NodeRef<'h, Node>;

pub(super) fn extract(bytes: &[u8]) -> Result<Extracted, ExtractError> {
    limits::file(bytes.len())?;
    let decoded = decode_html(bytes);
    let page = tree::parse(&decoded.text)?;
    let root = page.tree.root();
    let sheet = Sheet::of(root);
    let paths = Paths::of(root);
    let mut reader = Reader {
        markdown: Markdown::default(),
        notes: Notes::find(root, &paths)?,
        paths,
        lines: Lines::of(root, &sheet),
        sheet,
        pending: Vec::new(),
        kind: Kind::Paragraph,
    };
    reader.flow(root, Style::default(), 0)?;
    reader.flush()?;
    let (text, origins) = reader.markdown.finish();
    Ok(Extracted {
        text,
        origins,
        diagnostics: decoded.diagnostics,
    })
}

struct Reader<'h> {
    markdown: Markdown,
    notes: Notes<'h>,
    paths: Paths,
    sheet: Sheet,
    lines: Lines,
    /// The pieces of the block that is being read.
    pending: Vec<Piece>,
    /// What that block is.
    kind: Kind,
}

impl<'h> Reader<'h> {
    /// Ends the block that is being read.
    fn flush(&mut self) -> Result<(), ExtractError> {
        let pieces = std::mem::take(&mut self.pending);
        let kind = std::mem::replace(&mut self.kind, Kind::Paragraph);
        self.markdown.block(kind, &pieces)
    }

    /// Ends the block that is being read, and begins one that an element makes.
    fn begin(&mut self, item: Item<'h>, kind: Kind) -> Result<(), ExtractError> {
        self.flush()?;
        self.kind = kind;
        self.pending.push(Piece::At(self.paths.place(item)?));
        Ok(())
    }

    /// What stands in an element: blocks, and text between them.
    fn flow(&mut self, item: Item<'h>, style: Style, depth: usize) -> Result<(), ExtractError> {
        if depth > limits::DEPTH {
            return Err(ExtractError::TooDeep {
                limit: limits::DEPTH,
            });
        }
        for child in item.children() {
            match child.value() {
                Node::Text(text) => {
                    self.pending.push(if style.raised {
                        Piece::Raised(text.to_string())
                    } else {
                        Piece::Text(text.to_string(), style)
                    });
                }
                Node::Element(_) => self.element(child, style, depth)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn element(&mut self, item: Item<'h>, outer: Style, depth: usize) -> Result<(), ExtractError> {
        let name = name(item);
        if self.notes.is_note(item) || hidden(item) {
            return Ok(());
        }
        if let Some(label) = self.notes.called(item) {
            self.note(item, &label, depth)?;
            self.pending.push(Piece::Call(label));
            return Ok(());
        }
        let style = self.styled(item, outer);
        match name {
            // What is no text of the document.
            "head" | "script" | "style" | "noscript" | "template" | "nav" | "form" | "button"
            | "select" | "svg" | "math" | "iframe" | "object" | "audio" | "video" => Ok(()),
            "br" => {
                let kind = self.kind;
                let place = self
                    .pending
                    .iter()
                    .rev()
                    .find(|piece| matches!(piece, Piece::At(_)));
                let place = place.cloned();
                self.flush()?;
                self.kind = if kind == Kind::Heading {
                    kind
                } else {
                    Kind::Line
                };
                self.pending.extend(place);
                Ok(())
            }
            "hr" => self.flush(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.begin(item, Kind::Heading)?;
                self.flow(item, style, depth + 1)?;
                self.flush()
            }
            "li" => {
                self.begin(item, Kind::Paragraph)?;
                let label = label(item, &self.paths, &self.sheet);
                self.pending.extend(label.map(Piece::plain));
                self.flow(item, style, depth + 1)?;
                self.flush()
            }
            "table" => self.table(item, style, depth + 1),
            name if block(name)
                && let Some(place) = self.placed(item) =>
            {
                match self.lines.step(place, item) {
                    Step::Apart => self.begin(item, Kind::Paragraph)?,
                    Step::Below => self.begin(item, Kind::Line)?,
                    Step::Joined(by) => {
                        self.pending.push(Piece::plain(by));
                        self.pending.push(Piece::At(self.paths.place(item)?));
                    }
                }
                self.flow(item, style, depth + 1)
            }
            name if block(name) => {
                // A paragraph that begins a list item goes on behind its label.
                let labelled = matches!(self.pending.as_slice(), [Piece::At(_), Piece::Text(..)])
                    && item
                        .parent()
                        .is_some_and(|parent| self::name(parent) == "li");
                if !labelled {
                    self.begin(item, Kind::Paragraph)?;
                }
                self.flow(item, style, depth + 1)?;
                self.flush()
            }
            _ => self.flow(item, style, depth + 1),
        }
    }

    /// Where a line is placed on the page.
    fn placed(&self, item: Item<'h>) -> Option<f32> {
        is_line(item).then(|| self.sheet.placed(item)).flatten()
    }

    /// How text within an element is set.
    fn styled(&self, item: Item<'h>, outer: Style) -> Style {
        let name = name(item);
        let mut style = outer;
        // Old pages underline what books set in italics.
        style.italic |= matches!(name, "i" | "em" | "u" | "cite");
        style.bold |= matches!(name, "b" | "strong");
        style.raised |= name == "sup" || of_word(item);
        match self.sheet.value(item, "font-style") {
            Some("italic" | "oblique") => style.italic = true,
            Some("normal") => style.italic = false,
            _ => {}
        }
        match self.sheet.value(item, "font-weight") {
            Some("bold" | "600" | "700" | "800" | "900") => style.bold = true,
            Some("normal" | "400") => style.bold = false,
            _ => {}
        }
        let raised = self.sheet.value(item, "vertical-align");
        style.raised |=
            raised.is_some_and(|by| by == "super" || length(by).is_some_and(|by| by > 0.0));
        style
    }

    /// Writes the note that an element calls.
    fn note(&mut self, call: Item<'h>, label: &str, depth: usize) -> Result<(), ExtractError> {
        let Some(note) = self.notes.of_call(call) else {
            return Ok(());
        };
        let outer = std::mem::take(&mut self.pending);
        self.pending.push(Piece::At(self.paths.place(note)?));
        self.note_pieces(note, Style::default(), depth + 1)?;
        let pieces = std::mem::replace(&mut self.pending, outer);
        self.markdown.note(label, &[pieces])
    }

    /// The text of a note, on one line, without the mark in front of it.
    fn note_pieces(
        &mut self,
        item: Item<'h>,
        outer: Style,
        depth: usize,
    ) -> Result<(), ExtractError> {
        if depth > limits::DEPTH {
            return Err(ExtractError::TooDeep {
                limit: limits::DEPTH,
            });
        }
        for child in item.children() {
            if self.notes.is_mark(child) {
                continue;
            }
            match child.value() {
                Node::Text(text) => {
                    let text = &text[self.notes.mark_length(child)..];
                    self.pending.push(Piece::Text(text.to_owned(), outer));
                }
                Node::Element(_) => {
                    if block(name(child)) || name(child) == "br" {
                        self.pending.push(Piece::plain(" "));
                    }
                    self.note_pieces(child, self.styled(child, outer), depth + 1)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// A table of data as rows; one that only sets text beside text as blocks.
    fn table(&mut self, table: Item<'h>, style: Style, depth: usize) -> Result<(), ExtractError> {
        self.flush()?;
        let rows: Vec<Vec<Item<'h>>> = table
            .descendants()
            .filter(|item| name(*item) == "tr" && closest(*item, "table") == Some(table))
            .map(|row| {
                row.children()
                    .filter(|cell| matches!(name(*cell), "td" | "th"))
                    .collect()
            })
            .collect();
        let wide = rows
            .iter()
            .filter(|cells: &&Vec<_>| cells.len() > 1)
            .count()
            > 1;
        let plain = |cell: &Item<'h>| {
            let blocks = cell.descendants().skip(1).filter(|item| block(name(*item)));
            blocks.count() < 2
        };
        if !wide || !rows.iter().flatten().all(plain) {
            return self.flow(table, style, depth);
        }
        for row in rows {
            let mut cells = Vec::new();
            for cell in row {
                let outer = std::mem::take(&mut self.pending);
                self.pending.push(Piece::At(self.paths.place(cell)?));
                self.note_pieces(cell, style, depth)?;
                cells.push(std::mem::replace(&mut self.pending, outer));
            }
            self.markdown.row(&cells)?;
        }
        Ok(())
    }
}

/// Whether an element is of the classes in which Word sets calls, whose rules a page may have lost.
fn of_word(item: Item<'_>) -> bool {
    let classes = attribute(item, "class").unwrap_or_default();
    classes
        .split_whitespace()
        .any(|class| matches!(class, "MsoFootnoteReference" | "MsoEndnoteReference"))
}

/// The name of an element; empty for what is none.
fn name(item: Item<'_>) -> &str {
    item.value()
        .as_element()
        .map_or("", |element| element.name())
}

fn attribute<'h>(item: Item<'h>, name: &str) -> Option<&'h str> {
    item.value().as_element()?.attr(name)
}

/// Whether an element is a block of its own.
fn block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "footer"
            | "aside"
            | "blockquote"
            | "pre"
            | "ul"
            | "ol"
            | "dl"
            | "dt"
            | "dd"
            | "figure"
            | "figcaption"
            | "address"
            | "center"
            | "td"
            | "th"
            | "tr"
            | "body"
            | "fieldset"
            | "details"
            | "summary"
            | "caption"
    )
}

fn hidden(item: Item<'_>) -> bool {
    attribute(item, "hidden").is_some()
        || css(item, "display") == Some("none")
        || attribute(item, "aria-hidden") == Some("true")
}

/// The label that a browser shows before a list item.
fn label(item: Item<'_>, paths: &Paths, sheet: &Sheet) -> Option<String> {
    let list = item.parent()?;
    let listed = |item| sheet.value(item, "list-style-type");
    if listed(list).or_else(|| css(list, "list-style")) == Some("none")
        || listed(item) == Some("none")
        || labelled(item)
    {
        return None;
    }
    if name(list) != "ol" {
        return Some("• ".to_owned());
    }
    let counting = match attribute(list, "type").or_else(|| listed(list)) {
        Some("a" | "lower-alpha" | "lower-latin") => Counting::LowerLetter,
        Some("A" | "upper-alpha" | "upper-latin") => Counting::UpperLetter,
        Some("i" | "lower-roman") => Counting::LowerRoman,
        Some("I" | "upper-roman") => Counting::UpperRoman,
        _ => Counting::Decimal,
    };
    let number = |item: Item<'_>, name: &str| attribute(item, name)?.trim().parse::<u32>().ok();
    let start = number(list, "start").unwrap_or(1);
    let before = paths.number(item) - 1;
    let value = number(item, "value").unwrap_or_else(|| start.saturating_add(before));
    let form = counting.form(value);
    Some(match counting {
        Counting::LowerLetter | Counting::LowerRoman => format!("({form}) "),
        _ => format!("{form}. "),
    })
}

/// Whether the text of a list item begins with a label that is printed.
fn labelled(item: Item<'_>) -> bool {
    let texts = item.descendants().filter_map(|item| item.value().as_text());
    let head: String = texts
        .flat_map(|text| text.chars())
        .skip_while(|c| c.is_whitespace())
        .take(8)
        .collect();
    let label = head.trim_start_matches(['(', '（', '’', '‘']);
    let rest = label.trim_start_matches(char::is_alphanumeric);
    let short = label.len() - rest.len() <= 6 && rest.len() < label.len();
    short && rest.starts_with(['.', ')', '）', '．', '、', '‘', '’'])
}

/// The nearest element of a name that holds an item.
fn closest<'h>(item: Item<'h>, own: &str) -> Option<Item<'h>> {
    item.ancestors().find(|ancestor| name(*ancestor) == own)
}

#[cfg(test)]
mod tests;
