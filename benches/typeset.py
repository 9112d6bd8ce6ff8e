"""How well resolutions are read that are set in other ways: the gold texts, set anew.

    python benches/typeset.py                      # on pages, in one line, and as Markdown
    python benches/typeset.py --sets gold,gold-hard --seed 7 --command target/release/operative

What must be found is in the official XML. Each document of it is set as plain text with habits of
its own, drawn by its name and the seed: how wide lines are and how long pages, which numbers and
headers stand at their edges, how footnotes are called and listed and where, whether blank lines or
indents part paragraphs. As Markdown it has the habits of a converter or of an OCR engine: which marks
are headings and emphasis, how labels and calls are written, what is left where a page ends. The
grammar knows nothing of it, and another seed sets all of it anew.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
import textwrap
import unicodedata
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from gold import GOLD, TABLES, add_command, command, document, figures, rows

# A call stands between these two within a paragraph.
OPEN, CLOSE = "\x01", "\x02"
CALL = re.compile(f" ?{OPEN}([^{CLOSE}]*){CLOSE}")
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
WAYS = ("on pages", "in one line", "as Markdown")
HEAD = ("coverPage", "preface")
# What holds a paragraph, a line of the masthead or a heading.
LEAVES = ("p", "heading", "subheading", "crossHeading", "docTitle")
ZONES = (*HEAD, "preamble", "mainBody", "conclusions", "attachments", "body")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the official XML: its part, its number, its text with the calls."""

    zone: str
    number: str
    text: str


def local(element: ElementTree.Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def paragraphs(root: ElementTree.Element) -> tuple[list[Paragraph], dict[str, str]]:
    """The paragraphs of a document in their order, and its notes by their labels."""
    found: list[Paragraph] = []
    notes: dict[str, str] = {}

    def text(element: ElementTree.Element) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            if local(child) == "authorialNote":
                label = child.get("marker") or ""
                notes.setdefault(label, " ".join("".join(child.itertext()).split()))
                yield f"{OPEN}{label}{CLOSE}"
            else:
                yield from text(child)
            yield child.tail or ""

    def holds_paragraph(element: ElementTree.Element) -> bool:
        children = (child for child in element if local(child) != "authorialNote")
        return any(local(child) == "p" or holds_paragraph(child) for child in children)

    def visit(element: ElementTree.Element, zone: str, number: str) -> str:
        name = local(element)
        if name in ("meta", "authorialNote"):
            return number
        if name == "num":
            # A section that has no title.
            if re.fullmatch(r"[IVX]+|[A-Z]", number):
                found.append(Paragraph(zone, "", number))
                number = ""
            return f"{number} {' '.join(''.join(text(element)).split())}".strip()
        if name in LEAVES and not holds_paragraph(element):
            words = " ".join("".join(text(element)).split())
            if not words:
                return number
            found.append(Paragraph(zone, number, words))
            return ""
        for child in element:
            number = visit(child, name if name in ZONES else zone, number)
        return number

    visit(root, "", "")
    return found, notes


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


class Converter:
    """Sets a document as Markdown, with the habits of a converter or of an OCR engine."""

    def __init__(self, language: str, draw: Random) -> None:
        """Draw the habits of a converter for a document."""
        self.call, self.mark = draw.choice(
            (
                ("<sup>{}</sup>", "<sup>{}</sup> "),
                ("<sup>{}</sup>", "{} "),
                ("[^{}]", "[^{}]: "),
                ("$^{{{}}}$", "$^{{{}}}$ "),
                ("${{ }}^{{{}}}$", "${{ }}^{{{}}}$ "),
                ("^{}^", "^{}^ "),
                ("[{}]", "[{}] "),
                ("\\[{}\\]", "\\[{}\\] "),
                ("[[{0}]](#fn{0})", "[[{0}]](#ref{0}) "),
                ("[<sup>{0}</sup>](#_ftn{0})", "[<sup>{0}</sup>](#_ftnref{0}) "),
            )
        )
        self.title = draw.choice(("# {}", "## {}", "### {}", "**{}**", "# **{}**", "{}"))
        self.head = draw.choice(("{}", "{}", "## {}", "**{}**", "_{}_"))
        self.boxed = draw.random() < 0.15
        self.formula = draw.choice(("*{}*", "_{}_", "**{}**", "## {}", "{}"))
        self.lead = draw.choice(("*{}*", "_{}_", "**{}**", "***{}***", "{}", "{}"))
        self.swollen = draw.random() < 0.1
        self.label = draw.choice(("{} ", "{} ", "{}  ", "- {} ", "* {} ", "**{}** ", "{}\t"))
        self.point = draw.choice((".", ".", "\\."))
        self.bracket = draw.choice(("(", "(", "\\("))
        self.nested = draw.choice(("", "", "   ", "    ", "\t", "&nbsp;&nbsp;", "> "))
        self.ends = draw.choice(("\n\n", "\n\n", "\n\n", "\n", "  \n", "\n\n\n"))
        self.hard = draw.choice((" ", " ", "  \n", "<br>", "\\\n"))
        self.edge = draw.choice(
            (
                "---",
                "\n---\n\n{symbol}",
                "{symbol}\n\n{title}",
                "{page}/9\n\n---\n\n# {symbol}",
                "<!-- PageBreak -->\n\n<!-- PageHeader=\"{symbol}\" -->",
                '<!-- PageFooter="21-1{number}" -->\n<!-- PageNumber="{page}/9" -->\n<!-- PageBreak -->',
                "21-1{number}\n\n**{page}/9**\n\n**{symbol}** **{title}**",
                "<page_number>{page}/9</page_number>\n\n---\n\n<header>{symbol}</header>",
                "{{{page}}}------------------------------------------------",
                "## Page {page}",
                "![img-{page}.jpeg](img-{page}.jpeg)\n\n{page}/9",
                "[Page {page}]",
                "-----\n\n_{symbol}_",
                "| {symbol} | {title} |\n|---|---|",
            )
        )
        self.picture = draw.choice(
            ("", "", "![](_page_0_Picture_1.jpeg)", "<!-- image -->", "![img-0.jpeg](img-0.jpeg)")
        )
        self.escaped = draw.random() < 0.2
        self.written = draw.random() < 0.1
        self.rule = draw.choice(("", "", "---", "\\_\\_\\_\\_\\_\\_\\_\\_", "***", "______"))
        self.page = draw.choice((2200, 2800, 3600, 10**9))
        self.at_foot = draw.random() < 0.6 and self.page < 10**9 and "[^" not in self.call
        self.within = draw.random() < 0.5
        self.number = draw.randint(1000, 9999)

    def words(self, text: str, notes: dict[str, str]) -> str:
        """A text with its calls, in the converter's own marks."""
        if self.escaped:
            text = re.sub(r"([-_#])", r"\\\1", text)
        if self.written:
            text = text.replace("&", "&amp;").replace("\xa0", "&nbsp;").replace("\u2013", "&#8211;")

        def called(call: re.Match[str]) -> str:
            return self.call.format(call[1]) if call[1] in notes else ""

        return CALL.sub(called, text)

    def set(self, found: list[Paragraph], notes: dict[str, str], leads: set[str]) -> str:
        """The document as Markdown."""
        symbols = (one.text for one in found if re.match(r"[AS]/RES/", one.text))
        title = " ".join(one.text for one in found if one.zone == "preface")
        title = title if len(title) < 70 else title[:70].rsplit(" ", 1)[0]
        edge = {"symbol": next(symbols, ""), "title": title, "number": self.number}
        blocks: list[str] = [self.picture] if self.picture else []
        waiting: list[str] = []
        seen: set[str] = set()
        on_page, page = 0, 1

        def set_notes() -> None:
            if waiting and self.rule:
                blocks.append(self.rule)
            blocks.extend(self.mark.format(label) + self.words(notes[label], {}) for label in waiting)
            waiting.clear()

        def turn() -> None:
            nonlocal on_page, page
            if self.at_foot:
                set_notes()
            blocks.append(self.edge.format(page=page, **edge))
            on_page, page = 0, page + 1

        cover = [one.text for one in found if one.zone == "coverPage"]
        if self.boxed and len(cover) > 1:
            cells = [self.words(text, notes).replace("|", "\\|") for text in cover]
            cells += [""] * (len(cells) % 2)
            rows_ = [f"| {left} | {right} |" for left, right in zip(cells[::2], cells[1::2], strict=True)]
            blocks.append("\n".join((rows_[0], "|---|---|", *rows_[1:])))
        for one in found:
            head = one.zone in HEAD
            if one.zone == "coverPage" and self.boxed and len(cover) > 1:
                continue
            text = self.words(one.text, notes)
            called = [label for label in CALL.findall(one.text) if label in notes]
            waiting.extend(label for label in called if label not in seen)
            seen.update(called)
            lead = max((lead for lead in leads if one.text.startswith(lead)), key=len, default="")
            if one.zone == "preface":
                text = self.title.format(text)
            elif head:
                text = self.head.format(text)
            elif self.swollen and (lead or one.number):
                text = f"*{text}*"
            elif lead and text.startswith(lead):
                text = self.lead.format(lead) + text[len(lead) :]
            elif text.endswith(",") and len(text) < 40 and not one.number:
                text = self.formula.format(text[:-1]) + ","
            elif not one.number and len(text) < 60 and text.istitle():
                text = f"## {text}"
            if one.number:
                label = one.number.replace(".", self.point).replace("(", self.bracket)
                nested = "" if one.number[0].isdigit() else self.nested
                text = nested + self.label.format(label) + text
            if on_page > self.page:
                middle = text.rfind(" ", 0, len(text) // 2)
                marks = max(text.rfind("*", 0, middle), text.rfind("]", 0, middle))
                if self.within and middle > 80 and marks < 60 and "<" not in text:
                    blocks.append(text[:middle])
                    text = text[middle + 1 :]
                turn()
            blocks.append(text)
            on_page += len(text)
        set_notes()
        return self.ends.join(blocks) + "\n"


def leads_of(gold: Path) -> dict[str, set[str]]:
    """The leads of each document of a gold set."""
    leads: dict[str, set[str]] = {}
    for row in rows(gold / "paragraphs.jsonl"):
        if row.get("lead"):
            leads.setdefault(document(row), set()).add(str(row["lead"]))
    return leads


def typeset(gold: Path, out: Path, seed: int, way: str) -> None:
    """Write a gold set anew: its documents set in one of the ways."""
    leads = leads_of(gold)
    names = set()
    for path in sorted((gold / "akn").glob("*/*.xml")):
        language = path.parent.name
        texts = (gold / "text" / language).iterdir()
        # A name may hold brackets.
        name = next((text.name for text in texts if text.name.startswith(f"{path.stem}.")), None)
        if name is None:
            continue
        found, notes = paragraphs(ElementTree.parse(path).getroot())
        draw = Random(f"{seed} {language}/{path.stem}")
        if way == "as Markdown":
            text = Converter(language, draw).set(found, notes, leads.get(f"{language}/{name}", set()))
        else:
            setter = Setter(language, draw)
            if way == "in one line":
                setter.width = setter.page = 10**6
            text = setter.set(found, notes)
            text = " ".join(text.split()) + "\n" if way == "in one line" else text
        file = out / "text" / language / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        names.add(f"{language}/{name}")
    for table in TABLES:
        with (out / f"{table}.jsonl").open("w", encoding="utf-8") as lines:
            for row in rows(gold / f"{table}.jsonl"):
                if document(row) in names:
                    lines.write(json.dumps(row, ensure_ascii=False) + "\n")


def main() -> None:
    """Print a row for each set and way to set it, a column for each figure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sets", default="gold,gold-hard,gold-sc")
    parser.add_argument("--ways", default=",".join(WAYS))
    parser.add_argument("--seed", type=int, default=1)
    add_command(parser)
    given = parser.parse_args()
    reader = command(given.command)
    head: list[str] = []
    for name in given.sets.split(","):
        for way in given.ways.split(","):
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
