"""Documents read up to the linker, from the user's cache where they are there.

What comes before the event rules (tokens, layout, names, values, links) is the costly part of a document and does not
depend on the event rules. It is kept by the document's content, the program's own code and the pattern files that it
read; `nlp.lab.replay` tells the events from it.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

import srsly
from spacy.tokens import Doc
from spacy.vocab import Vocab

from nlp import attrs, ingest
from nlp.engine.worker import load, writable
from nlp.errors import ExtractEventsError, PatternError
from nlp.lab.cache_store import Store
from nlp.lab.cache_version import document_key, reading_version
from nlp.lab.processes import Crew
from nlp.pipes.flat import flatten
from nlp.pipes.situation import context
from nlp.records import Document, FailedDocument
from nlp.resources import Resources
from nlp.resources import load as load_resources

attrs.register()
UNTIL_LINKER = ("release_sections", "release_entities", "release_linker")
_KEPT = ("layout", "header", "found", "values", "clusters", "relations")
_AT_ONCE = 256  # documents held in memory at a time
_WORTH_PROCESSES = 24  # documents; fewer are read before other processes have started
_VOCABULARY = Vocab()

Item = Document | FailedDocument


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document read up to the linker.

    `views` are its sentences as the event rules see them (`nlp.pipes.view`), in order; `key` names the content and all
    that the reading depends on, `body` is the reading.
    """

    document: Document
    key: str
    views: tuple[str, ...]
    body: bytes

    @property
    def doc_id(self) -> str:
        """As in documents.jsonl."""
        return self.document.doc_id

    @property
    def sha256(self) -> str:
        """As in documents.jsonl."""
        return self.document.sha256

    @property
    def text(self) -> str:
        """What offsets count in."""
        return self.document.text

    def doc(self) -> Doc:
        """A fresh Doc as the linker leaves it, but for `doc.ents` and `doc.spans`, which no later pipe reads."""
        kept: dict[str, Any] = srsly.msgpack_loads(self.body)
        text = self.document.text
        words, spaces, position = [], [], 0
        for token in kept["tokens"]:
            end = position + (token >> 1)
            words.append(text[position:end])
            spaces.append(bool(token & 1))
            position = end + (token & 1)
        doc = Doc(_VOCABULARY, words=words, spaces=spaces)
        doc._.document = self.document
        doc._.flat = flatten(text)
        for name in _KEPT:
            value = kept[name]
            setattr(doc._, name, tuple(value) if isinstance(value, list) else value)
        return doc


def usable(patterns: Path | None) -> Resources:
    """The resources of a pattern folder (None: the package's own); PatternError for what cannot be used as one."""
    try:
        return load_resources(patterns)
    except ExtractEventsError:
        raise
    except (OSError, LookupError, TypeError, AttributeError, ValueError) as error:
        problem = f"{type(error).__name__}: {error}"
        raise PatternError(f"{patterns}: cannot be used as patterns ({problem})") from error


def parsed(
    paths: Sequence[Path | str],
    patterns: Path | None = None,
    cache: Path | None = None,
    jobs: int | None = None,
    *,
    stdin: BinaryIO | None = None,
) -> Iterator[Parsed | FailedDocument]:
    """The documents of `paths` in the order of reading, as the patterns of a folder (None: the package's own) read
    them; a document that cannot be read gives its reason.

    `cache` None is no cache. `jobs` None: all processors where many documents must be read anew. Raises PatternError
    for a folder that cannot be used.
    """
    yield from read_through(ingest.read(paths, stdin=stdin), patterns, cache, jobs)


def read_through(
    items: Iterable[Item], patterns: Path | None, cache: Path | None, jobs: int | None = None
) -> Iterator[Parsed | FailedDocument]:
    """`parsed` for documents that ingestion has read already."""
    version = reading_version(usable(patterns))
    waiting = iter(items)
    with Store(cache) as store, Crew(_reader, (patterns, version), jobs, _WORTH_PROCESSES) as crew:
        while some := [_named(item) for item in itertools.islice(waiting, _AT_ONCE)]:
            yield from _some(some, version, store, crew)


def _named(item: Item) -> Item:
    return replace(item, doc_id=writable(item.doc_id))


def _some(
    items: Sequence[Item], version: str, store: Store, crew: Crew[Document, Parsed | FailedDocument]
) -> Iterator[Parsed | FailedDocument]:
    keys = {id(item): _key(item, version) for item in items if isinstance(item, Document)}
    stored = store.get(list(dict.fromkeys(keys.values())))
    known: dict[int, Parsed | FailedDocument] = {}
    for item in items:
        if isinstance(item, Document) and (data := stored.get(keys[id(item)])) is not None:
            entry = _unpacked(item, keys[id(item)], data)
            if entry is not None:
                known[id(item)] = entry
    unread = [item for item in items if isinstance(item, Document) and id(item) not in known]
    fresh = crew(unread) if unread else []
    store.put({one.key: _packed(one) for one in fresh if isinstance(one, Parsed)})
    known.update(zip(map(id, unread), fresh, strict=True))
    for item in items:
        yield item if isinstance(item, FailedDocument) else known[id(item)]


def _key(document: Document, version: str) -> str:
    return f"reading:{version}:{document_key(document)}"


# ------------------------------------------------------------------ entries


def _packed(one: Parsed) -> bytes:
    data: bytes = srsly.msgpack_dumps({"views": list(one.views), "body": one.body})
    return data


def _unpacked(document: Document, key: str, data: bytes) -> Parsed | None:
    """The entry, None for one that is not as we write them."""
    try:
        entry = srsly.msgpack_loads(data)
        views, body = entry["views"], entry["body"]
    except Exception:  # whatever stands there, the document can be read anew
        return None
    if not isinstance(views, list) or not isinstance(body, bytes):
        return None
    return Parsed(document, key, tuple(map(str, views)), body)


def _reader(patterns: Path | None, version: str) -> Callable[[Document], Parsed | FailedDocument]:
    """A function that reads a document up to the linker; a fault is that document's error, as in a run."""
    nlp, _ = load(patterns)
    resources = load_resources(patterns)
    pipes = [pipe for name, pipe in nlp.pipeline if name in UNTIL_LINKER]

    def read(document: Document) -> Parsed | FailedDocument:
        try:
            doc = nlp.make_doc(document.text)
            doc._.document = document
            for pipe in pipes:
                doc = pipe(doc)
            views = tuple(view.text for view in context(doc, doc._.flat, resources).views)
            return Parsed(document, _key(document, version), views, _body(doc))
        except ExtractEventsError as error:
            return FailedDocument(document.doc_id, str(error), document.sha256)
        except Exception as error:  # one odd document must not cost the others; the message asks for a report
            problem = f"fault in the pipeline, please report it ({type(error).__name__}: {error})"
            return FailedDocument(document.doc_id, problem, document.sha256)

    return read


def _body(doc: Doc) -> bytes:
    tokens = [len(token) << 1 | bool(token.whitespace_) for token in doc]
    kept = {name: getattr(doc._, name) for name in _KEPT}
    data: bytes = srsly.msgpack_dumps({"tokens": tokens, **kept})
    return data
