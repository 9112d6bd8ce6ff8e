//! Closings: the lines below a resolution that tell its meeting, and the words of its vote.

use std::borrow::Cow;

use memchr::memchr2_iter;

use crate::date::{beside, find_date};
use crate::end_mark::{end_mark, end_mark_kin};
use crate::facts::{Facts, Words};
use crate::fold::{fold, folded_chars};
use crate::holds::Holds;
use crate::label::find_digit;
use crate::lead::capital_leads;
use crate::number::{number_in_words, number_may_begin};
use crate::word::{is_letter, letters, shorter, trim};

/// How much of a line the words that begin a vote may take, in bytes.
const VOTE_WINDOW: usize = 96;

/// In how many characters the number of a meeting stands that a sentence begins with.
const SENTENCE_HEAD: usize = 6;

/// `closing-line = meeting-number meeting [date] / vote / adopted-line`, in a text that may hold some things.
pub(crate) fn closing_line(facts: &Facts, text: &str, holds: Holds) -> bool {
    // Meetings are short lines, and the words of a vote stand first. Some bodies set the meeting in brackets.
    let text = trim(text).trim_start_matches('(');
    let line = |most| text.len() <= 280 && shorter(text, most);
    let digits = holds.any(Holds::DIGIT) && line(91) && find_digit(text, 0).is_some();
    // A number in words stands in the shortest of lines, unless the words of the vote are parted from it by nothing.
    let short = digits || line(if facts.spaced { 46 } else { 91 });
    // Where words are not parted, a mark may lead the number: 第二次全体会议.
    let marked = || {
        !facts.spaced
            && text
                .chars()
                .next()
                .is_some_and(|mark| number_may_begin(facts, &text[mark.len_utf8()..]))
    };
    // The number may stand behind: الجلسة العامة التاسعة.
    let behind = || facts.closing.meeting.may_begin(text);
    let numbered = digits || (short && (number_may_begin(facts, text) || marked() || behind()));
    let meets = numbered && meeting_may_stand(facts, text);
    let adopted = || holds.any(Holds::DIGIT) && adopted_line(facts, text);
    if !meets && !begins_as_vote(facts, text) {
        return adopted();
    }
    let head = &text[..text.floor_char_boundary(if short { 280 } else { VOTE_WINDOW })];
    let line = fold(head).text;
    (short && meeting_line(facts, text, &line))
        || vote_line(facts, head, &line)
        || meeting_adopts(facts, &line)
        || adopted()
}

/// `adopted-line = [resolution-word [","]] adoption-word [… meeting …] date`, as conferences of agencies close: *(Adopted on 28
/// June 2019)*, *Resolution adopted, on the report of the Commission, at the 15th plenary meeting, on 5 November 2011*.
fn adopted_line(facts: &Facts, text: &str) -> bool {
    /// The letters beside the date, where the meeting is not named.
    const BESIDE: usize = 8;
    let masthead = &facts.masthead;
    let begins = |words: &Words| words.may_begin(text);
    let may =
        begins(&masthead.adoption) || begins(&masthead.resolution) || begins(&masthead.decision);
    // A paragraph may go on in a line that begins so: no capital does, nor a bracket close there.
    let opens = text.starts_with(char::is_uppercase) || text.ends_with(')');
    let goes_on = matches!(end_mark(text), Some(';' | ':' | ','));
    // Where words are not parted, the verb is that of paragraphs too.
    if !facts.spaced || !may || !opens || goes_on || !shorter(text, 221) {
        return false;
    }
    let line = fold(text).text;
    let mut words = masthead.adopted();
    let rest = words
        .find_map(|word| line.strip_prefix(word))
        .unwrap_or(&line);
    let mut words = masthead.adoption.folded();
    let rest = rest.trim_start_matches([',', ' ']);
    let Some(rest) = words.find_map(|word| rest.strip_prefix(word)) else {
        return false;
    };
    let Some((_, date)) = find_date(facts, rest).filter(|_| !rest.starts_with(is_letter)) else {
        return false;
    };
    let last = || letters(rest[date.end..].chars()) <= BESIDE;
    letters(beside(rest, &date)) <= BESIDE || (last() && facts.closing.meeting.stand_in(rest))
}

/// `paragraph blank meeting-line`: where a closing begins in the line of the last paragraph, as collections of
/// parallel texts have it: *… entitled "Lights". 88th plenary meeting*.
pub(crate) fn closing_behind(facts: &Facts, text: &str, holds: Holds) -> Option<usize> {
    /// The bytes of a closing at most.
    const LONGEST: usize = 160;
    /// The first byte of `。`, and of few other characters.
    const WIDE_POINT: u8 = 0xe3;
    let from = text.ceil_char_boundary(text.len().saturating_sub(LONGEST));
    let bytes = &text.as_bytes()[from..];
    // A point, or what may be the first byte of a wide one.
    let ends = memchr2_iter(b'.', WIDE_POINT, bytes).filter_map(|at| {
        let behind = text[from + at..].strip_prefix(['.', '。'])?;
        Some(text.len() - behind.len())
    });
    // The point behind an ordinal ends nothing: *en la 1750a. sesión*.
    let ordinal = |end: &usize| {
        let bare = text[..*end].trim_end_matches('.');
        let number = bare.trim_end_matches(char::is_lowercase);
        number.len() < bare.len() && number.ends_with(|c: char| c.is_ascii_digit())
    };
    let mut ends = ends.filter(|end| *end < text.len() && !ordinal(end));
    ends.find_map(|end| {
        let mark_closes = |c| matches!(c, '”' | '»' | '"' | '」' | '）' | ')');
        let behind = text[end..].trim_start_matches(mark_closes);
        let closing = behind.trim_start();
        let apart = closing.len() < behind.len() || !facts.spaced;
        let meets = apart && !begins_as_vote(facts, closing) && closing_line(facts, closing, holds);
        meets.then(|| text.len() - closing.len())
    })
}

/// Whether a text may be a line on a meeting, or a sentence that begins with one, as far as its last
/// character and its first ones tell.
fn meeting_may_stand(facts: &Facts, text: &str) -> bool {
    let mut head = folded_chars(text).take(SENTENCE_HEAD);
    let digit = |c: char| c.is_ascii_digit();
    let alone = match text.chars().next_back().and_then(end_mark_kin) {
        Some(';' | ':') => false,
        Some(',') => head.clone().next().is_some_and(digit) || number_may_begin(facts, text),
        _ => true,
    };
    alone || (!facts.spaced && head.any(digit))
}

/// `meeting-line = meeting-number meeting [date]`, in a short text, which is folded as `line`.
fn meeting_line(facts: &Facts, text: &str, line: &str) -> bool {
    if !facts.closing.meeting.stand_in(line) {
        return false;
    }
    let bare = undated(facts, line);
    let set_off = matches!(end_mark(text), Some(';' | ':'));
    // Old volumes number their meetings in words.
    let worded = number_in_words(facts, line, 0).map(|(_, end)| end);
    // A comma parts the meeting from its date; no sentence begins with a number.
    let numbered = worded.is_some() || line.starts_with(|c: char| c.is_ascii_digit());
    let comma = end_mark(text) == Some(',') && !numbered;
    let bare = bare.get(worded.unwrap_or(0)..).unwrap_or_default();
    let mark = bare.chars().next().map_or(0, char::len_utf8);
    let marked = number_in_words(facts, bare, mark).filter(|_| !facts.spaced);
    let bare = &bare[marked.map_or(0, |(_, end)| end)..];
    let numbered = worded.or(marked.map(|(_, end)| end)).is_some()
        || bare.contains(|c: char| c.is_ascii_digit());
    bare.chars().count() <= 70
        && !set_off
        && !comma
        && facts.closing.meeting.folded().any(|words| {
            bare.split_once(words).is_some_and(|(before, after)| {
                // The number in words may stand behind: الجلسة العامة التاسعة.
                let behind = after.trim_start();
                let worded = number_in_words(facts, behind, 0).filter(|_| before.is_empty());
                let after = worded.map_or(after, |(_, end)| &behind[end..]);
                // Nothing but the number and marks of resumption stand beside the words.
                let beside = before.chars().chain(after.chars());
                let beside = letters(beside.take_while(|c| *c != '('));
                (numbered || worded.is_some()) && beside <= 4
            })
        })
}

/// `meeting-adopts = [mark] meeting-number meeting … adoption-word`: a sentence that begins with the meeting,
/// as languages have it that put the verb last.
fn meeting_adopts(facts: &Facts, line: &str) -> bool {
    !facts.spaced
        && line.chars().count() <= 160
        && numbered_meeting(facts, line).is_some_and(|length| {
            let mut words = facts.masthead.adoption.folded();
            words.any(|word| line[length..].contains(word))
        })
}

/// `[mark] meeting-number meeting`, the number in digits or in words: how long it is.
fn numbered_meeting(facts: &Facts, line: &str) -> Option<usize> {
    let mark = line.chars().next().map_or(0, char::len_utf8);
    [0, mark].into_iter().find_map(|at| {
        let behind_digits = || line[at..].trim_start_matches(|c: char| c.is_ascii_digit());
        let worded = number_in_words(facts, line, at).map(|(_, end)| end);
        let end = worded.unwrap_or_else(|| line.len() - behind_digits().len());
        let behind = line[end..].trim_start();
        let mut meetings = facts.closing.meeting.folded();
        let after = meetings.find_map(|words| behind.strip_prefix(words))?;
        (end > at).then_some(line.len() - after.len())
    })
}

/// A line without the date at its end or its start: *1768th plenary meeting, 21 May 1971.*
fn undated<'a>(facts: &Facts, line: &'a str) -> Cow<'a, str> {
    if line.chars().count() > 120 {
        return Cow::Borrowed(line);
    }
    match find_date(facts, line) {
        Some((_, place)) if letters(line[place.end..].chars()) <= 4 => {
            Cow::Borrowed(&line[..place.start])
        }
        Some((_, place)) if place.start == 0 => Cow::Borrowed(&line[place.end..]),
        _ => Cow::Borrowed(line),
    }
}

/// Whether a line begins as words of a vote do, as far as its first characters tell.
fn begins_as_vote(facts: &Facts, text: &str) -> bool {
    let outer = |c| c == '[' || crate::fold::ignored(c);
    facts.closing.vote.may_begin(text.trim_start_matches(outer))
}

/// `vote = words-of-a-vote …`: several words, or one with a colon, as no sentence goes on with.
pub(crate) fn vote_line(facts: &Facts, text: &str, line: &str) -> bool {
    let line = line.trim_start_matches('[');
    if !facts.closing.vote.may_begin(line) {
        return false;
    }
    let lower = || {
        let first = text.chars().find(|c| is_letter(*c));
        first.is_some_and(char::is_lowercase)
    };
    let mut words = facts.closing.vote.folded();
    !(capital_leads(facts) && lower())
        && words.any(|words| {
            line.strip_prefix(words).is_some_and(|rest| {
                words.contains([' ', ':']) || !facts.spaced || rest.trim_start().starts_with(':')
            })
        })
}

/// Whether a line goes on with the vote that the line above begins: no point ends it, and the line
/// begins none of its own.
pub(crate) fn vote_goes_on(facts: &Facts, last: &str, text: &str) -> bool {
    let votes = |line: &str| {
        let head = &line.trim()[..line.trim().floor_char_boundary(VOTE_WINDOW)];
        vote_line(facts, head, &fold(head).text)
    };
    matches!(end_mark(last), None | Some(',')) && votes(last) && !votes(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> &'static Facts {
        Facts::of_language("en")
    }

    #[test]
    fn a_closing_may_stand_behind_a_paragraph() {
        let begins = |text: &str| closing_behind(facts(), text, Holds::of(text));
        let text = "3. Decides to include the item entitled \"Lights\". 88th plenary meeting";
        assert_eq!(
            begins(text).map(|at| &text[at..]),
            Some("88th plenary meeting")
        );
        assert_eq!(
            begins("3. Decides to hold 3 plenary meetings. It will do so"),
            None
        );
        assert_eq!(begins("54th plenary meeting"), None);
        assert_eq!(begins("Adopted at the 54th. meeting by 9 votes"), None);
    }

    #[test]
    fn a_meeting_closes() {
        let closes = |text| closing_line(facts(), text, Holds::of(text));
        assert!(closes("54th plenary meeting"));
        assert!(closes("56th (resumed) plenary meeting"));
        assert!(closes("1768th plenary meeting, 21 May 1971."));
        assert!(closes("(Eleventh plenary meeting, 18 May 2007)"));
        assert!(closes("(Eighth plenary meeting, 27 May 2022 –"));
        assert!(!closes("Decides to hold 3 plenary meetings of one day"));
        assert!(!closes("at its 54th plenary meeting,"));
    }

    #[test]
    fn what_was_adopted_when_closes() {
        let closes = |text| closing_line(facts(), text, Holds::of(text));
        assert!(closes("(Adopted on 28 June 2019)"));
        assert!(closes(
            "Resolution adopted, on the report of the Commission, at the 15th plenary meeting, on 5 November 2011."
        ));
        assert!(!closes("adopted on 5 November 2011"));
        assert!(!closes("Adopted on 5 November 2011, the Declaration,"));
        assert!(!closes(
            "Adopted texts were sent to all on 5 November 2011."
        ));
        assert!(!closes(
            "Resolution 36 C/20 of 5 November 2011 is repealed."
        ));
    }

    #[test]
    fn the_number_of_a_meeting_may_stand_behind_it_in_words() {
        let facts = Facts::of_language("ar");
        let closes = |text| closing_line(facts, text, Holds::of(text));
        assert!(closes("الجلسة العامة التاسعة، 26 أيار/مايو 2015"));
        assert!(closes("الجلسة العامة التاسعة"));
        assert!(!closes("الجلسة العامة المقبلة للمجلس، 26 أيار/مايو 2015"));
    }

    #[test]
    fn a_sentence_on_the_meeting_closes_where_words_are_not_parted() {
        let facts = Facts::of_language("zh");
        let closes = |text| closing_line(facts, text, Holds::of(text));
        assert!(closes("第一八二一次会议以十三票对零票通过。"));
        assert!(closes(
            "第二千零二次会议以十三票对零票通过，弃权者二（瑞典、智利）。"
        ));
        assert!(closes("第4872次会议一致通过。"));
        assert!(closes(
            "第二七九次会议以九票对零通过，弃权者二（乌克兰苏维埃社会主义共和国、苏维埃社会主义共和国联盟）。"
        ));
        assert!(!closes("第二次会议的报告应予讨论；"));
    }
}
