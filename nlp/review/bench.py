"""Routes of the pattern bench: choose a rule, change it, see what that does, save it, take that back."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from nlp.errors import PatternError, UsageError
from nlp.lab.bench import Bench, Refused
from nlp.lab.bench_state import Opened
from nlp.places import user_cache
from nlp.review.actions import Sent
from nlp.review.bench_form import draft_of, typed
from nlp.review.bench_views import outcome
from nlp.review.desk import Desk
from nlp.review.guard import Keys
from nlp.review.views import Views

_REFUSED = 422


def bench_routes(desk: Desk, keys: Keys) -> APIRouter:
    """The routes of the bench for one desk: its rules, its texts, its gold."""
    documents = [release.document for release in desk.releases if release.document is not None]
    golds = [release.gold for release in desk.releases if release.gold is not None and release.document is not None]
    pages = _Pages(desk, Views(desk, keys, bench=True), Bench(desk.patterns, documents, golds, user_cache()))
    router = APIRouter(default_response_class=HTMLResponse)

    @router.get("/bench")
    def show(request: Request) -> str:
        asked = request.query_params
        if asked.get("rule") or asked.get("type"):
            return pages.editor(asked)
        return pages.list(asked)

    @router.get("/bench/rules")
    def rules(request: Request) -> str:
        return pages.views.page("bench_rules.html", **pages.found(request.query_params))

    @router.post("/bench/try")
    def attempt(sent: Sent) -> Response:
        return pages.attempt(sent)

    @router.post("/bench/save")
    def save(sent: Sent) -> Response:
        return pages.save(sent)

    @router.post("/bench/undo")
    def undo(sent: Sent) -> Response:
        return pages.undo(sent)

    return router


class _Pages:
    """Answers for one bench."""

    def __init__(self, desk: Desk, views: Views, bench: Bench) -> None:
        self.desk, self.views, self.bench = desk, views, bench
        self._numbers = {release.doc_id: release.number for release in desk.releases}

    def list(self, asked: Mapping[str, str]) -> str:
        """The page on which a rule is chosen."""
        values = self.found(asked) | self._around(asked)
        return self.views.page("bench.html", types=self.bench.types(), **values)

    def found(self, asked: Mapping[str, str]) -> dict[str, Any]:
        """The rules that are asked for."""
        words, event_type = asked.get("words", "")[:200], asked.get("of", "")
        rules = self.bench.rules(words, event_type)
        return {"rules": rules, "words": words, "of": event_type, "all": len(self.bench.rules())}

    def editor(self, asked: Mapping[str, str]) -> str:
        """The page on which a rule is changed, or a new one written."""
        opened = self._opened(asked)
        patterns = self.bench.state().resources.patterns
        return self.views.page(
            "bench_rule.html",
            opened=opened,
            tab=secrets.token_hex(8),
            variables=patterns.variables,
            **typed(opened, patterns.taxonomy),
            **self._around(asked),
        )

    def attempt(self, sent: Mapping[str, str]) -> Response:
        """What the draft would do; nothing (204) when a newer one has come in."""
        answer = self.bench.evaluate(draft_of(sent), sent.get("tab", "")[:40])
        if answer is None:
            return Response(status_code=204)
        changed = self.bench.version(sent.get("file", "")) != sent.get("version")
        values = outcome(answer, self._numbers, _number(sent.get("doc", "")))
        broken = self.bench.state().broken
        page = self.views.page("bench_outcome.html", changed=changed, broken=broken, **values)
        return HTMLResponse(page)

    def save(self, sent: Mapping[str, str]) -> Response:
        """Save the draft and have the page load anew, or say why not."""
        draft = draft_of(sent)
        new = not sent.get("rule")
        try:
            self.bench.save(draft, sent.get("version", ""), new=new, insist=bool(sent.get("insist")))
        except (UsageError, PatternError) as error:
            faults = isinstance(error, Refused) and error.faults
            return HTMLResponse(self.views.page("bench_refused.html", problem=str(error), faults=faults), _REFUSED)
        self._renew()
        return _redirect(rule=draft.rule, doc=sent.get("doc", ""), said="saved")

    def undo(self, sent: Mapping[str, str]) -> Response:
        """Take the last save back."""
        try:
            self.bench.undo()
        except UsageError as error:
            raise HTTPException(_REFUSED, f"Nothing was taken back: {error}.") from None
        self._renew()
        rule = sent.get("rule", "")
        there = any(one.id == rule for one in self.bench.rules())
        return _redirect(rule=rule if there else "", doc=sent.get("doc", ""), said="undone")

    def _opened(self, asked: Mapping[str, str]) -> Opened:
        rule = asked.get("rule", "")
        try:
            return self.bench.open(rule) if rule else self.bench.begin(asked.get("type", ""))
        except (UsageError, PatternError) as error:
            told = any(rule == mention["rule"] for one in self.desk.releases for event in one.events
                       for mention in event["mentions"])  # fmt: skip
            why = "This event is told by the program itself, not by a rule that can be changed." if told else ""
            raise HTTPException(404, f"There is no such rule: {error}. {why}".strip()) from None

    def _around(self, asked: Mapping[str, str]) -> dict[str, Any]:
        """What every page of the bench says beside its own."""
        number = _number(asked.get("doc", ""))
        known = number is not None and number < len(self.desk.releases)
        undoable = self.bench.undoable()
        saved = f"Saved: {asked.get('rule')}. The run’s events stay as they are until extract-events runs again."
        said = {"saved": saved, "undone": "Taken back: the file is as it was before."}
        return {
            "folder": self.bench.folder,
            "broken": self.bench.state().broken,
            "doc": self.desk.releases[number] if known and number is not None else None,
            "last": undoable.path.name if undoable else None,
            "said": said.get(asked.get("said", ""), ""),
        }

    def _renew(self) -> None:
        """Have the rest of the page use the rules as they are now; the texts are looked at anew beside the work."""
        desk = self.desk
        desk.renew()
        threading.Thread(target=desk.finder.find_all, args=(desk.releases, threading.Event()), daemon=True).start()


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _redirect(**parameters: str) -> Response:
    told = {name: value for name, value in parameters.items() if value}
    return HTMLResponse("", headers={"HX-Redirect": f"/bench?{urlencode(told)}"})
