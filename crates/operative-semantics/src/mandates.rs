//! What an operative paragraph asks: who is addressed, the act, what is asked for and by when.

use std::ops::Range;

use jiff::civil::Date;
use operative_grammar::{
    Action, Document, Folded, Language, NodeId, NodeKind, Phrases, TextRange, fold, in_word,
    number_in_words,
};
use serde::{Deserialize, Serialize};

use crate::deliverables::Requests;
use crate::facts::MandateFacts;
use crate::lexicon::Lexicon;
use crate::plain::Plain;
use crate::scan::{Kind, Scan};
use crate::tokens::join_dates;

/// What an operative paragraph asks. What its words do not say is `None` or empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Mandate {
    /// The paragraph.
    pub node: NodeId,
    /// The class of the act.
    pub action: Action,
    /// Who is addressed, in order.
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

/// The mandates of a document, in order.
pub(crate) fn mandates(document: &Document, lexicon: &Lexicon) -> Vec<Mandate> {
    let Some(matcher) = &lexicon.mandates else {
        return Vec::new();
    };
    let mut buffers = Buffers::default();
    let asked = document.node_ids().filter(|id| {
        let node = document.node(*id);
        matches!(node.kind, NodeKind::Operative | NodeKind::Subparagraph)
            && node.action.is_some_and(asks)
    });
    asked
        .filter_map(|id| mandate(document, lexicon, matcher, &mut buffers, id))
        .collect()
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
    at_session: Vec<String>,
    spaced: bool,
}

impl MandateMatcher {
    /// Compiles a language's words; the names of the organs are addressees too.
    pub(crate) fn new(language: Language, facts: &MandateFacts) -> Self {
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

/// mandate = lead addressees … [deliverable] … [deadline]
fn mandate(
    document: &Document,
    lexicon: &Lexicon,
    matcher: &MandateMatcher,
    Buffers {
        folded,
        places,
        dates,
    }: &mut Buffers,
    id: NodeId,
) -> Option<Mandate> {
    let node = document.node(id);
    let action = node.action?;
    let start = node.lead.map_or(node.passage.text.start, |lead| lead.end);
    let range = TextRange::new(start, node.passage.text.end);
    let text = document.text_in(range);
    folded.refill(text);
    places.0.clear();
    let found = matcher.anywhere.places(&folded.text, matcher.spaced);
    places.0.extend(found);
    let original = |from: usize, to: usize| {
        TextRange::new(
            start + folded.origin(from) as u32,
            start + folded.origin_end(to) as u32,
        )
    };
    let addressees = addressees(matcher, folded)
        .into_iter()
        .map(|(kind, from, to)| Addressee {
            kind,
            text: original(from, to),
        });
    // A report that is merely spoken of is not asked for.
    let asked_for = matches!(
        action,
        Action::Request
            | Action::Invite
            | Action::Demand
            | Action::Decide
            | Action::Authorize
            | Action::CallUpon
    );
    let session = session_deadline(document.language(), matcher, folded, places);
    let organ = |at: usize| {
        let named = matcher.addressees.at(&folded.text, at);
        named.is_some_and(|(which, _)| matcher.kinds[which] == AddresseeKind::Organ)
    };
    let asked = asked_for
        .then(|| {
            let limit = session.map(|session| session.1);
            matcher.requests.asked(&folded.text, places, limit, organ)
        })
        .flatten();
    let deliverable = asked.as_ref().map(|asked| asked.kind);
    let words = |range: Range<usize>| original(range.start, range.end);
    let requested = asked
        .as_ref()
        .and_then(|asked| asked.document.clone())
        .map(words);
    let agenda_item = (deliverable == Some(Deliverable::AgendaItem))
        .then(|| matcher.requests.agenda_item(folded))
        .flatten()
        .map(words);
    let every_months = asked
        .as_ref()
        .and_then(|asked| matcher.every(&folded.text, asked.at));
    let deadline = session
        .map(|(session, from, to)| Deadline {
            text: original(from, to),
            session: Some(session),
            date: None,
            year: None,
        })
        .or_else(|| {
            let (_, by) = matcher.by.find_at(&folded.text, places.from(0))?;
            let after = folded.origin_end(by.end);
            if let Some((date, end)) = dates.at(lexicon, text, after) {
                let text =
                    TextRange::new(start + folded.origin(by.start) as u32, start + end as u32);
                return Some(Deadline {
                    text,
                    session: None,
                    date: Some(date),
                    year: None,
                });
            }
            let rest = folded.text[by.end..].trim_start();
            let from = folded.text.len() - rest.len();
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let year = rest[..digits]
                .parse()
                .ok()
                .filter(|year| digits == 4 && (1990..2150).contains(year))?;
            Some(Deadline {
                text: original(by.start, from + digits),
                session: None,
                date: None,
                year: Some(year),
            })
        });
    let mandate = Mandate {
        node: id,
        action: node.action?,
        addressees: addressees.collect(),
        deliverable,
        document: requested,
        agenda_item,
        deadline,
        every_months,
    };
    let says = !mandate.addressees.is_empty()
        || mandate.deliverable.is_some()
        || mandate.deadline.is_some()
        || mandate.every_months.is_some();
    says.then_some(mandate)
}

/// addressees = addressee *((joint / ",") addressee) ; right after the lead
fn addressees(matcher: &MandateMatcher, folded: &Folded) -> Vec<(AddresseeKind, usize, usize)> {
    let text = folded.text.as_str();
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        // Articles, joints and blanks between.
        let mut next = at;
        loop {
            let rest = &text[next..];
            if rest.starts_with([' ', ',']) {
                next += 1;
            } else if let Some((_, end)) = matcher.joints.at(text, next) {
                next = end;
            } else {
                break;
            }
        }
        match matcher.addressees.at(text, next) {
            Some((which, end)) => {
                found.push((matcher.kinds[which], next, end));
                at = end;
            }
            None => return found,
        }
    }
}

/// session-deadline = [words] number-in-words "session" / "session" number-in-words
fn session_deadline(
    language: Language,
    matcher: &MandateMatcher,
    folded: &Folded,
    places: &Places,
) -> Option<(u32, usize, usize)> {
    /// How far a number in words may reach back.
    const REACH: usize = 80;
    let facts = language.facts();
    let text = folded.text.as_str();
    let mut at = 0;
    while let Some((_, word)) = matcher.sessions.find_at(text, places.from(at)) {
        let from = (word.start.saturating_sub(REACH)..=word.start)
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(0);
        let starts = text[from..word.start]
            .char_indices()
            .map(|(at, _)| from + at)
            .filter(|start| !facts.spaced || !text[..*start].ends_with(in_word));
        let before = starts
            .filter_map(|start| {
                number_in_words(facts, text, start).map(|(number, end)| (number, start, end))
            })
            .find(|(_, _, end)| text[*end..word.start].trim().is_empty());
        if let Some((number, start, _)) = before {
            if let Some(from) = matcher.led(text, start) {
                return Some((number, from, word.end));
            }
            at = word.end;
            continue;
        }
        let rest = text[word.end..].trim_start();
        let after = text.len() - rest.len();
        if let Some((number, end)) = number_in_words(facts, text, after)
            && let Some(from) = matcher.led(text, word.start)
        {
            return Some((number, from, end));
        }
        at = word.end;
    }
    None
}
