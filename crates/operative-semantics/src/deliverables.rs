//! What an operative paragraph asks for: a document that is to be handed in, an item that is put on an
//! agenda. What is merely spoken of is not asked for.

use std::ops::Range;

use operative_grammar::{Folded, Language, Phrases, in_word};

use crate::facts::MandateFacts;
use crate::mandates::{Deliverable, Places};

/// Something that is asked for, in bytes of the folded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) kind: Deliverable,
    /// Where the words that ask for it begin.
    pub(crate) at: usize,
    /// The words that name the document.
    pub(crate) document: Option<Range<usize>>,
}

/// The words of a language for what is asked for, compiled.
#[derive(Debug)]
pub(crate) struct Requests {
    spaced: bool,
    alone: Kinds,
    documents: Kinds,
    submits: Phrases,
    reports_to: Phrases,
    known_before: Vec<String>,
    known_after: Vec<String>,
    indefinite: Vec<String>,
    recipients: Vec<String>,
    sub_items: Phrases,
}

/// Words, and the kind of thing that each names.
#[derive(Debug)]
struct Kinds {
    phrases: Phrases,
    kinds: Vec<Deliverable>,
}

/// What ends a clause.
const CLAUSE: [char; 9] = [',', ';', '.', ':', '，', '；', '。', '،', '؛'];

impl Requests {
    /// Compiles a language's words.
    pub(crate) fn new(language: Language, facts: &MandateFacts) -> Self {
        let grammar = language.facts();
        let kinds = |lists: &std::collections::BTreeMap<Deliverable, Vec<String>>| {
            let listed: Vec<_> = lists
                .iter()
                .flat_map(|(kind, words)| words.iter().map(move |word| (word.as_str(), *kind)))
                .collect();
            Kinds {
                phrases: Phrases::new(listed.iter().map(|pair| pair.0), grammar.spaced),
                kinds: listed.iter().map(|pair| pair.1).collect(),
            }
        };
        let phrases = |list: &[String]| grammar.phrases(list.iter().map(String::as_str));
        let words = |list: &[String]| {
            list.iter()
                .map(|word| operative_grammar::fold(word).text)
                .collect()
        };
        Self {
            spaced: grammar.spaced,
            alone: kinds(&facts.deliverables),
            documents: kinds(&facts.documents),
            submits: phrases(&facts.submits),
            reports_to: phrases(&facts.reports_to),
            known_before: words(&facts.known_before),
            known_after: words(&facts.known_after),
            indefinite: words(&facts.indefinite),
            recipients: words(&facts.recipients),
            sub_items: phrases(&facts.sub_items),
        }
    }

    /// asked = deliverable / submits … document ; these words stand at some of the `places`, `limit` is
    /// where the words on the session begin, and `recipient` tells whether an organ is named at a byte
    pub(crate) fn asked(
        &self,
        text: &str,
        places: &Places,
        limit: Option<usize>,
        recipient: impl Fn(usize) -> bool,
    ) -> Option<Asked> {
        let alone = self.alone.phrases.find_at(text, places.from(0));
        let alone = alone.map(|(which, hit)| Asked {
            kind: self.alone.kinds[which],
            at: hit.start,
            document: None,
        });
        let mut at = 0;
        let handed_in = std::iter::from_fn(|| {
            let (which, hit) = self.documents.phrases.find_at(text, places.from(at))?;
            at = hit.end;
            Some((which, hit))
        })
        .find_map(|(which, hit)| {
            let document = self.handed_in(text, &hit).map(|start| {
                let end = if self.spaced {
                    self.end(text, hit.end, limit, &recipient)
                } else {
                    hit.end
                };
                start..end
            });
            (document.is_some() || self.reported(text, &hit)).then_some(Asked {
                kind: self.documents.kinds[which],
                at: hit.start,
                document,
            })
        });
        // A document that is named outweighs the verb at the same place.
        let found = [handed_in, alone].into_iter().flatten();
        found.min_by_key(|asked| asked.at)
    }

    /// The clause that leads up to a word: where words have no endings that tell what belongs together,
    /// no further back than a comma.
    fn clause<'a>(&self, text: &'a str, hit: &Range<usize>) -> &'a str {
        let before = &text[..hit.start];
        let ends = |c: char| {
            matches!(c, ';' | '.' | '；' | '。' | '؛')
                || !self.spaced && (c == '、' || CLAUSE.contains(&c))
        };
        before.rsplit(ends).next().unwrap_or(before)
    }

    /// Whether the text around a word says that what it names is there already.
    fn known(&self, text: &str, hit: &Range<usize>) -> bool {
        let before = text[..hit.start].trim_end();
        let after = text[hit.end..].trim_start();
        let whole = |word: &String| {
            before
                .strip_suffix(word.as_str())
                .is_some_and(|head| !self.spaced || !head.ends_with(in_word))
        };
        self.known_before.iter().any(whole)
            || self
                .known_after
                .iter()
                .any(|word| after.starts_with(word.as_str()))
    }

    /// Where the words for a document begin that is to be handed in.
    fn handed_in(&self, text: &str, hit: &Range<usize>) -> Option<usize> {
        /// How many words may stand between the article and the noun.
        const BETWEEN: usize = 5;
        let clause = self.clause(text, hit);
        let from = hit.start - clause.len();
        let mut verb = None;
        let mut at = 0;
        while let Some((_, found)) = self.submits.find(clause, at) {
            at = found.end;
            verb = Some(from + found.end);
        }
        let verb = verb.filter(|_| !self.known(text, hit))?;
        if !self.spaced {
            return Some(verb);
        }
        let between = &text[verb..hit.start];
        let mut start = hit.start;
        for word in between
            .split(' ')
            .rev()
            .filter(|word| !word.is_empty())
            .take(BETWEEN)
        {
            if word.ends_with(CLAUSE) {
                break;
            }
            let at = text[verb..start].rfind(word).map(|at| verb + at)?;
            if self.indefinite.iter().any(|article| article == word) {
                return Some(start);
            }
            start = at;
        }
        Some(hit.start)
    }

    /// Whether the noun is the verb: `向大会第七十八届会议报告`.
    fn reported(&self, text: &str, hit: &Range<usize>) -> bool {
        let clause = self.clause(text, hit);
        self.reports_to.find(clause, 0).is_some() && !self.known(text, hit)
    }

    /// Where the words for a document end: with the clause, or before whom it is for and when.
    fn end(
        &self,
        text: &str,
        from: usize,
        limit: Option<usize>,
        recipient: &impl Fn(usize) -> bool,
    ) -> usize {
        let rest = &text[from..];
        let mut end = from + rest.find(CLAUSE).unwrap_or(rest.len());
        if let Some(limit) = limit.filter(|limit| *limit > from) {
            end = end.min(limit);
        }
        for to in &self.recipients {
            let mut hits = rest.match_indices(to.as_str());
            let meets = hits.find(|(at, to)| {
                let apart = rest[..*at].ends_with(' ');
                let name = from + at + to.len();
                let blanks = text[name..].len() - text[name..].trim_start().len();
                apart && recipient(name + blanks)
            });
            if let Some((at, _)) = meets {
                end = end.min(from + at);
            }
        }
        from + text[from..end].trim_end().len()
    }

    /// agenda-item = [sub-item] … opening-quote title closing-quote ; what is put on the agenda: the
    /// sub-item where one is named, else the first title
    pub(crate) fn agenda_item(&self, folded: &Folded) -> Option<Range<usize>> {
        /// How far the title may stand from the word.
        const AWAY: usize = 40;
        let text = folded.text.as_str();
        let titles = quoted(text);
        let sub_item = self.sub_items.find(text, 0).map(|found| found.1);
        let of_sub_item = sub_item.and_then(|word| {
            let after =
                |title: &&Range<usize>| title.start >= word.end && title.start - word.end <= AWAY;
            let before = |title: &&Range<usize>| title.end <= word.start;
            let near = if self.spaced {
                titles.iter().find(after)
            } else {
                titles.iter().rev().find(before)
            };
            near.cloned()
        });
        of_sub_item.or_else(|| titles.into_iter().next())
    }
}

/// What stands in quotation marks, one after the other.
fn quoted(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('"' | '“' | '”' | '«', None) => open = Some(at + c.len_utf8()),
            ('"' | '“' | '”' | '»', Some(start)) => {
                let title: &str = &text[start..at];
                let blank = title.len() - title.trim_start().len();
                let end = start + title.trim_end().len();
                if start + blank < end {
                    found.push(start + blank..end);
                }
                open = None;
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    /// What the first operative paragraph asks for: the deliverable, the document, the item, the session.
    fn asked(text: &str) -> String {
        let resolution = crate::resolve(operative_grammar::parse(text));
        let Some(mandate) = resolution.mandates.first() else {
            return String::new();
        };
        let words =
            |range: Option<_>| range.map_or("-", |range| resolution.document.text_in(range));
        let kind = mandate.deliverable.map_or("-", super::Deliverable::as_str);
        let session = mandate
            .deadline
            .as_ref()
            .and_then(|deadline| deadline.session);
        let session = session.map_or("-".to_owned(), |session| session.to_string());
        let (document, item) = (words(mandate.document), words(mandate.agenda_item));
        format!("{kind} | {document} | {item} | {session}")
    }

    #[test]
    fn documents_and_items_are_told_in_every_language() {
        for (text, expected) in [
            (
                "The General Assembly,\n\n1. Requests the Secretary-General to submit a progress report on wells to the General Assembly at its eightieth session;\n",
                "report | progress report on wells | - | 80",
            ),
            (
                "The General Assembly,\n\n1. Decides to include in the provisional agenda of its eightieth session, under the item entitled “Water”, the sub-item entitled “Wells”.\n",
                "agenda-item | - | Wells | 80",
            ),
            (
                "L’Assemblée générale,\n\n1. Prie le Secrétaire général de lui présenter, à sa quatre-vingtième session, un rapport sur les puits ;\n",
                "report | rapport sur les puits | - | 80",
            ),
            (
                "La Asamblea General,\n\n1. Solicita al Secretario General que en su octogésimo período de sesiones le presente un informe sobre los pozos;\n",
                "report | informe sobre los pozos | - | 80",
            ),
            (
                "Генеральная Ассамблея,\n\n1. просит Генерального секретаря представить доклад о колодцах на ее восьмидесятой сессии;\n",
                "report | доклад о колодцах | - | 80",
            ),
            (
                "大会，\n\n1. 请秘书长向大会第八十届会议提交关于水井的报告；\n",
                "report | 关于水井的报告 | - | 80",
            ),
            (
                "大会，\n\n1. 决定将题为“水井”的项目列入大会第八十届会议临时议程。\n",
                "agenda-item | - | 水井 | 80",
            ),
            (
                "إن الجمعية العامة،\n\n1 - تطلب إلى الأمين العام أن يقدم إلى الجمعية العامة في دورتها الثمانين تقريرا عن الآبار؛\n",
                "report | تقريرا عن الآبار | - | 80",
            ),
        ] {
            assert_eq!(asked(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_only_spoken_of_is_not_asked_for() {
        for text in [
            "The General Assembly,\n\n1. Invites States to act on the recommendations of the report on the work of the seventy-fourth session;\n",
            "The General Assembly,\n\n1. Invites the Union to contribute to the high-level meeting and States to inform their policies;\n",
            "L’Assemblée générale,\n\n1. Invite les États Membres à appliquer les recommandations figurant dans le rapport ;\n",
            "大会，\n\n1. 请会员国在其提交大会的年度报告中说明情况；\n",
        ] {
            let found = asked(text);
            assert!(
                found.is_empty() || found.starts_with("- | - | -"),
                "{found}: {text}"
            );
        }
    }
}
