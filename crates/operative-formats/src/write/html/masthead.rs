//! The masthead, set as the United Nations sets it.

use maud::{Markup, html};
use operative_grammar::MastheadKind;

use super::text::Texts;
use crate::write::inline::label_of;

pub(super) fn masthead(texts: &mut Texts<'_>) -> Markup {
    let printed = texts.resolution.document.masthead().symbol.is_some();
    let derived = texts.resolution.symbol().filter(|_| !printed);
    let nations = lines(texts, &[MastheadKind::UnitedNations]);
    let symbol = lines(texts, &[MastheadKind::Symbol]);
    let organ = lines(texts, &[MastheadKind::Organ]);
    let issue = lines(texts, &[MastheadKind::Distribution, MastheadKind::Issued]);
    let agenda = lines(
        texts,
        &[
            MastheadKind::Session,
            MastheadKind::AgendaItem,
            MastheadKind::AgendaTitle,
            MastheadKind::Other,
        ],
    );
    let adoption = lines(texts, &[MastheadKind::Adoption, MastheadKind::Source]);
    let title = lines(texts, &[MastheadKind::Number, MastheadKind::Title]);
    html! {
        header {
            div.bar {
                div.nations { @for (_, line) in &nations { (line) " " } }
                div.symbol {
                    @for (_, line) in &symbol { bdi { (line) } " " }
                    @if let Some(symbol) = derived {
                        bdi.derived title="derived from the number and the organ" { (symbol) }
                    }
                }
            }
            div.bar.organ-bar {
                div.organ { @for (_, line) in &organ { (line) " " } }
                div.issue { @for (_, line) in &issue { div dir="auto" { (line) } } }
            }
            @for (kind, line) in agenda.iter().chain(&adoption) {
                p class=(kind.as_str()) dir="auto" { (line) }
            }
            @if !title.is_empty() {
                h1 { @for (_, line) in &title { (line) " " } }
            }
        }
    }
}

/// The lines of the masthead that say one of these things.
fn lines(texts: &mut Texts<'_>, kinds: &[MastheadKind]) -> Vec<(MastheadKind, Markup)> {
    let resolution = texts.resolution;
    let document = &resolution.document;
    let mut set = Vec::new();
    for (index, line) in document.masthead().lines.iter().enumerate() {
        if !kinds.contains(&line.kind) {
            continue;
        }
        let pieces = texts.inline.line(index as u32);
        let spans = document.spans_of(line.passage);
        let label = label_of(resolution, line);
        set.push((
            line.kind,
            html! {
                @for span in spans { (texts.marks(span)) }
                @if !label.is_empty() { span.number { (label.trim_end()) } " " }
                (texts.pieces(&pieces))
            },
        ));
    }
    set
}
