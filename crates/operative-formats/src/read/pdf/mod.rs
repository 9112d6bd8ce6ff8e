//! PDF documents that were born digital: their text, told by where each glyph stands, how large it
//! is and of which font.

mod calls;
mod columns;
mod font;
mod furniture;
mod glyphs;
mod hyphens;
mod layout;
mod letters;
mod lines;
mod map;
mod marks;
mod notes;
mod right_to_left;
mod rows;
mod writer;

use lopdf::{Document, Error, LoadOptions};
use operative_grammar::{Code, Diagnostic};

use self::columns::Edges;
use self::glyphs::{Drawer, RuleLine};
use self::hyphens::Hyphens;
use self::layout::Layout;
use self::lines::Line;
use self::writer::Writer;
use super::markdown::Markdown;
use super::{ExtractError, Extracted, limits};

const WHAT: &str = "PDF document";

pub(super) fn extract(bytes: &[u8]) -> Result<Extracted, ExtractError> {
    limits::file(bytes.len())?;
    let options = LoadOptions {
        max_decompressed_size: Some(limits::TEXT),
        ..LoadOptions::default()
    };
    let document =
        Document::load_mem_with_options(bytes, options).map_err(|error| match error {
            Error::InvalidPassword | Error::Decryption(_) => ExtractError::Encrypted { what: WHAT },
            error => broken(error.to_string()),
        })?;
    if document.is_encrypted() {
        return Err(ExtractError::Encrypted { what: WHAT });
    }
    let pages: Vec<_> = document.page_iter().take(limits::PAGES + 1).collect();
    limits::check("pages", pages.len(), limits::PAGES)?;
    if pages.is_empty() {
        return Err(broken("it has no pages".into()));
    }
    let mut drawer = Drawer::new(&document);
    let mut sheets = Vec::new();
    for (number, page) in (1..).zip(&pages) {
        for part in columns::parts(drawer.page(*page)?) {
            let place = lines::Place {
                page: number,
                part: sheets.len(),
                aside: part.aside,
            };
            let (lines, rules) = lines::lines(place, part.drawn);
            sheets.push(Sheet {
                lines,
                rules,
                notes: Vec::new(),
                edges: part.edges,
            });
        }
    }
    let letters = |sheet: &Sheet| -> usize {
        let texts = sheet.lines.iter().map(Line::text);
        texts
            .map(|text| text.chars().filter(|c| c.is_alphabetic()).count())
            .sum()
    };
    if sheets.iter().map(letters).sum::<usize>() < 20 {
        return Err(ExtractError::NoTextLayer { pages: pages.len() });
    }
    read(sheets)
}

fn broken(reason: String) -> ExtractError {
    ExtractError::Broken { what: WHAT, reason }
}

/// A page, or a part of one: its lines from the top down.
#[derive(Debug)]
struct Sheet {
    edges: Edges,
    lines: Vec<Line>,
    rules: Vec<RuleLine>,
    /// The lines at its foot, below the rule.
    notes: Vec<Line>,
}

fn read(mut sheets: Vec<Sheet>) -> Result<Extracted, ExtractError> {
    let left_out = furniture::take(&mut sheets);
    let size = layout::body_size(&sheets);
    let known = notes::Known::of(&sheets);
    for sheet in &mut sheets {
        if let Some(at) = notes::foot(sheet, size, &known) {
            sheet.notes = sheet.lines.split_off(at);
            // The rule above the notes is a line of its own where it is made of underscores.
            if sheet
                .notes
                .first()
                .is_some_and(|line| notes::rule_line(&line.text()))
            {
                sheet.notes.remove(0);
            }
        }
    }
    let notes = notes::gather(&mut sheets);
    let misread = notes.iter().filter(|note| note.misread()).count();
    let lines: Vec<Line> = sheets.into_iter().flat_map(|sheet| sheet.lines).collect();
    let layout = Layout::of(&lines, size);
    let mut writer = Writer {
        markdown: Markdown::default(),
        hyphens: Hyphens::of(
            lines
                .iter()
                .chain(notes.iter().flat_map(|note| &note.lines)),
        ),
        notes,
    };
    writer.masthead(&lines[..layout.masthead])?;
    writer.body(&lines[layout.masthead..], &layout)?;
    writer.rest()?;
    let here = writer.markdown.here();
    let (text, origins) = writer.markdown.finish();
    let mut diagnostics = Vec::new();
    if misread > 0 {
        diagnostics.push(Diagnostic::new(
            Code::NumberMisread,
            here,
            format!("numbers were expected before the notes at the feet of pages, {misread} signs or other numbers were found; they were read as the numbers that follow"),
        ));
    }
    if left_out > 0 {
        diagnostics.push(Diagnostic::new(
            Code::FurnitureLeftOut,
            here,
            format!("text was expected at the edges of the pages, {left_out} lines of headers and footers were found; they were left out"),
        ));
    }
    let unknown = text.matches(char::REPLACEMENT_CHARACTER).count();
    if unknown > 0 {
        diagnostics.push(Diagnostic::new(
            Code::EncodingBroken,
            here,
            format!("fonts that tell their letters were expected, {unknown} glyphs tell none: each reads U+FFFD"),
        ));
    }
    Ok(Extracted {
        text,
        origins,
        diagnostics,
    })
}
