"""events.parquet: one event a row, typed columns, for data frames. Needs pyarrow (the extra `parquet`)."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator
from typing import Any

from nlp.export.batch import Batch
from nlp.export.columns import Value, columns, rows

_GROUP = 50_000  # rows that are in memory at once


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
    sink = _Sink()
    with pq.ParquetWriter(pa.PythonFile(sink, mode="w"), schema, compression="zstd") as writer:
        found = rows(batch.events, batch.types)
        group = list(itertools.islice(found, _GROUP))
        while True:  # one group at least, also where there are no events
            names = enumerate(schema.names)
            data: dict[str, list[Value]] = {name: [row[at] for row in group] for at, name in names}
            writer.write_table(pa.Table.from_pydict(data, schema=schema))
            yield sink.taken()
            if not (group := list(itertools.islice(found, _GROUP))):
                break
    yield sink.taken()


class _Sink(io.RawIOBase):
    """A file that hands on what was written to it."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        part = bytes(data)
        self._parts.append(part)
        self._size += len(part)
        return len(part)

    def tell(self) -> int:
        return self._size

    def taken(self) -> bytes:
        """What was written since the last time."""
        data = b"".join(self._parts)
        self._parts.clear()
        return data
