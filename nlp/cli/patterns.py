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
    from nlp.engine.lint import lint

    problems = lint(folder)
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems" if problems else "no problems")
    raise typer.Exit(FAILED if problems else 0)


def examples_command(folder: Folder = None) -> None:
    """Run the examples and counter-examples of every rule; exit status 1 when one fails.

    Example: extract-events patterns test patterns/
    """
    from nlp.engine.examples import check_examples

    checks = list(check_examples(folder))
    failures = [check for check in checks if not check.passed]
    for check in failures:
        others = f" (told by {', '.join(check.told_by)})" if check.told_by else ""
        wrong = "tells an event of its counter-example" if check.counter else "does not tell its example"
        print(f"{check.rule} {wrong}{'' if check.counter else others}: {check.sentence}")
    print(f"{len(checks) - len(failures)} of {len(checks)} examples pass")
    raise typer.Exit(FAILED if failures else 0)
