//! Readers and writers for resolutions. Each format is a feature.
//!
//! | feature | what |
//! |---|---|
//! | `text` | [`content`]: what bytes hold, and text in any encoding |
//! | `akn`, `pdf` | [`read`]: the text of files in those formats |
//! | `json` | [`json`]: the tree as JSON |
//! | `tables` | [`tables`]: the tables, and JSON Lines |
//! | `csv`, `arrow`, `parquet` | the tables in those formats |
//!
//! The library counts bytes; everything written here counts characters ([`Characters`]).

mod characters;
#[cfg(feature = "text")]
pub mod content;
#[cfg(feature = "json")]
pub mod json;
#[cfg(feature = "text")]
pub mod read;
#[cfg(feature = "tables")]
pub mod tables;
#[cfg(any(feature = "akn-out", feature = "html", feature = "markdown"))]
pub mod write;

pub use characters::{CharacterIndex, Characters};
