"""Verbs `kb payments` and `kb checks`: sums beside what they are paid for, and figures beside the releases' tables."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.cli.kb import QUOTE, AsOf, Database, Json, Only, Patterns, base_at, by_name, is_about, knowledge_at, quoted
from nlp.cli.tables import print_json, print_table

if TYPE_CHECKING:
    from nlp.kb.checks import Checked
    from nlp.kb.payments import Paid


class Agreement(str, Enum):  # noqa: UP042 -- typer shows the value of a str enum
    """How a figure of the prose stands beside its release's tables."""

    agrees = "agrees"
    mismatch = "mismatch"
    repair = "repair"
    unchecked = "unchecked"


def checks_command(
    db: Database = None,
    as_of: AsOf = None,
    only: Only = None,
    verdicts: Annotated[
        list[Agreement] | None, typer.Option("--verdict", help="List only these; may be repeated.", metavar="VERDICT")
    ] = None,
    patterns: Patterns = None,
    json: Json = False,
) -> None:
    """List how the figures of the prose agree with the releases' own tables, and what a damaged one must have been.

    Example: extract-events kb checks --verdict repair --verdict mismatch
    """
    from nlp.kb.checks import checks

    base = base_at(db, patterns)
    knowledge = base.knowledge(as_of.date() if as_of else None)
    about = by_name(knowledge.entities, only)
    wanted = {verdict.value for verdict in verdicts or ()}
    told = [
        checked
        for checked in checks(knowledge, base.lines())
        if (not wanted or checked.check["verdict"] in wanted) and (about is None or checked.release.publisher in about)
    ]
    if json:
        print_json({"doc_id": checked.release.doc_id, **checked.check} for checked in told)
        return
    columns = [("release", 24), ("verdict", 9), ("figure", None), ("prose", None), ("table", None), ("why", None)]
    print_table(columns, map(_check_row, told))


def payments_command(
    db: Database = None, as_of: AsOf = None, only: Only = None, patterns: Patterns = None, json: Json = False
) -> None:
    """List payments between partners with the step that triggered each and its fiscal quarter.

    Example: extract-events kb payments --only SAR3419
    """
    from nlp.kb.payments import payments

    knowledge = knowledge_at(db, as_of, patterns)
    about = by_name(knowledge.entities, only)
    told = [paid for paid in payments(knowledge) if about is None or is_about(paid.fact, about)]
    if json:
        print_json({"payment": p.fact, "triggers": p.triggers, "quarter": p.quarter} for p in told)
        return
    print_table(
        [("realis", 8), ("payment", None), ("quarter", 9), ("triggered by", None), ("said", None)],
        map(_paid_row, told),
    )


def _paid_row(paid: Paid) -> tuple[str, str, str, str, str]:
    from nlp.kb.words import days, what

    trigger = "; ".join(f"{step.type}: {what(step)} {days(step.valid)}" for step in paid.triggers)
    payment = f"{what(paid.fact)} {days(paid.fact.valid)}"
    return paid.fact.realis, payment, str(paid.quarter or ""), trigger, quoted(paid.fact.evidence[0])


def _check_row(checked: Checked) -> tuple[str, str, str, str, str, str]:
    from nlp.kb.assertions import interval
    from nlp.kb.words import days

    check = checked.check
    prose, cells = check["prose"], check["cells"]
    said = f"{prose['value']:,} {prose['unit']} “{' '.join(prose['text'].split())[:QUOTE]}”" if prose else ""
    table = "; ".join(f"{cell['row']}, {cell['column']}: {cell['text']}" for cell in cells)
    why = " ".join(str(check[name]) for name in ("arithmetic", "reason") if check[name])
    if check["proposed"] is not None:
        why = f"{check['proposed']:,}: {why}"
    figure = f"{check['metric'] or 'sum'} {days(interval(check['period']))}"
    return checked.release.doc_id, check["verdict"], figure, said, table, why
