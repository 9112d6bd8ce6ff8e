"""Bad input: a clear message, everything that could be read, and never a traceback."""

import json
import os
import re
import zipfile
from pathlib import Path

import pytest

import operative
from support import EXAMPLES, FIXTURES, Run

NO_TEXT = {"binary.bin"}
FRENCH = EXAMPLES / "resolution.fr.md"


def test_an_empty_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")
    assert [remark.code for remark in operative.read(path).diagnostics] == ["empty-source"]
    done = run("parse", path)
    assert done.returncode == 1
    assert "line 1: " in done.stdout
    assert done.stderr.startswith("error[empty-source]: ")
    assert f" --> {path}:1:1\n" in done.stderr


def test_a_file_with_no_resolution_in_it(run: Run, tmp_path: Path) -> None:
    path = FIXTURES / "no-resolution.txt"
    resolution = operative.read(path)
    assert "no-resolution" in {remark.code for remark in resolution.diagnostics}
    assert resolution.symbol is None
    done = run("parse", path, "--format", "json")
    assert done.returncode == 1
    assert json.loads(done.stdout) == resolution.to_dict()
    assert f" --> {path}:1:1\n" in done.stderr
    done = run("tables", path, FRENCH, "--out", tmp_path)
    assert done.returncode == 1
    error, summary = done.stderr.splitlines()
    assert error.startswith(f"error: {path}: ")
    assert summary == f"2 documents written to {tmp_path}, 1 of them with errors"


def test_a_file_cut_off_anywhere() -> None:
    text = FRENCH.read_text("utf-8")
    whole = operative.parse(text)
    for end in range(0, len(text), 97):
        cut = operative.parse(text[:end])
        assert len(cut.operative) <= len(whole.operative)
        # All but the last paragraph is as it was.
        for one, other in zip(cut.preamble[:-1], whole.preamble, strict=False):
            assert one.text == other.text


def test_a_file_cut_off_within_a_character(tmp_path: Path) -> None:
    path = tmp_path / "cut.md"
    source = FRENCH.read_bytes()
    path.write_bytes(source[: source.index("é".encode()) + 1])
    codes = {remark.code for remark in operative.read(path).diagnostics}
    assert "encoding-broken" in codes


def test_binary_bytes(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "noise.md"
    path.write_bytes(bytes(range(256)) * 16)
    with pytest.raises(operative.NotTextError, match="binary bytes, the first at byte 0") as caught:
        operative.read(path)
    assert caught.value.path == str(path)
    done = run("parse", path)
    assert done.returncode == 1
    assert done.stderr == f"error: {path}: expected text, found binary bytes, the first at byte 0\n"


@pytest.mark.parametrize(
    ("start", "what"),
    [
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"PAR1", "a Parquet table"),
    ],
)
def test_what_is_not_read_is_named(start: bytes, what: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(start)
    with pytest.raises(operative.UnsupportedError, match=what):
        operative.read(path)


def test_a_broken_file_is_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "file.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    with pytest.raises(operative.BrokenFileError, match="broken PDF document"):
        operative.read(path)
    assert run("parse", path).returncode == 1


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-16", "utf-8-sig", "utf-16-be"])
def test_any_encoding(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "resolution.md"
    text = FRENCH.read_text("utf-8")
    path.write_bytes(text.replace("ﬁ", "fi").encode(encoding))
    resolution = operative.read(path)
    assert resolution.source == text
    guessed = [remark for remark in resolution.diagnostics if remark.code == "encoding-guessed"]
    assert bool(guessed) == (encoding == "windows-1252")
    if guessed:
        assert resolution.source[guessed[0].start] in "éÉ’àèç"


def test_a_missing_path(run: Run) -> None:
    with pytest.raises(FileNotFoundError, match="no/such/file: there is no such file"):
        operative.read("no/such/file")
    done = run("parse", "no/such/file")
    assert done.returncode == 1
    assert done.stderr == "error: no/such/file: there is no such file\n"


def test_a_folder(run: Run, tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        operative.read(tmp_path)
    assert run("parse", tmp_path).returncode == 1


def test_every_read_error_is_the_package_s() -> None:
    for error in (
        operative.MissingFileError,
        operative.FolderError,
        operative.NotTextError,
        operative.BrokenFileError,
        operative.UnsupportedError,
    ):
        assert issubclass(error, operative.ReadError)
        assert issubclass(error, operative.OperativeError)


def test_one_bad_file_stops_no_other(run: Run, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for index in range(20):
        (corpus / f"{index:02}.md").write_bytes(FRENCH.read_bytes())
    (corpus / "07.md").write_bytes(b"\0" * 100)
    out = tmp_path / "tables"
    done = run("tables", corpus, tmp_path / "missing.md", "--out", out)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"error: {corpus / '07.md'}: expected text, found binary bytes, the first at byte 0",
        f"error: {tmp_path / 'missing.md'}: there is no such file",
        f"19 documents written to {out}, 2 could not be read",
    ]
    documents = (out / "documents.jsonl").read_text("utf-8").splitlines()
    sources = [Path(json.loads(line)["source"]).name for line in documents]
    assert sources == [f"{index:02}.md" for index in range(20) if index != 7]
    checked = run("check", corpus)
    assert checked.returncode == 1
    assert "19 files read" in checked.stdout


def test_a_folder_that_cannot_be_written_to(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("in the way")
    done = run("tables", FRENCH, "--out", path)
    assert done.returncode == 1
    assert done.stderr.startswith(f"error: {path}: ")


@pytest.mark.skipif(os.name == "nt", reason="links and pipes are POSIX's")
def test_a_folder_is_not_left_for_what_links_lead_to(run: Run, tmp_path: Path) -> None:
    folder, other = tmp_path / "folder", tmp_path / "other"
    folder.mkdir()
    other.mkdir()
    for place in (folder, other):
        (place / "resolution.md").write_bytes(FRENCH.read_bytes())
    (folder / "other").symlink_to(other)
    for name in ("up", "again"):
        (folder / name).symlink_to(folder)
    (folder / "endless.md").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.md")
    assert run("check", folder).stdout.startswith("1 file read")
    sources = operative.Corpus.read(folder).documents.to_pylist()
    assert [row["source"] for row in sources] == [str(folder / "resolution.md")]


@pytest.mark.skipif(os.name == "nt", reason="links are POSIX's")
def test_what_links_lead_to_is_not_written_to(run: Run, tmp_path: Path) -> None:
    out, other = tmp_path / "out", tmp_path / "other.txt"
    out.mkdir()
    other.write_text("as it was")
    for name in ("documents.csv", "documents.csv.partial", "documents.csv-metadata.json"):
        (out / name).symlink_to(other)
    assert run("tables", FRENCH, "--out", out, "--format", "csv").returncode == 0
    volume = tmp_path / "volume.txt"
    volume.write_bytes(FRENCH.read_bytes())
    run("split", volume, "--out", out)
    parts = sorted(path for path in out.iterdir() if path.suffix == ".txt")
    for path in parts:
        path.unlink()
        path.symlink_to(other)
    assert run("split", volume, "--out", out).returncode == 0
    assert parts
    assert other.read_text() == "as it was"
    assert not any(path.is_symlink() for path in out.iterdir())


def test_names_in_an_archive_lead_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "resolutions.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("../../outside.md", "/outside.md", "C:\\outside.md"):
            archive.writestr(name, FRENCH.read_bytes())
    before = sorted(tmp_path.parent.rglob("outside*"))
    corpus = operative.Corpus.read(path)
    assert len(corpus) == 2  # What begins with a dot is hidden.
    corpus.save(tmp_path / "corpus")
    assert sorted(tmp_path.parent.rglob("outside*")) == before


@pytest.mark.parametrize(
    "path",
    sorted(path for path in FIXTURES.rglob("*") if path.is_file()),
    ids=lambda path: path.name,
)
def test_every_fixture_is_read_or_refused(path: Path, run: Run) -> None:
    if path.name in NO_TEXT:
        with pytest.raises(operative.ReadError, match=re.escape(str(path))):
            operative.read(path)
    else:
        resolution = operative.read(path)
        assert operative.tables(resolution).documents[0]["source"] == str(path)
        assert all(remark.end <= len(resolution.source) for remark in resolution.diagnostics)
    assert "panicked" not in run("check", path, "--level", "note").stderr
