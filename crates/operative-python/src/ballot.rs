//! How a text was adopted: the class `Ballot`, and the class `Vote` for each State that voted.

use operative::semantics::{Manner, Position};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::convert::shortened;
use crate::place::Place;
use crate::resolution::Resolution;

/// How a text was adopted: the manner, the counts, and who voted how.
///
/// >>> import operative
/// >>> ballot = operative.parse('''
/// ... The Security Council,
/// ...
/// ... 1. Decides to act.
/// ...
/// ... Adopted at the 2963rd meeting by 12 votes to 2 (Cuba and Yemen), with 1 abstention (China).
/// ... ''').ballot
/// >>> ballot.manner, ballot.in_favour, ballot.against, ballot.abstaining
/// ('vote', 12, 2, 1)
/// >>> [(vote.country, vote.code, vote.position) for vote in ballot.votes]
/// [('Cuba', 'CUB', 'against'), ('Yemen', 'YEM', 'against'), ('China', 'CHN', 'abstaining')]
#[pyclass(frozen, eq, hash, module = "operative")]
#[derive(PartialEq, Hash)]
pub(crate) struct Ballot(Place);

impl Ballot {
    pub(crate) const fn of(resolution: Py<Resolution>) -> Self {
        Self(Place::new(resolution, 0))
    }

    fn view(&self) -> &operative::semantics::Ballot {
        &self.0.whole().ballot
    }
}

#[pymethods]
impl Ballot {
    /// The manner: ``"without-vote"``, ``"unanimous"``, ``"recorded-vote"`` or ``"vote"``; None
    /// where nothing is said.
    #[getter]
    fn manner(&self) -> Option<&'static str> {
        self.view().manner.map(Manner::as_str)
    }

    /// The count of votes in favour, as said.
    #[getter]
    fn in_favour(&self) -> Option<u32> {
        self.view().in_favour
    }

    /// The count of votes against, as said.
    #[getter]
    fn against(&self) -> Option<u32> {
        self.view().against
    }

    /// The count of abstentions, as said.
    #[getter]
    fn abstaining(&self) -> Option<u32> {
        self.view().abstaining
    }

    /// Who voted how, in the order of the lists.
    #[getter]
    fn votes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let votes = (0..self.view().votes.len() as u32).map(|index| Vote(self.0.other(py, index)));
        PyTuple::new(py, votes.collect::<Vec<_>>())
    }

    fn __repr__(&self) -> String {
        let ballot = self.view();
        let count = |count: Option<u32>| count.map_or("?".to_owned(), |count| count.to_string());
        format!(
            "<Ballot {}: {} in favour, {} against, {} abstaining>",
            self.manner().unwrap_or("unknown"),
            count(ballot.in_favour),
            count(ballot.against),
            count(ballot.abstaining),
        )
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.0.reduce(py, "Ballot")
    }
}

/// The vote of a State.
#[pyclass(frozen, eq, hash, module = "operative")]
#[derive(PartialEq, Hash)]
pub(crate) struct Vote(pub(crate) Place);

impl Vote {
    fn view(&self) -> &operative::semantics::Vote {
        &self.0.whole().ballot.votes[self.0.index() as usize]
    }
}

#[pymethods]
impl Vote {
    /// The name of the State, as printed.
    #[getter]
    fn country(&self) -> &str {
        self.0.whole().document.text_in(self.view().text)
    }

    /// Its ISO 3166 alpha-3 code, such as ``"CUB"``; None where the name is not known.
    #[getter]
    fn code(&self) -> Option<&str> {
        self.view().code.as_deref()
    }

    /// How it voted: ``"in-favour"``, ``"against"`` or ``"abstaining"``.
    #[getter]
    fn position(&self) -> &'static str {
        Position::as_str(self.view().position)
    }

    /// The first character of the name in the source.
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
        let name = shortened(self.country(), 40);
        format!("<Vote {name} {}>", self.position())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.0.reduce(py, "Vote")
    }
}
