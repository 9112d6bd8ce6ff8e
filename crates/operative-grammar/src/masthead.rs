//! The masthead: each line a production, the values read from it.

mod adoption;
mod columns;
mod number;
mod session;
mod settle;
mod symbol;

pub(crate) use columns::columns;
pub(crate) use number::number;
pub(crate) use settle::{adopted_from_body, keep_masthead_line, read_masthead, settle_masthead};

use adoption::{adopted_in_title, adoption, dated_line, heads_adoption, quirk_misread_adoption};
use number::{adopted_number, editions_line, numbered_by_word};
use session::session;
use symbol::symbol_line;

use crate::closing::{closing_line, vote_line};
use crate::date::{date_line, find_date, find_misread_date, misread_date_line};
use crate::diagnostic::{Code, Diagnostic};
use crate::draft::Draft;
use crate::facts::{Facts, Language, Organ, Words};
use crate::fold::{Folded, fold};
use crate::heal::{decision_opening, end_mark};
use crate::holds::Holds;
use crate::tree::{Masthead, MastheadKind};
use crate::word::{is_letter, shorter, trim};

/// A masthead in the making: what has been read tells what a line may be.
#[derive(Debug)]
pub(crate) struct Reader {
    language: Language,
    pub(crate) masthead: Masthead,
    last: Option<MastheadKind>,
    titled: bool,
    /// Whether a list of votes goes on in the next line.
    listing: bool,
    /// Whether a symbol stands behind the word for what it numbers, in the place of a number.
    symbol_numbers: bool,
    /// Whether the number stands below the title, behind the name of the organ.
    pub(crate) numbered_below_title: bool,
}

impl Reader {
    pub(crate) fn new(language: Language) -> Self {
        Self {
            language,
            masthead: Masthead::default(),
            last: None,
            titled: false,
            listing: false,
            symbol_numbers: false,
            numbered_below_title: false,
        }
    }

    /// `masthead-line = united-nations / symbol / distribution / issued / source / session /
    /// agenda-item / organ / number / adoption / title / other`: what a line says, where one
    /// production tells; `None` where only its place does.
    pub(crate) fn kind(&self, text: &str) -> Option<MastheadKind> {
        let facts = self.language.facts();
        let text = trim(text);
        let folded = fold(text);
        let line = trim(&folded.text);
        let masthead = &self.masthead;
        let numbered = masthead.number.is_some();
        if facts
            .masthead
            .united_nations
            .folded()
            .any(|words| words == line)
        {
            Some(MastheadKind::UnitedNations)
        } else if numbered && editions_line(text) {
            Some(MastheadKind::Other)
        } else if !numbered
            && text.contains(['/', '／', '.', '(', '-'])
            && symbol_line(facts, text, masthead.symbol.is_some()).is_some()
        {
            Some(MastheadKind::Symbol)
        } else if !numbered && distribution(self.language, line).is_some() {
            Some(MastheadKind::Distribution)
        } else if !numbered
            && masthead.issued.is_none()
            && (date_line(self.language, line).is_some()
                || misread_date_line(self.language, line).is_some())
        {
            Some(MastheadKind::Issued)
        } else if opens_source(text) {
            Some(MastheadKind::Source)
        } else if vote_line(facts, text, line) && !adoption(facts, &folded) {
            Some(MastheadKind::Vote)
        } else if [&facts.masthead.corrigendum, &facts.masthead.statement]
            .iter()
            .any(|words| words.folded().any(|word| word == line))
        {
            Some(MastheadKind::Other)
        } else if (masthead.symbol.is_some() || numbered)
            && masthead.adopted.is_none()
            && text.starts_with(|c: char| c.is_numeric() || !facts.spaced)
            && closing_line(facts, text, Holds::of(text))
        {
            // Some copies have the meeting below the symbol, or below the title; meetings in words are those of conferences.
            Some(MastheadKind::Adoption)
        } else if numbered && decision_opening(facts, text) {
            // Some bodies set the text that they adopt below the sentence on the meeting, with its formula.
            Some(MastheadKind::Adoption)
        } else if drafted(facts, &folded).is_some() {
            Some(MastheadKind::Sponsors)
        } else if !numbered && masthead.session.is_none() && session(facts, line).is_some() {
            Some(MastheadKind::Session)
        } else if !numbered && agenda_item(facts, line) {
            Some(MastheadKind::AgendaItem)
        } else if organ(facts, line).is_some() {
            Some(MastheadKind::Organ)
        } else if self.numbers(text) {
            Some(MastheadKind::Number)
        } else if masthead.adopted.map_or_else(
            || {
                adoption(facts, &folded)
                    || dated_line(facts, &folded.text, numbered)
                    || ((!numbered || self.last == Some(MastheadKind::Number))
                        && quirk_misread_adoption(facts, &folded.text))
            },
            |known| {
                // It may be said again, above the number and below it.
                let date = || find_date(facts, line).and_then(|found| found.0);
                adoption(facts, &folded) && date() == Some(known)
            },
        ) {
            Some(MastheadKind::Adoption)
        } else {
            None
        }
    }

    /// Whether a line gives the number: the first that does, or one that gives it again, with the title or by a word.
    /// In the title of an agenda item an organ's name stands before the number of another resolution.
    fn numbers(&self, text: &str) -> bool {
        let facts = self.language.facts();
        let titled = matches!(
            self.last,
            Some(MastheadKind::AgendaItem | MastheadKind::AgendaTitle)
        );
        number(facts, text).is_some_and(|(printed, _)| {
            let known = self.masthead.number.as_ref();
            let again = |known: &String| {
                let same = *known == printed && (!self.titled || self.numbered_by_word(text));
                // What gives the year too says more than the number alone.
                let year = printed.strip_prefix(known.as_str());
                let yearly = year.is_some_and(|year| year.trim_start().starts_with(['(', '（']));
                same || yearly
            };
            known.is_none_or(again) && !(titled && organ_name(facts, &fold(text).text).is_some())
        })
    }

    /// Whether a word and the number are all that a line holds.
    pub(crate) fn numbered_by_word(&self, text: &str) -> bool {
        numbered_by_word(self.language.facts(), text).is_some()
    }

    /// Whether a date is next to all that a line holds.
    pub(crate) fn dated_line(&self, text: &str) -> bool {
        let numbered = self.masthead.number.is_some();
        dated_line(self.language.facts(), &fold(text).text, numbered)
    }

    /// Whether a line gives the number, and the date of adoption in place of a title.
    pub(crate) fn dated_number(&self, text: &str) -> bool {
        let facts = self.language.facts();
        number(facts, text)
            .is_some_and(|(_, length)| adopted_in_title(facts, &fold(text[length..].trim())))
    }

    /// Whether the word for distribution is all that a line holds.
    pub(crate) fn distribution_follows(&self, text: &str) -> bool {
        let folded = fold(text);
        distribution(self.language, folded.text.trim())
            .is_some_and(|length| tail(text, &folded, length).is_empty())
    }

    /// Whether a line right below a title, which reads as one of some kind, is the title that goes on: *Role of the /
    /// United Nations*, *Implementation of the decisions / adopted by the General Assembly at its tenth session*.
    pub(crate) fn within_title(&self, kind: MastheadKind, above: &str, text: &str) -> bool {
        /// A title ends in no word of so few letters: *on*, *le*, *по*.
        const JOINT: usize = 2;
        let facts = self.language.facts();
        let last = above.rsplit(' ').next().unwrap_or_default();
        let joined = facts.spaced && shorter(last, JOINT + 1) && last.chars().all(is_letter);
        let goes_on = joined || text.starts_with(is_letter);
        match kind {
            MastheadKind::UnitedNations
            | MastheadKind::Organ
            | MastheadKind::Session
            | MastheadKind::AgendaItem => true,
            // What stands apart from a title begins with its number, or gives it again, or is a date and no more.
            MastheadKind::Number => goes_on && self.masthead.number.is_none(),
            MastheadKind::Issued => goes_on,
            MastheadKind::Adoption => goes_on && !heads_adoption(facts, text),
            _ => false,
        }
    }

    /// What a line says, by what it is or by where it stands.
    pub(crate) fn kind_in_place(&self, text: &str) -> MastheadKind {
        self.kind(text).unwrap_or(match self.last {
            Some(MastheadKind::Vote) if self.listing => MastheadKind::Vote,
            _ if (self.masthead.number.is_some() || self.symbol_numbers) && !self.titled => {
                MastheadKind::Title
            }
            Some(MastheadKind::Number | MastheadKind::Title) => MastheadKind::Title,
            Some(MastheadKind::AgendaItem | MastheadKind::AgendaTitle) => MastheadKind::AgendaTitle,
            Some(MastheadKind::Sponsors) if !self.titled => MastheadKind::Title,
            _ => MastheadKind::Other,
        })
    }

    /// Reads the values of a line, whose kind may be stated. Gives its kind and, for a number, the length of its
    /// label.
    pub(crate) fn read(
        &mut self,
        draft: &Draft,
        stated: Option<MastheadKind>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (MastheadKind, usize) {
        let facts = self.language.facts();
        let text = draft.trimmed();
        let folded = fold(text);
        let line = folded.text.trim().to_owned();
        let kind = stated.unwrap_or_else(|| self.kind_in_place(text));
        let symbol = (kind == MastheadKind::Symbol)
            .then(|| symbol_line(facts, text, self.masthead.symbol.is_some()))
            .flatten();
        let masthead = &mut self.masthead;
        let mut label = 0;
        let mut impossible = false;
        let mut misread = None;
        match kind {
            MastheadKind::Symbol => {
                if let Some(line) = &symbol {
                    self.symbol_numbers |= line.by_word;
                    if !line.title.is_empty() {
                        label = text.len() - line.title.len();
                        extend(&mut masthead.title, line.title);
                        self.titled = true;
                    }
                }
                let printed = symbol.map_or(text, |line| line.symbol);
                masthead
                    .symbol
                    .get_or_insert_with(|| printed.trim_end_matches('*').to_owned());
            }
            MastheadKind::Organ => masthead.organ = masthead.organ.or_else(|| organ(facts, &line)),
            MastheadKind::Distribution => {
                masthead.distribution =
                    distribution(self.language, &line).map(|length| tail(text, &folded, length))
            }
            MastheadKind::Issued => {
                let found = date_line(self.language, &line);
                if found.is_none() {
                    misread = misread_date_line(self.language, &line).flatten();
                }
                masthead.issued = found.flatten().or(misread);
                impossible = masthead.issued.is_none();
            }
            MastheadKind::Session => masthead.session = session(facts, &line),
            MastheadKind::AgendaItem => masthead.agenda_items.push(text.to_owned()),
            MastheadKind::AgendaTitle => extend(&mut masthead.agenda_title, text),
            MastheadKind::Adoption => {
                let found = find_date(facts, &folded.text);
                impossible = found.as_ref().is_some_and(|found| found.0.is_none());
                if found.is_none() {
                    misread = find_misread_date(facts, &folded.text).and_then(|found| found.0);
                }
                masthead.adopted = found.and_then(|found| found.0).or(misread);
                masthead.organ = masthead.organ.or_else(|| facts.organ_in(&folded));
                if masthead.number.is_none() {
                    masthead.number = adopted_number(facts, text);
                    self.numbered_below_title |= masthead.number.is_some()
                        && self.last == Some(MastheadKind::Other)
                        && masthead.title.is_none();
                }
            }
            MastheadKind::Source => {
                masthead.basis = masthead.basis.take().or_else(|| Some(text.to_owned()))
            }
            MastheadKind::Number => {
                if let Some((printed, length)) = number(facts, text) {
                    self.numbered_below_title = self.last == Some(MastheadKind::Other)
                        && masthead.title.is_none()
                        && organ_name(facts, &folded.text).is_some()
                        && numbered_by_word(facts, text).is_some();
                    masthead.number = Some(printed);
                    let title = text[length..]
                        .trim_start_matches([' ', '-', '–', '—'])
                        .trim();
                    let resolved = fold(title);
                    if adopted_in_title(facts, &resolved) {
                        masthead.adopted =
                            find_date(facts, &resolved.text).and_then(|found| found.0);
                        label = length;
                    } else if title.chars().any(char::is_alphabetic) {
                        extend(&mut masthead.title, title);
                        self.titled = true;
                        label = length;
                    } else if masthead.adopted.is_none() {
                        masthead.adopted = find_date(facts, &folded.text).and_then(|found| found.0);
                    }
                }
            }
            MastheadKind::Title => {
                extend(&mut masthead.title, text);
                self.titled = true;
            }
            MastheadKind::Sponsors => {
                if let Some(end) = drafted(facts, &folded).filter(|end| *end > 0) {
                    let sponsors =
                        text[..folded.origin_end(end)].trim_end_matches([' ', ':', '：']);
                    masthead.sponsors = Some(sponsors.to_owned());
                }
            }
            MastheadKind::UnitedNations | MastheadKind::Vote | MastheadKind::Other => {}
        }
        if impossible {
            diagnostics.push(Diagnostic::new(
                Code::DateImpossible,
                draft.span(),
                format!("a date of the calendar was expected in {text:?}; it was left out"),
            ));
        }
        if let Some(date) = misread {
            diagnostics.push(Diagnostic::new(
                Code::MonthMisread,
                draft.span(),
                format!("the date was expected in {text:?}, a letter of which is another; {date} is read"),
            ));
        }
        self.last = Some(kind);
        self.listing = matches!(end_mark(text), Some(':' | ','));
        (kind, label)
    }
}

pub(crate) fn extend(value: &mut Option<String>, text: &str) {
    if let Some(value) = value {
        crate::draft::join(value, text)
    }
    value.get_or_insert_default().push_str(text);
}

/// Whether the bracket of a source opens a text.
fn opens_source(text: &str) -> bool {
    text.starts_with(['[', '［', '〔'])
}

/// What follows the first `length` bytes of the folded text, without punctuation.
fn tail(text: &str, folded: &Folded, length: usize) -> String {
    text[folded.origin(length)..]
        .trim_start_matches([':', '：', '.', ' ', '\u{a0}'])
        .to_owned()
}

/// `distribution = "Distr." [":"] word`, in the document's language or in another.
fn distribution(language: Language, line: &str) -> Option<usize> {
    std::iter::once(language)
        .chain(Language::all())
        .map(|language| &language.facts().masthead.distribution)
        .filter(|words| words.may_begin(line))
        .flat_map(Words::folded)
        .find(|word| line.starts_with(word) && line.len() < word.len() + 40)
        .map(str::len)
}

/// `organ = the name of an organ, alone`
fn organ(facts: &Facts, line: &str) -> Option<Organ> {
    facts
        .organs
        .iter()
        .find(|(_, organ)| organ.names.folded().any(|name| name == line))
        .map(|found| *found.0)
}

/// The longest name of an organ that a line holds.
fn organ_name<'a>(facts: &Facts, line: &'a str) -> Option<&'a str> {
    let (names, _) = facts.organ_names();
    let held = names.places(line, false).filter_map(|at| {
        let (which, end) = names.longest(line, at)?;
        Some((&line[at..end], which))
    });
    let longest = held.max_by_key(|(name, which)| (name.len(), *which))?;
    Some(longest.0)
}

/// `agenda-item = "Agenda item" number …`
fn agenda_item(facts: &Facts, line: &str) -> bool {
    facts.masthead.agenda_item.folded().any(|word| {
        line.strip_prefix(word).is_some_and(|rest| {
            let rest = rest.trim_start_matches(['.', ' ', ':']);
            rest.starts_with(|c: char| c.is_ascii_digit()) && line.chars().count() < 160
        })
    })
}

/// `drafted = [sponsors ":"] draft-words`: where the sponsors of a draft end.
fn drafted(facts: &Facts, folded: &Folded) -> Option<usize> {
    let line = folded.text.trim_end_matches(['.', '*', ' ']);
    facts
        .masthead
        .draft
        .folded()
        .filter_map(|words| line.strip_suffix(words))
        .map(|before| before.trim_end_matches([' ', '*']))
        .filter(|before| before.is_empty() || before.ends_with(':'))
        .map(str::len)
        .min()
}
