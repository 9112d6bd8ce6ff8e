"""The gold sets beside the workspace, and the figures of what a command reads in them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path

GOLD = Path(os.environ.get("OPERATIVE_GOLD", Path(__file__).resolve().parents[2] / "shared"))
TABLES = ("documents", "paragraphs", "footnotes", "references")

Row = dict[str, object]


def rows(path: Path) -> list[Row]:
    """The rows of a table."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def document(row: Row) -> str:
    """The language and the file name of the document that a row is of."""
    return "/".join(str(row["source"]).split("/")[-2:])


def add_command(parser: ArgumentParser) -> None:
    """Let a parser of arguments ask for the command that is measured."""
    parser.add_argument("--command", help="the command to measure; by default the package's")


def command(given: str | None) -> list[str]:
    """The command that is measured."""
    return [given] if given else [sys.executable, "-m", "operative"]


def figures(reader: list[str], gold: Path) -> dict[str, float]:
    """What a command finds in the texts of a set, over all languages, in percent."""
    with tempfile.TemporaryDirectory() as tables:
        subprocess.run(
            [*reader, "tables", gold / "text", "--out", tables], capture_output=True, check=False
        )
        scored = subprocess.run(
            [sys.executable, GOLD / "score.py", gold, tables, "--json"],
            capture_output=True,
            check=True,
        )
    found = json.loads(scored.stdout)
    return {metric: 100 * of["all"] for metric, of in found.items() if of["all"] is not None}
