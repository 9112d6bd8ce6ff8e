//! Homoglyphs: characters that look like Latin letters, or stand for characters of ASCII, in labels, numbers and
//! symbols. Keyboards of other scripts have them, and OCR engines read them.

/// The Latin letter that a letter of another script, or one with an accent, looks like.
///
/// ```
/// assert_eq!(operative_grammar::symbol::homoglyph('А'), Some('A'));
/// assert_eq!(operative_grammar::symbol::homoglyph('A'), None);
/// ```
#[must_use]
pub const fn homoglyph(c: char) -> Option<char> {
    Some(match c {
        'А' | 'Α' | 'Á' => 'A',
        'В' | 'Β' => 'B',
        'С' => 'C',
        'Е' | 'Ε' | 'É' => 'E',
        'Н' | 'Η' => 'H',
        'І' | 'Ι' | 'Ⅰ' => 'I',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'О' | 'Ο' => 'O',
        'Р' | 'Ρ' => 'P',
        'Ѕ' => 'S',
        'Т' | 'Τ' => 'T',
        'Х' | 'Χ' => 'X',
        'а' => 'a',
        'с' => 'c',
        'е' => 'e',
        'і' => 'i',
        'о' => 'o',
        'р' => 'p',
        'х' => 'x',
        'у' => 'y',
        _ => return None,
    })
}

/// The character of ASCII that another stands for: the Latin letter that it looks like, the narrow form of a wide one,
/// the digit of an Eastern one; itself where there is none.
///
/// ```
/// use operative_grammar::symbol::ascii_kin;
/// assert_eq!(['С', 'Ｃ', '７', '٧', 'C', '章'].map(ascii_kin), ['C', 'C', '7', '7', 'C', '章']);
/// ```
#[must_use]
pub const fn ascii_kin(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    match (homoglyph(c), narrow(c)) {
        (Some(letter), _) => letter,
        (None, Some(narrow)) => narrow,
        (None, None) => c,
    }
}

/// The narrow form of a wide one, or the digit of ASCII of an Eastern one.
pub(crate) const fn narrow(c: char) -> Option<char> {
    let ascii = match c {
        '\u{ff01}'..='\u{ff5e}' => c as u32 - 0xff01 + '!' as u32,
        '\u{660}'..='\u{669}' => c as u32 - 0x660 + '0' as u32,
        '\u{6f0}'..='\u{6f9}' => c as u32 - 0x6f0 + '0' as u32,
        _ => return None,
    };
    char::from_u32(ascii)
}

/// A text with each character as the one of ASCII that it stands for.
///
/// ```
/// assert_eq!(operative_grammar::symbol::latin("2200 А (ХХI)"), "2200 A (XXI)");
/// ```
#[must_use]
pub fn latin(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    text.chars().map(ascii_kin).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::label::digit;

    #[test]
    fn look_alikes_are_letters_and_keep_their_case() {
        for c in (0..0x3_0000).filter_map(char::from_u32) {
            let Some(letter) = homoglyph(c) else { continue };
            assert!(letter.is_ascii_alphabetic() && !c.is_ascii(), "{c:?}");
            assert_eq!(c.is_uppercase(), letter.is_uppercase(), "{c:?}");
        }
    }

    #[test]
    fn digits_and_wide_forms_have_their_kin() {
        for c in (0..0x3_0000).filter_map(char::from_u32) {
            let kin = digit(c).and_then(|value| char::from_digit(value, 10));
            assert_eq!(
                kin,
                Some(ascii_kin(c)).filter(char::is_ascii_digit),
                "{c:?}"
            );
        }
        assert_eq!(latin("（ＳⅠ）№ ٧۷"), "(SI)№ 77");
    }
}
