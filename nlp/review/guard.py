"""Who may talk to the server: the browser that opened the printed address, from the server's own pages."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

BODY = 256 * 1024  # bytes that a request may have at most
_MESSAGES = 400  # pieces of a body that are read at most
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Keys:
    """The secrets of one server: the printed token, what the cookie holds, what every change has to carry."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.token = secrets.token_urlsafe(32)
        self.session = secrets.token_urlsafe(32)
        self.csrf = secrets.token_urlsafe(32)
        self.cookie = f"review_{port}"  # cookies are shared by all ports of a host

    @property
    def hosts(self) -> tuple[str, str]:
        """What the Host header may say."""
        return f"127.0.0.1:{self.port}", f"localhost:{self.port}"


class Guard:
    """Lets a request through to `app`, or answers it with the reason why not."""

    def __init__(self, app: App, keys: Keys) -> None:
        self.app, self.keys = app, keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check one request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # a web socket that is never accepted
        answered = _with_headers(send)
        headers = Headers(scope=scope)
        if headers.get("host") not in self.keys.hosts:
            await _refuse(answered, 421, "This address is not the review page's: open the address that was printed.")
        elif headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            await _refuse(answered, 403, "Another page has asked for this. Type or paste the printed address instead.")
        elif token := _token(scope):
            await self._enter(token, answered)
        elif not self._knows(headers):
            await _refuse(answered, 403, "Open the address that was printed where the server was started.")
        elif problem := self._change(scope, headers):
            await _refuse(answered, 403, problem)
        else:
            await self._pass(scope, receive, answered)

    async def _enter(self, token: str, send: Send) -> None:
        if not hmac.compare_digest(token.encode(), self.keys.token.encode()):
            await _refuse(send, 403, "The token is not this server's: open the address that it has printed.")
            return
        cookie = f"{self.keys.cookie}={self.keys.session}; Path=/; HttpOnly; SameSite=Strict"
        start = {"location": "/", "set-cookie": cookie, "content-length": "0"}
        pairs = [(name.encode(), value.encode()) for name, value in start.items()]
        await send({"type": "http.response.start", "status": 303, "headers": pairs})
        await send({"type": "http.response.body", "body": b""})

    def _knows(self, headers: Headers) -> bool:
        try:
            cookie = SimpleCookie(headers.get("cookie", "")).get(self.keys.cookie)
        except CookieError:
            return False
        return cookie is not None and hmac.compare_digest(cookie.value.encode(), self.keys.session.encode())

    def _change(self, scope: Scope, headers: Headers) -> str | None:
        """Why a request that may change something is refused, None when it is not."""
        if scope["method"] in ("GET", "HEAD"):
            return None
        if headers.get("origin") != f"http://{headers['host']}":
            return "A change has to come from the review page itself."
        if not hmac.compare_digest(headers.get("x-csrf-token", "").encode(), self.keys.csrf.encode()):
            return "This window is older than the server: load the page again, then decide again."
        return None

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = await _body(receive)
        if body is None:
            await _refuse(send, 413, f"The request is too large: expected at most {BODY} bytes.")
            return
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, _replayed(body, receive), sending)
        except Exception as error:  # the last resort: a fault is ours to mend, a traceback nothing for people to read
            if begun:
                raise
            await _refuse(send, 500, f"Fault in the program, please report it ({type(error).__name__}: {error}).")


def _token(scope: Scope) -> str | None:
    """The token of an opened address; only of the first page, so that no other path ever sees one."""
    if scope["path"] != "/" or scope["method"] != "GET":
        return None
    return next(iter(parse_qs(scope["query_string"].decode("latin-1")).get("token", ())), None)


async def _body(receive: Receive) -> bytes | None:
    """A request's body, None for one that is too large. Most of such a one is read and thrown away, or the browser
    would see a broken connection and no reason.
    """
    body, seen = b"", 0
    for _ in range(_MESSAGES):
        message = await receive()
        piece = message.get("body", b"")
        seen += len(piece)
        body = body + piece if seen <= BODY else b""
        if not message.get("more_body"):
            return body if seen <= BODY else None
    return None


def _replayed(body: bytes, receive: Receive) -> Receive:
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def replaying() -> Message:
        return waiting.pop() if waiting else await receive()

    return replaying


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
        await send(message)

    return sending


async def _refuse(send: Send, status: int, reason: str) -> None:
    body = (reason + "\n").encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
