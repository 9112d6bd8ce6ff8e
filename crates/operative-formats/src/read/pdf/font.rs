//! Fonts: what the codes of a text spell, how wide they are, and how the font looks.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Encoding, Object};

use super::map::Map;

/// Bytes of a character map once it is unpacked.
const MAP: usize = 4 << 20;

/// Flags of a font's descriptor.
const ITALIC: u32 = 1 << 6;
const FORCE_BOLD: u32 = 1 << 18;

/// A font.
#[derive(Debug)]
pub(super) struct Font {
    /// Whether codes are of two bytes.
    composite: bool,
    /// What single bytes spell.
    simple: Vec<Box<str>>,
    map: Option<Map>,
    /// Whether codes of two bytes are UTF-16 themselves.
    wide: bool,
    widths: HashMap<u32, f32>,
    default_width: f32,
    pub(super) italic: bool,
    pub(super) bold: bool,
    /// Whether it draws bar codes.
    pub(super) bars: bool,
}

/// A code of a text.
#[derive(Debug)]
pub(super) struct Code {
    pub(super) text: Box<str>,
    /// Its width, in parts of the size.
    pub(super) width: f32,
    /// Whether it is the single byte of a blank, which word spacing widens.
    pub(super) blank: bool,
}

impl Font {
    pub(super) fn read(document: &Document, font: &Dictionary) -> Self {
        let composite = name(font, b"Subtype") == "Type0";
        let descendant = font
            .get_deref(b"DescendantFonts", document)
            .and_then(Object::as_array)
            .ok()
            .and_then(|fonts| fonts.first())
            .and_then(|object| document.dereference(object).ok())
            .and_then(|(_, object)| object.as_dict().ok());
        let own = descendant.unwrap_or(font);
        let descriptor = own
            .get_deref(b"FontDescriptor", document)
            .and_then(Object::as_dict)
            .ok();
        let map = font
            .get_deref(b"ToUnicode", document)
            .and_then(Object::as_stream)
            .ok()
            .and_then(|stream| stream.get_plain_content_with_limit(MAP).ok())
            .map(|content| Map::parse(&content));
        let named = descriptor.map(|it| name(it, b"FontName"));
        let base = (name(font, b"BaseFont") + &named.unwrap_or_default()).to_lowercase();
        let flags = descriptor.and_then(|it| number(it, b"Flags", document));
        let flags = flags.unwrap_or(0.0) as u32;
        let angle = descriptor
            .and_then(|descriptor| number(descriptor, b"ItalicAngle", document))
            .unwrap_or(0.0);
        let mut read = Self {
            composite,
            simple: Vec::new(),
            map,
            wide: ["ucs2", "utf16"]
                .iter()
                .any(|form| name(font, b"Encoding").to_lowercase().contains(form)),
            widths: HashMap::new(),
            default_width: 0.5,
            italic: base.contains("italic")
                || base.contains("oblique")
                || angle != 0.0
                || flags & ITALIC != 0,
            bold: base.contains("bold") || base.contains("black") || flags & FORCE_BOLD != 0,
            bars: base.contains("barcode"),
        };
        if composite {
            read.default_width = number(own, b"DW", document).unwrap_or(1000.0) / 1000.0;
            read.composite_widths(document, own);
        } else {
            read.simple_codes(document, font);
            let missing = descriptor.and_then(|it| number(it, b"MissingWidth", document));
            read.default_width = missing.filter(|width| *width > 0.0).unwrap_or(500.0) / 1000.0;
            read.simple_widths(document, font);
        }
        read
    }

    fn simple_codes(&mut self, document: &Document, font: &Dictionary) {
        let encoding = font.get_font_encoding_with_limit(document, MAP).ok();
        self.simple = (0..=255_u8)
            .map(|byte| {
                let mapped = self.map.as_ref().and_then(|map| map.get(byte.into(), 1));
                let text = match (mapped, &encoding) {
                    (Some(text), _) => text.to_owned(),
                    (None, Some(Encoding::UnicodeMapEncoding(_)) | None) => {
                        char::from(byte).to_string()
                    }
                    (None, Some(encoding)) => encoding.bytes_to_string(&[byte]).unwrap_or_default(),
                };
                text.into()
            })
            .collect();
    }

    fn simple_widths(&mut self, document: &Document, font: &Dictionary) {
        let first = number(font, b"FirstChar", document).unwrap_or(0.0) as u32;
        let Ok(widths) = font
            .get_deref(b"Widths", document)
            .and_then(Object::as_array)
        else {
            return;
        };
        // A font whose glyphs are drawings has units of its own.
        let matrix = font
            .get_deref(b"FontMatrix", document)
            .and_then(Object::as_array);
        let unit = matrix.ok().and_then(|it| value(it.first()?, document));
        let unit = unit.unwrap_or(0.001);
        for (code, width) in (first..256).zip(widths) {
            if let Some(width) = value(width, document) {
                self.widths.insert(code, width * unit);
            }
        }
    }

    /// `W = *(first "[" *width "]" / first last width)`
    fn composite_widths(&mut self, document: &Document, font: &Dictionary) {
        let Ok(entries) = font.get_deref(b"W", document).and_then(Object::as_array) else {
            return;
        };
        let mut entries = entries.iter();
        while let Some(first) = entries.next().and_then(|first| value(first, document)) {
            let first = first.max(0.0) as u32;
            let Some(next) = entries.next() else { return };
            let next = document.dereference(next).map_or(next, |found| found.1);
            if let Ok(widths) = next.as_array() {
                for (code, width) in (first..0x1_0000).zip(widths) {
                    if let Some(width) = value(width, document) {
                        self.widths.insert(code, width / 1000.0);
                    }
                }
            } else {
                let last = value(next, document).unwrap_or(0.0).max(0.0) as u32;
                let Some(width) = entries.next().and_then(|width| value(width, document)) else {
                    return;
                };
                for code in first..=last.min(0xffff) {
                    self.widths.insert(code, width / 1000.0);
                }
            }
        }
    }

    /// The codes of a string.
    pub(super) fn codes<'f>(&'f self, bytes: &'f [u8]) -> impl Iterator<Item = Code> + 'f {
        let step = if self.composite { 2 } else { 1 };
        bytes.chunks(step).map(move |bytes| {
            let code = bytes
                .iter()
                .fold(0, |code, byte| code << 8 | u32::from(*byte));
            Code {
                text: self.text(code),
                width: self
                    .widths
                    .get(&code)
                    .copied()
                    .unwrap_or(self.default_width),
                blank: bytes == b" ",
            }
        })
    }

    fn text(&self, code: u32) -> Box<str> {
        if !self.composite {
            return self.simple.get(code as usize).cloned().unwrap_or_default();
        }
        match self.map.as_ref().and_then(|map| map.get(code, 2)) {
            Some(text) => text.into(),
            None if self.wide => String::from_utf16_lossy(&[code as u16]).into(),
            None => "\u{fffd}".into(),
        }
    }
}

fn name(dictionary: &Dictionary, key: &[u8]) -> String {
    let name = dictionary.get(key).and_then(Object::as_name);
    name.map(|name| String::from_utf8_lossy(name).into_owned())
        .unwrap_or_default()
}

fn number(dictionary: &Dictionary, key: &[u8], document: &Document) -> Option<f32> {
    value(dictionary.get(key).ok()?, document)
}

fn value(object: &Object, document: &Document) -> Option<f32> {
    document.dereference(object).ok()?.1.as_float().ok()
}
