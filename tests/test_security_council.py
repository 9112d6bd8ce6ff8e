"""The hand-corrected texts of the Security Council, 1946 to 1993: what is found in each.

The texts stand at ``../shared/sc``, or where ``OPERATIVE_GOLD`` points; where there are none the
test says so and skips. The table of what was found is printed with the summary of the tests.
"""

import re
from pathlib import Path

import pytest

import operative
from support import GOLD

FOLDER = GOLD / "sc"
HEADER = f"{'text':22} {'symbol':18} {'adopted':10} {'PP':>3} {'OP':>3} {'notes':>5}  vote"


def row(path: Path, resolution: operative.Resolution) -> str:
    """A row of the table: what was found in a text."""
    ballot = resolution.ballot
    counts = (ballot.in_favour, ballot.against, ballot.abstaining)
    vote: str = ballot.manner or "nothing is said"
    if any(count is not None for count in counts):
        vote += " " + "/".join("?" if count is None else str(count) for count in counts)
    return (
        f"{path.name[:22]:22} {resolution.symbol or '?':18} {resolution.adopted or '?'!s:10} "
        f"{len(resolution.preamble):3} {len(resolution.operative):3} "
        f"{len(resolution.footnotes):5}  {vote}"
    )


def words(text: str) -> list[str]:
    """The words of a text, whatever stands between them."""
    return re.findall(r"\w+", text)


def test_every_text_is_read(record_table: list[str]) -> None:
    if not FOLDER.is_dir():
        pytest.skip(f"no texts at {FOLDER}: set OPERATIVE_GOLD to where they are")
    record_table.append(HEADER)
    missing = []
    for path in sorted(FOLDER.glob("*.txt")):
        resolution = operative.read(path)
        record_table.append(row(path, resolution))
        number, year = re.findall(r"\d+", path.name)[:2]
        expected = f"S/RES/{int(number)}({year})"
        if resolution.symbol != expected or resolution.adopted is None:
            missing.append(f"{path.name}: {resolution.symbol}, {resolution.adopted}")
        if not resolution.operative:
            missing.append(f"{path.name}: no operative paragraph")
        tree = resolution.to_dict()
        kept = sum(len(piece["text"]) for piece in tree["furniture"])
        read = "".join(p.text + (p.label or "") for p in resolution.paragraphs)
        read += "".join(line["text"] for line in tree["masthead"]["lines"])
        read += "".join(note.text + note.label for note in resolution.footnotes)
        lost = len("".join(words(resolution.source))) - len("".join(words(read))) - kept
        if lost > len(resolution.source) / 50:
            missing.append(f"{path.name}: {lost} letters are in no paragraph")
    assert not missing, "\n".join(missing)
