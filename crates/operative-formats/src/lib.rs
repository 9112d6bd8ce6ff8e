//! Readers and writers for resolutions. Each format is a feature.
//!
//! | feature | what |
//! |---|---|
//! | `text` | [`content`]: what bytes hold, and text in any encoding |
//! | `akn`, `pdf` | [`read`]: the text of files in those formats |
//! | `json`, `schema` | [`json`]: the tree as JSON, and its JSON Schema |
//! | `akn-out`, `html-out`, `markdown` | [`mod@write`]: whole resolutions in those formats |
//! | `graph` | [`graph`]: the citation network |
//! | `tables` | [`tables`]: the tables, and JSON Lines |
//! | `csv`, `arrow`, `ipc`, `parquet` | the tables in those formats |
//!
//! [`concordance`] writes language versions side by side, as a table and as a page.
//!
//! The library counts bytes; everything written here counts characters ([`Characters`]).

mod characters;
pub mod concordance;
#[cfg(feature = "text")]
pub mod content;
#[cfg(feature = "graph")]
pub mod graph;
#[cfg(feature = "json")]
pub mod json;
#[cfg(feature = "text")]
pub mod read;
#[cfg(feature = "tables")]
pub mod tables;
#[cfg(any(feature = "akn-out", feature = "html-out", feature = "markdown"))]
pub mod write;
#[cfg(any(feature = "akn-out", feature = "graph"))]
mod xml_out;

pub use characters::{CharacterIndex, Characters};
