//! The Charter of the United Nations, its chapters, articles and paragraphs.

use crate::cite::{Citation, Citer};
use crate::facts::{Locator, Word};
use crate::model::{ReferenceKind, Rule};
use crate::pinpoint;
use crate::scan::{Gap, Kind};
use crate::steps;
use crate::steps::{Step, numbers};

impl Citer<'_> {
    /// charter = [pinpoint of] "Charter" / "Charter" [","] … pinpoint
    pub(crate) fn charter(&mut self, at: usize) {
        let tokens = &self.scan.tokens;
        if self.of_another(at) {
            return;
        }
        let name = tokens[at].start..tokens[at].end;
        let before = pinpoint::before(self.lexicon, self.text, tokens, at);
        let after = if before.is_none() {
            self.charter_part_after(at)
        } else {
            None
        };
        let range = match (&before, &after) {
            (Some(part), _) => tokens[part.start].start..name.end,
            (None, Some(part)) => {
                name.start..pinpoint::bytes(self.lexicon, self.text, tokens, part).end
            }
            (None, None) => name,
        };
        let part = before.or(after);
        let pinpoint = part
            .as_ref()
            .map(|part| pinpoint::bytes(self.lexicon, self.text, tokens, part));
        let steps = part
            .map(|part| steps::steps(self.lexicon, self.text, tokens, part))
            .unwrap_or_default();
        for target in self.charter_targets(&steps) {
            self.push(Citation {
                target: Some(target),
                pinpoint: pinpoint.clone(),
                ..Citation::new(
                    ReferenceKind::Charter,
                    range.clone(),
                    at,
                    Rule::NamedCharter,
                )
            });
        }
    }

    /// Whether a short "Charter" is another's: "the Charter of the Organization of …".
    fn of_another(&self, at: usize) -> bool {
        let tokens = &self.scan.tokens;
        let name = &self.text[tokens[at].start as usize..tokens[at].end as usize];
        let short = self.lexicon.spaced && !name.contains(' ');
        let rest = &self.text[tokens[at].end as usize..];
        let next = tokens.get(at + 1);
        let of = next.is_some_and(|next| {
            next.gap <= Gap::Blank && matches!(next.kind, Kind::Word(Word::Of))
        });
        // A genitive without a joint: a name in capitals right after.
        let named = rest
            .strip_prefix(' ')
            .is_some_and(|rest| rest.starts_with(char::is_uppercase))
            && next.is_none_or(|next| next.gap == Gap::Text);
        short && (of || named)
    }

    /// charter-part-after = [","] [words] pinpoint ; `the Charter, in particular paragraph 3 of Article 1`
    fn charter_part_after(&self, at: usize) -> Option<std::ops::Range<usize>> {
        /// How many letters may stand between: "and its purposes", "in particular".
        const BETWEEN: usize = 32;
        let tokens = &self.scan.tokens;
        let mut index = at + 1;
        loop {
            let token = tokens.get(index)?;
            let between = &self.text[tokens[index - 1].end as usize..token.start as usize];
            if between.chars().count() > BETWEEN {
                return None;
            }
            match token.kind {
                Kind::Word(Word::Locator(
                    Locator::Article | Locator::Chapter | Locator::Paragraph,
                )) => break,
                Kind::Word(Word::NumberMark) if !self.lexicon.spaced => break,
                Kind::Comma
                | Kind::Close
                | Kind::Word(
                    Word::PartOf | Word::Of | Word::To | Word::And | Word::By | Word::Dated,
                ) => index += 1,
                _ => return None,
            }
        }
        let part = pinpoint::at_start(self.lexicon, self.text, &tokens[index..])?;
        let part = index..part.end + index;
        // It must name an article or a chapter: "paragraph 3" alone is the resolution's own.
        let names = tokens[part.clone()].iter().any(|token| {
            matches!(
                token.kind,
                Kind::Word(Word::Locator(Locator::Article | Locator::Chapter))
            )
        });
        // An article "of" something is another's.
        let of = tokens
            .get(part.end)
            .is_some_and(|next| next.gap <= Gap::Blank && next.kind == Kind::Word(Word::Of));
        (names && !of).then_some(part)
    }

    /// The identifiers of what is cited: `charter:article-1/paragraph-3`, one for each article;
    /// `charter:un` for the whole.
    fn charter_targets(&self, steps: &[Step]) -> Vec<String> {
        let listed = |locator: Locator| -> Vec<u32> {
            steps
                .iter()
                .filter(|step| step.locator == locator)
                .flat_map(|step| numbers(self.lexicon.language, &step.value))
                .collect()
        };
        let articles = listed(Locator::Article);
        if !articles.is_empty() {
            let mut paragraphs = listed(Locator::Paragraph);
            paragraphs.extend(listed(Locator::Subparagraph));
            return match (&articles[..], &paragraphs[..]) {
                ([article], [paragraph, ..]) => {
                    vec![format!("charter:article-{article}/paragraph-{paragraph}")]
                }
                _ => articles
                    .iter()
                    .map(|article| format!("charter:article-{article}"))
                    .collect(),
            };
        }
        let chapters = listed(Locator::Chapter);
        if !chapters.is_empty() {
            return chapters
                .iter()
                .map(|chapter| format!("charter:chapter-{chapter}"))
                .collect();
        }
        vec!["charter:un".to_owned()]
    }
}
