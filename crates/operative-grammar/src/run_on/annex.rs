//! Annexes that run on: where they begin, and their headings, sections and numbers.

use super::Cutter;
use crate::end_mark::end_mark_before_call;
use crate::head::{annex_heading, division_heading};
use crate::label::{Counted, label};
use crate::tree::LabelStyle;
use crate::word::word_starts;

impl Cutter<'_> {
    /// `annex = annex-word [number]`, behind the closing: its length.
    pub(super) fn annex(&self, rest: &str) -> Option<usize> {
        if !begins_title(rest) {
            return None;
        }
        let head = &rest[..rest.floor_char_boundary(64)];
        let ends = head.match_indices(' ').map(|(at, _)| at).take(2);
        let length = ends
            .filter(|end| annex_heading(self.facts, &head[..*end]))
            .last()?;
        // A sentence about an annex goes on.
        let goes_on = rest[length..].trim_start().starts_with(char::is_lowercase);
        (!goes_on).then_some(length)
    }

    /// `annex-part = division / section / number`, behind a sentence or a title, or the sentence that a title
    /// stands before. What begins here is cut and remembered.
    pub(super) fn heads_or_counts(&mut self, at: usize, rest: &str, before: &str) -> bool {
        let title = self.title_from.and_then(|from| before.get(from..));
        let titled = title.filter(|title| !title.contains(['.', ';', '。', '；', '؛']));
        let mark = || end_mark_before_call(before.trim_end());
        if titled.is_none() && !matches!(mark(), Some('.' | ';')) {
            return self.headed_number(at, rest, before);
        }
        if let Some(length) = self.division(rest) {
            (self.section, self.letter, self.number) = (0, 0, 0);
            self.lists.clear();
            self.title_from = Some(at + length);
            self.cuts.extend([at, at + length]);
            return true;
        }
        let Some((after, counted)) = label(self.facts, rest) else {
            let sentence = titled.is_some_and(|title| !title.trim().is_empty());
            let begins = sentence && self.stopword(rest);
            if begins {
                self.title_from = None;
                self.cuts.push(at);
            }
            return begins;
        };
        let lower = after.starts_with(char::is_lowercase);
        if let Some(value) = counted.plain_value() {
            let next = value == self.number + 1 || (value == 1 && titled.is_some());
            if !next || (lower && mark() != Some(';')) {
                return false;
            }
            self.number = value;
            self.title_from = None;
        } else {
            let counts = |style, value| counted.readings().any(|one| one == (style, value));
            if counted.bracketed || lower {
                return false;
            } else if counts(LabelStyle::CapitalRoman, self.section + 1) {
                (self.section, self.letter) = (self.section + 1, 0);
            } else if counts(LabelStyle::Capital, self.letter + 1) {
                self.letter += 1;
            } else {
                return false;
            }
            let title = after.trim_start_matches(['.', ' ']);
            self.title_from = Some(at + rest.len() - title.len());
        }
        self.lists.clear();
        self.cuts.push(at);
        true
    }

    /// `headed-number = (title / … ":") number`: the next number, behind a short title that begins behind a
    /// sentence, or behind what introduces the first.
    fn headed_number(&mut self, at: usize, rest: &str, before: &str) -> bool {
        let next = |found: &(&str, Counted)| found.1.plain_value() == Some(self.number + 1);
        let Some((after, _)) = label(self.facts, rest).filter(next) else {
            return false;
        };
        let introduced = self.number == 0 && end_mark_before_call(before.trim_end()) == Some(':');
        let title = title_behind(before);
        if !introduced && (title.is_none() || after.starts_with(char::is_lowercase)) {
            return false;
        }
        self.cuts.extend(title.filter(|_| !introduced));
        self.cuts.push(at);
        self.number += 1;
        self.title_from = None;
        self.lists.clear();
        true
    }

    /// `division = division-word number`, before what is no lower letter: its length.
    fn division(&self, rest: &str) -> Option<usize> {
        if !self.facts.headings.divisions.may_begin(rest) {
            return None;
        }
        let window = &rest[..rest.floor_char_boundary(60)];
        let word = window.find(|c: char| c.is_ascii_digit())?;
        let number = &rest[word..];
        let digits = number.bytes().take_while(u8::is_ascii_digit).count();
        let length = word + digits;
        let behind = number[digits..].strip_prefix(' ')?;
        (word > 0
            && division_heading(self.facts, &rest[..length])
            && behind.starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase()))
        .then_some(length)
    }

    /// Whether a short word begins here with a capital letter, as sentences do.
    fn stopword(&self, rest: &str) -> bool {
        let word = rest
            .split([' ', ',', '\u{2019}'])
            .next()
            .unwrap_or_default();
        let same = |short: &String| short.to_lowercase() == word.to_lowercase();
        word.starts_with(char::is_uppercase) && self.facts.stopwords.iter().any(same)
    }

    /// Whether an annex that no word heads begins behind the closing: a title, and what counts its first
    /// section or paragraph.
    pub(super) fn quirk_annex_without_word(&self, rest: &str) -> bool {
        /// Its title takes no more bytes.
        const TITLE: usize = 240;
        let title = rest.trim_start();
        let head = &title[..title.floor_char_boundary(TITLE)];
        let counts = |at: usize| {
            let first = |counted: Counted| counted.readings().any(|(_, value)| value == 1);
            label(self.facts, &title[at..]).is_some_and(|(after, counted)| {
                at > 0
                    && !counted.bracketed
                    && first(counted)
                    && !after.starts_with(char::is_lowercase)
            })
        };
        begins_title(title)
            && self.annex(title).is_none()
            && self.closing(head).is_none()
            && word_starts(head).any(counts)
    }

    /// An annex is headed, whose title begins here and whose paragraphs are numbered anew.
    pub(super) fn annexes(&mut self, title: usize) {
        self.title_from = Some(title);
        self.at_foot = false;
        self.annexed = true;
        (self.section, self.letter, self.number) = (0, 0, 0);
        self.lists.clear();
    }
}

/// Whether a title may begin a text: with a letter that is not a small one.
fn begins_title(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
}

/// `title = short-text`, without a mark, behind the last sentence of a text: where it begins.
pub(super) fn title_behind(text: &str) -> Option<usize> {
    /// A title takes no more bytes.
    const TITLE: usize = 240;
    let from = text.ceil_char_boundary(text.len().saturating_sub(TITLE));
    let ended = |at: &usize| {
        let before = text[..from + at].trim_end();
        matches!(end_mark_before_call(before), Some('.' | ';'))
    };
    let start = from + word_starts(&text[from..]).filter(ended).last()?;
    begins_title(&text[start..]).then_some(start)
}

#[cfg(test)]
mod tests {
    use crate::run_on::tests::pieces;

    #[test]
    fn annexes_run_on_in_divisions_sections_and_numbers() {
        let source = "76/350. Public wells The General Assembly, Noting the wells of the towns and the lamps that \
            stand beside them, 1. Adopts the rules of the wells, as set out in the annex; 2. Decides to return to \
            the matter. 54th plenary meeting 10 December 2021 Annex I Rules of the wells Article 1 Scope The rules \
            hold for every well. See paragraph 2 of the charter. Article 2 Use 1. Wells are open by day. 2. Wells are \
            closed by night. Annex II Work of the wells I. Council A. Meetings 1. The council meets by day. \
            B. Records 2. Its records are kept at the well. Members of the council 3. It has five members.";
        let pieces = pieces("en", source);
        assert_eq!(
            pieces[6..],
            [
                "Annex I",
                "Rules of the wells",
                "Article 1",
                "Scope",
                "The rules hold for every well. See paragraph 2 of the charter.",
                "Article 2",
                "Use",
                "1. Wells are open by day.",
                "2. Wells are closed by night.",
                "Annex II",
                "Work of the wells",
                "I. Council",
                "A. Meetings",
                "1. The council meets by day.",
                "B. Records",
                "2. Its records are kept at the well.",
                "Members of the council",
                "3. It has five members.",
            ]
        );
    }

    #[test]
    fn an_annex_without_its_word_begins_behind_the_closing() {
        let source = "76/350. Колодцы Генеральная Ассамблея, отмечая колодцы в городах и фонари рядом с ними, \
            1. утверждает правила, касающиеся колодцев; 2. постановляет вернуться к этому вопросу. 54-е пленарное \
            заседание 10 декабря 2021 года Правила, касающиеся колодцев I. Общие положения 1. Колодцы открыты днем. \
            2. Колодцы закрыты ночью.";
        assert_eq!(
            pieces("ru", source)[5..],
            [
                "54-е пленарное заседание 10 декабря 2021 года",
                "Правила, касающиеся колодцев",
                "I. Общие положения",
                "1. Колодцы открыты днем.",
                "2. Колодцы закрыты ночью.",
            ]
        );
    }

    #[test]
    fn sections_of_the_operative_part_have_titles() {
        let source = "76/350. Public wells The General Assembly, Noting the wells of the towns and their lamps, \
            I Wells 1. Requests the Secretary-General to count the wells; Lamps of the towns 2. Decides to light \
            the lamps; II Towns 1. Decides to count the towns; 2. Decides to return to the matter in due course.";
        assert_eq!(
            pieces("en", source)[3..],
            [
                "I",
                "Wells",
                "1. Requests the Secretary-General to count the wells;",
                "Lamps of the towns",
                "2. Decides to light the lamps;",
                "II",
                "Towns",
                "1. Decides to count the towns;",
                "2. Decides to return to the matter in due course.",
            ]
        );
    }
}
