//! What identifies a document: its symbol, printed or derived, and what the masthead and the closing
//! lines say of it.

use std::borrow::Cow;

use operative_grammar::symbol::{canonical, issuer as issuer_of_symbol, mended};
use operative_grammar::{
    Code, Diagnostic, Document, Facts, Folded, MastheadKind, MastheadLine, NodeKind, Organ,
    Passage, Phrases, Span, Words, fold, ignored, in_word, number_in_words, roman_numeral,
};

use crate::countries::Countries;
use crate::issuer::{Clues, decide};
use crate::lexicon::Lexicon;
use crate::misread;
use crate::model::{DocumentKind, Identity};
use crate::numeral::{Numeral, numeral_at, session_mark, written_at, written_before};
use crate::symbols::{Cited, decision_symbol, session_in_symbol, symbols};

/// Reads the identity of a document.
pub(crate) fn identity(
    document: &Document,
    lexicon: &Lexicon,
    diagnostics: &mut Vec<Diagnostic>,
) -> Identity {
    let masthead = document.masthead();
    let numeral = masthead
        .number
        .as_deref()
        .and_then(|number| read_number(lexicon, number));
    let numeral = match (numeral, masthead.organ, masthead.adopted) {
        // The year of what the Council adopts is that of the day.
        (Some(Numeral::Plain(number)), Some(Organ::SecurityCouncil), Some(date)) => {
            let year = u32::try_from(date.year()).ok();
            year.map(|year| Numeral::Yearly { number, year })
        }
        _ => numeral,
    };
    let printed = masthead.symbol.as_deref().map(|symbol| {
        let printed = canonical(symbol).into_owned();
        let Some(read) = mended(&printed) else {
            return printed;
        };
        let span = line_span(document, MastheadKind::Symbol);
        diagnostics.push(misread::symbol(span, symbol, &read));
        read
    });
    let kind = kind(document, printed.as_deref());
    let clues = Clues {
        decision: kind == DocumentKind::Decision,
        date: masthead.adopted,
        ..Clues::default()
    };
    // What bears an agency's symbol is of none of the organs, whatever its body is called: 第七十三届世界卫生大会.
    let agency = printed.as_deref().is_some_and(|symbol| {
        issuer_of_symbol(symbol).is_none() && decision_symbol(symbol).is_some()
    });
    let organ = printed
        .as_deref()
        .and_then(issuer_of_symbol)
        .or(masthead.organ)
        .or_else(|| formula_organ(document).filter(|_| !agency))
        .or_else(|| {
            // Where another body speaks, its number tells no organ.
            let speaks = document
                .nodes()
                .iter()
                .any(|node| node.kind == NodeKind::Formula);
            decide(numeral.filter(|_| !speaks && !agency)?, clues).organ
        });
    let derived = match (&printed, organ, numeral) {
        (None, Some(organ), Some(numeral)) => {
            let symbols = symbols(organ, clues.decision, numeral);
            // Its own number is what it is printed as: a part keeps its letter.
            let longer = |cited: &Cited| match &cited.other {
                Some(other) if other.len() > cited.symbol.len() => other.clone(),
                _ => cited.symbol.clone(),
            };
            joined(&symbols.iter().map(longer).collect::<Vec<_>>())
        }
        _ => None,
    };
    if let Some(symbol) = &derived {
        let span = line_span(document, MastheadKind::Number);
        let number = masthead.number.as_deref().unwrap_or_default();
        diagnostics.push(Diagnostic::new(
            Code::SymbolDerived,
            span,
            format!("expected a printed symbol, found none; {symbol} was derived from the number {number} and the organ"),
        ));
    }
    if let Some(printed) = masthead.symbol.as_deref()
        && printed
            .chars()
            .any(|c| operative_grammar::symbol::homoglyph(c).is_some())
    {
        diagnostics.push(Diagnostic::new(
            Code::Homoglyph,
            line_span(document, MastheadKind::Symbol),
            format!(
                "expected Latin letters in the symbol, found look-alikes; {} is read",
                canonical(printed)
            ),
        ));
    }
    let numbered = numeral.and_then(session_of);
    let numbered = numbered.or_else(|| {
        let session = session_in_symbol(printed.as_deref()?)?;
        Some(session.to_owned())
    });
    let session = masthead.session.map(|session| session.to_string());
    let misread = match (&session, &numbered) {
        // The mark of a special session is often left out.
        (Some(session), Some(numbered)) => session != numbered && !numbered.contains('-'),
        _ => false,
    };
    if misread {
        diagnostics.push(Diagnostic::new(
            Code::SessionMisread,
            line_span(document, MastheadKind::Session),
            format!(
                "expected the session {}, which the number gives, found {}; that of the number is taken",
                numbered.as_deref().unwrap_or_default(),
                session.as_deref().unwrap_or_default()
            ),
        ));
    }
    Identity {
        derived: derived.is_some(),
        symbol: printed.or(derived),
        organ,
        kind,
        session: session.filter(|_| !misread).or(numbered),
        number: masthead.number.clone(),
        committee: masthead
            .basis
            .as_deref()
            .and_then(|basis| committee(lexicon, basis)),
        meeting: meeting(document),
        vote: vote(document),
        sponsors: sponsors(document),
    }
}

/// sponsors = name *(separator name), the line of sponsors cut into names
fn sponsors(document: &Document) -> Vec<String> {
    let Some(line) = document.masthead().sponsors.as_deref() else {
        return Vec::new();
    };
    let folded = fold(line);
    let names = Countries::of(document.language()).list(&folded, 0..folded.text.len());
    let printed = names.into_iter().filter_map(|named| {
        let printed =
            line.get(folded.origin(named.range.start)..folded.origin_end(named.range.end))?;
        Some(printed.trim().trim_end_matches('*').to_owned())
    });
    printed.collect()
}

/// The numeral of a printed number: `77/213`, `2725 (2024)`, `十九(一九四七)`.
fn read_number(lexicon: &Lexicon, number: &str) -> Option<Numeral> {
    let mut plain = crate::plain::Plain::default();
    plain.refill(number);
    let text = plain.text();
    match text.find(|c: char| c.is_ascii_digit()) {
        Some(at) => Some(numeral_at(lexicon, text, at).0),
        None => Some(written_at(lexicon, text, text.find('(')?, 0)?.0),
    }
}

/// The symbol of a set from those of its parts: `A/RES/75/101A-B`.
fn joined(symbols: &[String]) -> Option<String> {
    match symbols {
        [] => None,
        [only] => Some(only.clone()),
        [first, .., last] => Some(format!("{first}-{}", last.chars().next_back()?)),
    }
}

/// The session that a number itself gives.
fn session_of(numeral: Numeral) -> Option<String> {
    match numeral {
        // A number and its year, as of the Food and Agriculture Organization, give no session.
        Numeral::Sessional { number: 1900.., .. } => None,
        Numeral::Sessional { kind, session, .. } if session < 1900 => {
            Some(format!("{}{session}", session_mark(kind)))
        }
        Numeral::Roman { kind, session, .. } => {
            Some(format!("{}{}", session_mark(kind), roman_numeral(session)?))
        }
        _ => None,
    }
}

/// Resolution, decision, statement or draft: by the symbol, else by the word before the number.
fn kind(document: &Document, symbol: Option<&str>) -> DocumentKind {
    let part = |word: &str| {
        symbol.is_some_and(|symbol| {
            symbol
                .split('/')
                .any(|part| part == word || part.starts_with(word) && word.ends_with('.'))
        })
    };
    if part("Corr.") {
        return DocumentKind::Corrigendum;
    }
    let mut lines = document.masthead().lines.iter();
    if part("L.") || lines.any(|line| line.kind == MastheadKind::Sponsors) {
        return DocumentKind::Draft;
    }
    if part("PRST") {
        return DocumentKind::Statement;
    }
    match symbol.and_then(decision_symbol) {
        Some(true) => return DocumentKind::Decision,
        Some(false) => return DocumentKind::Resolution,
        None => {}
    }
    let facts = &document.language().facts().masthead;
    // Where words are not parted the number stands before its word: 第1/CP.24号决定.
    let spaced = document.language().facts().spaced;
    let numbers = |line: &str, word: &str| {
        let number = |c: char| c.is_ascii_alphanumeric() || c == ')';
        let behind = line.rfind(number).map(|at| line[at..].chars().skip(2));
        !spaced && behind.is_some_and(|behind| behind.collect::<String>().starts_with(word))
    };
    // There the organ stands before the word too: 联合国安理会主席声明.
    let of_organ = |line: &str, word: &str| {
        let before = line.find(word).map(|at| &line[..at]);
        let short = before.filter(|before| !spaced && before.chars().count() <= 12);
        short.is_some_and(|before| {
            document
                .language()
                .facts()
                .organ_in(&fold(before))
                .is_some()
        })
    };
    let headed = |words: &Words, kinds: &[MastheadKind]| {
        let lines = document
            .masthead()
            .lines
            .iter()
            .filter(|line| kinds.contains(&line.kind));
        lines
            .flat_map(|line| {
                [
                    document.text_of(line.passage).into(),
                    printed(document, line),
                ]
            })
            .map(|line| fold(line.trim_start_matches(['#', '*', '_', ' '])).text)
            .any(|line| {
                words.folded().any(|word| {
                    line.starts_with(word) || numbers(&line, word) || of_organ(&line, word)
                })
            })
    };
    if headed(
        &facts.statement,
        &[
            MastheadKind::Other,
            MastheadKind::Title,
            MastheadKind::Adoption,
        ],
    ) {
        DocumentKind::Statement
    } else if headed(
        &facts.decision,
        &[
            MastheadKind::Number,
            MastheadKind::Adoption,
            MastheadKind::Symbol,
        ],
    ) || document.opening().is_some()
    {
        DocumentKind::Decision
    } else {
        DocumentKind::Resolution
    }
}

/// A line of the masthead as printed, with the label that it begins with: *Decision XXVIII/1: Wells*.
fn printed<'a>(document: &'a Document, line: &MastheadLine) -> Cow<'a, str> {
    let spans = document.spans_of(line.passage);
    spans
        .first()
        .map_or(Cow::Borrowed(""), |span| document.printed(*span))
}

/// The organ that the enacting formula names.
fn formula_organ(document: &Document) -> Option<Organ> {
    let formula = document
        .nodes()
        .iter()
        .find(|node| node.kind == NodeKind::Formula)?;
    let facts = document.language().facts();
    let text = fold(document.text_of(formula.passage));
    // Where words are not parted, the name of another body may end as an organ's does: 全权代表大会.
    let united = facts.masthead.united_nations.folded();
    let named = united
        .filter_map(|words| text.text.strip_prefix(words))
        .chain([text.text.as_str()])
        .any(|rest| {
            let mut names = facts.organs.values().flat_map(|organ| organ.names.folded());
            names.any(|name| rest.starts_with(name))
        });
    if !facts.spaced && !named {
        return None;
    }
    facts.organ_in(&text)
}

/// basis = "[" before-committee committee after-committee "(" … ; `on the report of the Third Committee (A/…)`
fn committee(lexicon: &Lexicon, basis: &str) -> Option<String> {
    let line = basis.trim_start_matches('[').trim();
    let folded = fold(line);
    let starts = |phrases: &[String]| {
        phrases
            .iter()
            .map(|phrase| fold(phrase).text)
            .filter(|phrase| folded.text.starts_with(phrase.as_str()))
            .map(|phrase| phrase.len())
            .max()
    };
    let start = folded.origin(starts(&lexicon.committee_before)?);
    // The bracket that holds the symbol; the committee's own name may have one before it.
    let brackets = line[start..].match_indices(['(', '（']);
    let mut holding = brackets
        .map(|(at, _)| start + at)
        .filter(|at| line[*at..].contains('/'));
    let end = holding.next_back()?;
    let mut name = line.get(start..end)?.trim();
    for after in &lexicon.committee_after {
        name = name.strip_suffix(after.as_str()).unwrap_or(name);
    }
    let name = name.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// meeting-line = a closing line, or one of the masthead, that names the meeting
fn meeting(document: &Document) -> Option<String> {
    /// Where a line says more than the meeting, so many bytes stand before it.
    const SENTENCE: usize = 60;
    let facts = document.language().facts();
    let matchers = facts.closing_matchers();
    let phrases = &matchers.meeting;
    let closing = document
        .nodes()
        .iter()
        .filter(|node| node.kind == NodeKind::Closing)
        .map(|node| node.passage);
    let named = |passage: &Passage| {
        let text = document.text_of(*passage);
        let folded = fold(text).text;
        let numbered = text.chars().any(char::is_numeric) || in_words(facts, &folded);
        numbered && phrases.find(&folded, 0).is_some()
    };
    let closing = closing.into_iter().find(named);
    // A line of its own says it as it is; in a sentence on the vote it is the words and the number.
    if let Some(passage) = closing {
        let text = document.text_of(passage).trim().trim_start_matches('(');
        let folded = fold(text);
        let votes = matchers.vote.at(&folded.text, 0).is_some()
            || (!facts.spaced && matchers.vote.find(&folded.text, 0).is_some());
        let leads = phrases
            .find(&folded.text, 0)
            .map_or(0, |(_, words)| words.start);
        if !votes && leads < SENTENCE {
            let meeting = undated(facts, phrases, text, &folded);
            let meeting = meeting.trim_end_matches([',', '.', ' ', '،', '，', '。', ')']);
            return Some(meeting.to_owned());
        }
    }
    let adoption = document
        .masthead()
        .lines
        .iter()
        .filter(|line| line.kind == MastheadKind::Adoption)
        .map(|line| line.passage);
    let passage = closing
        .or_else(|| adoption.into_iter().find(named))
        .or_else(|| document.opening())?;
    let text = document.text_of(passage);
    let folded = fold(text);
    let (_, words) = phrases.find(&folded.text, 0)?;
    // The number stands right before the words, or right after them.
    let before = folded.text[..words.start].trim_end();
    let number = if facts.spaced {
        before.rfind(char::is_whitespace).map_or(0, |at| at + 1)
    } else {
        let digits = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let written = written_before(facts, before).map_or(digits, |(_, start)| start);
        let number = digits.min(written);
        before[..number]
            .chars()
            .next_back()
            .map_or(number, |mark| number - mark.len_utf8())
    };
    let digits = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let numbered = digits(&before[number..]) || (!facts.spaced && number < before.len());
    let range = if numbered {
        number..words.end
    } else {
        let after = folded.text[words.end..].trim_start();
        let start = folded.text.len() - after.len();
        let length = after.bytes().take_while(u8::is_ascii_digit).count();
        words.start..if length > 0 {
            start + length
        } else {
            words.end
        }
    };
    text.get(folded.origin(range.start)..folded.origin_end(range.end))
        .map(|text| text.trim().to_owned())
}

/// Whether a text begins with a number in words, or with the mark of one where words are not parted: 第二次.
fn in_words(facts: &Facts, folded: &str) -> bool {
    let mark = folded.chars().next().filter(|_| !facts.spaced);
    let mark = mark.map_or(0, char::len_utf8);
    number_in_words(facts, folded, 0).is_some() || number_in_words(facts, folded, mark).is_some()
}

/// A line on the meeting without the date behind it: `54th plenary meeting 15 December 2022`.
fn undated<'a>(facts: &Facts, phrases: &Phrases, text: &'a str, folded: &Folded) -> &'a str {
    let digits = |text: &str| text.contains(char::is_numeric);
    let Some((_, words)) = phrases.find(&folded.text, 0) else {
        return text;
    };
    let before = &folded.text[..words.start];
    let rest = &folded.text[words.end..];
    let numbered = digits(before) || in_words(facts, before);
    if !digits(rest) {
        return text;
    }
    if !numbered {
        // The number stands behind the words, and a comma before the date.
        let mut commas = rest.match_indices([',', '،']);
        let dated = |behind: &str| {
            behind
                .trim_start()
                .starts_with(|c: char| c.is_ascii_digit())
        };
        let comma = commas.find(|(at, comma)| dated(&rest[at + comma.len()..]));
        return comma.map_or(text, |(at, _)| &text[..folded.origin(words.end + at)]);
    }
    // What the meeting was may stand in brackets: *(resumed)*.
    let resumed = rest.trim_start().starts_with('(');
    let bracket = rest.find(')').filter(|_| resumed).map_or(0, |at| at + 1);
    &text[..folded.origin_end(words.end + bracket)]
}

/// vote-line = a closing line, or one of the masthead, that says how it was adopted
fn vote(document: &Document) -> Option<String> {
    let facts = document.language().facts();
    let matchers = facts.closing_matchers();
    let phrases = &matchers.vote;
    let closing = document
        .nodes()
        .iter()
        .filter(|node| node.kind == NodeKind::Closing)
        .map(|node| node.passage);
    // "Adopted by the Security Council at its 3196th meeting" does not say how.
    let says_who = |line: &&MastheadLine| {
        let text = document.text_of(line.passage);
        line.kind == MastheadKind::Adoption && facts.organ_in(&fold(text)).is_some()
    };
    let lines = document.masthead().lines.iter();
    let lines = lines
        .filter(|line| !says_who(line))
        .map(|line| line.passage);
    let outer = |c| matches!(c, '[' | '(' | '［' | '（') || ignored(c);
    let says = |passage: &Passage| {
        let text = document.text_of(*passage);
        let may_begin = || facts.closing.vote.may_begin(text.trim_start_matches(outer));
        if facts.spaced && !may_begin() {
            return false;
        }
        let text = fold(text).text;
        let text = text.trim_start_matches(['[', '(']);
        // Where words are not parted, the meeting may stand before the vote.
        phrases.at(text, 0).is_some() || (!facts.spaced && phrases.find(text, 0).is_some())
    };
    let passage = closing.chain(lines).find(says)?;
    let text = document.text_of(passage).trim();
    // "Adopted unanimously at the 1193rd meeting.": the meeting is no part of the vote.
    let folded = fold(text);
    let said = phrases.at(&folded.text, 0);
    let ends = matchers
        .meeting
        .find(&folded.text, 0)
        .is_some_and(|(_, words)| !folded.text[words.end..].contains(in_word));
    Some(match said {
        Some((_, end)) if ends => text[..folded.origin_end(end)].to_owned(),
        _ => text.to_owned(),
    })
}

/// Where the first line of a kind stands, or the start of the source.
fn line_span(document: &Document, kind: MastheadKind) -> Span {
    let line = document
        .masthead()
        .lines
        .iter()
        .find(|line| line.kind == kind);
    line.and_then(|line| document.spans_of(line.passage).into_iter().next())
        .unwrap_or_default()
}
