//! Arrow IPC: the Arrow tables, in files that can be mapped into memory.

use std::io::Write;

use arrow_array::RecordBatch;
use arrow_ipc::writer::FileWriter;
use arrow_schema::ArrowError;

use super::arrow::schema;
use super::batched::{File, Out};
use super::rows::Table;

/// A file in the Arrow IPC format, the descriptions of the columns in its schema.
pub(super) struct IpcFile(FileWriter<Out>);

impl File for IpcFile {
    type Error = ArrowError;

    fn begin(table: Table, out: Out) -> Result<Self, ArrowError> {
        FileWriter::try_new(out, &schema(table)).map(Self)
    }

    fn write(&mut self, batch: &RecordBatch) -> Result<(), ArrowError> {
        self.0.write(batch)
    }

    fn finish(mut self) -> Result<(), ArrowError> {
        self.0.finish()?;
        Ok(self.0.get_mut().flush()?)
    }
}
