//! Resolutions of conferences that number them once for all and revise them one after the other, and of those that
//! number them in series or by meeting: `64 (Rev. Dubai, 2018)`, `646 (WRC-19)`, `ITU-R 12-1`, `C 11/2016`, `18.120`.
//! They have no symbols.

use operative_grammar::{Phrases, edition, fold};

use crate::cite::{Citation, Citer};
use crate::lexicon::{Lexicon, Word};
use crate::model::{ReferenceKind, Rule};
use crate::numeral::{Numeral, integer};
use crate::plain::Plain;
use crate::scan::{Gap, Kind, Token};

/// The words of a language for editions.
#[derive(Debug)]
pub(crate) struct Editions {
    /// Names of places and conferences, in each form.
    forms: Phrases,
    /// What each of the forms is called in identifiers.
    names: Vec<String>,
    /// What says that a text was revised, and what marks a year.
    unnamed: Phrases,
}

impl Editions {
    /// Compiles a language's words.
    pub(crate) fn new<'a>(
        names: impl Iterator<Item = (&'a String, &'a Vec<String>)>,
        unnamed: impl Iterator<Item = &'a str>,
        spaced: bool,
    ) -> Self {
        let forms = names.flat_map(|(name, forms)| forms.iter().map(move |form| (name, form)));
        let (names, forms): (Vec<_>, Vec<_>) =
            forms.map(|(name, form)| (name.clone(), form)).unzip();
        Self {
            forms: Phrases::new(forms.into_iter().map(String::as_str), spaced),
            names,
            unnamed: Phrases::new(unnamed, spaced),
        }
    }

    /// Which edition the text in the brackets behind a number is: `dubai-2018`, `wrc-19`.
    fn named(&self, bracket: &str) -> Option<String> {
        let found = edition(bracket)?;
        let around = fold(&found.around.join(" ")).text;
        if let Some((which, _)) = self.forms.find(&around, 0) {
            return Some(format!("{}-{}", self.names[which], found.year));
        }
        // A place that is not known is called as it is printed.
        let mut rest = around.as_str();
        let mut words = String::new();
        while let Some(c) = rest.chars().next() {
            let skipped = self.unnamed.at(rest, 0).map(|found| found.1);
            if skipped.is_none() {
                words.push(if c.is_alphanumeric() { c } else { ' ' });
            }
            rest = &rest[skipped.unwrap_or(c.len_utf8())..];
        }
        let words: Vec<&str> = words.split_whitespace().collect();
        (!words.is_empty()).then(|| format!("{}-{}", words.join("-"), found.year))
    }

    /// What a series of numbers is called, by what stands before them: `itu-r` of a sector, `C` of a letter.
    fn series(&self, printed: &str) -> Option<String> {
        let capital =
            |text: &str| text.len() == 1 && text.starts_with(|c: char| c.is_ascii_uppercase());
        if capital(printed) {
            return Some(printed.to_owned());
        }
        let (organization, sector) = printed
            .rsplit_once('-')
            .filter(|(_, sector)| capital(sector))?;
        let known = self.forms.at(&fold(organization).text, 0)?;
        Some(format!("{}-{}", self.names[known.0], sector.to_lowercase()))
    }
}

/// The identifier of a resolution or a decision.
fn identifier(decision: bool, number: &str) -> String {
    let nature = if decision { "decision" } else { "resolution" };
    format!("{nature}:{number}")
}

/// The identifier that the number of a document gives, as its masthead prints it: `310 (REV. LISBON, 2021)`,
/// `ITU-R 138-4`, `C 11/2016`.
pub(crate) fn own_identifier(lexicon: &Lexicon, decision: bool, printed: &str) -> Option<String> {
    let mut plain = Plain::default();
    plain.refill(printed);
    let text = plain.text().trim();
    let number = match text.split_once('(') {
        Some((number, bracket)) => {
            let number = number.trim();
            integer(number).ok().filter(|(rest, _)| rest.is_empty())?;
            let edition = lexicon.editions.named(bracket.strip_suffix(')')?)?;
            format!("{number}/{edition}")
        }
        None => {
            let (series, number) = text.rsplit_once(' ')?;
            in_series(&lexicon.editions.series(series)?, number)?
        }
    };
    Some(identifier(decision, &number))
}

/// revision = [blank] "(Rev." [blank] letters 1*DIGIT ")" ; `(Rev. CoP18)`, what a text begins with
fn revision(text: &str) -> Option<&str> {
    /// The longest, in bytes.
    const LONGEST: usize = 16;
    let inner = text.trim_start_matches(' ').strip_prefix("(Rev.")?;
    let length = inner.find(')').filter(|length| *length < LONGEST)?;
    let meeting = inner[..length]
        .trim_start()
        .trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let digits = meeting.bytes().all(|byte| byte.is_ascii_digit());
    (digits && !meeting.is_empty()).then(|| &text[..text.len() - inner.len() + length + 1])
}

/// in-series = sector 1*DIGIT ["-" 1*DIGIT] / letter 1*DIGIT "/" year
fn in_series(series: &str, number: &str) -> Option<String> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if series.len() == 1 {
        let (counted, year) = number.split_once('/')?;
        return (digits(counted) && digits(year) && year.len() == 4)
            .then(|| format!("{series}{number}"));
    }
    let (number, revision) = number
        .split_once('-')
        .map_or((number, None), |(number, revision)| {
            (number, Some(revision))
        });
    let numbered = digits(number) && revision.is_none_or(digits);
    let revision = revision
        .map(|revision| format!("-{revision}"))
        .unwrap_or_default();
    numbered.then(|| format!("{series}/{number}{revision}"))
}

impl Citer<'_> {
    /// numbered-edition = number "(" edition ")" / number-mark number number-mark word "(" edition ")" / series number /
    /// meeting "." number [revision], in a run: whether a number is that of one, which is cited then.
    pub(crate) fn numbered_edition(&mut self, at: usize, numeral: Numeral) -> bool {
        self.of_meeting(at, numeral)
            || self.edition_in_brackets(at, numeral)
            || self.in_series(at, numeral)
    }

    /// of-meeting = meeting "." number [revision] ; `18.120`, `14.20 (Rev. CoP16)`, of the meeting of a conference, whose
    /// number stands at a token. A range cites what it leaves unsaid too.
    fn of_meeting(&mut self, at: usize, numeral: Numeral) -> bool {
        /// A longer range is none of decisions.
        const LONGEST: u32 = 60;
        let tokens = &self.scan.tokens;
        let Some(first) = at.checked_sub(1) else {
            return false;
        };
        let (meeting, token) = (tokens[first], tokens[at]);
        let (Numeral::Plain(number), Kind::Numeral(Numeral::Plain(of))) = (numeral, meeting.kind)
        else {
            return false;
        };
        let behind = &self.text[token.end as usize..];
        let point = |text: &str| {
            let number = text.strip_prefix('.');
            number.is_some_and(|text| text.starts_with(|c: char| c.is_ascii_digit()))
        };
        let before = &self.text[..meeting.start as usize];
        if &self.text[meeting.end as usize..token.start as usize] != "."
            || point(behind)
            || before.ends_with('.')
        {
            return false;
        }
        let in_run = self.counted_on(first);
        let postfix = self.word_after(at);
        match postfix.filter(|(decision, _)| !in_run || self.governs_instead(*decision)) {
            Some((decision, word)) => self.begin_postfix_run(first, decision, word),
            None if in_run => {}
            None => return false,
        }
        let joint = first
            .checked_sub(1)
            .map(|joint| self.scan.tokens[joint].kind);
        let ranges = matches!(joint, Some(Kind::Dash | Kind::Word(Word::To)));
        let last = self.found.last().filter(|_| ranges);
        let last = last.and_then(|last| last.citation.target.as_deref()?.rsplit_once(':'));
        let from = last.and_then(|(_, cited)| {
            let (meeting, from) = cited.split_once('.')?;
            let from: u32 = integer(from).ok()?.1;
            (meeting.parse() == Ok(of) && number > from && number - from <= LONGEST)
                .then_some(from + 1)
        });
        let revision = revision(behind);
        let end = token.end + revision.map_or(0, |revision| revision.len() as u32);
        let bare: String = revision.unwrap_or_default().split(' ').collect();
        for each in from.unwrap_or(number)..number {
            self.cite_number(at, meeting.start..token.end, &format!("{of}.{each}"));
        }
        self.cite_number(at, meeting.start..end, &format!("{of}.{number}{bare}"));
        self.quirk_name_for_letters(of, number);
        true
    }

    /// The name of a body where its symbols have letters: *World Health Assembly resolution 64.27*, which is `WHA64.27`.
    fn quirk_name_for_letters(&mut self, meeting: u32, number: u32) {
        let named = |(letters, names): &&(String, Phrases)| {
            self.text.contains(letters.as_str()) || names.find(self.text, 0).is_some()
        };
        let letters = self.lexicon.lettered.iter().find(named);
        if let (Some((letters, _)), Some(cited)) = (letters, self.found.last_mut())
            && cited.citation.kind == ReferenceKind::Resolution
        {
            cited.citation.target = Some(format!("{letters}{meeting}.{number}"));
            cited.citation.rule = Rule::NamedOrgan;
        }
    }

    fn edition_in_brackets(&mut self, at: usize, numeral: Numeral) -> bool {
        /// The longest edition, in bytes with its brackets.
        const LONGEST: usize = 160;
        let Numeral::Plain(number) = numeral else {
            return false;
        };
        let opens = |at: usize| {
            let token = self.scan.tokens.get(at);
            token.is_some_and(|token| token.kind == Kind::Open && token.gap <= Gap::Blank)
        };
        // Where words are not parted the word that governs the number stands between.
        let between = if self.lexicon.spaced { 1 } else { 3 };
        let Some(open) = (at + 1..=at + between).find(|at| opens(*at)) else {
            return false;
        };
        let inner = &self.text[self.scan.tokens[open].end as usize..];
        let Some(length) = inner.find(')').filter(|length| *length < LONGEST) else {
            return false;
        };
        let Some(edition) = self.lexicon.editions.named(&inner[..length]) else {
            return false;
        };
        let postfix = self.word_after(at).filter(|(_, word)| word + 1 == open);
        match postfix {
            Some((decision, word)) => self.begin_postfix_run(at, decision, word),
            None if open == at + 1 && self.counted_on(at) => {}
            None => return false,
        }
        let end = self.scan.tokens[open].end + length as u32 + 1;
        self.cite_number(
            at,
            self.scan.tokens[at].start..end,
            &format!("{number}/{edition}"),
        );
        true
    }

    fn in_series(&mut self, at: usize, numeral: Numeral) -> bool {
        /// The longest name of a series, in bytes with the blanks beside it.
        const LONGEST: u32 = 16;
        let tokens = &self.scan.tokens;
        let token = tokens[at];
        let Some(before) = at.checked_sub(1).map(|before| tokens[before]) else {
            return false;
        };
        let of_year = matches!(numeral, Numeral::Sessional { number: 1900.., .. });
        let counted = of_year || matches!(numeral, Numeral::Plain(_));
        let governed = matches!(before.kind, Kind::Word(word) if word.governs_numbers());
        if !counted || self.run.is_none() || token.start - before.end > LONGEST {
            return false;
        }
        // The series may be named again for each number of a list.
        if !governed && !self.counted_behind(at - 1) {
            return false;
        }
        let between = &self.text[before.end as usize..token.start as usize];
        let series = Some(between.trim()).filter(|series| !series.is_empty());
        let Some(series) = series.and_then(|series| self.lexicon.editions.series(series)) else {
            return false;
        };
        let behind = &self.text[token.start as usize..];
        let length = behind.find(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '/'));
        let number = behind[..length.unwrap_or(behind.len())].trim_end_matches(['-', '/']);
        let Some(identified) = in_series(&series, number) else {
            return false;
        };
        let start = before.end + (between.len() - between.trim_start().len()) as u32;
        self.cite_number(at, start..token.start + number.len() as u32, &identified);
        true
    }

    /// Whether a number stands right after the word that governs it, or goes on with a list of such numbers. Its form alone
    /// would be none: *resolution 70/1, which put the cost at 3.2*.
    fn counted_on(&self, at: usize) -> bool {
        let Some(run) = &self.run else { return false };
        let close = self.scan.tokens[at].gap <= Gap::Blank;
        self.follows_word(run, at)
            || close
                && at
                    .checked_sub(1)
                    .is_some_and(|joint| self.counted_behind(joint))
    }

    /// Whether nothing but a date and a joint, which ends at a token, stands behind the number that was read last.
    fn counted_behind(&self, joint: usize) -> bool {
        let tokens = &self.scan.tokens;
        let from = tokens.partition_point(|token| token.start < self.read);
        let between = tokens.get(from..=joint).unwrap_or_default();
        let listed = |token: &Token| {
            let kind = matches!(
                token.kind,
                Kind::Comma
                    | Kind::Dash
                    | Kind::Date(_)
                    | Kind::Word(Word::And | Word::To | Word::Of | Word::Dated | Word::NumberMark)
            );
            kind && token.gap <= Gap::Blank
        };
        self.read > 0 && !between.is_empty() && between.iter().all(listed)
    }

    /// Adds the citation of a number of the run that an identifier names, and reads on behind it.
    fn cite_number(&mut self, at: usize, range: std::ops::Range<u32>, number: &str) {
        let Some(run) = &mut self.run else { return };
        let (decision, pinpoint) = (run.decision, run.take_pinpoint());
        let kind = if decision {
            ReferenceKind::Decision
        } else {
            ReferenceKind::Resolution
        };
        let behind = self
            .scan
            .tokens
            .partition_point(|token| token.start < range.end);
        self.read = range.end;
        let date = self.date_after(&self.scan.tokens[behind..]);
        self.push(Citation {
            target: Some(identifier(decision, number)),
            date,
            pinpoint: pinpoint.or_else(|| self.pinpoint_after(behind)),
            ..Citation::new(kind, range, at, Rule::NumberForm)
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_called_as_it_is_cited() {
        for (code, printed, identifier) in [
            ("en", "64 (REV. DUBAI, 2018)", "resolution:64/dubai-2018"),
            ("fr", "64 (Rév. Dubaï, 2018)", "resolution:64/dubai-2018"),
            ("es", "64 (Rev. Dubái, 2018)", "resolution:64/dubai-2018"),
            (
                "ru",
                "64 (ПЕРЕСМ. ДУБАЙ, 2018 Г.)",
                "resolution:64/dubai-2018",
            ),
            (
                "zh",
                "64（2018年，迪拜，修订版）",
                "resolution:64/dubai-2018",
            ),
            (
                "ar",
                "64 (المراجَع في دبي، 2018)",
                "resolution:64/dubai-2018",
            ),
            ("es", "646 (Rev.CMR-19)", "resolution:646/wrc-19"),
            (
                "en",
                "7 (Upper Wells, 2021)",
                "resolution:7/upper-wells-2021",
            ),
            (
                "ru",
                "7 (Пересм. Колодцы, 2021 г.)",
                "resolution:7/колодцы-2021",
            ),
            ("fr", "UIT-R 138-4", "resolution:itu-r/138-4"),
            ("en", "C 11/2016", "resolution:C11/2016"),
        ] {
            let lexicon = Lexicon::of_language(code);
            assert_eq!(
                own_identifier(lexicon, false, printed).as_deref(),
                Some(identifier)
            );
        }
        let lexicon = Lexicon::of_language("en");
        for other in ["77/213", "2725 (2024)", "217 A (III)", "1/CP.21"] {
            assert_eq!(own_identifier(lexicon, false, other), None, "{other}");
        }
    }
}
