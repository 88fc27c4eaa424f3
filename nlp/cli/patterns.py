"""Verbs `patterns lint` and `patterns test`: the rules, checked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

FAILED = 1
Folder = Annotated[Path | None, typer.Argument(help="Pattern folder; the built-in one without it.", metavar="[FOLDER]")]


def lint_command(folder: Folder = None) -> None:
    """List what is wrong in a pattern folder; exit status 1 when there is anything.

    Example: extract-events patterns lint patterns/
    """
    from nlp.lab.lint import lint

    problems = lint(folder)
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems" if problems else "no problems")
    raise typer.Exit(FAILED if problems else 0)


def examples_command(
    folder: Folder = None,
    rule: Annotated[str | None, typer.Option("--rule", help="Only this rule.", metavar="ID")] = None,
) -> None:
    """Run the examples and counter-examples of every rule; exit status 1 when one fails.

    Example: extract-events patterns test patterns/ --rule deal.acquires
    """
    from nlp.engine.examples import check_examples

    checks = list(check_examples(folder, rule))
    failures = [check for check in checks if not check.passed]
    file = ""
    for check in failures:
        if file != (file := f"{check.rule.split('.', 1)[0]}.yaml"):
            typer.echo(file)
        typer.echo(f"  {check.rule} {check.fault}: {check.sentence}")
    typer.echo(f"{len(checks) - len(failures)} of {len(checks)} examples pass")
    raise typer.Exit(FAILED if failures else 0)
