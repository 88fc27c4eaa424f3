"""Names on the Doc, in one place, and how their values travel through `Doc.to_bytes` and `nlp.pipe(n_process=2)`.

`doc._.document` (Document or None) is what ingestion read; `doc._.flat` is the text as the finders read it
while the pipes run (`Doc.text` is joined from the tokens anew at every call), emptied at the end;
`doc._.layout`, `doc._.header`, `doc._.proposed` (with a trained model only), `doc._.found`, `doc._.values`,
`doc._.clusters`, `doc._.relations` and `doc._.told` are what the pipes hand on; `doc._.events` (list of dict, the
lines of events.jsonl without `doc_id` and `id`) and `doc._.facts` (dict, the line of documents.jsonl) are the result.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import srsly
from spacy.tokens import Doc

from nlp import records
from nlp.pipes import told
from nlp.pipes.found import Found
from nlp.pipes.proposed import Proposed
from nlp.registry.uses import AliasStatement, Cluster

DEFAULTS: dict[str, Any] = {
    "document": None,
    "flat": "",
    "layout": None,
    "header": None,
    "proposed": (),
    "found": (),
    "values": (),
    "clusters": (),
    "relations": (),
    "told": (),
    "events": [],
    "facts": {},
}
_CLASSES: dict[str, type[Any]] = {
    cls.__name__: cls
    for cls in (
        *[c for c in vars(records).values() if isinstance(c, type) and dataclasses.is_dataclass(c)],
        Found,
        Proposed,
        Cluster,
        AliasStatement,
        told.Told,
        told.Named,
        told.When,
    )
}


def register() -> None:
    """Set the extension attributes; harmless when called again."""
    for name, default in DEFAULTS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


def text_of(doc: Doc) -> str:
    """The text that a Doc was made of; `Doc.text` joins its tokens anew at every call."""
    return doc.text if doc._.document is None else str(doc._.document.text)


def _encode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type) and type(value).__name__ in _CLASSES:
        fields = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
        return {"__record__": type(value).__name__, "fields": fields}
    if isinstance(value, Decimal):
        return {"__decimal__": str(value)}
    if isinstance(value, date):
        return {"__date__": value.isoformat()}
    return chain(value) if chain else value


def _decode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(value, dict):
        if "__record__" in value:
            cls = _CLASSES[value["__record__"]]
            return cls(**{name: _frozen(item) for name, item in value["fields"].items()})
        if "__decimal__" in value:
            return Decimal(value["__decimal__"])
        if "__date__" in value:
            return date.fromisoformat(value["__date__"])
    return chain(value) if chain else value


def _frozen(value: Any) -> Any:
    """Lists back to the tuples that records hold."""
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


srsly.msgpack_encoders.register("nlp.records", func=_encode)
srsly.msgpack_decoders.register("nlp.records", func=_decode)
register()
