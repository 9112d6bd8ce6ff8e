"""Texts with a paragraph, or a sentence, in each line, as collections of parallel texts have."""

from __future__ import annotations

import re
from random import Random

from official import CALL, Paragraph

# How a call is printed, and the ways to print the mark of its note.
CALLS: dict[str, tuple[str, tuple[str, ...]]] = {
    "glued": ("{}", ("{} ", "{}. ", "{}\t", "{}\n")),
    "slashed": (" {}/", ("{}/ ", "{}/\t")),
    "in brackets": ("[{}]", ("[{}] ", "[{}]")),
}
SENTENCE = re.compile(r"(?<=[.!?؟]) (?=[^\W\d_a-zа-яà-ÿ])|(?<=[。！？])")


class Lines:
    """Sets a document in lines, with habits of its own."""

    def __init__(self, language: str, draw: Random) -> None:
        """Draw the habits of a document in a language."""
        # In Arabic round brackets stand around the call, and in the text.
        self.call = "glued" if language == "ar" else draw.choice([*CALLS, "glued"])
        marks = ("({}) ", "{} ") if language == "ar" else CALLS[self.call][1]
        self.mark = draw.choice(marks)
        self.label = draw.choice(("{} ", "{} ", "{}\t", "{}\n", "{}"))
        # A mark printed as the label of a paragraph, or apart from its note, tells in a list alone.
        apart = self.mark in ("{}. ", "{}\n") or draw.random() < 2 / 3
        self.notes = "at the end" if apart else "below their paragraphs"
        self.blank_line = draw.choice(("between parts", "", ""))
        self.closing = draw.choice(("in its own line", "in its own line", "behind the last"))
        self.sentences = draw.random() < 0.25

    def set(self, found: list[Paragraph], notes: dict[str, str]) -> str:
        """The document as plain text."""
        printed = CALLS[self.call][0]
        lines: list[str] = []
        waiting: list[str] = []
        seen: set[str] = set()
        zone = ""

        def set_notes() -> None:
            for label in waiting:
                lines.append(self.mark.format(label) + notes[label].removeprefix("() "))
            waiting.clear()

        for one in found:
            if self.notes == "below their paragraphs":
                set_notes()
            if self.blank_line and one.zone != zone and lines:
                lines.append("")
            closes = zone != one.zone == "conclusions" and self.closing == "behind the last"
            zone = one.zone
            called = [label for label in CALL.findall(one.text) if label in notes]
            text = CALL.sub(lambda call: printed.format(call[1]), one.text)
            words = (self.label.format(one.number) if one.number else "") + text
            if closes and lines and lines[-1]:
                lines[-1] += f" {words}"
            elif self.sentences:
                lines.extend(line for line in SENTENCE.split(words) if line)
            else:
                lines.append(words)
            waiting.extend(label for label in called if label not in seen)
            seen.update(called)
        set_notes()
        return "\n".join(lines) + "\n"
