//! The character map of a font: what its codes spell in Unicode.

use std::collections::HashMap;

/// Entries of a map.
const ENTRIES: usize = 1 << 17;

/// What codes spell, by the code and how many bytes it has.
#[derive(Debug, Default)]
pub(super) struct Map(HashMap<(u32, usize), Box<str>>);

impl Map {
    /// `map = *("beginbfchar" *(code text) / "beginbfrange" *(code code (text / "[" *text "]")))`
    pub(super) fn parse(content: &[u8]) -> Self {
        let mut map = Self::default();
        let mut words = Words(content);
        let mut last = Vec::new();
        let mut mode = Mode::Other;
        while let Some(word) = words.next() {
            match word {
                Word::Name(b"beginbfchar") => (mode, last) = (Mode::Chars, Vec::new()),
                Word::Name(b"beginbfrange") => (mode, last) = (Mode::Ranges, Vec::new()),
                Word::Name(b"endbfchar" | b"endbfrange") => mode = Mode::Other,
                Word::String(bytes) => last.push(bytes),
                Word::Open if mode == Mode::Ranges && last.len() == 2 => {
                    let first = last[0].clone();
                    let mut code = number(&first);
                    while let Some(Word::String(text)) = words.next() {
                        map.put(code, first.len(), spelled(&text, 0));
                        code = code.wrapping_add(1);
                    }
                    last.clear();
                }
                _ => {}
            }
            if mode == Mode::Chars && last.len() == 2 {
                map.put(number(&last[0]), last[0].len(), spelled(&last[1], 0));
                last.clear();
            } else if mode == Mode::Ranges && last.len() == 3 {
                let (first, end) = (number(&last[0]), number(&last[1]));
                for code in (first..=end).take(0x1_0000) {
                    map.put(code, last[0].len(), spelled(&last[2], code - first));
                }
                last.clear();
            } else if mode == Mode::Other {
                last.clear();
            }
        }
        map
    }

    /// What a code of so many bytes spells.
    pub(super) fn get(&self, code: u32, length: usize) -> Option<&str> {
        self.0.get(&(code, length)).map(|text| &**text)
    }

    fn put(&mut self, code: u32, length: usize, text: String) {
        if self.0.len() < ENTRIES {
            self.0.insert((code, length), text.into());
        }
    }
}

#[derive(Copy, Clone, PartialEq, Eq)]
enum Mode {
    Chars,
    Ranges,
    Other,
}

fn number(bytes: &[u8]) -> u32 {
    let tail = &bytes[bytes.len().saturating_sub(4)..];
    tail.iter()
        .fold(0, |number, byte| number << 8 | u32::from(*byte))
}

/// UTF-16 with something added to its last unit.
fn spelled(bytes: &[u8], plus: u32) -> String {
    let mut units: Vec<u16> = match bytes {
        [one] => vec![u16::from(*one)],
        bytes => bytes
            .chunks_exact(2)
            .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
            .collect(),
    };
    if let Some(last) = units.last_mut() {
        *last = last.wrapping_add(plus as u16);
    }
    String::from_utf16_lossy(&units)
}

enum Word<'a> {
    Name(&'a [u8]),
    String(Vec<u8>),
    Open,
    Close,
}

struct Words<'a>(&'a [u8]);

impl<'a> Iterator for Words<'a> {
    type Item = Word<'a>;

    /// `word = "<" *hex ">" / "[" / "]" / name`
    fn next(&mut self) -> Option<Word<'a>> {
        self.0 = self.0.trim_ascii_start();
        let first = *self.0.first()?;
        let rest = &self.0[1..];
        match first {
            b'[' | b']' => {
                self.0 = rest;
                Some(if first == b'[' {
                    Word::Open
                } else {
                    Word::Close
                })
            }
            b'<' if rest.first() != Some(&b'<') => {
                let end = memchr::memchr(b'>', rest).unwrap_or(rest.len());
                self.0 = rest.get(end + 1..).unwrap_or_default();
                let digits: Vec<u8> = rest[..end]
                    .iter()
                    .filter_map(|byte| char::from(*byte).to_digit(16))
                    .map(|digit| digit as u8)
                    .collect();
                let pairs = digits.chunks(2);
                Some(Word::String(
                    pairs
                        .map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0))
                        .collect(),
                ))
            }
            _ => {
                let stop =
                    |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'<' | b'[' | b']');
                let end = rest.iter().position(stop).map_or(self.0.len(), |at| at + 1);
                let word = &self.0[..end];
                self.0 = &self.0[end..];
                Some(Word::Name(word))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stand_alone_and_in_ranges() {
        let map = Map::parse(
            b"2 beginbfchar <0003> <0020> <0004><00660069> endbfchar\n\
            2 beginbfrange <0010> <0012> <0041> <20> <21> [<0061> <0062>] endbfrange",
        );
        let found = |code, length| map.get(code, length);
        assert_eq!(found(3, 2), Some(" "));
        assert_eq!(found(4, 2), Some("fi"));
        assert_eq!(found(0x12, 2), Some("C"));
        assert_eq!(found(0x21, 1), Some("b"));
        assert_eq!(found(0x13, 2), None);
    }
}
