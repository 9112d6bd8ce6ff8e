//! Leads: the verb phrases that paragraphs begin with.

use crate::end_mark::end_mark;
use crate::facts::{Action, Facts, LeadMatchers, Organ};
use crate::fold::fold;
use crate::parts::enacted;
use crate::phrases::Phrases;
use crate::word::{Spelling, is_letter, letters_end, shorter};

/// How much of a paragraph a lead may take, in bytes.
const WINDOW: usize = 200;

/// How much of it next to all leads take, and the phrases that might follow.
const NARROW: usize = 96;

/// A lead, as bytes of the text it begins.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lead {
    /// Where it begins: after an opening such as *In this regard,*.
    pub(crate) start: usize,
    /// Where its verb begins, behind words before it that only some organs set in italics.
    pub(crate) verb_start: usize,
    /// Where its verb ends, complements left out.
    pub(crate) verb_end: usize,
    /// Where it ends.
    pub(crate) end: usize,
    /// The class of its verb, where the facts know it.
    pub(crate) action: Option<Action>,
}

impl Lead {
    const fn unknown(end: usize) -> Self {
        Self {
            start: 0,
            verb_start: 0,
            verb_end: end,
            end,
            action: None,
        }
    }

    /// The same lead, where what it stands in begins `by` bytes earlier.
    const fn moved(self, by: usize) -> Self {
        Self {
            start: self.start + by,
            verb_start: self.verb_start + by,
            verb_end: self.verb_end + by,
            end: self.end + by,
            action: self.action,
        }
    }
}

/// `lead = [opening] *before verb *([*(before / qualifier)] (verb / object)) *after`
pub(crate) fn lead(facts: &Facts, text: &str) -> Option<Lead> {
    let first = text.chars().find(|c| is_letter(*c))?;
    let small = first.is_lowercase() && capital_leads(facts);
    (!small).then(|| lead_in_any_case(facts, text)).flatten()
}

/// A lead, whether a capital letter begins it or not.
pub(crate) fn lead_in_any_case(facts: &Facts, text: &str) -> Option<Lead> {
    let matchers = facts.lead_matchers();
    if !matchers.heads.may_begin(text) {
        return None;
    }
    let window = |size| &text[..text.floor_char_boundary(size)];
    let (found, certain) = lead_within(matchers, window(NARROW));
    if certain || text.len() <= NARROW {
        return found;
    }
    lead_within(matchers, window(WINDOW)).0
}

/// `reported-lead = *before reported-verb *after`: what begins the items of a list below the opening of a decision, *Took
/// note*.
pub(crate) fn reported_lead(facts: &Facts, text: &str) -> Option<Lead> {
    let matchers = facts.lead_matchers();
    let window = &text[..text.floor_char_boundary(NARROW)];
    let folded = fold(window);
    let skip = |at: usize| at + usize::from(folded.text[at..].starts_with(' '));
    let mut start = 0;
    while let Some((_, next)) = matchers.before.at(&folded.text, start) {
        start = skip(next);
    }
    let (which, mut end) = matchers.reported.at(&folded.text, start)?;
    let verb_end = end;
    while let Some((_, next)) = matchers.after.at(&folded.text, skip(end)) {
        end = next;
    }
    let place = |at: usize| window[..folded.origin(at)].trim_end().len();
    Some(Lead {
        start: 0,
        verb_start: 0,
        verb_end: place(verb_end),
        end: place(end),
        action: Some(matchers.reported_classes[which]),
    })
}

/// `lead-apart = lead-alone / lead *word`, as some conferences set leads, in lines of their own above what they govern:
/// *considering*, *recognizing further*. Those that act name whom they address: *instructs the Secretary-General*.
pub(crate) fn lead_apart(facts: &Facts, text: &str) -> Option<Lead> {
    /// The characters of such a line at most, and the words behind a lead that addresses nobody.
    const LONGEST: usize = 240;
    const MORE: usize = 3;
    let text = text.trim();
    if !shorter(text, LONGEST) {
        return None;
    }
    let lead = lead_in_any_case(facts, text).filter(|lead| lead.start == 0)?;
    let (_, behind) = text.split_at(lead.end);
    let few = behind.split_whitespace().nth(MORE).is_none();
    let addresses = lead.action.is_some_and(enacted);
    let unended = end_mark(text).is_none() && (few || addresses);
    (unended || alone(text, lead)).then_some(lead)
}

/// `lead-alone = lead ["," / ":"]`, a lead apart that is all of its line. Behind one that a capital begins stands no
/// mark.
pub(crate) fn lead_alone(facts: &Facts, text: &str) -> bool {
    let text = text.trim();
    lead_apart(facts, text).is_some_and(|lead| alone(text, lead))
}

fn alone(text: &str, lead: Lead) -> bool {
    let mark = text[lead.end..].trim();
    let small = || !text.starts_with(char::is_uppercase);
    mark.is_empty() || (matches!(mark, "," | "،" | "，" | ":" | "：") && small())
}

/// The lead in the first bytes of a text, and whether it is the same whatever follows them.
fn lead_within(matchers: &LeadMatchers, window: &str) -> (Option<Lead>, bool) {
    let folded = fold(window);
    // A phrase, and a letter beside it, lie within the window.
    let certain = |at: usize| at + matchers.longest + 1 < folded.text.len();
    let skip = |at: usize| at + usize::from(folded.text[at..].starts_with(' '));
    let mut start = skip(0);
    if let Some((_, next)) = matchers.opening.at(&folded.text, start) {
        start = skip(next + usize::from(folded.text[next..].starts_with(',')));
    }
    let (mut cursor, mut verb_start, mut verb_end, mut told) = (start, start, None, None);
    loop {
        // What only goes on with a lead begins none.
        let within = cursor > start;
        let end_of = |phrases: &Phrases| Some(phrases.at(&folded.text, cursor)?.1);
        let class_of = |phrases: &Phrases, classes: &[Action]| {
            let (which, end) = phrases.at(&folded.text, cursor)?;
            Some((end, classes[which]))
        };
        let adverb = matchers.before.at(&folded.text, cursor);
        let qualifier = within.then(|| end_of(&matchers.qualifiers)).flatten();
        let before = adverb.map(|found| found.1).max(qualifier);
        let object = || class_of(&matchers.objects, &matchers.object_classes);
        let object = within.then(object).flatten();
        let verb = class_of(&matchers.verbs, &matchers.verb_classes);
        let verb = object.into_iter().chain(verb).max_by_key(|found| found.0);
        let verb = verb.filter(|(end, _)| before.is_none_or(|next| next <= *end));
        // A verb may introduce what tells the act: *Expressing* its *concern*.
        verb_end = verb_end.or(verb.map(|(end, _)| end));
        told = verb.or(told);
        match before {
            Some(next) if verb.is_none_or(|(end, _)| next == end) => {
                let barred = adverb.is_some_and(|(which, _)| matchers.before_barred[which]);
                if barred && verb_start == cursor {
                    verb_start = skip(next);
                }
                cursor = skip(next);
            }
            _ => break,
        }
    }
    let (Some((mut end, action)), Some(mut verb_end)) = (told, verb_end) else {
        return (None, certain(cursor));
    };
    let mut barred = verb_end < end;
    while let Some((which, next)) = matchers.after.at(&folded.text, skip(end)) {
        barred |= skip(end) + matchers.after_bars[which] < next;
        end = next;
        if !barred {
            verb_end = next;
        }
    }
    let place = |at: usize| window[..folded.origin(at)].trim_end().len();
    let (start, verb_start) = (folded.origin(start), folded.origin(verb_start));
    let certain = certain(cursor.max(skip(end)));
    let (verb_end, end) = (place(verb_end), place(end));
    let lead = Lead {
        start,
        verb_start,
        verb_end,
        end,
        action: Some(action),
    };
    (Some(lead).filter(|_| end > start), certain)
}

/// Whether leads begin with a capital letter in this language.
pub(crate) fn capital_leads(facts: &Facts) -> bool {
    facts.lead_matchers().capital
}

/// How an organ sets its leads.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    /// The verb with its complements: *Expressing concern*.
    Phrase,
    /// The verb alone: *Expressing* concern.
    Verb,
}

impl Setting {
    /// The Security Council sets the verb alone: in its resolutions of 2020 and 2021, nine leads in
    /// ten that have a complement.
    pub(crate) const fn of(organ: Option<Organ>) -> Self {
        match organ {
            Some(Organ::SecurityCouncil) => Self::Verb,
            _ => Self::Phrase,
        }
    }
}

/// `final-verb = lead … verb end-mark`: the verb that a clause ends with, where the words it begins with
/// only say on what ground it acts.
fn final_verb(facts: &Facts, text: &str, known: Lead) -> Option<Lead> {
    let clause = text.trim_end().trim_end_matches(is_end_mark);
    let mut verbs = facts.leads.finals.iter();
    let start = verbs.find_map(|verb| Some(clause.strip_suffix(verb.as_str())?.len()))?;
    (known.action == Some(Action::Guide) && start >= known.end).then_some(Lead {
        start,
        verb_start: start,
        end: clause.len(),
        verb_end: clause.len(),
        ..known
    })
}

/// Whether a character ends a clause.
const fn is_end_mark(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '.' | '，' | '；' | '：' | '。')
}

/// The lead of a paragraph: what is set in italics, else what the lexicon knows.
pub(crate) fn lead_of_paragraph(
    facts: &Facts,
    setting: Setting,
    known: Option<Lead>,
    text: &str,
    italic: usize,
) -> Option<Lead> {
    if let Some(last) = known.and_then(|known| final_verb(facts, text, known)) {
        return Some(last);
    }
    let set = quirk_swollen_italics(text, italic);
    match (known, set) {
        // Italics that end within a word are an OCR engine's.
        (Some(known), Some(end))
            if end >= known.verb_end || !text[end..].starts_with(char::is_alphabetic) =>
        {
            Some(Lead {
                end,
                start: 0,
                ..known
            })
        }
        (Some(known), _) if setting == Setting::Verb => Some(Lead {
            start: known.verb_start,
            end: known.verb_end,
            ..known
        }),
        (Some(known), _) => Some(known),
        (None, Some(end)) => {
            let action = quirk_misread_lead(facts, text).and_then(|lead| lead.action);
            Some(Lead {
                action,
                ..Lead::unknown(end)
            })
        }
        (None, None) => None,
    }
}

/// Whether a text begins as leads do, though with a verb that the lexicon does not have: with a
/// capitalized word that has the ending of one.
pub(crate) fn looks_like_lead(facts: &Facts, text: &str) -> bool {
    if !capital_leads(facts) || !text.starts_with(char::is_uppercase) {
        return false;
    }
    let word = &text[..letters_end(text, 0)];
    let mut endings = facts.leads.endings.iter();
    endings.any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending.as_str()))
}

/// The verb whose first word a text begins with but for a letter or two, as OCR engines misread
/// them: its class, and the length of the word.
pub(crate) fn quirk_misread_lead(facts: &Facts, text: &str) -> Option<Lead> {
    let word = first_word(facts, text).filter(|_| facts.spaced)?;
    let read = Spelling::of(&fold(&text[..word.end]).text);
    if read.length < 6 {
        return None;
    }
    let most = 1 + usize::from(read.length >= 9);
    let mut verbs = facts.lead_matchers().verb_words.iter();
    let (_, action) = verbs.find(|(known, _)| known.near(&read, most))?;
    Some(Lead {
        action: Some(*action),
        ..word
    })
}

/// The lead of a paragraph that must have one and does not begin with it: behind what it governs, or
/// the first word.
pub(crate) fn unknown_lead(facts: &Facts, text: &str) -> Option<Lead> {
    governing_lead(facts, text)
        .or_else(|| lead_in_any_case(facts, text))
        .or_else(|| quirk_misread_lead(facts, text))
        .or_else(|| first_word(facts, text))
}

/// `governing-lead = preposition … (lead end-mark / lead …)`: the verb phrase that stands behind what it
/// governs, the first that ends a clause, else the first.
pub(crate) fn governing_lead(facts: &Facts, text: &str) -> Option<Lead> {
    let mut prepositions = facts.leads.prepositions.iter();
    prepositions.find(|word| text.starts_with(word.as_str()))?;
    let leads = |from: usize, to: usize| {
        let places = text[from..to].char_indices().skip(1);
        places.filter_map(move |(at, _)| Some(lead(facts, &text[from + at..to])?.moved(from + at)))
    };
    let marks = text.match_indices(is_end_mark).map(|(at, _)| at);
    let mut ends = marks.chain([text.len()]);
    // A verb phrase that ends a clause is no longer than some words.
    let last = ends.find_map(|end| {
        let from = text.floor_char_boundary(end.saturating_sub(60));
        leads(from, end).find(|lead| lead.end == end)
    });
    last.or_else(|| leads(0, text.floor_char_boundary(WINDOW)).next())
}

fn first_word(facts: &Facts, text: &str) -> Option<Lead> {
    let letters =
        |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-') || crate::fold::ignored(c);
    let end = if facts.spaced {
        text.find(|c| !letters(c)).unwrap_or(text.len())
    } else {
        text.char_indices().nth(2).map_or(text.len(), |(at, _)| at)
    };
    // An article is no verb.
    let short = |word: &String| word.eq_ignore_ascii_case(&text[..end]);
    let said = !facts.spaced || !facts.stopwords.iter().any(short);
    (end > 0 && said).then_some(Lead::unknown(end))
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

    fn read(text: &str) -> Option<(&str, Option<Action>)> {
        lead(Facts::of_language("en"), text).map(|lead| (&text[lead.start..lead.end], lead.action))
    }

    #[test]
    fn a_misread_verb_is_still_a_lead() {
        let facts = Facts::of_language("en");
        let lead = quirk_misread_lead(facts, "Recal1ing its resolution").expect("a lead");
        assert_eq!((lead.end, lead.action), (9, Some(Action::Recall)));
        assert_eq!(quirk_misread_lead(facts, "Organization of the"), None);
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
        assert_eq!(
            read("Expressing its deep concern at"),
            Some(("Expressing its deep concern", Some(Action::Concern)))
        );
        assert_eq!(
            read("Having carefully considered the"),
            Some(("Having carefully considered", Some(Action::Consider)))
        );
        assert_eq!(read("Its deep concern"), None);
        assert_eq!(read("recalling in passing"), None);
        assert_eq!(read("The report"), None);
    }

    #[test]
    fn a_lead_may_stand_behind_what_it_governs() {
        let facts = Facts::of_language("zh");
        let read = |text: &'static str| {
            let lead = unknown_lead(facts, text).expect("a lead");
            (&text[lead.start..lead.end], lead.action)
        };
        let concern = Some(Action::Concern);
        assert_eq!(read("对水井干涸深表关切，"), ("深表关切", concern));
        assert_eq!(
            read("对水井干涸，河水不足表示关切，并强调节水，"),
            ("表示关切", concern)
        );
        assert_eq!(
            read("向所有各方强调水井的重要性，"),
            ("强调", Some(Action::Stress))
        );
        assert_eq!(read("对水"), ("对水", None));
    }

    #[test]
    fn adverbs_are_set_as_the_organ_does() {
        let facts = Facts::of_language("zh");
        let text = "最强烈谴责袭击，";
        let read = |setting| {
            let lead =
                lead_of_paragraph(facts, setting, lead(facts, text), text, 0).expect("a lead");
            &text[lead.start..lead.end]
        };
        assert_eq!(read(Setting::Verb), "谴责");
        assert_eq!(read(Setting::Phrase), "最强烈谴责");
    }
}
