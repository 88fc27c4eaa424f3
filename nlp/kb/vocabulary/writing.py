"""Writes an import: a pattern folder that runs can use, and the report of its conflicts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from nlp.export.atomic import write_whole
from nlp.kb.vocabulary.records import DRUGBANK, SEC, Conflict, Imported
from nlp.registry.entities import Company, Compound
from nlp.registry.imported import IMPORTED_COMPANIES, IMPORTED_COMPOUNDS

CONFLICTS = "import-conflicts.json"  # no ending of a pattern file: it is none


def write(folder: Path, found: Imported) -> None:
    """Write the new lines beside the registry's files, and the conflicts; a file without lines is taken away."""
    for name, entities, vocabulary in (
        (IMPORTED_COMPOUNDS, found.compounds, DRUGBANK),
        (IMPORTED_COMPANIES, found.companies, SEC),
    ):
        if entities:
            write_whole(folder / name, _lines(entities, vocabulary))
        else:
            (folder / name).unlink(missing_ok=True)
    write_whole(folder / CONFLICTS, _conflicts(found.conflicts))


def _lines(entities: Iterable[Compound | Company], vocabulary: str) -> Iterator[bytes]:
    for entity in sorted(entities, key=lambda entity: entity.id):
        line: dict[str, Any] = {"id": entity.id, "name": entity.name, "type": entity.type}
        line["aliases"] = [
            {"name": alias.name, "kind": alias.kind}
            | ({} if alias.match or alias.kind == "ticker" else {"match": False})
            for alias in entity.aliases
        ]
        line |= {"note": entity.note, "vocabulary": vocabulary}
        yield _json(line) + b"\n"


def _conflicts(conflicts: Iterable[Conflict]) -> Iterator[bytes]:
    """A JSON list, one conflict a line."""
    head = b"[\n"
    for item in conflicts:
        yield head + _json(
            {
                "file": item.file,
                "line": item.line,
                "entry": item.entry,
                "names": list(item.names),
                "left_out": "entry" if item.whole else "names",
                "registry": item.entity,
                "reason": item.reason,
            }
        )
        head = b",\n"
    yield b"[]\n" if head == b"[\n" else b"\n]\n"


def _json(line: dict[str, Any]) -> bytes:
    return json.dumps(line, ensure_ascii=False).encode()
