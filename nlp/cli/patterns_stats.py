"""Verb `patterns stats`: what each rule does on a corpus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nlp.cli.corpus_options import AsJson, Cache, Jobs, NoCache, Paths, cache_folder, stdin, watching
from nlp.cli.terminal import tame

if TYPE_CHECKING:
    from nlp.lab.stats import RuleStats, Stats
    from nlp.lab.stats_review import Verdicts

FAILED = 1
_QUOTE = 240
Folder = Annotated[
    Path | None,
    typer.Option("--patterns", help="Folder of patterns to use instead of the built-in ones.", metavar="FOLDER"),
]
Gold = Annotated[Path | None, typer.Option("--gold", help="Gold folder that says what is right.", metavar="DIR")]
Decisions = Annotated[
    Path | None,
    typer.Option("--decisions", help="Folder of annotators' decisions that say what is right.", metavar="DIR"),
]
Rule = Annotated[str | None, typer.Option("--rule", help="Show one rule with its quotes.", metavar="ID")]


def stats_command(
    paths: Paths,
    patterns: Folder = None,
    gold: Gold = None,
    decisions: Decisions = None,
    rule: Rule = None,
    as_json: AsJson = False,
    cache: Cache = None,
    no_cache: NoCache = False,
    jobs: Jobs = None,
) -> None:
    """Count what each rule matched, told, lost and left unfilled, and how often each slot is filled.

    With --gold or --decisions also how many of a rule's events are right. Exit status 1 when a document could not be
    read.

    Example: extract-events patterns stats corpus/ --gold annotations/gold
    """
    from nlp.lab.stats import stats

    golds = _checked(patterns, gold, decisions, rule)
    folder = cache_folder(cache, no_cache)
    with watching(paths) as watch:
        found = stats(
            paths, patterns, golds=golds, decisions=decisions, rule=rule,
            cache=folder, jobs=jobs, stdin=stdin(), watch=watch,
        )  # fmt: skip
    if as_json:
        from nlp.cli.tables import print_json

        print_json(_objects(found, rule))
    elif rule is not None:
        for line in _one_rule(found, rule):
            print(line)
    else:
        _print_tables(found)
    raise typer.Exit(FAILED if found.failed else 0)


def _checked(
    patterns: Path | None, gold: Path | None, decisions: Path | None, rule: str | None
) -> list[Mapping[str, Any]] | None:
    """The gold's documents, None without; UsageError for what cannot be asked together or of these patterns."""
    from nlp.errors import UsageError
    from nlp.lab.cache import usable
    from nlp.score import read_gold

    if gold is not None and decisions is not None:
        raise UsageError("found --gold and --decisions, expected one of them")
    if rule is not None:
        loaded = usable(patterns).patterns
        _must_be_known(rule, [one.id for one in loaded.rules], loaded.taxonomy)
    return read_gold(gold) if gold is not None else None


def _must_be_known(rule: str, known: list[str], taxonomy: Any) -> None:
    """A rule of the folder, or by its type one that may be written in Python."""
    import difflib

    from nlp.errors import UsageError

    kind = rule.partition(".")[0]
    if rule in known or kind in taxonomy["events"] and not any(name.startswith(f"{kind}.") for name in known):
        return
    near = difflib.get_close_matches(rule, known, n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    raise UsageError(f"found no rule {rule!r}, expected one such as {known[0]!r}{hint}")


# ------------------------------------------------------------------ tables


def _print_tables(found: Stats) -> None:
    from nlp.cli.tables import print_table

    columns: list[tuple[str, int | None]] = [("rule", 44)]
    columns += [(name, 9) for name in ("hits", "told", "events", "merged", "dropped", "unfilled", "lost", "conflicts")]
    columns += [(name, 9) for name in ("right", "slots", "wrong", "disputed")] if found.review else []
    columns += [] if found.review else [("lost most to", None)]  # a line has no room for both
    print_table(columns, (_row(one) for one in found.rules if one.hits or one.told))
    print()
    for line in _slots(found):
        print(line)
    print(f"\n{len(found.dead)} rules without a match: {', '.join(found.dead)}" if found.dead else "\nno dead rules")
    print(_read(found))


def _row(one: RuleStats) -> list[str]:
    cells = [one.rule, "-" if one.hits is None else str(one.hits)]
    cells += [str(n) for n in (one.told, one.events, one.merged, one.dropped, one.unfilled, one.lost)]
    cells.append(str(sum(n for _, n in one.conflicts)))
    if one.verdicts:
        return cells + [str(n) for n in _numbers(one.verdicts)]
    return [*cells, f"{one.lost_to[0][0]} {one.lost_to[0][1]}" if one.lost_to else ""]


def _numbers(verdicts: Verdicts) -> tuple[int, int, int, int]:
    return verdicts.right, verdicts.slots, verdicts.wrong, verdicts.disputed


def _slots(found: Stats) -> Iterator[str]:
    for one in found.types:
        filled = ", ".join(f"{slot} {number}" for slot, number in one.filled.items())
        yield f"{one.type}: {one.events} events" + (f"; filled: {filled}" if one.events else "")


def _read(found: Stats) -> str:
    text = f"{found.documents - len(found.failed)} documents"
    if found.review is None:
        return text
    return (
        f"{text}; {found.review.events} reviewed events, {found.review.elsewhere} reviews of other documents or texts"
    )


def _one_rule(found: Stats, rule: str) -> Iterator[str]:
    for one in (one for one in found.rules if one.rule == rule):
        hits = "written in Python" if one.hits is None else f"{one.hits} hits"
        yield f"{rule}: {hits}, {one.told} told ({one.events} events, {one.merged} merged, {one.dropped} dropped)"
        yield f"  {one.unfilled} unfilled, {one.lost} lost to another rule"
        for name, pairs in (("merged into", one.merged_into), ("lost to", one.lost_to), ("conflicts", one.conflicts)):
            if pairs:
                yield f"  {name}: " + ", ".join(f"{other} {number}" for other, number in pairs)
        if one.verdicts:
            right, slots, wrong, disputed = _numbers(one.verdicts)
            yield f"  reviewed: {right} right, {slots} with a wrong slot, {wrong} wrong, {disputed} disputed"
    if not any(one.rule == rule for one in found.rules):
        yield f"{rule}: told nothing"
    for item in found.quotes:
        fate = " ".join(part for part in (item.trace.fate, _other(item.trace.fate, item.trace.other)) if part)
        clash = f" (conflict in {item.trace.conflict})" if item.trace.conflict else ""
        yield f"\n{fate}{clash}: {tame(item.trace.doc_id)}  [{tame(item.words)}]"
        yield f"  {tame(item.quote)[:_QUOTE]}"


def _other(fate: str, other: str | None) -> str:
    return f"{'to' if fate == 'lost' else 'into'} {other}" if other else ""


# ------------------------------------------------------------------ objects


def _objects(found: Stats, rule: str | None) -> Iterator[dict[str, Any]]:
    for one in found.rules:
        if rule is None or one.rule == rule:
            yield {"kind": "rule", **_plain(one)}
    if rule is None:
        for kind in found.types:
            yield {"kind": "type", "type": kind.type, "events": kind.events, "filled": dict(kind.filled)}
        yield {"kind": "dead", "rules": found.dead}
    for item in found.quotes:
        yield {
            "kind": "quote",
            **{name: getattr(item.trace, name) for name in ("doc_id", "start", "end", "fate", "other", "conflict")},
            "words": item.words,
            "quote": item.quote,
        }
    for doc_id, error in found.failed:
        yield {"kind": "failed", "doc_id": doc_id, "error": error}
    review = {"events": found.review.events, "elsewhere": found.review.elsewhere} if found.review else None
    yield {"kind": "read", "documents": found.documents, "review": review}


def _plain(one: RuleStats) -> dict[str, Any]:
    values = {name: getattr(one, name) for name in one.__slots__ if name != "verdicts"}
    for name in ("merged_into", "lost_to", "conflicts"):
        values[name] = dict(values[name])
    if one.verdicts is None:
        return {**values, "verdicts": None}
    named = dict(zip(("right", "slots", "wrong", "disputed"), _numbers(one.verdicts), strict=True))
    return {**values, "verdicts": {**named, "precision": one.verdicts.precision}}
