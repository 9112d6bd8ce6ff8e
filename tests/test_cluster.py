"""Engines that bring their own threads and machines: the same tables as one machine.

PySpark runs as a real local cluster, with executors that are processes of their own. It needs Java
17: ``apt-get install openjdk-17-jre-headless``.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import duckdb
import pyarrow as pa
import pytest

import operative
import operative.arrow
from operative._types import TableName
from support import EXAMPLES

GOLD = Path(os.environ.get("OPERATIVE_GOLD", Path(__file__).resolve().parents[2] / "shared"))
TABLES: tuple[TableName, ...] = get_args(TableName)
SHARE = 24
"""How many of the gold texts the cluster reads."""


def paths() -> list[Path]:
    """A share of the gold texts, of every language; the examples where there are none."""
    gold = sorted((GOLD / "gold" / "text").glob("*/*"))
    step = max(1, len(gold) // SHARE)
    return gold[::step] or sorted(EXAMPLES.glob("resolution.*"))


@pytest.fixture(scope="module")
def texts() -> pa.Table:
    """Their texts, with their paths."""
    return pa.table(
        {
            "source": [str(path) for path in paths()],
            "text": [path.read_text("utf-8") for path in paths()],
        }
    )


@pytest.fixture(scope="module")
def corpus(texts: pa.Table) -> operative.Corpus:
    """What one machine makes of them."""
    return operative.Corpus.read(texts)


@pytest.mark.parametrize("table", TABLES)
def test_batches(table: TableName, texts: pa.Table, corpus: operative.Corpus) -> None:
    parsed = list(operative.arrow.parse_batches(texts.to_batches(max_chunksize=7), table))
    assert all(batch.schema == operative.arrow.schema(table) for batch in parsed)
    assert len(parsed) == len(texts.to_batches(max_chunksize=7))
    assert pa.Table.from_batches(parsed) == pa.table(getattr(corpus, table)).combine_chunks()


def test_batches_without_sources_or_rows() -> None:
    batches = [pa.record_batch({"text": [text]}) for text in ("1. Decides.", "1. Notes.")]
    parsed = operative.arrow.parse_batches(batches, "documents")
    assert [batch["source"].to_pylist() for batch in parsed] == [["0"], ["1"]]
    empty = batches[0].slice(0, 0)
    (none,) = operative.arrow.parse_batches([empty], "documents")
    assert (none.num_rows, none.schema) == (0, operative.arrow.schema("documents"))
    with pytest.raises(operative.CorpusError, match='no table has the name "chairs"'):
        next(operative.arrow.parse_batches(batches, "chairs"))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """A local cluster of one worker with two cores."""
    if not shutil.which("java"):
        pytest.skip("PySpark needs Java 17: apt-get install openjdk-17-jre-headless")
    sql = pytest.importorskip("pyspark.sql", reason="pip install 'operative[spark]'")
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.executor.memory": "512m",
    }
    builder = sql.SparkSession.builder.master("local-cluster[1,2,512]").appName("operative")
    for key, value in settings.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.mark.filterwarnings("ignore")
def test_spark(spark: Any, texts: pa.Table, corpus: operative.Corpus) -> None:
    import operative.spark

    frame = spark.createDataFrame(texts.to_pylist()).repartition(2).cache()
    for table in TABLES:
        parsed = operative.spark.parse(frame, table)
        found = parsed.toArrow().to_pylist()
        expected = getattr(corpus, table).to_pylist()
        assert sorted(found, key=repr) == sorted(expected, key=repr), table


@pytest.mark.filterwarnings("ignore")
def test_ray(texts: pa.Table, corpus: operative.Corpus) -> None:
    ray = pytest.importorskip("ray", reason="pip install 'ray[data]'")
    pytest.importorskip("ray.data")

    def parse(batch: pa.Table) -> pa.Table:
        return pa.Table.from_batches(
            operative.arrow.parse_batches(batch.to_batches(), "references")
        )

    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="error")
    try:
        ray.data.DataContext.get_current().enable_progress_bars = False
        parsed = ray.data.from_arrow(texts).map_batches(parse, batch_format="pyarrow")
        found = parsed.take_all()
    finally:
        ray.shutdown()
    expected = corpus.references.to_pylist()
    assert sorted(row["text"] for row in found) == sorted(row["text"] for row in expected)
    assert len(found) == len(expected)


def test_duckdb(texts: pa.Table, corpus: operative.Corpus) -> None:
    rows = duckdb.from_arrow(texts)
    reader = rows.to_arrow_reader(16) if hasattr(rows, "to_arrow_reader") else rows.arrow(16)
    batches = operative.arrow.parse_batches(reader, "references")
    parsed = pa.RecordBatchReader.from_batches(operative.arrow.schema("references"), batches)
    # The first connection is still giving its rows.
    (found,) = duckdb.connect().from_arrow(parsed).count("*").fetchall()
    assert found == (len(corpus.references),)
    stream = operative.Corpus.scan(paths()).references  # noqa: F841 -- the query names it
    query = "SELECT count(DISTINCT target) FROM stream"
    (found,) = duckdb.execute(query).fetchall()
    assert found == (len({row["target"] for row in corpus.references if row["target"]}),)
