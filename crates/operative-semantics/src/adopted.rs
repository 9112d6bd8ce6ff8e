//! How a document came to be adopted: the committee that proposed it, the meeting, and the words of the vote.

use operative_grammar::{
    Document, Facts, Folded, MastheadKind, MastheadLine, NodeKind, Passage, Phrases, fold, ignored,
    in_word, is_letter, number_in_words,
};

use crate::lexicon::Lexicon;
use crate::numeral::written_before;

/// basis = "[" before-committee committee after-committee "(" … ; `on the report of the Third Committee (A/…)`
pub(crate) fn committee(lexicon: &Lexicon, basis: &str) -> Option<String> {
    let line = basis.trim_start_matches('[').trim();
    let folded = fold(line);
    let starts = |phrases: &[String]| {
        phrases
            .iter()
            .map(|phrase| fold(phrase).text)
            .filter(|phrase| folded.text.starts_with(phrase.as_str()))
            .map(|phrase| phrase.len())
            .max()
    };
    let start = folded.origin(starts(&lexicon.committee_before)?);
    // The bracket that holds the symbol; the committee's own name may have one before it.
    let brackets = line[start..].match_indices(['(', '（']);
    let mut holding = brackets
        .map(|(at, _)| start + at)
        .filter(|at| line[*at..].contains('/'));
    let end = holding.next_back()?;
    let mut name = line.get(start..end)?.trim();
    for after in &lexicon.committee_after {
        name = name.strip_suffix(after.as_str()).unwrap_or(name);
    }
    let name = name.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// meeting-line = a closing line, or one of the masthead, that names the meeting; a line of its own says it as it is, in
/// a sentence it is the words and the number
pub(crate) fn meeting(document: &Document) -> Option<String> {
    let facts = document.language().facts();
    let phrases = &facts.closing_matchers().meeting;
    let named = |passage: &Passage| {
        let text = document.text_of(*passage);
        let folded = fold(text).text;
        let numbered = text.chars().any(char::is_numeric) || in_words(facts, &folded);
        numbered && phrases.find(&folded, 0).is_some()
    };
    let closing = closing_lines(document).find(named);
    let alone = closing.and_then(|line| meeting_alone(facts, document.text_of(line)));
    if alone.is_some() {
        return alone;
    }
    let lines = document.masthead().lines.iter();
    let mut adoption = lines
        .filter(|line| line.kind == MastheadKind::Adoption)
        .map(|line| line.passage);
    let passage = closing
        .or_else(|| adoption.find(named))
        .or_else(|| document.opening())?;
    meeting_amid(facts, document.text_of(passage))
}

/// The lines below a document on its meeting and its vote.
fn closing_lines(document: &Document) -> impl Iterator<Item = Passage> + '_ {
    let nodes = document.nodes().iter();
    nodes
        .filter(|node| node.kind == NodeKind::Closing)
        .map(|node| node.passage)
}

/// meeting-alone = meeting-number meeting [date] ; without the date
fn meeting_alone(facts: &Facts, line: &str) -> Option<String> {
    /// Where a line says more than the meeting, so many bytes stand before it.
    const SENTENCE: usize = 60;
    let matchers = facts.closing_matchers();
    let text = line.trim().trim_start_matches('(');
    let folded = fold(text);
    let votes = matchers.vote.at(&folded.text, 0).is_some()
        || (!facts.spaced && matchers.vote.find(&folded.text, 0).is_some());
    let words = matchers.meeting.find(&folded.text, 0);
    let leads = words.map_or(0, |(_, words)| words.start);
    (!votes && leads < SENTENCE).then(|| {
        let meeting = undated(facts, &matchers.meeting, text, &folded);
        let meeting = meeting.trim_end_matches([',', '.', ' ', '،', '，', '。', ')']);
        meeting.to_owned()
    })
}

/// meeting-amid = … (meeting-number meeting / meeting meeting-number) …
fn meeting_amid(facts: &Facts, text: &str) -> Option<String> {
    let folded = fold(text);
    let (_, words) = facts.closing_matchers().meeting.find(&folded.text, 0)?;
    // The number stands right before the words, or right after them.
    let before = folded.text[..words.start].trim_end();
    let number = if facts.spaced {
        before.rfind(char::is_whitespace).map_or(0, |at| at + 1)
    } else {
        let digits = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let written = written_before(facts, before).map_or(digits, |(_, start)| start);
        let number = digits.min(written);
        let mark = before[..number].chars().next_back();
        mark.map_or(number, |mark| number - mark.len_utf8())
    };
    let digits = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let numbered = digits(&before[number..]) || (!facts.spaced && number < before.len());
    let range = if numbered {
        number..words.end
    } else {
        let after = folded.text[words.end..].trim_start();
        let start = folded.text.len() - after.len();
        let length = after.bytes().take_while(u8::is_ascii_digit).count();
        let end = if length > 0 {
            start + length
        } else {
            words.end
        };
        words.start..end
    };
    let printed = text.get(folded.origin(range.start)..folded.origin_end(range.end))?;
    Some(printed.trim().to_owned())
}

/// Whether a text begins with a number in words, or with the mark of one where words are not parted: 第二次.
fn in_words(facts: &Facts, folded: &str) -> bool {
    let mark = folded.chars().next().filter(|_| !facts.spaced);
    let mark = mark.map_or(0, char::len_utf8);
    number_in_words(facts, folded, 0).is_some() || number_in_words(facts, folded, mark).is_some()
}

/// A line on the meeting without the date behind it: `54th plenary meeting 15 December 2022`.
fn undated<'a>(facts: &Facts, phrases: &Phrases, text: &'a str, folded: &Folded) -> &'a str {
    let digits = |text: &str| text.contains(char::is_numeric);
    let Some((_, words)) = phrases.find(&folded.text, 0) else {
        return text;
    };
    let before = &folded.text[..words.start];
    let rest = &folded.text[words.end..];
    let numbered = digits(before) || in_words(facts, before);
    if !digits(rest) {
        return text;
    }
    if !numbered {
        // The number stands behind the words, and a comma before the date.
        let mut commas = rest.match_indices([',', '،']);
        let dated = |behind: &str| {
            behind
                .trim_start()
                .starts_with(|c: char| c.is_ascii_digit())
        };
        let comma = commas.find(|(at, comma)| dated(&rest[at + comma.len()..]));
        return comma.map_or(text, |(at, _)| &text[..folded.origin(words.end + at)]);
    }
    // What the meeting was may stand in brackets: *(resumed)*.
    let resumed = rest.trim_start().starts_with('(');
    let bracket = rest.find(')').filter(|_| resumed).map_or(0, |at| at + 1);
    &text[..folded.origin_end(words.end + bracket)]
}

/// vote-line = a closing line, or one of the masthead, that says how it was adopted
pub(crate) fn vote(document: &Document) -> Option<String> {
    /// The letters behind the number of a meeting: *2nd*.
    const ORDINAL: usize = 2;
    let facts = document.language().facts();
    let matchers = facts.closing_matchers();
    let phrases = &matchers.vote;
    // "Adopted by the Security Council at its 3196th meeting" does not say how.
    let says_who = |line: &&MastheadLine| {
        let text = document.text_of(line.passage);
        line.kind == MastheadKind::Adoption && facts.organ_in(&fold(text)).is_some()
    };
    let lines = document.masthead().lines.iter();
    let lines = lines
        .filter(|line| !says_who(line))
        .map(|line| line.passage);
    let outer = |c| matches!(c, '[' | '(' | '［' | '（') || ignored(c);
    let says = |passage: &Passage| {
        let text = document.text_of(*passage);
        let may_begin = || facts.closing.vote.may_begin(text.trim_start_matches(outer));
        if facts.spaced && !may_begin() {
            return false;
        }
        let text = fold(text).text;
        let text = text.trim_start_matches(['[', '(']);
        // Where words are not parted, the meeting may stand before the vote.
        phrases.at(text, 0).is_some() || (!facts.spaced && phrases.find(text, 0).is_some())
    };
    let passage = closing_lines(document).chain(lines).find(says)?;
    let text = document.text_of(passage).trim();
    // "Adopted unanimously at the 1193rd meeting.": the meeting is no part of the vote.
    let folded = fold(text);
    let said = phrases.at(&folded.text, 0);
    let meeting = matchers.meeting.find(&folded.text, 0);
    let meeting = meeting.filter(|(_, words)| !folded.text[words.end..].contains(in_word));
    match said.zip(meeting) {
        // "Adopted at the 2nd meeting." says nothing of it: its number alone stands between.
        Some(((_, end), (_, words))) => {
            let between = folded.text.get(end..words.start).unwrap_or_default();
            let letters = between.chars().filter(|c| is_letter(*c)).count();
            let number = between.contains(char::is_numeric) && letters <= ORDINAL;
            (!number).then(|| text[..folded.origin_end(end)].to_owned())
        }
        None => Some(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use operative_grammar::{Language, parse_as};

    fn read(code: &str, text: &str, told: fn(&Document) -> Option<String>) -> Option<String> {
        let language = Language::from_code(code).expect("a language");
        told(&parse_as(text, language).document)
    }

    #[test]
    fn a_line_of_its_own_says_the_meeting_without_the_date() {
        let body = "The General Assembly,\n\n1. Decides to count the wells.\n\n";
        for (closing, said) in [
            (
                "54th plenary meeting\n15 December 2022",
                "54th plenary meeting",
            ),
            (
                "1768th plenary meeting, 21 May 1971.",
                "1768th plenary meeting",
            ),
            (
                "56th (resumed) plenary meeting\n2 July 2020",
                "56th (resumed) plenary meeting",
            ),
        ] {
            let text = format!("{body}{closing}\n");
            assert_eq!(
                read("en", &text, meeting).as_deref(),
                Some(said),
                "{closing}"
            );
        }
        assert_eq!(read("en", body, meeting), None);
    }

    #[test]
    fn amid_a_sentence_the_meeting_is_the_words_and_the_number() {
        let body = "The Security Council,\n\n1. Decides to count the wells.\n\n";
        let text = format!("{body}Adopted unanimously at the 1193rd meeting.\n");
        assert_eq!(
            read("en", &text, meeting).as_deref(),
            Some("1193rd meeting")
        );
        assert_eq!(
            read("en", &text, vote).as_deref(),
            Some("Adopted unanimously")
        );
        let text = "安全理事会，\n\n1. 决定清点水井。\n\n第一八二一次会议以十三票对零票通过。\n";
        assert_eq!(
            read("zh", text, meeting).as_deref(),
            Some("第一八二一次会议")
        );
        assert_eq!(
            read("zh", text, vote).as_deref(),
            Some("第一八二一次会议以十三票对零票通过。")
        );
    }

    #[test]
    fn the_committee_stands_before_the_bracket_of_its_report() {
        let lexicon = Lexicon::of_language("en");
        let named = |basis| committee(lexicon, basis);
        assert_eq!(
            named("[on the report of the Third Committee (A/76/12 and Add.1)]").as_deref(),
            Some("Third Committee")
        );
        assert_eq!(
            named("[on the report of the Committee on Wells (Second Part) (A/76/12)]").as_deref(),
            Some("Committee on Wells (Second Part)")
        );
        assert_eq!(
            named("[without reference to a Main Committee (A/76/L.4)]"),
            None
        );
    }
}
