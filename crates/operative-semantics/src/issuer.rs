//! Whose resolution a number is: what the text names, what the number's form allows, and what its
//! date allows.

use jiff::civil::Date;
use operative_grammar::{Organ, SessionKind};

use crate::model::Rule;
use crate::numeral::Numeral;
use crate::plausible::{human_rights_session, plausible};

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
    /// The one named before that, if another.
    pub(crate) earlier: Option<Issuer>,
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

/// The organs that can have issued a number of which nothing else is known, in the order of likelihood.
/// The Environment Assembly is not among them: only its name tells its numbers from the Council's.
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
    // Decisions of the Council were counted by themselves: `209 (LXI)`.
    let council = |organ: Organ| {
        let counted = matches!(
            numeral,
            Numeral::Roman {
                number: ..400,
                session: 49..=63,
                ..
            }
        );
        clues.decision && counted && organ == Organ::EconomicAndSocialCouncil
    };
    let fits = |organ: Organ| {
        (plausible(organ, numeral, clues.date) || council(organ))
            && !unheard_of(organ, numeral, clues.adopted)
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
        (plausible(organ, numeral, None) || council(organ))
            && !unheard_of(organ, numeral, clues.adopted)
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
        // Few other bodies number through old sessions, and none as high as the General Assembly.
        return match (numeral, &possible[..]) {
            (Numeral::Roman { .. }, [Organ::GeneralAssembly, ..]) => {
                certain(Organ::GeneralAssembly, Rule::NumberForm)
            }
            _ => open(Rule::NamedOrgan, Vec::new()),
        };
    }
    let undated = possible.is_empty();
    let own = clues
        .document
        .filter(|organ| fits(*organ) || undated && formed(*organ));
    let carried = match clues.nearest {
        Some(Issuer::Organ(organ)) if fits(organ) => Some(organ),
        // Its own cannot be meant, nor that of the organ named last: that of the one before may be.
        Some(Issuer::Organ(_)) if own.is_none() => match clues.earlier {
            Some(Issuer::Organ(organ)) => Some(organ).filter(|organ| fits(*organ)),
            _ => None,
        },
        // Nor where the date rules out every organ.
        Some(Issuer::Other) if own.is_none() || undated => {
            return open(Rule::Unknown, Vec::new());
        }
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
                Verdict {
                    organ: Some(Organ::EconomicAndSocialCouncil),
                    rule: Rule::NumberForm,
                    remaining: if possible.len() > 1 {
                        possible
                    } else {
                        Vec::new()
                    },
                }
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
            | Numeral::SpecialOfYear { .. }
            | Numeral::Sessional {
                kind: SessionKind::Emergency,
                ..
            }
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_organ_then_the_documents() {
        let clues = Clues {
            document: Some(Organ::GeneralAssembly),
            ..Clues::default()
        };
        let organ = |numeral, clues| (decide(numeral, clues).organ, decide(numeral, clues).rule);
        assert_eq!(
            organ(Numeral::regular(55, 2), clues),
            (Some(Organ::GeneralAssembly), Rule::DefaultOrgan)
        );
        assert_eq!(
            organ(
                Numeral::regular(50, 4),
                Clues {
                    nearest: Some(Issuer::Organ(Organ::HumanRightsCouncil)),
                    ..clues
                }
            ),
            (Some(Organ::HumanRightsCouncil), Rule::CarriedOrgan)
        );
        assert_eq!(
            organ(
                Numeral::regular(8, 12),
                Clues {
                    named: Some(Issuer::Other),
                    ..clues
                }
            ),
            (None, Rule::NamedOrgan)
        );
        assert_eq!(
            organ(
                Numeral::regular(2000, 22),
                Clues {
                    nearest: Some(Issuer::Organ(Organ::SubCommission)),
                    ..clues
                }
            ),
            (Some(Organ::SubCommission), Rule::CarriedOrgan)
        );
        assert_eq!(
            organ(Numeral::regular(2020, 5), clues),
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
