"""Lanes, bars and marks out of hand-made knowledge, and out of the two filings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from timeline_samples import EARLY, HARTWIN, LATE, VLM, deal, fact, interval, knowledge, story, trial

from nlp.engine import extract
from nlp.errors import UsageError
from nlp.kb.records import Fact
from nlp.records import Interval
from nlp.timeline import choose, timeline
from nlp.timeline.model import By, DatedName, Event, Lane, Quote, Row
from nlp.timeline.source import knowledge_of
from nlp.timeline.words import called, plain, short, told_undated


def rows(lane: Lane) -> list[tuple[Any, ...]]:
    """A lane's rows as names: bars with their labels, marks, undated ones."""
    return [
        (row.name, [bar.label for bar in row.bars], [e.label for e in row.marks], [e.label for e in row.undated])
        for row in lane.rows
    ]


def only_row(*facts: Fact) -> Row:
    """The only row of the only lane."""
    (lane,) = timeline(knowledge(*facts), "compound").lanes
    (row,) = lane.rows
    return row


def test_an_event_is_told_whole() -> None:
    said = (EARLY, LATE)
    (event,) = only_row(trial("t", "completed", interval("2018-05-01", "2018-08-31"), said=said)).marks
    quotes = tuple(
        Quote(
            f"velmora-{day.year}.txt",
            "Velmora reports progress",
            day,
            "Velmora Bio",
            "Ada Quist",
            "body",
            100,
            140,
            "Quote of t.",
        )
        for day in said
    )
    assert event == Event(
        id="t",
        type="trial_status",
        label="Phase 2: completed",
        about="gout",
        detail="compound velmotamab, phase 2, status completed, indication gout",
        realis="actual",
        state="current",
        belief=0.9,
        window=interval("2018-05-01", "2018-08-31"),
        first_said=EARLY,
        last_said=LATE,
        superseded_by=None,
        contradicts=(),
        sources=2,
        quotes=quotes,
    )


LATE_DAY = Interval(LATE, LATE)
BARS: list[tuple[str, Sequence[Fact], Sequence[Any]]] = [
    (
        "an initiated trial runs from the last day on which it may have begun to the release that says so",
        [trial("a", "initiated", interval("2019-01-01", "2019-03-31"))],
        [("Phase 2", "actual", interval("2019-01-01", "2019-03-31"), interval("2019-03-31", "2019-06-10"), None)],
    ),
    (
        "an ongoing one is known on the release's day only, open on both sides",
        [trial("a", "ongoing")],
        [("Phase 2", "actual", None, LATE_DAY, None)],
    ),
    (
        "an ongoing one that two releases tell is known between them",
        [trial("a", "ongoing", said=(EARLY, LATE))],
        [("Phase 2", "actual", None, Interval(EARLY, LATE), None)],
    ),
    (
        "one that has begun nobody tells when is open to the left, and looking back later says no more",
        [trial("a", "initiated", said=(EARLY, LATE))],
        [("Phase 2", "actual", None, Interval(EARLY, EARLY), None)],
    ),
    (
        "an end closes the bar, with the days on which it may have been",
        [
            trial("a", "initiated", interval("2015-01-01", "2015-02-28"), said=(EARLY,)),
            trial("b", "terminated", interval("2018-01-01", "2018-12-31")),
        ],
        [
            (
                "Phase 2",
                "actual",
                interval("2015-01-01", "2015-02-28"),
                interval("2015-02-28", "2018-01-01"),
                interval("2018-01-01", "2018-12-31"),
            )
        ],
    ),
    (
        "an end without a day lies between the two releases",
        [trial("a", "initiated", interval("2015-01-05"), said=(EARLY,)), trial("b", "completed")],
        [
            (
                "Phase 2",
                "actual",
                interval("2015-01-05"),
                interval("2015-01-05", "2015-03-02"),
                interval("2015-03-02", "2019-06-10"),
            )
        ],
    ),
    (
        "a later step shows that it has run until then",
        [
            trial("a", "initiated", interval("2015-01-05"), said=(EARLY,)),
            trial("b", "enrollment_completed", interval("2017-04-01", "2017-06-30")),
        ],
        [("Phase 2", "actual", interval("2015-01-05"), interval("2015-01-05", "2017-04-01"), None)],
    ),
    (
        "an expected start is a bar of its own, with nothing known",
        [trial("a", "initiated", interval("2020-01-01", "2020-06-30"), realis="expected")],
        [("Phase 2 start", "expected", interval("2020-01-01", "2020-06-30"), None, None)],
    ),
    (
        "a superseded expectation stays beside the trial that has begun",
        [
            trial("a", "initiated", interval("2015-01-05"), said=(EARLY,), realis="expected", state="superseded"),
            trial("b", "initiated", interval("2019-06-01")),
        ],
        [
            ("Phase 2 start", "expected", interval("2015-01-05"), None, None),
            ("Phase 2", "actual", interval("2019-06-01"), interval("2019-06-01", "2019-06-10"), None),
        ],
    ),
    (
        "two starts that do not contradict each other are two trials",
        [trial("a", "initiated", interval("2015-01-05")), trial("b", "initiated", interval("2018-06-01"))],
        [
            ("Phase 2", "actual", interval("2015-01-05"), interval("2015-01-05", "2019-06-10"), None),
            ("Phase 2", "actual", interval("2018-06-01"), interval("2018-06-01", "2019-06-10"), None),
        ],
    ),
    (
        "two starts that contradict each other are one trial that began on some day of either",
        [
            trial("a", "initiated", interval("2015-01-05"), state="contradicted", contradicts=("b",)),
            trial("b", "initiated", interval("2018-06-01"), state="contradicted", contradicts=("a",)),
        ],
        [("Phase 2", "actual", interval("2015-01-05", "2018-06-01"), interval("2018-06-01", "2019-06-10"), None)],
    ),
    (
        "a trial's name joins what tells no disease, and lends the bar its name",
        [
            trial("a", "initiated", interval("2015-01-05"), trial="CREST", said=(EARLY,)),
            trial("b", "completed", interval("2018-06-01"), trial="crest", indication=None),
        ],
        [
            (
                "Phase 2 CREST",
                "actual",
                interval("2015-01-05"),
                interval("2015-01-05", "2018-06-01"),
                interval("2018-06-01"),
            )
        ],
    ),
    ("an end alone is a mark", [trial("a", "completed", interval("2018-06-01"))], []),
    ("a plan without a day is no bar", [trial("a", "initiated", realis="expected")], []),
    ("an ongoing trial of an undated release is no bar", [trial("a", "ongoing", said=(None,))], []),
]


@pytest.mark.parametrize(("behaviour", "facts", "expected"), BARS, ids=[case[0] for case in BARS])
def test_trials_are_bars_as_long_as_the_releases_tell(
    behaviour: str, facts: Sequence[Fact], expected: Sequence[Any]
) -> None:
    row = only_row(*facts)
    assert [(bar.label, bar.realis, bar.start, bar.known, bar.end) for bar in row.bars] == expected
    assert sorted(event.id for event in row.events) == sorted(fact.id for fact in facts)


def test_a_bar_of_contradicting_starts_is_flagged() -> None:
    starts = [
        trial("a", "initiated", interval("2015-01-05"), state="contradicted", contradicts=("b",)),
        trial("b", "initiated", interval("2018-06-01"), state="contradicted", contradicts=("a",)),
    ]
    assert [bar.state for bar in only_row(*starts).bars] == ["contradicted"]


def test_a_compound_has_a_row_for_each_indication_and_names_with_their_days() -> None:
    made = timeline(story(), "compound")
    (lane,) = made.lanes
    assert lane.names == (
        DatedName("VLM-12", EARLY, EARLY),
        DatedName("VLM12a", EARLY, LATE),
        DatedName("velmotamab", LATE, LATE),
    )
    assert called(lane.names) == "VLM-12 2015, VLM12a 2015 to 2019, velmotamab 2019"
    assert lane.known_as == ("velmotamab", "VLM-12", "VLM12a", "Velmora-one")
    assert rows(lane) == [
        (
            "gout",
            ["Phase 2", "Phase 3 start", "Phase 3 start", "Phase 4 start"],
            ["Phase 2 data at EULAR: positive", "BLA submitted (FDA)", "BLA submitted (FDA)", "BLA approved (FDA)"],
            [],
        ),
        ("lupus", ["Phase 1", "Phase 2 start"], [], []),
        ("Deals and payments", [], [], ["license signed: Velmora Bio, Hartwin Pharma"]),
    ]
    assert (made.until, made.span) == (LATE, interval("2015-01-01", "2021-12-31"))


def test_a_partner_is_who_deals_with_the_publisher() -> None:
    sponsored = trial("t9", "ongoing", sponsor=HARTWIN)
    (lane,) = timeline(knowledge(*story().facts, sponsored), "partner").lanes
    assert lane.name == "Hartwin Pharma"
    assert rows(lane) == [
        ("velmotamab", ["Phase 2"], [], []),
        ("Deals and payments", [], ["$3.5 million milestone"], ["license signed: Velmora Bio, Hartwin Pharma"]),
    ]
    assert [event.id for event in lane.rows[0].events] == ["t1", "t9", "t2"], "the sponsor's trial is there whole"


def test_a_company_has_rows_for_compounds_deals_and_outlook() -> None:
    made = timeline(story(), "company")
    assert [(lane.name, [row.name for row in lane.rows]) for lane in made.lanes] == [
        ("Velmora Bio", ["velmotamab", "Deals and payments", "Outlook and results"]),
        ("Hartwin Pharma", ["Deals and payments"]),
    ]
    assert [event.id for event in made.events] == sorted(fact.id for fact in story().facts), "nothing is lost"


def test_spellings_of_one_indication_share_a_row() -> None:
    row = only_row(
        trial("a", "initiated", interval("2015-01-05"), indication=["Severe Asthma"], said=(EARLY,)),
        trial("b", "completed", interval("2018-01-05"), indication=["severe asthma"]),
    )
    assert (row.name, [bar.end for bar in row.bars]) == ("Severe Asthma", [interval("2018-01-05")])


def test_a_deal_stands_in_the_lane_of_the_compound_that_it_names_but_not_of_a_name_that_two_carry() -> None:
    base = knowledge(deal("d"))
    twin = replace(base.entities[2], id="other", name="other")
    assert [lane.id for lane in timeline(base, "compound").lanes] == ["velmotamab"]
    assert timeline(replace(base, entities=(*base.entities, twin)), "compound").lanes == ()


def of(type_: str, label: str, /, **slots: Any) -> tuple[str, dict[str, Any], str]:
    """A case: the slots of an event of velmotamab, or from Hartwin, and the label they should get."""
    return type_, {"payer": HARTWIN, **slots} if type_ == "payment" else {"compound": VLM, **slots}, label


LABELS = [
    of("trial_status", "CREST: enrollment completed", status="enrollment_completed", trial="CREST"),
    of("trial_status", "Pivotal: ongoing", status="ongoing", phase="pivotal"),
    of("trial_status", "Trial: ongoing", status="ongoing"),
    of("readout", "data"),
    of("readout", "Phase 3 CREST data at ASH", phase="3", trial="CREST", venue="ASH"),
    of("regulatory", "RMAT designation (FDA)", action="designated", designation="rmat", agency="FDA"),
    of("regulatory", "fast track designation withdrawn", action="withdrawn", designation="fast_track"),
    of("regulatory", "application submitted (Japan)", action="submitted", region="Japan"),
    of("regulatory", "approved (EC)", action="approved", agency="EC"),
    of("payment", "CHF 250,000 option fee", kind="option_fee", amount={"amount": 250000, "currency": "CHF"}),
    of("payment", "milestone for first dosing", kind="milestone", trigger="first dosing"),
    of("guidance", "guidance: revenue up to €2 million", metric="revenue", low=None, high=2e6, unit="EUR"),
    of("guidance", "guidance: cash runway at least 3 years", metric="cash_runway", low=3, high=None, unit="years"),
    of("guidance", "guidance: revenue raised", metric="revenue", action="raised"),
    of("guidance", "guidance: cash $5", metric="cash", low=5, high=5, unit="USD"),
    of("financial_result", "loss per share $0.26", metric="loss_per_share", value=0.26, unit="USD/share"),
    of("financial_result", "R&D expense $7", metric="rd_expense", value=7, unit="USD"),
    of("financial_result", "revenue $1.235 billion", metric="revenue", value=1234567890, unit="USD"),
]


@pytest.mark.parametrize(("kind", "slots", "label"), LABELS, ids=[case[2] for case in LABELS])
def test_events_have_short_labels(kind: str, slots: dict[str, Any], label: str) -> None:
    made = timeline(knowledge(fact("x", kind, slots, interval("2019-01-01"))), "company")
    assert [event.label for event in made.events] == [label]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two\n lines\t", "two lines"),
        ("\u202eturned\u2066 round\u200b", "turned round"),
        ("bell\x07 and \x1b[31m", "bell and [31m"),
        ("half \ud800 pair", "half pair"),
        ("größer 中文", "größer 中文"),
    ],
)
def test_text_of_strangers_steers_nothing(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_long_text_is_cut_at_a_word() -> None:
    assert (short("one two three", 9), short("onetwothree", 9), short("one two", 9)) == (
        "one two…",
        "onetwoth…",
        "one two",
    )


def test_undated_events_say_how_they_are_told() -> None:
    row = only_row(trial("a", "initiated", realis="expected", state="superseded"), trial("b", "expanded"))
    assert told_undated(row) == "undated: Phase 2: initiated (expected) (superseded) · Phase 2: expanded"


@pytest.mark.parametrize(
    ("by", "name", "lanes"),
    [
        ("compound", "vlm 12", ["velmotamab"]),
        ("compound", "HARTWIN PHARMA", ["velmotamab"]),
        ("partner", "Hartwin Pharma", ["Hartwin Pharma"]),
        ("partner", "Velmora Bio", ["Hartwin Pharma"]),
        ("company", "Velmora Bio", ["Velmora Bio"]),
        ("company", "velmotamab", ["Velmora Bio", "Hartwin Pharma"]),
    ],
)
def test_one_name_can_be_asked_for_in_any_spelling(by: By, name: str, lanes: list[str]) -> None:
    base = knowledge(*story().facts, trial("t9", "ongoing", sponsor=HARTWIN))
    only = choose.carrying(base, name)
    made = choose.lanes_of(timeline(choose.about(base, only), by), only)
    assert [lane.name for lane in made.lanes] == lanes


def test_a_name_that_nobody_carries_is_an_error_with_names_like_it() -> None:
    with pytest.raises(UsageError, match=r"nobody called 'VLM-13'.*look alike: .*VLM-12"):
        choose.carrying(story(), "VLM-13")


@pytest.mark.parametrize(
    ("first", "last", "ids"),
    [
        (None, "2014-12-31", []),
        (None, "2015-01-01", ["t1", "t2"]),
        ("2018-09-01", "2018-11-01", ["r1"]),
        ("2018-08-31", "2018-09-30", ["t1", "t2"]),
        ("2021-12-31", None, ["t4"]),
        ("2019-06-10", "2019-06-10", ["t6"]),
        ("2015-03-02", "2015-03-02", ["d1", "t1", "t2"]),
    ],
)
def test_days_choose_what_may_lie_in_them(first: str | None, last: str | None, ids: list[str]) -> None:
    days = [date.fromisoformat(day) if day else None for day in (first, last)]
    assert [event.id for event in choose.between(timeline(story(), "compound"), *days).events] == ids


def test_days_the_wrong_way_round_are_an_error() -> None:
    with pytest.raises(UsageError, match="--from is 2020-01-01 and --to 2019-01-01"):
        choose.between(timeline(story(), "compound"), date(2020, 1, 1), date(2019, 1, 1))


def test_nothing_known_is_an_empty_timeline() -> None:
    made = timeline(knowledge(), "company")
    assert (made.lanes, made.events, made.span) == ((), (), None)


def test_facts_in_another_order_give_the_same_timeline() -> None:
    base = story()
    turned = replace(base, facts=tuple(reversed(base.facts)))
    for by in ("compound", "partner", "company"):
        assert timeline(base, by) == timeline(turned, by)


@pytest.fixture(scope="module")
def filings(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Path:
    out = tmp_path_factory.mktemp("out")
    extract([corpus], out)
    return out


def test_the_story_of_the_filings_is_one_lane_with_three_names(filings: Path) -> None:
    made = timeline(knowledge_of([filings], None, None), "compound")
    (lane,) = [lane for lane in made.lanes if lane.id == "lorvotuzumab-mertansine"]
    assert called(lane.names) == "huN901-DM1 2005, IMGN901 2011, lorvotuzumab mertansine 2011"
    assert [(row.name, [(bar.label, bar.realis) for bar in row.bars]) for row in lane.rows] == [
        ("multiple myeloma", [("Phase 1 start", "expected"), ("Phase 1", "actual")]),
        ("small-cell lung cancer", [("Phase 1/2", "actual")]),
        ("newly diagnosed SCLC", [("Phase 2 start", "expected")]),
    ]


def test_the_milestone_stands_beside_the_trial_that_triggers_it(filings: Path) -> None:
    made = timeline(knowledge_of([filings], None, None), "compound")
    (lane,) = [lane for lane in made.lanes if "SAR3419" in lane.known_as]
    started = [bar.start for row in lane.rows for bar in row.bars]
    paid = [event.window for row in lane.rows for event in row.marks if event.type == "payment"]
    assert started == paid == [interval("2011-10-01", "2011-10-31")]


def test_the_partners_of_the_filings_are_one_lane_each(filings: Path) -> None:
    made = timeline(knowledge_of([filings], None, None), "partner")
    assert len({lane.name for lane in made.lanes}) == len(made.lanes) >= 10
    (sanofi,) = [lane for lane in made.lanes if "anofi" in lane.name]
    assert {name.text.split()[0].split("-")[0].casefold() for name in sanofi.names} == {"sanofi"}


def test_a_view_as_of_a_day_shows_nothing_later(filings: Path) -> None:
    made = timeline(knowledge_of([filings], None, date(2005, 12, 31)), "company")
    assert made.until == date(2005, 2, 3)
    assert {event.last_said for event in made.events} == {date(2005, 2, 3)}


@pytest.mark.parametrize(
    ("paths", "db", "complaint"),
    [
        ([], None, "found neither, expected folders"),
        ([Path("out")], "knowledge.db", "found both folders and --db"),
        ([Path("/no/such/folder")], None, "cannot read /no/such/folder/events.jsonl"),
    ],
)
def test_a_source_that_cannot_be_read_is_an_error(paths: list[Path], db: str | None, complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        knowledge_of(paths, db, None)


def test_a_folder_and_a_base_tell_the_same(filings: Path, tmp_path: Path) -> None:
    from nlp.kb.store import open_base
    from nlp.score.files import read_output

    events, documents = read_output(filings)
    url = f"sqlite:///{tmp_path / 'knowledge.db'}"
    open_base(url, create=True).load(documents.values(), events)
    for by in ("compound", "partner", "company"):
        assert timeline(knowledge_of([], url, None), by) == timeline(knowledge_of([filings], None, None), by)
