//! References inside the document: "the present resolution", "paragraph 3 above", "the annex to the
//! present resolution".

use operative_grammar::{Document, LabelStyle, Language, NodeId, NodeKind, Part};

use crate::cite::{Citation, Citer};
use crate::facts::{Locator, Word};
use crate::model::{Place, ReferenceKind, Rule};
use crate::pinpoint::{self, Step, number};
use crate::scan::{Gap, Kind};

/// Where a reference inside the document looks for what it means.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// Anywhere: "of the present resolution".
    Anywhere,
    /// Before the place it stands in.
    Above,
    /// After it.
    Below,
}

/// The part of the document that a citation means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Inside {
    /// The way to it.
    pub(crate) steps: Vec<Step>,
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

    fn inside(
        &mut self,
        at: usize,
        range: std::ops::Range<u32>,
        part: Option<std::ops::Range<usize>>,
        direction: Direction,
    ) {
        let tokens = &self.scan.tokens;
        let pinpoint = part
            .as_ref()
            .map(|part| pinpoint::bytes(self.lexicon, self.text, tokens, part));
        let steps = part
            .map(|part| pinpoint::steps(self.lexicon, self.text, tokens, part))
            .unwrap_or_default();
        let mut target = String::from("this:");
        if steps.is_empty() {
            target.push_str("resolution");
        }
        // From the whole to the part, whatever the order in print.
        let mut ordered: Vec<&Step> = steps.iter().collect();
        ordered.sort_by_key(|step| {
            let annexed = matches!(step.locator, Locator::Annex | Locator::Appendix);
            (!annexed, step.locator)
        });
        for (index, step) in ordered.into_iter().enumerate() {
            if index > 0 {
                target.push('/');
            }
            target.push_str(name(step.locator));
            if let Some(number) = number(self.lexicon.language, &step.value) {
                target.push_str(&format!("-{number}"));
                if let Some(letter) = letter(&step.value) {
                    target.push_str(&format!("/{}-{letter}", name(Locator::Subparagraph)));
                }
            } else if !step.value.is_empty() {
                target.push('-');
                target.extend(
                    step.value
                        .chars()
                        .filter(|c| c.is_alphanumeric())
                        .flat_map(char::to_lowercase),
                );
            }
        }
        self.push(Citation {
            target: Some(target),
            pinpoint,
            inside: Some(Inside { steps, direction }),
            ..Citation::new(ReferenceKind::Internal, range, at, Rule::Itself)
        });
    }
}

/// The letter of a sub-paragraph after its paragraph's number: `2 (b)`.
fn letter(value: &str) -> Option<char> {
    let rest = value.trim_start_matches(char::is_numeric);
    let bare = rest.trim_matches([' ', '(', ')', '\u{a0}']);
    let mut chars = bare.chars();
    let letter = chars
        .next()
        .filter(|c| c.is_alphabetic() && !c.is_uppercase())?;
    (rest.len() < value.len() && chars.next().is_none()).then_some(letter)
}

/// The name of a locator in identifiers.
const fn name(locator: Locator) -> &'static str {
    match locator {
        Locator::Volume => "volume",
        Locator::Number => "number",
        Locator::Supplement => "supplement",
        Locator::Part => "part",
        Locator::Chapter => "chapter",
        Locator::Section => "section",
        Locator::Resolution => "resolution",
        Locator::Annex => "annex",
        Locator::Appendix => "appendix",
        Locator::Article => "article",
        Locator::Paragraph => "paragraph",
        Locator::Subparagraph => "subparagraph",
        Locator::Page => "page",
    }
}

/// The sub-paragraph of a paragraph that is meant, or the paragraph where none is or where its
/// sub-paragraphs run on in its text. `Err` where it has sub-paragraphs, but not that one.
fn subparagraph(document: &Document, paragraph: NodeId, inside: &Inside) -> Result<NodeId, ()> {
    let mut steps = inside.steps.iter();
    let named = steps.find_map(|step| match step.locator {
        Locator::Paragraph => letter(&step.value),
        Locator::Subparagraph => {
            let mut letters = step.value.chars().filter(|c| c.is_alphabetic());
            letters.next().filter(|_| letters.next().is_none())
        }
        _ => None,
    });
    let Some(letter) = named else {
        return Ok(paragraph);
    };
    let mut below = document
        .node_ids()
        .skip_while(|id| *id <= paragraph)
        .filter(|id| document.node(*id).parent == Some(paragraph))
        .peekable();
    if below.peek().is_none() {
        return Ok(paragraph);
    }
    let lettered = |id: &NodeId| {
        let label = document.node(*id).label.as_ref();
        label.is_some_and(|label| {
            label
                .printed
                .trim_matches(['(', ')', ' ', '.'])
                .chars()
                .eq([letter])
        })
    };
    below.find(lettered).ok_or(())
}

/// The node that a reference inside the document means. `Err` where the document should have one and
/// has none; `Ok(None)` where the whole is meant or what is meant has no node of its own.
pub(crate) fn node(
    document: &Document,
    language: Language,
    place: Place,
    inside: &Inside,
) -> Result<Option<NodeId>, ()> {
    let here = match place {
        Place::Node(id) => Some(id),
        Place::Masthead(_) | Place::Footnote(_) => None,
    };
    let value = |locator: Locator| {
        let step = inside.steps.iter().find(|step| step.locator == locator)?;
        Some(number(language, &step.value))
    };
    let within = |id: NodeId| match (inside.direction, here) {
        (Direction::Above, Some(here)) => id <= here,
        (Direction::Below, Some(here)) => id >= here,
        _ => true,
    };
    let nodes = || document.node_ids().map(|id| (id, document.node(id)));
    if let Some(Some(wanted)) = value(Locator::Paragraph) {
        // In an annex its own paragraphs come first; elsewhere the resolution's.
        let part = here
            .map(|id| document.node(id).part)
            .filter(|part| *part == Part::Annex && inside.direction != Direction::Anywhere);
        let numbered = |node: &operative_grammar::Node| {
            node.label
                .as_ref()
                .is_some_and(|label| label.style == LabelStyle::Number && label.value == wanted)
        };
        let find = |part: Part| {
            let mut found = nodes()
                .filter(|(id, node)| node.part == part && numbered(node) && within(*id))
                .map(|found| found.0);
            if inside.direction == Direction::Above {
                found.last()
            } else {
                found.next()
            }
        };
        let paragraph = part
            .and_then(find)
            .or_else(|| find(Part::Operative))
            .ok_or(())?;
        return subparagraph(document, paragraph, inside).map(Some);
    }
    if let Some(annex) = value(Locator::Annex) {
        let mut headings = nodes().filter(|(_, node)| {
            node.part == Part::Annex && node.level == 0 && node.kind == NodeKind::Heading
        });
        let wanted = annex.unwrap_or(1).max(1) as usize;
        return headings
            .nth(wanted - 1)
            .or_else(|| nodes().find(|(_, node)| node.part == Part::Annex))
            .map(|found| Some(found.0))
            .ok_or(());
    }
    if let Some(Some(wanted)) = value(Locator::Section) {
        let section = nodes().find(|(id, node)| {
            node.kind == NodeKind::Heading
                && within(*id)
                && node
                    .label
                    .as_ref()
                    .is_some_and(|label| label.value == wanted)
        });
        return Ok(section.map(|found| found.0));
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use crate::model::ReferenceKind;

    #[test]
    fn a_reference_leads_to_the_subparagraph_it_means() {
        let text = "The General Assembly,\n\n1. Decides:\n\n(a) To read;\n\n(b) To write;\n\n\
                    2. Requests a report on paragraph 1 (b) of the present resolution;\n\n\
                    3. Decides to consider paragraph 1 above.\n";
        let resolution = crate::resolve(operative_grammar::parse(text));
        let inside = resolution
            .references
            .iter()
            .filter(|reference| reference.kind == ReferenceKind::Internal);
        let meant: Vec<_> = inside
            .filter_map(|reference| resolution.paragraph(reference.node?)?.path())
            .collect();
        assert_eq!(meant, ["1(b)", "1"]);
    }
}
