//! The class of references.

use operative::Organ;
use operative::semantics::Place as ReferencePlace;
use pyo3::prelude::*;
use pyo3::types::{PyDate, PyTuple};

use crate::convert::{self, shortened};
use crate::footnote::Footnote;
use crate::paragraph::Paragraph;
use crate::place::Place;

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
    fn view(&self) -> &operative::Reference {
        &self.0.whole().references[self.0.index() as usize]
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
