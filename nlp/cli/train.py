"""Verb `train`: trained components from gold and from what the rules read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp.cli import train_options as options
from nlp.cli.terminal import counting, is_terminal, say

if TYPE_CHECKING:
    from nlp.training.crossval import Fold
    from nlp.training.material import Material


def train_command(
    config: options.Config,
    raw: options.Raw,
    out: options.Out,
    annotations: options.Annotations = None,
    gold: options.Gold = None,
    transformer: options.Transformer = None,
    steps: options.Steps = None,
    seed: options.Seed = None,
    cross_validate: options.CrossValidate = None,
    patterns: options.Patterns = None,
) -> None:
    """Train a recogniser of names and a classifier of sentences; OUT/model is for --model of run.

    Texts with gold teach most; the others teach what the rules read in them. A fifth of the companies with gold is
    held back: it chooses the best step and from which score on a name is believed. The sentences are kept in
    OUT/corpus, in the form of `spacy train`. Loss and scores are on standard error.

    Example: extract-events train tok2vec --annotations annotations --raw corpus --raw releases -o trained
    """
    from nlp.training.loop import read_config
    from nlp.training.material import gather, gold_folders

    overrides = {"training.max_steps": steps, "system.seed": seed}
    if steps is not None:
        overrides["training.eval_frequency"] = max(1, steps // 5)
    changed = {name: value for name, value in overrides.items() if value is not None}

    def make_config() -> Any:
        return read_config(config, transformer=transformer, overrides=changed)

    make_config()  # a wrong one is told before anything is read
    with counting("documents", show=is_terminal(sys.stderr)) as count:
        folders = gold_folders(annotations, gold or ())
        material = gather(raw, folders, patterns, watch=lambda done: count())
    for doc_id in material.textless:
        say(f"{doc_id}: gold without a text among --raw, left out")
    if cross_validate is None:
        _train(make_config(), material, out, patterns)
    else:
        _compare(make_config, material, raw, out, cross_validate, patterns)


def _train(config: Any, material: Material, out: Path, patterns: Path | None) -> None:
    from nlp.training.once import train_model

    model = train_model(config, material.readings, out / "corpus", sys.stderr, patterns)
    model.to_disk(out / "model")
    least = model.meta["extract_events"]["least"]
    say(f"{out / 'model'}: " + (", ".join(f"{label} from {score:.3f}" for label, score in least.items()) or "unsure"))


def _compare(make_config: Any, material: Material, raw: list[Path], out: Path, count: int, patterns: Any) -> None:
    from nlp.cli.tables import print_table
    from nlp.training.crossval import FIGURES, WAYS, cross_validate, gains, pooled

    folds: list[Fold] = []
    for fold in cross_validate(make_config, material, raw, out, sys.stderr, count=count, patterns=patterns):
        folds.append(fold)
        for what, names in (("added", fold.added), ("lost", fold.lost)):
            for name, right in names:
                say(f"{what} {'in the gold' if right else 'not in the gold'}: {name}")
    figures = pooled(folds, material.golds)
    columns = [("", 10), *((f"{name} F (mean ± spread)", 32) for name in FIGURES), ("seconds a document", 20)]
    rows = [[way, *(_told(figures[way], name) for name in FIGURES), f"{figures[way]['seconds']:.3f}"] for way in WAYS]
    more = gains(folds)
    rows.append(["gain", *(f"{more[name][0]:+.4f} ± {more[name][1]:.4f}" for name in FIGURES), ""])
    print_table(columns, rows, f"{count} folds by company")
    for what in ("added", "lost"):
        kept = [good for fold in folds for _, good in getattr(fold, what)]
        print(f"names {what} by the model: {len(kept)}, of which the gold has {sum(kept)}")


def _told(figures: dict[str, float], name: str) -> str:
    return f"{figures[name]:.4f} ({figures[f'{name}_mean']:.4f} ± {figures[f'{name}_spread']:.4f})"
