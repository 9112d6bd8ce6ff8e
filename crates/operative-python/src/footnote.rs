//! The classes of footnotes and their calls.

use operative::semantics::Place as ReferencePlace;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::convert::{hull, shortened};
use crate::paragraph::Paragraph;
use crate::place::Place;
use crate::sequences::{Calls, References};

/// A footnote, bound to its calls.
///
/// >>> import operative
/// >>> resolution = operative.parse("1. Recalls the Declaration;¹\n\n¹ Resolution 55/2.\n")
/// >>> resolution.footnotes[0]
/// <Footnote 1 'Resolution 55/2.'>
/// >>> resolution.footnotes[0].paragraph.label
/// '1.'
#[pyclass(frozen, eq, hash, module = "operative")]
#[derive(PartialEq, Hash)]
pub(crate) struct Footnote(pub(crate) Place);

impl Footnote {
    fn view(&self) -> operative::Footnote<'_> {
        self.0
            .whole()
            .footnotes()
            .nth(self.0.index() as usize)
            .expect("the place was checked when it was made")
    }

    /// The first call that stands in a paragraph.
    fn first_call(&self) -> Option<operative::Call<'_>> {
        self.view().calls().find(|call| call.paragraph().is_some())
    }
}

#[pymethods]
impl Footnote {
    /// Its label, bare, such as ``"1"`` or ``"*"``.
    #[getter]
    fn label(&self) -> &str {
        self.view().label()
    }

    /// Its text.
    #[getter]
    fn text(&self) -> &str {
        self.view().text()
    }

    /// Its calls, in the order they are read.
    #[getter]
    fn calls(&self, py: Python<'_>) -> Calls {
        let ids = self.view().calls().map(|call| call.index()).collect();
        Calls::new(self.0.resolution(py), ids)
    }

    /// The paragraph where it is first called.
    #[getter]
    fn paragraph(&self, py: Python<'_>) -> Option<Paragraph> {
        let paragraph = self.first_call()?.paragraph()?;
        Some(Paragraph(self.0.other(py, paragraph.id().0)))
    }

    /// The place of that call, in characters of the paragraph's text.
    #[getter]
    fn offset(&self) -> Option<usize> {
        offset(&self.0, self.first_call()?)
    }

    /// The references in it.
    #[getter]
    fn references(&self, py: Python<'_>) -> References {
        self.0
            .references(py, ReferencePlace::Footnote(self.0.index()))
    }

    /// Where its text stands in the source, as pairs of characters.
    #[getter]
    fn spans<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.0.ranges(py, self.view().spans())
    }

    /// The first character of its text in the source.
    #[getter]
    fn start(&self) -> usize {
        self.0.range(hull(&self.view().spans())).0
    }

    /// One past its last character in the source.
    #[getter]
    fn end(&self) -> usize {
        self.0.range(hull(&self.view().spans())).1
    }

    /// Where it stands in the file: its pages and boxes, its paragraphs or its elements.
    #[getter]
    fn origins<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.0.origins(py, &self.view().spans())
    }

    fn __str__(&self) -> &str {
        self.text()
    }

    fn __repr__(&self) -> String {
        format!("<Footnote {} {}>", self.label(), shortened(self.text(), 60))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.0.reduce(py, "Footnote")
    }
}

/// The call of a footnote: the raised number in the text.
#[pyclass(frozen, eq, hash, module = "operative")]
#[derive(PartialEq, Hash)]
pub(crate) struct Call(pub(crate) Place);

impl Call {
    fn view(&self) -> operative::Call<'_> {
        self.0
            .whole()
            .calls()
            .nth(self.0.index() as usize)
            .expect("the place was checked when it was made")
    }
}

#[pymethods]
impl Call {
    /// Its label, bare.
    #[getter]
    fn label(&self) -> &str {
        self.view().label()
    }

    /// The footnote it calls; None where there is none.
    #[getter]
    fn footnote(&self, py: Python<'_>) -> Option<Footnote> {
        self.view()
            .binding()
            .map(|index| Footnote(self.0.other(py, index)))
    }

    /// The paragraph it stands in; None where it stands in the masthead or in a footnote.
    #[getter]
    fn paragraph(&self, py: Python<'_>) -> Option<Paragraph> {
        self.view()
            .paragraph()
            .map(|paragraph| Paragraph(self.0.other(py, paragraph.id().0)))
    }

    /// Where it stands, in characters of the paragraph's text.
    #[getter]
    fn offset(&self) -> Option<usize> {
        offset(&self.0, self.view())
    }

    /// The first character of it in the source, mark-up and all.
    #[getter]
    fn start(&self) -> usize {
        self.0.range(self.view().span()).0
    }

    /// One past its last character in the source.
    #[getter]
    fn end(&self) -> usize {
        self.0.range(self.view().span()).1
    }

    /// Where it stands in the file: its pages and boxes, its paragraphs or its elements.
    #[getter]
    fn origins<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.0.origins(py, &[self.view().span()])
    }

    fn __repr__(&self) -> String {
        let bound = if self.view().binding().is_some() {
            ""
        } else {
            " without a footnote"
        };
        format!("<Call {}{bound}>", self.label())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.0.reduce(py, "Call")
    }
}

fn offset(place: &Place, call: operative::Call<'_>) -> Option<usize> {
    let start = call.paragraph()?.node().passage.text.start as usize;
    Some(place.characters_between(start, start + call.offset()?))
}
