"""One document through the pipeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import DocBin

from nlp import pipeline, resources
from nlp.assembly.output import facts_line, identify
from nlp.engine.outcome import Outcome
from nlp.errors import ExtractEventsError, PatternError
from nlp.records import Document, FailedDocument, Header, Layout

# spaCy refuses texts of more than a million characters for the sake of its parser, which is not in this pipeline.
_ANY_LENGTH = 1 << 40


@dataclass(frozen=True, slots=True)
class Settings:
    """What a worker needs to know. `patterns` None is the package's own; `texts` and `docs` say what outcomes carry;
    `model` is the folder of a trained model, None for the rules alone."""

    patterns: Path | None = None
    texts: bool = False
    docs: bool = False
    model: Path | None = None


class Worker:
    """A loaded pipeline that turns what ingestion read into outcomes."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.nlp, self.slots = load(settings.patterns, settings.model)

    def __call__(self, item: Document | FailedDocument) -> Outcome:
        """The outcome of one document; a fault of the pipeline is that document's error and does not end the run."""
        item = replace(item, doc_id=writable(item.doc_id))
        if isinstance(item, FailedDocument):
            return failed(item)
        try:
            return self._read(item)
        except ExtractEventsError as error:
            return failed(FailedDocument(item.doc_id, str(error), item.sha256))
        except MemoryError:  # what it means is for the caller to say
            raise
        except Exception as error:  # one odd document must not cost the others; the message asks for a report
            cause = error.__cause__ or error  # spaCy wraps a KeyError into advice that does not apply here (E109)
            problem = f"fault in the pipeline, please report it ({type(cause).__name__}: {cause})"
            return failed(FailedDocument(item.doc_id, problem, item.sha256))

    def _read(self, document: Document) -> Outcome:
        doc = self.nlp.make_doc(document.text)
        doc._.document = document
        doc = self.nlp(doc)
        events = (identify(event, document.doc_id, self.slots[event["type"]]) for event in doc._.events)
        line = {"doc_id": document.doc_id, "sha256": document.sha256, **doc._.facts, "status": "ok", "error": None}
        return Outcome(
            document.doc_id,
            tuple(sorted(events, key=_place)),
            line,
            document.text if self.settings.texts else None,
            DocBin(docs=[doc], store_user_data=True).to_bytes() if self.settings.docs else None,
        )


def load(patterns: Path | None, model: Path | None = None) -> tuple[Language, Mapping[str, Sequence[str]]]:
    """The pipeline and the slot names of every event type; raises PatternError for a folder that cannot be used."""
    try:
        events = resources.load(patterns).patterns.taxonomy["events"]
        nlp = pipeline.build(patterns, model)
    except ExtractEventsError:
        raise
    except (OSError, LookupError, TypeError, AttributeError, ValueError) as error:
        problem = f"{type(error).__name__}: {error}"
        raise PatternError(
            f"{patterns or resources.default_folder()}: cannot be used as patterns ({problem})"
        ) from error
    nlp.max_length = _ANY_LENGTH
    return nlp, {name: tuple(spec["slots"]) for name, spec in events.items()}


def failed(item: FailedDocument) -> Outcome:
    """The outcome of a document that could not be read: its line has every field, empty."""
    empty = facts_line("", Header(), Layout((), ()), (), ())
    empty["checks"] = []
    error = writable(item.error)  # it may tell a file's name
    line = {"doc_id": item.doc_id, "sha256": item.sha256, **empty, "status": "failed", "error": error}
    return Outcome(item.doc_id, (), line)


def writable(name: str) -> str:
    """A file name as UTF-8 can hold it: bytes that are none stand as `\\udcff`."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _place(event: Mapping[str, Any]) -> tuple[int, int, str, str]:
    first = event["mentions"][0]
    return first["start"], first["end"], event["type"], event["id"]
