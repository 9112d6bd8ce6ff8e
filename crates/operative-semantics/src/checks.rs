//! Checks that catch real errors: a date that a session cannot have, a resolution cited before it was
//! adopted, a number that does not fit its year, a symbol that is not well-formed.

use jiff::civil::Date;
use operative_grammar::{Code, Diagnostic, Document};

use crate::model::{Identity, Reference, ReferenceKind, Rule};
use crate::plausible::{
    general_assembly_session, in_session, security_council_number, security_council_year,
};

/// Checks the references of a document.
pub(crate) fn check(
    document: &Document,
    identity: &Identity,
    references: &[Reference],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let adopted = document.masthead().adopted;
    for reference in references {
        let Some(target) = reference.target.as_deref() else {
            continue;
        };
        let found = [
            session_date(target, reference.date),
            cited_before_adopted(target, reference, identity, adopted),
            number_year(target),
            malformed(target, reference.rule),
        ];
        diagnostics.extend(found.into_iter().flatten().map(|(code, message, help)| {
            let diagnostic = Diagnostic::new(code, reference.span, message);
            match help {
                Some(help) => diagnostic.with_help(help),
                None => diagnostic,
            }
        }));
    }
    if let Some(symbol) = identity.symbol.as_deref()
        && let Some((code, message, _)) = session_date(symbol, adopted)
    {
        diagnostics.push(Diagnostic::new(
            code,
            operative_grammar::Span::default(),
            message,
        ));
    }
}

/// A code, what there is to say, and what to do about it.
type Finding = Option<(Code, String, Option<String>)>;

/// The session and the number of a resolution of the General Assembly.
fn general_assembly(target: &str) -> Option<(i32, u32)> {
    let rest = target
        .strip_prefix("A/RES/")
        .or_else(|| target.strip_prefix("A/DEC/"))?;
    let (session, number) = rest.split_once('/')?;
    let digits = number
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(number.len());
    Some((session.parse().ok()?, number[..digits].parse().ok()?))
}

/// A session cannot have that date.
fn session_date(target: &str, day: Option<Date>) -> Finding {
    let (session, _) = general_assembly(target)?;
    let day = day?;
    if in_session(session, day) {
        return None;
    }
    let likelier = general_assembly_session(day);
    Some((
        Code::SessionDate,
        format!(
            "expected a date from September {} to September {} with {target}, found {day}; the number is kept",
            1945 + session,
            1946 + session
        ),
        Some(format!("on {day} session {likelier} was meeting")),
    ))
}

/// A resolution is cited that was not adopted yet.
fn cited_before_adopted(
    target: &str,
    reference: &Reference,
    identity: &Identity,
    adopted: Option<Date>,
) -> Finding {
    let adopted = adopted?;
    if !matches!(
        reference.kind,
        ReferenceKind::Resolution | ReferenceKind::Decision
    ) || identity.symbol.as_deref() == Some(target)
    {
        return None;
    }
    let later = match reference.date {
        Some(date) => date > adopted,
        None => general_assembly(target)
            .is_some_and(|(session, _)| session > general_assembly_session(adopted) + 1),
    };
    later.then(|| {
        let when = reference.date.map_or_else(|| "a later session".to_owned(), |date| date.to_string());
        (
            Code::CitedBeforeAdopted,
            format!("expected a resolution adopted by {adopted}, found {target} of {when}; it is kept as printed"),
            None,
        )
    })
}

/// A number of the Security Council that does not fit its year.
fn number_year(target: &str) -> Finding {
    let (number, year) = target
        .strip_prefix("S/RES/")?
        .strip_suffix(')')?
        .split_once('(')?;
    let (number, year): (u32, u32) = (number.parse().ok()?, year.parse().ok()?);
    if security_council_number(number, year) {
        return None;
    }
    let help = security_council_year(number)
        .map(|right| format!("number {number} is of {right}: S/RES/{number}({right})"));
    Some((
        Code::NumberYear,
        format!(
            "expected number and year of a resolution of the Security Council to agree, found {number} with {year}; both are kept"
        ),
        help,
    ))
}

/// A symbol whose second part is a slip for a body's.
fn malformed(target: &str, rule: Rule) -> Finding {
    /// What may follow the organ, each with the letters that a slip turns about.
    const PARTS: [&str; 12] = [
        "RES", "DEC", "HRC", "CONF", "INF", "PRST", "ICEF", "PV", "SR", "AC", "CN", "BUR",
    ];
    if !matches!(
        rule,
        Rule::PrintedSymbol | Rule::JointSymbol | Rule::SupplementSymbol
    ) {
        return None;
    }
    let mut parts = target.split('/');
    let organ = parts
        .next()
        .filter(|organ| ["A", "S", "E"].contains(organ))?;
    let part = parts.next()?;
    let letters = part.split_once('.').map_or(part, |found| found.0);
    if letters.len() < 3
        || PARTS.contains(&letters)
        || !letters.bytes().all(|byte| byte.is_ascii_uppercase())
    {
        return None;
    }
    let sorted = |word: &str| {
        let mut bytes = word.as_bytes().to_vec();
        bytes.sort_unstable();
        bytes
    };
    let meant = PARTS
        .into_iter()
        .find(|known| sorted(known) == sorted(letters))?;
    let right = target.replacen(
        &format!("{organ}/{letters}"),
        &format!("{organ}/{meant}"),
        1,
    );
    Some((
        Code::SymbolMalformed,
        format!(
            "expected a body's name after {organ}/, found {letters:?}; the symbol is kept as printed"
        ),
        Some(format!("{right} may be meant")),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn sessions_have_their_dates() {
        assert!(session_date("A/RES/76/159", Some(date(2021, 12, 16))).is_none());
        assert!(session_date("A/RES/76/300", Some(date(2022, 7, 28))).is_none());
        let (code, _, help) =
            session_date("A/RES/76/159", Some(date(2020, 12, 16))).expect("a finding");
        assert_eq!(
            (code, help.as_deref()),
            (
                Code::SessionDate,
                Some("on 2020-12-16 session 75 was meeting")
            )
        );
    }

    #[test]
    fn numbers_fit_their_years() {
        for target in [
            "S/RES/242(1967)",
            "S/RES/1325(2000)",
            "S/RES/2725(2024)",
            "S/RES/4(1946)",
            "S/RES/2504(2020)",
            "S/RES/2900(2027)",
        ] {
            assert!(number_year(target).is_none(), "{target}");
        }
        let (_, _, help) = number_year("S/RES/1325(2010)").expect("a finding");
        assert_eq!(
            help.as_deref(),
            Some("number 1325 is of 2000: S/RES/1325(2000)")
        );
    }

    #[test]
    fn slips_in_symbols() {
        assert!(malformed("A/HCR/47/53", Rule::PrintedSymbol).is_some());
        assert!(malformed("A/HRC/47/53", Rule::PrintedSymbol).is_none());
        assert!(malformed("A/INF/75/3", Rule::PrintedSymbol).is_none());
    }
}
