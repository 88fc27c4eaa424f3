"""Verb `annotate review`: decide on what a run has told, in the browser."""

from __future__ import annotations

import getpass
import re
import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from nlp.cli.terminal import say
from nlp.trained import DEFAULT


def review_command(
    out: Annotated[Path, typer.Argument(help="Folder that a run has written.", metavar="OUT")],
    gold: Annotated[
        Path, typer.Option("--gold", help="Folder for the decisions, perhaps with docs/*.json.", metavar="DIR")
    ],
    texts: Annotated[
        list[Path] | None,
        typer.Option("--texts", help="The run's documents; may be repeated. [default: corpus]", metavar="PATH"),
    ] = None,
    annotator: Annotated[
        str | None, typer.Option(help="Who decides. [default: the login name]", metavar="NAME")
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen at; 0 is a free one.", metavar="N")] = 0,
    patterns: Annotated[
        Path | None, typer.Option(help="Other patterns than the built-in ones.", metavar="FOLDER")
    ] = None,
    model: Annotated[
        str,
        typer.Option(help="Trained model, a second opinion in the queue: none, small or a folder.", metavar="MODEL"),
    ] = DEFAULT,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Print the address, open nothing.")] = False,
) -> None:
    """Review events in the browser: accept, reject, correct and add; every decision is on disk at once.

    The page is served on this machine only, to whoever opens the printed address. Ctrl-C ends it.

    Example: extract-events annotate review out --gold annotations/gold --texts corpus
    """
    from nlp.review.serve import serve
    from nlp.trained import folder_of

    def ready(address: str, remarks: Sequence[str]) -> None:
        for remark in remarks:
            say(remark)
        print(f"Review page: {address}", flush=True)
        if not no_browser:
            webbrowser.open(address)

    serve(
        out, gold, texts or [Path("corpus")], annotator or _login_name(), patterns=patterns, model=folder_of(model),
        port=port, ready=ready,
    )  # fmt: skip
    sys.stdout.flush()


def _login_name() -> str:
    """The login name with a hyphen for every character that no annotator's name may have."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # nobody in particular, as in some containers
        name = ""
    return re.sub(r"[^A-Za-z0-9_-]+", "-", name).strip("-_")[:40] or "annotator"
