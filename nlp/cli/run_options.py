"""The options of `run`, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nlp.trained import DEFAULT

if TYPE_CHECKING:
    from nlp.engine import Limits


class Format(str, Enum):  # noqa: UP042 -- typer shows the value of a str enum
    """The files that a run writes when asked."""

    csv = "csv"
    parquet = "parquet"
    html = "html"
    spacy = "spacy"


class EngineName(str, Enum):  # noqa: UP042
    """Who does the work."""

    local = "local"
    ray = "ray"


Paths = Annotated[
    list[str],
    typer.Argument(help="Files, folders and addresses (s3://...) to read; - is standard input.", metavar="PATH"),
]
Out = Annotated[str, typer.Option("--out", "-o", help="Folder or address to write into.", metavar="OUT")]
Formats = Annotated[
    list[Format] | None,
    typer.Option("--format", help="Write csv, parquet, html or spacy as well; may be repeated.", metavar="FORMAT"),
]
Patterns = Annotated[Path | None, typer.Option(help="Folder of patterns to use instead of the built-in ones.")]
Model = Annotated[
    str,
    typer.Option(help="Trained names beside the rules: none, small, or a folder of train's.", metavar="MODEL"),
]
MaxBytes = Annotated[int | None, typer.Option(min=1, help="Largest document to read. [default: 20000000]")]
Jobs = Annotated[
    int | None,
    typer.Option(min=1, help="Processes to use; the output is the same for any number. [default: the processors]"),
]
Timeout = Annotated[
    float | None,
    typer.Option(min=0, help="Seconds for one document; 0 is no limit. [default: 120]", metavar="SECONDS"),
]
MaxMemory = Annotated[
    int | None,
    typer.Option(
        min=0, help="Megabytes for one process beside the rules; 0 is no limit. [default: 4000]", metavar="MB"
    ),
]
Engines = Annotated[
    EngineName, typer.Option("--engine", help="local: processes of this machine; ray: a Ray cluster.", metavar="ENGINE")
]
Address = Annotated[
    str | None,
    typer.Option(help="A running Ray cluster, HOST:PORT. [default: start one here]", metavar="ADDRESS"),
]
LogJson = Annotated[
    bool, typer.Option("--log-json", help="Tell on standard error how it goes, one JSON object a line.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is asked for; what is left out of `bounds` is the engine's own default."""

    paths: list[str]
    out: str
    formats: list[str]
    patterns: Path | None
    max_bytes: int | None
    jobs: int | None
    engine: str
    address: str | None
    bounds: dict[str, Any] = field(default_factory=dict)
    model: str = DEFAULT

    def limits(self) -> Limits:
        """What one document may cost."""
        from nlp.engine import Limits

        return Limits(**{name: value for name, value in self.bounds.items() if value is not None})
