//! From bytes to characters.

/// How many bytes share one entry of the index.
const BLOCK: usize = 64;

/// Turns byte offsets of a text into character offsets, which is what JSON, tables and Python use.
///
/// Building it passes over the text once; a look-up then counts at most one block.
///
/// ```
/// let text = "l’Assemblée générale";
/// let characters = operative_formats::Characters::of(text);
/// let byte = text.find("générale").unwrap();
/// assert_eq!(byte, 15);
/// assert_eq!(characters.at(byte), 12);
/// assert_eq!(characters.len(), 20);
/// ```
#[derive(Clone, Debug)]
pub struct Characters<'a> {
    text: &'a str,
    index: CharacterIndex,
}

impl<'a> Characters<'a> {
    /// The characters of a text.
    #[must_use]
    pub fn of(text: &'a str) -> Self {
        Self {
            text,
            index: CharacterIndex::of(text),
        }
    }

    /// The number of characters before a byte offset; one past the end counts as the end.
    #[must_use]
    pub fn at(&self, byte: impl TryInto<usize>) -> usize {
        self.index.at(self.text, byte)
    }

    /// The number of characters of the text.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.index.length
    }

    /// Whether the text has none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// What [`Characters`] knows of its text, for those who keep the text elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CharacterIndex {
    /// Characters before each block; empty where every character is one byte.
    before: Vec<u32>,
    length: usize,
}

impl CharacterIndex {
    /// The index of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Self {
                before: Vec::new(),
                length: text.len(),
            };
        }
        let mut length = 0;
        let mut before = Vec::with_capacity(text.len() / BLOCK + 1);
        for block in text.as_bytes().chunks(BLOCK) {
            before.push(length as u32);
            length += count(block);
        }
        Self { before, length }
    }

    /// The number of characters of `text`, the text it is the index of, before a byte offset.
    ///
    /// ```
    /// # use operative_formats::CharacterIndex;
    /// let text = "第76/159号决议";
    /// assert_eq!(CharacterIndex::of(text).at(text, text.len()), 10);
    /// ```
    #[must_use]
    pub fn at(&self, text: &str, byte: impl TryInto<usize>) -> usize {
        let byte = byte.try_into().unwrap_or(usize::MAX).min(text.len());
        if self.before.is_empty() {
            return byte;
        }
        let block = byte / BLOCK;
        match self.before.get(block) {
            Some(before) => *before as usize + count(&text.as_bytes()[block * BLOCK..byte]),
            None => self.length,
        }
    }
}

/// The characters that begin in `bytes`.
fn count(bytes: &[u8]) -> usize {
    // Every byte but a continuation (10xxxxxx) begins a character.
    bytes.iter().filter(|byte| (**byte as i8) >= -0x40).count()
}

#[cfg(test)]
mod tests {
    use super::Characters;

    #[test]
    fn every_offset_of_a_mixed_text_is_right() {
        let text = "1. Rappelle la résolution 第76/159号决议 و قرارها ٧٦/١٥٩ 🕊 ".repeat(9);
        let characters = Characters::of(&text);
        for (index, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(characters.at(byte), index);
        }
        assert_eq!(characters.at(text.len()), text.chars().count());
        assert_eq!(characters.at(usize::MAX), text.chars().count());
    }

    #[test]
    fn ascii_needs_no_index() {
        let characters = Characters::of("The General Assembly,");
        assert_eq!(characters.at(4_u32), 4);
        assert!(Characters::of("").is_empty());
    }
}
