//! How a text was adopted: without a vote, or by one, its counts and who voted how.

use std::collections::BTreeMap;
use std::ops::Range;

use operative_grammar::{
    Code, Diagnostic, Document, Facts, Folded, Language, MastheadKind, NodeKind, Part, Passage,
    PerLanguage, Phrases, Span, TextRange, fold, kebab_enum, number_in_words,
};
use serde::{Deserialize, Serialize};

use crate::countries::Countries;

/// How a text was adopted, as its masthead, its closing or a note says.
///
/// ```
/// let text = "The Security Council,\n\n1. Decides to act.\n\n\
///     Adopted at the 2963rd meeting by 12 votes to 2 (Cuba and Yemen), with 1 abstention (China).\n";
/// let resolution = operative_semantics::resolve(operative_grammar::parse(text));
/// let ballot = &resolution.ballot;
/// assert_eq!((ballot.in_favour, ballot.against, ballot.abstaining), (Some(12), Some(2), Some(1)));
/// assert_eq!(ballot.votes[1].code.as_deref(), Some("YEM"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Ballot {
    /// The manner of adoption, where it is said.
    pub manner: Option<Manner>,
    /// The count of votes in favour, as said.
    pub in_favour: Option<u32>,
    /// The count of votes against, as said.
    pub against: Option<u32>,
    /// The count of abstentions, as said.
    pub abstaining: Option<u32>,
    /// Who voted how, in the order of the lists.
    pub votes: Vec<Vote>,
}

impl Ballot {
    /// The count that is said for a position.
    #[must_use]
    pub const fn count(&self, position: Position) -> Option<u32> {
        match position {
            Position::InFavour => self.in_favour,
            Position::Against => self.against,
            Position::Abstaining => self.abstaining,
        }
    }
}

kebab_enum! {
    /// The manner in which a text was adopted.
    Manner {
        /// Without a vote, by consensus or by acclamation.
        WithoutVote = "without-vote",
        /// Unanimously.
        Unanimous = "unanimous",
        /// By a recorded vote or a roll-call.
        RecordedVote = "recorded-vote",
        /// By a vote of which no more than the counts is said.
        Vote = "vote",
    }
}

kebab_enum! {
    /// How a State voted.
    Position {
        /// In favour.
        InFavour = "in-favour",
        /// Against.
        Against = "against",
        /// Abstaining.
        Abstaining = "abstaining",
    }
}

/// The vote of a State.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Vote {
    /// Its name as printed, as a range of [`Document::text`].
    pub text: TextRange,
    /// Its name, as a range of the source.
    pub span: Span,
    /// Its ISO 3166 alpha-3 code, where the name is known; that of ISO 3166-3 for a State that is no
    /// more.
    pub code: Option<String>,
    /// How it voted.
    pub position: Position,
}

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

/// Letters that may stand between a count and the word, or the bracket, that belongs to it.
const BETWEEN: usize = 12;

/// A word of a vote.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Word {
    List(Position),
    Manner(Manner),
    Voices,
    To,
    Abstentions,
    Number(u32),
}

/// The words of votes in a language.
#[derive(Debug)]
struct Lexicon {
    phrases: Phrases,
    /// What each phrase is: a word may be more than one thing.
    words: Vec<Vec<Word>>,
}

impl Lexicon {
    fn of(language: Language) -> &'static Self {
        static ALL: PerLanguage<Lexicon> = PerLanguage::new();
        ALL.get(language, Self::read)
    }

    fn read(language: Language) -> Self {
        let file: File = toml::from_str(language.file())
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
}

/// A word of a vote in a text, or a bracket.
#[derive(Clone, Debug)]
struct Token {
    range: Range<usize>,
    words: Vec<Word>,
    /// What stands between brackets.
    bracket: bool,
}

impl Token {
    fn is(&self, word: Word) -> bool {
        self.words.contains(&word)
    }

    fn number(&self) -> Option<u32> {
        self.words.iter().find_map(|word| match word {
            Word::Number(number) => Some(*number),
            _ => None,
        })
    }

    fn list(&self) -> Option<Position> {
        self.words.iter().find_map(|word| match word {
            Word::List(position) => Some(*position),
            _ => None,
        })
    }

    fn manner(&self) -> Option<Manner> {
        self.words.iter().find_map(|word| match word {
            Word::Manner(manner) => Some(*manner),
            _ => None,
        })
    }
}

/// Reads how a document was adopted, and says where the counts and the lists differ.
pub(crate) fn ballot(document: &Document, diagnostics: &mut Vec<Diagnostic>) -> Ballot {
    let mut reader = Reader {
        document,
        facts: document.language().facts(),
        lexicon: Lexicon::of(document.language()),
        countries: Countries::of(document.language()),
        ballot: Ballot::default(),
        open: None,
        bracketed: Vec::new(),
    };
    let lines = &document.masthead().lines;
    let voting = |kind| matches!(kind, MastheadKind::Vote | MastheadKind::Adoption);
    for line in lines.iter().filter(|line| voting(line.kind)) {
        reader.passage(line.passage);
    }
    reader.open = None;
    let closing = |part, kind| part == Part::Closing || kind == NodeKind::Closing;
    for node in document.nodes() {
        if closing(node.part, node.kind) {
            reader.passage(node.passage);
        } else {
            reader.open = None;
        }
    }
    for note in document.footnotes() {
        reader.open = None;
        if reader.ballot.votes.is_empty() && reader.tells_a_vote(note.passage) {
            reader.passage(note.passage);
        }
    }
    let Reader {
        ballot, bracketed, ..
    } = reader;
    check(document, &ballot, &bracketed, diagnostics);
    ballot
}

struct Reader<'a> {
    document: &'a Document,
    facts: &'static Facts,
    lexicon: &'static Lexicon,
    countries: &'static Countries,
    ballot: Ballot,
    /// The list that goes on in the next passage.
    open: Option<Position>,
    /// The positions whose names stand in brackets after the count.
    bracketed: Vec<Position>,
}

impl Reader<'_> {
    /// Whether a note begins as a line on the vote does.
    fn tells_a_vote(&self, passage: Passage) -> bool {
        let folded = fold(self.document.text_of(passage));
        let mut words = self.facts.closing.vote.folded();
        words.any(|word| folded.text.starts_with(word))
    }

    /// `vote = manner / count / 1*(heading ":" list)`
    fn passage(&mut self, passage: Passage) {
        let folded = fold(self.document.text_of(passage));
        let tokens = self.tokens(&folded.text);
        let headings: Vec<(Position, Range<usize>)> = tokens
            .iter()
            .filter_map(|token| Some((token.list()?, heading(&folded.text, token)?)))
            .collect();
        let first = headings
            .first()
            .map_or(folded.text.len(), |heading| heading.1.start);
        match self.open.filter(|_| first > 0) {
            Some(position) => self.names(passage, &folded, 0..first, position),
            None => self.sentence(passage, &folded, &tokens, first),
        }
        for (at, (position, place)) in headings.iter().enumerate() {
            let next = headings.get(at + 1);
            let end = next.map_or(folded.text.len(), |next| next.1.start);
            self.names(passage, &folded, place.end..end, *position);
        }
    }

    /// The names of a list, up to the bracket or the end of the sentence that closes it.
    fn names(
        &mut self,
        passage: Passage,
        folded: &Folded,
        range: Range<usize>,
        position: Position,
    ) {
        let list = &folded.text[range.clone()];
        let closed = list.find(']');
        let stop = closed.or_else(|| list.find(". ")).unwrap_or(list.len());
        self.open = closed.is_none().then_some(position);
        if self.lexicon.none(list[..stop].trim()) {
            return;
        }
        self.list(passage, folded, range.start..range.start + stop, position);
    }

    fn list(&mut self, passage: Passage, folded: &Folded, range: Range<usize>, position: Position) {
        for named in self.countries.list(folded, range) {
            let start = passage.text.start + folded.origin(named.range.start) as u32;
            let end = passage.text.start + folded.origin_end(named.range.end) as u32;
            let text = TextRange::new(start, end);
            let words = self.document.text_in(text);
            let text = TextRange::new(start, start + words.trim_end().len() as u32);
            self.ballot.votes.push(Vote {
                text,
                span: self.document.source_span(text),
                code: named.code,
                position,
            });
        }
    }

    /// The manner and the counts in the sentence before the lists.
    fn sentence(&mut self, passage: Passage, folded: &Folded, tokens: &[Token], end: usize) {
        let tokens: Vec<&Token> = tokens
            .iter()
            .filter(|token| token.range.start < end)
            .collect();
        let said = tokens.iter().find_map(|token| token.manner());
        let mut counted = false;
        let mut against = None;
        for (at, token) in tokens.iter().enumerate() {
            let Some(number) = token.number() else {
                continue;
            };
            let mut after = tokens[at + 1..]
                .iter()
                .filter(|token| !token.is(Word::Voices) || token.is(Word::To));
            let adjacent = |one: &Token, other: &Token| {
                let between = folded.text.get(one.range.end..other.range.start);
                between.is_some_and(|between| {
                    between.chars().filter(|c| c.is_alphabetic()).count() <= BETWEEN
                })
            };
            let mut next = after.next().filter(|next| adjacent(token, next));
            let mut bracket = next.filter(|next| next.bracket);
            if bracket.is_some() {
                next = after.next();
            } else if next.is_some_and(|next| next.is(Word::Abstentions)) {
                let count = next;
                bracket = after.next().filter(|next| {
                    next.bracket && count.is_some_and(|count| adjacent(count, next))
                });
            }
            let before = at.checked_sub(1).map(|before| tokens[before]);
            let is = |token: Option<&&Token>, word| token.is_some_and(|token| token.is(word));
            let position = if against == Some(at) {
                Position::Against
            } else if is(next, Word::Abstentions)
                || before
                    .is_some_and(|before| before.is(Word::Abstentions) && adjacent(before, token))
            {
                Position::Abstaining
            } else if is(next, Word::To) && after.next().is_some_and(|next| next.number().is_some())
            {
                against = (at + 1..tokens.len()).find(|at| tokens[*at].number().is_some());
                Position::InFavour
            } else if let Some(position) = next.and_then(|next| next.list()) {
                position
            } else if self.ballot.in_favour.is_none()
                && tokens.get(at + 1).is_some_and(|next| next.is(Word::Voices))
            {
                Position::InFavour
            } else {
                continue;
            };
            let count = match position {
                Position::InFavour => &mut self.ballot.in_favour,
                Position::Against => &mut self.ballot.against,
                Position::Abstaining => &mut self.ballot.abstaining,
            };
            *count = count.or(Some(number));
            counted = true;
            // A bracket after the count names those who did not join in.
            if let Some(bracket) = bracket.filter(|_| position != Position::InFavour) {
                self.bracketed.push(position);
                let inside = bracket.range.start + 1..bracket.range.end - 1;
                self.list(passage, folded, inside, position);
            }
        }
        let manner = said.or(counted.then_some(Manner::Vote));
        self.ballot.manner = self.ballot.manner.or(manner);
    }

    /// The words of votes, the numbers and the brackets of a folded text.
    fn tokens(&self, text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let starts = !self.facts.spaced || !text[..at].ends_with(char::is_alphanumeric);
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
                match text[at..at + digits].parse() {
                    Ok(number) => push(at + digits, vec![Word::Number(number)]),
                    Err(_) => at + digits,
                }
            } else if let Some((which, end)) = self.lexicon.phrases.at(text, at).filter(|_| starts)
            {
                push(end, self.lexicon.words[which].clone())
            } else if let Some((number, end)) =
                number_in_words(self.facts, text, at).filter(|_| starts && self.facts.spaced)
            {
                push(end, vec![Word::Number(number)])
            } else {
                at + c.len_utf8()
            };
        }
        tokens
    }
}

impl Lexicon {
    /// Whether a text says that there is nobody.
    fn none(&self, text: &str) -> bool {
        let text = text.trim_end_matches(['.', ' ']);
        self.phrases.at(text, 0).is_some_and(|(which, end)| {
            end == text.len() && self.words[which].contains(&Word::Number(0))
        })
    }
}

/// `heading = words (":" / end-of-text)`: a heading with its mark.
fn heading(text: &str, token: &Token) -> Option<Range<usize>> {
    let mark =
        |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '(' | ')') || c.is_ascii_digit();
    let begins = text[..token.range.start].trim().is_empty();
    let rest = &text[token.range.end..];
    let after = rest.trim_start_matches(mark);
    let end = text.len() - after.len();
    match after.strip_prefix(':') {
        Some(_) => Some(token.range.start..end + 1),
        None => (begins && after.is_empty()).then_some(token.range.start..end),
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

/// Says where a count differs from the list of names that should bear it out.
fn check(
    document: &Document,
    ballot: &Ballot,
    bracketed: &[Position],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let listed = |position: Position| {
        ballot
            .votes
            .iter()
            .filter(move |vote| vote.position == position)
    };
    for position in [Position::InFavour, Position::Against, Position::Abstaining] {
        let names = listed(position).count();
        let Some((count, first)) = ballot.count(position).zip(listed(position).next()) else {
            continue;
        };
        let last = listed(position).next_back().unwrap_or(first);
        if count as usize != names {
            let where_listed = if bracketed.contains(&position) {
                "in brackets"
            } else {
                "in the list"
            };
            diagnostics.push(Diagnostic::new(
                Code::VotesMiscounted,
                first.span.cover(last.span),
                format!(
                    "expected {count} {} as the count says, found {names} {where_listed}; both were kept",
                    position.as_str()
                ),
            ));
        }
    }
    for vote in ballot.votes.iter().filter(|vote| vote.code.is_none()) {
        diagnostics.push(Diagnostic::new(
            Code::CountryUnknown,
            vote.span,
            format!(
                "expected the name of a State, found {:?}; it was kept without a code",
                document.text_in(vote.text)
            ),
        ));
    }
}
