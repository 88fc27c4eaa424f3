"""Verb `score`: the figures for gold and output."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nlp.cli.terminal import tame

if TYPE_CHECKING:
    from nlp.score import Mistake

_LONGEST, _LONGEST_QUOTE = 420, 200


def score_command(
    gold: Annotated[Path, typer.Argument(help="Folder with docs/*.json or leads*.jsonl.", metavar="GOLD")],
    out: Annotated[Path, typer.Argument(help="Folder that a run has written.", metavar="OUT")],
    errors: Annotated[int, typer.Option(min=0, help="Print the first N mistakes.", metavar="N")] = 0,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write the figures to this file.", metavar="FILE")
    ] = None,
) -> None:
    """Compare a run's events with gold files.

    Example: extract-events score annotations/gold out --errors 5
    """
    from nlp.export.atomic import write_whole
    from nlp.score import read_gold, read_output, score

    report, mistakes = score(read_gold(gold), *read_output(out))
    for line in (*figures(report), *(line for mistake in mistakes[:errors] for line in proof(mistake))):
        print(line)
    if json_file is not None:
        write_whole(json_file, [json.dumps(report, indent=1).encode()])


def figures(report: Mapping[str, Any]) -> Iterator[str]:
    """The report in lines."""
    for name in ("detection", "slots", "exact", "compounds", "alias_pairs"):
        yield _row(name, report[name])
    yield (
        f"realis {report['realis']:.3f}   dates {report['dates']}   head {report['head']}   "
        f"documents {report['answered']}/{report['documents']}"
    )
    for name, counts in report["by_type"].items():
        yield _row(f"{name} detection", counts["detection"])
        yield _row(f"{name} slots", counts["slots"])


def proof(mistake: Mistake) -> Iterator[str]:
    """One mistake: what was wanted, what was found, and the gold's quote."""
    yield f"\n[{mistake.what}] {tame(mistake.doc_id)}"
    yield f"  gold {_brief(mistake.gold)}"
    yield f"  pred {_brief(mistake.found)}"
    if mistake.gold:
        yield f"  text {tame(str(mistake.gold.get('quote', '')))[:_LONGEST_QUOTE]}"


def _row(name: str, counts: Mapping[str, float]) -> str:
    return f"{name:32s} P {counts['p']:.3f}  R {counts['r']:.3f}  F {counts['f']:.3f}  n {counts['n']}"


def _brief(event: Mapping[str, Any] | None) -> str:
    from nlp.score.slots import SLOTS

    if event is None:
        return "-"
    slots = {slot: event[slot] for slot in SLOTS[event["type"]] if event.get(slot)}
    return f"{event['type']}/{event.get('realis')} {json.dumps(slots, ensure_ascii=False)[:_LONGEST]}"
