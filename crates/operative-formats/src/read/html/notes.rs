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
    /// The bytes of the mark that a text begins with: no element sets it off.
    spelled: HashMap<NodeId, usize>,
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
            let spelled = || spelled_mark(note, &label).filter(|_| set_off(*link));
            match spelled().filter(|_| mark.is_none()) {
                Some((text, length)) => {
                    found.spelled.insert(text, length);
                }
                None if mark.is_none() && !numbered => continue,
                None => {}
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

    /// The bytes of the mark that a text of a note begins with.
    pub(super) fn mark_length(&self, item: Item<'h>) -> usize {
        self.spelled.get(&item.id()).copied().unwrap_or_default()
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

/// The text that begins a note with its label, and the bytes of the mark: `1. See`, `[1] See`.
fn spelled_mark(note: Item<'_>, own: &str) -> Option<(NodeId, usize)> {
    let mut texts = note
        .descendants()
        .filter_map(|item| Some((item.id(), item.value().as_text()?)));
    let (id, text) = texts.find(|(_, text)| !text.trim().is_empty())?;
    let opens = |c: char| c.is_whitespace() || matches!(c, '[' | '(');
    let closes = |c: char| c.is_whitespace() || matches!(c, ']' | ')' | '.');
    let behind = text.trim_start_matches(opens).strip_prefix(own)?;
    let rest = behind.trim_start_matches(closes);
    (rest.len() < behind.len()).then_some((id, text.len() - rest.len()))
}

/// Whether a link is raised, or stands in brackets: what leads to a part of the text is neither.
fn set_off(link: Item<'_>) -> bool {
    let raised = |item: Item<'_>| name(item) == "sup";
    link.descendants().any(raised)
        || link.parent().is_some_and(raised)
        || text(link).trim_start().starts_with(['[', '('])
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
