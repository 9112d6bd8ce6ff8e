//! The masthead: each line a production, the values read from it.

mod adoption;
mod columns;
mod number;
mod session;
mod settle;
mod symbol;

pub(crate) use columns::columns;
pub(crate) use number::number;
use settle::untold_number;
pub(crate) use settle::{adopted_from_body, keep_masthead_line, read_masthead, settle_masthead};

use jiff::civil::Date;

use adoption::{adopted_in_title, adoption, dated_line, heads_adoption, quirk_misread_adoption};
use number::{
    adopted_number, editions_line, numbered_by_word, quirk_cited_number, quirk_number_behind_series,
};
use session::session;
use symbol::symbol_line;

use crate::closing::{closing_line, vote_line};
use crate::date::{date_line, find_date, find_misread_date, misread_date_line};
use crate::diagnostic::{Code, Diagnostic};
use crate::draft::Draft;
use crate::end_mark::end_mark;
use crate::facts::{Facts, Language, Organ, Words};
use crate::fold::{Folded, fold};
use crate::head::decision_opening;
use crate::holds::Holds;
use crate::number::{number_in_words, roman};
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

    /// `masthead-line = cover-line / procedure-line / heading-line / title / other`: what a line says, where one
    /// production tells; `None` where only its place does.
    pub(crate) fn kind(&self, text: &str) -> Option<MastheadKind> {
        let text = trim(text);
        let folded = fold(text);
        self.cover_line(text, &folded)
            .or_else(|| self.procedure_line(text, &folded))
            .or_else(|| self.heading_line(text, &folded))
    }

    /// `cover-line = united-nations / editions / symbol / distribution / issued`, all but the first and the second above
    /// the number.
    fn cover_line(&self, text: &str, folded: &Folded) -> Option<MastheadKind> {
        let facts = self.language.facts();
        let line = trim(&folded.text);
        let masthead = &self.masthead;
        let numbered = masthead.number.is_some();
        let known = masthead.symbol.is_some();
        let may_hold_symbol = || text.contains(['/', '／', '.', '(', '-']);
        let dated = || {
            date_line(self.language, line).is_some()
                || misread_date_line(self.language, line).is_some()
        };
        let mut united = facts.masthead.united_nations.folded();
        if united.any(|words| words == line) {
            Some(MastheadKind::UnitedNations)
        } else if numbered {
            editions_line(text).then_some(MastheadKind::Other)
        } else if may_hold_symbol() && symbol_line(facts, text, known).is_some() {
            Some(MastheadKind::Symbol)
        } else if distribution(self.language, line).is_some() {
            Some(MastheadKind::Distribution)
        } else if masthead.issued.is_none() && dated() {
            Some(MastheadKind::Issued)
        } else {
            None
        }
    }

    /// `procedure-line = source / vote / notice / meeting / decision-opening / sponsors`, where `notice` says that it is
    /// a corrigendum or a statement, or where the copy is kept.
    fn procedure_line(&self, text: &str, folded: &Folded) -> Option<MastheadKind> {
        let facts = self.language.facts();
        let line = trim(&folded.text);
        let masthead = &self.masthead;
        let numbered = masthead.number.is_some();
        let notices = [&facts.masthead.corrigendum, &facts.masthead.statement];
        let mut notices = notices.into_iter().flat_map(Words::folded);
        // Libraries of the web put their names there.
        let mut web = facts.furniture.notices.folded();
        let mut noticed = || web.any(|notice| line.starts_with(notice));
        // Some copies have the meeting below the symbol, or below the title; meetings in words are those of conferences.
        let meets = || {
            (masthead.symbol.is_some() || numbered)
                && masthead.adopted.is_none()
                && text.starts_with(|c: char| c.is_numeric() || !facts.spaced)
                && closing_line(facts, text, Holds::of(text))
        };
        // Some bodies set the text that they adopt below the sentence on the meeting, with its formula.
        let opens = || numbered && decision_opening(facts, text);
        if opens_source(text) {
            Some(MastheadKind::Source)
        } else if vote_line(facts, text, line) && !adoption(facts, folded) {
            Some(MastheadKind::Vote)
        } else if notices.any(|word| word == line) || noticed() {
            Some(MastheadKind::Other)
        } else if meets() || opens() {
            Some(MastheadKind::Adoption)
        } else if drafted(facts, folded).is_some() {
            Some(MastheadKind::Sponsors)
        } else {
            None
        }
    }

    /// `heading-line = session / agenda-item / organ / number / adoption`, the first two above the number.
    fn heading_line(&self, text: &str, folded: &Folded) -> Option<MastheadKind> {
        let facts = self.language.facts();
        let line = trim(&folded.text);
        let masthead = &self.masthead;
        let numbered = masthead.number.is_some();
        if !numbered && masthead.session.is_none() && session(facts, line).is_some() {
            Some(MastheadKind::Session)
        } else if !numbered && agenda_item(facts, line) {
            Some(MastheadKind::AgendaItem)
        } else if organ(facts, line).is_some() {
            Some(MastheadKind::Organ)
        } else if self.numbers(text) {
            Some(MastheadKind::Number)
        } else if self.adopts(folded) {
            Some(MastheadKind::Adoption)
        } else {
            None
        }
    }

    /// Whether a line is that on the adoption, which may be said again, above the number and below it.
    fn adopts(&self, folded: &Folded) -> bool {
        let facts = self.language.facts();
        let line = folded.text.as_str();
        let numbered = self.masthead.number.is_some();
        if let Some(known) = self.masthead.adopted {
            let date = || find_date(facts, trim(line)).and_then(|found| found.0);
            let said = adoption(facts, folded) || dated_line(facts, trim(line), numbered);
            return said && date() == Some(known);
        }
        let misread = !numbered || self.last == Some(MastheadKind::Number);
        adoption(facts, folded)
            || dated_line(facts, line, numbered)
            || (misread && quirk_misread_adoption(facts, line))
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
                same || yearly || of_part(known, &printed)
            };
            known.is_none_or(again) && !(titled && organ_name(facts, &fold(text).text).is_some())
        })
    }

    /// Whether a word and the number are all that a line holds.
    pub(crate) fn numbered_by_word(&self, text: &str) -> bool {
        let facts = self.language.facts();
        numbered_by_word(facts, text).is_some() || quirk_number_behind_series(facts, text).is_some()
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
        let line = folded.text.trim();
        let kind = stated.unwrap_or_else(|| self.kind_in_place(text));
        let masthead = &mut self.masthead;
        let mut label = 0;
        let mut date = DateRead::default();
        match kind {
            MastheadKind::Symbol => label = self.read_symbol(text),
            MastheadKind::Number => {
                label = self.read_number(text, &folded);
                // Of a number alone, or before a title, only its place tells that it is one.
                let untold = untold_number(text).filter(|_| stated.is_some());
                if let (None, Some((number, title))) = (&self.masthead.number, untold) {
                    self.masthead.number = Some(number.to_owned());
                    if !title.is_empty() {
                        self.read_title(title);
                    }
                }
            }
            MastheadKind::Title => self.read_title(text),
            MastheadKind::Issued => date = self.read_issue(line),
            MastheadKind::Adoption => date = self.read_adoption(text, &folded),
            MastheadKind::Organ => masthead.organ = masthead.organ.or_else(|| organ(facts, line)),
            MastheadKind::Distribution => {
                let length = distribution(self.language, line);
                masthead.distribution = length.map(|length| tail(text, &folded, length));
            }
            MastheadKind::Session => masthead.session = session(facts, line),
            MastheadKind::AgendaItem => masthead.agenda_items.push(text.to_owned()),
            MastheadKind::AgendaTitle => extend(&mut masthead.agenda_title, text),
            MastheadKind::Source => {
                masthead.basis.get_or_insert_with(|| text.to_owned());
            }
            MastheadKind::Sponsors => {
                if let Some(end) = drafted(facts, &folded).filter(|end| *end > 0) {
                    let sponsors = &text[..folded.origin_end(end)];
                    let sponsors = sponsors.trim_end_matches([' ', ':', '：']);
                    masthead.sponsors = Some(sponsors.to_owned());
                }
            }
            MastheadKind::UnitedNations | MastheadKind::Vote | MastheadKind::Other => {}
        }
        diagnostics.extend(date.report(draft));
        self.last = Some(kind);
        self.listing = matches!(end_mark(text), Some(':' | ','));
        (kind, label)
    }

    fn read_title(&mut self, text: &str) {
        extend(&mut self.masthead.title, text);
        self.titled = true;
    }

    /// Reads the symbol, and the title behind it. Gives how much stands before the title.
    fn read_symbol(&mut self, text: &str) -> usize {
        let known = self.masthead.symbol.is_some();
        let line = symbol_line(self.language.facts(), text, known);
        let (symbol, title) = match &line {
            Some(line) => (line.symbol, line.title),
            None => (text, ""),
        };
        self.symbol_numbers |= line.as_ref().is_some_and(|line| line.by_word);
        let symbol = symbol.trim_end_matches('*');
        self.masthead
            .symbol
            .get_or_insert_with(|| symbol.to_owned());
        if title.is_empty() {
            return 0;
        }
        self.read_title(title);
        text.len() - title.len()
    }

    /// Reads the number, and behind it the title or the day of adoption. Gives how much stands before these.
    fn read_number(&mut self, text: &str, folded: &Folded) -> usize {
        let facts = self.language.facts();
        let Some((printed, length)) = number(facts, text) else {
            return 0;
        };
        let named = organ_name(facts, &folded.text).is_some();
        self.numbered_below_title = self.may_stand_below_title()
            && (named && numbered_by_word(facts, text).is_some()
                || quirk_cited_number(facts, text).is_some());
        let known = self.masthead.number.as_deref();
        if !known.is_some_and(|known| of_part(known, &printed)) {
            self.masthead.number = Some(printed);
        }
        let title = text[length..].trim_start_matches([' ', '-', '–', '—']);
        let title = title.trim();
        let resolved = fold(title);
        let date = |text: &str| find_date(facts, text).and_then(|found| found.0);
        if adopted_in_title(facts, &resolved) {
            self.masthead.adopted = date(&resolved.text);
        } else if title.chars().any(char::is_alphabetic) {
            self.read_title(title);
        } else {
            self.masthead.adopted = self.masthead.adopted.or_else(|| date(&folded.text));
            return 0;
        }
        length
    }

    /// Whether the line above may be the title, of which nothing told that it is.
    fn may_stand_below_title(&self) -> bool {
        self.last == Some(MastheadKind::Other) && self.masthead.title.is_none()
    }

    fn read_issue(&mut self, line: &str) -> DateRead {
        let misread = || misread_date_line(self.language, line).flatten();
        let mut date = DateRead::of(date_line(self.language, line), misread);
        // A line of its kind holds a date, whatever can be read of it.
        date.impossible = date.date.is_none();
        self.masthead.issued = date.date;
        date
    }

    /// Reads on which day it was adopted and by whom, and the number where none has been read.
    fn read_adoption(&mut self, text: &str, folded: &Folded) -> DateRead {
        let facts = self.language.facts();
        let found = find_date(facts, &folded.text).map(|found| found.0);
        let misread = || find_misread_date(facts, &folded.text).and_then(|found| found.0);
        let date = DateRead::of(found, misread);
        let below_title = self.may_stand_below_title();
        let masthead = &mut self.masthead;
        masthead.adopted = date.date;
        masthead.organ = masthead.organ.or_else(|| facts.organ_in(folded));
        if masthead.number.is_none() {
            masthead.number = adopted_number(facts, text);
            self.numbered_below_title |= masthead.number.is_some() && below_title;
        }
        date
    }
}

/// The date of a line, and what is to be said of it.
#[derive(Copy, Clone, Debug, Default)]
struct DateRead {
    date: Option<Date>,
    /// Whether a letter of it is another.
    misread: bool,
    /// Whether it is none of the calendar.
    impossible: bool,
}

impl DateRead {
    /// The date that was found, of which the calendar may know nothing, or else one that is misread.
    fn of(found: Option<Option<Date>>, misread: impl FnOnce() -> Option<Date>) -> Self {
        let date = found.unwrap_or_else(misread);
        Self {
            date,
            misread: found.is_none() && date.is_some(),
            impossible: found.is_some() && date.is_none(),
        }
    }

    fn report(self, line: &Draft) -> Option<Diagnostic> {
        let text = line.trimmed();
        let (code, message) = match self.date {
            None if self.impossible => (
                Code::DateImpossible,
                format!("a date of the calendar was expected in {text:?}; it was left out"),
            ),
            Some(date) if self.misread => (
                Code::MonthMisread,
                format!(
                    "the date was expected in {text:?}, a letter of which is another; {date} is read"
                ),
            ),
            _ => return None,
        };
        Some(Diagnostic::new(code, line.span(), message))
    }
}

pub(crate) fn extend(value: &mut Option<String>, text: &str) {
    if let Some(value) = value {
        crate::draft::join(value, text)
    }
    value.get_or_insert_default().push_str(text);
}

/// Whether a number is that of a part of the set that another numbers: *52/12 B* of *52/12*.
fn of_part(number: &str, set: &str) -> bool {
    let letter = number.strip_prefix(set).map(str::trim_start);
    letter.is_some_and(|letter| {
        letter.len() == 1 && letter.bytes().all(|letter| letter.is_ascii_uppercase())
    })
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

/// `drafted = [sponsors ":"] draft-words / draft-words number`, the second as reports of commissions count drafts, *Draft
/// decision III*: where the sponsors of a draft end.
fn drafted(facts: &Facts, folded: &Folded) -> Option<usize> {
    let line = folded.text.trim_end_matches(['.', '*', ' ']);
    let counts = |number: &str| {
        let digits = number.len() < 3 && number.bytes().all(|c| c.is_ascii_digit());
        let words =
            || number_in_words(facts, number, 0).is_some_and(|found| found.1 == number.len());
        !number.is_empty() && (digits || roman(number).is_some() || words())
    };
    let mut words = facts.masthead.draft.folded();
    if words.any(|words| {
        line.strip_prefix(words)
            .is_some_and(|rest| counts(rest.trim()))
    }) {
        return Some(0);
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use MastheadKind as Kind;
    use jiff::civil::date;

    /// The masthead of a resolution in English, and what each line of it is.
    fn read(lines: &[(&str, Kind)]) -> (Masthead, Vec<Diagnostic>) {
        let head: String = lines.iter().map(|(line, _)| format!("{line}\n")).collect();
        let english = Language::from_code("en").expect("English");
        let text = format!("{head}\nThe General Assembly,\n\n1. Decides to dig.\n");
        let parsed = crate::parse_as(&text, english);
        let masthead = parsed.document.masthead().clone();
        let kinds: Vec<_> = masthead.lines.iter().map(|line| line.kind).collect();
        let expected: Vec<_> = lines.iter().map(|line| line.1).collect();
        assert_eq!(kinds, expected);
        (masthead, parsed.diagnostics)
    }

    #[test]
    fn each_line_gives_its_value() {
        let (masthead, _) = read(&[
            ("United Nations", Kind::UnitedNations),
            ("A/RES/76/350", Kind::Symbol),
            ("General Assembly", Kind::Organ),
            ("Distr.: General", Kind::Distribution),
            ("17 December 2021", Kind::Issued),
            ("Seventy-sixth session", Kind::Session),
            ("Agenda item 20 (a)", Kind::AgendaItem),
            ("Wells of the towns", Kind::AgendaTitle),
            (
                "Resolution adopted by the General Assembly on 10 December 2021",
                Kind::Adoption,
            ),
            (
                "[on the report of the Second Committee (A/76/531)]",
                Kind::Source,
            ),
            ("76/350. Public wells", Kind::Number),
        ]);
        assert_eq!(masthead.symbol.as_deref(), Some("A/RES/76/350"));
        assert_eq!(masthead.organ, Some(Organ::GeneralAssembly));
        assert_eq!(masthead.distribution.as_deref(), Some("General"));
        assert_eq!(masthead.issued, Some(date(2021, 12, 17)));
        assert_eq!(masthead.session.map(|session| session.number), Some(76));
        assert_eq!(masthead.agenda_items, ["Agenda item 20 (a)"]);
        assert_eq!(masthead.agenda_title.as_deref(), Some("Wells of the towns"));
        assert_eq!(masthead.adopted, Some(date(2021, 12, 10)));
        let basis = masthead.basis.as_deref();
        assert!(basis.is_some_and(|basis| basis.contains("A/76/531")));
        assert_eq!(masthead.number.as_deref(), Some("76/350"));
        assert_eq!(masthead.title.as_deref(), Some("Public wells"));
    }

    #[test]
    fn a_date_is_that_of_issue_above_the_number_and_of_adoption_below_it() {
        let (masthead, _) = read(&[
            ("A/RES/76/350", Kind::Symbol),
            ("17 December 2021", Kind::Issued),
            ("Resolution 76/350", Kind::Number),
            ("of 10 December 2021", Kind::Adoption),
        ]);
        assert_eq!(masthead.issued, Some(date(2021, 12, 17)));
        assert_eq!(masthead.adopted, Some(date(2021, 12, 10)));
    }

    #[test]
    fn of_a_date_that_is_misread_or_impossible_it_is_said() {
        let (masthead, diagnostics) = read(&[
            ("76/350. Wells", Kind::Number),
            (
                "Adopted by the General Assembly on 10 Decembcr 2021",
                Kind::Adoption,
            ),
        ]);
        assert_eq!(masthead.adopted, Some(date(2021, 12, 10)));
        assert!(
            diagnostics
                .iter()
                .any(|found| found.code == Code::MonthMisread)
        );
        let (masthead, diagnostics) = read(&[
            ("76/350. Wells", Kind::Number),
            (
                "Adopted by the General Assembly on 31 February 2021",
                Kind::Adoption,
            ),
        ]);
        assert_eq!(masthead.adopted, None);
        assert!(
            diagnostics
                .iter()
                .any(|found| found.code == Code::DateImpossible)
        );
    }
}
