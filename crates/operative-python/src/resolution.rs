//! The class `Resolution`.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::OnceLock;

use operative::formats::CharacterIndex;
use operative::formats::json::Tree;
use operative::formats::read::{self, Origins};
use operative::formats::write;
use operative::grammar::Masthead;
use operative::{Organ, Paragraph as View, Span};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDate, PyDict, PyTuple};

use crate::ballot::Ballot;
use crate::convert::{self, Range};
use crate::errors;
use crate::origin::Origin;
use crate::sequences::{Diagnostics, Footnotes, Paragraphs, References};

/// A resolution: what it is, what it says, and what it rests on.
///
/// Made by :func:`operative.parse` and :func:`operative.read`; it never changes.
///
/// >>> import operative
/// >>> resolution = operative.parse('''
/// ... Resolution adopted by the General Assembly on 15 December 2022
/// ...
/// ... 77/999. Reading of resolutions
/// ...
/// ... The General Assembly,
/// ...
/// ... Recalling its resolution 70/1 of 25 September 2015,
/// ...
/// ... 1. Decides to read resolutions with care.
/// ... ''')
/// >>> resolution
/// <Resolution A/RES/77/999 'Reading of resolutions' (en; 1 preambular, 1 operative)>
/// >>> resolution.adopted
/// datetime.date(2022, 12, 15)
/// >>> resolution.references[-1].target
/// 'A/RES/70/1'
#[pyclass(frozen, eq, hash, module = "operative")]
pub(crate) struct Resolution {
    pub(crate) inner: operative::Resolution,
    path: Option<String>,
    origins: Origins,
    /// Where it stands in the text it was cut from, in characters.
    span: Option<Range>,
    index: OnceLock<Indices>,
    hash: OnceLock<u64>,
}

/// From bytes to characters.
struct Indices {
    source: CharacterIndex,
    text: CharacterIndex,
}

impl Resolution {
    pub(crate) fn new(inner: operative::Resolution, path: Option<String>) -> Self {
        Self {
            inner,
            path,
            origins: Origins::default(),
            span: None,
            index: OnceLock::new(),
            hash: OnceLock::new(),
        }
    }

    /// The same, read from a file whose places are known.
    pub(crate) fn read_from(mut self, origins: Origins) -> Self {
        self.origins = origins;
        self
    }

    /// The same, cut from a text at a place.
    pub(crate) const fn within(mut self, span: Range) -> Self {
        self.span = Some(span);
        self
    }

    /// The name under which it stands in tables.
    pub(crate) fn source_name(&self) -> &str {
        self.path
            .as_deref()
            .or_else(|| self.inner.symbol())
            .unwrap_or_default()
    }

    /// A span of the source in characters.
    pub(crate) fn range(&self, span: Span) -> Range {
        let source = self.inner.document.source();
        let index = &self.indices().source;
        (index.at(source, span.start), index.at(source, span.end))
    }

    /// Where spans of the source stand in the file it was read from.
    pub(crate) fn origins_at<'py>(
        &self,
        py: Python<'py>,
        spans: &[Span],
    ) -> PyResult<Bound<'py, PyTuple>> {
        let origins = spans.iter().flat_map(|span| self.origins.of(*span));
        let origins = origins.map(|origin| Origin::new(origin, self.range(origin.span)));
        PyTuple::new(py, origins.collect::<Vec<_>>())
    }

    /// The characters of the clean text between two offsets.
    pub(crate) fn characters_between(&self, start: usize, end: usize) -> usize {
        let text = self.inner.document.text();
        let index = &self.indices().text;
        index.at(text, end) - index.at(text, start)
    }

    fn indices(&self) -> &Indices {
        self.index.get_or_init(|| Indices {
            source: CharacterIndex::of(self.inner.document.source()),
            text: CharacterIndex::of(self.inner.document.text()),
        })
    }

    fn masthead(&self) -> &Masthead {
        self.inner.document.masthead()
    }
}

impl PartialEq for Resolution {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other) || self.inner == other.inner
    }
}

impl Hash for Resolution {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let hash = self.hash.get_or_init(|| {
            let mut hasher = DefaultHasher::new();
            self.inner.document.source().hash(&mut hasher);
            hasher.finish()
        });
        state.write_u64(*hash);
    }
}

#[pymethods]
impl Resolution {
    /// The canonical symbol, such as ``"A/RES/77/213"``.
    #[getter]
    fn symbol(&self) -> Option<&str> {
        self.inner.symbol()
    }

    /// Whether the symbol was derived from the number and the organ rather than printed.
    #[getter]
    const fn symbol_derived(&self) -> bool {
        self.inner.identity.derived
    }

    /// What it is: ``"resolution"``, ``"decision"``, ``"statement"``, ``"draft"`` or
    /// ``"corrigendum"``.
    #[getter]
    const fn r#type(&self) -> &'static str {
        self.inner.identity.kind.as_str()
    }

    /// The organ that adopted it, such as ``"general-assembly"``.
    #[getter]
    fn organ(&self) -> Option<&'static str> {
        self.inner.identity.organ.map(Organ::as_str)
    }

    /// The session as symbols write it, such as ``"77"`` or ``"ES-11"``.
    #[getter]
    fn session(&self) -> Option<&str> {
        self.inner.identity.session.as_deref()
    }

    /// The number as printed, such as ``"77/213"``.
    #[getter]
    fn number(&self) -> Option<&str> {
        self.inner.identity.number.as_deref()
    }

    /// The title.
    #[getter]
    fn title(&self) -> Option<&str> {
        self.inner.title()
    }

    /// The date of adoption.
    #[getter]
    fn adopted<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDate>>> {
        convert::date(py, self.inner.adopted())
    }

    /// The date of issue.
    #[getter]
    fn issued<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDate>>> {
        convert::date(py, self.masthead().issued)
    }

    /// The distribution as printed, such as ``"General"``.
    #[getter]
    fn distribution(&self) -> Option<&str> {
        self.masthead().distribution.as_deref()
    }

    /// The agenda items as printed.
    #[getter]
    fn agenda_items<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.masthead().agenda_items)
    }

    /// The title of the agenda item.
    #[getter]
    fn agenda_title(&self) -> Option<&str> {
        self.masthead().agenda_title.as_deref()
    }

    /// The bracketed source line, as printed.
    #[getter]
    fn basis(&self) -> Option<&str> {
        self.masthead().basis.as_deref()
    }

    /// The committee named in the source line, as printed.
    #[getter]
    fn committee(&self) -> Option<&str> {
        self.inner.identity.committee.as_deref()
    }

    /// The meeting it was adopted at, as printed.
    #[getter]
    fn meeting(&self) -> Option<&str> {
        self.inner.identity.meeting.as_deref()
    }

    /// How it was adopted, as printed.
    #[getter]
    fn vote(&self) -> Option<&str> {
        self.inner.identity.vote.as_deref()
    }

    /// How it was adopted: the manner, the counts, and who voted how.
    #[getter]
    fn ballot(slf: Bound<'_, Self>) -> Ballot {
        Ballot::of(slf.unbind())
    }

    /// Those who sponsor a draft, as printed.
    #[getter]
    fn sponsors<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.inner.identity.sponsors)
    }

    /// The code of its language, such as ``"fr"``.
    #[getter]
    fn language(&self) -> &'static str {
        self.inner.language().code()
    }

    /// How the source marks its footnotes: ``"ocr"``, ``"gfm"``, ``"plain"`` or ``"unicode"``.
    #[getter]
    const fn profile(&self) -> &'static str {
        self.inner.document.profile().as_str()
    }

    /// The path it was read from; None where it was parsed from text.
    #[getter]
    fn path(&self) -> Option<&str> {
        self.path.as_deref()
    }

    /// The source text, which every ``start`` and ``end`` counts the characters of.
    #[getter]
    fn source(&self) -> &str {
        self.inner.document.source()
    }

    /// The first character of its source, and one past the last, in the text that
    /// :func:`operative.parse_all` cut it from; where it was not cut from one, all of its source.
    #[getter]
    fn span(&self) -> Range {
        let whole = Span::from_range(0, self.inner.document.source().len());
        self.span.unwrap_or_else(|| self.range(whole))
    }

    /// Where the parts of its source stand in the file it was read from, in their order; empty
    /// where it was read from plain text, which is its own source.
    #[getter]
    fn origins<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let whole = Span::from_range(0, self.inner.document.source().len());
        self.origins_at(py, &[whole])
    }

    /// Where what lies between two characters of the source stands in the file.
    ///
    /// >>> import operative
    /// >>> operative.parse("1. Decides to act.").origins_of(3, 10)
    /// ()
    fn origins_of<'py>(
        &self,
        py: Python<'py>,
        start: usize,
        end: usize,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let overlap = |origin: &&read::Origin| {
            let (first, last) = self.range(origin.span);
            first < end && start < last
        };
        let spans: Vec<Span> = self
            .origins
            .iter()
            .filter(overlap)
            .map(|origin| origin.span)
            .collect();
        self.origins_at(py, &spans)
    }

    /// The preambular paragraphs.
    #[getter]
    fn preamble(slf: Bound<'_, Self>) -> Paragraphs {
        let ids = slf.get().inner.preamble().map(|view| view.id().0).collect();
        Paragraphs::new(slf.unbind(), ids)
    }

    /// The operative paragraphs; their sub-paragraphs are their children.
    #[getter]
    fn operative(slf: Bound<'_, Self>) -> Paragraphs {
        let ids = slf
            .get()
            .inner
            .operative()
            .map(|view| view.id().0)
            .collect();
        Paragraphs::new(slf.unbind(), ids)
    }

    /// What stands at the top of the annexes.
    #[getter]
    fn annexes(slf: Bound<'_, Self>) -> Paragraphs {
        let ids = slf.get().inner.annexes().map(|view| view.id().0).collect();
        Paragraphs::new(slf.unbind(), ids)
    }

    /// Every paragraph, heading, table and closing line, in the order of the document.
    #[getter]
    fn paragraphs(slf: Bound<'_, Self>) -> Paragraphs {
        let ids = slf
            .get()
            .inner
            .paragraphs()
            .map(|view: View<'_>| view.id().0)
            .collect();
        Paragraphs::new(slf.unbind(), ids)
    }

    /// The footnotes, in the order of the source.
    #[getter]
    fn footnotes(slf: Bound<'_, Self>) -> Footnotes {
        let count = slf.get().inner.document.footnotes().len() as u32;
        Footnotes::new(slf.unbind(), (0..count).collect())
    }

    /// The references, in the order of the masthead, the body and the footnotes.
    #[getter]
    fn references(slf: Bound<'_, Self>) -> References {
        let count = slf.get().inner.references.len() as u32;
        References::new(slf.unbind(), (0..count).collect())
    }

    /// What there is to say about the source, in its order.
    #[getter]
    fn diagnostics(slf: Bound<'_, Self>) -> Diagnostics {
        let count = slf.get().inner.diagnostics.len() as u32;
        Diagnostics::new(slf.unbind(), (0..count).collect())
    }

    /// The whole tree as JSON, with its schema version; offsets are characters of the source.
    ///
    /// >>> import json, operative
    /// >>> json.loads(operative.parse("1. Decides to act.").to_json())["schema_version"]
    /// 1
    #[pyo3(signature = (*, pretty=false))]
    fn to_json(&self, py: Python<'_>, pretty: bool) -> PyResult<String> {
        let json = py.detach(|| {
            let tree = Tree::with_origins(&self.inner, &self.origins);
            if pretty {
                serde_json::to_string_pretty(&tree)
            } else {
                serde_json::to_string(&tree)
            }
        });
        json.map_err(|error| errors::operative_error(py, &error))
    }

    /// The whole tree as dictionaries and lists, the same as that of :meth:`to_json`.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let tree = py
            .import("json")?
            .call_method1("loads", (self.to_json(py, false)?,))?;
        Ok(tree.cast_into()?)
    }

    /// Akoma Ntoso XML, in the form of the United Nations' guidelines, valid against the OASIS schema.
    ///
    /// >>> import operative
    /// >>> '<paragraph eId="para_1">' in operative.parse("1. Decides to act.").to_akn()
    /// True
    fn to_akn(&self, py: Python<'_>) -> String {
        py.detach(|| write::akn(&self.inner))
    }

    /// A page to read, that needs nothing beside itself.
    ///
    /// >>> import operative
    /// >>> operative.parse("1. Decides to act.").to_html()[:15]
    /// '<!DOCTYPE html>'
    fn to_html(&self, py: Python<'_>) -> String {
        py.detach(|| write::html(&self.inner))
    }

    /// Markdown, cleaned: whole paragraphs, nothing that a printer put between them.
    ///
    /// >>> import operative
    /// >>> operative.parse("1. Decides to\nact.").to_markdown()
    /// '1. *Decides* to act.\n'
    fn to_markdown(&self, py: Python<'_>) -> String {
        py.detach(|| write::markdown(&self.inner))
    }

    /// What notebooks show.
    fn _repr_html_(&self, py: Python<'_>) -> String {
        py.detach(|| write::html_fragment(&self.inner))
    }

    fn __repr__(&self) -> String {
        let name = self.symbol().unwrap_or("without a symbol");
        let title = self
            .title()
            .map(|title| format!(" {}", convert::shortened(title, 60)));
        format!(
            "<Resolution {name}{} ({}; {} preambular, {} operative)>",
            title.unwrap_or_default(),
            self.language(),
            self.inner.preamble().count(),
            self.inner.operative().count(),
        )
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let bytes = py
            .detach(|| serde_json::to_vec(&(&self.inner, &self.origins)))
            .map_err(|error| errors::operative_error(py, &error))?;
        let restore = py.import("operative._native")?.getattr("_restore")?;
        let state = (PyBytes::new(py, &bytes), self.path());
        (restore, state).into_pyobject(py)
    }
}

/// Make a resolution from its pickled bytes.
#[pyfunction]
#[pyo3(name = "_restore")]
pub(crate) fn restore(py: Python<'_>, state: &[u8], path: Option<String>) -> PyResult<Resolution> {
    py.detach(|| serde_json::from_slice(state))
        .map(|(inner, origins)| Resolution::new(inner, path).read_from(origins))
        .map_err(|error| errors::operative_error(py, &error))
}
