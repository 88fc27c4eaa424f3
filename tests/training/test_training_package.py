"""The package that `build` makes, installed where nothing else of ours is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import spacy
from training_made import Trained

from nlp import __version__, resources
from nlp.trained import content_hash
from support import ROOT, Program

WHEEL = f"en_press_release-{__version__}-py3-none-any.whl"
SCRIPT = """
import json, sys
from pathlib import Path
import spacy
nlp = spacy.load("en_press_release")
for path in sorted(Path(sys.argv[1]).glob("*.txt")):
    with path.open(encoding="utf-8", newline="") as file:
        doc = nlp(file.read())
    print(json.dumps([[e["type"], e["realis"], e["mentions"]] for e in doc._.events]))
"""


def check(*command: str | Path, cwd: Path) -> bytes:
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run([str(part) for part in command], cwd=cwd, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()[-3000:]
    return done.stdout


@pytest.fixture(scope="module")
def built(trained: Trained, tmp_path_factory: pytest.TempPathFactory, program: Program) -> Path:
    out = tmp_path_factory.mktemp("built")
    (out / "scores.json").write_text('{"detection": {"f": 0.5}}')
    told = ("--model", trained.out, "--scores", out / "scores.json", "-o", out / "dist")
    answer = program("build", *told)
    assert (answer.returncode, answer.stdout.decode()) == (0, f"{out / 'dist' / WHEEL}\n"), answer.stderr.decode()
    return out / "dist" / WHEEL


@pytest.mark.slow
def test_its_meta_tells_scores_patterns_and_what_the_model_was_trained_on(built: Path, trained: Trained) -> None:
    with zipfile.ZipFile(built) as archive:
        meta = json.loads(archive.read("en_press_release/meta.json"))
    told = meta["extract_events"]
    assert (meta["lang"], meta["name"], meta["version"]) == ("en", "press_release", __version__)
    assert meta["requirements"] == [f"extract-events=={__version__}"]
    assert meta["performance"] == {"detection": {"f": 0.5}}
    assert (told["patterns"], told["model"]) == (resources.load().hash, content_hash(trained.model))
    assert told["model_card"]["card"]["trained_on"]["companies"] == 6
    assert set(told["model_card"]["card"]) >= {"licence", "limits", "held_back"}


@pytest.mark.slow
def test_the_same_pipeline_gives_the_same_wheel(
    built: Path, trained: Trained, tmp_path: Path, program: Program
) -> None:
    scores = built.parents[1] / "scores.json"
    assert program("build", "--model", trained.out, "--scores", scores, "-o", tmp_path).returncode == 0
    assert (tmp_path / WHEEL).read_bytes() == built.read_bytes()


@pytest.mark.slow
def test_in_a_fresh_environment_spacy_opens_it_and_it_tells_the_same_events(
    built: Path, trained: Trained, tmp_path: Path, corpus: Path, program: Program
) -> None:
    python = tmp_path / "venv" / "bin" / "python"
    check(sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv", cwd=tmp_path)
    check(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, ROOT, cwd=tmp_path)
    (ours,) = tmp_path.glob("extract_events-*.whl")
    install = ("-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index")
    check(sys.executable, *install, ours, built, cwd=tmp_path)
    # The libraries come from here, behind what was installed: nothing is downloaded.
    (packages,) = (tmp_path / "venv" / "lib").glob("python*/site-packages")
    (packages / "libraries.pth").write_text(str(Path(spacy.__file__).parents[1]))
    (tmp_path / "say.py").write_text(SCRIPT)
    said = check(python, tmp_path / "say.py", corpus, cwd=tmp_path).decode()
    program(corpus, "-o", tmp_path / "out", "--model", trained.out, "--jobs", "1")
    lines = [json.loads(line) for line in (tmp_path / "out" / "events.jsonl").read_text().splitlines()]
    expected = [sorted(json.dumps([e["type"], e["realis"], e["mentions"]]) for e in lines if e["doc_id"] == doc_id)
                for doc_id in sorted({e["doc_id"] for e in lines})]  # fmt: skip
    assert [sorted(map(json.dumps, json.loads(line))) for line in said.splitlines()] == expected
    assert len(lines) > 20
    where = check(python, "-c", "import nlp; print(nlp.__file__)", cwd=tmp_path).decode().strip()
    assert Path(where).is_relative_to(tmp_path)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("{", "found broken JSON in scores.json ("),
        ("[]", "found a JSON list in scores.json, expected a report of score --json"),
        (None, "cannot read scores.json: No such file or directory"),
    ],
)
def test_scores_that_are_none_are_refused(content: str | None, expected: str, tmp_path: Path, program: Program) -> None:
    if content is not None:
        (tmp_path / "scores.json").write_text(content)
    answer = program("build", "--scores", "scores.json", cwd=tmp_path, env={"PYTHONPATH": str(ROOT)})
    assert (answer.returncode, answer.stdout) == (2, b"")
    assert answer.stderr.decode().startswith(f"extract-events: {expected}")
