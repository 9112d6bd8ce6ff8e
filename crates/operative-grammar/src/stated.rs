//! The language that a text states, as HTML does and Markdown with it: `<div lang="fr">`, and `</div>`, each on
//! a line by itself. What stands between them is in that language; this is how a text in two languages,
//! or one too short to tell its own, is written.

use std::borrow::Cow;

use memchr::memmem;

use crate::columns::{Arranged, arrange};
use crate::detect::Look;
use crate::facts::Language;
use crate::furniture::Furniture;
use crate::holds::Holds;
use crate::layout::{Line, lines};
use crate::span::Span;
use crate::statement::stated_language;
use crate::tree::LeafKind;

/// A part of a text that states its language.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
struct Region {
    /// All of it, with the lines that open and close it.
    span: Span,
    open: Span,
    close: Option<Span>,
    /// The language, where it is one that is known.
    language: Option<Language>,
}

/// `region = "<div" *attribute ">" line-end *line ["</div>"]`, one of the attributes being `lang`.
fn regions(source: &str) -> Vec<Region> {
    let mut regions: Vec<Region> = Vec::new();
    for at in memmem::find_iter(source.as_bytes(), b"<div ") {
        let Some(open) = alone(source, at) else {
            continue;
        };
        let within = |last: &Region| open.start < last.span.end;
        let Some(language) = language(open.slice(source)) else {
            continue;
        };
        if regions.last().is_some_and(within) {
            continue;
        }
        let below = open.end as usize;
        let mut closes = memmem::find_iter(&source.as_bytes()[below..], b"</div>");
        let close = closes.find_map(|found| {
            let line = alone(source, below + found)?;
            (line.slice(source) == "</div>").then_some(line)
        });
        let end = close.map_or(source.len(), |close| close.end as usize);
        regions.push(Region {
            span: Span::from_range(at, end),
            open,
            close,
            language: Language::from_code(language),
        });
    }
    regions
}

/// The line, without blanks, that begins at a byte, where nothing stands before it.
fn alone(source: &str, at: usize) -> Option<Span> {
    let ends = |c| matches!(c, '\n' | '\r' | '\u{c}');
    let before = source[..at].trim_end_matches([' ', '\t']);
    let end = source[at..].find(ends).map_or(source.len(), |end| at + end);
    let line = source[at..end].trim_end();
    (before.is_empty() || before.ends_with(ends)).then(|| Span::from_range(at, at + line.len()))
}

/// The value of `lang` in a tag that is all of a line.
fn language(tag: &str) -> Option<&str> {
    let attributes = tag.strip_suffix('>')?;
    let (_, value) = attributes.split_once(" lang=\"")?;
    let (value, rest) = value.split_once('"')?;
    (!rest.contains('>')).then_some(value)
}

/// What a text states of its language, and the text that its own language is to be told by.
pub(crate) fn own(source: &str) -> (Option<Language>, Cow<'_, str>) {
    if let Some(language) = stated_language(source) {
        return (Some(language), Cow::Borrowed(source));
    }
    let regions = regions(source);
    let Some(first) = regions.first() else {
        return (None, Cow::Borrowed(source));
    };
    let outside = outside(source, &regions);
    // Where all of a text states its language, the first part tells that of the whole.
    if outside.trim().is_empty() {
        return (first.language, Cow::Borrowed(source));
    }
    (None, Cow::Owned(outside))
}

/// What states no language.
fn outside(source: &str, regions: &[Region]) -> String {
    let starts = std::iter::once(0).chain(regions.iter().map(|region| region.span.end));
    let ends = regions.iter().map(|region| region.span.start);
    let ends = ends.chain([source.len() as u32]);
    let parts = std::iter::zip(starts, ends);
    let parts: Vec<&str> = parts
        .map(|(start, end)| &source[start as usize..end as usize])
        .collect();
    parts.join("\n")
}

/// The lines of another language, where any language is stated.
pub(crate) struct Other(Option<Vec<Line>>);

/// The lines of a source, those in another language by themselves, and the lines that state it.
pub(crate) struct Stated {
    pub(crate) lines: Vec<Line>,
    pub(crate) other: Other,
    pub(crate) marks: Vec<Furniture>,
}

impl Stated {
    pub(crate) fn of(source: &str, language: Language) -> Self {
        let lines = lines(source);
        let tagged = lines.iter().any(|line| line.holds.any(Holds::TAG));
        let regions = if tagged { regions(source) } else { Vec::new() };
        let mut stated = Self {
            lines: Vec::new(),
            other: Other((!regions.is_empty()).then(Vec::new)),
            marks: Vec::new(),
        };
        let Some(other) = &mut stated.other.0 else {
            return Self { lines, ..stated };
        };
        let mut marks: Vec<Span> = regions.iter().map(|region| region.open).collect();
        marks.extend(regions.iter().filter_map(|region| region.close));
        // Where the language that is asked for is stated, what states none may be in another.
        let asked = regions
            .iter()
            .any(|region| region.language == Some(language));
        let foreign_outside = asked && {
            let outside = outside(source, &regions);
            !outside.trim().is_empty() && Look::of(&outside).language() != language
        };
        let (mut gap, mut page) = (0, false);
        for line in lines {
            gap = gap.max(line.gap);
            page |= line.page;
            if marks.contains(&line.span) {
                stated.marks.push(Furniture {
                    kind: LeafKind::Markup,
                    span: line.span,
                });
                continue;
            }
            let region = regions
                .iter()
                .find(|region| region.span.contains(line.span));
            let foreign =
                region.map_or(foreign_outside, |region| region.language != Some(language));
            let lines = if foreign {
                &mut *other
            } else {
                &mut stated.lines
            };
            lines.push(Line {
                gap: std::mem::take(&mut gap),
                page: std::mem::take(&mut page),
                ..line
            });
        }
        stated
    }
}

impl Other {
    /// The lines in the order they are to be read: as they stand where they state their language, and else as
    /// their columns and words tell.
    pub(crate) fn arrange(
        self,
        source: &str,
        lines: Vec<Line>,
        language: Language,
        look: &Look<'_>,
    ) -> Arranged {
        match self.0 {
            Some(other) => Arranged {
                lines,
                other,
                found: None,
                reordered: false,
            },
            None => arrange(source, lines, language, look),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Part, detect_language, parse};

    const OTHER: &str = "L’Assemblée générale,\n\nRappelant sa résolution,\n\n1. Décide d’agir.";

    fn texts(source: &str) -> Vec<(Part, String)> {
        let document = parse(source).document;
        let nodes = document.nodes().iter();
        nodes
            .map(|node| (node.part, document.text_of(node.passage).to_owned()))
            .collect()
    }

    #[test]
    fn what_states_another_language_is_kept_after_the_text() {
        let source = format!(
            "<div lang=\"fr\">\n\n{OTHER}\n\n</div>\n\nThe General Assembly,\n\n1. Decides to act.\n"
        );
        assert_eq!(detect_language(&source).code(), "en");
        let found = texts(&source);
        assert_eq!(
            found[0],
            (Part::Formula, "The General Assembly,".to_owned())
        );
        assert_eq!(found.len(), 5, "{found:?}");
        assert!(
            found[2..]
                .iter()
                .all(|(part, _)| *part == Part::OtherLanguage)
        );
        assert_eq!(found[4].1, "1. Décide d’agir.");
        let french = crate::Language::from_code("fr").expect("French");
        let document = crate::parse_as(&source, french).document;
        let parts: Vec<Part> = document.nodes().iter().map(|node| node.part).collect();
        assert_eq!(parts[..3], [Part::Formula, Part::Preamble, Part::Operative]);
        assert_eq!(parts[3..], [Part::OtherLanguage; 2]);
        // A tag within a line is mark-up as it was.
        let within = "The General Assembly,\n\n1. Decides <div lang=\"fr\">to act</div>.\n";
        assert_eq!(texts(within)[1].1, "Decides to act.");
    }

    #[test]
    fn a_text_that_states_its_language_is_in_it() {
        let source = "<div lang=\"fr\" class=\"text\">\n\nThe General Assembly,\n";
        assert_eq!(detect_language(source).code(), "fr");
        assert!(texts(source).is_empty(), "no formula of that language");
        // None that is known: kept apart.
        let source = "The General Assembly,\n\n<div lang=\"und\">\nThe\n</div>\n";
        assert_eq!(texts(source)[1], (Part::OtherLanguage, "The".to_owned()));
    }
}
