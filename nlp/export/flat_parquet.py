"""events.parquet: one event a row, typed columns, for data frames. Needs pyarrow (the extra `parquet`)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from nlp.export.batch import Batch
from nlp.export.columns import columns, rows


def parts(batch: Batch) -> Iterator[bytes]:
    """The file. The same events give the same bytes with the same release of pyarrow."""
    import pyarrow as pa  # an extra, and slow to import
    import pyarrow.parquet as pq

    kinds: dict[str, Any] = {
        "text": pa.string(),
        "texts": pa.list_(pa.string()),
        "number": pa.float64(),
        "count": pa.int64(),
        "day": pa.date32(),
    }
    wanted = columns(batch.types)
    schema = pa.schema([(column.name, kinds[column.kind]) for column in wanted])
    table = list(rows(batch.events, batch.types))
    data = {column.name: [row[i] for row in table] for i, column in enumerate(wanted)}
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pydict(data, schema=schema), buffer, compression="zstd")
    yield buffer.getvalue()
