//! Mastheads that run on: where each of their lines begins.

use super::Cutter;
use crate::date::{find_date, leading_date};
use crate::facts::{DateOrder, Language, Words};
use crate::fold::fold;
use crate::furniture::symbol_line;
use crate::masthead;
use crate::word::word_starts;

impl<'a> Cutter<'a> {
    /// `masthead = *line [symbol] [adoption] ["[" source "]"] number title`
    pub(super) fn masthead(&mut self, head: &'a str) {
        let mut numbered = false;
        let mut open = false;
        for at in word_starts(head) {
            let rest = &head[at..];
            if open && !head[..at].trim_end().ends_with(']') {
                continue;
            }
            if open {
                self.cuts.push(at);
            }
            open = rest.starts_with('[');
            if open {
                self.cuts.push(at);
            } else if self.symbol.is_none()
                && let Some((symbol, after)) = symbol_line(rest)
            {
                self.symbol = Some(symbol);
                self.cuts.extend([at, head.len() - after.len()]);
            } else if self.heads(rest) {
                self.cuts.push(at);
                self.cuts.extend(
                    self.issued(rest)
                        .into_iter()
                        .flatten()
                        .map(|date| at + date),
                );
            } else if !numbered && let Some((_, length)) = masthead::number(self.facts, rest) {
                numbered = true;
                self.title = rest[length..].trim();
                self.cuts.push(at);
            }
        }
    }

    /// Whether a line of a masthead begins that words tell: *Distr.*, *Agenda item*, *Resolution adopted by*.
    fn heads(&self, rest: &str) -> bool {
        let facts = &self.facts.masthead;
        let window = fold(&rest[..rest.floor_char_boundary(60)]).text;
        let begins = |words: &Words| words.folded().any(|word| window.starts_with(word));
        let mut adoption = facts.adoption.folded();
        let adopted = begins(&facts.resolution) && adoption.any(|word| window.contains(word));
        let lower = rest.starts_with(char::is_lowercase);
        // `2021年12月6日大会决议`
        let dated = || {
            let after = leading_date(self.facts, &window)?.1.end;
            facts.resolution.folded().find_map(|word| {
                let (organ, _) = window[after..].split_once(word)?;
                let mut names = self.facts.organs.values();
                names.find(|names| names.names.folded().any(|name| name == organ.trim()))
            })
        };
        let year_first = self.facts.dates.order == DateOrder::YearMonthDay;
        !lower
            && ((year_first && dated().is_some())
                || begins(&facts.distribution)
                || begins(&facts.agenda_item)
                || begins(&facts.adoption)
                || adopted)
    }

    /// `distribution = "Distr." word date`: where its date begins and ends.
    fn issued(&self, rest: &str) -> Option<[usize; 2]> {
        let folded = fold(&rest[..rest.floor_char_boundary(60)]);
        let mut words = self.facts.masthead.distribution.folded();
        words.find(|word| folded.text.starts_with(word))?;
        // Mastheads in some languages print it in another's words.
        let dates = Language::all().filter_map(|other| find_date(other.facts(), &folded.text));
        let (_, date) = dates.min_by_key(|(_, date)| date.start)?;
        Some([folded.origin(date.start), folded.origin_end(date.end)])
    }
}
