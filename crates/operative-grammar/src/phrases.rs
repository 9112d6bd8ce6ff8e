//! Phrases: lists of words that are looked for in texts, the longest first.

use crate::facts::{SCRIPTS, Script};
use crate::fold::fold;
use crate::word::{is_edge, script_of};

/// A set of phrases that can be looked for at a place of a text or anywhere in it.
#[derive(Debug)]
pub struct Phrases {
    tree: Tree,
    boundary: bool,
}

impl Phrases {
    /// The phrases, each folded, to be looked for in folded texts. Where words are separated by blanks
    /// (`spaced`), a phrase must not end, or where it is found not begin, within a word.
    #[must_use]
    pub fn new<'a>(phrases: impl IntoIterator<Item = &'a str>, spaced: bool) -> Self {
        Self::printed(phrases.into_iter().map(|phrase| fold(phrase).text), spaced)
    }

    /// The phrases as they are, to be looked for in texts as they are printed.
    ///
    /// ```
    /// use operative_grammar::Phrases;
    /// let phrases = Phrases::printed(["Pact", "Pact for Wells"], true);
    /// assert_eq!(phrases.find("the Pact for Wells", 0), Some((1, 4..18)));
    /// assert_eq!(phrases.find("the Pact for Wellsprings", 0), Some((0, 4..8)));
    /// assert_eq!(phrases.at("the Pact for Wellsprings", 4), None);
    /// ```
    #[must_use]
    pub fn printed(phrases: impl IntoIterator<Item = impl AsRef<str>>, spaced: bool) -> Self {
        Self {
            tree: Tree::new(phrases, spaced),
            boundary: spaced,
        }
    }

    /// The phrases, before which some letters may be written on to their first word: [`Phrases::places`] leaves out
    /// no place behind one of these.
    ///
    /// ```
    /// use operative_grammar::Phrases;
    /// let phrases = Phrases::printed(["قرار"], true);
    /// assert_eq!(phrases.places("بقرار", true).count(), 0);
    /// let phrases = phrases.written_on(["ب"]);
    /// assert_eq!(phrases.places("بقرار", true).collect::<Vec<_>>(), [2]);
    /// ```
    #[must_use]
    pub fn written_on<'a>(mut self, letters: impl IntoIterator<Item = &'a str>) -> Self {
        self.tree.gate.write_on(letters.into_iter());
        self
    }

    /// The longest phrase that stands at byte `at` of a text: its place in the list and the byte it
    /// ends at. `None` where it ends within a word, whatever shorter one stands there too.
    #[inline]
    #[must_use]
    pub fn at(&self, text: &str, at: usize) -> Option<(usize, usize)> {
        let found = self.longest(text, at)?;
        (!self.boundary || is_edge(text, found.1)).then_some(found)
    }

    /// The longest phrase that stands at byte `at` of a text, wherever it ends.
    #[inline]
    #[must_use]
    pub fn longest(&self, text: &str, at: usize) -> Option<(usize, usize)> {
        self.tree.longest(text.as_bytes(), at, |_| true)
    }

    /// The places of a text where a phrase may stand: all where one does and no word goes on behind it, where words are
    /// separated by blanks, and a few more. Where `edges`, some of those are left out that stand among letters.
    ///
    /// ```
    /// use operative_grammar::Phrases;
    /// let phrases = Phrases::printed(["act"], true);
    /// assert_eq!(phrases.places("the pact", false).collect::<Vec<_>>(), [5]);
    /// assert_eq!(phrases.places("the pact", true).count(), 0);
    /// ```
    #[inline]
    pub fn places<'a>(&'a self, text: &'a str, edges: bool) -> impl Iterator<Item = usize> + 'a {
        let places = self.tree.places(text.as_bytes(), 0, edges);
        places.filter(|at| text.is_char_boundary(*at))
    }

    /// Whether a text holds one of the phrases anywhere, within a word too.
    #[must_use]
    pub fn stand_in(&self, text: &str) -> bool {
        let text = text.as_bytes();
        if self.tree.gate.words {
            // It leaves out the places behind which a word goes on.
            return self.tree.find(text, 0..text.len(), |_| true).is_some();
        }
        let places = self.tree.places(text, 0, false);
        self.tree.find(text, places, |_| true).is_some()
    }

    /// The first phrase in a text from byte `at` on that stands between word boundaries, and the longest
    /// of those there: its place in the list, and its bytes.
    #[must_use]
    pub fn find(&self, text: &str, at: usize) -> Option<(usize, std::ops::Range<usize>)> {
        let places = self.tree.places(text.as_bytes(), at, self.boundary);
        self.find_at(text, places)
    }

    /// The first phrase that stands at one of some places between word boundaries, as [`Phrases::find`] has
    /// it: where several lists are looked for, the places of all of them are told at once.
    ///
    /// ```
    /// use operative_grammar::Phrases;
    /// let [all, pacts] = [["Pact", "Wells"].as_slice(), &["Pact"]].map(|words| Phrases::printed(words, true));
    /// let text = "the Wells of the Pact";
    /// let places: Vec<usize> = all.places(text, true).collect();
    /// assert_eq!(pacts.find_at(text, places), Some((0, 17..21)));
    /// ```
    #[must_use]
    pub fn find_at(
        &self,
        text: &str,
        places: impl IntoIterator<Item = usize>,
    ) -> Option<(usize, std::ops::Range<usize>)> {
        let edge = |at| !self.boundary || is_edge(text, at);
        self.tree.find(text.as_bytes(), places, edge)
    }
}

/// Stands for no node, no table and no phrase.
const NONE: u32 = u32::MAX;

/// How many bytes are looked at as one number.
const STEP: usize = 8;

/// Phrases as a tree of their bytes: those that begin alike share what they begin with.
#[derive(Debug)]
struct Tree {
    /// Tables of the node that each byte leads to: first that of the first bytes, then those of the nodes
    /// that many stand below.
    tables: Vec<[u32; 256]>,
    /// Those below one node stand side by side, and first of all those that no node is above.
    nodes: Vec<Node>,
    /// Where one may begin.
    gate: Gate,
}

/// A node: two of them fill a line of the processor's cache, which most of a search waits for.
#[derive(Debug)]
#[repr(align(32))]
struct Node {
    /// Its bytes but the first, as one number.
    tail: u64,
    /// How many they are.
    length: u32,
    /// The phrase that ends with it.
    phrase: u32,
    /// The first of the nodes below it.
    below: u32,
    /// The table that leads to them, where they are too many for one number.
    table: u32,
    /// The first bytes of those nodes, as one number, the last again in what is left of it.
    heads: u64,
}

/// Tells of nearly all places of a text that no phrase begins there, and without a branch for each: the
/// processor cannot foresee what letter comes next, and a wrong guess takes as long as reading a dozen bytes.
#[derive(Clone, Debug)]
struct Gate {
    /// Whether the first letters of a word are looked at: phrases end where words do, in a script whose letters are
    /// told by their first bytes. Otherwise so many bytes are, whatever they are.
    words: bool,
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

    fn new(phrases: &[(&[u8], u32)], boundary: bool) -> Self {
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
    fn write_on<'a>(&mut self, letters: impl Iterator<Item = &'a str>) {
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
    fn places(&self, window: &Window, edges: bool) -> u64 {
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
const BLOCK: usize = u64::BITS as usize;
const BEFORE: usize = 2;

/// A block with the bytes around it.
type Window = [u8; BEFORE + BLOCK + STEP];

/// The window whose block begins at byte `at` of a text, with nothing where the text has no bytes.
#[inline(never)]
fn window(text: &[u8], at: usize) -> Window {
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

impl Tree {
    fn new(phrases: impl IntoIterator<Item = impl AsRef<str>>, boundary: bool) -> Self {
        let phrases: Vec<_> = phrases.into_iter().collect();
        let mut sorted: Vec<(&[u8], u32)> = phrases
            .iter()
            .map(|phrase| phrase.as_ref().as_bytes())
            .zip(0..)
            .collect();
        // Of two that are the same the first holds.
        sorted.sort_unstable();
        sorted.dedup_by_key(|phrase| phrase.0);
        sorted.retain(|phrase| !phrase.0.is_empty());
        let mut tree = Self {
            tables: vec![[NONE; 256]],
            nodes: Vec::new(),
            gate: Gate::new(&sorted, boundary),
        };
        // What is still to be read: phrases that share their first bytes, how many, and the node above.
        let mut open = vec![(&sorted[..], 0, None)];
        let mut heads = Vec::new();
        while let Some((phrases, depth, above)) = open.pop() {
            let start = tree.nodes.len() as u32;
            heads.clear();
            for group in phrases.chunk_by(|one, other| one.0[depth] == other.0[depth]) {
                let node = tree.nodes.len() as u32;
                heads.push(group[0].0[depth]);
                // The first of a sorted group is the shortest, and differs most from the last.
                let (one, last) = (group[0].0, group[group.len() - 1].0);
                let pairs = one.iter().zip(last).take(depth + 1 + STEP);
                let shared = pairs.take_while(|(one, last)| one == last).count();
                let tail = &one[depth + 1..shared];
                let ends = shared == one.len();
                tree.nodes.push(Node {
                    tail: number(tail),
                    length: tail.len() as u32,
                    phrase: if ends { group[0].1 } else { NONE },
                    below: NONE,
                    table: NONE,
                    heads: 0,
                });
                open.push((&group[usize::from(ends)..], shared, Some(node)));
            }
            match above {
                None => tree.tables[0] = table(&heads, start),
                Some(above) if !heads.is_empty() => {
                    let above: &mut Node = &mut tree.nodes[above as usize];
                    above.below = start;
                    if heads.len() > STEP {
                        above.table = tree.tables.len() as u32;
                        tree.tables.push(table(&heads, start));
                    } else {
                        heads.resize(STEP, heads[heads.len() - 1]);
                        above.heads = number(&heads);
                    }
                }
                Some(_) => {}
            }
        }
        tree
    }

    /// The places of a text from byte `from` on where a phrase may begin.
    #[inline]
    fn places<'a>(
        &'a self,
        text: &'a [u8],
        from: usize,
        edges: bool,
    ) -> impl Iterator<Item = usize> + 'a {
        let (mut block, mut open) = (from, 0);
        std::iter::from_fn(move || {
            while open == 0 {
                if block >= text.len() {
                    return None;
                }
                let whole = block
                    .checked_sub(BEFORE)
                    .and_then(|from| text[from..].first_chunk());
                open = match whole {
                    Some(whole) => self.gate.places(whole, edges),
                    None => self.gate.places(&window(text, block), edges),
                };
                block += BLOCK;
            }
            let at = block - BLOCK + open.trailing_zeros() as usize;
            open &= open - 1;
            Some(at)
        })
    }

    /// The node of the phrases that begin with the byte at `at`.
    #[inline]
    fn first(&self, text: &[u8], at: usize) -> Option<u32> {
        let first = self.tables[0][usize::from(*text.get(at)?)];
        (first != NONE).then_some(first)
    }

    /// The first phrase at one of some places that begins and ends where `edge` allows, the longest there.
    #[inline]
    fn find(
        &self,
        text: &[u8],
        places: impl IntoIterator<Item = usize>,
        edge: impl Fn(usize) -> bool,
    ) -> Option<(usize, std::ops::Range<usize>)> {
        places.into_iter().find_map(|at| {
            let first = self.first(text, at).filter(|_| edge(at))?;
            let (which, end) = self.longest_below(first, text, at, &edge)?;
            Some((which, at..end))
        })
    }

    /// The longest phrase that stands at byte `at` and ends where `may_end` allows, and its end.
    #[inline]
    fn longest(
        &self,
        text: &[u8],
        at: usize,
        may_end: impl Fn(usize) -> bool,
    ) -> Option<(usize, usize)> {
        self.longest_below(self.first(text, at)?, text, at, may_end)
    }

    /// The longest phrase whose first node is `node`.
    #[inline]
    fn longest_below(
        &self,
        mut node: u32,
        text: &[u8],
        mut at: usize,
        may_end: impl Fn(usize) -> bool,
    ) -> Option<(usize, usize)> {
        let mut found = None;
        while let Some(here) = self.nodes.get(node as usize) {
            at += 1;
            let apart = number(text.get(at..).unwrap_or_default()) ^ here.tail;
            // The bytes that count stand lowest.
            let beyond = u64::BITS - u8::BITS * here.length;
            if apart.unbounded_shl(beyond) != 0 {
                break;
            }
            at += here.length as usize;
            if here.phrase != NONE && at <= text.len() && may_end(at) {
                found = Some((here.phrase as usize, at));
            }
            let Some(byte) = text.get(at) else { break };
            node = match self.tables.get(here.table as usize) {
                Some(table) => table[usize::from(*byte)],
                None if here.below == NONE => break,
                None => match place(here.heads, *byte) {
                    Some(place) => here.below + place,
                    None => break,
                },
            };
        }
        found
    }
}

/// The first bytes of a text as one number, the first byte lowest, and nothing for those it lacks.
#[inline]
fn number(text: &[u8]) -> u64 {
    u64::from_le_bytes(text.first_chunk().copied().unwrap_or_else(|| {
        let mut bytes = [0; STEP];
        bytes[..text.len()].copy_from_slice(text);
        bytes
    }))
}

/// The place of a byte among those of a number.
#[inline]
fn place(number: u64, byte: u8) -> Option<u32> {
    const ONES: u64 = u64::from_ne_bytes([1; STEP]);
    // Where it stands the difference has a byte that is zero; taking one from that borrows.
    let apart = number ^ (ONES * u64::from(byte));
    let zeros = apart.wrapping_sub(ONES) & !apart & (ONES << 7);
    (zeros != 0).then(|| zeros.trailing_zeros() / u8::BITS)
}

/// A table of the nodes that bytes lead to, the nodes side by side.
fn table(heads: &[u8], start: u32) -> [u32; 256] {
    let mut table = [NONE; 256];
    for (head, node) in heads.iter().zip(start..) {
        table[usize::from(*head)] = node;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_longest_phrase_is_found(
            phrases in proptest::collection::vec("[abéжب大1«]{1,5}( [abéжب大×]{1,2})?", 0..12),
            text in "[abéжب大 1«×]{0,90}",
            spaced: bool,
        ) {
            let edge = |at: usize| !spaced || is_edge(&text, at);
            let longest = |at: usize, may_end: &dyn Fn(usize) -> bool| {
                let ends = phrases.iter().zip(0..).filter(|(phrase, _)| text[at..].starts_with(phrase.as_str()));
                let ends = ends.map(|(phrase, which)| (at + phrase.len(), std::cmp::Reverse(which)));
                ends.filter(|(end, _)| may_end(*end)).max().map(|(end, which)| (which.0, end))
            };
            let searched = Phrases::printed(&phrases, spaced);
            let starts = || text.char_indices().map(|(at, _)| at);
            for start in starts() {
                let whole = longest(start, &|_| true).filter(|(_, end)| edge(*end));
                proptest::prop_assert_eq!(searched.at(&text, start), whole);
                let first = starts().filter(|next| *next >= start && edge(*next)).find_map(|next| Some((next, longest(next, &edge)?)));
                proptest::prop_assert_eq!(searched.find(&text, start), first.map(|(at, (which, end))| (which, at..end)));
            }
        }
    }
}
