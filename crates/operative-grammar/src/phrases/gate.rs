//! Where a phrase may begin: what tells of nearly all places of a text that none does.

use super::{STEP, number};
use crate::facts::{SCRIPTS, Script};
use crate::word::script_of;

/// Tells of nearly all places of a text that no phrase begins there, and without a branch for each: the
/// processor cannot foresee what letter comes next, and a wrong guess takes as long as reading a dozen bytes.
#[derive(Clone, Debug)]
pub(super) struct Gate {
    /// Whether the first letters of a word are looked at: phrases end where words do, in a script whose letters are
    /// told by their first bytes. Otherwise so many bytes are, whatever they are.
    pub(super) words: bool,
    /// How many first bytes of phrases are looked at, as the bits of a number that count: some have fewer than
    /// others. For characters of one byte, of two, and of more.
    masks: [[u64; Gate::LENGTHS]; 3],
    /// Their first bytes and their second ones, each the least and how far the greatest is above it.
    first: (u8, u8),
    second: (u8, u8),
    /// For the hash of each such number, or of the first letters of a word, whether a phrase begins with it: a bit for each.
    open: Box<[u64; Gate::SIZE]>,
    /// The script that most of the letters belong to that phrases begin with.
    script: Script,
    /// The last bytes of what may be written on to the front of a phrase.
    written_on: [u8; Gate::WRITTEN_ON],
}

impl Gate {
    const BITS: u32 = 15;
    const SIZE: usize = (1 << Self::BITS) / u64::BITS as usize;
    /// How many lengths are looked at.
    const LENGTHS: usize = 3;
    const WRITTEN_ON: usize = 6;

    pub(super) fn new(phrases: &[(&[u8], u32)], boundary: bool) -> Self {
        let script = most(phrases.iter().map(|phrase| phrase.0[0]));
        let mut gate = Self {
            words: boundary && matches!(script, Script::Latin | Script::Cyrillic),
            masks: [[0; Self::LENGTHS]; 3],
            first: span(phrases.iter().map(|phrase| phrase.0[0])),
            second: span(phrases.iter().flat_map(|phrase| match phrase.0 {
                [_, second, ..] => [*second; 2],
                _ => [0, u8::MAX],
            })),
            open: Box::new([0; Self::SIZE]),
            script,
            written_on: [0; Self::WRITTEN_ON],
        };
        for (phrase, _) in phrases {
            if gate.words {
                let (word, bit) = Self::hash(word_head(number(phrase)));
                gate.open[word] |= bit;
                continue;
            }
            // Four letters tell most, of Han characters two.
            let lengths: [usize; Self::LENGTHS] = match Self::class(phrase[0]) {
                0 => [4, 2, 1],
                1 => [8, 4, 2],
                _ => [6, 3, 1],
            };
            let which = lengths.iter().position(|length| *length <= phrase.len());
            let which = which.unwrap_or(Self::LENGTHS - 1);
            let mask = number(&[u8::MAX; STEP][..lengths[which]]);
            gate.masks[Self::class(phrase[0])][which] = mask;
            let (word, bit) = Self::hash(number(phrase) & mask);
            gate.open[word] |= bit;
        }
        gate
    }

    /// Lets phrases stand behind letters that are written on to them.
    pub(super) fn write_on<'a>(&mut self, letters: impl Iterator<Item = &'a str>) {
        let mut ends: Vec<u8> = letters
            .filter_map(|letters| letters.bytes().last())
            .collect();
        ends.sort_unstable();
        ends.dedup();
        assert!(
            ends.len() <= Self::WRITTEN_ON,
            "few letters are written on to words"
        );
        for (place, end) in self.written_on.iter_mut().zip(ends) {
            *place = end;
        }
    }

    /// How a byte begins a character: one of one byte, of two, or of more.
    #[inline]
    const fn class(byte: u8) -> usize {
        (byte >= 0x80) as usize + (byte >= 0xe0) as usize
    }

    /// The bit of a number among those that are open: which word, and which of its bits.
    #[inline]
    const fn hash(start: u64) -> (usize, u64) {
        let hash = start.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - Self::BITS);
        (
            (hash / u64::BITS as u64) as usize,
            1 << (hash % u64::BITS as u64),
        )
    }

    /// Whether a phrase may begin a text that begins with these bytes.
    #[inline]
    fn admits(&self, start: u64) -> bool {
        let masks = &self.masks[Self::class(start as u8)];
        let open = masks.iter().fold(0, |open, mask| {
            let (word, bit) = Self::hash(start & mask);
            open | self.open[word] & bit
        });
        open != 0
    }

    /// The same by the first letters of the word that the text begins with.
    #[inline]
    fn admits_word(&self, start: u64) -> bool {
        let (word, bit) = Self::hash(word_head(start));
        self.open[word] & bit != 0
    }

    /// The places of a block where a phrase may begin, a bit for each; where `edges`, none among letters.
    #[inline]
    pub(super) fn places(&self, window: &Window, edges: bool) -> u64 {
        let starts = self.starts_of(window, edges);
        if self.words {
            admitted(window, starts, |start| self.admits_word(start))
        } else {
            admitted(window, starts, |start| self.admits(start))
        }
    }

    /// The places of a block where words may begin, or characters, that phrases may begin with.
    #[inline]
    fn starts_of(&self, window: &Window, edges: bool) -> u64 {
        match (edges, self.script) {
            (false, _) | (true, Script::Han) => self.starts(window, |_, _| false),
            (true, Script::Latin) => self.starts(window, |(_, before), (here, _)| {
                before.is_ascii_alphabetic() & here.is_ascii_alphabetic()
            }),
            (true, Script::Cyrillic) => self.starts(window, |(last, _), (here, _)| {
                cyrillic(last) & cyrillic(here)
            }),
            (true, Script::Arabic) => self.starts(window, |(last, before), (here, next)| {
                let written_on = self.written_on;
                let written_on = written_on
                    .iter()
                    .fold(false, |any, byte| any | (before == *byte));
                arabic(last, before) & arabic(here, next) & !written_on
            }),
        }
    }

    /// The places of a block where characters begin whose first byte, and the byte behind it, are none that a
    /// phrase cannot begin with: a bit for each. Those are left out that `within` tells to stand within a word, by
    /// the two bytes before the place and the two behind it.
    #[inline]
    fn starts(&self, window: &Window, within: impl Fn((u8, u8), (u8, u8)) -> bool) -> u64 {
        let among = |byte: u8, (least, above): (u8, u8)| byte.wrapping_sub(least) <= above;
        // In steps that a compiler makes of all bytes at once.
        let mut starts = [0; BLOCK];
        for at in 0..BLOCK {
            let [last, before, here, next] = [0, 1, 2, 3].map(|byte| window[at + byte]);
            let admitted = among(here, self.first) & among(next, self.second);
            let continued = here & 0xc0 == 0x80;
            starts[at] = u8::from(admitted & !(continued | within((last, before), (here, next))));
        }
        let (eights, _) = starts.as_chunks::<STEP>();
        eights.iter().rev().fold(0, |bits, eight| {
            // The lowest bits of eight bytes, side by side.
            bits << STEP
                | u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080)
                    >> (u64::BITS - u8::BITS)
        })
    }
}

/// Those of some places of a block, a bit for each, that are admitted by the bytes that stand there.
#[inline]
fn admitted(window: &Window, mut starts: u64, admits: impl Fn(u64) -> bool) -> u64 {
    let mut places = 0;
    while starts != 0 {
        let at = starts.trailing_zeros();
        let start = number(&window[BEFORE + at as usize..]);
        places |= u64::from(admits(start)) << at;
        starts &= starts - 1;
    }
    places
}

/// Of the first bytes of a text, as one number, those of its first letters: at most four letters of ASCII or of
/// Cyrillic script, up to the end of the word; of a text that begins with none of these its first character. What is
/// left of a phrase is left of each text that begins with it and in which no letter goes on behind it.
#[inline]
const fn word_head(start: u64) -> u64 {
    const ASCII: u64 = 0x0101_0101;
    const PAIRS: u64 = 0x0001_0001_0001_0001;
    const fn each(byte: u8) -> u64 {
        ASCII * byte as u64
    }
    const fn first_of_each(byte: u8) -> u64 {
        PAIRS * byte as u64
    }
    // The highest bit of each of four bytes that is no letter of ASCII.
    let low = (start | each(0x20)) & each(0x7f);
    let from_a = low + each(0x80 - b'a');
    let beyond_z = low + each(0x7f - b'z');
    let other = !(from_a & !beyond_z & !start) & each(0x80);
    // All bits below the first of them.
    let ascii = ((other & other.wrapping_neg()) >> 7).wrapping_sub(1) & u32::MAX as u64;
    // The bit above the first byte of each of four pairs that begins no letter of Cyrillic script.
    let apart = (start & first_of_each(0xfe)) ^ first_of_each(0xd0);
    let other = (apart + first_of_each(0xff)) & (PAIRS << 8);
    let cyrillic = ((other & other.wrapping_neg()) >> 8).wrapping_sub(1);
    let first = match start as u8 {
        0..0x80 => 0xff,
        0x80..0xe0 => 0xffff,
        0xe0.. => 0xff_ffff,
    };
    start & (ascii | cyrillic | first)
}

/// How many bytes are looked at together, and how many before them.
pub(super) const BLOCK: usize = u64::BITS as usize;
pub(super) const BEFORE: usize = 2;

/// A block with the bytes around it.
pub(super) type Window = [u8; BEFORE + BLOCK + STEP];

/// The window whose block begins at byte `at` of a text, with nothing where the text has no bytes.
#[inline(never)]
pub(super) fn window(text: &[u8], at: usize) -> Window {
    let mut window = [0; BEFORE + BLOCK + STEP];
    let (from, gap) = (at.saturating_sub(BEFORE), BEFORE.saturating_sub(at));
    let bytes = &text[from..text.len().min(at + BLOCK + STEP)];
    window[gap..gap + bytes.len()].copy_from_slice(bytes);
    window
}

/// Whether a letter of Cyrillic script begins with a byte.
#[inline]
const fn cyrillic(byte: u8) -> bool {
    byte & 0xfe == 0xd0
}

/// Whether two bytes are a letter of Arabic script.
#[inline]
const fn arabic(first: u8, second: u8) -> bool {
    ((first == 0xd8) & (second >= 0xa0)) | ((first == 0xd9) & (second <= 0x8a))
}

/// The script that most letters belong to, of those that begin with some bytes.
fn most(bytes: impl Iterator<Item = u8>) -> Script {
    let mut letters = [0; SCRIPTS.len()];
    for script in bytes.filter_map(script_of) {
        letters[script as usize] += 1;
    }
    let most = SCRIPTS.into_iter().rev();
    most.max_by_key(|script| letters[*script as usize])
        .unwrap_or(Script::Latin)
}

/// The least of some bytes, and how far the greatest is above it.
fn span(bytes: impl Iterator<Item = u8> + Clone) -> (u8, u8) {
    let least = bytes.clone().min().unwrap_or_default();
    (least, bytes.max().unwrap_or_default() - least)
}
