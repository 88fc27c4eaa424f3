"""What the server says before there is a page."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from pathlib import Path

import pytest

from nlp.errors import ExtractEventsError
from nlp.review.ledger import why_read_only
from nlp.review.serve import serve


def refused(run: Path, gold: Path, *, out: Path | None = None, annotator: str = "ada", port: int = 0) -> str:
    """Why nothing is served."""

    def ready(address: str, remarks: Sequence[str]) -> None:
        raise AssertionError("it is served")

    with pytest.raises(ExtractEventsError) as raised:
        serve(out or run / "out", gold, [run / "texts"], annotator, port=port, ready=ready)
    return str(raised.value)


def test_a_folder_without_a_run_is_told(run_folder: Path, tmp_path: Path) -> None:
    problem = f"cannot read {tmp_path}/events.jsonl: No such file or directory; expected the output of a run"
    assert refused(run_folder, tmp_path, out=tmp_path) == problem


def test_a_name_that_cannot_be_a_file_is_told(run_folder: Path, tmp_path: Path) -> None:
    assert refused(run_folder, tmp_path, annotator="../ada").startswith(
        "found '../ada' as an annotator's name, expected"
    )


def test_a_file_in_the_place_of_the_folder_is_told(run_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "gold").write_text("")
    problem = f"found a file at {tmp_path}/gold, expected a folder for decisions (--gold)"
    assert refused(run_folder, tmp_path / "gold") == problem


def test_broken_decisions_of_ones_own_are_told_before_anything_is_decided(run_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "decisions").mkdir()
    (tmp_path / "decisions" / "ada.jsonl").write_text("{}\n")
    assert refused(run_folder, tmp_path).startswith(f"{tmp_path}/decisions/ada.jsonl, line 1: found a decision with no")


def test_a_port_that_is_taken_is_told(run_folder: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert refused(run_folder, tmp_path, port=port) == (
            f"cannot listen at 127.0.0.1, port {port}: Address already in use (--port)"
        )


def test_asking_whether_decisions_can_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    assert why_read_only(tmp_path / "new" / "gold", "ada") is None
    (tmp_path / "decisions").mkdir()
    assert why_read_only(tmp_path, "ada") is None
    assert [path.name for path in sorted(tmp_path.rglob("*"))] == ["decisions"]
    (tmp_path / "decisions").rmdir()
    (tmp_path / "decisions").write_text("")
    expected = f"cannot write decisions: found a file at {tmp_path}/decisions, expected a folder"
    assert why_read_only(tmp_path, "ada") == expected
