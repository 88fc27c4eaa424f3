"""The coverage audit: what explains a word, and that a reason explains no more than its own example."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from nlp.audit import Finding, groups, shares
from nlp.engine.audit import audit
from support import ROOT, Program

OPENING = "BOSTON, January 5, 2026 -- Norvane Therapeutics, Inc. (Nasdaq: QQRT) today gave an update on its business."
ABOUT = (
    "About Norvane Therapeutics\n\nNorvane Therapeutics, Inc. develops the small-molecule inhibitor NRV-210 and the "
    "antibody ALDORIQ.\n"
)
REASONS: list[dict[str, Any]] = YAML(typ="safe").load((ROOT / "patterns/audit.yaml").read_text())["reasons"]


def findings(tmp_path: Path, text: str) -> list[tuple[str, Finding]]:
    (tmp_path / "a.txt").write_text(text)
    return [(doc_id, finding) for doc_id, found in audit([tmp_path]) if not isinstance(found, str) for finding in found]


def release(sentence: str, *, about: str = ABOUT) -> str:
    return f"Norvane Therapeutics Provides Business Update\n\n{OPENING}\n\n{sentence}\n\n{about}"


@pytest.mark.parametrize("reason", REASONS, ids=lambda reason: str(reason["id"]))
def test_every_reason_explains_its_example(tmp_path: Path, reason: dict[str, Any]) -> None:
    before, word, after = reason["example"].replace("]", "[").split("[")
    text = release(before + word + after)
    start = text.index(before + word + after) + len(before)
    found = findings(tmp_path, text)
    assert {f.why for _, f in found if start <= f.start < start + len(word)} == {reason["id"]}


@pytest.mark.parametrize(
    ("sentence", "kind", "text", "why"),
    [
        ("Norvane began a Phase 2 trial of NRV-210 in psoriasis.", "phase", "Phase 2", "event"),
        ("Norvane began a Phase 2 trial of NRV-210 in psoriasis.", "compound", "NRV-210", "event"),
        ("The FDA approved ALDORIQ for psoriasis.", "agency", "FDA", "event"),
        (
            "Norvane began a Phase 2 trial of NRV-210 versus ALDORIQ.",
            "compound",
            "ALDORIQ",
            "comparator_or_partner_drug",
        ),
        ("Norvane sings of Phase 2 and NRV-210.", "phase", "Phase 2", None),
        ("Norvane sings of NRV-210.", "compound", "NRV-210", None),
        ("Norvane dreams of $7 million.", "money", "$7 million", None),
        ("Norvane paints a licensed horse.", "deal", "licensed", None),
        ("Norvane draws one milestone.", "milestone", "milestone", None),
    ],
)
def test_what_explains_a_word(tmp_path: Path, sentence: str, kind: str, text: str, why: str | None) -> None:
    found = findings(tmp_path, release(sentence))
    assert [f.why for _, f in found if f.kind == kind and f.text == text and f.sentence.startswith(sentence[:20])] == [
        why
    ]


def test_the_same_fact_told_elsewhere(tmp_path: Path) -> None:
    text = release("Norvane began a Phase 2 trial of NRV-210 in psoriasis.\n\nNorvane sings of Phase 2b and NRV-210.")
    song = [f for _, f in findings(tmp_path, text) if "sings" in f.sentence]
    assert {f.kind: f.why for f in song} == {"phase": "told_elsewhere", "compound": "told_elsewhere"}
    other = release("Norvane began a Phase 2 trial of NRV-210 in psoriasis.\n\nNorvane sings of Phase 3 and NRV-210.")
    assert [f.why for _, f in findings(tmp_path, other) if "sings" in f.sentence and f.kind == "phase"] == [None]


def test_zones_and_documents_without_a_compound(tmp_path: Path) -> None:
    silent = release("Forward-Looking Statements\n\nThis release holds forward-looking statements on Phase 3 trials.")
    assert "zone:safe_harbour" in {f.why for _, f in findings(tmp_path, silent) if f.kind == "phase"}
    park = release("Norvane opened Phase 2 of its park.", about="Norvane Therapeutics, Inc. is in Boston.\n")
    assert {f.why for _, f in findings(tmp_path, park) if f.kind == "phase"} == {"no_compound_in_document"}


def test_offsets_shares_and_groups(tmp_path: Path) -> None:
    text = release("Norvane sings of Phase 2 and NRV-210.\n\nNorvane sings of Phase 3 and NRV-210.")
    found = findings(tmp_path, text)
    assert all(text[f.start : f.end] == f.text for _, f in found)
    phase = next(share for share in shares(found) if share.kind == "phase")
    assert (phase.words, phase.in_events, phase.explained, phase.share) == (2, 0, 0, 0.0)
    first = groups(found)[0]
    assert (first.count, first.kind, len(first.examples)) == (2, "compound", 2)
    wording = next(group.wording for group in groups(found) if group.kind == "phase")
    assert wording == "COMPANY sings of [PHASE] and COMPOUND ."


def test_the_command(tmp_path: Path, program: Program) -> None:
    (tmp_path / "a.txt").write_text(release("Norvane sings of Phase 2 and NRV-210."))
    (tmp_path / "b.txt").write_text("")
    done = program("patterns", "audit", str(tmp_path), "--kind", "phase", "--json", str(tmp_path / "audit.json"))
    assert done.returncode == 1
    assert "b.txt" in done.stderr.decode()
    assert "1 phase: COMPANY sings of [PHASE] and COMPOUND ." in done.stdout.decode()
    assert "1 compound:" not in done.stdout.decode()
    report = json.loads((tmp_path / "audit.json").read_text())
    assert {share["kind"] for share in report["shares"]} >= {
        "phase",
        "compound",
        "money",
        "agency",
        "deal",
        "milestone",
    }
    assert report["unexplained"][0]["examples"][0]["doc_id"] == "a.txt"


def test_a_bad_reason_is_named(tmp_path: Path, program: Program) -> None:
    shutil.copytree(ROOT / "patterns", tmp_path / "patterns")
    file = tmp_path / "patterns/audit.yaml"
    file.write_text(file.read_text().replace("kinds: [milestone]", "kinds: [stone]"))
    (tmp_path / "a.txt").write_text("x")
    done = program("patterns", "audit", str(tmp_path / "a.txt"), "--patterns", str(tmp_path / "patterns"))
    assert done.returncode == 2
    assert "audit.yaml: achievement: kinds ['stone'] are unknown" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
