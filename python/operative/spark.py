"""Resolutions on Apache Spark: DataFrames of texts to DataFrames of the tables.

It needs PySpark: ``pip install 'operative[spark]'``.

    texts = spark.read.text("resolutions/*/*.md", wholetext=True)
    texts = texts.selectExpr("value AS text", "input_file_name() AS source")
    references = operative.spark.parse(texts, "references")
    references.groupBy("target").count().orderBy("count", ascending=False).show()
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from operative import arrow
from operative._extras import need

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyarrow
    from pyspark.sql import DataFrame

    from operative._types import TableName

__all__ = ["parse"]


def parse(
    texts: DataFrame,
    table: TableName,
    *,
    text: str = "text",
    source: str = "source",
    language: str | None = None,
) -> DataFrame:
    """Turn a DataFrame of texts into one of the tables, where the texts are.

    Args:
        texts: A DataFrame with a column of texts, or of the bytes of files (as the source
            ``binaryFile`` gives them), and one that names them.
        table: The name of the table, such as ``"references"``.
        text: The column of the texts.
        source: The column of their names.
        language: The code of the language of all; told by looking where it is None.

    Returns:
        A DataFrame with the columns of :func:`operative.arrow.schema`, which is made when it is
        used: a wrong code of a language fails there.

    Raises:
        MissingExtraError: Where PySpark or pyarrow is not installed.
        CorpusError: Where there is no such table.
    """
    types = need("pyspark.sql.pandas.types", "spark")
    # Spark has no place for what Arrow's fields say of themselves.
    fields = [field.remove_metadata() for field in arrow.schema(table)]
    schema = types.from_arrow_schema(need("pyarrow", "spark").schema(fields))

    def parse(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        from operative.arrow import parse_batches

        return parse_batches(batches, table, text=text, source=source, language=language)

    return texts.select(text, source).mapInArrow(parse, schema)
