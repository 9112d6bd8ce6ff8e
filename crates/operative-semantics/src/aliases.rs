//! Names that are not printed whole: short names that a text gives (hereinafter "the Agency"), and the
//! halves of pairs that share one noun ("the Northern and Southern Declarations").

use std::ops::Range;

use memchr::{memchr_iter, memchr3_iter, memmem};
use operative_grammar::{fold, in_word, is_letter, number_in_words};

use crate::lexicon::Lexicon;
use crate::titles::{between_words, leading};

/// A short name, and where what it is short for ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Given {
    /// The short name, without its article.
    pub(crate) name: Range<usize>,
    /// One past the last byte of what it is short for.
    pub(crate) whole: usize,
}

/// How a quotation may open.
const OPENING: [char; 6] = ['“', '«', '"', '„', '《', '”'];
/// How it may close.
const CLOSING: [char; 5] = ['”', '»', '"', '“', '》'];

/// How a bracket opens.
const BRACKETS: [&str; 2] = ["(", "（"];

/// Where quotations may open in a text: without one it gives no short name.
pub(crate) fn openings(text: &str) -> Vec<usize> {
    // The first bytes of the marks, by which next to all of a text is passed over.
    let wide = memchr3_iter(0xc2, 0xe2, 0xe3, text.as_bytes());
    let wide = wide.filter(|at| text[*at..].starts_with(OPENING));
    let mut found: Vec<usize> = memchr_iter(b'"', text.as_bytes()).chain(wide).collect();
    found.sort_unstable();
    found
}

/// given = hereinafter … quoted-name / "(" quoted-name ")"
pub(crate) fn given(lexicon: &Lexicon, text: &str) -> Vec<Given> {
    /// How far the quotation may stand from the word.
    const AWAY: usize = 60;
    let marks = [' ', '\u{a0}', '(', '（', ',', '，', '،', '–', '—', '-'];
    let mut found = Vec::new();
    let words = lexicon.hereinafter.iter().flat_map(|word| {
        let hits = word.find_iter(text.as_bytes());
        hits.map(|at| (at, at + word.needle().len()))
            .filter(|(at, end)| !lexicon.spaced || between_words(text, *at..*end))
    });
    let brackets = BRACKETS.iter().flat_map(|bracket| {
        let hits = memmem::find_iter(text.as_bytes(), bracket);
        hits.map(|at| (at, at + bracket.len()))
    });
    for (at, end) in words.chain(brackets) {
        let bare = text[at..end].starts_with(['(', '（']);
        let away = if bare { 1 } else { AWAY };
        let window = &text[end..text.floor_char_boundary(end + away)];
        let open = if bare {
            text[end..].starts_with(OPENING).then_some(0)
        } else {
            window
                .find(OPENING)
                .filter(|open| !window[..*open].contains([';', '.']))
        };
        let Some(name) = open.and_then(|open| quoted(text, end + open)) else {
            continue;
        };
        // A quotation alone in brackets is a name; in a longer bracket it may be anything.
        let closes = text[name.end..]
            .trim_start_matches(CLOSING)
            .starts_with([')', '）']);
        if !bare || closes {
            let whole = text[..at].trim_end_matches(marks).len();
            found.push(Given { name, whole });
        }
    }
    found.sort_by_key(|given| given.name.start);
    found.dedup_by_key(|given| given.name.start);
    found
}

/// quoted-name = opening-quote [article] name closing-quote
fn quoted(text: &str, open: usize) -> Option<Range<usize>> {
    /// A longer quotation is no name.
    const LONGEST: usize = 80;
    let start = open + text[open..].chars().next().map_or(1, char::len_utf8);
    let rest = &text[start..text.floor_char_boundary(start + LONGEST)];
    let name = &rest[..rest.find(CLOSING)?];
    // Where names have capitals, what stands before the first is the article.
    let named = |c: char| c.is_uppercase() || c.is_ascii_digit();
    let skipped = name.find(named).or_else(|| {
        let caseless = !name.contains(char::is_lowercase);
        caseless.then_some(0)
    })?;
    let bare = name[skipped..].trim_end();
    let from = start + skipped;
    (!bare.is_empty()).then(|| from..from + bare.len())
}

/// The two halves of a pair whose calls stand within it: their words, and the names they are short for
/// where their noun heads names of instruments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) halves: [Range<usize>; 2],
    pub(crate) names: Option<[String; 2]>,
}

/// What may part two words.
const BLANK: [char; 2] = [' ', '\u{a0}'];

/// pair = half call joint half call, where the calls stand at two bytes of the text, and the noun that
/// both halves share stands behind the second or before the first
pub(crate) fn pair(lexicon: &Lexicon, text: &str, calls: [usize; 2]) -> Option<Pair> {
    let (head, after) = (text.get(..calls[0])?, text.get(calls[1]..)?);
    let right = joined(lexicon, text.get(calls[0]..calls[1])?)?;
    let words = right.split(BLANK);
    let one_word = |word: &str| !word.is_empty() && word.chars().all(|c| in_word(c) || c == '-');
    if !words.clone().all(one_word) {
        return None;
    }
    noun_behind(lexicon, head, right, after)
        .or_else(|| noun_before(lexicon, head, right))
        .map(|(left, names, noun)| Pair {
            halves: [left..calls[0], calls[1] - right.len()..calls[1] + noun],
            names,
        })
}

/// joined = blank joint blank half / blank proclitic half
fn joined<'a>(lexicon: &Lexicon, between: &'a str) -> Option<&'a str> {
    let between = between.strip_prefix(BLANK)?;
    let (joint, right) = between.split_once(BLANK).unwrap_or(("", between));
    if lexicon.and.iter().any(|and| and == joint) {
        return Some(right);
    }
    let proclitic = |letters: &String| between.strip_prefix(letters.as_str());
    lexicon.proclitics.iter().find_map(proclitic)
}

/// Where the left half begins, the names of the two, and how far the noun reaches behind the second call.
type Halves = (usize, Option<[String; 2]>, usize);

/// noun-behind = word call joint word call noun ; `the tenth⁴ and twentieth⁵ anniversaries`
fn noun_behind(lexicon: &Lexicon, head: &str, right: &str, after: &str) -> Option<Halves> {
    let noun = after.strip_prefix(BLANK)?;
    let blank = after.len() - noun.len();
    let length = noun.find(|c: char| !is_letter(c)).unwrap_or(noun.len());
    let noun = &noun[..length];
    let facts = lexicon.language.facts();
    let joins = lexicon
        .of
        .iter()
        .chain(&lexicon.and)
        .any(|word| word == noun)
        || facts.stopwords.iter().any(|word| word == noun)
        || lexicon.interruptions.find(noun, 0).is_some()
        // A preposition that is written on to its noun.
        || lexicon.proclitics.iter().any(|letters| noun.starts_with(letters.as_str()));
    let named = right.starts_with(char::is_uppercase);
    if noun.is_empty() || joins || !named && right.contains(BLANK) {
        return None;
    }
    let last = last_word(head);
    let left = if named { leading(head, last) } else { last };
    if !head[left..].starts_with(in_word) || head[left..].starts_with(char::is_uppercase) != named {
        return None;
    }
    let names = instrument(lexicon, noun)
        .filter(|_| named)
        .map(|singular| [&head[left..], right].map(|half| format!("{half} {singular}")));
    Some((left, names, blank + length))
}

/// noun-before = noun half call joint half call ; `los aniversarios décimo⁴ y vigésimo⁵`, `the Conventions
/// on Wells⁴ and on Bells⁵`
fn noun_before(lexicon: &Lexicon, head: &str, right: &str) -> Option<Halves> {
    /// How many words a half may have besides its noun.
    const LONGEST: usize = 8;
    let last = last_word(head);
    if ordinal(lexicon, &head[last..]) && ordinal(lexicon, right) {
        return Some((last_word(head[..last].trim_end_matches(BLANK)), None, 0));
    }
    let mut noun = last;
    for _ in 0..LONGEST {
        let end = head[..noun].trim_end_matches(BLANK).len();
        noun = last_word(&head[..end]);
        let Some(singular) = instrument(lexicon, &head[noun..end]) else {
            continue;
        };
        let left = head[end..].trim_start_matches(BLANK);
        let headed = lexicon.instruments.find(right, 0).is_some();
        let first = |half: &str| half.split(BLANK).next().map(str::to_owned);
        let short = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        let changed = last_word(left);
        let second = if right.contains(BLANK) {
            // Both begin with the same word.
            (first(left) == first(right)).then(|| right.to_owned())
        } else {
            // The last word alone changes.
            (short(&left[changed..]) && short(right)).then(|| left[..changed].to_owned() + right)
        };
        let names = [left.to_owned(), second.filter(|_| !headed)?];
        let names = names.map(|half| format!("{singular} {half}"));
        return Some((leading(head, noun), Some(names), 0));
    }
    None
}

/// Where the last word of a text begins.
fn last_word(text: &str) -> usize {
    text.rfind(BLANK).map_or(0, |at| {
        at + text[at..].chars().next().map_or(1, char::len_utf8)
    })
}

/// Whether a word is a number of the language.
fn ordinal(lexicon: &Lexicon, word: &str) -> bool {
    let folded = fold(word).text;
    let number = number_in_words(lexicon.language.facts(), &folded, 0);
    !word.contains(BLANK) && number.is_some_and(|(_, end)| end == folded.len())
}

/// The noun that heads names of which a word is a form: `Declarations`.
fn instrument<'a>(lexicon: &'a Lexicon, word: &str) -> Option<&'a str> {
    let mut nouns = lexicon.instrument_nouns.iter();
    let noun = nouns.find(|noun| word.starts_with(char::is_uppercase) && same_noun(noun, word))?;
    Some(noun)
}

/// Whether two words are forms of one noun: they differ in their ending alone.
pub(crate) fn same_noun(one: &str, other: &str) -> bool {
    /// How many letters an ending has.
    const ENDING: usize = 2;
    let shared = one
        .chars()
        .zip(other.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let longest = || one.chars().count().max(other.chars().count());
    one == other || shared >= 4 && shared + ENDING >= longest()
}

#[cfg(test)]
mod tests {
    use super::*;
    use operative_grammar::Language;

    fn lexicon(code: &str) -> &'static Lexicon {
        Lexicon::of(Language::from_code(code).expect("a language"))
    }

    #[test]
    fn short_names_are_given_in_every_language() {
        for (code, text, name) in [
            (
                "en",
                "the Treaty on Wells (hereinafter referred to as “the Treaty”) is",
                "Treaty",
            ),
            ("en", "the Treaty on Wells (“the Treaty”) is", "Treaty"),
            (
                "fr",
                "le Traité sur les puits (ci-après dénommé « le Traité ») est",
                "Traité",
            ),
            (
                "es",
                "el Tratado sobre los Pozos (en adelante, “el Tratado”) es",
                "Tratado",
            ),
            ("ru", "Договор о колодцах (далее — «Договор»)", "Договор"),
            ("zh", "《水井条约》(以下简称“条约”)", "条约"),
            (
                "ar",
                "معاهدة الآبار (المشار إليها فيما بعد باسم ”المعاهدة“)",
                "المعاهدة",
            ),
        ] {
            let found = given(lexicon(code), text);
            let [given] = &found[..] else {
                panic!("{code}: {found:?}")
            };
            assert_eq!(&text[given.name.clone()], name, "{code}");
            assert!(!text[..given.whole].ends_with(['(', ' ']), "{code}");
        }
        assert!(
            given(
                lexicon("en"),
                "the report (see “Wells of the World”, page 3)"
            )
            .is_empty()
        );
    }

    #[test]
    fn each_half_of_a_pair_has_its_call() {
        let read = |code: &str, text: &str| {
            let first = text.find('^').expect("a call");
            let text = text.replacen('^', "", 1);
            let second = text.find('^').expect("a call");
            let text = text.replacen('^', "", 1);
            let pair = pair(lexicon(code), &text, [first, second])?;
            Some((pair.halves.map(|half| text[half].to_owned()), pair.names))
        };
        for (code, text, halves, names) in [
            (
                "en",
                "recalling the tenth^ and twentieth^ anniversaries of the Summit",
                ["tenth", "twentieth anniversaries"],
                None,
            ),
            (
                "en",
                "recalling the Northern^\u{a0}and\u{a0}Southern^\u{a0}Declarations,",
                ["Northern", "Southern\u{a0}Declarations"],
                Some(["Northern Declaration", "Southern Declaration"]),
            ),
            (
                "en",
                "parties to the Conventions on Wells^ and on Bells^ and",
                ["Conventions on Wells", "on Bells"],
                Some(["Convention on Wells", "Convention on Bells"]),
            ),
            (
                "en",
                "parties to the Conventions of 1899^ and 1907^ and",
                ["Conventions of 1899", "1907"],
                Some(["Convention of 1899", "Convention of 1907"]),
            ),
            (
                "fr",
                "les Déclarations du Nord^ et du Sud^ et",
                ["Déclarations du Nord", "du Sud"],
                Some(["Déclaration du Nord", "Déclaration du Sud"]),
            ),
            (
                "es",
                "los aniversarios décimo^ y vigésimo^ de la Cumbre",
                ["aniversarios décimo", "vigésimo"],
                None,
            ),
            (
                "ru",
                "в связи с десятой^ и двадцатой^ годовщинами Саммита",
                ["десятой", "двадцатой годовщинами"],
                None,
            ),
            (
                "ar",
                "في الذكرى السنوية العاشرة^ والعشرين^ لمؤتمر القمة",
                ["السنوية العاشرة", "العشرين"],
                None,
            ),
        ] {
            let names = names.map(|names: [&str; 2]| names.map(str::to_owned));
            let expected = Some((halves.map(str::to_owned), names));
            assert_eq!(read(code, text), expected, "{text}");
        }
        assert_eq!(read("en", "the wells^ and bells^, which ring"), None);
        assert_eq!(
            read("en", "the Convention on Wells^ and the Protocol^ thereto"),
            None
        );
    }
}
