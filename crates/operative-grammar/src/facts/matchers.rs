//! Facts that are ready to be looked for: trees of phrases, made once when they are first asked for.

use std::collections::BTreeMap;

use super::{Action, Facts};
use crate::fold::fold;
use crate::heads::Heads;
use crate::phrases::Phrases;
use crate::word::Spelling;

/// The words of a closing, ready to be looked for.
#[derive(Debug)]
pub struct ClosingMatchers {
    /// The words for a plenary meeting.
    pub meeting: Phrases,
    /// How a line on the vote begins.
    pub vote: Phrases,
}

#[derive(Debug)]
pub(crate) struct LeadMatchers {
    /// Whether leads begin with a capital letter.
    pub(crate) capital: bool,
    /// What leads begin with: openings, what stands before verbs, and verbs.
    pub(crate) heads: Heads,
    /// The bytes of the longest phrase.
    pub(crate) longest: usize,
    pub(crate) verbs: Phrases,
    pub(crate) verb_classes: Vec<Action>,
    /// The first word of each form of a verb, and its class.
    pub(crate) verb_words: Vec<(Spelling, Action)>,
    pub(crate) objects: Phrases,
    pub(crate) object_classes: Vec<Action>,
    pub(crate) reported: Phrases,
    pub(crate) reported_classes: Vec<Action>,
    pub(crate) before: Phrases,
    /// For each phrase before a verb, whether a bar stands before it.
    pub(crate) before_barred: Vec<bool>,
    pub(crate) qualifiers: Phrases,
    pub(crate) after: Phrases,
    /// For each complement, the bytes before its bar.
    pub(crate) after_bars: Vec<usize>,
    pub(crate) opening: Phrases,
}

/// The words and multipliers of [`NumberFacts`], ready to be looked for, and their values.
#[derive(Debug)]
pub(crate) struct NumberMatcher {
    pub(crate) phrases: Phrases,
    pub(crate) values: Vec<u32>,
    pub(crate) heads: Heads,
}

/// Phrases without their bars, and for each the folded bytes before it.
fn barred<'a>(phrases: impl Iterator<Item = &'a str>) -> (Vec<String>, Vec<usize>) {
    phrases
        .map(|phrase| {
            let whole = phrase.replace('|', "");
            let bar = phrase
                .split('|')
                .next()
                .map_or(0, |before| fold(before.trim_end()).text.len());
            (whole, bar)
        })
        .unzip()
}

impl Facts {
    /// The words of the closing, as phrases.
    #[must_use]
    pub fn closing_matchers(&self) -> &ClosingMatchers {
        let closing = &self.closing;
        closing.matchers.get_or_init(|| ClosingMatchers {
            meeting: self.phrases(closing.meeting.folded()),
            vote: self.phrases(closing.vote.folded()),
        })
    }

    pub(crate) fn lead_matchers(&self) -> &LeadMatchers {
        self.leads.matchers.get_or_init(|| {
            let classed = |forms: &BTreeMap<Action, Vec<String>>| {
                let pairs: Vec<(Action, &str)> = forms
                    .iter()
                    .flat_map(|(class, forms)| forms.iter().map(|form| (*class, form.as_str())))
                    .collect();
                let phrases = Phrases::new(pairs.iter().map(|pair| pair.1), self.spaced);
                (phrases, pairs.iter().map(|pair| pair.0).collect())
            };
            let (verbs, verb_classes) = classed(&self.leads.verbs);
            let (objects, object_classes) = classed(&self.leads.objects);
            let (reported, reported_classes) = classed(&self.leads.reported);
            let forms = self.leads.verbs.iter();
            let mut verb_words: Vec<(Spelling, Action)> = forms
                .flat_map(|(class, forms)| forms.iter().map(move |form| (form, *class)))
                .map(|(form, class)| {
                    let folded = fold(form).text;
                    let word = folded.split(' ').next().unwrap_or_default();
                    (Spelling::of(word), class)
                })
                .collect();
            verb_words.dedup();
            let (before, before_bars) = barred(self.leads.before.iter().map(String::as_str));
            let (after, after_bars) = barred(self.leads.after.iter().map(String::as_str));
            let forms = || self.leads.verbs.values().flatten();
            let begins = forms().chain(&before).chain(&self.leads.opening);
            let lists = [&before, &after, &self.leads.qualifiers, &self.leads.opening];
            let objects_of = self.leads.objects.values();
            let phrases = lists.into_iter().chain(objects_of).flatten().chain(forms());
            LeadMatchers {
                longest: phrases.map(String::len).max().unwrap_or_default(),
                heads: Heads::of(begins.map(String::as_str)),
                capital: forms()
                    .next()
                    .is_some_and(|verb| verb.starts_with(char::is_uppercase)),
                verbs,
                verb_classes,
                verb_words,
                objects,
                object_classes,
                reported,
                reported_classes,
                before: self.phrases(before.iter().map(String::as_str)),
                before_barred: before_bars.iter().map(|bar| *bar == 0).collect(),
                qualifiers: self.phrases(self.leads.qualifiers.iter().map(String::as_str)),
                after: self.phrases(after.iter().map(String::as_str)),
                after_bars,
                opening: self.phrases(self.leads.opening.iter().map(String::as_str)),
            }
        })
    }
}
