//! The session that a line of the masthead names: *Seventy-seventh session*, *Eleventh emergency special session*.

use crate::facts::{Facts, Words};
use crate::number::number_in_words;
use crate::tree::{Session, SessionKind};
use crate::word::{letters, shorter};

/// Whether a line holds the word for a session of any kind.
pub(super) fn holds_session(facts: &Facts, line: &str) -> bool {
    let masthead = &facts.masthead;
    let kinds = [&masthead.session, &masthead.special, &masthead.emergency];
    kinds.iter().any(|words| words.stand_in(line))
}

/// `session = number (session / special-session / emergency-session)`, and nothing else.
pub(super) fn session(facts: &'static Facts, line: &str) -> Option<Session> {
    if !shorter(line, 91) || !holds_session(facts, line) {
        return None;
    }
    let within = |words: &'static Words| {
        words
            .folded()
            .filter(|word| line.contains(word))
            .max_by_key(|word| word.len())
    };
    let emergency = within(&facts.masthead.emergency);
    let special = within(&facts.masthead.special);
    let word = within(&facts.masthead.session);
    let kind = if emergency.is_some() {
        SessionKind::Emergency
    } else if special.is_some() {
        SessionKind::Special
    } else {
        SessionKind::Regular
    };
    let words = emergency.or(special).or(word)?;
    let place = line.find(words)?;
    let rest = format!("{} {}", &line[..place], &line[place + words.len()..]);
    let (number, left) = session_number(facts, &rest)?;
    (letters(left.chars()) <= 4).then_some(Session { number, kind })
}

/// The number of a session, in words or in digits, and what is left of the text.
fn session_number(facts: &Facts, text: &str) -> Option<(u32, String)> {
    if let Some(start) = text.find(|c: char| c.is_ascii_digit()) {
        let digits: &str = text[start..].split(|c: char| !c.is_ascii_digit()).next()?;
        let left = format!("{}{}", &text[..start], &text[start + digits.len()..]);
        return Some((digits.parse().ok()?, left));
    }
    let starts = text.char_indices().filter(|(at, _)| {
        !facts.spaced
            || *at == 0
            || text[..*at].ends_with([' ', '-'])
            || text[..*at].chars().count() < 4
    });
    let (start, (number, end)) = starts
        .filter_map(|(at, _)| number_in_words(facts, text, at).map(|found| (at, found)))
        .max_by_key(|(start, (_, end))| end - start)?;
    Some((number, format!("{}{}", &text[..start], &text[end..])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;

    #[test]
    fn sessions_are_numbers_in_words() {
        let facts = Facts::of_language("en");
        let read = |text: &str| session(facts, &fold(text).text).map(|session| session.to_string());
        assert_eq!(read("Seventy-seventh session").as_deref(), Some("77"));
        assert_eq!(
            read("Eleventh emergency special session").as_deref(),
            Some("ES-11")
        );
        assert_eq!(
            read("Thirty-second special session").as_deref(),
            Some("S-32")
        );
        assert_eq!(read("The seventh session of the Conference"), None);
    }
}
