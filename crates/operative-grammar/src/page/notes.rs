//! Which lines are footnotes: those whose marks tell by themselves, and those that only the rule above them, their
//! numbers and the calls in the text tell.

use super::Sorter;
use crate::closing::closing_line;
use crate::date::{begins_with_date, meeting_date};
use crate::end_mark::{end_mark, end_mark_before_call};
use crate::foot::{Calls, lone_number, notes_below_labels, pointed_mark, pointed_number};
use crate::furniture;
use crate::head::quirk_bare_label;
use crate::label::{behind_label, label_alone};
use crate::layout::Line;
use crate::lead::{lead, lead_apart};
use crate::mark::{arrow_alone, bare_note_mark, defines_note, note_mark};
use crate::paragraphs::plain;
use crate::span::Span;
use crate::tree::LeafKind;
use crate::word::shorter;

impl Sorter<'_> {
    /// Takes the notes of a foot whose labels stand in lines of their own, and gives the number of its lines. The
    /// numbers of the page and the job may stand between labels and notes.
    pub(super) fn quirk_labels_apart(&mut self, at: usize) -> Option<usize> {
        let lines = &self.lines[at..];
        let next = self.next_number();
        // A number that stands alone below notes with marks is that of the page.
        let first = lines.first()?.text(self.source);
        let number = pointed_mark(first).map(|(number, _)| number).or_else(|| {
            let (label, _) = note_mark(first).or_else(|| bare_note_mark(first))?;
            label.parse().ok()
        });
        if number == Some(next) {
            return None;
        }
        let mut foot = lines
            .iter()
            .take_while(|line| !line.page && !furniture::rule(line.text(self.source)));
        foot.find(|line| lone_number(line.text(self.source)).is_some())?;
        let (mut foot, mut furniture) = (Vec::new(), Vec::new());
        let (mut finished, mut labelled) = (false, false);
        for line in lines {
            let text = line.text(self.source);
            let headed = || {
                self.headers.with_symbol(line, None, || true)
                    || (self.headers.may_repeat(text)
                        && self.headers.title_from(text, None).is_some())
            };
            if line.page || furniture::rule(text) || headed() {
                break;
            }
            let number = lone_number(text).is_some();
            let pieces = furniture::page_line(self.facts, text);
            let kind = pieces.and_then(|pieces| Some(pieces.first()?.0));
            let date = || {
                (!furniture.is_empty() && furniture::job_date(text)).then_some(LeafKind::JobNumber)
            };
            match kind.or_else(date) {
                Some(LeafKind::PageNumber) if !labelled => break,
                Some(kind) => {
                    furniture.push((kind, line.span));
                    finished = false;
                }
                None if line.gap > 0 && finished && !number => break,
                None => {
                    foot.push(*line);
                    finished = end_mark(text) == Some('.');
                    labelled = number;
                }
            }
        }
        // What stands behind the last note is no part of the foot.
        furniture.retain(|(_, span)| foot.last().is_some_and(|last| span.start < last.span.start));
        let notes = notes_below_labels(self.source, &foot, next)
            .or_else(|| notes_below_labels(self.source, &foot, 1))?;
        let taken = foot.len() + furniture.len();
        for (kind, span) in furniture {
            self.furniture(kind, span);
        }
        self.leave_foot();
        for (number, mark, lines) in notes {
            self.note(number.to_string(), mark);
            lines.iter().for_each(|line| self.note_line(*line));
        }
        Some(taken)
    }

    /// The mark of a footnote at the start of a line, if there is one here, and whether it tells by itself.
    pub(super) fn note_mark(&self, text: &str, line: &Line) -> Option<((String, usize), bool)> {
        if let Some(length) = arrow_alone(text) {
            return Some(((self.next_number().to_string(), length), true));
        }
        if let Some(mark) = note_mark(text) {
            return (!self.call_opens(line, &mark.0)).then_some((mark, true));
        }
        if !self.at_foot || self.marked {
            return None;
        }
        let (label, length) = self.bare_mark(line)?;
        let Ok(number) = label.parse::<u32>() else {
            return (line.gap > 0 || self.first_at_foot()).then_some(((label, length), false));
        };
        let last = self.last_number;
        let next = last.is_none_or(|last| {
            number == last + 1 || (self.first_at_foot() && (number > last || number == 1))
        });
        next.then_some(((label, length), false))
    }

    /// The mark of a footnote that only its place tells. A letter may be a word with which a paragraph goes on: *a la
    /// pandemia*.
    pub(super) fn bare_mark(&self, line: &Line) -> Option<(String, usize)> {
        let text = line.text(self.source);
        let (label, length) = bare_note_mark(text)?;
        let letter = text.starts_with(char::is_alphabetic) && !text[..length].contains('/');
        let word = letter
            && text[length..].starts_with(char::is_lowercase)
            && !self.calls().marked_above(&label, line.span.start as usize);
        (!word).then_some((label, length))
    }

    /// Whether what is raised at the start of a line is a call: a note right below text would stand below its own.
    fn call_opens(&self, line: &Line, label: &str) -> bool {
        line.gap == 0
            && !self.at_foot
            && !self.broken
            && !defines_note(line.text(self.source))
            && !self.calls().marked_above(label, line.span.start as usize)
    }

    fn calls(&self) -> &Calls {
        self.calls.get_or_init(|| Calls::of(self.source))
    }

    /// The number that the next note is to have.
    pub(super) fn next_number(&self) -> u32 {
        self.last_number.map_or(1, |last| last.saturating_add(1))
    }

    /// `called-note = [bullet blank] (bare-note-mark / pointed-mark) text`, where no rule stands above the foot: the
    /// number is the next, and is called above by one that is marked, or by one that is glued to a word where no
    /// lead follows the number, as behind the label of a paragraph.
    pub(super) fn quirk_called_note(&mut self, at: usize) -> Option<(String, Span, Span)> {
        let line = &self.lines[at];
        let text = line.text(self.source);
        let bare = text.strip_prefix("- ").map_or(text, str::trim_start);
        let listed = || {
            let bare = |text: &str| bare_note_mark(text)?.0.parse().ok();
            self.quirk_list_at_the_end(at, pointed_number) || self.quirk_list_at_the_end(at, bare)
        };
        // A number in brackets labels a paragraph, but at the foot.
        let bracketed = bare.starts_with('(');
        let foot = || {
            let number = bare.trim_start_matches('(');
            let digits = number.bytes().take_while(u8::is_ascii_digit).count();
            let next = number[..digits].parse() == Ok(self.next_number());
            self.at_foot
                || (next && (self.closes_above(at) || self.calls_next_above(at) || listed()))
        };
        if !bare.starts_with(|c: char| c.is_ascii_digit() || c == '(')
            || ((line.gap == 0 || bracketed) && !foot())
            || self.governed(at)
        {
            return None;
        }
        let start = line.span.start as usize + text.len() - bare.len();
        self.pointed |= !self.at_foot
            && (self.quirk_list_at_the_end(at, pointed_number)
                || self.quirk_pointed_foot(at, || self.closes_above(at)));
        let expected = self.next_number();
        let pointed = pointed_mark(bare).filter(|(number, _)| self.pointed && *number == expected);
        let pointed = pointed.map(|(number, length)| (number.to_string(), length));
        let (label, length) = pointed.or_else(|| {
            let (label, length) = bare_note_mark(bare)?;
            let text = &bare[length..];
            (self.next_called(&label, (bare, text), at) || self.quirk_call_lost(&label, text, at))
                .then_some((label, length))
        })?;
        let mark = start + bare[..length].trim_end().len();
        let rest = Span::from_range(start + length, line.span.end as usize);
        Some((label, Span::from_range(start, mark), rest))
    }

    /// Whether a lead that stands apart is right above a line: its number is that of a paragraph.
    fn governed(&self, at: usize) -> bool {
        let above = at.checked_sub(1).map(|above| &self.lines[above]);
        let lead = |line: &Line| lead_apart(self.facts, &plain(line.text(self.source))).is_some();
        self.apart && above.is_some_and(lead)
    }

    /// Whether the line right above is the end of a paragraph, and calls the next note.
    fn calls_next_above(&self, at: usize) -> bool {
        let above = at
            .checked_sub(1)
            .map(|above| self.lines[above].text(self.source));
        let calls = |text: &str| Calls::of(text).above(&self.next_number().to_string(), text.len());
        above.is_some_and(|text| end_mark_before_call(text).is_some() && calls(text))
    }

    /// Whether the meeting or its date stands right above a line.
    fn closes_above(&self, at: usize) -> bool {
        let Some(above) = at.checked_sub(1).map(|above| &self.lines[above]) else {
            return false;
        };
        let text = above.text(self.source);
        closing_line(self.facts, text, above.holds) || meeting_date(self.facts, text)
    }

    /// Whether the label of the first note stands alone in a line, right below the closing.
    pub(super) fn label_below_closing(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let label = line.text(self.source);
        lone_number(label) == Some(self.next_number())
            && self.closes_above(at)
            && self.calls().above(label, line.span.start as usize)
    }

    /// `list-at-the-end = 1*(number text)`, from a line to the end of the text, right below the end of a sentence: the
    /// numbers go on from the last note, and are called above one behind the other. So stand the notes of a text in
    /// lines behind its annex, where no closing tells that it has ended.
    pub(super) fn quirk_list_at_the_end(
        &self,
        at: usize,
        number: impl Fn(&str) -> Option<u32>,
    ) -> bool {
        let first = self.next_number();
        let text = |at: usize| self.lines[at].text(self.source);
        if self.at_foot
            || !text(at).starts_with(|c: char| c.is_ascii_digit())
            || number(text(at)) != Some(first)
            || at == 0
            || end_mark_before_call(text(at - 1)).is_none_or(|mark| !matches!(mark, '.' | '。'))
        {
            return false;
        }
        let end = self.lines[at].span.start as usize;
        let (mut next, mut called, mut place) = (first, 0, 0);
        for at in at..self.lines.len() {
            match number(text(at)) {
                Some(found) if found == next => {
                    let call = self.calls().place(&next.to_string(), end);
                    called += u32::from(call.is_some_and(|call| call > place));
                    place = call.unwrap_or(place);
                    next += 1;
                }
                // It goes on with no other list.
                Some(_) => return false,
                None if self.opens_paragraph(at) => return false,
                None => {}
            }
        }
        // An engine loses a call now and then; a single number may count anything.
        let notes = next - first;
        called * 4 >= notes * 3 && (notes > 1 || self.calls().marked_above(&first.to_string(), end))
    }

    /// Whether a short line that no mark ends stands by itself right above a line: the heading of paragraphs.
    fn heading_above(&self, at: usize) -> bool {
        /// The letters of a heading at most.
        const HEADING: usize = 80;
        let above = at.checked_sub(1).map(|above| &self.lines[above]);
        above.is_some_and(|line| {
            let text = line.text(self.source);
            let alone = line.gap > 0 && self.lines[at].gap > 0;
            alone && shorter(text, HEADING) && end_mark_before_call(text).is_none()
        })
    }

    /// `pointed-foot = 1*(pointed-mark text)`, from a line on: numbers that go on from the last note, half of them
    /// called above. They stand below a rule or the closing; or above the edge of a page, where calls are glued to
    /// words and the numbers of paragraphs do not go on through those of the notes.
    pub(super) fn quirk_pointed_foot(&self, at: usize, ruled: impl FnOnce() -> bool) -> bool {
        /// The lines of a foot at most.
        const FOOT: usize = 60;
        /// The lines that the paragraphs above and below it take at most.
        const NEAR: usize = 400;
        let first = self.next_number();
        let lines = &self.lines[at..];
        let mark = |line: &Line| pointed_mark(line.text(self.source));
        let begins = |line: &Line| mark(line).is_some_and(|(number, _)| number == first);
        if !lines.first().is_some_and(begins) {
            return false;
        }
        let ruled = ruled();
        if !ruled && self.heading_above(at) {
            return false;
        }
        let place = lines[0].span.start as usize;
        let (mut next, mut called, mut glued) = (first, 0, 0);
        let (mut foot, mut edge) = (lines.len(), false);
        for (row, line) in lines.iter().enumerate().take(FOOT) {
            let text = line.text(self.source);
            foot = row;
            edge = line.page || furniture::rule(text) || {
                let below = || self.headers.with_symbol(line, None, || true);
                line.gap > 0 && row > 0 && (below() || self.page_line(line, None, true).is_some())
            };
            match mark(line).filter(|(number, _)| *number == next) {
                _ if edge && row > 0 => break,
                Some((_, length)) => {
                    // What a paragraph does stands behind its label, and none stands between notes.
                    if lead(self.facts, &plain(&text[length..])).is_some()
                        && !(ruled && next > first)
                    {
                        break;
                    }
                    let label = next.to_string();
                    let marked = self.calls().marked_above(&label, place);
                    let unmarked = self.calls().glued_above(&label, place);
                    called += u32::from(marked || unmarked);
                    glued += u32::from(unmarked && !marked);
                    next += 1;
                }
                None if line.gap > 0 => break,
                None => {}
            }
        }
        let paragraphs = || {
            let counted = |line: &Line| mark(line).is_some_and(|(number, _)| number + 1 == first);
            let above = self.pages.chunks.iter().rev();
            let mut above = above.flat_map(|chunk| chunk.lines).take(NEAR);
            let below = lines[foot..].iter().take(NEAR).find_map(mark);
            above.any(counted) && below.is_none_or(|(number, _)| number == next)
        };
        let called = if ruled { called } else { glued };
        called * 2 >= next - first && next > first && (ruled || (edge && !paragraphs()))
    }

    /// Whether a number is the next of the notes, and called above its line. A date may stand at the top of a page,
    /// and a paragraph go on there.
    fn next_called(&self, label: &str, (line, text): (&str, &str), at: usize) -> bool {
        let start = self.lines[at].span.start as usize;
        let goes_on = || text.starts_with(char::is_lowercase) || begins_with_date(self.facts, line);
        // Right below its call, what begins as an act does alone is a paragraph, unless that number has another.
        let leads = || {
            lead(self.facts, text).is_some()
                && (!self.calls_next_above(at)
                    || (quirk_bare_label(self.facts, line).is_some()
                        && !self.labels_below(label, at)))
        };
        label.parse() == Ok(self.next_number())
            && !goes_on()
            && (self.calls().marked_above(label, start)
                || (self.calls().glued_above(label, start) && !leads()))
    }

    /// Whether a number labels with a point a paragraph below a line that begins as an act does.
    fn labels_below(&self, number: &str, at: usize) -> bool {
        /// The lines of a preamble at most.
        const PREAMBLE: usize = 400;
        let text = |at: usize| Some(plain(self.lines.get(at)?.text(self.source)));
        let labelled = |at: usize| {
            let line = text(at)?;
            let behind = line.strip_prefix(number)?.strip_prefix('.')?.trim_start();
            let alone = behind.is_empty().then(|| text(at + 1)).flatten();
            lead(self.facts, alone.as_deref().unwrap_or(behind))
        };
        (at + 1..self.lines.len())
            .take(PREAMBLE)
            .any(|at| labelled(at).is_some())
    }

    /// Whether a number at the foot is the next of the notes, and its call alone is lost: the note above is finished,
    /// and the one below is called, or none stands below.
    fn quirk_call_lost(&self, label: &str, text: &str, at: usize) -> bool {
        /// The lines of a note at most.
        const NOTE: usize = 6;
        let number = self.next_number();
        let note = self.at_foot && label.parse() == Ok(number) && self.finished();
        if !note || !text.starts_with(|c: char| c.is_alphabetic() || c == '《') {
            return false;
        }
        let next = (number + 1).to_string();
        let mut below = self.lines[at + 1..].iter().take(NOTE);
        let called = below.find_map(|line| {
            let (label, _) = bare_note_mark(line.text(self.source))?;
            (label == next).then(|| self.calls().above(&next, line.span.start as usize))
        });
        called.unwrap_or_else(|| at + NOTE >= self.lines.len() && number > 2)
    }

    fn first_at_foot(&self) -> bool {
        self.pages
            .notes
            .last()
            .is_none_or(|note| note.foot != self.foot)
    }

    /// Whether a line without a mark at the foot of a page goes on with the note above it.
    pub(super) fn continues_note(&self, at: usize) -> bool {
        let line = &self.lines[at];
        if self.first_at_foot() {
            return false;
        }
        let finished = self.finished();
        match line.gap {
            0 => !finished || !self.opens_paragraph(at),
            1 => !finished && !line.page,
            _ => false,
        }
    }

    /// Whether the last note ends as a sentence does.
    fn finished(&self) -> bool {
        let last = self.pages.notes.last().and_then(|note| note.lines.last());
        let text = last.map_or("", |line| line.text(self.source));
        text.trim_end()
            .ends_with(['.', '。', '!', '?', '）', ')', '”', '»'])
    }

    /// Whether a line begins as a paragraph does, by a lead, or is the label of one, whose lead stands in the next line.
    fn opens_paragraph(&self, at: usize) -> bool {
        let text = plain(self.lines[at].text(self.source));
        let led = |text: &str| lead(self.facts, behind_label(self.facts, text)).is_some();
        let below = || {
            self.lines
                .get(at + 1)
                .map(|next| plain(next.text(self.source)))
        };
        led(&text) || (label_alone(self.facts, &text) && below().is_some_and(|next| led(&next)))
    }
}
