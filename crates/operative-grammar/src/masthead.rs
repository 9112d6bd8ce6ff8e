//! The masthead: each line a production, the values read from it.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::{char, digit1, one_of, space0};
use nom::combinator::{eof, not, opt, peek, recognize, verify};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use crate::closing::{closing_line, vote_line};
use crate::date::{beside, date_line, dated, find_date, find_misread_date, misread_date_line};
use crate::diagnostic::{Code, Diagnostic};
use crate::draft::Draft;
use crate::facts::{Facts, Language, Organ, Words};
use crate::fold::{Folded, fold};
use crate::furniture::lone_symbol;
use crate::heal::{decision_opening, end_mark};
use crate::holds::Holds;
use crate::label::{homoglyph, latin};
use crate::layout::Line;
use crate::lead::capital_leads;
use crate::number::{number_in_words, number_may_begin, roman, written_number};
use crate::paragraphs::plain;
use crate::span::Span;
use crate::symbol::{canonical, issuer};
use crate::table::wide_blank;
use crate::tree::{Masthead, MastheadKind, Session, SessionKind};
use crate::word::{is_letter, is_number, shorter};

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
        let text = text.trim();
        let folded = fold(text);
        let line = folded.text.trim();
        let masthead = &self.masthead;
        let numbered = masthead.number.is_some();
        if facts
            .masthead
            .united_nations
            .folded()
            .any(|words| words == line)
        {
            Some(MastheadKind::UnitedNations)
        } else if !numbered
            && text.contains(['/', '／', '.', '('])
            && self.symbol_line(text).is_some()
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
        } else if text.starts_with('[') {
            Some(MastheadKind::Source)
        } else if vote_line(facts, text, line) && !adoption(facts, &folded) {
            Some(MastheadKind::Vote)
        } else if [&facts.masthead.corrigendum, &facts.masthead.statement]
            .iter()
            .any(|words| words.folded().any(|word| word == line))
        {
            Some(MastheadKind::Other)
        } else if masthead.symbol.is_some()
            && masthead.adopted.is_none()
            && text.starts_with(|c: char| c.is_numeric() || !facts.spaced)
            && closing_line(facts, text, Holds::of(text))
        {
            // Some copies have the meeting below the symbol; meetings in words are those of conferences.
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

    /// `symbol-line = symbol / symbol-by-word / symbol-with-title`, the last where none is known yet.
    fn symbol_line<'a>(&self, text: &'a str) -> Option<SymbolLine<'a>> {
        let line = |symbol, title, by_word| SymbolLine {
            symbol,
            title,
            by_word,
        };
        if lone_symbol(&latin(text)).is_some() {
            return Some(line(text, "", false));
        }
        if let Some(symbol) = symbol_by_word(self.language.facts(), text) {
            return Some(line(symbol, "", true));
        }
        let (symbol, title) = symbol_with_title(text).filter(|_| self.masthead.symbol.is_none())?;
        Some(line(symbol, title, false))
    }

    /// Whether a line gives the number: the first that does, or one that gives it again with the title. In the
    /// title of an agenda item an organ's name stands before the number of another resolution.
    fn numbers(&self, text: &str) -> bool {
        let facts = self.language.facts();
        let titled = matches!(
            self.last,
            Some(MastheadKind::AgendaItem | MastheadKind::AgendaTitle)
        );
        number(facts, text).is_some_and(|(printed, _)| {
            let known = self.masthead.number.as_ref();
            known.is_none_or(|known| !self.titled && *known == printed)
                && !(titled && organ_name(facts, &fold(text).text).is_some())
        })
    }

    /// Whether a word and the number are all that a line holds.
    pub(crate) fn numbered_by_word(&self, text: &str) -> bool {
        numbered_by_word(self.language.facts(), text).is_some()
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
            // What stands apart from a title begins with its number, or is a date and no more.
            MastheadKind::Number | MastheadKind::Issued => goes_on,
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
            .then(|| self.symbol_line(text))
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
            }
            MastheadKind::Source => {
                masthead.basis = masthead.basis.take().or_else(|| Some(text.to_owned()))
            }
            MastheadKind::Number => {
                if let Some((printed, length)) = number(facts, text) {
                    self.numbered_below_title = self.last == Some(MastheadKind::Other)
                        && masthead.title.is_none()
                        && organ_name(facts, &folded.text).is_some();
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

/// A line of the masthead that prints the symbol.
struct SymbolLine<'a> {
    /// As printed, or the whole line.
    symbol: &'a str,
    /// The title behind it, where it stands there.
    title: &'a str,
    /// Whether it stands behind the word for what it numbers, in the place of a number.
    by_word: bool,
}

/// `symbol-by-word = word [":"] symbol`, as agencies head what has no other number: *Décision : 44 COM 7B.34*.
fn symbol_by_word<'a>(facts: &Facts, text: &'a str) -> Option<&'a str> {
    let (word, rest) = text.split_once([' ', '\u{a0}'])?;
    let word = fold(word.trim_end_matches(':')).text;
    let mut words = [&facts.masthead.resolution, &facts.masthead.decision].into_iter();
    if !words.any(|words| words.folded().any(|known| known == word)) {
        return None;
    }
    let symbol = lone_symbol(rest.trim_start_matches([':', ' ', '\u{a0}']))?;
    issuer(&canonical(symbol)).is_none().then_some(symbol)
}

/// `symbol-with-title = symbol blank title`, as volumes of agencies head their resolutions: *WHA60.1 Wells*.
fn symbol_with_title(text: &str) -> Option<(&str, &str)> {
    let (symbol, title) = text.split_once([' ', '\u{a0}'])?;
    let title = title.trim_start();
    let ended = symbol.ends_with(|c: char| c.is_ascii_digit());
    (ended
        && title.starts_with(char::is_uppercase)
        && lone_symbol(symbol).is_some()
        && issuer(&canonical(symbol)).is_none())
    .then_some((symbol, title))
}

pub(crate) fn extend(value: &mut Option<String>, text: &str) {
    if let Some(value) = value {
        crate::draft::join(value, text)
    }
    value.get_or_insert_default().push_str(text);
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

/// `columns = column *(3*blank column)`: a line of the masthead may hold two things side by side.
pub(crate) fn columns(language: Language, source: &str, line: Line) -> Vec<Line> {
    let text = line.text(source);
    let first = line.span.start;
    let mut columns = Vec::new();
    let mut start = 0;
    let mut push = |mut from: usize, to: usize| {
        while let Some((end, next)) = quirk_side_by_side(language, &text[from..to]) {
            let end = Span::new(first + from as u32, first + (from + end) as u32);
            columns.push(line.piece(end));
            from += next;
        }
        let rest = Span::new(first + from as u32, first + to as u32);
        columns.push(line.piece(rest));
    };
    while line.holds.any(Holds::PARTING)
        && let Some((from, to)) = wide_blank(text, start)
    {
        push(start, from);
        start = to;
    }
    push(start, text.len());
    columns
}

/// `side-by-side = (united-nations / organ / session / distribution) blank (symbol / distribution / agenda-item
/// / issued)`: what stands side by side on paper, and in one line where a converter left one blank between:
/// *United Nations A/RES/77/213*. Where the first ends and the second begins.
fn quirk_side_by_side(language: Language, text: &str) -> Option<(usize, usize)> {
    let facts = language.facts();
    let digits = || text.contains(is_number);
    let mut words = facts.masthead.distribution.printed();
    if text.len() > 200
        || text.starts_with(|c| c == '[' || is_number(c))
        || !(digits() || words.any(|word| text.contains(word)))
        || !heads_masthead(facts, text)
    {
        return None;
    }
    text.match_indices([' ', '\u{a0}']).find_map(|(at, _)| {
        let next = text.len() - text[at..].trim_start().len();
        let (first, second) = (&text[..at], &text[next..]);
        let shown = fold(&plain(first)).text;
        let shown = shown.trim_matches(['#', ' ']);
        let mut united_nations = facts.masthead.united_nations.folded();
        let begins = united_nations.any(|word| word == shown)
            || organ(facts, shown).is_some()
            || session(facts, shown).is_some()
            || distribution(language, shown).is_some();
        let follows = |second: &str| {
            let printed = plain(second);
            let folded = fold(&printed);
            let line = folded.text.trim();
            lone_symbol(&latin(&printed)).is_some()
                || distribution(language, line).is_some()
                || agenda_item(facts, line)
                || date_line(language, line).is_some()
        };
        (begins && set_apart(first) && set_apart(second) && follows(second)).then_some((at, next))
    })
}

/// Whether a line begins with the United Nations, an organ or the word for distribution, or holds the word for
/// a session. Most lines do not.
fn heads_masthead(facts: &Facts, text: &str) -> bool {
    let folded = fold(&plain(text)).text;
    let line = folded.trim_start_matches(['#', ' ']);
    let begins =
        |words: &Words| words.may_begin(line) && words.folded().any(|word| line.starts_with(word));
    begins(&facts.masthead.united_nations)
        || facts.organs.values().any(|organ| begins(&organ.names))
        || Language::all().any(|language| begins(&language.facts().masthead.distribution))
        || holds_session(facts, line)
}

/// Whether marks of emphasis that open a text close it as well.
fn set_apart(text: &str) -> bool {
    let text = text.trim_start_matches(['#', ' ']);
    let bare = text.trim_start_matches(['*', '_']);
    let marks = &text[..text.len() - bare.len()];
    text.ends_with(marks) && (!marks.is_empty() || !text.ends_with('*'))
}

/// Whether a line holds the word for a session of any kind.
fn holds_session(facts: &Facts, line: &str) -> bool {
    let masthead = &facts.masthead;
    let kinds = [&masthead.session, &masthead.special, &masthead.emergency];
    kinds.iter().any(|words| words.stand_in(line))
}

/// `session = number (session / special-session / emergency-session)`, and nothing else.
fn session(facts: &'static Facts, line: &str) -> Option<Session> {
    if !shorter(line, 91) || !holds_session(facts, line) {
        return None;
    }
    let within = |words: &'static Words| {
        words
            .folded()
            .filter(|word| line.contains(word))
            .max_by_key(|word| word.len())
    };
    let emergency = within(&facts.masthead.emergency);
    let special = within(&facts.masthead.special);
    let word = within(&facts.masthead.session);
    let kind = if emergency.is_some() {
        SessionKind::Emergency
    } else if special.is_some() {
        SessionKind::Special
    } else {
        SessionKind::Regular
    };
    let words = emergency.or(special).or(word)?;
    let place = line.find(words)?;
    let rest = format!("{} {}", &line[..place], &line[place + words.len()..]);
    let (number, left) = session_number(facts, &rest)?;
    let strange = left.chars().filter(|c| is_letter(*c)).count();
    (strange <= 4).then_some(Session { number, kind })
}

/// The number of a session, in words or in digits, and what is left of the text.
fn session_number(facts: &Facts, text: &str) -> Option<(u32, String)> {
    if let Some(start) = text.find(|c: char| c.is_ascii_digit()) {
        let digits: &str = text[start..].split(|c: char| !c.is_ascii_digit()).next()?;
        let left = format!("{}{}", &text[..start], &text[start + digits.len()..]);
        return Some((digits.parse().ok()?, left));
    }
    let starts = text.char_indices().filter(|(at, _)| {
        !facts.spaced
            || *at == 0
            || text[..*at].ends_with([' ', '-'])
            || text[..*at].chars().count() < 4
    });
    let (start, (number, end)) = starts
        .filter_map(|(at, _)| number_in_words(facts, text, at).map(|found| (at, found)))
        .max_by_key(|(start, (_, end))| end - start)?;
    Some((number, format!("{}{}", &text[..start], &text[end..])))
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

/// `adoption = words of adoption with a date or an organ, or behind the word for what is adopted`
fn adoption(facts: &Facts, folded: &Folded) -> bool {
    let line = &folded.text;
    let headed = || {
        let mut words = [&facts.masthead.resolution, &facts.masthead.decision].into_iter();
        words.any(|words| words.folded().any(|word| line.starts_with(word)))
    };
    facts.masthead.adoption.stand_in(line)
        && shorter(line, 250)
        && (find_date(facts, line).is_some() || facts.organ_in(folded).is_some() || headed())
}

/// `heads-adoption = word-of-adoption …`, as no title goes on: not amid a sentence, and in capitals only with a number or
/// a date.
fn heads_adoption(facts: &Facts, text: &str) -> bool {
    let line = fold(text).text;
    let begins = facts.masthead.adoption.folded().any(|word| {
        let rest = line.strip_prefix(word);
        rest.is_some_and(|rest| !rest.starts_with(is_letter))
    });
    let amid = capital_leads(facts) && text.starts_with(char::is_lowercase);
    let capitals = capital_leads(facts) && !text.contains(char::is_lowercase);
    begins && !amid && (!capitals || text.contains(char::is_numeric))
}

/// `adoption` with a date, where a letter of the word of adoption, of the organ or of the month is misread:
/// *Resolution adoptcd by the General Assembly on 16 Apri1 2021*.
fn quirk_misread_adoption(facts: &Facts, line: &str) -> bool {
    /// What has shorter words is too much like others.
    const SHORTEST: usize = 5;
    if line.len() > 250 || !line.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let said = |word: &str| {
        line.split([' ', ',']).any(|printed| {
            let length = printed.chars().count();
            printed == word || (length >= SHORTEST && strsim::osa_distance(word, printed) <= 1)
        })
    };
    let words = &facts.masthead.adoption;
    words.folded().any(|word| said(word) || line.contains(word))
        && (find_date(facts, line).is_some() || find_misread_date(facts, line).is_some())
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

/// `adopted-in-title = "Resolution of" date`, as the first volumes head their resolutions.
fn adopted_in_title(facts: &Facts, folded: &Folded) -> bool {
    let mut words = facts.masthead.resolution.folded();
    find_date(facts, &folded.text).is_some_and(|(_, place)| {
        let outside = folded.text[..place.start].to_owned() + &folded.text[place.end..];
        words.any(|word| {
            let rest = outside.strip_prefix(word);
            rest.is_some_and(|rest| rest.chars().filter(|c| is_letter(*c)).count() <= 4)
        })
    })
}

/// `dated-line = [word] date [word]`, with no more than short words beside the date: *of 19 March 1965*. Below
/// the number the date may stand alone.
fn dated_line(facts: &Facts, line: &str, numbered: bool) -> bool {
    /// The letters of these words.
    const WORDS: usize = 8;
    dated(facts, line, WORDS).is_some_and(|(_, place)| {
        // The days of a session are two dates.
        let alone = !beside(line, &place).any(|c| c.is_ascii_digit());
        (numbered || place.start > 0) && alone
    })
}

/// `number = [word] (session "/" digits [letter] / digits ["letters"] "(" (year / roman) ")")
/// ("." / blank / end)`: as printed, and the bytes it takes with the point after it.
pub(crate) fn number(facts: &Facts, text: &str) -> Option<(String, usize)> {
    let bare = text.trim_start_matches(crate::fold::ignored);
    let skipped = text.len() - bare.len();
    bare_number(facts, bare).map(|(printed, length)| (printed, length + skipped))
}

fn bare_number(facts: &Facts, text: &str) -> Option<(String, usize)> {
    // Without a word before it, a number begins with a digit, with the letters of a special session or of a
    // statement, or with a Roman numeral.
    let begins = |c| {
        matches!(
            homoglyph(c),
            '0'..='9' | 'S' | 'E' | 'P' | 'I' | 'V' | 'X' | 'L'
        )
    };
    if text.starts_with(begins) || (!facts.spaced && number_may_begin(facts, text)) {
        if let Ok((rest, found)) = session_number_label(facts, text) {
            return Some((found.to_owned(), text.len() - rest.len()));
        }
        let plain = latin(text);
        if let Ok((rest, found)) = session_number_label(facts, &plain) {
            return Some((
                found.to_owned(),
                original_length(text, plain.len() - rest.len()),
            ));
        }
    }
    numbered_by_word(facts, text).or_else(|| quirk_word_before_number(facts, text))
}

/// `word number "." title`, as libraries and encyclopedias head what they copy: *Resolution 181 (II). Future
/// government of …*
fn quirk_word_before_number(facts: &Facts, text: &str) -> Option<(String, usize)> {
    let (word, rest) = text.split_once([' ', '\u{a0}'])?;
    let folded = fold(word).text;
    let mut words = [&facts.masthead.resolution, &facts.masthead.decision].into_iter();
    let headed = words.any(|words| words.folded().any(|word| word == folded));
    let (after, found) = session_number_label(facts, rest).ok().filter(|_| headed)?;
    let pointed = rest[found.len()..].trim_start().starts_with(['.', ':']);
    pointed.then(|| (found.to_owned(), text.len() - after.len()))
}

/// Look-alikes are longer than the Latin letters that stand for them: the length in the original.
fn original_length(text: &str, length: usize) -> usize {
    let mut plain = 0;
    for (at, c) in text.char_indices() {
        if plain >= length {
            return at;
        }
        plain += homoglyph(c).len_utf8();
    }
    text.len()
}

/// `session-number-label = any-number`, set off from what follows.
fn session_number_label<'a>(facts: &Facts, input: &'a str) -> IResult<&'a str, &'a str> {
    let stop = alt((
        recognize((space0, one_of(".．:"))),
        recognize(one_of(" \u{a0}\t")),
        eof,
    ));
    terminated(|input| any_number(facts, input), stop).parse(input)
}

/// `any-number = session-and-number / number-and-year / number-and-conference / meeting-and-number /
/// statement-number`
fn any_number<'a>(facts: &Facts, input: &'a str) -> IResult<&'a str, &'a str> {
    alt((
        recognize(session_and_number),
        recognize(|input| number_and_year(facts, input)),
        recognize(number_and_conference),
        recognize(meeting_and_number),
        recognize((tag("PRST/"), session_and_number)),
    ))
    .parse(input)
}

/// `session-and-number = [("S" / "ES") "-"] 1*4DIGIT "/" (1*4DIGIT / "…") [blank letters]`
fn session_and_number(input: &str) -> IResult<&str, ()> {
    let hyphen = |input| one_of("-‑–").parse(input);
    let special = (alt((tag("ES"), tag("S"))), hyphen);
    let digits = |input| verify(digit1, |text: &str| text.len() <= 4).parse(input);
    // A draft leaves its number open.
    let number = |input| alt((digits, tag("…"), tag("..."))).parse(input);
    let letter = |input| {
        verify(
            take_while_m_n(1, 1, |c: char| c.is_ascii_uppercase()),
            |_: &str| true,
        )
        .parse(input)
    };
    let range = (
        letter,
        opt((space0, alt((hyphen, one_of("&"))), space0, letter)),
    );
    let letters = terminated(
        preceded(space0, range),
        peek(not(take_while_m_n(1, 1, char::is_alphanumeric))),
    );
    (opt(special), digits, char('/'), number, opt(letters))
        .map(|_| ())
        .parse(input)
}

/// `number-and-year = (1*4DIGIT / words) [blank letter] blank "(" session-or-year ")"`, where the session or year is
/// 4DIGIT, a roman numeral, a mark and a number, or words: `(1965)`, `(XXX)`, `(S-VI)`. Old Chinese volumes have
/// one or both in words: *2649(二十五)*, *十九(一九四七)*.
fn number_and_year<'a>(facts: &Facts, input: &'a str) -> IResult<&'a str, ()> {
    let inner = verify(
        take_while_m_n(1, 9, |c: char| {
            c.is_alphanumeric() || matches!(c, '-' | '‑' | '–' | ' ')
        }),
        |inner: &str| {
            let roman = inner
                .chars()
                .all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'S' | 'E' | '-'));
            roman
                || inner.ends_with(|c: char| c.is_ascii_digit())
                || written_number(facts, inner).is_ok_and(|(rest, _)| rest.is_empty())
        },
    );
    let digits = verify(digit1, |text: &str| text.len() <= 4);
    let letter = preceded(
        space0,
        take_while_m_n(1, 1, |c: char| c.is_ascii_uppercase()),
    );
    (
        alt((digits, recognize(|input| written_number(facts, input)))),
        opt(letter),
        space0,
        delimited(one_of("(（"), inner, one_of(")）")),
    )
        .map(|_| ())
        .parse(input)
}

/// `number-and-conference = 1*3DIGIT "/" 2*4UPPER "." 1*2DIGIT`: *1/CP.21*.
fn number_and_conference(input: &str) -> IResult<&str, ()> {
    let digits = |most| verify(digit1, move |text: &str| text.len() <= most);
    let parties = take_while_m_n(2, 4, |c: char| c.is_ascii_uppercase());
    (digits(3), char('/'), parties, char('.'), digits(2))
        .map(|_| ())
        .parse(input)
}

/// `meeting-and-number = ["SS." / "Ex."] roman "/" 1*3DIGIT`: *XXVIII/1*, of a meeting of the parties.
fn meeting_and_number(input: &str) -> IResult<&str, ()> {
    let roman = verify(
        take_while_m_n(1, 8, |c| matches!(c, 'I' | 'V' | 'X' | 'L')),
        |numeral: &str| roman(numeral).is_some(),
    );
    let digits = verify(digit1, |text: &str| text.len() <= 3);
    (opt(alt((tag("SS."), tag("Ex.")))), roman, char('/'), digits)
        .map(|_| ())
        .parse(input)
}

/// `numbered-by-word = [mark] word number / [mark] number [mark] word`: *Resolution 2725 (2024)*.
fn numbered_by_word(facts: &Facts, text: &str) -> Option<(String, usize)> {
    if !shorter(text, 121) {
        return None;
    }
    let folded = fold(text);
    let mut words = facts
        .masthead
        .resolution
        .folded()
        .chain(facts.masthead.decision.folded());
    let first = folded.text.split(' ').next().unwrap_or_default();
    let misread = |word: &str| first.chars().count() >= 6 && strsim::osa_distance(word, first) <= 1;
    words.find(|word| folded.text.contains(word) || misread(word))?;
    let plain = latin(text);
    let digit = plain.find(|c: char| c.is_ascii_digit())?;
    // A meeting in Roman numerals stands before the digits.
    let meeting = |before: &str| before.trim_end_matches(['I', 'V', 'X', 'L']).len();
    let start = plain[..digit].strip_suffix('/').map_or(digit, meeting);
    let letters = |text: &str| text.chars().filter(|c| is_letter(*c)).count();
    // The organ may be named before the word or behind the number.
    let mut organization = facts.masthead.united_nations.folded();
    let organization = organization.find(|name| folded.text.contains(name));
    let name = organ_name(facts, &folded.text)
        .map_or(0, |name| letters(name) + organization.map_or(0, letters));
    let before = letters(&plain[..start]);
    if before > 16 + name || text.chars().count() > 60 + name {
        return None;
    }
    let (rest, found) = any_number(facts, &plain[start..]).ok()?;
    // The date of adoption may stand behind it.
    let after = fold(rest).text;
    let date = find_date(facts, &after).map_or(0..0, |found| found.1);
    let left = beside(&after, &date).filter(|c| is_letter(*c)).count();
    let allowed = 4 + if before > 16 { 0 } else { name };
    (left <= allowed).then(|| (found.to_owned(), text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> &'static Facts {
        Language::from_code("en").expect("English").facts()
    }

    #[test]
    fn a_title_goes_on_in_words_that_head_other_lines() {
        let titles = [
            "Role of the\nUnited Nations",
            "Report of the\nEconomic and Social Council",
            "Recommendations and decisions\nadopted by the General Assembly at its\ntenth special session",
            "IMPLEMENTATION OF THE\nDECISIONS ADOPTED BY THE GENERAL ASSEMBLY",
            "Anniversary of the end of the war on\n8 May 1945",
            "Implementation of Assembly\nresolution 40/84",
        ];
        for title in titles {
            let text = format!(
                "39/309. {title}\n\nThe General Assembly,\n\nRecalling its work,\n\n1. Decides to act.\n"
            );
            let masthead = crate::parse(&text).document.masthead;
            assert_eq!(masthead.title, Some(title.replace('\n', " ")));
        }
        let headed = "1901 (1999). Wells\nAdopted by the Security Council at its 4901st meeting,\non 5 May 1999\n\n\
                      The Security Council,\n\nRecalling its work,\n\n1. Decides to act.\n";
        let masthead = crate::parse(headed).document.masthead;
        assert_eq!(masthead.title.as_deref(), Some("Wells"));
        assert_eq!(
            masthead.adopted.map(|date| date.to_string()),
            Some("1999-05-05".into())
        );
    }

    #[test]
    fn numbers_of_every_era() {
        let read = |text| number(facts(), text);
        assert_eq!(read("77/213. Strengthening"), Some(("77/213".into(), 7)));
        assert_eq!(read("ES-11/1. Aggression"), Some(("ES-11/1".into(), 8)));
        assert_eq!(read("52/12 B. Renewing"), Some(("52/12 B".into(), 8)));
        assert_eq!(
            read("3314 (XXIX). Definition"),
            Some(("3314 (XXIX)".into(), 12))
        );
        assert_eq!(
            read("Resolution 2725 (2024)").map(|found| found.0),
            Some("2725 (2024)".into())
        );
        assert_eq!(
            read("RESOLUTION 181 (II). Wells"),
            Some(("181 (II)".into(), 20))
        );
        assert_eq!(
            read("Commission on Human Rights resolution 2002/13").map(|found| found.0),
            Some("2002/13".into())
        );
        assert_eq!(read("XXVIII/1. Wells"), Some(("XXVIII/1".into(), 9)));
        assert_eq!(
            read("Decision XXVIII/1: Wells").map(|found| found.0),
            Some("XXVIII/1".into())
        );
        assert_eq!(
            read("Decision XXVIII/1").map(|found| found.0),
            Some("XXVIII/1".into())
        );
        assert_eq!(read("PRST/39/1. Wells"), Some(("PRST/39/1".into(), 10)));
        assert_eq!(read("Resolution 70/1 of the Assembly on wells"), None);
        assert_eq!(read("2030 Agenda"), None);
        assert_eq!(read("Agenda item 3 (b)"), None);
    }

    #[test]
    fn numbers_of_old_chinese_volumes_are_words() {
        let facts = Language::from_code("zh").expect("Chinese").facts();
        let read = |text| number(facts, text).map(|found| found.0);
        assert_eq!(read("2649(二十五). 灯塔").as_deref(), Some("2649(二十五)"));
        assert_eq!(
            read("十九(一九四七). 一九四七年二月二十七日决议案").as_deref(),
            Some("十九(一九四七)")
        );
        assert_eq!(read("一九四七年二月二十七日"), None);
    }

    #[test]
    fn sessions_are_numbers_in_words() {
        let read =
            |text: &str| session(facts(), &fold(text).text).map(|session| session.to_string());
        assert_eq!(read("Seventy-seventh session").as_deref(), Some("77"));
        assert_eq!(
            read("Eleventh emergency special session").as_deref(),
            Some("ES-11")
        );
        assert_eq!(
            read("Thirty-second special session").as_deref(),
            Some("S-32")
        );
        assert_eq!(read("The seventh session of the Conference"), None);
    }
}
