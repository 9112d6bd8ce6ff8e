//! A language's words as the scanner looks for them, made of its facts.

use memchr::memmem::Finder;
use operative_grammar::{Facts, Language, Organ, PerLanguage, Phrases};

use crate::edition::Editions;
use crate::facts::{File, Locator, ReferenceFacts, SessionMarks, ShortName};
use crate::mandates::MandateMatcher;

/// What a word of the lexicon is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    Resolution,
    Decision,
    Own,
    OwnResolution,
    OwnDecision,
    And,
    To,
    Of,
    By,
    PartOf,
    Corrigendum,
    Dated,
    NumberMark,
    Ibid,
    See,
    SeeAlso,
    OfficialRecords,
    TreatySeries,
    LeagueTreatySeries,
    Sales,
    Charter,
    Present,
    Above,
    Below,
    Locator(Locator),
    Organ(Organ),
    ShortName(u8),
    OtherBody,
    Organization,
    Month(u8),
    DateMark,
}

impl Word {
    /// Whether it cites something, or names who may be meant later, where no number stands.
    const fn cites_alone(self) -> bool {
        // *The present resolution* cites itself.
        self.governs_numbers()
            || matches!(
                self,
                Self::Above
                    | Self::Below
                    | Self::Charter
                    | Self::TreatySeries
                    | Self::LeagueTreatySeries
                    | Self::Sales
                    | Self::Organ(_)
                    | Self::OtherBody
                    | Self::Locator(
                        Locator::Paragraph | Locator::Subparagraph | Locator::Supplement
                    )
            )
    }

    /// Whether it is known again where a letter of it is misread.
    const fn may_be_misread(self) -> bool {
        self.governs_numbers()
            || matches!(
                self,
                Self::Ibid
                    | Self::And
                    | Self::Of
                    | Self::Dated
                    | Self::DateMark
                    | Self::Month(_)
                    | Self::Organ(_)
                    | Self::ShortName(_)
                    | Self::OtherBody
            )
    }

    /// Whether it governs the numbers of resolutions.
    pub(crate) const fn governs_numbers(self) -> bool {
        matches!(
            self,
            Self::Resolution | Self::Decision | Self::OwnResolution | Self::OwnDecision
        )
    }
}

/// A language's words, compiled for the scanner.
#[derive(Debug)]
pub(crate) struct Lexicon {
    pub(crate) language: Language,
    /// What wakes the scanner: the words, then the marks, then the beginnings of addresses.
    pub(crate) triggers: Phrases,
    /// The bytes that are marks of the scanner's, and begin no word.
    pub(crate) marks: [bool; 256],
    /// Those of the words that mean something even where no number stands.
    citing: Phrases,
    /// Words for the parts of a source.
    locators: Phrases,
    /// What each of the words is.
    pub(crate) words: Vec<Word>,
    /// The words that are looked for where one may be misread, in each form, and what they are.
    pub(crate) near: Vec<(String, Word)>,
    pub(crate) mandates: Option<MandateMatcher>,
    pub(crate) short_names: Vec<ShortName>,
    pub(crate) letters: Vec<String>,
    /// The same, to be looked for, so many as number the parts of a set.
    pub(crate) set_letters: Phrases,
    pub(crate) proclitics: Vec<String>,
    /// How many bytes the longest of them has.
    pub(crate) longest_proclitic: usize,
    pub(crate) sessions: SessionMarks,
    pub(crate) instruments: Phrases,
    /// The same nouns, one by one.
    pub(crate) instrument_nouns: Vec<String>,
    pub(crate) name_joints: Vec<String>,
    pub(crate) interruptions: Phrases,
    pub(crate) hereinafter: Vec<Finder<'static>>,
    pub(crate) of: Vec<String>,
    pub(crate) conferences: Vec<String>,
    pub(crate) editions: Editions,
    /// Letters in symbols, and the names of the bodies that they stand for.
    pub(crate) lettered: Vec<(String, Phrases)>,
    pub(crate) committee_before: Vec<String>,
    pub(crate) committee_after: Vec<String>,
    pub(crate) and: Vec<String>,
    pub(crate) to: Vec<String>,
    /// Whether words are separated by blanks.
    pub(crate) spaced: bool,
    /// Whether the year stands first in a date.
    pub(crate) year_first: bool,
}

/// The characters that wake the scanner besides words. Digits and the slash of a symbol come first.
pub(crate) const MARKS: &str = "0123456789/,;.。()[]《》“”«»";

/// How addresses of the web begin.
const ADDRESSES: [&str; 3] = ["http://", "https://", "www."];

impl Lexicon {
    /// The lexicon of a language.
    pub(crate) fn of(language: Language) -> &'static Self {
        static LEXICONS: PerLanguage<Lexicon> = PerLanguage::new();
        LEXICONS.get(language, Self::read)
    }

    /// Whether a text may cite or name anything: where no digit stands, it takes a word that does so alone.
    pub(crate) fn may_cite(&self, text: &str) -> bool {
        let mut steps = text.as_bytes().chunks(16);
        // Without branches within a step, so that the compiler looks at all its bytes at once.
        steps.any(|step| {
            step.iter()
                .fold(false, |any, byte| any | byte.is_ascii_digit())
        }) || self.may_hold(&self.citing, text)
    }

    /// Whether a text may hold a word for a part of a source.
    pub(crate) fn may_locate(&self, text: &str) -> bool {
        self.may_hold(&self.locators, text)
    }

    /// Whether a text may hold some of the words.
    fn may_hold(&self, words: &Phrases, text: &str) -> bool {
        if self.proclitics.is_empty() {
            words.find(text, 0).is_some()
        } else {
            // Where letters are written on to words, these stand behind one, or where a word begins.
            let mut places = words.places(text, self.spaced);
            places.any(|at| words.longest(text, at).is_some())
        }
    }

    fn read(language: Language) -> Self {
        let file: File = toml::from_str(&language.tables(&["references", "mandates"]))
            .unwrap_or_else(|error| panic!("references of the language file {language}: {error}"));
        let facts = file.references;
        let grammar = language.facts();
        let patterns = patterns(&facts, grammar);
        let marks = MARKS.chars().map(String::from).collect::<Vec<_>>();
        let marks = marks.iter().map(String::as_str).chain(ADDRESSES);
        let words = patterns.iter().map(|pattern| pattern.0.as_str());
        let some = |which: fn(Word) -> bool| {
            let some = patterns.iter().filter(move |pattern| which(pattern.1));
            some.map(|pattern| pattern.0.as_str())
        };
        let citing = some(Word::cites_alone).chain(ADDRESSES);
        let proclitics = || facts.proclitics.iter().map(String::as_str);
        let citing = Phrases::printed(citing, grammar.spaced).written_on(proclitics());
        let locators = some(|word| matches!(word, Word::Locator(_)));
        let locators = Phrases::printed(locators, grammar.spaced).written_on(proclitics());
        let triggers = Phrases::printed(words.chain(marks), grammar.spaced);
        let triggers = triggers.written_on(proclitics());
        let near = patterns
            .iter()
            .filter(|(_, word)| word.may_be_misread())
            .cloned()
            .collect();
        let plain_all = |list: &[String]| list.iter().map(|word| plain(word)).collect::<Vec<_>>();
        Self {
            language,
            triggers,
            marks: marks_alone(&patterns),
            citing,
            locators,
            words: patterns.into_iter().map(|pattern| pattern.1).collect(),
            near,
            mandates: file
                .mandates
                .map(|mandates| MandateMatcher::new(language, &mandates, &facts.proclitics)),
            short_names: facts.short_names,
            set_letters: Phrases::printed(facts.letters.iter().take(26), false),
            letters: facts.letters,
            longest_proclitic: facts.proclitics.iter().map(String::len).max().unwrap_or(0),
            proclitics: facts.proclitics,
            sessions: SessionMarks {
                regular: plain_all(&facts.sessions.regular),
                special: plain_all(&facts.sessions.special),
                emergency: plain_all(&facts.sessions.emergency),
            },
            instruments: Phrases::printed(&facts.instruments, grammar.spaced),
            instrument_nouns: facts.instruments,
            name_joints: facts.name_joints,
            interruptions: Phrases::printed(&facts.interruptions, grammar.spaced),
            hereinafter: facts
                .hereinafter
                .iter()
                .map(|words| Finder::new(words).into_owned())
                .collect(),
            of: facts.of.clone(),
            conferences: plain_all(&facts.conferences),
            lettered: (facts.lettered.iter())
                .map(|(letters, names)| {
                    let names = names.iter().map(|name| plain(name));
                    (letters.clone(), Phrases::printed(names, grammar.spaced))
                })
                .collect(),
            editions: Editions::new(
                facts.editions.iter(),
                (facts.revised.iter().map(String::as_str))
                    .chain(grammar.dates.after_year.printed()),
                grammar.spaced,
            ),
            committee_before: facts.committee_before,
            committee_after: facts.committee_after,
            and: plain_all(&facts.and),
            to: plain_all(&facts.to),
            spaced: grammar.spaced,
            year_first: matches!(
                grammar.dates.order,
                operative_grammar::DateOrder::YearMonthDay
            ),
        }
    }
}

/// The words of a language in each form that is looked for, and what they are.
fn patterns(facts: &ReferenceFacts, grammar: &Facts) -> Vec<(String, Word)> {
    let mut patterns: Vec<(String, Word)> = Vec::new();
    let mut words = |list: &[String], word: Word| {
        for phrase in list {
            for form in cases(phrase) {
                patterns.push((form, word));
            }
        }
    };
    for (list, word) in facts.words() {
        words(list, word);
    }
    for (locator, list) in &facts.locators {
        words(list, Word::Locator(*locator));
    }
    for (month, names) in (1..).zip(&grammar.dates.months) {
        words(names, Word::Month(month));
    }
    for marks in [
        &grammar.dates.after_day,
        &grammar.dates.after_month,
        &grammar.dates.after_year,
    ] {
        let marks: Vec<String> = marks
            .printed()
            .filter(|mark| mark.chars().all(char::is_alphabetic))
            .map(str::to_owned)
            .collect();
        words(&marks, Word::DateMark);
    }
    let mut names = |list: &[String], word: Word| {
        patterns.extend(list.iter().map(|name| (plain(name), word)));
    };
    for (organ, list) in &facts.organs {
        names(list, Word::Organ(*organ));
    }
    for (organ, organ_facts) in &grammar.organs {
        let list: Vec<String> = organ_facts.names.printed().map(str::to_owned).collect();
        names(&list, Word::Organ(*organ));
    }
    for (at, short) in (0..).zip(&facts.short_names) {
        names(&short.words, Word::ShortName(at));
    }
    names(&facts.other_bodies, Word::OtherBody);
    names(&facts.organizations, Word::Organization);
    // The first meaning of a phrase holds.
    let mut seen = std::collections::HashSet::new();
    patterns.retain(|pattern| !pattern.0.is_empty() && seen.insert(pattern.0.clone()));
    patterns
}

/// The bytes that are marks of the scanner's, and begin none of the words.
fn marks_alone(patterns: &[(String, Word)]) -> [bool; 256] {
    let begins = |byte: &u8| patterns.iter().any(|word| word.0.as_bytes()[0] == *byte);
    let mut alone = [false; 256];
    for byte in MARKS.bytes().filter(u8::is_ascii) {
        alone[usize::from(byte)] = !begins(&byte);
    }
    alone
}

/// A phrase as the scanner's text has it.
fn plain(phrase: &str) -> String {
    let mut text = crate::plain::Plain::default();
    text.refill(phrase);
    text.text().to_owned()
}

/// A phrase with its first letter in either case, and in capitals.
fn cases(phrase: &str) -> Vec<String> {
    let phrase = plain(phrase);
    let mut letters = phrase.chars();
    let Some(first) = letters.next() else {
        return Vec::new();
    };
    let rest = letters.as_str();
    let mut forms = vec![phrase.clone()];
    // A letter that is a word stays as it is: in capitals it numbers something.
    if !rest.is_empty() && (first.is_lowercase() || first.is_uppercase()) {
        forms.push(first.to_uppercase().chain(rest.chars()).collect());
        forms.push(first.to_lowercase().chain(rest.chars()).collect());
        forms.push(phrase.to_uppercase());
    }
    forms.sort_unstable();
    forms.dedup();
    forms
}

#[cfg(test)]
impl Lexicon {
    /// The lexicon of the language with a code, for tests.
    pub(crate) fn of_language(code: &str) -> &'static Self {
        Self::of(Language::from_code(code).expect(code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_file_has_references() {
        for language in Language::all() {
            let lexicon = Lexicon::of(language);
            for word in [
                Word::Resolution,
                Word::Decision,
                Word::Ibid,
                Word::See,
                Word::Charter,
                Word::And,
            ] {
                assert!(lexicon.words.contains(&word), "{language}: {word:?}");
            }
        }
    }
}
