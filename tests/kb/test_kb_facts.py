"""When events of several releases are one fact, supersede each other, or cannot both be true."""

from __future__ import annotations

from typing import Any

import pytest
from kb_support import Lines, days, document, event, knowledge_of, named

from nlp.kb.records import Fact

FIRST, SECOND = "2020-01-10", "2020-06-10"


def facts(one: dict[str, Any], other: dict[str, Any], day: str = SECOND) -> list[Fact]:
    """The facts of an event told on the first day and one told on another; by first evidence."""
    documents = {
        name: document(name, published, compounds=[["ABC-123"]], companies=[["Bigpharma"]])
        for name, published in (("a", FIRST), ("b", day))
    }
    told = knowledge_of(Lines(documents, {"a": [one], "b": [other]})).facts
    return sorted(told, key=lambda fact: fact.evidence[0].doc_id)


def trial(event_id: str, realis: str = "actual", **slots: Any) -> dict[str, Any]:
    return event(event_id, event_id, "trial_status", realis, compound=named("ABC-123"), **slots)


def readout(event_id: str, realis: str = "actual", **slots: Any) -> dict[str, Any]:
    return event(event_id, event_id, "readout", realis, compound=named("ABC-123"), **slots)


def result(event_id: str, value: float, **slots: Any) -> dict[str, Any]:
    period = days("2019-10-01", "2019-12-31")
    return event(
        event_id, event_id, "financial_result", metric="net_loss", value=value, unit="USD", period=period, **slots
    )


START = days("2020-03-01", "2020-03-31")
LATER = days("2020-09-01", "2020-09-30")


@pytest.mark.parametrize(
    ("one", "other", "states"),
    [
        pytest.param(
            trial("a", status="initiated", phase="2", date=days(FIRST, text=None)),
            trial("b", status="initiated", phase="2", date=days("2020-01-01", "2020-01-31", "January 2020")),
            ["current"],
            id="the same step, told more roughly",
        ),
        pytest.param(
            trial("a", status="initiated", phase="2"),
            trial("b", status="initiated", phase="3"),
            ["current", "current"],
            id="two phases are two facts",
        ),
        pytest.param(
            trial("a", "expected", status="initiated", phase="2", date=START),
            trial("b", "expected", status="initiated", phase="2", date=LATER),
            ["superseded", "current"],
            id="a promise dated anew",
        ),
        pytest.param(
            trial("a", "expected", status="initiated", phase="2", date=START),
            trial("b", "expected", status="initiated", phase="2", date=START),
            ["current"],
            id="a promise said again",
        ),
        pytest.param(
            trial("a", "expected", status="initiated", phase="2", date=START),
            trial("b", status="ongoing", phase="2"),
            ["superseded", "current"],
            id="a promise that a running trial keeps",
        ),
        pytest.param(
            trial("a", "expected", status="initiated", phase="2"),
            trial("b", status="ongoing", phase="3"),
            ["current", "current"],
            id="a trial of another phase keeps no promise",
        ),
        pytest.param(
            trial("a", status="ongoing", phase="2"),
            trial("b", status="terminated", phase="2"),
            ["superseded", "current"],
            id="a trial that has ended runs no more",
        ),
        pytest.param(
            trial(
                "a", status="initiated", phase="2", trial="BREEZE", date=days("2019-05-01", "2019-05-31", "May 2019")
            ),
            trial(
                "b", status="initiated", phase="2", trial="BREEZE", date=days("2019-08-01", "2019-08-31", "August 2019")
            ),
            ["superseded", "contradicted"],
            id="a named trial that begins in two months",
        ),
        pytest.param(
            readout("a", outcome="positive", trial="BREEZE"),
            readout("b", outcome="negative", trial="BREEZE"),
            ["superseded", "contradicted"],
            id="a named trial that succeeds and fails",
        ),
        pytest.param(
            readout("a", "expected", venue="ASH", date=days("2020-02-01", "2020-02-03", "February 1-3")),
            readout("b", venue="ASH", date=days(SECOND, text=None)),
            ["current", "current"],
            id="data at a congress are not those of another year's",
        ),
        pytest.param(result("a", 4_000_000), result("b", 4_010_000), ["current"], id="a figure rounded otherwise"),
        pytest.param(
            result("a", 4_000_000), result("b", 4_500_000), ["superseded", "contradicted"], id="a restated figure"
        ),
    ],
)
def test_two_releases(one: dict[str, Any], other: dict[str, Any], states: list[str]) -> None:
    assert [fact.state for fact in facts(one, other)] == states


def test_of_one_day_nothing_supersedes_and_both_are_contradicted() -> None:
    told = facts(result("a", 4_000_000), result("b", 4_500_000), FIRST)
    assert [fact.state for fact in told] == ["contradicted", "contradicted"]
    assert [fact.contradicts for fact in told] == [(told[1].id,), (told[0].id,)]


def test_nothing_that_had_happened_before_keeps_a_promise() -> None:
    promise = readout("a", "expected", phase="2", date=START)
    old = readout("b", phase="2", date=days("2019-11-01", "2019-11-30", "November 2019"))
    assert [fact.state for fact in facts(promise, old)] == ["current", "current"]


def test_a_figure_for_comparison_is_a_witness_of_the_release_of_its_period() -> None:
    own = result("a", 4_000_000)
    later = event(
        "b",
        "b",
        "financial_result",
        metric="net_loss",
        value=5_000_000,
        unit="USD",
        period=days("2020-10-01", "2020-12-31"),
        prior_value=4_000_000,
        prior_period=days("2019-10-01", "2019-12-31"),
    )
    told = facts(own, later)
    assert [(fact.slots["value"], [(e.doc_id, e.rule) for e in fact.evidence]) for fact in told] == [
        (4_000_000, [("a", "financial_result.test"), ("b", "prior value")]),
        (5_000_000, [("b", "financial_result.test")]),
    ]
    alone = knowledge_of(Lines({"b": document("b", SECOND)}, {"b": [later]})).facts
    assert [fact.slots["value"] for fact in alone] == [5_000_000]


def test_a_deal_of_two_companies_is_one_whoever_tells_it() -> None:
    def deal(name: str, first: str, second: str, **slots: Any) -> dict[str, Any]:
        parties = [named(first), named(second)]
        return event(name, name, "deal", kind="license", status="signed", parties=parties, **slots)

    documents = {
        "a": document("a", FIRST, "Norvane", companies=[["Bigpharma"]]),
        "b": document("b", SECOND, "Bigpharma", companies=[["Norvane"]]),
    }
    told = {"a": [deal("a", "Norvane", "Bigpharma")], "b": [deal("b", "Bigpharma", "Norvane", territory=["Japan"])]}
    (fact,) = knowledge_of(Lines(documents, told)).facts
    assert (fact.slots["territory"], fact.entities, fact.publisher) == (
        ["Japan"],
        ("company:bigpharma", "company:norvane"),
        "company:norvane",
    )


def test_another_issuer_makes_a_fact_surer_than_the_same_one_again() -> None:
    documents = {
        "a": document("a", FIRST, compounds=[["norvamab"]]),
        "b": document("b", SECOND, compounds=[["norvamab"]]),
        "c": document("c", SECOND, "Bigpharma", compounds=[["norvamab"]]),
    }

    def believed(*names: str) -> float:
        told = {
            n: [event(n, n, "trial_status", compound=named("norvamab"), status="ongoing", phase="2")] for n in names
        }
        (fact,) = knowledge_of(Lines({n: documents[n] for n in names}, told)).facts
        return fact.belief

    assert (believed("a"), believed("a", "b"), believed("a", "c")) == (0.8, 0.84, 0.96)


def test_a_contradicted_fact_is_believed_less() -> None:
    told = facts(result("a", 4_000_000), result("b", 4_500_000))
    assert [fact.belief for fact in told] == [0.48, 0.48]  # 0.8 less half of what the other's 0.8 leaves
