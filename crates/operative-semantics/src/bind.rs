//! Calls bound to the footnotes they call, and back.

use std::collections::HashMap;

use operative_grammar::{Code, Diagnostic, Document};

/// For each call of a document the footnote it calls; what is left unbound is diagnosed.
///
/// A footnote may be called more than once. Where several have one label (numbering that starts
/// again on each page), a call is bound to the first of them that stands after it.
pub(crate) fn bind(document: &Document, diagnostics: &mut Vec<Diagnostic>) -> Vec<Option<u32>> {
    let footnotes = document.footnotes();
    let mut labelled: HashMap<&str, Vec<u32>> = HashMap::with_capacity(footnotes.len());
    for (at, footnote) in (0_u32..).zip(footnotes) {
        labelled.entry(&footnote.label).or_default().push(at);
    }
    let mut called = vec![false; footnotes.len()];
    let mut bindings = Vec::with_capacity(document.calls().len());
    for call in document.calls() {
        // Footnotes stand in the order of the source.
        let found = labelled.get(&*call.label).and_then(|same| {
            let below =
                same.partition_point(|at| footnotes[*at as usize].mark.start < call.span.end);
            same.get(below).or_else(|| same.last()).copied()
        });
        match found {
            Some(index) => called[index as usize] = true,
            None => diagnostics.push(
                Diagnostic::new(
                    Code::CallUnbound,
                    call.span,
                    format!(
                        "expected a footnote {}, found none; the call is left unbound",
                        call.label
                    ),
                )
                .with_help("the footnote may have been lost with its page"),
            ),
        }
        bindings.push(found);
    }
    for (at, footnote) in footnotes.iter().enumerate() {
        if !called[at] {
            let message = format!(
                "expected a call of footnote {}, found none; it is kept unbound",
                footnote.label
            );
            diagnostics.push(
                Diagnostic::new(Code::FootnoteUncalled, footnote.mark, message)
                    .with_help("its call may have been lost from the text"),
            );
        }
        if labelled[&*footnote.label][0] as usize != at {
            let message = format!(
                "expected one footnote {}, found another; each call is bound to the first that stands after it",
                footnote.label
            );
            let twice = Diagnostic::new(Code::FootnoteLabelTwice, footnote.mark, message);
            // The number after it is free where this one was misprinted.
            let next = footnote
                .label
                .parse::<u32>()
                .ok()
                .map(|number| (number + 1).to_string());
            let free = next.filter(|next| !labelled.contains_key(next.as_str()));
            diagnostics.push(match free {
                Some(next) => twice.with_help(format!("it may be footnote {next}")),
                None => twice,
            });
        }
    }
    bindings
}
