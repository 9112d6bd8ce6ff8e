//! States as lists print them: the names of the language file, and lists of them cut into names.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use operative_grammar::{Folded, Language, PerLanguage, fold, is_letter};
use serde::Deserialize;

/// The part of a language's file that holds the names of States.
#[derive(Debug, Deserialize)]
struct File {
    /// The names that each ISO 3166 alpha-3 code has.
    #[serde(default)]
    countries: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    votes: ListFacts,
}

/// What holds a list of names together.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ListFacts {
    /// *and*
    joints: Vec<String>,
    /// Whether the joint is written on to the name after it.
    proclitic: bool,
}

/// The names of States in a language.
#[derive(Debug)]
pub(crate) struct Countries {
    codes: HashMap<String, Box<str>>,
    joints: Vec<String>,
    proclitic: bool,
    spaced: bool,
}

/// A name in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    /// Its bytes in the folded text.
    pub(crate) range: Range<usize>,
    /// The ISO 3166 alpha-3 code, where the name is known.
    pub(crate) code: Option<String>,
}

impl Countries {
    /// Those of a language.
    pub(crate) fn of(language: Language) -> &'static Self {
        static ALL: PerLanguage<Countries> = PerLanguage::new();
        ALL.get(language, Self::read)
    }

    fn read(language: Language) -> Self {
        let file: File = toml::from_str(&language.tables(&["countries", "votes"]))
            .unwrap_or_else(|error| panic!("countries of the language file {language}: {error}"));
        let names = file.countries.into_iter().flat_map(|(code, names)| {
            names
                .into_iter()
                .map(move |name| (key(&fold(&name).text), code.as_str().into()))
        });
        Self {
            codes: names.collect(),
            joints: file
                .votes
                .joints
                .iter()
                .map(|joint| fold(joint).text)
                .collect(),
            proclitic: file.votes.proclitic,
            spaced: language.facts().spaced,
        }
    }

    /// The code of a name.
    fn code(&self, folded: &str) -> Option<&str> {
        let key = key(folded);
        // A hyphen may be what a word was broken with: `Re-publics`.
        let whole = || self.codes.get(&key.replace('-', ""));
        self.codes.get(&key).or_else(whole).map(|code| &**code)
    }

    /// `list = name *(separator name) [joint name]`: the names between two bytes of a folded text. A
    /// joint within a name (*Bosnia and Herzegovina*) parts nothing.
    pub(crate) fn list(&self, folded: &Folded, range: Range<usize>) -> Vec<Named> {
        let mut names = Vec::new();
        for piece in pieces(&folded.text, range) {
            self.piece(&folded.text, piece, &mut names);
        }
        names
    }

    fn piece(&self, text: &str, piece: Range<usize>, names: &mut Vec<Named>) {
        let piece = trim(text, piece);
        let words = &text[piece.clone()];
        if !words.contains(is_letter) {
            return;
        }
        if let Some(code) = self.code(words) {
            names.push(Named {
                code: Some(code.to_owned()),
                range: piece,
            });
            return;
        }
        // The joint that parts two names, the best known pair first.
        let known = |range: &Range<usize>| self.code(&text[trim(text, range.clone())]).is_some();
        let cut = self
            .cuts(words)
            .map(|(end, start)| {
                (
                    piece.start..piece.start + end,
                    piece.start + start..piece.end,
                )
            })
            .max_by_key(|(left, right)| u8::from(known(left)) + 2 * u8::from(known(right)))
            .filter(|(left, right)| left.is_empty() || known(left) || known(right));
        match cut {
            Some((left, right)) => {
                self.piece(text, left, names);
                self.piece(text, right, names);
            }
            None => names.push(Named {
                range: piece,
                code: None,
            }),
        }
    }

    /// Where a joint stands: the end of what is before it, the start of what is after.
    fn cuts<'a>(&'a self, words: &'a str) -> impl Iterator<Item = (usize, usize)> + 'a {
        self.joints.iter().flat_map(move |joint| {
            words
                .match_indices(joint.as_str())
                .filter_map(move |(at, _)| {
                    let end = at + joint.len();
                    let before = at == 0 || words[..at].ends_with(' ');
                    let after = self.proclitic || words[end..].starts_with(' ');
                    ((before && after) || !self.spaced).then_some((at, end))
                })
        })
    }
}

/// A folded name as it is looked up: an end of line within it may have left a blank beside a hyphen.
fn key(folded: &str) -> String {
    folded
        .replace(['*', '_'], "")
        .replace("- ", "-")
        .replace(" -", "-")
        .replace(" (", "(")
}

/// The pieces between separators that stand in no bracket.
fn pieces(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let (mut start, mut depth) = (range.start, 0_usize);
    for (at, c) in text[range.clone()].char_indices() {
        let at = range.start + at;
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' | ';' | '、' | '\n' if depth == 0 => {
                pieces.push(start..at);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    pieces.push(start..range.end);
    pieces
}

/// A range without blanks and marks at its ends.
fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let mark = |c: char| {
        c.is_whitespace() || matches!(c, '.' | '。' | ':' | '*' | '_' | '[' | ']' | '"' | '-')
    };
    let words = &text[range.clone()];
    let start = range.start + (words.len() - words.trim_start_matches(mark).len());
    let end = range.end - (words.len() - words.trim_end_matches(mark).len());
    start..end.max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(language: &str, list: &str) -> Vec<String> {
        let language = Language::from_code(language).expect("a language");
        let folded = fold(list);
        Countries::of(language)
            .list(&folded, 0..folded.text.len())
            .into_iter()
            .map(|named| {
                named
                    .code
                    .unwrap_or_else(|| folded.text[named.range].to_owned())
            })
            .collect()
    }

    #[test]
    fn lists_are_cut_between_names_and_never_within_one() {
        for (language, list, expected) in [
            (
                "en",
                "Bosnia and Herzegovina, Guinea- Bissau, Bolivia (Plurinational State of) and Cuba.",
                "BIH GNB BOL CUB",
            ),
            (
                "en",
                "Trinidad and Tobago and Antigua and Barbuda",
                "TTO ATG",
            ),
            ("en", "Cuba and Laputa", "CUB laputa"),
            (
                "fr",
                "Venezuela (République bolivarienne du), Côte d'Ivoire et Yémen",
                "VEN CIV YEM",
            ),
            (
                "es",
                "Bosnia y Herzegovina, Cuba e Irán (República Islámica del)",
                "BIH CUB IRN",
            ),
            ("ru", "Босния и Герцеговина, Куба и Йемен", "BIH CUB YEM"),
            ("zh", "波斯尼亚和黑塞哥维那、古巴和也门", "BIH CUB YEM"),
            ("ar", "البوسنة والهرسك، كوبا واليمن", "BIH CUB YEM"),
            ("ar", "الاتحاد الروسي، والصين، وكوبا", "RUS CHN CUB"),
        ] {
            assert_eq!(codes(language, list).join(" "), expected, "{list}");
        }
    }

    #[test]
    fn no_name_is_of_two_states() {
        for language in Language::all() {
            let file: File =
                toml::from_str(&language.tables(&["countries"])).expect("a language file");
            let mut seen = HashMap::new();
            for (code, names) in &file.countries {
                assert_eq!(code.len(), 3, "{language}: {code}");
                for name in names {
                    let other = seen.insert(key(&fold(name).text), code);
                    assert!(
                        other.is_none_or(|other| other == code),
                        "{language}: {name}"
                    );
                }
            }
            assert!(seen.len() > 190, "{language}");
        }
    }
}
