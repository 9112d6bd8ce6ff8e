//! The words of votes: manners, counts, headings of lists; what a language's file knows of them, and where
//! they stand in a text.

use std::collections::BTreeMap;
use std::ops::Range;

use operative_grammar::{Facts, Language, PerLanguage, Phrases, fold, in_word, number_in_words};
use serde::Deserialize;

use crate::votes::{Manner, Position};

/// The words of votes: the `[votes]` table of a language's file.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct VoteFacts {
    /// What heads the list of those in favour.
    in_favour: Vec<String>,
    /// What heads the list of those against.
    against: Vec<String>,
    /// What heads the list of those who abstained.
    abstaining: Vec<String>,
    /// *without a vote*
    without_vote: Vec<String>,
    /// *unanimously*
    unanimous: Vec<String>,
    /// *recorded vote*
    recorded: Vec<String>,
    /// *votes*, beside a count.
    voices: Vec<String>,
    /// *to*, between the counts of those in favour and against.
    to: Vec<String>,
    /// *abstentions*
    abstentions: Vec<String>,
    /// *none*, in place of a count.
    none: Vec<String>,
    /// Counts that are one word with what they count.
    numbers: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Deserialize)]
struct File {
    #[serde(default)]
    votes: VoteFacts,
}

/// A word of a vote.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    List(Position),
    Manner(Manner),
    Voices,
    To,
    Abstentions,
    Number(u32),
}

/// The words of votes in a language.
#[derive(Debug)]
pub(crate) struct Lexicon {
    phrases: Phrases,
    /// What each phrase is: a word may be more than one thing.
    words: Vec<Vec<Word>>,
}

impl Lexicon {
    pub(crate) fn of(language: Language) -> &'static Self {
        static ALL: PerLanguage<Lexicon> = PerLanguage::new();
        ALL.get(language, Self::read)
    }

    fn read(language: Language) -> Self {
        let file: File = toml::from_str(&language.tables(&["votes"]))
            .unwrap_or_else(|error| panic!("votes of the language file {language}: {error}"));
        let facts = file.votes;
        let mut words: BTreeMap<String, Vec<Word>> = BTreeMap::new();
        let lists = [
            (&facts.in_favour, Word::List(Position::InFavour)),
            (&facts.against, Word::List(Position::Against)),
            (&facts.abstaining, Word::List(Position::Abstaining)),
            (&facts.without_vote, Word::Manner(Manner::WithoutVote)),
            (&facts.unanimous, Word::Manner(Manner::Unanimous)),
            (&facts.recorded, Word::Manner(Manner::RecordedVote)),
            (&facts.voices, Word::Voices),
            (&facts.to, Word::To),
            (&facts.abstentions, Word::Abstentions),
            (&facts.none, Word::Number(0)),
        ];
        let numbers = facts.numbers.iter().filter_map(|(number, list)| {
            let number = number.parse().ok()?;
            Some((list, Word::Number(number)))
        });
        for (list, word) in lists.into_iter().chain(numbers) {
            for phrase in list {
                words.entry(fold(phrase).text).or_default().push(word);
            }
        }
        let (phrases, words): (Vec<String>, Vec<_>) = words.into_iter().unzip();
        Self {
            phrases: language.facts().phrases(phrases.iter().map(String::as_str)),
            words,
        }
    }

    /// Whether a text says that there is nobody.
    pub(crate) fn none(&self, text: &str) -> bool {
        let text = text.trim_end_matches(['.', ' ']);
        self.phrases.at(text, 0).is_some_and(|(which, end)| {
            end == text.len() && self.words[which].contains(&Word::Number(0))
        })
    }

    /// Whether what stands at a place is counted by the number before it: 八票.
    fn counted_at(&self, text: &str, at: usize) -> bool {
        let word = self.phrases.at(text, at);
        word.is_some_and(|(which, _)| counted(&self.words[which]))
    }

    /// A letter that an OCR engine read for a one: `with I abstention`.
    fn quirk_letter_for_one(&self, text: &str) -> bool {
        let counted = text.strip_prefix(['i', 'l']);
        let counted = counted.and_then(|rest| rest.strip_prefix(' '));
        let word = counted.and_then(|rest| self.phrases.at(rest, 0));
        word.is_some_and(|(which, _)| self.words[which].contains(&Word::Abstentions))
    }

    /// The words of votes, the numbers and the brackets of a folded text.
    pub(crate) fn tokens(&self, facts: &Facts, text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let starts = !facts.spaced || !text[..at].ends_with(in_word);
            // Where words are not parted, numbers are parts of other words too, 一致: it counts what stands right
            // behind it, or right before it, 弃权者三.
            let last = tokens.last().filter(|last: &&Token| last.range.end == at);
            let behind_counted = last.is_some_and(|last| counted(&last.words));
            let mut push = |end: usize, words: Vec<Word>| {
                tokens.push(Token {
                    range: at..end,
                    words,
                    bracket: c == '(',
                });
                end
            };
            let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
            at = if c == '(' {
                match closing_bracket(text, at) {
                    Some(end) => push(end, Vec::new()),
                    None => at + 1,
                }
            } else if digits > 0 {
                // Those of a symbol count nothing: A/55/L.21.
                let within =
                    text[..at].ends_with(['.', '/']) || text[at + digits..].starts_with('/');
                match text[at..at + digits].parse() {
                    Ok(number) if !within => push(at + digits, vec![Word::Number(number)]),
                    _ => at + digits,
                }
            } else if let Some((which, end)) = self.phrases.at(text, at).filter(|_| starts) {
                push(end, self.words[which].clone())
            } else if let Some((number, end)) =
                number_in_words(facts, text, at).filter(|(_, end)| {
                    starts && (facts.spaced || behind_counted || self.counted_at(text, *end))
                })
            {
                push(end, vec![Word::Number(number)])
            } else if starts && self.quirk_letter_for_one(&text[at..]) {
                push(at + 1, vec![Word::Number(1)])
            } else {
                at + c.len_utf8()
            };
        }
        tokens
    }
}

/// Whether a word is what a number counts.
fn counted(words: &[Word]) -> bool {
    let counted = |word: &Word| !matches!(word, Word::Manner(_) | Word::Number(_));
    words.iter().any(counted)
}

/// A word of a vote in a text, or a bracket.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub(crate) range: Range<usize>,
    words: Vec<Word>,
    /// Whether it is what stands between brackets.
    pub(crate) bracket: bool,
}

impl Token {
    pub(crate) fn is(&self, word: Word) -> bool {
        self.words.contains(&word)
    }

    pub(crate) fn number(&self) -> Option<u32> {
        self.words.iter().find_map(|word| match word {
            Word::Number(number) => Some(*number),
            _ => None,
        })
    }

    pub(crate) fn list(&self) -> Option<Position> {
        self.words.iter().find_map(|word| match word {
            Word::List(position) => Some(*position),
            _ => None,
        })
    }

    pub(crate) fn manner(&self) -> Option<Manner> {
        self.words.iter().find_map(|word| match word {
            Word::Manner(manner) => Some(*manner),
            _ => None,
        })
    }
}

/// The end of the bracket that opens at `at`.
fn closing_bracket(text: &str, at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (place, c) in text[at..].char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => return Some(at + place + 1),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}
