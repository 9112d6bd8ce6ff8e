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
    let possible: Vec<Organ> = ORGANS
        .into_iter()
        .filter(|organ| clues.allow(*organ, numeral))
        .collect();
    told(numeral, clues, &possible)
        .or_else(|| implied(numeral, clues, &possible))
        .unwrap_or_else(|| by_form(numeral, clues, possible))
}

/// The issuer that is named with a number, or that its form tells by itself. A name outweighs a date: where the two
/// disagree, the date is wrong and a check says so.
fn told(numeral: Numeral, clues: Clues, possible: &[Organ]) -> Option<Verdict> {
    if let Some(Issuer::Organ(organ)) = clues.named
        && clues.allow_form(organ, numeral)
    {
        return Some(Verdict::certain(organ, Rule::NamedOrgan));
    }
    if form_is_unique(numeral)
        && let Some(only) = ORGANS
            .into_iter()
            .find(|organ| clues.allow_form(*organ, numeral))
    {
        return Some(Verdict::certain(only, Rule::NumberForm));
    }
    let other = clues.named == Some(Issuer::Other);
    other.then(|| match (numeral, possible) {
        // Few other bodies number through old sessions, and none as high as the General Assembly.
        (Numeral::Roman { .. }, [Organ::GeneralAssembly, ..]) => {
            Verdict::certain(Organ::GeneralAssembly, Rule::NumberForm)
        }
        _ => Verdict::open(Rule::NamedOrgan, Vec::new()),
    })
}

/// The issuer that the sentence or the document implies.
fn implied(numeral: Numeral, clues: Clues, possible: &[Organ]) -> Option<Verdict> {
    let fits = |organ: &Organ| clues.allow(*organ, numeral);
    let undated = possible.is_empty();
    let own = clues
        .document
        .filter(|organ| fits(organ) || undated && clues.allow_form(*organ, numeral));
    let carried = match clues.nearest {
        Some(Issuer::Organ(organ)) if fits(&organ) => Some(organ),
        // Its own cannot be meant, nor that of the organ named last: that of the one before may be.
        Some(Issuer::Organ(_)) if own.is_none() => match clues.earlier {
            Some(Issuer::Organ(organ)) => Some(organ).filter(fits),
            _ => None,
        },
        // Nor where the date rules out every organ.
        Some(Issuer::Other) if own.is_none() || undated => {
            return Some(Verdict::open(Rule::Unknown, Vec::new()));
        }
        _ => None,
    };
    match (own, carried) {
        // "The Council, in its resolution …": either may be meant.
        (Some(own), Some(carried)) if clues.own && carried != own => {
            let either = Verdict::open(Rule::Unknown, vec![own, carried]);
            Some(either.settled_by(clues.date, numeral))
        }
        (Some(own), _) if clues.own => Some(Verdict::certain(own, Rule::OwnOrgan)),
        (_, Some(carried)) => Some(Verdict::certain(carried, Rule::CarriedOrgan)),
        (Some(own), None) => Some(Verdict::certain(own, Rule::DefaultOrgan)),
        (None, None) => None,
    }
}

/// The issuer where nothing but the number and its date tells.
fn by_form(numeral: Numeral, clues: Clues, possible: Vec<Organ>) -> Verdict {
    match (numeral, &possible[..]) {
        // Other bodies number by session too: only a date tells them from the Human Rights Council.
        (_, [Organ::HumanRightsCouncil]) if clues.date.is_none() => {
            Verdict::open(Rule::Unknown, possible)
        }
        (_, [only]) => Verdict::certain(*only, Rule::NumberForm),
        // A year and a number: the Council's, unless a commission below it is named.
        (
            Numeral::Sessional {
                session: 1900.., ..
            },
            several,
        ) if clues.date.is_none() && several.contains(&Organ::EconomicAndSocialCouncil) => {
            Verdict {
                organ: Some(Organ::EconomicAndSocialCouncil),
                rule: Rule::NumberForm,
                remaining: possible,
            }
        }
        _ => Verdict::open(Rule::Unknown, possible),
    }
}

impl Clues {
    /// Whether an organ can have issued a number, on the date that stands with it.
    fn allow(self, organ: Organ, numeral: Numeral) -> bool {
        self.allow_on(self.date, organ, numeral)
    }

    /// The same whatever the date.
    fn allow_form(self, organ: Organ, numeral: Numeral) -> bool {
        self.allow_on(None, organ, numeral)
    }

    fn allow_on(self, date: Option<Date>, organ: Organ, numeral: Numeral) -> bool {
        // Decisions of the Council were counted by themselves: `209 (LXI)`.
        let counted = matches!(
            numeral,
            Numeral::Roman {
                number: ..400,
                session: 49..=63,
                ..
            }
        );
        let council = self.decision && counted && organ == Organ::EconomicAndSocialCouncil;
        (plausible(organ, numeral, date) || council) && !unheard_of(organ, numeral, self.adopted)
    }
}

impl Verdict {
    /// One issuer, and no other.
    const fn certain(organ: Organ, rule: Rule) -> Self {
        Self {
            organ: Some(organ),
            rule,
            remaining: Vec::new(),
        }
    }

    /// No issuer, and those that it may be.
    const fn open(rule: Rule, remaining: Vec<Organ>) -> Self {
        Self {
            organ: None,
            rule,
            remaining,
        }
    }

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
    use jiff::civil::date;

    #[test]
    fn the_nearest_organ_then_the_documents() {
        let clues = Clues {
            document: Some(Organ::GeneralAssembly),
            ..Clues::default()
        };
        let nearest = |organ| Clues {
            nearest: Some(Issuer::Organ(organ)),
            ..clues
        };
        let other = Clues {
            named: Some(Issuer::Other),
            ..clues
        };
        let own = Clues { own: true, ..clues };
        let either = Clues {
            own: true,
            ..nearest(Organ::HumanRightsCouncil)
        };
        let regular = Numeral::regular;
        let yearly = Numeral::Yearly {
            number: 1325,
            year: 2000,
        };
        for (numeral, clues, organ, rule) in [
            (
                regular(55, 2),
                clues,
                Some(Organ::GeneralAssembly),
                Rule::DefaultOrgan,
            ),
            (
                regular(55, 2),
                own,
                Some(Organ::GeneralAssembly),
                Rule::OwnOrgan,
            ),
            (
                regular(50, 4),
                nearest(Organ::HumanRightsCouncil),
                Some(Organ::HumanRightsCouncil),
                Rule::CarriedOrgan,
            ),
            (
                regular(50, 4),
                either,
                Some(Organ::GeneralAssembly),
                Rule::OwnOrgan,
            ),
            (regular(8, 12), other, None, Rule::NamedOrgan),
            (
                regular(2000, 22),
                nearest(Organ::SubCommission),
                Some(Organ::SubCommission),
                Rule::CarriedOrgan,
            ),
            (
                regular(2020, 5),
                clues,
                Some(Organ::EconomicAndSocialCouncil),
                Rule::NumberForm,
            ),
            (
                yearly,
                clues,
                Some(Organ::SecurityCouncil),
                Rule::NumberForm,
            ),
        ] {
            let verdict = decide(numeral, clues);
            assert_eq!((verdict.organ, verdict.rule), (organ, rule), "{numeral:?}");
        }
    }

    #[test]
    fn a_date_tells_which_of_two_is_meant() {
        let clues = Clues {
            own: true,
            document: Some(Organ::GeneralAssembly),
            nearest: Some(Issuer::Organ(Organ::HumanRightsCouncil)),
            ..Clues::default()
        };
        let on = |date| {
            let clues = Clues {
                date: Some(date),
                ..clues
            };
            decide(Numeral::regular(50, 4), clues)
        };
        assert_eq!(on(date(2022, 7, 7)).organ, Some(Organ::HumanRightsCouncil));
        assert_eq!(on(date(1995, 11, 1)).organ, Some(Organ::GeneralAssembly));
        let open = decide(Numeral::regular(50, 4), clues);
        assert_eq!(
            open.remaining,
            [Organ::GeneralAssembly, Organ::HumanRightsCouncil]
        );
    }
}
