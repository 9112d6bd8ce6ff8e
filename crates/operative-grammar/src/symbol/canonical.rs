//! The canonical form of a symbol, by which two that are printed in different ways are known to be one.

use std::borrow::Cow;

use super::{plain, translated_part};
use crate::agency::{agency_symbol, canonical_agency};
use crate::fold::ignored;

/// The canonical form of a symbol: no blanks, Latin letters, `(Part I)` as `(PartI)`, the letter of
/// a part after the session (`A/RES/217(III)A`).
///
/// ```
/// use operative_grammar::symbol::canonical;
/// assert_eq!(canonical("A/RES/217 A (III)"), "A/RES/217(III)A");
/// assert_eq!(canonical("A/RES/75/101 A–B"), "A/RES/75/101A-B");
/// assert_eq!(canonical("A/CONF.157/24 (part I)"), "A/CONF.157/24(PartI)");
/// ```
#[must_use]
pub fn canonical(printed: &str) -> Cow<'_, str> {
    if let Ok(("", printed)) = agency_symbol(printed.trim()) {
        return Cow::Owned(canonical_agency(printed));
    }
    let settled = |part: &str| part.bytes().all(|b| b.is_ascii_digit()) || spelling(part).is_none();
    if printed
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'.' | b'-'))
        && printed.split('/').all(settled)
    {
        return Cow::Borrowed(printed);
    }
    let mut form = String::with_capacity(printed.len());
    for (at, part) in printed.split(['/', '／']).enumerate() {
        if at > 0 {
            form.push('/');
        }
        let bare: String = part
            .chars()
            .filter(|c| !ignored(*c) && !matches!(c, '[' | ']'))
            .map(plain)
            .collect();
        match bare.find(['(', ')']) {
            None => push_part(&mut form, &bare),
            Some(open) => {
                let (before, bracket) = bare.split_at(open);
                let (inner, after) = bracket[1..]
                    .split_once(['(', ')'])
                    .unwrap_or((&bracket[1..], ""));
                let before = before.trim();
                let number = before
                    .trim_end_matches(|c: char| c.is_ascii_uppercase() || c == '-' || c == ' ');
                let lettered = number.len() < before.len()
                    && !number.is_empty()
                    && number.bytes().all(|b| b.is_ascii_digit());
                push_part(&mut form, if lettered { number } else { before });
                form.push('(');
                push_division(&mut form, inner.trim());
                form.push(')');
                if lettered {
                    push_part(&mut form, &before[number.len()..]);
                }
                push_part(&mut form, after);
            }
        }
    }
    Cow::Owned(form)
}

fn push_part(form: &mut String, part: &str) {
    let bare: String = part.chars().filter(|c| !c.is_whitespace()).collect();
    match spelling(&bare) {
        Some((word, rest)) => {
            form.push_str(word);
            form.push_str(rest);
        }
        None => form.push_str(&bare),
    }
}

/// `part I` as `PartI`; whatever joins two numerals (`Parts I and II`, `Part I и II`) as `and`.
fn push_division(form: &mut String, inner: &str) {
    let translated = translated_part(inner)
        .ok()
        .filter(|(rest, _)| rest.starts_with(' '));
    let untranslated = translated.map(|(rest, _)| format!("Part{rest}"));
    let inner = untranslated.as_deref().unwrap_or(inner);
    let named = inner.len() > 3
        && inner.bytes().take(3).all(|b| b.is_ascii_alphabetic())
        && inner.bytes().any(|b| b.is_ascii_lowercase());
    if !named {
        form.extend(inner.chars().filter(|c| !c.is_whitespace()));
        return;
    }
    let name = inner
        .find(|c: char| !c.is_ascii_alphabetic() && c != '.')
        .unwrap_or(inner.len());
    form.push(inner.as_bytes()[0].to_ascii_uppercase() as char);
    form.push_str(&inner[1..name]);
    let mut joined = false;
    for c in inner[name..].chars().filter(|c| !c.is_whitespace()) {
        let joint = !(c.is_ascii_digit() || c.is_ascii_uppercase() || c == '.');
        match (joint, joined) {
            (true, false) => form.push_str("and"),
            (true, true) => {}
            (false, _) => form.push(c),
        }
        joined = joint;
    }
}

/// Words of symbols whose case varies in print, as they should be.
fn spelling(part: &str) -> Option<(&'static str, &str)> {
    const WORDS: [&str; 8] = ["HRC", "RES", "DEC", "PRST", "Sub.", "Rev.", "Add.", "Corr."];
    WORDS.into_iter().find_map(|word| {
        let start = part.get(..word.len())?;
        let rest = &part[word.len()..];
        let whole = if word.ends_with('.') {
            rest.bytes().all(|b| b.is_ascii_digit())
        } else {
            rest.is_empty()
        };
        (start != word && start.eq_ignore_ascii_case(word) && whole).then_some((word, rest))
    })
}
