"""Two years of one company: every verdict on a promise and every change from release to release, from the texts on."""

from __future__ import annotations

from datetime import date

from kb_support import Lines, knowledge_of

from nlp.kb.changes import KINDS, changes
from nlp.kb.outlook import outlooks
from nlp.kb.promises import VERDICTS, promises, rates
from nlp.kb.records import Evidence, Fact, Knowledge


def test_every_promise_has_its_verdict_and_both_quotes(story: Knowledge) -> None:
    told = {
        (_step(p.fact), p.statements[0].evidence.doc_id[0]): (
            p.verdict,
            p.months,
            [s.evidence.doc_id[0] for s in p.statements],
            p.outcome.quote if p.outcome else None,
        )
        for p in promises(story)
    }
    assert told == {
        ("NRV-210 initiated", "1"): (
            "met",
            0,
            ["1"],
            "Norvane Therapeutics Doses First Patient in Phase 2 Trial of NRV-210 in Severe Asthma",
        ),
        ("NRV-305 readout", "1"): (
            "slipped",
            5,
            ["1", "3"],
            "On February 14, 2023, Norvane reported positive top-line data from the Phase 1 trial of NRV-305 in "
            "lupus nephritis.",
        ),
        ("NRV-410 submitted", "1"): ("dropped", 0, ["1"], None),
        ("NRV-520 initiated", "1"): (
            "pulled_in",
            -6,
            ["1"],
            "On June 13, 2022, Norvane initiated a Phase 2 trial of NRV-520 in plaque psoriasis, earlier than planned.",
        ),
        ("NRV-630 initiated", "1"): (
            "abandoned",
            None,
            ["1", "3"],
            "Norvane Therapeutics, Inc. (Nasdaq: QQRT) today announced that it will not initiate the Phase 3 trial of "
            "NRV-630 in chronic migraine.",
        ),
        ("NRV-740 enrollment_completed", "1"): ("reworded", -4, ["1", "3", "5"], None),
        ("NRV-210 submitted", "4"): ("slipped", 6, ["4", "5"], None),
        ("NRV-305 initiated", "6"): ("open", 0, ["6"], None),
    }
    assert {verdict for verdict, *_ in told.values()} == set(VERDICTS)


def test_a_verdict_is_that_of_its_day(series: Lines) -> None:
    def verdicts(day: date) -> dict[str, str]:
        return {_step(p.fact): p.verdict for p in promises(knowledge_of(series, day), day)}

    assert verdicts(date(2022, 3, 3)) == {
        "NRV-210 initiated": "open",
        "NRV-305 readout": "open",
        "NRV-410 submitted": "open",
        "NRV-520 initiated": "open",
        "NRV-630 initiated": "open",
        "NRV-740 enrollment_completed": "open",
    }
    assert verdicts(date(2022, 9, 30)) == {
        "NRV-210 initiated": "met",
        "NRV-305 readout": "slipped",
        "NRV-410 submitted": "open",  # mid-2022 is over, but Norvane has said nothing since
        "NRV-520 initiated": "pulled_in",
        "NRV-630 initiated": "open",
        "NRV-740 enrollment_completed": "reworded",
    }
    assert verdicts(date(2022, 11, 10))["NRV-410 submitted"] == "dropped"


def test_guidance_is_held_against_the_results_of_its_period(story: Knowledge) -> None:
    told = [(o.fact.slots["metric"], o.fact.slots["low"], o.position, o.result, o.fact.state) for o in outlooks(story)]
    assert sorted(told) == [
        ("net_loss", 40_000_000, "inside", 44_000_000, "current"),
        ("net_loss", 50_000_000, "open", None, "current"),
        ("rd_expense", 25_000_000, "above", 29_500_000, "current"),
        ("revenue", 8_000_000, "below", 7_200_000, "current"),
        ("revenue", 10_000_000, "below", 7_200_000, "superseded"),
    ]


def test_who_keeps_promises_in_time(story: Knowledge) -> None:
    names = {entity.id: entity.name for entity in story.entities}
    told = {names[r.entity]: (r.on_time, r.judged, r.made, r.share) for r in rates(promises(story))}
    assert told["Norvane Therapeutics, Inc."] == (2, 6, 8, 2 / 6)
    assert told["NRV-210"] == (1, 2, 2, 0.5)
    assert told["NRV-740"] == (0, 0, 1, None)


def test_what_is_new_firmer_weaker_repeated_and_missing(story: Knowledge) -> None:
    told = [
        (c.release.doc_id[0], c.kind, _about(c.now or c.before), c.why)
        for c in changes(story)
        if c.release.doc_id[0] in "3456" and c.type != "financial_result"
    ]
    assert told == [
        ("3", "new", "NRV-210 submitted", ""),
        (
            "3",
            "strengthened",
            "NRV-740 enrollment_completed",
            "2023-01-01..2023-12-31 before, 2023-05-01..2023-08-31 now",
        ),
        ("3", "weakened", "NRV-305", "2022-07-01..2022-09-30 before, 2023-01-01..2023-03-31 now"),
        ("3", "weakened", "revenue", "10000000..12000000 before, 8000000..9000000 now"),
        ("3", "repeated", "NRV-630 initiated", ""),
        ("3", "repeated", "NRV-210 ongoing", ""),
        ("4", "strengthened", "NRV-210 submitted", "possible before, expected now"),
        ("4", "weakened", "NRV-630 initiated", "expected before, denied now"),
        ("4", "repeated", "NRV-210 ongoing", ""),
        ("4", "missing", "NRV-305", ""),
        ("4", "missing", "NRV-740 enrollment_completed", ""),
        ("4", "missing", "revenue", ""),
        ("5", "new", "net_loss", ""),
        ("5", "strengthened", "NRV-305", "expected before, actual now"),
        ("5", "weakened", "NRV-210 submitted", "2024-10-01..2024-12-31 before, 2025-01-01..2025-06-30 now"),
        ("5", "repeated", "NRV-740 enrollment_completed", ""),
        ("5", "missing", "NRV-210 ongoing", ""),
        ("6", "new", "NRV-305 initiated", ""),
        ("6", "weakened", "NRV-210 submitted", "expected before, possible now"),
        ("6", "missing", "NRV-740 enrollment_completed", ""),
        ("6", "missing", "net_loss", ""),
    ]
    assert {c.kind for c in changes(story)} == set(KINDS)


def test_the_first_release_of_a_company_changes_nothing(story: Knowledge) -> None:
    assert [c for c in changes(story) if c.release.doc_id[0] == "1"] == []


def test_a_figure_told_anew_is_kept_beside_the_older_one(story: Knowledge) -> None:
    told = {
        fact.slots["value"]: (fact.state, len(fact.contradicts), [e.quote for e in fact.evidence])
        for fact in story.facts
        if fact.contradicts
    }
    assert told == {
        43_100_000: (
            "superseded",
            1,
            ["Net loss for the year ended December 31, 2022 was $43.1 million, compared to $38.2 million for 2021."],
        ),
        44_000_000: ("contradicted", 1, ["Net loss for the year ended December 31, 2022 was $44.0 million."]),
    }


def test_a_name_given_later_joins_what_was_said_before(series: Lines) -> None:
    def names(day: date) -> list[tuple[str, ...]]:
        found = knowledge_of(series, day).entities
        return [tuple(n.text for n in e.names) for e in found if e.label == "COMPOUND" and "NRV-210" in e.id.upper()]

    assert names(date(2022, 8, 9)) == [("NRV-210",)]
    assert names(date(2022, 11, 10)) == [("NRV-210", "norvamab")]


def test_a_fact_has_evidence_from_each_release_that_tells_it(story: Knowledge) -> None:
    (ongoing,) = [f for f in story.facts if f.type == "trial_status" and f.slots["status"] == "ongoing"]
    assert [e.doc_id[0] for e in ongoing.evidence] == ["3", "4"]
    assert (ongoing.first_said, ongoing.last_said) == (date(2022, 8, 9), date(2022, 11, 10))
    assert ongoing.belief > max(e.confidence for e in ongoing.evidence)


def _step(fact: Fact) -> str:
    compound = fact.slots["compound"]["name"]
    return f"{compound} {fact.slots.get('status') or fact.slots.get('action') or fact.type}"


def _about(evidence: Evidence | None) -> str:
    assert evidence is not None
    slots = evidence.slots
    compound = slots["compound"]["name"] if slots.get("compound") else slots.get("metric")
    return (
        f"{compound} {slots.get('status') or slots.get('action') or ''}".strip() if "metric" not in slots else compound
    )
