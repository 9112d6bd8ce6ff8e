//! The letters that the glyphs of a font stand for.

use unicode_normalization::UnicodeNormalization;

/// A text with letters in place of their forms: ligatures (`ﬁ`), the forms of Arabic letters, the
/// radicals that some fonts take for Han characters.
pub(super) fn letters(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // Forms of vowel signs stand on a blank, which is no part of them.
            '\u{fb00}'..='\u{fb06}' | '\u{fb50}'..='\u{fdfb}' | '\u{fe70}'..='\u{fefc}' => {
                letters.extend(std::iter::once(c).nfkc().filter(|c| *c != ' '));
            }
            '\u{2f00}'..='\u{2fd5}' => letters.extend(std::iter::once(c).nfkc()),
            '\u{2e80}'..='\u{2eff}' => letters.push(character(c)),
            c => letters.push(c),
        }
    }
    letters
}

/// The character of which a radical is the simplified form; Unicode gives no mapping for these.
const fn character(radical: char) -> char {
    match radical {
        '⺠' => '民',
        '⻁' => '虎',
        '⻄' => '西',
        '⻅' => '见',
        '⻆' => '角',
        '⻉' => '贝',
        '⻋' => '车',
        '⻓' => '长',
        '⻔' => '门',
        '⻘' => '青',
        '⻙' => '韦',
        '⻚' => '页',
        '⻛' => '风',
        '⻜' => '飞',
        '⻝' => '食',
        '⻢' => '马',
        '⻣' => '骨',
        '⻤' => '鬼',
        '⻥' => '鱼',
        '⻦' => '鸟',
        '⻨' => '麦',
        '⻩' => '黄',
        '⻬' => '齐',
        '⻮' => '齿',
        '⻰' => '龙',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_letters() {
        assert_eq!(letters("\u{fe8e}\u{fee3}"), "ام");
        assert_eq!(letters("\u{fefb} \u{fef4} \u{fb01}"), "لا ي fi");
        assert_eq!(letters("\u{2f24}\u{2ec5}会 ½²"), "大见会 ½²");
    }
}
