//! Which body a short name means: the one of that kind that was named in full last.

use operative_grammar::{Organ, SessionKind, roman_numeral};

use crate::issuer::Issuer;
use crate::lexicon::Lexicon;
use crate::model::{DocumentKind, Identity};
use crate::numeral::Numeral;
use crate::tokens::Named;

/// The bodies named in full so far, in the order of the document.
#[derive(Debug, Default)]
pub(crate) struct Mentions {
    /// The latest last, each once.
    organs: Vec<Organ>,
    /// For each short name, whether another body's name that holds it came after every organ's.
    others: Vec<bool>,
    /// Numbers whose issuer a name or a date has decided, and the issuer.
    decided: Vec<(Numeral, Organ)>,
    /// What the symbols of a body begin with that is none of the organs: `CBD/COP/DEC/`, and whether its
    /// decisions are meant.
    series: Option<(String, bool)>,
}

impl Mentions {
    /// The names in a document that a body issued which may be none of the organs: what its own symbol holds
    /// before its number.
    pub(crate) fn of(identity: &Identity) -> Self {
        let series = || {
            let number = identity.number.as_deref()?;
            let series = identity.symbol.as_deref()?.strip_suffix(number)?;
            let decision = identity.kind == DocumentKind::Decision;
            let of_another = identity.organ.is_none() && series.ends_with('/');
            of_another.then(|| (series.to_owned(), decision))
        };
        Self {
            series: series(),
            ..Self::default()
        }
    }

    /// The symbol of one of the body's own resolutions or decisions.
    pub(crate) fn own_symbol(&self, numeral: Numeral, decision: bool) -> Option<String> {
        let (series, decisions) = self.series.as_ref()?;
        match numeral {
            Numeral::Sessional {
                kind: SessionKind::Regular,
                session,
                number,
                letters,
            } if letters.is_empty() && decision == *decisions => {
                Some(format!("{series}{session}/{number}"))
            }
            Numeral::Meeting { session, number } if decision == *decisions => {
                Some(format!("{series}{}/{number}", roman_numeral(session)?))
            }
            _ => None,
        }
    }

    /// Takes note of whose a number is.
    pub(crate) fn decide(&mut self, numeral: Numeral, organ: Organ) {
        if self.decided(numeral).is_none() {
            self.decided.push((numeral, organ));
        }
    }

    /// Whose a number was said to be before.
    pub(crate) fn decided(&self, numeral: Numeral) -> Option<Organ> {
        self.decided
            .iter()
            .find(|decided| decided.0 == numeral)
            .map(|decided| decided.1)
    }

    /// Takes note of a name.
    pub(crate) fn note(&mut self, lexicon: &Lexicon, name: Named, text: &str) {
        self.others.resize(lexicon.short_names.len(), false);
        match name {
            Named::Organ(organ) => {
                self.organs.retain(|known| *known != organ);
                self.organs.push(organ);
                for (other, short) in self.others.iter_mut().zip(&lexicon.short_names) {
                    *other &= !short.organs.contains(&organ);
                }
            }
            Named::Other => {
                for (other, short) in self.others.iter_mut().zip(&lexicon.short_names) {
                    *other |= short.words.iter().any(|word| text.contains(word.as_str()));
                }
            }
            Named::Short(_) => {}
        }
    }

    /// Who is meant by a name in a document of an organ.
    pub(crate) fn issuer(
        &self,
        lexicon: &Lexicon,
        name: Named,
        document: Option<Organ>,
    ) -> Option<Issuer> {
        match name {
            Named::Organ(organ) => Some(Issuer::Organ(organ)),
            Named::Other => Some(Issuer::Other),
            Named::Short(short) => {
                if self
                    .others
                    .get(usize::from(short))
                    .copied()
                    .unwrap_or_default()
                {
                    return Some(Issuer::Other);
                }
                let short = lexicon.short_names.get(usize::from(short))?;
                let organs = &short.organs;
                let latest = self
                    .organs
                    .iter()
                    .rev()
                    .find(|organ| organs.contains(organ))
                    .copied();
                // A commission may be any; but the Assembly of an organ's text, and its Sub-Commission, is the one.
                let only = match organs[..] {
                    [only @ (Organ::GeneralAssembly | Organ::SubCommission)] => Some(only),
                    _ => None,
                };
                let of_organ = document.is_some_and(|organ| organ != Organ::EnvironmentAssembly);
                latest
                    .or(document.filter(|organ| organs.contains(organ)))
                    .or(only.filter(|_| of_organ))
                    .map(Issuer::Organ)
                    .or(short.or_other.then_some(Issuer::Other))
            }
        }
    }
}
