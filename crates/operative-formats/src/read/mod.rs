//! Readers: a file as people hold it in, its text out.
//!
//! A reader does not read resolutions. It hands a file's text over to the grammar as Markdown, with
//! italics, headings, tables and footnotes marked, and tells where each part of that text stands in
//! the file.
//!
//! ```
//! # #[cfg(feature = "akn")] {
//! use operative_formats::read::{Place, extract};
//!
//! let xml = "<akomaNtoso><p><i>The General Assembly</i>,</p><p>1. <i>Decides</i> to act.</p></akomaNtoso>";
//! let extracted = extract(xml.as_bytes())?;
//! assert_eq!(extracted.text, "*The General Assembly*,\n\n1. *Decides* to act.\n");
//!
//! let parsed = operative_grammar::parse(&extracted.text);
//! let decides = parsed.document.source_span(parsed.document.nodes()[1].lead.unwrap());
//! let origin = &extracted.origins_of(decides)[0];
//! assert_eq!(origin.place, Place::Element("/akomaNtoso/p[2]".into()));
//! # }
//! # Ok::<(), operative_formats::read::ExtractError>(())
//! ```

#[cfg(feature = "akn")]
mod akn;
#[cfg(any(feature = "docx", feature = "html"))]
mod counting;
#[cfg(feature = "docx")]
mod docx;
#[cfg(feature = "html")]
mod html;
mod limits;
pub(crate) mod markdown;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(any(feature = "akn", feature = "docx"))]
mod xml;

use operative_grammar::{Diagnostic, Span};
use serde::{Deserialize, Serialize};

use crate::content::{Content, decode};

/// The text of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Extracted {
    /// The text, in Markdown where the file has more than text.
    pub text: String,
    /// Where the parts of the text stand in the file, in the order of the text. Mark-up that the
    /// reader put in has no origin; plain text needs none.
    pub origins: Vec<Origin>,
    /// What there is to say about the file.
    pub diagnostics: Vec<Diagnostic>,
}

impl Extracted {
    /// Where a span of the text stands in the file: the origins of all that is in it.
    ///
    /// ```
    /// use operative_formats::read::{Extracted, Origin, Place};
    /// use operative_grammar::Span;
    ///
    /// let origin = |start, end, number| Origin {
    ///     span: Span::new(start, end),
    ///     place: Place::Paragraph { part: "word/document.xml".into(), number },
    /// };
    /// let extracted = Extracted {
    ///     text: "one\n\ntwo\n".into(),
    ///     origins: vec![origin(0, 3, 1), origin(5, 8, 2)],
    ///     diagnostics: vec![],
    /// };
    /// assert_eq!(extracted.origins_of(Span::new(6, 7)), [origin(5, 8, 2)]);
    /// assert_eq!(extracted.origins_of(Span::new(0, 9)).len(), 2);
    /// ```
    #[must_use]
    pub fn origins_of(&self, span: Span) -> &[Origin] {
        let first = self
            .origins
            .partition_point(|origin| origin.span.end <= span.start);
        let end = self
            .origins
            .partition_point(|origin| origin.span.start < span.end);
        &self.origins[first..end.max(first)]
    }
}

/// A part of the text and its place in the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    /// The part of [`Extracted::text`].
    pub span: Span,
    /// Its place.
    pub place: Place,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Place {
    /// A box on a page, in points from the lower left corner.
    Page {
        /// The page, from 1.
        page: u32,
        /// The left edge, the lower, the right and the upper.
        bounds: [f32; 4],
    },
    /// A paragraph of a Word document.
    Paragraph {
        /// The part of the document: `word/document.xml`, `word/footnotes.xml`.
        part: Box<str>,
        /// The paragraph within it, from 1.
        number: u32,
    },
    /// An element, by its path: `/html/body/p[2]`.
    Element(Box<str>),
}

/// Why a file gives no text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExtractError {
    /// It is not what it looks like, or too broken to be read.
    #[error("broken {what}: {reason}")]
    Broken {
        /// What it looks like.
        what: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// A PDF document of pictures.
    #[error(
        "this PDF document has {pages} page{} and no text layer: it is a scan; add one by OCR (ocrmypdf in.pdf out.pdf) and read that",
        if *pages == 1 { "" } else { "s" }
    )]
    NoTextLayer {
        /// How many pages it has.
        pages: usize,
    },
    /// It is encrypted.
    #[error("this {what} is encrypted: save it without a password and read that")]
    Encrypted {
        /// What it is.
        what: &'static str,
    },
    /// It is larger than any resolution, at least once it is unpacked.
    #[error("more than {limit} {what}: no resolution is that large, and the rest was not read")]
    TooLarge {
        /// What there is too much of.
        what: &'static str,
        /// How much is read.
        limit: usize,
    },
    /// Its elements or objects stand too deep within each other.
    #[error(
        "parts stand more than {limit} deep within each other: no resolution is made like that"
    )]
    TooDeep {
        /// How deep is read.
        limit: usize,
    },
    /// It is of a kind that is not read.
    #[error("this is {}, which is not read", content.name())]
    Unsupported {
        /// What it is.
        content: Content,
    },
}

/// The text of a file, whatever its kind, which is told by its content.
///
/// ```
/// use operative_formats::read::{ExtractError, extract};
/// assert_eq!(extract(b"The General Assembly,\n")?.text, "The General Assembly,\n");
///
/// let error = extract(b"\x89PNG\r\n\x1a\n").unwrap_err();
/// assert_eq!(error.to_string(), "this is a PNG image, which is not read");
/// # Ok::<(), ExtractError>(())
/// ```
///
/// # Errors
/// Where the file is of another kind, broken beyond reading, or larger than any resolution.
pub fn extract(bytes: &[u8]) -> Result<Extracted, ExtractError> {
    match Content::of(bytes) {
        Content::Text => {
            let decoded = decode(bytes);
            Ok(Extracted {
                text: decoded.text.into_owned(),
                origins: Vec::new(),
                diagnostics: decoded.diagnostics,
            })
        }
        #[cfg(feature = "akn")]
        Content::AkomaNtoso => akn::extract(bytes),
        #[cfg(feature = "pdf")]
        Content::Pdf => pdf::extract(bytes),
        #[cfg(feature = "docx")]
        Content::Docx => docx::extract(bytes),
        #[cfg(feature = "html")]
        Content::Html => html::extract(bytes),
        content => Err(ExtractError::Unsupported { content }),
    }
}
