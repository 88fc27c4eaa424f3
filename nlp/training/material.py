"""What a training learns from: texts, the gold that belongs to them, and where the two do not meet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp.errors import UsageError
from nlp.score import read_gold
from nlp.score.align import Event
from nlp.training.reading import read
from nlp.training.records import Reading


@dataclass(frozen=True, slots=True)
class Material:
    """The readings of all texts; `golds` are the gold documents that have a text, by id, `textless` the ids of the
    others.
    """

    readings: tuple[Reading, ...]
    golds: dict[str, Event]
    textless: tuple[str, ...]


def gather(
    raw: Sequence[Path],
    gold: Iterable[Path],
    patterns: Path | None = None,
    *,
    watch: Callable[[int], None] = lambda done: None,
) -> Material:
    """Read the texts of `raw` (files and folders), with the gold of the folders `gold` where it is theirs.

    Raises UsageError for folders that are not there, for two golds of one document, and for texts without a sentence.
    """
    for path in raw:
        if not path.exists():
            raise UsageError(f"found nothing at {path}, expected texts to train on (--raw)")
    golds: dict[str, Event] = {}
    for folder in gold:
        for one in read_gold(folder):
            if golds.setdefault(one["doc_id"], one) != one:
                raise UsageError(f"{folder}: found another gold of {one['doc_id']}, expected one of each document")
    readings = tuple(read(raw, golds, patterns, watch=watch))
    if not any(one.sentences for one in readings):
        raise UsageError(f"found no sentences in {' '.join(map(str, raw))}, expected texts to train on (--raw)")
    texts = {one.doc_id for one in readings}
    return Material(
        readings,
        {doc_id: one for doc_id, one in golds.items() if doc_id in texts},
        tuple(sorted(golds.keys() - texts)),
    )


def gold_folders(annotations: Path | None, more: Iterable[Path]) -> list[Path]:
    """The folders with gold: that of an annotations folder (`gold` in it, or itself), then the others."""
    if annotations is None:
        return list(more)
    inside = annotations / "gold"
    return [inside if inside.is_dir() else annotations, *more]
