//! Parquet: the Arrow tables, in files.

use std::io::Write;

use arrow_array::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::WriterProperties;

use super::arrow::schema;
use super::batched::{File, Out};
use super::rows::Table;

/// A Parquet file, compressed with Snappy, the Arrow schema and its descriptions with it.
pub(super) struct ParquetFile(ArrowWriter<Out>);

impl File for ParquetFile {
    type Error = ParquetError;

    fn begin(table: Table, out: Out) -> Result<Self> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .build();
        ArrowWriter::try_new(out, schema(table), Some(properties)).map(Self)
    }

    fn write(&mut self, batch: &RecordBatch) -> Result<()> {
        self.0.write(batch)
    }

    fn finish(mut self) -> Result<()> {
        self.0.finish()?;
        Ok(self.0.inner_mut().flush()?)
    }
}
