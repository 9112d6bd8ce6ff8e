//! The symbols that specialized agencies and conferences give in a way of their own: `WHA74.7`, `40 C/24`,
//! `44 COM 7B.34`, `A.1185(33)`, `A41-21`, `Conf. 10.10 (Rev. CoP18)`.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n, take_while1};
use nom::character::complete::{char, digit1, one_of, satisfy, space0};
use nom::combinator::{not, opt, peek, recognize, verify};
use nom::multi::many0_count;
use nom::sequence::{delimited, pair, preceded, terminated};
use nom::{IResult, Parser};

use crate::homoglyph::ascii_kin;

/// agency-symbol = health-number / statement-number / conference-symbol / committee-symbol / maritime-number /
/// aviation-number / trade-number
pub(crate) fn agency_symbol(input: &str) -> IResult<&str, &str> {
    let one = alt((
        health_number,
        statement_number,
        conference_symbol,
        committee_symbol,
        maritime_number,
        aviation_number,
        trade_number,
    ));
    terminated(one, not(satisfy(|c| c.is_ascii_alphanumeric()))).parse(input)
}

/// The letters for the World Health Assembly in its symbols in Arabic.
pub const HEALTH_ASSEMBLY: &str = "ج ص ع";

/// health-number = ("WHA" / "EB") session (["." / ".R"] number / "(" number ")") / arabic-letters [blank] session "-"
/// number ; `WHA74.7`, `EB148.R3`, of decisions `WHA69(9)`: the resolutions of the World Health Assembly and its Board,
/// which have no other symbol
fn health_number(input: &str) -> IResult<&str, &str> {
    if input.starts_with(HEALTH_ASSEMBLY) {
        let letters = (tag(HEALTH_ASSEMBLY), blank);
        return recognize((letters, session, one_of("-‑–."), digit1)).parse(input);
    }
    let numbered = |point: &'static str| recognize(pair(tag(point), digit1));
    let divided = recognize(delimited(char('('), digit1, char(')')));
    recognize((
        alt((tag("WHA"), tag("EB"))),
        session,
        alt((numbered("."), numbered(".R"), divided)),
    ))
    .parse(input)
}

/// statement-number = "PRST/" session "/" number ; `PRST/39/1`, a statement by the President of a council
fn statement_number(input: &str) -> IResult<&str, &str> {
    recognize((tag("PRST/"), digit1, char('/'), digit1)).parse(input)
}

/// conference-symbol = session [blank] ("C" / "EX") "/" [nature blank] item ; `40 C/24`, `207 EX/Decision 10`,
/// `40 C/INF.9`: what the General Conference of UNESCO and its Board resolve and read
fn conference_symbol(input: &str) -> IResult<&str, &str> {
    let named = recognize((
        satisfy(|c| matches!(c, 'R' | 'D')),
        letters,
        char(' '),
        digit1,
    ));
    recognize((
        session,
        blank,
        alt((tag("C/"), tag("EX/"))),
        alt((named, item)),
    ))
    .parse(input)
}

/// committee-symbol = session [blank / "."] ["EXT" (blank / ".")] "COM" blank item ; `44 COM 7B.34`,
/// `18 EXT.COM 5`, `16.COM 8.B.3`: the decisions of the World Heritage Committee and its kin
fn committee_symbol(input: &str) -> IResult<&str, &str> {
    let extraordinary = pair(tag("EXT"), alt((tag("."), tag(" "))));
    recognize((
        session,
        alt((tag("."), tag(" "), tag(""))),
        opt(extraordinary),
        tag("COM "),
        peek(digit1),
        item,
    ))
    .parse(input)
}

/// maritime-number = organ "." number "(" session ")" ; `A.1185(33)`, `MSC.428(98)`: the resolutions of the
/// International Maritime Organization. Its Assembly is known from the label of a paragraph by its high numbers.
fn maritime_number(input: &str) -> IResult<&str, &str> {
    let upper = |least, most| take_while_m_n(least, most, |c: char| c.is_ascii_uppercase());
    let high = verify(digit1, |number: &str| number.len() >= 3);
    let numbered = alt((
        recognize((upper(2, 5), char('.'), digit1)),
        recognize((tag("A."), high)),
    ));
    let roman = take_while_m_n(1, 5, |c| matches!(c, 'I' | 'V' | 'X'));
    recognize((numbered, space0, char('('), session.or(roman), char(')'))).parse(input)
}

/// aviation-number = "A" 2DIGIT "-" 1*3DIGIT ; `A41-21`: the resolutions of the Assembly of the International Civil
/// Aviation Organization
fn aviation_number(input: &str) -> IResult<&str, &str> {
    let digits = |most, least| {
        verify(digit1, move |number: &str| {
            (least..=most).contains(&number.len())
        })
    };
    let letter = satisfy(|c| ascii_kin(c) == 'A');
    recognize((letter, digits(2, 2), one_of("-‑"), digits(3, 1))).parse(input)
}

/// trade-number = "Conf." [blank] number "." number [[blank] "(Rev." [blank] "CoP" session ")"] ; of the
/// Convention on International Trade in Endangered Species
fn trade_number(input: &str) -> IResult<&str, &str> {
    let revised = (blank, tag("(Rev."), blank, tag("CoP"), session, char(')'));
    recognize((tag("Conf."), blank, digit1, char('.'), digit1, opt(revised))).parse(input)
}

/// Whether the digits that a text begins with may be those of a session with the letters of its organ behind.
///
/// ```
/// use operative_grammar::symbol::session_leads;
/// assert!(session_leads("36 C/20") && session_leads("202 EX/5"));
/// assert!(!session_leads("2030 Agenda"));
/// ```
#[must_use]
pub fn session_leads(input: &str) -> bool {
    let behind = input.trim_start_matches(|c: char| c.is_ascii_digit());
    let organ = behind.strip_prefix([' ', '.']).unwrap_or(behind);
    input.len() - behind.len() <= 3 && organ.starts_with(['C', 'E'])
}

/// The canonical form: without blanks, what is a resolution or a decision by its word in full as `Res.` or `Dec.`.
///
/// canonical-nature = "Resolution" / "Résolution" / "Resolución" → `Res.`; "Decision" / … → `Dec.`
pub(crate) fn canonical_agency(printed: &str) -> String {
    if let Some(number) = printed.strip_prefix(HEALTH_ASSEMBLY) {
        return format!("WHA{}", number.trim().replace(['-', '‑', '–'], "."));
    }
    let bare: String = printed.chars().filter(|c| !c.is_whitespace()).collect();
    if aviation_number(&bare).is_ok() {
        let kin = |c| if c == '‑' { '-' } else { ascii_kin(c) };
        return bare.chars().map(kin).collect();
    }
    if let Some(number) = bare.strip_prefix("PRST/") {
        // The Human Rights Council counts its statements by session, the Security Council by year.
        let session = number.split('/').next().unwrap_or_default();
        let council = if session.len() < 4 { "A/HRC" } else { "S" };
        return format!("{council}/{bare}");
    }
    let Some((head, item)) = bare.split_once('/') else {
        return bare;
    };
    let number = item.trim_start_matches(char::is_alphabetic);
    match item.chars().next() {
        Some('R') if number.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("{head}/Res.{number}")
        }
        Some('D') if number.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("{head}/Dec.{number}")
        }
        _ => bare,
    }
}

/// session = 1*3DIGIT
fn session(input: &str) -> IResult<&str, &str> {
    verify(digit1, |session: &str| session.len() <= 3).parse(input)
}

/// item = atom *("." atom) ; `7B.34`, `INF.9`, `5.I.A`
fn item(input: &str) -> IResult<&str, &str> {
    let atom = || take_while1(|c: char| c.is_ascii_alphanumeric());
    recognize(pair(atom(), many0_count(preceded(char('.'), atom())))).parse(input)
}

/// letters = 1*letter ["."]
fn letters(input: &str) -> IResult<&str, &str> {
    recognize(pair(take_while1(char::is_alphabetic), opt(char('.')))).parse(input)
}

/// At most one blank.
fn blank(input: &str) -> IResult<&str, &str> {
    take_while_m_n(0, 1, |c| matches!(c, ' ' | '\u{a0}')).parse(input)
}

#[cfg(test)]
mod tests {
    use crate::symbol::symbol;
    use crate::symbol::tests::reads;

    #[test]
    fn health_assembly() {
        reads("WHA74.7 (2021)", "WHA74.7", " (2021)");
        reads("EB148.R3.", "EB148.R3", ".");
        reads("WHA69(9)", "WHA69(9)", "");
        assert!(symbol("WHA74").is_err() && symbol("WHA64.10b").is_err());
    }

    #[test]
    fn general_conference_and_committee() {
        reads("40 C/24, and", "40C/24", ", and");
        reads("40 C/Resolución 94", "40C/Res.94", "");
        reads("40 C/Resolution 24.", "40C/Res.24", ".");
        reads("210 EX/Décision 5", "210EX/Dec.5", "");
        reads("40 C/INF.9", "40C/INF.9", "");
        reads("44 COM 7B.34, adopted", "44COM7B.34", ", adopted");
        reads("18 EXT.COM 5", "18EXT.COM5", "");
        reads("16.COM 8.B.3", "16.COM8.B.3", "");
        assert!(symbol("44 COM").is_err() && symbol("40 C and").is_err());
    }

    #[test]
    fn maritime_organization() {
        reads("A.1185(33) of", "A.1185(33)", " of");
        reads("MSC.428(98)", "MSC.428(98)", "");
        reads("A.500(XII)", "A.500(XII)", "");
        assert!(symbol("A.1(2)").is_err() && symbol("A.1185").is_err());
    }

    #[test]
    fn civil_aviation_and_health_in_arabic() {
        reads("A41-21: Consolidated", "A41-21", ": Consolidated");
        reads("А41-21,", "A41-21", ",");
        assert!(symbol("A4-1").is_err() && symbol("A41-2100").is_err());
        reads("ج ص ع 68-7", "WHA68.7", "");
        reads("ج ص ع68-7 بشأن", "WHA68.7", " بشأن");
    }

    #[test]
    fn endangered_species() {
        reads("Conf. 10.10 (Rev. CoP18)", "Conf.10.10(Rev.CoP18)", "");
        reads("Conf. 14.7;", "Conf.14.7", ";");
    }

    #[test]
    fn statements() {
        reads("PRST/39/1.", "A/HRC/PRST/39/1", ".");
        reads("PRST/2015/22", "S/PRST/2015/22", "");
    }
}
