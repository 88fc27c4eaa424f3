"""events.parquet: types, values, and what is said without pyarrow."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from nlp.engine import extract
from nlp.errors import UsageError
from nlp.export import prepare

pq = pytest.importorskip("pyarrow.parquet", reason="the extra `parquet` is not installed")


def test_columns_have_types_and_rows_the_events(tmp_path: Path, corpus: Path) -> None:
    summary = extract([corpus], tmp_path, formats=["parquet"])
    table = pq.read_table(tmp_path / "events.parquet")
    kinds = {field.name: str(field.type) for field in table.schema}
    wanted = {"id": "string", "compound_id": "string", "date_earliest": "date32[day]", "value": "double"}
    wanted |= {"indication": "list<element: string>", "start": "int64", "upfront_amount": "double"}
    assert {name: kinds[name] for name in wanted} == wanted
    rows = table.to_pylist()
    assert [row["id"] for row in rows] == [event["id"] for event in summary.events]
    told = [event for event in summary.events if event.get("date")]
    dates = [(row["date_earliest"], row["date_latest"]) for row in rows if row["date_earliest"]]
    assert dates == [
        (date.fromisoformat(event["date"]["earliest"]), date.fromisoformat(event["date"]["latest"])) for event in told
    ]
    assert [row["indication"] for row in rows] == [event.get("indication") for event in summary.events]


def test_without_pyarrow_the_message_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"--format parquet needs pyarrow.*pip install 'extract-events\[parquet\]'"):
        prepare(tmp_path, ["parquet"])


def test_pyarrow_is_not_imported_for_other_formats(tmp_path: Path) -> None:
    code = "import sys, nlp.engine; assert 'pyarrow' not in sys.modules and 'torch' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=tmp_path).returncode == 0
