"""One document through the pipeline, whatever it is like."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from nlp.engine.worker import Settings, Worker
from nlp.errors import UnreadableDocument
from nlp.records import Document, FailedDocument


@pytest.fixture(scope="module")
def worker() -> Worker:
    return Worker(Settings())


@pytest.mark.parametrize(
    "text", ["x", "\x00\x01", "\n" * 50, "(" * 5000, "\ufeff", "…", "1", "\U0001f9ec" * 30, "a\r\n\r\nb"]
)
def test_odd_texts_are_read(worker: Worker, text: str) -> None:
    outcome = worker(Document("a", text, "0"))
    assert (outcome.error, outcome.line["status"], outcome.events) == (None, "ok", ())


def test_a_text_of_more_than_a_million_characters_is_read(worker: Worker) -> None:
    outcome = worker(Document("a", "Words without an event stand here in a row.\n\n" * 25_000, "0"))
    assert (outcome.error, outcome.events) == (None, ())


def test_a_failed_document_has_the_fields_of_a_good_one(worker: Worker) -> None:
    good, bad = worker(Document("a", "x", "1")), worker(FailedDocument("b", "found x, expected y", "2"))
    assert list(good.line) == list(bad.line)
    assert {k: v for k, v in bad.line.items() if v not in (None, [])} == {
        "doc_id": "b",
        "sha256": "2",
        "status": "failed",
        "error": "found x, expected y",
    }


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (KeyError("odd"), "fault in the pipeline, please report it (KeyError: 'odd')"),
        (RecursionError("too deep"), "fault in the pipeline, please report it (RecursionError: too deep)"),
        (UnreadableDocument("found nonsense, expected sense"), "found nonsense, expected sense"),
    ],
)
def test_a_fault_of_the_pipeline_is_that_documents_error(error: Exception, message: str) -> None:
    def stumble(doc: Doc) -> Doc:
        raise error

    worker = Worker(Settings())
    worker.nlp._components.append(("stumble", stumble))
    outcome = worker(Document("a", "x", "0"))
    assert (outcome.line["status"], outcome.error, outcome.events) == ("failed", message, ())
