"""Fuzz every target for a share of some minutes and say what was done.

    make fuzz MINUTES=10
    fuzz/run.py --minutes 10 --targets text,pdf

The seeds are in ``fuzz/seeds`` and the fixtures of the tests; what is found on the way is kept in
``fuzz/corpus``, so that a later run goes on from there. The words of each language, out of its
file of facts, are the dictionary of every sixth run. What fails is in ``fuzz/artifacts``; the exit
status is then 1.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FUZZ = Path(__file__).resolve().parent
ROOT = FUZZ.parent
LANGUAGES = sorted((ROOT / "crates/operative-grammar/languages").glob("*.toml"))
READERS = ("content", "akn", "html", "docx", "pdf")
# A dictionary may hold words of 64 bytes at most.
LONGEST = 60
MARKS = (
    "<sup>", "</sup>", "[^1]", "[^1]: ", "---", "|", "*", "**", "_____", "\f", "¹", "⁽", "А/",
    "A/RES/", "S/RES/", "1. ", "(a) ", "\\", "1/", "\u200f", "\u0660",
    "<?operative lang=\"en\"?>\n", "<?operative masthead=\"title\"?>\n", " section=\"1\"",
    "<?operative kind=\"operative\" part=\"operative\"?>\n", " parent=\"0\"", " lead=\"0-3\"",
    " label=\"2\" style=\"number\" value=\"1\"", "<?operative kind=\"table\" part=\"annex\"?>\n",
)  # fmt: skip
MARKUP = {
    "akn": "<p> </p> <paragraph> <num> <content> <authorialNote <i> <meta> <preface> <attachment> "
    "<mainBody> <ref <sup> <table> <tr> <td> &#1; <![CDATA[ <!--",
    "html": "<p> <table> <tr> <td> <sup> <a href=\"#f\"> <ol> <li> id=\"f\" <i> <h1> <div> hidden "
    "dir=rtl &amp; <!-- <template> <svg>",
    "docx": "<w:p> <w:r> <w:t> <w:i/> <w:numPr> <w:numId <w:ilvl w:val=\" <w:footnoteReference "
    "<w:tbl> <w:tr> <w:tc> <w:pStyle <w:vertAlign <w:abstractNum <w:lvl <w:basedOn <w:del>",
    "pdf": "BT ET Tf Tj TJ Td TD Tm T* Tc Tw Tz TL Ts q Q cm re f S Do BI ID EI obj endobj stream "
    "/F1 /F2 << >> /Length /Filter /FlateDecode /ToUnicode /Kids /Parent xref trailer",
}  # fmt: skip


def strings(value: object) -> Iterator[str]:
    """Every string in a value of TOML."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def dictionary(target: str, language: Path) -> Path:
    """Write the words of a language, and the marks of a target, as a dictionary of libFuzzer."""
    words = set(strings(tomllib.loads(language.read_text("utf-8")))) | set(MARKS)
    words |= set(MARKUP.get(target, "").split())
    encoded = sorted(word.encode() for word in words if word)
    lines = (
        '"' + "".join(f"\\x{byte:02x}" for byte in word) + '"\n'
        for word in encoded
        if len(word) <= LONGEST
    )
    path = FUZZ / "dictionaries" / f"{target}.{language.stem}.dict"
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(lines), "ascii")
    return path


def targets() -> list[str]:
    """The names of all targets."""
    return re.findall(r'name = "(\w+)"\npath', (FUZZ / "Cargo.toml").read_text("utf-8"))


def build(sanitizer: str) -> Path:
    """Build all targets and give the folder they are in."""
    # The counters of coverage need no nightly toolchain; the sanitizers do.
    cargo = ["cargo"] if sanitizer == "none" else ["cargo", "+nightly"]
    command = [*cargo, "fuzz", "build", "--sanitizer", sanitizer, "--no-trace-compares"]
    subprocess.run([*command, "--codegen-units", "16"], cwd=ROOT, check=True)
    return max(FUZZ.glob("target/*/release"), key=lambda folder: folder.stat().st_mtime)


def fuzz(program: Path, language: Path, seconds: int, longest: int) -> tuple[int, str]:
    """Run a target; give how many inputs it took, and the report of a failure."""
    target = program.name
    corpus = FUZZ / "corpus" / target
    seeds = [folder for folder in [FUZZ / "seeds" / target] if folder.is_dir()]
    if target not in READERS or target == "content":
        seeds += [ROOT / "tests/fixtures", ROOT / "examples"]
    artifacts = FUZZ / "artifacts" / target
    for folder in (corpus, artifacts):
        folder.mkdir(parents=True, exist_ok=True)
    command: list[str | Path] = [
        program, corpus, *seeds,
        f"-dict={dictionary(target, language)}", f"-artifact_prefix={artifacts}/",
        f"-max_total_time={seconds}", f"-max_len={longest}",
        "-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1", "-verbosity=1",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace")
    runs = re.search(r"stat::number_of_executed_units: (\d+)", done.stderr)
    return int(runs[1]) if runs else 0, done.stderr if done.returncode else ""


def main() -> int:
    """Fuzz the targets in turn."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--targets", default=",".join(targets()))
    parser.add_argument("--longest", type=int, default=1024, help="bytes of an input")
    parser.add_argument("--sanitizer", default="none", help="address needs a nightly toolchain")
    given = parser.parse_args()
    chosen = given.targets.split(",")
    seconds = max(int(given.minutes * 60 / len(chosen) / len(LANGUAGES)), 1)
    built = build(given.sanitizer)
    runs = dict.fromkeys(chosen, 0)
    failed = False
    for language in LANGUAGES:
        for target in chosen:
            count, report = fuzz(built / target, language, seconds, given.longest)
            runs[target] += count
            if report:
                failed = True
                print(f"{target} failed:\n{report[-3000:]}", flush=True)
            print(f"{target:18} {language.stem} {count:10}", flush=True)
    for target, count in runs.items():
        print(f"{target:18} {count:10}")
    print(f"{'all':18} {sum(runs.values()):10}")
    return failed


if __name__ == "__main__":
    sys.exit(main())
