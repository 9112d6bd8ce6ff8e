//! What a text states of its own blocks: `<?operative kind="operative" part="operative" label="2"?>`, a processing
//! instruction on the line above a block, which Markdown, HTML and XML pass over. Writers state what they would
//! not read back otherwise.

use std::fmt;

use nom::bytes::complete::{tag, take_while, take_while1};
use nom::character::complete::{char, space0, space1};
use nom::multi::many0;
use nom::sequence::{delimited, preceded, separated_pair, terminated};
use nom::{IResult, Parser};

use crate::facts::{Action, Language};
use crate::layout::blank;
use crate::tree::{Document, LabelStyle, MastheadKind, NodeId, NodeKind, Part};

/// What a text states, of itself or of its next block.
///
/// ```
/// use operative_grammar::{Statement, parse};
/// let document = parse("The General Assembly,\n\n1. Decides to act.\n").document;
/// let id = document.node_ids().nth(1).unwrap();
/// let stated = Statement::of_node(&document, id).to_string();
/// assert_eq!(
///     stated,
///     "operative kind=\"operative\" part=\"operative\" label=\"2\" style=\"number\" value=\"1\" lead=\"0-7\" action=\"decide\""
/// );
/// assert_eq!(Statement::read(&stated), Some(Statement::of_node(&document, id)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Statement {
    /// Heads a text that states each of its blocks: the language of the text.
    Text(Language),
    /// The next block is a line of the masthead.
    Line(MastheadKind),
    /// The next block is a node of the body, or a table with all its rows.
    Node(StatedNode),
}

/// What is stated of a node. Offsets count characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedNode {
    pub(crate) kind: NodeKind,
    pub(crate) part: Part,
    pub(crate) parent: Option<u32>,
    pub(crate) section: Option<u32>,
    pub(crate) label: Option<StatedLabel>,
    /// The leading verb phrase, behind the label.
    pub(crate) lead: Option<(usize, usize)>,
    pub(crate) action: Option<Action>,
}

/// The label that a block begins with.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct StatedLabel {
    pub(crate) length: usize,
    pub(crate) style: LabelStyle,
    pub(crate) value: u32,
}

/// What processing instructions of this grammar begin with.
const TARGET: &str = "operative";

impl Statement {
    /// What is to be stated of a node of a document.
    ///
    /// # Panics
    /// If `id` is another document's.
    #[must_use]
    pub fn of_node(document: &Document, id: NodeId) -> Self {
        let node = document.node(id);
        let text = document.text_of(node.passage);
        let start = node.passage.text.start;
        let characters = |at: u32| text[..(at - start) as usize].chars().count();
        Self::Node(StatedNode {
            kind: node.kind,
            part: node.part,
            parent: node.parent.map(|parent| parent.0),
            section: node.section.map(|section| section.0),
            label: node.label.as_ref().map(|label| StatedLabel {
                length: label.printed.chars().count(),
                style: label.style,
                value: label.value,
            }),
            lead: node
                .lead
                .map(|lead| (characters(lead.start), characters(lead.end))),
            action: node.action,
        })
    }

    /// Reads a statement, without the marks that set it off.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let ("", found) = instruction(text).ok()? else {
            return None;
        };
        let value = |name: &str| Some(found.iter().find(|(own, _)| *own == name)?.1);
        let number = |name: &str| value(name)?.parse::<u32>().ok();
        if let Some(code) = value("lang") {
            return Language::from_code(code).map(Self::Text);
        }
        if let Some(kind) = value("masthead") {
            return named(MastheadKind::ALL, MastheadKind::as_str, kind).map(Self::Line);
        }
        let label = || {
            Some(StatedLabel {
                length: number("label")? as usize,
                style: named(LabelStyle::ALL, LabelStyle::as_str, value("style")?)?,
                value: number("value")?,
            })
        };
        let lead = || {
            let (start, end) = value("lead")?.split_once('-')?;
            Some((start.parse().ok()?, end.parse().ok()?))
        };
        Some(Self::Node(StatedNode {
            kind: named(NodeKind::ALL, NodeKind::as_str, value("kind")?)?,
            part: named(Part::ALL, Part::as_str, value("part")?)?,
            parent: number("parent"),
            section: number("section"),
            label: label(),
            lead: lead(),
            action: value("action").and_then(|name| named(Action::ALL, Action::as_str, name)),
        }))
    }

    /// `statement = "<?" instruction "?>"`, all of a line.
    pub(crate) fn of_line(line: &str) -> Option<Self> {
        Self::read(line.strip_prefix("<?")?.strip_suffix("?>")?)
    }
}

/// The value of an enumeration that has a name.
fn named<T: Copy>(all: &[T], name_of: fn(T) -> &'static str, name: &str) -> Option<T> {
    all.iter().copied().find(|value| name_of(*value) == name)
}

/// `instruction = "operative" *(blank name "=" quote value quote) [blank]`
fn instruction(input: &str) -> IResult<&str, Vec<(&str, &str)>> {
    let name = take_while1(|c: char| c.is_ascii_lowercase());
    let value = delimited(char('"'), take_while(|c| c != '"'), char('"'));
    let attribute = separated_pair(name, char('='), value);
    terminated(
        preceded(tag(TARGET), many0(preceded(space1, attribute))),
        space0,
    )
    .parse(input)
}

/// The language of a text that states its blocks, which its first line says.
pub(crate) fn stated_language(source: &str) -> Option<Language> {
    let text = source.trim_start_matches(blank);
    if !text.starts_with("<?") {
        return None;
    }
    match Statement::of_line(text.lines().next()?.trim_end_matches(blank)) {
        Some(Statement::Text(language)) => Some(language),
        _ => None,
    }
}

/// The bytes of the statement that a text begins with, where it stands for nothing.
pub(crate) fn stray(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("<?")?;
    let end = rest.find("?>")?;
    Statement::read(&rest[..end]).map(|_| end + 4)
}

impl fmt::Display for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(TARGET)?;
        match self {
            Self::Text(language) => write!(f, " lang=\"{}\"", language.code()),
            Self::Line(kind) => write!(f, " masthead=\"{kind}\""),
            Self::Node(node) => {
                write!(f, " kind=\"{}\" part=\"{}\"", node.kind, node.part)?;
                for (name, id) in [("parent", node.parent), ("section", node.section)] {
                    if let Some(id) = id {
                        write!(f, " {name}=\"{id}\"")?;
                    }
                }
                if let Some(StatedLabel {
                    length,
                    style,
                    value,
                }) = node.label
                {
                    write!(f, " label=\"{length}\" style=\"{style}\" value=\"{value}\"")?;
                }
                if let Some((start, end)) = node.lead {
                    write!(f, " lead=\"{start}-{end}\"")?;
                }
                match node.action {
                    Some(action) => write!(f, " action=\"{action}\""),
                    None => Ok(()),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_statement_states_nothing() {
        for text in [
            "operative",
            "operative kind=\"operative\"",
            "operative kind=\"none\" part=\"operative\"",
            "operative lang=\"xx\"",
            "operative masthead=\"title",
            "php echo",
            "operatives lang=\"en\"",
        ] {
            assert_eq!(Statement::read(text), None, "{text}");
        }
        assert_eq!(
            stated_language("\n <?operative lang=\"en\"?> \n\nA"),
            Language::from_code("en")
        );
        assert_eq!(stated_language("A\n\n<?operative lang=\"en\"?>"), None);
    }
}
