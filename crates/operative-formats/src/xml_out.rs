//! XML in the making: blocks on lines of their own, text within them as it is.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesPI, BytesStart, BytesText, Event};

/// A name and a value.
pub(crate) type Attribute<'a> = (&'a str, &'a str);

pub(crate) struct Xml {
    writer: Writer<Vec<u8>>,
    depth: usize,
}

impl Xml {
    pub(crate) fn new() -> Self {
        let mut xml = Self {
            writer: Writer::new(Vec::new()),
            depth: 0,
        };
        xml.emit(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml
    }

    /// Begins an element on a line of its own.
    pub(crate) fn open(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        self.new_line();
        self.start(name, attributes);
        self.depth += 1;
    }

    /// Ends an element that was begun by [`Xml::open`].
    pub(crate) fn close(&mut self, name: &str) {
        self.depth -= 1;
        self.new_line();
        self.end(name);
    }

    /// An element on a line of its own that holds what `within` writes, on the same line.
    pub(crate) fn line(
        &mut self,
        name: &str,
        attributes: &[Attribute<'_>],
        within: impl FnOnce(&mut Self),
    ) {
        self.new_line();
        self.start(name, attributes);
        within(self);
        self.end(name);
    }

    /// An element on a line of its own that holds nothing.
    pub(crate) fn empty_line(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        self.new_line();
        self.empty(name, attributes);
    }

    /// Begins an element within a line.
    pub(crate) fn start(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        self.emit(Event::Start(element(name, attributes)));
    }

    /// Ends an element within a line.
    pub(crate) fn end(&mut self, name: &str) {
        self.emit(Event::End(BytesEnd::new(name)));
    }

    /// An element within a line that holds nothing.
    pub(crate) fn empty(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        self.emit(Event::Empty(element(name, attributes)));
    }

    /// A processing instruction on a line of its own.
    pub(crate) fn instruction(&mut self, instruction: &str) {
        self.new_line();
        self.emit(Event::PI(BytesPI::new(instruction)));
    }

    /// Text, without the characters that XML cannot hold.
    pub(crate) fn text(&mut self, text: &str) {
        let allowed = allowed(text);
        self.emit(Event::Text(BytesText::new(&allowed)));
    }

    pub(crate) fn finish(self) -> String {
        let mut text = String::from_utf8_lossy(&self.writer.into_inner()).into_owned();
        text.push('\n');
        text
    }

    /// Begins a line, indented as deep as elements are open.
    pub(crate) fn new_line(&mut self) {
        let blanks = format!("\n{}", "  ".repeat(self.depth));
        self.emit(Event::Text(BytesText::from_escaped(&blanks)));
    }

    fn emit(&mut self, event: Event<'_>) {
        self.writer
            .write_event(event)
            .expect("memory takes all that is written to it");
    }
}

fn element<'a>(name: &'a str, attributes: &[Attribute<'_>]) -> BytesStart<'a> {
    let mut element = BytesStart::new(name);
    for (key, value) in attributes {
        element.push_attribute((*key, allowed(value).as_str()));
    }
    element
}

/// What XML 1.0 can hold of a text, without the control character that it can: a file with many of them
/// is taken for binary.
fn allowed(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}' | '\u{fffe}' | '\u{ffff}'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::allowed;

    #[test]
    fn control_characters_are_left_out() {
        assert_eq!(
            allowed("A/RES/76/3\u{7f}\u{7f}\u{1}\tand"),
            "A/RES/76/3\tand"
        );
    }
}
