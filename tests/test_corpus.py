"""Corpora: read from anything, streamed, saved and opened, and handed to the real libraries."""

import copy
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import operative
from support import EXAMPLES

RESOLUTIONS = sorted(EXAMPLES.glob("resolution.*"))
TABLES = operative.Tables._fields


@pytest.fixture(scope="session")
def corpus() -> operative.Corpus:
    """The six examples."""
    return operative.Corpus.read(RESOLUTIONS)


def tables(corpus: operative.Corpus) -> list[operative.Table]:
    return [getattr(corpus, name) for name in TABLES]


def test_it_holds_the_tables_of_its_files(corpus: operative.Corpus) -> None:
    assert len(corpus) == len(RESOLUTIONS)
    assert repr(corpus) == "<Corpus of 6 documents, 0 unread>"
    assert tables(corpus) == list(operative.tables(*RESOLUTIONS))


def test_paths_of_every_kind(corpus: operative.Corpus, tmp_path: Path) -> None:
    assert operative.Corpus.read(str(EXAMPLES / "resolution.*")) == corpus
    assert operative.Corpus.read(iter(map(str, RESOLUTIONS))) == corpus
    (tmp_path / "deep" / "er").mkdir(parents=True)
    for path in RESOLUTIONS:
        (tmp_path / "deep" / "er" / path.name).write_bytes(path.read_bytes())
    for source in (tmp_path, tmp_path / "**" / "*", f"{tmp_path}/*/*/resolution.??.*"):
        found = operative.Corpus.read(source)
        assert texts(found) == texts(corpus)


def texts(corpus: operative.Corpus) -> list[str]:
    return [row["text"] for row in corpus.paragraphs]


def test_archives(corpus: operative.Corpus, tmp_path: Path) -> None:
    path = tmp_path / "resolutions.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("__MACOSX/._resolution.fr.md", b"\0")
        for resolution in RESOLUTIONS:
            archive.write(resolution, f"all/{resolution.name}")
    found = operative.Corpus.read(path)
    assert texts(found) == texts(corpus)
    assert found.documents[0]["source"] == f"{path}/all/{RESOLUTIONS[0].name}"
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.warns(operative.UnreadWarning, match=r"1 of 1 could not be read"):
        assert len(operative.Corpus.read(path)) == 0


def test_tables_and_columns(corpus: operative.Corpus) -> None:
    sources = [str(path) for path in RESOLUTIONS]
    read = [path.read_text("utf-8") for path in RESOLUTIONS]
    columns = {"source": sources, "text": read}
    relation = duckdb.from_arrow(pa.table(columns))
    for table in (pa.table(columns), pl.DataFrame(columns), pd.DataFrame(columns), relation):
        assert operative.Corpus.read(table) == corpus
    content = pa.table({"path": sources, "content": [path.read_bytes() for path in RESOLUTIONS]})
    assert operative.Corpus.read(content, text="content", source="path") == corpus
    for column in (pa.array(read), pa.chunked_array([read]), pl.Series(read), pd.Series(read)):
        found = operative.Corpus.read(column)
        assert texts(found) == texts(corpus)
        assert [row["source"] for row in found.documents] == list("012345")


def test_tables_that_hold_no_texts() -> None:
    with pytest.raises(operative.CorpusError, match='no column has the name "text"; there are a'):
        operative.Corpus.read(pa.table({"a": ["b"]}))
    with pytest.raises(operative.CorpusError, match="found one of Int64"):
        operative.Corpus.read(pa.table({"text": [1]}))
    with pytest.warns(operative.UnreadWarning):
        corpus = operative.Corpus.read(pa.table({"text": ["1. Decides to act.", None]}))
    assert corpus.unread == ["1: expected a text, found null"]
    with pytest.raises(operative.LanguageError):
        operative.Corpus.read(RESOLUTIONS, language="tlh")


def test_one_bad_file_is_told_and_passed_over(tmp_path: Path) -> None:
    bad = tmp_path / "bad.md"
    bad.write_bytes(b"\0" * 99)
    with pytest.warns(
        operative.UnreadWarning, match="2 of 3 could not be read, the first: "
    ) as told:
        corpus = operative.Corpus.read([bad, RESOLUTIONS[0], tmp_path / "missing"])
    assert told[0].filename == __file__
    assert len(corpus) == 1
    assert corpus.unread == [
        f"{bad}: expected text, found binary bytes, the first at byte 0",
        f"{tmp_path / 'missing'}: there is no such file",
    ]
    row = corpus.diagnostics[0]
    assert (row["code"], row["severity"], row["line"]) == ("file-unread", "error", None)


def test_scan_gives_the_same_a_part_at_a_time(corpus: operative.Corpus) -> None:
    scan = operative.Corpus.scan(RESOLUTIONS, documents=4)
    assert len(scan) == 6
    for _ in range(2):
        parts = list(scan)
        assert [len(part) for part in parts] == [4, 2]
        for name in TABLES:
            rows = [row for part in parts for row in getattr(part, name)]
            assert rows == getattr(corpus, name).to_pylist()
    for name in TABLES:
        reader = pa.RecordBatchReader.from_stream(getattr(scan, name))
        assert reader.read_all().to_pylist() == getattr(corpus, name).to_pylist()
    stream = scan.references
    assert (stream.name, repr(stream)) == ("references", "<Stream of references from 6 files>")


MEMORY = """
import resource, sys
import operative
text = open("examples/resolution.fr.md", encoding="utf-8").read()
open(f"{sys.argv[1]}/one.md", "w", encoding="utf-8").write(text)
def peak(count):
    rows = 0
    for part in operative.Corpus.scan([f"{sys.argv[1]}/one.md"] * count, documents=8):
        rows += len(part.paragraphs)
    return rows, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
few, before = peak(80)
many, after = peak(1600)
assert many == 20 * few
print(after - before)
"""


def test_scan_holds_memory_down(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, tmp_path],
        cwd=EXAMPLES.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) < 16 * 1024, "in kibibytes"


def test_a_corpus_is_saved_and_opened(corpus: operative.Corpus, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    for _ in range(2):
        corpus.save(folder)
        assert operative.Corpus.open(folder) == corpus
        assert sorted(path.name for path in folder.iterdir()) == sorted(
            f"{name}.parquet" for name in TABLES
        )
    assert list(tmp_path.iterdir()) == [folder], "nothing unfinished is left"
    assert pl.read_parquet(folder / "paragraphs.parquet").height == len(corpus.paragraphs)
    with pytest.raises(operative.CorpusError, match="this is no folder of tables"):
        operative.Corpus.open(tmp_path)
    with pytest.raises(operative.CorpusError, match="this is no folder of tables"):
        corpus.save(EXAMPLES)
    (folder / "footnotes.parquet").write_bytes((folder / "documents.parquet").read_bytes())
    with pytest.raises(operative.CorpusError, match="does not have the columns of the footnotes"):
        operative.Corpus.open(folder)


def test_what_cannot_be_written_leaves_all_as_it_was(
    corpus: operative.Corpus, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(operative.CorpusError, match="cannot be written"):
        corpus.save(tmp_path / "file" / "corpus")
    assert (tmp_path / "file").read_text() == "in the way"


SAVED = """
import sys, operative
corpus = operative.Corpus.read(["examples/resolution.fr.md"] * 2000, progress=False)
while True:
    print("saving", flush=True)
    corpus.save(sys.argv[1])
"""


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
def test_a_corpus_whose_saving_was_killed_is_whole_or_not_there(
    corpus: operative.Corpus, tmp_path: Path
) -> None:
    folder = tmp_path / "corpus"
    command = [sys.executable, "-c", SAVED, str(folder)]
    for wait in (0.0, 0.02, 0.1, 0.3):
        with subprocess.Popen(
            command, cwd=EXAMPLES.parent, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "saving\n"
            time.sleep(wait)
            process.kill()
        if folder.exists():
            assert len(operative.Corpus.open(folder).documents) == 2000
    corpus.save(folder)
    assert operative.Corpus.open(folder) == corpus


def test_every_table_goes_to_every_library(corpus: operative.Corpus) -> None:
    for held in tables(corpus):
        rows = held.to_pylist()
        arrow = pa.table(held)
        assert arrow.to_pylist() == rows
        assert pl.DataFrame(held).to_dicts() == rows
        frame = pd.DataFrame.from_arrow(held)
        assert list(frame.columns) == list(held.column_names)
        assert len(frame) == len(rows)
        assert frame["source"].tolist() == [row["source"] for row in rows]
        found = duckdb.execute("SELECT * FROM held").fetchall()
        assert [row[0] for row in found] == [row["source"] for row in rows]
        assert len(found) == len(rows)


def test_arrow_is_not_copied(corpus: operative.Corpus) -> None:
    table = corpus.paragraphs
    one, other = pa.table(table), pa.table(table)
    for name in ("text", "start"):
        for a, b in zip(one[name].chunks, other[name].chunks, strict=True):
            assert [buffer and buffer.address for buffer in a.buffers()] == [
                buffer and buffer.address for buffer in b.buffers()
            ]


def test_equality_copy_and_pickle(corpus: operative.Corpus) -> None:
    again = operative.Corpus.read(RESOLUTIONS)
    assert again == corpus
    assert corpus != operative.Corpus.read(RESOLUTIONS[:5])
    assert corpus != "a corpus"
    with pytest.raises(TypeError, match="unhashable"):
        hash(corpus)
    for thing in (corpus, *tables(corpus)):
        for same in (copy.copy(thing), copy.deepcopy(thing), pickle.loads(pickle.dumps(thing))):
            assert same == thing
            assert repr(same) == repr(thing)


def test_tables_are_sliced(corpus: operative.Corpus) -> None:
    table = corpus.paragraphs
    rows = table.to_pylist()
    for part in (slice(3, 70), slice(None, -200), slice(None, None, 50), slice(9, 3, -2)):
        assert table[part].to_pylist() == rows[part]
    assert table[:0] == table[9:9]
    assert table[40] == rows[40]


def test_threads_and_processes(corpus: operative.Corpus) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: operative.Corpus.read(RESOLUTIONS), range(8)))
    assert all(one == corpus for one in found)


@pytest.mark.parametrize("method", ["fork", "spawn"])
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_processes(method: str, corpus: operative.Corpus) -> None:
    with multiprocessing.get_context(method).Pool(1) as pool:
        assert pool.apply(operative.Corpus.read, (RESOLUTIONS,)) == corpus


INTERRUPTED = """
import operative
print("begun", flush=True)
try:
    operative.Corpus.read(["examples/resolution.fr.md"] * 100_000, progress=False)
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
def test_ctrl_c_ends_it_at_once() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED], cwd=EXAMPLES.parent, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        time.sleep(0.5)
        pressed = time.monotonic()
        process.send_signal(signal.SIGINT)
        assert process.stdout.readline() == "interrupted\n"
        assert time.monotonic() - pressed < 1
    assert process.returncode == 0


def test_progress_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    operative.Corpus.read(RESOLUTIONS, progress=True)
    assert "6/6" in capsys.readouterr().err
    operative.Corpus.read(RESOLUTIONS)
    assert capsys.readouterr().err == ""
    assert threading.active_count() < 10
