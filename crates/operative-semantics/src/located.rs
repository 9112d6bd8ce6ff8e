//! The nodes that references inside the document lead to.

use std::collections::HashMap;
use std::ops::Range;

use operative_grammar::{Document, LabelStyle, Language, Node, NodeId, NodeKind, Part, in_word};

use crate::address::{Readings, step};
use crate::facts::Locator;
use crate::internal::{Direction, Inside};
use crate::model::Place;

/// Where a reference inside the document leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// The node that is meant; `None` where the whole is, or what has no node of its own.
    pub(crate) node: Option<NodeId>,
    /// Its identifier, where the words alone do not give it.
    pub(crate) identifier: Option<String>,
}

/// The nodes of a document by what references say of them, each list in the order of the document.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    /// The numbered paragraphs.
    paragraphs: HashMap<(Part, u32), Vec<NodeId>>,
    /// The headings that have a number.
    headings: HashMap<u32, Vec<NodeId>>,
    /// The headings that open annexes.
    annexes: Vec<NodeId>,
    /// The first node that stands in an annex.
    in_annex: Option<NodeId>,
    children: HashMap<NodeId, Vec<NodeId>>,
}

impl Parts {
    pub(crate) fn of(document: &Document) -> Self {
        let mut parts = Self::default();
        for (id, node) in document.node_ids().zip(document.nodes()) {
            if let Some(above) = node.parent {
                parts.children.entry(above).or_default().push(id);
            }
            if node.part == Part::Annex {
                parts.in_annex.get_or_insert(id);
                if node.level == 0 && node.kind == NodeKind::Heading {
                    parts.annexes.push(id);
                }
            }
            let Some(label) = &node.label else { continue };
            if node.kind == NodeKind::Heading {
                parts.headings.entry(label.value).or_default().push(id);
            } else if label.style == LabelStyle::Number {
                let key = (node.part, label.value);
                parts.paragraphs.entry(key).or_default().push(id);
            }
        }
        parts
    }
}

/// The node that a reference inside the document means. `Err` where the document should have one and
/// has none.
pub(crate) fn node(
    document: &Document,
    parts: &Parts,
    language: Language,
    place: Place,
    inside: &Inside,
) -> Result<Found, ()> {
    let search = Search {
        document,
        parts,
        here: match place {
            Place::Node(id) => Some(id),
            Place::Masthead(_) | Place::Footnote(_) => None,
        },
        direction: inside.direction,
    };
    let address = &inside.address;
    let held = |locator| address.held_by(language, locator);
    let (annex, section) = (held(Locator::Annex), held(Locator::Section));
    let found = |node| Found {
        node: Some(node),
        identifier: None,
    };
    if address.paragraph.is_some() || !address.subparagraphs.is_empty() {
        let labels = &address.subparagraphs;
        let (above, trail) = match address.paragraph {
            Some(number) => {
                let paragraph = search.paragraph(number, annex, section).ok_or(())?;
                (None, search.below(paragraph, labels).ok_or(())?)
            }
            None => {
                let (around, trail) = search.nearest(labels).ok_or(())?;
                (search.identifier(around), trail)
            }
        };
        // The labels of the nodes decide between the readings of what is printed.
        let mut said = address.clone();
        for (readings, id) in said.subparagraphs.iter_mut().zip(&trail[1..]) {
            let label = document.node(*id).label.as_ref();
            readings.splice(0..0, label.map(|label| (label.style, label.value)));
        }
        let said = said.identifier(language);
        return Ok(Found {
            node: trail.last().copied(),
            identifier: Some(match above {
                Some(above) => said.replacen(':', &format!(":{above}/"), 1),
                None => said,
            }),
        });
    }
    if let (Some(number), None) = (annex, section) {
        return search.annex(number).map(found).ok_or(());
    }
    if let Some(number) = section {
        return Ok(Found {
            node: search.section(number, annex),
            identifier: None,
        });
    }
    Ok(Found::default())
}

/// The search for a part of a document.
struct Search<'a> {
    document: &'a Document,
    parts: &'a Parts,
    /// The node that the reference stands in.
    here: Option<NodeId>,
    direction: Direction,
}

impl<'a> Search<'a> {
    /// The nodes on the side that the reference points to.
    fn faced(&self) -> Range<NodeId> {
        let end = NodeId(u32::MAX);
        match (self.direction, self.here) {
            (Direction::Above, Some(here)) => NodeId(0)..NodeId(here.0 + 1),
            (Direction::Below, Some(here)) => here..end,
            _ => NodeId(0)..end,
        }
    }

    /// Those of some nodes that the reference may mean, behind another one where that is given.
    fn meant<'n>(&self, nodes: &'n [NodeId], from: Option<NodeId>) -> &'n [NodeId] {
        let faced = self.faced();
        let start =
            nodes.partition_point(|id| *id < faced.start || from.is_some_and(|it| *id <= it));
        let end = nodes.partition_point(|id| *id < faced.end);
        &nodes[start..end.max(start)]
    }

    /// The heading that opens an annex, counted from 1.
    fn annex(&self, number: u32) -> Option<NodeId> {
        let heading = self.parts.annexes.get(number.max(1) as usize - 1);
        heading.copied().or(self.parts.in_annex)
    }

    /// The heading with a number, in an annex where one is named.
    fn section(&self, number: u32, annex: Option<u32>) -> Option<NodeId> {
        let from = annex.and_then(|annex| self.annex(annex));
        let headings = self.parts.headings.get(&number)?;
        self.meant(headings, from).first().copied()
    }

    /// The paragraph with a number: of the annex that is named, of the reference's own annex, or of
    /// the operative part.
    fn paragraph(&self, number: u32, annex: Option<u32>, section: Option<u32>) -> Option<NodeId> {
        let find = |part: Part, from: Option<NodeId>| {
            let meant = self.meant(self.parts.paragraphs.get(&(part, number))?, from);
            let found = if self.direction == Direction::Above {
                meant.last()
            } else {
                meant.first()
            };
            found.copied()
        };
        let section = section.and_then(|section| self.section(section, annex));
        if let Some(annex) = annex {
            return find(Part::Annex, section.or_else(|| self.annex(annex)));
        }
        let own = self
            .here
            .map(|id| self.document.node(id).part)
            .filter(|part| *part == Part::Annex && self.direction != Direction::Anywhere);
        own.and_then(|part| find(part, section))
            .or_else(|| find(Part::Operative, section))
    }

    /// The nodes that labels lead through from a paragraph, which is the first of them. They end where
    /// a node has none below it, and the rest of the way runs on in its text.
    fn below(&self, paragraph: NodeId, labels: &[Readings]) -> Option<Vec<NodeId>> {
        let mut trail = vec![paragraph];
        let mut at = paragraph;
        for label in labels {
            let children = self.children(at);
            if children.is_empty() {
                return self.runs_on(at, label).then_some(trail);
            }
            let mut children = children.iter().copied();
            at = children.find(|id| counts_as(self.document.node(*id), label))?;
            trail.push(at);
        }
        Some(trail)
    }

    /// The nearest node around the reference that labels lead on from, and the nodes that they lead
    /// through.
    fn nearest(&self, labels: &[Readings]) -> Option<(NodeId, Vec<NodeId>)> {
        let mut around = self.here;
        while let Some(above) = around {
            if let Some(trail) = self.below(above, labels) {
                return Some((above, trail));
            }
            around = self.document.node(above).parent;
        }
        None
    }

    fn children(&self, above: NodeId) -> &'a [NodeId] {
        self.parts.children.get(&above).map_or(&[], Vec::as_slice)
    }

    /// Whether a label stands in a paragraph's own text, whose sub-paragraphs run on in it.
    fn runs_on(&self, paragraph: NodeId, label: &Readings) -> bool {
        let text = self.document.text_of(self.document.node(paragraph).passage);
        let printed = text.match_indices([')', '）']).filter_map(|(end, _)| {
            let head = &text[..end];
            let start = head.rfind(|c: char| !in_word(c)).map_or(0, |at| {
                at + head[at..].chars().next().map_or(1, char::len_utf8)
            });
            (end - start <= 8).then(|| format!("({})", &head[start..]))
        });
        let facts = self.document.language().facts();
        let meant = printed
            .map(|printed| operative_grammar::label_readings(facts, &printed))
            .filter(|readings| readings.iter().any(|reading| label.contains(reading)));
        // The reference itself prints it once.
        meant.count() > usize::from(self.here == Some(paragraph))
    }

    /// The identifier of a node by the labels that lead to it: `paragraph-3/subparagraph-b`.
    fn identifier(&self, id: NodeId) -> Option<String> {
        let node = self.document.node(id);
        let above = node.parent.and_then(|above| self.identifier(above));
        let label = node.label.as_ref();
        let own = label.and_then(|label| step((label.style, label.value)));
        match (above, own) {
            (Some(above), Some(own)) => Some(format!("{above}/{own}")),
            (above, own) => above.or(own),
        }
    }
}

/// Whether a node's label is one of a printed label's readings.
fn counts_as(node: &Node, readings: &Readings) -> bool {
    let label = node.label.as_ref();
    label.is_some_and(|label| readings.contains(&(label.style, label.value)))
}
