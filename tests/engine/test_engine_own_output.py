"""Files of an earlier run inside the folder that is read are no documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.engine.own_output import own_output
from nlp.export import WRITTEN
from nlp.records import FailedDocument


@pytest.mark.parametrize(
    ("paths", "out", "doc_id", "expected"),
    [
        (["in"], "in/out", "out/events.jsonl:3", True),
        (["in"], "in/out", "out/events.csv", True),
        (["in"], "in/out", "out/html/index.html", True),
        (["in", "other"], "in/out", "in/out/docs.spacy", True),
        (["in"], "in", "events.jsonl:1", True),
        (["in"], "in/out", "out/release.html", False),
        (["in"], "in/out", "events.jsonl:3", False),
        (["in"], "in/out", "out/events.jsonl-old", False),
        (["in"], "out", "out/events.jsonl:3", False),
        (["in/a.txt", "-"], "in/out", "out/events.jsonl:3", False),
    ],
)
def test_own_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paths: list[str], out: str, doc_id: str, expected: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("in/out", "other"):
        Path(folder).mkdir(parents=True)
    Path("in/a.txt").touch()
    assert own_output(paths, Path(out), WRITTEN)(FailedDocument(doc_id, "x")) is expected
