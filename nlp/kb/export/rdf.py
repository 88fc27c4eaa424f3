"""RDF in Turtle and JSON-LD, checked against the shapes that come with the package. Needs the extra `graph`.

Facts are `ee:Fact`s with a class for each event type; companies, compounds, releases, trials and sums of money are what
schema.org calls them. Each fact names its evidence: a Web Annotation that quotes the release by words and by offsets
(characters of the document's text, end exclusive). `vocabulary.ttl` explains our own terms.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from importlib import resources
from typing import TYPE_CHECKING, Any

from nlp.errors import UsageError
from nlp.kb.export.complete import complete
from nlp.kb.export.node import Node, Value, term_of
from nlp.kb.export.nodes import nodes
from nlp.kb.export.vocabulary import DATATYPES, PREFIXES, TERMS, Term, expanded
from nlp.kb.records import Knowledge

if TYPE_CHECKING:
    from rdflib import Graph

TURTLE, JSON_LD, SHAPES, VOCABULARY = "knowledge.ttl", "knowledge.jsonld", "shapes.ttl", "vocabulary.ttl"
QUERIES = ("names", "open_promises", "licences")


def turtle(knowledge: Knowledge) -> Iterator[bytes]:
    """The export in Turtle; the same knowledge gives the same bytes with the same release of rdflib."""
    # No node is blank, so the serialiser's order rests on IRIs and values only.
    yield graph(knowledge).serialize(format="turtle", encoding="utf-8")


def json_ld(knowledge: Knowledge) -> Iterator[bytes]:
    """The export in JSON-LD 1.1, a node a line, with its context inside: it is read without network."""
    found = nodes(complete(knowledge))
    head = json.dumps(context(found), ensure_ascii=False, separators=(",", ":"))
    yield f'{{"@context":{head},\n"@graph":[\n'.encode()
    for number, node in enumerate(found):
        line = json.dumps(_json_node(node), ensure_ascii=False, separators=(",", ":"))
        yield f"{',' if number else ''}{line}\n".encode()
    yield b"]}\n"


def graph(knowledge: Knowledge) -> Graph:
    """The export as an rdflib graph."""
    from rdflib import RDF, Graph, Literal, URIRef

    made = Graph(bind_namespaces="none")
    for prefix, name in PREFIXES.items():
        made.bind(prefix, name)
    for node in nodes(complete(knowledge)):
        subject = URIRef(node.id)
        for kind in node.types:
            made.add((subject, RDF.type, URIRef(expanded(kind))))
        for name, values in node.properties.items():
            term = term_of(name)
            datatype = DATATYPES.get(term.kind)
            for value in values:
                told = URIRef(str(value)) if term.kind == "id" else None
                typed = URIRef(expanded(datatype)) if datatype else None
                made.add((subject, URIRef(expanded(term.name)), told or Literal(_lexical(value), datatype=typed)))
    return made


def context(found: Iterable[Node]) -> dict[str, Any]:
    """The JSON-LD context: our prefixes, and every property that the nodes use with the type of its values."""
    used = {name for node in found for name in node.properties}
    return dict(PREFIXES) | {name: _mapping(term_of(name)) for name in sorted(used | set(TERMS))}


def check(made: Graph) -> list[str]:
    """What in a graph breaks the shapes, a sentence each, sorted; empty for a valid export."""
    try:
        from pyshacl import validate
    except ImportError:
        raise UsageError(
            "checking against shapes needs pyshacl, which is not installed; "
            "install it with: pip install 'extract-events[graph]'"
        ) from None
    from rdflib import Graph, Namespace
    from rdflib.namespace import RDF

    sh = Namespace("http://www.w3.org/ns/shacl#")
    shapes = Graph().parse(data=text(SHAPES), format="turtle")
    _, report, _ = validate(made, shacl_graph=shapes, allow_infos=False)
    assert isinstance(report, Graph)
    problems = []
    for result in report.subjects(RDF.type, sh.ValidationResult):
        path = report.value(result, sh.resultPath)
        where = report.value(result, sh.focusNode)
        value = report.value(result, sh.value)
        what = "; ".join(sorted(map(str, report.objects(result, sh.resultMessage))))
        told = f" is {str(value)[:80]!r}" if value is not None else ""
        problems.append(f"{where}{f', {path}' if path is not None else ''}{told}: {what}")
    return sorted(problems)


def text(name: str) -> str:
    """A file that comes with the package: `shapes.ttl`, `vocabulary.ttl`."""
    return resources.files("nlp.kb.export").joinpath(name).read_text(encoding="utf-8")


def query(name: str) -> str:
    """One of the example queries in SPARQL 1.1; `QUERIES` are their names."""
    if name not in QUERIES:
        raise UsageError(f"found the query {name!r}, expected one of {', '.join(QUERIES)}")
    return resources.files("nlp.kb.export").joinpath("queries").joinpath(f"{name}.rq").read_text(encoding="utf-8")


def _mapping(term: Term) -> Any:
    if term.kind == "id":
        return {"@id": term.name, "@type": "@id"}
    return {"@id": term.name, "@type": DATATYPES[term.kind]} if term.kind in DATATYPES else term.name


def _json_node(node: Node) -> dict[str, Any]:
    line: dict[str, Any] = {"@id": node.id, "@type": list(node.types)}
    for name in sorted(node.properties):
        line[name] = _json_value(node.properties[name])
    return line


def _json_value(values: Sequence[Value]) -> Any:
    # A decimal is a string: JSON's 0.9 would be read as the double 9.0E-1 with the type of a decimal.
    told = [value if isinstance(value, int) else _lexical(value) for value in values]
    return told[0] if len(told) == 1 else told


def _lexical(value: Value) -> str:
    if isinstance(value, Decimal):  # with a point: Turtle reads a bare number without one as an integer
        whole = format(value.normalize(), "f")
        return whole if "." in whole else f"{whole}.0"
    return value.isoformat() if isinstance(value, date) else str(value)
