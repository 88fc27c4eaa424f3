"""The wheel, installed where nothing else of ours is, does what the checkout does."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from support import ROOT, Program


def check(*command: str | Path, cwd: Path) -> bytes:
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    answer = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, check=False, timeout=600
    )
    assert answer.returncode == 0, answer.stderr.decode()[-3000:]
    return answer.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    check(sys.executable, "-m", "build", "--wheel", "--outdir", out, ROOT, cwd=out)
    (made,) = out.glob("*.whl")
    return made


@pytest.mark.slow
def test_the_wheel_holds_the_package_and_every_pattern(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    patterns = {p.relative_to(ROOT / "patterns").as_posix() for p in (ROOT / "patterns").rglob("*") if p.is_file()}
    assert {name.removeprefix("nlp/_patterns/") for name in names if name.startswith("nlp/_patterns/")} == patterns
    models = {p.relative_to(ROOT / "models").as_posix() for p in (ROOT / "models").rglob("*") if p.is_file()}
    assert {name.removeprefix("nlp/_models/") for name in names if name.startswith("nlp/_models/")} == models
    code = {p.relative_to(ROOT).as_posix() for p in (ROOT / "nlp").rglob("*.py")}
    assert {name for name in names if name.endswith(".py")} == code
    assert [name for name in names if name.endswith("LICENSE")] != []


@pytest.mark.slow
def test_the_wheel_in_an_empty_environment_gives_the_same_bytes(
    wheel: Path, tmp_path: Path, corpus: Path, program: Program
) -> None:
    here = tmp_path / "venv" / "bin"
    check(sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv", cwd=tmp_path)  # Debian has no ensurepip
    check(sys.executable, "-m", "pip", "--python", here / "python", "install", "--quiet", wheel, cwd=tmp_path)
    (tmp_path / "elsewhere").mkdir()
    options = ("--format", "csv", "--format", "html", "--format", "spacy")
    check(here / "extract-events", corpus, "-o", "out", *options, cwd=tmp_path / "elsewhere")
    program(corpus, "-o", tmp_path / "expected", *options)
    expected = sorted(p for p in (tmp_path / "expected").rglob("*") if p.is_file())
    assert len(expected) == 7
    for path in expected:
        name = path.relative_to(tmp_path / "expected")
        assert (name, (tmp_path / "elsewhere" / "out" / name).read_bytes()) == (name, path.read_bytes())
    said = subprocess.run(
        [here / "extract-events", str(corpus), "--format", "parquet"], cwd=tmp_path, capture_output=True, check=False
    )
    assert (said.returncode, b"pip install 'extract-events[parquet]'" in said.stderr) == (2, True)
    factories = "import spacy; n = spacy.blank('en'); n.add_pipe('release_sections'); print(n.pipe_names)"
    assert check(here / "python", "-c", factories, cwd=tmp_path) == b"['release_sections']\n"
