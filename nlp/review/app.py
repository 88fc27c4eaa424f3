"""The application: routes, files, and what is said when something goes wrong."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.resources import files

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import PlainTextResponse, Response
from starlette.exceptions import HTTPException

from nlp.errors import ExtractEventsError
from nlp.review.actions import action_routes
from nlp.review.desk import Desk
from nlp.review.guard import App, Guard, Keys
from nlp.review.pages import page_routes
from nlp.review.views import Views

_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml", "txt": "text/plain"}


def create_app(desk: Desk, keys: Keys, bench: APIRouter | None = None) -> App:
    """The application for one desk, behind its guard. With the routes of a `bench`, pages and rules link to it:
    `/bench`, `/bench?rule=ID&doc=NUMBER`.
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=_lifespan(desk))
    views = Views(desk, keys, bench=bench is not None)
    app.include_router(page_routes(desk, views))
    app.include_router(action_routes(desk, views))
    if bench is not None:
        app.include_router(bench)
    _assets(app)
    _errors(app, views)
    return Guard(app, keys)


def _lifespan(desk: Desk) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Look for triggers in all texts while the server runs."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        stop = threading.Event()
        threading.Thread(target=desk.finder.find_all, args=(desk.releases, stop), daemon=True).start()
        yield
        stop.set()

    return lifespan


def _assets(app: FastAPI) -> None:
    """The page's own files, read once: what a request asks for is looked up among them and never opened."""
    assets = {entry.name: entry.read_bytes() for entry in files("nlp.review").joinpath("assets").iterdir()}

    @app.get("/assets/{name}")
    def asset(name: str) -> Response:
        if name not in assets:
            raise HTTPException(404, "There is no such file.")
        return Response(assets[name], media_type=f"{_TYPES[name.rpartition('.')[2]]}; charset=utf-8")


def _errors(app: FastAPI, views: Views) -> None:
    def told(request: Request, reason: str, status: int) -> Response:
        """The reason as text for the page's script, as a page for people."""
        if request.headers.get("hx-request") or request.method != "GET":
            return PlainTextResponse(reason, status)
        page = views.page("message.html", title="Nothing to see here", message=reason)
        return Response(page, status, media_type="text/html; charset=utf-8")

    @app.exception_handler(HTTPException)
    def known(request: Request, error: HTTPException) -> Response:
        usual = {404: "There is no such page.", 405: "This page cannot be asked that way."}
        reason = str(error.detail)
        return told(request, usual.get(error.status_code, reason) if reason in _STANDARD else reason, error.status_code)

    @app.exception_handler(RequestValidationError)
    def malformed(request: Request, error: RequestValidationError) -> Response:
        return told(request, "There is no such page.", 404)

    @app.exception_handler(ExtractEventsError)
    def wrong(request: Request, error: ExtractEventsError) -> Response:
        return PlainTextResponse(f"{error}", 500)


_STANDARD = frozenset({"Not Found", "Method Not Allowed"})
