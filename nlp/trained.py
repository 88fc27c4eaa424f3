"""Where trained components are: the one that travels with the package, or a folder of the user's."""

from __future__ import annotations

import hashlib
from pathlib import Path

from nlp.errors import UsageError

NONE, SMALL = "none", "small"
DEFAULT = NONE  # models/README.md has the figures that this follows from


def shipped() -> Path:
    """The folder of configs and models that travels with the package, or the checkout's own."""
    here = Path(__file__).resolve().parent
    for folder in (here / "_models", here.parent / "models"):
        if (folder / "tok2vec.cfg").is_file():
            return folder
    raise UsageError(f"no model folder beside {here}: expected _models/ in the package or models/ in the checkout")


def folder_of(name: str) -> Path | None:
    """The folder of a trained model by what `--model` says: none, small, or a path; None for none.

    Raises UsageError for a folder that holds no trained pipeline.
    """
    if name == NONE:
        return None
    folder = shipped() / SMALL if name == SMALL else Path(name)
    for one in (folder, folder / "model"):  # what `train -o DIR` writes has its pipeline in DIR/model
        if (one / "meta.json").is_file() and (one / "config.cfg").is_file():
            return one.resolve()
    raise UsageError(
        f"found no trained pipeline in {folder}, expected none, small or a folder that `extract-events train` has "
        "written (with meta.json and config.cfg)"
    )


def content_hash(folder: Path | None) -> str:
    """A name for the content of a model's folder, "" for None."""
    if folder is None:
        return ""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
