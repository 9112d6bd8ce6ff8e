//! Word documents (`.docx`, ECMA-376): their paragraphs with the labels and the setting that Word
//! would show, and their footnotes.

mod numbering;
mod package;
mod styles;

use std::collections::HashMap;

use operative_grammar::{Code, Diagnostic};

use self::numbering::{Numbering, value};
use self::package::Package;
use self::styles::Styles;
use super::markdown::{Kind, Markdown, Piece, Style};
use super::xml::{Item, Xml};
use super::{ExtractError, Extracted, Place, limits};

const WHAT: &str = "Word document";
const DOCUMENT: &str = "word/document.xml";

/// How long a paragraph of the masthead may be, in characters: what is longer belongs to the body.
const MASTHEAD: usize = 160;

pub(super) fn extract(bytes: &[u8]) -> Result<Extracted, ExtractError> {
    limits::file(bytes.len())?;
    let mut package = Package::open(bytes)?;
    let document = package.xml(DOCUMENT)?.ok_or(ExtractError::Broken {
        what: WHAT,
        reason: format!("there is no {DOCUMENT} in it"),
    })?;
    let styles = package.xml("word/styles.xml")?;
    let numbering = package.xml("word/numbering.xml")?;
    let footnotes = package.xml("word/footnotes.xml")?;
    let endnotes = package.xml("word/endnotes.xml")?;
    let header = first_header(&mut package, &document)?;
    let mut reader = Reader {
        markdown: Markdown::default(),
        styles: styles.as_ref().map(Styles::read).unwrap_or_default(),
        numbering: numbering.as_ref().map(Numbering::read).unwrap_or_default(),
        footnotes: Notes::of("word/footnotes.xml", footnotes.as_ref()),
        endnotes: Notes::of("word/endnotes.xml", endnotes.as_ref()),
        part: DOCUMENT.into(),
        paragraphs: 0,
        notes: 0,
        body: false,
        boxes: Vec::new(),
        diagnostics: Vec::new(),
    };
    if let Some(reason) = &document.broken {
        reader.diagnostics.push(Diagnostic::new(
            Code::MarkupMended,
            reader.markdown.here(),
            format!("well-formed XML was expected, a fault was found {reason}; it was mended"),
        ));
    }
    // The header of the first page holds the symbol.
    if let Some((part, header)) = &header {
        reader.within(part, header.root())?;
    }
    reader.blocks(document.root())?;
    let (text, origins) = reader.markdown.finish();
    Ok(Extracted {
        text,
        origins,
        diagnostics: reader.diagnostics,
    })
}

/// The header that the first page has for itself, and the name of its part.
fn first_header(
    package: &mut Package<'_>,
    document: &Xml,
) -> Result<Option<(String, Xml)>, ExtractError> {
    let section = document.root().descendants("sectPr").next();
    let reference = section
        .filter(|section| section.child("titlePg").is_some())
        .and_then(|section| {
            let mut headers = section
                .children()
                .filter(|child| child.name() == "headerReference");
            headers.find(|header| header.attribute("type") == Some("first"))
        })
        .and_then(|header| header.attribute("id"));
    let (Some(id), Some(relations)) = (reference, package.xml("word/_rels/document.xml.rels")?)
    else {
        return Ok(None);
    };
    let target = relations
        .root()
        .descendants("Relationship")
        .find(|relation| relation.attribute("Id") == Some(id))
        .and_then(|relation| relation.attribute("Target"));
    let Some(target) = target else {
        return Ok(None);
    };
    let part = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("word/{target}"),
    };
    Ok(package.xml(&part)?.map(|header| (part, header)))
}

/// The notes of a part that were not called yet.
struct Notes<'x> {
    part: &'static str,
    /// For each identifier: the note, and how many paragraphs stand before it in the part.
    notes: HashMap<&'x str, (Item<'x>, u32)>,
}

impl<'x> Notes<'x> {
    fn of(part: &'static str, xml: Option<&'x Xml>) -> Self {
        let mut notes = HashMap::new();
        let mut before = 0;
        let root = xml.and_then(|xml| xml.root().children().next());
        for note in root.into_iter().flat_map(Item::children) {
            if let Some(id) = note.attribute("id") {
                notes.entry(id).or_insert((note, before));
            }
            before += paragraphs(note).count() as u32;
        }
        Self { part, notes }
    }

    /// Takes a note out: Word lets each be called once, and one that calls itself would never end.
    fn take(&mut self, id: &str) -> Option<(Item<'x>, u32)> {
        self.notes.remove(id)
    }
}

/// The paragraphs of a note.
fn paragraphs(note: Item<'_>) -> impl Iterator<Item = Item<'_>> {
    note.children().filter(|child| child.name() == "p")
}

struct Reader<'x> {
    markdown: Markdown,
    styles: Styles,
    numbering: Numbering,
    footnotes: Notes<'x>,
    endnotes: Notes<'x>,
    /// The part that is being read, and how many of its paragraphs were.
    part: Box<str>,
    paragraphs: u32,
    /// How many notes were called.
    notes: u32,
    /// Whether the masthead has been read.
    body: bool,
    /// The boxes in the paragraph that is being read.
    boxes: Vec<Item<'x>>,
    diagnostics: Vec<Diagnostic>,
}

impl<'x> Reader<'x> {
    /// Reads what stands in another part.
    fn within(&mut self, part: &str, item: Item<'x>) -> Result<(), ExtractError> {
        let outer = (
            std::mem::replace(&mut self.part, part.into()),
            self.paragraphs,
        );
        self.paragraphs = 0;
        self.blocks(item)?;
        (self.part, self.paragraphs) = outer;
        Ok(())
    }

    fn blocks(&mut self, item: Item<'x>) -> Result<(), ExtractError> {
        for child in item.children() {
            match child.name() {
                "p" => self.paragraph(child)?,
                "tbl" => self.table(child)?,
                // What was taken out, and what is no text.
                "del" | "moveFrom" | "sectPr" | "sdtPr" | "tblPr" | "tcPr" => {}
                "AlternateContent" => {
                    if let Some(choice) = choice(child) {
                        self.blocks(choice)?;
                    }
                }
                _ => self.blocks(child)?,
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, item: Item<'x>) -> Result<(), ExtractError> {
        let properties = item.child("pPr");
        let pieces = self.pieces_of(item)?;
        let text: usize = pieces.iter().map(letters).sum();
        self.body |= text > MASTHEAD;
        let heading = self.styles.heading(properties) && text <= MASTHEAD;
        let mut kind = if heading {
            Kind::Heading
        } else {
            Kind::Paragraph
        };
        for line in pieces.split(|piece| matches!(piece, Piece::Text(text, _) if text == BREAK)) {
            self.markdown.block(kind, line)?;
            kind = Kind::Line;
        }
        for shape in std::mem::take(&mut self.boxes) {
            self.blocks(shape)?;
        }
        Ok(())
    }

    /// The pieces of a paragraph, its label first.
    fn pieces_of(&mut self, item: Item<'x>) -> Result<Vec<Piece>, ExtractError> {
        self.paragraphs += 1;
        let properties = item.child("pPr");
        let style = self.styles.paragraph(properties);
        let mut pieces = vec![Piece::At(Place::Paragraph {
            part: self.part.clone(),
            number: self.paragraphs,
        })];
        let mut text = Vec::new();
        self.runs(item, style, &mut text)?;
        // A paragraph without text counts for nothing.
        if text
            .iter()
            .any(|piece| letters(piece) > 0 || matches!(piece, Piece::Call(_)))
            && let Some((number, level)) = self.styles.list(properties)
            && let Some(label) = self.numbering.label(&number, level)
        {
            pieces.push(Piece::plain(format!("{label} ")));
        }
        pieces.append(&mut text);
        Ok(pieces)
    }

    fn runs(
        &mut self,
        item: Item<'x>,
        style: Style,
        pieces: &mut Vec<Piece>,
    ) -> Result<(), ExtractError> {
        for child in item.children() {
            match child.name() {
                "r" => {
                    let style = self.styles.run(child, style);
                    self.run(child, style, pieces)?;
                }
                "del" | "moveFrom" | "pPr" | "sdtPr" => {}
                "AlternateContent" => {
                    if let Some(choice) = choice(child) {
                        self.runs(choice, style, pieces)?;
                    }
                }
                _ => self.runs(child, style, pieces)?,
            }
        }
        Ok(())
    }

    fn run(
        &mut self,
        run: Item<'x>,
        style: Style,
        pieces: &mut Vec<Piece>,
    ) -> Result<(), ExtractError> {
        let mut own_mark = false;
        for child in run.children() {
            match child.name() {
                "t" if !own_mark => {
                    let text = child.whole_text();
                    pieces.push(if style.raised {
                        Piece::Raised(text)
                    } else {
                        Piece::Text(text, style)
                    });
                }
                "tab" | "ptab" => pieces.push(Piece::Text(" ".into(), style)),
                "br" | "cr" => match child.attribute("type") {
                    Some("page" | "column") => pieces.push(Piece::plain(" ")),
                    _ => pieces.push(Piece::plain(BREAK)),
                },
                "noBreakHyphen" => pieces.push(Piece::Text("\u{2011}".into(), style)),
                "sym" => pieces.extend(symbol(child).map(|c| Piece::Text(c.into(), style))),
                "footnoteReference" | "endnoteReference" => {
                    own_mark = child
                        .attribute("customMarkFollows")
                        .is_some_and(|value| !matches!(value, "0" | "false"));
                    let mark = own_mark.then(|| marks(run)).filter(|mark| !mark.is_empty());
                    if let Some(label) = self.note(child, mark)? {
                        pieces.push(Piece::Call(label));
                    } else {
                        own_mark = false;
                    }
                }
                "AlternateContent" => {
                    if let Some(choice) = choice(child) {
                        self.run(choice, style, pieces)?;
                    }
                }
                "drawing" | "pict" | "object" => {
                    self.boxes.extend(child.descendants("txbxContent"));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Writes the note that is called, and gives its label: the mark that it has of its own, or else
    /// the number that Word counts.
    fn note(
        &mut self,
        reference: Item<'x>,
        mark: Option<String>,
    ) -> Result<Option<String>, ExtractError> {
        let notes = match reference.name() {
            "footnoteReference" => &mut self.footnotes,
            _ => &mut self.endnotes,
        };
        let part = notes.part;
        let note = reference.attribute("id").and_then(|id| notes.take(id));
        let Some((note, before)) = note else {
            return Ok(None);
        };
        let label = mark.clone().unwrap_or_else(|| {
            self.notes += 1;
            self.notes.to_string()
        });
        let outer = (
            std::mem::replace(&mut self.part, part.into()),
            self.paragraphs,
        );
        let mut texts = Vec::new();
        for (number, paragraph) in (before..).zip(paragraphs(note)) {
            self.paragraphs = number;
            texts.push(self.pieces_of(paragraph)?);
        }
        (self.part, self.paragraphs) = outer;
        if let (Some(mark), Some(pieces)) = (mark, texts.first_mut()) {
            drop_mark(pieces, &mark);
        }
        self.markdown.note(&label, &texts)?;
        Ok(Some(label))
    }

    fn table(&mut self, table: Item<'x>) -> Result<(), ExtractError> {
        let rows: Vec<Vec<Item<'x>>> = of_name(table, "tr")
            .map(|row| of_name(row, "tc").collect())
            .collect();
        let wide = rows.iter().filter(|cells| cells.len() > 1).count() > 1;
        // Tables set the lines of the masthead beside each other.
        if !self.body || !wide {
            return rows
                .into_iter()
                .flatten()
                .try_for_each(|cell| self.blocks(cell));
        }
        for row in rows {
            let mut cells = Vec::new();
            for cell in row {
                let mut pieces = Vec::new();
                for paragraph in cell.descendants("p") {
                    pieces.append(&mut self.pieces_of(paragraph)?);
                    pieces.push(Piece::plain(" "));
                }
                cells.push(pieces);
            }
            self.markdown.row(&cells)?;
        }
        Ok(())
    }
}

/// A line break, as a piece.
const BREAK: &str = "\n";

/// The children of a name, those that a content control holds with them.
fn of_name<'x>(item: Item<'x>, name: &'static str) -> Box<dyn Iterator<Item = Item<'x>> + 'x> {
    Box::new(item.children().flat_map(move |child| match child.name() {
        own if own == name => Box::new(std::iter::once(child)),
        "sdt" | "sdtContent" | "ins" | "customXml" => of_name(child, name),
        _ => Box::new(std::iter::empty()) as Box<dyn Iterator<Item = Item<'x>> + 'x>,
    }))
}

/// What Word itself would show of several forms of one thing.
fn choice(alternate: Item<'_>) -> Option<Item<'_>> {
    alternate
        .child("Choice")
        .or_else(|| alternate.child("Fallback"))
}

/// The letters of a piece.
fn letters(piece: &Piece) -> usize {
    match piece {
        Piece::Text(text, _) | Piece::Raised(text) => text.trim().chars().count(),
        Piece::Call(_) | Piece::At(_) => 0,
    }
}

/// Takes a mark away that is typed in front of its note: Word sets none there that is not a number.
fn drop_mark(pieces: &mut [Piece], mark: &str) {
    let first = pieces.iter_mut().find_map(|piece| match piece {
        Piece::Text(text, _) | Piece::Raised(text) => Some(text),
        _ => None,
    });
    if let Some(text) = first
        && let Some(rest) = text.trim_start().strip_prefix(mark)
        && !rest.starts_with(|c: char| c.is_alphanumeric() || c == '*')
    {
        *text = rest.to_owned();
    }
}

/// The text of a run that is the mark of a note.
fn marks(run: Item<'_>) -> String {
    let texts = run.children().filter(|child| child.name() == "t");
    texts
        .map(Item::whole_text)
        .collect::<String>()
        .trim()
        .to_owned()
}

/// The character of a font; those that only the font has are left out.
fn symbol(item: Item<'_>) -> Option<char> {
    let code = u32::from_str_radix(item.attribute("char").or_else(|| value(item))?, 16).ok()?;
    char::from_u32(code).filter(|c| !matches!(c, '\u{e000}'..='\u{f8ff}'))
}

#[cfg(test)]
mod tests;
