//! Text: what is set how, links with their reasons, calls with their notes, marks of diagnostics.

use std::borrow::Cow;
use std::collections::HashSet;

use maud::{Markup, html};
use operative_grammar::Span;
use operative_semantics::{Call, Paragraph, Reference, Resolution};

use crate::write::address::address;
use crate::write::inline::{Inline, Piece, Run, calls_in};
use crate::write::nesting::Nesting;

/// Sets the text of a resolution, and knows which of its notes and remarks were set.
pub(super) struct Texts<'a> {
    pub(super) resolution: &'a Resolution,
    pub(super) inline: Inline<'a>,
    pub(super) nesting: Nesting,
    ids: &'a [String],
    /// The notes that were set beside a call.
    noted: HashSet<u32>,
    /// The notes whose first call was set.
    called: HashSet<u32>,
    marked: HashSet<usize>,
}

impl<'a> Texts<'a> {
    pub(super) fn new(resolution: &'a Resolution, ids: &'a [String]) -> Self {
        Self {
            resolution,
            inline: Inline::of(resolution),
            nesting: Nesting::of(resolution),
            ids,
            noted: HashSet::new(),
            called: HashSet::new(),
            marked: HashSet::new(),
        }
    }

    /// The identifier of a node.
    pub(super) fn id(&self, node: Paragraph<'_>) -> &'a str {
        self.ids.get(node.id().index()).map_or("", String::as_str)
    }

    /// The text of a node, with the marks of what there is to say about it.
    pub(super) fn paragraph(&mut self, node: Paragraph<'a>) -> Markup {
        let pieces = self.inline.paragraph(node);
        let marks = self.marks(node.span());
        html! { (marks) (self.pieces(&pieces)) }
    }

    /// The text of a footnote.
    pub(super) fn footnote(&mut self, index: u32) -> Markup {
        let pieces = self.inline.footnote(index);
        let set = self.pieces(&pieces);
        // A note all in Latin letters keeps its marks in their places on a page that runs left.
        let note = self.resolution.footnotes().nth(index as usize);
        let latin = note.is_some_and(|note| {
            let mut letters = note.text().chars().filter(|c| c.is_alphabetic());
            letters.all(|c| c < '\u{250}')
        });
        if latin && self.resolution.language().facts().right_to_left {
            html! { bdi dir="ltr" { (set) } }
        } else {
            set
        }
    }

    pub(super) fn pieces(&mut self, pieces: &[Piece<'a>]) -> Markup {
        html! {
            @for piece in pieces {
                @match piece {
                    Piece::Run(run) => (set(*run)),
                    Piece::Call(call) => (self.call(*call)),
                    Piece::Link(indices, words) => (self.link(indices, words)),
                }
            }
        }
    }

    /// The same without the notes beside the calls, for where they have no room.
    pub(super) fn pieces_alone(&mut self, pieces: &[Piece<'a>]) -> Markup {
        let before = self.noted.clone();
        let called = calls_in(pieces).filter_map(|call| call.binding());
        self.noted.extend(called);
        let set = self.pieces(pieces);
        self.noted = before;
        set
    }

    /// The notes beside the calls in pieces.
    pub(super) fn notes_beside(&mut self, pieces: &[Piece<'a>]) -> Markup {
        let called: Vec<u32> = calls_in(pieces).filter_map(|call| call.binding()).collect();
        html! {
            @for index in called { (self.note_beside(index)) }
        }
    }

    fn call(&mut self, call: Call<'a>) -> Markup {
        let Some(index) = call.binding() else {
            return html! { sup.call { (call.label()) } };
        };
        let number = index + 1;
        let first = self.called.insert(index);
        let id = first.then(|| format!("call_{number}"));
        html! {
            sup.call { a href=(format!("#note_{number}")) id=[id] role="doc-noteref" { (call.label()) } }
            (self.note_beside(index))
        }
    }

    /// A note beside its first call.
    fn note_beside(&mut self, index: u32) -> Markup {
        if !self.noted.insert(index) {
            return html! {};
        }
        let label = &self.resolution.document.footnotes()[index as usize].label;
        html! {
            span.sidenote role="note" { sup { (label) } " " (self.footnote(index)) }
        }
    }

    /// The words of references, parted where a call stands between: links do not nest.
    fn link(&mut self, indices: &[usize], words: &[Piece<'a>]) -> Markup {
        let references: Vec<&Reference> = indices
            .iter()
            .map(|index| &self.resolution.references[*index])
            .collect();
        let href = references.iter().find_map(|it| self.href(it));
        let reasons: Vec<String> = references.iter().map(|it| it.explain()).collect();
        let why = reasons.join(" ");
        let known = references.iter().any(|it| it.target.is_some());
        let class = if known {
            "reference"
        } else {
            "reference unknown"
        };
        html! {
            @for part in words.chunk_by(|one, other| is_run(one) && is_run(other)) {
                @match (&part[0], &href) {
                    (Piece::Call(call), _) => (self.call(*call)),
                    (_, Some(href)) => {
                        a class=(class) href=(href) data-why=(why) aria-description=(why) { (self.pieces(part)) }
                    }
                    (_, None) => {
                        span class=(class) tabindex="0" data-why=(why) aria-description=(why) { (self.pieces(part)) }
                    }
                }
            }
        }
    }

    fn href(&self, reference: &Reference) -> Option<String> {
        match reference.node {
            Some(node) => Some(format!("#{}", self.ids.get(node.index())?)),
            None => address(reference.target.as_deref()?, self.resolution.language()),
        }
    }

    /// The marks of the diagnostics that begin in a span and were not marked before.
    pub(super) fn marks(&mut self, span: Span) -> Markup {
        let diagnostics = &self.resolution.diagnostics;
        let within: Vec<usize> = (0..diagnostics.len())
            .filter(|index| {
                let at = diagnostics[*index].span.start;
                span.start <= at && at < span.end
            })
            .filter(|index| self.marked.insert(*index))
            .collect();
        html! {
            @for index in within {
                a class={ "remark " (diagnostics[index].severity.as_str()) }
                    href=(format!("#remark_{}", index + 1))
                    data-why=(diagnostics[index].message)
                    aria-label=(diagnostics[index].message) {}
            }
        }
    }
}

const fn is_run(piece: &Piece<'_>) -> bool {
    matches!(piece, Piece::Run(_))
}

fn set(run: Run<'_>) -> Markup {
    let words = unbroken(run.text);
    let text = html! {
        @if run.raised && words.contains(char::is_alphanumeric) { sup { (words) } }
        @else { (words) }
    };
    html! {
        @if run.lead { em.lead { (text) } }
        @else if run.italic { i { (text) } }
        @else { (text) }
    }
}

/// A text in which no line ends before a mark that a blank sets off, nor behind what opens a quotation.
fn unbroken(text: &str) -> Cow<'_, str> {
    const BEFORE: [&str; 5] = [" »", " ;", " :", " !", " ?"];
    if !text.contains("« ") && !BEFORE.iter().any(|mark| text.contains(mark)) {
        return text.into();
    }
    let opened = text.replace("« ", "«\u{a0}");
    let marks = BEFORE.iter().fold(opened, |text, mark| {
        text.replace(mark, &mark.replace(' ', "\u{a0}"))
    });
    marks.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_ends_before_a_mark() {
        assert_eq!(
            unbroken("le point intitulé « Puits » ;"),
            "le point intitulé «\u{a0}Puits\u{a0}»\u{a0};"
        );
        assert_eq!(unbroken("entitled “Wells”;"), "entitled “Wells”;");
    }
}
