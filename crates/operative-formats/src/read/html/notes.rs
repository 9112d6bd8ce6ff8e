//! The footnotes of a page: links that lead down to a note, which leads back.

use std::collections::{HashMap, HashSet};

use ego_tree::NodeId;

use super::tree::Paths;
use super::{Item, attribute, block, name};
use crate::read::{ExtractError, limits};

/// The notes of a page, and what calls them.
#[derive(Debug, Default)]
pub(super) struct Notes<'h> {
    /// For each link that is a call: the label, and the note.
    calls: HashMap<NodeId, (String, Item<'h>)>,
    notes: HashSet<NodeId>,
    /// The marks in front of the notes.
    marks: HashSet<NodeId>,
}

impl<'h> Notes<'h> {
    /// Finds them. A link within the page is a call where its text is a label, it leads to what
    /// stands below it, and the text there begins with the same label, is numbered with
    /// it or leads back.
    ///
    /// # Errors
    /// Where the notes that are called, each as often as it is, hold more than a document does.
    pub(super) fn find(root: Item<'h>, paths: &Paths) -> Result<Self, ExtractError> {
        let mut places: HashMap<&str, (usize, Item<'h>)> = HashMap::new();
        let mut links: Vec<(usize, Item<'h>, &str)> = Vec::new();
        for (at, item) in root.descendants().enumerate() {
            for key in ["id", "name"] {
                if let Some(value) = attribute(item, key) {
                    places.entry(value).or_insert((at, item));
                }
            }
            let target = attribute(item, "href").and_then(|href| href.split_once('#'));
            if let (Some((_, target)), "a") = (target, name(item)) {
                links.push((at, item, target));
            }
        }
        let ids: HashSet<NodeId> = links.iter().map(|(_, link, _)| link.id()).collect();
        let mut found = Self::default();
        let mut called = 0;
        for (at, link, target) in &links {
            let Some(label) = label(&text(*link)) else {
                continue;
            };
            let Some((_, place)) = places.get(target).filter(|(below, _)| below > at) else {
                continue;
            };
            let note = note_of(*place);
            if link.ancestors().any(|outer| outer.id() == note.id()) {
                continue;
            }
            called += note.descendants().count();
            limits::check("elements of notes", called, limits::ELEMENTS)?;
            if text(note).chars().count() <= label.len() {
                continue;
            }
            let back = note.descendants().find(|inner| {
                ids.contains(&inner.id())
                    && self::label(&text(*inner))
                        .as_deref()
                        .is_none_or(|own| own == label)
            });
            let mark = back.or_else(|| mark_of(note, &label));
            // A browser shows the number of an item of a list, which no text spells.
            let numbered = name(note) == "li" && paths.number(note).to_string() == label;
            if mark.is_none() && !numbered {
                continue;
            }
            found.marks.extend(mark.map(|mark| mark.id()));
            // A mark may be the text of a raised element around the link.
            found.notes.insert(note.id());
            found.calls.insert(link.id(), (label, note));
        }
        Ok(found)
    }

    /// The label of the note that an element calls.
    pub(super) fn called(&self, item: Item<'h>) -> Option<String> {
        self.calls.get(&item.id()).map(|(label, _)| label.clone())
    }

    /// The note that an element calls.
    pub(super) fn of_call(&self, item: Item<'h>) -> Option<Item<'h>> {
        self.calls.get(&item.id()).map(|(_, note)| *note)
    }

    /// Whether an element is a note, which stands where it is called.
    pub(super) fn is_note(&self, item: Item<'h>) -> bool {
        self.notes.contains(&item.id())
    }

    /// Whether an element is the mark in front of a note.
    pub(super) fn is_mark(&self, item: Item<'h>) -> bool {
        self.marks.contains(&item.id())
    }
}

/// The block that a place stands in.
fn note_of(place: Item<'_>) -> Item<'_> {
    let is_block = |item: &Item<'_>| block(name(*item)) || name(*item) == "li";
    if is_block(&place) {
        return place;
    }
    place.ancestors().find(is_block).unwrap_or(place)
}

/// The element or text that begins a note and is its label.
fn mark_of<'h>(note: Item<'h>, own: &str) -> Option<Item<'h>> {
    note.descendants()
        .skip(1)
        .find(|item| !text(*item).trim().is_empty())
        .filter(|item| label(&text(*item)).as_deref() == Some(own))
}

/// The text in an element.
pub(super) fn text(item: Item<'_>) -> String {
    item.descendants()
        .filter_map(|item| item.value().as_text())
        .flat_map(|text| text.chars())
        .collect()
}

/// The label that a text is, in whatever brackets: a number, a letter, stars.
fn label(text: &str) -> Option<String> {
    let bare =
        text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '(' | ')' | '.'));
    let number =
        !bare.is_empty() && bare.len() <= 3 && bare.bytes().all(|byte| byte.is_ascii_digit());
    let letter = bare.len() == 1 && bare.bytes().all(|byte| byte.is_ascii_lowercase());
    let stars = matches!(bare, "*" | "**" | "***");
    (number || letter || stars).then(|| bare.to_owned())
}
