//! The class `Graph` below the package's own: who cites what, as tables.

use std::sync::Arc;

use operative::formats::tables::{CitationRow, WorkRow, arrow};
use operative::semantics::graph::{Citation, Graph as Inner};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyTuple};

use crate::errors;
use crate::tables::Table;

/// The citation network.
#[pyclass(frozen, eq, module = "operative._native")]
#[derive(PartialEq)]
pub(crate) struct Graph(Arc<Inner>);

impl Graph {
    pub(crate) const fn new(inner: Arc<Inner>) -> Self {
        Self(inner)
    }

    fn find(&self, py: Python<'_>, symbol: &str) -> PyResult<usize> {
        self.0
            .find(symbol)
            .ok_or_else(|| errors::symbol_error(py, symbol))
    }

    fn table_of_works(&self, py: Python<'_>, works: &[usize]) -> PyResult<Table> {
        let rows = works.iter().filter_map(|work| WorkRow::of(&self.0, *work));
        let batch = arrow::batch(&rows.collect::<Vec<_>>());
        let batch = batch.map_err(|error| errors::operative_error(py, &error))?;
        Ok(Table::single("works", batch))
    }

    fn table_of_citations<'g>(
        &'g self,
        py: Python<'_>,
        citations: impl Iterator<Item = &'g Citation>,
    ) -> PyResult<Table> {
        let rows: Vec<_> = citations
            .map(|citation| CitationRow::of(&self.0, citation))
            .collect();
        let batch = arrow::batch(&rows).map_err(|error| errors::operative_error(py, &error))?;
        Ok(Table::single("citations", batch))
    }
}

#[pymethods]
impl Graph {
    #[getter]
    fn works(&self, py: Python<'_>) -> PyResult<Table> {
        let works: Vec<usize> = (0..self.0.works().len()).collect();
        self.table_of_works(py, &works)
    }

    #[getter]
    fn citations(&self, py: Python<'_>) -> PyResult<Table> {
        self.table_of_citations(py, self.0.citations().iter())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let bytes = py
            .detach(|| serde_json::to_vec(&*self.0))
            .map_err(|error| errors::operative_error(py, &error))?;
        let restore = py.import("operative._native")?.getattr("_restore_graph")?;
        (restore, (PyBytes::new(py, &bytes),)).into_pyobject(py)
    }

    fn __contains__(&self, symbol: &str) -> bool {
        self.0.find(symbol).is_some()
    }

    fn __len__(&self) -> usize {
        self.0.works().len()
    }

    fn cites(&self, py: Python<'_>, symbol: &str) -> PyResult<Table> {
        let work = self.find(py, symbol)?;
        self.table_of_citations(py, self.0.cites(work))
    }

    fn cited_by(&self, py: Python<'_>, symbol: &str) -> PyResult<Table> {
        let work = self.find(py, symbol)?;
        self.table_of_citations(py, self.0.cited_by(work))
    }

    fn most_cited(&self, py: Python<'_>, count: usize) -> PyResult<Table> {
        self.table_of_works(py, &self.0.most_cited(count))
    }

    #[pyo3(signature = (symbol, steps=None))]
    fn rests_on(&self, py: Python<'_>, symbol: &str, steps: Option<usize>) -> PyResult<Table> {
        let work = self.find(py, symbol)?;
        self.table_of_works(py, &self.0.rests_on(work, steps))
    }

    fn chain(&self, py: Python<'_>, symbol: &str) -> PyResult<Table> {
        let work = self.find(py, symbol)?;
        self.table_of_works(py, &self.0.chain(work))
    }

    fn missing(&self, py: Python<'_>) -> PyResult<Table> {
        self.table_of_works(py, &self.0.missing())
    }
}

/// Make a network from its pickled bytes.
#[pyfunction]
#[pyo3(name = "_restore_graph")]
pub(crate) fn restore_graph(py: Python<'_>, state: &[u8]) -> PyResult<Graph> {
    py.detach(|| serde_json::from_slice(state))
        .map(|inner| Graph::new(Arc::new(inner)))
        .map_err(|error| errors::operative_error(py, &error))
}
