"""What tests share."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import operative
from support import EXAMPLES, Run

TABLES = pytest.StashKey[list[str]]()


@pytest.fixture
def record_table(request: pytest.FixtureRequest) -> list[str]:
    """Lines that are printed with the summary of the tests."""
    return request.config.stash.setdefault(TABLES, [])


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print the tables that tests have recorded."""
    lines = config.stash.get(TABLES, [])
    if lines:
        terminalreporter.section("what was found in each text")
        for line in lines:
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def french() -> operative.Resolution:
    """The French example."""
    return operative.read(EXAMPLES / "resolution.fr.md")


@pytest.fixture(scope="session")
def command() -> Path:
    """The command as it is installed beside the interpreter."""
    found = shutil.which("operative", path=str(Path(sys.executable).parent))
    assert found, "the command `operative` is not installed: run `make demo`"
    return Path(found)


@pytest.fixture
def run(command: Path) -> Run:
    """Run the command and give what it printed."""

    def run(*arguments: object, given: bytes = b"") -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [command, *map(str, arguments)],
            input=given,
            capture_output=True,
            timeout=60,
            env={key: value for key, value in os.environ.items() if key != "NO_COLOR"},
            check=False,
        )
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
        )

    return run
