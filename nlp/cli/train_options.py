"""The options of `train`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Config = Annotated[
    str, typer.Argument(help="tok2vec, transformer, or the path of a config of spaCy's.", metavar="CONFIG")
]
Raw = Annotated[list[Path], typer.Option("--raw", help="Texts to learn from; may be repeated.", metavar="PATH")]
Out = Annotated[Path, typer.Option("--out", "-o", help="Folder to write into.")]
Annotations = Annotated[
    Path | None, typer.Option(help="Folder with gold of some of the texts, in it or in its gold/.", metavar="DIR")
]
Gold = Annotated[list[Path] | None, typer.Option("--gold", help="More gold folders; may be repeated.", metavar="DIR")]
Transformer = Annotated[
    str | None,
    typer.Option(help="Folder, or name on Hugging Face, of other weights than MiniLM's.", metavar="NAME"),
]
Steps = Annotated[int | None, typer.Option(min=1, help="Other number of steps than the config's.")]
Seed = Annotated[int | None, typer.Option(min=0, help="Another seed than the config's.")]
CrossValidate = Annotated[
    int | None,
    typer.Option(min=2, help="Write no model: train N, each without some companies, and compare.", metavar="N"),
]
Patterns = Annotated[Path | None, typer.Option(help="Other patterns than the built-in ones.", metavar="FOLDER")]
