//! Leads: the verb phrases that paragraphs begin with.

use crate::detect::floor_boundary;
use crate::facts::{Action, Facts};
use crate::fold::fold;

/// How much of a paragraph a lead may take, in bytes.
const WINDOW: usize = 200;

/// A lead.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lead {
    /// Its length in bytes.
    pub(crate) end: usize,
    /// The class of its verb, where the facts know it.
    pub(crate) action: Option<Action>,
}

/// `lead = *before verb *after`
pub(crate) fn lead(facts: &Facts, text: &str) -> Option<Lead> {
    let first = text.chars().find(|c| c.is_alphabetic())?;
    if first.is_lowercase() && capital_leads(facts) {
        return None;
    }
    let window = &text[..floor_boundary(text, WINDOW)];
    let folded = fold(window);
    let matchers = facts.lead_matchers();
    let skip = |at: usize| at + usize::from(folded.text[at..].starts_with(' '));
    let mut cursor = skip(0);
    let mut verb = None;
    loop {
        let found = matchers.verbs.at(&folded.text, cursor);
        let before = matchers.before.at(&folded.text, cursor);
        // A verb may also introduce another (*Expresses* its *concern*): the last one counts.
        verb = found.or(verb);
        match before {
            Some((_, next)) if found.is_none_or(|(_, end)| next >= end) => cursor = skip(next),
            _ => break,
        }
    }
    let (which, mut end) = verb?;
    let action = matchers.classes[which];
    while let Some((_, next)) = matchers.after.at(&folded.text, skip(end)) {
        end = next;
    }
    let end = window[..folded.origin(end)].trim_end().len();
    (end > 0).then_some(Lead {
        end,
        action: Some(action),
    })
}

/// Whether leads begin with a capital letter in this language.
pub(crate) fn capital_leads(facts: &Facts) -> bool {
    facts
        .leads
        .verbs
        .values()
        .flatten()
        .next()
        .and_then(|verb| verb.chars().next())
        .is_some_and(char::is_uppercase)
}

/// The lead of a paragraph: what the lexicon knows, or what is set in italics; where neither tells,
/// the first word.
pub(crate) fn lead_of_paragraph(facts: &Facts, text: &str, italic: usize) -> Option<Lead> {
    let known = lead(facts, text);
    let set = quirk_swollen_italics(text, italic);
    match (known, set) {
        (Some(known), Some(end)) if end > known.end => Some(Lead { end, ..known }),
        (Some(known), _) => Some(known),
        (None, Some(end)) => Some(Lead { end, action: None }),
        (None, None) => None,
    }
}

/// Whether a text begins as leads do, though with a verb that the lexicon does not have: with a
/// capitalized word that has the ending of one.
pub(crate) fn looks_like_lead(facts: &Facts, text: &str) -> bool {
    let word = text
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    capital_leads(facts)
        && word.chars().next().is_some_and(char::is_uppercase)
        && facts
            .leads
            .endings
            .iter()
            .any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending.as_str()))
}

/// The first word of a paragraph that must have a lead and whose lead nothing tells.
pub(crate) fn first_word(facts: &Facts, text: &str) -> Option<Lead> {
    let letters =
        |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-') || crate::fold::ignored(c);
    let end = if facts.spaced {
        text.find(|c| !letters(c)).unwrap_or(text.len())
    } else {
        text.char_indices().nth(2).map_or(text.len(), |(at, _)| at)
    };
    (end > 0).then_some(Lead { end, action: None })
}

/// Italics as far as they can be a lead: not where an OCR engine let them swell over the paragraph.
fn quirk_swollen_italics(text: &str, italic: usize) -> Option<usize> {
    let set = text[..italic].trim_end().trim_end_matches([',', '،', '，']);
    let short = set.chars().count() <= 80 && set.split_whitespace().count() <= 9;
    (short && !set.is_empty() && italic < text.trim_end().len()).then_some(set.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Language;

    fn read(text: &str) -> Option<(&str, Option<Action>)> {
        lead(Language::from_code("en").expect("English").facts(), text)
            .map(|lead| (&text[..lead.end], lead.action))
    }

    #[test]
    fn leads_have_adverbs_and_complements() {
        assert_eq!(
            read("Recalling its resolution"),
            Some(("Recalling", Some(Action::Recall)))
        );
        assert_eq!(
            read("Recalling also its"),
            Some(("Recalling also", Some(Action::Recall)))
        );
        assert_eq!(
            read("Notes with appreciation the"),
            Some(("Notes with appreciation", Some(Action::Note)))
        );
        assert_eq!(
            read("Further requests the"),
            Some(("Further requests", Some(Action::Request)))
        );
        assert_eq!(read("recalling in passing"), None);
        assert_eq!(read("The report"), None);
    }
}
