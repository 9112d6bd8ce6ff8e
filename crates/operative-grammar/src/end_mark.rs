//! The marks that end texts: what a piece of text looks like from its end.

use crate::mark::superscript_digit;
use crate::word::shorter;

/// `end-mark = ("," / ";" / ":" / "." …) *(closing-mark / call)`, as its ASCII kin.
pub(crate) fn end_mark(text: &str) -> Option<char> {
    let text = text.trim_end_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '”' | '’' | '»' | '"' | '\'' | '“' | ')' | '）' | ']' | '」' | '》' | '*' | '_'
            )
            || crate::fold::ignored(c)
            || superscript_digit(c).is_some()
    });
    text.chars().next_back().and_then(end_mark_kin)
}

/// `end-mark [blank joint]`: the mark that ends a paragraph, behind which the word may stand that leads to the next one:
/// *…; and*.
pub(crate) fn end_mark_before_joint(text: &str) -> Option<char> {
    /// The letters of such a word at most.
    const JOINT: usize = 3;
    end_mark_before_call(text).or_else(|| {
        let (before, joint) = text.trim_end().rsplit_once(' ')?;
        let word = shorter(joint, JOINT + 1) && joint.chars().all(char::is_lowercase);
        word.then(|| end_mark(before)).flatten()
    })
}

/// The ASCII kin of a mark that ends a clause.
pub(crate) const fn end_mark_kin(c: char) -> Option<char> {
    Some(match c {
        ',' | '،' | '，' | '、' => ',',
        ';' | '؛' | '；' => ';',
        ':' | '：' => ':',
        '.' | '。' | '．' | '!' | '?' | '؟' | '…' => '.',
        _ => return None,
    })
}

/// `end-mark *(tagged / ["[" ["^"]] 1*3DIGIT ["]" / "/"])`: the mark that ends a text, behind which calls may
/// stand, those too that nothing marks as such.
pub(crate) fn end_mark_before_call(text: &str) -> Option<char> {
    let tagged = text.strip_suffix("</sup>");
    let text = tagged
        .and_then(|open| Some(open.rsplit_once("<sup>")?.0))
        .unwrap_or(text);
    let called =
        |c: char| c.is_ascii_digit() || matches!(c, '[' | '^' | ']' | '/' | ' ' | '$' | '{' | '}');
    end_mark(text).or_else(|| {
        let before = text.trim_end_matches(called);
        let mut calls = text[before.len()..].split(|c: char| !c.is_ascii_digit());
        calls
            .all(|call| call.len() <= 3)
            .then(|| end_mark(before))
            .flatten()
    })
}
