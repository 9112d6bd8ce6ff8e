//! The classes of what a resolution holds: each is a place in its resolution.

use std::hash::{Hash, Hasher};

use operative::grammar::NodeId;
use operative::semantics::Place as ReferencePlace;
use operative::{Action, Organ, Span};
use pyo3::exceptions::{PyIndexError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDate, PyTuple};

use crate::ballot::{Ballot, Vote};
use crate::convert::{self, Range, hull, shortened};
use crate::mandate::Mandate;
use crate::resolution::Resolution;
use crate::sequences::{Calls, Paragraphs, References};

/// The place of something in a resolution. It is checked when it is made.
pub(crate) struct Place {
    resolution: Py<Resolution>,
    index: u32,
}

impl Place {
    pub(crate) const fn new(resolution: Py<Resolution>, index: u32) -> Self {
        Self { resolution, index }
    }

    pub(crate) const fn index(&self) -> u32 {
        self.index
    }

    pub(crate) fn whole(&self) -> &operative::Resolution {
        &self.resolution.get().inner
    }

    pub(crate) fn other(&self, py: Python<'_>, index: u32) -> Self {
        Self {
            resolution: self.resolution.clone_ref(py),
            index,
        }
    }

    pub(crate) fn range(&self, span: Span) -> Range {
        self.resolution.get().range(span)
    }

    fn ranges<'py>(&self, py: Python<'py>, spans: Vec<Span>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, spans.into_iter().map(|span| self.range(span)))
    }

    pub(crate) fn origins<'py>(
        &self,
        py: Python<'py>,
        spans: &[Span],
    ) -> PyResult<Bound<'py, PyTuple>> {
        self.resolution.get().origins_at(py, spans)
    }

    fn references(&self, py: Python<'_>, place: ReferencePlace) -> References {
        let all = &self.whole().references;
        let first = all.partition_point(|reference| reference.place < place);
        let end = first + self.whole().references_in(place).len();
        let ids = (first as u32..end as u32).collect();
        References::new(self.resolution.clone_ref(py), ids)
    }

    pub(crate) fn reduce<'py>(&self, py: Python<'py>, kind: &str) -> PyResult<Bound<'py, PyTuple>> {
        let item = py.import("operative._native")?.getattr("_item")?;
        (item, (kind, &self.resolution, self.index)).into_pyobject(py)
    }
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index && self.resolution.get() == other.resolution.get()
    }
}

impl Hash for Place {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.resolution.get().hash(state);
        state.write_u32(self.index);
    }
}

/// Give something of a resolution by its kind and index, for pickles.
#[pyfunction]
#[pyo3(name = "_item")]
pub(crate) fn item<'py>(
    py: Python<'py>,
    kind: &str,
    resolution: Py<Resolution>,
    index: u32,
) -> PyResult<Bound<'py, PyAny>> {
    let whole = &resolution.get().inner;
    let count = match kind {
        "Paragraph" => whole.document.nodes().len(),
        "Footnote" => whole.document.footnotes().len(),
        "Call" => whole.document.calls().len(),
        "Reference" => whole.references.len(),
        "Diagnostic" => whole.diagnostics.len(),
        "Ballot" => 1,
        "Vote" => whole.ballot.votes.len(),
        "Mandate" => whole.mandates.len(),
        _ => return Err(PyValueError::new_err(format!("no kind is named {kind:?}"))),
    };
    if index as usize >= count {
        return Err(PyIndexError::new_err(format!(
            "no {kind} has the index {index}"
        )));
    }
    let place = Place { resolution, index };
    Ok(match kind {
        "Paragraph" => Bound::new(py, Paragraph(place))?.into_any(),
        "Footnote" => Bound::new(py, Footnote(place))?.into_any(),
        "Call" => Bound::new(py, Call(place))?.into_any(),
        "Reference" => Bound::new(py, Reference(place))?.into_any(),
        "Ballot" => Bound::new(py, Ballot::of(place.resolution))?.into_any(),
        "Vote" => Bound::new(py, Vote::at(place))?.into_any(),
        "Mandate" => Bound::new(py, Mandate::at(place))?.into_any(),
        _ => Bound::new(py, Diagnostic(place))?.into_any(),
    })
}

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
    pub(crate) const fn at(resolution: Py<Resolution>, index: u32) -> Self {
        Self(Place { resolution, index })
    }

    fn view(&self) -> operative::Paragraph<'_> {
        self.0
            .whole()
            .paragraph(NodeId(self.0.index))
            .expect("the place was checked when it was made")
    }
}

#[pymethods]
impl Paragraph {
    /// Its number in the document, from 0.
    #[getter]
    const fn index(&self) -> u32 {
        self.0.index
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
        Paragraphs::new(self.0.resolution.clone_ref(py), ids)
    }

    /// What it asks, of whom and by when; None where it asks nothing.
    #[getter]
    fn mandate(&self, py: Python<'_>) -> Option<Mandate> {
        let mut mandates = self.0.whole().mandates.iter();
        let index = mandates.position(|mandate| mandate.node.0 == self.0.index)?;
        Some(Mandate::at(self.0.other(py, index as u32)))
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
        Calls::new(self.0.resolution.clone_ref(py), ids)
    }

    /// The references in its text.
    #[getter]
    fn references(&self, py: Python<'_>) -> References {
        self.0
            .references(py, ReferencePlace::Node(NodeId(self.0.index)))
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
        self.0.resolution.clone_ref(py)
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
    pub(crate) const fn at(resolution: Py<Resolution>, index: u32) -> Self {
        Self(Place { resolution, index })
    }

    fn view(&self) -> operative::Footnote<'_> {
        self.0
            .whole()
            .footnotes()
            .nth(self.0.index as usize)
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
        Calls::new(self.0.resolution.clone_ref(py), ids)
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
            .references(py, ReferencePlace::Footnote(self.0.index))
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
    pub(crate) const fn at(resolution: Py<Resolution>, index: u32) -> Self {
        Self(Place { resolution, index })
    }

    fn view(&self) -> operative::Call<'_> {
        self.0
            .whole()
            .calls()
            .nth(self.0.index as usize)
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
    Some(
        place
            .resolution
            .get()
            .characters_between(start, start + call.offset()?),
    )
}

/// A reference: the words that cite, and what they cite.
///
/// >>> import operative
/// >>> reference = operative.parse("The General Assembly,\n\nRecalling its resolution 70/1,").references[0]
/// >>> reference.target, reference.rule
/// ('A/RES/70/1', 'own-organ')
#[pyclass(frozen, eq, hash, module = "operative")]
#[derive(PartialEq, Hash)]
pub(crate) struct Reference(pub(crate) Place);

impl Reference {
    pub(crate) const fn at(resolution: Py<Resolution>, index: u32) -> Self {
        Self(Place { resolution, index })
    }

    fn view(&self) -> &operative::Reference {
        &self.0.whole().references[self.0.index as usize]
    }
}

#[pymethods]
impl Reference {
    /// Its words.
    #[getter]
    fn text(&self) -> &str {
        self.0.whole().words_of(self.view())
    }

    /// What kind of thing it cites, such as ``"resolution"``.
    #[getter]
    fn kind(&self) -> &'static str {
        self.view().kind.as_str()
    }

    /// The canonical symbol or identifier of what it cites; None where that is not known.
    #[getter]
    fn target(&self) -> Option<&str> {
        self.view().target.as_deref()
    }

    /// The organ that issued what it cites.
    #[getter]
    fn issuer(&self) -> Option<&'static str> {
        self.view().issuer.map(Organ::as_str)
    }

    /// The date that stands with it.
    #[getter]
    fn date<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDate>>> {
        convert::date(py, self.view().date)
    }

    /// What part of the target it cites, as printed.
    #[getter]
    fn pinpoint(&self) -> Option<&str> {
        self.view().pinpoint.as_deref()
    }

    /// What the text does with the target: ``"basis"``, ``"source"``, ``"see"``, ``"mention"``, or
    /// the class of the act.
    #[getter]
    fn relation(&self) -> &'static str {
        self.view().relation.as_str()
    }

    /// Why it points where it does.
    #[getter]
    fn rule(&self) -> &'static str {
        self.view().rule.as_str()
    }

    /// Targets that remain possible where more than one does; the likeliest first.
    #[getter]
    fn candidates<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.view().candidates)
    }

    /// The paragraph that it means, where it means a part of the same document.
    #[getter]
    fn means(&self, py: Python<'_>) -> Option<Paragraph> {
        self.view().node.map(|id| Paragraph(self.0.other(py, id.0)))
    }

    /// Say in one sentence why it points where it does.
    ///
    /// >>> import operative
    /// >>> text = "The General Assembly,\n\nRecalling its resolution 70/1,"
    /// >>> operative.parse(text).references[0].explain()
    /// 'A/RES/70/1, because "its" means the organ of the document (the General Assembly).'
    fn explain(&self) -> String {
        self.view().explain()
    }

    /// The paragraph it stands in.
    #[getter]
    fn paragraph(&self, py: Python<'_>) -> Option<Paragraph> {
        match self.view().place {
            ReferencePlace::Node(id) => Some(Paragraph(self.0.other(py, id.0))),
            _ => None,
        }
    }

    /// The footnote it stands in.
    #[getter]
    fn footnote(&self, py: Python<'_>) -> Option<Footnote> {
        match self.view().place {
            ReferencePlace::Footnote(index) => Some(Footnote(self.0.other(py, index))),
            _ => None,
        }
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

    fn __repr__(&self) -> String {
        let target = self.target().unwrap_or("unknown");
        format!("<Reference {} to {target}>", shortened(self.text(), 60))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.0.reduce(py, "Reference")
    }
}

/// Something to say about the source: a repair, a doubt or a fault.
///
/// >>> import operative
/// >>> operative.parse("").diagnostics[0].code
/// 'empty-source'
#[pyclass(frozen, eq, hash, module = "operative")]
#[derive(PartialEq, Hash)]
pub(crate) struct Diagnostic(pub(crate) Place);

impl Diagnostic {
    pub(crate) const fn at(resolution: Py<Resolution>, index: u32) -> Self {
        Self(Place { resolution, index })
    }

    fn view(&self) -> &operative::Diagnostic {
        &self.0.whole().diagnostics[self.0.index as usize]
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
