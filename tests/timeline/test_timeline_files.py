"""The files of a timeline: spreadsheet, calendar, picture."""

from __future__ import annotations

import csv
import io
import re
import struct
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from lxml import etree
from timeline_samples import EVIL, LATE, VLM, fact, interval, knowledge, story, trial

from nlp.errors import UsageError
from nlp.records import Interval
from nlp.timeline import FORMATS, VIEWS, calendar, flat_csv, layout, picture, prepare, timeline, write
from nlp.timeline.axis import ticks
from nlp.timeline.layout import GAP, Item, Scale
from nlp.timeline.model import Bar, By, Timeline
from nlp.timeline.shapes import Pen, bar_outline, draw

SVG = "{http://www.w3.org/2000/svg}"


def table(made: Timeline) -> list[dict[str, str]]:
    text = b"".join(flat_csv.parts(made)).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_of_the_spreadsheet_tells_an_event_whole() -> None:
    (row,) = [row for row in table(timeline(story(), "compound")) if row["id"] == "t1"]
    assert row == {
        "view": "compound",
        "lane_id": "velmotamab",
        "lane": "velmotamab",
        "names": "VLM-12 2015, VLM12a 2015 to 2019, velmotamab 2019",
        "row": "gout",
        "bar": "Phase 2",
        "id": "t1",
        "type": "trial_status",
        "event": "Phase 2: initiated",
        "indication": "gout",
        "slots": "compound velmotamab, phase 2, status initiated, indication gout",
        "realis": "actual",
        "state": "current",
        "superseded_by": "",
        "contradicts": "",
        "belief": "0.9",
        "earliest": "2015-01-01",
        "latest": "2015-03-31",
        "first_said": "2015-03-02",
        "last_said": "2015-03-02",
        "documents": "1",
        "doc_id": "velmora-2015.txt",
        "title": "Velmora reports progress",
        "published": "2015-03-02",
        "publisher": "Velmora Bio",
        "speaker": "Ada Quist",
        "section": "body",
        "start": "100",
        "end": "140",
        "quote": "Quote of t1.",
    }


@pytest.mark.parametrize("by", VIEWS)
def test_the_spreadsheet_has_every_event_of_every_lane(by: By) -> None:
    made = timeline(story(), by)
    told = [(lane.id, event.id) for lane in made.lanes for event in lane.events]
    assert sorted((row["lane_id"], row["id"]) for row in table(made)) == sorted(told)
    assert [row["earliest"] for row in table(made) if row["id"] == "d1"] == [""] * sum(key == "d1" for _, key in told)


def test_the_spreadsheet_runs_no_formula() -> None:
    made = timeline(knowledge(trial("t", "ongoing", quote='=HYPERLINK("x")')), "compound")
    assert [row["quote"] for row in table(made)] == ['\'=HYPERLINK("x")']


def entries(made: Timeline) -> list[Any]:
    return Calendar.from_ical(b"".join(calendar.parts(made))).walk("VEVENT")


def test_the_calendar_has_what_is_expected_and_nothing_else() -> None:
    assert [str(entry["UID"]) for entry in entries(timeline(story(), "company"))] == [
        "o1@extract-events",
        "t3@extract-events",
        "g3@extract-events",
    ]


def test_an_entry_is_as_long_as_the_window_and_says_who_expects_it() -> None:
    (entry,) = [e for e in entries(timeline(story(), "compound")) if e["UID"] == "t3@extract-events"]
    assert (entry.decoded("DTSTART"), entry.decoded("DTEND")) == (date(2020, 1, 1), date(2020, 7, 1))
    assert entry.decoded("DTSTAMP") == datetime(2019, 6, 10, tzinfo=UTC)
    assert entry["SUMMARY"] == "velmotamab: Phase 3: initiated"
    assert entry["DESCRIPTION"] == (
        "compound velmotamab, phase 3, status initiated, indication gout\n"
        "“Quote of t3.” (Ada Quist, Velmora Bio, 2019-06-10, velmora-2019.txt:100-140)"
    )
    assert [str(name) for name in entry["CATEGORIES"].cats] == ["trial_status"]


def test_an_entry_of_an_undated_release_is_stamped_with_its_own_first_day() -> None:
    plan = trial("t", "initiated", interval("2020-01-01", "2020-06-30"), realis="expected", said=(None,))
    (entry,) = entries(timeline(knowledge(plan), "compound"))
    assert entry.decoded("DTSTAMP") == datetime(2020, 1, 1, tzinfo=UTC)
    assert "(Ada Quist, undated, velmora-undated.txt:100-140)" in entry["DESCRIPTION"]


def test_text_of_documents_adds_nothing_to_the_calendar() -> None:
    quote = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil; , \\"
    plan = trial("t", "initiated", interval("2020-01-01"), realis="expected", quote=quote)
    (entry,) = entries(timeline(knowledge(plan), "compound"))
    assert entry["UID"] == "t@extract-events"
    assert "“x END:VEVENT BEGIN:VEVENT UID:evil; , \\”" in entry["DESCRIPTION"]


SCALE = Scale(Interval(date(2015, 1, 1), date(2015, 1, 31)), 310)  # ten pixels a day


def bar(start: Interval | None, end: Interval | None = None, known: Interval | None = None) -> Bar:
    return Bar("", "", "2", "actual", "current", start, known, end, ())


OUTLINES = [
    (
        "a bar rises over the days of its start, falls over those of its end",
        bar(interval("2015-01-02", "2015-01-05"), interval("2015-01-10", "2015-01-15")),
        [(1, -1.2), (4, -7), (10, -7), (15, -1.2)],
    ),
    ("exact days are upright", bar(interval("2015-01-02"), interval("2015-01-10")), [(1, -7), (10, -7)]),
    (
        "without a start or an end it is as long as it is known",
        bar(None, None, interval("2015-01-03", "2015-01-07")),
        [(2, -7), (7, -7)],
    ),
    (
        "where it may have ended before it surely began it is never full",
        bar(interval("2015-01-02", "2015-01-12"), interval("2015-01-05", "2015-01-15")),
        [(1, -1.2), (8.0, -4.2), (15, -1.2)],
    ),
    (
        "a plan rises to the last day of its window",
        bar(interval("2015-01-02", "2015-01-12")),
        [(1, -1.2), (11, -7), (12, -7)],
    ),
]


@pytest.mark.parametrize(("behaviour", "shape", "top"), OUTLINES, ids=[case[0] for case in OUTLINES])
def test_bars_have_honest_widths(behaviour: str, shape: Bar, top: list[tuple[float, float]]) -> None:
    found = [(day, round(y, 3)) for day, y in bar_outline(shape, SCALE)]
    assert found == [*top, *((day, -y) for day, y in reversed(top))]


def drawn(made: Timeline) -> dict[str, Any]:
    """The shapes of the only lane as elements, by the id of their first event."""
    assert made.span
    scale = Scale(layout.year_span(made.span), 1000)
    items = [item for lane in made.lanes for row in lane.rows for item in layout.place(row, made.by, scale).items]
    return {item.events[0].id: etree.fromstring(draw(item, Pen(scale))) for item in items}


def classes(element: Any) -> list[str]:
    return [part.get("class") for part in element.iter("polygon", "path")]


def test_realis_and_state_are_seen() -> None:
    found = drawn(timeline(story(), "compound"))
    assert {key: shape.get("class") for key, shape in found.items() if key in {"t1", "t3", "t4", "t5", "t7", "g1"}} == {
        "t1": "item r-actual s-current",
        "t3": "item r-expected s-current",
        "t4": "item r-possible s-current",
        "t5": "item r-denied s-current",
        "t7": "item r-expected s-superseded",
        "g1": "item r-actual s-contradicted",
    }
    assert classes(found["t1"]) == ["c-p2"], "closed at both ends"
    assert classes(found["t6"]) == ["c-p1", "tail t-p1", "c-p1", "tail t-p1"], "open at both ends, one day made visible"
    assert classes(found["t3"]) == ["h-p3", "tail t-p3"], "hatched"
    assert classes(found["t5"]) == ["l-p2", "cross"], "crossed out, and leading nowhere"
    assert classes(found["g1"]) == ["c-regulatory", "flag", "flagged"], "a sure day is a full sign"
    assert classes(found["r1"]) == ["band c-readout", "hollow c-readout"], "an unsure day is a band with a hollow sign"
    assert classes(drawn(timeline(story(), "company"))["o1"]) == ["band h-guidance", "h-guidance"], "all the period"
    assert classes(found["g3"]) == ["band h-regulatory", "hollow c-regulatory"]


def test_no_label_runs_into_anything_at_the_scale_it_was_laid_out_for_or_a_larger_one() -> None:
    day = date(2015, 1, 1)
    facts = [
        trial(f"t{n:02}", "initiated", Interval(day.replace(month=1 + n % 12), day.replace(month=1 + n % 12, day=20)),
              phase=str(1 + n % 4), realis=("expected", "actual")[n % 2], indication=["gout"])
        for n in range(40)
    ]  # fmt: skip
    made = timeline(knowledge(*facts), "compound")
    assert made.span
    base = Scale(layout.year_span(made.span), 1000)
    placed = layout.place(made.lanes[0].rows[0], "compound", base)
    assert len(placed.items) == 40
    for factor in (1, 3):
        scale = Scale(base.span, base.width * factor)
        boxes = sorted((item.y, *reach(item, scale)) for item in placed.items)
        for (y, _, right), (other, left, _) in zip(boxes, boxes[1:], strict=False):
            assert y != other or right + GAP / 2 <= left
    assert placed.height == layout.TRACK * len({item.y for item in placed.items})


def reach(item: Item, scale: Scale) -> tuple[float, float]:
    label = layout.text_width(item.label)
    left = scale.x(item.first) - (layout.TAIL if item.open_left else 0) - (label if item.leftward else 0)
    return left, scale.x(item.last) + (layout.TAIL if item.open_right else 0) + (0 if item.leftward else label)


@pytest.mark.parametrize(
    ("years", "width", "labels"),
    [
        ((2015, 2015), 1000, ["2015", *(f"{m} ’15" for m in "Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())]),
        ((2015, 2016), 500, ["2015", "Apr ’15", "Jul ’15", "Oct ’15", "2016", "Apr ’16", "Jul ’16", "Oct ’16"]),
        ((2008, 2012), 300, ["2008", "2009", "2010", "2011", "2012"]),
        ((1989, 2023), 400, ["1990", "1995", "2000", "2005", "2010", "2015", "2020"]),
        ((1800, 2100), 400, ["1800", "1850", "1900", "1950", "2000", "2050", "2100"]),
    ],
)
def test_the_axis_has_as_many_labels_as_there_is_room_for(
    years: tuple[int, int], width: int, labels: list[str]
) -> None:
    scale = Scale(Interval(date(years[0], 1, 1), date(years[1], 12, 31)), width)
    assert [tick.label for tick in ticks(scale) if tick.fits(scale)] == labels


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in etree.fromstring(svg.encode()).iter(f"{SVG}text")]


@pytest.mark.parametrize("by", VIEWS)
def test_the_picture_names_every_lane_row_and_event(by: By) -> None:
    made = timeline(story(), by)
    found = texts(picture.svg(made))
    for lane in made.lanes:
        assert lane.name in found
        for row in lane.rows:
            assert short_name(row.name) in found
            for item in (*row.bars, *row.marks):
                assert any(text.startswith(item.label) for text in found)
            for event in row.undated:
                assert any(text.startswith("undated: ") and event.label in text for text in found)


def short_name(name: str) -> str:
    return name or "disease not told"


def test_the_picture_takes_text_for_text_and_links_nowhere() -> None:
    venue = {"compound": VLM, "venue": EVIL, "indication": [EVIL]}
    svg = picture.svg(timeline(knowledge(fact("r", "readout", venue, interval("2019-01-01"))), "compound"))
    tree = etree.fromstring(svg.encode())
    assert {etree.QName(element).localname for element in tree.iter()} <= set(
        "svg style defs pattern rect g text path polygon".split()
    )
    assert not [
        value for element in tree.iter() for name, value in element.items() if "href" in name or "http" in value
    ]
    assert any("<script>document" in text for text in texts(svg))
    assert "\u202e" not in svg


def test_the_picture_has_light_and_dark_colours_and_no_variables_left() -> None:
    svg = picture.svg(timeline(story(), "compound"))
    assert "var(--" not in svg
    light, dark = svg.split("@media (prefers-color-scheme:dark){")
    assert ".paper{fill:#ffffff}" in light
    assert ".paper{fill:#12171c}" in dark


def test_the_pixels_are_twice_the_picture_and_the_same_every_time() -> None:
    made = timeline(story(), "compound")
    (height,) = re.findall(r'^<svg [^>]*height="(\d+)"', picture.svg(made))
    one, other = (b"".join(picture.png_parts(made)) for _ in range(2))
    assert one[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", one[16:24]) == (2 * picture.WIDTH, 2 * int(height))
    assert one == other


def test_a_picture_that_would_be_too_large_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "_MOST_PIXELS", 1000)
    with pytest.raises(UsageError, match=r"found 1 lanes, a picture of 1440 by \d+ pixels.*--only"):
        list(picture.png_parts(timeline(story(), "compound")))


@pytest.mark.parametrize("by", VIEWS)
def test_nothing_known_can_be_written(by: By, tmp_path: Path) -> None:
    write(tmp_path, [timeline(knowledge(), by)], FORMATS)
    assert table(timeline(knowledge(), by)) == []
    assert entries(timeline(knowledge(), by)) == []
    assert "0 events in 0 lanes" in (tmp_path / "timeline.svg").read_text("utf-8")


def test_files_are_written_whole_and_the_same_every_time(tmp_path: Path) -> None:
    def views() -> list[Timeline]:
        return [timeline(story(), by) for by in VIEWS]

    names = [f"timeline.{name}" for name in FORMATS]
    assert [path.name for path in write(tmp_path / "a", views(), FORMATS)] == names
    write(tmp_path / "b", views(), [*reversed(FORMATS)])
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == sorted(names)
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


@pytest.mark.parametrize(("form", "module"), [("ics", "icalendar"), ("png", "vl_convert")])
def test_a_missing_library_is_named_with_the_extra_that_brings_it(
    form: str, module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == module else object())
    with pytest.raises(UsageError, match=rf"--format {form} needs {module}.*extract-events\[timeline\]"):
        prepare(tmp_path / "out", [form])
    prepare(tmp_path / "out", ["csv", "svg", "html"])
    assert (tmp_path / "out").is_dir()


def test_the_picture_marks_the_day_of_the_last_release() -> None:
    svg = picture.svg(timeline(story(), "compound"))
    (line,) = re.findall(r'class="now" d="M([\d.]+) ', svg)
    days, whole = (LATE - date(2015, 1, 1)).days + 1, (date(2022, 1, 1) - date(2015, 1, 1)).days
    assert float(line) == pytest.approx(250 + days / whole * (picture.WIDTH - 270), abs=0.1)
