//! Whose resolution a number is: what the text names, what the number's form allows, and what its
//! date allows.

use jiff::civil::Date;
use operative_grammar::{Organ, SessionKind};

use crate::model::Rule;
use crate::numeral::{Numeral, session_mark, to_roman};

/// What the text around a number says of its issuer.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Clues {
    /// Whether it is a decision rather than a resolution.
    pub(crate) decision: bool,
    /// The date that stands with it.
    pub(crate) date: Option<Date>,
    /// The organ named with it.
    pub(crate) named: Option<Issuer>,
    /// Whether it is "its" resolution.
    pub(crate) own: bool,
    /// The organ named last in the sentence.
    pub(crate) nearest: Option<Issuer>,
    /// The organ of the document.
    pub(crate) document: Option<Organ>,
    /// When the document was adopted.
    pub(crate) adopted: Option<Date>,
}

/// An issuer.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Issuer {
    /// An organ.
    Organ(Organ),
    /// A body that is none of the organs.
    Other,
}

/// The answer: who issued it and why, or who may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    /// The issuer.
    pub(crate) organ: Option<Organ>,
    /// Why.
    pub(crate) rule: Rule,
    /// The issuers that remain where more than one does, the likeliest first.
    pub(crate) remaining: Vec<Organ>,
}

/// The organs that can have issued a number, in the order of likelihood without further clues.
const ORGANS: [Organ; 7] = [
    Organ::GeneralAssembly,
    Organ::SecurityCouncil,
    Organ::EconomicAndSocialCouncil,
    Organ::HumanRightsCouncil,
    Organ::CommissionOnHumanRights,
    Organ::SubCommission,
    Organ::TrusteeshipCouncil,
];

/// Decides whose a number is: the organ named with it, then the document's own ("its"), then the
/// organ named before, then the document's by default, each only where form and date allow it.
pub(crate) fn decide(numeral: Numeral, clues: Clues) -> Verdict {
    let fits = |organ: Organ| {
        plausible(organ, numeral, clues.date) && !unheard_of(organ, numeral, clues.adopted)
    };
    let possible: Vec<Organ> = ORGANS.into_iter().filter(|organ| fits(*organ)).collect();
    let certain = |organ: Organ, rule: Rule| Verdict {
        organ: Some(organ),
        rule,
        remaining: Vec::new(),
    };
    let open = |rule: Rule, remaining: Vec<Organ>| Verdict {
        organ: None,
        rule,
        remaining,
    };
    // A name outweighs a date: where the two disagree, the date is wrong and a check says so.
    let formed = |organ: Organ| {
        plausible(organ, numeral, None) && !unheard_of(organ, numeral, clues.adopted)
    };
    if let Some(Issuer::Organ(organ)) = clues.named
        && formed(organ)
    {
        return certain(organ, Rule::NamedOrgan);
    }
    if form_is_unique(numeral)
        && let Some(only) = ORGANS.into_iter().find(|organ| formed(*organ))
    {
        return certain(only, Rule::NumberForm);
    }
    if clues.named == Some(Issuer::Other) {
        return open(Rule::NamedOrgan, Vec::new());
    }
    let undated = possible.is_empty();
    let own = clues
        .document
        .filter(|organ| fits(*organ) || undated && formed(*organ));
    let carried = match clues.nearest {
        Some(Issuer::Organ(organ)) => Some(organ).filter(|organ| fits(*organ)),
        Some(Issuer::Other) if own.is_none() => return open(Rule::Unknown, Vec::new()),
        _ => None,
    };
    if clues.own
        && let Some(organ) = own
    {
        return match carried.filter(|carried| *carried != organ) {
            // "The Council, in its resolution …": either may be meant.
            Some(other) => open(Rule::Unknown, vec![organ, other]).settled_by(clues.date, numeral),
            None => certain(organ, Rule::OwnOrgan),
        };
    }
    if let Some(organ) = carried {
        return certain(organ, Rule::CarriedOrgan);
    }
    if let Some(organ) = own {
        return certain(organ, Rule::DefaultOrgan);
    }
    match possible[..] {
        // Other bodies number by session too: only a date tells them from the Human Rights Council.
        [Organ::HumanRightsCouncil] if clues.date.is_none() => open(Rule::Unknown, possible),
        [only] => certain(only, Rule::NumberForm),
        _ => match numeral {
            // A year and a number: the Council's, unless a commission below it is named.
            Numeral::Sessional {
                session: 1900.., ..
            } if possible.contains(&Organ::EconomicAndSocialCouncil) && clues.date.is_none() => {
                certain(Organ::EconomicAndSocialCouncil, Rule::NumberForm)
            }
            _ => open(Rule::Unknown, possible),
        },
    }
}

impl Verdict {
    /// Where two remain, a date that only one of them can have decides.
    fn settled_by(self, date: Option<Date>, numeral: Numeral) -> Self {
        if date.is_none() {
            return Self {
                organ: self.remaining.first().copied(),
                rule: Rule::OwnOrgan,
                ..self
            };
        }
        let left: Vec<Organ> = self
            .remaining
            .iter()
            .copied()
            .filter(|organ| plausible(*organ, numeral, date))
            .collect();
        match left[..] {
            [only] => Self {
                organ: Some(only),
                rule: Rule::CarriedOrgan,
                remaining: Vec::new(),
            },
            _ => Self {
                organ: left.first().copied(),
                rule: Rule::OwnOrgan,
                remaining: left,
            },
        }
    }
}

/// Whether the number is of a session that had not opened when the citing document was adopted. The
/// General Assembly is left out: there such a citation is a fault to be told, not another's.
fn unheard_of(organ: Organ, numeral: Numeral, adopted: Option<Date>) -> bool {
    match (organ, numeral, adopted) {
        (
            Organ::HumanRightsCouncil,
            Numeral::Sessional {
                kind: SessionKind::Regular,
                session,
                ..
            },
            Some(adopted),
        ) => session as i32 > human_rights_session(i32::from(adopted.year())) + 2,
        _ => false,
    }
}

/// Whether the form alone says whose it is: `1325 (2000)`, `ES-11/1`.
const fn form_is_unique(numeral: Numeral) -> bool {
    matches!(
        numeral,
        Numeral::Yearly { .. }
            | Numeral::Sessional {
                kind: SessionKind::Emergency,
                ..
            }
    )
}

/// Whether an organ can have issued the number, on the date where one is given.
pub(crate) fn plausible(organ: Organ, numeral: Numeral, date: Option<Date>) -> bool {
    let year = date.map(|date| i32::from(date.year()));
    match numeral {
        Numeral::Yearly { year: of, .. } => {
            organ == Organ::SecurityCouncil
                && year.is_none_or(|year| i64::from(year) == i64::from(of))
        }
        Numeral::Roman {
            number,
            kind,
            session,
            ..
        } => match organ {
            Organ::GeneralAssembly => {
                kind != SessionKind::Regular || general_assembly_number(session, number)
            }
            Organ::EconomicAndSocialCouncil => {
                kind == SessionKind::Regular && session <= 63 && number <= 2130
            }
            Organ::CommissionOnHumanRights => {
                kind == SessionKind::Regular && session <= 36 && number <= 60
            }
            Organ::TrusteeshipCouncil => {
                kind == SessionKind::Regular && number >= 2000 && session >= 21
            }
            _ => false,
        },
        Numeral::Sessional {
            kind,
            session,
            number,
            ..
        } if session < 1900 => {
            let session = session as i32;
            match (organ, kind) {
                (Organ::GeneralAssembly, SessionKind::Emergency) => true,
                (Organ::GeneralAssembly, SessionKind::Special) => (8..60).contains(&session),
                (Organ::GeneralAssembly, SessionKind::Regular) => {
                    (31..155).contains(&session)
                        && date.is_none_or(|date| {
                            (0..=1).contains(&general_assembly_session(date).abs_diff(session))
                        })
                }
                (Organ::HumanRightsCouncil, SessionKind::Special) => {
                    session <= 60 && year.is_none_or(|year| year >= 2006)
                }
                (Organ::HumanRightsCouncil, SessionKind::Regular) => {
                    session <= 150
                        && number <= 120
                        && year.is_none_or(|year| {
                            year >= 2006 && human_rights_session(year).abs_diff(session) <= 4
                        })
                }
                _ => false,
            }
        }
        Numeral::Sessional {
            session, number, ..
        } => {
            let session = session as i32;
            let of_year = |from: i32, to: i32| {
                (from..=to).contains(&session)
                    && year.is_none_or(|year| (year - session).abs() <= 1)
            };
            match organ {
                Organ::EconomicAndSocialCouncil => of_year(1978, 2100),
                Organ::CommissionOnHumanRights => {
                    of_year(1980, 2006)
                        && number <= 140
                        && date.is_none_or(|date| (1..=5).contains(&date.month()))
                }
                Organ::SubCommission => {
                    of_year(1980, 2006)
                        && number <= 130
                        && date.is_none_or(|date| (7..=9).contains(&date.month()))
                }
                _ => false,
            }
        }
        Numeral::Conference { .. } | Numeral::Plain(_) => false,
    }
}

/// The session of the General Assembly that a date falls into: session *n* opens in September of
/// 1945 + *n*.
pub(crate) fn general_assembly_session(date: Date) -> i32 {
    i32::from(date.year()) - 1945 - i32::from(date.month() < 9)
}

/// The middle one of the three sessions that the Human Rights Council holds in a year.
const fn human_rights_session(year: i32) -> i32 {
    if year < 2009 {
        2 + (year - 2006) * 4
    } else {
        11 + (year - 2009) * 3
    }
}

/// Whether a resolution of the General Assembly's first thirty sessions can have the number: they
/// run from session to session without a break.
fn general_assembly_number(session: u32, number: u32) -> bool {
    /// The number of the last resolution of each session.
    const LAST: [u32; 30] = [
        103, 190, 291, 373, 499, 610, 711, 813, 914, 997, 1138, 1236, 1352, 1493, 1627, 1755, 1872,
        1995, 2009, 2134, 2251, 2376, 2498, 2609, 2750, 2903, 3049, 3200, 3361, 3541,
    ];
    /// How far off the table a number may be: some were given after the session.
    const SLACK: u32 = 12;
    let Some(at) = (session as usize)
        .checked_sub(1)
        .filter(|at| *at < LAST.len())
    else {
        return false;
    };
    let first = at.checked_sub(1).map_or(0, |before| LAST[before]);
    (first.saturating_sub(SLACK)..=LAST[at] + SLACK).contains(&number)
}

/// The symbols of a number issued by an organ: one for each letter.
///
/// Parts of a set are issued in one document, that of the set (`A/RES/53/77` holds A to AA), and of
/// parts adopted one after the other the first bears the bare symbol too; the second and third bear
/// their letter (`A/RES/52/12B`). So a part has two possible symbols, of which the letter, and
/// whether other parts are cited with it, tell the likelier; the other stays a candidate.
pub(crate) fn symbols(organ: Organ, decision: bool, numeral: Numeral) -> Vec<Cited> {
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
                to_roman(session)
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

/// What a number cites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cited {
    /// The symbol.
    pub(crate) symbol: String,
    /// The symbol it may have instead: with or without the letter of a part.
    pub(crate) other: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn sessional(session: u32, number: u32) -> Numeral {
        Numeral::Sessional {
            kind: SessionKind::Regular,
            session,
            number,
            letters: Default::default(),
        }
    }

    #[test]
    fn form_and_date_allow() {
        let fits = |organ, numeral, date| plausible(organ, numeral, date);
        assert!(fits(
            Organ::GeneralAssembly,
            sessional(76, 159),
            Some(date(2021, 12, 16))
        ));
        assert!(!fits(
            Organ::GeneralAssembly,
            sessional(50, 4),
            Some(date(2022, 7, 7))
        ));
        assert!(fits(
            Organ::HumanRightsCouncil,
            sessional(50, 4),
            Some(date(2022, 7, 7))
        ));
        assert!(fits(
            Organ::SubCommission,
            sessional(2000, 22),
            Some(date(2000, 8, 18))
        ));
        assert!(!fits(
            Organ::CommissionOnHumanRights,
            sessional(2000, 22),
            Some(date(2000, 8, 18))
        ));
        let roman = |number, session| Numeral::Roman {
            number,
            letters: Default::default(),
            kind: SessionKind::Regular,
            session,
        };
        assert!(fits(Organ::GeneralAssembly, roman(217, 3), None));
        assert!(!fits(Organ::GeneralAssembly, roman(663, 24), None));
        assert!(fits(Organ::EconomicAndSocialCouncil, roman(1503, 48), None));
    }

    #[test]
    fn the_nearest_organ_then_the_documents() {
        let clues = Clues {
            document: Some(Organ::GeneralAssembly),
            ..Clues::default()
        };
        let organ = |numeral, clues| (decide(numeral, clues).organ, decide(numeral, clues).rule);
        assert_eq!(
            organ(sessional(55, 2), clues),
            (Some(Organ::GeneralAssembly), Rule::DefaultOrgan)
        );
        assert_eq!(
            organ(
                sessional(50, 4),
                Clues {
                    nearest: Some(Issuer::Organ(Organ::HumanRightsCouncil)),
                    ..clues
                }
            ),
            (Some(Organ::HumanRightsCouncil), Rule::CarriedOrgan)
        );
        assert_eq!(
            organ(
                sessional(8, 12),
                Clues {
                    named: Some(Issuer::Other),
                    ..clues
                }
            ),
            (None, Rule::NamedOrgan)
        );
        assert_eq!(
            organ(
                sessional(2000, 22),
                Clues {
                    nearest: Some(Issuer::Organ(Organ::SubCommission)),
                    ..clues
                }
            ),
            (Some(Organ::SubCommission), Rule::CarriedOrgan)
        );
        assert_eq!(
            organ(sessional(2020, 5), clues),
            (Some(Organ::EconomicAndSocialCouncil), Rule::NumberForm)
        );
        assert_eq!(
            organ(
                Numeral::Yearly {
                    number: 1325,
                    year: 2000
                },
                clues
            ),
            (Some(Organ::SecurityCouncil), Rule::NumberForm)
        );
    }
}
