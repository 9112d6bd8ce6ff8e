//! References inside the document: "the present resolution", "paragraph 3 above", "subparagraph (b)",
//! "the annex to the present resolution".

use std::ops::Range;

use crate::address::{Address, addresses};
use crate::cite::{Citation, Citer, REACH};
use crate::facts::Locator;
use crate::lexicon::Word;
use crate::model::{ReferenceKind, Rule};
use crate::pinpoint;
use crate::scan::{Gap, Kind, Token};
use crate::steps;

/// Where a reference inside the document looks for what it means.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// Anywhere: "of the present resolution".
    Anywhere,
    /// Before the place it stands in.
    Above,
    /// After it.
    Below,
    /// Nothing says that it is of this document: "subparagraph (b)". It is the nearest.
    Nearest,
}

/// The part of the document that a citation means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Inside {
    /// The way to it.
    pub(crate) address: Address,
    /// Where to look.
    pub(crate) direction: Direction,
}

impl Citer<'_> {
    /// itself = [pinpoint of] "present" "resolution" [pinpoint]
    pub(crate) fn itself(&mut self, at: usize) -> bool {
        let tokens = &self.scan.tokens;
        let present = match at.checked_sub(1) {
            Some(before)
                if tokens[before].kind == Kind::Word(Word::Present)
                    && tokens[at].gap <= Gap::Blank =>
            {
                before
            }
            _ => return false,
        };
        let part = pinpoint::before(self.lexicon, self.text, tokens, present);
        let after = if part.is_none() && !self.lexicon.spaced {
            pinpoint::after(self.lexicon, self.text, &tokens[at + 1..])
                .map(|part| part.start + at + 1..part.end + at + 1)
        } else {
            None
        };
        let start = part
            .as_ref()
            .map_or(tokens[present].start, |part| tokens[part.start].start);
        let end = after.as_ref().map_or(tokens[at].end, |part| {
            pinpoint::bytes(self.lexicon, self.text, tokens, part).end
        });
        self.inside(at, start..end, part.or(after), Direction::Anywhere);
        true
    }

    /// above = pinpoint ("above" / "below") / ("above" / "below") pinpoint
    pub(crate) fn above_or_below(&mut self, at: usize, direction: Direction) {
        let tokens = &self.scan.tokens;
        let before =
            pinpoint::before(self.lexicon, self.text, tokens, at).filter(|part| part.end == at);
        let close = tokens
            .get(at + 1)
            .is_some_and(|next| next.gap <= Gap::Blank);
        let after = if before.is_none() && close && !self.lexicon.spaced {
            pinpoint::after(self.lexicon, self.text, &tokens[at + 1..])
                .map(|part| part.start + at + 1..part.end + at + 1)
        } else {
            None
        };
        let range = match (&before, &after) {
            (Some(part), _) => tokens[part.start].start..tokens[at].end,
            (None, Some(part)) => {
                tokens[at].start..pinpoint::bytes(self.lexicon, self.text, tokens, part).end
            }
            (None, None) => return,
        };
        self.inside(at, range, before.or(after), direction);
    }

    /// part = paragraph-and-labels / 1*label ; "subparagraph (b)", "paragraph 3 (b)", of which nothing
    /// says what it is a part of: then it is one of the text it stands in
    pub(crate) fn part_alone(&mut self, at: usize) {
        let tokens = &self.scan.tokens;
        if self.context.note || !self.stands_alone(at) {
            return;
        }
        let first = if self.lexicon.spaced {
            at
        } else {
            self.part_start(at)
        };
        let Some(part) = pinpoint::at_start(self.lexicon, self.text, &tokens[first..]) else {
            return;
        };
        let mut part = first..part.end + first;
        // A letter with one bracket alone: b).
        let end = pinpoint::bytes(self.lexicon, self.text, tokens, &part).end;
        let closes = |token: &Token| token.kind == Kind::Close && token.start == end;
        part.end += usize::from(tokens.get(part.end).is_some_and(closes));
        let of_paragraphs = tokens[part.clone()].iter().all(|token| match token.kind {
            Kind::Word(Word::Locator(locator)) => {
                matches!(locator, Locator::Paragraph | Locator::Subparagraph)
            }
            _ => true,
        });
        let steps = steps::steps(self.lexicon, self.text, tokens, part.clone());
        let list = addresses(self.lexicon.language, &steps);
        let labelled = list.iter().all(|address| !address.subparagraphs.is_empty());
        let range = pinpoint::bytes(self.lexicon, self.text, tokens, &part);
        let next = tokens.iter().position(|token| token.start >= range.end);
        if !(of_paragraphs && labelled) || self.goes_on(range.end, next) {
            return;
        }
        self.inside(at, range.clone(), Some(part), Direction::Nearest);
    }

    /// Whether no source has been named in the sentence that the part could be of, and no larger part
    /// stands before it.
    fn stands_alone(&self, at: usize) -> bool {
        let tokens = &self.scan.tokens;
        let from = tokens[..at]
            .iter()
            .rposition(|token| matches!(token.kind, Kind::Stop | Kind::Semicolon))
            .unwrap_or(0);
        let mut cited = self.found.iter().rev().take(REACH);
        let sourced = cited.any(|found| {
            let citation = &found.citation;
            let inside = citation.kind == ReferenceKind::Internal;
            // What has been read as one with it is done.
            let read = citation.range.end > tokens[at].start;
            citation.token >= from && (!inside || read)
        });
        let mut before = tokens[from.max(at.saturating_sub(REACH))..at].iter();
        let larger = before.any(|token| match token.kind {
            Kind::Word(Word::Locator(locator)) => matches!(
                locator,
                Locator::Article
                    | Locator::Annex
                    | Locator::Appendix
                    | Locator::Chapter
                    | Locator::Section
            ),
            Kind::Word(Word::Above | Word::Below | Word::Present) => !self.lexicon.spaced,
            _ => false,
        });
        let between = &self.text[tokens[from].start as usize..tokens[at].start as usize];
        let named = self.lexicon.instruments.stand_in(between);
        !(sourced || larger || named)
    }

    /// Whether the text goes on with the whole that a part is of: "of resolution", "Конвенции".
    fn goes_on(&self, end: u32, next: Option<usize>) -> bool {
        let rest = self.text[end as usize..].trim_start();
        let mut tokens = next
            .map_or(&[][..], |next| &self.scan.tokens[next..])
            .iter();
        let after = tokens.find(|token| token.kind != Kind::Comma);
        let touches = after.is_some_and(|token| {
            let between = self.text[end as usize..token.start as usize].trim();
            between.trim_matches([',', ' ']).is_empty()
        });
        match after.map(|token| token.kind) {
            Some(Kind::Stop | Kind::Semicolon | Kind::Close) if touches => false,
            Some(Kind::Word(Word::And)) if touches => false,
            _ => touches || rest.starts_with(char::is_uppercase),
        }
    }

    /// The first token of a part whose number or letter stands before its word: 第3(b)段.
    fn part_start(&self, at: usize) -> usize {
        let tokens = &self.scan.tokens;
        let mut first = at;
        while let Some(left) = first.checked_sub(1) {
            let belongs = matches!(
                tokens[left].kind,
                Kind::Open | Kind::Close | Kind::Numeral(_) | Kind::Word(Word::NumberMark)
            );
            if !belongs || tokens[first].start - tokens[left].end > 1 {
                break;
            }
            first = left;
        }
        first
    }

    /// Adds a citation for each part that some tokens list.
    fn inside(
        &mut self,
        at: usize,
        range: Range<u32>,
        part: Option<Range<usize>>,
        direction: Direction,
    ) {
        let tokens = &self.scan.tokens;
        let pinpoint = part
            .as_ref()
            .map(|part| pinpoint::bytes(self.lexicon, self.text, tokens, part));
        let steps = part
            .map(|part| steps::steps(self.lexicon, self.text, tokens, part))
            .unwrap_or_default();
        for address in addresses(self.lexicon.language, &steps) {
            self.push(Citation {
                target: Some(address.identifier(self.lexicon.language)),
                pinpoint: pinpoint.clone(),
                inside: Some(Inside { address, direction }),
                ..Citation::new(ReferenceKind::Internal, range.clone(), at, Rule::Itself)
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{ReferenceKind, Resolution};
    use operative_grammar::Code;

    /// The targets of the references inside a document, and the paths of the nodes they lead to.
    fn meant(resolution: &Resolution) -> Vec<(String, Option<String>)> {
        let inside = resolution
            .references
            .iter()
            .filter(|reference| reference.kind == ReferenceKind::Internal);
        let path = |id| resolution.paragraph(id)?.path();
        inside
            .map(|reference| {
                let target = reference.target.clone().unwrap_or_default();
                (target, reference.node.and_then(path))
            })
            .collect()
    }

    fn some(target: &str, path: &'static str) -> (String, Option<String>) {
        (format!("this:{target}"), Some(path.to_owned()))
    }

    #[test]
    fn a_reference_leads_to_the_subparagraph_it_means() {
        let text = "The General Assembly,\n\n1. Decides:\n\n(a) To read;\n\n(b) To write;\n\n\
                    2. Requests a report on paragraph 1 (b) of the present resolution;\n\n\
                    3. Decides to consider paragraph 1 above, subparagraphs (a) and (b) of paragraph 1 above \
                    and paragraph 1 (a).\n";
        let resolution = crate::resolve(operative_grammar::parse(text));
        let expected = [
            some("paragraph-1/subparagraph-b", "1(b)"),
            some("paragraph-1", "1"),
            some("paragraph-1/subparagraph-a", "1(a)"),
            some("paragraph-1/subparagraph-b", "1(b)"),
            some("paragraph-1/subparagraph-a", "1(a)"),
        ];
        assert_eq!(meant(&resolution), expected);
    }

    /// A bare sub-paragraph is one of the paragraph it stands in, in every language.
    #[test]
    fn a_bare_subparagraph_is_the_nearest() {
        let texts = [
            "The General Assembly,\n\n1. Decides:\n\n(a) To read;\n\n2. Decides:\n\n(a) To write;\n\n(b) To report on what is done under subparagraph (a);\n\n(c) To close the list referred to in subparagraph (b) above;\n",
            "L’Assemblée générale,\n\n1. Décide :\n\na) De lire ;\n\n2. Décide :\n\na) D’écrire ;\n\nb) De rendre compte de ce qui est fait au titre de l’alinéa a) ;\n\nc) De clore la liste visée à l’alinéa b) ci-dessus ;\n",
            "La Asamblea General,\n\n1. Decide:\n\na) Leer;\n\n2. Decide:\n\na) Escribir;\n\nb) Informar de lo que se haga en virtud del apartado a);\n\nc) Cerrar la lista mencionada en el apartado b) supra;\n",
            "Генеральная Ассамблея,\n\n1. постановляет:\n\na) читать;\n\n2. постановляет:\n\na) писать;\n\nb) сообщать о том, что сделано в соответствии с подпунктом a);\n\nc) закрыть список, упомянутый в подпункте b) выше;\n",
            "大会，\n\n1. 决定：\n\n(a) 阅读；\n\n2. 决定：\n\n(a) 书写；\n\n(b) 报告依照(a)分段所做的工作；\n\n(c) 关闭上文(b)分段所述清单；\n",
            "إن الجمعية العامة،\n\n1 - تقرر:\n\n(أ) أن تقرأ؛\n\n2 - تقرر:\n\n(أ) أن تكتب؛\n\n(ب) أن تقدم تقريرا عما يجري بموجب الفقرة الفرعية (أ)؛\n\n(ج) أن تغلق القائمة المشار إليها في الفقرة الفرعية (ب) أعلاه؛\n",
        ];
        for text in texts {
            let resolution = crate::resolve(operative_grammar::parse(text));
            let expected = [
                some("paragraph-2/subparagraph-a", "2(a)"),
                some("paragraph-2/subparagraph-b", "2(b)"),
            ];
            assert_eq!(meant(&resolution), expected, "{text}");
        }
    }

    #[test]
    fn a_subparagraph_that_is_not_there_is_missed() {
        let missed = |text: &str| {
            let resolution = crate::resolve(operative_grammar::parse(text));
            let codes = resolution.diagnostics.iter().map(|found| found.code);
            codes.filter(|code| *code == Code::InternalMissing).count()
        };
        let text = |reference: &str| {
            format!(
                "The General Assembly,\n\n1. Decides:\n\n(a) To read;\n\n(b) To act on {reference};\n"
            )
        };
        assert_eq!(missed(&text("subparagraph (c) above")), 1);
        assert_eq!(missed(&text("paragraph 1 (a)")), 0);
        assert_eq!(missed(&text("paragraph 3 (b) above")), 1);
        // These are another text's.
        assert_eq!(missed(&text("subparagraph (c) of the Rules")), 0);
        assert_eq!(missed(&text("article 3, subparagraph (c)")), 0);
        assert_eq!(
            missed(&text("the Convention, in particular paragraph 9 (c)")),
            0
        );
    }

    #[test]
    fn an_annex_has_paragraphs_of_its_own() {
        let text = "The General Assembly,\n\n1. Adopts the rules;\n\n2. Requests a report on paragraph 2 of the annex to the present resolution.\n\nAnnex\n\nRules\n\n1. Wells are kept.\n\n2. Bells are rung under paragraph 1 above.\n";
        let resolution = crate::resolve(operative_grammar::parse(text));
        let expected = [
            some("annex/paragraph-2", "2"),
            some("annex/paragraph-1", "1"),
        ];
        assert_eq!(meant(&resolution), expected);
    }
}
