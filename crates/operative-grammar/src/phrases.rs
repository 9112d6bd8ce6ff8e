//! Phrases: lists of words that are looked for in texts, the longest first.

mod gate;

use gate::{BEFORE, BLOCK, Gate, window};

use crate::fold::fold;
use crate::word::is_edge;

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
