"""Routes that decide. An answer that says so is only given when the decision is on disk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse

from nlp.annotation.log import StaleDecision
from nlp.annotation.records import Decision
from nlp.errors import UsageError
from nlp.review import decide
from nlp.review.desk import Desk, Review
from nlp.review.form import Reading, span_of
from nlp.review.pages import addition_values, review_of
from nlp.review.queue import TRIGGER, Filter
from nlp.review.views import Views, query, stamp, summary

_STALE, _REFUSED = 409, 422


async def form_of(request: Request) -> Mapping[str, str]:
    """The fields of a form; files are none."""
    return {name: value for name, value in (await request.form()).items() if isinstance(value, str)}


Sent = Annotated[Mapping[str, str], Depends(form_of)]


def action_routes(desk: Desk, views: Views) -> APIRouter:
    """The routes of all decisions."""
    router = APIRouter(default_response_class=HTMLResponse)

    @router.post("/documents/{number}/decide")
    def decide_on_event(number: int, sent: Sent) -> HTMLResponse:
        review = _meant(desk, number, sent)
        return _decide(views, review, sent)

    @router.post("/documents/{number}/add")
    def add_event(number: int, sent: Sent) -> HTMLResponse:
        return _add(views, _meant(desk, number, sent), sent)

    @router.post("/documents/{number}/state")
    def change_state(number: int, sent: Sent) -> HTMLResponse:
        review = _meant(desk, number, sent)
        try:
            decide.on_document(desk, review, sent)
        except (StaleDecision, UsageError) as error:
            return _answer(views, review, sent, problem=str(error), status=_status(error))
        return _answer(views, desk.review(review.release), sent, said=desk.review(review.release).whole)

    @router.post("/undo")
    def undo(sent: Sent) -> HTMLResponse:
        return _undo(desk, sent)

    return router


def _undo(desk: Desk, sent: Mapping[str, str]) -> HTMLResponse:
    try:
        undone, made = decide.undo(desk, sent)
    except StaleDecision as error:
        newest = f" Your newest decision is now: {summary(error.standing)}." if error.standing else ""
        raise HTTPException(_STALE, f"Something was decided meanwhile.{newest} Load the page again.") from None
    except UsageError as error:
        raise HTTPException(_REFUSED, f"Nothing was taken back: {error}.") from None
    release = desk.release_of(undone.doc_id)
    if release is None:
        return _redirect("/")
    event = f"&event={undone.key}" if desk.review(release).item(undone.key) else ""
    return _redirect(f"/documents/{release.number}?said={made.id}{event}")


def _decide(views: Views, review: Review, sent: Mapping[str, str]) -> HTMLResponse:
    item = review.item(sent.get("key", ""))
    if item is None and sent.get("action") == "dismiss":
        return _dismiss(views, review, sent)
    if item is None:
        raise HTTPException(404, "This document has no such event any more: load the page again.")
    reading: Reading | None = None
    if sent.get("action") == "correct":
        reading = views.forms.read(review.release, item.event, sent)
        if reading.problems:
            return _corrected(views, review, sent, reading, "Nothing was saved: some values cannot be read.", _REFUSED)
    try:
        made = decide.on_event(views.desk, review, item, sent, reading)
    except (StaleDecision, UsageError) as error:
        now = views.desk.review(review.release)
        problem = f"Nothing was saved: {error}."
        if reading is not None:
            return _corrected(views, now, sent, reading, problem, _status(error))
        return _answer(views, now, sent, problem=problem, status=_status(error))
    return _answer(views, views.desk.review(review.release), sent, said=made)


def _dismiss(views: Views, review: Review, sent: Mapping[str, str]) -> HTMLResponse:
    entry = review.entry(sent.get("key", ""))
    if entry is None or not entry.key.startswith(f"{TRIGGER}-"):
        raise HTTPException(404, "This document has no such trigger any more: load the page again.")
    try:
        made = decide.dismiss(views.desk, review, entry, sent)
    except (StaleDecision, UsageError) as error:
        now = views.desk.review(review.release)
        return _answer(views, now, sent, problem=f"Nothing was saved: {error}.", status=_status(error))
    return _answer(views, views.desk.review(review.release), sent, said=made)


def _add(views: Views, review: Review, sent: Mapping[str, str]) -> HTMLResponse:
    kind = sent.get("type", "")
    if kind not in views.forms.types:
        raise HTTPException(_REFUSED, "There is no such type of event.")
    reading = views.forms.read(review.release, {"type": kind}, sent)
    mention = span_of(sent.get("mention", ""), review.release)
    problem = "Nothing was saved: some values are missing or cannot be read." if reading.problems else ""
    if mention is None:
        problem = "Nothing was saved: select the sentence that tells the event, then take it over."
    status = _REFUSED
    if not problem and mention is not None:
        try:
            made = decide.add(views.desk, review, kind, mention, reading, sent)
            return _redirect(f"/documents/{review.release.number}?event={made.key}&said={made.id}{_query(sent)}")
        except (StaleDecision, UsageError) as error:
            problem, status = f"Nothing was saved: {error}.", _status(error)
    values = addition_values(views, review, sent) | {"problem": problem}
    values["fields"] = views.forms.typed(values["fields"], sent, reading.problems)
    values |= {"mention": sent.get("mention", ""), "quote": review.release.text[slice(*mention)] if mention else ""}
    return HTMLResponse(views.page("_addition.html", **values), status)


def _answer(
    views: Views,
    review: Review,
    sent: Mapping[str, str],
    *,
    said: Decision | None = None,
    problem: str = "",
    status: int = 200,
) -> HTMLResponse:
    """The panel anew, with the list of events and the bar; what was decided, or why not."""
    subject = views.subject(review, sent.get("key", "")) or views.subject(review, "")
    values = views.panel(review, subject, Filter.of(sent), problem)
    told = f"{summary(said)}. Saved." if said else ""
    return HTMLResponse(views.page("_answer.html", said=told, **values), status)


def _corrected(
    views: Views, review: Review, sent: Mapping[str, str], reading: Reading, problem: str, status: int
) -> HTMLResponse:
    """The form of a correction again, with everything that was typed; what stands now is said above it."""
    subject = views.subject(review, sent["key"])
    if subject is None or subject.item is None:
        raise HTTPException(404, "This document has no such event any more: load the page again.")
    fields = views.forms.typed(views.forms.fields(review.release, subject.item.event), sent, reading.problems)
    values = views.panel(review, subject, Filter.of(sent), problem)
    return HTMLResponse(views.page("_correction.html", fields=fields, **values), status)


def _meant(desk: Desk, number: int, sent: Mapping[str, str]) -> Review:
    """The document that a form is about; 409 when this run has another one in its place."""
    review = review_of(desk, number)
    if sent.get("stamp") != stamp(review):
        raise HTTPException(_STALE, "This window shows another run: copy what you have typed and load it again.")
    return review


def _status(error: Exception) -> int:
    return _STALE if isinstance(error, StaleDecision) else _REFUSED


def _query(sent: Mapping[str, Any]) -> str:
    return query(Filter.of(sent))


def _redirect(where: str) -> HTMLResponse:
    """Have the page load another one."""
    return HTMLResponse("", headers={"HX-Redirect": where})
