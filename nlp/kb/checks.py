"""The figures of the prose beside the releases' own tables, over many documents.

The comparing is done where the text is (`nlp.tables`); the lines of documents.jsonl carry what came out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from nlp.kb.records import Knowledge, Release


@dataclass(frozen=True, slots=True)
class Checked:
    """One check of one release; `check` is the object that documents.jsonl has."""

    release: Release
    check: Mapping[str, Any]


def checks(knowledge: Knowledge, lines: Iterable[Mapping[str, Any]]) -> Iterator[Checked]:
    """The checks of the releases that the knowledge has, by day of the release, then in the order of the text."""
    of = {line["doc_id"]: line.get("checks") or () for line in lines}
    for release in knowledge.releases:
        for check in of.get(release.doc_id, ()):
            yield Checked(release, check)
