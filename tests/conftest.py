"""What all tests share: the program, the pipeline, the filings, and property tests that repeat."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from spacy.language import Language

from support import ROOT, Program, run_program

if TYPE_CHECKING:
    from playwright.sync_api import Browser

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take long come first: whichever comes last keeps one of two processors waiting."""
    long = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in long)


@pytest.fixture(scope="session")
def program() -> Program:
    """The program; call it with its arguments."""
    return run_program


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder with the two filings."""
    return ROOT / "corpus"


@pytest.fixture(scope="session")
def pipeline() -> Language:
    """The pipeline with the shipped patterns."""
    from nlp.pipeline import build

    return build()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the gold sets that are no part of the repository."""
    folder = os.environ.get("EXTRACT_EVENTS_SHARED")
    if not folder:
        pytest.skip("EXTRACT_EVENTS_SHARED is not set: no gold sets outside the repository")
    return Path(folder)


@pytest.fixture
def patterns_copy(tmp_path: Path) -> Path:
    """A copy of the patterns that a test may change."""
    shutil.copytree(ROOT / "patterns", tmp_path / "patterns")
    return tmp_path / "patterns"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser; tests that need it are skipped where there is none."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"found none of {', '.join(names)}: no browser to look at the page with")
    with sync_api.sync_playwright() as playwright:
        # Debian's chromium does not start its sandbox as root, and the pages are our own.
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()
