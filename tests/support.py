"""The program as a process, and where the checkout is."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

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
