"""Verb `patterns diff`: what a change of the rules does to a corpus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nlp.cli.corpus_options import AsJson, Cache, Jobs, NoCache, Paths, cache_folder, stdin, watching
from nlp.cli.terminal import tame

if TYPE_CHECKING:
    from nlp.lab.diff import Difference, Gold
    from nlp.lab.diff_events import Change
    from nlp.lab.diff_rules import Edit

FAILED = 1
_QUOTE = 200
_HEADS = {
    "added": "events added",
    "removed": "events removed",
    "changed": "events changed",
    "retold": "events told by other rules, words or with another confidence",
}
_SIDE = "Folder of patterns, or a git revision (HEAD~1, HEAD~1:patterns)."

Most = Annotated[
    int | None, typer.Option(min=0, help="Show the first N events of each kind and rule. [default: all]", metavar="N")
]
GoldFolder = Annotated[
    Path | None, typer.Option("--gold", help="Gold folder: compare its figures as well.", metavar="DIR")
]


def diff_command(
    old: Annotated[str, typer.Argument(help=_SIDE, metavar="OLD")],
    new: Annotated[str, typer.Argument(help=_SIDE, metavar="NEW")],
    paths: Paths,
    gold: GoldFolder = None,
    most: Most = None,
    as_json: AsJson = False,
    cache: Cache = None,
    no_cache: NoCache = False,
    jobs: Jobs = None,
) -> None:
    """Show which events a change of the patterns adds, removes and changes, with quote and rule.

    Documents are read once and kept in a cache; after an edit of the rules only those that it can touch are told again.
    Exit status 0 with or without differences; 1 when a document could not be read.

    Example: extract-events patterns diff HEAD:patterns patterns/ corpus/ --gold annotations/gold
    """
    from nlp.lab.diff import difference
    from nlp.lab.revision import pattern_folder
    from nlp.score import read_gold

    golds = read_gold(gold) if gold is not None else None
    folder = cache_folder(cache, no_cache)
    with ExitStack() as stack:
        before = stack.enter_context(pattern_folder(old, new))
        after = stack.enter_context(pattern_folder(new, old))
        watch = stack.enter_context(watching(paths))
        found = difference(before, after, paths, golds=golds, cache=folder, jobs=jobs, stdin=stdin(), watch=watch)
    if as_json:
        from nlp.cli.tables import print_json

        print_json(_objects(found))
    else:
        for line in _lines(found, most):
            print(line)
    raise typer.Exit(FAILED if found.failed else 0)


# ------------------------------------------------------------------ lines


def _lines(found: Difference, most: int | None) -> Iterator[str]:
    yield from _edit(found.edit)
    yield f"{found.again} of {found.documents} documents told again"
    for kind, head in _HEADS.items():
        yield from _kind(head, [change for change in found.changes if change.kind == kind], most)
    yield ""
    yield from _totals(found)
    if found.gold is not None:
        yield ""
        yield from _figures(found.gold)


def _edit(edit: Edit) -> Iterator[str]:
    parts = [
        (f"rules {name}", ids)
        for name, ids in (
            ("added", edit.added),
            ("removed", edit.removed),
            ("changed", edit.changed),
            ("with other examples only", edit.reworded),
        )
    ]
    for name, ids in (*parts, ("changed for all rules", edit.beyond), ("changed for names and values", edit.reading)):
        if ids:
            yield f"{name}: {', '.join(ids)}"
    if not any(ids for _, ids in (*parts, ("", edit.beyond), ("", edit.reading))):
        yield "no rule, list or name differs"


def _kind(head: str, changes: list[Change], most: int | None) -> Iterator[str]:
    if not changes:
        return
    yield f"\n{head}: {len(changes)}"
    by_rules: dict[str, list[Change]] = {}
    for change in changes:
        by_rules.setdefault(", ".join(change.rules), []).append(change)
    for rules, some in sorted(by_rules.items(), key=lambda item: (-len(item[1]), item[0])):
        yield f"  {rules} ({len(some)})"
        shown = some if most is None else some[:most]
        for change in shown:
            yield from _change(change)
        if len(shown) < len(some):
            yield f"    ... and {len(some) - len(shown)} more"


def _change(change: Change) -> Iterator[str]:
    from nlp.export.words import told

    yield f"    {tame(change.doc_id)}  {tame(change.quote)[:_QUOTE]}"
    if change.fields:
        for name, (old, new) in change.fields.items():
            if name != "mentions" or len(change.fields) == 1:  # long, and other rules or confidence show it as well
                yield f"      {name}: {_words(old)} -> {_words(new)}"
        return
    event = change.new or change.old or {}
    slots = "; ".join(f"{slot} {value}" for slot, value in told(event))
    yield f"      {change.type}, {event['realis']}: {tame(slots)}"


def _words(value: Any) -> str:
    from nlp.export.words import in_words

    return "nothing" if value in (None, "", []) else tame(in_words(value))[:_QUOTE]


def _totals(found: Difference) -> Iterator[str]:
    from nlp.lab.diff_events import KINDS, counts

    table = counts(found.changes)
    yield f"{'':18s}" + "".join(f"{name:>9s}" for name in ("before", "after", *KINDS))
    for name, (before, after) in found.totals.items():
        row = table.get(name, dict.fromkeys(KINDS, 0))
        yield f"{name:18s}" + "".join(f"{number:9d}" for number in (before, after, *row.values()))
    all_of = [sum(pair[side] for pair in found.totals.values()) for side in (0, 1)]
    kinds = [sum(row[kind] for row in table.values()) for kind in KINDS]
    yield f"{'all':18s}" + "".join(f"{number:9d}" for number in (*all_of, *kinds))


def _figures(gold: Gold) -> Iterator[str]:
    yield f"{'gold':28s}" + "".join(f"{name:>9s}" for name in ("before", "after", "change"))
    after = dict(_flat(gold.after))
    before = dict(_flat(gold.before))
    for name in dict.fromkeys((*before, *after)):
        one, two = before.get(name, 0.0), after.get(name, 0.0)
        yield f"{name:28s}{one:9.4f}{two:9.4f}{two - one:+9.4f}"
    yield f"on {gold.after['answered']} documents of the gold"


def _flat(report: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    for name in ("detection", "slots", "exact", "compounds"):
        for letter in "prf":
            yield f"{name} {letter.upper()}", report[name][letter]
    yield "realis", report["realis"]
    for name, counts in report["by_type"].items():
        yield f"{name} F", counts["detection"]["f"]
        yield f"{name} slots F", counts["slots"]["f"]


# ------------------------------------------------------------------ objects


def _objects(found: Difference) -> Iterator[dict[str, Any]]:
    from nlp.lab.diff_events import counts, slots_changed

    edit = found.edit
    yield {
        "kind": "edit",
        **{name: getattr(edit, name) for name in ("added", "removed", "changed", "reworded", "beyond", "reading")},
        "documents": found.documents,
        "again": found.again,
    }
    for change in found.changes:
        yield {
            "kind": change.kind,
            "doc_id": change.doc_id,
            "type": change.type,
            "rules": change.rules,
            "start": change.start,
            "quote": change.quote,
            "fields": {name: {"old": old, "new": new} for name, (old, new) in change.fields.items()},
            "old": change.old,
            "new": change.new,
        }
    for doc_id, error in found.failed:
        yield {"kind": "failed", "doc_id": doc_id, "error": error}
    yield {
        "kind": "totals",
        "before": {name: pair[0] for name, pair in found.totals.items()},
        "after": {name: pair[1] for name, pair in found.totals.items()},
        "changes": counts(found.changes),
        "slots": dict(slots_changed(found.changes)),
    }
    if found.gold is not None:
        yield {"kind": "gold", "before": found.gold.before, "after": found.gold.after, "change": _moved(found.gold)}


def _moved(gold: Gold) -> dict[str, float]:
    before = dict(_flat(gold.before))
    return {name: round(value - before.get(name, 0.0), 4) for name, value in _flat(gold.after)}
