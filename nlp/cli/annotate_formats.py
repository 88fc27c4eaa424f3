"""Verbs `annotate export` and `annotate import`: files of other annotation tools, both ways."""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.cli.terminal import complain, counting, is_terminal, tame

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlp.annotation.formats.taking import Taken
    from nlp.annotation.records import Decision
    from nlp.lab.annotated_import import Imported

_INCOMPLETE = 1
_LONGEST = 100


class Tool(str, Enum):  # noqa: UP042 -- typer shows the value of a str enum
    """The formats."""

    brat = "brat"
    prodigy = "prodigy"
    label_studio = "label-studio"
    doccano = "doccano"
    spacy = "spacy"


Form = Annotated[Tool, typer.Option("--format", help="Whose format.", show_default=False)]
Patterns = Annotated[
    Path | None, typer.Option(help="Folder of patterns to use instead of the built-in one.", metavar="FOLDER")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]


def export_command(
    paths: Annotated[list[str], typer.Argument(help="Documents or folders of them.", metavar="PATH...")],
    form: Form,
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder to write into.", metavar="FOLDER")],
    run: Annotated[
        Path | None, typer.Option("--run", help="Mark the events of this run, not those found now.", metavar="OUT")
    ] = None,
    patterns: Patterns = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace files that are there and differ.")] = False,
    quiet: Quiet = False,
) -> None:
    """Write documents with names and events marked, as files of an annotation tool.

    Beside them stands exported.jsonl: what was given away, so that the import sees what has been changed. Exit status 1
    when documents could not be read; they are listed.

    Example: extract-events annotate export corpus/ --format brat -o brat
    """
    from nlp.annotation.formats.table import hidden, of
    from nlp.lab.annotated_export import give_away

    tool = of(form.value)
    with counting("documents", show=is_terminal(sys.stderr) and not quiet) as count:
        given = give_away(paths, tool, out, run=run, patterns=patterns, overwrite=overwrite, watch=count)
    for item in given.failed:
        complain(f"{item.doc_id}: {item.error}")
    if not quiet:
        marked = sum(len(document.events) for document in given.documents)
        typer.echo(f"{len(given.documents)} documents with {marked} events in {out}/, format {tool.name}")
        for told in hidden(tool, given.documents):
            typer.echo(f"kept, but not shown there: {told}")
    raise typer.Exit(_INCOMPLETE if given.failed else 0)


def import_command(
    path: Annotated[Path, typer.Argument(help="What the tool has given back.", metavar="FILE_OR_FOLDER")],
    form: Form,
    texts: Annotated[
        list[str], typer.Option("--texts", help="The documents as they are now; may be repeated.", metavar="PATH")
    ],
    annotator: Annotated[str, typer.Option(help="Who has annotated.", metavar="NAME")],
    gold: Annotated[Path, typer.Option(help="Folder with the decisions.", metavar="DIR")],
    given: Annotated[
        Path | None,
        typer.Option("--exported", help="exported.jsonl of the export, if it is not beside the files.", metavar="FILE"),
    ] = None,
    patterns: Patterns = None,
    done: Annotated[bool, typer.Option("--done", help="The annotator has read these documents through.")] = False,
    only_changed: Annotated[
        bool, typer.Option("--only-changed", help="Leave out documents in which nothing was changed.")
    ] = False,
    replacing: Annotated[
        bool, typer.Option("--replace", help="Take these decisions also where the annotator has decided otherwise.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be decided.")] = False,
    quiet: Quiet = False,
) -> None:
    """Take over what a person has changed in another tool, as decisions in DIR/decisions.

    An event as it was exported is accepted, one with other slots corrected, one that is gone rejected, a new one
    added; the same file again adds nothing. Tasks that nobody has answered (Prodigy, Label Studio) are left out. Files
    of names only give no decisions: the names that were marked or unmarked are printed as lines for patterns/entities.
    Exit status 1 when something could not be taken over; it is listed.

    Example: extract-events annotate import brat --format brat --texts corpus/ --annotator ada --gold annotations/gold
    """
    from nlp.annotation.formats import of
    from nlp.annotation.formats.taking import take
    from nlp.annotation.records import annotator_name
    from nlp.lab.annotated_import import bring_back

    name = annotator_name(annotator)
    back = bring_back(path, of(form.value), texts, name, exported_file=given, patterns=patterns,
                      done=done, only_changed=only_changed)  # fmt: skip
    taken = take(gold, name, back.decisions, replacing=replacing, write=not dry_run)
    _show(back, taken, dry_run=dry_run, quiet=quiet)
    raise typer.Exit(_INCOMPLETE if back.listed or taken.otherwise else 0)


def _show(back: Imported, taken: Taken, *, dry_run: bool, quiet: bool) -> None:
    for line in _listed(back, taken):
        complain(line)
    if dry_run:
        for decision in taken.new:
            typer.echo(tame(_brief(decision)))
    if not quiet:
        for line in _names(back):
            typer.echo(line)
        typer.echo(_summary(back, taken, dry_run))


def _listed(back: Imported, taken: Taken) -> Iterator[str]:
    yield from back.listed
    yield from back.assumed
    for decision, standing in taken.otherwise:
        yield (
            f"{decision.doc_id}: {decision.action} of {decision.key} left out: {decision.annotator} has decided "
            f"{standing.action} since (--replace takes it)"
        )


def _brief(decision: Decision) -> str:
    """A decision on one line."""
    from nlp.export.words import told

    event = decision.event or decision.was or {}
    slots = ", ".join(f"{slot} {value}" for slot, value in told(event)) if event else "read through"
    return f"{decision.action} {decision.doc_id} {event.get('type', '')} {slots}"[: 2 * _LONGEST]


def _names(back: Imported) -> Iterator[str]:
    """Names that a reader has marked and the rules did not, in the form of patterns/entities; then the other way."""
    import orjson

    for label, words in back.named:
        yield orjson.dumps({"label": label, "pattern": words}).decode()
    for label, words in back.unnamed:
        yield f"# no {label}: {tame(words)}"


def _summary(back: Imported, taken: Taken, dry_run: bool) -> str:
    counts = dict.fromkeys(("accept", "correct", "reject", "add", "done"), 0)
    for decision in taken.new:
        counts[decision.action] += 1
    told = ", ".join(f"{count} {action}" for action, count in counts.items() if count) or "no new decisions"
    what = "would take over" if dry_run else "taken over"
    return f"{what} from {back.documents} documents: {told}; {taken.already} there before"
