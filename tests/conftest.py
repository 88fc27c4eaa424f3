"""What all tests share: the program as a process, the pipeline, the filings, and property tests that repeat."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings
from spacy.language import Language

ROOT = Path(__file__).parents[1]

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

Program = Callable[..., "subprocess.CompletedProcess[bytes]"]


def run_program(
    *arguments: str | Path,
    stdin: bytes = b"",
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    python: Path | str = sys.executable,
) -> subprocess.CompletedProcess[bytes]:
    """Run `extract-events` in a process of its own."""
    return subprocess.run(
        [str(python), "-m", "nlp.cli", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        timeout=300,
        check=False,
    )


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
