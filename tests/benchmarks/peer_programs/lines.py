"""What the peers share: the documents of a folder in, what was found out, one JSON object a line.

A line has `doc_id`, `kind` (`term`, `phase` or `date`), `start` and `end` in characters of the text, `text`; a term has
`label`; terms and phases have `realis` where the peer tells it; a date has `earliest` and `latest` (days), null where
the peer gives none.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

Line = dict[str, Any]


def main(read: Callable[[str, str], Iterable[Line]]) -> None:
    """Run `read(name, text)` over all texts of the folder argv[2] and write what it finds to the file argv[3]."""
    with Path(sys.argv[3]).open("w", encoding="utf-8") as out:
        for name, text in documents(Path(sys.argv[2])):
            for line in read(name, text):
                out.write(json.dumps({"doc_id": name, **line}, ensure_ascii=False) + "\n")


def setup() -> Line:
    """What argv[1] gives to every peer: `terms` (label -> names), `phases`, `cues`, `released` (name -> day)."""
    given: Line = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    return given


def documents(folder: Path) -> Iterator[tuple[str, str]]:
    """Names and texts, in order."""
    for path in sorted(folder.glob("*.txt")):
        yield path.name, path.read_bytes().decode("utf-8")


def original(name: str) -> str:
    """The name of the document that this is a copy of."""
    return name.partition("_")[2]
