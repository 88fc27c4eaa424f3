"""The series of six releases, read once; databases of both kinds."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from kb_support import Lines, knowledge_of, read_lines

from nlp.engine import extract
from nlp.kb.records import Knowledge

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def series(tmp_path_factory: pytest.TempPathFactory) -> Lines:
    """What a run writes about the six releases of Norvane."""
    out = tmp_path_factory.mktemp("series")
    extract([HERE / "series"], out, jobs=1)
    return read_lines(out)


@pytest.fixture(scope="session")
def filings(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Lines:
    """What a run writes about corpus/."""
    out = tmp_path_factory.mktemp("filings")
    extract([corpus], out, jobs=1)
    return read_lines(out)


@pytest.fixture(scope="session")
def story(series: Lines) -> Knowledge:
    """All that the six releases tell."""
    return knowledge_of(series)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Any]:
    """A real PostgreSQL server of our own."""
    import tempfile

    import pgserver

    with tempfile.TemporaryDirectory(prefix="pg") as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server = pgserver.get_server(folder, cleanup_mode="stop")
        yield server
        server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'knowledge.db'}"
    server = request.getfixturevalue("postgres")
    name = f"t{abs(hash(request.node.nodeid)):x}"
    server.psql(f"create database {name}")
    return str(server.get_uri(name))
