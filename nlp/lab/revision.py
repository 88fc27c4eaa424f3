"""A pattern folder, or one as a git revision has it."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from nlp import resources
from nlp.errors import UsageError

_EXPECTED = "expected a folder of patterns, or a git revision such as HEAD~1 or HEAD~1:patterns"


@contextmanager
def pattern_folder(text: str, beside: str | None = None) -> Iterator[Path]:
    """The pattern folder that `text` means: a folder as it is, a git revision's in a temporary folder.

    `REVISION:FOLDER` counts the folder from the root of the repository that we are in, else of that which holds
    `beside`, the other side's folder. A bare revision means the folder `beside`, else `patterns` here, else the
    program's own: the first of them that lies in a repository. Raises UsageError that says what is missing: git, the
    repository, the revision, the folder in it.
    """
    if Path(text).is_dir():
        yield Path(text)
        return
    revision, colon, inside = text.partition(":")
    if colon:
        _, root = _in_repository([Path.cwd(), *_folders(beside)], text)
    else:
        folder, root = _in_repository([*_folders(beside), *_folders("patterns"), resources.default_folder()], text)
        inside = folder.relative_to(root).as_posix()
    commit = _commit(root, revision, text)
    with tempfile.TemporaryDirectory(prefix="extract-events-") as name:
        _unpack(root, commit, inside.strip("/"), text, Path(name))
        yield Path(name)


def _folders(text: str | None) -> list[Path]:
    return [Path(text)] if text is not None and Path(text).is_dir() else []


def _in_repository(folders: Sequence[Path], text: str) -> tuple[Path, Path]:
    """The first of the folders that lies in a git repository, and the repository's root."""
    said = ""
    for folder in (folder.resolve() for folder in folders):
        found = _git(folder, "rev-parse", "--show-toplevel")
        if not found.returncode:
            return folder, Path(found.stdout.decode().rstrip("\n")).resolve()
        said = _said(found)
    places = ", ".join(dict.fromkeys(str(folder.resolve()) for folder in folders))
    raise UsageError(f"found no folder {text!r}, and no git repository at {places}; {_EXPECTED}{said}")


def _commit(root: Path, revision: str, text: str) -> str:
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision or 'HEAD'}^{{commit}}")
    if found.returncode:
        raise UsageError(f"found neither a folder {text!r} nor a revision {revision!r} in {root}; {_EXPECTED}")
    return found.stdout.decode().split()[0]


def _unpack(root: Path, commit: str, inside: str, text: str, out: Path) -> None:
    """Write the revision's files below `inside` into `out`."""
    tree = f"{commit}:{inside}"
    kind = _git(root, "cat-file", "-t", tree)
    if kind.stdout.strip() != b"tree":
        raise UsageError(f"found no folder {inside!r} in revision {text.partition(':')[0]!r} of {root}; {_EXPECTED}")
    archive = _git(root, "archive", "--format=tar", tree)
    if archive.returncode:
        raise UsageError(f"git cannot give out {tree} of {root}{_said(archive)}")
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
        files.extractall(out, filter="data")
    if not (out / "taxonomy.yaml").is_file():
        raise UsageError(f"found no taxonomy.yaml in {inside!r} of revision {text!r}; {_EXPECTED}")


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("git")
    if program is None:
        raise UsageError(f"git is not installed, and without it there are no revisions; {_EXPECTED}")
    return subprocess.run([program, "-C", str(folder), *arguments], capture_output=True, check=False)


def _said(outcome: subprocess.CompletedProcess[bytes]) -> str:
    words = " ".join(outcome.stderr.decode("utf-8", "replace").split())
    return f" (git: {words})" if words else ""
