//! The line on the adoption: by whom, and on which day.

use crate::date::{beside, dated, find_date, find_misread_date};
use crate::facts::Facts;
use crate::fold::{Folded, fold};
use crate::lead::capital_leads;
use crate::word::{is_letter, letters, shorter};

/// `adoption = words of adoption with a date or an organ, or behind the word for what is adopted`
pub(super) fn adoption(facts: &Facts, folded: &Folded) -> bool {
    let line = &folded.text;
    let headed = || facts.masthead.adopted().any(|word| line.starts_with(word));
    facts.masthead.adoption.stand_in(line)
        && shorter(line, 250)
        && (find_date(facts, line).is_some() || facts.organ_in(folded).is_some() || headed())
}

/// `heads-adoption = word-of-adoption …`, as no title goes on: not amid a sentence, and in capitals only with a number or
/// a date.
pub(super) fn heads_adoption(facts: &Facts, text: &str) -> bool {
    let line = fold(text).text;
    let begins = facts.masthead.adoption.folded().any(|word| {
        let rest = line.strip_prefix(word);
        rest.is_some_and(|rest| !rest.starts_with(is_letter))
    });
    let amid = capital_leads(facts) && text.starts_with(char::is_lowercase);
    let capitals = !text.contains(char::is_lowercase);
    begins && !amid && (!capitals || text.contains(char::is_numeric))
}

/// `adoption` with a date, where a letter of the word of adoption, of the organ or of the month is misread:
/// *Resolution adoptcd by the General Assembly on 16 Apri1 2021*.
pub(super) fn quirk_misread_adoption(facts: &Facts, line: &str) -> bool {
    /// What has shorter words is too much like others.
    const SHORTEST: usize = 5;
    if line.len() > 250 || !line.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let said = |word: &str| {
        line.split([' ', ',']).any(|printed| {
            let length = printed.chars().count();
            printed == word || (length >= SHORTEST && strsim::osa_distance(word, printed) <= 1)
        })
    };
    let words = &facts.masthead.adoption;
    words.folded().any(|word| said(word) || line.contains(word))
        && (find_date(facts, line).is_some() || find_misread_date(facts, line).is_some())
}

/// `dated-line = [word] date [word]`, with no more than short words beside the date: *of 19 March 1965*. Below
/// the number the date may stand alone.
pub(super) fn dated_line(facts: &Facts, line: &str, numbered: bool) -> bool {
    /// The letters of these words.
    const WORDS: usize = 8;
    dated(facts, line, WORDS).is_some_and(|(_, place)| {
        // The days of a session are two dates.
        let alone = !beside(line, &place).any(|c| c.is_ascii_digit());
        (numbered || place.start > 0) && alone
    })
}

/// `adopted-in-title = "Resolution of" date`, as the first volumes head their resolutions.
pub(super) fn adopted_in_title(facts: &Facts, folded: &Folded) -> bool {
    let mut words = facts.masthead.resolution.folded();
    find_date(facts, &folded.text).is_some_and(|(_, place)| {
        let outside = folded.text[..place.start].to_owned() + &folded.text[place.end..];
        words.any(|word| {
            let rest = outside.strip_prefix(word);
            rest.is_some_and(|rest| letters(rest.chars()) <= 4)
        })
    })
}
