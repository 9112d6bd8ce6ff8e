//! The body: blocks in the preamble and in lists, hierarchy in the operative part and in annexes.

use operative_grammar::NodeKind;
use operative_semantics::Paragraph;

use super::text::Texts;
use crate::write::nesting::is_number_alone;
use crate::xml_out::Xml;

/// Nodes as blocks, as the preamble holds them.
pub(super) fn blocks<'a>(xml: &mut Xml, texts: &mut Texts<'a, '_>, nodes: &[Paragraph<'a>]) {
    let mut recitals = 0;
    for group in nodes.chunk_by(|one, other| one.kind() == other.kind()) {
        match group[0].kind() {
            NodeKind::Preambular => {
                recitals += 1;
                xml.open("recitals", &[("eId", &format!("recs_{recitals}"))]);
                for node in group {
                    xml.open("recital", &[("eId", texts.id(*node))]);
                    texts.number(xml, *node);
                    texts.paragraph(xml, *node);
                    children(xml, texts, *node);
                    xml.close("recital");
                }
                xml.close("recitals");
            }
            NodeKind::Formula => {
                for node in group {
                    xml.open(
                        "formula",
                        &[("name", "enactingFormula"), ("eId", texts.id(*node))],
                    );
                    texts.paragraph(xml, *node);
                    xml.close("formula");
                }
            }
            _ => group.iter().for_each(|node| block(xml, texts, *node)),
        }
    }
}

/// What stands below a node, as blocks.
fn children<'a>(xml: &mut Xml, texts: &mut Texts<'a, '_>, node: Paragraph<'a>) {
    let below = texts.nesting.children(node);
    for group in below.chunk_by(listed_alike) {
        if group[0].kind() != NodeKind::Subparagraph {
            group.iter().for_each(|node| block(xml, texts, *node));
            continue;
        }
        let id = texts.list_id(node);
        xml.open("blockList", &[("eId", &id)]);
        for item in group {
            xml.open("item", &[("eId", texts.id(*item))]);
            texts.number(xml, *item);
            texts.paragraph(xml, *item);
            children(xml, texts, *item);
            xml.close("item");
        }
        xml.close("blockList");
    }
}

fn block<'a>(xml: &mut Xml, texts: &mut Texts<'a, '_>, node: Paragraph<'a>) {
    match node.kind() {
        NodeKind::Table => table(xml, texts, node),
        NodeKind::Heading => texts.labelled(xml, node, "heading"),
        _ => {
            texts.labelled(xml, node, "text");
            children(xml, texts, node);
        }
    }
}

/// Nodes as hierarchy, in the sections that headings begin.
pub(super) fn sections<'a>(xml: &mut Xml, texts: &mut Texts<'a, '_>, nodes: &[Paragraph<'a>]) {
    let mut open = false;
    let mut rest = nodes;
    while let Some((node, after)) = rest.split_first() {
        rest = after;
        if node.kind() != NodeKind::Heading {
            hierarchy(xml, texts, *node);
            continue;
        }
        if open {
            xml.close("section");
        }
        open = true;
        xml.open("section", &[("eId", texts.id(*node))]);
        match after.split_first() {
            Some((title, after)) if titles(*title, *node) => {
                rest = after;
                texts.number_of_section(xml, *node);
                texts.heading(xml, *title);
            }
            _ => {
                texts.number(xml, *node);
                texts.heading(xml, *node);
            }
        }
    }
    if open {
        xml.close("section");
    }
}

/// Whether a heading is the title of a section whose number stands alone above it.
fn titles(title: Paragraph<'_>, number: Paragraph<'_>) -> bool {
    title.kind() == NodeKind::Heading
        && title.label().is_none()
        && title.node().section == Some(number.id())
        && is_number_alone(number)
}

/// A node and all below it.
fn hierarchy<'a>(xml: &mut Xml, texts: &mut Texts<'a, '_>, node: Paragraph<'a>) {
    let id = texts.id(node).to_owned();
    let (element, name) = match node.kind() {
        NodeKind::Operative => ("paragraph", None),
        NodeKind::Subparagraph => ("point", None),
        kind => ("hcontainer", Some(kind.as_str())),
    };
    let mut attributes = vec![("eId", id.as_str())];
    attributes.extend(name.map(|name| ("name", name)));
    if name.is_none() && node.label().is_none() {
        attributes.push(("class", "unnumbered"));
    }
    xml.open(element, &attributes);
    texts.number(xml, node);
    if node.kind() == NodeKind::Table {
        xml.open("content", &[]);
        table(xml, texts, node);
        xml.close("content");
        xml.close(element);
        return;
    }
    let below = texts.nesting.children(node);
    let text = if below.is_empty() { "content" } else { "intro" };
    xml.open(text, &[]);
    texts.paragraph(xml, node);
    xml.close(text);
    for group in below.chunk_by(listed_alike) {
        let listed = group[0].kind() == NodeKind::Subparagraph;
        if listed {
            let id = texts.list_id(node);
            xml.open("list", &[("eId", &id)]);
        }
        group.iter().for_each(|node| hierarchy(xml, texts, *node));
        if listed {
            xml.close("list");
        }
    }
    xml.close(element);
}

/// Whether two nodes are both points of a list, or neither is.
fn listed_alike(one: &Paragraph<'_>, other: &Paragraph<'_>) -> bool {
    let point = |it: &Paragraph<'_>| it.kind() == NodeKind::Subparagraph;
    point(one) == point(other)
}

fn table<'a>(xml: &mut Xml, texts: &mut Texts<'a, '_>, table: Paragraph<'a>) {
    texts.state_node(xml, table);
    xml.open("table", &[("eId", &format!("{}__rows", texts.id(table)))]);
    for row in texts.nesting.children(table) {
        xml.open("tr", &[]);
        texts.cells(xml, row);
        xml.close("tr");
    }
    xml.close("table");
}
