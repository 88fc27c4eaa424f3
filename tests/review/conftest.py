"""Runs, servers and browsers that the tests of the review page share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from review_support import GILMORE, NORVANE, Server, make_run, write_gold

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

Serve = Callable[..., Server]
Opened = Callable[..., "Page"]


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run over two releases: `texts` and `out` in one folder."""
    return make_run(tmp_path_factory.mktemp("review"), {"gilmore.txt": GILMORE, "norvane.txt": NORVANE})


@pytest.fixture
def annotations(tmp_path: Path) -> Path:
    """A folder of annotations with gold for norvane.txt and no decisions."""
    folder = tmp_path / "annotations"
    write_gold(folder)
    return folder


@pytest.fixture
def serve(run_folder: Path, annotations: Path) -> Iterator[Serve]:
    """Starts servers; none of them may have written a traceback when it ends."""
    servers: list[Server] = []

    def start(run: Path = run_folder, folder: Path = annotations, **options: Any) -> Server:
        servers.append(Server(run, folder, **options))
        return servers[-1]

    yield start
    assert [text for server in servers if "Traceback" in (text := server.stop())] == []


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    """Opens a page of a server in a session of its own; fails when a page complains or asks anybody else."""
    troubles: list[str] = []
    contexts: list[BrowserContext] = []

    def open_page(server: Server, path: str = "/", *, may_fail: bool = False, **options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        contexts.append(context)
        shown = context.new_page()
        shown.set_default_timeout(40_000)  # a busy machine
        shown.on("request", lambda request: request.url.startswith(server.origin) or troubles.append(request.url))
        shown.on("console", lambda message: may_fail or troubles.append(message.text))
        shown.on("pageerror", lambda error: troubles.append(str(error)))
        shown.goto(server.address)
        if path != "/":
            shown.goto(server.origin + path)
        shown.wait_for_selector("html[data-ready]")
        return shown

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []
