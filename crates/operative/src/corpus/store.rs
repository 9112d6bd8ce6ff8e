//! A corpus on disk: a folder with a Parquet file for each table.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use operative_formats::tables::parquet::{read_parquet, write_parquet};
use operative_formats::tables::{Table, TableError};

use super::CorpusError;
use crate::fresh;

/// Writes the tables into a folder that bears its name only once it is whole. A corpus that stands
/// there already is replaced; anything else is left alone.
pub(super) fn save(folder: &Path, tables: &[Vec<RecordBatch>]) -> Result<(), CorpusError> {
    let in_the_way = folder.exists() && !is_corpus(folder) && !is_empty(folder);
    if in_the_way {
        return Err(CorpusError::NoCorpus {
            path: folder.into(),
        });
    }
    let unfinished = beside(folder, "partial");
    let saved = write(&unfinished, tables).and_then(|()| keep(&unfinished, folder));
    if saved.is_err() {
        // What could not be finished is of no use, and the error is the one to tell.
        let _ = fs::remove_dir_all(&unfinished);
    }
    saved
}

fn write(folder: &Path, tables: &[Vec<RecordBatch>]) -> Result<(), CorpusError> {
    let unwritten = |error| CorpusError::write(folder, error);
    // What a process that was killed has left there goes.
    fresh::create_folder(folder).map_err(unwritten)?;
    for (table, batches) in Table::ALL.into_iter().zip(tables) {
        let path = file_of(folder, table);
        let file = File::create(&path).map_err(unwritten)?;
        let mut out = BufWriter::with_capacity(1 << 16, file);
        write_parquet(table, batches, &mut out)
            .map_err(|error| CorpusError::table(&path, error))?;
        out.flush().map_err(unwritten)?;
        out.get_ref().sync_all().map_err(unwritten)?;
    }
    Ok(())
}

/// Gives the finished folder its name. What it replaces stands aside until that is done.
fn keep(unfinished: &Path, folder: &Path) -> Result<(), CorpusError> {
    let unwritten = |error| CorpusError::write(folder, error);
    let replaced = beside(folder, "replaced");
    let replaces = folder.exists();
    if replaces {
        fs::rename(folder, &replaced).map_err(unwritten)?;
    }
    if let Err(error) = fs::rename(unfinished, folder) {
        if replaces {
            fs::rename(&replaced, folder).map_err(unwritten)?;
        }
        return Err(unwritten(error));
    }
    if replaces {
        fs::remove_dir_all(&replaced).map_err(unwritten)?;
    }
    Ok(())
}

/// Reads the tables of a folder.
pub(super) fn open(folder: &Path) -> Result<Vec<Vec<RecordBatch>>, CorpusError> {
    if !is_corpus(folder) {
        return Err(CorpusError::NoCorpus {
            path: folder.into(),
        });
    }
    Table::ALL
        .into_iter()
        .map(|table| {
            let path = file_of(folder, table);
            let file = File::open(&path).map_err(|error| CorpusError::open(&path, error))?;
            read_parquet(table, file).map_err(|error| CorpusError::table(&path, error))
        })
        .collect()
}

fn is_corpus(folder: &Path) -> bool {
    file_of(folder, Table::Documents).is_file()
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

fn file_of(folder: &Path, table: Table) -> PathBuf {
    folder.join(table.name()).with_extension("parquet")
}

/// A name beside a folder that no other process uses.
fn beside(folder: &Path, what: &str) -> PathBuf {
    let mut name = folder.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.{what}", std::process::id()));
    folder.with_file_name(name)
}

impl CorpusError {
    fn write(path: &Path, error: io::Error) -> Self {
        Self::Write {
            path: path.into(),
            error,
        }
    }

    fn open(path: &Path, error: io::Error) -> Self {
        Self::Open {
            path: path.into(),
            error,
        }
    }

    fn table(path: &Path, error: TableError) -> Self {
        Self::Table {
            path: path.into(),
            error,
        }
    }
}
