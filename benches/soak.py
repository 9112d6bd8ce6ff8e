"""Memory of one process that reads very many documents: the command, Python, and a streamed corpus.

    python benches/soak.py                 # 200,000 documents, each of the two; and 10 GB streamed
    python benches/soak.py --documents 1000 --gigabytes 0.1

The documents are the examples and the fixtures, over and over; those that are streamed, the
examples. The peak of each tenth of the time is printed; where the memory of one grows, from the
second tenth on, by more than a tenth, the exit status is 1. Linux alone tells the memory of another
process while it runs.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [
    path
    for folder in ("examples", "tests/fixtures")
    for path in sorted((ROOT / folder).iterdir())
    if path.suffix in (".md", ".txt")
]
PYTHON = """
import sys
from pathlib import Path
import operative
for path in Path(sys.argv[1]).iterdir():
    resolution = operative.read(path)
    operative.tables(resolution)
"""
STREAM = """
import sys
import operative
import pyarrow
scan = operative.Corpus.scan(sys.argv[2:] * int(sys.argv[1]))
for batch in pyarrow.RecordBatchReader.from_stream(scan.references):
    pass
"""


def memory(process: subprocess.Popen[bytes]) -> int:
    """The memory a process holds now, in kibibytes; 0 where it has ended."""
    try:
        status = Path(f"/proc/{process.pid}/status").read_text("ascii")
    except FileNotFoundError:
        return 0
    held = (line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(next(held, 0))


def tenths(command: list[str]) -> tuple[float, list[int]]:
    """Run a command; give its seconds, and the peak of memory in each tenth of them."""
    held = []
    begun = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            held.append(memory(process))
            time.sleep(0.05)
    seconds = time.monotonic() - begun
    parts = [held[len(held) * part // 10 : len(held) * (part + 1) // 10] for part in range(10)]
    return seconds, [max(part, default=0) for part in parts]


def main() -> int:
    """Print the memory of each of the three."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=200_000)
    parser.add_argument("--gigabytes", type=float, default=10)
    given = parser.parse_args()
    grew = False
    with tempfile.TemporaryDirectory() as folder:
        for number, source in enumerate(islice(cycle(SOURCES), given.documents)):
            Path(folder, f"{number:06}{source.suffix}").symlink_to(source)
        examples = sorted((ROOT / "examples").glob("resolution.*"))
        size = sum(path.stat().st_size for path in examples)
        times = int(given.gigabytes * 1e9 / size)
        stream = [sys.executable, "-c", STREAM, str(times), *map(str, examples)]
        for name, documents, command in (
            ("command", given.documents, [sys.executable, "-m", "operative", "check", folder]),
            ("Python", given.documents, [sys.executable, "-c", PYTHON, folder]),
            ("stream", times * len(examples), stream),
        ):
            seconds, peaks = tenths(command)
            shown = " ".join(f"{peak / 1024:.1f}" for peak in peaks)
            print(f"{name}: {documents} documents in {seconds:.0f} s; MiB: {shown}", flush=True)
            grew |= max(peaks[2:]) > 1.1 * peaks[1]
    return grew


if __name__ == "__main__":
    sys.exit(main())
