"""A small model, trained once for all tests that need one."""

from __future__ import annotations

from pathlib import Path

import pytest
from training_made import STEPS, Trained, write_releases

from support import run_program


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Folders with releases and their gold."""
    return write_releases(tmp_path_factory.mktemp("releases"))


@pytest.fixture(scope="session")
def trained(releases: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Trained:
    """The small model after some steps, made by the program."""
    texts, gold = releases
    out = tmp_path_factory.mktemp("trained")
    told = ("--raw", texts, "--gold", gold, "-o", out, "--steps", str(STEPS))
    answer = run_program("train", "tok2vec", *told)
    assert (answer.returncode, answer.stdout) == (0, b""), answer.stderr.decode()[-2000:]
    return Trained(texts, gold, out, answer.stderr.decode())
