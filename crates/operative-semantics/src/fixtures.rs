//! Runs the reference expressions in `fixtures/`, one file for each language.
//!
//! A line with no indent is an expression; the indented lines below it are the references it must
//! give, in order: target, rule, after a bar the candidates, and after an `@` the pinpoint, where it
//! is tested. `-` is "no target". A line that
//! begins with `@` sets the organ of the document for what follows; `@note` lines are footnotes read
//! one after the other, and `@notes` starts a new chain of them.

use operative_grammar::{Language, Organ};

use crate::cite::{Citer, Context};
use crate::lexicon::Lexicon;
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
    Case {
        expression,
        expected,
        ..
    }: &Case<'_>,
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
    let line = |(at, citation): (usize, crate::cite::Citation)| {
        let target = citation.target.as_deref().unwrap_or("-");
        let mut line = format!("{target} {}", citation.rule);
        if !citation.candidates.is_empty() {
            line.push_str(" | ");
            line.push_str(&citation.candidates.join(" "));
        }
        if expected.get(at).is_some_and(|line| line.contains(" @ ")) {
            let pinpoint = citation.pinpoint.unwrap_or_default();
            line += " @ ";
            line += &plain.text()[pinpoint.start as usize..pinpoint.end as usize];
        }
        line
    };
    citations.into_iter().enumerate().map(line).collect()
}

/// What came of a fixture file.
#[derive(Default)]
struct Outcome {
    /// Expressions of the body.
    expressions: usize,
    /// Footnotes with *Ibid.* in chains.
    ibid: usize,
    /// Those of them whose antecedent is in the chain.
    inside: usize,
    /// Those of them that reach it.
    reached: usize,
    failures: Vec<String>,
}

/// Runs a fixture file.
fn run(code: &str, fixture: &str) -> Outcome {
    let language = Language::from_code(code).expect("a language of the fixtures");
    let lexicon = Lexicon::of(language);
    let mut context = Context {
        organ: Some(Organ::GeneralAssembly),
        other: false,
        yearly: false,
        adopted: Some(jiff::civil::date(2022, 12, 15)),
        note: false,
    };
    let mut notes = NoteReader::default();
    let mut outcome = Outcome::default();
    let mut check = |case: Case<'_>, context: Context, notes: &mut NoteReader| {
        let found = citations(lexicon, context, &case, notes);
        let expects = |rule: &str| case.expected.iter().any(|line| line.ends_with(rule));
        if !context.note {
            outcome.expressions += 1;
        } else if expects(" ibid") {
            outcome.ibid += 1;
            outcome.inside += 1;
            outcome.reached += usize::from(found == case.expected);
        } else if expects(" antecedent-outside") {
            outcome.ibid += 1;
        }
        if found != case.expected {
            outcome.failures.push(format!(
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
    outcome
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
    let outcomes: Vec<Outcome> = fixtures
        .into_iter()
        .map(|(code, fixture)| run(code, fixture))
        .collect();
    let failures: Vec<_> = outcomes
        .iter()
        .flat_map(|outcome| outcome.failures.iter().map(String::as_str))
        .collect();
    assert!(
        failures.is_empty(),
        "{} failed:\n{}",
        failures.len(),
        failures.join("\n")
    );
    let sum = |count: fn(&Outcome) -> usize| outcomes.iter().map(count).sum::<usize>();
    let (expressions, ibid) = (sum(|it| it.expressions), sum(|it| it.ibid));
    let (inside, reached) = (sum(|it| it.inside), sum(|it| it.reached));
    println!(
        "{expressions} expressions; {ibid} notes with Ibid., {reached} of {inside} reach their antecedent"
    );
    assert!(expressions >= 300 && ibid >= 120, "{expressions} {ibid}");
    assert!(reached * 100 >= inside * 95, "{reached} of {inside}");
}
