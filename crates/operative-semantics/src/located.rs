//! The nodes that references inside the document lead to.

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

/// The node that a reference inside the document means. `Err` where the document should have one and
/// has none.
pub(crate) fn node(
    document: &Document,
    language: Language,
    place: Place,
    inside: &Inside,
) -> Result<Found, ()> {
    let search = Search {
        document,
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
    /// The node that the reference stands in.
    here: Option<NodeId>,
    direction: Direction,
}

impl<'a> Search<'a> {
    fn nodes(&self) -> impl Iterator<Item = (NodeId, &'a Node)> + use<'a> {
        let document = self.document;
        document.node_ids().map(move |id| (id, document.node(id)))
    }

    /// The nodes on the side that the reference points to.
    fn faced(&self) -> impl Iterator<Item = (NodeId, &'a Node)> + use<'a> {
        let (start, end) = match (self.direction, self.here) {
            (Direction::Above, Some(here)) => (0, here.index() + 1),
            (Direction::Below, Some(here)) => (here.index(), usize::MAX),
            _ => (0, usize::MAX),
        };
        self.nodes().take(end).skip(start)
    }

    /// The heading that opens an annex, counted from 1.
    fn annex(&self, number: u32) -> Option<NodeId> {
        let mut headings = self.nodes().filter(|(_, node)| {
            node.part == Part::Annex && node.level == 0 && node.kind == NodeKind::Heading
        });
        headings
            .nth(number.max(1) as usize - 1)
            .or_else(|| self.nodes().find(|(_, node)| node.part == Part::Annex))
            .map(|found| found.0)
    }

    /// The heading with a number, in an annex where one is named.
    fn section(&self, number: u32, annex: Option<u32>) -> Option<NodeId> {
        let from = annex.and_then(|annex| self.annex(annex));
        let heading = |(id, node): &(NodeId, &Node)| {
            node.kind == NodeKind::Heading
                && from.is_none_or(|from| *id > from)
                && labelled(node, number)
        };
        self.faced().find(heading).map(|found| found.0)
    }

    /// The paragraph with a number: of the annex that is named, of the reference's own annex, or of
    /// the operative part.
    fn paragraph(&self, number: u32, annex: Option<u32>, section: Option<u32>) -> Option<NodeId> {
        let numbered = |node: &Node| {
            let style = node.label.as_ref().map(|label| label.style);
            style == Some(LabelStyle::Number)
                && node.kind != NodeKind::Heading
                && labelled(node, number)
        };
        let find = |part: Part, from: Option<NodeId>| {
            let mut found = self.faced().filter(|(id, node)| {
                node.part == part && numbered(node) && from.is_none_or(|from| *id > from)
            });
            let found = if self.direction == Direction::Above {
                found.last()
            } else {
                found.next()
            };
            found.map(|found| found.0)
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
            let mut children = self.children(at).peekable();
            if children.peek().is_none() {
                return self.runs_on(at, label).then_some(trail);
            }
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

    fn children(&self, above: NodeId) -> impl Iterator<Item = NodeId> + use<'a> {
        self.nodes()
            .skip_while(move |(id, _)| *id <= above)
            .filter(move |(_, node)| node.parent == Some(above))
            .map(|found| found.0)
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

/// Whether a node's label has a value.
fn labelled(node: &Node, value: u32) -> bool {
    node.label
        .as_ref()
        .is_some_and(|label| label.value == value)
}

/// Whether a node's label is one of a printed label's readings.
fn counts_as(node: &Node, readings: &Readings) -> bool {
    let label = node.label.as_ref();
    label.is_some_and(|label| readings.contains(&(label.style, label.value)))
}
