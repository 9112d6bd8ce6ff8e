//! XML as a tree, as far as it can be read: broken mark-up is mended, and no entity is expanded but
//! the five that XML has.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::{ExtractError, limits};

/// A document. The first node is its outermost element's parent.
#[derive(Debug)]
pub(super) struct Xml {
    nodes: Vec<Node>,
    /// Where the mark-up is broken first, and how.
    pub(super) broken: Option<String>,
}

/// An element or a text.
#[derive(Debug)]
struct Node {
    parent: usize,
    data: Data,
}

#[derive(Debug)]
enum Data {
    Element {
        /// Without its prefix.
        name: Box<str>,
        /// Names without their prefixes.
        attributes: Vec<(Box<str>, Box<str>)>,
        children: Vec<usize>,
        /// Which it is among the children of its parent that have its name, from 1.
        nth: u32,
    },
    Text(String),
    /// A processing instruction.
    #[cfg(feature = "akn")]
    Instruction(Box<str>),
}

/// A node of a document.
#[derive(Copy, Clone, Debug)]
pub(super) struct Item<'x> {
    xml: &'x Xml,
    at: usize,
}

impl Xml {
    /// Reads a text.
    pub(super) fn parse(text: &str, what: &'static str) -> Result<Self, ExtractError> {
        let mut builder = Builder::default();
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        loop {
            let at = reader.buffer_position();
            match reader.read_event() {
                Ok(Event::Start(start)) => builder.open(&start)?,
                Ok(Event::Empty(start)) => {
                    builder.open(&start)?;
                    builder.close_top();
                }
                Ok(Event::End(end)) => {
                    let name = local(end.name().as_ref());
                    builder.close(&name, at);
                }
                Ok(Event::Text(text)) => builder.text(&text)?,
                Ok(Event::CData(text)) => builder.text(&text)?,
                Ok(Event::GeneralRef(entity)) => {
                    builder.text(&entity_text(&entity))?;
                }
                #[cfg(feature = "akn")]
                Ok(Event::PI(instruction)) => {
                    builder.push(Data::Instruction((&*instruction).into()))?;
                }
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(error) => {
                    builder.broken(at, &error.to_string());
                    if reader.buffer_position() <= at {
                        break;
                    }
                }
            }
        }
        if builder.open.len() > 1 {
            builder.broken(text.len() as u64, "elements are left open");
        }
        let element = |node: &Node| matches!(node.data, Data::Element { .. });
        if !builder.nodes.iter().skip(1).any(element) {
            let reason = builder
                .broken
                .unwrap_or_else(|| "there is no element".into());
            return Err(ExtractError::Broken { what, reason });
        }
        Ok(Self {
            nodes: builder.nodes,
            broken: builder.broken,
        })
    }

    /// The node above the outermost element.
    pub(super) const fn root(&self) -> Item<'_> {
        Item { xml: self, at: 0 }
    }
}

#[derive(Debug)]
struct Builder {
    nodes: Vec<Node>,
    /// The elements that are open, and how many children of each name they have.
    open: Vec<(usize, HashMap<Box<str>, u32>)>,
    broken: Option<String>,
    length: usize,
}

impl Default for Builder {
    fn default() -> Self {
        let root = Node {
            parent: 0,
            data: Data::Element {
                name: "".into(),
                attributes: Vec::new(),
                children: Vec::new(),
                nth: 1,
            },
        };
        Self {
            nodes: vec![root],
            open: vec![(0, HashMap::new())],
            broken: None,
            length: 0,
        }
    }
}

impl Builder {
    fn broken(&mut self, at: u64, reason: &str) {
        self.broken
            .get_or_insert_with(|| format!("at byte {at}: {reason}"));
    }

    fn push(&mut self, data: Data) -> Result<usize, ExtractError> {
        limits::check("elements", self.nodes.len(), limits::ELEMENTS)?;
        let at = self.nodes.len();
        let parent = self.open.last().map_or(0, |open| open.0);
        self.nodes.push(Node { parent, data });
        if let Data::Element { children, .. } = &mut self.nodes[parent].data {
            children.push(at);
        }
        Ok(at)
    }

    fn open(&mut self, start: &BytesStart<'_>) -> Result<(), ExtractError> {
        if self.open.len() > limits::DEPTH {
            return Err(ExtractError::TooDeep {
                limit: limits::DEPTH,
            });
        }
        let name = local(start.name().as_ref());
        let attributes = start
            .attributes()
            .with_checks(false)
            .flatten()
            .map(|attribute| {
                let key = local(attribute.key.as_ref());
                (key, unescaped(&attribute.value).into())
            })
            .collect();
        let nth = self.open.last_mut().map_or(1, |(_, names)| {
            let count = names.entry(name.clone()).or_default();
            *count += 1;
            *count
        });
        let at = self.push(Data::Element {
            name,
            attributes,
            children: Vec::new(),
            nth,
        })?;
        self.open.push((at, HashMap::new()));
        Ok(())
    }

    fn close_top(&mut self) {
        if self.open.len() > 1 {
            self.open.pop();
        }
    }

    /// Closes the innermost open element of a name and all within it; nothing where there is none.
    fn close(&mut self, name: &str, at: u64) {
        let is = |nodes: &[Node], at: usize| matches!(&nodes[at].data, Data::Element { name: own, .. } if **own == *name);
        match self.open.iter().rposition(|open| is(&self.nodes, open.0)) {
            Some(place) if place > 0 => {
                if place + 1 < self.open.len() {
                    self.broken(
                        at,
                        &format!("</{name}> closes another element than the last"),
                    );
                }
                self.open.truncate(place);
            }
            _ => self.broken(at, &format!("</{name}> closes nothing")),
        }
    }

    fn text(&mut self, text: &str) -> Result<(), ExtractError> {
        if text.is_empty() {
            return Ok(());
        }
        self.length += text.len();
        limits::text(self.length)?;
        let parent = self.open.last().map_or(0, |open| open.0);
        let last = match &self.nodes[parent].data {
            Data::Element { children, .. } => children.last().copied(),
            _ => None,
        };
        if let Some(last) = last
            && let Data::Text(own) = &mut self.nodes[last].data
        {
            own.push_str(text);
            return Ok(());
        }
        self.push(Data::Text(text.to_owned())).map(|_| ())
    }
}

/// A name without its prefix.
fn local(name: &str) -> Box<str> {
    name.rsplit(':').next().unwrap_or_default().into()
}

/// What an entity stands for; one that is not known stands for its own name.
fn entity_text(name: &str) -> String {
    let number = name.strip_prefix('#').and_then(|number| {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        code.ok().and_then(char::from_u32)
    });
    match (number, resolve_predefined_entity(name)) {
        (Some(c), _) => c.to_string(),
        (None, Some(text)) => text.to_owned(),
        (None, None) if name == "nbsp" => "\u{a0}".to_owned(),
        (None, None) => format!("&{name};"),
    }
}

fn unescaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        match rest.find(';').filter(|end| *end < 12) {
            Some(end) => {
                text.push_str(&entity_text(&rest[1..end]));
                rest = &rest[end + 1..];
            }
            None => {
                text.push('&');
                rest = &rest[1..];
            }
        }
    }
    text.push_str(rest);
    text
}

impl<'x> Item<'x> {
    /// What tells it from the other nodes of its document.
    #[cfg(feature = "akn")]
    pub(super) const fn id(self) -> usize {
        self.at
    }

    /// Its name; empty for a text.
    pub(super) fn name(self) -> &'x str {
        match &self.xml.nodes[self.at].data {
            Data::Element { name, .. } => name,
            _ => "",
        }
    }

    /// The text, where it is one.
    pub(super) fn text(self) -> Option<&'x str> {
        match &self.xml.nodes[self.at].data {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    /// What it instructs, where it is a processing instruction.
    #[cfg(feature = "akn")]
    pub(super) fn instruction(self) -> Option<&'x str> {
        match &self.xml.nodes[self.at].data {
            Data::Instruction(instruction) => Some(instruction),
            _ => None,
        }
    }

    /// The value of an attribute.
    pub(super) fn attribute(self, name: &str) -> Option<&'x str> {
        match &self.xml.nodes[self.at].data {
            Data::Element { attributes, .. } => attributes
                .iter()
                .find(|(own, _)| **own == *name)
                .map(|(_, value)| &**value),
            _ => None,
        }
    }

    /// The elements and texts in it.
    pub(super) fn children(self) -> impl DoubleEndedIterator<Item = Self> + 'x {
        let children: &[usize] = match &self.xml.nodes[self.at].data {
            Data::Element { children, .. } => children,
            _ => &[],
        };
        let xml = self.xml;
        children.iter().map(move |at| Item { xml, at: *at })
    }

    /// The first element in it that has a name.
    pub(super) fn child(self, name: &str) -> Option<Self> {
        self.children().find(|child| child.name() == name)
    }

    /// All elements of a name below it, in the order of the document.
    pub(super) fn descendants(self, name: &'x str) -> impl Iterator<Item = Self> + 'x {
        let mut stack = vec![self];
        std::iter::from_fn(move || {
            while let Some(item) = stack.pop() {
                stack.extend(item.children().rev());
                if item.name() == name {
                    return Some(item);
                }
            }
            None
        })
    }

    /// All text in it.
    pub(super) fn whole_text(self) -> String {
        let mut text = String::new();
        let mut stack = vec![self];
        while let Some(item) = stack.pop() {
            text.push_str(item.text().unwrap_or_default());
            stack.extend(item.children().rev());
        }
        text
    }

    /// Its path: the names from the outermost element on, with a number where more than one of a
    /// name stand side by side.
    #[cfg(feature = "akn")]
    pub(super) fn path(self) -> Box<str> {
        let mut steps = Vec::new();
        let mut at = self.at;
        while at != 0 {
            let node = &self.xml.nodes[at];
            if let Data::Element { name, nth, .. } = &node.data {
                steps.push(match nth {
                    1 => format!("/{name}"),
                    nth => format!("/{name}[{nth}]"),
                });
            }
            at = node.parent;
        }
        steps.reverse();
        steps.concat().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_markup_is_mended_and_said_to_be() {
        let xml = Xml::parse("<a><b>one<c>two</b>three &amp; &x;", "XML").expect("an element");
        assert!(xml.broken.is_some());
        let root = xml.root().child("a").expect("the outermost");
        let texts: Vec<_> = root.children().filter_map(Item::text).collect();
        assert_eq!(texts, ["three & &x;"]);
        assert!(Xml::parse("no element", "XML").is_err());
    }

    #[test]
    fn entities_are_not_expanded() {
        let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbbbbbb\"><!ENTITY c \"&b;&b;&b;\">]><a>&c;</a>";
        let xml = Xml::parse(bomb, "XML").expect("an element");
        let a = xml.root().child("a").expect("the outermost");
        assert_eq!(a.children().next().and_then(Item::text), Some("&c;"));
    }

    #[test]
    fn depth_and_size_are_bounded() {
        let deep = "<a>".repeat(1_000_000);
        let found = Xml::parse(&deep, "XML").expect_err("too deep");
        assert_eq!(
            found,
            ExtractError::TooDeep {
                limit: limits::DEPTH
            }
        );
        let wide = format!("<a>{}</a>", "<b/>".repeat(limits::ELEMENTS + 1));
        let found = Xml::parse(&wide, "XML").expect_err("too many");
        assert!(matches!(found, ExtractError::TooLarge { .. }));
    }
}
