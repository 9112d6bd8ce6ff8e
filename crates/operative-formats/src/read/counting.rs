//! How lists count: the numbers, letters and numerals that word processors and browsers print.

use operative_grammar::roman_numeral;

/// How a list counts.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Counting {
    /// 1, 2, 3
    Decimal,
    /// a, b … z, aa
    LowerLetter,
    /// A, B … Z, AA
    UpperLetter,
    /// i, ii, iii
    LowerRoman,
    /// I, II, III
    UpperRoman,
    /// Letters of another alphabet, in order.
    Alphabet(&'static str),
    /// 一, 二 … 十, 十一
    Chinese,
    /// A mark that is the same for all.
    Bullet,
    /// Nothing.
    None,
}

/// The letters that label in Arabic: the old order of the alphabet, and the one of today.
pub(super) const ABJAD: &str = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ";
pub(super) const HIJAI: &str = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي";
/// The letters that label in Russian.
pub(super) const RUSSIAN: &str = "абвгдежзиклмнопрстуфхцчшщэюя";

impl Counting {
    /// What stands for a number, from 1 on; the number itself where there is no such form of it.
    pub(super) fn form(self, number: u32) -> String {
        let form = match self {
            Self::Decimal => None,
            Self::LowerLetter => letters("abcdefghijklmnopqrstuvwxyz", number),
            Self::UpperLetter => letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ", number),
            Self::LowerRoman => roman_numeral(number).map(|text| text.to_lowercase()),
            Self::UpperRoman => roman_numeral(number),
            Self::Alphabet(alphabet) => letters(alphabet, number),
            Self::Chinese => chinese(number),
            Self::Bullet => Some("•".to_owned()),
            Self::None => Some(String::new()),
        };
        form.unwrap_or_else(|| number.to_string())
    }
}

/// A letter, doubled after the last of the alphabet.
fn letters(alphabet: &str, number: u32) -> Option<String> {
    let place = number.checked_sub(1)? as usize;
    let count = alphabet.chars().count();
    let letter = alphabet.chars().nth(place % count)?;
    let times = place / count + 1;
    (times <= 4).then(|| String::from(letter).repeat(times))
}

fn chinese(number: u32) -> Option<String> {
    let digit = |digit: u32| {
        "一二三四五六七八九"
            .chars()
            .nth((digit.checked_sub(1)?) as usize)
    };
    let (tens, ones) = (number / 10, number % 10);
    if !(1..100).contains(&number) {
        return None;
    }
    let many = (tens > 1).then(|| digit(tens)).flatten();
    let ten = (tens > 0).then_some('十');
    Some(many.into_iter().chain(ten).chain(digit(ones)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_counting() {
        let first = |counting: Counting, number| counting.form(number);
        assert_eq!(first(Counting::Decimal, 12), "12");
        assert_eq!(first(Counting::LowerLetter, 27), "aa");
        assert_eq!(first(Counting::LowerRoman, 14), "xiv");
        assert_eq!(first(Counting::UpperRoman, 49), "XLIX");
        assert_eq!(first(Counting::Alphabet(ABJAD), 3), "ج");
        assert_eq!(first(Counting::Chinese, 21), "二十一");
        assert_eq!(first(Counting::Chinese, 10), "十");
        assert_eq!(first(Counting::UpperRoman, 0), "0");
    }
}
