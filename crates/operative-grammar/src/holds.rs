//! What a line may hold, told by its bytes in one look: a step that reads something out of lines asks
//! this first, and most lines need not be read again.

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
    /// Blanks side by side, or control characters.
    pub(crate) const BLANKS: Self = Self(1 << 7);
    /// A blank wider than one, other than [`BLANKS`](Self::BLANKS), or leaders.
    pub(crate) const LEADERS: Self = Self(1 << 8);
    /// `|`
    pub(crate) const BAR: Self = Self(1 << 9);
    /// What converters raise text with: `^`, `$`.
    pub(crate) const FORMULA: Self = Self(1 << 10);
    /// `](`
    pub(crate) const LINK: Self = Self(1 << 11);

    /// What parts the cells of a row that no bars mark.
    pub(crate) const PARTING: Self = Self::BLANKS.or(Self::LEADERS);
    /// What may be something else than text within a paragraph.
    pub(crate) const INLINE: Self = Self::TAG
        .or(Self::BRACKET)
        .or(Self::EMPHASIS)
        .or(Self::ESCAPE)
        .or(Self::RAISED)
        .or(Self::FORMULA);

    /// What a piece of text may hold.
    pub(crate) fn of(text: &str) -> Self {
        /// Parts of the text that are looked at side by side: each byte waits for the one before it.
        const PARTS: usize = 4;
        let bytes = text.as_bytes();
        let length = bytes.len() / PARTS;
        let (mut states, mut seen) = ([0; PARTS], 0);
        let mut look = |state: &mut u64, byte: u8| {
            *state = (*state << 1 | SIGNS.starts) & SIGNS.places[usize::from(byte)];
            seen |= *state;
        };
        let parts: [&[u8]; PARTS] = std::array::from_fn(|part| &bytes[part * length..][..length]);
        for at in 0..length {
            for (state, part) in states.iter_mut().zip(parts) {
                look(state, part[at]);
            }
        }
        // What is left, and signs that begin in one part and end in the next.
        for (state, part) in states.iter_mut().zip(1..) {
            let behind = bytes[part * length..].iter();
            behind.take(PARTS).for_each(|byte| look(state, *byte));
        }
        if seen & SIGNS.ends == 0 {
            return Self::default();
        }
        let signs = SIGNS.told.iter().filter(|sign| seen & sign.1 != 0);
        signs.fold(Self::default(), |told, sign| told.or(sign.0))
    }

    /// Whether any of some things may be there.
    pub(crate) const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    pub(crate) const fn without(self, of: Self) -> Self {
        Self(self.0 & !of.0)
    }

    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Any of some bytes: ranges, each as the first and the last.
type Bytes = &'static [u8];

const BLANK: Bytes = b"\t\r  ";

/// What tells that something may be there: bytes one behind the other.
const TELLING: [(Holds, &[Bytes]); 25] = [
    (Holds::DIGIT, &[b"09"]),
    // Eastern digits, and those of full width.
    (Holds::DIGIT, &[b"\xd9\xd9", b"\xa0\xa9"]),
    (Holds::DIGIT, &[b"\xdb\xdb", b"\xb0\xb9"]),
    (Holds::DIGIT, &[b"\xef\xef", b"\xbc\xbc", b"\x90\x99"]),
    (Holds::SLASH, &[b"//"]),
    (Holds::SLASH, &[b"\xef\xef", b"\xbc\xbc", b"\x8f\x8f"]),
    (Holds::TAG, &[b"<<"]),
    (Holds::BRACKET, &[b"[["]),
    (Holds::EMPHASIS, &[b"**__"]),
    (Holds::ESCAPE, &[b"\\\\"]),
    (Holds::BAR, &[b"||"]),
    (Holds::FORMULA, &[b"^^$$"]),
    (Holds::LINK, &[b"]]", b"(("]),
    // One to three, the others, and numbers in circles.
    (Holds::RAISED, &[b"\xc2\xc2", b"\xb2\xb3\xb9\xb9"]),
    (Holds::RAISED, &[b"\xe2\xe2", b"\x81\x81\x91\x91"]),
    (Holds::BLANKS, &[b"\0\x1f\x7f\x7f"]),
    (Holds::BLANKS, &[BLANK, BLANK]),
    // The blank that does not break, beside another.
    (Holds::BLANKS, &[BLANK, b"\xc2\xc2", b"\xa0\xa0"]),
    (Holds::BLANKS, &[b"\xc2\xc2", b"\xa0\xa0", BLANK]),
    (Holds::BLANKS, &[b"\xa0\xa0", b"\xc2\xc2", b"\xa0\xa0"]),
    // Rare blanks, of any width, and dots that are no full stops.
    (
        Holds::PARTING,
        &[
            b"\xe2\xe2",
            b"\x80\x81\x8b\x8b",
            b"\x80\x8a\x9f\x9f\xa6\xa6\xa8\xa9\xaf\xaf",
        ],
    ),
    (
        Holds::PARTING,
        &[b"\xe1\xe1\xe3\xe3", b"\x80\x80\x9a\x9a", b"\x80\x80"],
    ),
    (Holds::PARTING, &[b"\xc2\xc2", b"\x85\x85\xb7\xb7"]),
    (Holds::LEADERS, &[b"\t\t__"]),
    // A dot behind a dot or a blank.
    (Holds::LEADERS, &[b"  ..\xa0\xa0", b".."]),
];

/// [`TELLING`], to be looked for all at once: each byte of each sign has a place, a bit, which is set while
/// the bytes up to it have just been read.
struct Signs {
    /// The places of the first bytes, and of the last.
    starts: u64,
    ends: u64,
    /// The places of each byte.
    places: [u64; 256],
    /// What each sign tells, and the place of its last byte.
    told: [(Holds, u64); TELLING.len()],
}

static SIGNS: Signs = {
    let mut signs = Signs {
        starts: 0,
        ends: 0,
        places: [0; 256],
        told: [(Holds(0), 0); TELLING.len()],
    };
    let mut place = 1;
    let mut at = 0;
    while at < TELLING.len() {
        let (holds, sign) = TELLING[at];
        signs.starts |= place;
        let mut within = 0;
        while within < sign.len() {
            let mut byte = 0;
            while byte < 256 {
                if among(sign[within], byte as u8) {
                    signs.places[byte] |= place;
                }
                byte += 1;
            }
            within += 1;
            if within == sign.len() {
                signs.told[at] = (holds, place);
                signs.ends |= place;
            }
            place <<= 1;
        }
        at += 1;
    }
    signs
};

const fn among(ranges: Bytes, byte: u8) -> bool {
    let mut at = 0;
    while at < ranges.len() {
        if ranges[at] <= byte && byte <= ranges[at + 1] {
            return true;
        }
        at += 2;
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
            proptest::prop_assert!(told(Holds::BLANKS, blanks || text.contains(|c: char| c.is_ascii_control())));
            proptest::prop_assert!(told(Holds::PARTING, crate::table::parting(&text, 0).is_some()));
            proptest::prop_assert!(told(Holds::PARTING, crate::table::wide_blank(&text, 0).is_some()));
        }
    }

    #[test]
    fn running_text_holds_next_to_nothing() {
        for text in [
            "Recalling the wells, and “the lamps” beside them – all of them; and more.",
            "Rappelant l’état des « puits » et des «\u{a0}lampes\u{a0}»\u{a0}; et le reste",
            "ссылаясь на резолюции о колодцах",
            "إذ تشير إلى قراراتها",
            "回顾其以往各项决议，包括关于水井的决议、以及“路灯”",
        ] {
            assert_eq!(Holds::of(text), Holds::default(), "{text}");
        }
    }
}
