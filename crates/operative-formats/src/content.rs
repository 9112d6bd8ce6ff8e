//! What bytes hold, told by looking, and text in whatever encoding it comes.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memmem;
use operative_grammar::{Code, Diagnostic, Span};

/// How far into a file its kind is looked for.
const HEAD: usize = 8 * 1024;

/// What bytes hold.
///
/// ```
/// use operative_formats::content::Content;
/// assert_eq!(Content::of(b"The General Assembly,\n"), Content::Text);
/// assert_eq!(Content::of(b"%PDF-1.7\n"), Content::Pdf);
/// assert_eq!(Content::of(b"\x89PNG\r\n\x1a\n"), Content::Other("a PNG image"));
/// ```
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Content {
    /// Text, plain or with Markdown.
    Text,
    /// A PDF document.
    Pdf,
    /// A Word document (`.docx`).
    Docx,
    /// A page of HTML.
    Html,
    /// Akoma Ntoso XML, as the United Nations publishes it.
    AkomaNtoso,
    /// Something known that holds no resolution to be read: its name, with an article.
    Other(&'static str),
    /// Bytes that are no text: where the first one stands that no text has.
    Binary {
        /// Its offset.
        at: usize,
    },
}

impl Content {
    /// What `bytes` hold.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let head = &bytes[..bytes.len().min(HEAD)];
        if let Some(content) = by_signature(head) {
            return content;
        }
        if wide(head).is_some() {
            return Self::Text;
        }
        if let Some(at) = binary(head) {
            return Self::Binary { at };
        }
        by_markup(head).unwrap_or(Self::Text)
    }

    /// Its name, with an article: `a PDF document`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Pdf => "a PDF document",
            Self::Docx => "a Word document",
            Self::Html => "a page of HTML",
            Self::AkomaNtoso => "Akoma Ntoso XML",
            Self::Other(name) => name,
            Self::Binary { .. } => "binary",
        }
    }
}

fn by_signature(head: &[u8]) -> Option<Content> {
    const SIGNATURES: &[(&[u8], &str)] = &[
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff", "a JPEG image"),
        (b"GIF8", "a GIF image"),
        (b"II*\0", "a TIFF image"),
        (b"MM\0*", "a TIFF image"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "an old Word document (.doc)",
        ),
        (b"{\\rtf", "an RTF document"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"BZh", "a bzip2 archive"),
        (b"\xfd7zXZ\0", "an xz archive"),
        (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
        (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
        (b"PAR1", "a Parquet table"),
        (b"ARROW1", "an Arrow table"),
        (b"\x7fELF", "a program"),
        (b"SQLite format 3\0", "an SQLite database"),
    ];
    if memmem::find(&head[..head.len().min(1024)], b"%PDF-").is_some() {
        return Some(Content::Pdf);
    }
    if head.starts_with(b"PK\x03\x04") {
        return Some(if memmem::find(head, b"word/").is_some() {
            Content::Docx
        } else {
            Content::Other("a ZIP archive")
        });
    }
    SIGNATURES
        .iter()
        .find(|(signature, _)| head.starts_with(signature))
        .map(|(_, name)| Content::Other(name))
}

fn by_markup(head: &[u8]) -> Option<Content> {
    let head = head
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(head)
        .trim_ascii_start();
    let begins = |word: &[u8]| {
        head.get(..word.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    let holds = |word: &[u8]| memmem::find(head, word).is_some();
    if begins(b"<!doctype html") || begins(b"<html") {
        Some(Content::Html)
    } else if begins(b"<akomantoso") || (begins(b"<?xml") && holds(b"<akomaNtoso")) {
        Some(Content::AkomaNtoso)
    } else if begins(b"<?xml") {
        Some(if holds(b"<html") {
            Content::Html
        } else {
            Content::Other("XML")
        })
    } else {
        None
    }
}

/// The place of the first byte that text has not, where there are too many for a few stray ones.
fn binary(head: &[u8]) -> Option<usize> {
    let is_control = |byte: &u8| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127);
    let controls = head.iter().filter(|byte| is_control(byte)).count();
    (controls * 64 > head.len()).then(|| head.iter().position(is_control))?
}

/// UTF-16, by its mark or by the nulls that every second byte of ASCII is.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding != UTF_8).then_some(encoding);
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    memchr::memchr(0, head)?;
    let nulls = |first: usize| {
        head.iter()
            .skip(first)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (nulls(0), nulls(1));
    // Blanks, digits and punctuation are ASCII in every language; plain bytes have no nulls.
    let enough = head.len() / 16 + 4;
    if odd >= enough && even == 0 {
        Some(UTF_16LE)
    } else if even >= enough && odd == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Text, and how it was come by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text, without a byte order mark.
    pub text: Cow<'a, str>,
    /// The name of the encoding it was in: `UTF-8`, `windows-1251`.
    pub encoding: &'static str,
    /// What there is to say about the encoding.
    pub diagnostics: Vec<Diagnostic>,
}

/// The text that `bytes` spell.
///
/// UTF-8 and UTF-16 are recognised; anything else is guessed from its letters and said to be.
///
/// ```
/// use operative_formats::content::decode;
/// let decoded = decode(b"L'Assembl\xe9e g\xe9n\xe9rale,\n\nD\xe9cide de rester saisie de la question.\n");
/// assert!(decoded.text.starts_with("L'Assemblée générale,"));
/// assert_eq!(decoded.diagnostics[0].code.as_str(), "encoding-guessed");
/// ```
#[must_use]
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some(encoding) = wide(bytes) {
        return decode_as(bytes, encoding);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded {
            text: text.into(),
            encoding: UTF_8.name(),
            diagnostics: Vec::new(),
        };
    }
    if is_damaged_utf8(bytes) {
        return decode_as(bytes, UTF_8);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let mut decoded = decode_as(bytes, encoding);
    let at = decoded
        .text
        .find(|c: char| !c.is_ascii())
        .unwrap_or_default();
    let message = format!(
        "expected UTF-8, found other bytes: read as {}, the likeliest by its letters",
        encoding.name(),
    );
    decoded.diagnostics.insert(
        0,
        Diagnostic::new(Code::EncodingGuessed, character(&decoded.text, at), message)
            .with_help("save the file as UTF-8 if letters look wrong"),
    );
    decoded
}

/// The text of a page of HTML: where it is not UTF-8, in the encoding that the page names.
#[cfg(feature = "html")]
pub(crate) fn decode_html(bytes: &[u8]) -> Decoded<'_> {
    let named = || {
        let head = &bytes[..bytes.len().min(HEAD)];
        let at = memmem::find(head, b"charset=")? + b"charset=".len();
        let label = head[at..].trim_ascii_start();
        let label = label.strip_prefix(b"\"").unwrap_or(label);
        let end = label
            .iter()
            .position(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'-' | b'_'))?;
        Encoding::for_label(&label[..end])
    };
    match named().filter(|encoding| *encoding != UTF_8 && std::str::from_utf8(bytes).is_err()) {
        Some(encoding) => decode_as(bytes, encoding),
        None => decode(bytes),
    }
}

fn decode_as<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Decoded<'a> {
    let (text, broken) = encoding.decode_with_bom_removal(bytes);
    let mut diagnostics = Vec::new();
    if broken {
        let count = text.matches(char::REPLACEMENT_CHARACTER).count();
        let at = text.find(char::REPLACEMENT_CHARACTER).unwrap_or_default();
        let message = format!(
            "expected {}, found bytes that spell nothing in {count} place{}: each reads U+FFFD",
            encoding.name(),
            if count == 1 { "" } else { "s" },
        );
        diagnostics.push(Diagnostic::new(
            Code::EncodingBroken,
            character(&text, at),
            message,
        ));
    }
    Decoded {
        text,
        encoding: encoding.name(),
        diagnostics,
    }
}

/// Whether bytes are UTF-8 with a fault here and there, or cut within a character.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let mut letters = 0;
    let mut faults = 0;
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    let cut_short =
        faults == 1 && std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none());
    cut_short || letters > faults
}

fn character(text: &str, at: usize) -> Span {
    let length = text[at..].chars().next().map_or(0, char::len_utf8);
    Span::from_range(at, at + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(decoded: &Decoded<'_>) -> Vec<&'static str> {
        decoded
            .diagnostics
            .iter()
            .map(|diagnostic| diagnostic.code.as_str())
            .collect()
    }

    #[test]
    fn kinds_are_told_by_looking() {
        for (bytes, content) in [
            (&b""[..], Content::Text),
            (b"\xef\xbb\xbfThe General Assembly,", Content::Text),
            (b"\xff\xfeT\0h\0e\0", Content::Text),
            (b"T\0h\0e\0 \0G\0e\0n\0e\0r\0a\0l\0", Content::Text),
            (b"PK\x03\x04\x14\0\0\0word/document.xml", Content::Docx),
            (
                b"PK\x03\x04\x14\0\0\0a.txt",
                Content::Other("a ZIP archive"),
            ),
            (b"\n<!DOCTYPE HTML><html>", Content::Html),
            (b"<?xml version=\"1.0\"?><akomaNtoso>", Content::AkomaNtoso),
            (b"<?xml version=\"1.0\"?><feed>", Content::Other("XML")),
            (b"text\x00\x01\x02\x03\x04", Content::Binary { at: 4 }),
        ] {
            assert_eq!(Content::of(bytes), content, "{bytes:?}");
        }
    }

    #[test]
    fn wide_text_is_read_with_and_without_its_mark() {
        let text = "Генеральная Ассамблея, 15 декабря 2022 года: 1. постановляет …";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&little).text, text);
        assert_eq!(decode(&big).text, text);
        assert_eq!(decode(&[b"\xfe\xff", &big[..]].concat()).text, text);
    }

    #[test]
    fn damage_to_utf8_is_no_other_encoding() {
        let text = "Décide de rester saisie de la question, à sa soixante-dix-huitième session";
        let cut = &text.as_bytes()[..2];
        assert_eq!(decode(cut).encoding, "UTF-8");
        assert_eq!(codes(&decode(cut)), ["encoding-broken"]);
        let mut flipped = text.as_bytes().to_vec();
        flipped[40] = 0xff;
        let decoded = decode(&flipped);
        assert_eq!(
            (decoded.encoding, codes(&decoded)),
            ("UTF-8", vec!["encoding-broken"])
        );
        let span = decoded.diagnostics[0].span;
        assert_eq!(span.slice(&decoded.text), "\u{fffd}");
    }

    #[test]
    fn old_encodings_are_guessed_and_said_to_be() {
        let text = "Генеральная Ассамблея, ссылаясь на свою резолюцию, постановляет";
        let (bytes, encoding, _) = encoding_rs::WINDOWS_1251.encode(text);
        let decoded = decode(&bytes);
        assert_eq!((&*decoded.text, decoded.encoding), (text, encoding.name()));
        assert_eq!(codes(&decoded), ["encoding-guessed"]);
    }
}
