"""What a model is worth on companies that it has never seen: rules alone, model alone, both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, stdev
from typing import IO, Any

from nlp import ingest
from nlp.engine.worker import load, writable
from nlp.errors import UsageError
from nlp.records import Document, FailedDocument
from nlp.score import score
from nlp.score.align import Event
from nlp.training import split
from nlp.training.material import Material
from nlp.training.once import train_model
from nlp.training.ways import Told, tell

WAYS = ("rules", "model", "both")
FIGURES = ("compounds", "detection", "slots")


@dataclass(frozen=True, slots=True)
class Fold:
    """The figures of one fold: `f` by way and figure; `added` names of compounds that both say and the rules alone do
    not, with whether the gold has them; `lost` names the other way round; `seconds` of the processor by way.
    """

    companies: int
    documents: int
    f: Mapping[str, Mapping[str, float]]
    added: tuple[tuple[str, bool], ...]
    lost: tuple[tuple[str, bool], ...]
    seconds: Mapping[str, float]
    told: Mapping[str, Told]


def cross_validate(
    make_config: Callable[[], Any],
    material: Material,
    raw: Sequence[Path],
    folder: Path,
    log: IO[str],
    *,
    count: int,
    patterns: Path | None = None,
) -> Iterator[Fold]:
    """The folds, one after the other: each company with gold is in one of them, and in no training of that fold.

    `folder` keeps the files of each fold. Raises UsageError where there are fewer companies with gold than folds.
    """
    trusted = [one for one in material.readings if one.gold]
    companies = {split.company(one) for one in trusted}
    if len(companies) < count + 1:
        raise UsageError(f"found gold of {len(companies)} companies, expected more than the {count} folds")
    documents = _documents(raw, material.golds)
    for number, held in enumerate(split.folds(trusted, count), 1):
        others, theirs = split.parted(material.readings, held)
        ids = [one.doc_id for one in theirs if one.gold]
        log.write(f"fold {number} of {count}: {len(held)} companies, {len(ids)} documents\n")
        model = folder / f"fold{number}"
        train_model(make_config(), others, model / "corpus", log, patterns).to_disk(model / "model")
        yield _compare([documents[i] for i in ids], material.golds, model / "model", patterns, len(held))


def _documents(raw: Sequence[Path], golds: Mapping[str, Event]) -> dict[str, Document]:
    items = (item for item in ingest.read(raw) if not isinstance(item, FailedDocument))
    return {doc_id: item for item in items if (doc_id := writable(item.doc_id)) in golds}


def _compare(
    documents: Sequence[Document], golds: Mapping[str, Event], model: Path, patterns: Path | None, companies: int
) -> Fold:
    rules, slots = load(patterns)
    both, _ = load(patterns, model)
    told = {
        "rules": tell(rules, slots, documents),
        "model": tell(both, slots, documents, alone=True),
        "both": tell(both, slots, documents),
    }
    ours = [golds[one.doc_id] for one in documents]
    reports = {way: score(ours, one.events, one.lines)[0] for way, one in told.items()}
    f = {way: {name: report[name]["f"] for name in FIGURES} for way, report in reports.items()}
    before, after = _names(told["rules"]), _names(told["both"])
    added = tuple((name, _in_gold(doc_id, name, golds)) for doc_id, name in sorted(after - before))
    lost = tuple((name, _in_gold(doc_id, name, golds)) for doc_id, name in sorted(before - after))
    seconds = {way: one.seconds for way, one in told.items()}
    return Fold(companies, len(documents), f, added, lost, seconds, told)


def _names(told: Told) -> set[tuple[str, str]]:
    return {(doc_id, text) for doc_id, line in told.lines.items() for one in line["compounds"] for text in one["texts"]}


def _in_gold(doc_id: str, name: str, golds: Mapping[str, Event]) -> bool:
    from nlp.score.names import key

    return key(name) in {key(one) for cluster in golds[doc_id]["compounds"] for one in cluster}


def pooled(folds: Sequence[Fold], golds: Mapping[str, Event]) -> dict[str, dict[str, float]]:
    """By way and figure: F over all folds together, and the mean and spread (standard deviation) of the folds' F."""
    out: dict[str, dict[str, float]] = {}
    for way in WAYS:
        events = {doc_id: found for one in folds for doc_id, found in one.told[way].events.items()}
        lines = {doc_id: line for one in folds for doc_id, line in one.told[way].lines.items()}
        report, _ = score([golds[doc_id] for doc_id in lines], events, lines)
        out[way] = {}
        for name in FIGURES:
            each = [one.f[way][name] for one in folds]
            out[way] |= {name: report[name]["f"], f"{name}_mean": mean(each), f"{name}_spread": stdev(each)}
        out[way]["seconds"] = sum(one.seconds[way] for one in folds) / max(1, sum(one.documents for one in folds))
    return out


def gains(folds: Sequence[Fold]) -> dict[str, tuple[float, float]]:
    """For each figure mean and spread of what both have more than the rules alone, fold by fold."""
    out = {}
    for name in FIGURES:
        each = [one.f["both"][name] - one.f["rules"][name] for one in folds]
        out[name] = mean(each), stdev(each)
    return out
