"""html/: one self-contained page a document, its events marked in the text, and an index. No script, no link out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
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


def pages(batch: Batch) -> Iterator[tuple[str, str]]:
    """File names and contents: a page for every document that was read, in order, then index.html."""
    by_document: dict[str, list[Line]] = {}
    for event in batch.events:
        by_document.setdefault(event["doc_id"], []).append(event)
    for line in batch.documents:
        doc_id = line["doc_id"]
        if doc_id in batch.texts:
            yield page_name(doc_id), page(line, batch.texts[doc_id], by_document.get(doc_id, []))
    yield "index.html", index(batch.documents, by_document)


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


def index(documents: Iterable[Line], events: dict[str, list[Line]]) -> str:
    """The table of all documents, also of those that could not be read."""
    head = "<tr><th>Document</th><th>Publisher</th><th>Date</th><th>Title</th><th>Events</th></tr>\n"
    rows = (_row(line, len(events.get(line["doc_id"], ()))) for line in documents)
    return "".join([_head("Documents"), "<h1>Documents</h1>\n<table>\n", head, *rows, "</table>\n", _FOOT])


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
