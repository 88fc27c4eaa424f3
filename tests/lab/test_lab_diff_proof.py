"""That documents which an edit cannot touch need not be told again."""

from __future__ import annotations

from pathlib import Path

import pytest
from lab_support import changed_set, patterns

from nlp.lab.diff import difference
from support import ROOT

SHIPPED = ROOT / "patterns"


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    return patterns(tmp_path / "patterns")


@pytest.mark.parametrize("rule", ["initiate_study", "ongoing_adjective", "first_patient", "completed_study"])
def test_the_short_way_finds_what_telling_everything_again_finds(
    corpus: Path, edited: Path, rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed_set(edited, rule, "pattern: ", "confidence: 0.31\n    pattern: ")
    short = difference(SHIPPED, edited, [corpus])
    monkeypatch.setattr("nlp.lab.diff_rules.Edit.touches", lambda *_: True)
    long = difference(SHIPPED, edited, [corpus])
    assert (short.changes, short.totals) == (long.changes, long.totals)
    assert (short.again <= long.again, long.again) == (True, 2)


@pytest.mark.slow
def test_the_short_way_finds_the_same_on_other_releases(
    shared: Path, edited: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for rule in ("initiate_study", "completed_study"):
        changed_set(edited, rule, "set: {status: ", "priority: 1\n    set: {status: ")
    paths = [shared / "gold" / "read" / "input"]
    short = difference(SHIPPED, edited, paths, cache=tmp_path)
    monkeypatch.setattr("nlp.lab.diff_rules.Edit.touches", lambda *_: True)
    long = difference(SHIPPED, edited, paths, cache=tmp_path)
    assert (short.changes, short.totals) == (long.changes, long.totals)
    assert 0 < short.again < long.again == short.documents
