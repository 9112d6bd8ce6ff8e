//! What stands beside the numbers of a run: dates, issuers, titles, and the other end of a range.

use jiff::civil::Date;
use nom::Parser;
use operative_grammar::{Organ, SessionKind, is_letter};

use crate::cite::{Citer, REACH};
use crate::issuer::{Issuer, decide};
use crate::lexicon::Word;
use crate::numeral::{Letters, Numeral};
use crate::plausible::{general_assembly_numbered, plausible, security_council_year, shares};
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

    /// named-before-title = issuer … [date] title of ; `委员会题为“…”的第49/7号决议`: the body whose
    /// resolution it is, with nothing but what the resolution is about between
    pub(crate) fn named_before_title(&self, first: usize) -> Option<Named> {
        let tokens = &self.scan.tokens;
        if self.lexicon.spaced {
            return None;
        }
        let joins = |of: &usize| tokens[*of].kind == Kind::Word(Word::Of);
        let of = Some(first).filter(joins).or_else(|| {
            let close = tokens[first].gap <= Gap::Blank;
            first.checked_sub(1).filter(joins).filter(|_| close)
        })?;
        let near = first.saturating_sub(REACH);
        // A clause of its own ends what the body can have issued; a title may hold anything.
        let before_title = |at: &usize| {
            let between = &self.text[tokens[*at].end as usize..tokens[of].start as usize];
            let mut quoted = 0;
            let clause = between.chars().all(|c| {
                quoted += i32::from(matches!(c, '“' | '《')) - i32::from(matches!(c, '”' | '》'));
                quoted != 0 || !matches!(c, ',' | ';' | '，' | '；' | '。')
            });
            (quoted >= 0).then_some(clause)
        };
        let mut names = (near..of)
            .rev()
            .filter(|at| named(tokens[*at].kind).is_some());
        let (at, clause) = names.find_map(|at| Some((at, before_title(&at)?)))?;
        clause.then(|| named(tokens[at].kind)).flatten()
    }

    /// The number of a resolution of the Security Council that is cited without its year, or of one of the
    /// General Assembly without its session, which follow from it, since the numbers run on:
    /// `resolutions 1325 and 2250`, `General Assembly resolution 1514`.
    pub(crate) fn without_year(
        &self,
        at: usize,
        number: u32,
        in_run: bool,
        postfix: Option<(bool, usize)>,
    ) -> Option<Numeral> {
        /// A smaller number may count anything.
        const LEAST: u32 = 100;
        const YEARS: std::ops::Range<u32> = 1940..2100;
        let year = security_council_year(number).filter(|_| number >= LEAST);
        // A number of four digits may be a year: "resolutions of 2020".
        let year_like = YEARS.contains(&number);
        let session = general_assembly_numbered(number);
        let session = session.filter(|_| number >= LEAST && !year_like);
        let tokens = &self.scan.tokens;
        let run = self.run.as_ref().filter(|_| in_run);
        let issuer = |name| self.mentions.issuer(self.lexicon, name, self.context.organ);
        let named = match (run, postfix) {
            (Some(run), _) => {
                let after = || self.issuer_after(&tokens[at + 1..]).and_then(issuer);
                run.named.or_else(after)
            }
            (None, Some((false, _))) => self.nearest,
            (None, _) => return None,
        };
        let own = self.context.organ == Some(Organ::SecurityCouncil) && !self.context.note;
        let council = match named {
            None => own,
            named => named == Some(Issuer::Organ(Organ::SecurityCouncil)),
        };
        // Further on in a list only after another of its kind; nor is it a year.
        let bare = |at: usize| matches!(tokens[at].kind, Kind::Numeral(Numeral::Plain(LEAST..)));
        let first = run.is_none_or(|run| !run.decision && run.open.is_empty());
        let joined = |kind| matches!(kind, Kind::Comma | Kind::Word(Word::And));
        let listed = at >= 2 && bare(at - 2) && joined(tokens[at - 1].kind);
        let marked = tokens
            .get(at + 1)
            .is_some_and(|next| next.gap <= Gap::Blank && next.kind == Kind::Word(Word::DateMark));
        let begun = at.checked_sub(1).map(|before| tokens[before].kind);
        let parted = matches!(begun, Some(Kind::Comma | Kind::Word(Word::And | Word::To)));
        if marked || first && parted {
            return None;
        }
        if !(first || listed) {
            return None;
        }
        if let Some(year) = year.filter(|_| council) {
            return Some(Numeral::Yearly { number, year });
        }
        let assembly = named == Some(Issuer::Organ(Organ::GeneralAssembly));
        session.filter(|_| assembly).map(|session| Numeral::Roman {
            number,
            letters: Letters::default(),
            kind: SessionKind::Regular,
            session,
        })
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
            return (close || fits && year && shares(numeral, date)).then_some(date);
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
        let date = joined.then_some(last.citation.date).flatten();
        date.filter(|date| shares(numeral, *date))
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
        let mut dated = tokens::date_after
            .parse(after)
            .map_or(after, |found| found.0);
        while let Ok((left, _)) = tokens::further_date.parse(dated) {
            dated = left;
        }
        let dated = self.behind_respectively(after, dated);
        tokens::issuer_after.parse(dated).ok().map(|found| found.1)
    }

    /// What follows a word that says of several dates that each is that of one number, and its comma.
    fn behind_respectively<'t>(&self, after: &[Token], dated: &'t [Token]) -> &'t [Token] {
        let read = after.len() - dated.len();
        let (Some(last), [comma, rest @ ..]) = (read.checked_sub(1), dated) else {
            return dated;
        };
        let between = self.text[after[last].end as usize..comma.start as usize].trim();
        let word = between.len() > 6 && between.chars().all(is_letter);
        if comma.kind == Kind::Comma && word {
            rest
        } else {
            dated
        }
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
            (
                Kind::Numeral(Numeral::Meeting {
                    session: of,
                    number: from,
                }),
                Numeral::Meeting { session, number },
            ) if of == session && number > from && number - from <= LONGEST => (from + 1..number)
                .map(|number| Numeral::Meeting { session, number })
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Gives each of the numbers before it its own date: `237 (1967) et 259 (1968) du Conseil de sécurité,
    /// en date du 14 juin 1967 et du 27 septembre 1968`. Whether there are as many dates as numbers.
    pub(crate) fn distribute_dates(&mut self, at: usize) -> bool {
        let after = &self.scan.tokens[at + 1..];
        let rest = tokens::issuer_after
            .parse(after)
            .map_or(after, |found| found.0);
        let Ok((mut rest, first)) = tokens::date_after.parse(rest) else {
            return false;
        };
        let mut dates = vec![first];
        while let Ok((left, date)) = tokens::further_date.parse(rest) {
            dates.push(date);
            rest = left;
        }
        let Some(run) = &self.run else { return false };
        let numbers = &run.open[run.open.len().saturating_sub(dates.len())..];
        let undated = |index: &usize| {
            let citation = &self.found[*index].citation;
            citation.date.is_none() || citation.token == at
        };
        if dates.len() < 2 || numbers.len() < dates.len() || !numbers.iter().all(undated) {
            return false;
        }
        for (index, date) in numbers.iter().copied().zip(dates) {
            self.found[index].citation.date = Some(date);
            self.found[index].clues.date = Some(date);
        }
        true
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
                    && shares(numeral, date)
            });
            if before.citation.date.is_some() || !joined || !fits {
                return;
            }
            before.citation.date = Some(date);
            before.clues.date = Some(date);
        }
    }
}
