//! HTML: a resolution as a page to be read, that needs nothing beside itself.
//!
//! Footnotes stand beside the words that call them where there is room, and at the end where there is
//! none and on paper. Each reference is a link that says on hover why it leads where it does; what
//! was repaired or is doubtful is marked in the margin and listed at the end. There are no scripts.

mod body;
mod masthead;
mod text;

use maud::{DOCTYPE, Markup, PreEscaped, html as markup};
use operative_grammar::{Diagnostic, Script, Severity};
use operative_semantics::Resolution;

use super::ids;
use text::Texts;

const STYLE: &str = include_str!("style.css");

/// A resolution as an HTML page.
///
/// ```
/// let source = "76/350. Public clocks\n\nThe General Assembly,\n\n1. Decides to set the clocks.\n";
/// let resolution = operative_semantics::resolve(operative_grammar::parse(source));
/// let page = operative_formats::write::html(&resolution);
/// assert!(page.starts_with("<!DOCTYPE html><html lang=\"en\" dir=\"ltr\">"));
/// assert!(page.contains("<em class=\"lead\">Decides</em> to set the clocks."));
/// ```
#[must_use]
pub fn html(resolution: &Resolution) -> String {
    let symbol = resolution.symbol().unwrap_or_default();
    let title = resolution.title().unwrap_or_default();
    let name = if symbol.is_empty() || title.is_empty() {
        format!("{symbol}{title}")
    } else {
        format!("{symbol}: {title}")
    };
    let page = markup! {
        (DOCTYPE)
        html lang=(resolution.language().code()) dir=(direction(resolution)) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content="operative";
                title { (name) }
                style { (PreEscaped(STYLE)) }
            }
            body class="resolution-page" { (article(resolution)) }
        }
    };
    page.into_string()
}

/// A resolution as a part of a page, with its style: what notebooks show.
///
/// ```
/// let resolution = operative_semantics::resolve(operative_grammar::parse("1. Decides to act."));
/// let part = operative_formats::write::html_fragment(&resolution);
/// assert!(part.starts_with("<style>"));
/// ```
#[must_use]
pub fn html_fragment(resolution: &Resolution) -> String {
    let part = markup! {
        style { (PreEscaped(STYLE)) }
        (article(resolution))
    };
    part.into_string()
}

fn direction(resolution: &Resolution) -> &'static str {
    if resolution.language().facts().right_to_left {
        "rtl"
    } else {
        "ltr"
    }
}

const fn script(script: Script) -> &'static str {
    match script {
        Script::Arabic => "arabic",
        Script::Cyrillic => "cyrillic",
        Script::Han => "han",
        _ => "latin",
    }
}

fn article(resolution: &Resolution) -> Markup {
    let ids = ids::of(resolution);
    let mut texts = Texts::new(resolution, &ids);
    let head = masthead::masthead(&mut texts);
    let body = body::body(&mut texts);
    let notes = notes(&mut texts);
    markup! {
        article.resolution lang=(resolution.language().code()) dir=(direction(resolution))
            data-script=(script(resolution.language().facts().script)) {
            (head)
            main { (body) }
            (notes)
            (remarks(&resolution.diagnostics))
        }
    }
}

/// The footnotes, for where there is no room beside the text.
fn notes(texts: &mut Texts<'_>) -> Markup {
    let resolution = texts.resolution;
    markup! {
        @if !resolution.document.footnotes().is_empty() {
            aside.notes role="doc-endnotes" {
                @for footnote in resolution.footnotes() {
                    p.note id=(format!("note_{}", footnote.index() + 1)) {
                        @if footnote.calls().next().is_some() {
                            a.back href=(format!("#call_{}", footnote.index() + 1)) { (footnote.label()) }
                        } @else {
                            span.back { (footnote.label()) }
                        }
                        " " (texts.footnote(footnote.index()))
                    }
                }
            }
        }
    }
}

/// What there is to say about the source.
fn remarks(diagnostics: &[Diagnostic]) -> Markup {
    let doubtful = diagnostics.iter().any(|it| it.severity != Severity::Note);
    markup! {
        @if !diagnostics.is_empty() {
            details.remarks lang="en" dir="ltr" open[doubtful] {
                summary {
                    (diagnostics.len()) " "
                    (if diagnostics.len() == 1 { "remark" } else { "remarks" }) " on the source"
                }
                ol {
                    @for (index, diagnostic) in diagnostics.iter().enumerate() {
                        li class=(diagnostic.severity.as_str()) id=(format!("remark_{}", index + 1)) {
                            b { (diagnostic.severity.as_str()) } " "
                            code { (diagnostic.code.as_str()) } " "
                            (diagnostic.message)
                            @if let Some(help) = &diagnostic.help { " " i { (help) } }
                        }
                    }
                }
            }
        }
    }
}
