//! The class of diagnostics.

use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::place::Place;

/// Something to say about the source: a repair, a doubt or a fault.
///
/// >>> import operative
/// >>> operative.parse("").diagnostics[0].code
/// 'empty-source'
#[pyclass(frozen, eq, hash, module = "operative")]
#[derive(PartialEq, Hash)]
pub(crate) struct Diagnostic(pub(crate) Place);

impl Diagnostic {
    fn view(&self) -> &operative::Diagnostic {
        &self.0.whole().diagnostics[self.0.index() as usize]
    }
}

#[pymethods]
impl Diagnostic {
    /// What kind of thing; its meaning never changes.
    #[getter]
    fn code(&self) -> &'static str {
        self.view().code.as_str()
    }

    /// How grave it is: ``"note"``, ``"warning"`` or ``"error"``.
    #[getter]
    fn severity(&self) -> &'static str {
        self.view().severity.as_str()
    }

    /// What was expected, what was found, and what was done about it.
    #[getter]
    fn message(&self) -> &str {
        &self.view().message
    }

    /// What to do about it, where there is something to do.
    #[getter]
    fn help(&self) -> Option<&str> {
        self.view().help.as_deref()
    }

    /// The line of the source it begins on, from 1.
    #[getter]
    fn line(&self) -> usize {
        let before =
            &self.0.whole().document.source().as_bytes()[..self.view().span.start as usize];
        before.iter().filter(|byte| **byte == b'\n').count() + 1
    }

    /// The first character of it in the source.
    #[getter]
    fn start(&self) -> usize {
        self.0.range(self.view().span).0
    }

    /// One past its last character in the source.
    #[getter]
    fn end(&self) -> usize {
        self.0.range(self.view().span).1
    }

    /// Where it stands in the file: its pages and boxes, its paragraphs or its elements.
    #[getter]
    fn origins<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.0.origins(py, &[self.view().span])
    }

    fn __str__(&self) -> String {
        format!("line {}: {} [{}]", self.line(), self.message(), self.code())
    }

    fn __repr__(&self) -> String {
        format!(
            "<Diagnostic {} {}, line {}>",
            self.severity(),
            self.code(),
            self.line()
        )
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.0.reduce(py, "Diagnostic")
    }
}
