//! Tables: Arrow to those that take it, rows to those that do not.

use std::path::{Path, PathBuf};

use arrow_array::cast::AsArray;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::{Date32Type, Int64Type};
use arrow_array::{Array, RecordBatch, RecordBatchIterator, RecordBatchReader};
use arrow_ipc::reader::StreamReader;
use arrow_ipc::writer::StreamWriter;
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{ArrowError, DataType, SchemaRef};
use operative::corpus::same_rows;
use operative::formats::tables::arrow::{Batches, DESCRIPTION, date, schema};
use operative::formats::tables::{Rows, Table as Name};
use operative::{ReadError, Reader};
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule, PyDict, PyIterator, PyList, PySlice, PyTuple};

use crate::resolution::Resolution;
use crate::{convert, errors};

/// A table.
///
/// It goes to pandas, polars, pyarrow and DuckDB by the Arrow PyCapsule interface, without a copy
/// where they need none; :meth:`to_pylist` gives its rows as dictionaries.
///
/// >>> import operative
/// >>> resolution = operative.parse("1. Decides to act.\n\n2. Decides to read.\n")
/// >>> paragraphs = operative.tables(resolution).paragraphs
/// >>> len(paragraphs), paragraphs[0]["lead"]
/// (2, 'Decides')
/// >>> paragraphs[1:].to_pylist()[0]["text"]
/// 'Decides to read.'
#[pyclass(frozen, eq, module = "operative")]
pub(crate) struct Table {
    name: String,
    schema: SchemaRef,
    pub(crate) batches: Vec<RecordBatch>,
}

impl PartialEq for Table {
    fn eq(&self, other: &Self) -> bool {
        self.schema == other.schema && same_rows(&self.batches, &other.batches)
    }
}

/// What stands between the brackets of an index.
#[derive(FromPyObject)]
enum Index<'py> {
    At(isize),
    Slice(Bound<'py, PySlice>),
}

#[pymethods]
impl Table {
    /// Its name, such as ``"documents"`` or ``"references"``.
    #[getter]
    fn name(&self) -> &str {
        &self.name
    }

    /// The names of its columns.
    #[getter]
    fn column_names<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.names())
    }

    /// What each column is about.
    #[getter]
    fn descriptions<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let about = PyDict::new(py);
        for field in self.schema.fields() {
            about.set_item(field.name(), field.metadata().get(DESCRIPTION))?;
        }
        Ok(about)
    }

    /// The rows as dictionaries; dates are :class:`datetime.date`, lists of texts are lists.
    fn to_pylist<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let rows = PyList::empty(py);
        for batch in &self.batches {
            for at in 0..batch.num_rows() {
                rows.append(row(py, batch, at)?)?;
            }
        }
        Ok(rows)
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The interface lets the producer give its own schema instead.
        drop(requested_schema);
        let batches = self.batches.clone().into_iter().map(Ok);
        stream(py, RecordBatchIterator::new(batches, self.schema.clone()))
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(&*self.schema)
            .map_err(|error| errors::operative_error(py, &error))?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    fn __getitem__<'py>(&self, py: Python<'py>, index: Index<'py>) -> PyResult<Bound<'py, PyAny>> {
        let length = self.__len__() as isize;
        match index {
            Index::At(at) => {
                let from_start = if at < 0 { at + length } else { at };
                let found = usize::try_from(from_start)
                    .ok()
                    .and_then(|at| self.place(at));
                let Some((batch, at)) = found else {
                    let message = format!("row {at} is out of range: there are {length}");
                    return Err(PyIndexError::new_err(message));
                };
                Ok(row(py, batch, at)?.into_any())
            }
            Index::Slice(slice) => {
                let slice = slice.indices(length)?;
                let rows =
                    (0..slice.slicelength as isize).map(|step| slice.start + step * slice.step);
                let places = rows.filter_map(|row| self.place(row as usize));
                let batches = if slice.step == 1 {
                    self.between(slice.start as usize, slice.slicelength)
                } else {
                    places.map(|(batch, at)| batch.slice(at, 1)).collect()
                };
                let part = Self {
                    batches,
                    name: self.name.clone(),
                    schema: self.schema.clone(),
                };
                Ok(Bound::new(py, part)?.into_any())
            }
        }
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.to_pylist(py)?.try_iter()
    }

    fn __repr__(&self) -> String {
        let rows = match self.__len__() {
            1 => "1 row".to_owned(),
            rows => format!("{rows} rows"),
        };
        let names: Vec<&str> = self.names().collect();
        format!("<Table {}: {rows} of {}>", self.name, names.join(", "))
    }

    /// The table as a notebook shows it: its first rows, long texts folded.
    fn _repr_html_<'py>(slf: Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let display = slf.py().import("operative._display")?;
        display.call_method1("table_html", (slf,))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let bytes = self
            .to_ipc()
            .map_err(|error| errors::operative_error(py, &error))?;
        let restore = py.import("operative._native")?.getattr("_restore_table")?;
        (restore, (&self.name, PyBytes::new(py, &bytes))).into_pyobject(py)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: Bound<'_, PyAny>) -> Py<Self> {
        slf
    }
}

impl Table {
    pub(crate) fn of(name: Name, batches: Vec<RecordBatch>) -> Self {
        Self {
            name: name.name().to_owned(),
            schema: schema(name),
            batches,
        }
    }

    pub(crate) fn single(name: &str, batch: RecordBatch) -> Self {
        Self {
            name: name.to_owned(),
            schema: batch.schema(),
            batches: vec![batch],
        }
    }

    fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.schema.fields().iter().map(|field| &**field.name())
    }

    /// The batch that a row stands in, and where.
    fn place(&self, mut row: usize) -> Option<(&RecordBatch, usize)> {
        for batch in &self.batches {
            if row < batch.num_rows() {
                return Some((batch, row));
            }
            row -= batch.num_rows();
        }
        None
    }

    /// So many rows from one on.
    fn between(&self, mut start: usize, mut length: usize) -> Vec<RecordBatch> {
        let mut found = Vec::new();
        for batch in &self.batches {
            let here = batch.num_rows().saturating_sub(start).min(length);
            if here > 0 {
                found.push(batch.slice(start, here));
            }
            start = start.saturating_sub(batch.num_rows());
            length -= here;
        }
        found
    }

    fn to_ipc(&self) -> Result<Vec<u8>, ArrowError> {
        let mut writer = StreamWriter::try_new(Vec::new(), &self.schema)?;
        self.batches
            .iter()
            .try_for_each(|batch| writer.write(batch))?;
        writer.into_inner()
    }
}

/// Make a table from its pickled bytes.
#[pyfunction]
#[pyo3(name = "_restore_table")]
pub(crate) fn restore_table(py: Python<'_>, name: String, state: &[u8]) -> PyResult<Table> {
    let restored = StreamReader::try_new(state, None).and_then(|reader| {
        let schema = reader.schema();
        Ok(Table {
            name,
            schema,
            batches: reader.collect::<Result<_, _>>()?,
        })
    });
    restored.map_err(|error| errors::operative_error(py, &error))
}

/// A reader of batches as the capsule of the Arrow C stream interface.
pub(crate) fn stream<'py>(
    py: Python<'py>,
    batches: impl RecordBatchReader + Send + 'static,
) -> PyResult<Bound<'py, PyCapsule>> {
    let stream = FFI_ArrowArrayStream::new(Box::new(batches));
    PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
}

fn row<'py>(py: Python<'py>, batch: &RecordBatch, at: usize) -> PyResult<Bound<'py, PyDict>> {
    let cells = PyDict::new(py);
    for (field, array) in batch.schema_ref().fields().iter().zip(batch.columns()) {
        cells.set_item(field.name(), cell(py, array, at)?)?;
    }
    Ok(cells)
}

fn cell<'py>(py: Python<'py>, array: &dyn Array, row: usize) -> PyResult<Bound<'py, PyAny>> {
    if array.is_null(row) {
        return Ok(py.None().into_bound(py));
    }
    match array.data_type() {
        DataType::Boolean => Ok(array
            .as_boolean()
            .value(row)
            .into_pyobject(py)?
            .to_owned()
            .into_any()),
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
    PyTuple::new(py, tables.map(|(name, batch)| Table::of(name, vec![batch])))
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
