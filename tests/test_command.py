"""The command: what it prints, where it writes, and how it ends."""

import csv
import json
import os
import signal
import subprocess
import time
import unicodedata
from pathlib import Path

import pytest

import operative
from support import EXAMPLES, FIXTURES, Run

FRENCH = EXAMPLES / "resolution.fr.md"
RESOLUTIONS = sorted(EXAMPLES.glob("resolution.*"))


def columns(line: str) -> int:
    """The columns a line takes on a terminal."""
    return sum(
        0
        if unicodedata.category(letter) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(letter) in "WF"
        else 1
        for letter in line
    )


def test_outline(run: Run) -> None:
    done = run("parse", FRENCH)
    assert (done.returncode, done.stderr) == (0, "")
    outline = done.stdout
    assert outline.startswith("A/RES/77/391 · derived from its number\n")
    assert "\x1b" not in outline
    for heading in ("Preamble", "Operative part", "Annexes", "Footnotes", "References"):
        assert f"\n{heading} ─" in outline
    assert "adopted  2022-12-20" in outline
    assert "PP 12" in outline
    assert all(columns(line) <= 100 for line in outline.splitlines())


def test_outline_in_colour(run: Run) -> None:
    coloured = run("parse", FRENCH, "--color", "always").stdout
    assert "\x1b[1m\x1b[36m" in coloured


def test_outline_can_be_whole(run: Run) -> None:
    raised = str.maketrans("", "", "⁰¹²³⁴⁵⁶⁷⁸⁹")
    whole = " ".join(run("parse", FRENCH, "--full").stdout.translate(raised).split())
    for paragraph in operative.read(FRENCH).preamble:
        assert " ".join(paragraph.text.split())[-30:] in whole
    assert "…" in run("parse", FRENCH).stdout


@pytest.mark.parametrize("path", RESOLUTIONS, ids=lambda path: path.name)
def test_outline_of_every_language(run: Run, path: Path) -> None:
    done = run("parse", path)
    assert done.returncode == 0
    wide = [line for line in done.stdout.splitlines() if columns(line) > 100]
    assert not wide


def test_json(run: Run) -> None:
    tree = json.loads(run("parse", FRENCH, "--format", "json").stdout)
    assert tree == operative.read(FRENCH).to_dict()


def test_standard_input(run: Run) -> None:
    assert run("parse", "-", given=FRENCH.read_bytes()).stdout == run("parse", FRENCH).stdout


def test_language_can_be_given(run: Run) -> None:
    tree = run("parse", "-", "--format", "json", "--language", "fr", given=b"1. Decides").stdout
    assert json.loads(tree)["language"] == "fr"
    wrong = run("parse", "-", "--language", "tlh")
    assert wrong.returncode == 2
    assert "expected one of" in wrong.stderr


def test_tables(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "made" / "here"
    done = run("tables", *RESOLUTIONS, "--out", out)
    assert done.returncode == 0
    assert done.stderr == f"{len(RESOLUTIONS)} documents written to {out}\n"
    assert sorted(path.name for path in out.iterdir()) == [
        "diagnostics.jsonl",
        "documents.jsonl",
        "footnotes.jsonl",
        "mandates.jsonl",
        "paragraphs.jsonl",
        "references.jsonl",
        "votes.jsonl",
    ]
    for table in operative.tables(*RESOLUTIONS):
        lines = (out / f"{table.name}.jsonl").read_text("utf-8").splitlines()
        rows = [
            {key: str(value) if key in DATES and value else value for key, value in row.items()}
            for row in table
        ]
        assert [json.loads(line) for line in lines] == rows


DATES = {"adopted", "issued", "date"}


def test_tables_as_csv(run: Run, tmp_path: Path) -> None:
    assert run("tables", FRENCH, "--out", tmp_path, "--format", "csv").returncode == 0
    with (tmp_path / "paragraphs.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    table = operative.tables(FRENCH).paragraphs
    metadata = json.loads((tmp_path / "paragraphs.csv-metadata.json").read_text("utf-8"))
    columns = metadata["tableSchema"]["columns"]
    assert {column["name"]: column["dc:description"] for column in columns} == table.descriptions
    assert [row["text"] for row in rows] == [row["text"] for row in table]
    assert list(rows[0]) == list(table.column_names)


def test_tables_as_parquet(run: Run, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    assert run("tables", FRENCH, "--out", tmp_path, "--format", "parquet").returncode == 0
    for table in operative.tables(FRENCH):
        read = parquet.read_table(tmp_path / f"{table.name}.parquet")
        assert read.to_pylist() == table.to_pylist()
        assert read.schema.field("source").metadata[b"description"]


def test_tables_as_arrow(run: Run, tmp_path: Path) -> None:
    ipc = pytest.importorskip("pyarrow.ipc")
    assert run("tables", FRENCH, "--out", tmp_path, "--format", "arrow").returncode == 0
    for table in operative.tables(FRENCH):
        with ipc.open_file(tmp_path / f"{table.name}.arrow") as file:
            read = file.read_all()
        assert read.to_pylist() == table.to_pylist()
        described = {field.name: field.metadata[b"description"].decode() for field in read.schema}
        assert described == table.descriptions


@pytest.mark.parametrize("task", [(), ("parse",), ("tables",), ("check",)])
def test_help_has_an_example(run: Run, task: tuple[str, ...]) -> None:
    done = run(*task, "--help")
    assert done.returncode == 0
    assert ("Examples:\n  operative " if task else "Exit status:") in done.stdout


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"operative {operative.__version__}\n"


def test_wrong_arguments(run: Run) -> None:
    assert run("parse").returncode == 2
    assert run("nothing").returncode == 2
    assert run("tables", FRENCH).returncode == 2


def test_a_closed_pipe_is_no_error(command: Path) -> None:
    arguments = [str(command), "parse", str(FRENCH), "--format", "json"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
def test_ctrl_c_ends_it_at_once(command: Path) -> None:
    with subprocess.Popen([command, "parse", "-"], stdin=subprocess.PIPE) as process:
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=5) == -signal.SIGINT


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_tables_that_are_not_whole_do_not_bear_their_names(
    command: Path, tmp_path: Path, how: signal.Signals
) -> None:
    many, out = tmp_path / "many", tmp_path / "out"
    many.mkdir()
    for number in range(3000):
        (many / f"{number}.md").symlink_to(FRENCH)
    out.mkdir()
    (out / "documents.jsonl").write_text("of before")
    with subprocess.Popen([command, "tables", many, "--out", out]) as process:
        unfinished = out / "paragraphs.jsonl.partial"
        while not (unfinished.exists() and unfinished.stat().st_size):
            time.sleep(0.01)
        ended = time.monotonic()
        process.send_signal(how)
        assert process.wait(timeout=5) == -how
        assert time.monotonic() - ended < 1
    assert (out / "documents.jsonl").read_text() == "of before"
    left = {path.name for path in out.iterdir()} - {"documents.jsonl"}
    assert left == {f"{table.name}.jsonl.partial" for table in operative.tables(FRENCH)}


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="cores are Linux's to give")
def test_tables_are_the_same_on_one_core_and_on_all(command: Path, tmp_path: Path) -> None:
    sources = sorted(path for path in FIXTURES.rglob("*") if path.is_file())
    every = os.sched_getaffinity(0)
    written = []
    for name, cores in (("one", {min(every)}), ("all", every)):
        out = tmp_path / name
        os.sched_setaffinity(0, cores)
        try:
            subprocess.run(
                [command, "tables", *sources, "--out", out], capture_output=True, check=False
            )
        finally:
            os.sched_setaffinity(0, every)
        written.append({path.name: path.read_bytes() for path in sorted(out.iterdir())})
    assert written[0] == written[1]
    assert len(written[0]) == len(operative.tables(FRENCH))
