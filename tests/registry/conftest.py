"""The shipped registry, loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.registry import Registry

PATTERNS = Path(__file__).parents[2] / "patterns"


@pytest.fixture(scope="session")
def registry() -> Registry:
    return Registry.from_folder(PATTERNS)
