"""Other tools' own readers, which have an environment of their own (see readers.txt)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def run_reader(module: str, script: str, *arguments: Path) -> str:
    """What a script says that needs a module of another tool; the test is skipped where that is not installed."""
    python = os.environ.get("EXTRACT_EVENTS_READERS") or sys.executable
    found = subprocess.run([python, "-c", f"import {module}"], capture_output=True, check=False)
    if found.returncode:
        pytest.skip(f"{module} is not installed; name an interpreter with readers.txt in EXTRACT_EVENTS_READERS")
    path = Path(__file__).with_name(script)
    done = subprocess.run([python, path, *arguments], capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout
