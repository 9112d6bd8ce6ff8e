"""How well text is read that other tools took out of PDF: the figures of each tool.

    make extracted
    python benches/extracted.py --command target/release/operative

The readers of this project read PDF themselves. But much of what people hold is text that another
tool took out of a PDF before: without blank lines, with marks and labels in lines of their own,
with running headers among the text. What must be found in it is the same.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pymupdf
import pymupdf4llm
import pypdf
from gold import GOLD, TABLES, add_command, command, figures
from pdfminer.high_level import extract_text

PDF = GOLD / "gold-pdf"

Tool = Callable[[Path], str]


def poppler(*options: str) -> Tool:
    """Poppler's pdftotext, with some options."""

    def read(path: Path) -> str:
        command = ["pdftotext", *options, str(path), "-"]
        return subprocess.run(command, capture_output=True, check=True).stdout.decode()

    return read


def plumbed(path: Path) -> str:
    """The text of each page by pdfplumber."""
    with pdfplumber.open(path) as pdf:
        return "\n".join(page.extract_text() or "" for page in pdf.pages)


def tools() -> dict[str, tuple[str, Tool]]:
    """Each tool that is here, with the ending of what it writes."""
    found: dict[str, tuple[str, Tool]] = {
        "pdfminer": (".txt", lambda path: str(extract_text(str(path)))),
        "pdfplumber": (".txt", plumbed),
        "pymupdf": (
            ".txt",
            lambda path: "\n".join(page.get_text() for page in pymupdf.open(path)),
        ),
        "pymupdf4llm": (
            ".md",
            lambda path: str(pymupdf4llm.to_markdown(str(path), show_progress=False)),
        ),
        "pypdf": (
            ".txt",
            lambda path: "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages),
        ),
    }
    if shutil.which("pdftotext"):
        for options in ((), ("-layout",), ("-raw",)):
            found[" ".join(("pdftotext", *options))] = (".txt", poppler(*options))
    return dict(sorted(found.items()))


def extracted_figures(reader: list[str], ending: str, tool: Tool, folder: Path) -> dict[str, float]:
    """The figures of what a tool took out of each PDF."""
    texts = folder / "text" / "en"
    texts.mkdir(parents=True)
    for path in sorted((PDF / "text" / "en").glob("*.pdf")):
        texts.joinpath(path.stem + ending).write_text(tool(path), "utf-8")
    for table in TABLES:
        rows = (PDF / f"{table}.jsonl").read_text("utf-8")
        (folder / f"{table}.jsonl").write_text(rows.replace('.pdf"', f'{ending}"'), "utf-8")
    return figures(reader, folder)


def main() -> None:
    """Print a row for each tool, a column for each figure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_command(parser)
    reader = command(parser.parse_args().command)
    head: list[str] = []
    for name, (ending, tool) in tools().items():
        with tempfile.TemporaryDirectory() as folder:
            row = extracted_figures(reader, ending, tool, Path(folder))
        if not head:
            head = list(row)
            print("| | " + " | ".join(head) + " |")
            print("|---" * (len(head) + 1) + "|")
        print(f"| {name} | " + " | ".join(f"{row.get(metric, 0):.2f}" for metric in head) + " |")


if __name__ == "__main__":
    main()
