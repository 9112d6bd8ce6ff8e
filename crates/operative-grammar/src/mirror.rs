//! Text from old right-to-left typesetting, whose digits and brackets stand in the order they are seen:
//! `٠٨٣٣ )د - ٠٣(` is 3380 (30).

use memchr::{memchr, memchr2_iter};

use crate::facts::Facts;
use crate::label::digit;

/// Whether a source has its digits and brackets in visual order: more of its pairs of brackets are
/// mirrored than are not, and its digits are Eastern.
pub(crate) fn quirk_mirrored(facts: &Facts, source: &str) -> bool {
    if !facts.right_to_left {
        return false;
    }
    let (mut straight, mut mirrored) = (0_u32, 0_u32);
    let mut open = None;
    let bytes = source.as_bytes();
    for at in memchr2_iter(b'(', b')', bytes) {
        // A pair stands in one line.
        let other = open.filter(|open| memchr(b'\n', &bytes[*open..at]).is_none());
        open = match (other.map(|open: usize| bytes[open]), bytes[at]) {
            (Some(b')'), b'(') => {
                mirrored += 1;
                None
            }
            (Some(b'('), b')') => {
                straight += 1;
                None
            }
            _ => Some(at),
        };
    }
    let eastern = |c: char| !c.is_ascii() && digit(c).is_some();
    mirrored > straight && source.contains(eastern)
}

/// The first number of more than one digit or bracket in a text, as bytes, and what it has to be.
pub(crate) fn next(text: &str) -> Option<(usize, usize, String)> {
    let eastern = |c: char| !c.is_ascii() && digit(c).is_some();
    let mut from = 0;
    while let Some(c) = text[from..].chars().next() {
        match c {
            '(' => return Some((from, from + 1, ")".into())),
            ')' => return Some((from, from + 1, "(".into())),
            _ if eastern(c) => {
                let rest = &text[from..];
                let number = &rest[..rest.find(|c| !eastern(c)).unwrap_or(rest.len())];
                let turned: String = number.chars().rev().collect();
                if turned != number {
                    return Some((from, from + number.len(), turned));
                }
                from += number.len();
            }
            _ => from += c.len_utf8(),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    #[test]
    fn numbers_are_turned_and_brackets_too() {
        assert_eq!(next("رقم ٠٨٣٣ )"), Some((7, 15, "٣٣٨٠".into())));
        assert_eq!(next(") ٣"), Some((0, 1, "(".into())));
        assert_eq!(next("٣ و ٤"), None);
    }

    #[test]
    fn mirrored_numbers_are_repaired_and_said() {
        let source = "إن الجمعية العامة،\n\nإذ تشير إلى قرارها ٠٨٣٣ )د - ٠٣(،\n\n١ - تقرر ذلك.\n";
        let parsed = crate::parse(source);
        let text = parsed.document.text_of(parsed.document.nodes()[1].passage);
        assert!(text.ends_with("٣٣٨٠ (د - ٣٠)،"), "{text}");
        assert!(
            parsed
                .diagnostics
                .iter()
                .any(|diagnostic| diagnostic.code == Code::MirroredDigits)
        );
    }
}
