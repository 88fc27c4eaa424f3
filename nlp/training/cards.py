"""What a trained model says of itself in its meta.json."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from spacy.language import Language

from nlp import __version__
from nlp.pipes.recogniser import META
from nlp.training.records import Reading

LIMITS = (
    "English press releases and 8-K filings of biotech companies only.",
    "Trained on single sentences; what only a neighbouring sentence tells is not seen.",
    "Silver labels are the rules' own: what the rules never see, the model has seen in gold sentences only.",
)


def describe(
    model: Language,
    train: Sequence[Reading],
    held: Sequence[Reading],
    least: Mapping[str, float],
    kinds: Mapping[str, float],
    weights: str,
) -> None:
    """Write thresholds, scores and data card into the model's meta; no text of the documents goes there.

    `least` and `kinds` are the thresholds of names and of event types, `weights` where pretrained weights come from
    ("" for none).
    """
    model.meta["name"] = "press_release_names"
    model.meta["version"] = __version__
    model.meta["license"] = "MIT"
    model.meta["description"] = "Names, event types and realis in sentences of press releases, beside the rules"
    performance = model.meta.get("performance", {})
    model.meta["performance"] = {name: performance[name] for name in sorted(performance) if _is_figure(name)}
    model.meta[META] = {
        "least": {label: least[label] for label in sorted(least)},
        "kinds": dict(kinds),
        "card": {
            "trained_on": _counts(train),
            "held_back": _counts(held),
            "pretrained_weights": weights or None,
            "licence": "MIT (weights); the texts it was trained on are not part of it and keep their owners' terms",
            "limits": list(LIMITS),
        },
    }


def _counts(readings: Sequence[Reading]) -> dict[str, Any]:
    gold = [one for one in readings if one.gold]
    return {
        "documents_with_gold": len(gold),
        "documents_read_by_rules": len(readings) - len(gold),
        "companies": len({one.company for one in readings if one.company}),
        "sentences": sum(len(one.sentences) for one in readings),
    }


def _is_figure(name: str) -> bool:
    return name.startswith(("spans_names_", "cats_micro_", "cats_score")) and name != "cats_score_desc"
