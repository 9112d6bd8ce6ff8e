"""Memory of one process that reads very many documents: the command, and Python.

    python benches/soak.py                 # 200,000 documents, each of the two
    python benches/soak.py --documents 1000

The documents are the examples and the fixtures, over and over. The peak of each tenth of the time
is printed; where the memory of one grows, from the second tenth on, by more than a tenth, the exit
status is 1. Linux alone tells the memory of another process while it runs.
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
    """Print the memory of each of the two."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=200_000)
    given = parser.parse_args()
    grew = False
    with tempfile.TemporaryDirectory() as folder:
        for number, source in enumerate(islice(cycle(SOURCES), given.documents)):
            Path(folder, f"{number:06}{source.suffix}").symlink_to(source)
        for name, command in (
            ("command", [sys.executable, "-m", "operative", "check", folder]),
            ("Python", [sys.executable, "-c", PYTHON, folder]),
        ):
            seconds, peaks = tenths(command)
            shown = " ".join(f"{peak / 1024:.1f}" for peak in peaks)
            print(
                f"{name}: {given.documents} documents in {seconds:.0f} s; MiB: {shown}", flush=True
            )
            grew |= max(peaks[2:]) > 1.1 * peaks[1]
    return grew


if __name__ == "__main__":
    sys.exit(main())
