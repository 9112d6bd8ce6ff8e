//! The content of footnotes as a tree: each source with its signal and its path, and *Ibid.* resolved
//! through the chain of sources before it.

use std::ops::Range;

use operative_grammar::Organ;

use crate::cite::Citation;
use crate::facts::Locator;
use crate::lexicon::{Lexicon, Word};
use crate::model::{ReferenceKind, Rule, Signal};
use crate::numeral::Numeral;
use crate::pinpoint;
use crate::scan::{Kind, Scan, Token};
use crate::series::{session_number, supplement_symbol, treaty_targets};
use crate::steps;
use crate::steps::Step;

/// A source of a footnote, in offsets of the scanner's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NoteSource {
    pub(crate) range: Range<u32>,
    pub(crate) signal: Option<Signal>,
    pub(crate) ibid: bool,
    /// `None` for an explanation.
    pub(crate) kind: Option<ReferenceKind>,
    pub(crate) target: Option<String>,
    pub(crate) issuer: Option<Organ>,
    pub(crate) path: Vec<Step>,
    pub(crate) citations: Vec<Citation>,
}

/// Reads footnotes one after the other, with the source that an *Ibid.* would mean.
#[derive(Debug, Default)]
pub(crate) struct NoteReader {
    last: Option<NoteSource>,
}

/// The tokens of a note and what was cited in it.
struct Note<'a> {
    lexicon: &'a Lexicon,
    text: &'a str,
    scan: &'a Scan,
}

impl NoteReader {
    /// note = source *((";" / "." / and) source)
    pub(crate) fn read(
        &mut self,
        lexicon: &Lexicon,
        text: &str,
        scan: &Scan,
        citations: Vec<Citation>,
    ) -> Vec<NoteSource> {
        let note = Note {
            lexicon,
            text,
            scan,
        };
        let mut sources = Vec::new();
        let mut left = citations.into_iter().peekable();
        for segment in note.segments() {
            let mut cited = Vec::new();
            while let Some(citation) = left.next_if(|citation| citation.token < segment.end) {
                cited.push(citation);
            }
            for (range, cited) in note.heads(&segment, cited) {
                let source = self.source(&note, range, cited);
                if source.kind.is_some() {
                    self.last = Some(NoteSource {
                        kind: source.kind,
                        target: source.target.clone(),
                        issuer: source.issuer,
                        path: source.path.clone(),
                        // What it cites is not inherited.
                        ..NoteSource::default()
                    });
                }
                sources.push(source);
            }
        }
        sources
    }

    /// source = [signal] (ibid [path] / citation [path] / words)
    fn source(&self, note: &Note<'_>, range: Range<usize>, cited: Vec<Citation>) -> NoteSource {
        let tokens = &note.scan.tokens;
        let ibid = tokens[range.clone()]
            .iter()
            .position(|token| token.kind == Kind::Word(Word::Ibid))
            .map(|at| range.start + at);
        let mut source = match ibid {
            Some(at) => self.ibid(note, at, range.end, cited),
            None => note.plain(range.clone(), cited),
        };
        source.signal = note.signal(&range);
        source.range = note.bytes(&range);
        source
    }

    /// ibid = "Ibid." [path] ; it inherits the longest prefix of the last source that what follows does
    /// not replace
    fn ibid(&self, note: &Note<'_>, at: usize, end: usize, mut cited: Vec<Citation>) -> NoteSource {
        let tail = at + 1..end;
        let steps = note.steps(&tail);
        let range = note.scan.tokens[at].start
            ..pinpoint::bytes(note.lexicon, note.text, &note.scan.tokens, &(at..end)).end;
        let last = self.last.as_ref();
        let Some(last) = last.filter(|last| last.kind != Some(ReferenceKind::Ibid)) else {
            // What follows may still name its source in full.
            if cited.is_empty() {
                cited.push(Citation::new(
                    ReferenceKind::Ibid,
                    range,
                    at,
                    Rule::AntecedentOutside,
                ));
            }
            return NoteSource {
                ibid: true,
                ..note.plain(at..end, cited)
            };
        };
        let inherit = |target: Option<String>| Citation {
            target,
            issuer: last.issuer,
            pinpoint: pinpoint::after(note.lexicon, note.text, &note.scan.tokens[tail.clone()])
                .map(|part| {
                    pinpoint::bytes(
                        note.lexicon,
                        note.text,
                        &note.scan.tokens,
                        &(part.start + tail.start..part.end + tail.start),
                    )
                }),
            ..Citation::new(
                last.kind.unwrap_or(ReferenceKind::Ibid),
                range.clone(),
                at,
                Rule::Ibid,
            )
        };
        let symbol = cited.iter().any(|citation| {
            citation.target.is_some() && citation.kind != ReferenceKind::ConferenceDecision
        });
        if symbol {
            return NoteSource {
                ibid: true,
                ..note.plain(at..end, cited)
            };
        }
        let league = last.kind == Some(ReferenceKind::LeagueTreaty);
        let first = steps.iter().map(|step| step.locator).min();
        let citations = if matches!(
            last.kind,
            Some(ReferenceKind::Treaty | ReferenceKind::LeagueTreaty)
        ) && matches!(first, Some(Locator::Volume | Locator::Number))
        {
            let path = inherited(&last.path, &steps);
            treaty_targets(note.lexicon.language, league, &path)
                .into_iter()
                .map(|target| Citation {
                    pinpoint: None,
                    ..inherit(Some(target))
                })
                .collect()
        } else if let Some(symbol) = note.supplement(&tail, &steps, last) {
            vec![inherit(Some(symbol))]
        } else {
            vec![inherit(last.target.clone())]
        };
        let path = inherited(&last.path, &steps);
        cited.splice(0..0, citations);
        NoteSource {
            ibid: true,
            kind: last.kind,
            target: cited.first().and_then(|citation| citation.target.clone()),
            issuer: last.issuer,
            path,
            citations: cited,
            ..NoteSource::default()
        }
    }
}

/// The path that an *Ibid.* arrives at: the steps before the first that it replaces, then its own.
fn inherited(path: &[Step], steps: &[Step]) -> Vec<Step> {
    let first = steps.iter().map(|step| step.locator).min();
    let kept = path
        .iter()
        .filter(|step| first.is_none_or(|first| step.locator < first));
    kept.chain(steps).cloned().collect()
}

impl Note<'_> {
    /// The tokens between semicolons and full stops.
    fn segments(&self) -> Vec<Range<usize>> {
        let tokens = &self.scan.tokens;
        let mut segments = Vec::new();
        let mut start = 0;
        for (at, token) in tokens.iter().enumerate() {
            if matches!(token.kind, Kind::Semicolon | Kind::Stop) {
                if start < at {
                    segments.push(start..at);
                }
                start = at + 1;
            }
            // Behind a comma or "and" it begins a source of its own.
            let joint = |token: &Token| matches!(token.kind, Kind::Comma | Kind::Word(Word::And));
            if token.kind == Kind::Word(Word::Ibid) && at > start && joint(&tokens[at - 1]) {
                let joints = tokens[start..at].iter().rev();
                let end = at - joints.take_while(|token| joint(token)).count();
                if start < end {
                    segments.push(start..end);
                }
                start = at;
            }
        }
        if start < tokens.len() {
            segments.push(start..tokens.len());
        }
        segments
    }

    /// Divides a segment where a citation begins a source of its own.
    fn heads(
        &self,
        segment: &Range<usize>,
        cited: Vec<Citation>,
    ) -> Vec<(Range<usize>, Vec<Citation>)> {
        let mut heads: Vec<(Range<usize>, Vec<Citation>)> = vec![(segment.clone(), Vec::new())];
        let ibid = self.scan.tokens[segment.clone()]
            .iter()
            .any(|token| token.kind == Kind::Word(Word::Ibid));
        for citation in cited {
            let first = heads.len() == 1
                && heads[0].1.is_empty()
                && !(ibid && self.joined(citation.token, segment.start));
            let own = !first
                && self.begins_source(heads.last().and_then(|head| head.1.last()), &citation);
            match heads.last_mut() {
                Some(head) if !own => head.1.push(citation),
                Some(head) => {
                    let begin = self.lead(citation.token, segment.start);
                    head.0.end = begin;
                    heads.push((begin..segment.end, vec![citation]));
                }
                None => {}
            }
        }
        heads
    }

    /// Whether "and" leads up to a citation.
    fn joined(&self, at: usize, start: usize) -> bool {
        self.scan.tokens[start..at]
            .iter()
            .rev()
            .take(2)
            .any(|token| token.kind == Kind::Word(Word::And))
    }

    /// Where the source of a citation begins: at the word or the signal in front of it.
    fn lead(&self, at: usize, start: usize) -> usize {
        let mut begin = at;
        while begin > start
            && matches!(
                self.scan.tokens[begin - 1].kind,
                Kind::Word(
                    Word::Resolution
                        | Word::Decision
                        | Word::See
                        | Word::SeeAlso
                        | Word::NumberMark
                )
            )
        {
            begin -= 1;
        }
        begin
    }

    /// Whether a citation is a source of its own rather than a further symbol of the one before:
    /// a corrigendum, a decision in the document, the second in a bracket.
    fn begins_source(&self, before: Option<&Citation>, citation: &Citation) -> bool {
        let Some(before) = before else { return true };
        if citation.kind == ReferenceKind::ConferenceDecision && before.target.is_some() {
            return false;
        }
        let extends = matches!((&before.target, &citation.target), (Some(before), Some(target)) if target.starts_with(before.as_str()));
        let between = &self.scan.tokens[before.token + 1..citation.token.max(before.token + 1)];
        let bracketed = before.kind == ReferenceKind::OfficialRecords
            && !between.iter().any(|token| token.kind == Kind::Close);
        !(extends
            || bracketed
            || citation.range == before.range
            || citation.rule == Rule::JointSymbol
                && between.iter().all(|token| token.kind == Kind::Dash))
    }

    /// A source that says itself what it is.
    fn plain(&self, range: Range<usize>, citations: Vec<Citation>) -> NoteSource {
        let tokens = &self.scan.tokens[range.clone()];
        let has = |want: fn(&Token) -> bool| tokens.iter().any(want);
        let kind = match citations.first() {
            Some(citation) => Some(citation.kind),
            None if has(|token| token.kind == Kind::Word(Word::Organization)) => {
                Some(ReferenceKind::OtherOrganization)
            }
            None if has(|token| matches!(token.kind, Kind::Word(Word::OfficialRecords))) => {
                Some(ReferenceKind::OfficialRecords)
            }
            None if has(|token| matches!(token.kind, Kind::Word(Word::Locator(_)))) => {
                Some(ReferenceKind::Document)
            }
            None => None,
        };
        NoteSource {
            kind,
            target: citations
                .first()
                .and_then(|citation| citation.target.clone()),
            issuer: citations.first().and_then(|citation| citation.issuer),
            path: if kind.is_some() {
                self.steps(&range)
            } else {
                Vec::new()
            },
            citations,
            ..NoteSource::default()
        }
    }

    fn steps(&self, range: &Range<usize>) -> Vec<Step> {
        steps::steps(self.lexicon, self.text, &self.scan.tokens, range.clone())
    }

    /// The symbol of a Supplement that an *Ibid.* names by number, in the session that it names or
    /// inherits.
    fn supplement(&self, tail: &Range<usize>, steps: &[Step], last: &NoteSource) -> Option<String> {
        let step = steps
            .iter()
            .find(|step| step.locator == Locator::Supplement)?;
        let number = steps::number(self.lexicon.language, &step.value)?;
        let letter = step
            .value
            .bytes()
            .rev()
            .find(|byte| matches!(byte, b'A'..=b'D'));
        let before = self.scan.tokens[tail.clone()]
            .iter()
            .find(|token| matches!(token.kind, Kind::Word(Word::Locator(Locator::Supplement))));
        let start = self.scan.tokens.get(tail.start.checked_sub(1)?)?.end;
        let words = &self.text[start as usize..before.map_or(start, |token| token.start) as usize];
        let session = session_number(self.lexicon.language, words).or_else(|| {
            let parts: Vec<&str> = last.target.as_deref()?.split('/').collect();
            (parts.first() == Some(&"A"))
                .then(|| parts.get(1)?.parse().ok())
                .flatten()
        })?;
        Some(supplement_symbol(session, number, letter))
    }

    /// The signal in front of a source, or of the one before it where "and" joins them.
    fn signal(&self, range: &Range<usize>) -> Option<Signal> {
        let tokens = &self.scan.tokens[..range.end];
        for (at, token) in tokens.iter().enumerate().rev() {
            match token.kind {
                Kind::Word(Word::See) => return Some(Signal::See),
                Kind::Word(Word::SeeAlso) => return Some(Signal::SeeAlso),
                Kind::Semicolon | Kind::Stop if at < range.start => return None,
                _ => {}
            }
        }
        None
    }

    /// The bytes of a source: from the end of the one before it to its last token.
    fn bytes(&self, range: &Range<usize>) -> Range<u32> {
        let tokens = &self.scan.tokens;
        let start = range
            .start
            .checked_sub(1)
            .map_or(0, |before| tokens[before].end);
        let end = tokens
            .get(range.end)
            .map_or(self.text.len() as u32, |next| next.start);
        let text = &self.text[start as usize..end as usize];
        let lead = text.len() - text.trim_start().len();
        start + lead as u32
            ..start + text.trim_end().trim_end_matches([',', '.']).len().max(lead) as u32
    }
}

/// The number of a decision of a conference of parties in Latin letters: `1/CP.21`.
pub(crate) fn conference_decision(
    printed: &str,
    numeral: Numeral,
    symbol: Option<&str>,
) -> Option<String> {
    let (head, rest) = printed.split_once('/')?;
    let number = match numeral {
        Numeral::Conference { number } => number,
        Numeral::Meeting { number, .. } => return Some(format!("decision:{head}/{number}")),
        _ => return None,
    };
    if rest.is_ascii() {
        return Some(format!("decision:{number}/{rest}"));
    }
    let session = rest.rsplit(|c: char| !c.is_ascii_digit()).next()?;
    // Two conferences share the word; the document tells which.
    let body = if symbol.is_some_and(|symbol| symbol.starts_with("FCCC")) {
        "CP"
    } else {
        "COP"
    };
    Some(format!("decision:{number}/{body}.{session}"))
}
