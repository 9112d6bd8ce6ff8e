//! The class of paragraphs, headings, tables and closing lines.

use operative::Action;
use operative::grammar::NodeId;
use operative::semantics::Place as ReferencePlace;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::convert::shortened;
use crate::mandate::Mandate;
use crate::place::Place;
use crate::resolution::Resolution;
use crate::sequences::{Calls, Paragraphs, References};

/// A paragraph, heading, table or closing line of a resolution.
///
/// >>> import operative
/// >>> paragraph = operative.parse("1. Calls upon States:\n\n(a) To read;\n\n(b) To write.").operative[0]
/// >>> paragraph.lead, paragraph.action
/// ('Calls upon', 'call-upon')
/// >>> [child.path for child in paragraph.children]
/// ['1(a)', '1(b)']
#[pyclass(frozen, eq, hash, module = "operative")]
#[derive(PartialEq, Hash)]
pub(crate) struct Paragraph(pub(crate) Place);

impl Paragraph {
    fn view(&self) -> operative::Paragraph<'_> {
        self.0
            .whole()
            .paragraph(NodeId(self.0.index()))
            .expect("the place was checked when it was made")
    }
}

#[pymethods]
impl Paragraph {
    /// Its number in the document, from 0.
    #[getter]
    const fn index(&self) -> u32 {
        self.0.index()
    }

    /// What it is: ``"preambular"``, ``"operative"``, ``"subparagraph"``, ``"heading"`` and so on.
    #[getter]
    fn kind(&self) -> &'static str {
        self.view().kind().as_str()
    }

    /// The part it stands in: ``"formula"``, ``"preamble"``, ``"operative"``, ``"annex"``,
    /// ``"closing"`` or ``"other-language"``.
    #[getter]
    fn part(&self) -> &'static str {
        self.view().part().as_str()
    }

    /// Its depth, 0 at the top.
    #[getter]
    fn level(&self) -> u8 {
        self.view().level()
    }

    /// Its label as printed, such as ``"1."``.
    #[getter]
    fn label(&self) -> Option<&str> {
        self.view().label()
    }

    /// Its address within its part, the same in every language, such as ``"3(b)(ii)"``.
    #[getter]
    fn path(&self) -> Option<String> {
        self.view().path()
    }

    /// The headings it stands under, the outermost first.
    #[getter]
    fn section(&self) -> Option<String> {
        self.view().section()
    }

    /// The leading verb phrase as printed, such as ``"Recalling also"``.
    #[getter]
    fn lead(&self) -> Option<&str> {
        self.view().lead()
    }

    /// The class of the leading verb, such as ``"recall"``.
    #[getter]
    fn action(&self) -> Option<&'static str> {
        self.view().action().map(Action::as_str)
    }

    /// Its clean text: no label, no calls, no mark-up, page breaks healed.
    #[getter]
    fn text(&self) -> &str {
        self.view().text()
    }

    /// The paragraph or heading it belongs to.
    #[getter]
    fn parent(&self, py: Python<'_>) -> Option<Self> {
        self.view()
            .parent()
            .map(|parent| Self(self.0.other(py, parent.id().0)))
    }

    /// What belongs to it, one level down.
    #[getter]
    fn children(&self, py: Python<'_>) -> Paragraphs {
        let ids = self.view().children().map(|child| child.id().0).collect();
        Paragraphs::new(self.0.resolution(py), ids)
    }

    /// What it asks, of whom and by when; None where it asks nothing.
    #[getter]
    fn mandate(&self, py: Python<'_>) -> Option<Mandate> {
        let mut mandates = self.0.whole().mandates.iter();
        let index = mandates.position(|mandate| mandate.node.0 == self.0.index())?;
        Some(Mandate(self.0.other(py, index as u32)))
    }

    /// The cells of a table's row, in order; empty where it is no row.
    #[getter]
    fn cells<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.view().cells().collect::<Vec<_>>())
    }

    /// The calls of footnotes in its text.
    #[getter]
    fn calls(&self, py: Python<'_>) -> Calls {
        let ids = self.view().calls().map(|call| call.index()).collect();
        Calls::new(self.0.resolution(py), ids)
    }

    /// The references in its text.
    #[getter]
    fn references(&self, py: Python<'_>) -> References {
        self.0
            .references(py, ReferencePlace::Node(NodeId(self.0.index())))
    }

    /// Where its text stands in the source, as pairs of characters: one, or one for each half
    /// where a page break cuts it.
    #[getter]
    fn spans<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.0.ranges(py, self.view().spans())
    }

    /// The first character of it in the source, label and all.
    #[getter]
    fn start(&self) -> usize {
        self.0.range(self.view().span()).0
    }

    /// One past its last character in the source.
    #[getter]
    fn end(&self) -> usize {
        self.0.range(self.view().span()).1
    }

    /// The resolution it stands in.
    #[getter]
    fn resolution(&self, py: Python<'_>) -> Py<Resolution> {
        self.0.resolution(py)
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
        let name = self
            .label()
            .map_or_else(String::new, |label| format!(" {label}"));
        format!(
            "<Paragraph {}{name} {}>",
            self.kind(),
            shortened(self.text(), 60)
        )
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.0.reduce(py, "Paragraph")
    }
}
