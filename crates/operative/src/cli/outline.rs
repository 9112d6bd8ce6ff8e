//! The outline of a resolution: what it is, what it says, what it rests on.

use std::borrow::Cow;
use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use jiff::civil::Date;
use operative_grammar::{NodeKind, Organ, Part, Severity};
use operative_semantics::{Call, Footnote, Paragraph, Place, Reference, Resolution};

use super::wrap::{Run, columns, wrap};

/// Lines of a paragraph that are shown unless it is wanted whole.
const SHOWN: usize = 3;
/// Columns that the labels of paragraphs take.
const GUTTER: usize = 7;
/// Columns that one level of paragraphs is set in by.
const INDENT: usize = 5;
/// Columns that the place of a reference takes.
const PLACE: usize = 10;
/// Characters of the text before a footnote's call that tell where it stands.
const CONTEXT: usize = 28;

const STRONG: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const HEADING: Style = AnsiColor::Blue.on_default().bold();
const LEAD: Style = AnsiColor::Cyan.on_default().bold();
const LABEL: Style = AnsiColor::Yellow.on_default();
const CALL: Style = AnsiColor::Magenta.on_default();
const TARGET: Style = AnsiColor::Green.on_default();
const DOUBT: Style = AnsiColor::Yellow.on_default().bold();
const FAULT: Style = AnsiColor::Red.on_default().bold();

/// The outline, with its styles as escape sequences, in lines of at most `width` columns.
pub(super) fn render(resolution: &Resolution, width: usize, full: bool, explain: bool) -> String {
    let mut outline = Outline {
        resolution,
        width,
        full,
        explain,
        out: String::new(),
        at_top: true,
    };
    outline.masthead();
    outline.body();
    outline.footnotes();
    outline.references();
    outline.diagnostics();
    outline.out
}

struct Outline<'a> {
    resolution: &'a Resolution,
    width: usize,
    full: bool,
    /// Whether each reference is explained in a sentence.
    explain: bool,
    out: String,
    /// Whether a section was just headed.
    at_top: bool,
}

impl<'a> Outline<'a> {
    fn masthead(&mut self) {
        let resolution = self.resolution;
        let identity = &resolution.identity;
        let masthead = resolution.document.masthead();
        let mut name = vec![match resolution.symbol() {
            Some(symbol) => Run::new(symbol, STRONG),
            None => Run::new("no symbol", DOUBT),
        }];
        if identity.derived {
            name.push(Run::new(" · derived from its number", FAINT));
        }
        self.set(&name, 0);
        if let Some(title) = resolution.title() {
            self.set(&[Run::new(title, STRONG)], 0);
        }
        self.out.push('\n');
        let language = &resolution.language().facts().name;
        let kind = identity.kind.as_str();
        self.field("what", Some(format!("{kind} in {language}")));
        self.field("organ", identity.organ.map(organ_name));
        let unnamed = resolution.symbol().is_none();
        self.field("number", identity.number.clone().filter(|_| unnamed));
        self.field("session", identity.session.clone());
        self.field(
            "agenda",
            agenda(&masthead.agenda_items, masthead.agenda_title.as_deref()),
        );
        self.field(
            "adopted",
            adopted(masthead.adopted, identity.meeting.as_deref()),
        );
        self.field("vote", identity.vote.clone());
        self.field("basis", masthead.basis.clone());
        self.field("issued", masthead.issued.map(|date| date.to_string()));
        self.field("distr.", masthead.distribution.clone());
    }

    fn field(&mut self, name: &str, value: Option<String>) {
        if let Some(value) = value {
            let first = format!("  {FAINT}{name:<9}{FAINT:#}");
            self.hang(&[Run::plain(value)], &first, 11, usize::MAX);
        }
    }

    fn body(&mut self) {
        let mut part = None;
        for paragraph in self.resolution.paragraphs() {
            // The enacting formula opens the preamble.
            let stands_in = match paragraph.part() {
                Part::Formula => Part::Preamble,
                part => part,
            };
            if part != Some(stands_in) {
                part = Some(stands_in);
                self.part_heading(stands_in);
            }
            self.paragraph(paragraph);
        }
    }

    fn part_heading(&mut self, part: Part) {
        let resolution = self.resolution;
        let count = match part {
            Part::Preamble => Some(resolution.preamble().count()),
            Part::Operative => Some(resolution.operative().count()),
            _ => None,
        };
        let name = match part {
            Part::Preamble => "Preamble",
            Part::Operative => "Operative part",
            Part::Annex => "Annexes",
            Part::Closing => "Closing",
            Part::OtherLanguage => "In another language",
            _ => part.as_str(),
        };
        self.section(name, count);
    }

    fn paragraph(&mut self, paragraph: Paragraph<'a>) {
        let indent = usize::from(paragraph.level()) * INDENT % (self.width / 2);
        let shown = if self.full { usize::MAX } else { SHOWN };
        let runs = runs_of(paragraph);
        match paragraph.kind() {
            NodeKind::Heading => {
                self.out.push('\n');
                let label = paragraph
                    .label()
                    .map(|label| Run::new(format!("{label} "), HEADING));
                let runs: Vec<Run<'_>> = label
                    .into_iter()
                    .chain(runs.into_iter().map(as_heading))
                    .collect();
                self.hang(&runs, &blanks(indent), indent, usize::MAX);
            }
            NodeKind::Table => {}
            NodeKind::Row => {
                let cells = paragraph.text().replace('\t', " │ ");
                self.hang(&[Run::plain(cells)], &blanks(GUTTER), GUTTER, shown);
            }
            kind => {
                let (label, style) = match paragraph.label() {
                    Some(label) => (Cow::Borrowed(label), LABEL),
                    None if kind == NodeKind::Preambular => (address(paragraph).into(), FAINT),
                    None if kind == NodeKind::Operative => (Cow::Borrowed("·"), FAINT),
                    None => (Cow::Borrowed(""), FAINT),
                };
                let pad = (GUTTER - 1).saturating_sub(columns(&label));
                let first = format!("{}{style}{label}{style:#} ", blanks(indent + pad));
                self.hang(&runs, &first, GUTTER + indent, shown);
            }
        }
    }

    fn footnotes(&mut self) {
        let count = self.resolution.footnotes().count();
        if count == 0 {
            return;
        }
        self.section("Footnotes", Some(count));
        for footnote in self.resolution.footnotes() {
            let label = footnote.label();
            let pad = (GUTTER - 1).saturating_sub(columns(label));
            let first = format!("{}{CALL}{label}{CALL:#} ", blanks(pad));
            self.hang(&[Run::plain(footnote.text())], &first, GUTTER, usize::MAX);
            self.hang(
                &called_from(footnote),
                &blanks(GUTTER),
                GUTTER + 2,
                usize::MAX,
            );
        }
    }

    fn references(&mut self) {
        let resolution = self.resolution;
        if resolution.references.is_empty() {
            return;
        }
        self.section("References", Some(resolution.references.len()));
        let widest = resolution
            .references
            .iter()
            .filter_map(|it| it.target.as_deref())
            .map(columns)
            .max();
        let column = widest.unwrap_or_default().clamp(10, 32);
        for reference in &resolution.references {
            let (target, style) = match &reference.target {
                Some(target) => (target.as_str(), TARGET),
                None => ("?", DOUBT),
            };
            let place = self.place_name(reference.place);
            let first = format!(
                "  {style}{target}{style:#}{}  {FAINT}{place}{FAINT:#}{}",
                blanks(column.saturating_sub(columns(target))),
                blanks(PLACE.saturating_sub(columns(&place))),
            );
            let indent = column.max(columns(target)) + PLACE.max(columns(&place)) + 4;
            self.hang(&self.cited(reference), &first, indent, usize::MAX);
        }
    }

    /// The words of a reference, and why it points where it does.
    fn cited(&self, reference: &Reference) -> Vec<Run<'a>> {
        let words = self.resolution.words_of(reference);
        if self.explain {
            return vec![
                Run::plain(words),
                Run::new(format!(" · {}", reference.explain()), FAINT),
            ];
        }
        let rule = in_words(reference.rule.as_str());
        let mut runs = vec![Run::plain(words), Run::new(format!(" · {rule}"), FAINT)];
        let others = reference.candidates.iter();
        for other in others.filter(|other| Some(*other) != reference.target.as_ref()) {
            runs.push(Run::new(format!(" · or {other}"), DOUBT));
        }
        runs
    }

    fn place_name(&self, place: Place) -> String {
        match place {
            Place::Masthead(_) => "masthead".to_owned(),
            Place::Node(id) => self
                .resolution
                .paragraph(id)
                .map_or_else(String::new, address),
            Place::Footnote(index) => {
                let footnotes = self.resolution.document.footnotes();
                footnotes
                    .get(index as usize)
                    .map_or_else(String::new, |it| format!("note {}", it.label))
            }
        }
    }

    fn diagnostics(&mut self) {
        let diagnostics = &self.resolution.diagnostics;
        if diagnostics.is_empty() {
            return;
        }
        self.section("Diagnostics", Some(diagnostics.len()));
        let source = self.resolution.document.source();
        let mut seen = 0;
        let mut line = 1;
        for diagnostic in diagnostics {
            // Diagnostics stand in the order of the source; where one does not, its line is the
            // one before's.
            let at = source
                .floor_char_boundary(diagnostic.span.start as usize)
                .max(seen);
            line += source.as_bytes()[seen..at]
                .iter()
                .filter(|byte| **byte == b'\n')
                .count();
            seen = at;
            let style = match diagnostic.severity {
                Severity::Note => FAINT,
                Severity::Warning => DOUBT,
                Severity::Error => FAULT,
            };
            let first = format!("  {style}{:<8}{style:#}", diagnostic.severity.as_str());
            let runs = [
                Run::new(format!("line {line}: "), FAINT),
                Run::plain(diagnostic.message.as_str()),
                Run::new(format!(" [{}]", diagnostic.code), FAINT),
            ];
            self.hang(&runs, &first, 10, usize::MAX);
        }
    }

    fn section(&mut self, name: &str, count: Option<usize>) {
        let count = count.map_or_else(String::new, |count| format!(" {count}"));
        let rule = self.width.saturating_sub(columns(name) + count.len() + 1);
        let rule = "─".repeat(rule);
        let _ = writeln!(
            self.out,
            "\n{HEADING}{name}{HEADING:#} {FAINT}{rule}{FAINT:#}{STRONG}{count}{STRONG:#}"
        );
        self.at_top = true;
    }

    /// Sets runs in lines, all set in by `indent`.
    fn set(&mut self, runs: &[Run<'_>], indent: usize) {
        self.hang(runs, &blanks(indent), indent, usize::MAX);
    }

    /// Sets runs in lines: the first after `first`, the others set in by `indent`; at most `shown`.
    fn hang(&mut self, runs: &[Run<'_>], first: &str, indent: usize, shown: usize) {
        self.at_top = false;
        let width = self.width.saturating_sub(indent).max(20);
        let mut lines = wrap(runs, width);
        if lines.len() > shown {
            // Set anew, with room for the sign that there is more.
            lines = wrap(runs, width - 2);
            lines.truncate(shown);
            if let Some(last) = lines.last_mut() {
                *last += &format!(" {FAINT}…{FAINT:#}");
            }
        }
        for (index, line) in lines.iter().enumerate() {
            if index == 0 {
                self.out.push_str(first);
            } else {
                self.out.push_str(&blanks(indent));
            }
            self.out.push_str(line);
            self.out.push('\n');
        }
    }
}

/// The text of a paragraph: the lead set off, the calls of footnotes raised.
fn runs_of(paragraph: Paragraph<'_>) -> Vec<Run<'_>> {
    let text = paragraph.text();
    let start = paragraph.node().passage.text.start as usize;
    let lead = paragraph.node().lead.map_or(0..0, |lead| {
        (lead.start as usize).saturating_sub(start)..(lead.end as usize).saturating_sub(start)
    });
    let mut cuts: Vec<usize> = paragraph.calls().filter_map(Call::offset).collect();
    cuts.extend([0, lead.start, lead.end, text.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut calls = paragraph.calls().peekable();
    let mut runs = Vec::new();
    for (index, cut) in cuts.iter().enumerate() {
        while let Some(call) = calls.next_if(|call| call.offset() == Some(*cut)) {
            let style = if call.binding().is_some() {
                CALL
            } else {
                FAULT
            };
            runs.push(Run::sticking(raised(call.label()), style));
        }
        let Some(next) = cuts.get(index + 1) else {
            break;
        };
        let style = if lead.contains(cut) {
            LEAD
        } else {
            Style::new()
        };
        runs.push(Run::new(&text[*cut..*next], style));
    }
    runs
}

fn as_heading(run: Run<'_>) -> Run<'_> {
    if run.sticks {
        run
    } else {
        Run {
            style: HEADING,
            ..run
        }
    }
}

/// Where a footnote is called: the paragraphs, and the words before each call.
fn called_from(footnote: Footnote<'_>) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    for call in footnote.calls() {
        let place = call
            .paragraph()
            .map_or_else(|| "masthead".to_owned(), address);
        let sign = if runs.is_empty() { "↑ " } else { "; " };
        runs.push(Run::new(format!("{sign}{place}"), FAINT));
        if let (Some(paragraph), Some(offset)) = (call.paragraph(), call.offset()) {
            let words = last_words(&paragraph.text()[..offset]);
            runs.push(Run::new(format!(", after “{words}”"), FAINT));
        }
    }
    if runs.is_empty() {
        runs.push(Run::new("never called", DOUBT));
    }
    runs
}

/// The last words of a text.
fn last_words(text: &str) -> String {
    let Some((cut, _)) = text.char_indices().rev().nth(CONTEXT) else {
        return text.to_owned();
    };
    let end = &text[cut..];
    let whole = end
        .find(char::is_whitespace)
        .map_or(end, |blank| end[blank..].trim_start());
    format!("…{}", if whole.is_empty() { end } else { whole })
}

/// What a delegate calls a paragraph: `OP 3(b)`; preambular paragraphs are counted.
fn address(paragraph: Paragraph<'_>) -> String {
    let path = paragraph.path();
    match (paragraph.part(), path) {
        (Part::Preamble, _) => {
            let siblings = paragraph.resolution().preamble();
            let number = siblings
                .take_while(|other| other.id() <= paragraph.id())
                .count();
            format!("PP {number}")
        }
        (Part::Operative, Some(path)) => format!("OP {path}"),
        (Part::Annex, Some(path)) => format!("annex {path}"),
        (part, _) => part.as_str().to_owned(),
    }
}

/// A label as a raised sign: `12` → `¹²`.
fn raised(label: &str) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digits: Option<String> = label
        .chars()
        .map(|c| c.to_digit(10).and_then(|digit| DIGITS.get(digit as usize)))
        .collect();
    digits.unwrap_or_else(|| format!("[{label}]"))
}

fn agenda(items: &[String], title: Option<&str>) -> Option<String> {
    let parts: Vec<&str> = items.iter().map(String::as_str).chain(title).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

fn adopted(date: Option<Date>, meeting: Option<&str>) -> Option<String> {
    let parts: Vec<String> = date
        .map(|date| date.to_string())
        .into_iter()
        .chain(meeting.map(str::to_owned))
        .collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

fn organ_name(organ: Organ) -> String {
    in_words(organ.as_str())
}

fn in_words(name: &str) -> String {
    name.replace('-', " ")
}

fn blanks(count: usize) -> String {
    " ".repeat(count)
}
