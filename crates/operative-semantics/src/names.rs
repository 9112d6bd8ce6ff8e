//! Names of instruments: "the Vienna Declaration and Programme of Action" means what the footnote at
//! its first mention gives as its source, or the resolution whose title it is; so does the short name
//! that the text gives it, and "article 3 of the Convention".

use std::collections::BTreeMap;
use std::ops::Range;

use operative_grammar::{Document, NodeId, Phrases, TextRange, is_letter};

use crate::aliases::same_noun;
use crate::lexicon::Lexicon;
use crate::model::{Place, Reference, ReferenceKind, Relation, Rule, Source};
use crate::named_parts::Pinpoints;
use crate::naming::{Named, names};
use crate::titles::heads;

/// Something that is named, with the name that is looked for.
struct Sought {
    name: String,
    /// What it means; more than one where only a noun is printed ("the Convention") that heads the
    /// names of several.
    named: Vec<Named>,
    /// Whether only the noun is printed: then it means something where an article of it is cited.
    noun: bool,
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
    let (names, halves) = names(document, lexicon, bindings, references, sources);
    let reference = |id: NodeId, text: TextRange, named: &Named| Reference {
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
    };
    let mut found: Vec<Reference> = halves
        .iter()
        .map(|(id, text, named)| reference(*id, *text, named))
        .collect();
    let list = sought(lexicon, names);
    if list.is_empty() {
        return found;
    }
    let phrases = Phrases::printed(list.iter().map(|sought| &sought.name), lexicon.spaced);
    let mut pinpoints = Pinpoints::default();
    // Nothing is named before the first of them is.
    let named = list.iter().flat_map(|sought| &sought.named);
    let first = named.map(|named| named.first).min().unwrap_or(0);
    for id in document.node_ids() {
        let range = document.node(id).passage.text;
        if range.end <= first {
            continue;
        }
        let text = document.text_in(range);
        let mut at = 0;
        while let Some((which, hit)) = phrases.find(text, at) {
            at = hit.end;
            let sought = &list[which];
            let start = range.start + hit.start as u32;
            // The latest of those that are named so far; the others remain possible.
            let mut meant: Vec<&Named> = sought
                .named
                .iter()
                .filter(|named| named.first <= start)
                .collect();
            meant.sort_by_key(|named| std::cmp::Reverse(named.first));
            let Some(named) = meant.first() else { continue };
            let within = TextRange::new(start, start + sought.name.len() as u32);
            let half = halves
                .iter()
                .any(|(_, half, _)| half.start < within.end && within.start < half.end);
            let other = named.short && goes_on(lexicon, &text[hit.end..])
                || sought.noun && of_another(lexicon, text, hit.clone());
            if half || other {
                continue;
            }
            let pinpoint = pinpoints.of(lexicon, text, hit);
            if sought.noun && !pinpoint.as_ref().is_some_and(|pinpoint| pinpoint.article) {
                continue;
            }
            let candidates = if meant.len() > 1 {
                meant.iter().map(|named| named.target.clone()).collect()
            } else {
                Vec::new()
            };
            found.push(Reference {
                pinpoint: pinpoint.map(|pinpoint| pinpoint.words),
                candidates,
                ..reference(id, within, named)
            });
        }
    }
    found
}

/// What is looked for: each name, in the forms of the noun that heads it, and each such noun alone.
fn sought(lexicon: &Lexicon, names: BTreeMap<String, Named>) -> Vec<Sought> {
    let mut list: BTreeMap<String, Sought> = BTreeMap::new();
    let mut nouns: BTreeMap<&str, Vec<Named>> = BTreeMap::new();
    for (name, named) in &names {
        let Some(head) = heads(lexicon, name).next() else {
            continue;
        };
        let forms = lexicon
            .instrument_nouns
            .iter()
            .filter(|form| same_noun(form, &name[head.clone()]));
        for form in forms {
            let known = nouns.entry(form).or_default();
            if !known.iter().any(|known| known.target == named.target) {
                known.push(Named {
                    short: true,
                    ..named.clone()
                });
            }
            if head.start == 0 && lexicon.spaced {
                let name = format!("{form}{}", &name[head.end..]);
                let named = vec![named.clone()];
                list.entry(name.clone()).or_insert(Sought {
                    name,
                    named,
                    noun: false,
                });
            }
        }
    }
    for (name, named) in &names {
        let sought = Sought {
            name: name.clone(),
            named: vec![named.clone()],
            noun: false,
        };
        list.insert(name.clone(), sought);
    }
    for (noun, named) in nouns {
        let name = noun.to_owned();
        list.entry(name.clone()).or_insert(Sought {
            name,
            named,
            noun: true,
        });
    }
    list.into_values().collect()
}

/// Whether a name goes on after its short form, which is the beginning of another then.
fn goes_on(lexicon: &Lexicon, rest: &str) -> bool {
    let rest = rest.trim_start();
    lexicon.name_joints.iter().any(|joint| {
        let after = rest.strip_prefix(joint.as_str());
        after.is_some_and(|after| after.starts_with([' ', '\u{a0}']) || joint.ends_with('’'))
    })
}

/// Whether a noun alone is a part of another name: `Geneva Convention`, `الاتفاقية الدولية`.
fn of_another(lexicon: &Lexicon, text: &str, noun: Range<usize>) -> bool {
    if !lexicon.spaced {
        // Within the marks of a title: 《…公约》.
        return text[..noun.start].rfind('《') > text[..noun.start].rfind('》');
    }
    let after = text[noun.end..]
        .trim_start_matches([' ', '\u{a0}'])
        .chars()
        .next();
    let before = text[..noun.start].trim_end();
    let word = before.rsplit([' ', '\u{a0}']).next().unwrap_or_default();
    after.is_some_and(|c| is_letter(c) && !c.is_lowercase())
        || word.starts_with(char::is_uppercase) && word.len() < before.len()
}

#[cfg(test)]
mod tests {
    use super::*;

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

    /// The names that are found, what they mean, and the part that is cited.
    fn named(source: &str) -> Vec<(String, String, Option<String>, usize)> {
        let resolution = crate::resolve(operative_grammar::parse(source));
        let named = resolution
            .references
            .iter()
            .filter(|reference| reference.rule == Rule::NamedAtFootnote);
        named
            .map(|reference| {
                (
                    resolution.words_of(reference).to_owned(),
                    reference.target.clone().unwrap_or_default(),
                    reference.pinpoint.clone(),
                    reference.candidates.len(),
                )
            })
            .collect()
    }

    #[test]
    fn articles_of_named_conventions_are_pinpoints() {
        for (text, article) in [
            (
                "The General Assembly,\n\nRecalling the Convention on the Safety of Wells,[^1]\n\n1. Reaffirms article 3 of the Convention on the Safety of Wells and article 19, paragraph 3, of the Convention;\n\n[^1]: United Nations, *Treaty Series*, vol. 999, No. 14668.\n",
                ["article 3", "article 19, paragraph 3"],
            ),
            (
                "L’Assemblée générale,\n\nRappelant la Convention sur la sécurité des puits[^1],\n\n1. Réaffirme l’article 3 de la Convention sur la sécurité des puits et le paragraphe 3 de l’article 19 de la Convention ;\n\n[^1]: Nations Unies, *Recueil des Traités*, vol. 999, no 14668.\n",
                ["article 3", "paragraphe 3 de l’article 19"],
            ),
            (
                "La Asamblea General,\n\nRecordando la Convención sobre la Seguridad de los Pozos[^1],\n\n1. Reafirma el artículo 3 de la Convención sobre la Seguridad de los Pozos y el artículo 19, párrafo 3, de la Convención;\n\n[^1]: Naciones Unidas, *Treaty Series*, vol. 999, núm. 14668.\n",
                ["artículo 3", "artículo 19, párrafo 3"],
            ),
            (
                "Генеральная Ассамблея,\n\nссылаясь на Конвенцию о безопасности колодцев[^1],\n\n1. подтверждает статью 3 Конвенции о безопасности колодцев и пункт 3 статьи 19 Конвенции;\n\n[^1]: United Nations, *Treaty Series*, vol. 999, No. 14668.\n",
                ["статью 3", "пункт 3 статьи 19"],
            ),
            (
                "大会，\n\n回顾《水井安全公约》[^1]，\n\n1. 重申《水井安全公约》第3条和公约第19条第3款；\n\n[^1]: 联合国，《条约汇编》，第999卷，第14668号。\n",
                ["第3条", "第19条第3款"],
            ),
            (
                "إن الجمعية العامة،\n\nإذ تشير إلى الاتفاقية بشأن سلامة الآبار[^1]،\n\n1 - تؤكد المادة 3 من الاتفاقية بشأن سلامة الآبار والفقرة 3 من المادة 19 من الاتفاقية؛\n\n[^1]: United Nations, *Treaty Series*, vol. 999, No. 14668.\n",
                ["المادة 3", "الفقرة 3 من المادة 19"],
            ),
        ] {
            let found = named(text);
            let parts: Vec<_> = found
                .iter()
                .filter_map(|found| found.2.as_deref())
                .collect();
            assert_eq!(parts, article, "{found:?}");
            let treaty = |found: &(String, String, Option<String>, usize)| {
                found.1 == "unts:vol-999/no-14668"
            };
            assert!(found.iter().all(treaty), "{found:?}");
        }
    }

    #[test]
    fn two_conventions_remain_candidates() {
        let found = named(
            "The General Assembly,\n\nRecalling the Convention on Wells[^1] and the Convention on Bells,[^2]\n\n1. Reaffirms article 3 of the Convention;\n\n[^1]: Resolution 44/25, annex.\n[^2]: Resolution 45/26, annex.\n",
        );
        let last = found.last().expect("a reference");
        assert_eq!((last.1.as_str(), last.3), ("A/RES/45/26", 2), "{found:?}");
    }

    /// The words of each reference and what it leads to.
    fn words(found: &[(String, String, Option<String>, usize)]) -> Vec<(&str, &str)> {
        found
            .iter()
            .map(|found| (found.0.as_str(), found.1.as_str()))
            .collect()
    }

    #[test]
    fn short_names_mean_what_they_are_short_for() {
        let found = named(
            "The General Assembly,\n\nRecalling the Treaty on Wells[^1] (hereinafter referred to as “the Treaty”),\n\n1. Requests the parties to the Treaty, who keep them, to report.\n\n[^1]: Resolution 44/25, annex.\n",
        );
        assert_eq!(
            words(&found),
            [
                ("Treaty on Wells", "A/RES/44/25"),
                ("Treaty", "A/RES/44/25"),
                ("Treaty", "A/RES/44/25")
            ]
        );
    }

    #[test]
    fn each_half_of_a_pair_means_its_own() {
        let found = named(
            "The General Assembly,\n\nRecalling the Northern[^1] and Southern[^2] Declarations,\n\n1. Reaffirms the Southern Declaration.\n\n[^1]: Resolution 44/25, annex.\n[^2]: Resolution 45/26, annex.\n",
        );
        assert_eq!(
            words(&found),
            [
                ("Northern", "A/RES/44/25"),
                ("Southern Declarations", "A/RES/45/26"),
                ("Southern Declaration", "A/RES/45/26")
            ]
        );
    }
}
