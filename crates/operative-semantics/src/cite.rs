//! Citations of one passage: resolutions, decisions and documents, each with its issuer, its date
//! and its pinpoint.

use std::ops::Range;

use jiff::civil::Date;
use operative_grammar::Organ;
use operative_grammar::symbol::issuer as issuer_of_symbol;

use crate::facts::Locator;
use crate::internal::{Direction, Inside};
use crate::issuer::{Clues, Issuer};
use crate::lexicon::{Lexicon, Word};
use crate::mentions::Mentions;
use crate::model::{ReferenceKind, Rule};
use crate::numeral::Numeral;
use crate::pinpoint;
use crate::runs::Run;
use crate::scan::{Gap, Kind, Scan, Token};
use crate::settle::{Pending, settle};
use crate::symbols::decision_symbol;
use crate::tokens::named;

/// How many tokens back a citation is looked at: more than any sentence has between what belongs
/// together, and few enough that a list without end takes no longer for each of its items.
pub(crate) const REACH: usize = 128;

/// A citation as found in a passage. Ranges are bytes of the scanner's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Citation {
    pub(crate) kind: ReferenceKind,
    pub(crate) range: Range<u32>,
    /// The token it was found at.
    pub(crate) token: usize,
    pub(crate) target: Option<String>,
    pub(crate) issuer: Option<Organ>,
    pub(crate) date: Option<Date>,
    pub(crate) pinpoint: Option<Range<u32>>,
    pub(crate) rule: Rule,
    pub(crate) candidates: Vec<String>,
    /// The part of the document itself that is meant.
    pub(crate) inside: Option<Inside>,
}

/// What holds for a whole document.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Context {
    /// The organ that issued it.
    pub(crate) organ: Option<Organ>,
    /// Whether a body speaks in it that is none of the organs.
    pub(crate) other: bool,
    /// Whether it is numbered by a year and a number.
    pub(crate) yearly: bool,
    /// When it was adopted.
    pub(crate) adopted: Option<Date>,
    /// Whether the passage is a footnote: its sources are set off by semicolons.
    pub(crate) note: bool,
}

/// Finds the citations of resolutions, decisions and documents in a scanned passage.
pub(crate) struct Citer<'a> {
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) text: &'a str,
    pub(crate) scan: &'a Scan,
    pub(crate) context: Context,
    pub(crate) mentions: &'a mut Mentions,
    pub(crate) found: Vec<Pending>,
    pub(crate) run: Option<Run>,
    pub(crate) nearest: Option<Issuer>,
    /// The issuer named before that.
    pub(crate) earlier: Option<Issuer>,
    /// The title in quotation marks that is being read: its end, and the organ named before it.
    title: Option<(u32, Option<Issuer>)>,
    /// The date read last, where dates stand before numbers and none has taken it.
    pub(crate) date: Option<(usize, Date)>,
    /// How far a citation has been read that takes in more than its number.
    pub(crate) read: u32,
    /// The tokens of a list whose end has been looked for, and the word that governs it there.
    pub(crate) list: (Range<usize>, Option<(bool, usize)>),
}

impl Citation {
    /// A citation of a kind at a token, of which no more is known yet.
    pub(crate) fn new(kind: ReferenceKind, range: Range<u32>, token: usize, rule: Rule) -> Self {
        Self {
            kind,
            range,
            token,
            target: None,
            issuer: None,
            date: None,
            pinpoint: None,
            rule,
            candidates: Vec::new(),
            inside: None,
        }
    }
}

impl<'a> Citer<'a> {
    pub(crate) fn new(
        lexicon: &'a Lexicon,
        text: &'a str,
        scan: &'a Scan,
        context: Context,
        mentions: &'a mut Mentions,
    ) -> Self {
        Self {
            lexicon,
            text,
            scan,
            context,
            mentions,
            found: Vec::new(),
            run: None,
            nearest: None,
            earlier: None,
            title: None,
            date: None,
            read: 0,
            list: (0..0, None),
        }
    }

    /// The citations, in order.
    pub(crate) fn citations(mut self) -> Vec<Citation> {
        let tokens = &self.scan.tokens;
        for (at, token) in tokens.iter().enumerate() {
            if let Some((end, nearest)) = self.title
                && end <= token.start
            {
                (self.nearest, self.title) = (nearest, None);
            }
            if token.start < self.read {
                continue;
            }
            match token.kind {
                Kind::Word(Word::Resolution | Word::OwnResolution) => self.begin_run(at, false),
                Kind::Word(Word::Decision | Word::OwnDecision) => self.begin_run(at, true),
                Kind::Numeral(numeral) => self.numeral(at, numeral),
                Kind::Symbol(symbol) => self.symbol(at, symbol),
                Kind::Word(Word::Above) => self.above_or_below(at, Direction::Above),
                Kind::Word(Word::Below) => self.above_or_below(at, Direction::Below),
                Kind::Word(Word::Locator(Locator::Paragraph | Locator::Subparagraph)) => {
                    self.part_alone(at);
                }
                Kind::Word(Word::Charter) => self.charter(at),
                Kind::Word(Word::TreatySeries) => self.treaty(at, false),
                Kind::Word(Word::LeagueTreatySeries) => self.treaty(at, true),
                Kind::Word(Word::Sales) => self.sales(at),
                Kind::Word(Word::Locator(Locator::Supplement)) => self.supplement(at),
                Kind::Url => self.address(at),
                Kind::Stop => self.end_sentence(),
                Kind::Semicolon if self.context.note => self.end_sentence(),
                Kind::Date(date) => self.date = Some((at, date)),
                kind => {
                    if let Some(name) = named(kind) {
                        let text = &self.text[token.start as usize..token.end as usize];
                        self.mentions.note(self.lexicon, name, text);
                        // What a title names issued nothing that is cited after it.
                        if self.title.is_none() {
                            self.title = self.title_end(token).map(|end| (end, self.nearest));
                        }
                        let issuer = self.mentions.issuer(self.lexicon, name, self.context.organ);
                        let records = self.scan.tokens[..at].iter().rev();
                        let mut records = records.skip_while(|token| {
                            matches!(token.kind, Kind::Word(Word::Of | Word::Dated))
                        });
                        // Whose records they are issued nothing that they hold.
                        let keeps = records
                            .next()
                            .is_some_and(|token| token.kind == Kind::Word(Word::OfficialRecords));
                        if issuer.is_some() && issuer != self.nearest && !keeps {
                            (self.earlier, self.nearest) = (self.nearest, issuer);
                        }
                    }
                }
            }
        }
        let Self {
            found, mentions, ..
        } = self;
        let mut settled = Vec::with_capacity(found.len());
        for pending in found {
            settle(pending, mentions, &mut settled);
        }
        settled
    }

    /// Adds a citation that needs no further decision.
    pub(crate) fn push(&mut self, citation: Citation) {
        self.found.push(Pending {
            citation,
            numeral: None,
            clues: Clues::default(),
        });
    }

    /// The bytes of the pinpoint before a token.
    pub(crate) fn pinpoint_before(&self, at: usize) -> Option<Range<u32>> {
        let tokens = &self.scan.tokens;
        let range = pinpoint::before(self.lexicon, self.text, tokens, at)?;
        Some(pinpoint::bytes(self.lexicon, self.text, tokens, &range))
    }

    /// The bytes of the pinpoint that begins at a token.
    pub(crate) fn pinpoint_after(&self, at: usize) -> Option<Range<u32>> {
        let tokens = self.scan.tokens.get(at..)?;
        let range = pinpoint::after(self.lexicon, self.text, tokens)?;
        Some(pinpoint::bytes(self.lexicon, self.text, tokens, &range))
    }

    /// The end of the last of some tokens, with the value that follows it.
    pub(crate) fn end_of(&self, range: &Range<usize>) -> u32 {
        pinpoint::bytes(self.lexicon, self.text, &self.scan.tokens, range).end
    }

    fn end_sentence(&mut self) {
        (self.run, self.title, self.date) = (None, None, None);
        (self.nearest, self.earlier) = (None, None);
    }

    /// A printed symbol, or one half of a joint one.
    fn symbol(&mut self, at: usize, symbol: u32) {
        let tokens = &self.scan.tokens;
        let token = tokens[at];
        let canonical = &self.scan.symbols[symbol as usize];
        let is_symbol = |index: usize| {
            tokens
                .get(index)
                .is_some_and(|token| matches!(token.kind, Kind::Symbol(_)))
        };
        let dash = |index: usize| {
            tokens
                .get(index)
                .is_some_and(|token| token.kind == Kind::Dash)
        };
        let joint =
            dash(at + 1) && is_symbol(at + 2) || at >= 2 && dash(at - 1) && is_symbol(at - 2);
        // What follows the second half of a joint symbol holds for the first too.
        let last = if dash(at + 1) && is_symbol(at + 2) {
            at + 2
        } else {
            at
        };
        let supplement = self.supplement_before(at);
        let conference = canonical.split('/').any(|part| {
            let part = part.split_once('.').map_or(part, |(part, _)| part);
            part.eq_ignore_ascii_case("CONF")
        });
        let (target, decision) = self.by_word(at, canonical);
        let organization = tokens[..at]
            .iter()
            .rev()
            .take(REACH)
            .take_while(|token| !matches!(token.kind, Kind::Stop | Kind::Semicolon))
            .any(|token| token.kind == Kind::Word(Word::Organization));
        let kind = if decision == Some(false) {
            ReferenceKind::Resolution
        } else if decision == Some(true) {
            ReferenceKind::Decision
        } else if supplement {
            ReferenceKind::OfficialRecords
        } else if organization && issuer_of_symbol(canonical).is_none() {
            ReferenceKind::OtherOrganization
        } else {
            ReferenceKind::Document
        };
        let rule = if joint {
            Rule::JointSymbol
        } else if supplement {
            Rule::SupplementSymbol
        } else {
            Rule::PrintedSymbol
        };
        self.push(Citation {
            target: Some(target),
            // A conference is none of the organs that convened it.
            issuer: issuer_of_symbol(canonical).filter(|_| !conference),
            pinpoint: self
                .pinpoint_before(at)
                .or_else(|| self.pinpoint_after(last + 1)),
            ..Citation::new(kind, token.start..token.end, at, rule)
        });
        self.modified_to(at);
        self.numbered_after(at);
        if !self.context.note {
            return;
        }
        self.run = None;
    }

    /// modified-to = symbol ("-" / to) number ; `A/8023/Add.1-3` cites each addendum
    fn modified_to(&mut self, at: usize) {
        /// A longer range is none of addenda.
        const LONGEST: u32 = 20;
        let tokens = &self.scan.tokens;
        let [joint, end, ..] = tokens[at + 1..] else {
            return;
        };
        let joins = matches!(joint.kind, Kind::Dash | Kind::Word(Word::To));
        let (Some(first), Kind::Numeral(Numeral::Plain(to))) = (self.found.last(), end.kind) else {
            return;
        };
        let symbol = first.citation.target.as_deref();
        let modified = symbol.and_then(|symbol| {
            let (base, number) = symbol.rsplit_once('.')?;
            let modifier = ["/Add", "/Corr"].iter().any(|word| base.ends_with(word));
            Some((base.to_owned(), number.parse().ok().filter(|_| modifier)?))
        });
        let Some((base, from)) = modified else { return };
        let range: Range<u32> = from..to;
        if !joins
            || joint.gap > Gap::Blank
            || end.gap > Gap::Blank
            || range.len() > LONGEST as usize
        {
            return;
        }
        let mut further = first.citation.clone();
        further.range.end = end.end;
        for number in range {
            further.target = Some(format!("{base}.{}", number + 1));
            self.push(further.clone());
        }
    }

    /// numbered-after = symbol 1*(("," / [","] and / to / "-") number), where the symbol names in full several resolutions
    /// or decisions: `36 C/Resolutions 17, 18 and 20 to 22`
    fn numbered_after(&mut self, at: usize) {
        /// A longer range is none of resolutions.
        const LONGEST: u32 = 20;
        let tokens = &self.scan.tokens;
        let token = tokens[at];
        let printed = &self.text[token.start as usize..token.end as usize];
        let digits = |c: char| c.is_ascii_digit();
        let worded = printed.trim_end_matches(digits).trim_end();
        let several = worded.ends_with('s') && worded.len() < printed.len();
        let Some(first) = self.found.last().filter(|_| several) else {
            return;
        };
        let target = first.citation.target.as_deref().unwrap_or_default();
        let base = target.trim_end_matches(digits);
        let Ok(mut last) = target[base.len()..].parse::<u32>() else {
            return;
        };
        let mut further = Vec::new();
        let mut next = at + 1;
        while let [joint, after, rest @ ..] = &tokens[next..] {
            let comma_and = joint.kind == Kind::Comma && after.kind == Kind::Word(Word::And);
            let (number, length) = match rest {
                [number, ..] if comma_and => (number, 3),
                _ => (after, 2),
            };
            let close = tokens[next..next + length]
                .iter()
                .all(|token| token.gap <= Gap::Blank);
            let (true, Kind::Numeral(Numeral::Plain(to))) = (close, number.kind) else {
                break;
            };
            let from = match joint.kind {
                Kind::Comma | Kind::Word(Word::And) => to,
                Kind::Dash | Kind::Word(Word::To) if to > last && to - last <= LONGEST => last + 1,
                _ => break,
            };
            further.extend((from..=to).map(|each| Citation {
                range: number.start..number.end,
                target: Some(format!("{base}{each}")),
                ..first.citation.clone()
            }));
            (last, next) = (to, next + length);
        }
        for citation in further {
            self.push(citation);
        }
    }

    /// What a symbol cites, and whether that is a decision or a resolution: its own letters say so, or, where
    /// a body has no others for its documents, the word before it. `resolution 40 C/24`, `decision BC-14/12`
    fn by_word(&self, at: usize, canonical: &str) -> (String, Option<bool>) {
        let said = decision_symbol(canonical);
        let run = self.run.as_ref().filter(|_| self.continues_run(at));
        let word = run.map(|run| run.decision).or_else(|| self.word_behind(at));
        let (None, Some(decision), Some((organ, number))) = (said, word, canonical.split_once('/'))
        else {
            return (canonical.to_owned(), said);
        };
        if !number
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
        {
            return (canonical.to_owned(), said);
        }
        let nature = if decision { "Dec." } else { "Res." };
        if canonical.starts_with(|c: char| c.is_ascii_digit()) {
            (format!("{organ}/{nature}{number}"), Some(decision))
        } else if organ.contains('-') {
            (canonical.to_owned(), Some(decision))
        } else {
            (canonical.to_owned(), said)
        }
    }

    /// The word behind symbols, where words are not parted: `第39 C/25号决议`.
    fn word_behind(&self, at: usize) -> Option<bool> {
        let listed = |token: &&Token| {
            let joint = matches!(
                token.kind,
                Kind::Comma | Kind::Symbol(_) | Kind::Word(Word::And | Word::NumberMark)
            );
            joint && token.gap <= Gap::Blank
        };
        let mut after = self.scan.tokens[at + 1..].iter().take(REACH);
        let next = after.find(|token| !listed(token))?;
        match next.kind {
            _ if self.lexicon.spaced || next.gap > Gap::Blank => None,
            Kind::Word(Word::Resolution) => Some(false),
            Kind::Word(Word::Decision) => Some(true),
            _ => None,
        }
    }

    /// Whether a symbol stands in the bracket after a Supplement: `Supplement No. 53 (A/77/53)`.
    fn supplement_before(&self, at: usize) -> bool {
        for token in self.scan.tokens[..at].iter().rev().take(REACH) {
            match token.kind {
                Kind::Word(Word::Locator(Locator::Supplement)) => return true,
                Kind::Open | Kind::Close | Kind::Comma | Kind::Dash | Kind::Symbol(_) => {}
                Kind::Word(
                    Word::NumberMark | Word::And | Word::To | Word::Of | Word::Corrigendum,
                )
                | Kind::Numeral(_) => {}
                _ => return false,
            }
        }
        false
    }

    /// Where the title in quotation marks ends that a token stands in: “…”, «…», 《…》.
    fn title_end(&self, token: &Token) -> Option<u32> {
        /// The longest title looked through, in bytes each way.
        const LONGEST: u32 = 400;
        let opening = |c: char| match c {
            // Arabic typesetting opens with the mark that closes elsewhere: ”…“.
            '“' | '”' => Some((c == '“') != self.lexicon.language.facts().right_to_left),
            '«' | '《' => Some(true),
            '»' | '》' => Some(false),
            _ => None,
        };
        let marks = &self.scan.quotations;
        let mark = |which: usize| {
            let at = *marks.get(which)?;
            Some((at, opening(self.text[at as usize..].chars().next()?)?))
        };
        let next = marks.partition_point(|at| *at < token.end);
        let last = marks
            .partition_point(|at| *at < token.start)
            .checked_sub(1)?;
        let (close, closes) = mark(next).map(|(at, opens)| (at, !opens))?;
        let (open, opens) = mark(last)?;
        let near = close < token.end + LONGEST && token.start <= open + LONGEST;
        (near && opens && closes).then_some(close)
    }
}
