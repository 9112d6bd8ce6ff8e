//! Where the parts of a text stand in the file it was read from.

use std::ops::Deref;

use operative_grammar::Span;
use serde::{Deserialize, Serialize};

/// A part of the text and its place in the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    /// The part of the text.
    pub span: Span,
    /// Its place.
    pub place: Place,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Place {
    /// A box on a page, in points from the lower left corner.
    Page {
        /// The page, from 1.
        page: u32,
        /// The left edge, the lower, the right and the upper.
        bounds: [f32; 4],
    },
    /// A paragraph of a Word document.
    Paragraph {
        /// The part of the document: `word/document.xml`, `word/footnotes.xml`.
        part: Box<str>,
        /// The paragraph within it, from 1.
        number: u32,
    },
    /// An element, by its path: `/html/body/p[2]`.
    Element(Box<str>),
}

impl Place {
    /// The page, from 1; `None` where the file has none.
    ///
    /// ```
    /// # use operative_formats::read::Place;
    /// assert_eq!(Place::Page { page: 3, bounds: [72.0, 90.0, 540.0, 102.0] }.page(), Some(3));
    /// ```
    #[must_use]
    pub const fn page(&self) -> Option<u32> {
        match self {
            Self::Page { page, .. } => Some(*page),
            _ => None,
        }
    }

    /// The box on the page: left, lower, right and upper edge, in points from the lower left corner.
    ///
    /// ```
    /// # use operative_formats::read::Place;
    /// assert_eq!(Place::Element("/html/body/p".into()).bounds(), None);
    /// ```
    #[must_use]
    pub const fn bounds(&self) -> Option<[f32; 4]> {
        match self {
            Self::Page { bounds, .. } => Some(*bounds),
            _ => None,
        }
    }

    /// The part of a Word document that a paragraph is in.
    ///
    /// ```
    /// # use operative_formats::read::Place;
    /// let place = Place::Paragraph { part: "word/document.xml".into(), number: 5 };
    /// assert_eq!(place.part(), Some("word/document.xml"));
    /// ```
    #[must_use]
    pub fn part(&self) -> Option<&str> {
        match self {
            Self::Paragraph { part, .. } => Some(part),
            _ => None,
        }
    }

    /// The number of a paragraph in its part of a Word document, from 1.
    ///
    /// ```
    /// # use operative_formats::read::Place;
    /// let place = Place::Paragraph { part: "word/document.xml".into(), number: 5 };
    /// assert_eq!(place.number(), Some(5));
    /// ```
    #[must_use]
    pub const fn number(&self) -> Option<u32> {
        match self {
            Self::Paragraph { number, .. } => Some(*number),
            _ => None,
        }
    }

    /// The path of an element.
    ///
    /// ```
    /// # use operative_formats::read::Place;
    /// assert_eq!(Place::Element("/html/body/p".into()).element(), Some("/html/body/p"));
    /// ```
    #[must_use]
    pub fn element(&self) -> Option<&str> {
        match self {
            Self::Element(path) => Some(path),
            _ => None,
        }
    }
}

/// The origins of a text, in its order. Mark-up that a reader put in has none, nor has plain text,
/// which is the file itself.
///
/// ```
/// use operative_formats::read::{Origin, Origins, Place};
/// use operative_grammar::Span;
///
/// let origin = |start, end, number| Origin {
///     span: Span::new(start, end),
///     place: Place::Paragraph { part: "word/document.xml".into(), number },
/// };
/// // The text is "one\n\ntwo\n".
/// let origins = Origins::from(vec![origin(0, 3, 1), origin(5, 8, 2)]);
/// assert_eq!(origins.of(Span::new(6, 7)), [origin(5, 8, 2)]);
/// assert_eq!(origins.of(Span::new(0, 9)).len(), 2);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Origins(Vec<Origin>);

impl Origins {
    /// The origins of all that is in a span of the text.
    #[must_use]
    pub fn of(&self, span: Span) -> &[Origin] {
        let first = self.partition_point(|origin| origin.span.end <= span.start);
        let end = self.partition_point(|origin| origin.span.start < span.end);
        &self.0[first..end.max(first)]
    }

    /// The origins of a part of the text, counted from its start.
    ///
    /// ```
    /// # use operative_formats::read::{Origin, Origins, Place};
    /// # use operative_grammar::Span;
    /// let place = Place::Element("/html/body/p[2]".into());
    /// let origins = Origins::from(vec![Origin { span: Span::new(5, 8), place }]);
    /// assert_eq!(origins.within(Span::new(4, 9))[0].span, Span::new(1, 4));
    /// ```
    #[must_use]
    pub fn within(&self, part: Span) -> Self {
        let cut = |at: u32| at.clamp(part.start, part.end) - part.start;
        let origins = self.of(part).iter().map(|origin| Origin {
            span: Span::new(cut(origin.span.start), cut(origin.span.end)),
            place: origin.place.clone(),
        });
        Self(origins.collect())
    }
}

impl From<Vec<Origin>> for Origins {
    fn from(origins: Vec<Origin>) -> Self {
        Self(origins)
    }
}

impl Deref for Origins {
    type Target = [Origin];

    fn deref(&self) -> &[Origin] {
        &self.0
    }
}
