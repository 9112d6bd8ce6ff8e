//! Runs the reference expressions in `fixtures/`, one file for each language.
//!
//! A line with no indent is an expression; the indented lines below it are the references it must
//! give, in order: target, rule, and after a bar the candidates. `-` is "no target". A line that
//! begins with `@` sets the organ of the document for what follows; `@note` lines are footnotes read
//! one after the other, and `@notes` starts a new chain of them.

use operative_grammar::{Language, Organ};

use crate::cite::{Citer, Context};
use crate::facts::Lexicon;
use crate::mentions::Mentions;
use crate::notes::NoteReader;
use crate::plain::Plain;
use crate::scan::Scan;
use crate::tokens::join_dates;

/// An expression and what it must give.
struct Case<'a> {
    line: usize,
    expression: &'a str,
    expected: Vec<String>,
}

fn citations(
    lexicon: &'static Lexicon,
    context: Context,
    expression: &str,
    notes: &mut NoteReader,
) -> Vec<String> {
    let mut plain = Plain::default();
    plain.refill(expression);
    let mut scan = Scan::default();
    scan.refill(lexicon, plain.text());
    join_dates(&mut scan.tokens, lexicon.year_first);
    let mut mentions = Mentions::default();
    let mut citations =
        Citer::new(lexicon, plain.text(), &scan, context, &mut mentions).citations();
    if context.note {
        citations = notes
            .read(lexicon, plain.text(), &scan, citations)
            .into_iter()
            .flat_map(|source| source.citations)
            .collect();
    }
    let line = |citation: crate::cite::Citation| {
        let target = citation.target.as_deref().unwrap_or("-");
        let mut line = format!("{target} {}", citation.rule);
        if !citation.candidates.is_empty() {
            line.push_str(" | ");
            line.push_str(&citation.candidates.join(" "));
        }
        line
    };
    citations.into_iter().map(line).collect()
}

/// Runs a fixture file; gives the number of expressions and what went wrong.
fn run(code: &str, fixture: &str) -> (usize, Vec<String>) {
    let language = Language::from_code(code).expect("a language of the fixtures");
    let lexicon = Lexicon::of(language);
    let mut context = Context {
        organ: Some(Organ::GeneralAssembly),
        adopted: Some(jiff::civil::date(2022, 12, 15)),
        note: false,
    };
    let mut notes = NoteReader::default();
    let mut failures = Vec::new();
    let mut cases = 0;
    let mut check = |case: Case<'_>, context: Context, notes: &mut NoteReader| {
        cases += 1;
        let found = citations(lexicon, context, case.expression, notes);
        if found != case.expected {
            failures.push(format!(
                "{code}:{}: {}\n  expected {:?}\n  found    {found:?}",
                case.line, case.expression, case.expected
            ));
        }
    };
    let mut case: Option<(Case<'_>, bool)> = None;
    for (number, line) in fixture.lines().enumerate() {
        if line.starts_with([' ', '\t']) {
            if let Some((case, _)) = &mut case {
                case.expected.push(line.trim().to_owned());
            }
            continue;
        }
        if let Some((case, note)) = case.take() {
            check(case, Context { note, ..context }, &mut notes);
        }
        let (expression, note) = match line.strip_prefix("@note ") {
            Some(rest) => (rest, true),
            None => (line, false),
        };
        if line == "@notes" {
            notes = NoteReader::default();
        } else if let (false, Some(organ)) = (note, line.strip_prefix('@')) {
            context.organ = Organ::ALL
                .iter()
                .copied()
                .find(|known| known.as_str() == organ.trim());
        } else if !expression.trim().is_empty() && !expression.starts_with('#') {
            case = Some((
                Case {
                    line: number + 1,
                    expression,
                    expected: Vec::new(),
                },
                note,
            ));
        }
    }
    if let Some((case, note)) = case {
        check(case, Context { note, ..context }, &mut notes);
    }
    (cases, failures)
}

#[test]
fn every_expression_gives_its_references() {
    let fixtures = [
        ("en", include_str!("../fixtures/en.txt")),
        ("fr", include_str!("../fixtures/fr.txt")),
        ("es", include_str!("../fixtures/es.txt")),
        ("ru", include_str!("../fixtures/ru.txt")),
        ("zh", include_str!("../fixtures/zh.txt")),
        ("ar", include_str!("../fixtures/ar.txt")),
    ];
    let results: Vec<_> = fixtures
        .into_iter()
        .map(|(code, fixture)| run(code, fixture))
        .collect();
    let failures: Vec<_> = results
        .iter()
        .flat_map(|result| result.1.as_slice())
        .map(String::as_str)
        .collect();
    assert!(
        failures.is_empty(),
        "{} failed:\n{}",
        failures.len(),
        failures.join("\n")
    );
    assert!(results.iter().map(|result| result.0).sum::<usize>() >= 300);
}
