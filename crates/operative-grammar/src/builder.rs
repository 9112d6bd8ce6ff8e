//! The document in the making: drafts become passages, and passages nodes.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::draft::Draft;
use crate::facts::{Facts, Language};
use crate::lead::Lead;
use crate::span::TextRange;
use crate::tree::{
    Call, Document, Label, LabelStyle, Leaf, LeafKind, Masthead, Node, NodeId, NodeKind, Part,
    Passage, Profile,
};

/// Puts drafts into the document.
#[derive(Debug)]
pub(crate) struct Builder {
    pub(crate) document: Document,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Whether digits and brackets stand in visual order.
    pub(crate) mirrored: bool,
}

impl Builder {
    /// Begins the document of a source.
    pub(crate) fn of(source: &str, language: Language, profile: Profile, mirrored: bool) -> Self {
        Self {
            mirrored,
            document: Document {
                source: Arc::from(source),
                language,
                profile,
                text: String::with_capacity(source.len()),
                // About as many as there are lines of print.
                leaves: Vec::with_capacity(source.len() / 64),
                masthead: Masthead::default(),
                nodes: Vec::new(),
                footnotes: Vec::new(),
                calls: Vec::new(),
            },
            diagnostics: Vec::new(),
        }
    }

    /// Adds a passage to the document.
    pub(crate) fn passage(&mut self, draft: Draft) -> Passage {
        let document = &mut self.document;
        let start = document.text.len() as u32;
        let first_leaf = document.leaves.len() as u32;
        let end = start + draft.text.trim_end().len() as u32;
        // Cells that are empty leave blanks before the first that is none.
        let blanks = draft.text.len() - draft.text.trim_start().len();
        let shift = |range: TextRange| TextRange::new(range.start + start, range.end + start);
        document
            .leaves
            .extend(draft.leaves.into_iter().map(|leaf| Leaf {
                text: shift(leaf.text),
                ..leaf
            }));
        document
            .calls
            .extend(draft.calls.into_iter().map(|call| Call {
                at: (call.at + start).min(end),
                ..call
            }));
        document.text.push_str(&draft.text);
        document.text.push('\n');
        Passage {
            text: TextRange::new((start + blanks as u32).min(end), end),
            first_leaf,
            end_leaf: document.leaves.len() as u32,
        }
    }

    pub(crate) fn facts(&self) -> &'static Facts {
        self.document.language.facts()
    }
}

/// A node that has no lead.
pub(crate) fn leaf_node(
    builder: &mut Builder,
    kind: NodeKind,
    part: Part,
    parent: Option<NodeId>,
    level: u8,
    draft: Draft,
) -> NodeId {
    node(builder, kind, part, parent, level, draft, None)
}

pub(crate) fn node(
    builder: &mut Builder,
    kind: NodeKind,
    part: Part,
    parent: Option<NodeId>,
    level: u8,
    mut draft: Draft,
    lead: Option<Lead>,
) -> NodeId {
    if draft.row && kind != NodeKind::Row {
        draft.join_cells();
    }
    let passage = builder.passage(draft);
    let id = NodeId(builder.document.nodes.len() as u32);
    builder.document.nodes.push(Node {
        kind,
        part,
        parent,
        section: None,
        level: level.min(250),
        label: None,
        lead: lead.map(|lead| {
            let at = |offset: usize| passage.text.start + offset as u32;
            TextRange::new(at(lead.start), at(lead.end))
        }),
        action: lead.and_then(|lead| lead.action),
        passage,
    });
    id
}

/// Cuts the first bytes of a draft out of it as its label.
pub(crate) fn cut_label(
    draft: &mut Draft,
    length: usize,
    style: LabelStyle,
    value: u32,
) -> Option<Label> {
    let start = draft.text.len() - draft.text.trim_start().len();
    // Emphasis that begins with the point sets it apart.
    let printed = draft.text.get(start..start + length)?;
    let printed = if printed.contains(' ') {
        printed.replace(" .", ".").into()
    } else {
        printed.into()
    };
    let span = draft.cut_prefix(start + length, LeafKind::Label)?;
    Some(Label {
        printed,
        span,
        style,
        value,
    })
}
