//! The citation network of resolutions: who cites what, and how.
//!
//! A node is a document that was read or something that one cites; an edge is a reference. Parts of
//! the same document, and references whose target is not known, make none. The network is written as
//! GraphML, which Gephi, yEd and NetworkX read, and as node-link JSON, which NetworkX and D3 read.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use operative_semantics::{Place, Reference, ReferenceKind, Relation, Resolution};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::xml_out::Xml;

/// The citation network of the resolutions that are added to it.
///
/// ```
/// use operative_formats::graph::Graph;
/// let source = "76/350. Clocks\n\nThe General Assembly,\n\nRecalling its resolution 70/1,\n";
/// let resolution = operative_semantics::resolve(operative_grammar::parse(source));
/// let mut graph = Graph::default();
/// graph.add("clocks.txt", &resolution);
/// let edge = &graph.edges()[0];
/// assert_eq!((&*edge.source, &*edge.target), ("A/RES/76/350", "A/RES/70/1"));
/// assert_eq!(edge.relation, "recall");
/// assert!(graph.to_graphml().contains("<node id=\"A/RES/70/1\">"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Graph {
    nodes: BTreeMap<String, GraphNode>,
    edges: Vec<GraphEdge>,
}

/// A document, or something that is cited.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GraphNode {
    /// Whether it was read, rather than only cited.
    pub read: bool,
    /// What it is: of a document its type, of what is only cited the kind of its first reference.
    pub kind: String,
    /// The organ that adopted or issued it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organ: Option<String>,
    /// Its title, in the language it was first read in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The date it was adopted, or the first that stands with a reference to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
}

/// A reference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GraphEdge {
    /// The node that cites: a symbol, or the path of a document that has none.
    pub source: String,
    /// The node that is cited.
    pub target: String,
    /// What the text does with the target: `basis`, `source`, `see`, `mention`, or the class of the
    /// act.
    pub relation: String,
    /// What kind of thing is cited.
    pub kind: String,
    /// Why it points where it does.
    pub rule: String,
    /// The organ that issued what is cited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// The date that stands with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Part of the target that is cited, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pinpoint: Option<String>,
    /// Where it stands: the path of a paragraph, the label of a footnote.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The language of the document it stands in.
    pub language: String,
    /// The path of that document, as given.
    pub document: String,
}

impl Graph {
    /// Adds a resolution that was read from `path`, and its references.
    pub fn add(&mut self, path: &str, resolution: &Resolution) {
        let id = resolution.symbol().unwrap_or(path);
        let node = self.nodes.entry(id.to_owned()).or_default();
        node.read = true;
        node.kind = resolution.identity.kind.as_str().to_owned();
        node.date = resolution.adopted().or(node.date);
        if let Some(organ) = resolution.identity.organ {
            node.organ = Some(organ.as_str().to_owned());
        }
        if node.title.is_none() {
            node.title = resolution.title().map(str::to_owned);
        }
        for reference in &resolution.references {
            let outside =
                reference.kind != ReferenceKind::Internal && reference.relation != Relation::Itself;
            if let Some(target) = reference.target.as_deref().filter(|_| outside) {
                self.cite(target, reference);
                self.edges
                    .push(edge(id, target, path, resolution, reference));
            }
        }
    }

    fn cite(&mut self, target: &str, reference: &Reference) {
        let organ = || reference.issuer.map(|organ| organ.as_str().to_owned());
        let node = self
            .nodes
            .entry(target.to_owned())
            .or_insert_with(|| GraphNode {
                kind: reference.kind.as_str().to_owned(),
                ..GraphNode::default()
            });
        if !node.read {
            node.organ = node.organ.take().or_else(organ);
            node.date = node.date.or(reference.date);
        }
    }

    /// The nodes by their identifiers: symbols, and where there is none the target or the path.
    pub fn nodes(&self) -> impl Iterator<Item = (&str, &GraphNode)> {
        self.nodes.iter().map(|(id, node)| (id.as_str(), node))
    }

    /// The edges, in the order of the documents and of their references.
    #[must_use]
    pub fn edges(&self) -> &[GraphEdge] {
        &self.edges
    }

    /// As node-link JSON: `networkx.node_link_graph(…, edges="edges")` reads it.
    #[must_use]
    pub fn to_node_link(&self) -> Value {
        let nodes = self.nodes.iter().map(|(id, node)| {
            let mut node = fields(node);
            node.insert("id".into(), id.as_str().into());
            Value::Object(node)
        });
        json!({
            "directed": true,
            "multigraph": true,
            "graph": {},
            "nodes": nodes.collect::<Vec<_>>(),
            "edges": self.edges.iter().map(fields).collect::<Vec<_>>(),
        })
    }

    /// As GraphML.
    #[must_use]
    pub fn to_graphml(&self) -> String {
        let nodes: Vec<_> = self
            .nodes
            .iter()
            .map(|(id, node)| (id, fields(node)))
            .collect();
        let edges: Vec<_> = self.edges.iter().map(fields).collect();
        let mut xml = Xml::new();
        xml.open(
            "graphml",
            &[("xmlns", "http://graphml.graphdrawing.org/xmlns")],
        );
        keys(&mut xml, "node", nodes.iter().map(|(_, fields)| fields));
        keys(&mut xml, "edge", edges.iter());
        xml.open("graph", &[("id", "citations"), ("edgedefault", "directed")]);
        for (id, fields) in &nodes {
            xml.open("node", &[("id", id.as_str())]);
            data(&mut xml, "node", fields);
            xml.close("node");
        }
        for fields in &edges {
            let end = |name| fields.get(name).and_then(Value::as_str).unwrap_or_default();
            xml.open(
                "edge",
                &[("source", end("source")), ("target", end("target"))],
            );
            data(&mut xml, "edge", fields);
            xml.close("edge");
        }
        xml.close("graph");
        xml.close("graphml");
        xml.finish()
    }
}

fn edge(
    source: &str,
    target: &str,
    path: &str,
    resolution: &Resolution,
    reference: &Reference,
) -> GraphEdge {
    let place = match reference.place {
        Place::Node(node) => resolution.paragraph(node).and_then(|it| it.path()),
        Place::Footnote(index) => {
            let footnote = resolution.document.footnotes().get(index as usize);
            footnote.map(|footnote| format!("footnote {}", footnote.label))
        }
        Place::Masthead(_) => Some("masthead".to_owned()),
    };
    GraphEdge {
        source: source.to_owned(),
        target: target.to_owned(),
        relation: reference.relation.as_str().to_owned(),
        kind: reference.kind.as_str().to_owned(),
        rule: reference.rule.as_str().to_owned(),
        issuer: reference.issuer.map(|organ| organ.as_str().to_owned()),
        date: reference.date,
        pinpoint: reference.pinpoint.clone(),
        place,
        language: resolution.language().code().to_owned(),
        document: path.to_owned(),
    }
}

/// The fields of a node or an edge that have a value.
fn fields(of: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(of) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

/// The ends of an edge are attributes of its own, all else is data.
fn is_data(name: &str) -> bool {
    !matches!(name, "source" | "target")
}

/// Declares the data of nodes or of edges.
fn keys<'f>(xml: &mut Xml, of: &str, all: impl Iterator<Item = &'f Map<String, Value>>) {
    let mut declared = BTreeSet::new();
    for (name, value) in all.flatten() {
        if is_data(name) && declared.insert(name) {
            let r#type = if value.is_boolean() {
                "boolean"
            } else {
                "string"
            };
            xml.empty_line(
                "key",
                &[
                    ("id", &format!("{of}-{name}")),
                    ("for", of),
                    ("attr.name", name),
                    ("attr.type", r#type),
                ],
            );
        }
    }
}

fn data(xml: &mut Xml, of: &str, fields: &Map<String, Value>) {
    for (name, value) in fields.iter().filter(|(name, _)| is_data(name)) {
        let text = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        xml.line("data", &[("key", &format!("{of}-{name}"))], |xml| {
            xml.text(&text);
        });
    }
}
