//! Which node is written within which.

use operative_grammar::NodeId;
use operative_semantics::{Paragraph, Resolution};

/// The nodes of a resolution as they nest when they are written in the order of the document. A node
/// that stands between the children of another is written among them, wherever it belongs.
pub(super) struct Nesting {
    top: Vec<NodeId>,
    children: Vec<Vec<NodeId>>,
}

impl Nesting {
    pub(super) fn of(resolution: &Resolution) -> Self {
        let nodes = resolution.document.nodes();
        // The last node that stands below each.
        let mut last: Vec<usize> = (0..nodes.len()).collect();
        for (at, node) in nodes.iter().enumerate().rev() {
            if let Some(parent) = node.parent {
                last[parent.index()] = last[parent.index()].max(last[at]);
            }
        }
        let mut nesting = Self {
            top: Vec::new(),
            children: vec![Vec::new(); nodes.len()],
        };
        let mut open: Vec<usize> = Vec::new();
        for id in resolution.document.node_ids() {
            while open.pop_if(|above| last[*above] < id.index()).is_some() {}
            match open.last() {
                Some(above) => nesting.children[*above].push(id),
                None => nesting.top.push(id),
            }
            open.push(id.index());
        }
        nesting
    }

    /// The nodes at the top.
    pub(super) fn top<'a>(&self, resolution: &'a Resolution) -> Vec<Paragraph<'a>> {
        views(resolution, &self.top)
    }

    /// The nodes that are written within one.
    pub(super) fn children<'a>(&self, node: Paragraph<'a>) -> Vec<Paragraph<'a>> {
        let children = self.children.get(node.id().index());
        views(node.resolution(), children.map_or(&[], Vec::as_slice))
    }
}

fn views<'a>(resolution: &'a Resolution, ids: &[NodeId]) -> Vec<Paragraph<'a>> {
    ids.iter()
        .filter_map(|id| resolution.paragraph(*id))
        .collect()
}

/// Whether a heading is the number of a section and no more: one short word.
pub(super) fn is_number_alone(heading: Paragraph<'_>) -> bool {
    /// A longer word is no number.
    const LONGEST: usize = 12;
    let words = heading.text();
    heading.label().is_none()
        && !words.contains(char::is_whitespace)
        && words.chars().count() <= LONGEST
}
