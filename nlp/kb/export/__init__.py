"""The knowledge in the forms of other programs: RDF, Neo4j, Parquet, spaCy. The same knowledge gives the same bytes."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from nlp.errors import UsageError
from nlp.export.atomic import write_whole
from nlp.kb.export import neo4j, parquet, rdf, spacy_kb
from nlp.kb.records import Knowledge

Files = Iterable[tuple[str, bytes]]


def _turtle(knowledge: Knowledge) -> Iterator[tuple[str, bytes]]:
    yield rdf.TURTLE, b"".join(rdf.turtle(knowledge))
    yield from _explained()


def _json_ld(knowledge: Knowledge) -> Iterator[tuple[str, bytes]]:
    yield rdf.JSON_LD, b"".join(rdf.json_ld(knowledge))
    yield from _explained()


def _explained() -> Iterator[tuple[str, bytes]]:
    return ((name, rdf.text(name).encode()) for name in (rdf.SHAPES, rdf.VOCABULARY))


# By format: the folder under the export's own, the files, the library that they need and the extra that brings it.
_FORMATS: Mapping[str, tuple[str, Callable[[Knowledge], Files], str | None, str]] = MappingProxyType(
    {
        "turtle": ("", _turtle, "rdflib", "graph"),
        "jsonld": ("", _json_ld, None, ""),
        "neo4j": ("neo4j", neo4j.files, None, ""),
        "parquet": ("parquet", parquet.files, "pyarrow", "parquet"),
        "spacy": ("spacy_kb", spacy_kb.files, None, ""),
    }
)
FORMATS = tuple(_FORMATS)


def export(knowledge: Knowledge, folder: Path, formats: Sequence[str]) -> list[Path]:
    """Write a knowledge into a folder in these formats; the paths of the files, sorted.

    `turtle`: knowledge.ttl; `jsonld`: knowledge.jsonld (both with shapes.ttl and vocabulary.ttl); `neo4j`: CSV files
    and the command that imports them in neo4j/; `parquet`: six tables in parquet/; `spacy`: an InMemoryLookupKB in
    spacy_kb/. Each file is there whole or not at all. Raises UsageError for an unknown format, a library that is
    missing, or a folder that cannot be written; nothing is written then.
    """
    wanted = [name for name in FORMATS if name in formats]
    _check(folder, formats)
    paths: set[Path] = set()
    for name in wanted:
        under, files, _, _ = _FORMATS[name]
        for file, content in files(knowledge):
            path = folder / under / file
            write_whole(path, [content])
            paths.add(path)
    return sorted(paths)


def _check(folder: Path, formats: Sequence[str]) -> None:
    for name in formats:
        if name not in _FORMATS:
            raise UsageError(f"found the format {name!r}, expected one of {', '.join(FORMATS)}")
        _, _, library, extra = _FORMATS[name]
        if library and importlib.util.find_spec(library) is None:
            raise UsageError(
                f"--format {name} needs {library}, which is not installed; "
                f"install it with: pip install 'extract-events[{extra}]'"
            )
    if not formats:
        raise UsageError(f"found no format, expected one or more of {', '.join(FORMATS)}")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"found a file at {folder}, expected a folder to write into (-o)")
