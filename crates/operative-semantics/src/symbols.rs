//! The canonical symbol of a number, once it is decided whose it is.

use operative_grammar::{Organ, roman_numeral};

use crate::numeral::{Numeral, session_mark};

/// The symbols of a number issued by an organ: one for each letter.
///
/// Parts of a set are issued in one document, that of the set (`A/RES/53/77` holds A to AA), and of
/// parts adopted one after the other the first bears the bare symbol too; the second and third bear
/// their letter (`A/RES/52/12B`). So a part has two possible symbols, of which the letter, and
/// whether other parts are cited with it, tell the likelier; the other stays a candidate.
pub(crate) fn symbols(organ: Organ, decision: bool, numeral: Numeral) -> Vec<Cited> {
    if organ == Organ::EnvironmentAssembly {
        return environment_assembly(decision, numeral);
    }
    let Some(symbol) = symbol_of_set(organ, decision, numeral) else {
        return Vec::new();
    };
    let (letters, sessional) = match numeral {
        Numeral::Sessional { letters, .. } => (letters, true),
        Numeral::Roman { letters, .. } => (letters, false),
        _ => Default::default(),
    };
    if letters.is_empty() {
        return vec![Cited {
            symbol,
            other: None,
        }];
    }
    let alone = letters.each().count() == 1;
    let cited = |letter: char| {
        let part = format!("{symbol}{letter}");
        let (symbol, other) = if !sessional || decision {
            (part, None)
        } else if alone && matches!(letter, 'B' | 'C') {
            (part, Some(symbol.clone()))
        } else {
            (symbol.clone(), Some(part))
        };
        Cited { symbol, other }
    };
    letters.each().map(cited).collect()
}

/// The symbol of a number without the letter of a part: `A/RES/64/394`, `A/RES/217(III)`, `S/RES/1325(2000)`.
fn symbol_of_set(organ: Organ, decision: bool, numeral: Numeral) -> Option<String> {
    let series = match organ {
        Organ::GeneralAssembly => "A",
        Organ::SecurityCouncil => "S",
        Organ::EconomicAndSocialCouncil => "E",
        Organ::HumanRightsCouncil => "A/HRC",
        Organ::CommissionOnHumanRights => "E/CN.4",
        Organ::SubCommission => "E/CN.4/Sub.2",
        Organ::TrusteeshipCouncil => "T",
        _ => return None,
    };
    let nature = if decision { "DEC" } else { "RES" };
    let number = match numeral {
        Numeral::Sessional {
            kind,
            session,
            number,
            ..
        } => format!("{}{session}/{number}", session_mark(kind)),
        Numeral::Roman {
            number,
            kind,
            session,
            ..
        } => {
            let roman = roman_numeral(session).unwrap_or_else(|| session.to_string());
            format!("{number}({}{roman})", session_mark(kind))
        }
        Numeral::Yearly { number, year } => format!("{number}({year})"),
        Numeral::SpecialOfYear {
            year,
            session,
            number,
        } => format!("{year}/S-{session}/{number}"),
        Numeral::Conference { .. } | Numeral::Meeting { .. } | Numeral::Plain(_) => return None,
    };
    Some(format!("{series}/{nature}/{number}"))
}

/// `UNEP/EA.4/Res.14`: the symbols of its resolutions are of the programme's kind. Its decisions have none,
/// and the resolutions of its first two sessions are cited as annexed to its reports (A/69/25, A/71/25).
fn environment_assembly(decision: bool, numeral: Numeral) -> Vec<Cited> {
    match numeral {
        Numeral::Sessional {
            session, number, ..
        } if !decision && session > 2 => vec![Cited {
            symbol: format!("UNEP/EA.{session}/Res.{number}"),
            other: None,
        }],
        _ => Vec::new(),
    }
}

/// What a symbol says it is that of: `Some(true)` of a decision, `Some(false)` of a resolution.
pub(crate) fn decision_symbol(symbol: &str) -> Option<bool> {
    let part = |word: &str| {
        symbol.split('/').any(|part| {
            let head = part.get(..word.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(word))
                && matches!(part.as_bytes().get(word.len()), None | Some(b'.'))
        })
    };
    if part("RES") {
        return Some(false);
    }
    if part("DEC") {
        return Some(true);
    }
    // Those of specialized agencies: `WHA74.7` and `A.1185(33)`, but `WHA74(7)` and `44COM7B.34`.
    let divided = symbol.starts_with("WHA") || symbol.starts_with("EB");
    (!symbol.contains('/')).then(|| divided && symbol.ends_with(')') || symbol.contains("COM"))
}

/// The session that a symbol of a specialized agency or a conference of parties gives: of `WHA74.7`, `40C/24`,
/// `GC(61)/RES/8`, `A.1185(33)`, `A41-21`, `44COM7B.34`.
pub(crate) fn session_in_symbol(symbol: &str) -> Option<&str> {
    let digits = |text: &'_ str| text.bytes().take_while(u8::is_ascii_digit).count();
    let leading = digits(symbol);
    if leading > 0 {
        return Some(&symbol[..leading]);
    }
    if let Some((session, _)) = symbol
        .strip_prefix('A')
        .and_then(|rest| rest.split_once('-'))
    {
        return (digits(session) == session.len() && session.len() == 2).then_some(session);
    }
    let mut numbered = ["WHA", "EB"].into_iter();
    let numbered = numbered.find_map(|organ| symbol.strip_prefix(organ));
    let behind = numbered.or_else(|| {
        let (head, rest) = symbol.split_once('(')?;
        let agency = match symbol.split_once('/') {
            // The session stands behind the organ's letters, and no year is one.
            Some((organ, _)) => organ.len() > head.len(),
            None => head.contains('.') && !head.starts_with("Conf."),
        };
        agency.then_some(rest)
    })?;
    let length = digits(behind);
    (1..=3).contains(&length).then(|| &behind[..length])
}

/// What a number cites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cited {
    /// The symbol.
    pub(crate) symbol: String,
    /// The symbol it may have instead: with or without the letter of a part.
    pub(crate) other: Option<String>,
}
