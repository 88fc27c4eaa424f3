"""The knowledge as six Parquet files with typed columns, for data frames and DuckDB. Needs the extra `parquet`.

The columns of `facts` after `contradicts` are the slots; `slots` holds them once more, as JSON, whole.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from nlp.kb.export.complete import complete
from nlp.kb.export.tables import Table, tables
from nlp.kb.records import Knowledge


def files(knowledge: Knowledge) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file; the same knowledge gives the same bytes with the same release of pyarrow."""
    return ((f"{table.name}.parquet", _content(table)) for table in tables(complete(knowledge)))


def _content(table: Table) -> bytes:
    import pyarrow as pa  # an extra, and slow to import
    import pyarrow.parquet as pq

    kinds: dict[str, Any] = {
        "text": pa.string(),
        "texts": pa.list_(pa.string()),
        "count": pa.int64(),
        "counts": pa.list_(pa.int64()),
        "number": pa.float64(),
        "day": pa.date32(),
    }
    schema = pa.schema([(name, kinds[kind]) for name, kind in table.columns])
    data = {name: [row[i] for row in table.rows] for i, (name, _) in enumerate(table.columns)}
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pydict(data, schema=schema), buffer, compression="zstd")
    return buffer.getvalue()
