//! The citation network in files: GraphML, which Gephi, yEd and NetworkX read, and node-link JSON,
//! which NetworkX and D3 read.

use std::collections::BTreeSet;

use operative_semantics::graph::{Cited, Graph, GraphBuilder, Work};
use operative_semantics::{ReferenceKind, Relation, Resolution};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::xml_out::Xml;

/// Adds a resolution that was read from `path`, by which it is known where it has no symbol, and what
/// it cites.
pub fn add(builder: &mut GraphBuilder, path: &str, resolution: &Resolution) {
    let masthead = resolution.document.masthead();
    let organ = |organ: operative_grammar::Organ| organ.as_str();
    let work = Work {
        symbol: resolution.symbol().unwrap_or(path).to_owned(),
        title: masthead.title.clone(),
        organ: resolution.identity.organ.map(organ).map(str::to_owned),
        agenda_title: masthead.agenda_title.clone(),
        adopted: masthead.adopted,
        in_corpus: true,
    };
    let references = resolution.references.iter().filter(|reference| {
        reference.kind != ReferenceKind::Internal && reference.relation != Relation::Itself
    });
    let cited: Vec<Cited<'_>> = references
        .filter_map(|reference| {
            Some(Cited {
                target: reference.target.as_deref()?,
                relation: reference.relation.as_str(),
                issuer: reference.issuer.map(organ),
                date: reference.date,
                rule: reference.rule.as_str(),
            })
        })
        .collect();
    builder.add(work, &cited);
}

/// A network as node-link JSON: `networkx.node_link_graph(…, edges="edges")` reads it.
///
/// ```
/// use operative_formats::graph;
/// use operative_semantics::graph::GraphBuilder;
/// let source = "76/350. Clocks\n\nThe General Assembly,\n\nRecalling its resolution 70/1,\n";
/// let resolution = operative_semantics::resolve(operative_grammar::parse(source));
/// let mut builder = GraphBuilder::default();
/// graph::add(&mut builder, "clocks.txt", &resolution);
/// let network = graph::node_link(&builder.finish());
/// assert_eq!(network["edges"][0]["source"], "A/RES/76/350");
/// assert_eq!(network["edges"][0]["target"], "A/RES/70/1");
/// assert_eq!(network["edges"][0]["relation"], "recall");
/// ```
#[must_use]
pub fn node_link(graph: &Graph) -> Value {
    let nodes = graph.works().iter().map(|work| {
        let mut fields = fields(work);
        fields.insert("id".into(), work.symbol.as_str().into());
        fields
    });
    let edges = graph.citations().iter().map(|citation| {
        let mut fields = fields(citation);
        let symbol = |work: usize| Value::from(graph.works()[work].symbol.as_str());
        fields.insert("source".into(), symbol(citation.citing));
        fields.insert("target".into(), symbol(citation.cited));
        fields
    });
    json!({
        "directed": true,
        "multigraph": true,
        "graph": {},
        "nodes": nodes.collect::<Vec<_>>(),
        "edges": edges.collect::<Vec<_>>(),
    })
}

/// A network as GraphML.
///
/// ```
/// use operative_formats::graph::graphml;
/// use operative_semantics::graph::Graph;
/// assert!(graphml(&Graph::default()).contains("edgedefault=\"directed\""));
/// ```
#[must_use]
pub fn graphml(graph: &Graph) -> String {
    let works: Vec<_> = graph.works().iter().map(fields).collect();
    let citations: Vec<_> = graph.citations().iter().map(fields).collect();
    let mut xml = Xml::new();
    xml.open(
        "graphml",
        &[("xmlns", "http://graphml.graphdrawing.org/xmlns")],
    );
    keys(&mut xml, "node", &works);
    keys(&mut xml, "edge", &citations);
    xml.open("graph", &[("id", "citations"), ("edgedefault", "directed")]);
    for (work, fields) in graph.works().iter().zip(&works) {
        xml.open("node", &[("id", work.symbol.as_str())]);
        data(&mut xml, "node", fields);
        xml.close("node");
    }
    for (citation, fields) in graph.citations().iter().zip(&citations) {
        let symbol = |work: usize| graph.works()[work].symbol.as_str();
        xml.open(
            "edge",
            &[
                ("source", symbol(citation.citing)),
                ("target", symbol(citation.cited)),
            ],
        );
        data(&mut xml, "edge", fields);
        xml.close("edge");
    }
    xml.close("graph");
    xml.close("graphml");
    xml.finish()
}

/// The fields of a work or a citation that have a value, but for those that say which it is.
fn fields(of: &impl Serialize) -> Map<String, Value> {
    let Ok(Value::Object(mut fields)) = serde_json::to_value(of) else {
        return Map::new();
    };
    fields.retain(|name, value| {
        !value.is_null() && !matches!(name.as_str(), "symbol" | "citing" | "cited")
    });
    fields
}

/// Declares the data of nodes or of edges.
fn keys(xml: &mut Xml, of: &str, all: &[Map<String, Value>]) {
    let mut declared = BTreeSet::new();
    for (name, value) in all.iter().flatten() {
        if declared.insert(name) {
            let r#type = match value {
                Value::Bool(_) => "boolean",
                Value::Number(_) => "long",
                _ => "string",
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
    for (name, value) in fields {
        let text = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        xml.line("data", &[("key", &format!("{of}-{name}"))], |xml| {
            xml.text(&text);
        });
    }
}
