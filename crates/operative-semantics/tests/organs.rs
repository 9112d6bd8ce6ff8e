//! Every organ and era: what is read from each fixture, as a snapshot.

use std::fmt::Write as _;
use std::fs;

use operative_grammar::parse_all;
use operative_semantics::{Resolution, resolve};

/// What matters of a resolution, to be read at a glance.
fn summary(resolution: &Resolution) -> String {
    let (document, identity) = (&resolution.document, &resolution.identity);
    let masthead = document.masthead();
    let mut out = String::new();
    let mut line = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            writeln!(out, "{name}: {value}").expect("a string takes all");
        }
    };
    line("symbol", identity.symbol.clone());
    line("type", Some(identity.kind.as_str().into()));
    line("organ", identity.organ.map(|organ| organ.as_str().into()));
    line("session", identity.session.clone());
    let unnamed = identity.symbol.is_none();
    line("number", identity.number.clone().filter(|_| unnamed));
    line("title", masthead.title.clone());
    line("adopted", masthead.adopted.map(|date| date.to_string()));
    line("issued", masthead.issued.map(|date| date.to_string()));
    line("agenda", Some(masthead.agenda_items.join(" / ")));
    line("agenda title", masthead.agenda_title.clone());
    line("basis", masthead.basis.clone());
    line("meeting", identity.meeting.clone());
    line("sponsors", Some(identity.sponsors.join(" / ")));
    let ballot = &resolution.ballot;
    line("manner", ballot.manner.map(|manner| manner.as_str().into()));
    let counts = [ballot.in_favour, ballot.against, ballot.abstaining];
    if counts.iter().any(Option::is_some) {
        let count = |count: Option<u32>| count.map_or("?".into(), |count| count.to_string());
        line("counts", Some(counts.map(count).join(" / ")));
    }
    for vote in &ballot.votes {
        let code = vote.code.as_deref().unwrap_or("?");
        let country = document.text_in(vote.text);
        line(vote.position.as_str(), Some(format!("{code} {country}")));
    }
    for paragraph in resolution.paragraphs() {
        let lead = paragraph.lead().map(|lead| format!(" [{lead}]"));
        let label = paragraph.label().map(|label| format!(" {label}"));
        writeln!(
            out,
            "{}- {}/{}{}{} {}",
            "  ".repeat(paragraph.level().into()),
            paragraph.part().as_str(),
            paragraph.kind().as_str(),
            label.unwrap_or_default(),
            lead.unwrap_or_default(),
            paragraph.text().replace('\t', " | "),
        )
        .expect("a string takes all");
    }
    for note in resolution.footnotes() {
        let called = note.calls().count();
        writeln!(
            out,
            "note {} ({called} calls): {}",
            note.label(),
            note.text()
        )
        .expect("a string takes all");
    }
    for diagnostic in &resolution.diagnostics {
        writeln!(out, "{}: {}", diagnostic.code, diagnostic.message).expect("a string takes all");
    }
    out
}

#[test]
fn every_organ_is_read() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../../tests/snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::glob!("../../../tests/fixtures/organs", "*.*", |path| {
            let text = fs::read_to_string(path).expect("a fixture that can be read");
            let parts = parse_all(&text).into_iter();
            let summaries: Vec<String> = parts.map(|part| summary(&resolve(part.parsed))).collect();
            insta::assert_snapshot!(summaries.join("\n========\n\n"));
        });
    });
}
