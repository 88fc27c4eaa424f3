"""The verbs of the knowledge base as a user calls them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from support import ROOT, Program


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory, program: Program) -> Path:
    """A base with the two filings and the six releases of the series."""
    folder = tmp_path_factory.mktemp("kb")
    for name, source in (("filings", ROOT / "corpus"), ("series", ROOT / "tests" / "kb" / "series")):
        assert program(source, "-o", folder / name, "--quiet").returncode == 0
    loaded = program("kb", "load", folder / "filings", folder / "series", "--db", folder / "k.db")
    assert (loaded.returncode, loaded.stdout, loaded.stderr) == (0, b"", b"")
    return folder / "k.db"


def lines(program: Program, *arguments: str | Path) -> list[dict[str, Any]]:
    """What a verb prints with --json."""
    answer = program("kb", *arguments, "--json")
    assert (answer.returncode, answer.stderr) == (0, b"")
    return [json.loads(line) for line in answer.stdout.splitlines()]


def test_a_second_load_changes_no_byte_of_the_answers(base: Path, program: Program) -> None:
    before = program("kb", "promises", "--db", base, "--json").stdout
    assert program("kb", "load", base.parent / "series", base.parent / "filings", "--db", base).returncode == 0
    assert program("kb", "promises", "--db", base, "--json").stdout == before != b""


def test_the_load_tells_a_terminal_what_it_has_done(base: Path) -> None:
    import pty

    main, terminal = pty.openpty()
    command = [sys.executable, "-m", "nlp.cli", "kb", "load", str(base.parent / "series"), "--db", str(base)]
    subprocess.run(command, stderr=terminal, stdout=subprocess.DEVNULL, check=True, timeout=120)
    os.close(terminal)
    assert "0 documents loaded, 6 known before, in sqlite:///" in os.read(main, 100_000).decode()
    os.close(main)


def test_query_prints_names_and_facts_with_their_source(base: Path, program: Program) -> None:
    answer = program("kb", "query", "imgn 901", "--db", base)
    assert (answer.returncode, answer.stderr) == (0, b"")
    text = answer.stdout.decode()
    for part in ("lorvotuzumab mertansine (lorvotuzumab-mertansine)", "huN901-DM1", "2005-02-03", "multiple myeloma"):
        assert part in text


def test_query_as_of_a_day_knows_nothing_later(base: Path, program: Program) -> None:
    (found,) = lines(program, "query", "IMGN901", "--as-of", "2011-01-01", "--db", base)
    said = [name["first_said"] for name in found["entity"]["names"] if name["first_said"]]
    assert said == ["2005-02-03"]
    published = {e["published"] for fact in found["facts"] for e in fact["evidence"]}
    assert published == {"2005-02-03"}


def test_who_nobody_carries_the_name_of_is_told_with_what_looks_alike(base: Path, program: Program) -> None:
    answer = program("kb", "query", "IMGN902", "--db", base)
    assert (answer.returncode, answer.stdout) == (1, b"")
    assert answer.stderr.decode().startswith(
        f"extract-events: found nobody called 'IMGN902' in sqlite:///{base}; names that look alike: IMGN901"
    )
    only = program("kb", "promises", "--only", "Nobody", "--db", base)
    assert (only.returncode, b"found nobody called 'Nobody'" in only.stderr) == (1, True)


def test_promises_show_both_quotes_and_can_be_chosen(base: Path, program: Program) -> None:
    text = " ".join(program("kb", "promises", "--only", "Norvane", "--db", base).stdout.decode().split())
    for part in ("slipped", "+5", "inside", "kept in time", "33%"):
        assert part in text
    told = lines(program, "promises", "--only", "Norvane", "--verdict", "met", "--verdict", "above", "--db", base)
    verdicts = [(t["kind"], t["verdict"]) for t in told if t["kind"] != "rate"]
    assert verdicts == [("promise", "met"), ("guidance", "above")]
    (met,) = [t for t in told if t["kind"] == "promise"]
    assert met["statements"][0]["evidence"]["quote"].endswith("in the second quarter of 2022.")
    assert met["outcome"]["quote"].startswith("Norvane Therapeutics Doses First Patient")
    (rate,) = [t for t in told if t["kind"] == "rate" and t["entity"].startswith("company:")]
    assert (rate["on_time"], rate["judged"], rate["made"]) == (2, 6, 8)


def test_payments_stand_beside_their_triggers(base: Path, program: Program) -> None:
    (paid,) = lines(program, "payments", "--only", "SAR3419", "--db", base)
    assert (paid["quarter"]["year"], paid["quarter"]["number"]) == (2012, 2)
    assert {step["slots"]["status"] for step in paid["triggers"]} == {"initiated"}
    assert "2Q FY2012" in program("kb", "payments", "--db", base).stdout.decode()


def test_changes_and_contradictions_show_what_was_said_before(base: Path, program: Program) -> None:
    told = lines(program, "changes", "--release", "4_2022-11-10.txt", "--db", base)
    assert [t["kind"] for t in told] == ["strengthened", "weakened", "repeated", "missing", "missing", "missing"]
    assert "expected before, denied now" in program("kb", "changes", "--only", "NRV-630", "--db", base).stdout.decode()
    (pair,) = lines(program, "contradictions", "--only", "Norvane", "--db", base)
    assert {pair["one"]["slots"]["value"], pair["other"]["slots"]["value"]} == {43_100_000, 44_000_000}
    assert "44,000,000" in program("kb", "contradictions", "--db", base).stdout.decode()


def test_checks_propose_what_a_damaged_figure_was(base: Path, program: Program) -> None:
    told = lines(program, "checks", "--verdict", "repair", "--verdict", "mismatch", "--db", base)
    assert [(t["metric"], t["verdict"], t["proposed"], t["arithmetic"]) for t in told] == [
        ("clinical_materials_revenue", "repair", 300_000, "281 thousand in the table: '$0.3 of' reads $0.3 million"),
        ("rd_expense", "repair", 17_161_000, "22,002 - 4,841 = 17,161"),
    ]
    text = " ".join(program("kb", "checks", "--only", "ImmunoGen", "--db", base).stdout.decode().split())
    assert "17,161,000: 22,002 -" in text
    assert lines(program, "checks", "--only", "Norvane", "--db", base) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("kb", "query", "x", "--db", "none.db"), "found no knowledge base at none.db"),
        (("kb", "load", "nowhere", "--db", "new.db"), "cannot read nowhere/events.jsonl"),
        (("kb", "query", "x", "--db", "none.db", "--as-of", "yesterday"), "does not match the format"),
        (("kb", "promises", "--verdict", "late", "--db", "none.db"), "is not one of"),
    ],
)
def test_wrong_use_is_told_and_leaves_nothing(
    arguments: tuple[str, ...], said: str, program: Program, tmp_path: Path
) -> None:
    answer = program(*arguments, cwd=tmp_path)
    assert (answer.returncode, answer.stdout) == (2, b"")
    assert said in " ".join(answer.stderr.decode().replace("│", " ").split())
    assert b"Traceback" not in answer.stderr
    assert list(tmp_path.iterdir()) == []
