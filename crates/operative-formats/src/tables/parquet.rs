//! Parquet: the Arrow tables, in files.

use std::io::Write;

use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;

use super::arrow::{Batches, schema};
use super::rows::{Rows, Table};

/// Rows that are gathered before a batch is written.
const BATCH: usize = 64 * 1024;

type Out = Box<dyn Write + Send>;

/// Writes the four tables.
pub(super) struct Files {
    batches: Batches,
    writers: [ArrowWriter<Out>; 4],
}

impl Files {
    pub(super) fn new(outs: [Out; 4]) -> Result<Self> {
        let [documents, paragraphs, footnotes, references] = outs;
        Ok(Self {
            batches: Batches::default(),
            writers: [
                writer(Table::Documents, documents)?,
                writer(Table::Paragraphs, paragraphs)?,
                writer(Table::Footnotes, footnotes)?,
                writer(Table::References, references)?,
            ],
        })
    }

    pub(super) fn write(&mut self, rows: &Rows<'_>) -> Result<()> {
        self.batches.push(rows);
        if self.batches.rows() >= BATCH {
            self.write_batches()
        } else {
            Ok(())
        }
    }

    fn write_batches(&mut self) -> Result<()> {
        for (writer, batch) in self.writers.iter_mut().zip(self.batches.finish()?) {
            writer.write(&batch)?;
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<()> {
        self.write_batches()?;
        for mut writer in self.writers {
            writer.finish()?;
            writer.inner_mut().flush()?;
        }
        Ok(())
    }
}

fn writer(table: Table, out: Out) -> Result<ArrowWriter<Out>> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .build();
    ArrowWriter::try_new(out, schema(table), Some(properties))
}
