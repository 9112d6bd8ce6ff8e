//! Runs of numbers: "resolutions 46/182 of …, 47/120 A and B and 60/1", and whose they are.

use std::ops::Range;

use jiff::civil::Date;
use nom::Parser;
use operative_grammar::SessionKind;

use crate::cite::{Citation, Citer, REACH};
use crate::facts::Locator;
use crate::issuer::{Clues, Issuer};
use crate::lexicon::Word;
use crate::model::{ReferenceKind, Rule};
use crate::notes::conference_decision;
use crate::numeral::Numeral;
use crate::plausible::security_council_number;
use crate::scan::{Gap, Kind, Token};
use crate::settle::Pending;
use crate::tokens::{self, Named, named};

/// The run of numbers that one word governs: "resolutions 46/182 of …, 47/120 A and B and 60/1".
#[derive(Clone, Debug)]
pub(crate) struct Run {
    pub(crate) decision: bool,
    pub(crate) own: bool,
    /// Whether "in" leads "its": then whose it is may stand after the number.
    pub(crate) in_its: bool,
    /// The issuer named before the numbers, or between the word and the first.
    pub(crate) named: Option<Issuer>,
    /// The pinpoint in front: "section I of its resolution".
    pinpoint: Option<Range<u32>>,
    /// The token after which its next number must stand right away, unless a comma or "and" leads it.
    expects: usize,
    /// Its numbers so far whose issuer may still be named after them, as token indices.
    pub(crate) open: Vec<usize>,
}

impl Run {
    /// A run of which nothing is known but the word that governs it, or the number that begins it.
    const fn new(decision: bool, expects: usize) -> Self {
        Self {
            decision,
            own: false,
            in_its: false,
            named: None,
            pinpoint: None,
            expects,
            open: Vec::new(),
        }
    }

    /// The pinpoint in front, which is that of the first number.
    pub(crate) fn take_pinpoint(&mut self) -> Option<Range<u32>> {
        self.pinpoint.take()
    }

    /// What a number of the run cites.
    const fn kind_of(&self, numeral: Numeral) -> ReferenceKind {
        match numeral {
            Numeral::Conference { .. } => ReferenceKind::ConferenceDecision,
            Numeral::Meeting { .. } if self.decision => ReferenceKind::ConferenceDecision,
            _ if self.decision => ReferenceKind::Decision,
            _ => ReferenceKind::Resolution,
        }
    }
}

impl Citer<'_> {
    /// run = [issuer] [own] ("resolution" / "decision") [*of issuer] numbers
    pub(crate) fn begin_run(&mut self, at: usize, decision: bool) {
        if self.itself(at) {
            return;
        }
        let tokens = &self.scan.tokens;
        let token = tokens[at];
        let before = at.checked_sub(1).map(|before| tokens[before]);
        let fused = matches!(
            token.kind,
            Kind::Word(Word::OwnResolution | Word::OwnDecision)
        );
        // An adjective may stand between: "its previous resolution".
        let near = |token: &Token, other: Token| token.start - other.end <= 24;
        let own = fused
            || before
                .is_some_and(|before| before.kind == Kind::Word(Word::Own) && near(&token, before));
        // Where "its resolution" begins, or the word alone.
        let first = if own && !fused { at - 1 } else { at };
        let mut named_with = if own {
            self.named_before_own(first)
        } else {
            let close = before.filter(|_| token.gap <= Gap::Blank);
            close.and_then(|before| named(before.kind))
        };
        let mut expects = at;
        if let Ok((rest, name)) = tokens::issuer_between.parse(&tokens[at + 1..]) {
            expects = tokens.len() - rest.len() - 1;
            named_with = named_with.or(Some(name));
        }
        let named = named_with.and_then(|name| {
            let text = &self.text[tokens[expects].start as usize..tokens[expects].end as usize];
            if expects > at {
                self.mentions.note(self.lexicon, name, text);
            }
            let short = matches!(name, Named::Short(_)) && self.context.other;
            self.mentions
                .issuer(self.lexicon, name, self.context.organ)
                .or(short.then_some(Issuer::Other))
        });
        let lead = first.saturating_sub(1);
        let in_its = own && tokens[lead].kind == Kind::Word(Word::PartOf);
        let pinpoint = self.pinpoint_before(first);
        // Or before the name of whose it is: "the annex to Human Rights Council resolution".
        let pinpoint = pinpoint.or_else(|| {
            let name = at.checked_sub(1).filter(|_| token.gap <= Gap::Blank)?;
            tokens::named(tokens[name].kind).and_then(|_| self.pinpoint_before(name))
        });
        // A word that no number follows says nothing of the numbers that go on with the list.
        let bare = !tokens.get(expects + 1).is_some_and(|next| {
            next.start - tokens[expects].end <= 3
                && matches!(
                    next.kind,
                    Kind::Numeral(_) | Kind::Symbol(_) | Kind::Word(Word::NumberMark)
                )
        });
        let differs = |run: &Run| run.decision != decision;
        if bare && self.run.as_ref().is_some_and(differs) {
            return;
        }
        self.run = Some(Run {
            own,
            in_its,
            named,
            pinpoint,
            ..Run::new(decision, expects)
        });
    }

    /// issuer-own = issuer [","] ["in"] own ; `the Human Rights Council, in its resolution`
    fn named_before_own(&self, own: usize) -> Option<Named> {
        let tokens = &self.scan.tokens;
        let mut left = own;
        while tokens[left].gap <= Gap::Blank {
            left = left.checked_sub(1)?;
            match tokens[left].kind {
                Kind::Comma | Kind::Word(Word::PartOf | Word::Of) => {}
                kind => return named(kind),
            }
        }
        None
    }

    /// A number: one of the run's, or one that its own form makes a citation.
    pub(crate) fn numeral(&mut self, at: usize, mut numeral: Numeral) {
        if self.numbered_edition(at, numeral) {
            return;
        }
        let tokens = &self.scan.tokens;
        let in_run = self.continues_run(at);
        let postfix = self
            .word_after(at)
            .filter(|(decision, _)| !in_run || self.governs_instead(*decision));
        if !(in_run || postfix.is_some() || self.formed(at, numeral)) {
            return;
        }
        let mut rule = Rule::Unknown;
        if let Numeral::Plain(number) = numeral {
            let Some(dated) = self.without_year(at, number, in_run, postfix) else {
                return;
            };
            (numeral, rule) = (dated, Rule::RunningNumber);
        }
        if let Some((decision, word)) = postfix {
            self.begin_postfix_run(at, decision, word);
        } else if !in_run {
            // A form that needs no word begins a run of its own, but keeps what the last was about.
            let decision = self.run.as_ref().is_some_and(|run| run.decision);
            self.run = Some(Run::new(decision, at));
        }
        let after = &tokens[at + 1..];
        let date = self
            .date_before(at, numeral)
            .or_else(|| self.date_after(after));
        let issuer = self.issuer_after(after).or_else(|| self.subject_after(at));
        let pinpoint = self.run.as_mut().and_then(Run::take_pinpoint);
        let pinpoint = pinpoint
            .or_else(|| self.pinpoint_after(at + 1))
            .or_else(|| self.pinpoint_after_word(at));
        let Some(run) = &self.run else { return };
        let range = tokens[at].start..tokens[at].end;
        let citation = Citation {
            date,
            pinpoint,
            ..Citation::new(run.kind_of(numeral), range, at, rule)
        };
        let pending = Pending {
            citation,
            numeral: Some(numeral),
            clues: self.clues(run, numeral, date),
        };
        self.push_numbers(at, numeral, &pending);
        // A date at the end of a pair belongs to both: "72/77 and 72/78 of 7 December 2017".
        if let Some(date) = date
            && !self.distribute_dates(at)
        {
            self.share_date(date);
        }
        if let Some(name) = issuer {
            self.name_open(name);
        }
    }

    /// Whether the form of a number makes it one of a resolution or a decision, with no word beside it.
    fn formed(&self, at: usize, numeral: Numeral) -> bool {
        match numeral {
            Numeral::Plain(_) | Numeral::Meeting { .. } => false,
            // A count with a year in brackets is no resolution, nor is a volume: vol. 75 (1950).
            Numeral::Yearly { number, year } => {
                let tokens = &self.scan.tokens;
                let volume = at.checked_sub(1).is_some_and(|before| {
                    let locator = Kind::Word(Word::Locator(Locator::Volume));
                    tokens[before].kind == locator && tokens[at].gap <= Gap::Blank
                });
                !volume && security_council_number(number, year)
            }
            // Other acts are counted with a mark: Conclusion No. 40 (XXXVI).
            Numeral::Roman { .. } => {
                let mark = Kind::Word(Word::NumberMark);
                let before = at
                    .checked_sub(1)
                    .map(|before| self.scan.tokens[before].kind);
                !(self.lexicon.spaced && before == Some(mark))
            }
            Numeral::Conference { .. } | Numeral::SpecialOfYear { .. } => true,
            Numeral::Sessional { kind, .. } => kind != SessionKind::Regular && self.marked(at),
        }
    }

    /// What the text around a number of a run says of its issuer.
    fn clues(&self, run: &Run, numeral: Numeral, date: Option<Date>) -> Clues {
        // A body that is none of the organs says "its" of its own, and counts them as itself.
        let own = run.own || self.counted_as_its_own(numeral, date);
        let other = (own && self.context.other).then_some(Issuer::Other);
        Clues {
            decision: run.decision,
            date,
            named: run.named.or(other),
            own: run.own,
            nearest: self.nearest,
            earlier: self.earlier,
            document: self.context.organ,
            adopted: self.context.adopted,
        }
    }

    /// The citation of a number, and before it those of the numbers that it ends a range of.
    fn push_numbers(&mut self, at: usize, numeral: Numeral, pending: &Pending) {
        let token = self.scan.tokens[at];
        let range = self.range_from(at, numeral);
        let printed = &self.text[token.start as usize..token.end as usize];
        let mut last = self.found.iter().rev().take(REACH);
        let symbol = last.find(|found| found.numeral.is_none());
        let symbol = symbol.and_then(|found| found.citation.target.clone());
        let Some(run) = &mut self.run else { return };
        let inner = range.len();
        let mut start = token.start;
        for (index, numeral) in range.into_iter().chain([numeral]).enumerate() {
            run.open.push(self.found.len());
            let mut pending = Pending {
                numeral: Some(numeral),
                ..pending.clone()
            };
            // What a range leaves unsaid is printed as the whole of it.
            if index < inner {
                let first = self.found.last().filter(|_| index == 0);
                start = first.map_or(start, |first| first.citation.range.start);
                pending.citation.range.start = start;
            }
            pending.citation.target = conference_decision(printed, numeral, symbol.as_deref());
            self.found.push(pending);
        }
    }

    /// Names the issuer of the numbers of the run behind them: those of which none was named before.
    fn name_open(&mut self, name: Named) {
        let issuer = self.mentions.issuer(self.lexicon, name, self.context.organ);
        if let (Some(run), Some(issuer)) = (&mut self.run, issuer) {
            for open in run.open.drain(..) {
                let named = &mut self.found[open].clues.named;
                *named = named.or(Some(issuer));
            }
        }
    }

    /// Whether a number goes on with the run: right after the word and what belongs to it, or after a
    /// comma or "and".
    pub(crate) fn continues_run(&self, at: usize) -> bool {
        let tokens = &self.scan.tokens;
        let Some(run) = &self.run else { return false };
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        let separator = |kind| {
            matches!(
                kind,
                Kind::Comma | Kind::Semicolon | Kind::Dash | Kind::Word(Word::And | Word::To)
            )
        };
        let parted = tokens[at].gap <= Gap::Blank && separator(tokens[before].kind);
        parted || self.follows_word(run, at)
    }

    /// Whether a number stands right after the word of its run and what belongs to that.
    pub(crate) fn follows_word(&self, run: &Run, at: usize) -> bool {
        let tokens = &self.scan.tokens;
        // Numbers before their word take the mark along: 第70/1号和第70/2号.
        let from = run.expects + 1;
        from <= at
            && (from..=at).all(|index| {
                let token = tokens[index];
                let close = token.gap <= Gap::Blank
                    || index == from && token.start - tokens[run.expects].end <= 3;
                close
                    && (index == at
                        || matches!(
                            token.kind,
                            Kind::Word(Word::NumberMark | Word::Own | Word::Of | Word::Dated)
                                | Kind::Comma
                        ))
            })
    }

    /// Whether the word after a number governs it rather than the one before, which no number has
    /// followed yet and which may be a verb: `决定将第1970(2011)号决议`.
    pub(crate) fn governs_instead(&self, decision: bool) -> bool {
        let run = self.run.as_ref();
        !self.lexicon.spaced
            && run.is_some_and(|run| run.open.is_empty() && run.decision != decision)
    }

    /// Whether a number has the mark that makes it one of a resolution: 号.
    fn marked(&self, at: usize) -> bool {
        let next = self.scan.tokens.get(at + 1);
        self.lexicon.spaced || next.is_some_and(|next| next.kind == Kind::Word(Word::NumberMark))
    }

    /// word-after = [number-mark] *((","/ and / to) [date] [number-mark] number [number-mark]) ("resolution" / "decision")
    pub(crate) fn word_after(&mut self, at: usize) -> Option<(bool, usize)> {
        // The numbers of one list have the same word after them.
        if !self.list.0.contains(&at) {
            let goes_on = |token: &Token| {
                let listed = matches!(
                    token.kind,
                    Kind::Word(Word::NumberMark | Word::And | Word::To)
                        | Kind::Comma
                        | Kind::Dash
                        | Kind::Date(_)
                        | Kind::Numeral(_)
                );
                token.gap <= Gap::Blank && listed
            };
            let after = &self.scan.tokens[at + 1..];
            let end = at + 1 + after.iter().take_while(|token| goes_on(token)).count();
            let word = self.scan.tokens.get(end);
            let decision =
                word.filter(|word| word.gap <= Gap::Blank)
                    .and_then(|word| match word.kind {
                        Kind::Word(Word::Resolution) => Some(false),
                        Kind::Word(Word::Decision) => Some(true),
                        _ => None,
                    });
            self.list = (at..end, decision.map(|decision| (decision, end)));
        }
        self.list.1
    }

    /// Whether a number with no date is counted as those of the body that speaks, which is none of the organs: by years.
    fn counted_as_its_own(&self, numeral: Numeral, date: Option<Date>) -> bool {
        let yearly = matches!(
            numeral,
            Numeral::Sessional {
                session: 1900..,
                ..
            }
        );
        self.context.yearly && yearly && date.is_none()
    }

    /// The run of numbers that stand before their word: its issuer stands before the first of them.
    pub(crate) fn begin_postfix_run(&mut self, at: usize, decision: bool, word: usize) {
        let tokens = &self.scan.tokens;
        let mut left = at;
        while let Some(before) = left.checked_sub(1) {
            let skipped = matches!(
                tokens[before].kind,
                Kind::Date(_)
                    | Kind::Word(Word::NumberMark | Word::Of | Word::Dated | Word::And | Word::To)
                    | Kind::Comma
                    | Kind::Numeral(_)
            );
            if tokens[left].gap > Gap::Blank || !skipped {
                break;
            }
            left = before;
        }
        let before = left
            .checked_sub(1)
            .map(|before| tokens[before])
            .filter(|_| tokens[left].gap <= Gap::Blank);
        let beside = before.is_some_and(|before| before.kind == Kind::Word(Word::Own));
        let own = beside || self.own_before_title(left);
        let name = match before {
            Some(_) if beside => self.subject_before(left - 1),
            Some(before) => named(before.kind),
            None => None,
        };
        let name = name.or_else(|| self.named_before_title(left));
        let named =
            name.and_then(|name| self.mentions.issuer(self.lexicon, name, self.context.organ));
        self.run = Some(Run {
            own: own && named.is_none(),
            named,
            ..Run::new(decision, word)
        });
    }

    /// subject-before = issuer [preposition] own ; `人权理事会在其第48/11号决议`
    fn subject_before(&self, own: usize) -> Option<Named> {
        /// The longest preposition.
        const PREPOSITION: u32 = 3;
        let tokens = &self.scan.tokens;
        let name = tokens.get(own.checked_sub(1)?)?;
        let close = tokens[own].start - name.end <= PREPOSITION;
        close.then(|| named(name.kind)).flatten()
    }

    /// The pinpoint after the word that governs a number before it: `第1980/67号决议附件`.
    fn pinpoint_after_word(&self, at: usize) -> Option<Range<u32>> {
        let word = self.run.as_ref()?.expects;
        let between = self.scan.tokens.get(at + 1..word)?;
        let close = between
            .iter()
            .all(|token| token.gap <= Gap::Blank && token.kind == Kind::Word(Word::NumberMark));
        close.then(|| self.pinpoint_after(word + 1)).flatten()
    }
}
