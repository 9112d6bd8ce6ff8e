"""The official XML of the gold texts: its paragraphs, and its notes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass

# A call stands between these two within a paragraph.
OPEN, CLOSE = "\x01", "\x02"
CALL = re.compile(f" ?{OPEN}([^{CLOSE}]*){CLOSE}")
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
