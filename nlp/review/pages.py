"""Routes that only show: the queue, the documents, a document, its panel and its forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from nlp.review.desk import Desk, Review
from nlp.review.form import span_of
from nlp.review.prefill import prefilled
from nlp.review.queue import Filter, following
from nlp.review.values import Unreadable, read
from nlp.review.views import Views, query, stamp, summary


def page_routes(desk: Desk, views: Views) -> APIRouter:
    """The routes of all pages."""
    router = APIRouter(default_response_class=HTMLResponse)

    @router.get("/")
    def queue(request: Request) -> str:
        number = request.query_params.get("page", "1")
        return views.queue(Filter.of(request.query_params), int(number) if number.isdecimal() else 1)

    @router.get("/documents")
    def documents() -> str:
        return views.documents()

    @router.get("/progress")
    def progress() -> str:
        return views.page("_progress.html", progress=views.progress(), polled=True)

    @router.get("/session")
    def session() -> JSONResponse:
        """What changes have to carry; only a page of this server can read it."""
        return JSONResponse({"csrf": views.keys.csrf})

    @router.get("/next")
    def next_entry(request: Request) -> RedirectResponse:
        asked, wanted = request.query_params, Filter.of(request.query_params)
        release = review_of(desk, _number(asked.get("from", ""))).release
        entry = following(desk.entries(), wanted, release, asked.get("event", ""))
        where = f"/documents/{entry.release.number}?event={entry.key}{query(wanted)}" if entry else f"/?{query(wanted)}"
        return RedirectResponse(where, 303)

    router.include_router(_document_routes(desk, views))
    router.include_router(_form_routes(desk, views))
    return router


def _document_routes(desk: Desk, views: Views) -> APIRouter:
    router = APIRouter(default_response_class=HTMLResponse)

    @router.get("/documents/{number}")
    def document(number: int, request: Request) -> str:
        review = review_of(desk, number)
        asked = request.query_params
        if asked.get("event") and views.subject(review, asked["event"]) is None:
            raise HTTPException(404, "This document has no such event any more.")
        made = next((one for one in desk.ledger.own() if one.id == asked.get("said")), None)
        said = f"{summary(made)}. Saved." if made else ""
        return views.document(review, asked.get("event", ""), Filter.of(asked), said)

    @router.get("/documents/{number}/panel")
    def panel(number: int, request: Request) -> str:
        review, asked = review_of(desk, number), request.query_params
        subject = views.subject(review, asked.get("event", ""))
        if subject is None:
            raise HTTPException(404, "This document has no such event any more.")
        return views.page("_panel.html", **views.panel(review, subject, Filter.of(asked)))

    return router


def _form_routes(desk: Desk, views: Views) -> APIRouter:
    router = APIRouter(default_response_class=HTMLResponse)

    @router.get("/documents/{number}/correction")
    def correction(number: int, request: Request) -> str:
        review, asked = review_of(desk, number), request.query_params
        subject = views.subject(review, asked.get("event", ""))
        if subject is None or subject.item is None:
            raise HTTPException(404, "This document has no such event any more.")
        fields = views.forms.fields(review.release, subject.item.event)
        return views.page("_correction.html", fields=fields, **views.panel(review, subject, Filter.of(asked)))

    @router.get("/documents/{number}/addition")
    def addition(number: int, request: Request) -> str:
        review, asked = review_of(desk, number), request.query_params
        return views.page("_addition.html", **addition_values(views, review, asked))

    @router.get("/documents/{number}/reading")
    def reading(number: int, request: Request) -> str:
        review, asked = review_of(desk, number), request.query_params
        if asked.get("type") not in views.forms.types:
            raise HTTPException(404, "There is no such type of event.")
        name = asked.get("slot", "")
        spec = views.forms.specs(asked["type"]).get(name)
        if spec is None:
            raise HTTPException(404, "There is no such slot.")
        try:
            value: Any = read(asked.get(f"slot.{name}", ""), spec["kind"], spec, review.release)
            return views.page("_reading.html", value=value, wrong=None)
        except Unreadable as problem:
            return views.page("_reading.html", value=None, wrong=str(problem))

    return router


def review_of(desk: Desk, number: int) -> Review:
    """The document with a number as it stands now, its text looked at; 404 for a number that there is not."""
    if not 0 <= number < len(desk.releases):
        raise HTTPException(404, "There is no such document in this run.")
    release = desk.releases[number]
    desk.finder.of(release)
    return desk.review(release)


def addition_values(views: Views, review: Review, asked: Mapping[str, str]) -> dict[str, Any]:
    """Values of the form for an event that was missed: of the type, sentence and entry that are asked for."""
    release = review.release
    found = views.desk.finder.of(release)
    subject = views.subject(review, asked["event"]) if asked.get("event") else None
    kind = asked.get("type") or (subject.type if subject else "")
    if kind not in views.forms.types:
        kind = views.forms.types[0]
    span = span_of(asked.get("mention", ""), release) or (subject.spans[0][:2] if subject and subject.spans else None)
    if span is not None and (around := found.sentence(*span)):
        last = found.sentence(max(span[1] - 1, span[0]), span[1]) or around
        span = min(span[0], around.start), max(span[1], last.end)
    event = prefilled(views.desk, review, asked.get("event", ""), kind, span)
    return {
        "release": release,
        "review": review,
        "stamp": stamp(review),
        "subject": subject,
        "type": kind,
        "types": views.forms.types,
        "mention": f"{span[0]}-{span[1]}" if span else "",
        "quote": release.text[span[0] : span[1]] if span else "",
        "fields": views.forms.fields(release, event),
        "problem": "",
        "wanted": Filter.of(asked),
        "query": query(Filter.of(asked)),
    }


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else -1
