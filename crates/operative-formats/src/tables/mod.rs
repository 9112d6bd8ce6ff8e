//! The tables: documents, paragraphs, footnotes, references, diagnostics, votes
//! and mandates.
//!
//! A row is a typed struct; its columns are declared once, with their meaning, and every writer
//! works from that declaration. Offsets are characters: `start` and `end` of the source, `offset`
//! of the paragraph's text.

#[cfg(feature = "arrow")]
pub mod arrow;
#[cfg(any(feature = "ipc", feature = "parquet"))]
mod batched;
mod columns;
#[cfg(feature = "arrow")]
mod concordance;
#[cfg(feature = "csv")]
mod csv;
#[cfg(feature = "arrow")]
mod graph;
#[cfg(feature = "ipc")]
mod ipc;
mod json_lines;
mod made;
mod mandates;
#[cfg(feature = "parquet")]
pub mod parquet;
mod rows;
mod writer;

pub use columns::{Cell, Column, ColumnType, Row, Value};
#[cfg(feature = "arrow")]
pub use concordance::{AlignedRow, DifferenceRow};
#[cfg(feature = "csv")]
pub use csv::csv_metadata;
#[cfg(feature = "arrow")]
pub use graph::{CitationRow, WorkRow};
pub use json_lines::write_json_lines;
pub use mandates::MandateRow;
pub use rows::{
    DiagnosticRow, DocumentRow, FootnoteRow, ParagraphRow, ReferenceRow, Rows, Table, TakeRows,
};
pub use writer::{Format, TableError, TableWriter};
