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
    let series = match organ {
        Organ::GeneralAssembly => "A",
        Organ::SecurityCouncil => "S",
        Organ::EconomicAndSocialCouncil => "E",
        Organ::HumanRightsCouncil => "A/HRC",
        Organ::CommissionOnHumanRights => "E/CN.4",
        Organ::SubCommission => "E/CN.4/Sub.2",
        Organ::TrusteeshipCouncil => "T",
        _ => return Vec::new(),
    };
    let nature = if decision { "DEC" } else { "RES" };
    let (symbol, letters) = match numeral {
        Numeral::Sessional {
            kind,
            session,
            number,
            letters,
        } => (
            format!("{series}/{nature}/{}{session}/{number}", session_mark(kind)),
            letters,
        ),
        Numeral::Roman {
            number,
            letters,
            kind,
            session,
        } => (
            format!(
                "{series}/{nature}/{number}({}{})",
                session_mark(kind),
                roman_numeral(session).unwrap_or_else(|| session.to_string())
            ),
            letters,
        ),
        Numeral::Yearly { number, year } => (
            format!("{series}/{nature}/{number}({year})"),
            Default::default(),
        ),
        Numeral::Conference { .. } | Numeral::Plain(_) => return Vec::new(),
    };
    if letters.is_empty() {
        return vec![Cited {
            symbol,
            other: None,
        }];
    }
    let alone = letters.each().count() == 1;
    let sessional = matches!(numeral, Numeral::Sessional { .. }) && !decision;
    let cited = |letter: char| {
        let part = format!("{symbol}{letter}");
        match sessional {
            false => Cited {
                symbol: part,
                other: None,
            },
            true if alone && matches!(letter, 'B' | 'C') => Cited {
                symbol: part,
                other: Some(symbol.clone()),
            },
            true => Cited {
                symbol: symbol.clone(),
                other: Some(part),
            },
        }
    };
    letters.each().map(cited).collect()
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

/// What a number cites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cited {
    /// The symbol.
    pub(crate) symbol: String,
    /// The symbol it may have instead: with or without the letter of a part.
    pub(crate) other: Option<String>,
}
