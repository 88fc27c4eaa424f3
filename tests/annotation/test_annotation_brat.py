"""brat's standoff files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from marks_made import VOCABULARY, at, made

from nlp.annotation.formats import brat
from nlp.annotation.formats.brat_names import file_names
from nlp.annotation.marks import AnnotatedDocument, EventMark, Mark, RelationMark
from nlp.errors import UsageError


def test_the_standoff_lines_are_brats() -> None:
    files = brat.write([made()], VOCABULARY)
    name = next(name for name in files if name.endswith(".ann"))
    assert files[name].decode().split("\n") == [
        "T1\tCOMPANY 0 7\tNorvane",
        "T2\tPHASE 40 47\tPhase 2",
        "T3\tCOMPOUND 57 64\tNRV-210",
        "T4\tCOMPOUND 66 73\tALDORIQ",
        "T5\tINDICATION 78 84\tasthma",
        "T6\tINDICATION 91 95\tCOPD",
        "T7\tMONEY 100 111\t\\$5 million",
        "T8\ttrial_status 8 23;25 32\tdosed the first patient",
        "T9\tpayment 100 111\t\\$5 million",
        "E1\ttrial_status:T8 compound:T3 indication:T5 indication2:T6 phase:T2 sponsor:T1",
        "E2\tpayment:T9 amount:T7",
        "A1\trealis E1 actual",
        "A2\ttrial_status-status E1 initiated",
        "A3\trealis E2 expected",
        "A4\tpayment-kind E2 milestone",
        "R1\talias Arg1:T3 Arg2:T4",
        '#1\tExtractEvents E1\t{"id": "0a", "values": {"compound": {"name": "NRV-210", "id": null}, "phase": "2"}, '
        '"confidence": 0.9, "rule": "trial_status.doses_first_patient", "answer": null}',
        '#2\tExtractEvents E2\t{"id": "0b", "values": {}, "confidence": null, "rule": null, "answer": null}',
        "#3\tAnnotatorNotes E2\tBy whom?",
        "",
    ]
    assert files[f"{name[:-4]}.txt"].decode() == made().text


def test_the_configuration_has_the_whole_taxonomy() -> None:
    lines = brat.write([], VOCABULARY)["annotation.conf"].decode().splitlines()
    sections = {line: n for n, line in enumerate(lines) if line.startswith("[")}
    assert list(sections) == ["[entities]", "[relations]", "[events]", "[attributes]"]
    assert tuple(lines[1 : sections["[relations]"] - 1]) == VOCABULARY.labels
    assert [line.split("\t")[0] for line in lines[sections["[events]"] + 1 : sections["[attributes]"] - 1]] == list(
        VOCABULARY.types
    )
    assert "alias\tArg1:COMPOUND, Arg2:COMPOUND, <REL-TYPE>:symmetric" in lines
    assert "realis\tArg:<EVENT>, Value:actual|expected|possible|denied" in lines
    assert "deal-kind\tArg:deal, Value:license|collaboration|option|acquisition|supply" in lines


def test_the_published_reader_pybrat_reads_the_same_marks(tmp_path: Path) -> None:
    pybrat = pytest.importorskip("pybrat.parser")
    plain = made().text.replace("\r\n", "  ")  # pybrat opens the text in text mode, where two line ends become one
    for name, data in brat.write([replace(made(), text=plain)], VOCABULARY).items():
        (tmp_path / name).write_bytes(data)
    parser = pybrat.BratParser(error="ignore")  # it takes a trigger on the words of an argument for a mistake
    [example] = [one for one in parser.parse(tmp_path) if one.text]
    assert example.text == plain
    assert [(e.id, e.type, [(s.start, s.end) for s in e.spans], e.mention) for e in example.entities] == [
        ("T1", "COMPANY", [(0, 7)], "Norvane"),
        ("T2", "PHASE", [(40, 47)], "Phase 2"),
        ("T3", "COMPOUND", [(57, 64)], "NRV-210"),
        ("T4", "COMPOUND", [(66, 73)], "ALDORIQ"),
        ("T5", "INDICATION", [(78, 84)], "asthma"),
        ("T6", "INDICATION", [(91, 95)], "COPD"),
        ("T7", "MONEY", [(100, 111)], "\\$5 million"),
        ("T8", "trial_status", [(8, 32)], "dosed the first  patient"),
        ("T9", "payment", [(100, 111)], "\\$5 million"),
    ]
    assert [(e.id, e.type, e.trigger.id, [a.id for a in e.arguments]) for e in example.events] == [
        ("E1", "trial_status", "T8", ["T3", "T5", "T6", "T2", "T1"]),
        ("E2", "payment", "T9", ["T7"]),
    ]
    assert [(r.type, r.arg1.id, r.arg2.id) for r in example.relations] == [("alias", "T3", "T4")]


def _read(ann: str) -> AnnotatedDocument:
    files = {"n.txt": made().text.encode(), "n.ann": ann.encode()}
    [document] = brat.read(files, VOCABULARY)
    return document


def test_a_file_made_by_hand_in_brat_is_read() -> None:
    document = _read(
        "T1\tCOMPOUND 57 64\tNRV-210\nT2\tCOMPOUND 66 73\tALDORIQ\n*\tEquiv T1 T2\n"
        "T3\tregulatory 8 13\tdosed\nE1\tregulatory:T3 compound:T1 \nA1\tregulatory-action E1 approved\n"
        "#1\tAnnotatorNotes T3\tsurely not\nN1\tReference T1 CHEBI:1\tx\n"
    )
    assert document == AnnotatedDocument(
        "n.txt",
        made().text,
        entities=(Mark(1, "COMPOUND", (at("NRV-210"),)), Mark(2, "COMPOUND", (at("ALDORIQ"),))),
        events=(
            EventMark(
                "new-E1", "regulatory", (at("dosed"),), (("compound", 1),), {"action": "approved"}, note="surely not"
            ),
        ),
        relations=(RelationMark("alias", 1, 2),),
    )


@pytest.mark.parametrize(
    ("ann", "problem"),
    [
        ("T1\tCOMPOUDN 57 64\tNRV-210\n",
         "n.ann, line 1: unknown label 'COMPOUDN'; did you mean 'COMPOUND'?"),
        ("\nT1 COMPOUND 57 64 NRV-210\n", "n.ann, line 2: found '', which is no line of brat's standoff format"),
        ("T1\tdeal 0 7\tNorvane\nE1\tdeal:T1 assset:T1\n",
         "n.ann, line 2: unknown slot of deal 'assset'; did you mean 'asset'?"),
        ("E1\tdeal:T1\n", "n.ann, line 1: the trigger T1 is not there"),
        ("T1\tdeal 0 7\tNorvane\nE1\tdeal:T1 asset:E1\n",
         "n.ann, line 2: found E1 as what a slot points at, expected a marked name"),
        ("T1\tdeal 0 7\tNorvane\nE1\tdeal:T1\nA1\tdeal-kind E1 licence\n",
         "n.ann, line 3: unknown value of kind 'licence'; did you mean 'license'?"),
        ("T1\tdeal 0 7\tNorvane\nE1\tdeal:T1\nA1\tNegation E1\n",
         "n.ann, line 3: found attribute 'Negation', expected realis or one of an event type's slots"),
        ("T1\tdeal 0 7\tNorvane\nE1\tdeal:T1\n#1\tExtractEvents E1\t{\n",
         "n.ann, line 3: found broken JSON (unexpected end of data: line 1 column 2 (char 1))"),
        ("Z1\twhat\n", "n.ann, line 1: found 'Z1\\twhat', expected a line that begins with T, E, A, R, *, N or #"),
    ],
)  # fmt: skip
def test_a_line_that_is_none_is_an_error_with_file_and_line(ann: str, problem: str) -> None:
    with pytest.raises(UsageError) as raised:
        _read(ann)
    assert str(raised.value) == problem


def test_marks_without_their_text_are_an_error() -> None:
    with pytest.raises(UsageError, match=r"a\.ann: no a\.txt beside it, expected the text that it marks"):
        brat.read({"a.ann": b""}, VOCABULARY)


def test_file_names_are_harmless_and_nobody_elses() -> None:
    names = list(file_names(["a.txt", "b/a.txt", "A.txt", "../c", "x.jsonl:3", "ok_1", "q" * 300]))
    hashes = ["a-18b7cb09", "b_a-d5b8b6e5", "A-48266a69", "c-9604b906", "x_jsonl_3-144d5365"]
    assert names == [*hashes, "ok_1", f"{'q' * 60}-2dbf5576"]
