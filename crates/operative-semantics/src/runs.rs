//! Runs of numbers: "resolutions 46/182 of …, 47/120 A and B and 60/1", and whose they are.

use std::ops::Range;

use jiff::civil::Date;
use nom::Parser;
use operative_grammar::{Organ, SessionKind};

use crate::cite::{Citation, Citer, REACH};
use crate::facts::Word;
use crate::issuer::{Clues, Issuer, decide};
use crate::model::{ReferenceKind, Rule};
use crate::notes::conference_decision;
use crate::numeral::Numeral;
use crate::plausible::plausible;
use crate::scan::{Gap, Kind, Token};
use crate::settle::Pending;
use crate::tokens::{self, Named, named};

/// The run of numbers that one word governs: "resolutions 46/182 of …, 47/120 A and B and 60/1".
#[derive(Clone, Debug)]
pub(crate) struct Run {
    decision: bool,
    own: bool,
    /// Whether "in" leads "its": then whose it is may stand after the number.
    in_its: bool,
    /// The issuer named before the numbers, or between the word and the first.
    named: Option<Issuer>,
    /// The pinpoint in front: "section I of its resolution".
    pinpoint: Option<Range<u32>>,
    /// The token after which its next number must stand right away, unless a comma or "and" leads it.
    expects: usize,
    /// Its numbers so far whose issuer may still be named after them, as token indices.
    open: Vec<usize>,
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
        let mut named_with = before
            .filter(|before| {
                token.gap <= Gap::Blank && !own && before.kind != Kind::Word(Word::Own)
            })
            .and_then(|before| named(before.kind))
            .or_else(|| {
                own.then(|| self.named_before_own(if fused { at } else { at - 1 }))
                    .flatten()
            });
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
            self.mentions.issuer(self.lexicon, name, self.context.organ)
        });
        let mut lead = if own && !fused {
            at.saturating_sub(1)
        } else {
            at
        };
        lead = lead.saturating_sub(1);
        let in_its = own && tokens[lead].kind == Kind::Word(Word::PartOf);
        let pinpoint = self.pinpoint_before(if own && !fused { at - 1 } else { at });
        // Or before the name of whose it is: "the annex to Human Rights Council resolution".
        let pinpoint = pinpoint.or_else(|| {
            let name = at.checked_sub(1).filter(|_| token.gap <= Gap::Blank)?;
            tokens::named(tokens[name].kind).and_then(|_| self.pinpoint_before(name))
        });
        // A word that no number follows says nothing of the numbers that go on with the list.
        let bare = !tokens.get(expects + 1).is_some_and(|next| {
            next.start - tokens[expects].end <= 3
                && matches!(next.kind, Kind::Numeral(_) | Kind::Word(Word::NumberMark))
        });
        if bare
            && self
                .run
                .as_ref()
                .is_some_and(|run| run.decision != decision)
        {
            return;
        }
        self.run = Some(Run {
            decision,
            own,
            in_its,
            named,
            pinpoint,
            expects,
            open: Vec::new(),
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
    pub(crate) fn numeral(&mut self, at: usize, numeral: Numeral) {
        let tokens = &self.scan.tokens;
        let formed = match numeral {
            Numeral::Plain(_) => return,
            Numeral::Roman { .. } | Numeral::Yearly { .. } | Numeral::Conference { .. } => true,
            Numeral::Sessional { kind, .. } => kind != SessionKind::Regular && self.marked(at),
        };
        let in_run = self.continues_run(at);
        let postfix = self
            .word_after(at)
            .filter(|(decision, _)| !in_run || self.governs_instead(*decision));
        if !(formed || in_run || postfix.is_some()) {
            return;
        }
        if let Some((decision, word)) = postfix {
            self.begin_postfix_run(at, decision, word);
        } else if !in_run {
            // A form that needs no word begins a run of its own, but keeps what the last was about.
            let decision = self.run.as_ref().is_some_and(|run| run.decision);
            self.run = Some(Run {
                decision,
                own: false,
                in_its: false,
                named: None,
                pinpoint: None,
                expects: at,
                open: Vec::new(),
            });
        }
        let after = &tokens[at + 1..];
        let own_date = self
            .date_before(at, numeral)
            .or_else(|| self.date_after(after));
        let issuer_after = self.issuer_after(after).or_else(|| self.subject_after(at));
        let pinpoint = self.run.as_mut().and_then(|run| run.pinpoint.take());
        let pinpoint = pinpoint
            .or_else(|| self.pinpoint_after(at + 1))
            .or_else(|| self.pinpoint_after_word(at));
        let Some(run) = &self.run else { return };
        let clues = Clues {
            decision: run.decision,
            date: own_date,
            named: run.named,
            own: run.own,
            nearest: self.nearest,
            document: self.context.organ,
            adopted: self.context.adopted,
        };
        let token = tokens[at];
        let kind = match numeral {
            Numeral::Conference { .. } => ReferenceKind::ConferenceDecision,
            _ if run.decision => ReferenceKind::Decision,
            _ => ReferenceKind::Resolution,
        };
        let citation = Citation {
            date: own_date,
            pinpoint,
            ..Citation::new(kind, token.start..token.end, at, Rule::Unknown)
        };
        let pending = Pending {
            citation,
            numeral: Some(numeral),
            clues,
        };
        let range = self.range_from(at, numeral);
        let printed = &self.text[token.start as usize..token.end as usize];
        let symbol = self
            .found
            .iter()
            .rev()
            .take(REACH)
            .find(|found| found.numeral.is_none());
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
        // A date at the end of a pair belongs to both: "72/77 and 72/78 of 7 December 2017".
        if let Some(date) = own_date {
            self.share_date(date);
        }
        if let Some(name) = issuer_after {
            let issuer = self.mentions.issuer(self.lexicon, name, self.context.organ);
            if let (Some(run), Some(issuer)) = (&mut self.run, issuer) {
                for open in run.open.drain(..) {
                    self.found[open].clues.named = self.found[open].clues.named.or(Some(issuer));
                }
            }
        }
    }

    /// Whether a number goes on with the run: right after the word and what belongs to it, or after a
    /// comma or "and".
    fn continues_run(&self, at: usize) -> bool {
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
        if tokens[at].gap <= Gap::Blank && separator(tokens[before].kind) {
            return true;
        }
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
    fn governs_instead(&self, decision: bool) -> bool {
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
    fn word_after(&self, at: usize) -> Option<(bool, usize)> {
        for (index, token) in self.scan.tokens.iter().enumerate().skip(at + 1) {
            if token.gap > Gap::Blank {
                return None;
            }
            match token.kind {
                Kind::Word(Word::Resolution) => return Some((false, index)),
                Kind::Word(Word::Decision) => return Some((true, index)),
                Kind::Word(Word::NumberMark | Word::And | Word::To)
                | Kind::Comma
                | Kind::Dash
                | Kind::Date(_)
                | Kind::Numeral(_) => {}
                _ => return None,
            }
        }
        None
    }

    /// The run of numbers that stand before their word: its issuer stands before the first of them.
    fn begin_postfix_run(&mut self, at: usize, decision: bool, word: usize) {
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
            Some(_) if beside => left
                .checked_sub(2)
                .filter(|_| tokens[left - 1].gap == Gap::None)
                .and_then(|at| named(tokens[at].kind)),
            Some(before) => named(before.kind),
            None => None,
        };
        let named =
            name.and_then(|name| self.mentions.issuer(self.lexicon, name, self.context.organ));
        self.run = Some(Run {
            decision,
            own: own && named.is_none(),
            in_its: false,
            named,
            pinpoint: None,
            expects: word,
            open: Vec::new(),
        });
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

    /// own-before-title = own [date] … opening-quote title closing-quote of ; `其题为“…”的第70/1号决议`
    fn own_before_title(&self, first: usize) -> bool {
        let tokens = &self.scan.tokens;
        let near = first.saturating_sub(REACH);
        let own = tokens[near..first]
            .iter()
            .rposition(|token| token.kind == Kind::Word(Word::Own));
        let Some(own) = own.map(|own| near + own) else {
            return false;
        };
        let end = tokens[first].start as usize;
        let between = &self.text[tokens[own].end as usize..end];
        let Some((head, title)) = between.split_once(['“', '《', '"']) else {
            return false;
        };
        // Nothing but the title may stand between the quotation marks, and a joint after them.
        let after = title.rsplit(['”', '》', '"']).next().unwrap_or(title);
        after.len() < title.len()
            && after.chars().count() <= 2
            && !head.contains([',', ';', '。', '，', '；'])
    }

    /// date-before = date [title] [number-mark] ; in languages that put it there. It holds for the
    /// numbers that follow with nothing but a joint between: 2012年12月20日第67/1和67/2号.
    fn date_before(&mut self, at: usize, numeral: Numeral) -> Option<Date> {
        if !self.lexicon.year_first {
            return None;
        }
        if let Some((read, date)) = self.date.take() {
            // Across other text only a date that the number can have.
            let close = self.scan.tokens[read + 1..=at]
                .iter()
                .all(|token| token.gap <= Gap::Blank);
            let fits = Organ::ALL
                .iter()
                .any(|organ| plausible(*organ, numeral, Some(date)));
            let year = !matches!(numeral, Numeral::Yearly { year, .. } if i64::from(year) != i64::from(date.year()));
            return (close || fits && year).then_some(date);
        }
        let tokens = &self.scan.tokens;
        let last = self.found.last()?;
        let joined = tokens[last.citation.token + 1..=at].iter().all(|token| {
            token.gap <= Gap::Blank
                && matches!(
                    token.kind,
                    Kind::Numeral(_)
                        | Kind::Comma
                        | Kind::Dash
                        | Kind::Word(Word::And | Word::To | Word::NumberMark)
                )
        });
        joined.then_some(last.citation.date).flatten()
    }

    /// date-after, with the issuer before it or not: `of the Human Rights Council of 7 July 2022`
    fn date_after(&self, after: &[Token]) -> Option<Date> {
        if self.lexicon.year_first {
            return None;
        }
        tokens::date_after
            .parse(after)
            .or_else(|_| {
                let (rest, _) = tokens::issuer_after.parse(after)?;
                tokens::date_after.parse(rest)
            })
            .ok()
            .map(|found| found.1)
    }

    /// issuer-after, with the date before it or not: `of 7 July 2022 of the Human Rights Council`
    fn issuer_after(&self, after: &[Token]) -> Option<Named> {
        if self.lexicon.year_first {
            return None;
        }
        let dated = tokens::date_after
            .parse(after)
            .map_or(after, |found| found.0);
        tokens::issuer_after.parse(dated).ok().map(|found| found.1)
    }

    /// subject-after = [date] "," [article] issuer ; `in its resolution 48/11, the Council`
    fn subject_after(&self, at: usize) -> Option<Named> {
        /// The longest article.
        const ARTICLE: u32 = 6;
        let run = self
            .run
            .as_ref()
            .filter(|run| run.in_its && run.named.is_none())?;
        let after = &self.scan.tokens[at + 1..];
        let rest = tokens::date_after
            .parse(after)
            .map_or(after, |found| found.0);
        let [comma, subject, ..] = rest else {
            return None;
        };
        let close = comma.kind == Kind::Comma && subject.start - comma.end <= ARTICLE;
        (close && run.own).then(|| named(subject.kind)).flatten()
    }

    /// The numbers between the one before "to" and this one: "decisions 9/CP.19 to 15/CP.19".
    fn range_from(&self, at: usize, numeral: Numeral) -> Vec<Numeral> {
        /// A longer range is no range of resolutions.
        const LONGEST: u32 = 60;
        let tokens = &self.scan.tokens;
        let joined = |index: usize| matches!(tokens[index].kind, Kind::Word(Word::To) | Kind::Dash);
        let mut before = (1..=3).filter_map(|back| at.checked_sub(back));
        let Some(to) =
            before.find(|index| !matches!(tokens[*index].kind, Kind::Word(Word::NumberMark)))
        else {
            return Vec::new();
        };
        let mut first = to;
        while first > 0
            && (joined(first) || matches!(tokens[first].kind, Kind::Word(Word::NumberMark)))
        {
            first -= 1;
        }
        if !joined(to) {
            return Vec::new();
        }
        match (tokens[first].kind, numeral) {
            (
                Kind::Numeral(Numeral::Sessional {
                    kind: from_kind,
                    session: from_session,
                    number: from,
                    ..
                }),
                Numeral::Sessional {
                    kind,
                    session,
                    number,
                    letters,
                },
            ) if from_kind == kind
                && from_session == session
                && number > from
                && number - from <= LONGEST =>
            {
                (from + 1..number)
                    .map(|number| Numeral::Sessional {
                        kind,
                        session,
                        number,
                        letters,
                    })
                    .collect()
            }
            (
                Kind::Numeral(Numeral::Conference { number: from }),
                Numeral::Conference { number },
            ) if number > from && number - from <= LONGEST => (from + 1..number)
                .map(|number| Numeral::Conference { number })
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Gives a date to the numbers that share it: joined to the last by nothing but "and" or a comma.
    fn share_date(&mut self, date: Date) {
        let tokens = &self.scan.tokens;
        for index in (1..self.found.len()).rev() {
            let (left, right) = self.found.split_at_mut(index);
            let (Some(before), Some(after)) = (left.last_mut(), right.first()) else {
                return;
            };
            let between = &tokens[before.citation.token + 1..=after.citation.token];
            let joined = between.len() <= 3
                && between.iter().all(|token| {
                    token.gap <= Gap::Blank
                        && matches!(
                            token.kind,
                            Kind::Comma
                                | Kind::Dash
                                | Kind::Numeral(_)
                                | Kind::Word(Word::And | Word::To | Word::NumberMark)
                        )
                });
            let fits = before.numeral.is_some_and(|numeral| {
                let organ = decide(numeral, before.clues).organ;
                organ.is_some_and(|organ| plausible(organ, numeral, Some(date)))
            });
            if before.citation.date.is_some() || !joined || !fits {
                return;
            }
            before.citation.date = Some(date);
            before.clues.date = Some(date);
        }
    }
}
