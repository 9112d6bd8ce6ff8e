"""How well resolutions are read that are set in other ways: the gold texts, set anew.

    python benches/typeset.py                      # in all ways
    python benches/typeset.py --sets gold,gold-hard --seed 7 --command target/release/operative

What must be found is in the official XML. Each document of it is set as plain text with habits of
its own, drawn by its name and the seed: how wide lines are and how long pages, which numbers and
headers stand at their edges, how footnotes are called and listed and where, whether blank lines or
indents part paragraphs. In lines it has a paragraph or a sentence in each, and its notes at the end
or below what calls them. As Markdown it has the habits of a converter or of an OCR engine: which
marks are headings and emphasis, how labels and calls are written, what is left where a page ends;
as HTML those of an editor or of Word; as DOCX those of an office. LibreOffice prints these as PDF,
a browser prints a part of the pages. The grammar knows nothing of it, and another seed sets all of
it anew.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import textwrap
import unicodedata
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from random import Random

from converter import Converter
from gold import GOLD, TABLES, add_command, command, document, figures, rows
from lines import Lines
from office import Office
from official import CALL, CLOSE, HEAD, OPEN, Paragraph, paragraphs
from page import Page
from printed import Print, by_browser, by_office, missing

# How a call is printed, and the ways to print the mark of its note.
CALLS: dict[str, tuple[str, tuple[str, ...]]] = {
    "glued": ("{}", ("{} ", "{}. ", "{}\t", "  {}  ")),
    "apart": (" {}", ("{} ",)),
    "slashed": (" {}/", ("{}/ ", "{}/  ")),
    "in brackets": ("[{}]", ("[{}] ",)),
    "raised": ("<sup>{}</sup>", ("<sup>{}</sup> ", "<sup>{}</sup>", "{} ")),
    "superscript": ("{}", ("{} ",)),
    "behind a caret": ("^{}", ("^{} ", "{} ")),
    "of Markdown": ("[^{}]", ("[^{}]: ",)),
}
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
RULES = ("_" * 10, "_" * 15, "_" * 40, "-" * 20, "")
WAYS = ("on pages", "in one line", "in lines", "as Markdown", "as HTML", "as DOCX")
# Of which way what is printed is set, by whom, with which program, and what share of the documents:
# a browser takes a second for each.
PRINTED: dict[str, tuple[str, Print, str, float]] = {
    "as PDF of an office": ("as DOCX", by_office, "soffice", 1.0),
    "as PDF of a browser": ("as HTML", by_browser, "chromium", 0.15),
}


class Setter:
    """Sets a document with habits of its own."""

    def __init__(self, language: str, draw: Random) -> None:
        """Draw the habits of a document in a language."""
        self.language = language
        self.width = draw.choice((58, 66, 72, 80, 92, 105))
        self.page = draw.choice((36, 44, 52, 60, 10**6))
        self.call = draw.choice(tuple(CALLS))
        self.mark = draw.choice(CALLS[self.call][1])
        self.rule = draw.choice(RULES)
        if self.call == "of Markdown":
            self.rule = ""
        elif self.call == "apart":
            self.rule = RULES[1]
        self.indent = draw.choice(("", "    ", "\t", " "))
        self.hanging = draw.choice(("", "", "    "))
        self.blank_lines = draw.random() < 0.75
        self.label = draw.choice(("{} ", "{}\t", "{}   "))
        self.header = draw.choice(("{symbol}   {title}", "{title}   {symbol}", "{symbol}", ""))
        self.footer = draw.choice(("21-1{number} {page}/9", "{page}", "- {page} -", "{page}/9", ""))
        self.at_foot = draw.random() < 0.5 and self.page < 10**6
        self.number = draw.randint(1000, 9999)

    def wrapped(self, text: str) -> list[str]:
        """The lines of a paragraph."""
        if self.language != "zh":
            return textwrap.wrap(
                text, self.width, break_long_words=False, break_on_hyphens=False
            ) or [text]
        lines, columns = [""], 0
        for piece in re.findall(f"{OPEN}[^{CLOSE}]*{CLOSE}|[A-Za-z0-9/().,-]+|.", text):
            printed = piece.strip(OPEN + CLOSE)
            wide = sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in printed)
            if columns + wide > self.width and lines[-1] and piece not in "，。；：、）》”":
                lines.append("")
                columns = 0
            lines[-1] += piece
            columns += wide
        return [line.strip() for line in lines]

    def label_of(self, label: str) -> str:
        """The label of a call or a note as it is printed."""
        return label.translate(SUPERSCRIPT) if self.call == "superscript" else label

    def set(self, found: list[Paragraph], notes: dict[str, str]) -> str:
        """The document as plain text."""
        symbols = (one.text for one in found if re.match(r"[AS]/RES/", one.text))
        title = " ".join(one.text for one in found if one.zone == "preface")[:70]
        edge = {"symbol": next(symbols, ""), "title": title, "number": self.number}
        printed = CALLS[self.call][0]
        lines: list[str] = []
        waiting: list[str] = []
        seen: set[str] = set()
        on_page, page, zone = 0, 1, ""

        def set_notes() -> None:
            if waiting:
                lines.extend([""] if lines[-1:] != [""] else [])
                lines.extend([self.rule] if self.rule else [])
            for label in waiting:
                lines.extend(self.wrapped(self.mark.format(self.label_of(label)) + notes[label]))
            waiting.clear()

        for one in found:
            if lines[-1:] != [""] and one.zone != "coverPage":
                lines.extend([""] if self.blank_lines or one.zone != zone else [])
            zone = one.zone
            head = zone in HEAD
            words = (self.label.format(one.number) if one.number else "") + one.text
            wrapped = [words] if zone == "coverPage" else self.wrapped(words)
            for place, line in enumerate(wrapped):
                if on_page >= self.page:
                    if self.at_foot:
                        set_notes()
                    lines.extend(("", self.footer.format(page=page, **edge)))
                    page += 1
                    lines.extend((self.header.format(**edge), ""))
                    on_page = 0
                called = [label for label in CALL.findall(line) if label in notes]
                set_line = CALL.sub(lambda call: printed.format(self.label_of(call[1])), line)
                before = self.indent if place == 0 else self.hanging
                lines.append(("" if head else before) + set_line)
                on_page += 1
                waiting.extend(label for label in called if label not in seen)
                seen.update(called)
        set_notes()
        return "\n".join(lines) + "\n"


def leads_of(gold: Path) -> dict[str, set[str]]:
    """The leads of each document of a gold set."""
    leads: dict[str, set[str]] = {}
    for row in rows(gold / "paragraphs.jsonl"):
        if row.get("lead"):
            leads.setdefault(document(row), set()).add(str(row["lead"]))
    return leads


def set_in(
    way: str,
    language: str,
    draw: Random,
    found: list[Paragraph],
    notes: dict[str, str],
    leads: set[str],
) -> bytes:
    """A document set in one of the ways."""
    if way == "as DOCX":
        return Office(language, draw).set(found, notes, leads)
    if way == "as Markdown":
        text = Converter(language, draw).set(found, notes, leads)
    elif way == "as HTML":
        text = Page(language, draw).set(found, notes, leads)
    elif way == "in lines":
        text = Lines(language, draw).set(found, notes)
    else:
        setter = Setter(language, draw)
        if way == "in one line":
            setter.width = setter.page = 10**6
        text = setter.set(found, notes)
        text = " ".join(text.split()) + "\n" if way == "in one line" else text
    return text.encode()


def typeset(gold: Path, out: Path, seed: int, way: str) -> None:
    """Write a gold set anew: its documents set in one of the ways."""
    leads = leads_of(gold)
    set_as, printer, _, share = PRINTED.get(way, (way, None, "", 1.0))
    names: dict[str, Path] = {}
    for path in sorted((gold / "akn").glob("*/*.xml")):
        language = path.parent.name
        texts = (gold / "text" / language).iterdir()
        # A name may hold brackets.
        name = next((text.name for text in texts if text.name.startswith(f"{path.stem}.")), None)
        if name is None:
            continue
        if Random(f"{seed} {way} {language}/{path.stem}").random() >= share:
            continue
        found, notes = paragraphs(ElementTree.parse(path).getroot())
        draw = Random(f"{seed} {language}/{path.stem}")
        file = out / "text" / language / name
        file.parent.mkdir(parents=True, exist_ok=True)
        own = leads.get(f"{language}/{name}", set())
        file.write_bytes(set_in(set_as, language, draw, found, notes, own))
        names[f"{language}/{name}"] = file
    if printer:
        printer(list(names.values()))
    for table in TABLES:
        with (out / f"{table}.jsonl").open("w", encoding="utf-8") as lines:
            for row in rows(gold / f"{table}.jsonl"):
                if document(row) in names:
                    lines.write(json.dumps(row, ensure_ascii=False) + "\n")


def main() -> None:
    """Print a row for each set and way to set it, a column for each figure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sets", default="gold,gold-hard,gold-sc")
    parser.add_argument("--ways", default=",".join((*WAYS, *PRINTED)))
    parser.add_argument("--seed", type=int, default=1)
    add_command(parser)
    given = parser.parse_args()
    reader = command(given.command)
    head: list[str] = []
    for name in given.sets.split(","):
        for way in given.ways.split(","):
            lacking = missing(PRINTED[way][2]) if way in PRINTED else ""
            if lacking:
                print(f"skipped {way}: {lacking}", file=sys.stderr)
                continue
            with tempfile.TemporaryDirectory() as folder:
                typeset(GOLD / name, Path(folder), given.seed, way)
                row = figures(reader, Path(folder))
            if not head:
                head = list(row)
                print("| | " + " | ".join(head) + " |")
                print("|---" * (len(head) + 1) + "|")
            cells = (f"{row[metric]:.2f}" if metric in row else "" for metric in head)
            print(f"| {name}, {way} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
