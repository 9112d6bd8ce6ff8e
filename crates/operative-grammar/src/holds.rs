//! What a line may hold, told by its bytes in one look: a step that reads something out of lines asks
//! this first, and most lines need not be read again.

use std::ops::RangeInclusive;

/// A set of what a piece of text may hold. That something is not in the set is certain; that it is in it
/// is not.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Holds(u16);

impl Holds {
    /// A digit of any script.
    pub(crate) const DIGIT: Self = Self(1);
    /// `/`, of either width.
    pub(crate) const SLASH: Self = Self(1 << 1);
    /// `<`
    pub(crate) const TAG: Self = Self(1 << 2);
    /// `[`
    pub(crate) const BRACKET: Self = Self(1 << 3);
    /// Marks of emphasis: `*`, `_`.
    pub(crate) const EMPHASIS: Self = Self(1 << 4);
    /// `\`
    pub(crate) const ESCAPE: Self = Self(1 << 5);
    /// Superscript.
    pub(crate) const RAISED: Self = Self(1 << 6);
    /// Blanks side by side.
    pub(crate) const BLANKS: Self = Self(1 << 7);
    /// A blank wider than one, other than [`BLANKS`](Self::BLANKS), or leaders.
    pub(crate) const LEADERS: Self = Self(1 << 8);
    /// `|`
    pub(crate) const BAR: Self = Self(1 << 9);

    /// What parts the cells of a row that no bars mark.
    pub(crate) const PARTING: Self = Self::BLANKS.or(Self::LEADERS);
    /// What may be something else than text within a paragraph.
    pub(crate) const INLINE: Self = Self::TAG
        .or(Self::BRACKET)
        .or(Self::EMPHASIS)
        .or(Self::ESCAPE)
        .or(Self::RAISED);

    /// What a piece of text may hold.
    pub(crate) fn of(text: &str) -> Self {
        let (mut alone, mut pairs, mut first) = (0, 0, 0);
        for byte in text.bytes() {
            let class = &CLASSES[usize::from(byte)];
            alone |= class.alone;
            pairs |= first & class.second;
            first = class.first;
        }
        let paired = (0..PAIRS.len()).filter(|rule| pairs & 1 << rule != 0);
        paired.fold(Self(alone), |holds, rule| holds.or(PAIRS[rule].0))
    }

    /// Whether any of some things may be there.
    pub(crate) const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

type Bytes = &'static [RangeInclusive<u8>];

/// What one byte tells.
const SINGLE: [(Holds, Bytes); 9] = [
    (Holds::DIGIT, &[b'0'..=b'9']),
    (Holds::SLASH, &[b'/'..=b'/']),
    (Holds::TAG, &[b'<'..=b'<']),
    (Holds::BRACKET, &[b'['..=b'[']),
    (Holds::EMPHASIS, &[b'*'..=b'*', b'_'..=b'_']),
    (Holds::ESCAPE, &[b'\\'..=b'\\']),
    (Holds::LEADERS, &[b'\t'..=b'\t', b'_'..=b'_']),
    (Holds::BAR, &[b'|'..=b'|']),
    // The digits and the stroke of full width.
    (Holds::DIGIT.or(Holds::SLASH), &[0xef..=0xef]),
];

/// What two bytes side by side tell.
const PAIRS: [(Holds, Bytes, Bytes); 8] = [
    // Eastern digits.
    (Holds::DIGIT, &[0xd9..=0xd9], &[0xa0..=0xa9]),
    (Holds::DIGIT, &[0xdb..=0xdb], &[0xb0..=0xb9]),
    // The digits two and three and one, and those that follow.
    (Holds::RAISED, &[0xc2..=0xc2], &[0xb2..=0xb3, 0xb9..=0xb9]),
    (Holds::RAISED, &[0xe2..=0xe2], &[0x81..=0x81]),
    // White space of ASCII or the blank that does not break, before the same.
    (
        Holds::BLANKS,
        &[b'\t'..=b'\r', b' '..=b' ', 0xa0..=0xa0],
        &[b'\t'..=b'\r', b' '..=b' ', 0xc2..=0xc2],
    ),
    // Other blanks, and the dots of an ellipsis in one character.
    (
        Holds::BLANKS.or(Holds::LEADERS),
        &[0x80..=0x81, 0x8b..=0x8b, 0x9a..=0x9a],
        &[
            0x80..=0x8a,
            0x9f..=0x9f,
            0xa6..=0xa6,
            0xa8..=0xa9,
            0xaf..=0xaf,
        ],
    ),
    (
        Holds::BLANKS.or(Holds::LEADERS),
        &[0xc2..=0xc2],
        &[0x85..=0x85, 0xb7..=0xb7],
    ),
    // A dot behind a dot or a blank.
    (
        Holds::LEADERS,
        &[b' '..=b' ', b'.'..=b'.', 0xa0..=0xa0],
        &[b'.'..=b'.'],
    ),
];

/// What a byte tells: by itself, as the first of two, and as the second, each bit a rule of [`PAIRS`].
#[derive(Copy, Clone)]
struct Class {
    alone: u16,
    first: u8,
    second: u8,
}

const CLASSES: [Class; 256] = {
    let nothing = Class {
        alone: 0,
        first: 0,
        second: 0,
    };
    let mut classes = [nothing; 256];
    let mut byte = 0;
    while byte < 256 {
        let class = &mut classes[byte];
        let mut rule = 0;
        while rule < SINGLE.len() {
            if among(SINGLE[rule].1, byte as u8) {
                class.alone |= SINGLE[rule].0.0;
            }
            rule += 1;
        }
        rule = 0;
        while rule < PAIRS.len() {
            class.first |= (among(PAIRS[rule].1, byte as u8) as u8) << rule;
            class.second |= (among(PAIRS[rule].2, byte as u8) as u8) << rule;
            rule += 1;
        }
        byte += 1;
    }
    classes
};

const fn among(ranges: Bytes, byte: u8) -> bool {
    let mut at = 0;
    while at < ranges.len() {
        if *ranges[at].start() <= byte && byte <= *ranges[at].end() {
            return true;
        }
        at += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn nothing_that_is_there_is_missed(text in "([a-z]|[ .,0-9_*<(/\\[\\\\|]|[\u{85}\u{a0}\u{1680}\u{2003}\u{2028}\u{202f}\u{205f}\u{3000}\t…·⋯¹²⁴⁽٣۴３／]|\\PC){0,24}") {
            let holds = Holds::of(&text);
            let chars = || text.chars();
            let told = |of: Holds, is: bool| !is || holds.any(of);
            let pairs = || chars().zip(chars().skip(1));
            proptest::prop_assert!(told(Holds::DIGIT, chars().any(|c| crate::label::digit(c).is_some())));
            proptest::prop_assert!(told(Holds::SLASH, text.contains(['/', '／'])));
            proptest::prop_assert!(told(Holds::EMPHASIS, text.contains(['*', '_'])));
            proptest::prop_assert!(told(Holds::BAR, text.contains('|')));
            proptest::prop_assert!(told(Holds::INLINE, text.contains(['<', '[', '\\', '¹', '²', '⁴', '⁽'])));
            let blanks = pairs().any(|(one, other)| one.is_whitespace() && other.is_whitespace());
            proptest::prop_assert!(told(Holds::BLANKS, blanks));
            proptest::prop_assert!(told(Holds::PARTING, crate::table::parting(&text, 0).is_some()));
            proptest::prop_assert!(told(Holds::PARTING, crate::table::wide_blank(&text, 0).is_some()));
        }
    }

    #[test]
    fn running_text_holds_next_to_nothing() {
        for text in [
            "Recalling the wells, and “the lamps” beside them – all of them; and more.",
            "Rappelant l’état des puits",
            "ссылаясь на резолюции о колодцах",
            "إذ تشير إلى قراراتها",
        ] {
            assert_eq!(Holds::of(text), Holds::default(), "{text}");
        }
    }
}
