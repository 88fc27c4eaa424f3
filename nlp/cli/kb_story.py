"""Verbs `kb promises`, `kb changes` and `kb contradictions`: what releases say beside each other."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nlp.cli.kb import AsOf, Database, Json, Only, Patterns, by_name, is_about, knowledge_at, quoted
from nlp.cli.tables import print_json, print_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nlp.kb.changes import Change
    from nlp.kb.outlook import Outlook
    from nlp.kb.promises import Promise, Rate
    from nlp.kb.records import Fact, Knowledge


class Outcome(str, Enum):  # noqa: UP042 -- typer shows the value of a str enum
    """What may have become of a promise, or of guidance."""

    met = "met"
    pulled_in = "pulled_in"
    slipped = "slipped"
    reworded = "reworded"
    abandoned = "abandoned"
    dropped = "dropped"
    open = "open"
    inside = "inside"
    above = "above"
    below = "below"


def promises_command(
    db: Database = None,
    as_of: AsOf = None,
    only: Only = None,
    verdicts: Annotated[
        list[Outcome] | None, typer.Option("--verdict", help="List only these; may be repeated.", metavar="VERDICT")
    ] = None,
    patterns: Patterns = None,
    json: Json = False,
) -> None:
    """List what was promised and what became of it, guidance beside results, and who keeps promises in time.

    Each verdict shows the quote of the promise and of what settled it. Without --as-of, the day is that of the last
    release.

    Example: extract-events kb promises --only ImmunoGen --as-of 2011-10-27
    """
    from nlp.kb.outlook import outlooks
    from nlp.kb.promises import promises, rates

    day = as_of.date() if as_of else None
    knowledge = knowledge_at(db, as_of, patterns)
    wanted = {verdict.value for verdict in verdicts or ()}
    about = by_name(knowledge.entities, only)
    ledger = [p for p in promises(knowledge, day) if about is None or is_about(p.fact, about)]
    ranges = [o for o in outlooks(knowledge) if about is None or is_about(o.fact, about)]
    told = [p for p in ledger if not wanted or p.verdict in wanted]
    figures = [o for o in ranges if not wanted or o.position in wanted]
    if json:
        print_json([*(_promise(p) for p in told), *(_outlook(o) for o in figures), *map(_rate, rates(ledger))])
        return
    columns = [("verdict", 9), ("months", 6), ("step", None), ("promised", None), ("what became of it", None)]
    print_table(columns, map(_row, told))
    if figures:
        print_table([("guidance", 12), ("given", None), ("reported", None)], map(_range_row, figures))
    _print_rates(knowledge, rates(ledger))


def changes_command(
    db: Database = None,
    as_of: AsOf = None,
    only: Only = None,
    release: Annotated[str | None, typer.Option(help="Only this document's changes.", metavar="DOC_ID")] = None,
    patterns: Patterns = None,
    json: Json = False,
) -> None:
    """List what each release says that its issuer's earlier ones did not: new, firmer, weaker, repeated, missing.

    Example: extract-events kb changes --release 003_8c8317d8b09a272c.txt
    """
    from nlp.kb.changes import changes

    knowledge = knowledge_at(db, as_of, patterns)
    about = by_name(knowledge.entities, only)
    told = [
        change
        for change in changes(knowledge)
        if (release is None or change.release.doc_id == release)
        and (about is None or change.release.publisher in about or _slots_about(change, about))
    ]
    if json:
        print_json(told)
        return
    print_table(
        [("release", 26), ("change", 12), ("event", 16), ("now", None), ("before", None), ("why", 30)],
        (
            (
                change.release.doc_id,
                change.kind,
                change.type,
                quoted(change.now),
                quoted(change.before) if change.kind != "repeated" else "",
                change.why,
            )
            for change in told
        ),
    )


def contradictions_command(
    db: Database = None, as_of: AsOf = None, only: Only = None, patterns: Patterns = None, json: Json = False
) -> None:
    """List what releases say that cannot both be true, with both quotes.

    Example: extract-events kb contradictions --db knowledge.db
    """
    knowledge = knowledge_at(db, as_of, patterns)
    about = by_name(knowledge.entities, only)
    pairs = [(one, other) for one, other in _contradicting(knowledge.facts) if about is None or is_about(one, about)]
    if json:
        print_json({"one": one, "other": other} for one, other in pairs)
        return
    print_table(
        [("event", 16), ("one", None), ("other", None)],
        ((one.type, _fact(one), _fact(other)) for one, other in pairs),
    )


def _slots_about(change: Change, wanted: Any) -> bool:
    place = change.now or change.before
    values = place.slots.values() if place else ()
    return any(isinstance(value, dict) and value.get("id") in wanted for value in values)


def _contradicting(facts: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    by_id = {fact.id: fact for fact in facts}
    for fact in facts:
        for other in fact.contradicts:
            if fact.id < other:
                yield fact, by_id[other]


def _row(promise: Promise) -> tuple[str, str, str, str, str]:
    from nlp.kb.words import days, what

    months = "" if promise.months is None else f"{promise.months:+d}" if promise.months else "0"
    first = promise.statements[0].evidence
    later = promise.statements[-1].evidence if len(promise.statements) > 1 else None
    became = promise.outcome or later
    step = f"{promise.fact.type}: {what(promise.fact)} {days(promise.statements[0].window)}".rstrip()
    return promise.verdict, months, step, quoted(first), quoted(became)


def _range_row(outlook: Outlook) -> tuple[str, str, str]:
    return outlook.position, quoted(outlook.fact.evidence[0]), quoted(outlook.report)


def _print_rates(knowledge: Knowledge, told: Sequence[Rate]) -> None:
    names = {entity.id: entity.name for entity in knowledge.entities}
    rows = [
        (names.get(rate.entity, rate.entity), f"{rate.share:.0%}", f"{rate.on_time} of {rate.judged}", str(rate.made))
        for rate in told
        if rate.share is not None
    ]
    if rows:
        print_table([("kept in time", 40), ("rate", 6), ("judged", 12), ("promises", 8)], rows)


def _fact(fact: Fact) -> str:
    from nlp.kb.words import days, what

    return f"{what(fact)} {days(fact.valid)}: {quoted(fact.evidence[0])}"


def _promise(promise: Promise) -> dict[str, Any]:
    return {
        "kind": "promise",
        "verdict": promise.verdict,
        "months": promise.months,
        "done": promise.done,
        "issuer": promise.issuer,
        "type": promise.fact.type,
        "slots": promise.fact.slots,
        "statements": [{"window": s.window, "evidence": s.evidence} for s in promise.statements],
        "outcome": promise.outcome,
    }


def _outlook(outlook: Outlook) -> dict[str, Any]:
    return {
        "kind": "guidance",
        "verdict": outlook.position,
        "issuer": outlook.fact.publisher,
        "slots": outlook.fact.slots,
        "revised_by": outlook.revised_by,
        "given": outlook.fact.evidence[0],
        "result": outlook.result,
        "reported": outlook.report,
    }


def _rate(rate: Rate) -> dict[str, Any]:
    return {
        "kind": "rate",
        "entity": rate.entity,
        "on_time": rate.on_time,
        "judged": rate.judged,
        "made": rate.made,
        "share": rate.share,
    }
