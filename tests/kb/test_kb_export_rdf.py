"""RDF: what is in it, that both forms say the same, the shapes, the queries."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from export_knowledge import knowledge

from nlp.errors import UsageError
from nlp.kb.export import rdf
from nlp.kb.export.vocabulary import BASE, OWN, PREFIXES, TERMS, expanded, fact_class
from nlp.kb.records import Knowledge

rdflib = pytest.importorskip("rdflib", reason="the extra `graph` is not installed")
pyoxigraph = pytest.importorskip("pyoxigraph")
EE, SCHEMA = rdflib.Namespace(OWN), rdflib.Namespace(PREFIXES["schema"])
FACT = rdflib.URIRef(f"{BASE}fact:f4")
HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def graph() -> Any:
    return rdf.graph(knowledge())


def test_turtle_and_json_ld_hold_the_same_triples_as_the_graph(graph: Any) -> None:
    turtle = rdflib.Graph().parse(data=b"".join(rdf.turtle(knowledge())), format="turtle")
    json_ld = rdflib.Graph().parse(data=b"".join(rdf.json_ld(knowledge())), format="json-ld")
    assert set(turtle) == set(json_ld) == set(graph)


def test_other_readers_find_the_same_number_of_triples(graph: Any) -> None:
    turtle = list(pyoxigraph.parse(b"".join(rdf.turtle(knowledge())), format=pyoxigraph.RdfFormat.TURTLE))
    json_ld = list(pyoxigraph.parse(b"".join(rdf.json_ld(knowledge())), format=pyoxigraph.RdfFormat.JSON_LD))
    assert len({str(quad.triple) for quad in turtle}) == len({str(quad.triple) for quad in json_ld}) == len(graph)


def test_a_fact_is_told_with_its_sums_days_and_sources(graph: Any) -> None:
    told = {
        (predicate.n3(), value.n3())
        for predicate, value in graph.predicate_objects(FACT)
        if not str(predicate).endswith("#type")
    }
    entity = f"{BASE}entity:company%3A"
    decimal, day = rdflib.XSD.decimal, rdflib.XSD.date
    expected = {
        ("schema:identifier", '"f4"'),
        ("schema:publisher", f"<{entity}norvane>"),
        ("ee:realis", '"actual"'),
        ("ee:state", '"current"'),
        ("ee:belief", f'"0.93"^^<{decimal}>'),
        ("ee:firstSaid", f'"2022-05-03"^^<{day}>'),
        ("ee:lastSaid", f'"2022-05-03"^^<{day}>'),
        ("ee:validEarliest", f'"2022-05-03"^^<{day}>'),
        ("ee:validLatest", f'"2022-05-03"^^<{day}>'),
        ("ee:entity", f"<{entity}norvane>"),
        ("ee:entity", f"<{entity}tessel>"),
        ("ee:evidence", f"<{BASE}evidence:f4:1>"),
        ("prov:wasDerivedFrom", f"<{BASE}release:a.txt>"),
        ("prov:hadPrimarySource", f"<{BASE}release:a.txt>"),
        ("ee:kind", '"license"'),
        ("ee:status", '"signed"'),
        ("ee:parties", f"<{entity}norvane>"),
        ("ee:parties", f"<{entity}tessel>"),
        ("ee:licensor", f"<{entity}tessel>"),
        ("ee:licensee", f"<{entity}norvane>"),
        ("ee:asset", '"TX-5"'),
        ("ee:upfront", f"<{FACT}#upfront>"),
        ("ee:milestones", f"<{FACT}#milestones>"),
        ("ee:when", f"<{FACT}#when>"),
    }
    assert told == {(f"<{expanded(name)}>", value) for name, value in expected}
    upfront = rdflib.URIRef(f"{FACT}#upfront")
    assert set(graph.predicate_objects(upfront)) == {
        (rdflib.RDF.type, SCHEMA.MonetaryAmount),
        (SCHEMA.value, rdflib.Literal("2500000.0", datatype=decimal)),
        (SCHEMA.currency, rdflib.Literal("EUR")),
    }


def test_evidence_quotes_the_release_by_words_and_by_place(graph: Any) -> None:
    oa = rdflib.Namespace(PREFIXES["oa"])
    proof = rdflib.URIRef(f"{BASE}evidence:f1:1")
    [target] = graph.objects(proof, oa.hasTarget)
    selectors = list(graph.objects(target, oa.hasSelector))
    parts = {(p, o) for selector in selectors for p, o in graph.predicate_objects(selector) if p != rdflib.RDF.type}
    count = rdflib.XSD.nonNegativeInteger
    quote = '=SUM(A1) will begin\nsoon, "we" hope'
    assert parts == {
        (oa.exact, rdflib.Literal(quote)),
        (oa.start, rdflib.Literal("40", datatype=count)),
        (oa.end, rdflib.Literal(str(40 + len(quote)), datatype=count)),
    }
    licence = rdflib.URIRef(f"{BASE}evidence:f4:1")
    assert [int(graph.value(place, oa.start)) for place in graph.objects(licence, EE.alsoAt)] == [9000]
    assert list(graph.objects(target, oa.hasSource)) == [rdflib.URIRef(f"{BASE}release:a.txt")]


def test_superseded_contradicted_and_kept_promises_are_linked(graph: Any) -> None:
    def of(kind: str, id: str) -> Any:
        return rdflib.URIRef(f"{BASE}{kind}:{id}")

    prov = rdflib.Namespace(PREFIXES["prov"])
    assert list(graph.objects(of("fact", "f1"), EE.supersededBy)) == [of("fact", "f2")]
    assert list(graph.objects(of("fact", "f2"), prov.wasRevisionOf)) == [of("fact", "f1")]
    assert list(graph.objects(of("fact", "f8"), EE.contradicts)) == [of("fact", "f9")]
    verdicts = {
        (str(graph.value(promise, EE.promised)).removeprefix(f"{BASE}fact:"), str(graph.value(promise, EE.verdict)))
        for promise in graph.subjects(rdflib.RDF.type, EE.Promise)
    }
    assert verdicts == {("f0", "open"), ("f1", "met")}


def test_a_view_as_of_a_day_says_so() -> None:
    view = rdf.graph(replace(knowledge(), as_of=date(2023, 3, 1)))
    assert list(view.objects(rdflib.URIRef(f"{BASE}knowledge"), EE.asOf)) == [rdflib.Literal(date(2023, 3, 1))]


def test_a_name_of_nobody_listed_is_an_entity_all_the_same() -> None:
    whole = knowledge()
    without = replace(whole, entities=tuple(entity for entity in whole.entities if entity.id != "company:tessel"))
    view = rdf.graph(without)
    assert list(view.objects(rdflib.URIRef(f"{BASE}entity:company%3Atessel"), SCHEMA.name)) == [
        rdflib.Literal("Tessel Pharma")
    ]
    assert rdf.check(view) == []


def test_every_schema_org_term_exists(graph: Any) -> None:
    used = {term for triple in graph for term in triple if str(term).startswith(str(SCHEMA))}
    assert used
    assert [term for term in used if str(term).removeprefix(str(SCHEMA)) not in rdflib.SDO] == []


def test_every_term_of_ours_is_explained_and_no_other(graph: Any) -> None:
    explained = rdflib.Graph().parse(data=rdf.text(rdf.VOCABULARY), format="turtle")
    defined = {str(term) for term in explained.subjects() if str(term).startswith(OWN)}
    used = {str(term) for triple in graph for term in triple if str(term).startswith(OWN)}
    assert used - defined == set()
    from nlp.kb.export.vocabulary import slot_term
    from nlp.resources import load

    events = load().patterns.taxonomy["events"]
    slots = {slot for spec in events.values() for slot in spec["slots"]} - {"low", "high", "unit"}
    terms = {expanded(term.name) for term in TERMS.values() if term.name.startswith("ee:")}
    classes = {expanded(fact_class(kind)) for kind in events}
    others = {OWN + name for name in "Compound Company Fact Evidence Statement Interval Promise".split()}
    assert defined == terms | classes | others | {OWN + slot_term(slot) for slot in slots}


def test_the_shapes_allow_the_values_of_the_taxonomy() -> None:
    from nlp.resources import load

    shapes = rdflib.Graph().parse(data=rdf.text(rdf.SHAPES), format="turtle")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    allowed = {}
    for shape, target in shapes.subject_objects(sh.targetClass):
        for part in shapes.objects(shape, sh.property):
            values = shapes.value(part, sh["in"])
            if values is not None:
                name = str(shapes.value(part, sh.path)).removeprefix(OWN)
                allowed[str(target).removeprefix(OWN), name] = [str(item) for item in shapes.items(values)]
    for kind, spec in load().patterns.taxonomy["events"].items():
        for slot, about in spec["slots"].items():
            if about["kind"] == "enum":
                assert allowed[fact_class(kind).removeprefix("ee:"), slot] == about["values"]


def test_the_export_passes_its_shapes(graph: Any, story: Knowledge) -> None:
    pytest.importorskip("pyshacl")
    assert rdf.check(graph) == []
    assert rdf.check(rdf.graph(story)) == []


_BREAKS = [
    ("a belief above one", "fact:f4", "ee:belief", ('"1.5"', "xsd:decimal"), "1.5"),
    ("a belief that is no decimal", "fact:f4", "ee:belief", ('"high"', "xsd:string"), "high"),
    ("an unknown realis", "fact:f4", "ee:realis", ('"hoped"', "xsd:string"), "hoped"),
    ("an unknown status of a trial", "fact:f2", "ee:status", ('"paused"', "xsd:string"), "paused"),
    ("a day that is no day", "release:a.txt", "schema:datePublished", ('"May 2022"', "xsd:string"), "May 2022"),
    ("an interval that ends before it begins", "fact:f2#when", "ee:latest", ('"2001-01-01"', "xsd:date"), "ee:latest"),
    ("a currency that is none", "fact:f4#upfront", "schema:currency", ('"euro"', "xsd:string"), "euro"),
    ("a sum without a number", "fact:f4#upfront", "schema:value", None, "schema:value"),
    ("a fact without evidence", "fact:f4", "ee:evidence", None, "ee:evidence"),
    ("a fact without a source", "fact:f4", "prov:wasDerivedFrom", None, "prov:wasDerivedFrom"),
    ("superseded by nothing", "fact:f1", "ee:supersededBy", None, "names the fact that supersedes it"),
    ("contradicted by nothing", "fact:f8", "ee:contradicts", None, "names the fact that contradicts it"),
    (
        "a fact of no event type",
        "fact:f4",
        "rdf:type",
        ("<urn:extract-events:term:Fact>", None),
        "exactly one of the seven",
    ),
    ("a trial of no compound", "fact:f2", "ee:compound", None, "ee:compound"),
    ("an entity without a name", "entity:compound%3Anrv-210", "schema:name", None, "schema:name"),
    ("a publisher who is nobody", "fact:f4", "schema:publisher", ("<urn:x>", None), "urn:x"),
    ("a quote of other words", "evidence:f4:1#quote", "oa:exact", ('"TX-5"', "xsd:string"), "not as long as the place"),
    (
        "a place that ends before it begins",
        "evidence:f4:1#position",
        "oa:end",
        ('"2"', "xsd:nonNegativeInteger"),
        "#position, ",
    ),
    ("an unknown verdict", "promise:f1:event-a.txt-40", "ee:verdict", ('"kept"', "xsd:string"), "kept"),
]


@pytest.mark.parametrize(
    ("subject", "predicate", "value", "told"), [b[1:] for b in _BREAKS], ids=[b[0] for b in _BREAKS]
)
def test_a_broken_export_fails_its_shapes(
    graph: Any, subject: str, predicate: str, value: tuple[str, str | None] | None, told: str
) -> None:
    pytest.importorskip("pyshacl")
    node, term = rdflib.URIRef(BASE + subject), rdflib.URIRef(expanded(predicate))
    broken = rdflib.Graph() + graph
    assert (node, term, None) in broken
    broken.remove((node, term, None))
    if value is not None:
        text, datatype = value
        literal = rdflib.Literal(text.strip('"'), datatype=rdflib.URIRef(expanded(datatype)) if datatype else None)
        broken.add((node, term, literal if datatype else rdflib.URIRef(text.strip("<>"))))
    problems = rdf.check(broken)
    assert problems
    short = [_shortened(problem) for problem in problems]
    assert any(told in problem for problem in short), short


def _shortened(problem: str) -> str:
    for prefix, name in PREFIXES.items():
        problem = problem.replace(name, f"{prefix}:")
    return problem


_ROWS = {
    "names": [
        ("NRV-210", "used", "2022-05-03", "a.txt"),
        ("norvatinib", "inn", "2023-03-01", "c.txt"),
        ("Zoltrava", "brand", None, None),
    ],
    "open_promises": [("norvatinib", f"{OWN}Regulatory", "2024-12-31", "2022-11-09", "plans to file in 2024")],
    "licences": [("Tessel Pharma", "TX-5", "2500000.0", "120000000.0", "EUR", "2022-05-03")],
}
_ASKED = {"IMGN901": "NRV-210", "ImmunoGen": "Norvane, Inc.", "Genentech": "Norvane, Inc."}


@pytest.mark.parametrize("name", rdf.QUERIES)
def test_the_queries_answer_alike_in_rdflib_and_oxigraph(graph: Any, name: str) -> None:
    asked = rdf.query(name)
    for published, ours in _ASKED.items():
        asked = asked.replace(f'"{published}"', f'"{ours}"')
    assert _rdflib_rows(graph, asked) == _ROWS[name]
    assert _oxigraph_rows(b"".join(rdf.turtle(knowledge())), asked) == _ROWS[name]


def test_the_queries_of_the_readme_answer_over_the_filings(filings: Any) -> None:
    from kb_support import knowledge_of

    known = knowledge_of(filings)
    view = rdf.graph(known)
    rows = {name: _rdflib_rows(view, rdf.query(name)) for name in rdf.QUERIES}
    assert [(row[0], row[2], row[3]) for row in rows["names"] if row[2]] == [
        ("huN901-DM1", "2005-02-03", "002_c871250a8ed193be.txt"),
        ("IMGN901", "2011-10-27", "003_8c8317d8b09a272c.txt"),
        ("lorvotuzumab mertansine", "2011-10-27", "003_8c8317d8b09a272c.txt"),
    ]
    assert ("lorvotuzumab mertansine", "2012-04-30") in {(row[0], row[2]) for row in rows["open_promises"]}
    assert {row[0] for row in rows["licences"]} == {"ImmunoGen"}
    turtle = b"".join(rdf.turtle(known))
    for name in rdf.QUERIES:
        assert sorted(_oxigraph_rows(turtle, rdf.query(name)), key=str) == sorted(rows[name], key=str)


def _rdflib_rows(graph: Any, asked: str) -> list[tuple[str | None, ...]]:
    return [tuple(None if cell is None else str(cell) for cell in row) for row in graph.query(asked)]


def _oxigraph_rows(turtle: bytes, asked: str) -> list[tuple[str | None, ...]]:
    store = pyoxigraph.Store()
    store.load(turtle, format=pyoxigraph.RdfFormat.TURTLE)
    found = store.query(asked)
    names = [variable.value for variable in found.variables]
    return [tuple(None if row[n] is None else _plain(row[n].value) for n in names) for row in found]


def _plain(text: str) -> str:
    """Oxigraph writes decimals without the zero after the point."""
    return f"{text}.0" if text.isdigit() and len(text) > 5 else text


def test_an_unknown_query_is_named() -> None:
    with pytest.raises(UsageError, match=r"found the query 'all', expected one of names, open_promises, licences"):
        rdf.query("all")


@pytest.mark.parametrize("form", ["turtle", "json_ld"])
def test_two_processes_write_the_same_bytes(form: str) -> None:
    code = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1])\n"
        "from export_knowledge import knowledge\nfrom nlp.kb.export import rdf\n"
        f"print(hashlib.sha256(b''.join(rdf.{form}(knowledge()))).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code, str(HERE)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(digests) == 1
