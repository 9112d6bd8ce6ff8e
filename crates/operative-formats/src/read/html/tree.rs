//! The tree of a page, made a little at a time so that it stays within bounds.

use std::collections::HashMap;

use ego_tree::NodeId;
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use scraper::{Html, HtmlTreeSink};

use super::{Item, Place, name};
use crate::read::{ExtractError, limits};

/// Bytes that are parsed before the tree is looked at. What is open or has to be opened anew is
/// within [`limits::DEPTH`] by then, so that each tag of the next piece makes a few hundred
/// elements at the most.
const PIECE: usize = 1024;

/// Parses a page. Elements that set text and are not closed are made anew in each paragraph that
/// follows: a short page can spell a tree without end, and comments and scripts hide from whoever
/// only counts the tags. Therefore the tree itself is measured as it grows.
pub(super) fn parse(text: &str) -> Result<Html, ExtractError> {
    limits::text(text.len())?;
    let sink = HtmlTreeSink::new(Html::new_document());
    let mut parser = parse_document(sink, ParseOpts::default());
    let mut rest = text;
    let mut seen = 0;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.ceil_char_boundary(PIECE));
        parser.process(piece.into());
        rest = after;
        let page = parser.tokenizer.sink.sink.0.borrow();
        let found = page.tree.values().len();
        limits::check("elements", found, limits::ELEMENTS)?;
        for item in page.tree.nodes().rev().take(found - seen) {
            if item.ancestors().nth(limits::DEPTH).is_some() {
                return Err(ExtractError::TooDeep {
                    limit: limits::DEPTH,
                });
            }
        }
        seen = found;
    }
    Ok(parser.finish())
}

/// The paths of the elements of a page.
#[derive(Debug)]
pub(super) struct Paths {
    /// The number of each element among its siblings of the same name, from 1.
    numbers: HashMap<NodeId, u32>,
    /// Bytes of all paths that were asked for.
    spelled: usize,
}

impl Paths {
    /// Numbers all elements at once: to count the siblings at each of them takes too long.
    pub(super) fn of(root: Item<'_>) -> Self {
        let mut numbers = HashMap::new();
        for parent in root.descendants() {
            let mut counts: HashMap<&str, u32> = HashMap::new();
            for child in parent.children().filter(|child| child.value().is_element()) {
                let count = counts.entry(name(child)).or_default();
                *count += 1;
                numbers.insert(child.id(), *count);
            }
        }
        Self {
            numbers,
            spelled: 0,
        }
    }

    /// The number of an element among its siblings of the same name, from 1.
    pub(super) fn number(&self, item: Item<'_>) -> u32 {
        self.numbers.get(&item.id()).copied().unwrap_or(1)
    }

    /// The path of an element: the names from the outermost on, with a number from the second of
    /// a name on.
    ///
    /// # Errors
    /// Where the paths, which a page makes as long as it likes, take more than a file does.
    pub(super) fn place(&mut self, item: Item<'_>) -> Result<Place, ExtractError> {
        let mut steps: Vec<String> = std::iter::once(item)
            .chain(item.ancestors())
            .filter(|item| item.value().is_element())
            .map(|item| match self.number(item) {
                1 => format!("/{}", name(item)),
                number => format!("/{}[{number}]", name(item)),
            })
            .collect();
        steps.reverse();
        let path = steps.concat();
        self.spelled += path.len();
        limits::check("bytes of paths", self.spelled, limits::FILE)?;
        Ok(Place::Element(path.into()))
    }
}
