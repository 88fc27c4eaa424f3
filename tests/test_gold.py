"""The product's figures on the filings that ship with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from floors import BLIND, CORPUS, READ
from nlp.engine import extract
from nlp.score import read_gold, read_output, score

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("gold")
    extract([ROOT / "corpus"], out)
    return out


def test_the_figures_on_the_filings_do_not_fall_below_their_floors(output: Path) -> None:
    assert fallen(ROOT / "annotations" / "gold", output, CORPUS) == {}


@pytest.mark.parametrize(("name", "floors"), [("read", READ), ("blind", BLIND)])
def test_the_figures_on_other_releases_do_not_fall_below_their_floors(
    shared: Path, tmp_path: Path, name: str, floors: dict[str, float]
) -> None:
    extract([shared / "gold" / name / "input"], tmp_path)
    assert fallen(shared / "gold" / name / "gold", tmp_path, floors) == {}


def fallen(gold: Path, out: Path, floors: dict[str, float]) -> dict[str, float]:
    """The figures that are below their floors."""
    report, _ = score(read_gold(gold), *read_output(out))
    reached = {name: report[name]["f"] if isinstance(report[name], dict) else report[name] for name in floors}
    return {name: value for name, value in reached.items() if value < floors[name]}


def test_the_header_of_every_filing_is_read(output: Path) -> None:
    report, _ = score(read_gold(ROOT / "annotations" / "gold"), *read_output(output))
    assert (report["documents"], report["answered"]) == (2, 2)
    assert report["head"] == {"publisher": 1.0, "ticker": 1.0, "release_date": 1.0}


def test_every_mention_is_the_text_at_its_offsets(output: Path) -> None:
    events, documents = read_output(output)
    assert sorted(events) == sorted(documents)
    for doc_id, lines in events.items():
        text = (ROOT / "corpus" / doc_id).read_bytes().decode("utf-8")
        mentions = [mention for line in lines for mention in line["mentions"]]
        assert [text[m["start"] : m["end"]] for m in mentions] == [m["text"] for m in mentions]


def test_the_gold_quotes_stand_in_the_filings() -> None:
    for gold in read_gold(ROOT / "annotations" / "gold"):
        text = " ".join((ROOT / "corpus" / gold["doc_id"]).read_text(encoding="utf-8").split())
        assert [e["quote"] for e in gold["events"] if not _told(e["quote"], text)] == []


def _told(quote: str, text: str) -> bool:
    """A quote may leave something out, marked by an ellipsis."""
    parts = quote.replace("…", "...").split("...")
    return all(" ".join(part.split()) in text for part in parts)
