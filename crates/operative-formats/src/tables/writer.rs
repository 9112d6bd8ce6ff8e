//! Writing the tables in one of the formats.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::columns::Row;
use super::json_lines::write_json_lines;
use super::rows::{Rows, Table, TakeRows};

#[cfg(any(feature = "ipc", feature = "parquet"))]
use super::batched::Files;
#[cfg(feature = "csv")]
use super::csv;
#[cfg(feature = "ipc")]
use super::ipc::IpcFile;
#[cfg(feature = "parquet")]
use super::parquet::ParquetFile;

/// A format that tables are written in.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Format {
    /// JSON Lines.
    JsonLines,
    /// CSV with a header.
    #[cfg(feature = "csv")]
    Csv,
    /// Parquet.
    #[cfg(feature = "parquet")]
    Parquet,
    /// Arrow IPC, the file format.
    #[cfg(feature = "ipc")]
    Arrow,
}

impl Format {
    /// The extension of its files.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::JsonLines => "jsonl",
            #[cfg(feature = "csv")]
            Self::Csv => "csv",
            #[cfg(feature = "parquet")]
            Self::Parquet => "parquet",
            #[cfg(feature = "ipc")]
            Self::Arrow => "arrow",
        }
    }
}

/// Why a table could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// The output could not be written to.
    #[error("cannot write the table: {0}")]
    Io(#[from] io::Error),
    /// A record could not be written.
    #[cfg(feature = "csv")]
    #[error("cannot write the table as CSV: {0}")]
    Csv(#[from] ::csv::Error),
    /// A batch could not be written.
    #[cfg(feature = "parquet")]
    #[error("cannot write the table as Parquet: {0}")]
    Parquet(#[from] ::parquet::errors::ParquetError),
    /// A batch could not be made or written.
    #[cfg(feature = "ipc")]
    #[error("cannot write the table as Arrow IPC: {0}")]
    Arrow(#[from] ::arrow_schema::ArrowError),
}

/// Writes the tables, document by document.
///
/// ```
/// use std::sync::{Arc, Mutex};
/// use operative_formats::tables::{Format, TableWriter};
///
/// let mut writer = TableWriter::new(Format::JsonLines, |_| Ok(Box::new(std::io::sink())))?;
/// writer.finish()?;
/// # Ok::<(), operative_formats::tables::TableError>(())
/// ```
pub struct TableWriter(Kind);

type Out = Box<dyn Write + Send>;

enum Kind {
    JsonLines(Vec<Out>),
    #[cfg(feature = "csv")]
    Csv(Vec<Out>),
    #[cfg(feature = "parquet")]
    Parquet(Box<Files<ParquetFile>>),
    #[cfg(feature = "ipc")]
    Arrow(Box<Files<IpcFile>>),
}

impl TableWriter {
    /// A writer in a format, to the outputs that `open` gives, one for each table.
    ///
    /// # Errors
    /// Where an output cannot be opened or its beginning cannot be written.
    pub fn new(
        format: Format,
        mut open: impl FnMut(Table) -> io::Result<Box<dyn Write + Send>>,
    ) -> Result<Self, TableError> {
        let outs = Table::ALL
            .into_iter()
            .map(&mut open)
            .collect::<io::Result<Vec<_>>>()?;
        Ok(Self(match format {
            Format::JsonLines => Kind::JsonLines(outs),
            #[cfg(feature = "csv")]
            Format::Csv => {
                let mut outs = outs;
                for (table, out) in Table::ALL.into_iter().zip(&mut outs) {
                    csv::write_header(table.columns(), out)?;
                }
                Kind::Csv(outs)
            }
            #[cfg(feature = "parquet")]
            Format::Parquet => Kind::Parquet(Box::new(Files::new(outs)?)),
            #[cfg(feature = "ipc")]
            Format::Arrow => Kind::Arrow(Box::new(Files::new(outs)?)),
        }))
    }

    /// Writes the rows of one document.
    ///
    /// # Errors
    /// Where an output cannot be written to.
    pub fn write(&mut self, rows: &Rows<'_>) -> Result<(), TableError> {
        match &mut self.0 {
            Kind::JsonLines(outs) => rows.give(&mut JsonLines(outs))?,
            #[cfg(feature = "csv")]
            Kind::Csv(outs) => rows.give(&mut Csv(outs))?,
            #[cfg(feature = "parquet")]
            Kind::Parquet(files) => files.write(rows)?,
            #[cfg(feature = "ipc")]
            Kind::Arrow(files) => files.write(rows)?,
        }
        Ok(())
    }

    /// Writes what is left and ends the tables.
    ///
    /// # Errors
    /// Where an output cannot be written to.
    pub fn finish(self) -> Result<(), TableError> {
        match self.0 {
            Kind::JsonLines(outs) => flush(outs)?,
            #[cfg(feature = "csv")]
            Kind::Csv(outs) => flush(outs)?,
            #[cfg(feature = "parquet")]
            Kind::Parquet(files) => files.finish()?,
            #[cfg(feature = "ipc")]
            Kind::Arrow(files) => files.finish()?,
        }
        Ok(())
    }
}

impl std::fmt::Debug for TableWriter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TableWriter").finish_non_exhaustive()
    }
}

/// Outputs that take rows as JSON Lines.
struct JsonLines<'o>(&'o mut [Out]);

impl TakeRows for JsonLines<'_> {
    type Error = io::Error;

    fn take<R: Row>(&mut self, table: Table, rows: &[R]) -> io::Result<()> {
        write_json_lines(rows, &mut self.0[table as usize])
    }
}

/// Outputs that take rows as CSV.
#[cfg(feature = "csv")]
struct Csv<'o>(&'o mut [Out]);

#[cfg(feature = "csv")]
impl TakeRows for Csv<'_> {
    type Error = ::csv::Error;

    fn take<R: Row>(&mut self, table: Table, rows: &[R]) -> ::csv::Result<()> {
        csv::write(rows, &mut self.0[table as usize])
    }
}

fn flush(outs: Vec<Out>) -> io::Result<()> {
    for mut out in outs {
        out.flush()?;
    }
    Ok(())
}
