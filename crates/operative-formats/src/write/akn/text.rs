//! Text: what is set how, references, calls with their footnotes.

use std::collections::{HashMap, HashSet};

use operative_grammar::{Action, MastheadKind, Statement};
use operative_semantics::{Call, Paragraph, Reference, Relation, Resolution};

use super::meta::action_id;
use crate::write::address::{address, work};
use crate::write::inline::{Inline, Piece, Run, label_of};
use crate::write::nesting::Nesting;
use crate::xml_out::{Attribute, Xml};

/// Writes the text of a resolution, and knows which of its footnotes are written.
pub(super) struct Texts<'a, 'i> {
    resolution: &'a Resolution,
    inline: Inline<'a>,
    ids: &'i [String],
    pub(super) nesting: Nesting,
    /// Whether it is stated what each block is.
    pub(super) stated: bool,
    written: HashSet<u32>,
    lists: HashMap<u32, u32>,
}

impl<'a, 'i> Texts<'a, 'i> {
    pub(super) fn new(
        resolution: &'a Resolution,
        inline: Inline<'a>,
        ids: &'i [String],
        stated: bool,
    ) -> Self {
        Self {
            resolution,
            inline,
            ids,
            nesting: Nesting::of(resolution),
            stated,
            written: HashSet::new(),
            lists: HashMap::new(),
        }
    }

    /// States what the next block is, where that is done.
    pub(super) fn state(&self, xml: &mut Xml, statement: impl FnOnce() -> Statement) {
        if self.stated {
            xml.instruction(&statement().to_string());
        }
    }

    /// States what a node is.
    pub(super) fn state_node(&self, xml: &mut Xml, node: Paragraph<'_>) {
        self.state(xml, || {
            Statement::of_node(&self.resolution.document, node.id())
        });
    }

    /// The identifier of a node.
    pub(super) fn id(&self, node: Paragraph<'_>) -> &'i str {
        self.ids.get(node.id().index()).map_or("", String::as_str)
    }

    /// The identifier of the next list below a node.
    pub(super) fn list_id(&mut self, node: Paragraph<'_>) -> String {
        let id = self.id(node);
        let nth = self.lists.entry(node.id().0).or_default();
        *nth += 1;
        format!("{id}__list_{nth}")
    }

    /// The label of a node, where it has one.
    pub(super) fn number(&self, xml: &mut Xml, node: Paragraph<'_>) {
        if let Some(label) = node.label() {
            xml.line("num", &[], |xml| xml.text(label));
        }
    }

    /// The number of a section that stands on a line of its own.
    pub(super) fn number_of_section(&mut self, xml: &mut Xml, node: Paragraph<'a>) {
        let pieces = self.inline.paragraph(node);
        self.state_node(xml, node);
        xml.line("num", &[], |xml| {
            self.pieces(xml, &pieces, None);
            xml.empty("eol", &[]);
        });
    }

    pub(super) fn heading(&mut self, xml: &mut Xml, node: Paragraph<'a>) {
        let pieces = self.inline.paragraph(node);
        self.state_node(xml, node);
        xml.line("heading", &[], |xml| self.pieces(xml, &pieces, None));
    }

    /// The text of a node.
    pub(super) fn paragraph(&mut self, xml: &mut Xml, node: Paragraph<'a>) {
        let pieces = self.inline.paragraph(node);
        self.state_node(xml, node);
        xml.line("p", &[], |xml| self.pieces(xml, &pieces, node.action()));
    }

    /// The label and the text of a node in one block.
    pub(super) fn labelled(&mut self, xml: &mut Xml, node: Paragraph<'a>, class: &str) {
        let pieces = self.inline.paragraph(node);
        let id = self.id(node);
        self.state_node(xml, node);
        xml.line("p", &[("eId", id), ("class", class)], |xml| {
            if let Some(label) = node.label() {
                xml.text(&format!("{label} "));
            }
            self.pieces(xml, &pieces, node.action());
        });
    }

    /// A line at the end: the meeting, the date, the vote.
    pub(super) fn closing(&mut self, xml: &mut Xml, node: Paragraph<'a>) {
        let pieces = self.inline.paragraph(node);
        self.state_node(xml, node);
        let meeting = self.resolution.identity.meeting.as_deref() == Some(node.text());
        let name = if meeting {
            "adoptionMeeting"
        } else {
            "closing"
        };
        xml.line("p", &[("eId", self.id(node))], |xml| {
            xml.start("inline", &[("name", name)]);
            self.pieces(xml, &pieces, None);
            xml.end("inline");
        });
    }

    pub(super) fn cells(&mut self, xml: &mut Xml, row: Paragraph<'a>) {
        for cell in self.inline.cells(row) {
            xml.line("td", &[], |xml| {
                xml.start("p", &[]);
                self.pieces(xml, &cell, None);
                xml.end("p");
            });
        }
    }

    /// A line of the masthead, by what it says.
    pub(super) fn line(&mut self, xml: &mut Xml, index: usize) {
        let masthead = self.resolution.document.masthead();
        let Some(line) = masthead.lines.get(index) else {
            return;
        };
        let pieces = self.inline.line(index as u32);
        let label = label_of(self.resolution, line);
        let issued = masthead.issued.map(|date| date.to_string());
        let session = self.resolution.identity.session.as_deref();
        let (element, attribute): (&str, Option<Attribute<'_>>) = match line.kind {
            MastheadKind::UnitedNations => ("docAuthority", Some(("refersTo", "#publisher"))),
            MastheadKind::Organ => ("docAuthority", Some(("refersTo", "#issuer"))),
            MastheadKind::Symbol => ("docNumber", Some(("refersTo", "#symbol"))),
            MastheadKind::Distribution => ("docStatus", Some(("refersTo", "#distribution"))),
            MastheadKind::Issued => match &issued {
                Some(date) => ("docDate", Some(("date", date))),
                None => ("inline", Some(("name", "date"))),
            },
            MastheadKind::Session => ("session", session.map(|session| ("value", session))),
            MastheadKind::AgendaItem => ("inline", Some(("name", "agenda item"))),
            MastheadKind::AgendaTitle => ("inline", Some(("name", "agenda item name"))),
            MastheadKind::Adoption => ("docTitle", None),
            MastheadKind::Source => ("docProponent", None),
            MastheadKind::Number | MastheadKind::Title => {
                ("docTitle", Some(("refersTo", "#resolutionTitle")))
            }
            _ => ("span", None),
        };
        let attributes: Vec<Attribute<'_>> = attribute.into_iter().collect();
        self.state(xml, || Statement::Line(line.kind));
        xml.line("p", &[], |xml| {
            if !label.is_empty() {
                xml.start("docNumber", &[("refersTo", "#resolutionNumber")]);
                xml.text(label.trim_end());
                xml.end("docNumber");
                xml.text(" ");
            }
            xml.start(element, &attributes);
            self.pieces(xml, &pieces, None);
            xml.end(element);
        });
    }

    /// The footnotes that nothing calls.
    pub(super) fn uncalled_notes(&mut self, xml: &mut Xml) {
        let called: HashSet<u32> = self.resolution.bindings.iter().copied().flatten().collect();
        let count = self.resolution.document.footnotes().len() as u32;
        let uncalled: Vec<u32> = (0..count).filter(|it| !called.contains(it)).collect();
        if uncalled.is_empty() {
            return;
        }
        xml.open("notes", &[("source", "#operative")]);
        for index in uncalled {
            xml.new_line();
            self.note(xml, "note", index);
        }
        xml.close("notes");
    }

    fn pieces(&mut self, xml: &mut Xml, pieces: &[Piece<'a>], action: Option<Action>) {
        let mut lead = false;
        for piece in pieces {
            match piece {
                Piece::Run(run) => {
                    if run.lead != lead {
                        if lead {
                            xml.end("inline");
                        } else {
                            begin_lead(xml, action);
                        }
                        lead = run.lead;
                    }
                    set(xml, *run);
                }
                Piece::Call(call) => self.call(xml, *call),
                Piece::Link(indices, words) => {
                    if std::mem::take(&mut lead) {
                        xml.end("inline");
                    }
                    self.link(xml, indices, words);
                }
            }
        }
        if lead {
            xml.end("inline");
        }
    }

    fn link(&mut self, xml: &mut Xml, indices: &[usize], words: &[Piece<'a>]) {
        let references = indices
            .iter()
            .map(|index| &self.resolution.references[*index]);
        let references: Vec<&Reference> = references.collect();
        let hrefs: Vec<String> = references.iter().map(|it| self.href(it)).collect();
        let (Some(first), Some(from), Some(up_to)) =
            (references.first(), hrefs.first(), hrefs.last())
        else {
            return;
        };
        let id = format!("ref_{}", indices[0] + 1);
        let title = explained(&references);
        let mut attributes: Vec<Attribute<'_>> = vec![("eId", &id)];
        let several = references.len() > 1 && first.text == references[1].text;
        if several {
            attributes.extend([("from", from.as_str()), ("upTo", up_to.as_str())]);
        } else {
            attributes.push(("href", from));
        }
        attributes.extend([("class", relation(first)), ("title", &title)]);
        let element = if several { "rref" } else { "ref" };
        xml.start(element, &attributes);
        self.pieces(xml, words, None);
        xml.end(element);
    }

    /// Where a reference leads: to a part of this document, to a work, or to an address.
    fn href(&self, reference: &Reference) -> String {
        if let Some(node) = reference.node {
            return format!("#{}", self.ids.get(node.index()).map_or("", String::as_str));
        }
        match (&reference.target, reference.issuer, reference.date) {
            (Some(target), Some(organ), Some(date)) if target.contains("/RES/") => {
                work(Some(organ), Some(date), target)
            }
            (Some(target), ..) => self.address(target),
            (None, ..) => "#unknown".to_owned(),
        }
    }

    /// The address of a target, or the target itself where it has none.
    pub(super) fn address(&self, target: &str) -> String {
        if target.starts_with("this:") {
            let symbol = self.resolution.symbol().unwrap_or_default();
            let organ = self.resolution.identity.organ;
            return work(organ, self.resolution.adopted(), symbol);
        }
        address(target, self.resolution.language()).unwrap_or_else(|| target.replace(' ', "%20"))
    }

    /// The call of a footnote: the first brings the footnote with it.
    fn call(&mut self, xml: &mut Xml, call: Call<'a>) {
        match call.binding() {
            Some(index) if self.written.insert(index) => self.note(xml, "authorialNote", index),
            binding => {
                let href = match binding {
                    Some(index) => format!("#note_{}", index + 1),
                    None => "#unknown".to_owned(),
                };
                xml.empty("noteRef", &[("href", &href), ("marker", call.label())]);
            }
        }
    }

    fn note(&mut self, xml: &mut Xml, element: &str, index: u32) {
        let Some(footnote) = self.resolution.document.footnotes().get(index as usize) else {
            return;
        };
        let id = format!("note_{}", index + 1);
        let mut attributes = vec![("marker", &*footnote.label), ("eId", &id)];
        if element == "authorialNote" {
            attributes.push(("placement", "bottom"));
        }
        let pieces = self.inline.footnote(index);
        xml.start(element, &attributes);
        xml.start("p", &[]);
        self.pieces(xml, &pieces, None);
        xml.end("p");
        xml.end(element);
    }
}

fn begin_lead(xml: &mut Xml, action: Option<Action>) {
    let id = action.map(|action| format!("#{}", action_id(action)));
    let mut attributes = vec![("name", "lead"), ("class", "italic")];
    attributes.extend(id.as_deref().map(|id| ("refersTo", id)));
    xml.start("inline", &attributes);
}

/// Text as it is set. A lead is in italics as a whole; raised marks alone are the brackets of a call
/// that the text has kept.
fn set(xml: &mut Xml, run: Run<'_>) {
    let marks = [
        ("i", run.italic && !run.lead),
        (
            "sup",
            run.raised && run.text.contains(char::is_alphanumeric),
        ),
    ];
    let marks = marks.iter().filter(|(_, set)| *set);
    marks.clone().for_each(|(mark, _)| xml.start(mark, &[]));
    xml.text(run.text);
    marks.rev().for_each(|(mark, _)| xml.end(mark));
}

/// Why references point where they do.
fn explained(references: &[&Reference]) -> String {
    let sentences: Vec<String> = references.iter().map(|it| it.explain()).collect();
    sentences.join(" ")
}

const fn relation(reference: &Reference) -> &'static str {
    match reference.relation {
        Relation::Act(_) => "act",
        relation => relation.as_str(),
    }
}
