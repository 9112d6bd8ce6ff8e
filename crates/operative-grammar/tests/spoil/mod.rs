//! How texts are spoilt: as scanners, mail programs and pairs of scissors leave them.

use crate::texts::SCRAPS;

/// What is done to a text.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Spoil {
    /// Nothing.
    Nothing,
    /// It ends somewhere.
    Cut,
    /// Lines are lost.
    Drop,
    /// A line comes twice.
    Double,
    /// Two lines change places.
    Swap,
    /// Letters and marks are misread.
    Misread,
    /// Footnotes are marked now in one way and now in another.
    Marks,
    /// Bytes are lost or changed.
    Bytes,
    /// Its bytes are read in another encoding.
    Encoding,
    /// A scrap of mark-up stands among the lines.
    Scrap,
}

impl Spoil {
    pub(crate) const ALL: [Self; 10] = [
        Self::Nothing,
        Self::Cut,
        Self::Drop,
        Self::Double,
        Self::Swap,
        Self::Misread,
        Self::Marks,
        Self::Bytes,
        Self::Encoding,
        Self::Scrap,
    ];

    pub(crate) fn apply(self, source: &str, chance: &mut Chance) -> String {
        let mut lines: Vec<&str> = source.split('\n').collect();
        let count = lines.len();
        match self {
            Self::Nothing => return source.to_owned(),
            Self::Cut => {
                let at = chance.below(source.len() + 1);
                return source[..source.floor_char_boundary(at)].to_owned();
            }
            Self::Drop => {
                for _ in 0..=chance.below(3).min(count - 1) {
                    lines.remove(chance.below(lines.len()));
                    lines.extend(lines.is_empty().then_some(""));
                }
            }
            Self::Double => lines.insert(chance.below(count), lines[chance.below(count)]),
            Self::Swap => lines.swap(chance.below(count), chance.below(count)),
            Self::Scrap => {
                lines.insert(chance.below(count), SCRAPS[chance.below(SCRAPS.len())]);
            }
            Self::Misread => {
                return (0..4).fold(source.to_owned(), |text, _| {
                    replace(&text, MISREAD[chance.below(MISREAD.len())], 20, chance)
                });
            }
            Self::Marks => {
                return replace(source, MARKS[chance.below(MARKS.len())], 2, chance);
            }
            Self::Bytes => {
                let mut bytes = source.as_bytes().to_vec();
                for _ in 0..=chance.below(4) {
                    let at = chance.below(bytes.len());
                    match bytes.get_mut(at) {
                        Some(byte) if chance.below(2) == 0 => *byte ^= 0x80,
                        Some(_) => drop(bytes.remove(at)),
                        None => {}
                    }
                }
                return String::from_utf8_lossy(&bytes).into_owned();
            }
            Self::Encoding => return source.bytes().map(char::from).collect(),
        }
        lines.join("\n")
    }
}

const MISREAD: [(&str, &str); 16] = [
    ("l", "1"),
    ("I", "l"),
    ("O", "0"),
    ("0", "O"),
    ("rn", "m"),
    ("e", "c"),
    ("a", "o"),
    ("n", "u"),
    ("h", "b"),
    (".", ","),
    (",", "."),
    ("5", "S"),
    ("1", "l"),
    ("é", "e"),
    ("и", "н"),
    ("ن", "ب"),
];

const MARKS: [(&str, &str); 8] = [
    ("<sup>", "[^"),
    ("</sup>", "]"),
    ("[^", "<sup>"),
    ("]", "</sup>"),
    ("¹", "1"),
    ("1", "¹"),
    ("*", ""),
    ("<sup>1</sup>", "[^1]"),
];

/// Puts one string for another, here and there.
fn replace(text: &str, (from, to): (&str, &str), every: usize, chance: &mut Chance) -> String {
    let mut parts = text.split(from);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(if chance.below(every) == 0 { to } else { from });
        out.push_str(part);
    }
    out
}

/// Chance that falls alike on every run.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn of(document: usize, spoil: Spoil, nth: usize) -> Self {
        let seed = (document * 1000 + spoil as usize * 50 + nth + 1) as u64;
        let mut chance = Self(seed.wrapping_mul(0xd134_2543_de82_ef95));
        chance.below(1);
        chance
    }

    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end.max(1)
    }
}
