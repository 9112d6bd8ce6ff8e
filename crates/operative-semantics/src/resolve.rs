//! From the tree to its meaning.

use std::cell::OnceCell;
use std::ops::Range;

use operative_grammar::{
    Code, Diagnostic, Document, MastheadKind, NodeId, NodeKind, Parsed, Part, TextRange,
};

use crate::bind::bind;
use crate::checks;
use crate::cite::{Citation, Citer, Context};
use crate::homoglyphs;
use crate::identity::identity;
use crate::internal::Direction;
use crate::lexicon::Lexicon;
use crate::located::{self, Parts};
use crate::mandates::mandates;
use crate::mentions::Mentions;
use crate::misread;
use crate::model::{Place, Reference, Relation, Resolution, Source};
use crate::names;
use crate::notes::NoteReader;
use crate::plain::Plain;
use crate::scan::Scan;
use crate::tokens::join_dates;
use crate::votes::ballot;

/// Says what a parsed document means: what identifies it, which footnote each call calls, and what
/// each reference cites.
///
/// ```
/// let parsed = operative_grammar::parse(
///     "The General Assembly,\n\nRecalling its resolution 70/1 of 25 September 2015,\n\n1. Decides to act.\n",
/// );
/// let resolution = operative_semantics::resolve(parsed);
/// assert_eq!(resolution.references[0].target.as_deref(), Some("A/RES/70/1"));
/// ```
#[must_use]
pub fn resolve(parsed: Parsed) -> Resolution {
    let Parsed {
        document,
        mut diagnostics,
    } = parsed;
    let lexicon = Lexicon::of(document.language());
    let identity = identity(&document, lexicon, &mut diagnostics);
    let bindings = bind(&document, &mut diagnostics);
    let mut nodes = document.nodes().iter();
    let speaks = nodes.any(|node| node.kind == NodeKind::Formula);
    let context = Context {
        organ: identity.organ,
        other: speaks && identity.organ.is_none(),
        yearly: identity.number.as_deref().is_some_and(counts_by_year),
        adopted: document.masthead().adopted,
        note: false,
    };
    let mut reader = Reader {
        document: &document,
        lexicon,
        context,
        parts: OnceCell::new(),
        plain: Plain::default(),
        scan: Scan::default(),
        mentions: Mentions::of(&identity),
        references: Vec::new(),
        sources: Vec::new(),
        diagnostics: Vec::new(),
    };
    for (at, line) in (0_u32..).zip(&document.masthead().lines) {
        let relation = match line.kind {
            MastheadKind::Source => Relation::Basis,
            MastheadKind::Title | MastheadKind::AgendaTitle => Relation::Mention,
            _ => continue,
        };
        reader.read(Place::Masthead(at), line.passage.text, relation);
    }
    let known = |id: &NodeId| document.node(*id).part != Part::OtherLanguage;
    for id in document.node_ids().filter(known) {
        reader.read(
            Place::Node(id),
            document.node(id).passage.text,
            act(&document, id),
        );
    }
    reader.context.note = true;
    let mut notes = NoteReader::default();
    for at in 0..document.footnotes().len() as u32 {
        reader.read_note(at, &mut notes);
    }
    let Reader {
        mut references,
        mut sources,
        diagnostics: found,
        ..
    } = reader;
    diagnostics.extend(found);
    let named = names::mentions(&document, lexicon, &bindings, &references, &sources, |id| {
        act(&document, id)
    });
    // They stand in the body, before the footnotes: what the sources point to moves on.
    for index in sources.iter_mut().flat_map(|source| &mut source.references) {
        *index += named.len() as u32;
    }
    references.extend(named);
    references.sort_by_key(|reference| (reference.place, reference.text.start));
    let mandates = mandates(&document, lexicon);
    let ballot = ballot(&document, &mut diagnostics);
    checks::check(&document, &identity, &references, &mut diagnostics);
    homoglyphs::check(&document, &references, &mut diagnostics);
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    Resolution {
        document,
        identity,
        bindings,
        references,
        sources,
        mandates,
        ballot,
        diagnostics,
    }
}

/// Whether a printed number is a year and a number: *2019/8*.
fn counts_by_year(number: &str) -> bool {
    let year = number.split_once('/').map_or("", |(year, _)| year);
    year.len() == 4 && year.bytes().all(|digit| digit.is_ascii_digit())
}

/// What a node does with what it cites: the act of its leading verb, or of the nearest node above
/// that has one.
fn act(document: &Document, id: NodeId) -> Relation {
    let mut at = Some(id);
    while let Some(id) = at {
        let node = document.node(id);
        if let Some(action) = node.action {
            return Relation::Act(action);
        }
        at = node.parent;
    }
    Relation::Mention
}

/// Reads passages one after the other, with the buffers and the names that they share.
struct Reader<'a> {
    document: &'a Document,
    lexicon: &'static Lexicon,
    context: Context,
    /// The parts of the document, once a reference means one.
    parts: OnceCell<Parts>,
    plain: Plain,
    scan: Scan,
    mentions: Mentions,
    references: Vec<Reference>,
    sources: Vec<Source>,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Scans a passage and finds what it cites.
    fn scan(&mut self, range: TextRange) -> Vec<Citation> {
        self.plain.refill(self.document.text_in(range));
        let text = self.plain.text();
        if !self.context.note && !self.lexicon.may_cite(text) {
            return Vec::new();
        }
        self.scan.refill(self.lexicon, text);
        for mended in misread::mend(self.lexicon, text, self.context.note, &mut self.scan) {
            let words = original(&self.plain, range, mended.range.clone());
            self.diagnostics.push(misread::diagnostic(
                self.document.source_span(words),
                self.document.text_in(words),
                &mended,
            ));
        }
        join_dates(&mut self.scan.tokens, self.lexicon.year_first);
        Citer::new(
            self.lexicon,
            text,
            &self.scan,
            self.context,
            &mut self.mentions,
        )
        .citations()
    }

    /// Reads a passage of the masthead or the body.
    fn read(&mut self, place: Place, range: TextRange, relation: Relation) {
        for citation in self.scan(range) {
            let reference = self.reference(place, range, relation, citation);
            self.references.extend(reference);
        }
    }

    /// Reads a footnote: its sources, and their references.
    fn read_note(&mut self, at: u32, notes: &mut NoteReader) {
        let range = self.document.footnotes()[at as usize].passage.text;
        let citations = self.scan(range);
        for source in notes.read(self.lexicon, self.plain.text(), &self.scan, citations) {
            let first = self.references.len() as u32;
            let relation = source.signal.map_or(Relation::Source, |_| Relation::See);
            for citation in source.citations {
                let reference = self.reference(Place::Footnote(at), range, relation, citation);
                self.references.extend(reference);
            }
            let text = original(&self.plain, range, source.range);
            self.sources.push(Source {
                footnote: at,
                text,
                signal: source.signal,
                ibid: source.ibid,
                kind: source.kind,
                target: source.target,
                path: source.path,
                references: (first..self.references.len() as u32).collect(),
            });
        }
    }

    /// A citation as a reference: its ranges led back to the document. `None` where it cites another
    /// document after all.
    fn reference(
        &mut self,
        place: Place,
        within: TextRange,
        relation: Relation,
        citation: Citation,
    ) -> Option<Reference> {
        let text = original(&self.plain, within, citation.range);
        // A direction mark at the end belongs to the line, not to the words.
        let printed = self.document.text_in(text);
        let kept = printed
            .trim_end_matches(['\u{200e}', '\u{200f}', '\u{61c}'])
            .len();
        let text = TextRange::new(text.start, text.start + kept as u32);
        let pinpoint = citation.pinpoint.map(|range| {
            let range = original(&self.plain, within, range);
            self.document.text_in(range).trim().to_owned()
        });
        let inside = citation.inside.as_ref();
        let found = inside.map(|inside| {
            let parts = self.parts.get_or_init(|| Parts::of(self.document));
            located::node(self.document, parts, self.lexicon.language, place, inside)
        });
        if found == Some(Err(())) {
            // What is glued to the words before it may be a part of what they name: 报告第3(b)段.
            let nearest = inside.is_some_and(|inside| inside.direction == Direction::Nearest);
            if nearest && !self.lexicon.spaced {
                return None;
            }
            let span = self.document.source_span(text);
            let words = self.document.text_in(text);
            self.diagnostics.push(Diagnostic::new(
                Code::InternalMissing,
                span,
                format!("expected {words:?} in this document, found no such part; it is left without a node"),
            ));
        }
        let located::Found { node, identifier } = found.and_then(Result::ok).unwrap_or_default();
        // The paragraphs of an annex count for themselves.
        let annexed = node.is_some_and(|node| self.document.node(node).part == Part::Annex);
        let target = identifier.or(citation.target);
        let target = match target
            .as_deref()
            .and_then(|target| target.strip_prefix("this:"))
        {
            Some(part) if annexed && !part.starts_with("annex") => {
                Some(format!("this:annex/{part}"))
            }
            _ => target,
        };
        Some(Reference {
            place,
            text,
            span: self.document.source_span(text),
            kind: citation.kind,
            target,
            issuer: citation.issuer,
            date: citation.date,
            pinpoint,
            node,
            relation,
            rule: citation.rule,
            candidates: citation.candidates,
        })
    }
}

/// A range of the scanner's text as one of the document's.
fn original(plain: &Plain, within: TextRange, range: Range<u32>) -> TextRange {
    let start = within.start + plain.start(range.start);
    TextRange::new(start, (within.start + plain.end(range.end)).max(start))
}
