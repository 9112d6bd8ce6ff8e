//! Numbers whose issuer is decided once the sentence has been read.

use crate::cite::Citation;
use crate::issuer::{Clues, Verdict, decide};
use crate::mentions::Mentions;
use crate::model::Rule;
use crate::numeral::Numeral;
use crate::symbols::symbols;

/// A number whose issuer is decided once everything around it is read.
#[derive(Clone, Debug)]
pub(crate) struct Pending {
    pub(crate) citation: Citation,
    pub(crate) numeral: Option<Numeral>,
    pub(crate) clues: Clues,
}

/// Decides a number's issuer and adds one citation for each of its letters.
pub(crate) fn settle(pending: Pending, mentions: &mut Mentions, settled: &mut Vec<Citation>) {
    let Pending {
        mut citation,
        numeral,
        clues,
    } = pending;
    let Some(numeral) = numeral else {
        settled.push(citation);
        return;
    };
    if let Numeral::Conference { .. } | Numeral::Meeting { .. } = numeral {
        let body = clues.own || clues.named.is_none();
        let own = body.then(|| mentions.own_symbol(numeral, clues.decision));
        citation.rule = if let Some(symbol) = own.flatten() {
            citation.target = Some(symbol);
            Rule::OwnOrgan
        } else {
            Rule::NumberForm
        };
        settled.push(citation);
        return;
    }
    let mut verdict = decide(numeral, clues);
    match (verdict.rule, verdict.organ) {
        (Rule::NamedOrgan, Some(organ)) => mentions.decide(numeral, organ),
        // Nothing near the number decides, but the document has said whose it is.
        (Rule::OwnOrgan | Rule::DefaultOrgan | Rule::Unknown, _) if clues.date.is_none() => {
            if let Some(organ) = mentions
                .decided(numeral)
                .filter(|organ| verdict.organ != Some(*organ))
            {
                verdict = Verdict {
                    organ: Some(organ),
                    rule: Rule::CarriedOrgan,
                    remaining: Vec::new(),
                };
            }
        }
        _ => {}
    }
    citation.issuer = verdict.organ;
    if citation.rule != Rule::RunningNumber {
        citation.rule = verdict.rule;
    }
    citation.candidates = verdict
        .remaining
        .iter()
        .flat_map(|organ| symbols(*organ, clues.decision, numeral))
        .map(|cited| cited.symbol)
        .collect();
    let Some(organ) = verdict.organ else {
        let own = clues
            .own
            .then(|| mentions.own_symbol(numeral, clues.decision));
        if let Some(symbol) = own.flatten() {
            citation.target = Some(symbol);
            citation.rule = Rule::OwnOrgan;
            citation.candidates.clear();
        }
        settled.push(citation);
        return;
    };
    let cited = symbols(organ, clues.decision, numeral);
    if cited.is_empty() {
        settled.push(citation);
        return;
    }
    let cited = cited.into_iter();
    settled.extend(cited.map(|cited| {
        let mut citation = Citation {
            target: Some(cited.symbol.clone()),
            ..citation.clone()
        };
        if let (Some(other), true) = (cited.other, citation.candidates.is_empty()) {
            citation.candidates = vec![cited.symbol, other];
        }
        citation
    }));
}
