//! Where names of instruments stand in a text: before a footnote's call, in the title after a
//! resolution's number, and the nouns that head them.

use std::ops::Range;

use operative_grammar::{in_word, letters};

use crate::lexicon::Lexicon;

/// How far a name may reach back from its footnote's call.
const REACH: usize = 240;

pub(crate) fn between_words(text: &str, range: Range<usize>) -> bool {
    !text[..range.start].ends_with(in_word) && !text[range.end..].starts_with(in_word)
}

/// The nouns that head an instrument's name, where they stand in a text.
pub(crate) fn heads(lexicon: &Lexicon, text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (_, head) = lexicon.instruments.find(text, at)?;
        at = head.end;
        Some(head)
    })
}

/// instrument = *capitalized head … / "《" … "》" ; right before a footnote's call
pub(crate) fn name_before(lexicon: &Lexicon, text: &str) -> Option<Range<usize>> {
    let text_end = text
        .trim_end_matches([',', ';', '，', '、', ' ', '.', '\u{a0}'])
        .len();
    let text = &text[..text_end];
    if let Some(inner) = text.strip_suffix('》') {
        let start = inner.rfind('《')? + '《'.len_utf8();
        return Some(start..inner.len());
    }
    let from = (text.len().saturating_sub(REACH)..).find(|at| text.is_char_boundary(*at))?;
    let window = &text[from..];
    // The last head; with those before it that nothing but a joint parts from it.
    let all: Vec<Range<usize>> = heads(lexicon, window).collect();
    let mut first = all.len().checked_sub(1)?;
    while first > 0 && joint(&window[all[first - 1].end..all[first].start]) {
        first -= 1;
    }
    let start = from + leading(window, all[first].start);
    let name = &text[start..];
    // A clause in between ends the name: what is called is something else.
    let ends = [". ", "; ", "“", "”", "»", "(", ", ", "،", "؛", "，", "；"];
    let ended = ends.iter().any(|mark| name.contains(mark)) || interrupted(lexicon, name);
    // A name cut in its middle: "Organization of" before what was taken for its beginning.
    let cut = lexicon.of.iter().any(|of| {
        let before = text[..start].trim_end();
        start < from + all[first].start
            && before
                .strip_suffix(of.as_str())
                .is_some_and(|before| before.ends_with(' '))
    });
    (!ended && !cut && name.contains([' ', '\u{a0}'])).then_some(start..text.len())
}

/// Whether a clause interrupts what was taken for a name: "which", "adopted", "in its".
fn interrupted(lexicon: &Lexicon, name: &str) -> bool {
    lexicon.interruptions.find(name, 0).is_some()
}

/// Whether what stands between two heads only joins them: "and", "et le".
fn joint(between: &str) -> bool {
    let words = between.split_whitespace().count();
    words <= 2 && letters(between.chars()) <= 8 && !between.contains([',', ';', '.'])
}

/// The start of the capitalized words and numbers that lead up to a head.
pub(crate) fn leading(text: &str, head: usize) -> usize {
    let mut start = head;
    loop {
        let before = text[..start].trim_end_matches([' ', '\u{a0}']);
        if before.len() == start {
            return start;
        }
        let word = before.rfind([' ', '\u{a0}']).map_or(0, |at| {
            at + before[at..].chars().next().map_or(1, char::len_utf8)
        });
        let named = before[word..].starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            && before.ends_with(in_word);
        // A sentence begins with a capital that is no part of a name.
        if !named || word == 0 {
            return start;
        }
        start = word;
    }
}

/// title-after = … opening-quote [title ":"] instrument closing-quote ; after a resolution's number
pub(crate) fn title_after(lexicon: &Lexicon, text: &str) -> Option<Range<usize>> {
    /// How far the title may stand from the number.
    const AWAY: usize = 90;
    /// How long it may be, in bytes.
    const LONG: usize = 600;
    const OPENING: [char; 4] = ['“', '«', '”', '《'];
    const CLOSING: [char; 4] = ['”', '»', '“', '》'];
    let open = text[..text.floor_char_boundary(AWAY)].find(OPENING)?;
    if text[..open].contains(';') {
        return None;
    }
    let start = open + text[open..].chars().next().map_or(1, char::len_utf8);
    let rest = &text[start..text.floor_char_boundary(start + LONG)];
    let title = &rest[..rest.find(CLOSING)?];
    let colon = title.rfind([':', '：']).map_or(0, |at| {
        at + title[at..].chars().next().map_or(1, char::len_utf8)
    });
    let rest = &title[colon..];
    let head = heads(lexicon, rest).next()?;
    let from = colon + leading(rest, head.start);
    let end = title.trim_end_matches([' ', '\u{a0}', ',', '.']).len();
    let name = title.get(from..end)?;
    (name.contains([' ', '\u{a0}']) || !lexicon.spaced).then_some(start + from..start + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english() -> &'static Lexicon {
        Lexicon::of_language("en")
    }

    #[test]
    fn names_before_calls() {
        let name = |text: &str| name_before(english(), text).map(|range| text[range].to_owned());
        let some = |name: &str| Some(name.to_owned());
        assert_eq!(
            name("Recalling the Example Declaration and Programme of Action"),
            some("Example Declaration and Programme of Action")
        );
        assert_eq!(
            name("parties to the Convention on the Rights of Examples,"),
            some("Convention on the Rights of Examples")
        );
        assert_eq!(
            name("the Convention, which was adopted by the Conference"),
            None
        );
        assert_eq!(name("Welcoming the report of the Secretary-General"), None);
    }
}
