"""The verbs. Nothing heavy is imported here: `--help` has to answer at once."""

from __future__ import annotations

from typing import Annotated

import typer

from nlp import __version__
from nlp.cli.annotate import adjudicate_command, agreement_command, gold_command
from nlp.cli.annotate_formats import export_command as annotate_export_command
from nlp.cli.annotate_formats import import_command as annotate_import_command
from nlp.cli.annotate_review import review_command
from nlp.cli.audit import audit_command
from nlp.cli.build import build_command
from nlp.cli.kb import load_command, query_command
from nlp.cli.kb_export import export_command
from nlp.cli.kb_figures import checks_command, payments_command
from nlp.cli.kb_story import changes_command, contradictions_command, promises_command
from nlp.cli.kb_vocabulary import import_vocabulary_command
from nlp.cli.patterns import examples_command, lint_command
from nlp.cli.patterns_diff import diff_command
from nlp.cli.patterns_stats import stats_command
from nlp.cli.patterns_suggest import suggest_command
from nlp.cli.patterns_why import why_command
from nlp.cli.run import run_command
from nlp.cli.score import score_command
from nlp.cli.timeline import timeline_command
from nlp.cli.train import train_command

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
patterns = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
annotate = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
kb = typer.Typer(rich_markup_mode=None, no_args_is_help=True)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"extract-events {__version__}")
        raise typer.Exit


@app.callback()
def about(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and leave.", is_eager=True, callback=_print_version)
    ] = False,
) -> None:
    """Events out of biotech press releases and SEC 8-K filings.

    The main job, run, needs no name: a first argument that is no verb is a path to read.

    \b
    Examples:
      extract-events corpus/ -o out --format html
      extract-events score annotations/gold out
      extract-events patterns test
    """


@patterns.callback()
def about_patterns() -> None:
    """The rules: their files (lint), their examples (test), what an edit does (diff), what each rule does (stats), why
    a sentence is read as it is (why), and what rules are missing (suggest, audit).

    Example: extract-events patterns test
    """


@annotate.callback()
def about_annotate() -> None:
    """What people say of the events: review them, compare two readers, make gold, use other annotation tools.

    Example: extract-events annotate review out --gold annotations/gold
    """


@kb.callback()
def about_kb() -> None:
    """The knowledge base: what many releases say together, what was known when, and what became of promises.

    Example: extract-events kb load out, then extract-events kb query IMGN901
    """


app.command("run")(run_command)
app.command("score")(score_command)
app.command("timeline")(timeline_command)
app.command("train")(train_command)
app.command("build")(build_command)
patterns.command("lint")(lint_command)
patterns.command("test")(examples_command)
patterns.command("diff")(diff_command)
patterns.command("stats")(stats_command)
patterns.command("why")(why_command)
patterns.command("suggest")(suggest_command)
patterns.command("audit")(audit_command)
app.add_typer(patterns, name="patterns")
annotate.command("review")(review_command)
annotate.command("export")(annotate_export_command)
annotate.command("import")(annotate_import_command)
annotate.command("agreement")(agreement_command)
annotate.command("adjudicate")(adjudicate_command)
annotate.command("gold")(gold_command)
app.add_typer(annotate, name="annotate")
kb.command("load")(load_command)
kb.command("query")(query_command)
kb.command("promises")(promises_command)
kb.command("payments")(payments_command)
kb.command("changes")(changes_command)
kb.command("contradictions")(contradictions_command)
kb.command("checks")(checks_command)
kb.command("export")(export_command)
kb.command("import-vocabulary")(import_vocabulary_command)
app.add_typer(kb, name="kb")
