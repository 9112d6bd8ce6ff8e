//! The grammar of United Nations resolutions: source text to a typed tree with a span on every node.
//!
//! Parsing never fails: any text gives a [`Document`] and a list of [`Diagnostic`]s. Every
//! non-blank character of the source lies in exactly one [`Leaf`].
//!
//! ```
//! let source = "The General Assembly,\n\nRecalling its resolution 70/1,\n\n1. Decides to act.\n";
//! let parsed = operative_grammar::parse(source);
//! let document = &parsed.document;
//! assert_eq!(document.nodes().len(), 3);
//! assert_eq!(document.text_in(document.nodes()[1].lead.unwrap()), "Recalling");
//! ```

mod agency;
mod apart;
mod blocks;
mod body;
mod boxed;
mod builder;
mod call;
mod cell;
mod closing;
mod columns;
mod date;
mod detect;
mod diagnostic;
mod draft;
mod edition;
mod end_mark;
mod entity;
mod facts;
mod fold;
mod foot;
mod formula;
mod furniture;
mod han;
mod head;
mod header;
mod heads;
mod heal;
mod holds;
mod homoglyph;
mod inline;
mod label;
mod layout;
mod lead;
mod link;
mod listed;
mod look_alike;
mod mark;
mod masthead;
mod mirror;
mod names;
mod number;
mod numbering;
mod page;
mod paragraphs;
mod parse;
mod parts;
mod phrases;
mod pictures;
mod reader;
mod run_on;
mod span;
mod stated;
mod statement;
pub mod symbol;
mod table;
mod tree;
mod volume;
mod word;
mod written;

pub use diagnostic::{Code, Diagnostic, Severity};
pub use edition::{Edition, edition};
pub use facts::*;
pub use fold::{Folded, Forms, Origins, fold, ignored};
pub use label::label_readings;
pub use number::{number_in_words, roman_numeral};
pub use parse::{Parsed, detect_language, parse, parse_as};
pub use phrases::Phrases;
pub use span::{Span, TextRange};
pub use statement::{StatedNode, Statement};
pub use tree::*;
pub use volume::{VolumePart, parse_all, parse_all_as};
pub use word::{after, before, in_word, is_letter, letters, trim};
