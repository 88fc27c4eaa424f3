"""Neo4j's files, Parquet, spaCy's knowledge base, and the folder that they are written into."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typer
from export_knowledge import MAY, knowledge
from typer.testing import CliRunner

from nlp.cli.kb_export import export_command
from nlp.errors import UsageError
from nlp.kb.export import FORMATS, export, neo4j, parquet, spacy_kb
from nlp.kb.records import Entity, Evidence, Fact, Knowledge, Name, Relation, Release
from nlp.records import Interval

HERE = Path(__file__).parent
csv = pytest.importorskip("pyarrow.csv", reason="the extra `parquet` is not installed")
Row = Mapping[str, Any]


# -- Neo4j: the files are read as neo4j-admin reads them, and give the knowledge again.


@pytest.fixture(scope="module")
def graph_files() -> dict[str, list[dict[str, Any]]]:
    return _read(dict(neo4j.files(knowledge())))


def _read(files: Mapping[str, bytes]) -> dict[str, list[dict[str, Any]]]:
    delimiter = re.search(r"--array-delimiter='?(\S+?)'? ", files["import.txt"].decode())
    assert delimiter
    sign = {"TAB": "\t", "U+001F": "\u001f"}.get(delimiter[1], delimiter[1])
    return {name.removesuffix(".csv"): _rows(data, sign) for name, data in files.items() if name.endswith(".csv")}


def _rows(data: bytes, sign: str) -> list[dict[str, Any]]:
    import pyarrow as pa

    header = data.decode().split("\n", 1)[0].split(",")
    table = csv.read_csv(
        pa.BufferReader(data),
        parse_options=csv.ParseOptions(newlines_in_values=True, double_quote=True, escape_char=False),
        convert_options=csv.ConvertOptions(
            column_types={name: pa.string() for name in header},
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
            null_values=[""],
        ),
    )
    return [{_key(name): _value(name, cell, sign) for name, cell in row.items()} for row in table.to_pylist()]


def _key(name: str) -> str:
    if name.startswith(":"):
        return name.split("(", 1)[0]
    return name.split(":", 1)[0]


def _value(name: str, cell: str | None, sign: str) -> Any:
    kind = name.partition(":")[2].split("(", 1)[0]
    if kind.endswith("[]") or name == ":LABEL":
        items = tuple(cell.split(sign)) if cell is not None else ()
        return tuple(map(int, items)) if kind == "long[]" else items
    convert: Mapping[str, Callable[[str], Any]] = {
        "date": date.fromisoformat, "double": float, "long": int, "int": int
    }  # fmt: skip
    return None if cell is None else convert.get(kind, str)(cell)


def _knowledge_of(files: Mapping[str, list[dict[str, Any]]]) -> Knowledge:
    """The knowledge that the files tell."""

    def targets(name: str, start: str) -> list[str]:
        return [row[":END_ID"] for row in files[f"relationships_{name}"] if row[":START_ID"] == start]

    publisher = {row[":END_ID"]: row[":START_ID"] for row in files["relationships_published"]}
    releases = [
        Release(
            r["doc_id"],
            r["sha256"],
            r["published"],
            publisher.get(r["doc_id"]),
            r["publisherName"],
            r["title"],
            r["form"],
            r["fiscalYearEnd"],
        )
        for r in files["nodes_releases"]
    ]
    names = {
        n["id"]: Name(n["text"], n["kind"], n["source"], n["firstSaid"], n["lastSaid"]) for n in files["nodes_names"]
    }
    entities = [
        Entity(
            e["id"],
            "COMPOUND" if "Compound" in e[":LABEL"] else "COMPANY",
            e["name"],
            e["registryId"],
            tuple(names[id] for id in targets("has_name", e["id"])),
            e["notSameAs"],
        )
        for e in files["nodes_entities"]
    ]
    document = {row[":START_ID"]: row[":END_ID"] for row in files["relationships_quoted_from"]}
    proofs = {
        e["id"]: Evidence(
            e["eventId"], document[e["id"]], e["published"], e["realis"], e["confidence"], e["speaker"], e["section"],
            e["rule"], e["start"], e["end"], e["quote"], json.loads(e["slots"]),
            tuple(zip(e["starts"], e["ends"], strict=True)),
        )
        for e in files["nodes_evidence"]
    }  # fmt: skip
    facts = [
        Fact(
            f["id"],
            f["type"],
            json.loads(f["slots"]),
            f["realis"],
            tuple(dict.fromkeys(targets("about", f["id"]))),
            next(iter(targets("said_by", f["id"])), None),
            Interval(f["validEarliest"], f["validLatest"]) if f["validEarliest"] else None,
            f["firstSaid"],
            f["lastSaid"],
            f["belief"],
            tuple(proofs[id] for id in targets("evidence", f["id"])),
            f["state"],
            next(iter(targets("superseded_by", f["id"])), None),
            tuple(targets("contradicts", f["id"])),
        )
        for f in files["nodes_facts"]
    ]
    relations = [
        Relation(
            row[":TYPE"].removeprefix("STATED_").lower(), row[":START_ID"], row[":END_ID"],
            row["docId"], row["published"], row["start"], row["end"], row["quote"],
        )
        for row in files["relationships_stated"]
    ]  # fmt: skip
    return Knowledge(None, tuple(releases), tuple(entities), tuple(facts), tuple(relations))


def test_the_import_files_read_back_are_the_knowledge(graph_files: Mapping[str, list[dict[str, Any]]]) -> None:
    assert _knowledge_of(graph_files) == knowledge()


def test_the_import_files_of_real_releases_read_back_are_the_knowledge(story: Knowledge) -> None:
    from nlp.kb.export.complete import complete

    found, known = _knowledge_of(_read(dict(neo4j.files(story)))), complete(story)
    assert found.releases == known.releases
    assert found.entities == known.entities
    assert found.facts == known.facts
    assert found.relations == known.relations


def test_every_relationship_ends_at_a_node(graph_files: Mapping[str, list[dict[str, Any]]]) -> None:
    spaces: dict[str, set[str]] = {}
    headers = {name: data.decode().split("\n", 1)[0] for name, data in neo4j.files(knowledge())}
    for name, rows in graph_files.items():
        if name.startswith("nodes_"):
            found = re.search(r"(\w+):ID\((\w+)\)", headers[f"{name}.csv"])
            assert found
            ids = [row[found[1]] for row in rows]
            assert len(ids) == len(set(ids))
            spaces[found[2]] = set(ids)
    for name, rows in graph_files.items():
        if name.startswith("relationships_"):
            start, end = re.findall(r":(?:START|END)_ID\((\w+)\)", headers[f"{name}.csv"])
            assert rows, name
            assert {row[":START_ID"] for row in rows} <= spaces[start], name
            assert {row[":END_ID"] for row in rows} <= spaces[end], name


def test_headers_have_the_types_of_their_columns() -> None:
    files = dict(neo4j.files(knowledge()))
    assert files["nodes_releases.csv"].decode().split("\n")[:2] == [
        "doc_id:ID(Release),sha256,published:date,publisherName,title,form,fiscalYearEnd,:LABEL",
        f'"a.txt","{0:064x}",2022-05-03,"Norvane, Inc.","Title 0 “x”","8-K","06-30","Release"',
    ]
    wanted = (
        "id:ID(Fact)",
        "belief:double",
        "validEarliest:date",
        "indication:string[]",
        "upfront_amount:double",
        "low:double",
    )
    header = files["nodes_facts.csv"].decode().split("\n", 1)[0].split(",")
    assert [name for name in wanted if name not in header] == []


def test_the_command_names_every_file_and_the_sign_that_joins_lists() -> None:
    files = dict(neo4j.files(knowledge()))
    command = files["import.txt"].decode()
    named = re.findall(r"--(nodes|relationships)=((?:nodes|relationships)_\w+\.csv)", command)
    assert [name for _, name in named] == [name for name in files if name != "import.txt"]
    assert all(name.startswith(kind) for kind, name in named)
    assert "--array-delimiter='|'" in command  # an indication of the fixture holds a semicolon
    assert b'"solid tumours; advanced|sarcoma"' in files["nodes_facts.csv"]


def test_cells_that_a_spreadsheet_would_run_stay_as_they_are() -> None:
    assert b'"=SUM(A1) will begin\nsoon, ""we"" hope"' in dict(neo4j.files(knowledge()))["nodes_evidence.csv"]


def test_without_a_sign_to_join_lists_by_the_message_says_so() -> None:
    whole = knowledge()
    odd = replace(whole.entities[0], not_same_as=("a;b|c\td\u001fe",))
    with pytest.raises(UsageError, match=r"found names that hold each of ';', '\|'.*expected one to join lists by"):
        list(neo4j.files(replace(whole, entities=(odd, *whole.entities[1:]))))


# -- Parquet


def test_the_tables_have_types_and_the_rows_of_the_knowledge() -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    read = {name: pq.read_table(pa.BufferReader(data)) for name, data in parquet.files(knowledge())}
    assert {name: table.num_rows for name, table in read.items()} == {
        "releases.parquet": 4,
        "entities.parquet": 4,
        "names.parquet": 7,
        "facts.parquet": 10,
        "evidence.parquet": 11,
        "relations.parquet": 2,
    }
    facts = read["facts.parquet"]
    kinds = {field.name: str(field.type) for field in facts.schema}
    wanted = {
        "valid_earliest": "date32[day]",
        "belief": "double",
        "entities": "list<element: string>",
        "upfront_amount": "double",
        "date_latest": "date32[day]",
        "compound_id": "string",
        "parties_ids": "list<element: string>",
    }
    assert {name: kinds[name] for name in wanted} == wanted
    [licence] = [row for row in facts.to_pylist() if row["id"] == "f4"]
    told = {
        name: licence[name] for name in ("licensor", "licensor_id", "parties", "upfront_amount", "date_latest", "asset")
    }
    assert told == {
        "licensor": "Tessel Pharma",
        "licensor_id": "company:tessel",
        "parties": ["Tessel Pharma", "Norvane, Inc."],
        "upfront_amount": 2500000.0,
        "date_latest": MAY,
        "asset": ["TX-5"],
    }
    assert [json.loads(row["slots"]) for row in facts.to_pylist()] == [fact.slots for fact in knowledge().facts]
    assert [row["quote"] for row in read["evidence.parquet"].to_pylist()] == [
        evidence.quote for fact in knowledge().facts for evidence in fact.evidence
    ]


# -- spaCy


def test_a_name_of_several_entities_has_all_of_them_with_priors() -> None:
    assert spacy_kb.priors(knowledge())["TX-5"] == {"company:tessel": 0.5, "compound:tx-5": 0.5}


def test_uses_in_events_move_the_priors() -> None:
    whole = knowledge()
    rival = Entity("compound:other", "COMPOUND", "other", None, (Name("NRV-210", "code", "registry"),))
    assert spacy_kb.priors(replace(whole, entities=(*whole.entities, rival)))["NRV-210"] == {
        "compound:nrv-210": pytest.approx(6 / 7),
        "compound:other": pytest.approx(1 / 7),
    }


def test_spacy_loads_the_knowledge_base_in_a_new_process(tmp_path: Path) -> None:
    export(knowledge(), tmp_path, ["spacy"])
    code = (
        "import sys, spacy\nfrom spacy.kb import InMemoryLookupKB\n"
        "base = InMemoryLookupKB(spacy.blank('en').vocab, entity_vector_length=1)\n"
        "base.from_disk(sys.argv[1])\n"
        "print(sorted((c.entity_, round(c.prior_prob, 3), c.entity_freq) for c in base.get_alias_candidates('TX-5')))\n"
        "print([(c.entity_, c.prior_prob, c.entity_freq) for c in base.get_alias_candidates('norvatinib')])\n"
        "print(len(list(base.get_alias_candidates('water'))), base.get_size_entities())\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "spacy_kb")], capture_output=True, text=True, check=True
    )
    assert ran.stdout.splitlines() == [
        "[('company:tessel', 0.5, 2.0), ('compound:tx-5', 0.5, 0.0)]",
        "[('compound:nrv-210', 1.0, 6.0)]",
        "0 4",
    ]


# -- The folder


def test_all_formats_are_written_and_their_paths_told(tmp_path: Path) -> None:
    paths = export(knowledge(), tmp_path / "out", FORMATS)
    assert paths == sorted(path for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert {path.relative_to(tmp_path / "out").parts[0] for path in paths} == {
        "knowledge.ttl", "knowledge.jsonld", "shapes.ttl", "vocabulary.ttl", "neo4j", "parquet", "spacy_kb",
    }  # fmt: skip


def test_three_processes_write_the_same_bytes(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1])\n"
        "from export_knowledge import knowledge\nfrom nlp.kb.export import export\n"
        "export(knowledge(), Path(sys.argv[2]), ['neo4j', 'parquet', 'spacy'])"
    )
    written = []
    for seed in ("0", "1", "4242"):
        out = tmp_path / seed
        subprocess.run(
            [sys.executable, "-c", code, str(HERE), str(out)], env={**os.environ, "PYTHONHASHSEED": seed}, check=True
        )
        written.append({path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()})
    assert written[0] == written[1] == written[2]
    assert len(written[0]) == 17 + 6 + 2


@pytest.mark.parametrize(
    ("formats", "message"),
    [
        (["csv"], r"found the format 'csv', expected one of turtle, jsonld, neo4j, parquet, spacy"),
        ([], r"found no format, expected one or more of turtle"),
    ],
)
def test_a_wrong_format_is_told_and_nothing_is_written(tmp_path: Path, formats: list[str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        export(knowledge(), tmp_path / "out", formats)
    assert not (tmp_path / "out").exists()


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(UsageError, match=r"found a file at .*out, expected a folder"):
        export(knowledge(), tmp_path / "out", ["jsonld"])
    assert (tmp_path / "out").read_text() == "mine"


def test_without_rdflib_the_message_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rdflib", None)
    with pytest.raises(UsageError, match=r"--format turtle needs rdflib.*pip install 'extract-events\[graph\]'"):
        export(knowledge(), tmp_path, ["turtle"])
    export(knowledge(), tmp_path, ["jsonld"])
    assert (tmp_path / "knowledge.jsonld").is_file()


def test_the_verb_exports_a_base_as_of_a_day(tmp_path: Path, filings: Any) -> None:
    from kb_support import knowledge_of

    from nlp.kb.store import open_base

    db = tmp_path / "knowledge.db"
    open_base(str(db), create=True).load(filings.documents.values(), filings.events)
    app = typer.Typer()
    app.command()(export_command)
    out = tmp_path / "out"
    asked = [
        "--db",
        str(db),
        "-o",
        str(out),
        "--format",
        "jsonld",
        "--format",
        "neo4j",
        "--as-of",
        "2006-01-01",
        "--check",
    ]
    ran = CliRunner().invoke(app, asked)
    assert ran.exit_code == 0, ran.output
    nodes = json.loads((out / "knowledge.jsonld").read_text())["@graph"]
    assert [n["identifier"] for n in nodes if "schema:NewsArticle" in n["@type"]] == ["002_c871250a8ed193be.txt"]
    known = knowledge_of(filings, date(2006, 1, 1))
    assert [n["identifier"] for n in nodes if "ee:Fact" in n["@type"]] == [fact.id for fact in known.facts]
