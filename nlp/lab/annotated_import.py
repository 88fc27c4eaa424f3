"""What came back from another tool, beside what was exported and the documents as they are now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nlp import ingest
from nlp.annotation import exported
from nlp.annotation.exported import Exported
from nlp.annotation.formats import Format
from nlp.annotation.formats.folders import read_files
from nlp.annotation.formats.returned import Current, Name, compare
from nlp.annotation.formats.taking import read_through
from nlp.annotation.marks import AnnotatedDocument, Vocabulary
from nlp.annotation.records import Decision
from nlp.engine.worker import writable
from nlp.errors import UsageError
from nlp.lab.annotated import annotate, vocabulary_of
from nlp.records import Document


@dataclass(slots=True)
class Imported:
    """Decisions that are not yet written, what could not be taken over and what was taken for granted (in words), the
    names that only a reader or only the rules have marked in files of names, and how many documents came back answered.
    """

    decisions: list[Decision] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    named: list[Name] = field(default_factory=list)
    unnamed: list[Name] = field(default_factory=list)
    documents: int = 0


def bring_back(
    path: Path,
    form: Format,
    texts: Sequence[str],
    annotator: str,
    *,
    exported_file: Path | None = None,
    patterns: Path | None = None,
    done: bool = False,
    only_changed: bool = False,
) -> Imported:
    """Compare the files at `path` with what was exported: `exported_file`, the `exported.jsonl` beside them, or
    without either what the pipeline finds in `texts` now.

    `done` adds for every answered document that it was read through, where all of it could be taken over.
    `only_changed` leaves out documents in which nothing was changed. Raises UsageError for files that cannot be read.
    """
    vocabulary = vocabulary_of(patterns)
    files, beside = read_files(path, form)
    returned = form.read(files, vocabulary)
    current = _current(texts)
    given = _given(exported_file, beside, texts, patterns, vocabulary)
    found = Imported()
    for document, one in _answered(returned, given, current, form, found):
        doc_id = one.document.doc_id
        back = compare(one, document, current[doc_id], annotator, vocabulary)
        found.documents += 1
        if only_changed and not back.listed and all(decision.action == "accept" for decision in back.decisions):
            continue
        found.listed += [f"{doc_id}: {line}" for line in back.listed]
        found.assumed += [f"{doc_id}: {line}" for line in back.assumed]
        found.decisions += back.decisions
        if not document.whole:
            found.named += back.named
            found.unnamed += back.unnamed
        elif done and not back.listed:
            found.decisions.append(read_through(doc_id, current[doc_id].sha256, annotator))
    found.named, found.unnamed = sorted(set(found.named)), sorted(set(found.unnamed))
    return found


def _answered(
    returned: Sequence[AnnotatedDocument],
    given: Mapping[str, Exported],
    current: Mapping[str, Current],
    form: Format,
    found: Imported,
) -> Iterator[tuple[AnnotatedDocument, Exported]]:
    """The documents that somebody has answered, each with what was exported; the others are listed in `found`, but
    for those that nobody has looked at.
    """
    for document in returned:
        one = _find(document, given)
        if one is None or one.document.doc_id not in current:
            missing = "was not exported" if one is None else "is not among the --texts"
            found.listed.append(f"{document.doc_id or document.text[:40]!r} {missing}: nothing taken over")
        elif form.answers and document.answer in ("reject", "ignore"):
            answer = f"answered {document.answer!r} as a whole"
            found.listed.append(f"{one.document.doc_id}: {answer}: nothing taken over")
        elif not form.answers or document.answer == "accept":
            yield document, one


def _current(texts: Sequence[str]) -> dict[str, Current]:
    return {
        writable(item.doc_id): Current(item.text, item.sha256)
        for item in ingest.read(texts)
        if isinstance(item, Document)
    }


def _given(
    file: Path | None, beside: bytes | None, texts: Sequence[str], patterns: Path | None, vocabulary: Vocabulary
) -> Mapping[str, Exported]:
    """What was exported, by document."""
    if file is not None:
        try:
            beside = file.read_bytes()
        except OSError as error:
            raise UsageError(f"cannot read {file}: {error.strerror or error}") from None
    if beside is not None:
        found = exported.load(beside, vocabulary, str(file or exported.FILE))
    else:
        found = [one for one in annotate(texts, patterns) if isinstance(one, Exported)]
    return {one.document.doc_id: one for one in found}


def _find(document: AnnotatedDocument, given: Mapping[str, Exported]) -> Exported | None:
    """The exported document of that id, or the only one with that text."""
    if document.doc_id in given:
        return given[document.doc_id]
    same = [one for one in given.values() if one.document.text == document.text]
    return same[0] if len(same) == 1 else None
