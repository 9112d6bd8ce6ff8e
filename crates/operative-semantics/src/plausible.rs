//! Whether an organ can have issued a number: what its form allows, and what its date allows.

use std::ops::RangeInclusive;

use jiff::civil::Date;
use operative_grammar::{Organ, SessionKind};

use crate::numeral::Numeral;

/// Whether an organ can have issued the number, on the date where one is given.
pub(crate) fn plausible(organ: Organ, numeral: Numeral, date: Option<Date>) -> bool {
    let of_year = |of: u32| date.is_none_or(|date| i64::from(date.year()) == i64::from(of));
    match numeral {
        Numeral::Yearly { year, .. } => organ == Organ::SecurityCouncil && of_year(year),
        Numeral::Roman {
            number,
            kind,
            session,
            ..
        } => numbers_on(organ, kind, session, number),
        // What stands behind the slash is a year, or a number of another list: 1267/1989/2253.
        Numeral::Sessional { number: 1000.., .. } => false,
        Numeral::Sessional {
            kind,
            session: session @ ..1900,
            number,
            ..
        } => numbers_by_session(organ, kind, session as i32, number, date),
        Numeral::Sessional {
            session: year,
            number,
            ..
        } => numbers_by_year(organ, year as i32, number, date),
        // Only the Commission numbered so.
        Numeral::SpecialOfYear { year, .. } => {
            organ == Organ::CommissionOnHumanRights
                && (1990..=2006).contains(&year)
                && of_year(year)
        }
        Numeral::Conference { .. } | Numeral::Meeting { .. } | Numeral::Plain(_) => false,
    }
}

/// Whether an organ whose numbers run on can have given a number in a session: `217 A (III)`. Later special sessions
/// number as regular ones do: `S-10/2`, `ES-7/4`.
fn numbers_on(organ: Organ, kind: SessionKind, session: u32, number: u32) -> bool {
    match (organ, kind) {
        (Organ::GeneralAssembly, SessionKind::Regular) => general_assembly_number(session, number),
        (Organ::GeneralAssembly, SessionKind::Special) => session <= 7 && number > 100,
        (Organ::GeneralAssembly, SessionKind::Emergency) => session <= 5 && number > 900,
        (_, SessionKind::Special | SessionKind::Emergency) => false,
        (Organ::EconomicAndSocialCouncil, _) => council_number(session, number),
        (Organ::CommissionOnHumanRights, _) => session <= 36 && number <= 60,
        // Its numbers begin anew in each session, as the Commission's do.
        (Organ::SubCommission, _) => session <= 34 && number <= 40,
        (Organ::TrusteeshipCouncil, _) => number >= 2000 && session >= 21,
        _ => false,
    }
}

/// Whether an organ whose numbers begin anew in each session can have given a number in one: `76/159`, `S-27/2`.
fn numbers_by_session(
    organ: Organ,
    kind: SessionKind,
    session: i32,
    number: u32,
    date: Option<Date>,
) -> bool {
    let year = date.map(|date| i32::from(date.year()));
    match (organ, kind) {
        (Organ::GeneralAssembly, SessionKind::Emergency) => true,
        (Organ::GeneralAssembly, SessionKind::Special) => (8..60).contains(&session),
        (Organ::GeneralAssembly, SessionKind::Regular) => {
            let met = |date| general_assembly_session(date).abs_diff(session) <= 1;
            (31..155).contains(&session) && date.is_none_or(met)
        }
        (Organ::HumanRightsCouncil, SessionKind::Special) => {
            session <= 60 && year.is_none_or(|year| year >= 2006)
        }
        (Organ::HumanRightsCouncil, SessionKind::Regular) => {
            let met = |year: i32| year >= 2006 && human_rights_session(year).abs_diff(session) <= 4;
            session <= 150 && number <= 120 && year.is_none_or(met)
        }
        // It has met about every second year since 2014.
        (Organ::EnvironmentAssembly, SessionKind::Regular) => {
            let met = |year: i32| year >= 2014 && ((year - 2012) / 2).abs_diff(session) <= 1;
            (1..=40).contains(&session) && number <= 60 && year.is_none_or(met)
        }
        _ => false,
    }
}

/// Whether an organ whose numbers begin anew in each year can have given a number in one: `2000/22`.
fn numbers_by_year(organ: Organ, year: i32, number: u32, date: Option<Date>) -> bool {
    let close = |date: Date| (i32::from(date.year()) - year).abs() <= 1;
    let met = |months: RangeInclusive<i8>| {
        date.is_none_or(|date| close(date) && months.contains(&date.month()))
    };
    match organ {
        Organ::EconomicAndSocialCouncil => (1978..=2100).contains(&year) && met(1..=12),
        Organ::CommissionOnHumanRights => {
            (1980..=2006).contains(&year) && number <= 140 && met(1..=5)
        }
        Organ::SubCommission => (1980..=2006).contains(&year) && number <= 130 && met(7..=9),
        _ => false,
    }
}

/// The session of the General Assembly that a date falls into: session *n* opens in September of
/// 1945 + *n*.
pub(crate) fn general_assembly_session(date: Date) -> i32 {
    i32::from(date.year()) - 1945 - i32::from(date.month() < 9)
}

/// Whether a session of the General Assembly may have met on a day: session *n* opens in September of
/// 1945 + *n* and closes in that of the next year.
pub(crate) fn in_session(session: i32, day: Date) -> bool {
    let (year, month) = (i32::from(day.year()), day.month());
    let opened = 1945 + session;
    year == opened && month >= 9 || year == opened + 1 && month <= 9
}

/// Whether a number can be of the day that another number's date gives: of a session, only one it met on.
pub(crate) fn shares(numeral: Numeral, date: Date) -> bool {
    match numeral {
        Numeral::Sessional {
            kind: SessionKind::Regular,
            session: session @ ..1900,
            ..
        } => {
            in_session(session as i32, date)
                || plausible(Organ::HumanRightsCouncil, numeral, Some(date))
        }
        Numeral::Yearly { year, .. } => i64::from(year) == i64::from(date.year()),
        _ => true,
    }
}

/// The number of the last resolution of the Security Council in each year from 1946.
const LAST_OF_YEAR: [u32; 80] = [
    15, 37, 66, 78, 89, 96, 98, 103, 106, 110, 121, 126, 131, 132, 160, 170, 177, 185, 199, 219,
    232, 244, 262, 275, 291, 307, 324, 344, 366, 384, 402, 422, 443, 461, 484, 499, 529, 545, 559,
    580, 593, 606, 626, 646, 683, 725, 799, 892, 969, 1035, 1092, 1146, 1220, 1284, 1334, 1386,
    1454, 1521, 1580, 1651, 1738, 1794, 1859, 1907, 1966, 2032, 2085, 2132, 2195, 2259, 2336, 2396,
    2451, 2503, 2560, 2616, 2671, 2718, 2767, 2815,
];

/// How far off the table a number may be before it is called wrong.
const SLACK: u32 = 4;

/// Whether the Security Council can have given a number in a year.
pub(crate) fn security_council_number(number: u32, year: u32) -> bool {
    let last = |year: u32| LAST_OF_YEAR.get(year.checked_sub(1946)? as usize).copied();
    let before = year.checked_sub(1).and_then(last);
    match (last(year), LAST_OF_YEAR.last()) {
        (Some(last), _) => number + SLACK > before.unwrap_or(0) && number <= last + SLACK,
        // Later years than the table has.
        (None, Some(newest)) => {
            let known = 1946 + LAST_OF_YEAR.len() as u32;
            (known..known + 30).contains(&year) && number + SLACK > *newest
        }
        (None, None) => false,
    }
}

/// The year that the Security Council gave a number in, as far as the table goes.
pub(crate) fn security_council_year(number: u32) -> Option<u32> {
    let at = LAST_OF_YEAR.partition_point(|last| *last < number);
    (number > 0 && at < LAST_OF_YEAR.len()).then_some(1946 + at as u32)
}

/// The middle one of the three sessions that the Human Rights Council holds in a year.
pub(crate) const fn human_rights_session(year: i32) -> i32 {
    if year < 2009 {
        2 + (year - 2006) * 4
    } else {
        11 + (year - 2009) * 3
    }
}

/// The number of the last resolution of each of the General Assembly's first thirty sessions.
const LAST_OF_SESSION: [u32; 30] = [
    103, 190, 291, 373, 499, 610, 711, 813, 914, 997, 1138, 1236, 1352, 1493, 1627, 1755, 1872,
    1995, 2009, 2134, 2251, 2376, 2498, 2609, 2750, 2903, 3049, 3200, 3361, 3541,
];

/// The session that the General Assembly gave a number in, as long as its numbers ran on.
pub(crate) fn general_assembly_numbered(number: u32) -> Option<u32> {
    let at = LAST_OF_SESSION.partition_point(|last| *last < number);
    (number > 0 && at < LAST_OF_SESSION.len()).then_some(at as u32 + 1)
}

/// Whether a resolution of the General Assembly's first thirty sessions can have the number: they
/// run from session to session without a break.
fn general_assembly_number(session: u32, number: u32) -> bool {
    /// How far off the table a number may be: some were given after the session.
    const SLACK: u32 = 12;
    let Some(at) = (session as usize)
        .checked_sub(1)
        .filter(|at| *at < LAST_OF_SESSION.len())
    else {
        return false;
    };
    let first = at
        .checked_sub(1)
        .map_or(0, |before| LAST_OF_SESSION[before]);
    (first.saturating_sub(SLACK)..=LAST_OF_SESSION[at] + SLACK).contains(&number)
}

/// Whether a resolution of the Economic and Social Council of the years before 1978 can have the number: they
/// run from session to session without a break.
fn council_number(session: u32, number: u32) -> bool {
    /// About the number of the last resolution of some sessions; between them it grows evenly.
    const ABOUT: [(u32, u32); 15] = [
        (0, 0),
        (5, 105),
        (10, 300),
        (14, 460),
        (18, 570),
        (24, 670),
        (30, 800),
        (36, 1000),
        (42, 1250),
        (46, 1450),
        (50, 1620),
        (54, 1810),
        (58, 1950),
        (61, 2050),
        (63, 2130),
    ];
    /// How far off it may be.
    const SLACK: u32 = 60;
    let last = |session: u32| {
        let pairs = ABOUT.iter().zip(&ABOUT[1..]);
        pairs
            .filter(|(from, to)| (from.0..=to.0).contains(&session))
            .map(|(from, to)| from.1 + (to.1 - from.1) * (session - from.0) / (to.0 - from.0))
            .next()
    };
    let first = session.checked_sub(1).and_then(last);
    match (first, last(session)) {
        (Some(first), Some(last)) => (first.saturating_sub(SLACK)..=last + SLACK).contains(&number),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn form_and_date_allow() {
        let fits = plausible;
        let regular = Numeral::regular;
        for (organ, numeral, date, allowed) in [
            (
                Organ::GeneralAssembly,
                regular(76, 159),
                date(2021, 12, 16),
                true,
            ),
            (
                Organ::GeneralAssembly,
                regular(50, 4),
                date(2022, 7, 7),
                false,
            ),
            (
                Organ::HumanRightsCouncil,
                regular(50, 4),
                date(2022, 7, 7),
                true,
            ),
            (
                Organ::EnvironmentAssembly,
                regular(4, 14),
                date(2019, 3, 15),
                true,
            ),
            (
                Organ::EnvironmentAssembly,
                regular(4, 14),
                date(2012, 3, 15),
                false,
            ),
            (
                Organ::EconomicAndSocialCouncil,
                regular(2000, 22),
                date(2000, 8, 18),
                true,
            ),
            (
                Organ::EconomicAndSocialCouncil,
                regular(2000, 22),
                date(2004, 8, 18),
                false,
            ),
            (
                Organ::SubCommission,
                regular(2000, 22),
                date(2000, 8, 18),
                true,
            ),
            (
                Organ::CommissionOnHumanRights,
                regular(2000, 22),
                date(2000, 8, 18),
                false,
            ),
            (
                Organ::CommissionOnHumanRights,
                regular(2000, 22),
                date(2000, 4, 18),
                true,
            ),
        ] {
            assert_eq!(
                fits(organ, numeral, Some(date)),
                allowed,
                "{organ:?} {numeral:?}"
            );
        }
        let roman = |number, session| Numeral::Roman {
            number,
            letters: Default::default(),
            kind: SessionKind::Regular,
            session,
        };
        assert!(fits(Organ::GeneralAssembly, roman(217, 3), None));
        assert!(!fits(Organ::GeneralAssembly, roman(663, 24), None));
        let council = |number, session| {
            fits(
                Organ::EconomicAndSocialCouncil,
                roman(number, session),
                None,
            )
        };
        for (number, session) in [
            (9, 2),
            (46, 4),
            (277, 10),
            (545, 18),
            (728, 28),
            (925, 34),
            (1164, 41),
            (1235, 42),
            (1503, 48),
            (1663, 52),
            (1721, 53),
            (1989, 60),
            (2058, 62),
        ] {
            assert!(council(number, session), "{number} ({session})");
        }
        assert!(!council(8, 32) && !council(2625, 25));
        assert!(fits(Organ::SubCommission, roman(2, 21), None));
    }
}
