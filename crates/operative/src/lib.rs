//! Reads United Nations resolutions.
//!
//! Text goes in as people hold it; out comes a typed tree with a source span on every node, in which
//! footnotes are bound to their calls and every reference is resolved to what it cites, with the
//! reason.
//!
//! ```
//! let text = "\
//! Resolution adopted by the General Assembly on 15 December 2022
//!
//! 77/999. Reading of resolutions
//!
//! The General Assembly,
//!
//! Recalling its resolution 70/1 of 25 September 2015,
//!
//! 1. Decides to read resolutions with care.
//! ";
//! let resolution = operative::parse(text);
//! assert_eq!(resolution.symbol(), Some("A/RES/77/999"));
//!
//! let paragraph = resolution.operative().next().unwrap();
//! assert_eq!(paragraph.label(), Some("1."));
//! assert_eq!(paragraph.lead(), Some("Decides"));
//!
//! let reference = resolution.preamble().next().unwrap().references()[0].clone();
//! assert_eq!(reference.target.as_deref(), Some("A/RES/70/1"));
//! ```
//!
//! A file is read with [`read`], many with [`Reader::read_each`] or, as tables, with
//! [`corpus`]. Parsing never fails: what there is
//! to say about a text stands in [`Resolution::diagnostics`]. Only a file that cannot be opened, or
//! that holds no text, gives a [`ReadError`].
//!
//! The layers below are re-exported: [`grammar`] (the tree), [`semantics`] (what it means) and
//! [`formats`] (JSON, the tables).

#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "corpus")]
pub mod corpus;
#[cfg(any(feature = "cli", feature = "corpus"))]
mod fresh;
mod queue;
mod read;
mod volume;

pub use operative_formats as formats;
pub use operative_grammar as grammar;
pub use operative_semantics as semantics;

pub use operative_grammar::{
    Action, Code, Diagnostic, Language, NodeKind, Organ, Part, Severity, Span,
};
pub use operative_semantics::{
    Call, DocumentKind, Footnote, Paragraph, Reference, ReferenceKind, Relation, Resolution, Rule,
};

pub use read::{ReadError, Reader, files, read};
pub use volume::{VolumePart, choose, parse_all, parse_all_as};

#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;

/// Parses a text and resolves its references. Any text gives a resolution.
///
/// ```
/// let resolution = operative::parse("no resolution at all");
/// assert!(resolution.operative().next().is_none());
/// ```
#[must_use]
pub fn parse(text: &str) -> Resolution {
    operative_semantics::resolve(operative_grammar::parse(text))
}

/// Parses a text in a language that is known.
///
/// ```
/// use operative::Language;
/// let french = Language::from_code("fr").unwrap();
/// let resolution = operative::parse_as("1. Décide de rester saisie de la question.", french);
/// assert_eq!(resolution.language(), french);
/// ```
#[must_use]
pub fn parse_as(text: &str, language: Language) -> Resolution {
    operative_semantics::resolve(operative_grammar::parse_as(text, language))
}
