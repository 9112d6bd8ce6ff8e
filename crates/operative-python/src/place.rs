//! Places in a resolution, which the classes of what it holds are made of.

use std::hash::{Hash, Hasher};

use operative::Span;
use operative::semantics::Place as ReferencePlace;
use pyo3::exceptions::{PyIndexError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::ballot::{Ballot, Vote};
use crate::convert::Range;
use crate::diagnostic::Diagnostic;
use crate::footnote::{Call, Footnote};
use crate::mandate::Mandate;
use crate::paragraph::Paragraph;
use crate::reference::Reference;
use crate::resolution::Resolution;
use crate::sequences::References;

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

    pub(crate) fn resolution(&self, py: Python<'_>) -> Py<Resolution> {
        self.resolution.clone_ref(py)
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

    /// How many characters stand between two bytes of the clean text.
    pub(crate) fn characters_between(&self, start: usize, end: usize) -> usize {
        self.resolution.get().characters_between(start, end)
    }

    pub(crate) fn ranges<'py>(
        &self,
        py: Python<'py>,
        spans: Vec<Span>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, spans.into_iter().map(|span| self.range(span)))
    }

    pub(crate) fn origins<'py>(
        &self,
        py: Python<'py>,
        spans: &[Span],
    ) -> PyResult<Bound<'py, PyTuple>> {
        self.resolution.get().origins_at(py, spans)
    }

    pub(crate) fn references(&self, py: Python<'_>, place: ReferencePlace) -> References {
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
        "Vote" => Bound::new(py, Vote(place))?.into_any(),
        "Mandate" => Bound::new(py, Mandate(place))?.into_any(),
        _ => Bound::new(py, Diagnostic(place))?.into_any(),
    })
}
