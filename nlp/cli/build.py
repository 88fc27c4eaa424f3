"""Verb `build`: the whole pipeline as a package of spaCy's."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from nlp.trained import DEFAULT


def build_command(
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder to write the wheel into.")] = Path("dist"),
    model: Annotated[
        str, typer.Option(help="Trained model to put in: none, small, or a folder of train's.", metavar="MODEL")
    ] = DEFAULT,
    patterns: Annotated[
        Path | None, typer.Option(help="Other patterns than the built-in ones.", metavar="FOLDER")
    ] = None,
    scores: Annotated[
        Path | None, typer.Option(help="Report of score --json, for the package's meta.json.", metavar="FILE")
    ] = None,
) -> None:
    """Write a wheel with patterns, registry and components; once installed, spacy.load("en_press_release") opens it.

    Example: extract-events build -o dist
    """
    from nlp.trained import folder_of
    from nlp.training.package import build_package

    told = _read(scores) if scores is not None else None
    typer.echo(build_package(out, patterns=patterns, model=folder_of(model), scores=told))


def _read(path: Path) -> Any:
    import orjson

    from nlp.errors import UsageError

    try:
        report = orjson.loads(path.read_bytes())
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror or error}") from None
    except orjson.JSONDecodeError as error:
        raise UsageError(f"found broken JSON in {path} ({error}), expected a report of score --json") from None
    if not isinstance(report, dict):
        raise UsageError(f"found a JSON {type(report).__name__} in {path}, expected a report of score --json")
    return report
