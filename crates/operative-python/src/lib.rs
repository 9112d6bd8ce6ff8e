//! Python bindings: classes over a resolution, with characters for bytes. No logic of its own.

mod ballot;
mod concordance;
mod convert;
mod corpus;
mod diagnostic;
mod errors;
mod footnote;
mod graph;
mod mandate;
mod origin;
mod paragraph;
mod place;
mod reference;
mod resolution;
mod sequences;
mod tables;

/// What Rust allocates; Python has its own. A tree is many small pieces, which this one gives out and takes
/// back in less time than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The native half of the package `operative`.
#[pyo3::pymodule]
mod _native {
    use std::ffi::OsString;
    use std::path::PathBuf;

    use operative::formats::CharacterIndex;
    use operative::{Language, Reader, VolumePart};
    use pyo3::prelude::*;

    use crate::{convert, errors};

    #[pymodule_export]
    use crate::ballot::{Ballot, Vote};
    #[pymodule_export]
    use crate::concordance::{Concordance, align};
    #[pymodule_export]
    use crate::corpus::{Inputs, RowSet, Scan};
    #[pymodule_export]
    use crate::diagnostic::Diagnostic;
    #[pymodule_export]
    use crate::footnote::{Call, Footnote};
    #[pymodule_export]
    use crate::graph::{Graph, restore_graph};
    #[pymodule_export]
    use crate::mandate::Mandate;
    #[pymodule_export]
    use crate::origin::Origin;
    #[pymodule_export]
    use crate::paragraph::Paragraph;
    #[pymodule_export]
    use crate::place::item;
    #[pymodule_export]
    use crate::reference::Reference;
    #[pymodule_export]
    use crate::resolution::{Resolution, restore};
    #[pymodule_export]
    use crate::sequences::{Calls, Diagnostics, Footnotes, Paragraphs, References};
    #[pymodule_export]
    use crate::tables::{Table, restore_table, tables};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }

    /// Parse a text and resolve its references.
    ///
    /// Any text gives a resolution; what there is to say about it stands in its diagnostics.
    ///
    /// Args:
    ///     text: The text of a resolution.
    ///     language: The code of its language, such as ``"fr"``; told by looking where it is None.
    ///     symbol: The symbol of the resolution that is wanted, where there are several.
    ///
    /// Raises:
    ///     LanguageError: Where no language has that code.
    ///
    /// >>> import operative
    /// >>> resolution = operative.parse("The General Assembly,\n\n1. Decides to act.\n")
    /// >>> resolution.operative[0].lead
    /// 'Decides'
    #[pyfunction]
    #[pyo3(signature = (text, language=None, *, symbol=None))]
    fn parse(
        py: Python<'_>,
        text: &str,
        language: Option<&str>,
        symbol: Option<&str>,
    ) -> PyResult<Resolution> {
        let language = convert::language(py, language)?;
        let resolution = py.detach(|| {
            let chosen = symbol.and_then(|symbol| operative::choose(parts(text, language), symbol));
            match (chosen, language) {
                (Some(part), _) => part.resolution,
                (None, Some(language)) => operative::parse_as(text, language),
                (None, None) => operative::parse(text),
            }
        });
        Ok(Resolution::new(resolution, None))
    }

    /// Parse each resolution of a text that holds several, such as an annual volume.
    ///
    /// A text of one resolution, or of none, gives one. The ``span`` of each is its place in the
    /// text.
    ///
    /// Args:
    ///     text: The text.
    ///     language: The code of its language, such as ``"fr"``; told by looking where it is None.
    ///
    /// Raises:
    ///     LanguageError: Where no language has that code.
    ///
    /// >>> import operative
    /// >>> text = """77/901. Wells
    /// ...
    /// ... The General Assembly,
    /// ...
    /// ... 1. Decides to dig.
    /// ...
    /// ... 77/902. Roofs
    /// ...
    /// ... The General Assembly,
    /// ...
    /// ... 1. Decides to build.
    /// ... """
    /// >>> resolutions = operative.parse_all(text)
    /// >>> [resolution.symbol for resolution in resolutions]
    /// ['A/RES/77/901', 'A/RES/77/902']
    /// >>> start, end = resolutions[1].span
    /// >>> text[start:end].splitlines()[0]
    /// '77/902. Roofs'
    #[pyfunction]
    #[pyo3(signature = (text, language=None))]
    fn parse_all(py: Python<'_>, text: &str, language: Option<&str>) -> PyResult<Vec<Resolution>> {
        let language = convert::language(py, language)?;
        Ok(py.detach(|| {
            let index = CharacterIndex::of(text);
            let with_span = |part: VolumePart| {
                let span = (
                    index.at(text, part.span.start),
                    index.at(text, part.span.end),
                );
                Resolution::new(part.resolution, None).within(span)
            };
            parts(text, language).into_iter().map(with_span).collect()
        }))
    }

    fn parts(text: &str, language: Option<Language>) -> Vec<VolumePart> {
        match language {
            Some(language) => operative::parse_all_as(text, language),
            None => operative::parse_all(text),
        }
    }

    /// Read a resolution from a file, whatever its encoding.
    ///
    /// Args:
    ///     path: The file.
    ///     language: The code of its language, such as ``"fr"``; told by looking where it is None.
    ///     symbol: The symbol of the resolution that is wanted, where there are several.
    ///
    /// Raises:
    ///     MissingFileError: Where there is no such file.
    ///     FolderError: Where the path is a folder's.
    ///     NotTextError: Where the file is binary.
    ///     BrokenFileError: Where the file is broken, too large, or holds no text.
    ///     UnsupportedError: Where the file is of a kind that is not read.
    ///     ReadError: Where the file cannot be read for another reason; it is above all these.
    ///     LanguageError: Where no language has that code.
    ///
    /// >>> import operative
    /// >>> try:
    /// ...     operative.read("no/such/file.md")
    /// ... except operative.ReadError as error:
    /// ...     print(error)
    /// no/such/file.md: there is no such file
    #[pyfunction]
    #[pyo3(signature = (path, language=None, *, symbol=None))]
    fn read(
        py: Python<'_>,
        path: PathBuf,
        language: Option<&str>,
        symbol: Option<String>,
    ) -> PyResult<Resolution> {
        let reader = Reader::default()
            .language(convert::language(py, language)?)
            .symbol(symbol);
        let (resolution, origins) = py
            .detach(|| reader.read_with_origins(&path))
            .map_err(|error| errors::read_error(py, &error))?;
        let path = path.to_string_lossy().into_owned();
        Ok(Resolution::new(resolution, Some(path)).read_from(origins))
    }

    /// The codes of the languages that are read.
    ///
    /// >>> import operative
    /// >>> "en" in operative.languages()
    /// True
    #[pyfunction]
    fn languages() -> Vec<&'static str> {
        operative::Language::all()
            .map(operative::Language::code)
            .collect()
    }

    /// Run the command ``operative`` with its arguments, the first of which is its own name, and
    /// give its exit status.
    #[pyfunction]
    fn run(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
        py.detach(|| operative::cli::run(arguments).code())
    }
}
