//! The class `Concordance`: language versions of one resolution side by side.

use operative::formats::concordance::{html, table};
use operative::formats::tables::{AlignedRow, DifferenceRow, arrow};
use operative::semantics::Concordance as Inner;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::errors;
use crate::resolution::Resolution;
use crate::tables::Table;

/// Language versions of one resolution side by side, and where they differ.
///
/// Made by :func:`operative.align`.
#[pyclass(frozen, eq, module = "operative")]
pub(crate) struct Concordance {
    versions: Vec<Py<Resolution>>,
    inner: Inner,
}

impl PartialEq for Concordance {
    fn eq(&self, other: &Self) -> bool {
        let mut pairs = self.versions.iter().zip(&other.versions);
        self.versions.len() == other.versions.len()
            && pairs.all(|(left, right)| left.get() == right.get())
    }
}

impl Concordance {
    fn views(&self) -> Vec<&operative::Resolution> {
        views(&self.versions)
    }
}

fn views(versions: &[Py<Resolution>]) -> Vec<&operative::Resolution> {
    versions.iter().map(|it| &it.get().inner).collect()
}

/// Lay language versions of one resolution side by side, paragraph by paragraph, and tell where they
/// differ from the first: in identity, structure, numbering, dates and references.
///
/// Args:
///     versions: The versions, the one that the others are held against first.
///
/// >>> import operative
/// >>> english = operative.parse("The General Assembly,\n\nRecalling its resolution 70/1,")
/// >>> french = operative.parse("L’Assemblée générale,\n\nRappelant sa résolution 70/2,")
/// >>> concordance = operative.align([english, french])
/// >>> concordance.differences[0]["sentence"]
/// 'references: en has A/RES/70/1, fr has A/RES/70/2'
/// >>> [row["text"] for row in concordance.rows if row["row"] == 1]
/// ['Recalling its resolution 70/1,', 'Rappelant sa résolution 70/2,']
#[pyfunction]
pub(crate) fn align(py: Python<'_>, versions: Vec<Py<Resolution>>) -> Concordance {
    let inner = py.detach(|| operative::semantics::align(&views(&versions)));
    Concordance { versions, inner }
}

#[pymethods]
impl Concordance {
    /// The versions, in the order they were given.
    #[getter]
    fn versions<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.versions)
    }

    /// The paragraphs: one row for each version of each; those that answer each other share the
    /// number ``row``.
    #[getter]
    fn rows(&self, py: Python<'_>) -> PyResult<Table> {
        let versions = self.views();
        let batch = arrow::batch(&AlignedRow::of(&self.inner, &versions));
        let batch = batch.map_err(|error| errors::operative_error(py, &error))?;
        Ok(Table::single("concordance", batch))
    }

    /// Every difference; those of the documents as wholes first.
    #[getter]
    fn differences(&self, py: Python<'_>) -> PyResult<Table> {
        let batch = arrow::batch(&DifferenceRow::of(&self.inner, &self.views()));
        let batch = batch.map_err(|error| errors::operative_error(py, &error))?;
        Ok(Table::single("differences", batch))
    }

    /// A page to read, that needs nothing beside itself: a column for each version, and below a row
    /// that differs in what it does.
    ///
    /// >>> import operative
    /// >>> resolution = operative.parse("1. Decides to act.")
    /// >>> "No differences." in operative.align([resolution, resolution]).html()
    /// True
    fn html(&self) -> String {
        html(&self.inner, &self.views())
    }

    /// What notebooks show.
    fn _repr_html_(&self) -> String {
        table(&self.inner, &self.views())
    }

    fn __repr__(&self) -> String {
        format!(
            "<Concordance of {} versions: {} rows, {} differences>",
            self.versions.len(),
            self.inner.rows.len(),
            self.inner.differences.len()
        )
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let align = py.import("operative")?.getattr("align")?;
        (align, (self.versions(py)?,)).into_pyobject(py)
    }
}
