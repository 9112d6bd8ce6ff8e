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
//! let origin = &extracted.origins.of(decides)[0];
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
pub(crate) mod marks;
mod origins;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(any(feature = "akn", feature = "docx"))]
mod xml;

use operative_grammar::Diagnostic;
use serde::{Deserialize, Serialize};

use crate::content::{Content, decode};

pub use origins::{Origin, Origins, Place};

/// The text of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Extracted {
    /// The text, in Markdown where the file has more than text.
    pub text: String,
    /// Where the parts of the text stand in the file.
    pub origins: Origins,
    /// What there is to say about the file.
    pub diagnostics: Vec<Diagnostic>,
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
                origins: Origins::default(),
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
