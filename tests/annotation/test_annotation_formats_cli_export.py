"""`annotate export` from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from release_made import RELEASE

from support import Program


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with one release."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "norvane.txt").write_text(RELEASE, encoding="utf-8")
    return folder


def test_export_does_not_write_over_somebodys_work_unless_told(program: Program, texts: Path) -> None:
    out = texts.parent / "brat"
    program("annotate", "export", texts, "--format", "brat", "-o", out)
    with (out / "norvane.ann").open("ab") as file:
        file.write(b"T99\tDATE 0 7\tNorvane\n")
    edited = (out / "norvane.ann").read_bytes()
    done = program("annotate", "export", texts, "--format", "brat", "-o", out)
    assert (done.returncode, (out / "norvane.ann").read_bytes()) == (2, edited)
    assert done.stderr.decode() == (
        f"extract-events: found another norvane.ann in {out}, which may hold somebody's work; expected an empty folder "
        "(-o), or --overwrite to replace it\n"
    )
    program("annotate", "export", texts, "--format", "brat", "-o", out, "--overwrite")
    assert (out / "norvane.ann").read_bytes() != edited


@pytest.mark.slow
@pytest.mark.parametrize("form", ["brat", "prodigy", "label-studio", "doccano", "spacy"])
def test_the_same_documents_give_the_same_bytes(program: Program, texts: Path, form: str) -> None:
    files = []
    for seed, locale in (("1", "C.UTF-8"), ("7", "C")):
        out = texts.parent / seed
        env = {"PYTHONHASHSEED": seed, "LC_ALL": locale}
        program("annotate", "export", texts, "--format", form, "-o", out, env=env)
        files.append({path.name: path.read_bytes() for path in out.iterdir()})
    assert files[0] == files[1] != {}


def test_documents_that_cannot_be_read_are_listed(program: Program, texts: Path) -> None:
    (texts / "empty.txt").write_bytes(b"")
    done = program("annotate", "export", texts, "--format", "doccano", "-o", texts.parent / "out", "-q")
    assert done.returncode == 1
    assert done.stderr.decode().startswith("extract-events: empty.txt: ")
