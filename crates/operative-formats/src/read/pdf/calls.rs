//! Calls on pages that an OCR engine read: it takes the small numbers raised behind words for signs
//! (`Discrimination,’`, `Child,°`), which their count and their order tell.

use super::lines::{Line, Segment};
use crate::read::markdown::Style;

/// Raises the calls among the lines of a page, where as many stand there as notes at its foot.
pub(super) fn raise(lines: &mut [Line], labels: &[String]) {
    if labels.is_empty() || !lines.iter().any(|line| line.hidden) {
        return;
    }
    let mut quotes = 0;
    let mut found: Vec<Vec<Place>> = lines
        .iter()
        .flat_map(|line| &line.segments)
        .map(|segment| places(segment, &mut quotes))
        .collect();
    let count = |found: &[Vec<Place>]| found.iter().map(Vec::len).sum::<usize>();
    if count(&found) != labels.len() {
        let sure = |places: &mut Vec<Place>| places.retain(|place| !place.possessive);
        found.iter_mut().for_each(sure);
    }
    if count(&found) != labels.len() {
        return;
    }
    let mut labels = labels.iter();
    let segments = lines.iter_mut().flat_map(|line| &mut line.segments);
    for (segment, places) in segments.zip(found) {
        // From the last on, so that the places before stay where they are.
        let own: Vec<&String> = labels.by_ref().take(places.len()).collect();
        for (place, label) in places.iter().zip(own).rev() {
            segment.call(place, label);
        }
    }
}

/// Where a sign stands: the run, and the bytes from which to which.
#[derive(Copy, Clone, Debug)]
struct Place {
    run: usize,
    from: usize,
    to: usize,
    /// Whether it may be the sign of a possessive.
    possessive: bool,
}

/// Where signs stand behind words that may be calls, but for the quotation marks that close what is open.
fn places(segment: &Segment, quotes: &mut usize) -> Vec<Place> {
    let mut found = Vec::new();
    for (run, (text, _)) in segment.runs.iter().enumerate() {
        let mut before: Option<char> = None;
        let mut chars = text.char_indices().peekable();
        while let Some((from, c)) = chars.next() {
            let worded = before.is_some_and(char::is_alphabetic);
            let stopped = before.is_some_and(|it| matches!(it, ',' | ';' | ')'));
            let signed = is_sign(c) && (worded || stopped || before == Some('.'));
            let numbered = c.is_ascii_digit() && (worded || stopped);
            let closes = matches!(c, '”' | '"') && *quotes > 0;
            if matches!(c, '“' | '„') {
                *quotes += 1;
            } else if closes {
                *quotes -= 1;
            } else if signed || numbered {
                let mut to = from + c.len_utf8();
                while let Some((at, _)) =
                    chars.next_if(|(_, next)| c.is_ascii_digit() && next.is_ascii_digit())
                {
                    to = at + 1;
                }
                let ends = chars.peek().is_none_or(|(_, next)| {
                    next.is_whitespace() || matches!(next, ',' | ';' | '.')
                });
                if ends && to - from <= 3 {
                    let possessive = worded && matches!(c, '’' | '\'');
                    found.push(Place {
                        run,
                        from,
                        to,
                        possessive,
                    });
                }
            }
            before = Some(c);
        }
    }
    found
}

const fn is_sign(c: char) -> bool {
    matches!(
        c,
        '’' | '‘' | '”' | '"' | '\'' | '°' | '®' | '©' | '*' | '?' | '§' | '™'
    )
}

impl Segment {
    /// Puts a raised label in place of a sign.
    fn call(&mut self, place: &Place, label: &str) {
        let (text, style) = &mut self.runs[place.run];
        let rest = (text[place.to..].to_owned(), *style);
        text.truncate(place.from);
        let raised = Style {
            raised: true,
            ..Style::default()
        };
        let call = [(label.to_owned(), raised), rest];
        self.runs.splice(place.run + 1..=place.run, call);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line {
        Line {
            hidden: true,
            ..Line::plain(text)
        }
    }

    fn raised(texts: &[&str], labels: &[&str]) -> Vec<String> {
        let mut lines: Vec<Line> = texts.iter().map(|text| line(text)).collect();
        let labels: Vec<String> = labels.iter().map(|label| (*label).to_owned()).collect();
        raise(&mut lines, &labels);
        let runs = lines.iter().flat_map(Line::runs);
        let calls = runs.filter(|(_, style)| style.raised);
        calls.map(|(text, _)| text.clone()).collect()
    }

    #[test]
    fn as_many_signs_as_notes_are_calls() {
        let texts = [
            "on wells,’ and “cisterns” of",
            "the north,° and of the south12",
        ];
        assert_eq!(raised(&texts, &["4", "5", "6"]), ["4", "5", "6"]);
    }

    #[test]
    fn others_are_signs() {
        assert_eq!(raised(&["the States’ wells,’ and"], &["1"]), ["1"]);
        assert!(raised(&["the States’ wells,’ and,” and"], &["1"]).is_empty());
        assert!(raised(&["in 2044 and 2045"], &["1"]).is_empty());
    }
}
