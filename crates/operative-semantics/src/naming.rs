//! What a document names: each name of an instrument, with what the footnote at its first mention gives,
//! or the resolution whose title it is; and the short names that the text gives.

use std::collections::BTreeMap;

use operative_grammar::{Document, NodeId, Organ, TextRange};

use crate::aliases::{given, openings, pair};
use crate::lexicon::Lexicon;
use crate::model::{Place, Reference, ReferenceKind, Source};
use crate::titles::{heads, name_before, title_after};

/// A name and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) target: String,
    pub(crate) issuer: Option<Organ>,
    /// Where it is first mentioned.
    pub(crate) first: u32,
    /// Whether the name is a short form of it.
    pub(crate) short: bool,
}

/// A half of a pair, where it stands, and what it means.
pub(crate) type Half = (NodeId, TextRange, Named);

/// Every name that the document gives a source for, and the halves of pairs. A name that means two
/// things means neither.
pub(crate) fn names(
    document: &Document,
    lexicon: &Lexicon,
    bindings: &[Option<u32>],
    references: &[Reference],
    sources: &[Source],
) -> (BTreeMap<String, Named>, Vec<Half>) {
    let mut names: BTreeMap<String, Option<Named>> = BTreeMap::new();
    let mut add = |name: &str, named: &Named| {
        for alias in aliases(lexicon, name) {
            let named = Named {
                short: alias != name,
                ..named.clone()
            };
            names
                .entry(alias.to_owned())
                .and_modify(|known| {
                    if known
                        .as_ref()
                        .is_some_and(|known| known.target != named.target)
                    {
                        *known = None;
                    }
                })
                .or_insert_with(|| Some(named.clone()));
        }
    };
    // What the footnote of a call gives.
    let sourced = |call: usize| {
        let footnote = (*bindings.get(call)?)?;
        let first = sources.partition_point(|source| source.footnote < footnote);
        let source = sources
            .get(first)
            .filter(|source| source.footnote == footnote)?;
        let reference = source.references.first();
        Some(Named {
            target: source.target.clone()?,
            issuer: reference
                .and_then(|at| references.get(*at as usize))
                .and_then(|reference| reference.issuer),
            first: document.calls()[call].at,
            short: false,
        })
    };
    let mut halves: Vec<Half> = Vec::new();
    let mut passed = 0;
    for (index, call) in document.calls().iter().enumerate() {
        // Nodes stand in the order of the text, sources in that of the footnotes.
        let nodes = document.nodes();
        let at = nodes.partition_point(|node| node.passage.text.end < call.at);
        let Some(node) = nodes
            .get(at)
            .filter(|node| node.passage.text.start <= call.at)
        else {
            continue;
        };
        let range = node.passage.text;
        let start = range.start.max(passed);
        passed = call.at;
        let Some(named) = sourced(index) else {
            continue;
        };
        let text = document.text_in(TextRange::new(start, call.at));
        if let Some(name) = name_before(lexicon, text) {
            let first = start + name.start as u32;
            add(
                &text[name],
                &Named {
                    first,
                    ..named.clone()
                },
            );
        }
        let next = document
            .calls()
            .get(index + 1)
            .filter(|next| next.at <= range.end);
        let paired = next.and_then(|next| {
            let calls = [call.at - range.start, next.at - range.start].map(|at| at as usize);
            Some((
                pair(lexicon, document.text_in(range), calls)?,
                sourced(index + 1)?,
            ))
        });
        if let (Some((pair, other)), Some(id)) = (paired, document.node_ids().nth(at)) {
            for (which, named) in [named, other].into_iter().enumerate() {
                let half = &pair.halves[which];
                let [start, end] = [half.start, half.end].map(|at| range.start + at as u32);
                let named = Named {
                    first: start,
                    ..named
                };
                if let Some(names) = &pair.names {
                    add(&names[which], &named);
                }
                halves.push((id, TextRange::new(start, end), named));
            }
        }
    }
    for reference in references {
        let (Place::Node(id), ReferenceKind::Resolution, Some(target)) =
            (reference.place, reference.kind, reference.target.as_deref())
        else {
            continue;
        };
        let rest = TextRange::new(reference.text.end, document.node(id).passage.text.end);
        let text = document.text_in(rest);
        if let Some(range) = title_after(lexicon, text) {
            let named = Named {
                target: target.to_owned(),
                issuer: reference.issuer,
                first: rest.start + range.start as u32,
                short: false,
            };
            add(&text[range], &named);
        }
    }
    let mut names: BTreeMap<String, Named> = names
        .into_iter()
        .filter_map(|(name, named)| Some((name, named?)))
        .collect();
    shorten(document, lexicon, references, &sourced, &mut names);
    (names, halves)
}

/// Adds the short names that the text gives itself, each for what stands before it: what its footnote
/// gives, the name, or the reference.
fn shorten(
    document: &Document,
    lexicon: &Lexicon,
    references: &[Reference],
    sourced: &impl Fn(usize) -> Option<Named>,
    names: &mut BTreeMap<String, Named>,
) {
    /// How far what is cited may stand before the short name.
    const AWAY: u32 = 40;
    let quotations = openings(document.text());
    for id in document.node_ids() {
        let range = document.node(id).passage.text;
        let first = quotations.partition_point(|at| *at < range.start as usize);
        if quotations
            .get(first)
            .is_none_or(|at| *at >= range.end as usize)
        {
            continue;
        }
        let text = document.text_in(range);
        for given in given(lexicon, text) {
            let whole = range.start + given.whole as u32;
            let first = range.start + given.name.start as u32;
            let call = document
                .calls()
                .iter()
                .position(|call| (whole..first).contains(&call.at));
            let named = || {
                names
                    .get(&text[name_before(lexicon, &text[..given.whole])?])
                    .cloned()
            };
            let cited = || {
                let mut before = references.iter().rev().filter(|reference| {
                    reference.place == Place::Node(id)
                        && reference.kind != ReferenceKind::Internal
                        && reference.text.end <= whole
                });
                let reference = before
                    .next()
                    .filter(|cited| whole - cited.text.end <= AWAY)?;
                Some(Named {
                    target: reference.target.clone()?,
                    issuer: reference.issuer,
                    first,
                    short: true,
                })
            };
            if let Some(meant) = call.and_then(sourced).or_else(named).or_else(cited) {
                let name = text[given.name].to_owned();
                names.insert(
                    name,
                    Named {
                        first,
                        short: true,
                        ..meant
                    },
                );
            }
        }
    }
}

/// A name, and its beginning up to the noun that heads it: `Vienna Declaration`, `2030 Agenda`.
fn aliases<'a>(lexicon: &Lexicon, name: &'a str) -> impl Iterator<Item = &'a str> {
    let head = heads(lexicon, name).next();
    let short = head
        .filter(|head| head.start > 0)
        .map(|head| &name[..head.end])
        .filter(|short| lexicon.spaced && short.contains(' ') && *short != name);
    std::iter::once(name).chain(short)
}
