//! Many resolutions: what is read from where, and the rows of all tables.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::{ArrayRef, RecordBatch, RecordBatchIterator};
use arrow_schema::ArrowError;
use operative::Reader;
use operative::corpus::{
    Corpus, Input, Part, Scan as Inner, Step, column_inputs, inputs, read_part,
};
use operative::formats::tables::Table as Name;
use operative::formats::tables::arrow::schema;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use crate::graph::Graph;
use crate::tables::{Table, stream};
use crate::{convert, errors};

/// How long to wait before looking whether Ctrl-C was pressed.
const PATIENCE: Duration = Duration::from_millis(50);

/// Inputs that are to be read; each reading reads them anew.
#[pyclass(frozen, module = "operative._native")]
pub(crate) struct Inputs {
    inputs: Vec<Input>,
    reader: Reader,
}

#[pymethods]
impl Inputs {
    /// Those of paths: files, folders, patterns and archives.
    #[staticmethod]
    #[pyo3(signature = (paths, language=None))]
    fn of_paths(py: Python<'_>, paths: Vec<PathBuf>, language: Option<&str>) -> PyResult<Self> {
        let reader = Reader::default().language(convert::language(py, language)?);
        let inputs = py.detach(|| inputs(paths));
        Ok(Self { inputs, reader })
    }

    /// Those of a table with a column of texts and maybe one of their sources.
    #[staticmethod]
    #[pyo3(signature = (table, text, source, language=None, first_row=0))]
    fn of_table(
        table: &Bound<'_, PyAny>,
        text: &str,
        source: &str,
        language: Option<&str>,
        first_row: usize,
    ) -> PyResult<Self> {
        let py = table.py();
        let reader = Reader::default().language(convert::language(py, language)?);
        let mut found = Vec::new();
        for batch in batches_of(table)? {
            let texts = column(py, &batch, text)?;
            let sources = batch.column_by_name(source);
            let more = column_inputs(&texts, sources, first_row + found.len())
                .map_err(|error| errors::corpus_error(py, &error))?;
            found.extend(more);
        }
        Ok(Self {
            inputs: found,
            reader,
        })
    }

    fn __len__(&self) -> usize {
        self.inputs.len()
    }

    /// Reads them on all cores into one set of rows. `tick` is called with how many were read.
    #[pyo3(signature = (tick=None))]
    fn read(&self, py: Python<'_>, tick: Option<Bound<'_, PyAny>>) -> PyResult<RowSet> {
        let mut scan = Inner::new(self.inputs.clone(), self.reader.clone());
        let mut corpus = Corpus::default();
        loop {
            let step = step(py, &mut scan)?;
            if let Some(tick) = &tick {
                tick.call1((scan.read(),))?;
            }
            match step {
                Step::Part(part) => corpus.push(part),
                Step::Waiting => {}
                Step::Over => return Ok(RowSet(corpus)),
            }
        }
    }

    /// Reads them on this thread into one set of rows.
    fn read_here(&self, py: Python<'_>) -> PyResult<RowSet> {
        let part = py
            .detach(|| read_part(&self.inputs, &self.reader))
            .map_err(|error| errors::corpus_error(py, &error))?;
        Ok(RowSet::of(part))
    }

    /// Reads them on all cores, part by part of so many of them.
    fn scan(&self, part: usize) -> Scan {
        let scan = Inner::in_parts(self.inputs.clone(), self.reader.clone(), part);
        Scan(Mutex::new(scan))
    }

    /// Reads them on all cores, one table as a stream of batches.
    fn stream<'py>(
        &self,
        py: Python<'py>,
        table: &str,
        part: usize,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let table = table_name(py, table)?;
        let scan = Inner::in_parts(self.inputs.clone(), self.reader.clone(), part);
        let batches = scan.map(move |part| match part {
            Ok(part) => Ok(part.table(table).clone()),
            Err(error) => Err(ArrowError::ExternalError(Box::new(error))),
        });
        stream(py, RecordBatchIterator::new(batches, schema(table)))
    }
}

/// Rows on their way, a set of them at a time.
#[pyclass(frozen, module = "operative._native")]
pub(crate) struct Scan(Mutex<Inner>);

#[pymethods]
impl Scan {
    const fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<RowSet>> {
        loop {
            let next = py.detach(|| {
                let mut scan = self.0.lock().unwrap_or_else(PoisonError::into_inner);
                scan.step(PATIENCE)
            });
            py.check_signals()?;
            match next.map_err(|error| errors::corpus_error(py, &error))? {
                Step::Part(part) => return Ok(Some(RowSet::of(part))),
                Step::Waiting => {}
                Step::Over => return Ok(None),
            }
        }
    }
}

fn step(py: Python<'_>, scan: &mut Inner) -> PyResult<Step> {
    let step = py.detach(|| scan.step(PATIENCE));
    py.check_signals()?;
    step.map_err(|error| errors::corpus_error(py, &error))
}

/// The rows of all tables.
#[pyclass(frozen, eq, module = "operative._native")]
#[derive(PartialEq)]
pub(crate) struct RowSet(Corpus);

impl RowSet {
    fn of(part: Part) -> Self {
        let mut corpus = Corpus::default();
        corpus.push(part);
        Self(corpus)
    }
}

#[pymethods]
impl RowSet {
    /// Those that were saved in a folder.
    #[staticmethod]
    fn open(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        py.detach(|| Corpus::open(path))
            .map(Self)
            .map_err(|error| errors::corpus_error(py, &error))
    }

    /// Saves them in a folder.
    fn save(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        py.detach(|| self.0.save(path))
            .map_err(|error| errors::corpus_error(py, &error))
    }

    /// Those of tables that were pickled.
    #[staticmethod]
    fn of_tables(tables: Vec<PyRef<'_, Table>>) -> Self {
        Self(Corpus::from_tables(
            tables.iter().map(|table| table.batches.clone()),
        ))
    }

    /// One of the tables.
    fn table(&self, py: Python<'_>, name: &str) -> PyResult<Table> {
        let name = table_name(py, name)?;
        Ok(Table::of(name, self.0.table(name).to_vec()))
    }

    /// All tables, in their order.
    fn tables(&self) -> Vec<Table> {
        let tables = Name::ALL.into_iter();
        tables
            .map(|name| Table::of(name, self.0.table(name).to_vec()))
            .collect()
    }

    /// What could not be read: for each, its path and why.
    fn unread(&self) -> Vec<String> {
        self.0
            .unread()
            .map(|(source, reason)| format!("{source}: {reason}"))
            .collect()
    }

    /// The network of what cites what.
    fn graph(&self, py: Python<'_>) -> Graph {
        Graph::new(Arc::new(py.detach(|| self.0.graph())))
    }
}

fn table_name(py: Python<'_>, name: &str) -> PyResult<Name> {
    Name::from_name(name).ok_or_else(|| {
        let names: Vec<&str> = Name::ALL.into_iter().map(Name::name).collect();
        let message = format!(
            "no table has the name {name:?}; there are {}",
            names.join(", ")
        );
        errors::column_error(py, message)
    })
}

fn column(py: Python<'_>, batch: &RecordBatch, name: &str) -> PyResult<ArrayRef> {
    batch.column_by_name(name).cloned().ok_or_else(|| {
        let fields = batch.schema_ref().fields().iter();
        let names: Vec<&str> = fields.map(|field| &**field.name()).collect();
        let message = format!(
            "no column has the name {name:?}; there are {}",
            names.join(", ")
        );
        errors::column_error(py, message)
    })
}

/// The batches of anything that exports the Arrow stream interface.
fn batches_of(table: &Bound<'_, PyAny>) -> PyResult<Vec<RecordBatch>> {
    let py = table.py();
    let arrow_error = |error: ArrowError| errors::operative_error(py, &error);
    let capsule = table.call_method0("__arrow_c_stream__")?;
    let pointer = capsule
        .cast::<PyCapsule>()?
        .pointer_checked(Some(c"arrow_array_stream"))?
        .cast::<FFI_ArrowArrayStream>();
    // SAFETY: the capsule of that name holds such a stream, which is taken out of it once; the
    // reader leaves a released one behind, as the interface asks.
    let reader = unsafe { RecordBatchStreamReader::from_raw(pointer.as_ptr()) };
    let reader = reader.map_err(arrow_error)?;
    reader.collect::<Result<_, _>>().map_err(arrow_error)
}
