"""`annotate export` and `annotate import` from the command line."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest
from release_made import RELEASE

from nlp.annotation.log import read_decisions
from nlp.annotation.records import Decision
from support import Program


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with one release."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "norvane.txt").write_text(RELEASE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def exports(program: Program, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The export of the release in a format; the program runs once for each."""
    base = tmp_path_factory.mktemp("exports")
    (base / "norvane.txt").write_text(RELEASE, encoding="utf-8")

    def export(form: str) -> Path:
        out = base / form
        if not out.exists():
            done = program("annotate", "export", base / "norvane.txt", "--format", form, "-o", out)
            assert (done.returncode, done.stderr) == (0, b"")
            said = done.stdout.decode().splitlines()[0]
            assert said == f"1 documents with 4 events in {out}/, format {form}"
        return out

    return export


def _export(exports: Callable[[str], Path], texts: Path, form: str) -> Path:
    """A copy of the export that a test may change."""
    return shutil.copytree(exports(form), texts.parent / form)


def _import(program: Program, texts: Path, path: Path, form: str, *more: str) -> subprocess.CompletedProcess[bytes]:
    gold = texts.parent / "gold"
    return program(
        "annotate", "import", path, "--format", form, "--texts", texts, "--annotator", "ada", "--gold", gold, *more
    )


def _decided(texts: Path) -> list[tuple[str, str]]:
    return [(d.action, _type(d)) for d in read_decisions(texts.parent / "gold")]


def _type(decision: Decision) -> str:
    return str((decision.event or decision.was or {}).get("type", ""))


def _edit_brat(folder: Path) -> None:
    """What a person does in brat: drops the result, swaps payer and payee, ends the trial, adds an approval."""
    path = folder / "norvane.ann"
    lines = path.read_text(encoding="utf-8").splitlines()
    event = next(line.split("\t")[0] for line in lines if "\tfinancial_result:" in line)
    lines = [line for line in lines if f"{event}\t" not in line and f" {event}" not in line]
    changed = [
        line.replace("payee:", "x:").replace("payer:", "payee:").replace("x:", "payer:").replace(
            "trial_status-status E1 initiated", "trial_status-status E1 completed"
        )
        for line in lines
    ]  # fmt: skip
    place = RELEASE.index("granted")
    compound = next(line.split("\t")[0] for line in lines if line.endswith("\tALDORIQ"))
    new = [
        f"T90\tregulatory {place} {place + 7}\tgranted",
        f"E90\tregulatory:T90 compound:{compound}",
        "A90\tregulatory-action E90 approved",
        "A91\trealis E90 denied",
    ]
    path.write_text("".join(f"{line}\n" for line in [*changed, *new]), encoding="utf-8")


def test_what_was_changed_in_brat_becomes_decisions_once(
    program: Program, exports: Callable[[str], Path], texts: Path
) -> None:
    folder = _export(exports, texts, "brat")
    _edit_brat(folder)
    tried = _import(program, texts, folder, "brat", "--dry-run")
    assert (tried.returncode, _decided(texts)) == (0, [])
    assert [line.split()[:3:2] for line in tried.stdout.decode().splitlines()[:-1]] == [
        ["correct", "trial_status"],
        ["correct", "payment"],
        ["reject", "financial_result"],
        ["accept", "regulatory"],
        ["add", "regulatory"],
    ]
    done = _import(program, texts, folder, "brat", "--done")
    assert done.stdout == b"taken over from 1 documents: 1 accept, 2 correct, 1 reject, 1 add, 1 done; 0 there before\n"
    decided = [
        ("correct", "trial_status"),
        ("correct", "payment"),
        ("reject", "financial_result"),
        ("accept", "regulatory"),
        ("add", "regulatory"),
        ("done", ""),
    ]
    assert _decided(texts) == decided
    again = _import(program, texts, folder, "brat", "--done")
    assert again.stdout == b"taken over from 1 documents: no new decisions; 6 there before\n"
    assert _decided(texts) == decided


def test_one_file_of_brats_brings_its_other_one_along(
    program: Program, exports: Callable[[str], Path], texts: Path
) -> None:
    folder = _export(exports, texts, "brat")
    done = _import(program, texts, folder / "norvane.ann", "brat")
    assert done.stdout == b"taken over from 1 documents: 4 accept; 0 there before\n"


@pytest.mark.parametrize("form", ["doccano", "spacy"])
def test_a_file_as_it_was_exported_accepts_every_event(
    program: Program, exports: Callable[[str], Path], texts: Path, form: str
) -> None:
    done = _import(program, texts, _export(exports, texts, form), form)
    assert (done.returncode, _decided(texts)) == (
        0,
        [("accept", kind) for kind in ("trial_status", "payment", "financial_result", "regulatory")],
    )


def test_without_what_was_exported_the_present_rules_are_compared_with(
    program: Program, exports: Callable[[str], Path], texts: Path
) -> None:
    out = _export(exports, texts, "doccano")
    (out / "exported.jsonl").unlink()
    assert _import(program, texts, out, "doccano").returncode == 0
    assert [action for action, _ in _decided(texts)] == ["accept"] * 4


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        (None, 0, "taken over from 0 documents: no new decisions; 0 there before"),
        ("accept", 0, "taken over from 1 documents: 4 accept; 0 there before"),
        ("ignore", 1, "norvane.txt: answered 'ignore' as a whole: nothing taken over"),
    ],
)
def test_of_prodigys_tasks_only_accepted_ones_are_taken_over(
    program: Program, exports: Callable[[str], Path], texts: Path, answer: str | None, status: int, said: str
) -> None:
    out = _export(exports, texts, "prodigy")
    task = orjson.loads((out / "tasks.jsonl").read_bytes())
    back = texts.parent / "back.jsonl"
    back.write_bytes(orjson.dumps({**task, "answer": answer} if answer else task))
    done = _import(program, texts, back, "prodigy", "--exported", str(out / "exported.jsonl"))
    assert (done.returncode, said in (done.stdout + done.stderr).decode()) == (status, True)


def test_of_label_studios_tasks_a_prediction_is_nobodys_answer(
    program: Program, exports: Callable[[str], Path], texts: Path
) -> None:
    out = _export(exports, texts, "label-studio")
    assert b"from 0 documents: no new decisions" in _import(program, texts, out, "label-studio").stdout
    [task] = orjson.loads((out / "tasks.json").read_bytes())
    task["annotations"] = [{"id": 7, "completed_by": 1, "was_cancelled": False, **task["predictions"].pop()}]
    (out / "tasks.json").write_bytes(orjson.dumps([task]))
    assert b"from 1 documents: 4 accept" in _import(program, texts, out, "label-studio").stdout


def test_names_only_are_printed_for_the_pattern_files(
    program: Program, exports: Callable[[str], Path], texts: Path
) -> None:
    out = _export(exports, texts, "prodigy")
    task = orjson.loads((out / "tasks.jsonl").read_bytes())
    place = RELEASE.index("QQRT")
    spans = [span for span in task["spans"] if span["label"].isupper() and span["start"] != RELEASE.index("today")]
    names = {"text": RELEASE, "spans": [*spans, {"start": place, "end": place + 4, "label": "COMPANY"}]}
    (out / "tasks.jsonl").write_bytes(orjson.dumps({**names, "answer": "accept"}))
    done = _import(program, texts, out, "prodigy")
    assert done.stdout.decode().splitlines()[:-1] == ['{"label":"COMPANY","pattern":"QQRT"}', "# no DATE: today"]
    assert (done.returncode, _decided(texts)) == (0, [])


def test_only_changed_leaves_out_documents_as_they_were(program: Program, texts: Path) -> None:
    (texts / "other.txt").write_text(RELEASE.replace("NRV-210", "NRV-310"), encoding="utf-8")
    out = texts.parent / "brat"
    assert program("annotate", "export", texts, "--format", "brat", "-o", out, "-q").stdout == b""
    _edit_brat(out)
    _import(program, texts, out, "brat", "--only-changed")
    assert {d.doc_id for d in read_decisions(texts.parent / "gold")} == {"norvane.txt"}


def test_what_has_no_place_in_the_present_text_is_listed(
    program: Program, exports: Callable[[str], Path], texts: Path
) -> None:
    out = _export(exports, texts, "brat")
    now = RELEASE.replace(" Norvane received a $5 million milestone payment from Gilmore Pharma.", "")
    (texts / "norvane.txt").write_text(now, encoding="utf-8")
    done = _import(program, texts, out, "brat", "--done")
    assert done.returncode == 1
    assert b"norvane.txt: cannot be anchored: payment " in done.stderr
    assert _decided(texts) == [("accept", kind) for kind in ("trial_status", "financial_result", "regulatory")]


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["nowhere", "--format", "brat"], "found nothing at nowhere, expected a file or folder of brat"),
        (["texts", "--format", "spacy"], "found no files of spacy in texts, expected .spacy"),
        (["texts", "--format", "brat", "--annotator", "a/b"],
         "found 'a/b' as an annotator's name, expected 1 to 40 letters, digits, hyphens and underscores"),
        (["texts", "--format", "brat", "--exported", "gone"], "cannot read gone: No such file or directory"),
    ],
)  # fmt: skip
def test_wrong_use_is_told_without_a_traceback(
    program: Program, texts: Path, arguments: list[str], problem: str
) -> None:
    more = [] if "--annotator" in arguments else ["--annotator", "ada"]
    done = program(
        "annotate", "import", *arguments, *more, "--texts", "texts", "--gold", "gold", cwd=texts.parent
    )  # fmt: skip
    assert (done.returncode, done.stderr.decode()) == (2, f"extract-events: {problem}\n")
