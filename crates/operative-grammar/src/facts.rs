//! What the grammar has to know of a language: the tables of its file.

mod acts;
mod language;
mod matchers;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Deserializer, Serialize};

use crate::fold::{Folded, fold};
use crate::heads::Heads;
use crate::phrases::Phrases;

pub use acts::{Action, Organ};
pub use language::{Language, PerLanguage};
pub use matchers::ClosingMatchers;
pub(crate) use matchers::{LeadMatchers, NumberMatcher};

/// What the grammar has to know of a language. The file may hold further tables for other crates.
#[derive(Debug, Deserialize)]
pub struct Facts {
    /// ISO 639-1 code.
    pub code: String,
    /// ISO 639-3 code.
    pub long_code: String,
    /// Its name in English.
    pub name: String,
    /// Its own name.
    pub native_name: String,
    /// The script it is written in.
    pub script: Script,
    /// Whether it runs from right to left.
    #[serde(default)]
    pub right_to_left: bool,
    /// Whether words are separated by blanks.
    #[serde(default = "yes")]
    pub spaced: bool,
    /// Common short words that tell it from others of its script.
    #[serde(default)]
    pub stopwords: Vec<String>,
    /// The letters that label sub-paragraphs, in order.
    pub letters: Vec<String>,
    /// Words for numbers.
    pub numbers: NumberFacts,
    /// How dates are written.
    pub dates: DateFacts,
    /// The organs by their canonical names.
    pub organs: BTreeMap<Organ, OrganFacts>,
    /// The words of the masthead.
    pub masthead: MastheadFacts,
    /// The words of headings.
    pub headings: HeadingFacts,
    /// The words within symbols.
    #[serde(default)]
    pub symbols: SymbolFacts,
    /// The words of page furniture.
    #[serde(default)]
    pub furniture: FurnitureFacts,
    /// The words at the end.
    pub closing: ClosingFacts,
    /// Leads.
    pub leads: LeadFacts,
    /// What enacting formulas begin with.
    #[serde(skip)]
    formula_heads: OnceLock<Heads>,
    /// The names of the organs, and whose each is.
    #[serde(skip)]
    organ_names: OnceLock<(Phrases, Vec<Organ>)>,
}

const fn yes() -> bool {
    true
}

/// A list of words, each as the file has it and folded once for all.
#[derive(Debug, Default)]
pub struct Words {
    /// Each as printed, and folded.
    words: Vec<(Box<str>, Box<str>)>,
    heads: Heads,
    phrases: OnceLock<Phrases>,
}

impl Words {
    /// The words as the file has them.
    pub fn printed(&self) -> impl DoubleEndedIterator<Item = &str> + Clone {
        self.words.iter().map(|word| &*word.0)
    }

    /// Whether one of the words may begin a text, as far as its first characters tell.
    #[must_use]
    pub fn may_begin(&self, text: &str) -> bool {
        self.heads.may_begin(text)
    }

    /// Whether one of the words stands anywhere in a folded text.
    pub(crate) fn stand_in(&self, text: &str) -> bool {
        let phrases = self
            .phrases
            .get_or_init(|| Phrases::printed(self.folded(), false));
        phrases.stand_in(text)
    }

    /// The words as [`fold`](crate::fold()) leaves them.
    pub fn folded(&self) -> impl DoubleEndedIterator<Item = &str> + Clone {
        self.words.iter().map(|word| &*word.1)
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let words = Vec::<String>::deserialize(deserializer)?;
        let folded = |word: String| -> (Box<str>, Box<str>) {
            let folded = fold(&word).text.into();
            (word.into(), folded)
        };
        let words: Vec<_> = words.into_iter().map(folded).collect();
        Ok(Self {
            heads: Heads::of(words.iter().map(|word| &*word.1)),
            words,
            phrases: OnceLock::new(),
        })
    }
}

/// A script.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Script {
    /// Latin.
    Latin,
    /// Cyrillic.
    Cyrillic,
    /// Arabic.
    Arabic,
    /// Han.
    Han,
}

/// All of them.
pub(crate) const SCRIPTS: [Script; 4] =
    [Script::Latin, Script::Cyrillic, Script::Arabic, Script::Han];

/// Words for numbers: a number in words is the sum of its words, each multiplied by what follows.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberFacts {
    /// What each word is worth, cardinal or ordinal, in every form that occurs; longest wins. The
    /// file lists the words of each value: `1 = ["one", "first"]`.
    #[serde(deserialize_with = "by_value")]
    pub words: BTreeMap<String, u32>,
    /// Words that multiply the sum of the words before them (hundred), listed likewise.
    #[serde(default, deserialize_with = "by_value")]
    pub multipliers: BTreeMap<String, u32>,
    /// Words and marks allowed between number words: `and`, `-`.
    #[serde(default)]
    pub joints: Vec<String>,
    /// Units that take a power: `km`.
    #[serde(default)]
    pub units: Vec<String>,
    #[serde(skip)]
    pub(crate) matcher: OnceLock<NumberMatcher>,
}

/// Reads a table of the words of each value as the value of each word.
fn by_value<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, u32>, D::Error> {
    let mut values = BTreeMap::new();
    for (value, words) in BTreeMap::<String, Vec<String>>::deserialize(deserializer)? {
        let value: u32 = value.parse().map_err(serde::de::Error::custom)?;
        values.extend(words.into_iter().map(|word| (word, value)));
    }
    Ok(values)
}

/// How dates are written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateFacts {
    /// The order of day, month and year.
    pub order: DateOrder,
    /// The names of each of the twelve months: full, short, in each case.
    #[serde(default)]
    pub months: Vec<Vec<String>>,
    /// What may stand after the day: `de`, `er`, `日`.
    #[serde(default)]
    pub after_day: Words,
    /// What may stand after the month: `de`, `,`, `月`.
    #[serde(default)]
    pub after_month: Words,
    /// What may stand after the year: `года`, `年`.
    #[serde(default)]
    pub after_year: Words,
    #[serde(skip)]
    pub(crate) matcher: OnceLock<Phrases>,
}

/// The order of a date's parts.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// 15 December 2022
    DayMonthYear,
    /// 2022年12月15日
    YearMonthDay,
}

/// An organ in a language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganFacts {
    /// Its name, then every form of it that occurs (cases, short forms that are unambiguous).
    pub names: Words,
    /// Its enacting formulas, without the comma: `The General Assembly`.
    #[serde(default)]
    pub formulas: Words,
}

/// The words of the masthead.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MastheadFacts {
    /// *United Nations*
    pub united_nations: Words,
    /// *Distr.*
    pub distribution: Words,
    /// The word for a session, as a session line has it.
    pub session: Words,
    /// What makes it a special session.
    #[serde(default)]
    pub special: Words,
    /// What makes it an emergency special session.
    #[serde(default)]
    pub emergency: Words,
    /// How a line with agenda items begins.
    pub agenda_item: Words,
    /// Words that, with a date or an organ, make the line of adoption.
    pub adoption: Words,
    /// The word before a number: `Resolution 2725 (2024)`.
    pub resolution: Words,
    /// The word for a decision.
    #[serde(default)]
    pub decision: Words,
    /// How a statement of a president is headed.
    #[serde(default)]
    pub statement: Words,
    /// The heading of a corrigendum.
    #[serde(default)]
    pub corrigendum: Words,
    /// What letters the first part of a set of resolutions, alone on a line: `A`.
    #[serde(default)]
    pub first_part: Words,
    /// The words for a draft, as they end a line of sponsors: `draft resolution`.
    #[serde(default)]
    pub draft: Words,
    /// What stands before the number where lawyers cite: `G.A. res.`
    #[serde(default)]
    pub cited: Words,
}

impl MastheadFacts {
    /// The words for a resolution and for a decision, folded.
    pub(crate) fn adopted(&self) -> impl Iterator<Item = &str> {
        self.resolution.folded().chain(self.decision.folded())
    }
}

/// The words of headings.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadingFacts {
    /// The word that heads an annex, an appendix or an enclosure.
    pub annex: Words,
    /// Words that head a division with a number after or around them: `Part`, `Section`, `Article`.
    #[serde(default)]
    pub divisions: Words,
    /// Ordinal words that number sections alone on a line, in order (`أولا`).
    #[serde(default)]
    pub ordinals: Words,
}

/// The words within symbols, which are the same in every language but for these.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SymbolFacts {
    /// The word for a part of a document, where it is translated: `Часть` in `A/CONF.157/24 (Часть I)`.
    #[serde(default)]
    pub part: Words,
}

/// The words of page furniture.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FurnitureFacts {
    /// The words beside the number of a page.
    #[serde(default)]
    pub page: Words,
    /// What stands beside the number of all pages: *Page 2* **of** *9*, **第**2页.
    #[serde(default)]
    pub page_count: Words,
    /// Notices at the foot of the first page, and below the titles of web pages.
    #[serde(default)]
    pub notices: Words,
    /// What heads the notes at the end of a text.
    #[serde(default)]
    pub notes: Words,
}

/// The words at the end.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClosingFacts {
    /// The words for a plenary meeting.
    pub meeting: Words,
    /// How a line on the vote begins: `Adopted without a vote`, `In favour`.
    #[serde(default)]
    pub vote: Words,
    #[serde(skip)]
    matchers: OnceLock<ClosingMatchers>,
}

/// Leads: `lead = [opening] *before verb *after`, where some verbs (*Expressing*) only introduce the
/// object that tells the act (*its deep concern*).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeadFacts {
    /// The verb forms of each class of act.
    pub verbs: BTreeMap<Action, Vec<String>>,
    /// What tells the class of act behind a verb or an auxiliary, but begins no lead: `concern`,
    /// `considered`.
    #[serde(default)]
    pub objects: BTreeMap<Action, Vec<String>>,
    /// What begins the items of a list below the opening of a decision, which reports what was done: `Took note`. Where the
    /// verbs of leads do that too, as with an auxiliary, there are none.
    #[serde(default)]
    pub reported: BTreeMap<Action, Vec<String>>,
    /// What may stand before the verb: `Deeply`, `Also`, `Having`; and the verbs that introduce an
    /// object, which are among `verbs` too where they may also stand without one. What stands behind a
    /// bar (`|关切地`) is not set where an organ sets the verb alone.
    #[serde(default)]
    pub before: Vec<String>,
    /// What may stand before an object, but begins no lead: `its`, `deep`.
    #[serde(default)]
    pub qualifiers: Vec<String>,
    /// What may stand after the verb and belongs to the lead: `also`, `|with concern`. What stands
    /// behind a bar belongs to it where an organ sets complements in italics, as the General
    /// Assembly does, and not where it sets the verb alone, as the Security Council does.
    #[serde(default)]
    pub after: Vec<String>,
    /// What may stand before a lead and does not belong to it: `In this regard,`.
    #[serde(default)]
    pub opening: Vec<String>,
    /// Verbs that stand last in their clause, behind the ground on which the organ acts.
    #[serde(default)]
    pub finals: Vec<String>,
    /// Words that a paragraph may begin with whose lead stands behind what they govern: `对`.
    #[serde(default)]
    pub prepositions: Vec<String>,
    /// What the first word of a lead ends in, where the verb is none of those known. Only of use
    /// in languages whose leads are capitalized.
    #[serde(default)]
    pub endings: Vec<String>,
    /// What one of the words ends in of every lead that opens a paragraph of the preamble: `ая`. Only of
    /// use in languages whose leads are not capitalized.
    #[serde(default)]
    pub participles: Words,
    /// What tells, at the start of a clause, that it goes on with what stands before it though it begins as
    /// a paragraph does: `при этом`. Only of use where the former is.
    #[serde(default)]
    pub continuing: Words,
    #[serde(skip)]
    pub(crate) matchers: OnceLock<LeadMatchers>,
}

impl Facts {
    /// The tables of a language's file that hold these facts.
    const TABLES: &[&str] = &[
        "",
        "numbers",
        "dates",
        "organs",
        "masthead",
        "headings",
        "symbols",
        "furniture",
        "closing",
        "leads",
    ];

    /// A set of this language's phrases.
    #[must_use]
    pub fn phrases<'a>(&self, list: impl IntoIterator<Item = &'a str>) -> Phrases {
        Phrases::new(list, self.spaced)
    }

    /// The enacting formulas of all organs, folded.
    pub(crate) fn formulas(&self) -> impl Iterator<Item = &str> {
        let organs = self.organs.values();
        organs.flat_map(|organ| organ.formulas.folded())
    }

    /// Whether the enacting formula of an organ may begin a text, as far as its first characters tell.
    pub(crate) fn formula_may_begin(&self, text: &str) -> bool {
        let heads = self
            .formula_heads
            .get_or_init(|| Heads::of(self.formulas()));
        heads.may_begin(text)
    }

    /// The organ that an enacting formula names.
    pub(crate) fn formula_organ(&self, folded: &Folded) -> Option<Organ> {
        let text = folded.text.trim_matches([' ', ',', ':']);
        let speaks = |organ: &OrganFacts| organ.formulas.folded().any(|formula| formula == text);
        self.organs
            .iter()
            .find(|(_, organ)| speaks(organ))
            .map(|found| *found.0)
    }

    /// The names of the organs to be looked for anywhere in a folded text, within a word too, and whose each
    /// is.
    pub(crate) fn organ_names(&self) -> &(Phrases, Vec<Organ>) {
        self.organ_names.get_or_init(|| {
            let named = |(organ, facts): (&Organ, &OrganFacts)| -> Vec<(String, Organ)> {
                let names = facts.names.folded();
                names.map(|name| (name.to_owned(), *organ)).collect()
            };
            let (names, organs): (Vec<_>, _) = self.organs.iter().flat_map(named).unzip();
            (Phrases::printed(names, false), organs)
        })
    }

    /// The organ whose name stands in a text: the longest name at the first place.
    ///
    /// ```
    /// use operative_grammar::{Language, Organ, fold};
    /// let facts = Language::from_code("en").unwrap().facts();
    /// let text = fold("a resolution of the Human Rights Council");
    /// assert_eq!(facts.organ_in(&text), Some(Organ::HumanRightsCouncil));
    /// ```
    #[must_use]
    pub fn organ_in(&self, folded: &Folded) -> Option<Organ> {
        let (names, organs) = self.organ_names();
        let (which, _) = names.find(&folded.text, 0)?;
        organs.get(which).copied()
    }
}

#[cfg(test)]
impl Facts {
    /// The facts of the language with a code, for tests.
    pub(crate) fn of_language(code: &str) -> &'static Self {
        Language::from_code(code).expect(code).facts()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_file_is_well_formed() {
        for language in Language::all() {
            let facts = language.facts();
            assert!(!facts.letters.is_empty(), "{language}: letters");
            assert!(
                facts.organs.contains_key(&Organ::GeneralAssembly),
                "{language}: organs"
            );
            assert!(
                matches!(facts.dates.order, DateOrder::YearMonthDay)
                    || facts.dates.months.len() == 12,
                "{language}: months"
            );
        }
    }

    #[test]
    fn no_lead_is_of_two_classes() {
        for language in Language::all() {
            let leads = &language.facts().leads;
            for forms in [&leads.verbs, &leads.objects, &leads.reported] {
                let mut classes = BTreeMap::new();
                for (class, form) in forms
                    .iter()
                    .flat_map(|(class, forms)| forms.iter().map(move |form| (class, form)))
                {
                    let other = classes.insert(fold(form).text, class);
                    assert_eq!(other, None, "{language}: {form} is of {class} too");
                }
            }
        }
    }
}
