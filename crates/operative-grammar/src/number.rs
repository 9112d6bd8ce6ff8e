//! Numbers in words and in Roman numerals.

use nom::IResult;
use nom::error::{Error, ErrorKind};

use crate::facts::{Facts, NumberMatcher};
use crate::heads::Heads;
use crate::phrases::Phrases;

/// `number-in-words = word *([joint] word)`: the sum of the words, each multiplier applied to the
/// sum before it, from byte `at` of a folded text on. Gives the number and the byte where it ends.
///
/// ```
/// use operative_grammar::{Language, number_in_words};
/// let facts = Language::from_code("en").unwrap().facts();
/// assert_eq!(number_in_words(facts, "the seventy-seventh session", 4), Some((77, 19)));
/// assert_eq!(number_in_words(facts, "the session", 4), None);
/// ```
#[must_use]
pub fn number_in_words(facts: &Facts, folded: &str, at: usize) -> Option<(u32, usize)> {
    let numbers = &facts.numbers;
    let matcher = matcher(facts);
    let (mut sum, mut end, mut cursor) = (0_u32, None, at);
    // Digits that stand one after the other: 二六二五, 一九四八.
    let mut digits = !facts.spaced;
    loop {
        if digits && end.is_some() && quirk_ascii_zero(&folded[cursor..]) {
            sum = sum.saturating_mul(10);
            cursor += 1;
            end = Some(cursor);
            continue;
        }
        let Some((which, next)) = matcher.phrases.at(folded, cursor) else {
            break;
        };
        let value = matcher.values[which];
        if which >= numbers.words.len() {
            // Only what is less is counted by it: 二千六百.
            let counted = sum % value;
            sum = (sum - counted).saturating_add(counted.max(1).saturating_mul(value));
            digits = false;
        } else if sum >= 100 && sum % 100 != 0 && value >= 100 {
            break;
        } else if digits && value < 10 && end.is_some() {
            sum = sum.saturating_mul(10).saturating_add(value);
        } else {
            digits = digits && value < 10;
            sum = sum.saturating_add(value);
        }
        end = Some(next);
        cursor = skip_joints(facts, folded, next);
    }
    let end = end?;
    let whole = !facts.spaced || !folded[end..].starts_with(char::is_alphabetic);
    whole.then_some((sum, end))
}

/// A digit for the character that means none, as copies of old Chinese volumes have it: 二0二五.
fn quirk_ascii_zero(text: &str) -> bool {
    text.starts_with('0') && !text[1..].starts_with(|c: char| c.is_ascii_digit())
}

/// `written-number = number-in-words`, where words are not parted, so that it may run into what follows.
pub(crate) fn written_number<'a>(facts: &Facts, input: &'a str) -> IResult<&'a str, u32> {
    let number = Some(input)
        .filter(|_| !facts.spaced)
        .and_then(|input| number_in_words(facts, input, 0));
    let (value, end) = number.ok_or_else(|| nom::Err::Error(Error::new(input, ErrorKind::Fail)))?;
    Ok((&input[end..], value))
}

/// Whether a text may begin with a number in words, as far as its first characters tell.
pub(crate) fn number_may_begin(facts: &Facts, text: &str) -> bool {
    matcher(facts).heads.may_begin(text)
}

fn matcher(facts: &Facts) -> &NumberMatcher {
    let numbers = &facts.numbers;
    numbers.matcher.get_or_init(|| {
        let words = || numbers.words.iter().chain(&numbers.multipliers);
        NumberMatcher {
            phrases: Phrases::new(words().map(|pair| pair.0.as_str()), false),
            values: words().map(|pair| *pair.1).collect(),
            heads: Heads::of(words().map(|pair| pair.0.as_str())),
        }
    })
}

fn skip_joints(facts: &Facts, folded: &str, mut at: usize) -> usize {
    loop {
        let rest = &folded[at..];
        if let Some(rest) = rest.strip_prefix(' ') {
            at = folded.len() - rest.len();
        } else if let Some(joint) = facts
            .numbers
            .joints
            .iter()
            .find(|joint| !joint.is_empty() && rest.starts_with(joint.as_str()))
        {
            at += joint.len();
        } else {
            return at;
        }
    }
}

/// `roman = 1*("I" / "V" / "X" / "L" / "C" / "D" / "M")`, in either case, well-formed.
pub(crate) fn roman(text: &str) -> Option<u32> {
    let value = |c: char| {
        Some(match c.to_ascii_uppercase() {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            'L' => 50,
            'C' => 100,
            'D' => 500,
            'M' => 1000,
            _ => return None,
        })
    };
    if text.is_empty() || text.len() > 12 {
        return None;
    }
    let digits = text.chars().map(value).collect::<Option<Vec<u32>>>()?;
    let sum = digits
        .iter()
        .enumerate()
        .map(|(at, digit)| {
            if digits.get(at + 1).is_some_and(|next| next > digit) {
                -i64::from(*digit)
            } else {
                i64::from(*digit)
            }
        })
        .sum::<i64>();
    let sum = u32::try_from(sum).ok()?;
    roman_numeral(sum)
        .is_some_and(|numeral| numeral.eq_ignore_ascii_case(text))
        .then_some(sum)
}

/// A number from 1 to 3999 as a Roman numeral, in capitals.
///
/// ```
/// use operative_grammar::roman_numeral;
/// assert_eq!(roman_numeral(49).as_deref(), Some("XLIX"));
/// assert_eq!(roman_numeral(0), None);
/// ```
#[must_use]
pub fn roman_numeral(mut number: u32) -> Option<String> {
    const DIGITS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return None;
    }
    let mut text = String::new();
    for (value, digit) in DIGITS {
        while number >= value {
            text.push_str(digit);
            number -= value;
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Language;

    #[test]
    fn numbers_in_words_are_sums() {
        let facts = Facts::of_language("en");
        assert_eq!(
            number_in_words(facts, "seventy-seventh session", 0),
            Some((77, 15))
        );
        assert_eq!(
            number_in_words(facts, "eleventh emergency", 0),
            Some((11, 8))
        );
        assert_eq!(
            number_in_words(facts, "one hundred and first", 0),
            Some((101, 21))
        );
        assert_eq!(number_in_words(facts, "session", 0), None);
    }

    #[test]
    fn every_language_counts() {
        let cases = [
            ("fr", "vingt et unième", 21),
            ("fr", "soixante-dix-septième", 77),
            ("fr", "quatre-vingt-dix-neuvième", 99),
            ("fr", "cent vingtième", 120),
            ("es", "undécimo", 11),
            ("es", "vigésimo primer", 21),
            ("es", "septuagésima séptima", 77),
            ("es", "centésimo vigésimo", 120),
            ("ru", "двадцать первую", 21),
            ("ru", "семидесятой", 70),
            ("ru", "сто восемьдесят третьего", 183),
            ("zh", "十", 10),
            ("zh", "七十七", 77),
            ("zh", "一百二十", 120),
            ("zh", "一百零五", 105),
            ("zh", "二千六百二十五", 2625),
            ("zh", "二六二五", 2625),
            ("zh", "一九〇五", 1905),
            ("zh", "二○二五", 2025),
            ("zh", "二0二五", 2025),
            ("ar", "الحادية عشرة", 11),
            ("ar", "الثامنة والسبعين", 78),
            ("ar", "الأولى بعد المائة", 101),
        ];
        for (code, words, number) in cases {
            let facts = Language::from_code(code).expect("a language").facts();
            let folded = crate::fold::fold(words).text;
            assert_eq!(
                number_in_words(facts, &folded, 0),
                Some((number, folded.len())),
                "{words}"
            );
        }
    }

    #[test]
    fn roman_numerals_are_well_formed() {
        assert_eq!(roman("XXX"), Some(30));
        assert_eq!(roman("iv"), Some(4));
        assert_eq!(roman("IIX"), None);
        assert_eq!(roman(""), None);
    }
}
