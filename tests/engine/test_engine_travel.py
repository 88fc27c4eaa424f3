"""The pipeline saved, loaded, sent to other processes: always with its own patterns."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import orjson
import pytest
import spacy
import srsly
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from nlp.engine import extract
from nlp.pipeline import PIPES, build

READ = """
import sys
import spacy

nlp = spacy.load(sys.argv[1])
import orjson
doc = nlp(open(sys.argv[2], encoding="utf-8", newline="").read())
sys.stdout.buffer.write(orjson.dumps([doc._.events, doc._.facts]))
"""


@pytest.fixture(scope="module")
def text(corpus: Path) -> str:
    return (corpus / "002_c871250a8ed193be.txt").read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def expected(pipeline: Language, text: str) -> tuple[object, object]:
    doc = pipeline(text)
    assert doc._.events
    return doc._.events, doc._.facts


def test_the_pipes_declare_what_they_need(pipeline: Language) -> None:
    assert tuple(pipeline.pipe_names) == PIPES
    assert {name: problems for name, problems in pipeline.analyze_pipes()["problems"].items() if problems} == {}


def test_a_saved_pipeline_is_loaded_elsewhere_without_our_import(
    pipeline: Language, corpus: Path, tmp_path: Path, expected: tuple[object, object]
) -> None:
    pipeline.to_disk(tmp_path / "saved")
    (tmp_path / "elsewhere").mkdir()
    document = corpus / "002_c871250a8ed193be.txt"
    answer = subprocess.run(
        [sys.executable, "-c", READ, "../saved", str(document)],
        cwd=tmp_path / "elsewhere",
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert (answer.returncode, answer.stderr) == (0, b"")
    assert orjson.loads(answer.stdout) == list(expected)


def test_bytes_carry_the_patterns(pipeline: Language, text: str, expected: tuple[object, object]) -> None:
    config = pipeline.config
    again = spacy.util.load_model_from_config(config, auto_fill=True)
    again.from_bytes(pipeline.to_bytes())
    doc = again(text)
    assert (doc._.events, doc._.facts) == expected


def test_own_patterns_travel_with_the_pipeline(tmp_path: Path, corpus: Path) -> None:
    folder = tmp_path / "patterns"
    shutil.copytree(corpus.parent / "patterns", folder)
    for path in (folder / "events").glob("*.yaml"):
        if path.name != "readout.yaml":
            path.unlink()
    build(folder).to_disk(tmp_path / "saved")
    shutil.rmtree(folder)
    loaded = spacy.load(tmp_path / "saved")
    assert {rule.type for rule in loaded.get_pipe("release_events").resources.patterns.rules} == {"readout"}  # type: ignore[attr-defined]


def test_several_processes_give_the_same(pipeline: Language, text: str, expected: tuple[object, object]) -> None:
    docs = list(pipeline.pipe([text, "Nothing.", text], n_process=2, batch_size=1))
    assert [(doc._.events, doc._.facts) for doc in (docs[0], docs[2])] == [expected, expected]


def test_a_doc_keeps_its_values_as_bytes(pipeline: Language, text: str) -> None:
    doc = pipeline(text)
    again = Doc(pipeline.vocab).from_bytes(doc.to_bytes())
    assert again._.layout == doc._.layout
    assert srsly.msgpack_dumps(again.user_data) == srsly.msgpack_dumps(doc.user_data)  # lists and tuples are one there
    assert [(e.text, e.label_, e.kb_id_) for e in again.ents] == [(e.text, e.label_, e.kb_id_) for e in doc.ents]


def test_the_docbin_of_a_run_holds_the_docs(tmp_path: Path, corpus: Path, pipeline: Language) -> None:
    summary = extract([corpus], tmp_path, formats=["spacy"])
    docs = list(DocBin().from_disk(tmp_path / "docs.spacy").get_docs(pipeline.vocab))
    assert [doc._.document.doc_id for doc in docs] == ["002_c871250a8ed193be.txt", "003_8c8317d8b09a272c.txt"]
    assert [doc.text for doc in docs] == [p.read_bytes().decode() for p in sorted(corpus.glob("*.txt"))]
    assert sum(len(doc._.events) for doc in docs) == len(summary.events)
    assert all(doc.ents and doc.spans["sections"] for doc in docs)
