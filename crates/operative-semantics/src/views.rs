//! Views: a paragraph, a footnote or a call together with the resolution it stands in, so that one
//! can ask it for its text, its children or its references without carrying indices about.

use jiff::civil::Date;
use operative_grammar::{
    Action, Document, LabelStyle, Language, Node, NodeId, NodeKind, Part, Passage, Span,
    roman_numeral,
};

use crate::model::{Place, Reference, Resolution};
use crate::votes::Vote;

impl Resolution {
    /// The language it is written in.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.document.language()
    }

    /// Its canonical symbol, printed or derived: `A/RES/77/213`.
    #[must_use]
    pub fn symbol(&self) -> Option<&str> {
        self.identity.symbol.as_deref()
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.document.masthead().title.as_deref()
    }

    /// The date it was adopted.
    #[must_use]
    pub const fn adopted(&self) -> Option<Date> {
        self.document.masthead().adopted
    }

    /// Every paragraph, heading, table and closing line, in the order of the document.
    pub fn paragraphs(&self) -> impl Iterator<Item = Paragraph<'_>> + Clone {
        self.paragraphs_from(0)
    }

    fn paragraphs_from(&self, first: u32) -> impl Iterator<Item = Paragraph<'_>> + Clone + use<'_> {
        let end = self.document.nodes().len() as u32;
        (first..end).map(|index| Paragraph {
            resolution: self,
            id: NodeId(index),
        })
    }

    /// One paragraph.
    #[must_use]
    pub fn paragraph(&self, id: NodeId) -> Option<Paragraph<'_>> {
        (id.index() < self.document.nodes().len()).then_some(Paragraph {
            resolution: self,
            id,
        })
    }

    /// The preambular paragraphs.
    pub fn preamble(&self) -> impl Iterator<Item = Paragraph<'_>> + Clone {
        self.paragraphs().filter(|paragraph| {
            paragraph.part() == Part::Preamble && paragraph.kind() == NodeKind::Preambular
        })
    }

    /// The operative paragraphs. Sub-paragraphs are their [`children`](Paragraph::children).
    pub fn operative(&self) -> impl Iterator<Item = Paragraph<'_>> + Clone {
        self.paragraphs().filter(|paragraph| {
            paragraph.part() == Part::Operative && paragraph.kind() == NodeKind::Operative
        })
    }

    /// What stands at the top of the annexes: their headings, with everything else below them, and
    /// whatever an annex has beside its heading.
    pub fn annexes(&self) -> impl Iterator<Item = Paragraph<'_>> + Clone {
        self.paragraphs()
            .filter(|paragraph| paragraph.part() == Part::Annex && paragraph.parent().is_none())
    }

    /// Who voted how, in the order of the lists.
    #[must_use]
    pub fn votes(&self) -> &[Vote] {
        &self.ballot.votes
    }

    /// The footnotes, in the order of the source.
    pub fn footnotes(&self) -> impl Iterator<Item = Footnote<'_>> + Clone {
        (0..self.document.footnotes().len() as u32).map(|index| Footnote {
            resolution: self,
            index,
        })
    }

    /// The calls of footnotes, in the order they are read.
    pub fn calls(&self) -> impl Iterator<Item = Call<'_>> + Clone {
        (0..self.document.calls().len() as u32).map(|index| Call {
            resolution: self,
            index,
        })
    }

    /// The words of a reference.
    #[must_use]
    pub fn words_of(&self, reference: &Reference) -> &str {
        self.document.text_in(reference.text)
    }

    /// The references that stand in one place.
    #[must_use]
    pub fn references_in(&self, place: Place) -> &[Reference] {
        let first = self
            .references
            .partition_point(|reference| reference.place < place);
        let length = self.references[first..].partition_point(|other| other.place <= place);
        &self.references[first..first + length]
    }

    /// The calls of footnotes in a passage, in the order they are read.
    pub fn calls_in(&self, passage: Passage) -> impl Iterator<Item = Call<'_>> + Clone + use<'_> {
        let calls = self.document.calls();
        let first = calls.partition_point(|call| call.at < passage.text.start);
        let end = calls.partition_point(|call| call.at <= passage.text.end);
        (first as u32..end as u32).map(|index| Call {
            resolution: self,
            index,
        })
    }
}

/// A node of the body: a paragraph, a heading, a table, a closing line. Spans and offsets count bytes.
#[derive(Copy, Clone)]
pub struct Paragraph<'a> {
    resolution: &'a Resolution,
    id: NodeId,
}

impl<'a> Paragraph<'a> {
    /// Its place in [`Document::nodes`].
    #[must_use]
    pub const fn id(self) -> NodeId {
        self.id
    }

    /// The resolution it stands in.
    #[must_use]
    pub const fn resolution(self) -> &'a Resolution {
        self.resolution
    }

    /// The node of the tree.
    #[must_use]
    pub fn node(self) -> &'a Node {
        self.document().node(self.id)
    }

    /// What it is.
    #[must_use]
    pub fn kind(self) -> NodeKind {
        self.node().kind
    }

    /// The part of the resolution it stands in.
    #[must_use]
    pub fn part(self) -> Part {
        self.node().part
    }

    /// Depth: 0 at the top.
    #[must_use]
    pub fn level(self) -> u8 {
        self.node().level
    }

    /// Its label as printed: `1.`, `(a)`.
    #[must_use]
    pub fn label(self) -> Option<&'a str> {
        self.node().label.as_ref().map(|label| &*label.printed)
    }

    /// Its clean text: no label, no calls, no mark-up, page breaks healed. The text of
    /// sub-paragraphs is theirs.
    #[must_use]
    pub fn text(self) -> &'a str {
        self.document().text_of(self.node().passage)
    }

    /// The cells of a table's row, in order; none where it is no row.
    ///
    /// ```
    /// let text = "The General Assembly,\n\n1. Decides on the scale:\n\n| State | Share |\n|---|---|\n| Chad | 0.001 |\n";
    /// let resolution = operative_semantics::resolve(operative_grammar::parse(text));
    /// let row = resolution.paragraphs().last().unwrap();
    /// assert_eq!(row.cells().collect::<Vec<_>>(), ["Chad", "0.001"]);
    /// ```
    pub fn cells(self) -> impl Iterator<Item = &'a str> + Clone + use<'a> {
        let row = self.kind() == NodeKind::Row;
        let cells = self.text().split('\t').map(str::trim);
        cells.filter(move |_| row)
    }

    /// The leading verb phrase as printed: `Recalling also`.
    #[must_use]
    pub fn lead(self) -> Option<&'a str> {
        self.node().lead.map(|lead| self.document().text_in(lead))
    }

    /// The class of the leading verb.
    #[must_use]
    pub fn action(self) -> Option<Action> {
        self.node().action
    }

    /// Its address within its part, the same in every language: `3(b)(ii)`. `None` where it has no
    /// label.
    #[must_use]
    pub fn path(self) -> Option<String> {
        let label = self.node().label.as_ref()?;
        if self.kind() == NodeKind::Heading {
            return None;
        }
        let own = match label.style {
            LabelStyle::Number => label.value.to_string(),
            LabelStyle::Letter => format!("({})", letters(label.value, b'a')),
            LabelStyle::Capital => format!("({})", letters(label.value, b'A')),
            LabelStyle::Roman => format!("({})", roman(label.value).to_lowercase()),
            LabelStyle::CapitalRoman => format!("({})", roman(label.value)),
            LabelStyle::Decimal => return Some(label.printed.trim_end_matches('.').to_owned()),
            _ => return None,
        };
        let above = self.parent().and_then(Self::path).unwrap_or_default();
        Some(above + &own)
    }

    /// The headings it stands under, the outermost first: `Annex / II. Scope`.
    #[must_use]
    pub fn section(self) -> Option<String> {
        let above = |paragraph: &Self| paragraph.node().section.map(|id| Self { id, ..self });
        let mut headings: Vec<String> = std::iter::successors(above(&self), above)
            .take(16)
            .map(|heading| match heading.label() {
                Some(label) => format!("{label} {}", heading.text()).trim_end().to_owned(),
                None => heading.text().to_owned(),
            })
            .collect();
        headings.reverse();
        (!headings.is_empty()).then(|| headings.join(" / "))
    }

    /// The node it belongs to: a sub-paragraph's paragraph, a row's table.
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        self.node().parent.map(|id| Self { id, ..self })
    }

    /// What belongs to it, one level down.
    pub fn children(self) -> impl Iterator<Item = Self> + Clone + use<'a> {
        self.descendants()
            .filter(move |below| below.node().parent == Some(self.id))
    }

    /// Everything below it, in the order of the document.
    pub fn descendants(self) -> impl Iterator<Item = Self> + Clone + use<'a> {
        // Parents stand before their children and children stand together, so what is below ends
        // at the first node whose parent stands further up.
        self.resolution
            .paragraphs_from(self.id.0 + 1)
            .take_while(move |below| below.node().parent.is_some_and(|parent| parent >= self.id))
    }

    /// The calls of footnotes in it.
    pub fn calls(self) -> impl Iterator<Item = Call<'a>> + Clone + use<'a> {
        self.resolution.calls_in(self.node().passage)
    }

    /// The references in it; those in its footnotes are theirs.
    #[must_use]
    pub fn references(self) -> &'a [Reference] {
        self.resolution.references_in(Place::Node(self.id))
    }

    /// Where its text stands in the source: one span, or one for each half where a page break
    /// cuts it.
    #[must_use]
    pub fn spans(self) -> Vec<Span> {
        self.document().spans_of(self.node().passage)
    }

    /// Where it stands in the source, label and all: from the first byte to the last.
    #[must_use]
    pub fn span(self) -> Span {
        let label = self.node().label.as_ref().map(|label| label.span);
        cover(self.document(), self.node().passage, label)
    }

    fn document(self) -> &'a Document {
        &self.resolution.document
    }
}

impl std::fmt::Debug for Paragraph<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Paragraph")
            .field("id", &self.id.0)
            .field("kind", &self.kind())
            .field("label", &self.label())
            .field("text", &self.text())
            .finish_non_exhaustive()
    }
}

/// A footnote, bound to its calls.
///
/// ```
/// let source = "The General Assembly,\n\n1. Decides to act.<sup>1</sup>\n\n---\n\n<sup>1</sup> A/76/194.\n";
/// let resolution = operative_semantics::resolve(operative_grammar::parse(source));
/// let note = resolution.footnotes().next().unwrap();
/// assert_eq!((note.label(), note.text()), ("1", "A/76/194."));
/// let call = note.calls().next().unwrap();
/// assert_eq!(call.paragraph().unwrap().text(), "Decides to act.");
/// assert_eq!(call.offset(), Some(15));
/// ```
#[derive(Copy, Clone)]
pub struct Footnote<'a> {
    resolution: &'a Resolution,
    index: u32,
}

impl<'a> Footnote<'a> {
    /// Its place in [`Document::footnotes`].
    #[must_use]
    pub const fn index(self) -> u32 {
        self.index
    }

    /// Its label, bare: `1`, `*`.
    #[must_use]
    pub fn label(self) -> &'a str {
        &self.note().label
    }

    /// Its text.
    #[must_use]
    pub fn text(self) -> &'a str {
        self.resolution.document.text_of(self.note().passage)
    }

    /// The calls that are bound to it, in the order they are read.
    pub fn calls(self) -> impl Iterator<Item = Call<'a>> + Clone + use<'a> {
        self.resolution
            .calls()
            .filter(move |call| call.binding() == Some(self.index))
    }

    /// The references in it.
    #[must_use]
    pub fn references(self) -> &'a [Reference] {
        self.resolution.references_in(Place::Footnote(self.index))
    }

    /// Where its text stands in the source.
    #[must_use]
    pub fn spans(self) -> Vec<Span> {
        self.resolution.document.spans_of(self.note().passage)
    }

    /// Where it stands in the source, mark and all: from the first byte to the last.
    #[must_use]
    pub fn span(self) -> Span {
        cover(
            &self.resolution.document,
            self.note().passage,
            Some(self.note().mark),
        )
    }

    fn note(self) -> &'a operative_grammar::Footnote {
        &self.resolution.document.footnotes()[self.index as usize]
    }
}

impl std::fmt::Debug for Footnote<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Footnote")
            .field("label", &self.label())
            .field("text", &self.text())
            .finish_non_exhaustive()
    }
}

/// The call of a footnote, bound to it.
#[derive(Copy, Clone)]
pub struct Call<'a> {
    resolution: &'a Resolution,
    index: u32,
}

impl<'a> Call<'a> {
    /// Its place in [`Document::calls`].
    #[must_use]
    pub const fn index(self) -> u32 {
        self.index
    }

    /// Its label, bare: `1`, `*`.
    #[must_use]
    pub fn label(self) -> &'a str {
        &self.call().label
    }

    /// Where it stands in the source, mark-up and all.
    #[must_use]
    pub fn span(self) -> Span {
        self.call().span
    }

    /// The footnote it calls; `None` where there is none.
    #[must_use]
    pub fn footnote(self) -> Option<Footnote<'a>> {
        self.binding().map(|index| Footnote {
            resolution: self.resolution,
            index,
        })
    }

    /// The paragraph it stands in; `None` where it stands in the masthead or in a footnote.
    #[must_use]
    pub fn paragraph(self) -> Option<Paragraph<'a>> {
        let nodes = self.resolution.document.nodes();
        let at = self.call().at;
        let after = nodes.partition_point(|node| node.passage.text.start <= at);
        let index = after.checked_sub(1)?;
        let id = NodeId(index as u32);
        (at <= nodes[index].passage.text.end).then_some(Paragraph {
            resolution: self.resolution,
            id,
        })
    }

    /// Where it stands in the clean text: an offset of [`Document::text`].
    #[must_use]
    pub fn at(&self) -> u32 {
        self.call().at
    }

    /// Where it stands in its paragraph's text, in bytes; `None` where it stands in none.
    #[must_use]
    pub fn offset(self) -> Option<usize> {
        let start = self.paragraph()?.node().passage.text.start;
        Some((self.call().at - start) as usize)
    }

    /// The index of the footnote it calls.
    #[must_use]
    pub fn binding(self) -> Option<u32> {
        self.resolution
            .bindings
            .get(self.index as usize)
            .copied()
            .flatten()
    }

    fn call(self) -> &'a operative_grammar::Call {
        &self.resolution.document.calls()[self.index as usize]
    }
}

impl std::fmt::Debug for Call<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Call")
            .field("label", &self.label())
            .field("span", &self.span())
            .finish_non_exhaustive()
    }
}

/// From the first byte to the last of a passage and its mark.
fn cover(document: &Document, passage: Passage, mark: Option<Span>) -> Span {
    document
        .leaves_of(passage)
        .iter()
        .map(|leaf| leaf.span)
        .chain(mark)
        .reduce(Span::cover)
        .unwrap_or_default()
}

/// 1 → `a`, 26 → `z`, 27 → `aa`, as lists count.
pub(crate) fn letters(value: u32, first: u8) -> String {
    if value == 0 {
        return String::new();
    }
    let letter = char::from(first + ((value - 1) % 26) as u8);
    String::from(letter).repeat(((value - 1) / 26 + 1).min(8) as usize)
}

/// A Roman numeral; a number too large for one stays in digits.
pub(crate) fn roman(value: u32) -> String {
    roman_numeral(value).unwrap_or_else(|| value.to_string())
}

#[cfg(test)]
mod tests {
    use super::{letters, roman};

    #[test]
    fn labels_count_as_lists_do() {
        assert_eq!(letters(2, b'a'), "b");
        assert_eq!(letters(28, b'A'), "BB");
        assert_eq!(roman(14), "XIV");
        assert_eq!(roman(5000), "5000");
    }
}
