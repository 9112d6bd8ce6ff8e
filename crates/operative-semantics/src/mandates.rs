//! What an operative paragraph asks, or an item of its list: who is addressed, the act, what is asked for and by when.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;
use operative_grammar::{
    Action, Document, Facts, Folded, Language, NodeId, NodeKind, Phrases, TextRange, fold, in_word,
    letters, number_in_words,
};
use serde::{Deserialize, Serialize};

use crate::deliverables::{Asked, Requests};
use crate::facts::MandateFacts;
use crate::lexicon::Lexicon;
use crate::plain::Plain;
use crate::scan::{Kind, Scan};
use crate::tokens::join_dates;

/// What an operative paragraph asks, or an item of the list that it governs. What its words do not say is `None` or empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Mandate {
    /// The paragraph.
    pub node: NodeId,
    /// The class of the act; of an item, that of the head of its list.
    pub action: Action,
    /// Who is addressed, in order; by an item that names nobody, those whom the head of its list does.
    pub addressees: Vec<Addressee>,
    /// What is asked for.
    pub deliverable: Option<Deliverable>,
    /// The words that name the document that is asked for, as a range of [`Document::text`]: `report on
    /// the implementation of the present resolution`. `None` where it is asked for by a verb alone.
    pub document: Option<TextRange>,
    /// The title of the item or sub-item that is put on an agenda, as a range of [`Document::text`].
    pub agenda_item: Option<TextRange>,
    /// By when.
    pub deadline: Option<Deadline>,
    /// Every how many months, where it is asked for again and again.
    pub every_months: Option<u32>,
}

/// Who is addressed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Addressee {
    /// The kind of addressee.
    pub kind: AddresseeKind,
    /// The words that name it, as a range of [`Document::text`].
    pub text: TextRange,
}

/// A kind of addressee.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum AddresseeKind {
    /// The Secretary-General.
    SecretaryGeneral,
    /// Member States, States, parties to a treaty, Governments.
    States,
    /// An organ or a subsidiary body.
    Organ,
    /// Specialized agencies, funds, programmes, the United Nations system.
    System,
    /// A holder of an office: a High Commissioner, a special rapporteur, a president.
    Officer,
    /// International and regional organizations, financial institutions.
    Organizations,
    /// Civil society, the private sector, academia.
    CivilSociety,
}

impl AddresseeKind {
    /// Its name in JSON and in tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SecretaryGeneral => "secretary-general",
            Self::States => "states",
            Self::Organ => "organ",
            Self::System => "system",
            Self::Officer => "officer",
            Self::Organizations => "organizations",
            Self::CivilSociety => "civil-society",
        }
    }
}

/// Something that is asked for.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Deliverable {
    /// A report, or to report.
    Report,
    /// A briefing or an update.
    Briefing,
    /// An item of an agenda.
    AgendaItem,
    /// A meeting or a conference.
    Meeting,
}

impl Deliverable {
    /// Its name in JSON and in tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Briefing => "briefing",
            Self::AgendaItem => "agenda-item",
            Self::Meeting => "meeting",
        }
    }
}

/// By when something is asked.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Deadline {
    /// The words that say so, as a range of [`Document::text`].
    pub text: TextRange,
    /// The session it is asked at or for.
    pub session: Option<u32>,
    /// The day it is asked by.
    pub date: Option<Date>,
    /// The year it is asked by, where no day is given.
    pub year: Option<i16>,
}

/// The mandates of a document, in order: of the paragraphs that ask by a verb of their own, and of the items of the
/// lists that they govern.
pub(crate) fn mandates(document: &Document, lexicon: &Lexicon) -> Vec<Mandate> {
    let Some(matcher) = &lexicon.mandates else {
        return Vec::new();
    };
    let mut reading = Reading {
        document,
        lexicon,
        matcher,
        buffers: Buffers::default(),
    };
    let mut found = Vec::new();
    let mut heads: BTreeMap<NodeId, Asking> = BTreeMap::new();
    for id in document.node_ids() {
        let node = document.node(id);
        if !matches!(node.kind, NodeKind::Operative | NodeKind::Subparagraph) {
            continue;
        }
        let own = node.action.filter(|action| asks(*action));
        let head = node.parent.and_then(|parent| heads.get(&parent));
        let (told, asking) = match (own, head) {
            (Some(action), _) => {
                let lead = node.lead.map_or(node.passage.text.start, |lead| lead.end);
                let asking = reading.asking(id, action, lead);
                (asking.says(), asking)
            }
            // Whatever verb an item begins with, it is its head that asks.
            (None, Some(head)) => {
                let item = reading.asking(id, head.mandate.action, node.passage.text.start);
                item.below(head)
            }
            (None, None) => continue,
        };
        if told {
            found.push(asking.mandate.clone());
        }
        let mut following = document.nodes().iter().skip(id.index() + 1);
        if following.next().is_some_and(|next| next.parent == Some(id)) {
            heads.insert(id, asking);
        }
    }
    found
}

/// What a paragraph asks, and whether it leaves that to the list that it governs.
#[derive(Debug)]
struct Asking {
    mandate: Mandate,
    /// Whether nothing stands in it but whom it addresses: *Requests the Secretary-General:*
    bare: bool,
}

impl Asking {
    /// Whether it says what is asked, or by when.
    const fn says_what(&self) -> bool {
        let Mandate {
            deliverable,
            deadline,
            every_months,
            ..
        } = &self.mandate;
        deliverable.is_some() || deadline.is_some() || every_months.is_some()
    }

    /// Whether it says anything.
    const fn says(&self) -> bool {
        !self.mandate.addressees.is_empty() || self.says_what()
    }

    /// The same as an item of the list that a head governs, which addresses whom the head does unless it names others;
    /// and whether it is a mandate of its own. Below a head that asks for something by itself it is a part of that.
    fn below(mut self, head: &Self) -> (bool, Self) {
        let says_what = self.says_what();
        if self.mandate.addressees.is_empty() {
            self.mandate.addressees.clone_from(&head.mandate.addressees);
            // It has no verb to leave anything to a list with, but whom it names.
            self.bare = false;
        }
        let told = if head.bare {
            self.says()
        } else {
            head.mandate.deliverable.is_none() && says_what
        };
        (told, self)
    }
}

/// Whether an act asks for something or arranges the organ's own work.
const fn asks(action: Action) -> bool {
    matches!(
        action,
        Action::Request
            | Action::Invite
            | Action::CallUpon
            | Action::Urge
            | Action::Encourage
            | Action::Demand
            | Action::Recommend
            | Action::Decide
            | Action::Authorize
            | Action::Arrange
    )
}

/// The words of a language for mandates, compiled.
#[derive(Debug)]
pub(crate) struct MandateMatcher {
    addressees: Phrases,
    kinds: Vec<AddresseeKind>,
    requests: Requests,
    joints: Phrases,
    by: Phrases,
    every: Phrases,
    months: Vec<u32>,
    sessions: Phrases,
    /// All words that are looked for throughout a paragraph, to tell at once where one may stand.
    anywhere: Phrases,
    /// Letters that may be written on to the name of an addressee.
    proclitics: Vec<String>,
    at_session: Vec<String>,
    spaced: bool,
}

impl MandateMatcher {
    /// Compiles a language's words; the names of the organs are addressees too.
    pub(crate) fn new(language: Language, facts: &MandateFacts, proclitics: &[String]) -> Self {
        let grammar = language.facts();
        let spaced = grammar.spaced;
        let organs = grammar
            .organs
            .values()
            .flat_map(|organ| organ.names.printed())
            .map(|name| (name, AddresseeKind::Organ));
        let listed = facts
            .addressees
            .iter()
            .flat_map(|(kind, names)| names.iter().map(move |name| (name.as_str(), *kind)));
        let named: Vec<_> = listed.chain(organs).collect();
        let every: Vec<_> = facts
            .every
            .iter()
            .flat_map(|(months, words)| {
                words
                    .iter()
                    .map(move |word| (word.as_str(), months.parse().unwrap_or(0)))
            })
            .collect();
        let sessions = grammar.masthead.session.folded();
        let sessions = sessions.chain(facts.sessions.iter().map(String::as_str));
        let requested = facts.deliverables.values().chain(facts.documents.values());
        let anywhere = requested.chain([&facts.by]).flatten().map(String::as_str);
        Self {
            spaced,
            anywhere: Phrases::new(anywhere.chain(sessions.clone()), spaced),
            addressees: Phrases::new(named.iter().map(|pair| pair.0), spaced),
            kinds: named.iter().map(|pair| pair.1).collect(),
            requests: Requests::new(language, facts),
            proclitics: proclitics.to_vec(),
            joints: grammar.phrases(facts.joints.iter().map(String::as_str)),
            by: grammar.phrases(facts.by.iter().map(String::as_str)),
            every: Phrases::new(every.iter().map(|pair| pair.0), spaced),
            months: every.iter().map(|pair| pair.1).collect(),
            sessions: grammar.phrases(sessions),
            at_session: facts
                .at_session
                .iter()
                .map(|word| fold(word).text)
                .collect(),
        }
    }
}

impl MandateMatcher {
    /// Every how many months something is asked for, by the words near it.
    fn every(&self, text: &str, asked: usize) -> Option<u32> {
        /// How far they may stand from it.
        const AWAY: usize = 160;
        let from = text.floor_char_boundary(asked.saturating_sub(AWAY));
        let near = &text[from..text.floor_char_boundary(asked + AWAY)];
        let (which, hit) = self.every.find(near, 0)?;
        let at = asked - from;
        let between = &near[hit.start.min(at)..hit.start.max(at)];
        (!between.contains([';', '；', '؛'])).then(|| self.months[which])
    }

    /// Where the words begin that lead a session: the preposition before its number, where the language
    /// has one. `None` where the session is only spoken of.
    fn led(&self, text: &str, number: usize) -> Option<usize> {
        if self.at_session.is_empty() {
            return Some(number);
        }
        let before = text[..number].trim_end();
        let leads = self.at_session.iter().filter_map(|lead| {
            let head = before.strip_suffix(lead.as_str())?;
            let whole = !self.spaced || lead.is_empty() || !head.ends_with(in_word);
            whole.then_some(head.len())
        });
        leads.min()
    }
}

/// The places of a paragraph where words for its mandate may stand.
#[derive(Debug, Default)]
pub(crate) struct Places(Vec<usize>);

impl Places {
    /// Those from byte `at` on.
    pub(crate) fn from(&self, at: usize) -> impl Iterator<Item = usize> {
        let first = self.0.partition_point(|place| *place < at);
        self.0[first..].iter().copied()
    }
}

/// What each paragraph is read into.
#[derive(Debug, Default)]
struct Buffers {
    folded: Folded,
    places: Places,
    dates: Dates,
}

/// Finds dates with the scanner of references.
#[derive(Debug, Default)]
struct Dates {
    plain: Plain,
    scan: Scan,
}

impl Dates {
    /// The date that begins at a byte of a text.
    fn at(&mut self, lexicon: &Lexicon, text: &str, at: usize) -> Option<(Date, usize)> {
        /// A date is no longer.
        const LONGEST: usize = 160;
        let end = text.floor_char_boundary(at + LONGEST);
        self.plain.refill(&text[at..end]);
        self.scan.refill(lexicon, self.plain.text());
        join_dates(&mut self.scan.tokens, lexicon.year_first);
        let first = self
            .scan
            .tokens
            .iter()
            .find(|token| !matches!(token.kind, Kind::Word(_)))?;
        match first.kind {
            Kind::Date(date) if first.start < 8 => {
                Some((date, at + self.plain.end(first.end) as usize))
            }
            _ => None,
        }
    }
}

/// The document that is read, and the words that are looked for.
struct Reading<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
    matcher: &'a MandateMatcher,
    buffers: Buffers,
}

impl Reading<'_> {
    /// mandate = [lead] addressees … [deliverable] … [deadline] ; what stands behind the lead begins at byte `start`
    fn asking(&mut self, id: NodeId, action: Action, start: u32) -> Asking {
        /// The letters of what may lead the items besides the addressees: *to*, *inter alia*.
        const LEADING: usize = 12;
        let Self {
            document,
            lexicon,
            matcher,
            buffers:
                Buffers {
                    folded,
                    places,
                    dates,
                },
        } = self;
        let node = document.node(id);
        let text = document.text_in(TextRange::new(start, node.passage.text.end));
        folded.refill(text);
        places.0.clear();
        let found = matcher.anywhere.places(&folded.text, matcher.spaced);
        places.0.extend(found);
        let words = Behind {
            matcher,
            text,
            folded,
            places,
            start,
        };
        let session = words.session_deadline(document.language());
        let limit = session.as_ref().map(|(_, range)| range.start);
        let asked = requests(action).then(|| words.asked(limit)).flatten();
        let deliverable = asked.as_ref().map(|asked| asked.kind);
        let every_months = asked
            .as_ref()
            .and_then(|asked| matcher.every(&folded.text, asked.at));
        let item = (deliverable == Some(Deliverable::AgendaItem))
            .then(|| matcher.requests.agenda_item(folded))
            .flatten();
        let deadline = session
            .map(|(session, range)| Deadline {
                text: words.original(range),
                session: Some(session),
                date: None,
                year: None,
            })
            .or_else(|| words.dated_deadline(lexicon, dates));
        let (addressees, behind) = words.addressees();
        let mandate = Mandate {
            node: id,
            action,
            addressees,
            deliverable,
            document: asked
                .and_then(|asked| asked.document)
                .map(|range| words.original(range)),
            agenda_item: item.map(|range| words.original(range)),
            deadline,
            every_months,
        };
        let rest = &folded.text[behind..];
        Asking {
            mandate,
            bare: letters(rest.chars().take(3 * LEADING)) <= LEADING,
        }
    }
}

/// Whether what an act speaks of is asked for; with others a report is merely spoken of.
const fn requests(action: Action) -> bool {
    matches!(
        action,
        Action::Request
            | Action::Invite
            | Action::Demand
            | Action::Decide
            | Action::Authorize
            | Action::CallUpon
    )
}

/// The words of a paragraph behind its lead.
struct Behind<'a> {
    matcher: &'a MandateMatcher,
    text: &'a str,
    folded: &'a Folded,
    /// Where words for its mandate may stand in the folded text.
    places: &'a Places,
    /// Where they begin in the text of the document.
    start: u32,
}

impl Behind<'_> {
    /// A range of the folded text as one of the text of the document.
    fn original(&self, folded: Range<usize>) -> TextRange {
        TextRange::new(
            self.start + self.folded.origin(folded.start) as u32,
            self.start + self.folded.origin_end(folded.end) as u32,
        )
    }

    /// addressees = addressee *((joint / ",") addressee) ; right after the lead, and the byte of the folded text where
    /// the last of them ends
    fn addressees(&self) -> (Vec<Addressee>, usize) {
        let text = self.folded.text.as_str();
        let mut found = Vec::new();
        let mut at = 0;
        loop {
            // Articles, joints and blanks between.
            let mut next = at;
            loop {
                let rest = &text[next..];
                if rest.starts_with([' ', ',']) {
                    next += 1;
                } else if let Some((_, end)) = self.matcher.joints.at(text, next) {
                    next = end;
                } else {
                    break;
                }
            }
            let named = |at| Some((at, self.matcher.addressees.at(text, at)?));
            // A letter may be written on to the name.
            let mut letters = self.matcher.proclitics.iter();
            let on = |letter: &String| {
                text[next..]
                    .starts_with(letter.as_str())
                    .then(|| named(next + letter.len()))
            };
            let Some((next, (which, end))) = named(next).or_else(|| letters.find_map(on).flatten())
            else {
                return (found, at);
            };
            found.push(Addressee {
                kind: self.matcher.kinds[which],
                text: self.original(next..end),
            });
            at = end;
        }
    }

    /// What is asked for; `limit` is where the words on the session begin.
    fn asked(&self, limit: Option<usize>) -> Option<Asked> {
        let text = self.folded.text.as_str();
        let organ = |at: usize| {
            let named = self.matcher.addressees.at(text, at);
            named.is_some_and(|(which, _)| self.matcher.kinds[which] == AddresseeKind::Organ)
        };
        self.matcher.requests.asked(text, self.places, limit, organ)
    }

    /// session-deadline = [words] number-in-words "session" / "session" number-in-words
    fn session_deadline(&self, language: Language) -> Option<(u32, Range<usize>)> {
        let facts = language.facts();
        let text = self.folded.text.as_str();
        let mut at = 0;
        while let Some((_, word)) = self.matcher.sessions.find_at(text, self.places.from(at)) {
            at = word.end;
            if let Some((number, start)) = number_before(facts, text, word.start) {
                if let Some(from) = self.matcher.led(text, start) {
                    return Some((number, from..word.end));
                }
                continue;
            }
            let behind = text.len() - text[word.end..].trim_start().len();
            if let Some((number, end)) = number_in_words(facts, text, behind)
                && let Some(from) = self.matcher.led(text, word.start)
            {
                return Some((number, from..end));
            }
        }
        None
    }

    /// dated-deadline = by (date / year)
    fn dated_deadline(&self, lexicon: &Lexicon, dates: &mut Dates) -> Option<Deadline> {
        let folded = &self.folded.text;
        let (_, by) = self.matcher.by.find_at(folded, self.places.from(0))?;
        let deadline = Deadline {
            text: self.original(by.clone()),
            session: None,
            date: None,
            year: None,
        };
        let behind = self.folded.origin_end(by.end);
        if let Some((date, end)) = dates.at(lexicon, self.text, behind) {
            let text = TextRange::new(deadline.text.start, self.start + end as u32);
            return Some(Deadline {
                text,
                date: Some(date),
                ..deadline
            });
        }
        let rest = folded[by.end..].trim_start();
        let from = folded.len() - rest.len();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let year = rest[..digits].parse().ok();
        let year = year.filter(|year| digits == 4 && (1990..2150).contains(year))?;
        Some(Deadline {
            text: self.original(by.start..from + digits),
            year: Some(year),
            ..deadline
        })
    }
}

/// The number in words that stands right before byte `at`, and where it begins.
fn number_before(facts: &Facts, text: &str, at: usize) -> Option<(u32, usize)> {
    /// How far it may reach back.
    const REACH: usize = 80;
    let from = text.ceil_char_boundary(at.saturating_sub(REACH));
    let starts = text[from..at].char_indices().map(|(start, _)| from + start);
    let mut starts = starts.filter(|start| !facts.spaced || !text[..*start].ends_with(in_word));
    starts.find_map(|start| {
        let (number, end) = number_in_words(facts, text, start)?;
        let between = text.get(end..at)?.trim();
        between.is_empty().then_some((number, start))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use operative_grammar::parse;

    /// What the only operative paragraph of a text asks.
    fn asked(paragraph: &str) -> Option<(Document, Mandate)> {
        let text = format!("The General Assembly,\n\n1. {paragraph}\n");
        let document = parse(&text).document;
        let mandate = mandates(&document, Lexicon::of(document.language())).pop()?;
        Some((document, mandate))
    }

    #[test]
    fn those_who_are_addressed_stand_behind_the_lead() {
        use AddresseeKind::{Organizations, SecretaryGeneral, States};
        let kinds = |paragraph| {
            let (_, mandate) = asked(paragraph).expect("a mandate");
            let kinds = mandate.addressees.into_iter().map(|it| it.kind);
            kinds.collect::<Vec<_>>()
        };
        assert_eq!(
            kinds("Requests the Secretary-General to dig wells."),
            [SecretaryGeneral]
        );
        assert_eq!(
            kinds("Invites Member States and international organizations to dig wells."),
            [States, Organizations]
        );
        assert!(asked("Calls for wells that Member States dig.").is_none());
    }

    #[test]
    fn a_deadline_is_a_session_a_day_or_a_year() {
        let report = "Requests the Secretary-General to submit a report on wells";
        for (when, session, day, year) in [
            ("at its seventy-ninth session", Some(79), None, None),
            ("by 1 May 2025", None, Some(date(2025, 5, 1)), None),
            ("by 2030", None, None, Some(2030)),
        ] {
            let (document, mandate) = asked(&format!("{report} {when}.")).expect(when);
            let deadline = mandate.deadline.expect(when);
            assert_eq!(
                (deadline.session, deadline.date, deadline.year),
                (session, day, year)
            );
            assert_eq!(document.text_in(deadline.text), when);
            assert_eq!(mandate.deliverable, Some(Deliverable::Report));
        }
        let (_, mandate) = asked(&format!("{report} every two years.")).expect("a mandate");
        assert_eq!((mandate.deadline, mandate.every_months), (None, Some(24)));
    }

    #[test]
    fn a_report_that_is_spoken_of_is_not_asked_for() {
        let (_, mandate) =
            asked("Encourages Member States to read the report on wells.").expect("a mandate");
        assert_eq!((mandate.deliverable, mandate.document), (None, None));
    }

    /// For each mandate of a text its label, whom it addresses, what it asks for and in which session.
    fn each(text: &str) -> Vec<(String, usize, Option<Deliverable>, Option<u32>)> {
        let document = parse(text).document;
        let row = |mandate: Mandate| {
            let label = document.node(mandate.node).label.as_ref();
            (
                label.map_or_else(String::new, |label| label.printed.to_string()),
                mandate.addressees.len(),
                mandate.deliverable,
                mandate.deadline.and_then(|deadline| deadline.session),
            )
        };
        let found = mandates(&document, Lexicon::of(document.language()));
        found.into_iter().map(row).collect()
    }

    #[test]
    fn items_ask_where_their_head_leaves_it_to_them() {
        let row = |label: &str, addressees, deliverable, session| {
            (label.to_owned(), addressees, deliverable, session)
        };
        let report = Some(Deliverable::Report);
        let text = "The General Assembly,\n\n1. Requests the Secretary-General:\n\n(a) To submit a report on wells \
            at its eightieth session;\n\n(b) To dig wells:\n\n(i) In villages;\n\n(ii) In towns;\n\n2. Invites \
            Member States to take the following steps:\n\n(a) To report to the Council on lamps at its ninetieth \
            session;\n\n(b) To dig;\n";
        let rows = [
            row("1.", 1, None, None),
            row("(a)", 1, report, Some(80)),
            row("(b)", 1, None, None),
            row("2.", 1, None, None),
            row("(a)", 1, report, Some(90)),
        ];
        assert_eq!(each(text), rows);
        let text = "The General Assembly,\n\n1. Requests:\n\n(a) The Secretary-General to submit a report on wells;\n\n\
            (b) Member States to dig;\n\n2. Requests the Secretary-General to submit a report at its eightieth \
            session on:\n\n(a) Wells that are to be dug by 2030;\n\n(b) Reports on lamps;\n";
        let rows = [
            row("(a)", 1, report, None),
            row("(b)", 1, None, None),
            row("2.", 1, report, Some(80)),
        ];
        assert_eq!(each(text), rows);
    }

    #[test]
    fn items_ask_in_every_language() {
        for text in [
            "L’Assemblée générale,\n\n1. Prie le Secrétaire général :\n\na) De lui présenter un rapport sur les puits \
             à sa quatre-vingtième session ;\n\nb) De creuser des puits ;\n",
            "La Asamblea General,\n\n1. Solicita al Secretario General que:\n\na) Le presente un informe sobre los \
             pozos en su octogésimo período de sesiones;\n\nb) Excave pozos;\n",
            "Генеральная Ассамблея,\n\n1. просит Генерального секретаря:\n\na) представить ей на ее восьмидесятой \
             сессии доклад о колодцах;\n\nb) вырыть колодцы;\n",
            "大会，\n\n1. 请秘书长：\n\n(a) 向大会第八十届会议提交关于水井的报告；\n\n(b) 提请会员国注意水井；\n",
            "إن الجمعية العامة،\n\n1 - تهيب بالأمين العام:\n\n(أ) أن يقدم إليها في دورتها الثمانين تقريرا عن \
             الآبار؛\n\n(ب) أن يحفر الآبار؛\n",
        ] {
            let found = each(text);
            let asked: Vec<_> = found.iter().map(|row| (row.1, row.2, row.3)).collect();
            let report = (1, Some(Deliverable::Report), Some(80));
            assert_eq!(asked, [(1, None, None), report, (1, None, None)], "{text}");
        }
    }
}
