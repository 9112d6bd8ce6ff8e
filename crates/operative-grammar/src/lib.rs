//! The grammar of United Nations resolutions: source text to a typed tree with a span on every node.
//!
//! Parsing never fails: any text gives a [`Document`] and a list of [`Diagnostic`]s.
#![doc = ""]

mod diagnostic;
mod facts;
mod fold;
mod names;
mod span;
pub mod symbol;
mod tree;

pub use diagnostic::{Code, Diagnostic, Severity};
pub use facts::*;
pub use fold::{Folded, fold};
pub use span::{Span, TextRange};
pub use tree::*;

/// What parsing gives.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Parsed {
    /// The tree.
    pub document: Document,
    /// What there is to say about the source.
    pub diagnostics: Vec<Diagnostic>,
}
