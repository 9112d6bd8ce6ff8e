//! What must hold of every document, whatever its source; also asked of what fuzzing makes.

use operative_grammar::{Document, LeafKind, NodeId, Passage, Span};

/// Blanks, and marks that only steer direction or encoding.
fn blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Every non-blank character lies in exactly one leaf.
fn nothing_is_lost(document: &Document) -> Result<(), String> {
    let source = document.source();
    let mut spans: Vec<Span> = document.leaves().iter().map(|leaf| leaf.span).collect();
    spans.sort();
    let mut at = 0_u32;
    for span in spans {
        if span.start < at {
            return Err(format!("two leaves hold byte {}", span.start));
        }
        let between = source
            .get(at as usize..span.start as usize)
            .ok_or("a leaf cuts a character")?;
        if let Some(lost) = between.chars().find(|c| !blank(*c)) {
            return Err(format!("{lost:?} is in no leaf, in {between:?}"));
        }
        at = span.end;
    }
    match source
        .get(at as usize..)
        .ok_or("a leaf cuts a character")?
        .chars()
        .find(|c| !blank(*c))
    {
        Some(lost) => Err(format!("{lost:?} at the end is in no leaf")),
        None => Ok(()),
    }
}

/// What must hold of a document, or what does not.
pub(crate) fn check(document: &Document) -> Result<(), String> {
    nothing_is_lost(document)?;
    let (source, text) = (document.source(), document.text());
    if !document.leaves().is_sorted_by_key(|leaf| leaf.text.start) {
        return Err("the leaves are not in the order of the clean text".into());
    }
    for leaf in document.leaves() {
        let clean = text
            .get(leaf.text.range())
            .ok_or("a leaf's text cuts a character")?;
        if leaf.kind == LeafKind::Text && leaf.span.slice(source) != clean {
            return Err(format!(
                "a leaf of {:?} carries {clean:?}",
                leaf.span.slice(source)
            ));
        }
    }
    let passages: Vec<Passage> = document
        .masthead()
        .lines
        .iter()
        .map(|line| line.passage)
        .chain(document.nodes().iter().map(|node| node.passage))
        .chain(document.footnotes().iter().map(|note| note.passage))
        .collect();
    let mut end = 0;
    for passage in &passages {
        if passage.text.start < end || text.get(passage.text.range()).is_none() {
            return Err("passages overlap or cut a character".into());
        }
        end = passage.text.end;
        if document
            .leaves_of(*passage)
            .iter()
            .any(|leaf| leaf.text.start < passage.text.start)
        {
            return Err("a leaf lies outside its passage".into());
        }
        let spans = document.spans_of(*passage);
        if spans.iter().any(|span| source.get(span.range()).is_none()) {
            return Err("a span of a passage cuts a character".into());
        }
    }
    for (at, node) in document.nodes().iter().enumerate() {
        let above =
            |parent: NodeId| parent.index() < at && document.node(parent).level <= node.level;
        if node.parent.is_some_and(|parent| !above(parent)) {
            return Err(format!("node {at} stands before or above its parent"));
        }
        if node
            .lead
            .is_some_and(|lead| !node.passage.text.contains(lead) || lead.is_empty())
        {
            return Err(format!("the lead of node {at} lies outside it"));
        }
        if node
            .label
            .as_ref()
            .is_some_and(|label| label.span.slice(source).is_empty())
        {
            return Err(format!("the label of node {at} is nowhere"));
        }
    }
    for call in document.calls() {
        let holds =
            |passage: &Passage| passage.text.start <= call.at && call.at <= passage.text.end;
        // Passages are in the order of the text: the last that begins at or before the call.
        let place = passages.partition_point(|passage| passage.text.start <= call.at);
        if !passages[..place].last().is_some_and(holds) {
            return Err(format!("call {} lies in no passage", call.label));
        }
    }
    Ok(())
}
