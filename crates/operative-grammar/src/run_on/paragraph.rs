//! Paragraphs that run on: where one begins, told by what stands before it and by its label or its lead.

use super::Cutter;
use super::annex::title_behind;
use crate::end_mark::{end_mark, end_mark_before_call};
use crate::fold::fold;
use crate::label::{Counted, label, label_alone};
use crate::lead::{Lead, capital_leads, lead};
use crate::mark::note_mark;
use crate::number::roman;
use crate::parts::enacted;
use crate::tree::LabelStyle;

/// How far back the mark that ends a paragraph is looked for, in bytes.
const MARK: usize = 64;

/// How many lists may be open, one within the other.
const DEEPEST: usize = 8;

impl Cutter<'_> {
    /// Whether a paragraph begins here, behind a text and its mark: what it is, is remembered.
    pub(super) fn begins(&mut self, at: usize, rest: &str, before: &str) -> bool {
        let whole = before;
        let cut = self.cuts.last().copied().unwrap_or(0).min(before.len());
        if label_alone(self.facts, before[cut..].trim()) {
            return false;
        }
        let since = before.len() - cut;
        let before = &before[before.ceil_char_boundary(before.len().saturating_sub(MARK))..];
        let mark = end_mark_before_call(before.trim_end());
        let numeral = rest.split_whitespace().next().unwrap_or_default();
        let next =
            numeral.starts_with(char::is_uppercase) && roman(numeral) == Some(self.section + 1);
        if next && matches!(mark, Some(',' | ';' | '.')) {
            self.section += 1;
            // It stands above its title.
            self.title_from = Some(at + numeral.len());
            self.cuts.extend([at, at + numeral.len()]);
            return true;
        }
        if let Some((after, counted)) = label(self.facts, rest) {
            if counted.style == LabelStyle::Bullet {
                // A dash may stand within a sentence, and behind a number.
                let marks: &[char] = if rest.starts_with(['-', '–', '—']) {
                    &[':', ';', '：', '；', '؛']
                } else {
                    &[':', ';', ',', '.', '：', '；', '，', '。', '؛', '،']
                };
                return before.trim_end().ends_with(marks);
            }
            let mark = mark.or_else(|| mark_before_conjunction(before));
            let labelled = self.labelled(after, counted, mark.unwrap_or_default(), since);
            if labelled && mark.is_none() && counted.plain_number() {
                let last = self.cuts.last().copied().unwrap_or(0);
                let title = title_behind(whole).filter(|title| *title > last);
                self.cuts.extend(title);
            }
            return labelled;
        }
        let mark = mark.unwrap_or_default();
        if mark == '.' {
            // Notes that no rule sets off begin with a mark that is no label.
            if note_mark(rest).is_some_and(|(label, _)| label == "1") {
                self.note = 1;
                self.at_foot = true;
            }
            self.at_foot |= self.closing(rest).is_some();
            return self.at_foot;
        }
        self.number == 0
            && !self.annexed
            && matches!(mark, ',' | ';')
            && self.preambular(rest, before.trim_end())
    }

    /// Whether a paragraph of the preamble begins here, behind a comma.
    fn preambular(&self, rest: &str, before: &str) -> bool {
        // What is no letter may be a call.
        if self.blanks && before.ends_with(['，', '；']) && rest.starts_with(char::is_alphabetic)
        {
            return true;
        }
        let Some(found) = lead(self.facts, rest) else {
            return false;
        };
        capital_leads(self.facts) || (self.formula && self.opens(rest, found))
    }

    /// Whether a lead opens a paragraph where no capital tells, and a clause may begin as a paragraph does.
    fn opens(&self, rest: &str, found: Lead) -> bool {
        /// A word that points back stands no farther from the start, in bytes.
        const NEAR: usize = 90;
        let facts = &self.facts.leads;
        let mut endings = facts.participles.folded().peekable();
        if endings.peek().is_none() {
            return found.start == 0 && !found.action.is_some_and(enacted);
        }
        let verb = fold(&rest[..found.end]).text;
        let participle = endings.any(|ending| verb.split(' ').any(|word| word.ends_with(ending)));
        let near = || fold(&rest[..rest.floor_char_boundary(NEAR)]).text;
        participle && !facts.continuing.stand_in(&near())
    }

    /// Whether what a label labels begins here, so many bytes behind the last cut.
    fn labelled(&mut self, after: &str, counted: Counted, mark: char, since: usize) -> bool {
        /// The title of a list takes no more bytes.
        const TITLE: usize = 120;
        if let Some(value) = counted.plain_value() {
            let capital = after.starts_with(char::is_uppercase) || !capital_leads(self.facts);
            // The title of a section may stand before the number, and has no mark.
            let acts = lead(self.facts, after).is_some();
            let set_off = if value == 1 { mark == ',' } else { mark == ';' };
            let anew = value == 1 && acts && (mark == ';' || self.title_from.is_some());
            let next = value == self.number + 1 && (acts || (set_off && capital));
            if next || anew {
                self.number = value;
                self.title_from = None;
                self.lists.clear();
            }
            return next || anew;
        }
        let first = counted.readings().find(|(_, value)| *value == 1);
        // The item of a list may be the title of one within it.
        let titled = mark == char::default()
            && counted.bracketed
            && !self.lists.is_empty()
            && since < TITLE
            && after.starts_with(char::is_uppercase);
        let opens = (mark == ':' || titled) && self.lists.len() < DEEPEST;
        if let Some(first) = first.filter(|_| opens) {
            self.lists.push(first);
            return true;
        }
        let follows = |open: &(LabelStyle, u32)| {
            counted
                .readings()
                .any(|(style, value)| (style, value) == (open.0, open.1 + 1))
        };
        let open = self.lists.iter().rposition(follows);
        match open.filter(|_| matches!(mark, ';' | ',' | '.')) {
            Some(open) => {
                self.lists.truncate(open + 1);
                self.lists[open].1 += 1;
                true
            }
            None => false,
        }
    }
}

/// The mark that ends a text behind which a short word stands: `; and`.
fn mark_before_conjunction(before: &str) -> Option<char> {
    let text = before.trim_end();
    let outside = text.trim_end_matches(char::is_alphabetic);
    let short = (1..=3).contains(&text[outside.len()..].chars().count());
    end_mark(outside).filter(|mark| short && matches!(mark, ';' | ','))
}
