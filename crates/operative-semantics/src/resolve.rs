//! From the tree to its meaning.

use operative_grammar::{Document, MastheadKind, NodeId, Parsed, TextRange};

use crate::bind::bind;
use crate::cite::{Citation, Citer, Context};
use crate::facts::Lexicon;
use crate::identity::identity;
use crate::mentions::Mentions;
use crate::model::{Place, Reference, Relation, Resolution};
use crate::plain::Plain;
use crate::scan::Scan;
use crate::tokens::join_dates;

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
    let context = Context {
        organ: identity.organ,
        adopted: document.masthead().adopted,
        note: false,
    };
    let mut reader = Reader {
        document: &document,
        lexicon,
        context,
        plain: Plain::default(),
        scan: Scan::default(),
        mentions: Mentions::default(),
        references: Vec::new(),
    };
    for (at, line) in (0_u32..).zip(&document.masthead().lines) {
        let relation = match line.kind {
            MastheadKind::Source => Relation::Basis,
            MastheadKind::Title | MastheadKind::AgendaTitle => Relation::Mention,
            _ => continue,
        };
        reader.read(Place::Masthead(at), line.passage.text, relation);
    }
    for id in document.node_ids() {
        reader.read(
            Place::Node(id),
            document.node(id).passage.text,
            act(&document, id),
        );
    }
    reader.context.note = true;
    for (at, footnote) in (0_u32..).zip(document.footnotes()) {
        reader.read(Place::Footnote(at), footnote.passage.text, Relation::Source);
    }
    let references = reader.references;
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    Resolution {
        document,
        identity,
        bindings,
        references,
        diagnostics,
    }
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
    plain: Plain,
    scan: Scan,
    mentions: Mentions,
    references: Vec<Reference>,
}

impl Reader<'_> {
    fn read(&mut self, place: Place, range: TextRange, relation: Relation) {
        self.plain.refill(self.document.text_in(range));
        let text = self.plain.text();
        self.scan.refill(self.lexicon, text);
        join_dates(&mut self.scan.tokens, self.lexicon.year_first);
        let citer = Citer::new(
            self.lexicon,
            text,
            &self.scan,
            self.context,
            &mut self.mentions,
        );
        for citation in citer.citations() {
            self.references.push(reference(
                self.document,
                &self.plain,
                place,
                range,
                relation,
                citation,
            ));
        }
    }
}

/// A citation as a reference: its ranges led back to the document.
fn reference(
    document: &Document,
    plain: &Plain,
    place: Place,
    within: TextRange,
    relation: Relation,
    citation: Citation,
) -> Reference {
    let original = |range: std::ops::Range<u32>| {
        let start = within.start + plain.start(range.start);
        TextRange::new(start, (within.start + plain.end(range.end)).max(start))
    };
    let text = original(citation.range);
    Reference {
        place,
        text,
        span: document.source_span(text),
        kind: citation.kind,
        target: citation.target,
        issuer: citation.issuer,
        date: citation.date,
        pinpoint: citation
            .pinpoint
            .map(|range| document.text_in(original(range)).trim().to_owned()),
        relation,
        rule: citation.rule,
        candidates: citation.candidates,
    }
}
