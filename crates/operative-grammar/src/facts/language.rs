//! Languages: each is one file of facts in `languages/`, read when first asked for.

use std::sync::OnceLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Facts;

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
