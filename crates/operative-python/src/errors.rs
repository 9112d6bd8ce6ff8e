//! The one place where errors become Python's.

use operative::ReadError;
use operative::corpus::CorpusError;
use pyo3::prelude::*;
use pyo3::types::PyType;

/// A [`ReadError`] as the exception of its kind, with the path as its attribute.
pub(crate) fn read_error(py: Python<'_>, error: &ReadError) -> PyErr {
    let class = match error {
        ReadError::Missing { .. } => "MissingFileError",
        ReadError::Folder { .. } => "FolderError",
        ReadError::Binary { .. } => "NotTextError",
        ReadError::Extract { .. } => "BrokenFileError",
        ReadError::Unsupported { .. } => "UnsupportedError",
        _ => "ReadError",
    };
    let path = error.path().to_string_lossy();
    raise(py, class, (error.to_string(), path))
}

/// A [`CorpusError`] as Python's.
pub(crate) fn corpus_error(py: Python<'_>, error: &CorpusError) -> PyErr {
    raise(py, "CorpusError", (error.to_string(),))
}

/// That a table has no such column, or that there is no such table.
pub(crate) fn column_error(py: Python<'_>, message: String) -> PyErr {
    raise(py, "CorpusError", (message,))
}

/// That a network has no such work.
pub(crate) fn symbol_error(py: Python<'_>, symbol: &str) -> PyErr {
    let message = format!("no work of the network has the symbol {symbol:?}");
    raise(py, "SymbolError", (message,))
}

/// That a language is unknown.
pub(crate) fn language_error(py: Python<'_>, code: &str) -> PyErr {
    let codes: Vec<&str> = operative::Language::all()
        .map(operative::Language::code)
        .collect();
    let message = format!(
        "no language has the code {code:?}; there are {}",
        codes.join(", ")
    );
    raise(py, "LanguageError", (message,))
}

/// That something the package gave or was given back cannot be used.
pub(crate) fn operative_error(py: Python<'_>, error: &dyn std::error::Error) -> PyErr {
    raise(py, "OperativeError", (error.to_string(),))
}

/// The exceptions are Python's own classes, so that they can descend from built-in ones too.
fn raise<A>(py: Python<'_>, class: &str, arguments: A) -> PyErr
where
    A: for<'py> pyo3::call::PyCallArgs<'py>,
{
    let made = py
        .import("operative.errors")
        .and_then(|module| module.getattr(class))
        .and_then(|class| Ok(class.cast_into::<PyType>()?))
        .and_then(|class| class.call1(arguments));
    match made {
        Ok(error) => PyErr::from_value(error),
        Err(error) => error,
    }
}
