//! `operative tables`

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use operative_formats::tables::{Format, Rows, Table, TableWriter};

use super::output::Output;
use super::{Failure, Status, TableFormat, TablesTask, counted, errors_of};
use crate::fresh;
use crate::read::files;

pub(super) fn run(task: &TablesTask, output: &Output) -> Result<Status, Failure> {
    let (paths, errors) = files(&task.paths);
    errors.iter().for_each(|error| output.complain(error));
    let folder = OutputFolder::create(&task.out, task.format.into())?;
    let mut writer = TableWriter::new(folder.format, |table| folder.open(table))?;
    let mut counts = Counts {
        unread: errors.len(),
        ..Counts::default()
    };
    task.reading.reader().read_each(
        &paths,
        |path, result| (path.to_string_lossy().into_owned(), result),
        |(source, result)| {
            match result {
                Ok(resolution) => {
                    writer.write(&Rows::of(&source, &resolution))?;
                    counts.written += 1;
                    let mut errors = errors_of(&resolution).peekable();
                    counts.faulty += usize::from(errors.peek().is_some());
                    for error in errors {
                        output.complain(&format_args!(
                            "{source}: {} [{}]",
                            error.message, error.code
                        ));
                    }
                }
                Err(error) => {
                    output.complain(&error);
                    counts.unread += 1;
                }
            }
            Ok::<(), Failure>(())
        },
    )?;
    writer.finish()?;
    folder.keep()?;
    output.tell(&counts.summary(&task.out));
    Ok(counts.status())
}

#[derive(Default)]
struct Counts {
    /// Documents that were written.
    written: usize,
    /// Those among them with errors.
    faulty: usize,
    /// Paths that could not be read.
    unread: usize,
}

impl Counts {
    fn summary(&self, out: &Path) -> String {
        let documents = counted(self.written, "document");
        let mut summary = format!("{documents} written to {}", out.display());
        if self.faulty > 0 {
            summary += &format!(", {} of them with errors", self.faulty);
        }
        if self.unread > 0 {
            summary += &format!(", {} could not be read", self.unread);
        }
        summary
    }

    const fn status(&self) -> Status {
        if self.faulty + self.unread == 0 {
            Status::Success
        } else {
            Status::Failure
        }
    }
}

impl From<TableFormat> for Format {
    fn from(format: TableFormat) -> Self {
        match format {
            TableFormat::Jsonl => Self::JsonLines,
            #[cfg(feature = "tables-all")]
            TableFormat::Csv => Self::Csv,
            #[cfg(feature = "tables-all")]
            TableFormat::Parquet => Self::Parquet,
            #[cfg(feature = "tables-all")]
            TableFormat::Arrow => Self::Arrow,
        }
    }
}

/// The folder the tables go to. They bear their names only once they are whole.
struct OutputFolder<'a> {
    path: &'a Path,
    format: Format,
}

impl<'a> OutputFolder<'a> {
    fn create(path: &'a Path, format: Format) -> Result<Self, Failure> {
        fs::create_dir_all(path).map_err(|error| Failure::Write {
            path: path.into(),
            error,
        })?;
        Ok(Self { path, format })
    }

    fn open(&self, table: Table) -> io::Result<Box<dyn Write + Send>> {
        Ok(Box::new(BufWriter::with_capacity(
            1 << 16,
            fresh::create(&self.unfinished(table))?,
        )))
    }

    fn keep(&self) -> Result<(), Failure> {
        for table in Table::ALL {
            let path = self.finished(table);
            fs::rename(self.unfinished(table), &path)
                .map_err(|error| Failure::Write { path, error })?;
            #[cfg(feature = "tables-all")]
            if self.format == Format::Csv {
                self.describe(table)?;
            }
        }
        Ok(())
    }

    /// Says beside a table what its columns hold, where its file cannot.
    #[cfg(feature = "tables-all")]
    fn describe(&self, table: Table) -> Result<(), Failure> {
        let path = self
            .path
            .join(format!("{}.csv-metadata.json", table.name()));
        let metadata = format!("{:#}\n", operative_formats::tables::csv_metadata(table));
        fresh::write(&path, &metadata).map_err(|error| Failure::Write { path, error })
    }

    fn finished(&self, table: Table) -> PathBuf {
        self.path
            .join(table.name())
            .with_extension(self.format.extension())
    }

    fn unfinished(&self, table: Table) -> PathBuf {
        self.path.join(format!(
            "{}.{}.partial",
            table.name(),
            self.format.extension()
        ))
    }
}
