//! The body: formula, preamble, operative part, annexes and closing, as a tree.

use memchr::memchr3_iter;

use crate::builder::{Builder, cut_label, leaf_node, node};
use crate::date::meeting_date;
use crate::draft::Draft;
use crate::facts::Facts;
use crate::fold::fold;
use crate::formula::quirk_misread_formula;
use crate::head::{Block, Head, division_heading};
use crate::holds::Holds;
use crate::label::Counted;
use crate::lead::{Setting, lead_of_paragraph, reported_lead, unknown_lead};
use crate::numbering::{depth_of, numbered_anew};
use crate::parts::{
    acts, governs_acts, lettered_parts, opens_quotation, operative_starts,
    quirk_annex_below_closing, quirk_annex_without_heading,
};
use crate::span::TextRange;
use crate::tree::{LabelStyle, Leaf, NodeId, NodeKind, Part};
use crate::word::{after, shorter};

/// The place in the body: what was read last, and what is open.
#[derive(Debug)]
struct Place {
    part: Part,
    /// The labelled paragraphs that are open, outermost first.
    open: Vec<(Counted, NodeId)>,
    /// The last paragraph that text without a label can belong to.
    last: Option<NodeId>,
    /// Whether the formula is still to come: what stands before it is the letter and the title of the
    /// first part of a set.
    unopened: bool,
    /// Whether what comes next may still be the title of an annex.
    titling: bool,
    /// The last heading.
    section: Option<NodeId>,
    /// The heading of the annex.
    annex: Option<NodeId>,
}

/// `body = formula preamble operative-part *annex closing`
pub(crate) fn body(builder: &mut Builder, mut blocks: Vec<Block>) {
    quote(&mut blocks);
    let operative = operative_starts(builder.facts(), &blocks);
    let mut place = Place {
        part: Part::Preamble,
        open: Vec::new(),
        last: None,
        unopened: blocks.iter().any(|(_, head)| head.formula),
        titling: false,
        section: None,
        annex: None,
    };
    let annex = quirk_annex_without_heading(&blocks);
    let below = quirk_annex_below_closing(&blocks);
    let parts = lettered_parts(&blocks);
    for (at, (draft, head)) in blocks.into_iter().enumerate() {
        if (annex == Some(at) && place.part == Part::Operative)
            || (below == Some(at) && place.part == Part::Closing)
        {
            place.part = Part::Annex;
            place.titling = true;
        }
        if (operative[at] && place.part == Part::Preamble) || parts[at] {
            place.part = Part::Operative;
            place.open.clear();
            place.last = None;
        }
        let first = builder.document.nodes.len();
        block(builder, &mut place, draft, &head);
        place.set_sections(builder, first, head.annex);
    }
}

/// `quotation = open-mark *paragraph close-mark`: the paragraphs that one pair of marks quotes, as amendments of statutes
/// do, are text of the one that quotes them, and their numbers count nothing here. Where a mark is lost or of another
/// kind, what stands between counts on.
fn quote(blocks: &mut [Block]) {
    /// How many paragraphs may be quoted.
    const LONGEST: usize = 12;
    let depth = |(draft, _): &Block| -> i32 {
        let text = draft.trimmed();
        // The first bytes of the marks, by which next to all of a text is passed over.
        let marks =
            memchr3_iter(0xc2, 0xe2, 0xe3, text.as_bytes()).map(|at| match after(text, at) {
                Some('«' | '“' | '„' | '「' | '『') => 1,
                Some('»' | '”' | '」' | '』') => -1,
                _ => 0,
            });
        marks.sum()
    };
    let numbered = |(_, head): &Block| head.label.and_then(Counted::plain_value);
    // The last number that counts here.
    let mut number = 0;
    let mut at = 0;
    while at < blocks.len() {
        let mut open = depth(&blocks[at]);
        let below = blocks[at + 1..].iter().take(LONGEST);
        let closes = (open > 0).then(|| {
            below.clone().position(|block| {
                open += depth(block);
                open <= 0
            })
        });
        let quoted = closes.flatten().map_or(0, |last| last + 1);
        let (within, behind) = blocks[at + 1..].split_at(quoted);
        number = numbered(&blocks[at]).unwrap_or(number);
        let next = Some(number + 1);
        let counts_on = within.iter().any(|block| numbered(block) == next)
            && behind.iter().find_map(numbered) != next;
        if counts_on {
            at += 1;
            continue;
        }
        // What is quoted whole, with its formula, is read as what it is.
        let whole = |(_, head): &Block| head.formula || head.closing || head.annex;
        if !within.iter().any(whole) {
            for (_, head) in &mut blocks[at + 1..=at + quoted] {
                head.label = None;
                head.section = None;
            }
        }
        at += quoted + 1;
    }
}

impl Place {
    /// Tells the nodes from `first` on which heading they stand under.
    fn set_sections(&mut self, builder: &mut Builder, first: usize, annex: bool) {
        for at in first..builder.document.nodes.len() {
            let before = at
                .checked_sub(1)
                .filter(|before| builder.document.nodes[*before].kind == NodeKind::Heading);
            let node = &mut builder.document.nodes[at];
            match node.kind {
                NodeKind::Formula | NodeKind::Closing => self.section = None,
                NodeKind::Heading => {
                    let id = NodeId(at as u32);
                    let titles = before
                        .map(|before| NodeId(before as u32))
                        .filter(|_| !annex);
                    if annex {
                        self.annex = Some(id);
                    }
                    node.section = titles.or(self.annex.filter(|annex| *annex != id));
                    self.section = Some(id);
                    continue;
                }
                _ => {}
            }
            node.section = self.section;
        }
    }
}

/// `block = formula / annex-heading / closing / table / labelled / heading / paragraph`
fn block(builder: &mut Builder, place: &mut Place, draft: Draft, head: &Head) {
    let facts = builder.facts();
    // Where words are not parted a date may be in words.
    let date =
        (draft.holds.any(Holds::DIGIT) || !facts.spaced) && meeting_date(facts, draft.trimmed());
    if head.formula {
        place.part = Part::Preamble;
        place.unopened = false;
        formula_speaks(builder, draft.trimmed());
        leaf_node(builder, NodeKind::Formula, Part::Formula, None, 0, draft);
    } else if head.annex {
        place.part = Part::Annex;
        place.open.clear();
        place.last = None;
        place.titling = true;
        leaf_node(builder, NodeKind::Heading, Part::Annex, None, 0, draft);
    } else if head.closing || (date && head.label.is_none()) {
        if place.part != Part::Annex {
            place.part = Part::Closing;
        }
        place.open.clear();
        place.last = None;
        leaf_node(builder, NodeKind::Closing, Part::Closing, None, 0, draft);
    } else if head.table {
        row(builder, place.part, draft);
        return;
    } else if is_heading(facts, place, &draft, head) {
        heading(builder, place, draft, head);
        return;
    } else if head.label.is_some() {
        labelled(builder, place, draft, head);
    } else {
        paragraph(builder, place, draft, head);
    }
    place.titling &= head.annex;
}

/// The organ that a formula names is the one that speaks.
pub(crate) fn formula_speaks(builder: &mut Builder, formula: &str) {
    let facts = builder.facts();
    let formula = fold(formula);
    let organ = facts
        .formula_organ(&formula)
        .or_else(|| quirk_misread_formula(facts, &formula.text));
    builder.document.masthead.organ = organ.or(builder.document.masthead.organ);
}

/// Whether a block is a heading: by its mark-up, as a section number, a division, or a short text
/// that no mark ends.
fn is_heading(facts: &Facts, place: &Place, draft: &Draft, head: &Head) -> bool {
    let text = draft.trimmed();
    let short = |most: usize| shorter(text, most);
    if head.apart || head.governed {
        return false;
    }
    if head.section.is_some() {
        return true;
    }
    if let Some(label) = head.label {
        let capital = matches!(label.style, LabelStyle::Capital | LabelStyle::CapitalRoman);
        return (capital && (head.end.is_none() || head.marked) && short(220))
            || (head.marked && head.end.is_none() && head.lead.is_none());
    }
    if place.part == Part::Preamble {
        // The title of a section whose number is lost.
        return head.end.is_none()
            && head.lead.is_none()
            && !head.leadlike
            && !opens_quotation(text)
            && short(160)
            && (place.unopened || place.last.is_some() || draft.heading > 0);
    }
    let open = head.end.is_none() || (place.titling && head.lead.is_none());
    (head.marked && head.lead.is_none_or(|_| head.end.is_none()))
        || division_heading(facts, text)
        || (open && short(201) && (head.lead.is_none() || (place.part == Part::Annex && short(80))))
}

fn heading(builder: &mut Builder, place: &mut Place, mut draft: Draft, head: &Head) {
    if place.part == Part::Closing {
        leaf_node(builder, NodeKind::Text, Part::Closing, None, 0, draft);
        return;
    }
    // A section's number alone is the text of the heading.
    let label = match head.section {
        Some(_) => None,
        None => head.label.and_then(|counted| {
            cut_label(&mut draft, counted.length, counted.style, counted.value)
        }),
    };
    if place.part == Part::Preamble {
        place.part = Part::Operative;
    }
    place.open.clear();
    place.last = None;
    place.titling = false;
    let part = place.part;
    let id = leaf_node(builder, NodeKind::Heading, part, None, 0, draft);
    builder.document.nodes[id.index()].label = label;
}

/// `labelled = label blank text`
fn labelled(builder: &mut Builder, place: &mut Place, mut draft: Draft, head: &Head) {
    let Some(counted) = head.label else { return };
    let facts = builder.facts();
    if counted.preambular {
        place.open.clear();
        place.last = None;
    }
    let (depth, style, value) = depth_of(&place.open, counted);
    place.open.truncate(depth);
    let parent = place.open.last().map(|open| open.1).or_else(|| {
        place
            .last
            .filter(|_| counted.bracketed || counted.style == LabelStyle::Bullet)
    });
    let label = cut_label(&mut draft, counted.length, style, value);
    let setting = Setting::of(builder.document.masthead.organ);
    let lead = lead_of_paragraph(
        facts,
        setting,
        head.lead,
        &draft.text,
        draft.italic_prefix(),
    );
    let numbered = style == LabelStyle::Number && !counted.bracketed && parent.is_none();
    if place.part == Part::Closing && !(numbered && numbered_anew(builder, value)) {
        place.part = Part::Operative;
    }
    let lead = if numbered && place.part == Part::Operative {
        lead.or_else(|| unknown_lead(facts, &draft.text))
    } else {
        let opened = |parent: NodeId| {
            let parent = builder.document.node(parent);
            parent.kind == NodeKind::Operative && parent.label.is_none() && parent.lead.is_none()
        };
        let reports = place.part == Part::Operative && parent.is_none_or(opened);
        lead.or_else(|| reports.then(|| reported_lead(facts, &draft.text)).flatten())
    };
    // Copies that lost the numbers have bullets in their place.
    let bulleted = style == LabelStyle::Bullet && parent.is_none() && lead.is_some();
    let kind = match place.part {
        Part::Operative if numbered || bulleted => NodeKind::Operative,
        Part::Annex | Part::Closing if numbered => NodeKind::Text,
        Part::Preamble if counted.preambular || (parent.is_none() && lead.is_some()) => {
            NodeKind::Preambular
        }
        _ => NodeKind::Subparagraph,
    };
    let level = parent.map_or(0, |parent| builder.document.node(parent).level + 1);
    let part = place.part;
    let id = node(builder, kind, part, parent, level, draft, lead);
    builder.document.nodes[id.index()].label = label;
    place.open.push((
        Counted {
            style,
            value,
            others: [None; 2],
            ..counted
        },
        id,
    ));
    if numbered {
        place.last = Some(id);
    }
}

/// `paragraph = preambular / operative / text`
fn paragraph(builder: &mut Builder, place: &mut Place, draft: Draft, head: &Head) {
    let facts = builder.facts();
    let setting = Setting::of(builder.document.masthead.organ);
    let lead = || {
        lead_of_paragraph(
            facts,
            setting,
            head.lead,
            &draft.text,
            // A lead that stands apart is set with those whom it addresses.
            if head.apart { 0 } else { draft.italic_prefix() },
        )
    };
    let part = place.part;
    if head.governed && place.last.is_some() {
        leaf_node(builder, NodeKind::Subparagraph, part, place.last, 1, draft);
        return;
    }
    match part {
        // What the paragraph above quotes.
        Part::Preamble
            if place.last.is_some() && head.lead.is_none() && opens_quotation(draft.trimmed()) =>
        {
            leaf_node(builder, NodeKind::Text, part, place.last, 1, draft);
        }
        Part::Preamble => {
            let lead = lead().or_else(|| unknown_lead(facts, &draft.text));
            let id = node(builder, NodeKind::Preambular, part, None, 0, draft, lead);
            place.open.clear();
            place.last = Some(id);
        }
        Part::Operative if head.lead.is_some() || head.opening => {
            // A preamble may start again below a heading.
            let recites = if head.apart {
                !facts.leads.endings.is_empty() && !governs_acts(facts, &draft, head)
            } else {
                head.end == Some(',') && !acts(facts, &draft, head)
            };
            let kind = if recites {
                NodeKind::Preambular
            } else {
                NodeKind::Operative
            };
            // Below the heading of a declaration, one stands before its formula.
            let part = match kind {
                NodeKind::Preambular if place.unopened => Part::Preamble,
                _ => part,
            };
            let lead = lead();
            let id = node(builder, kind, part, None, 0, draft, lead);
            place.open.clear();
            place.last = Some(id);
        }
        _ => {
            let lists = head.end == Some(':');
            let parent = place.last.filter(|_| !lists);
            let level = parent.map_or(0, |parent| builder.document.node(parent).level + 1);
            let id = leaf_node(builder, NodeKind::Text, part, parent, level, draft);
            if lists {
                place.open.clear();
                place.last = Some(id);
            }
        }
    }
}

/// `table = 1*row`, `row = "|" 1*(cell "|")`
pub(crate) fn row(builder: &mut Builder, part: Part, draft: Draft) {
    if draft.text.is_empty() {
        // The line that rules the head of a table off is mark-up of the row above it.
        let document = &mut builder.document;
        let above = document.nodes.last_mut();
        if let Some(row) = above.filter(|last| last.kind == NodeKind::Row) {
            // Leaves stand in the order of the text, and blank cells end behind their row's text.
            let end = row.passage.text.end;
            let at = document
                .leaves
                .last()
                .map_or(end, |leaf| leaf.text.end.max(end));
            document
                .leaves
                .extend(draft.leaves.into_iter().map(|leaf| Leaf {
                    text: TextRange::new(at, at),
                    ..leaf
                }));
            row.passage.end_leaf = document.leaves.len() as u32;
            return;
        }
    }
    let document = &builder.document;
    let table = match document.nodes.last() {
        Some(last) if last.kind == NodeKind::Row => last.parent,
        // A table that is stated.
        Some(last) if last.kind == NodeKind::Table => Some(NodeId(document.nodes.len() as u32 - 1)),
        _ => None,
    };
    let table = table.unwrap_or_else(|| {
        let empty = Draft {
            text: String::new(),
            leaves: Vec::new(),
            calls: Vec::new(),
            gap: draft.gap,
            heading: 0,
            row: false,
            holds: Holds::default(),
        };
        leaf_node(builder, NodeKind::Table, part, None, 0, empty)
    });
    leaf_node(builder, NodeKind::Row, part, Some(table), 1, draft);
}
