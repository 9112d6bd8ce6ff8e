//! The class `Mandate`: what an operative paragraph asks.

use operative::Action;
use operative::semantics::{Deadline, Deliverable};
use pyo3::prelude::*;
use pyo3::types::{PyDate, PyTuple};

use crate::convert;
use crate::paragraph::Paragraph;
use crate::place::Place;

/// What an operative paragraph asks, of whom and by when. What its words do not say is None.
///
/// >>> import operative
/// >>> mandate = operative.parse('''
/// ... The General Assembly,
/// ...
/// ... 1. Requests the Secretary-General to submit a report at its seventy-eighth session.
/// ... ''').operative[0].mandate
/// >>> mandate.action, mandate.addressees, mandate.deliverable, mandate.session
/// ('request', ('secretary-general',), 'report', 78)
/// >>> mandate.document
/// 'report'
#[pyclass(frozen, eq, hash, module = "operative")]
#[derive(PartialEq, Hash)]
pub(crate) struct Mandate(pub(crate) Place);

impl Mandate {
    fn view(&self) -> &operative::semantics::Mandate {
        &self.0.whole().mandates[self.0.index() as usize]
    }

    fn by_when(&self) -> Option<&Deadline> {
        self.view().deadline.as_ref()
    }
}

#[pymethods]
impl Mandate {
    /// The paragraph that asks.
    #[getter]
    fn paragraph(&self, py: Python<'_>) -> Paragraph {
        Paragraph(self.0.other(py, self.view().node.0))
    }

    /// The class of the act, such as ``"request"``.
    #[getter]
    fn action(&self) -> &'static str {
        Action::as_str(self.view().action)
    }

    /// The kinds of those who are addressed, in order: ``"secretary-general"``, ``"states"``,
    /// ``"organ"``, ``"system"``, ``"officer"``, ``"organizations"`` or ``"civil-society"``.
    #[getter]
    fn addressees<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let addressees = self.view().addressees.iter();
        PyTuple::new(py, addressees.map(|addressee| addressee.kind.as_str()))
    }

    /// The words that name them, in the same order.
    #[getter]
    fn addressed<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let document = &self.0.whole().document;
        let addressees = self.view().addressees.iter();
        PyTuple::new(
            py,
            addressees.map(|addressee| document.text_in(addressee.text)),
        )
    }

    /// What is asked for: ``"report"``, ``"briefing"``, ``"agenda-item"`` or ``"meeting"``.
    #[getter]
    fn deliverable(&self) -> Option<&'static str> {
        self.view().deliverable.map(Deliverable::as_str)
    }

    /// The words that name the document that is asked for; None where a verb alone asks for it.
    #[getter]
    fn document(&self) -> Option<&str> {
        let document = &self.0.whole().document;
        self.view().document.map(|words| document.text_in(words))
    }

    /// The title of the item or sub-item that is put on an agenda.
    #[getter]
    fn agenda_item(&self) -> Option<&str> {
        let document = &self.0.whole().document;
        self.view().agenda_item.map(|title| document.text_in(title))
    }

    /// The words that say by when.
    #[getter]
    fn deadline(&self) -> Option<&str> {
        let document = &self.0.whole().document;
        self.by_when()
            .map(|deadline| document.text_in(deadline.text))
    }

    /// The session that it is asked at or for.
    #[getter]
    fn session(&self) -> Option<u32> {
        self.by_when()?.session
    }

    /// The day that it is asked by.
    #[getter]
    fn date<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDate>>> {
        convert::date(py, self.by_when().and_then(|deadline| deadline.date))
    }

    /// The year that it is asked by, where no day is given.
    #[getter]
    fn year(&self) -> Option<i16> {
        self.by_when()?.year
    }

    /// Every how many months, where it is asked for again and again.
    #[getter]
    fn every_months(&self) -> Option<u32> {
        self.view().every_months
    }

    fn __repr__(&self) -> String {
        let asked = self.deliverable().map(|it| format!(" a {it}"));
        let when = self.deadline().map(|it| format!(", {it}"));
        format!(
            "<Mandate {}{}{}>",
            self.action(),
            asked.unwrap_or_default(),
            when.unwrap_or_default()
        )
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.0.reduce(py, "Mandate")
    }
}
