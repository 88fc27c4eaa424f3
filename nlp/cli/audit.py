"""Verb `patterns audit`: what the rules leave unexplained."""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.cli.terminal import complain, counting, is_terminal, tame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nlp.audit import Finding, Group, Share

FAILED = 1
_SENTENCE = 200


class Kind(str, Enum):  # noqa: UP042 -- typer shows the value of a str enum
    """What an audit asks after."""

    phase = "phase"
    compound = "compound"
    money = "money"
    agency = "agency"
    deal = "deal"
    milestone = "milestone"


def audit_command(
    paths: Annotated[list[str], typer.Argument(help="Files and folders to read; - is standard input.", metavar="PATH")],
    patterns: Annotated[
        Path | None, typer.Option(help="Folder of patterns to use instead of the built-in ones.")
    ] = None,
    kinds: Annotated[
        list[Kind] | None, typer.Option("--kind", help="List only this kind; may be repeated.", metavar="KIND")
    ] = None,
    most: Annotated[int, typer.Option(min=0, help="List the first N wordings.", metavar="N")] = 40,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write shares and all wordings to this file.", metavar="FILE")
    ] = None,
) -> None:
    """List the phases, compounds, amounts, agencies, deal and milestone words that no event and no reason explains.

    Grouped by wording, most frequent first. Exit status 1 when a document could not be read.

    Example: extract-events patterns audit corpus/ --kind phase --most 20
    """
    from nlp.audit import groups, shares
    from nlp.engine.audit import audit

    stdin = sys.stdin.buffer if sys.stdin is not None else None
    found: list[tuple[str, Finding]] = []
    documents: set[str] = set()
    failed = False
    with counting("documents", show=is_terminal(sys.stderr)) as count:
        for doc_id, findings in audit(paths, patterns, stdin=stdin):
            count()
            documents.add(doc_id)
            if isinstance(findings, str):
                complain(f"{doc_id}: {findings}")
                failed = True
            else:
                found += [(doc_id, finding) for finding in findings]
    if not documents:
        complain(f"found no documents in {' '.join(paths)}, expected files to read")
    wanted = {kind.value for kind in kinds or ()}
    told, listed = shares(found), groups(found)
    for line in (*_table(told), *_wordings([g for g in listed if not wanted or g.kind in wanted][:most])):
        print(line)
    if json_file is not None:
        _write(json_file, told, listed)
    raise typer.Exit(FAILED if failed else 0)


def _table(told: list[Share]) -> list[str]:
    lines = [f"{'':30s} {'words':>7s} {'events':>7s} {'explained':>9s}"]
    for share in told:
        part = f"{share.share:9.3f}" if share.words else f"{'-':>9s}"
        why = ", ".join(f"{name} {number}" for name, number in share.reasons if name != "event")
        lines.append(f"{share.kind:30s} {share.words:7d} {share.in_events:7d} {part}  {why}".rstrip())
    return lines


def _wordings(listed: Sequence[Group]) -> list[str]:
    lines = []
    for group in listed:
        doc_id, start, end, sentence = group.examples[0]
        lines.append(f"\n{group.count} {group.kind}: {tame(group.wording)}")
        lines.append(f"  {tame(doc_id)} {start}-{end}: {tame(sentence)[:_SENTENCE]}")
    return lines


def _write(path: Path, told: list[Share], listed: Sequence[Group]) -> None:
    from dataclasses import asdict

    import orjson

    from nlp.export.atomic import write_whole

    report = {
        "shares": [{**asdict(share), "share": share.share, "reasons": dict(share.reasons)} for share in told],
        "unexplained": [
            {
                "kind": group.kind,
                "wording": group.wording,
                "count": group.count,
                "examples": [
                    {"doc_id": doc_id, "start": start, "end": end, "sentence": sentence}
                    for doc_id, start, end, sentence in group.examples
                ],
            }
            for group in listed
        ],
    }
    write_whole(path, [orjson.dumps(report, option=orjson.OPT_INDENT_2)])
