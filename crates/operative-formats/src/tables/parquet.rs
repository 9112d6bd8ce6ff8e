//! Parquet: the Arrow tables, in files.

use std::fs::File as DiskFile;
use std::io::{self, Write};

use arrow_array::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::Compression;
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::WriterProperties;

use super::arrow::schema;
use super::batched::{File, Out};
use super::rows::Table;
use super::writer::TableError;

/// Rows of a batch that is read.
const ROWS: usize = 64 * 1024;

/// A Parquet file, compressed with Snappy, the Arrow schema and its descriptions with it.
pub(super) struct ParquetFile(ArrowWriter<Out>);

impl File for ParquetFile {
    type Error = ParquetError;

    fn begin(table: Table, out: Out) -> Result<Self> {
        ArrowWriter::try_new(out, schema(table), Some(properties())).map(Self)
    }

    fn write(&mut self, batch: &RecordBatch) -> Result<()> {
        self.0.write(batch)
    }

    fn finish(mut self) -> Result<()> {
        self.0.finish()?;
        Ok(self.0.inner_mut().flush()?)
    }
}

/// Writes a whole table to `out`.
///
/// ```
/// use operative_formats::tables::{Table, parquet::write_parquet};
/// let mut out = Vec::new();
/// write_parquet(Table::Documents, &[], &mut out)?;
/// assert_eq!(&out[..4], b"PAR1");
/// # Ok::<(), operative_formats::tables::TableError>(())
/// ```
///
/// # Errors
/// Where the output cannot be written to.
pub fn write_parquet(
    table: Table,
    batches: &[RecordBatch],
    out: &mut (dyn Write + Send),
) -> std::result::Result<(), TableError> {
    let mut writer = ArrowWriter::try_new(out, schema(table), Some(properties()))?;
    for batch in batches {
        writer.write(batch)?;
    }
    writer.close()?;
    Ok(())
}

/// Reads a whole table from a Parquet file.
///
/// # Errors
/// Where the file is broken, or has other columns than the table.
pub fn read_parquet(
    table: Table,
    file: DiskFile,
) -> std::result::Result<Vec<RecordBatch>, TableError> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(file)?.with_batch_size(ROWS);
    if builder.schema().fields() != schema(table).fields() {
        let message = format!("it does not have the columns of the {}", table.name());
        return Err(io::Error::new(io::ErrorKind::InvalidData, message).into());
    }
    let batches = builder.build()?.collect::<std::result::Result<_, _>>();
    batches.map_err(|error| ParquetError::from(error).into())
}

fn properties() -> WriterProperties {
    WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .build()
}
