//! The citation network of many documents: works, and what cites what.
//!
//! A work is a node by its symbol or identifier. It is in the corpus where a document of it was read;
//! else it is known only because it is cited. Language versions of one resolution are one work.

use std::collections::{HashMap, HashSet, VecDeque};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A work: a document of the corpus, or what one cites.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Work {
    /// Its canonical symbol, or an identifier with a scheme.
    pub symbol: String,
    /// Its title, where it is in the corpus.
    pub title: Option<String>,
    /// The organ that adopted it, where that is known.
    pub organ: Option<String>,
    /// The title of its agenda item.
    pub agenda_title: Option<String>,
    /// The date of its adoption.
    pub adopted: Option<Date>,
    /// Whether a document of it was read.
    pub in_corpus: bool,
}

/// That one work cites another.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Citation {
    /// The place of the work that cites, in [`Graph::works`].
    pub citing: usize,
    /// The place of the work that is cited.
    pub cited: usize,
    /// What the text does with it: `basis`, `see`, `mention`, or the class of the act.
    pub relation: String,
    /// The organ that issued what is cited.
    pub issuer: Option<String>,
    /// The date that stands with it.
    pub date: Option<Date>,
    /// Why the first reference that cites it so is known to.
    pub rule: String,
    /// How often it does so; of language versions, the highest count.
    pub count: usize,
}

/// A citation in a document, before it is known which work it leads to.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cited<'a> {
    /// The symbol or identifier.
    pub target: &'a str,
    /// What the text does with it.
    pub relation: &'a str,
    /// The organ that issued it.
    pub issuer: Option<&'a str>,
    /// The date that stands with it.
    pub date: Option<Date>,
    /// Why it is known to be what is cited.
    pub rule: &'a str,
}

/// Gathers documents into a [`Graph`].
#[derive(Clone, Debug, Default)]
pub struct GraphBuilder {
    graph: Graph,
    edges: HashMap<(usize, usize, String), usize>,
}

impl GraphBuilder {
    /// Adds a document, which is or is a language version of `work`, and what it cites. References
    /// to its own parts (`this:`) and to itself are no citations.
    pub fn add(&mut self, work: Work, cited: &[Cited<'_>]) {
        let citing = self.graph.place(&work.symbol);
        let titles = [&work.title, &work.agenda_title].map(|title| title.as_deref().map(folded));
        let known = &mut self.graph.works[citing];
        if known.in_corpus {
            known.adopted = known.adopted.or(work.adopted);
        } else {
            *known = work;
        }
        let [title, item] = titles;
        self.graph.titles[citing].extend(title);
        self.graph.items[citing].extend(item);

        let mut counts: HashMap<(usize, &str), usize> = HashMap::new();
        for citation in cited {
            if citation.target.starts_with("this:") {
                continue;
            }
            let place = self.graph.place(citation.target);
            if place == citing {
                continue;
            }
            let issued = &mut self.graph.works[place];
            if issued.organ.is_none() {
                issued.organ = citation.issuer.map(str::to_owned);
            }
            let count = counts.entry((place, citation.relation)).or_default();
            *count += 1;
            let edge = self.edge(citing, place, citation);
            edge.count = edge.count.max(*count);
            edge.date = edge.date.or(citation.date);
        }
    }

    fn edge(&mut self, citing: usize, cited: usize, citation: &Cited<'_>) -> &mut Citation {
        let citations = &mut self.graph.citations;
        let key = (citing, cited, citation.relation.to_owned());
        let place = *self.edges.entry(key).or_insert_with(|| {
            citations.push(Citation {
                citing,
                cited,
                relation: citation.relation.to_owned(),
                issuer: citation.issuer.map(str::to_owned),
                date: citation.date,
                rule: citation.rule.to_owned(),
                count: 0,
            });
            citations.len() - 1
        });
        &mut citations[place]
    }

    /// The network of what was added.
    #[must_use]
    pub fn finish(mut self) -> Graph {
        let graph = &mut self.graph;
        for (index, citation) in graph.citations.iter().enumerate() {
            graph.outgoing[citation.citing].push(index);
            graph.incoming[citation.cited].push(index);
        }
        self.graph
    }
}

/// Which work cites which.
///
/// ```
/// use operative_semantics::graph::{Cited, GraphBuilder, Work};
/// let work = |symbol: &str| Work { symbol: symbol.into(), in_corpus: true, ..Work::default() };
/// let cites = |target| Cited {
///     target, relation: "recall", issuer: None, date: None, rule: "own-organ",
/// };
/// let mut graph = GraphBuilder::default();
/// graph.add(work("A/RES/77/1"), &[cites("A/RES/76/1"), cites("A/RES/70/1")]);
/// graph.add(work("A/RES/76/1"), &[cites("A/RES/70/1")]);
/// let graph = graph.finish();
///
/// let symbols = |works: Vec<usize>| -> Vec<&str> {
///     works.into_iter().map(|work| &*graph.works()[work].symbol).collect()
/// };
/// assert_eq!(symbols(graph.most_cited(1)), ["A/RES/70/1"]);
/// assert_eq!(symbols(graph.missing()), ["A/RES/70/1"]);
/// let start = graph.find("A/RES/77/1").unwrap();
/// assert_eq!(symbols(graph.rests_on(start, None)), ["A/RES/76/1", "A/RES/70/1"]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Graph {
    works: Vec<Work>,
    citations: Vec<Citation>,
    places: HashMap<String, usize>,
    /// For each work, its titles and those of its agenda item in every language, folded.
    titles: Vec<HashSet<String>>,
    items: Vec<HashSet<String>>,
    outgoing: Vec<Vec<usize>>,
    incoming: Vec<Vec<usize>>,
}

impl Graph {
    /// The works, in the order in which they were met.
    #[must_use]
    pub fn works(&self) -> &[Work] {
        &self.works
    }

    /// The citations: one for each pair of works and relation.
    #[must_use]
    pub fn citations(&self) -> &[Citation] {
        &self.citations
    }

    /// The place of a work in [`Graph::works`].
    #[must_use]
    pub fn find(&self, symbol: &str) -> Option<usize> {
        self.places.get(symbol).copied()
    }

    /// What a work cites.
    pub fn cites(&self, work: usize) -> impl ExactSizeIterator<Item = &Citation> {
        let edges = self.outgoing.get(work).map_or(&[][..], Vec::as_slice);
        edges.iter().map(|edge| &self.citations[*edge])
    }

    /// What cites a work.
    pub fn cited_by(&self, work: usize) -> impl ExactSizeIterator<Item = &Citation> {
        let edges = self.incoming.get(work).map_or(&[][..], Vec::as_slice);
        edges.iter().map(|edge| &self.citations[*edge])
    }

    /// How many works cite a work, and how many it cites.
    #[must_use]
    pub fn degree(&self, work: usize) -> (usize, usize) {
        let citing: HashSet<usize> = self.cited_by(work).map(|edge| edge.citing).collect();
        let cited: HashSet<usize> = self.cites(work).map(|edge| edge.cited).collect();
        (citing.len(), cited.len())
    }

    /// The works that most others cite, at most so many of them; of equals, the one met first.
    #[must_use]
    pub fn most_cited(&self, count: usize) -> Vec<usize> {
        let mut works: Vec<(usize, usize)> = (0..self.works.len())
            .map(|work| (self.degree(work).0, work))
            .filter(|(citing, _)| *citing > 0)
            .collect();
        works.sort_by_key(|(citing, work)| (std::cmp::Reverse(*citing), *work));
        works.truncate(count);
        works.into_iter().map(|(_, work)| work).collect()
    }

    /// All that a work rests on: what it cites, what that cites, and so on, the nearest first; at
    /// most so many steps away.
    #[must_use]
    pub fn rests_on(&self, work: usize, steps: Option<usize>) -> Vec<usize> {
        let mut seen = HashSet::from([work]);
        let mut queue = VecDeque::from([(work, 0)]);
        let mut found = Vec::new();
        while let Some((work, distance)) = queue.pop_front() {
            if steps.is_some_and(|steps| distance >= steps) {
                continue;
            }
            for citation in self.cites(work) {
                if seen.insert(citation.cited) {
                    found.push(citation.cited);
                    queue.push_back((citation.cited, distance + 1));
                }
            }
        }
        found
    }

    /// The chain of resolutions on one item that a work belongs to, itself among them, the earliest
    /// first: those of the corpus and the same organ that bear the same title, and those that stand
    /// under the same agenda item and cite one of the chain or are cited by one.
    #[must_use]
    pub fn chain(&self, work: usize) -> Vec<usize> {
        if self.works.get(work).is_none_or(|start| !start.in_corpus) {
            return Vec::new();
        }
        let mut chain = vec![work];
        let mut seen = HashSet::from([work]);
        let mut at = 0;
        while let Some(member) = chain.get(at).copied() {
            at += 1;
            let alike = (0..self.works.len()).filter(|other| {
                self.works[*other].organ == self.works[member].organ
                    && self.titles[*other]
                        .intersection(&self.titles[member])
                        .next()
                        .is_some()
            });
            let linked = self.neighbours(member).filter(|other| {
                self.works[*other].organ == self.works[member].organ
                    && self.items[*other]
                        .intersection(&self.items[member])
                        .next()
                        .is_some()
            });
            for other in alike.chain(linked) {
                if self.works[other].in_corpus && seen.insert(other) {
                    chain.push(other);
                }
            }
        }
        chain.sort_by_key(|work| (self.works[*work].adopted, *work));
        chain
    }

    /// The works that are cited and of which no document was read, the most cited first.
    #[must_use]
    pub fn missing(&self) -> Vec<usize> {
        let mut works = self.most_cited(self.works.len());
        works.retain(|work| !self.works[*work].in_corpus);
        works
    }

    fn neighbours(&self, work: usize) -> impl Iterator<Item = usize> {
        let cited = self.cites(work).map(|citation| citation.cited);
        cited.chain(self.cited_by(work).map(|citation| citation.citing))
    }

    /// The place of a work, which is made where there is none.
    fn place(&mut self, symbol: &str) -> usize {
        if let Some(place) = self.places.get(symbol) {
            return *place;
        }
        let place = self.works.len();
        self.places.insert(symbol.to_owned(), place);
        self.works.push(Work {
            symbol: symbol.to_owned(),
            ..Work::default()
        });
        self.titles.push(HashSet::new());
        self.items.push(HashSet::new());
        self.outgoing.push(Vec::new());
        self.incoming.push(Vec::new());
        place
    }
}

/// A title without what differs from year to year: case, digits, marks and blanks.
fn folded(title: &str) -> String {
    let letters = title.chars().filter(|letter| letter.is_alphabetic());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work(symbol: &str, title: &str, item: &str, year: i16) -> Work {
        Work {
            symbol: symbol.into(),
            title: Some(title.into()),
            organ: Some("general-assembly".into()),
            agenda_title: Some(item.into()),
            adopted: Date::new(year, 12, 15).ok(),
            in_corpus: true,
        }
    }

    fn cites<'a>(target: &'a str, relation: &'a str) -> Cited<'a> {
        Cited {
            target,
            relation,
            issuer: None,
            date: None,
            rule: "own-organ",
        }
    }

    fn symbols(graph: &Graph, works: &[usize]) -> Vec<String> {
        let symbols = works.iter().map(|work| graph.works[*work].symbol.clone());
        symbols.collect()
    }

    #[test]
    fn language_versions_are_one_work() {
        let mut builder = GraphBuilder::default();
        let one = cites("A/RES/70/1", "recall");
        builder.add(work("A/RES/77/1", "Clocks", "Time", 2022), &[one, one]);
        builder.add(work("A/RES/77/1", "Horloges", "Temps", 2022), &[one]);
        let graph = builder.finish();
        assert_eq!(graph.works().len(), 2);
        assert_eq!(graph.citations().len(), 1);
        assert_eq!(graph.citations()[0].count, 2);
        assert_eq!(graph.degree(1), (1, 0));
    }

    #[test]
    fn a_document_does_not_cite_itself() {
        let mut builder = GraphBuilder::default();
        let cited = [cites("this:paragraph-2", "see"), cites("A/RES/77/1", "see")];
        builder.add(work("A/RES/77/1", "Clocks", "Time", 2022), &cited);
        assert_eq!(builder.finish().citations(), []);
    }

    #[test]
    fn a_chain_goes_on_under_another_title() {
        let mut builder = GraphBuilder::default();
        builder.add(work("A/RES/77/1", "Public clocks", "Time", 2022), &[]);
        builder.add(work("A/RES/76/9", "Public clocks", "Time", 2021), &[]);
        let renamed = work("A/RES/75/8", "Clocks in towns", "Time", 2020);
        builder.add(renamed, &[]);
        builder.add(work("A/RES/76/10", "Sundials", "Time", 2021), &[]);
        let link = cites("A/RES/75/8", "recall");
        builder.add(work("A/RES/76/9", "Public clocks", "Time", 2021), &[link]);
        let graph = builder.finish();
        let chain = graph.chain(graph.find("A/RES/77/1").expect("it was added"));
        assert_eq!(
            symbols(&graph, &chain),
            ["A/RES/75/8", "A/RES/76/9", "A/RES/77/1"]
        );
        assert_eq!(graph.chain(99), [0_usize; 0]);
    }
}
