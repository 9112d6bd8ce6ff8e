//! What identifies a document: its symbol, printed or derived, and what the masthead and the closing
//! lines say of it.

use std::borrow::Cow;

use operative_grammar::symbol::{canonical, homoglyph, issuer as issuer_of_symbol, mended};
use operative_grammar::{
    Code, Diagnostic, Document, MastheadKind, MastheadLine, NodeKind, Organ, SessionKind, Span,
    Words, fold, roman_numeral,
};

use crate::adopted::{committee, meeting, vote};
use crate::countries::Countries;
use crate::edition::own_identifier;
use crate::issuer::{Clues, decide};
use crate::lexicon::Lexicon;
use crate::misread;
use crate::model::{DocumentKind, Identity};
use crate::numeral::{Letters, Numeral, numeral_at, session_mark, written_at, written_before};
use crate::plausible::general_assembly_numbered;
use crate::symbols::{Cited, decision_symbol, session_in_symbol, symbols};

/// Reads the identity of a document.
pub(crate) fn identity(
    document: &Document,
    lexicon: &Lexicon,
    diagnostics: &mut Vec<Diagnostic>,
) -> Identity {
    let masthead = document.masthead();
    let numeral = own_number(document, lexicon);
    let printed = printed_symbol(document, diagnostics);
    let kind = kind(document, printed.as_deref());
    let decision = kind == DocumentKind::Decision;
    let organ = organ(document, printed.as_deref(), numeral, decision);
    let derived = match (&printed, organ, numeral) {
        (None, Some(organ), Some(numeral)) => derived_symbol(organ, decision, numeral),
        (None, None, _) => own_identifier(
            lexicon,
            decision,
            masthead.number.as_deref().unwrap_or_default(),
        ),
        _ => None,
    };
    if let Some(symbol) = &derived {
        let number = masthead.number.as_deref().unwrap_or_default();
        let with = if organ.is_some() {
            " and the organ"
        } else {
            ""
        };
        diagnostics.push(Diagnostic::new(
            Code::SymbolDerived,
            line_span(document, MastheadKind::Number),
            format!("expected a printed symbol, found none; {symbol} was derived from the number {number}{with}"),
        ));
    }
    let session = session(document, numeral, printed.as_deref(), diagnostics);
    let basis = masthead.basis.as_deref();
    Identity {
        derived: derived.is_some(),
        symbol: printed.or(derived),
        organ,
        kind,
        session,
        number: masthead.number.clone(),
        committee: basis.and_then(|basis| committee(lexicon, basis)),
        meeting: meeting(document),
        vote: vote(document),
        sponsors: sponsors(document),
    }
}

/// The number that the masthead gives.
fn own_number(document: &Document, lexicon: &Lexicon) -> Option<Numeral> {
    /// A smaller number may count anything.
    const LEAST: u32 = 100;
    let masthead = document.masthead();
    let numeral = read_number(lexicon, masthead.number.as_deref()?)?;
    match (numeral, masthead.organ, masthead.adopted) {
        // The year of what the Council adopts is that of the day.
        (Numeral::Plain(number), Some(Organ::SecurityCouncil), Some(date)) => {
            let year = u32::try_from(date.year()).ok()?;
            Some(Numeral::Yearly { number, year })
        }
        // So is the session of what the General Assembly adopted while its numbers ran on.
        (Numeral::Plain(number @ LEAST..), Some(Organ::GeneralAssembly), _) => {
            let session = general_assembly_numbered(number);
            session.map(|session| Numeral::Roman {
                number,
                letters: Letters::default(),
                kind: SessionKind::Regular,
                session,
            })
        }
        _ => Some(numeral),
    }
}

/// The symbol that the masthead prints, in its canonical form.
fn printed_symbol(document: &Document, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    let printed = document.masthead().symbol.as_deref()?;
    let span = line_span(document, MastheadKind::Symbol);
    let symbol = canonical(printed).into_owned();
    let mended = mended(&symbol);
    if let Some(read) = &mended {
        diagnostics.push(misread::symbol(span, printed, read));
    }
    if printed.chars().any(|c| homoglyph(c).is_some()) {
        diagnostics.push(Diagnostic::new(
            Code::Homoglyph,
            span,
            format!("expected Latin letters in the symbol, found look-alikes; {symbol} is read"),
        ));
    }
    Some(mended.unwrap_or(symbol))
}

/// Whether a number stands before its year, as no organ counts: *8/2015*.
const fn of_year(numeral: Numeral) -> bool {
    matches!(
        numeral,
        Numeral::Sessional {
            session: ..1900,
            number: 1900..,
            ..
        }
    )
}

/// The organ whose document it is: that of the symbol, the one that the masthead or the formula names, or the only one
/// that can have given its number.
fn organ(
    document: &Document,
    symbol: Option<&str>,
    numeral: Option<Numeral>,
    decision: bool,
) -> Option<Organ> {
    let masthead = document.masthead();
    // What bears an agency's symbol is of none of the organs, whatever its body is called: 第七十三届世界卫生大会.
    let agency = symbol.is_some_and(|symbol| {
        issuer_of_symbol(symbol).is_none() && decision_symbol(symbol).is_some()
    });
    // Such a body may be called by a word alone, as an organ is: 大会.
    let foreign = agency || numeral.is_some_and(of_year);
    let headed = masthead.organ.filter(|_| !foreign);
    let named = symbol.and_then(issuer_of_symbol).or(headed);
    if named.is_some() || foreign {
        return named;
    }
    let clues = Clues {
        decision,
        date: masthead.adopted,
        ..Clues::default()
    };
    // Where another body speaks, its number tells no organ.
    let mut nodes = document.nodes().iter();
    let speaks = nodes.any(|node| node.kind == NodeKind::Formula);
    formula_organ(document).or_else(|| decide(numeral.filter(|_| !speaks)?, clues).organ)
}

/// The symbol that an organ's number gives. Its own number is what it is printed as: a part keeps its letter.
fn derived_symbol(organ: Organ, decision: bool, numeral: Numeral) -> Option<String> {
    let longer = |cited: &Cited| match &cited.other {
        Some(other) if other.len() > cited.symbol.len() => other.clone(),
        _ => cited.symbol.clone(),
    };
    let symbols = symbols(organ, decision, numeral);
    joined(&symbols.iter().map(longer).collect::<Vec<_>>())
}

/// The session: as the masthead prints it, unless the number or the symbol gives another.
fn session(
    document: &Document,
    numeral: Option<Numeral>,
    symbol: Option<&str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<String> {
    let printed = document
        .masthead()
        .session
        .map(|session| session.to_string());
    let in_symbol = || session_in_symbol(symbol?).map(str::to_owned);
    let numbered = numeral.and_then(session_of).or_else(in_symbol);
    match (&printed, numbered) {
        // The mark of a special session is often left out.
        (Some(printed), Some(numbered)) if *printed != numbered && !numbered.contains('-') => {
            diagnostics.push(Diagnostic::new(
                Code::SessionMisread,
                line_span(document, MastheadKind::Session),
                format!("expected the session {numbered}, which the number gives, found {printed}; that of the number is taken"),
            ));
            Some(numbered)
        }
        (_, numbered) => printed.or(numbered),
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
        None => match text.find('(') {
            Some(bracket) => Some(written_at(lexicon, text, bracket, 0)?.0),
            None => {
                written_before(lexicon.language.facts(), text).map(|found| Numeral::Plain(found.0))
            }
        },
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
    let sponsored = || {
        let mut lines = document.masthead().lines.iter();
        lines.any(|line| line.kind == MastheadKind::Sponsors)
    };
    match symbol.and_then(kind_in_symbol) {
        Some(DocumentKind::Corrigendum) => return DocumentKind::Corrigendum,
        _ if sponsored() => return DocumentKind::Draft,
        Some(kind) => return kind,
        None => {}
    }
    let words = &document.language().facts().masthead;
    let statement = [
        MastheadKind::Other,
        MastheadKind::Title,
        MastheadKind::Adoption,
    ];
    let decision = [
        MastheadKind::Number,
        MastheadKind::Adoption,
        MastheadKind::Symbol,
    ];
    if headed(document, &words.statement, &statement) {
        DocumentKind::Statement
    } else if headed(document, &words.decision, &decision) || document.opening().is_some() {
        DocumentKind::Decision
    } else {
        DocumentKind::Resolution
    }
}

/// What a symbol says that it is that of.
fn kind_in_symbol(symbol: &str) -> Option<DocumentKind> {
    let is = |part: &str, word: &str| part == word || part.starts_with(word) && word.ends_with('.');
    let part = |word: &str| symbol.split('/').any(|part| is(part, word));
    Some(if part("Corr.") {
        DocumentKind::Corrigendum
    } else if part("L.") {
        DocumentKind::Draft
    } else if part("PRST") {
        DocumentKind::Statement
    } else if decision_symbol(symbol)? {
        DocumentKind::Decision
    } else {
        DocumentKind::Resolution
    })
}

/// Whether one of some words heads a line of the masthead of one of some kinds, as its clean text or its source has it.
fn headed(document: &Document, words: &Words, kinds: &[MastheadKind]) -> bool {
    let facts = document.language().facts();
    // Where words are not parted the number stands before its word: 第1/CP.24号决定.
    let numbers = |line: &str, word: &str| {
        let number = |c: char| c.is_ascii_alphanumeric() || c == ')';
        let behind = line.rfind(number).map(|at| line[at..].chars().skip(2));
        behind.is_some_and(|behind| behind.collect::<String>().starts_with(word))
    };
    // There the organ stands before the word too: 联合国安理会主席声明.
    let of_organ = |line: &str, word: &str| {
        let before = line.find(word).map(|at| &line[..at]);
        let short = before.filter(|before| before.chars().count() <= 12);
        short.is_some_and(|before| facts.organ_in(&fold(before)).is_some())
    };
    let heads = |line: &str, word: &str| {
        line.starts_with(word) || (!facts.spaced && (numbers(line, word) || of_organ(line, word)))
    };
    let lines = document.masthead().lines.iter();
    let lines = lines.filter(|line| kinds.contains(&line.kind));
    let mut texts = lines.flat_map(|line| {
        let clean = Cow::Borrowed(document.text_of(line.passage));
        [clean, printed(document, line)]
    });
    texts.any(|text| {
        let line = fold(text.trim_start_matches(['#', '*', '_', ' '])).text;
        words.folded().any(|word| heads(&line, word))
    })
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
