"""Which verb is meant, and how the program answers to wrong use."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp import __version__
from nlp.cli.main import VERBS, with_verb
from support import Program


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (["corpus"], ["run", "corpus"]),
        (["run", "corpus"], ["run", "corpus"]),
        (["-"], ["run", "-"]),
        (["-o", "x", "corpus"], ["run", "-o", "x", "corpus"]),
        (["./score"], ["run", "./score"]),
        (["score", "gold", "out"], ["score", "gold", "out"]),
        (["patterns", "lint"], ["patterns", "lint"]),
        (["--help"], ["--help"]),
        (["--version"], ["--version"]),
        ([], ["--help"]),
    ],
)
def test_a_first_argument_that_is_no_verb_is_a_path(given: list[str], meant: list[str]) -> None:
    assert with_verb(given) == meant


def test_the_program_names_every_verb_in_its_help_and_each_shows_an_example(program: Program) -> None:
    overview = program("--help")
    assert (overview.returncode, overview.stderr) == (0, b"")
    for verb in sorted(VERBS):
        assert f"  {verb} " in overview.stdout.decode()
        answer = program(verb, "--help")
        assert (answer.returncode, answer.stderr) == (0, b"")
        assert f"Example: extract-events {'corpus/' if verb == 'run' else verb}" in answer.stdout.decode()


def test_version(program: Program) -> None:
    answer = program("--version")
    assert (answer.returncode, answer.stdout.decode(), answer.stderr) == (0, f"extract-events {__version__}\n", b"")


def test_help_loads_neither_spacy_nor_the_pipeline(program: Program, tmp_path: Path) -> None:
    (tmp_path / "spacy.py").write_text("raise SystemExit('spaCy was imported')")
    answer = program("--help", env={"PYTHONPATH": f"{tmp_path}:{Path(__file__).parents[2]}"})
    assert (answer.returncode, answer.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), ""),
        (("run",), "Missing argument 'PATH'"),
        (("--no-such-option",), "No such option"),
        (("--format", "docx", "corpus"), "'docx' is not one of"),
        (("--jobs", "0", "corpus"), "Invalid value for '--jobs'"),
        (("--patterns", "no/such/folder", "corpus"), "no/such/folder: no pattern folder (taxonomy.yaml is missing)"),
        (("-o", "file", "corpus"), "found a file at file, expected a folder to write into (-o)"),
        (("-o", "file/below", "corpus"), "cannot make the folder file/below: "),
        (("-o", "/proc/nowhere", "corpus"), "cannot make the folder /proc/nowhere: "),
        (("score", "corpus", "corpus"), "found no gold in corpus, expected docs/*.json or leads*.jsonl"),
        (("score", "gold", "corpus"), "cannot read corpus/events.jsonl: No such file or directory"),
        (("score", "broken", "corpus"), "found broken JSON in broken/docs/a.json"),
        (("patterns", "lint", "corpus", "more"), "unexpected extra argument"),
        (("patterns", "test", "corpus"), "corpus: no pattern folder (taxonomy.yaml is missing)"),
        (("patterns", "test", "bad"), "bad/vars.yaml"),
    ],
)
def test_wrong_use_is_status_2_with_a_message_and_no_traceback(
    program: Program, tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "file").write_text("x")
    for name, text in (("gold", '{"doc_id": "a", "events": []}'), ("broken", "{")):
        (tmp_path / name / "docs").mkdir(parents=True)
        (tmp_path / name / "docs" / "a.json").write_text(text)
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "taxonomy.yaml").write_text("labels: []\nevents: {}\n")
    answer = program(*arguments, cwd=tmp_path)
    said = " ".join((answer.stderr or answer.stdout).decode().split())
    assert answer.returncode == 2
    assert message in said
    assert "Traceback" not in said
