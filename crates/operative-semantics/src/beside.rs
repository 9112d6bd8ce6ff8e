//! What stands beside the numbers of a run: dates, issuers, titles, and the other end of a range.

use jiff::civil::Date;
use nom::Parser;
use operative_grammar::Organ;

use crate::cite::{Citer, REACH};
use crate::facts::Word;
use crate::issuer::decide;
use crate::numeral::Numeral;
use crate::plausible::plausible;
use crate::scan::{Gap, Kind, Token};
use crate::tokens::{self, Named, named};

impl Citer<'_> {
    /// own-before-title = own [date] … opening-quote title closing-quote of ; `其题为“…”的第70/1号决议`
    pub(crate) fn own_before_title(&self, first: usize) -> bool {
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
    pub(crate) fn date_before(&mut self, at: usize, numeral: Numeral) -> Option<Date> {
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
    pub(crate) fn date_after(&self, after: &[Token]) -> Option<Date> {
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
    pub(crate) fn issuer_after(&self, after: &[Token]) -> Option<Named> {
        if self.lexicon.year_first {
            return None;
        }
        let dated = tokens::date_after
            .parse(after)
            .map_or(after, |found| found.0);
        tokens::issuer_after.parse(dated).ok().map(|found| found.1)
    }

    /// subject-after = [date] "," [article] issuer ; `in its resolution 48/11, the Council`
    pub(crate) fn subject_after(&self, at: usize) -> Option<Named> {
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
    pub(crate) fn range_from(&self, at: usize, numeral: Numeral) -> Vec<Numeral> {
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
    pub(crate) fn share_date(&mut self, date: Date) {
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
