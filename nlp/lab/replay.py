"""Events out of a document that was read before: the event rules and the assembly, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nlp.assembly.output import identify
from nlp.engine.worker import failed
from nlp.errors import ExtractEventsError
from nlp.lab.cache import Parsed
from nlp.pipes.assembly import ReleaseAssembly
from nlp.pipes.base import PatternPipe
from nlp.pipes.events import ReleaseEvents
from nlp.pipes.told import Told
from nlp.records import FailedDocument
from nlp.resources import Resources

Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ToldDocument:
    """What the rules of a pattern folder tell of a document.

    `events` and `line` are as a run writes them into events.jsonl and documents.jsonl. `unfilled` are the triggers
    without an anchor (start, end, rule), as in `doc.spans["unfilled"]`; `told` is every telling before the assembly.
    """

    doc_id: str
    events: tuple[Line, ...]
    line: Line
    unfilled: tuple[tuple[int, int, str], ...] = ()
    told: tuple[Told, ...] = ()

    @property
    def error(self) -> str | None:
        """Why nothing could be told, None when it could."""
        error: str | None = self.line["error"]
        return error


def tell(parsed: Parsed, resources: Resources) -> ToldDocument:
    """The events of a document by the rules of `resources`, which must have the entities that `parsed` was read with;
    a fault of a rule's frame is the document's error, as in a run.
    """
    try:
        return _tell(parsed, resources)
    except ExtractEventsError as error:
        problem = str(error)
    except Exception as error:  # as in a run: one odd document must not cost the others
        problem = f"fault in the pipeline, please report it ({type(error).__name__}: {error})"
    return unread(FailedDocument(parsed.doc_id, problem, parsed.sha256))


def unread(item: FailedDocument) -> ToldDocument:
    """What there is to tell of a document that could not be read: its line."""
    return ToldDocument(item.doc_id, (), failed(item).line)


def _tell(parsed: Parsed, resources: Resources) -> ToldDocument:
    types = resources.patterns.taxonomy["events"]
    doc = parsed.doc()
    for kind in (ReleaseEvents, ReleaseAssembly):
        doc = _pipe(kind, resources)(doc)
    events = (identify(event, parsed.doc_id, tuple(types[event["type"]]["slots"])) for event in doc._.events)
    return ToldDocument(
        parsed.doc_id,
        tuple(sorted(events, key=_place)),
        {"doc_id": parsed.doc_id, "sha256": parsed.sha256, **doc._.facts, "status": "ok", "error": None},
        tuple((span.start_char, span.end_char, span.label_) for span in doc.spans["unfilled"]),
        doc._.told,
    )


def _pipe(kind: type[ReleaseEvents] | type[ReleaseAssembly], resources: Resources) -> Any:
    """The component with these resources; its constructor would load the package's own first."""
    pipe: PatternPipe = object.__new__(kind)
    pipe.load(resources)
    return pipe


def _place(event: Line) -> tuple[int, int, str, str]:
    first = event["mentions"][0]
    return first["start"], first["end"], event["type"], event["id"]
