//! Where what is cited can be found.

use jiff::civil::Date;
use operative_grammar::{Language, Organ};

/// The address on the web of what a target names, in a language: of a symbol that of its document in
/// the United Nations' own store. `None` for what has none, as a treaty by its volume.
///
/// ```
/// use operative_formats::write::address;
/// use operative_grammar::Language;
/// let french = Language::from_code("fr").unwrap();
/// assert_eq!(
///     address("A/RES/217(III)A", french).unwrap(),
///     "https://undocs.org/fr/A/RES/217(III)A",
/// );
/// assert_eq!(address("unts:vol-999/no-14668", french), None);
/// ```
#[must_use]
pub fn address(target: &str, language: Language) -> Option<String> {
    match target.split_once(':') {
        None => Some(format!(
            "https://undocs.org/{}/{}",
            language.code(),
            escaped(target)
        )),
        Some(("https" | "http", _)) => Some(escaped(target)),
        Some(("charter", _)) => Some(format!(
            "https://www.un.org/{}/about-us/un-charter/full-text",
            language.code()
        )),
        Some(_) => None,
    }
}

/// The work that a resolution is, as the Akoma Ntoso naming convention has it:
/// `/akn/un/statement/deliberation/unga/2022-12-15/77-213/`. A date that is not known is left out.
pub(super) fn work(organ: Option<Organ>, date: Option<Date>, symbol: &str) -> String {
    let mut work = format!("/akn/un/statement/deliberation/{}/", body(organ));
    if let Some(date) = date {
        work.push_str(&format!("{date}/"));
    }
    work.push_str(&number(symbol));
    work.push('/');
    work
}

/// The short name of an organ in such a work.
fn body(organ: Option<Organ>) -> &'static str {
    match organ {
        Some(Organ::GeneralAssembly) => "unga",
        Some(Organ::SecurityCouncil) => "unsc",
        Some(Organ::EconomicAndSocialCouncil) => "ecosoc",
        Some(Organ::HumanRightsCouncil) => "unhrc",
        Some(Organ::CommissionOnHumanRights) => "unchr",
        Some(Organ::SubCommission) => "unchr-sub",
        Some(Organ::TrusteeshipCouncil) => "untc",
        Some(Organ::EnvironmentAssembly) => "unea",
        _ => "un",
    }
}

/// A symbol's number with hyphens: `A/RES/77/213` is `77-213`, `S/RES/2725(2024)` is `2725-2024`.
fn number(symbol: &str) -> String {
    let kinds = ["/RES/", "/DEC/", "/PRST/"];
    let own = kinds
        .iter()
        .find_map(|kind| symbol.split_once(kind))
        .map_or(symbol, |(_, number)| number);
    let parts = own.split(|c: char| !c.is_alphanumeric());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        "unknown".to_owned()
    } else {
        parts.join("-")
    }
}

/// What may stand in an address stands; all else is escaped.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/:?#@!$&'()*+,;=%".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn works_are_named_as_the_convention_has_it() {
        let date = Date::constant(2022, 12, 15);
        assert_eq!(
            work(Some(Organ::GeneralAssembly), Some(date), "A/RES/77/213"),
            "/akn/un/statement/deliberation/unga/2022-12-15/77-213/"
        );
        assert_eq!(
            work(Some(Organ::SecurityCouncil), None, "S/RES/2725(2024)"),
            "/akn/un/statement/deliberation/unsc/2725-2024/"
        );
    }
}
