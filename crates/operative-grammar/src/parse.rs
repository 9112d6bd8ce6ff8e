//! From source to document: the steps, in order.

use serde::{Deserialize, Serialize};

use crate::apart::{govern, sets_leads_apart};
use crate::blocks::read_blocks;
use crate::body::body;
use crate::boxed::{quirk_lone_bars, unbox};
use crate::builder::{Builder, leaf_node};
use crate::call::bare_calls;
use crate::cell;
use crate::detect::{self, Look};
use crate::diagnostic::{Code, Diagnostic};
use crate::draft::Draft;
use crate::facts::{Facts, Language};
use crate::foot::marked_calls;
use crate::head::{Block, Head, decision_opening};
use crate::heal::heal;
use crate::inline::Inline;
use crate::layout::Line;
use crate::listed::unlist;
use crate::mark::nth;
use crate::masthead::{adopted_from_body, columns, read_masthead};
use crate::mirror::quirk_mirrored;
use crate::numbering::{check_numbering, quirk_bare_numbers, quirk_numbers_between};
use crate::page::{Chunk, Gap, Pages, pages};
use crate::paragraphs::{Set, paragraphs};
use crate::parts::split_at_body;
use crate::pictures::take_out;
use crate::run_on;
use crate::span::{Span, TextRange};
use crate::stated::{self, Stated};
use crate::statement::stated_language;
use crate::table;
use crate::tree::{Document, Footnote, Leaf, LeafKind, NodeKind, Part, Profile};
use crate::volume::resolutions;
use crate::written::read_as_printed;

/// What parsing gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parsed {
    /// The tree.
    pub document: Document,
    /// What there is to say about the source, in its order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a text in whatever language it is written.
///
/// ```
/// let parsed = operative_grammar::parse("no resolution at all");
/// assert_eq!(parsed.diagnostics[0].code.as_str(), "no-resolution");
/// ```
#[must_use]
pub fn parse(source: &str) -> Parsed {
    read_as_printed(source, |source| {
        let (language, own) = stated::own(source);
        let look = Look::of(&own);
        parse_with(source, language.unwrap_or_else(|| look.language()), &look)
    })
}

/// The language that [`parse`] reads a text in: the one it states (`<div lang="fr">` around all of it), or
/// else the one that its letters and short words tell.
///
/// ```
/// let text = "постановляет продолжить рассмотрение этого вопроса";
/// assert_eq!(operative_grammar::detect_language(text).code(), "ru");
/// ```
#[must_use]
pub fn detect_language(source: &str) -> Language {
    let (language, own) = stated::own(source);
    language.unwrap_or_else(|| Look::of(&own).language())
}

/// Reads a text in a language that is known.
///
/// ```
/// use operative_grammar::{Language, parse_as};
/// let language = Language::from_code("en").unwrap();
/// assert_eq!(parse_as("The General Assembly,", language).document.language(), language);
/// ```
#[must_use]
pub fn parse_as(source: &str, language: Language) -> Parsed {
    read_as_printed(source, |source| {
        parse_with(source, language, &Look::of(source))
    })
}

/// The longest text that is read, in bytes: a span has four for each end.
const LONGEST: usize = u32::MAX as usize - 1;

/// Reads a text that has been looked at.
fn parse_with(source: &str, language: Language, look: &Look<'_>) -> Parsed {
    parse_within(LONGEST, source, language, look)
}

/// Reads the first bytes of a text that has been looked at, so many as can be addressed.
fn parse_within(longest: usize, source: &str, language: Language, look: &Look<'_>) -> Parsed {
    let read = &source[..source.floor_char_boundary(longest)];
    if stated_language(read).is_some() {
        let mut builder = Builder::of(read, language, Profile::Gfm, false);
        let pages = read_blocks(&mut builder, read);
        report_length(&mut builder, source);
        return finish(builder, pages);
    }
    let facts = language.facts();
    let stated = Stated::of(read, language);
    let (lines, pictures) = take_out(read, stated.lines);
    let mut marks = stated.marks;
    marks.extend(pictures);
    let cell = cell::part(read, lines, facts);
    marks.extend(cell.marks);
    let (mut lines, bars) = unbox(read, cell.lines, facts);
    marks.extend(bars);
    marks.extend(quirk_lone_bars(read, &mut lines));
    marks.extend(unlist(read, &mut lines, facts));
    let (lines, parted) = run_on::part(read, lines, facts);
    let profile = detect::profile(read, &lines);
    let arranged = stated.other.arrange(read, lines, language, look);
    let lines = arranged.lines;
    let mut pages = pages(read, &lines, language);
    pages.furniture.extend(marks);
    let mirrored = quirk_mirrored(facts, read);
    let mut builder = Builder::of(read, language, profile, mirrored);
    builder
        .diagnostics
        .extend(cell.found.into_iter().chain(parted).chain(arranged.found));
    report_length(&mut builder, source);
    if mirrored {
        builder.diagnostics.push(Diagnostic::new(
            Code::MirroredDigits,
            Span::from_range(0, read.len()),
            "numbers and brackets were expected in reading order, they stand in the order they are seen; they were turned round",
        ));
    }
    if lines.is_empty() {
        builder.diagnostics.push(Diagnostic::new(
            Code::EmptySource,
            Span::default(),
            "a resolution was expected, the text is empty; nothing was read",
        ));
        return finish(builder, pages);
    }
    read_text(&mut builder, read, facts, profile, &mut pages);
    keep_other_language(&mut builder, read, &arranged.other);
    read_notes(&mut builder, read, &pages);
    report_several(&mut builder, read);
    finish(builder, pages)
}

/// Says that not all of a source was read.
fn report_length(builder: &mut Builder, source: &str) {
    if builder.document.source.len() < source.len() {
        builder.diagnostics.push(Diagnostic::new(
            Code::SourceTooLong,
            Span::default(),
            "a text of at most 4 GiB was expected; what follows was not read",
        ));
    }
}

/// Says that the text holds several resolutions.
fn report_several(builder: &mut Builder, source: &str) {
    let formulas = builder.document.nodes.iter();
    if formulas
        .filter(|node| node.kind == NodeKind::Formula)
        .nth(1)
        .is_none()
    {
        return;
    }
    let spans = resolutions(source, builder.document.language);
    if let [_, others @ ..] = spans.as_slice()
        && let [first, ..] = others
    {
        let line = source[first.range()].lines().next().unwrap_or_default();
        let line = line.trim();
        builder.diagnostics.push(
            Diagnostic::new(
                Code::SeveralResolutions,
                *first,
                format!("one resolution was expected, {} were found, the second at {line:?}; they were read as one", spans.len()),
            )
            .with_help("read them one by one (parse_all, operative split), or say which one is wanted by its symbol"),
        );
    }
}

/// `document = masthead body`
fn read_text(
    builder: &mut Builder,
    source: &str,
    facts: &'static Facts,
    profile: Profile,
    pages: &mut Pages<'_>,
) {
    let chunks = std::mem::take(&mut pages.chunks);
    let (masthead_chunks, body_chunks) = split_at_body(source, facts, chunks, pages.formula);
    // Where calls stand in square brackets or behind carets, bare digits are none.
    let first = pages.notes.first();
    let marked = first.is_some_and(|note| marked_calls(source).contains(note.label.as_str()));
    // Converters leave calls and notes as bare digits in Markdown too, where they raise nothing.
    let converted = || profile == Profile::Ocr && pages.unruled && !source.contains("<sup>");
    let unmarked = (profile == Profile::Plain || converted()) && !pages.misread;
    let bare = if unmarked && !marked {
        let apart = pages.unruled || pages.numbered_through();
        let chunks = (&*masthead_chunks, &*body_chunks);
        bare_calls(facts, source, chunks, &pages.notes, apart)
    } else {
        Vec::new()
    };
    let mirrored = builder.mirrored;
    let mut labels: Vec<String> = pages.notes.iter().map(|note| note.label.clone()).collect();
    labels.sort_unstable();
    labels.dedup();
    let mut inline = Inline {
        source,
        bare: &bare,
        labels: &labels,
        mirrored,
        facts,
        in_note: false,
        diagnostics: &mut builder.diagnostics,
    };
    let masthead_lines: Vec<Draft> = masthead_chunks
        .iter()
        .flat_map(|chunk| {
            chunk
                .lines
                .iter()
                .flat_map(|line| columns(builder.document.language, source, *line))
                .zip(gaps(chunk.gap))
        })
        .map(|(line, gap)| inline.draft(&[line], gap))
        .collect();
    let mut drafts: Vec<Draft> = Vec::new();
    let lines = body_chunks.iter().flat_map(|chunk| chunk.lines);
    let apart = sets_leads_apart(facts, source, lines, pages.formula);
    for (at, chunk) in body_chunks.iter().enumerate() {
        // The head of a table may stand apart from its rows.
        let figures = |next: &Chunk<'_>| table::figures_follow(source, &next.lines[0]);
        let in_table = drafts.last().is_some_and(|last| last.row)
            || body_chunks.get(at + 1).is_some_and(figures);
        let set = Set { in_table, apart };
        for (at, paragraph) in paragraphs(facts, source, chunk.lines, set).enumerate() {
            let gap = if at == 0 { chunk.gap } else { Gap::Line };
            drafts.push(if paragraph.row {
                inline.row(paragraph.lines, gap)
            } else {
                inline.draft(paragraph.lines, gap)
            });
        }
    }
    read_masthead(builder, masthead_lines, pages.formula.is_some());
    let heads = heads(facts, &drafts, pages.formula, apart);
    let blocks = heal(builder, drafts, heads);
    report_shape(builder, &blocks);
    body(builder, blocks);
    check_numbering(builder);
    adopted_from_body(builder);
}

/// The paragraphs of another language, each a node, as blank lines part them.
fn keep_other_language(builder: &mut Builder, source: &str, lines: &[Line]) {
    let facts = builder.document.language.facts();
    let mut diagnostics = Vec::new();
    let mut inline = Inline {
        source,
        bare: &[],
        labels: &[],
        mirrored: builder.mirrored,
        facts,
        // Its calls belong to notes of its own, which are not told.
        in_note: true,
        diagnostics: &mut diagnostics,
    };
    for paragraph in lines.chunk_by(|_, next| next.gap == 0 && !next.page) {
        let draft = inline.draft(paragraph, Gap::Blank);
        let part = Part::OtherLanguage;
        leaf_node(builder, NodeKind::Text, part, None, 0, draft);
    }
}

/// The gap before each line of a chunk.
fn gaps(first: Gap) -> impl Iterator<Item = Gap> {
    std::iter::once(first).chain(std::iter::repeat(Gap::Line))
}

/// What each draft looks like by itself, and what those around it tell of it.
fn heads(facts: &Facts, drafts: &[Draft], formula: Option<Span>, apart: bool) -> Vec<Head> {
    let mut heads: Vec<Head> = drafts.iter().map(|draft| Head::of(facts, draft)).collect();
    // The formula is one whether a comma ends it or not.
    let speaks = |draft: &Draft| formula.is_some_and(|formula| draft.span().start == formula.start);
    // A decision opens at the start, and below the letter of each of its parts.
    let mut below = true;
    for (head, draft) in heads.iter_mut().zip(drafts) {
        head.formula |= speaks(draft);
        head.opening = below && formula.is_none() && decision_opening(facts, draft.trimmed());
        below = head.section.is_some();
    }
    quirk_numbers_between(facts, drafts, &mut heads);
    govern(facts, drafts, &mut heads, apart);
    quirk_bare_numbers(facts, drafts, &mut heads);
    heads
}

/// Says what the shape of the document lacks.
fn report_shape(builder: &mut Builder, blocks: &[Block]) {
    let whole = Span::from_range(0, builder.document.source.len());
    let read = blocks.iter().any(|(_, head)| head.formula);
    // A numbered list alone is no resolution: something else has to tell.
    let masthead = &builder.document.masthead;
    let told = masthead.organ.is_some() || masthead.symbol.is_some() || masthead.number.is_some();
    let paragraphs = blocks
        .iter()
        .any(|(_, head)| head.lead.is_some() || head.opening || (told && head.label.is_some()));
    if !read && !paragraphs {
        builder.diagnostics.push(
            Diagnostic::new(Code::NoResolution, whole, "a resolution was expected; no enacting formula, no lead and no numbered paragraph below a masthead was found, and the text was kept as it is")
                .with_help("give the text of one resolution, from its masthead or its enacting formula on"),
        );
    } else if !read && !blocks.iter().any(|(_, head)| head.opening) {
        let at = blocks.first().map_or(whole, |(draft, _)| draft.span());
        builder.diagnostics.push(Diagnostic::new(
            Code::FormulaMissing,
            Span::new(at.start, at.start),
            "an enacting formula was expected before the first paragraph; none was found, and the body was taken to begin here",
        ));
    }
    if let Some((draft, head)) = blocks.last()
        && head.paragraph()
        && head.end.is_none()
        && !head.marked
    {
        let end = draft.span().end;
        builder.diagnostics.push(Diagnostic::new(
            Code::CutOff,
            Span::new(end, end),
            "the end of a paragraph was expected, the text ends; what there is was kept",
        ));
    }
    let swollen: Vec<Span> = blocks
        .iter()
        .filter(|(draft, head)| {
            !head.apart
                && head
                    .lead
                    .is_some_and(|lead| draft.text.len() > lead.end + 40)
                && draft.italic_prefix() * 3 > draft.text.len() * 2
        })
        .map(|(draft, _)| draft.span())
        .collect();
    if let (Some(first), Some(last)) = (swollen.first(), swollen.last()) {
        builder.diagnostics.push(Diagnostic::new(
            Code::ItalicsSwollen,
            first.cover(*last),
            format!("italics were expected on leads alone, they cover {} whole paragraphs; the leads were told by their words", swollen.len()),
        ));
    }
}

/// The footnotes, each a passage.
pub(crate) fn read_notes(builder: &mut Builder, source: &str, pages: &Pages<'_>) {
    for note in &pages.notes {
        let labels: Vec<String> = Vec::new();
        let mut diagnostics = Vec::new();
        let mut inline = Inline {
            source,
            bare: &[],
            labels: &labels,
            mirrored: builder.mirrored,
            facts: builder.document.language.facts(),
            in_note: true,
            diagnostics: &mut diagnostics,
        };
        let mut draft = inline.draft(&note.lines, Gap::Blank);
        draft.leaves.insert(
            0,
            Leaf {
                span: note.mark,
                text: TextRange::default(),
                kind: LeafKind::FootnoteMark,
                style: crate::tree::Style::default(),
            },
        );
        let printed = note.mark.slice(source);
        if pages.misread && !printed.contains(&note.label) {
            builder.diagnostics.push(Diagnostic::new(
                Code::NumberMisread,
                note.mark,
                format!(
                    "the number {} was expected, {printed:?} was found; it was read as the number",
                    note.label
                ),
            ));
        }
        let passage = builder.passage(draft);
        builder.document.footnotes.push(Footnote {
            label: note.label.as_str().into(),
            nth: nth(note.mark.slice(source)),
            mark: note.mark,
            passage,
        });
    }
}

fn finish(mut builder: Builder, pages: Pages<'_>) -> Parsed {
    for piece in pages.furniture {
        let end = builder.document.text.len() as u32;
        builder.document.leaves.push(Leaf {
            span: piece.span,
            text: TextRange::new(end, end),
            kind: piece.kind,
            style: crate::tree::Style::default(),
        });
    }
    builder
        .document
        .calls
        .sort_by_key(|call| (call.at, call.span));
    builder
        .diagnostics
        .sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
    // What is kept takes no more room than it needs.
    let document = &mut builder.document;
    document.text.shrink_to_fit();
    document.leaves.shrink_to_fit();
    document.nodes.shrink_to_fit();
    document.footnotes.shrink_to_fit();
    document.calls.shrink_to_fit();
    Parsed {
        document: builder.document,
        diagnostics: builder.diagnostics,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_text_that_is_too_long_the_first_bytes_are_read() {
        let text =
            "The General Assembly,\n\n1. Decides to act at the café;\n\n2. Decides to wait.\n";
        // Within the last letter of a word.
        let longest = text.find('é').expect("an accent") + 1;
        let look = Look::of(text);
        let parsed = parse_within(longest, text, look.language(), &look);
        assert!(parsed.document.source().ends_with("at the caf"));
        let codes: Vec<_> = parsed.diagnostics.iter().map(|found| found.code).collect();
        assert!(codes.contains(&Code::SourceTooLong), "{codes:?}");
        let parsed = parse_within(text.len(), text, look.language(), &look);
        assert_eq!(parsed.document.source(), text);
        assert!(parsed.diagnostics.is_empty());
    }
}
