//! A passage's text as the reference scanner reads it, and the way back to the original.

use std::sync::LazyLock;

use operative_grammar::{Forms, Origins, ignored};

/// A text with its blanks, quotation marks, dashes, digits and full-width forms in their ASCII form,
/// and without direction marks, tatweel and vowel signs. Case and letters stay.
///
/// One is refilled for every passage, so that scanning allocates once per document.
#[derive(Debug, Default)]
pub(crate) struct Plain {
    text: String,
    origins: Origins,
}

impl Plain {
    /// Takes in another original.
    pub(crate) fn refill(&mut self, original: &str) {
        static FORMS: LazyLock<Forms> = LazyLock::new(|| Forms::new(form, false));
        self.text.clear();
        FORMS.write(original, &mut self.text, &mut self.origins);
    }

    /// The text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The byte of the original where the character at byte `at` begins.
    pub(crate) fn start(&self, at: u32) -> u32 {
        self.origins.start(at as usize) as u32
    }

    /// The byte of the original where the text before byte `at` ends.
    pub(crate) fn end(&self, at: u32) -> u32 {
        self.origins.end(at as usize) as u32
    }
}

/// What a character is read as, if anything.
fn form(c: char) -> Option<char> {
    match c {
        '\n' | '\t' | '\r' => Some(' '),
        _ if ignored(c) => None,
        _ => Some(ascii(c).unwrap_or(c)),
    }
}

/// The ASCII form of a blank, mark or digit.
const fn ascii(c: char) -> Option<char> {
    Some(match c {
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        '’' | '‘' | 'ʼ' | '´' => '\'',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '、' | '،' | '﹐' => ',',
        '؛' => ';',
        '\u{ff01}'..='\u{ff5e}' => (c as u32 - 0xff01 + 0x21) as u8 as char,
        '٠'..='٩' => (b'0' + (c as u32 - 0x660) as u8) as char,
        '۰'..='۹' => (b'0' + (c as u32 - 0x6f0) as u8) as char,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_lead_back_to_the_original() {
        let original = "l’Article\u{a0}1، \u{200f}٧٧\u{200f}/١";
        let mut plain = Plain::default();
        plain.refill(original);
        assert_eq!(plain.text(), "l'Article 1, 77/1");
        let back = |word: &str| {
            let at = plain.text().find(word).expect("the word") as u32;
            &original[plain.start(at) as usize..plain.end(at + word.len() as u32) as usize]
        };
        assert_eq!(back("Article 1"), "Article\u{a0}1");
        assert_eq!(back("77/1"), "٧٧\u{200f}/١");
        assert_eq!(back("l'"), "l’");
        plain.refill("plain");
        assert_eq!(
            (plain.text(), plain.start(2), plain.end(5)),
            ("plain", 2, 5)
        );
    }
}
