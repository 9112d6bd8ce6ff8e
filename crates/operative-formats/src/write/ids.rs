//! Identifiers of elements: made from the labels of paragraphs, not from their places, so that they
//! are the same in every language and stay when something is put in before.

use std::collections::HashSet;

use operative_grammar::{NodeKind, Part};
use operative_semantics::{Paragraph, Resolution};

/// The identifiers of a resolution's nodes, by their indices.
pub(super) fn of(resolution: &Resolution) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    let mut taken = HashSet::new();
    let mut counts = Counts::default();
    for paragraph in resolution.paragraphs() {
        let id = unique(&mut taken, own(paragraph, &ids, &mut counts));
        ids.push(id);
    }
    ids
}

/// How many there were so far.
#[derive(Default)]
struct Counts {
    annexes: u32,
    recitals: u32,
    sections: u32,
    others: u32,
}

fn own(paragraph: Paragraph<'_>, ids: &[String], counts: &mut Counts) -> String {
    let parent = paragraph.parent().and_then(|it| ids.get(it.id().index()));
    let before = match parent {
        Some(parent) => format!("{parent}__"),
        None if counts.annexes > 0 => format!("att_{}__", counts.annexes),
        None => String::new(),
    };
    let mut next = |count: fn(&mut Counts) -> &mut u32| {
        let count = count(counts);
        *count += 1;
        *count
    };
    match paragraph.kind() {
        NodeKind::Heading if paragraph.part() == Part::Annex && starts_annex(paragraph) => {
            format!("att_{}", next(|it| &mut it.annexes))
        }
        NodeKind::Heading => match token(paragraph) {
            Some(token) => format!("{before}sec_{token}"),
            None => format!("{before}sec_{}", next(|it| &mut it.sections)),
        },
        NodeKind::Preambular => format!("{before}rec_{}", next(|it| &mut it.recitals)),
        NodeKind::Operative => match token(paragraph) {
            Some(token) => format!("{before}para_{token}"),
            None => format!("{before}para_u{}", next(|it| &mut it.others)),
        },
        NodeKind::Subparagraph => match token(paragraph) {
            Some(token) => format!("{before}point_{token}"),
            None => format!("{before}point_u{}", next(|it| &mut it.others)),
        },
        kind => format!("{before}{kind}_{}", next(|it| &mut it.others)),
    }
}

/// Whether an annex begins with this heading.
pub(super) fn starts_annex(paragraph: Paragraph<'_>) -> bool {
    paragraph.part() == Part::Annex
        && paragraph.kind() == NodeKind::Heading
        && paragraph.parent().is_none()
        && paragraph.node().section.is_none()
        && paragraph.label().is_none()
}

/// The label of a paragraph without its parents' and its brackets: `b` for `3(b)`.
fn token(paragraph: Paragraph<'_>) -> Option<String> {
    let path = match paragraph.path() {
        Some(path) => path,
        None => paragraph.label()?.to_owned(),
    };
    let above = paragraph.parent().and_then(Paragraph::path);
    let own = above.and_then(|above| path.strip_prefix(above.as_str()).map(str::to_owned));
    let token: String = own
        .unwrap_or(path)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    (!token.is_empty()).then_some(token)
}

/// The identifier, with a number behind it where it is taken.
pub(super) fn unique(taken: &mut HashSet<String>, id: String) -> String {
    let mut found = id.clone();
    let mut nth = 2;
    while !taken.insert(found.clone()) {
        found = format!("{id}-{nth}");
        nth += 1;
    }
    found
}
