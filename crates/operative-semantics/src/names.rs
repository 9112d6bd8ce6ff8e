//! Names of instruments: "the Vienna Declaration and Programme of Action" means what the footnote at
//! its first mention gives as its source, or the resolution whose title it is.

use std::collections::BTreeMap;
use std::ops::Range;

use operative_grammar::{Document, NodeId, Organ, Phrases, TextRange};

use crate::facts::Lexicon;
use crate::model::{Place, Reference, ReferenceKind, Relation, Rule, Source};

/// How far a name may reach back from its footnote's call.
const REACH: usize = 240;

/// A name and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Named {
    target: String,
    issuer: Option<Organ>,
    /// Where it is first mentioned.
    first: u32,
    /// Whether the name is a short form of it.
    short: bool,
}

/// The mentions of named instruments in the body, as references in the order of the document.
pub(crate) fn mentions(
    document: &Document,
    lexicon: &Lexicon,
    bindings: &[Option<u32>],
    references: &[Reference],
    sources: &[Source],
    relation: impl Fn(NodeId) -> Relation,
) -> Vec<Reference> {
    let names = names(document, lexicon, bindings, references, sources);
    if names.is_empty() {
        return Vec::new();
    }
    let list: Vec<(&String, &Named)> = names.iter().collect();
    let phrases = Phrases::printed(names.keys(), lexicon.spaced);
    let mut found = Vec::new();
    for id in document.node_ids() {
        let range = document.node(id).passage.text;
        let text = document.text_in(range);
        let mut at = 0;
        while let Some((which, hit)) = phrases.find(text, at) {
            at = hit.end;
            let (name, named) = list[which];
            let start = range.start + hit.start as u32;
            // The short form of one name may be the beginning of another.
            let goes_on = named.short
                && lexicon.name_joints.iter().any(|joint| {
                    let rest = text[hit.end..].trim_start();
                    rest.strip_prefix(joint.as_str())
                        .is_some_and(|rest| rest.starts_with(' '))
                });
            if goes_on || start < named.first {
                continue;
            }
            let text = TextRange::new(start, start + name.len() as u32);
            found.push(Reference {
                place: Place::Node(id),
                text,
                span: document.source_span(text),
                kind: ReferenceKind::Instrument,
                target: Some(named.target.clone()),
                issuer: named.issuer,
                date: None,
                pinpoint: None,
                node: None,
                relation: relation(id),
                rule: Rule::NamedAtFootnote,
                candidates: Vec::new(),
            });
        }
    }
    found
}

/// Every name that the document gives a source for. A name that means two things means neither.
fn names(
    document: &Document,
    lexicon: &Lexicon,
    bindings: &[Option<u32>],
    references: &[Reference],
    sources: &[Source],
) -> BTreeMap<String, Named> {
    let mut names: BTreeMap<String, Option<Named>> = BTreeMap::new();
    let mut add = |name: &str, target: &str, issuer: Option<Organ>, first: u32| {
        for alias in aliases(lexicon, name) {
            let named = Named {
                target: target.to_owned(),
                issuer,
                first,
                short: alias != name,
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
    let mut passed = 0;
    for (call, footnote) in document.calls().iter().zip(bindings) {
        // Nodes stand in the order of the text, sources in that of the footnotes.
        let nodes = document.nodes();
        let at = nodes.partition_point(|node| node.passage.text.end < call.at);
        let Some(node) = nodes
            .get(at)
            .filter(|node| node.passage.text.start <= call.at)
        else {
            continue;
        };
        let start = node.passage.text.start.max(passed);
        passed = call.at;
        let source = footnote.and_then(|footnote| {
            let first = sources.partition_point(|source| source.footnote < footnote);
            sources
                .get(first)
                .filter(|source| source.footnote == footnote)
        });
        let Some((source, target)) =
            source.and_then(|source| Some((source, source.target.as_deref()?)))
        else {
            continue;
        };
        let text = document.text_in(TextRange::new(start, call.at));
        if let Some(range) = name_before(lexicon, text) {
            let issuer = source
                .references
                .first()
                .and_then(|at| references.get(*at as usize))
                .and_then(|reference| reference.issuer);
            add(
                &text[range.clone()],
                target,
                issuer,
                start + range.start as u32,
            );
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
            add(
                &text[range.clone()],
                target,
                reference.issuer,
                rest.start + range.start as u32,
            );
        }
    }
    names
        .into_iter()
        .filter_map(|(name, named)| Some((name, named?)))
        .collect()
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

/// The nouns that head an instrument's name, where they stand in a text.
fn heads(lexicon: &Lexicon, text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (_, head) = lexicon.instruments.find(text, at)?;
        at = head.end;
        Some(head)
    })
}

/// instrument = *capitalized head … / "《" … "》" ; right before a footnote's call
fn name_before(lexicon: &Lexicon, text: &str) -> Option<Range<usize>> {
    let text_end = text
        .trim_end_matches([',', ';', '，', '、', ' ', '.', '\u{a0}'])
        .len();
    let text = &text[..text_end];
    if let Some(inner) = text.strip_suffix('》') {
        let start = inner.rfind('《')? + '《'.len_utf8();
        return Some(start..inner.len());
    }
    let from = (text.len().saturating_sub(REACH)..).find(|at| text.is_char_boundary(*at))?;
    let window = &text[from..];
    // The last head; with those before it that nothing but a joint parts from it.
    let all: Vec<Range<usize>> = heads(lexicon, window).collect();
    let mut first = all.len().checked_sub(1)?;
    while first > 0 && joint(&window[all[first - 1].end..all[first].start]) {
        first -= 1;
    }
    let start = from + leading(window, all[first].start);
    let name = &text[start..];
    // A clause in between ends the name: what is called is something else.
    let ends = [". ", "; ", "“", "”", "»", "(", ", ", "،", "؛", "，", "；"];
    let ended = ends.iter().any(|mark| name.contains(mark)) || interrupted(lexicon, name);
    // A name cut in its middle: "Organization of" before what was taken for its beginning.
    let cut = lexicon.of.iter().any(|of| {
        let before = text[..start].trim_end();
        start < from + all[first].start && before.ends_with(&format!(" {of}"))
    });
    (!ended && !cut && name.contains([' ', '\u{a0}'])).then_some(start..text.len())
}

/// Whether a clause interrupts what was taken for a name: "which", "adopted", "in its".
fn interrupted(lexicon: &Lexicon, name: &str) -> bool {
    lexicon.interruptions.find(name, 0).is_some()
}

/// Whether what stands between two heads only joins them: "and", "et le".
fn joint(between: &str) -> bool {
    let words = between.split_whitespace().count();
    words <= 2
        && between.chars().filter(|c| c.is_alphabetic()).count() <= 8
        && !between.contains([',', ';', '.'])
}

/// The start of the capitalized words and numbers that lead up to a head.
fn leading(text: &str, head: usize) -> usize {
    let mut start = head;
    loop {
        let before = text[..start].trim_end_matches([' ', '\u{a0}']);
        if before.len() == start {
            return start;
        }
        let word = before.rfind([' ', '\u{a0}']).map_or(0, |at| {
            at + before[at..].chars().next().map_or(1, char::len_utf8)
        });
        let named = before[word..].starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            && before.ends_with(char::is_alphanumeric);
        // A sentence begins with a capital that is no part of a name.
        if !named || word == 0 {
            return start;
        }
        start = word;
    }
}

/// title-after = … opening-quote [title ":"] instrument closing-quote ; after a resolution's number
fn title_after(lexicon: &Lexicon, text: &str) -> Option<Range<usize>> {
    /// How far the title may stand from the number.
    const AWAY: usize = 90;
    /// How long it may be, in bytes.
    const LONG: usize = 600;
    const OPENING: [char; 4] = ['“', '«', '”', '《'];
    const CLOSING: [char; 4] = ['”', '»', '“', '》'];
    let open = text[..text.floor_char_boundary(AWAY)].find(OPENING)?;
    if text[..open].contains(';') {
        return None;
    }
    let start = open + text[open..].chars().next().map_or(1, char::len_utf8);
    let rest = &text[start..text.floor_char_boundary(start + LONG)];
    let title = &rest[..rest.find(CLOSING)?];
    let colon = title.rfind([':', '：']).map_or(0, |at| {
        at + title[at..].chars().next().map_or(1, char::len_utf8)
    });
    let rest = &title[colon..];
    let head = heads(lexicon, rest).next()?;
    let from = colon + leading(rest, head.start);
    let end = title.trim_end_matches([' ', '\u{a0}', ',', '.']).len();
    let name = title.get(from..end)?;
    (name.contains([' ', '\u{a0}']) || !lexicon.spaced).then_some(start + from..start + end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use operative_grammar::Language;

    fn english() -> &'static Lexicon {
        Lexicon::of(Language::from_code("en").expect("English"))
    }

    #[test]
    fn names_before_calls() {
        let name = |text: &str| name_before(english(), text).map(|range| text[range].to_owned());
        let some = |name: &str| Some(name.to_owned());
        assert_eq!(
            name("Recalling the Example Declaration and Programme of Action"),
            some("Example Declaration and Programme of Action")
        );
        assert_eq!(
            name("parties to the Convention on the Rights of Examples,"),
            some("Convention on the Rights of Examples")
        );
        assert_eq!(
            name("the Convention, which was adopted by the Conference"),
            None
        );
        assert_eq!(name("Welcoming the report of the Secretary-General"), None);
    }

    #[test]
    fn later_mentions_mean_the_same() {
        let source = "The General Assembly,\n\nRecalling its resolution 80/1 of 3 October 2025, entitled “Our example: the 2040 Agenda for Example Development”,\n\n1. Reaffirms the 2040 Agenda for Example Development;\n\n2. Requests the Secretary-General to report on the 2040 Agenda.\n";
        let resolution = crate::resolve(operative_grammar::parse(source));
        let named: Vec<_> = resolution
            .references
            .iter()
            .filter(|reference| reference.rule == Rule::NamedAtFootnote)
            .map(|reference| (resolution.words_of(reference), reference.target.as_deref()))
            .collect();
        assert_eq!(
            named[1..],
            [
                ("2040 Agenda for Example Development", Some("A/RES/80/1")),
                ("2040 Agenda", Some("A/RES/80/1")),
            ]
        );
    }
}
