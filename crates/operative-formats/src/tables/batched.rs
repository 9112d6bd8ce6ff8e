//! Formats that take the Arrow tables, a batch at a time.

use std::io::Write;

use arrow_array::RecordBatch;
use arrow_schema::ArrowError;

use super::arrow::Batches;
use super::rows::{Rows, Table};

/// Rows that are gathered before a batch is written.
const BATCH: usize = 64 * 1024;

/// Where a table is written to.
pub(super) type Out = Box<dyn Write + Send>;

/// A file of one table.
pub(super) trait File: Sized {
    type Error: From<ArrowError>;

    /// Begins a file.
    fn begin(table: Table, out: Out) -> Result<Self, Self::Error>;

    /// Writes a batch.
    fn write(&mut self, batch: &RecordBatch) -> Result<(), Self::Error>;

    /// Ends the file and flushes it.
    fn finish(self) -> Result<(), Self::Error>;
}

/// The files of the tables.
pub(super) struct Files<F> {
    batches: Batches,
    files: Vec<F>,
}

impl<F: File> Files<F> {
    pub(super) fn new(outs: Vec<Out>) -> Result<Self, F::Error> {
        let files = Table::ALL.into_iter().zip(outs);
        Ok(Self {
            batches: Batches::default(),
            files: files
                .map(|(table, out)| F::begin(table, out))
                .collect::<Result<_, _>>()?,
        })
    }

    pub(super) fn write(&mut self, rows: &Rows<'_>) -> Result<(), F::Error> {
        self.batches.push(rows);
        if self.batches.rows() >= BATCH {
            self.write_batches()
        } else {
            Ok(())
        }
    }

    fn write_batches(&mut self) -> Result<(), F::Error> {
        for (file, batch) in self.files.iter_mut().zip(self.batches.finish()?) {
            file.write(&batch)?;
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<(), F::Error> {
        self.write_batches()?;
        self.files.into_iter().try_for_each(F::finish)
    }
}
