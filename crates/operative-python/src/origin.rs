//! Where something stands in the file: the class `Origin`.

use operative::formats::read;
use pyo3::prelude::*;

use crate::convert::Range;

/// A part of a source and its place in the file it was read from: a box on a page of PDF, a paragraph
/// of a Word document, an element of XML or HTML. Plain text is its own source, and has none.
///
/// >>> import operative, pathlib, tempfile
/// >>> with tempfile.TemporaryDirectory() as folder:
/// ...     path = pathlib.Path(folder, "page.html")
/// ...     _ = path.write_text("<!doctype html><p>The General Assembly,<p>1. Decides to act.")
/// ...     resolution = operative.read(path)
/// >>> resolution.operative[0].origins
/// (<Origin /html/body/p[2]>,)
#[pyclass(frozen, eq, module = "operative")]
#[derive(PartialEq)]
pub(crate) struct Origin {
    place: read::Place,
    range: Range,
}

impl Origin {
    pub(crate) fn new(origin: &read::Origin, range: Range) -> Self {
        Self {
            place: origin.place.clone(),
            range,
        }
    }
}

#[pymethods]
impl Origin {
    /// The page, from 1; None where the file has none.
    #[getter]
    const fn page(&self) -> Option<u32> {
        self.place.page()
    }

    /// The left edge of the box, the lower, the right and the upper, in points from the lower left
    /// corner of the page.
    #[getter]
    fn bounds(&self) -> Option<(f32, f32, f32, f32)> {
        self.place.bounds().map(Into::into)
    }

    /// The part of the Word document that the paragraph is in, such as ``"word/footnotes.xml"``.
    #[getter]
    fn part(&self) -> Option<&str> {
        self.place.part()
    }

    /// The number of the paragraph in that part, from 1.
    #[getter]
    const fn number(&self) -> Option<u32> {
        self.place.number()
    }

    /// The path of the element, such as ``"/html/body/p[2]"``.
    #[getter]
    fn element(&self) -> Option<&str> {
        self.place.element()
    }

    /// The first character of it in the source.
    #[getter]
    const fn start(&self) -> usize {
        self.range.0
    }

    /// One past its last character in the source.
    #[getter]
    const fn end(&self) -> usize {
        self.range.1
    }

    fn __repr__(&self) -> String {
        match &self.place {
            read::Place::Page { page, bounds } => format!("<Origin page {page} {bounds:?}>"),
            read::Place::Paragraph { part, number } => {
                format!("<Origin {part} paragraph {number}>")
            }
            read::Place::Element(path) => format!("<Origin {path}>"),
            place => format!("<Origin {place:?}>"),
        }
    }
}
