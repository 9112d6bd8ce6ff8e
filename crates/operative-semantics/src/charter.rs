//! The Charter of the United Nations, its chapters, articles and paragraphs.

use std::ops::Range;

use crate::cite::{Citation, Citer};
use crate::facts::Locator;
use crate::lexicon::Word;
use crate::model::{ReferenceKind, Rule};
use crate::pinpoint;
use crate::scan::{Gap, Kind, Token};
use crate::steps;
use crate::steps::{Step, numbers, signs};

impl Citer<'_> {
    /// charter = [pinpoint of] "Charter" / "Charter" [","] … pinpoint
    pub(crate) fn charter(&mut self, at: usize) {
        let tokens = &self.scan.tokens;
        if self.of_another(at) {
            return;
        }
        let name = tokens[at].start..tokens[at].end;
        let before = self.charter_part_before(at);
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
        let beside = part.as_ref().is_some_and(|part| self.chapters_beside(part));
        let steps = part
            .map(|part| steps::steps(self.lexicon, self.text, tokens, part))
            .unwrap_or_default();
        for target in self.charter_targets(&steps, beside) {
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
    fn charter_part_after(&self, at: usize) -> Option<Range<usize>> {
        /// How many letters may stand between: "and its purposes", "in particular".
        const BETWEEN: usize = 32;
        /// How many letters may stand behind "and": "and to the".
        const JOINED: usize = 10;
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
        let mut part = index..part.end + index;
        // "... of Article 1 and Articles 55 and 56".
        while let Some(and) = tokens.get(part.end)
            && and.kind == Kind::Word(Word::And)
            && let Some(next) = tokens.get(part.end + 1)
            && (next.start - and.end) as usize <= JOINED
            && let Some(more) = pinpoint::at_start(self.lexicon, self.text, &tokens[part.end + 1..])
            && self.names_part(&(part.end + 1..part.end + 1 + more.end))
        {
            part.end += 1 + more.end;
        }
        // It must name an article or a chapter: "paragraph 3" alone is the resolution's own.
        let names = self.names_part(&part);
        // An article "of" something is another's.
        let of = tokens
            .get(part.end)
            .is_some_and(|next| next.gap <= Gap::Blank && next.kind == Kind::Word(Word::Of));
        (names && !of).then_some(part)
    }

    /// charter-part-before = part *(and [words] part) ["of"] ; `by Chapter VII and by Article 51 of the Charter`
    fn charter_part_before(&self, at: usize) -> Option<Range<usize>> {
        /// How many letters may stand behind "and": "by the".
        const BETWEEN: usize = 10;
        let tokens = &self.scan.tokens;
        let part = pinpoint::before(self.lexicon, self.text, tokens, at)?;
        let mut start = part.start;
        let by = |at: usize| tokens[at].kind == Kind::Word(Word::By);
        while let Some(and) = start
            .checked_sub(1)
            .and_then(|at| if by(at) { at.checked_sub(1) } else { Some(at) })
            && tokens[and].kind == Kind::Word(Word::And)
            && (tokens[start].start - tokens[and].end) as usize <= BETWEEN
            && let Some(more) = pinpoint::before(self.lexicon, self.text, tokens, and)
            && self.names_part(&more)
        {
            start = more.start;
        }
        Some(start..part.end)
    }

    /// Whether some tokens name an article or a chapter.
    fn names_part(&self, part: &Range<usize>) -> bool {
        self.scan.tokens[part.clone()].iter().any(|token| {
            matches!(
                token.kind,
                Kind::Word(Word::Locator(Locator::Article | Locator::Chapter))
            )
        })
    }

    /// Whether a chapter is cited beside an article rather than as what holds it: "Chapters VI and VII and
    /// Article 2", but "Article 41 of Chapter VII". Then "and" joins a whole part to it.
    fn chapters_beside(&self, part: &Range<usize>) -> bool {
        let tokens = &self.scan.tokens[part.clone()];
        let found = |want: Locator| {
            tokens
                .iter()
                .position(|token| token.kind == Kind::Word(Word::Locator(want)))
        };
        let (Some(chapter), Some(article)) = (found(Locator::Chapter), found(Locator::Article))
        else {
            return false;
        };
        let locator = |token: &Token| matches!(token.kind, Kind::Word(Word::Locator(_)));
        let by = |token: &&Token| token.kind == Kind::Word(Word::By);
        // The joint may be written on to the later: والفصل.
        let later = chapter.max(article);
        let glued = &self.text[tokens[later - 1].end as usize..tokens[later].start as usize];
        if self.lexicon.and.iter().any(|and| and == glued.trim()) {
            return true;
        }
        (chapter.min(article) + 1..chapter.max(article)).any(|at| {
            let mut after = tokens[at + 1..].iter().skip_while(by);
            tokens[at].kind == Kind::Word(Word::And)
                && (locator(&tokens[at - 1]) && tokens[at].gap <= Gap::Blank
                    || after.next().is_some_and(locator))
        })
    }

    /// The articles that a value lists, each with the paragraph that stands in brackets behind it: `1 (2), 55`.
    fn articles(&self, value: &str) -> Vec<(u32, Vec<u32>)> {
        let signs = signs(self.lexicon, value);
        let items = signs.split(',').flat_map(|item| {
            let (article, paragraph) = item.split_once('(').unwrap_or((item, ""));
            let paragraph = paragraph.trim().trim_end_matches(')');
            let paragraph: Vec<u32> = paragraph.parse().into_iter().collect();
            let cited = numbers(self.lexicon.language, article).into_iter();
            cited.map(move |article| (article, paragraph.clone()))
        });
        items.collect()
    }

    /// The identifiers of what is cited: `charter:article-1/paragraph-3`, one for each article and paragraph
    /// or chapter; `charter:un` for the whole.
    fn charter_targets(&self, steps: &[Step], chapters_beside: bool) -> Vec<String> {
        let numbers = |step: &Step| numbers(self.lexicon.language, &step.value);
        let below =
            |step: &Step| matches!(step.locator, Locator::Paragraph | Locator::Subparagraph);
        let named = |step: &&Step| step.locator == Locator::Article || below(step);
        // "Paragraph 4 of Article 2", or "Article 2, paragraph 4".
        let paragraph_first = steps.iter().find(named).is_some_and(below);
        let mut chapters: Vec<u32> = Vec::new();
        let mut articles: Vec<(u32, Vec<u32>)> = Vec::new();
        let mut paragraphs: Vec<u32> = Vec::new();
        for step in steps {
            match step.locator {
                Locator::Chapter => chapters.extend(numbers(step)),
                Locator::Article => {
                    let mut cited = self.articles(&step.value);
                    let above = std::mem::take(&mut paragraphs);
                    if let [(_, parts)] = &mut cited[..]
                        && parts.is_empty()
                    {
                        *parts = above;
                    }
                    articles.extend(cited);
                }
                // A sub-paragraph is none of the article itself, unless it stands alone.
                Locator::Subparagraph if paragraph_first && !paragraphs.is_empty() => {}
                Locator::Paragraph | Locator::Subparagraph if paragraph_first => {
                    paragraphs = numbers(step);
                }
                Locator::Paragraph | Locator::Subparagraph => {
                    if let Some((_, parts)) =
                        articles.last_mut().filter(|(_, parts)| parts.is_empty())
                    {
                        *parts = numbers(step);
                    }
                }
                _ => {}
            }
        }
        let mut targets = Vec::new();
        if articles.is_empty() || chapters_beside {
            targets.extend(
                chapters
                    .iter()
                    .map(|number| format!("charter:chapter-{number}")),
            );
        }
        for (article, parts) in articles {
            if parts.is_empty() {
                targets.push(format!("charter:article-{article}"));
            }
            let part = |part| format!("charter:article-{article}/paragraph-{part}");
            targets.extend(parts.into_iter().map(part));
        }
        if targets.is_empty() {
            targets.push("charter:un".to_owned());
        }
        targets
    }
}
