//! Akoma Ntoso XML, as the United Nations publishes it (AKN4UN).
//!
//! The links of the XML are left aside: what a reference cites is told by its words.

mod faults;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use operative_grammar::{Code, Diagnostic, Language, Span, Statement, fold};

use self::faults::{lost_numbers, quirk_empty_brackets, quirk_point_apart};
use super::markdown::{Kind, Markdown, Piece, Style};
use super::xml::{Item, Xml};
use super::{ExtractError, Extracted, Place, limits};
use crate::content::decode;

pub(super) fn extract(bytes: &[u8]) -> Result<Extracted, ExtractError> {
    limits::file(bytes.len())?;
    let xml = Xml::parse(&decode(bytes).text, "Akoma Ntoso XML")?;
    let names = Names::of(xml.root());
    let mut reader = Reader {
        language: language(xml.root()),
        markdown: Markdown::with_calls_told(!names.notes.is_empty()),
        names,
        label: Vec::new(),
        annex: false,
        body: false,
        closing: None,
        stated: false,
        diagnostics: Vec::new(),
    };
    if let Some(reason) = &xml.broken {
        reader.say(
            Code::MarkupMended,
            format!("well-formed XML was expected, a fault was found {reason}; it was mended"),
        );
    }
    reader.children(xml.root())?;
    if let Some(language) = reader.language {
        let by = reader.markdown.state(language);
        for found in &mut reader.diagnostics {
            found.span = Span::new(found.span.start + by, found.span.end + by);
        }
    }
    let (text, origins) = reader.markdown.finish();
    Ok(Extracted {
        text,
        origins,
        diagnostics: reader.diagnostics,
    })
}

/// The language that a document of the XML names: ISO 639-2, whose first two letters are those of ISO 639-1
/// but where the language's own name differs.
fn language(document: Item<'_>) -> Option<Language> {
    let code = document
        .descendants("FRBRlanguage")
        .find_map(|item| item.attribute("language"))?;
    let code = match code {
        "spa" => "es",
        "zho" | "chi" => "zh",
        code => code.get(..2)?,
    };
    Language::from_code(code)
}

struct Reader {
    language: Option<Language>,
    names: Names,
    markdown: Markdown,
    /// The number that waits for its text.
    label: Vec<Piece>,
    /// Whether an annex has begun and no text of it was read.
    annex: bool,
    /// Whether the masthead is read.
    body: bool,
    /// Whether the lines that close the document are being read, and one was.
    closing: Option<bool>,
    /// Whether the file states what each block is, and nothing is to be mended.
    stated: bool,
    diagnostics: Vec<Diagnostic>,
}

impl Reader {
    fn say(&mut self, code: Code, message: String) {
        self.diagnostics
            .push(Diagnostic::new(code, self.markdown.here(), message));
    }

    /// What stands in an element that holds blocks.
    fn children(&mut self, item: Item<'_>) -> Result<(), ExtractError> {
        let lost = if self.stated {
            Vec::new()
        } else {
            lost_numbers(item)
        };
        for child in item.children() {
            if let Some((_, number)) = lost.iter().find(|(at, _)| *at == child.id()) {
                self.say(
                    Code::NumberRestored,
                    format!("a number was expected before the paragraph, none was found; its neighbours tell that it is {number}"),
                );
                self.label = vec![Piece::plain(format!("{number}. "))];
            }
            self.item(child)?;
        }
        Ok(())
    }

    fn item(&mut self, item: Item<'_>) -> Result<(), ExtractError> {
        match item.name() {
            "" => {
                if let Some(statement) = item.instruction().and_then(Statement::read) {
                    self.stated |= matches!(statement, Statement::Text(_));
                    if self.stated {
                        self.markdown.statement(&statement);
                    }
                }
                if item.text().is_some_and(|text| !text.trim().is_empty()) {
                    self.block(Kind::Paragraph, item)?;
                }
                Ok(())
            }
            "meta" => {
                for note in item.descendants("note") {
                    let paragraphs = self.paragraphs_of(note)?;
                    let name = self.names.of_note(note);
                    self.markdown.note_at(number(note), &name, &paragraphs)?;
                }
                Ok(())
            }
            // As the writer names what stands beside the text in another language.
            "doc" if item.attribute("name") == Some("otherLanguage") && !self.stated => {
                self.annex = false;
                let other = language(item).filter(|other| Some(*other) != self.language);
                self.markdown.open_language(other);
                self.children(item)?;
                self.markdown.close_language();
                Ok(())
            }
            "attachment" => {
                self.annex = item.child("heading").is_none() && !self.stated;
                self.children(item)
            }
            "preamble" | "mainBody" => {
                self.body = true;
                self.children(item)
            }
            "conclusions" => {
                self.body = true;
                self.closing = (!self.stated).then_some(false);
                self.children(item)?;
                self.closing = None;
                Ok(())
            }
            "num" => {
                self.label = self.inline(item)?;
                if self.stated && item.child("eol").is_some() {
                    return self.flush_label(item);
                }
                self.label.push(Piece::plain(" "));
                Ok(())
            }
            "paragraph" | "point" | "item" => {
                self.heading_class(item)?;
                self.flush_label(item)
            }
            "heading" | "subheading" => self.block(Kind::Heading, item),
            "p" | "crossHeading" | "listIntroduction" if !holds_blocks(item) => {
                self.block(Kind::Paragraph, item)
            }
            "table" => self.table(item),
            _ => self.children(item),
        }
    }

    /// A paragraph; the classes of headings tell those that have no element of their own.
    fn heading_class(&mut self, item: Item<'_>) -> Result<(), ExtractError> {
        let class = item.attribute("class").unwrap_or_default();
        let heading = class.starts_with('H') || class.starts_with("Title");
        let content = item.child("content").or_else(|| item.child("intro"));
        let one = content.is_some_and(|content| {
            content
                .children()
                .filter(|child| child.name() == "p")
                .count()
                == 1
        });
        let (Some(content), true) = (content, heading && one) else {
            return self.children(item);
        };
        for child in item.children().filter(|child| child.id() != content.id()) {
            self.item(child)?;
        }
        for child in content.children() {
            if child.name() == "p" {
                self.block(Kind::Heading, child)?;
            } else {
                self.item(child)?;
            }
        }
        Ok(())
    }

    /// A number without a text is a block of its own: the number of a section.
    fn flush_label(&mut self, item: Item<'_>) -> Result<(), ExtractError> {
        if self.label.is_empty() {
            return Ok(());
        }
        let mut pieces = vec![Piece::At(Place::Element(item.path()))];
        pieces.append(&mut self.label);
        self.markdown.block(Kind::Heading, &pieces)
    }

    fn block(&mut self, kind: Kind, item: Item<'_>) -> Result<(), ExtractError> {
        let mut pieces = vec![Piece::At(Place::Element(item.path()))];
        let numbered = !self.label.is_empty();
        pieces.append(&mut self.label);
        let mut text = self.inline(item)?;
        if numbered && item.name() == "p" && !self.stated {
            quirk_point_apart(&mut pieces, &mut text);
        }
        pieces.append(&mut text);
        let title = kind == Kind::Paragraph && all_bold(&pieces);
        if std::mem::take(&mut self.annex) {
            self.head_annex(&pieces)?;
        }
        let kind = match kind {
            _ if title => Kind::Heading,
            Kind::Paragraph if self.body && !numbered => Kind::Text,
            kind => kind,
        };
        // A break within a block ends it, and the rest is a block of its own.
        let mut kind = kind;
        for part in pieces.split(|piece| matches!(piece, Piece::Text(text, _) if text == BREAK)) {
            // The lines that close a document stand together.
            if self.closing == Some(true) {
                kind = Kind::Line;
            }
            self.markdown.block(kind, part)?;
            self.closing = self.closing.map(|_| true);
        }
        Ok(())
    }

    /// An attachment is an annex, whether it says so or not.
    fn head_annex(&mut self, pieces: &[Piece]) -> Result<(), ExtractError> {
        let text = fold(plain(pieces).trim()).text;
        let Some(language) = self.language else {
            return Ok(());
        };
        let words = &language.facts().headings.annex;
        if words.folded().any(|word| text.starts_with(word)) {
            return Ok(());
        }
        let Some(word) = words.printed().next() else {
            return Ok(());
        };
        self.say(
            Code::HeadingRestored,
            "the heading of an annex was expected, none was found; the XML tells that an annex begins here".into(),
        );
        let mut title = word.chars();
        let title: String = title
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .chain(title)
            .collect();
        self.markdown.block(Kind::Heading, &[Piece::plain(title)])
    }

    fn table(&mut self, table: Item<'_>) -> Result<(), ExtractError> {
        for row in table.descendants("tr") {
            let mut cells = Vec::new();
            for cell in row.children() {
                if matches!(cell.name(), "td" | "th") {
                    let mut pieces = vec![Piece::At(Place::Element(cell.path()))];
                    pieces.append(&mut self.inline(cell)?);
                    cells.push(pieces);
                }
            }
            self.markdown.row(&cells)?;
        }
        Ok(())
    }

    /// The text in an element, its notes written as notes.
    fn inline(&mut self, item: Item<'_>) -> Result<Vec<Piece>, ExtractError> {
        let mut pieces = Vec::new();
        self.inline_into(item, Style::default(), &mut pieces)?;
        Ok(pieces)
    }

    fn inline_into(
        &mut self,
        item: Item<'_>,
        style: Style,
        pieces: &mut Vec<Piece>,
    ) -> Result<(), ExtractError> {
        if let Some(text) = item.text() {
            pieces.push(Piece::Text(text.to_owned(), style));
            return Ok(());
        }
        for child in item.children() {
            let class = child.attribute("class").unwrap_or_default();
            match child.name() {
                "noteRef" => {
                    pieces.push(Piece::Call(self.names.of_call(child)));
                    continue;
                }
                "authorialNote" => {
                    let label = self.note(child)?;
                    // The brackets that some copies put around a call belong to it.
                    if matches!(pieces.last(), Some(Piece::Text(text, style)) if style.raised && text.trim() == "(")
                    {
                        pieces.pop();
                    }
                    pieces.push(Piece::Call(label));
                    continue;
                }
                "eol" | "br" => pieces.push(Piece::plain(BREAK)),
                "img" => {}
                _ => {
                    let inner = Style {
                        italic: style.italic || class.contains("italic") || child.name() == "i",
                        bold: style.bold || class.contains("bold") || child.name() == "b",
                        raised: style.raised || child.name() == "sup",
                    };
                    if child.name() == "p" && !pieces.is_empty() {
                        pieces.push(Piece::plain(" "));
                    }
                    let called = matches!(pieces.last(), Some(Piece::Call(_)));
                    let from = pieces.len();
                    self.inline_into(child, inner, pieces)?;
                    if called && inner.raised && plain(&pieces[from..]).trim() == ")" {
                        pieces.truncate(from);
                    }
                }
            }
        }
        Ok(())
    }

    /// Writes a note and gives its label.
    fn note(&mut self, note: Item<'_>) -> Result<String, ExtractError> {
        let label = self.names.of_note(note);
        let paragraphs = self.paragraphs_of(note)?;
        self.markdown.note_at(number(note), &label, &paragraphs)?;
        Ok(label)
    }

    /// The text of a note.
    fn paragraphs_of(&mut self, note: Item<'_>) -> Result<Vec<Vec<Piece>>, ExtractError> {
        let mut paragraphs = Vec::new();
        let own = note.children().filter(|child| child.name() == "p").count();
        let items: Vec<Item<'_>> = if own == 0 {
            vec![note]
        } else {
            note.children()
                .filter(|child| child.name() == "p")
                .collect()
        };
        for item in items {
            let mut pieces = vec![Piece::At(Place::Element(item.path()))];
            let mut text = self.inline(item)?;
            if paragraphs.is_empty() && !self.stated {
                quirk_empty_brackets(&mut text);
            }
            pieces.append(&mut text);
            paragraphs.push(pieces);
        }
        Ok(paragraphs)
    }
}

/// What the notes are called: by their markers, and by which of the notes with a marker they are where there is
/// more than one: `1:2`.
struct Names {
    notes: HashMap<usize, String>,
    /// The same by their identifiers.
    told: HashMap<String, String>,
}

impl Names {
    fn of(root: Item<'_>) -> Self {
        let uncalled = root.descendants("meta");
        let uncalled = uncalled.flat_map(|meta| meta.descendants("note"));
        let mut notes: Vec<Item<'_>> = uncalled.chain(root.descendants("authorialNote")).collect();
        notes.sort_by_key(|note| number(*note));
        let mut counts: HashMap<String, (u32, u32)> = HashMap::new();
        for note in &notes {
            counts.entry(bare_marker(*note)).or_default().1 += 1;
        }
        let mut names = Self {
            notes: HashMap::with_capacity(notes.len()),
            told: HashMap::with_capacity(notes.len()),
        };
        for note in notes {
            let marker = bare_marker(note);
            let (nth, count) = counts.entry(marker.clone()).or_default();
            *nth += 1;
            let name = if *count > 1 {
                format!("{marker}:{nth}")
            } else {
                marker
            };
            let id = note.attribute("eId").map(str::to_owned);
            names.told.extend(id.map(|id| (id, name.clone())));
            names.notes.insert(note.id(), name);
        }
        names
    }

    fn of_note(&self, note: Item<'_>) -> String {
        let name = self.notes.get(&note.id()).cloned();
        name.unwrap_or_else(|| bare_marker(note))
    }

    /// What a further call of a note calls.
    fn of_call(&self, call: Item<'_>) -> String {
        let id = call
            .attribute("href")
            .and_then(|href| href.strip_prefix('#'));
        let marker = bare_marker(call);
        // What is printed counts, where a call leads to a note with another marker.
        let same = |name: &&String| name.split(':').next() == Some(&*marker);
        let name = id.and_then(|id| self.told.get(id)).filter(same).cloned();
        name.unwrap_or(marker)
    }
}

/// The marker of a note or of a further call of it, without blanks and brackets.
fn bare_marker(note: Item<'_>) -> String {
    let marker: String = note
        .attribute("marker")
        .unwrap_or_default()
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '[' | ']' | '(' | ')'))
        .collect();
    if marker.is_empty() {
        "*".into()
    } else {
        marker
    }
}

/// The number that an identifier ends with: 4 of `note_4`.
fn number(note: Item<'_>) -> u32 {
    let id = note.attribute("eId").unwrap_or_default();
    let digits = id.rsplit('_').next().unwrap_or_default();
    digits.parse().unwrap_or_default()
}

/// Stands for a line break within a block.
const BREAK: &str = "\n";

/// Whether blocks stand in an element.
fn holds_blocks(item: Item<'_>) -> bool {
    item.children()
        .any(|child| matches!(child.name(), "p" | "blockList" | "table" | "list"))
}

/// The text of pieces.
fn plain(pieces: &[Piece]) -> String {
    pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Text(text, _) => Some(text.as_str()),
            _ => None,
        })
        .collect()
}

/// Whether all text is bold and nothing else, as headings are.
fn all_bold(pieces: &[Piece]) -> bool {
    let mut texts = pieces.iter().filter_map(|piece| match piece {
        Piece::Text(text, style) if !text.trim().is_empty() => Some(style),
        _ => None,
    });
    let first = texts.next();
    first.is_some_and(|style| style.bold && !style.italic)
        && texts.all(|style| style.bold)
        && plain(pieces).chars().count() < 200
}
