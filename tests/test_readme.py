"""What the README shows is what there is.

Its console blocks are run and their output compared; its Python is run as doctests. After a change
that alters the output on purpose, ``python tests/test_readme.py`` writes the new output into it.
"""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
CONSOLE = re.compile(r"(?<=^```console\n)\$ ([^\n]+)\n(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
PYTHON = re.compile(r"^```pycon\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def output_of(command: str) -> str:
    """Run a command of the README, with the `operative` of this environment."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        command,
        shell=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def with_true_output(readme: str) -> str:
    """Give the README with the output that its commands have now."""
    return CONSOLE.sub(lambda block: f"$ {block[1]}\n{output_of(block[1])}", readme)


def test_console_blocks_show_what_is_printed() -> None:
    readme = README.read_text(encoding="utf-8")
    for command, shown in CONSOLE.findall(readme):
        assert shown == output_of(command), f"$ {command}: run python tests/test_readme.py"


def test_python_blocks_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    code = "\n".join(PYTHON.findall(README.read_text(encoding="utf-8")))
    test = doctest.DocTestParser().get_doctest(code, {}, README.name, str(README), 0)
    assert test.examples
    results = doctest.DocTestRunner().run(test)
    assert results.failed == 0


if __name__ == "__main__":
    README.write_text(with_true_output(README.read_text(encoding="utf-8")), encoding="utf-8")
