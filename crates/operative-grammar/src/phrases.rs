//! Phrases: lists of words that are looked for in texts, the longest first.

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
            tree: Tree::new(phrases),
            boundary: spaced,
        }
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

    /// Whether a text holds one of the phrases anywhere, within a word too.
    #[must_use]
    pub fn stand_in(&self, text: &str) -> bool {
        let mut starts = self.tree.starts(text.as_bytes(), 0);
        starts.any(|at| self.longest(text, at).is_some())
    }

    /// The first phrase in a text from byte `at` on that stands between word boundaries, and the longest
    /// of those there: its place in the list, and its bytes.
    #[must_use]
    pub fn find(&self, text: &str, at: usize) -> Option<(usize, std::ops::Range<usize>)> {
        let edge = |at| !self.boundary || is_edge(text, at);
        let mut starts = self.tree.starts(text.as_bytes(), at);
        starts.find_map(|at| {
            // Nothing begins within a word.
            let begins = edge(at);
            let (which, end) = begins.then(|| self.tree.longest(text.as_bytes(), at, edge))??;
            Some((which, at..end))
        })
    }
}

/// Stands for no node, no table and no phrase.
const NONE: u32 = u32::MAX;

/// A node with more nodes below it than this has a table of them.
const MANY: u32 = 6;

/// Phrases as a tree of their bytes: those that begin alike share what they begin with.
#[derive(Debug)]
struct Tree {
    /// Tables of the node that each byte leads to: first that of the first bytes, then those of the nodes
    /// that many stand below.
    tables: Vec<[u32; 256]>,
    /// Those below one node stand side by side, and first of all those that no node is above.
    nodes: Vec<Node>,
    /// The second bytes that each of those first nodes allows.
    seconds: Vec<Bytes>,
    /// The first byte of each node.
    heads: Vec<u8>,
    /// The further bytes of the nodes, one node after the other.
    tails: Vec<u8>,
}

#[derive(Debug)]
struct Node {
    /// Its bytes but the first, as a range of the tails.
    tail: (u32, u32),
    /// The nodes below it.
    below: (u32, u32),
    /// The table that leads to them, where they are many.
    table: u32,
    /// The phrase that ends with it.
    phrase: u32,
}

/// A set of bytes.
#[derive(Clone, Debug)]
struct Bytes([u64; 4]);

impl Bytes {
    const NONE: Self = Self([0; 4]);
    const ALL: Self = Self([u64::MAX; 4]);

    fn insert(&mut self, byte: u8) {
        self.0[usize::from(byte / 64)] |= 1 << (byte % 64);
    }

    #[inline]
    fn contains(&self, byte: u8) -> bool {
        self.0[usize::from(byte / 64)] & (1 << (byte % 64)) != 0
    }
}

impl Tree {
    fn new(phrases: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
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
            seconds: Vec::new(),
            heads: Vec::new(),
            tails: Vec::new(),
        };
        // What is still to be read: phrases that share their first bytes, how many, and the node above.
        let mut open = vec![(&sorted[..], 0, None)];
        while let Some((phrases, depth, above)) = open.pop() {
            let start = tree.nodes.len() as u32;
            for group in phrases.chunk_by(|one, other| one.0[depth] == other.0[depth]) {
                let node = tree.nodes.len() as u32;
                // The first of a sorted group is the shortest, and differs most from the last.
                let (one, last) = (group[0].0, group[group.len() - 1].0);
                let pairs = one.iter().zip(last);
                let shared = pairs.take_while(|(one, last)| one == last).count();
                let tail = tree.tails.len() as u32;
                tree.heads.push(one[depth]);
                tree.tails.extend(&one[depth + 1..shared]);
                let ends = shared == one.len();
                tree.nodes.push(Node {
                    tail: (tail, tree.tails.len() as u32),
                    below: (0, 0),
                    table: NONE,
                    phrase: if ends { group[0].1 } else { NONE },
                });
                if depth == 0 {
                    tree.tables[0][usize::from(one[0])] = node;
                    let mut seconds = if one.len() > 1 {
                        Bytes::NONE
                    } else {
                        Bytes::ALL
                    };
                    let further = group.iter().filter_map(|phrase| phrase.0.get(1));
                    further.for_each(|second| seconds.insert(*second));
                    tree.seconds.push(seconds);
                }
                open.push((&group[usize::from(ends)..], shared, Some(node)));
            }
            if let Some(above) = above {
                let end = tree.nodes.len() as u32;
                tree.nodes[above as usize].below = (start, end);
                if end - start > MANY {
                    tree.nodes[above as usize].table = tree.tables.len() as u32;
                    let mut table = [NONE; 256];
                    for node in start..end {
                        table[usize::from(tree.heads[node as usize])] = node;
                    }
                    tree.tables.push(table);
                }
            }
        }
        tree
    }

    /// The first node of the phrases that may stand at byte `at`, by the two bytes there.
    #[inline]
    fn first(&self, text: &[u8], at: usize) -> Option<u32> {
        let first = self.tables[0][usize::from(*text.get(at)?)];
        let seconds = self.seconds.get(first as usize)?;
        let second = text.get(at + 1).copied().unwrap_or_default();
        seconds.contains(second).then_some(first)
    }

    /// Where phrases may begin from byte `at` on.
    #[inline]
    fn starts<'a>(&'a self, text: &'a [u8], at: usize) -> impl Iterator<Item = usize> + 'a {
        let firsts = &self.tables[0];
        let bytes = text.iter().enumerate().skip(at);
        let starts = bytes.filter(|(_, byte)| firsts[usize::from(**byte)] != NONE);
        let starts = starts.map(|(at, _)| at);
        starts.filter(|at| self.first(text, *at).is_some())
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
            let tail = &self.tails[here.tail.0 as usize..here.tail.1 as usize];
            let rest = text.get(at..).unwrap_or_default();
            // Most are short, and differ in the first byte.
            let shared = tail
                .iter()
                .zip(rest)
                .take_while(|(one, other)| one == other);
            if shared.count() < tail.len() {
                break;
            }
            at += tail.len();
            if here.phrase != NONE && may_end(at) {
                found = Some((here.phrase as usize, at));
            }
            let Some(byte) = text.get(at) else { break };
            node = match self.tables.get(here.table as usize) {
                Some(table) => table[usize::from(*byte)],
                None => {
                    let below = &self.heads[here.below.0 as usize..here.below.1 as usize];
                    let place = below.iter().position(|head| head == byte);
                    place.map_or(NONE, |place| here.below.0 + place as u32)
                }
            };
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_longest_phrase_is_found(
            phrases in proptest::collection::vec("[abé]{1,3}( [abé]{1,2})?", 0..12),
            text in "[abé ]{0,16}",
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
