//! Letters of another script that stand in for their look-alikes: in symbols, in the numbers of
//! resolutions, in labels. What they are read as has been settled; here it is said.

use std::collections::BTreeMap;

use operative_grammar::symbol::homoglyph;
use operative_grammar::{Code, Diagnostic, Document, LabelStyle, NodeId, Script, Span};

use crate::model::{Reference, ReferenceKind, Rule};

/// Tells the look-alikes among the references and the labels of a document.
pub(crate) fn check(
    document: &Document,
    references: &[Reference],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut last = Span::default();
    for reference in references
        .iter()
        // What has no symbol is called by words, in the letters of its language.
        .filter(|reference| matches!(&reference.target, Some(target) if !target.contains(':')))
    {
        let words = document.text_in(reference.text);
        // Several references may share the same words.
        if reference.span != last && stands_in(document, reference, words) {
            last = reference.span;
            diagnostics.push(diagnostic("the number or symbol", words, reference.span));
        }
    }
    labels(document, diagnostics);
}

/// Whether a letter of another script stands where a Latin one belongs. Numbers of resolutions take the
/// letters of the language's own script, but Roman numerals and symbols are Latin in all.
fn stands_in(document: &Document, reference: &Reference, words: &str) -> bool {
    let look_alike = |c: char| homoglyph(c).is_some();
    let symbol = matches!(
        reference.rule,
        Rule::PrintedSymbol | Rule::JointSymbol | Rule::SupplementSymbol
    );
    let numbered = matches!(
        reference.kind,
        ReferenceKind::Resolution | ReferenceKind::Decision
    ) && words.starts_with(|c: char| c.is_ascii_digit());
    if symbol || document.language().facts().script != Script::Cyrillic {
        return (symbol || numbered) && words.contains(look_alike);
    }
    let session = words.find('(').map(|open| &words[open..]);
    numbered && session.is_some_and(|session| session.contains(look_alike))
}

/// Labels of one list in two scripts: `(a)`, `(b)`, `(с)`.
fn labels(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let mut before: BTreeMap<(Option<NodeId>, LabelStyle), NodeId> = BTreeMap::new();
    let mut told = None;
    for id in document.node_ids() {
        let node = document.node(id);
        let Some(label) = &node.label else { continue };
        let latin = |text: &str| text.contains(|c: char| c.is_ascii_alphabetic());
        let foreign = |text: &str| text.contains(|c: char| homoglyph(c).is_some());
        if !latin(&label.printed) && !foreign(&label.printed) {
            continue;
        }
        let previous = before.insert((node.parent, label.style), id);
        let Some(other) = previous.and_then(|previous| document.node(previous).label.as_ref())
        else {
            continue;
        };
        // The first of a list may be the one that is off.
        let off = if foreign(&label.printed) && latin(&other.printed) {
            label
        } else if latin(&label.printed) && foreign(&other.printed) {
            other
        } else {
            continue;
        };
        if told != Some(off.span) {
            told = Some(off.span);
            diagnostics.push(diagnostic("the label", &off.printed, off.span));
        }
    }
}

/// The diagnostic on some words.
fn diagnostic(what: &str, words: &str, span: Span) -> Diagnostic {
    let latin: String = words.chars().map(|c| homoglyph(c).unwrap_or(c)).collect();
    Diagnostic::new(
        Code::Homoglyph,
        span,
        format!("expected Latin letters in {what}, found look-alikes; {latin} is read"),
    )
    .with_help(format!("print {latin}"))
}

#[cfg(test)]
mod tests {
    use operative_grammar::Code;

    #[test]
    fn look_alikes_are_told_in_labels_numbers_and_symbols() {
        let text = "The General Assembly,\n\n1. Decides:\n\n(a) To act;\n\n(b) To wait;\n\n(с) To read \
                    its resolution 2200 А (ХХI) and А/RES/70/1;\n\n(d) To close.\n";
        let resolution = crate::resolve(operative_grammar::parse(text));
        let found = resolution
            .diagnostics
            .iter()
            .filter(|found| found.code == Code::Homoglyph);
        let help: Vec<_> = found.filter_map(|found| found.help.as_deref()).collect();
        assert_eq!(
            help,
            ["print (c)", "print 2200 A (XXI)", "print A/RES/70/1"]
        );
    }

    #[test]
    fn letters_of_the_script_itself_are_none() {
        let text = "Генеральная Ассамблея,\n\nссылаясь на свою резолюцию 2200 А (XXI),\n\n1. постановляет:\n\n\
                    а) читать;\n\nб) писать.\n";
        let resolution = crate::resolve(operative_grammar::parse(text));
        assert!(
            resolution
                .diagnostics
                .iter()
                .all(|found| found.code != Code::Homoglyph)
        );
    }
}
