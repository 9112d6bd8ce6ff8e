"""How much faster a corpus is read on all cores than on one.

    make cores                       # over the gold documents, or where OPERATIVE_GOLD points
    make cores FOLDER=resolutions    # over a folder

Rounds on one core and rounds on all take turns, so that both meet the same neighbours.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from pathlib import Path

import operative

ROUNDS = 11
"""How often each runs; the medians count."""
ROOT = Path(__file__).resolve().parent.parent
GOLD = Path(os.environ.get("OPERATIVE_GOLD", ROOT.parent / "shared"))


def seconds(paths: list[Path], cores: set[int]) -> float:
    """How long the paths are read on some cores; reading starts a thread for each."""
    os.sched_setaffinity(0, cores)
    began = time.perf_counter()
    operative.Corpus.read(paths, progress=False)
    return time.perf_counter() - began


def main(folder: Path) -> None:
    """Print both times and their ratio."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    every = os.sched_getaffinity(0)
    sets = ({min(every)}, every)
    rounds = [[seconds(paths, cores) for cores in sets] for _ in range(ROUNDS)]
    one, all_cores = (statistics.median(times) for times in zip(*rounds, strict=True))
    print(f"{len(paths)} documents: {one:.3f} s on one core, {all_cores:.3f} s on {len(every)}")
    print(f"{one / all_cores:.2f} times as fast, medians of {ROUNDS}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else GOLD / "gold" / "text")
