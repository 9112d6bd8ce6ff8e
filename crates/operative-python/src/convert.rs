//! Values that cross over.

use jiff::civil::Date;
use operative::{Language, Span};
use pyo3::prelude::*;
use pyo3::types::PyDate;

use crate::errors;

/// Where something stands, in characters.
pub(crate) type Range = (usize, usize);

pub(crate) fn date(py: Python<'_>, date: Option<Date>) -> PyResult<Option<Bound<'_, PyDate>>> {
    date.map(|date| {
        PyDate::new(
            py,
            date.year().into(),
            date.month().unsigned_abs(),
            date.day().unsigned_abs(),
        )
    })
    .transpose()
}

pub(crate) fn language(py: Python<'_>, code: Option<&str>) -> PyResult<Option<Language>> {
    code.map(|code| Language::from_code(code).ok_or_else(|| errors::language_error(py, code)))
        .transpose()
}

/// The hull of spans.
pub(crate) fn hull(spans: &[Span]) -> Span {
    spans
        .iter()
        .copied()
        .reduce(Span::cover)
        .unwrap_or_default()
}

/// The beginning of a text, for a `repr`.
pub(crate) fn shortened(text: &str, length: usize) -> String {
    match text.char_indices().nth(length) {
        Some((end, _)) => format!("'{}…'", text[..end].trim_end()),
        None => format!("'{text}'"),
    }
}
