//! Why a reference points where it does, in a sentence.

use operative_grammar::Organ;

use crate::model::{Reference, ReferenceKind, Rule};

impl Reference {
    /// Says in one sentence why it points where it does.
    ///
    /// ```
    /// let parsed = operative_grammar::parse("The General Assembly,\n\nRecalling its resolution 70/1,\n");
    /// let resolution = operative_semantics::resolve(parsed);
    /// assert_eq!(
    ///     resolution.references[0].explain(),
    ///     "A/RES/70/1, because \"its\" means the organ of the document (the General Assembly)."
    /// );
    /// ```
    #[must_use]
    pub fn explain(&self) -> String {
        let issuer = self.issuer.map_or("the issuer", name);
        let because = match self.rule {
            Rule::PrintedSymbol => "the symbol is printed".to_owned(),
            Rule::JointSymbol => "it is one half of a printed joint symbol".to_owned(),
            Rule::NamedOrgan if self.target.is_none() => {
                "a body whose resolutions have no symbol known here is named with the number"
                    .to_owned()
            }
            Rule::NamedOrgan => format!("{issuer} is named with the number"),
            Rule::OwnOrgan => format!("\"its\" means the organ of the document ({issuer})"),
            Rule::CarriedOrgan => {
                format!("{issuer} is named before it in the sentence, and form and date fit")
            }
            Rule::NumberForm => match self.kind {
                ReferenceKind::ConferenceDecision => {
                    "the number is that of a decision of a conference of parties".to_owned()
                }
                _ if self.issuer.is_none() => {
                    "the number with its edition or its series is all that tells it".to_owned()
                }
                _ if self.candidates.len() > 1 => {
                    format!("{issuer} is the first of those that number in this form")
                }
                _ => format!("only {issuer} numbers in this form"),
            },
            Rule::RunningNumber => {
                "the Security Council's numbers run on from year to year, so that the number has its year".to_owned()
            }
            Rule::DefaultOrgan => {
                format!("no organ is named, so the organ of the document ({issuer}) is meant")
            }
            Rule::SupplementSymbol => {
                "the symbol stands in brackets after the Supplement".to_owned()
            }
            Rule::SupplementNumber => {
                "the session and the number of the Supplement make the symbol".to_owned()
            }
            Rule::NamedCharter => "the Charter is named".to_owned(),
            Rule::TreatySeries => "volume and number of the treaty series are given".to_owned(),
            Rule::SalesNumber => "the sales number is printed".to_owned(),
            Rule::PrintedAddress => "the address is printed".to_owned(),
            Rule::Ibid => "it is the source of the note before".to_owned(),
            Rule::AntecedentOutside => {
                "the note before, which it repeats, is outside this document".to_owned()
            }
            Rule::Itself => "it is a part of this document".to_owned(),
            Rule::NamedAtFootnote => "the name is sourced at its first mention".to_owned(),
            Rule::Unknown => {
                "nothing decides between the organs that may have issued it".to_owned()
            }
        };
        let target = self.target.as_deref().unwrap_or("Unknown");
        let others: Vec<&str> = self
            .candidates
            .iter()
            .map(String::as_str)
            .filter(|candidate| Some(*candidate) != self.target.as_deref())
            .collect();
        if others.is_empty() {
            format!("{target}, because {because}.")
        } else {
            format!(
                "{target}, because {because}; {} remains possible.",
                others.join(" or ")
            )
        }
    }
}

/// What an organ is called in English.
const fn name(organ: Organ) -> &'static str {
    match organ {
        Organ::GeneralAssembly => "the General Assembly",
        Organ::SecurityCouncil => "the Security Council",
        Organ::EconomicAndSocialCouncil => "the Economic and Social Council",
        Organ::TrusteeshipCouncil => "the Trusteeship Council",
        Organ::EnvironmentAssembly => "the Environment Assembly",
        Organ::HumanRightsCouncil => "the Human Rights Council",
        Organ::CommissionOnHumanRights => "the Commission on Human Rights",
        Organ::SubCommission => "the Sub-Commission",
        _ => "another organ",
    }
}
