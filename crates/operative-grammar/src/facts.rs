//! Languages as data: each is one file of facts in `languages/`, read when first asked for.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::fold::{Folded, Heads, fold};
use crate::kebab_enum;
use crate::phrases::Phrases;
use crate::word::Spelling;

const FILES: &[&str] = include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// A language that the grammar has facts for.
///
/// ```
/// use operative_grammar::Language;
/// let language = Language::from_code("en").unwrap();
/// assert_eq!(language.facts().name, "English");
/// assert!(Language::from_code("tlh").is_none());
/// ```
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(u8);

impl Language {
    /// How many languages there are facts for.
    pub(crate) const COUNT: usize = FILES.len();

    /// Every language there are facts for, in the order of their codes.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..Self::COUNT as u8).map(Self)
    }

    /// The language of an ISO 639-1 code: `en`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|language| language.code() == code)
    }

    /// Its ISO 639-1 code.
    #[must_use]
    pub fn code(self) -> &'static str {
        &self.facts().code
    }

    /// Its facts.
    ///
    /// # Panics
    /// If the language's file is malformed: a test reads every one.
    #[must_use]
    pub fn facts(self) -> &'static Facts {
        static FACTS: PerLanguage<Facts> = PerLanguage::new();
        FACTS.get(self, |language| {
            toml::from_str(&language.tables(Facts::TABLES))
                .unwrap_or_else(|error| panic!("language file {}: {error}", language.0))
        })
    }

    /// Its place among all languages.
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }

    /// The text of its file.
    #[must_use]
    pub fn file(self) -> &'static str {
        FILES[self.index()]
    }

    /// The text of some tables of its file, by their names, for crates that keep facts of their own in it;
    /// the table without a name is what stands above all others. No more is read than is asked for.
    ///
    /// ```
    /// use operative_grammar::Language;
    /// let french = Language::from_code("fr").unwrap();
    /// assert!(french.tables(&["countries"]).starts_with("[countries]"));
    /// ```
    #[must_use]
    pub fn tables(self, names: &[&str]) -> String {
        let file = self.file();
        let heads = memchr::memmem::find_iter(file.as_bytes(), "\n[").map(|at| at + 1);
        let mut text = String::new();
        let mut start = 0;
        for end in heads.chain([file.len()]) {
            let table = &file[start..end];
            let name = table.strip_prefix('[').unwrap_or_default();
            let name = name.trim_start_matches('[').split(['.', ']']).next();
            if name.is_some_and(|name| names.contains(&name)) {
                text.push_str(table);
            }
            start = end;
        }
        text
    }
}

impl std::fmt::Debug for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Language({})", self.code())
    }
}

impl std::fmt::Display for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::from_code(&code)
            .ok_or_else(|| serde::de::Error::custom(format!("no language has the code {code:?}")))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Language {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Language".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let codes: Vec<&str> = Self::all().map(Self::code).collect();
        schemars::json_schema!({
            "description": "A language, by its ISO 639-1 code.",
            "type": "string",
            "enum": codes,
        })
    }
}

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
    pub(crate) fn may_begin(&self, text: &str) -> bool {
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
    /// What is raised after a digit to make an ordinal: `th`, `e`, `ª`.
    #[serde(default)]
    pub ordinal_suffixes: Vec<String>,
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
    /// The word before the number of a page.
    #[serde(default)]
    pub page: Words,
    /// Notices at the foot of the first page.
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

/// The words of a closing, ready to be looked for.
#[derive(Debug)]
pub struct ClosingMatchers {
    /// The words for a plenary meeting.
    pub meeting: Phrases,
    /// How a line on the vote begins.
    pub vote: Phrases,
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

#[derive(Debug)]
pub(crate) struct LeadMatchers {
    /// Whether leads begin with a capital letter.
    pub(crate) capital: bool,
    /// What leads begin with: openings, what stands before verbs, and verbs.
    pub(crate) heads: Heads,
    /// The bytes of the longest phrase.
    pub(crate) longest: usize,
    pub(crate) verbs: Phrases,
    pub(crate) verb_classes: Vec<Action>,
    /// The first word of each form of a verb, and its class.
    pub(crate) verb_words: Vec<(Spelling, Action)>,
    pub(crate) objects: Phrases,
    pub(crate) object_classes: Vec<Action>,
    pub(crate) before: Phrases,
    /// For each phrase before a verb, whether a bar stands before it.
    pub(crate) before_barred: Vec<bool>,
    pub(crate) qualifiers: Phrases,
    pub(crate) after: Phrases,
    /// For each complement, the bytes before its bar.
    pub(crate) after_bars: Vec<usize>,
    pub(crate) opening: Phrases,
}

/// The words and multipliers of [`NumberFacts`], ready to be looked for, and their values.
#[derive(Debug)]
pub(crate) struct NumberMatcher {
    pub(crate) phrases: Phrases,
    pub(crate) values: Vec<u32>,
    pub(crate) heads: Heads,
}

/// Phrases without their bars, and for each the folded bytes before it.
fn barred<'a>(phrases: impl Iterator<Item = &'a str>) -> (Vec<String>, Vec<usize>) {
    phrases
        .map(|phrase| {
            let whole = phrase.replace('|', "");
            let bar = phrase
                .split('|')
                .next()
                .map_or(0, |before| fold(before.trim_end()).text.len());
            (whole, bar)
        })
        .unzip()
}

kebab_enum! {
    /// An organ that adopts resolutions or is named as their issuer.
    Organ {
        /// The General Assembly (symbols `A/…`).
        GeneralAssembly = "general-assembly",
        /// The Security Council (`S/…`).
        SecurityCouncil = "security-council",
        /// The Economic and Social Council (`E/…`).
        EconomicAndSocialCouncil = "economic-and-social-council",
        /// The Human Rights Council (`A/HRC/…`).
        HumanRightsCouncil = "human-rights-council",
        /// The former Commission on Human Rights (`E/CN.4/…`).
        CommissionOnHumanRights = "commission-on-human-rights",
        /// Its Sub-Commission on the Promotion and Protection of Human Rights (`E/CN.4/Sub.2/…`).
        SubCommission = "sub-commission",
        /// The Trusteeship Council (`T/…`).
        TrusteeshipCouncil = "trusteeship-council",
        /// The United Nations Environment Assembly (`UNEP/EA…`).
        EnvironmentAssembly = "environment-assembly",
    }
}

kebab_enum! {
    /// The class of an act: the same for the same act in every language.
    Action {
        /// Recalls.
        Recall = "recall",
        /// Reaffirms, reiterates.
        Reaffirm = "reaffirm",
        /// Affirms, declares, proclaims.
        Declare = "declare",
        /// Notes, takes note, observes: neutral terms, as General Assembly decision 55/488 has it.
        Note = "note",
        /// Welcomes.
        Welcome = "welcome",
        /// Recognizes, acknowledges, is conscious, aware.
        Recognize = "recognize",
        /// Stresses, emphasizes, underlines, highlights.
        Stress = "stress",
        /// Is convinced, believes, is of the view.
        Believe = "believe",
        /// Is concerned, alarmed, disturbed; expresses concern.
        Concern = "concern",
        /// Bears in mind, takes into account, considers.
        BearInMind = "bear-in-mind",
        /// Has considered, has examined.
        Consider = "consider",
        /// Is guided by, acts under, is inspired by.
        Guide = "guide",
        /// Desires, wishes, hopes, looks forward.
        Hope = "hope",
        /// Is determined, resolves.
        Resolve = "resolve",
        /// Regrets, deplores.
        Deplore = "deplore",
        /// Condemns.
        Condemn = "condemn",
        /// Commends, pays tribute, congratulates.
        Commend = "commend",
        /// Expresses appreciation or gratitude, thanks; is encouraged, satisfied.
        Appreciate = "appreciate",
        /// Supports.
        Support = "support",
        /// Endorses, approves, adopts, accepts.
        Approve = "approve",
        /// Decides.
        Decide = "decide",
        /// Determines, finds, concludes.
        Determine = "determine",
        /// Requests, asks, directs, instructs.
        Request = "request",
        /// Urges, strongly urges, exhorts.
        Urge = "urge",
        /// Calls upon, calls for, appeals.
        CallUpon = "call-upon",
        /// Encourages.
        Encourage = "encourage",
        /// Invites.
        Invite = "invite",
        /// Demands.
        Demand = "demand",
        /// Recommends, suggests, proposes.
        Recommend = "recommend",
        /// Authorizes, empowers.
        Authorize = "authorize",
        /// Establishes, creates, appoints, elects, designates.
        Establish = "establish",
        /// Expresses an intention, undertakes, pledges, commits.
        Intend = "intend",
        /// Reminds, warns, draws attention.
        Remind = "remind",
        /// Rejects, opposes.
        Reject = "reject",
        /// Extends, renews, transmits, and other acts of an organ on its own business.
        Arrange = "arrange",
    }
}

/// A value for each language, made when it is first asked for: what a crate reads from the language
/// files for itself.
///
/// ```
/// use operative_grammar::{Language, PerLanguage};
/// static NAMES: PerLanguage<usize> = PerLanguage::new();
/// let english = Language::from_code("en").unwrap();
/// assert_eq!(*NAMES.get(english, |language| language.facts().name.len()), 7);
/// ```
#[derive(Debug)]
pub struct PerLanguage<T>(OnceLock<Vec<OnceLock<T>>>);

impl<T> PerLanguage<T> {
    /// None made yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(OnceLock::new())
    }

    /// The value of a language, which `make` makes.
    pub fn get(&self, language: Language, make: impl FnOnce(Language) -> T) -> &T {
        let all = self
            .0
            .get_or_init(|| Language::all().map(|_| OnceLock::new()).collect());
        all[language.index()].get_or_init(|| make(language))
    }
}

impl<T> Default for PerLanguage<T> {
    fn default() -> Self {
        Self::new()
    }
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

    /// The words of the closing, as phrases.
    #[must_use]
    pub fn closing_matchers(&self) -> &ClosingMatchers {
        let closing = &self.closing;
        closing.matchers.get_or_init(|| ClosingMatchers {
            meeting: self.phrases(closing.meeting.folded()),
            vote: self.phrases(closing.vote.folded()),
        })
    }

    pub(crate) fn lead_matchers(&self) -> &LeadMatchers {
        self.leads.matchers.get_or_init(|| {
            let classed = |forms: &BTreeMap<Action, Vec<String>>| {
                let pairs: Vec<(Action, &str)> = forms
                    .iter()
                    .flat_map(|(class, forms)| forms.iter().map(|form| (*class, form.as_str())))
                    .collect();
                let phrases = Phrases::new(pairs.iter().map(|pair| pair.1), self.spaced);
                (phrases, pairs.iter().map(|pair| pair.0).collect())
            };
            let (verbs, verb_classes) = classed(&self.leads.verbs);
            let (objects, object_classes) = classed(&self.leads.objects);
            let forms = self.leads.verbs.iter();
            let mut verb_words: Vec<(Spelling, Action)> = forms
                .flat_map(|(class, forms)| forms.iter().map(move |form| (form, *class)))
                .map(|(form, class)| {
                    let folded = fold(form).text;
                    let word = folded.split(' ').next().unwrap_or_default();
                    (Spelling::of(word), class)
                })
                .collect();
            verb_words.dedup();
            let (before, before_bars) = barred(self.leads.before.iter().map(String::as_str));
            let (after, after_bars) = barred(self.leads.after.iter().map(String::as_str));
            let forms = || self.leads.verbs.values().flatten();
            let begins = forms().chain(&before).chain(&self.leads.opening);
            let lists = [&before, &after, &self.leads.qualifiers, &self.leads.opening];
            let objects_of = self.leads.objects.values();
            let phrases = lists.into_iter().chain(objects_of).flatten().chain(forms());
            LeadMatchers {
                longest: phrases.map(String::len).max().unwrap_or_default(),
                heads: Heads::of(begins.map(String::as_str)),
                capital: forms()
                    .next()
                    .is_some_and(|verb| verb.starts_with(char::is_uppercase)),
                verbs,
                verb_classes,
                verb_words,
                objects,
                object_classes,
                before: self.phrases(before.iter().map(String::as_str)),
                before_barred: before_bars.iter().map(|bar| *bar == 0).collect(),
                qualifiers: self.phrases(self.leads.qualifiers.iter().map(String::as_str)),
                after: self.phrases(after.iter().map(String::as_str)),
                after_bars,
                opening: self.phrases(self.leads.opening.iter().map(String::as_str)),
            }
        })
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

    /// The organ whose name stands in `text`: the longest name at the first place.
    #[must_use]
    pub fn organ_in(&self, folded: &Folded) -> Option<Organ> {
        let (names, organs) = self.organ_names();
        let (which, _) = names.find(&folded.text, 0)?;
        organs.get(which).copied()
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
            for forms in [&leads.verbs, &leads.objects] {
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
