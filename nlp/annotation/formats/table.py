"""The formats by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from nlp.annotation.formats import brat, docbin, doccano, label_studio, prodigy
from nlp.annotation.marks import AnnotatedDocument, Vocabulary
from nlp.errors import UsageError

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """A tool's format. `endings` are those of its files. `gaps`: the tool shows a mark
    with a gap as one; `lists`: its users can change what is chosen from a list; `answers`: a document counts as read by
    somebody only where the file says so.
    """

    name: str
    write: Callable[[Sequence[AnnotatedDocument], Vocabulary], dict[str, bytes]]
    read: Callable[[Files, Vocabulary], list[AnnotatedDocument]]
    endings: tuple[str, ...]
    gaps: bool
    lists: bool
    answers: bool


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        form.name: form
        for form in (
            Format("brat", brat.write, brat.read, (".ann", ".txt", ".jsonl"), gaps=True, lists=True, answers=False),
            Format("prodigy", prodigy.write, prodigy.read, (".jsonl", ".json"), gaps=False, lists=False, answers=True),
            Format(
                "label-studio", label_studio.write, label_studio.read, (".json",), gaps=False, lists=True, answers=True
            ),
            Format("doccano", doccano.write, doccano.read, (".jsonl", ".json"), gaps=False, lists=False, answers=False),
            Format("spacy", docbin.write, docbin.read, (".spacy",), gaps=False, lists=False, answers=False),
        )
    }
)


def of(name: str) -> Format:
    """The format of that name; UsageError for an unknown one."""
    if name not in FORMATS:
        raise UsageError(f"found format {name!r}, expected one of {', '.join(FORMATS)}")
    return FORMATS[name]


def hidden(form: Format, documents: Sequence[AnnotatedDocument]) -> list[str]:
    """What of these documents the format keeps without showing it, in words; empty when everything is on view."""
    told = ["normalised values, confidence and rule of every event"] if any(d.events for d in documents) else []
    gaps = sum(len(mark.pieces) > 1 for document in documents for mark in document.entities)
    gaps += sum(len(event.trigger) > 1 for document in documents for event in document.events)
    if not form.lists and told:
        told.append("realis and the slots that are chosen from a list, so that they cannot be changed there")
    if not form.gaps and gaps:
        told.append(f"the gaps in {gaps} marks, which are shown from their first to their last character")
    return told
