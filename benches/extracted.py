"""How well text is read that other tools took out of PDF: the figures of each tool.

    make extracted
    python benches/extracted.py --command target/release/operative

The readers of this project read PDF themselves. But much of what people hold is text that another
tool took out of a PDF before: without blank lines, with marks and labels in lines of their own,
with running headers among the text. What must be found in it is the same.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pymupdf
import pymupdf4llm
import pypdf
from pdfminer.high_level import extract_text

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("OPERATIVE_GOLD", ROOT.parent / "shared"))
GOLD = SHARED / "gold-pdf"
TABLES = ("documents", "paragraphs", "footnotes", "references")

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


def figures(command: list[str], ending: str, tool: Tool, folder: Path) -> dict[str, float]:
    """The figures of what a tool took out of each PDF, in percent."""
    texts = folder / "text" / "en"
    texts.mkdir(parents=True)
    for path in sorted((GOLD / "text" / "en").glob("*.pdf")):
        texts.joinpath(path.stem + ending).write_text(tool(path), "utf-8")
    for table in TABLES:
        rows = (GOLD / f"{table}.jsonl").read_text("utf-8")
        (folder / f"{table}.jsonl").write_text(rows.replace('.pdf"', f'{ending}"'), "utf-8")
    out = folder / "out"
    subprocess.run(
        [*command, "tables", folder / "text", "--out", out], capture_output=True, check=False
    )
    scored = subprocess.run(
        [sys.executable, SHARED / "score.py", folder, out, "--json"],
        capture_output=True,
        check=True,
    )
    found = json.loads(scored.stdout)
    return {metric: 100 * of["all"] for metric, of in found.items() if of["all"] is not None}


def main() -> None:
    """Print a row for each tool, a column for each figure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--command", help="the command to measure; by default the package's")
    given = parser.parse_args()
    command = [given.command] if given.command else [sys.executable, "-m", "operative"]
    head: list[str] = []
    for name, (ending, tool) in tools().items():
        with tempfile.TemporaryDirectory() as folder:
            row = figures(command, ending, tool, Path(folder))
        if not head:
            head = list(row)
            print("| | " + " | ".join(head) + " |")
            print("|---" * (len(head) + 1) + "|")
        print(f"| {name} | " + " | ".join(f"{row.get(metric, 0):.2f}" for metric in head) + " |")


if __name__ == "__main__":
    main()
