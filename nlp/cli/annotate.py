"""Verbs `annotate agreement`, `annotate adjudicate` and `annotate gold`: from what people decided to gold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.cli.terminal import tame

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from nlp.annotation.adjudicate import Taken
    from nlp.annotation.agreement import Disagreement

_LONGEST_QUOTE = 160
_OPEN = 1
Reader = Annotated[
    Path,
    typer.Argument(help="Gold folder, output folder, or an annotator's DIR/decisions/NAME.jsonl.", show_default=False),
]


def agreement_command(
    left: Reader,
    right: Reader,
    most: Annotated[int, typer.Option("--most", min=0, help="Print the first N disagreements.", metavar="N")] = 20,
    questions: Annotated[
        Path | None,
        typer.Option("--questions", help="Write every disagreement to this file, to be decided.", metavar="FILE"),
    ] = None,
) -> None:
    """How far two readers agree on events, slots and realis, and on what they do not.

    Events are paired as the score pairs them. Only documents that both have read through count.

    Example: extract-events annotate agreement annotations/gold out --questions questions.jsonl
    """
    import orjson

    from nlp.annotation.adjudicate import question
    from nlp.annotation.agreement import compare
    from nlp.annotation.readings import read_reading
    from nlp.export.atomic import write_whole

    agreement = compare(read_reading(left), read_reading(right))
    for line in _figures(agreement.report):
        typer.echo(line)
    for disagreement in agreement.disagreements[:most]:
        for line in _lines(disagreement):
            typer.echo(tame(line))
    more = len(agreement.disagreements) - most
    if more > 0:
        typer.echo(f"\n{more} more; --most {len(agreement.disagreements)} shows all")
    if questions is not None:
        write_whole(questions, [orjson.dumps(question(one)) + b"\n" for one in agreement.disagreements])
        typer.echo(f"\n{len(agreement.disagreements)} questions in {questions}")


def adjudicate_command(
    left: Reader,
    right: Reader,
    questions: Annotated[
        Path, typer.Argument(help="The file of `annotate agreement --questions` with what you took.", metavar="FILE")
    ],
    gold: Annotated[Path, typer.Option("--gold", help="Folder to write gold into.", metavar="DIR")],
    out: Annotated[
        Path | None, typer.Option("--out", help="Run that documents without gold were read by.", metavar="OUT")
    ] = None,
    patterns: Annotated[
        Path | None, typer.Option(help="Folder of patterns that examples are added to.", metavar="FOLDER")
    ] = None,
) -> None:
    """Make gold of two readings and of what was decided where they differ; exit status 1 while questions are open.

    In FILE, `take` is "left", "right" or "neither"; `example_of` may name a rule that the quote shall be an example of
    (where the event is right) or a counter-example (where there is none).

    Example: extract-events annotate adjudicate annotations/gold out questions.jsonl --gold annotations/gold
    """
    from nlp.annotation.adjudicate import read_taken, settle
    from nlp.annotation.gold import gold_document, write_gold
    from nlp.annotation.readings import read_reading
    from nlp.errors import UsageError
    from nlp.score import has_gold, read_gold, read_output

    taken = read_taken(questions)
    if patterns is None and any(one.example_of for one in taken):
        raise UsageError("found example_of in the decisions, expected --patterns FOLDER to write examples into")
    settled = settle(read_reading(left), read_reading(right), taken)
    before = {one["doc_id"]: one for path in (gold, left, right) if has_gold(path) for one in read_gold(path)}
    lines = read_output(out)[1] if out is not None else {}
    unknown = sorted(settled.documents.keys() - before.keys() - lines.keys())
    if unknown:
        raise UsageError(f"{unknown[0]} has no gold yet, expected --out OUT with its line in documents.jsonl")
    for doc_id, events in settled.documents.items():
        typer.echo(f"{write_gold(gold, gold_document(lines.get(doc_id, {}), events, before.get(doc_id)))}")
    if patterns is not None:
        _add_examples(patterns, taken)
    for doc_id, waiting in settled.open.items():
        typer.echo(tame(f"{doc_id}: {len(waiting)} questions open, nothing written"))
    raise typer.Exit(_OPEN if settled.open else 0)


def gold_command(
    gold: Annotated[Path, typer.Argument(help="Folder with decisions/ and perhaps docs/.", metavar="DIR")],
    out: Annotated[
        Path | None, typer.Option("--out", help="Run that documents without gold were read by.", metavar="OUT")
    ] = None,
    annotator: Annotated[
        str | None, typer.Option("--annotator", help="Whose decisions; everybody's, where they agree, without it.")
    ] = None,
) -> None:
    """Write what was decided in a review into the gold; exit status 1 when a document had to be left out.

    Example: extract-events annotate gold annotations/gold --out out
    """
    from nlp.annotation.gold import write_gold
    from nlp.annotation.reviewed import reviewed
    from nlp.score import read_output

    result = reviewed(gold, read_output(out)[1] if out is not None else {}, annotator)
    for document in result.documents:
        typer.echo(f"{write_gold(gold, document)}: {len(document['events'])} events")
    for doc_id, reason in result.left_out.items():
        typer.echo(tame(f"{doc_id}: left out, {reason}"))
    raise typer.Exit(_OPEN if result.left_out else 0)


def _add_examples(patterns: Path, taken: Sequence[Taken]) -> None:
    """Add the quotes of decided questions to the rules that they were named for."""
    from nlp.lab.saved import add_example

    for one in taken:
        if one.example_of:
            path = add_example(patterns, one.example_of, one.quote, counter=not one.is_told)
            typer.echo(f"{path}: an example of {one.example_of}")


def _figures(report: Mapping[str, Any]) -> Iterator[str]:
    yield f"left   {tame(report['left'])}\nright  {tame(report['right'])}"
    yield (
        f"documents that both have read: {report['documents']} (left alone {report['only_left']}, right alone "
        f"{report['only_right']}, not read through {report['unfinished']})"
    )
    for name in ("events", "slots"):
        p, r, f = (report[name][figure] for figure in "prf")
        yield f"{name:<12} F {f:.3f}   (right against left: P {p:.3f} R {r:.3f})"
    alpha = report["realis_alpha"]
    told = "not defined: all have one value" if alpha is None else f"{alpha:.3f}"
    yield f"realis       Krippendorff's alpha {told}   (over {report['realis_pairs']} events)"
    for kind, number in report["disagreements"].items():
        yield f"{kind:<12} {number}"


def _lines(one: Disagreement) -> Iterator[str]:
    event = one.left or one.right or {}
    yield f"[{one.id}] {one.doc_id}  {one.kind}{f' {one.slot}' if one.slot else ''}  ({event.get('type')})"
    for side, told in (("left", one.left), ("right", one.right)):
        yield f"  {side:<5} {_value(one, told)}"
    yield f"  quote {str(event.get('quote'))[:_LONGEST_QUOTE]}"


def _value(one: Disagreement, event: Mapping[str, Any] | None) -> str:
    if event is None:
        return "no such event"
    name = {"slot": one.slot, "date": one.slot, "realis": "realis", "type": "type", "boundary": "quote"}.get(one.kind)
    if name:
        return str(event.get(name))
    return ", ".join(f"{slot}={value}" for slot, value in event.items() if value and slot not in ("type", "quote"))
