"""The base in SQLite and in a real PostgreSQL: what it holds is what `build` makes of the same lines."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kb_support import Lines, days, document, event, knowledge_of, named, registry
from sqlalchemy import func, inspect, select

from nlp.errors import UsageError
from nlp.kb import tables
from nlp.kb.payments import payments
from nlp.kb.records import Knowledge
from nlp.kb.store import KnowledgeBase, Loaded, open_base
from nlp.records import Interval


def load(base: KnowledgeBase, lines: Lines) -> Loaded:
    return base.load(lines.documents.values(), lines.events)


def counts(base: KnowledgeBase) -> dict[str, int]:
    with base.transaction() as connection:
        return {
            name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in tables.Base.metadata.tables.items()
        }


def rows(base: KnowledgeBase) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with base.transaction() as connection:
        return {
            name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for name, table in tables.Base.metadata.tables.items()
        }


def test_the_base_holds_what_the_lines_tell(url: str, series: Lines, filings: Lines) -> None:
    base = open_base(url, create=True)
    assert load(base, series) == Loaded(6, 0)
    assert load(base, filings) == Loaded(2, 0)
    both = Lines({**series.documents, **filings.documents}, {**series.events, **filings.events})
    assert base.knowledge() == knowledge_of(both)
    for day in (date(2005, 2, 3), date(2022, 8, 9), date(2023, 3, 2)):
        assert base.knowledge(day) == knowledge_of(both, day)


def test_to_load_twice_changes_nothing(url: str, series: Lines) -> None:
    base = open_base(url, create=True)
    load(base, series)
    before = rows(base)
    assert load(open_base(url, create=True), series) == Loaded(0, 6)
    assert rows(base) == before


def test_a_changed_document_takes_the_place_of_its_older_state_only(url: str, series: Lines) -> None:
    base = open_base(url, create=True)
    load(base, series)
    before = rows(base)
    changed = next(iter(series.documents))
    fewer = Lines(series.documents, {**series.events, changed: series.events[changed][:2]})
    assert load(base, fewer) == Loaded(1, 5)
    assert base.knowledge() == knowledge_of(fewer)
    after = rows(base)
    kept = [row for row in after["documents"] if row[1] != changed]
    assert kept == [row for row in before["documents"] if row[1] != changed]


def test_names_find_who_carries_them_as_of_a_day(url: str, filings: Lines) -> None:
    base = open_base(url, create=True)
    load(base, filings)
    now = {e.id: [n.text for n in e.names if n.first_said] for e, _ in base.find("IMGN901")}
    assert now == {"lorvotuzumab-mertansine": ["lorvotuzumab mertansine", "huN901-DM1", "IMGN901"]}
    ((entity, facts),) = base.find("img-N901", date(2011, 1, 1))
    assert [n.text for n in entity.names if n.first_said] == ["huN901-DM1"]
    assert {e.doc_id for f in facts for e in f.evidence} == {"002_c871250a8ed193be.txt"}
    assert base.find("IMGN901", date(2005, 1, 1)) == []
    assert base.find("no such thing") == []
    assert base.names_near("IMGN902")[0] == "IMGN901"


def test_sanofi_aventis_and_sanofi_are_one_partner(url: str, filings: Lines) -> None:
    base = open_base(url, create=True)
    load(base, filings)
    ((entity, facts),) = base.find("sanofi-aventis Group")
    assert (entity.id, entity.name) == ("sanofi", "Sanofi")
    assert base.find("Sanofi") == [(entity, facts)]
    deals = [f for f in facts if f.type == "deal"]
    assert {e.doc_id[:3] for f in deals for e in f.evidence} == {"002", "003"}


def test_the_milestone_stands_against_its_trigger_and_its_fiscal_quarter(url: str, filings: Lines) -> None:
    base = open_base(url, create=True)
    load(base, filings)
    sar3419 = [p for p in payments(base.knowledge()) if "coltuximab-ravtansine" in p.fact.entities]
    ((amount, payee, trigger, status, quarter, days_of),) = [
        (
            p.fact.slots["amount"],
            p.fact.slots["payee"]["id"],
            p.fact.slots["trigger"],
            {(step.slots["phase"], step.slots["status"], step.realis) for step in p.triggers},
            str(p.quarter),
            p.quarter and p.quarter.days,
        )
        for p in sar3419
    ]
    assert (amount, payee) == ({"amount": 3_000_000, "currency": "USD"}, "immunogen")
    assert (trigger, status) == ("Phase II testing of SAR3419 began in October 2011", {("2", "initiated", "actual")})
    assert (quarter, days_of) == ("2Q FY2012", Interval(date(2011, 10, 1), date(2011, 12, 31)))


def test_promises_of_2005_are_settled_by_2011_and_guidance_of_2011_is_open(filings: Lines) -> None:
    from nlp.kb.outlook import outlooks
    from nlp.kb.promises import promises

    knowledge = knowledge_of(filings)
    of_2005 = [p for p in promises(knowledge) if p.statements[0].evidence.doc_id.startswith("002")]
    dosing = [p for p in of_2005 if "huC242-DM4 in mid-2005" in p.statements[0].evidence.quote]
    assert [p.verdict for p in dosing] == ["dropped"]
    assert {o.position for o in outlooks(knowledge)} == {"open"}


_NAMES = [["AB-101"], ["norvamab"], ["AB-101", "norvamab"], ["AB-102"], ["oral vaccine"], ["IMGN901"]]
_DAYS = [None, "2020-01-01", "2020-02-01", "2021-03-01", "2022-04-01"]


@st.composite
def _documents(draw: st.DrawFn) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    doc_id = draw(st.sampled_from("abcdef"))
    compounds = draw(st.lists(st.sampled_from(_NAMES), max_size=2, unique_by=lambda names: names[0]))
    companies = draw(st.lists(st.sampled_from([["Otherco"], ["Third Pharma", "Third"], ["Third"]]), max_size=2))
    publisher = draw(st.sampled_from(["Norvane", "Norvane, Inc.", "Otherco", None]))
    apart = draw(st.sampled_from([[], [], [("AB-101", "norvamab")]]))
    ids = {"IMGN901": "lorvotuzumab-mertansine"}
    line = document(doc_id, draw(st.sampled_from(_DAYS)), publisher, compounds, companies, apart, ids)
    told = []
    for number in range(draw(st.integers(0, 3)) if compounds else 0):
        slots = {
            "status": draw(st.sampled_from(["initiated", "ongoing", "terminated"])),
            "phase": draw(st.sampled_from([None, "1", "2"])),
            "date": draw(st.sampled_from([None, days("2020-05-01", "2020-05-31"), days("2021-05-01")])),
        }
        realis = draw(st.sampled_from(["actual", "expected", "denied"]))
        compound = named(compounds[number % len(compounds)][0])
        told.append(event(f"{doc_id}{number}", doc_id, "trial_status", realis, compound=compound, **slots))
    if draw(st.booleans()):
        figures = {"value": draw(st.sampled_from([1, 2])), "unit": "USD", "period": days("2020-01-01", "2020-03-31")}
        told.append(event(f"{doc_id}r", doc_id, "financial_result", metric="revenue", **figures))
    return line, told


def _as_lines(loaded: list[tuple[dict[str, Any], list[dict[str, Any]]]]) -> Lines:
    return Lines({line["doc_id"]: line for line, _ in loaded}, {line["doc_id"]: told for line, told in loaded})


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(_documents(), min_size=1, max_size=4), min_size=1, max_size=4), st.randoms())
def test_in_whatever_order_and_portions_documents_come_the_base_is_that_of_their_last_states(
    portions: list[list[tuple[dict[str, Any], list[dict[str, Any]]]]], chance: Any
) -> None:
    base = open_base("sqlite://", registry(), create=True)
    last: dict[str, tuple[dict[str, Any], list[dict[str, Any]]]] = {}
    for portion in portions:
        for line, told in portion:
            last[line["doc_id"]] = (line, told)
            base.load([line], {line["doc_id"]: told})
    expected = knowledge_of(_as_lines(list(last.values())))
    assert base.knowledge() == expected
    shuffled = list(last.values())
    chance.shuffle(shuffled)
    assert knowledge_of(_as_lines(shuffled)) == expected


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_documents(), min_size=1, max_size=6), st.dates(date(2019, 12, 1), date(2022, 6, 1)))
def test_a_view_as_of_a_day_never_shows_the_future(
    loaded: list[tuple[dict[str, Any], list[dict[str, Any]]]], day: date
) -> None:
    lines = _as_lines(loaded)
    view = knowledge_of(lines, day)
    past = {d: line for d, line in lines.documents.items() if line["release_date"] and line["release_date"] <= str(day)}
    assert view == Knowledge(day, *_parts(knowledge_of(Lines(past, lines.events))))
    said = [name.first_said for entity in view.entities for name in entity.names if name.first_said]
    assert all(first <= day for first in said)


def _parts(knowledge: Knowledge) -> tuple[Any, ...]:
    return knowledge.releases, knowledge.entities, knowledge.facts, knowledge.relations


def _load_many(url: str, first: int, count: int, pause: float = 0.0) -> None:
    base = open_base(url, registry(), create=True)
    for number in range(first, first + count):
        line = document(f"d{number:04d}", "2020-01-01", compounds=[["norvamab"], [f"AB-{number}"]])
        told = [event(f"e{number}", line["doc_id"], "trial_status", compound=named("norvamab"), status="ongoing")]
        base.load([line], {line["doc_id"]: told})
        time.sleep(pause)


def test_two_loaders_at_once_lose_and_double_nothing(url: str) -> None:
    open_base(url, registry(), create=True)
    start = multiprocessing.get_context("fork")
    loaders = [start.Process(target=_load_many, args=(url, first, 30)) for first in (0, 15)]
    for loader in loaders:
        loader.start()
    for loader in loaders:
        loader.join(120)
    assert [loader.exitcode for loader in loaders] == [0, 0]
    base = open_base(url, registry())
    assert counts(base)["documents"] == 45
    (entity, facts), *_ = base.find("norvamab")
    assert [len(fact.evidence) for fact in facts] == [45]


def test_a_loader_that_is_killed_leaves_whole_documents(url: str) -> None:
    open_base(url, registry(), create=True)
    loader = multiprocessing.get_context("fork").Process(target=_load_many, args=(url, 0, 500, 0.001))
    loader.start()
    time.sleep(1.0)
    assert loader.pid is not None
    os.kill(loader.pid, signal.SIGKILL)
    loader.join(30)
    base = open_base(url, registry())
    told = counts(base)
    assert 0 < told["documents"] < 500
    assert told["documents"] == told["events"] == told["mentions"]
    assert told["clusters"] == 3 * told["documents"]
    (_, facts), *_ = base.find("norvamab")  # what the dead loader had not derived is derived now
    assert [len(fact.evidence) for fact in facts] == [told["documents"]]
    assert counts(base)["stale"] == 0


def test_another_registry_derives_everything_anew(tmp_path: Path, filings: Lines) -> None:
    from nlp.registry.store import Registry

    path = str(tmp_path / "knowledge.db")
    load(open_base(path, registry(), create=True), filings)
    fewer = Registry.of([c for c in registry().compounds.values() if c.id != "imgn388"], registry().companies.values())
    other = open_base(path, fewer, create=True)
    assert [n.text for (e, _) in other.find("IMGN388") for n in e.names if n.kind == "code"] == ["IMGN388"]
    with pytest.raises(UsageError, match="was made with other patterns"):
        other.find("IMGN388", date(2011, 12, 31))
    assert load(other, filings) == Loaded(0, 2)
    ((entity, _),) = other.find("IMGN388")
    assert [(n.text, n.kind) for n in entity.names] == [("IMGN388", "used")]
    assert counts(other)["stale"] == 0
    with pytest.raises(UsageError, match="give them with --patterns"):
        open_base(path, registry()).knowledge(date(2011, 12, 31))


def test_the_migrations_make_the_tables_of_the_models(url: str) -> None:
    base = open_base(url, create=True)
    with base.transaction() as connection:
        there = inspect(connection)
        made = {
            table: {column["name"] for column in there.get_columns(table)}
            for table in there.get_table_names()
            if table != "alembic_version"
        }
        indexed = {(table, tuple(index["column_names"])) for table in made for index in there.get_indexes(table)}
    models = tables.Base.metadata.tables
    assert made == {name: set(table.columns.keys()) for name, table in models.items()}
    wanted = {(n, tuple(c.name for c in index.columns)) for n, table in models.items() for index in table.indexes}
    assert wanted <= indexed


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("missing.db", "found no knowledge base at missing.db, expected one that `kb load` has made"),
        ("nodialect://x", "found the database URL 'nodialect://x', expected one that SQLAlchemy knows"),
        ("://", "found the database URL '://', expected a path, sqlite:///PATH or postgresql://USER@HOST/NAME"),
        ("postgresql://u:secret@127.0.0.1:1/d", "u:***@127.0.0.1:1/d: the database says: connection failed"),
    ],
)
def test_a_base_that_cannot_be_opened_is_told_without_its_password(
    url: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError) as raised:
        open_base(url, registry())
    assert said in str(raised.value)
    assert "secret" not in str(raised.value)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_and_one_of_others_are_refused(tmp_path: Path) -> None:
    import sqlite3

    (tmp_path / "text.db").write_text("no database at all, but a text that is long enough" * 50)
    with pytest.raises(UsageError, match="not a database"):
        open_base(str(tmp_path / "text.db"), registry(), create=True)
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("create table documents (x)")
    other.commit()
    other.close()
    with pytest.raises(UsageError, match="found tables that are not ours"):
        open_base(str(tmp_path / "other.db"), registry(), create=True)
    with pytest.raises(UsageError, match="found no knowledge base"):
        open_base(str(tmp_path / "other.db"), registry())


@pytest.mark.parametrize(
    ("line", "told", "said"),
    [
        ({"doc_id": "a"}, [], "expected a line of documents.jsonl with 'sha256'"),
        ({**document("a", None), "release_date": "soon"}, [], "expected a day such as 2024-03-04, found 'soon'"),
        ({**document("a", None), "compounds": [{"name": "x"}]}, [], "expected compounds with name, id and texts"),
        (document("a", None), [{"id": "e", "type": "deal"}], "expected events as a run writes them"),
    ],
)
def test_lines_that_no_run_has_written_are_refused_and_nothing_is_lost(
    line: dict[str, Any], told: list[dict[str, Any]], said: str, tmp_path: Path, series: Lines
) -> None:
    base = open_base(str(tmp_path / "knowledge.db"), registry(), create=True)
    load(base, series)
    with pytest.raises(UsageError, match=said.replace("(", r"\(")):
        base.load([line], {"a": told})
    assert base.knowledge() == knowledge_of(series)
