//! References inside the document: "the present resolution", "paragraph 3 above", "subparagraph (b)",
//! "the annex to the present resolution".

use std::ops::Range;

use operative_grammar::{Document, LabelStyle, Language, Node, NodeId, NodeKind, Part};

use crate::address::{Address, Readings, addresses, step};
use crate::cite::{Citation, Citer, REACH};
use crate::facts::{Locator, Word};
use crate::model::{Place, ReferenceKind, Rule};
use crate::pinpoint;
use crate::scan::{Gap, Kind, Token};

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
        let steps = pinpoint::steps(self.lexicon, self.text, tokens, part.clone());
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
            .map(|part| pinpoint::steps(self.lexicon, self.text, tokens, part))
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

/// Where a reference inside the document leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// The node that is meant; `None` where the whole is, or what has no node of its own.
    pub(crate) node: Option<NodeId>,
    /// Its identifier, where the words alone do not give it.
    pub(crate) identifier: Option<String>,
}

/// The node that a reference inside the document means. `Err` where the document should have one and
/// has none.
pub(crate) fn node(
    document: &Document,
    language: Language,
    place: Place,
    inside: &Inside,
) -> Result<Found, ()> {
    let search = Search {
        document,
        here: match place {
            Place::Node(id) => Some(id),
            Place::Masthead(_) | Place::Footnote(_) => None,
        },
        direction: inside.direction,
    };
    let address = &inside.address;
    let held = |locator| address.held_by(language, locator);
    let (annex, section) = (held(Locator::Annex), held(Locator::Section));
    let found = |node| Found {
        node: Some(node),
        identifier: None,
    };
    if address.paragraph.is_some() || !address.subparagraphs.is_empty() {
        let labels = &address.subparagraphs;
        let (above, trail) = match address.paragraph {
            Some(number) => {
                let paragraph = search.paragraph(number, annex, section).ok_or(())?;
                (None, search.below(paragraph, labels).ok_or(())?)
            }
            None => {
                let (around, trail) = search.nearest(labels).ok_or(())?;
                (search.identifier(around), trail)
            }
        };
        // The labels of the nodes decide between the readings of what is printed.
        let mut said = address.clone();
        for (readings, id) in said.subparagraphs.iter_mut().zip(&trail[1..]) {
            let label = document.node(*id).label.as_ref();
            readings.splice(0..0, label.map(|label| (label.style, label.value)));
        }
        let said = said.identifier(language);
        return Ok(Found {
            node: trail.last().copied(),
            identifier: Some(match above {
                Some(above) => said.replacen(':', &format!(":{above}/"), 1),
                None => said,
            }),
        });
    }
    if let (Some(number), None) = (annex, section) {
        return search.annex(number).map(found).ok_or(());
    }
    if let Some(number) = section {
        return Ok(Found {
            node: search.section(number, annex),
            identifier: None,
        });
    }
    Ok(Found::default())
}

/// The search for a part of a document.
struct Search<'a> {
    document: &'a Document,
    /// The node that the reference stands in.
    here: Option<NodeId>,
    direction: Direction,
}

impl<'a> Search<'a> {
    fn nodes(&self) -> impl Iterator<Item = (NodeId, &'a Node)> + use<'a> {
        let document = self.document;
        document.node_ids().map(move |id| (id, document.node(id)))
    }

    /// Whether a node stands on the side that the reference points to.
    fn faces(&self, id: NodeId) -> bool {
        match (self.direction, self.here) {
            (Direction::Above, Some(here)) => id <= here,
            (Direction::Below, Some(here)) => id >= here,
            _ => true,
        }
    }

    /// The heading that opens an annex, counted from 1.
    fn annex(&self, number: u32) -> Option<NodeId> {
        let mut headings = self.nodes().filter(|(_, node)| {
            node.part == Part::Annex && node.level == 0 && node.kind == NodeKind::Heading
        });
        headings
            .nth(number.max(1) as usize - 1)
            .or_else(|| self.nodes().find(|(_, node)| node.part == Part::Annex))
            .map(|found| found.0)
    }

    /// The heading with a number, in an annex where one is named.
    fn section(&self, number: u32, annex: Option<u32>) -> Option<NodeId> {
        let from = annex.and_then(|annex| self.annex(annex));
        let heading = |(id, node): &(NodeId, &Node)| {
            node.kind == NodeKind::Heading
                && self.faces(*id)
                && from.is_none_or(|from| *id > from)
                && labelled(node, number)
        };
        self.nodes().find(heading).map(|found| found.0)
    }

    /// The paragraph with a number: of the annex that is named, of the reference's own annex, or of
    /// the operative part.
    fn paragraph(&self, number: u32, annex: Option<u32>, section: Option<u32>) -> Option<NodeId> {
        let numbered = |node: &Node| {
            let style = node.label.as_ref().map(|label| label.style);
            style == Some(LabelStyle::Number)
                && node.kind != NodeKind::Heading
                && labelled(node, number)
        };
        let find = |part: Part, from: Option<NodeId>| {
            let mut found = self.nodes().filter(|(id, node)| {
                node.part == part
                    && numbered(node)
                    && self.faces(*id)
                    && from.is_none_or(|from| *id > from)
            });
            let found = if self.direction == Direction::Above {
                found.last()
            } else {
                found.next()
            };
            found.map(|found| found.0)
        };
        let section = section.and_then(|section| self.section(section, annex));
        if let Some(annex) = annex {
            return find(Part::Annex, section.or_else(|| self.annex(annex)));
        }
        let own = self
            .here
            .map(|id| self.document.node(id).part)
            .filter(|part| *part == Part::Annex && self.direction != Direction::Anywhere);
        own.and_then(|part| find(part, section))
            .or_else(|| find(Part::Operative, section))
    }

    /// The nodes that labels lead through from a paragraph, which is the first of them. They end where
    /// a node has none below it, and the rest of the way runs on in its text.
    fn below(&self, paragraph: NodeId, labels: &[Readings]) -> Option<Vec<NodeId>> {
        let mut trail = vec![paragraph];
        let mut at = paragraph;
        for label in labels {
            let mut children = self.children(at).peekable();
            if children.peek().is_none() {
                return self.runs_on(at, label).then_some(trail);
            }
            at = children.find(|id| counts_as(self.document.node(*id), label))?;
            trail.push(at);
        }
        Some(trail)
    }

    /// The nearest node around the reference that labels lead on from, and the nodes that they lead
    /// through.
    fn nearest(&self, labels: &[Readings]) -> Option<(NodeId, Vec<NodeId>)> {
        let mut around = self.here;
        while let Some(above) = around {
            if let Some(trail) = self.below(above, labels) {
                return Some((above, trail));
            }
            around = self.document.node(above).parent;
        }
        None
    }

    fn children(&self, above: NodeId) -> impl Iterator<Item = NodeId> + use<'a> {
        self.nodes()
            .skip_while(move |(id, _)| *id <= above)
            .filter(move |(_, node)| node.parent == Some(above))
            .map(|found| found.0)
    }

    /// Whether a label stands in a paragraph's own text, whose sub-paragraphs run on in it.
    fn runs_on(&self, paragraph: NodeId, label: &Readings) -> bool {
        let text = self.document.text_of(self.document.node(paragraph).passage);
        let printed = text.match_indices([')', '）']).filter_map(|(end, _)| {
            let head = &text[..end];
            let start = head.rfind(|c: char| !c.is_alphanumeric()).map_or(0, |at| {
                at + head[at..].chars().next().map_or(1, char::len_utf8)
            });
            (end - start <= 8).then(|| format!("({})", &head[start..]))
        });
        let facts = self.document.language().facts();
        let meant = printed
            .map(|printed| operative_grammar::label_readings(facts, &printed))
            .filter(|readings| readings.iter().any(|reading| label.contains(reading)));
        // The reference itself prints it once.
        meant.count() > usize::from(self.here == Some(paragraph))
    }

    /// The identifier of a node by the labels that lead to it: `paragraph-3/subparagraph-b`.
    fn identifier(&self, id: NodeId) -> Option<String> {
        let node = self.document.node(id);
        let above = node.parent.and_then(|above| self.identifier(above));
        let label = node.label.as_ref();
        let own = label.and_then(|label| step((label.style, label.value)));
        match (above, own) {
            (Some(above), Some(own)) => Some(format!("{above}/{own}")),
            (above, own) => above.or(own),
        }
    }
}

/// Whether a node's label has a value.
fn labelled(node: &Node, value: u32) -> bool {
    node.label
        .as_ref()
        .is_some_and(|label| label.value == value)
}

/// Whether a node's label is one of a printed label's readings.
fn counts_as(node: &Node, readings: &Readings) -> bool {
    let label = node.label.as_ref();
    label.is_some_and(|label| readings.contains(&(label.style, label.value)))
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
