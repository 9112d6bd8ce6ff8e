//! What a document names: each name of an instrument, with what the footnote at its first mention gives,
//! or the resolution whose title it is; and the short names that the text gives.

use std::collections::BTreeMap;

use operative_grammar::{Document, NodeId, Organ, TextRange};

use crate::aliases::{Given, given, openings, pair};
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
    let mut namer = Namer {
        document,
        lexicon,
        bindings,
        references,
        sources,
        names: BTreeMap::new(),
        halves: Vec::new(),
    };
    namer.called();
    namer.titled();
    let known = std::mem::take(&mut namer.names).into_iter();
    let mut names = known
        .filter_map(|(name, named)| Some((name, named?)))
        .collect();
    namer.shorten(&mut names);
    (names, namer.halves)
}

/// Gathers the names of a document.
struct Namer<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
    /// For each call its footnote.
    bindings: &'a [Option<u32>],
    references: &'a [Reference],
    /// In the order of the footnotes.
    sources: &'a [Source],
    /// What each name means; `None` where it means two things.
    names: BTreeMap<String, Option<Named>>,
    halves: Vec<Half>,
}

impl Namer<'_> {
    /// What the footnote of a call gives.
    fn sourced(&self, call: usize) -> Option<Named> {
        let footnote = (*self.bindings.get(call)?)?;
        let before = |source: &Source| source.footnote < footnote;
        let source = self.sources.get(self.sources.partition_point(before));
        let source = source.filter(|source| source.footnote == footnote)?;
        let first = source.references.first();
        let reference = first.and_then(|at| self.references.get(*at as usize));
        Some(Named {
            target: source.target.clone()?,
            issuer: reference.and_then(|reference| reference.issuer),
            first: self.document.calls()[call].at,
            short: false,
        })
    }

    /// Adds what a name means, and what it may be called for short.
    fn add(&mut self, name: &str, named: &Named) {
        for alias in aliases(self.lexicon, name) {
            let named = Named {
                short: alias != name,
                ..named.clone()
            };
            let other = |known: &Named| known.target != named.target;
            let known = self.names.entry(alias.to_owned());
            let known = known.or_insert_with(|| Some(named.clone()));
            if known.as_ref().is_some_and(other) {
                *known = None;
            }
        }
    }

    /// The names that stand before calls of footnotes.
    fn called(&mut self) {
        let nodes = self.document.nodes();
        let mut passed = 0;
        for (index, call) in self.document.calls().iter().enumerate() {
            // Nodes stand in the order of the text.
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
            let Some(named) = self.sourced(index) else {
                continue;
            };
            let text = self.document.text_in(TextRange::new(start, call.at));
            if let Some(name) = name_before(self.lexicon, text) {
                let first = start + name.start as u32;
                let named = Named {
                    first,
                    ..named.clone()
                };
                self.add(&text[name], &named);
            }
            self.paired(index, at, range, named);
        }
    }

    /// The halves of a pair that two calls within one node stand behind, the first of which means what is `named`.
    fn paired(&mut self, call: usize, node: usize, range: TextRange, named: Named) {
        let calls = self.document.calls();
        let next = calls.get(call + 1).filter(|next| next.at <= range.end);
        let pair = next.and_then(|next| {
            let calls = [calls[call].at, next.at].map(|at| (at - range.start) as usize);
            pair(self.lexicon, self.document.text_in(range), calls)
        });
        let (Some(pair), Some(id)) = (pair, self.document.node_ids().nth(node)) else {
            return;
        };
        let Some(other) = self.sourced(call + 1) else {
            return;
        };
        for (which, named) in [named, other].into_iter().enumerate() {
            let half = &pair.halves[which];
            let [start, end] = [half.start, half.end].map(|at| range.start + at as u32);
            let named = Named {
                first: start,
                ..named
            };
            if let Some(names) = &pair.names {
                self.add(&names[which], &named);
            }
            self.halves.push((id, TextRange::new(start, end), named));
        }
    }

    /// The titles that stand behind the resolutions whose titles they are.
    fn titled(&mut self) {
        for reference in self.references {
            let (Place::Node(id), ReferenceKind::Resolution, Some(target)) =
                (reference.place, reference.kind, reference.target.as_deref())
            else {
                continue;
            };
            let end = self.document.node(id).passage.text.end;
            let rest = TextRange::new(reference.text.end, end);
            let text = self.document.text_in(rest);
            if let Some(range) = title_after(self.lexicon, text) {
                let named = Named {
                    target: target.to_owned(),
                    issuer: reference.issuer,
                    first: rest.start + range.start as u32,
                    short: false,
                };
                self.add(&text[range], &named);
            }
        }
    }

    /// Adds the short names that the text gives itself, each for what stands before it.
    fn shorten(&self, names: &mut BTreeMap<String, Named>) {
        let quotations = openings(self.document.text());
        for id in self.document.node_ids() {
            let range = self.document.node(id).passage.text;
            let first = quotations.partition_point(|at| *at < range.start as usize);
            let quotes = |at: &usize| *at < range.end as usize;
            if !quotations.get(first).is_some_and(quotes) {
                continue;
            }
            let text = self.document.text_in(range);
            for given in given(self.lexicon, text) {
                if let Some(meant) = self.meant(names, id, &given) {
                    let named = Named {
                        first: range.start + given.name.start as u32,
                        short: true,
                        ..meant
                    };
                    names.insert(text[given.name].to_owned(), named);
                }
            }
        }
    }

    /// What stands before a short name: what its footnote gives, the name, or the reference.
    fn meant(&self, names: &BTreeMap<String, Named>, node: NodeId, given: &Given) -> Option<Named> {
        /// How far what is cited may stand before the short name.
        const AWAY: u32 = 40;
        let range = self.document.node(node).passage.text;
        let text = self.document.text_in(range);
        let whole = range.start + given.whole as u32;
        let first = range.start + given.name.start as u32;
        let mut calls = self.document.calls().iter();
        let call = calls.position(|call| (whole..first).contains(&call.at));
        let named = || {
            let name = name_before(self.lexicon, &text[..given.whole])?;
            names.get(&text[name]).cloned()
        };
        let cited = || {
            let mut before = self.references.iter().rev().filter(|reference| {
                reference.place == Place::Node(node)
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
        call.and_then(|call| self.sourced(call))
            .or_else(named)
            .or_else(cited)
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

#[cfg(test)]
mod tests {
    use operative_grammar::parse;

    use super::Place;
    use crate::model::Rule;

    /// For each reference of a text that a name gives, the words and the target.
    fn named(body: &str, notes: &[&str]) -> Vec<(String, String)> {
        let notes = notes.iter().zip(1..);
        let notes = notes.map(|(text, label)| format!("<sup>{label}</sup> {text}\n"));
        let text = format!(
            "The General Assembly,\n\n{body}\n\n---\n\n{}",
            notes.collect::<String>()
        );
        let resolution = crate::resolve(parse(&text));
        let in_body = resolution.references.iter().filter(|reference| {
            matches!(reference.place, Place::Node(_)) && reference.rule == Rule::NamedAtFootnote
        });
        in_body
            .map(|it| {
                let words = resolution.words_of(it).to_owned();
                (words, it.target.clone().unwrap_or_default())
            })
            .collect()
    }

    #[test]
    fn a_name_means_what_its_footnote_gives_there_and_wherever_it_comes_again() {
        let body = "Recalling the Tunis Declaration on Wells,<sup>1</sup>\n\n\
            1. Endorses the Tunis Declaration on Wells, and the Tunis Declaration.";
        let found = named(body, &["A/76/12, annex."]);
        let [first, again, short] = &found[..] else {
            panic!("{found:?}");
        };
        assert_eq!(first, again);
        assert_eq!(first.0, "Tunis Declaration on Wells");
        assert_eq!(short.0, "Tunis Declaration");
        assert!(
            found.iter().all(|(_, target)| target == "A/76/12"),
            "{found:?}"
        );
    }

    #[test]
    fn a_name_that_means_two_things_means_neither() {
        let body = "Recalling the Declaration on Wells,<sup>1</sup> and the Declaration on Wells,<sup>2</sup>\n\n\
            1. Endorses the Declaration on Wells.";
        assert_eq!(named(body, &["A/76/12, annex.", "A/76/13, annex."]), []);
    }
}
