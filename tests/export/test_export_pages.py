"""html/: marks in the text, everything escaped, nothing fetched."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from nlp.engine import extract
from nlp.export import Batch
from nlp.export.marks import marked
from nlp.export.pages import page_name, pages

EVIL = "<script>alert(1)</script>\"'&"


def event(start: int, end: int, kind: str = "readout", **slots: Any) -> dict[str, Any]:
    mention = {"start": start, "end": end, "text": "", "section": "body", "rule": "x"}
    return {
        "doc_id": EVIL,
        "type": kind,
        "realis": "actual",
        "speaker": None,
        "confidence": 0.9,
        "mentions": [mention],
        **slots,
    }


def line(doc_id: str, **fields: Any) -> dict[str, Any]:
    empty = {
        "publisher": [],
        "ticker": None,
        "release_date": None,
        "title": None,
        "form": None,
        "status": "ok",
        "error": None,
    }
    return {"doc_id": doc_id, **empty, **fields}


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], "a&lt;b c d"),
        ([(0, 3)], "[a&lt;b|1] c d"),
        ([(0, 3), (4, 7)], "[a&lt;b|1] [c d|2]"),
        ([(0, 7), (0, 7)], "[a&lt;b c d|1|2]"),
        ([(0, 5), (4, 7)], "[a&lt;b ][c|1][ d|2]"),
        ([(0, 7), (4, 5)], "[a&lt;b ][c|2][ d|1]"),
        ([(3, 3)], "a&lt;b c d"),
    ],
)
def test_mentions_are_marked_also_where_they_overlap(spans: list[tuple[int, int]], expected: str) -> None:
    found = marked("a<b c d", [event(*span) for span in spans])
    found = re.sub(r'<a class="label" href="#event-(\d+)"[^>]*>readout \1</a>', r"|\1", found)
    found = found.replace('<mark class="entity" style="background: #bfeeb7">', "[").replace("</mark>", "]")
    assert found == expected


def test_nothing_of_a_document_is_taken_for_html() -> None:
    text = f"{EVIL} and more"
    events = (event(0, len(EVIL), venue=EVIL, speaker=EVIL), event(3, 9, kind=EVIL))
    documents = (
        line(EVIL, title=EVIL, publisher=[EVIL], ticker=EVIL),
        line("bad", status="failed", error=EVIL),
    )
    found = pages(Batch(events, documents, {EVIL: text}, (), {}))
    made = {name: "".join(parts) for name, parts in found}
    assert list(made) == [page_name(EVIL), "index.html"]
    for content in made.values():
        assert "<script" not in content
        tree = html.fromstring(content.encode())
        assert tree.xpath("//script|//link|//img|//iframe|//@src|//@onclick") == []
        assert all(link.startswith("#event-") or link in ({"index.html"} | set(made)) for link in tree.xpath("//@href"))
    shown = html.fromstring(made[page_name(EVIL)].encode()).xpath("//div[@class='entities']")[0]
    for label in shown.xpath(".//a"):
        label.drop_tree()
    assert shown.text_content() == text


def test_the_page_shows_the_text_as_it_is(tmp_path: Path, corpus: Path) -> None:
    extract([corpus], tmp_path, formats=["html"])
    index = html.parse(tmp_path / "html" / "index.html")
    links = index.xpath("//td/a/@href")
    assert index.xpath("//td/a/text()") == ["002_c871250a8ed193be.txt", "003_8c8317d8b09a272c.txt"]
    for name, source in zip(links, sorted(corpus.glob("*.txt")), strict=True):
        tree = html.fromstring((tmp_path / "html" / name).read_bytes())
        targets = [link[1:] for link in tree.xpath("//a[@class='label']/@href")]
        assert targets
        assert set(targets) == set(tree.xpath("//li/@id"))
        (shown,) = tree.xpath("//div[@class='entities']")
        for label in shown.xpath(".//a"):
            label.drop_tree()
        assert shown.text_content() == source.read_bytes().decode("utf-8")


@pytest.mark.parametrize(
    "doc_id", ["../../etc/passwd", "a/b", "a_b", "A_B", "", ".", "é" * 300, "a\nb", "CON", "x" * 1000]
)
def test_any_id_has_a_harmless_page_of_its_own(doc_id: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,80}-[0-9a-f]{8}\.html", page_name(doc_id))
    assert page_name(doc_id) != page_name(doc_id + "_")
