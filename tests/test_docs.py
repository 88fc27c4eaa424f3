"""What the documentation tells people to type works, and what it says about the program is so."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from nlp import __version__, ingest
from nlp.cli.run import Format
from support import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(text: str, language: str) -> list[str]:
    return [body for name, body in BLOCK.findall(text) if name == language]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what the examples read, with the program on the path."""
    for name in ("corpus", "annotations"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def shell(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which `extract-events` is this checkout's program."""
    folder = tmp_path_factory.mktemp("bin")
    script = folder / "extract-events"
    script.write_text(
        f'#!/bin/sh\nPYTHONPATH={shlex.quote(str(ROOT))} exec {shlex.quote(sys.executable)} -m nlp.cli "$@"\n'
    )
    script.chmod(0o755)
    return {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"}


def test_the_commands_of_the_readme_work(checkout: Path, shell: dict[str, str]) -> None:
    sessions = "".join(blocks(README, "console"))
    commands = [part.partition("\n") for part in re.split(r"^\$ ", sessions, flags=re.MULTILINE) if part]
    assert len(commands) >= 13
    for command, _, output in commands:
        answer = subprocess.run(
            command, shell=True, capture_output=True, env=shell, cwd=checkout, check=False, timeout=120
        )
        assert (command, answer.returncode, answer.stderr) == (command, 0, b"")
        if output:
            assert (command, answer.stdout.decode()) == (command, output)


def test_the_python_of_the_readme_prints_what_it_says(checkout: Path) -> None:
    code = blocks(README, "python")
    outputs = re.findall(r"^prints\n\n```text\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert len(code) == len(outputs) == 2
    names: dict[str, object] = {}
    for source, output in zip(code, outputs, strict=True):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(source, "README.md", "exec"), names)
        assert printed.getvalue() == output


def test_the_questions_of_the_readme_are_those_that_the_exports_are_asked() -> None:
    queries = {path.read_text(encoding="utf-8") for path in (ROOT / "nlp" / "kb" / "export" / "queries").glob("*.rq")}
    assert set(blocks(README, "sparql")) == queries
    assert len(queries) == 3


@pytest.mark.parametrize("target", ["demo", "test"])
def test_the_two_commands_are_targets_that_make_knows(target: str) -> None:
    assert f"```sh\nmake {target}\n```" in README
    answer = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, check=False)
    assert (answer.returncode, answer.stderr) == (0, b"")


def test_the_readme_names_every_format_and_the_version() -> None:
    assert [form.value for form in Format if f"| `{form.value}` |" not in README] == []
    assert f"extract-events {__version__}\n" in README


@pytest.mark.parametrize(
    "name", ["README.md", ".github/CONTRIBUTING.md", "annotations/GUIDELINES.md", "models/README.md"]
)
def test_links_and_paths_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    paths = re.findall(r"`((?:nlp|patterns|tests|annotations|corpus|models|\.github|\.ci)/[\w./-]*)`", text)
    assert [link for link in links if not (ROOT / name).parent.joinpath(link).exists()] == []
    assert [path for path in paths if not (ROOT / path).exists() and path != "models/press_release"] == []


def test_the_guidelines_describe_the_whole_taxonomy() -> None:
    guidelines = (ROOT / "annotations" / "GUIDELINES.md").read_text(encoding="utf-8")
    taxonomy = YAML(typ="safe").load((ROOT / "patterns" / "taxonomy.yaml").read_text(encoding="utf-8"))
    for name, spec in taxonomy["events"].items():
        section = guidelines.partition(f"### `{name}`\n")[2].partition("\n### ")[0].partition("\n## ")[0]
        first = re.split(r"\.\s", section, maxsplit=1)[0]
        assert [slot.strip().rstrip("*") for slot in first.split(",")] == list(spec["slots"])
        assert {slot.strip().rstrip("*") for slot in first.split(",") if slot.endswith("*")} == set(spec["anchors"]) | (
            {"parties"} if name == "deal" else set()
        )
        values = [value for about in spec["slots"].values() for value in about.get("values", ())]
        assert [value for value in values if f"`{value}`" not in section] == []
    assert [value for value in taxonomy["realis"] if f"| `{value}` |" not in guidelines] == []


def test_the_manifest_names_every_document_of_the_corpus() -> None:
    manifest = YAML(typ="safe").load((ROOT / "corpus" / ".manifest.yaml").read_text(encoding="utf-8"))
    sums = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in (ROOT / "corpus").glob("*.txt")}
    assert {entry["file"]: entry["sha256"] for entry in manifest["documents"]} == sums
    assert [document.doc_id for document in ingest.read([ROOT / "corpus"])] == sorted(sums)
    assert all(entry["source"] and entry["date"] for entry in manifest["documents"])
