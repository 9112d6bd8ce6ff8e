"""How the gold figures fall where letters are misread: OCR noise of 0.1, 0.5, 1 and 2 % of letters.

    python benches/noise.py                        # over the sets beside the workspace
    python benches/noise.py --sets gold-sc --command target/release/operative

A letter is misread as its look-alike, by a rule that depends on nothing but the document and the
word it stands in. So what must be found is misread in the same way, and a figure falls only where a
misread letter leads the grammar astray: a lead, a formula, a word of a reference. The symbols that
must be reached stay as they are.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from hashlib import blake2b
from pathlib import Path

from gold import GOLD, TABLES, add_command, command, document, figures, rows

RATES = (0.0, 0.001, 0.005, 0.01, 0.02)
# Runs of letters that OCR engines take for each other; each is read as the one after it.
ALIKE = (
    "ce", "il", "nu", "hb", "ao", "rt", "vy", "fk", "mw", "gq", "dp", "sz", "jx", "éè", "àâ", "ñń",
    "CG", "OQ", "IL", "BR", "EF", "MN", "PD", "UV", "TY", "SZ", "HK", "AÁ", "WX", "JI", "ÉÈ",
    "инп", "шщ", "ьъ", "ео", "ас", "гт", "лд", "кх", "бв", "зэ", "цу", "мя", "рф", "йж", "чы", "юё",
    "بتثن", "جحخ", "دذ", "رز", "سش", "صض", "طظ", "عغ", "فق", "كل", "هة", "وؤ", "ىي", "اأإآ", "مه",
)  # fmt: skip
LOOKS = {
    letter: run[(place + 1) % len(run)] for run in ALIKE for place, letter in enumerate(run)
}  # fmt: skip
# Han characters are words of one letter.
HAN = r"[\u3400-\u9fff]"
# A raised or lowered digit is no letter, though Python's \w takes it for one.
RAISED = r"[\u00b2\u00b3\u00b9\u2070-\u209c]"
WORD = re.compile(rf"{HAN}|(?:(?!{HAN}|{RAISED})[^\W\d_])+")
MARKUP = re.compile(r"</?\w+>")


def misread(text: str, name: str, rate: float) -> str:
    """Misread a share of the letters of a text."""
    marked = [found.span() for found in MARKUP.finditer(text)]

    def word(found: re.Match[str]) -> str:
        letters = found[0]
        if any(start <= found.start() < end for start, end in marked):
            return letters
        digest = blake2b(f"{name} {letters}".encode(), digest_size=8).digest()
        number = int.from_bytes(digest, "big")
        if number / 2**64 >= 1 - (1 - rate) ** len(letters):
            return letters
        at = number % len(letters)
        # Of the thousands of Han characters, a neighbour is as like as any.
        wrong = LOOKS.get(letters[at], chr(ord(letters[at]) + 1))
        return letters[:at] + wrong + letters[at + 1 :]

    return WORD.sub(word, text)


def spoil(gold: Path, out: Path, rate: float) -> None:
    """Write a gold set anew, its texts and what must be found in them misread alike."""
    for path in sorted((gold / "text").rglob("*.*")):
        name = "/".join(path.parts[-2:])
        noisy = out / path.relative_to(gold)
        noisy.parent.mkdir(parents=True, exist_ok=True)
        noisy.write_text(misread(path.read_text("utf-8"), name, rate), "utf-8", newline="")
    for table in TABLES:
        columns = (
            ("lead", "before") if table == "references" else ("text", "title", "lead", "before")
        )
        with (out / f"{table}.jsonl").open("w", encoding="utf-8") as lines:
            for row in rows(gold / f"{table}.jsonl"):
                for column in columns:
                    if isinstance(clean := row.get(column), str):
                        row[column] = misread(clean, document(row), rate)
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")


def noisy_figures(reader: list[str], gold: Path, rate: float) -> dict[str, float]:
    """The figures of a gold set with noise."""
    with tempfile.TemporaryDirectory() as folder:
        spoil(gold, Path(folder), rate)
        return figures(reader, Path(folder))


def main() -> None:
    """Print a row for each figure of each set, a column for each rate."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sets", default="gold,gold-sc")
    add_command(parser)
    given = parser.parse_args()
    reader = command(given.command)
    for name in given.sets.split(","):
        curve = [noisy_figures(reader, GOLD / name, rate) for rate in RATES]
        print(f"| {name} | " + " | ".join(f"{100 * rate:g} %" for rate in RATES) + " |")
        print("|---" * (len(RATES) + 1) + "|")
        for metric in curve[0]:
            cells = " | ".join(f"{found.get(metric, 0):.2f}" for found in curve)
            print(f"| {metric} | {cells} |")
        print()


if __name__ == "__main__":
    main()
