"""html/: one self-contained page a document, its events marked in the text, and an index. No script, no link out."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from nlp.export.batch import Batch, Line
from nlp.export.marks import marked
from nlp.export.style import COLOURS, OTHER, STYLE
from nlp.export.words import told

_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
"""
_FOOT = "</body>\n</html>\n"


def pages(batch: Batch) -> Iterator[tuple[str, Iterable[str]]]:
    """File names and contents, in pieces: a page for every document that was read, in order, then index.html."""
    counts: Counter[str] = Counter()
    told = _Told(batch.events)
    for line in batch.documents:
        doc_id = line["doc_id"]
        if doc_id in batch.texts:
            events = told.of(doc_id)
            counts[doc_id] = len(events)
            yield page_name(doc_id), [page(line, batch.texts[doc_id], events)]
    yield "index.html", index(batch.documents, counts)


class _Told:
    """The events by document, asked for in the order in which they lie; a document without any may be asked for."""

    def __init__(self, events: Iterable[Line]) -> None:
        self._groups = itertools.groupby(events, key=lambda event: str(event["doc_id"]))
        self._next = self._take()

    def of(self, doc_id: str) -> list[Line]:
        """The events of one document."""
        if self._next is None or self._next[0] != doc_id:
            return []
        found, self._next = self._next[1], self._take()
        return found

    def _take(self) -> tuple[str, list[Line]] | None:
        group = next(self._groups, None)
        return None if group is None else (group[0], list(group[1]))


def page_name(doc_id: str) -> str:
    """A file name for any id: its harmless characters and a hash, so that no two ids share a page."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "_", doc_id).strip("._")[:80]
    return f"{plain or 'document'}-{hashlib.sha256(doc_id.encode()).hexdigest()[:8]}.html"


def page(line: Line, text: str, events: Sequence[Line]) -> str:
    """The page of one document."""
    known = (*line["publisher"][:1], line["ticker"], line["release_date"], line["form"])
    about = " · ".join(str(value) for value in known if value)
    return "".join(
        [
            _head(line["title"] or line["doc_id"]),
            '<p><a href="index.html">All documents</a></p>\n',
            f"<h1>{escape(line['doc_id'])}</h1>\n<p>{escape(about)}</p>\n",
            _legend(events),
            f'<div class="entities">{marked(text, events)}</div>\n<h2>Events</h2>\n<ol>\n',
            *(_item(number, event) for number, event in enumerate(events, 1)),
            "</ol>\n",
            _FOOT,
        ]
    )


def index(documents: Iterable[Line], events: Mapping[str, int]) -> Iterator[str]:
    """The table of all documents, also of those that could not be read; `events` are their numbers by document."""
    yield _head("Documents")
    yield "<h1>Documents</h1>\n<table>\n"
    yield "<tr><th>Document</th><th>Publisher</th><th>Date</th><th>Title</th><th>Events</th></tr>\n"
    for line in documents:
        yield _row(line, events.get(line["doc_id"], 0))
    yield f"</table>\n{_FOOT}"


def _head(title: str) -> str:
    return _HEAD.format(title=escape(title), style=STYLE)


def _row(line: Line, events: int) -> str:
    name = escape(line["doc_id"])
    if line["status"] != "ok":
        return f'<tr><td>{name}</td><td colspan="4" class="failed">{escape(str(line["error"]))}</td></tr>\n'
    cells = (", ".join(line["publisher"][:1]), line["release_date"] or "", line["title"] or "", str(events))
    link = f'<a href="{escape(page_name(line["doc_id"]))}">{name}</a>'
    return f"<tr><td>{link}</td>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>\n"


def _legend(events: Sequence[Line]) -> str:
    types = sorted({event["type"] for event in events})
    marks = (f'<mark class="entity" style="background: {COLOURS.get(t, OTHER)}">{escape(t)}</mark>' for t in types)
    return f"<p>{' '.join(marks)}</p>\n"


def _item(number: int, event: Line) -> str:
    slots = "".join(f"<dt>{escape(slot)}</dt><dd>{escape(value)}</dd>" for slot, value in told(event))
    speaker = f", said by {escape(event['speaker'])}" if event["speaker"] else ""
    return (
        f'<li id="event-{number}"><b>{escape(event["type"])}</b> {escape(event["realis"])}{speaker} '
        f"<small>confidence {event['confidence']}</small><dl>{slots}</dl></li>\n"
    )
