//! Folding: what is the same word however it is printed.

/// A text with case, quotation marks, hyphens, blanks, tatweel, vowel and direction marks folded
/// away, and where each byte of it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For each byte of `text`, the byte of the original that it came from; one more at the end.
    pub origins: Vec<u32>,
}

impl Folded {
    /// The byte of the original where byte `at` of the folded text came from.
    #[must_use]
    pub fn origin(&self, at: usize) -> usize {
        self.origins[at.min(self.origins.len() - 1)] as usize
    }

    /// The end in the original of a match that ends at byte `at` of the folded text: right after
    /// the character that the last byte came from, and the marks that were folded away after it.
    #[must_use]
    pub fn origin_end(&self, at: usize) -> usize {
        self.origin(at)
    }
}

/// Folds a text.
///
/// Lower case; `’` and its kin as `'`; every hyphen and dash as `-`; every blank as a space, runs of
/// them as one; full-width forms and Eastern digits as their ASCII kin; soft hyphens, tatweel,
/// Arabic vowel signs and direction marks dropped; `ё` as `е`; letters of the Latin script without
/// their accents, which capitals, typewriters and OCR engines lose.
///
/// ```
/// use operative_grammar::fold;
/// assert_eq!(fold("L’Assemblée\u{a0}générale").text, "l'assemblee generale");
/// assert_eq!(fold("الأمــم").text, "الأمم");
/// ```
#[must_use]
pub fn fold(text: &str) -> Folded {
    let mut folded = Folded {
        text: String::with_capacity(text.len()),
        origins: Vec::with_capacity(text.len() + 1),
    };
    for (at, c) in text.char_indices() {
        // Most of what is printed is ASCII.
        if c.is_ascii_graphic() {
            folded.text.push(c.to_ascii_lowercase());
            folded.origins.push(at as u32);
            continue;
        }
        let before = folded.text.len();
        match c {
            // Letters that have no case, and those whose case is an offset.
            '\u{621}'..='\u{63f}' | '\u{641}'..='\u{64a}' | '\u{4e00}'..='\u{9fff}' | 'а'..='я' => {
                folded.text.push(c)
            }
            'А'..='Я' => folded.text.extend(char::from_u32(c as u32 + 0x20)),
            _ if c.is_whitespace() => {
                if !folded.text.ends_with(' ') {
                    folded.text.push(' ');
                }
            }
            _ if ignored(c) => {}
            _ => match simple(c) {
                Some(plain) => folded.text.push(plain),
                None => folded.text.extend(c.to_lowercase()),
            },
        }
        for _ in before..folded.text.len() {
            folded.origins.push(at as u32);
        }
    }
    folded.origins.push(text.len() as u32);
    folded
}

/// Characters that carry no identity: soft hyphen, tatweel, vowel signs, direction marks.
#[must_use]
pub const fn ignored(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{640}' | '\u{64b}'..='\u{655}' | '\u{670}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The ASCII kin of a mark or digit.
const fn simple(c: char) -> Option<char> {
    Some(match c {
        '’' | '‘' | 'ʼ' | '`' | '´' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' => '-',
        '\u{ff01}'..='\u{ff5e}' => {
            let ascii = (c as u32 - 0xff01 + 0x21) as u8 as char;
            return Some(ascii.to_ascii_lowercase());
        }
        '،' => ',',
        '؛' => ';',
        '٠'..='٩' => (b'0' + (c as u32 - 0x660) as u8) as char,
        '۰'..='۹' => (b'0' + (c as u32 - 0x6f0) as u8) as char,
        'ё' | 'Ё' => 'е',
        'à'..='å' | 'À'..='Å' | 'ā' | 'Ā' => 'a',
        'ç' | 'Ç' => 'c',
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'Ē' => 'e',
        'ì'..='ï' | 'Ì'..='Ï' => 'i',
        'ñ' | 'Ñ' => 'n',
        'ò'..='ö' | 'Ò'..='Ö' | 'ō' | 'Ō' => 'o',
        'ù'..='ü' | 'Ù'..='Ü' | 'ū' | 'Ū' => 'u',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_point_into_the_original() {
        let text = "«\u{a0}Ёлка ‑ ١٢";
        let folded = fold(text);
        assert_eq!(folded.text, "\" елка - 12");
        let at = folded.text.find("12").expect("digits");
        assert_eq!(&text[folded.origin(at)..], "١٢");
        assert_eq!(folded.origin(folded.text.len()), text.len());
    }
}
