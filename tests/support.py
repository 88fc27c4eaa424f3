"""The program as a process, where the checkout is, and a release to put a sentence in."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from spacy.language import Language

ROOT = Path(__file__).parents[1]

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


# The head of a release that tells nothing itself.
UPDATE = (
    "Norvane Provides Update\n\nBOSTON, March 4, 2026 -- Norvane Therapeutics, Inc. (Nasdaq: NRVN) today provided an "
    "update.\n\n"
)


def told_of(pipeline: Language, text: str, kind: str) -> list[dict[str, Any]]:
    """The events of one type that a release with this body tells."""
    return [event for event in pipeline(UPDATE + text)._.events if event["type"] == kind]


def name_of(value: dict[str, Any] | None) -> str | None:
    """The name of a compound or company in an event, None without one."""
    return value and (value.get("name") or value.get("text"))
