"""Prodigy's JSONL."""

from __future__ import annotations

from dataclasses import replace

import orjson
import pytest
from marks_made import VOCABULARY, at, made

from nlp.annotation.formats import prodigy
from nlp.annotation.marks import AnnotatedDocument, EventMark, Mark
from nlp.errors import UsageError


def _task() -> dict[str, object]:
    value: dict[str, object] = orjson.loads(
        prodigy.write([replace(made(), answer="accept")], VOCABULARY)["tasks.jsonl"]
    )
    return value


def _read(task: dict[str, object]) -> AnnotatedDocument:
    [document] = prodigy.read({"back.jsonl": orjson.dumps(task)}, VOCABULARY)
    return document


def test_tokens_are_the_text_and_begin_and_end_with_every_span() -> None:
    task = _task()
    text, tokens = made().text, task["tokens"]
    assert "".join(token["text"] + " " * token["ws"] for token in tokens) == text
    assert [token["id"] for token in tokens] == list(range(len(tokens)))
    for span in task["spans"]:
        first, last = tokens[span["token_start"]], tokens[span["token_end"]]
        assert (first["start"], last["end"]) == (span["start"], span["end"])


def test_relations_join_the_last_tokens_of_trigger_and_argument() -> None:
    task = _task()
    first = task["relations"][0]
    assert first == {
        "head": task["spans"][7]["token_end"],
        "child": task["spans"][2]["token_end"],
        "head_span": task["spans"][7],
        "child_span": task["spans"][2],
        "label": "compound",
    }
    assert [relation["label"] for relation in task["relations"]] == [
        "compound", "indication", "indication", "phase", "sponsor", "amount", "alias",
    ]  # fmt: skip


def test_hashes_are_left_to_prodigy() -> None:
    assert {"_input_hash", "_task_hash"}.isdisjoint(_task())


def test_a_reader_of_prodigys_output_sees_what_was_changed() -> None:
    task = _task()
    task["relations"] = [r for r in task["relations"] if r["label"] != "sponsor"]
    task["spans"].append({"start": 8, "end": 13, "label": "readout"})
    task["relations"].append(
        {"head_span": {"start": 8, "end": 13, "label": "readout"}, "child_span": task["spans"][2], "label": "compound"}
    )
    trial, payment = made().events
    expected = replace(
        made(),
        answer="accept",
        events=(
            EventMark("new-10", "readout", (at("dosed"),), (("compound", 3),)),
            replace(trial, arguments=trial.arguments[:-1]),
            payment,
        ),
    )
    assert _read(task) == expected


def test_events_on_the_same_words_keep_their_own_arguments() -> None:
    names = (Mark(1, "COMPOUND", (at("NRV-210"),)), Mark(2, "COMPOUND", (at("ALDORIQ"),)))
    twins = tuple(EventMark(name, "readout", (at("dosed"),), (("compound", n),)) for n, name in ((1, "x"), (2, "y")))
    document = AnnotatedDocument("d", made().text, "00", names, twins)
    assert prodigy.read(prodigy.write([document], VOCABULARY), VOCABULARY) == [document]


def test_a_task_of_names_only_says_nothing_of_events() -> None:
    task = {"text": "NRV-210 works", "spans": [{"start": 0, "end": 7, "label": "COMPOUND"}], "answer": "accept"}
    assert _read(task) == AnnotatedDocument(
        "", "NRV-210 works", entities=(Mark(1, "COMPOUND", ((0, 7),)),), answer="accept", whole=False
    )


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b'{"text": "a"}\n{"spans": []}\n', "back.jsonl, line 2: found nothing as 'text', expected text"),
        (b"{", "back.jsonl, line 1: found broken JSON (unexpected end of data: line 1 column 2 (char 1))"),
        (b'"a"', "back.jsonl, line 1: found a JSON str, expected an object"),
        (b'{"text": "abc", "spans": [{"start": 0, "end": 2, "label": "DRUG"}]}',
         "back.jsonl, line 1: unknown label 'DRUG'; known: COMPOUND, COMPANY, TRIAL, PHASE, MONEY, "
         "DATE, INDICATION, VENUE, AGENCY, DESIGNATION, APPLICATION, REGION, METRIC, TEXT, trial_status, readout, "
         "regulatory, deal, payment, guidance, financial_result"),
        (b'{"text": "abc", "spans": [{"start": 0, "end": 9, "label": "TRIAL"}]}',
         "back.jsonl, line 1: found a mark from 0 to 9, expected one within 0 and 3"),
        (b'{"text": "abc", "spans": [7]}', "back.jsonl, line 1: found '7' as a span, expected an object"),
        (b'{"text": "abc", "answer": "yes"}',
         "back.jsonl, line 1: unknown answer 'yes'; known: accept, reject, ignore"),
        (b'{"text": "abc", "extract_events": {"spans": 3}}',
         "back.jsonl, line 1: found 'extract_events' in another form than it was written in (TypeError: 'int' object "
         "is not iterable)"),
    ],
)  # fmt: skip
def test_what_is_no_task_is_an_error_with_file_and_line(data: bytes, problem: str) -> None:
    with pytest.raises(UsageError) as raised:
        prodigy.read({"back.jsonl": data}, VOCABULARY)
    assert str(raised.value) == problem
