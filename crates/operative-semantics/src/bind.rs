//! Calls bound to the footnotes they call, and back.

use std::collections::HashMap;

use operative_grammar::{Code, Diagnostic, Document};

/// For each call of a document the footnote it calls; what is left unbound is diagnosed.
///
/// A footnote may be called more than once. Where several have one label (numbering that starts
/// again on each page), a call is bound to the one it names, or else to the first of them that stands after it.
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
            let named = |at: &&u32| call.nth > 0 && footnotes[**at as usize].nth == call.nth;
            let below =
                same.partition_point(|at| footnotes[*at as usize].mark.start < call.span.end);
            let named = same.iter().find(named);
            named
                .or_else(|| same.get(below))
                .or_else(|| same.last())
                .copied()
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
        if footnote.nth == 0 && labelled[&*footnote.label][0] as usize != at {
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

#[cfg(test)]
mod tests {
    fn bindings(source: &str) -> Vec<Option<u32>> {
        super::bind(&operative_grammar::parse(source).document, &mut Vec::new())
    }

    #[test]
    fn a_call_that_names_its_note_is_bound_to_it() {
        let body = "The General Assembly,\n\nRecalling the Covenant[^1:2] and the report,[^1]\n\n1. Decides.\n\n";
        let notes = "[^1:1]: A/76/1.\n\n[^1:2]: A/76/2.\n";
        assert_eq!(bindings(&format!("{body}{notes}")), [Some(1), Some(0)]);
        // One that names none is bound as any other.
        let lost = "[^1]: A/76/1.\n";
        assert_eq!(bindings(&format!("{body}{lost}")), [Some(0); 2]);
    }
}
