//! From lines to a masthead: which go on with the one above them, and what all of them tell together that none does
//! alone.

use std::ops::Range;

use super::{Reader, extend, opens_source};
use crate::builder::Builder;
use crate::closing::closing_line;
use crate::date::{date_line, find_date};
use crate::draft::Draft;
use crate::end_mark::end_mark;
use crate::fold::fold;
use crate::holds::Holds;
use crate::page::Gap;
use crate::symbol::{canonical, issuer};
use crate::tree::{Document, LeafKind, Masthead, MastheadKind, MastheadLine, Node, NodeKind};

/// `masthead = *masthead-line`
pub(crate) fn read_masthead(builder: &mut Builder, lines: Vec<Draft>, formula: bool) {
    let mut reader = Reader::new(builder.document.language);
    let mut pending: Option<Draft> = None;
    for line in lines {
        match &mut pending {
            Some(draft)
                if line.gap == Gap::Line
                    && draft.heading == 0
                    && continues(&reader, draft, &line) =>
            {
                draft.append(line)
            }
            _ => {
                let done = pending.replace(line);
                if let Some(done) = done {
                    keep_masthead_line(builder, &mut reader, done, None);
                }
            }
        }
    }
    if let Some(last) = pending {
        keep_masthead_line(builder, &mut reader, last, None);
    }
    let mut lines = std::mem::take(&mut builder.document.masthead.lines);
    let number =
        |line: &MastheadLine| matches!(line.kind, MastheadKind::Number | MastheadKind::Adoption);
    let read = &mut reader.masthead;
    let below = if reader.numbered_below_title {
        let last = lines.iter().position(number);
        last.map(|last| 0..last)
    } else {
        // A body that prints its symbol, and no number before the title; or neither, and the title after the word for
        // what it adopts, below which it may say when: *Resolution concerning wells*.
        let untitled = read.title.is_none() && read.agenda_title.is_none() && read.number.is_none();
        let resolves = formula && read.organ.is_none();
        let below = if read.symbol.is_some() {
            Some(0..lines.len())
        } else {
            titled_by_word(&builder.document, &lines)
        };
        below.filter(|_| untitled && resolves)
    };
    // Agencies print the title below the item, and no number.
    let symbol = read.symbol.as_deref();
    let agency = symbol.is_some_and(|symbol| issuer(&canonical(symbol)).is_none());
    let organ = read.organ.is_some() && !agency;
    if formula && read.symbol.is_some() && !organ && read.number.is_none() {
        let titles = lines
            .iter_mut()
            .filter(|line| line.kind == MastheadKind::AgendaTitle);
        if read.title.is_none() {
            titles.for_each(|line| line.kind = MastheadKind::Title);
            read.title = read.agenda_title.take();
        }
    }
    let untold = read.title.is_none() && read.number.is_none() && read.symbol.is_none();
    if let Some(below) = below {
        title_above(&builder.document, &mut lines[below], &mut read.title);
    } else if formula && untold && read.organ.is_none() {
        number_with_title(&builder.document, &mut lines, read);
        title_alone(&builder.document, &mut lines, read);
    }
    builder.document.masthead.lines = lines;
    settle_masthead(builder, reader);
}

/// A line of the masthead, whose kind may be stated.
pub(crate) fn keep_masthead_line(
    builder: &mut Builder,
    reader: &mut Reader,
    mut draft: Draft,
    stated: Option<MastheadKind>,
) {
    let (kind, label) = reader.read(&draft, stated, &mut builder.diagnostics);
    if label > 0 {
        draft.cut_prefix(label, LeafKind::Label);
    }
    let passage = builder.passage(draft);
    builder
        .document
        .masthead
        .lines
        .push(MastheadLine { kind, passage });
}

/// Whether a line goes on with the draft that is pending, which has not been read yet.
fn continues(reader: &Reader, draft: &Draft, line: &Draft) -> bool {
    let (last, text) = (draft.trimmed(), line.trimmed());
    if opens_source(last) && !last.contains([']', '］', '〕']) {
        return true;
    }
    let begins = text.chars().next();
    let above = reader.kind_in_place(last);
    let open = match above {
        // The title of the item begins a line of its own.
        MastheadKind::AgendaItem => {
            last.ends_with([',', '،', '、'])
                || begins.is_some_and(|c| c.is_numeric() || c == '(' || c.is_lowercase())
        }
        // Old mastheads print what is meant for whom below the word for it.
        MastheadKind::Distribution => {
            reader.distribution_follows(last) && text.chars().all(char::is_alphabetic)
        }
        // A word and a number are the whole of a line, and the title begins in the next.
        MastheadKind::Number => !reader.numbered_by_word(last) && !reader.dated_number(last),
        // So is a date below the number.
        MastheadKind::Adoption => !reader.dated_line(last),
        kind => matches!(
            kind,
            MastheadKind::AgendaTitle | MastheadKind::Title | MastheadKind::Vote
        ),
    };
    let kind = reader.kind(text);
    // The word for a draft ends the lines of its sponsors.
    let sponsors = kind == Some(MastheadKind::Sponsors) && end_mark(last) != Some('.');
    let titled = matches!(above, MastheadKind::Number | MastheadKind::Title);
    let title = |kind| titled && reader.within_title(kind, last, text);
    (open && kind.is_none_or(title)) || (sponsors && reader.kind(last).is_none())
}

/// Keeps what was read of a masthead, whose lines are kept.
pub(crate) fn settle_masthead(builder: &mut Builder, reader: Reader) {
    let mut masthead = Masthead {
        lines: std::mem::take(&mut builder.document.masthead.lines),
        ..reader.masthead
    };
    // A date above the number of a page of a volume is that of adoption; such a page has no symbol, or one
    // that was put in below the date. So is a date beside the meeting.
    let place = |kind| masthead.lines.iter().position(|line| line.kind == kind);
    let symbol = place(MastheadKind::Symbol);
    let facts = builder.document.language.facts();
    let meets = |line: &MastheadLine| {
        let text = builder.document.text_of(line.passage);
        line.kind == MastheadKind::Adoption && closing_line(facts, text, Holds::of(text))
    };
    let volume = masthead.distribution.is_none()
        && (symbol.is_none_or(|symbol| place(MastheadKind::Issued) < Some(symbol))
            || masthead.lines.iter().any(meets));
    if volume && masthead.number.is_some() && masthead.adopted.is_none() {
        masthead.adopted = masthead.issued.take();
    }
    builder.document.masthead = masthead;
}

/// The lines of a title at most.
const TITLE: usize = 3;

/// `title = word …`: the lines of a title that begins with the word for what is adopted, the last of some but for those
/// that say when it was.
fn titled_by_word(document: &Document, lines: &[MastheadLine]) -> Option<Range<usize>> {
    let masthead = &document.language.facts().masthead;
    let dated = |line: &&MastheadLine| line.kind == MastheadKind::Adoption;
    let below = lines.len() - lines.iter().rev().take_while(dated).count();
    let word = |line: &MastheadLine| {
        let text = fold(document.text_of(line.passage)).text;
        masthead.adopted().any(|word| text.starts_with(word))
    };
    let told = |line: &&MastheadLine| line.kind == MastheadKind::Other;
    let last = lines[..below].iter().rev().take(TITLE).take_while(told);
    let up = last.into_iter().position(word)?;
    Some(below - 1 - up..below)
}

/// `number-with-title = 1*3DIGIT blank UPPER …`, the last line of a masthead that has no other number, or the last two
/// where blanks set them apart: *15 Lamps*.
fn number_with_title(document: &Document, lines: &mut [MastheadLine], masthead: &mut Masthead) {
    let text = |line: &MastheadLine| document.text_of(line.passage);
    let alone =
        |line: &MastheadLine| untold_number(text(line)).is_some_and(|line| line.1.is_empty());
    let begins = |title: &str| title.starts_with(char::is_uppercase);
    let other = |line: &MastheadLine| line.kind == MastheadKind::Other;
    match lines {
        [.., number, title]
            if alone(number) && other(number) && other(title) && begins(text(title)) =>
        {
            masthead.number = Some(text(number).to_owned());
            masthead.title = Some(text(title).to_owned());
            (number.kind, title.kind) = (MastheadKind::Number, MastheadKind::Title);
        }
        [.., line] if other(line) => {
            if let Some((number, title)) =
                untold_number(text(line)).filter(|line| !line.1.is_empty())
            {
                masthead.number = Some(number.to_owned());
                masthead.title = Some(title.to_owned());
                line.kind = MastheadKind::Number;
            }
        }
        _ => {}
    }
}

/// `untold-number = 1*3DIGIT [blank UPPER …]`: the number, and the title behind it.
pub(super) fn untold_number(text: &str) -> Option<(&str, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    let title = rest.trim_start();
    let titled = title.len() < rest.len() && title.starts_with(char::is_uppercase);
    ((1..=3).contains(&digits) && (rest.is_empty() || titled)).then_some((number, title))
}

/// `title-alone = UPPER … blank …`, the only line of a masthead that nothing tells, with no mark at its end.
fn title_alone(document: &Document, lines: &mut [MastheadLine], masthead: &mut Masthead) {
    let untitled = masthead.title.is_none() && masthead.agenda_title.is_none();
    let mut untold = lines
        .iter_mut()
        .filter(|line| line.kind == MastheadKind::Other);
    let (Some(line), None, true) = (untold.next(), untold.next(), untitled) else {
        return;
    };
    let text = document.text_of(line.passage);
    let titled = text.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
        && end_mark(text).is_none()
        && (text.contains(' ') || !document.language.facts().spaced)
        && !text.contains('|');
    if titled {
        line.kind = MastheadKind::Title;
        masthead.title = Some(text.to_owned());
    }
}

/// The title that ends some lines: up to three that nothing else tells.
fn title_above(document: &Document, lines: &mut [MastheadLine], title: &mut Option<String>) {
    let untold = |line: &&MastheadLine| {
        let text = document.text_of(line.passage);
        let listed = text.starts_with(['-', '•', '|', '←']);
        line.kind == MastheadKind::Other && !text.contains(':') && !listed
    };
    let told = lines.iter().rev().take(TITLE).take_while(untold).count();
    let start = lines.len() - told;
    let below = title.take();
    for line in &mut lines[start..] {
        line.kind = MastheadKind::Title;
        extend(title, document.text_of(line.passage));
    }
    if let Some(below) = below {
        extend(title, &below);
    }
}

/// Where the masthead has no date of adoption, the closing does, or the opening of a decision.
pub(crate) fn adopted_from_body(builder: &mut Builder) {
    let document = &mut builder.document;
    if document.masthead.adopted.is_some() {
        return;
    }
    let facts = document.language.facts();
    let text = |node: &Node| fold(&document.text[node.passage.text.range()]).text;
    let closing = |node: &&Node| node.kind == NodeKind::Closing;
    let alone = |node: &Node| date_line(document.language, &text(node)).flatten();
    let within = |node: &Node| find_date(facts, &text(node))?.0;
    let nodes = document.nodes.iter();
    let found = nodes.clone().filter(closing).find_map(alone);
    // The meeting, or how it was adopted, may stand in one sentence with the date.
    let found = found.or_else(|| nodes.filter(closing).find_map(within));
    let opening = || find_date(facts, &fold(document.text_of(document.opening()?)).text)?.0;
    document.masthead.adopted = found.or_else(opening);
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_title_goes_on_in_words_that_head_other_lines() {
        let titles = [
            "Role of the\nUnited Nations",
            "Report of the\nEconomic and Social Council",
            "Recommendations and decisions\nadopted by the General Assembly at its\ntenth special session",
            "IMPLEMENTATION OF THE\nDECISIONS ADOPTED BY THE GENERAL ASSEMBLY",
            "Anniversary of the end of the war on\n8 May 1945",
            "Implementation of Assembly\nresolution 40/84",
        ];
        for title in titles {
            let text = format!(
                "39/309. {title}\n\nThe General Assembly,\n\nRecalling its work,\n\n1. Decides to act.\n"
            );
            let masthead = crate::parse(&text).document.masthead;
            assert_eq!(masthead.title, Some(title.replace('\n', " ")));
        }
        let headed = "1901 (1999). Wells\nAdopted by the Security Council at its 4901st meeting,\non 5 May 1999\n\n\
                      The Security Council,\n\nRecalling its work,\n\n1. Decides to act.\n";
        let masthead = crate::parse(headed).document.masthead;
        assert_eq!(masthead.title.as_deref(), Some("Wells"));
        assert_eq!(
            masthead.adopted.map(|date| date.to_string()),
            Some("1999-05-05".into())
        );
    }
}
