//! The tables: Arrow to those that take it, rows to those that do not.

use std::path::{Path, PathBuf};

use arrow_array::cast::AsArray;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::{Date32Type, Int64Type};
use arrow_array::{Array, RecordBatch, RecordBatchIterator};
use arrow_schema::DataType;
use arrow_schema::ffi::FFI_ArrowSchema;
use operative::formats::tables::arrow::{Batches, DESCRIPTION, date};
use operative::formats::tables::{Rows, Table as Name};
use operative::{ReadError, Reader};
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyIterator, PyList, PyTuple};

use crate::resolution::Resolution;
use crate::{convert, errors};

/// One of the tables.
///
/// It goes to pandas, polars, pyarrow and DuckDB by the Arrow PyCapsule interface, without a copy
/// where they need none; :meth:`to_pylist` gives its rows as dictionaries.
///
/// >>> import operative
/// >>> resolution = operative.parse("1. Decides to act.\n\n2. Decides to read.\n")
/// >>> paragraphs = operative.tables(resolution).paragraphs
/// >>> len(paragraphs), paragraphs[0]["lead"]
/// (2, 'Decides')
#[pyclass(frozen, eq, module = "operative")]
#[derive(PartialEq)]
pub(crate) struct Table {
    name: Name,
    batch: RecordBatch,
}

#[pymethods]
impl Table {
    /// Its name: ``"documents"``, ``"paragraphs"``, ``"footnotes"``, ``"references"`` or
    /// ``"diagnostics"`` or ``"votes"``.
    #[getter]
    const fn name(&self) -> &'static str {
        self.name.name()
    }

    /// The names of its columns.
    #[getter]
    fn column_names<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.name.columns().iter().map(|column| column.name))
    }

    /// What each column is about.
    #[getter]
    fn descriptions<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let about = PyDict::new(py);
        for field in self.batch.schema().fields() {
            about.set_item(field.name(), field.metadata().get(DESCRIPTION))?;
        }
        Ok(about)
    }

    /// The rows as dictionaries.
    fn to_pylist<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let rows = (0..self.batch.num_rows()).map(|row| self.row(py, row));
        PyList::new(py, rows.collect::<PyResult<Vec<_>>>()?)
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The interface lets the producer give its own schema instead.
        drop(requested_schema);
        let batches = RecordBatchIterator::new([Ok(self.batch.clone())], self.batch.schema());
        let stream = FFI_ArrowArrayStream::new(Box::new(batches));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(&*self.batch.schema())
            .map_err(|error| errors::operative_error(py, &error))?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    fn __len__(&self) -> usize {
        self.batch.num_rows()
    }

    fn __getitem__<'py>(&self, py: Python<'py>, index: isize) -> PyResult<Bound<'py, PyDict>> {
        let length = self.batch.num_rows() as isize;
        let from_start = if index < 0 { index + length } else { index };
        if !(0..length).contains(&from_start) {
            let message = format!("row {index} is out of range: there are {length}");
            return Err(PyIndexError::new_err(message));
        }
        self.row(py, from_start as usize)
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.to_pylist(py)?.try_iter()
    }

    fn __repr__(&self) -> String {
        let names: Vec<&str> = self
            .name
            .columns()
            .iter()
            .map(|column| column.name)
            .collect();
        format!(
            "<Table {}: {} rows of {}>",
            self.name(),
            self.__len__(),
            names.join(", ")
        )
    }
}

impl Table {
    fn row<'py>(&self, py: Python<'py>, row: usize) -> PyResult<Bound<'py, PyDict>> {
        let cells = PyDict::new(py);
        for (column, array) in self.name.columns().iter().zip(self.batch.columns()) {
            cells.set_item(column.name, cell(py, array, row)?)?;
        }
        Ok(cells)
    }
}

fn cell<'py>(py: Python<'py>, array: &dyn Array, row: usize) -> PyResult<Bound<'py, PyAny>> {
    if array.is_null(row) {
        return Ok(py.None().into_bound(py));
    }
    match array.data_type() {
        DataType::Int64 => {
            let number = array.as_primitive::<Int64Type>().value(row);
            Ok(number.into_pyobject(py)?.into_any())
        }
        DataType::Date32 => {
            let day = date(array.as_primitive::<Date32Type>().value(row));
            Ok(convert::date(py, day)?.into_pyobject(py)?)
        }
        DataType::List(_) => {
            let texts = array.as_list::<i32>().value(row);
            Ok(PyList::new(py, texts.as_string::<i32>().iter().flatten())?.into_any())
        }
        _ => Ok(array
            .as_string::<i32>()
            .value(row)
            .into_pyobject(py)?
            .into_any()),
    }
}

/// What rows are made from.
#[derive(FromPyObject)]
pub(crate) enum Source {
    Resolution(Py<Resolution>),
    Path(PathBuf),
}

/// Make the tables of resolutions, files and folders.
#[pyfunction]
#[pyo3(signature = (sources, language=None))]
pub(crate) fn tables<'py>(
    py: Python<'py>,
    sources: Vec<Source>,
    language: Option<&str>,
) -> PyResult<Bound<'py, PyTuple>> {
    let reader = Reader::default().language(convert::language(py, language)?);
    let mut batches = Batches::default();
    for source in sources {
        match source {
            Source::Resolution(resolution) => {
                let resolution = resolution.get();
                batches.push(&Rows::of(resolution.source_name(), &resolution.inner));
            }
            Source::Path(path) => {
                let (paths, errors) = operative::files([path]);
                if let Some(error) = errors.first() {
                    return Err(errors::read_error(py, error));
                }
                py.detach(|| read_into(&reader, &paths, &mut batches))?;
            }
        }
    }
    let batches = batches
        .finish()
        .map_err(|error| errors::operative_error(py, &error))?;
    let tables = Name::ALL.into_iter().zip(batches);
    PyTuple::new(py, tables.map(|(name, batch)| Table { name, batch }))
}

/// Reads files on all cores; Ctrl-C and the first bad file end it.
fn read_into(reader: &Reader, paths: &[PathBuf], batches: &mut Batches) -> PyResult<()> {
    let with_path = |path: &Path, result: Result<_, ReadError>| (path.to_path_buf(), result);
    reader.read_each(paths, with_path, |(path, result)| {
        Python::attach(|py| py.check_signals())?;
        let resolution =
            result.map_err(|error| Python::attach(|py| errors::read_error(py, &error)))?;
        batches.push(&Rows::of(&path.to_string_lossy(), &resolution));
        Ok(())
    })
}
