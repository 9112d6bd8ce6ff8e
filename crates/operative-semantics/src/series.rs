//! Sources that bear no symbol: treaties, publications with a sales number, Supplements, addresses.

use std::ops::Range;

use operative_grammar::symbol::{ascii_kin, latin};
use operative_grammar::{Language, Organ, in_word, is_letter};

use crate::cite::{Citation, Citer};
use crate::facts::Locator;
use crate::lexicon::Word;
use crate::model::{ReferenceKind, Rule};
use crate::numeral::Numeral;
use crate::scan::{Gap, Kind, Token};
use crate::steps;
use crate::steps::{Step, numbers};

/// The tokens of a source: from one of them up to the semicolon, the full stop or the next source.
pub(crate) fn extent(tokens: &[Token], at: usize) -> Range<usize> {
    let ends = |token: &Token| {
        matches!(
            token.kind,
            Kind::Semicolon
                | Kind::Stop
                | Kind::Symbol(_)
                | Kind::Url
                | Kind::Word(
                    Word::See
                        | Word::SeeAlso
                        | Word::TreatySeries
                        | Word::LeagueTreatySeries
                        | Word::Ibid
                )
        )
    };
    let length = tokens[at + 1..]
        .iter()
        .take_while(|token| !ends(token))
        .count();
    at..at + 1 + length
}

/// The identifiers of treaties: `unts:vol-999/no-14668`, one for each number; the volume alone where
/// no number is given.
pub(crate) fn treaty_targets(language: Language, league: bool, steps: &[Step]) -> Vec<String> {
    let scheme = if league { "lnts" } else { "unts" };
    let count = |locator: Locator| steps.iter().filter(|step| step.locator == locator).count();
    // "Vol. 999, No. 14668, and vol. 1249, No. 20378": each number is of its own volume.
    if count(Locator::Volume) > 1 && count(Locator::Volume) == count(Locator::Number) {
        let of = |locator: Locator| steps.iter().filter(move |step| step.locator == locator);
        let pairs = of(Locator::Volume).zip(of(Locator::Number));
        return pairs
            .flat_map(|(volume, number)| {
                treaty_targets(language, league, &[volume.clone(), number.clone()])
            })
            .collect();
    }
    let listed = |locator: Locator| {
        let of = |step: &&Step| step.locator == locator;
        steps
            .iter()
            .filter(of)
            .flat_map(|step| numbers(language, &step.value))
            .collect::<Vec<u32>>()
    };
    let volumes = listed(Locator::Volume)
        .iter()
        .map(u32::to_string)
        .collect::<Vec<_>>()
        .join(",");
    let found = listed(Locator::Number);
    match (volumes.is_empty(), found.is_empty()) {
        (true, true) => Vec::new(),
        (false, true) => vec![format!("{scheme}:vol-{volumes}")],
        (true, false) => found
            .iter()
            .map(|number| format!("{scheme}:no-{number}"))
            .collect(),
        (false, false) => found
            .iter()
            .map(|number| format!("{scheme}:vol-{volumes}/no-{number}"))
            .collect(),
    }
}

impl Citer<'_> {
    /// treaty = treaty-series [","] volume [","] number
    pub(crate) fn treaty(&mut self, at: usize, league: bool) {
        let tokens = &self.scan.tokens;
        let extent = extent(tokens, at);
        let steps = steps::steps(self.lexicon, self.text, tokens, at + 1..extent.end);
        let range = tokens[at].start..self.end_of(&extent);
        let kind = if league {
            ReferenceKind::LeagueTreaty
        } else {
            ReferenceKind::Treaty
        };
        for target in treaty_targets(self.lexicon.language, league, &steps) {
            self.push(Citation {
                target: Some(target),
                ..Citation::new(kind, range.clone(), at, Rule::TreatySeries)
            });
        }
    }

    /// sales-number = "Sales No." [":"] word ; the letter of the language, which leads it, is no part of
    /// its identity: `E.96.IV.13` and `F.96.IV.13` are one publication
    pub(crate) fn sales(&mut self, at: usize) {
        let token = self.scan.tokens[at];
        let rest = &self.text[token.end as usize..];
        let number = rest.trim_start_matches([' ', ':', '.']);
        let start = token.end as usize + rest.len() - number.len();
        let word = |c: char| ascii_kin(c).is_ascii_alphanumeric() || matches!(c, '.' | '-');
        let number = &number[..number.find(|c| !word(c)).unwrap_or(number.len())];
        let number = number.trim_end_matches(['.', '。']);
        if !number.contains('.') {
            return;
        }
        let identity = match number.split_once('.') {
            Some((letter, rest)) if letter.chars().all(is_letter) => rest,
            _ => number,
        };
        let range = token.start..(start + number.len()) as u32;
        let after = self
            .scan
            .tokens
            .iter()
            .position(|token| token.start >= range.end)
            .unwrap_or(self.scan.tokens.len());
        let pinpoint = self.pinpoint_after(after);
        self.push(Citation {
            target: Some(format!("sales:{}", latin(identity))),
            pinpoint,
            ..Citation::new(ReferenceKind::Publication, range, at, Rule::SalesNumber)
        });
    }

    /// An address of the web.
    pub(crate) fn address(&mut self, at: usize) {
        let token = self.scan.tokens[at];
        let address = &self.text[token.start as usize..token.end as usize];
        let target = if address.contains("://") {
            address.to_owned()
        } else {
            format!("https://{address}")
        };
        self.push(Citation {
            target: Some(target),
            ..Citation::new(
                ReferenceKind::Url,
                token.start..token.end,
                at,
                Rule::PrintedAddress,
            )
        });
    }

    /// supplement = official-records … session … "Supplement" number [letter] ; without a symbol in
    /// brackets the symbol follows from session and number: No. 53 of the seventy-seventh is `A/77/53`,
    /// No. 53A its addendum
    pub(crate) fn supplement(&mut self, at: usize) {
        let tokens = &self.scan.tokens;
        let extent = extent(tokens, at);
        // A symbol in brackets says it; then it is cited by that.
        if tokens
            .get(extent.end)
            .is_some_and(|token| matches!(token.kind, Kind::Symbol(_)))
        {
            return;
        }
        let Some((number, letter)) = self.supplement_number(at) else {
            return;
        };
        let Some(session) = self.session_before(at) else {
            return;
        };
        let symbol = supplement_symbol(session, number, letter);
        let range = tokens[at].start..self.end_of(&(at..at + 1));
        self.push(Citation {
            target: Some(symbol),
            issuer: Some(Organ::GeneralAssembly),
            pinpoint: self.pinpoint_after(at + 2),
            ..Citation::new(
                ReferenceKind::OfficialRecords,
                range,
                at,
                Rule::SupplementNumber,
            )
        });
    }

    /// supplement-number = "Supplement" [number-mark] number [letter] / number-mark number "Supplement"
    fn supplement_number(&self, at: usize) -> Option<(u32, Option<u8>)> {
        let tokens = &self.scan.tokens;
        let (index, number) = tokens.iter().enumerate().skip(at + 1).take(3).find_map(
            |(index, token)| match token.kind {
                Kind::Numeral(Numeral::Plain(number)) if token.gap <= Gap::Blank => {
                    Some((index, number))
                }
                _ => None,
            },
        )?;
        let after = self.text[tokens[index].end as usize..].trim_start();
        let named = self
            .lexicon
            .letters
            .iter()
            .zip(b'A'..)
            .find(|(name, _)| after.starts_with(name.as_str()))
            .map(|found| found.1);
        let capital = after
            .bytes()
            .next()
            .filter(|byte| matches!(byte, b'A'..=b'D'));
        let whole = after
            .chars()
            .nth(1)
            .is_none_or(|c| !is_letter(c) || !self.lexicon.spaced && !c.is_ascii());
        Some((number, named.or(capital.filter(|_| whole))))
    }

    /// The session named between the Official Records and a Supplement, in words.
    fn session_before(&self, at: usize) -> Option<u32> {
        let tokens = &self.scan.tokens;
        let records = tokens[..at]
            .iter()
            .rposition(|token| matches!(token.kind, Kind::Word(Word::OfficialRecords)))?;
        let organ = tokens[records..at].iter().all(|token| !matches!(token.kind, Kind::Word(Word::Organ(organ)) if organ != Organ::GeneralAssembly));
        let between = &self.text[tokens[records].end as usize..tokens[at].start as usize];
        let mut words = between
            .split(',')
            .filter_map(|part| session_number(self.lexicon.language, part));
        words.next_back().filter(|_| organ)
    }
}

/// The symbol of a Supplement of the Official Records of the General Assembly: `A/77/53`, and
/// `A/77/53/Add.1` for No. 53A.
pub(crate) fn supplement_symbol(session: u32, number: u32, letter: Option<u8>) -> String {
    match letter {
        Some(letter) => format!("A/{session}/{number}/Add.{}", letter - b'A' + 1),
        None => format!("A/{session}/{number}"),
    }
}

/// The number of a session in words, wherever in a phrase it stands.
pub(crate) fn session_number(language: Language, phrase: &str) -> Option<u32> {
    let folded = operative_grammar::fold(phrase).text;
    let facts = language.facts();
    let starts = folded
        .char_indices()
        .filter(|(at, c)| in_word(*c) && (!facts.spaced || !folded[..*at].ends_with(in_word)));
    starts
        .filter_map(|(at, _)| operative_grammar::number_in_words(facts, &folded, at))
        .map(|found| found.0)
        .find(|number| (1..200).contains(number))
}
