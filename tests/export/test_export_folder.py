"""Files are whole or not there, and a folder that cannot be written is found out before the work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from nlp.errors import UsageError
from nlp.export import Batch, prepare, write
from nlp.export.atomic import write_whole

LINES = ({"doc_id": "ä", "status": "ok"}, {"doc_id": "b", "error": "a\u2028b"})


def test_jsonl_is_utf8_with_a_line_feed_after_every_line(tmp_path: Path) -> None:
    write(tmp_path, Batch(({"id": "1", "text": "a\nb"},), LINES, {}, (), {}), ())
    assert (tmp_path / "events.jsonl").read_bytes() == b'{"id":"1","text":"a\\nb"}\n'
    assert (tmp_path / "documents.jsonl").read_bytes() == (
        '{"doc_id":"ä","status":"ok"}\n{"doc_id":"b","error":"a\u2028b"}\n'.encode()
    )
    assert sorted(p.name for p in tmp_path.iterdir()) == ["documents.jsonl", "events.jsonl"]


def test_a_file_that_fails_half_way_leaves_the_old_one(tmp_path: Path) -> None:
    def parts() -> Iterator[bytes]:
        yield b"new"
        raise OSError(28, "No space left on device")

    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(UsageError, match=r"cannot write .*a: No space left on device"):
        write_whole(tmp_path / "a", parts())
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a", b"old")]


def test_a_folder_in_the_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "events.jsonl").mkdir()
    with pytest.raises(UsageError, match=r"cannot write .*events\.jsonl: Is a directory"):
        write(tmp_path, Batch((), (), {}, (), {}), ())
    assert sorted(p.name for p in tmp_path.iterdir()) == ["documents.jsonl", "events.jsonl"]


def test_prepare_makes_the_folder_and_its_parents(tmp_path: Path) -> None:
    prepare(tmp_path / "a" / "b", [])
    assert (tmp_path / "a" / "b").is_dir()
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="found a file at"):
        prepare(tmp_path / "file", [])
    with pytest.raises(UsageError, match="cannot make the folder"):
        prepare(tmp_path / "file" / "below", [])
