//! How a text was adopted: without a vote, or by one, its counts and who voted how.

use std::ops::Range;

use operative_grammar::{
    Code, Diagnostic, Document, Facts, Folded, MastheadKind, NodeKind, Part, Passage, Span,
    TextRange, fold, kebab_enum, letters,
};
use serde::{Deserialize, Serialize};

use crate::countries::Countries;
use crate::vote_words::{Lexicon, Token, Word};

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

/// Letters that may stand between a count and the word, or the bracket, that belongs to it.
const BETWEEN: usize = 12;

/// Reads how a document was adopted, and says where the counts and the lists differ.
pub(crate) fn ballot(document: &Document, diagnostics: &mut Vec<Diagnostic>) -> Ballot {
    let mut reader = Reader {
        document,
        facts: document.language().facts(),
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
    ballot: Ballot,
    /// The list that goes on in the next passage.
    open: Option<Position>,
    /// The positions whose names stand in brackets after the count.
    bracketed: Vec<Position>,
}

impl Reader<'_> {
    /// The words of votes, which few documents need.
    fn words(&self) -> &'static Lexicon {
        Lexicon::of(self.document.language())
    }

    /// Whether a note begins as a line on the vote does.
    fn tells_a_vote(&self, passage: Passage) -> bool {
        let text = self.document.text_of(passage);
        let votes = &self.facts.closing.vote;
        votes.may_begin(text) && {
            let folded = fold(text);
            let mut words = votes.folded();
            words.any(|word| folded.text.starts_with(word))
        }
    }

    /// `vote = manner / count / 1*(heading ":" list)`
    fn passage(&mut self, passage: Passage) {
        let folded = fold(self.document.text_of(passage));
        let tokens = self.words().tokens(self.facts, &folded.text);
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
        let ends = [closed, list.find(". ")];
        let stop = ends.into_iter().flatten().min().unwrap_or(list.len());
        self.open = closed.is_none().then_some(position);
        if self.words().none(list[..stop].trim()) {
            return;
        }
        self.list(passage, folded, range.start..range.start + stop, position);
    }

    fn list(&mut self, passage: Passage, folded: &Folded, range: Range<usize>, position: Position) {
        for named in Countries::of(self.document.language()).list(folded, range) {
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
                between.is_some_and(|between| letters(between.chars()) <= BETWEEN)
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
