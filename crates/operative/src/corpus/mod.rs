//! Many resolutions as tables: read on all cores, kept as Parquet, and asked about what cites what.
//!
//! ```
//! use operative::corpus::{Corpus, Scan, inputs};
//! use operative::formats::tables::Table;
//!
//! # let folder = std::env::temp_dir().join(format!("operative-corpus-{}", std::process::id()));
//! # std::fs::create_dir_all(&folder)?;
//! # std::fs::write(folder.join("a.txt"), "The General Assembly,\n\n1. Decides to act.\n")?;
//! let corpus = Corpus::read(Scan::new(inputs([&folder]), operative::Reader::default()))?;
//! assert_eq!(corpus.rows(Table::Documents), 1);
//!
//! corpus.save(folder.join("tables"))?;
//! assert_eq!(Corpus::open(folder.join("tables"))?, corpus);
//! # std::fs::remove_dir_all(&folder)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod citations;
mod input;
mod scan;
mod store;

use std::io;
use std::path::{Path, PathBuf};

use arrow_array::cast::AsArray;
use arrow_array::{Array, RecordBatch};
use arrow_schema::ArrowError;
use operative_formats::tables::{Table, TableError};
use operative_grammar::Code;
use operative_semantics::graph::Graph;

pub use input::{Input, column_inputs, inputs};
pub use scan::{Part, Scan, Step, read_part};

/// The tables of many resolutions.
///
/// Two corpora are equal where their tables hold the same rows, however these are cut into batches.
#[derive(Clone, Debug)]
pub struct Corpus {
    /// For each table of [`Table::ALL`], its batches.
    tables: Vec<Vec<RecordBatch>>,
}

impl Default for Corpus {
    fn default() -> Self {
        Self {
            tables: vec![Vec::new(); Table::ALL.len()],
        }
    }
}

impl Corpus {
    /// Reads all that a scan gives.
    ///
    /// # Errors
    /// Where the rows of a part are more than Arrow can address.
    pub fn read(scan: Scan) -> Result<Self, CorpusError> {
        let mut corpus = Self::default();
        for part in scan {
            corpus.push(part?);
        }
        Ok(corpus)
    }

    /// A corpus of tables whose batches are given in the order of [`Table::ALL`].
    ///
    /// ```
    /// use operative::corpus::Corpus;
    /// assert_eq!(Corpus::from_tables([]), Corpus::default());
    /// ```
    #[must_use]
    pub fn from_tables(tables: impl IntoIterator<Item = Vec<RecordBatch>>) -> Self {
        let mut corpus = Self::default();
        for (batches, given) in corpus.tables.iter_mut().zip(tables) {
            *batches = given;
        }
        corpus
    }

    /// Adds the rows of a part.
    pub fn push(&mut self, part: Part) {
        for (batches, batch) in self.tables.iter_mut().zip(part.into_batches()) {
            if batch.num_rows() > 0 {
                batches.push(batch);
            }
        }
    }

    /// The batches of a table.
    #[must_use]
    pub fn table(&self, table: Table) -> &[RecordBatch] {
        &self.tables[table as usize]
    }

    /// How many rows a table has.
    #[must_use]
    pub fn rows(&self, table: Table) -> usize {
        self.table(table).iter().map(RecordBatch::num_rows).sum()
    }

    /// What could not be read, and why.
    ///
    /// ```
    /// use operative::corpus::{Corpus, Scan, inputs};
    /// let corpus = Corpus::read(Scan::new(inputs(["no/such/file"]), operative::Reader::default()))?;
    /// let unread: Vec<_> = corpus.unread().collect();
    /// assert_eq!(unread, [("no/such/file", "there is no such file")]);
    /// # Ok::<(), operative::corpus::CorpusError>(())
    /// ```
    pub fn unread(&self) -> impl Iterator<Item = (&str, &str)> {
        let batches = self.table(Table::Diagnostics).iter();
        batches.flat_map(|batch| {
            let rows = 0..batch.num_rows();
            rows.filter_map(|row| {
                let is_unread = text(batch, "code", row)? == Code::FileUnread.as_str();
                is_unread.then_some((text(batch, "source", row)?, text(batch, "message", row)?))
            })
        })
    }

    /// Saves the tables as Parquet files in a folder, which bears its name only once it is whole.
    /// A corpus that stands there already is replaced.
    ///
    /// # Errors
    /// Where the folder cannot be written to, or holds something else.
    pub fn save(&self, folder: impl AsRef<Path>) -> Result<(), CorpusError> {
        store::save(folder.as_ref(), &self.tables)
    }

    /// Opens a folder of tables that was saved, or that `operative tables --format parquet` wrote.
    ///
    /// # Errors
    /// Where it is no such folder, or a table has other columns than those of this version.
    pub fn open(folder: impl AsRef<Path>) -> Result<Self, CorpusError> {
        store::open(folder.as_ref()).map(|tables| Self { tables })
    }

    /// What cites what.
    ///
    /// ```
    /// use operative::corpus::Corpus;
    /// assert_eq!(Corpus::default().graph().works().len(), 0);
    /// ```
    #[must_use]
    pub fn graph(&self) -> Graph {
        citations::graph(self.table(Table::Documents), self.table(Table::References))
    }
}

impl PartialEq for Corpus {
    fn eq(&self, other: &Self) -> bool {
        let mut tables = self.tables.iter().zip(&other.tables);
        tables.all(|(one, other)| same_rows(one, other))
    }
}

/// Whether batches hold the same rows, however they are cut.
///
/// ```
/// use operative::corpus::same_rows;
/// assert!(same_rows(&[], &[]));
/// ```
#[must_use]
pub fn same_rows(one: &[RecordBatch], other: &[RecordBatch]) -> bool {
    let rows = |batches: &[RecordBatch]| batches.iter().map(RecordBatch::num_rows).sum::<usize>();
    if rows(one) != rows(other) {
        return false;
    }
    let (mut ones, mut others) = (one.iter().cloned(), other.iter().cloned());
    let (mut left, mut right) = (ones.next(), others.next());
    while let (Some(a), Some(b)) = (&left, &right) {
        let length = a.num_rows().min(b.num_rows());
        if a.slice(0, length) != b.slice(0, length) {
            return false;
        }
        left = rest(a, length).or_else(|| ones.next());
        right = rest(b, length).or_else(|| others.next());
    }
    true
}

fn rest(batch: &RecordBatch, start: usize) -> Option<RecordBatch> {
    (start < batch.num_rows()).then(|| batch.slice(start, batch.num_rows() - start))
}

/// The text of a cell; `None` where it is null or there is no such column.
fn text<'b>(batch: &'b RecordBatch, column: &str, row: usize) -> Option<&'b str> {
    let column = batch.column_by_name(column)?.as_string_opt::<i32>()?;
    column.is_valid(row).then(|| column.value(row))
}

/// Why a corpus could not be made, saved or opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CorpusError {
    /// A batch could not be made.
    #[error("cannot make the tables: {0}")]
    Arrow(#[from] ArrowError),
    /// A column holds something else.
    #[error("expected a column of texts or of bytes, found one of {found}")]
    Column {
        /// The type of its cells.
        found: String,
    },
    /// There is no corpus.
    #[error("{}: this is no folder of tables", path.display())]
    NoCorpus {
        /// The folder.
        path: PathBuf,
    },
    /// It cannot be opened.
    #[error("{}: cannot be opened: {error}", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        error: io::Error,
    },
    /// It cannot be written.
    #[error("{}: cannot be written: {error}", path.display())]
    Write {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        #[source]
        error: io::Error,
    },
    /// A table cannot be read or written.
    #[error("{}: {error}", path.display())]
    Table {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        error: TableError,
    },
}
