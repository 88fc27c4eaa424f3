"""timeline.html in a real browser: what is filtered, shown, reached by keyboard, and what must never happen."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html
from timeline_samples import EVIL, HARTWIN, VLM, fact, interval, knowledge, story, trial

from nlp.kb.records import Knowledge
from nlp.records import Interval
from nlp.timeline import VIEWS, timeline
from nlp.timeline.page import page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Opened = Callable[..., "Page"]
COUNT = "#count"


def written(known: Knowledge) -> str:
    return page([timeline(known, by) for by in VIEWS])


def evil() -> Knowledge:
    """Knowledge in which every text of a document tries to break out."""
    base = story(title=EVIL, quote=EVIL)
    venue = {"compound": VLM | {"name": EVIL}, "venue": EVIL, "indication": [EVIL], "phase": EVIL, "trial": EVIL}
    facts = (
        *base.facts,
        fact("x1", "readout", venue, interval("2019-01-01")),
        fact("x2", "deal", {"kind": EVIL, "status": EVIL, "parties": [HARTWIN | {"name": EVIL}]}),
    )
    entities = tuple(
        replace(entity, name=EVIL, names=tuple(replace(name, text=EVIL) for name in entity.names))
        for entity in base.entities
    )
    return replace(base, facts=facts, entities=entities)


def many(number: int) -> Knowledge:
    """So many events of so many compounds that a page has to fold lanes."""
    facts = []
    for index in range(number):
        compound = {"id": f"c{index % 150}", "name": f"VLM-{index % 150}", "text": "x"}
        day = date(2001, 1, 1) + timedelta(days=(index * 37) % 9000)
        window = Interval(day, day + timedelta(days=index % 200))
        facts.append(
            trial(f"f{index:05}", "initiated", window, compound=compound, phase=str(1 + index % 4))
            if index % 3
            else fact(f"f{index:05}", "readout", {"compound": compound, "indication": [f"disease {index % 7}"]}, window)
        )
    return knowledge(*facts)


def test_the_page_is_the_same_every_time_whatever_the_order_of_the_facts() -> None:
    base = story()
    assert written(base) == written(replace(base, facts=tuple(reversed(base.facts))))


def test_the_policy_allows_this_style_and_this_script_and_nothing_else() -> None:
    made = written(story())
    (policy,) = html.fromstring(made.encode()).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    style = re.findall(r"<style>(.*?)</style>", made, re.DOTALL)
    scripts = re.findall(r"<script>(.*?)</script>", made, re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (*style, *scripts)]
    assert policy == (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digests[0]}'; script-src 'sha256-{digests[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_no_text_of_a_document_becomes_markup() -> None:
    made = written(evil())
    tree, plain = html.fromstring(made.encode()), html.fromstring(written(story()).encode())
    assert len(tree.xpath("//script")) == len(plain.xpath("//script")) == 2
    assert not tree.xpath("//@style|//@onclick|//@onerror|//@onload|//img|//iframe|//object|//base|//form")
    assert tree.xpath("//@href|//@src") == ["data:,"]
    assert "\u202e" not in made
    assert "&lt;script&gt;document.title" in made


def test_a_page_of_nothing_says_so() -> None:
    tree = html.fromstring(written(knowledge()).encode())
    assert [text.strip() for text in tree.xpath("//section//p/text()")] == ["No events with lanes of this kind."] * 3


def test_a_thousand_events_fold_their_lanes_and_stay_small() -> None:
    made = written(many(1000))
    assert len(made.encode()) < 3_000_000
    lanes = html.fromstring(made.encode()).xpath("//section[1]/details")
    assert 0 < sum("open" in lane.attrib for lane in lanes) < len(lanes) == 150


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    """Opens knowledge as a page, and fails when the page complains or asks for anything."""
    troubles: list[str] = []
    contexts = []

    def open_page(known: Knowledge, **options: Any) -> Page:
        path = tmp_path / "timeline.html"
        path.write_text(written(known), encoding="utf-8")
        context = browser.new_context(**{"viewport": {"width": 1300, "height": 900}, **options})
        contexts.append(context)
        shown = context.new_page()
        shown.set_default_timeout(10_000)
        shown.on("request", lambda request: request.url == path.as_uri() or troubles.append(request.url))
        shown.on("console", lambda message: troubles.append(message.text))
        shown.on("pageerror", lambda error: troubles.append(str(error)))
        shown.on("dialog", lambda dialog: troubles.append(dialog.message))
        shown.goto(path.as_uri())
        if options.get("java_script_enabled", True):
            shown.wait_for_selector("html[data-ready]")
        return shown

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []


def items(shown: Page) -> list[str]:
    """The first event of each item that is seen, in order, by its label."""
    events = "JSON.parse(document.querySelector('#events').textContent)"
    seen = """[...document.querySelectorAll('main .item')].filter(
      item => item.checkVisibility() && item.getBoundingClientRect().width)"""
    return list(shown.evaluate(f"{seen}.map(item => {events}[item.dataset.e.split(' ')[0]].label)"))


def labelled(shown: Page, label: str) -> Any:
    """The item with a label in the view that is shown."""
    return shown.locator(".view:not([hidden]) .item").filter(has_text=re.compile(rf"^{re.escape(label)}$")).first


STORY = [
    *("Phase 2: initiated", "Phase 3: initiated", "Phase 2 data at EULAR: positive", "BLA submitted (FDA)"),
    *("BLA submitted (FDA)", "Phase 3: initiated", "BLA approved (FDA)", "Phase 4: initiated"),
    *("Phase 1: ongoing", "Phase 2: initiated", "license signed: Velmora Bio, Hartwin Pharma"),
]


def test_all_that_is_known_is_shown_at_first(opened: Opened) -> None:
    shown = opened(story())
    assert items(shown) == STORY
    assert shown.inner_text(COUNT) == "12 events in 1 lane shown"
    assert shown.inner_text(".names") == "VLM-12 2015, VLM12a 2015 to 2019, velmotamab 2019"


def test_event_types_filter(opened: Opened) -> None:
    shown = opened(story())
    shown.uncheck("#types input[value=trial_status]")
    shown.uncheck("#types input[value=deal]")
    assert items(shown) == [label for label in STORY if "BLA" in label or "data" in label]
    assert shown.inner_text(COUNT) == "4 events in 1 lane shown"
    assert shown.locator(".row:visible").count() == 1, "rows without events are gone"
    shown.click("#reset")
    assert items(shown) == STORY


def test_realis_and_supersession_filter(opened: Opened) -> None:
    shown = opened(story())
    for value in ("actual", "possible", "denied"):
        shown.uncheck(f"#realis input[value={value}]")
    assert items(shown) == ["Phase 3: initiated", "Phase 3: initiated", "BLA approved (FDA)"]
    shown.uncheck("#superseded")
    assert items(shown) == ["Phase 3: initiated", "BLA approved (FDA)"]


def test_items_close_ranks_when_their_neighbours_are_filtered_out(opened: Opened) -> None:
    shown = opened(story())
    svg = shown.locator("svg.items").first
    before = float(svg.get_attribute("height") or 0)
    for value in ("trial_status", "regulatory"):
        shown.uncheck(f"#types input[value={value}]")
    assert (before > 24, svg.get_attribute("height")) == (True, "24")
    box, sign = svg.bounding_box(), labelled(shown, "Phase 2 data at EULAR: positive").bounding_box()
    assert box
    assert box["y"] <= sign["y"] + 2 <= sign["y"] + sign["height"] <= box["y"] + box["height"] + 3


def test_lanes_of_partners_and_companies_are_a_click_away(opened: Opened) -> None:
    shown = opened(story())
    shown.check("input[value=partner]")
    assert shown.locator(".name:visible").all_text_contents() == ["Hartwin Pharma"]
    shown.check("input[value=company]")
    assert shown.locator(".name:visible").all_text_contents() == ["Velmora Bio", "Hartwin Pharma"]
    assert shown.inner_text(COUNT) == "15 events in 2 lanes shown"


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        ("velmora-one", ["gout", "lupus", "Deals and payments"]),
        ("LUPUS", ["lupus"]),
        ("nobody", []),
    ],
)
def test_search_finds_any_name_of_a_lane_or_a_row(opened: Opened, words: str, rows: list[str]) -> None:
    shown = opened(story())
    shown.fill("#find", words)
    assert [text.strip() for text in shown.locator(".rowname:visible").all_text_contents()] == rows
    assert shown.locator("#nothing").is_visible() == (not rows)


def test_days_filter_and_stretch_the_axis(opened: Opened) -> None:
    shown = opened(story())
    shown.fill("#from", "2019-01-01")
    shown.fill("#to", "2019-06-30")
    assert items(shown) == ["BLA submitted (FDA)", "BLA submitted (FDA)", "Phase 1: ongoing"]
    ticks = "[...document.querySelectorAll('.axis [data-d]:not(.off)')]"
    visible = shown.evaluate(f"{ticks}.map(tick => [tick.textContent.trim(), tick.transform.baseVal[0].matrix.e])")
    width = shown.evaluate("document.querySelector('.axis svg').clientWidth")
    assert [text for text, x in visible if 0 <= x < width] == [
        "2019",
        *(f"{m} ’19" for m in "Feb Mar Apr May Jun".split()),
    ]
    first, second = (labelled(shown, "BLA submitted (FDA)").bounding_box(), shown.locator("main").bounding_box())
    assert first["x"] - second["x"] - 230 == pytest.approx(14.5 / 181 * width - 7.5, abs=3)


def test_zoom_spreads_the_same_events(opened: Opened) -> None:
    shown = opened(story())
    before = shown.evaluate("document.querySelector('.axis svg').clientWidth")
    shown.click("#in")
    assert shown.evaluate("document.querySelector('.axis svg').clientWidth") == pytest.approx(before * 1.6, abs=2)
    assert items(shown) == STORY
    shown.click("#fit")
    assert shown.evaluate("document.querySelector('.axis svg').clientWidth") == before


def test_pointing_at_a_mark_shows_who_said_it_where_and_when(opened: Opened) -> None:
    shown = opened(story())
    labelled(shown, "Phase 2 data at EULAR: positive").locator("path").hover()
    assert shown.inner_text("#tip").split("\n") == [
        "Phase 2 data at EULAR: positive",
        "readout · 2018-10-01 to 2018-12-31 · actual",
        "gout",
        "Quote of the data.",
        "Ada Quist, Velmora Bio, 2015-03-02",
        "velmora-2015.txt, characters 100 to 140",
        "told by 2 documents; Enter or click shows more",
    ]
    shown.keyboard.press("Escape")
    assert shown.locator("#tip").is_hidden()


def test_the_tip_of_a_bar_tells_its_uncertain_days(opened: Opened) -> None:
    shown = opened(story())
    labelled(shown, "Phase 2").locator("text").hover()
    assert "start 2015-01-01 to 2015-03-31, end 2018-05-01 to 2018-08-31" in shown.inner_text("#tip")
    assert "Phase 2: completed · 2018-05-01 to 2018-08-31 · actual" in shown.inner_text("#tip")


def focused(shown: Page) -> str:
    return str(shown.evaluate("document.activeElement.textContent"))


def test_everything_is_reached_by_keyboard(opened: Opened) -> None:
    shown = opened(story())
    shown.focus(".lane summary")
    shown.keyboard.press("Tab")
    walked = [focused(shown)]
    for _ in range(len(STORY) - 1):
        shown.keyboard.press("ArrowRight")
        walked.append(focused(shown))
    assert walked == [
        *("Phase 2", "Phase 3 start", "Phase 2 data at EULAR: positive", "BLA submitted (FDA)", "BLA submitted (FDA)"),
        *("Phase 3 start", "BLA approved (FDA)", "Phase 4 start", "Phase 1", "Phase 2 start"),
        "license signed: Velmora Bio, Hartwin Pharma",
    ]
    assert shown.locator("#tip").is_visible()
    shown.keyboard.press("ArrowRight")
    assert focused(shown) == walked[-1], "the last one is the last one"
    for key, expected in (
        ("Home", walked[0]),
        ("ArrowDown", "Phase 1"),
        ("ArrowUp", "BLA submitted (FDA)"),
        ("End", walked[-1]),
    ):
        shown.keyboard.press(key)
        assert focused(shown) == expected
    shown.keyboard.press("Shift+Tab")
    assert shown.evaluate("document.activeElement.tagName") == "SUMMARY", "a lane is one stop of the Tab key"


def test_enter_opens_the_quotes_and_escape_goes_back(opened: Opened) -> None:
    shown = opened(story())
    labelled(shown, "Phase 2 data at EULAR: positive").focus()
    shown.keyboard.press("Enter")
    assert shown.inner_text("#about-title") == "Phase 2 data at EULAR: positive"
    assert shown.locator("#about blockquote p").all_inner_texts() == ["Quote of the data."] * 2
    assert "velmora-2019.txt, characters 100 to 140" in shown.inner_text("#about-body")
    assert "compound velmotamab, phase 2, indication gout, outcome positive, venue EULAR" in shown.inner_text(
        "#about-body"
    )
    shown.keyboard.press("Escape")
    assert shown.locator("#about").is_hidden()
    assert focused(shown) == "Phase 2 data at EULAR: positive"


def test_what_replaces_or_contradicts_an_event_is_a_click_away(opened: Opened) -> None:
    shown = opened(story())
    shown.locator(".view:not([hidden]) .s-superseded text").click()
    shown.click("#about-body button:has-text('Phase 3: initiated, 2020-01-01 to 2020-06-30')")
    assert shown.inner_text("#about-title") == "Phase 3: initiated"
    shown.click("#shut")
    labelled(shown, "BLA submitted (FDA)").locator("text").click()
    shown.click("#about-body button:has-text('2019-03-15')")
    assert "2019-03-15" in shown.inner_text("#about-body dl")


def test_no_script_of_a_document_runs(opened: Opened) -> None:
    shown = opened(evil())
    for view in VIEWS:
        shown.check(f"input[value={view}]")
        shown.locator(".view:not([hidden]) .item").first.hover()
        shown.locator(".view:not([hidden]) .item").last.click()
        assert "<script>document.title='owned'</script>" in shown.inner_text("#about-body")
        shown.keyboard.press("Escape")
    assert shown.title() == "Timeline"


def test_the_policy_stops_a_script_that_got_in(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "broken.html"
    path.write_text(
        written(story()).replace(
            "<header>", "<script>document.title='owned'</script><img src='http://127.0.0.1:9/x'><header>"
        )
    )
    context = browser.new_context()
    shown = context.new_page()
    complaints: list[str] = []
    shown.on("console", lambda message: complaints.append(message.text))
    shown.goto(path.as_uri())
    shown.wait_for_selector("html[data-ready]")
    assert shown.title() == "Timeline"
    assert sum("Content Security Policy" in text for text in complaints) == 2
    context.close()


def colours(shown: Page) -> list[tuple[float, float, float]]:
    """Background, text and the colours of shapes, as numbers from 0 to 255."""
    script = """() => {
      const of = (selector, name) => getComputedStyle(document.querySelector(selector))[name];
      const shapes = [...document.querySelectorAll('main [class^="c-"]')].map(shape => getComputedStyle(shape).fill);
      return [of('body', 'backgroundColor'), of('body', 'color'), of('.names', 'color'), ...shapes];
    }"""
    return [tuple(map(float, re.findall(r"[\d.]+", text)[:3])) for text in shown.evaluate(script)]  # type: ignore[misc]


def contrast(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """WCAG 2.2's contrast ratio, from 1 to 21."""

    def light(colour: tuple[float, float, float]) -> float:
        parts = [c / 3294.6 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark_can_both_be_read(opened: Opened, scheme: str) -> None:
    paper, ink, quiet, *shapes = colours(opened(story(), color_scheme=scheme))
    assert (sum(paper) > 600, sum(ink) > 600) == ((True, False) if scheme == "light" else (False, True))
    assert contrast(paper, ink) >= 7
    assert contrast(paper, quiet) >= 4.5
    assert len(shapes) > 5
    assert min(contrast(paper, shape) for shape in shapes) >= 3


def test_a_page_without_script_still_shows_its_lanes(opened: Opened) -> None:
    shown = opened(story(), java_script_enabled=False)
    assert shown.locator("svg.items text:visible").first.text_content() == "Phase 2"
    assert shown.locator("noscript").inner_text().startswith("Filters and quotes need JavaScript")


def test_print_is_light_and_opens_every_lane(opened: Opened) -> None:
    shown = opened(story(), color_scheme="dark")
    shown.click("#close")
    shown.evaluate("dispatchEvent(new Event('beforeprint'))")
    shown.emulate_media(media="print")
    assert items(shown) == STORY
    assert sum(colours(shown)[0]) == 3 * 255
    assert shown.locator(".tools").is_hidden()
    shown.emulate_media(media="screen")
    shown.evaluate("dispatchEvent(new Event('afterprint'))")
    assert items(shown) == []


def test_a_thousand_events_are_there_in_two_seconds(opened: Opened) -> None:
    shown = opened(many(1000))
    assert shown.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd") < 2000
    assert shown.inner_text(COUNT) == "1000 events in 150 lanes shown"
    shown.fill("#find", "vlm-149")
    assert shown.inner_text(COUNT) == "6 events in 1 lane shown"
    assert len(items(shown)) == 6, "a lane that is found is opened"


def test_drawn_labels_do_not_overlap(opened: Opened) -> None:
    shown = opened(many(600))
    shown.click("#open")
    boxes = shown.evaluate(
        """[...document.querySelectorAll('.view:not([hidden]) svg.items')].map(
          svg => [...svg.querySelectorAll('text')].map(text => text.getBoundingClientRect()).map(
            box => [Math.round(box.top), box.left, box.right]))"""
    )
    assert sum(map(len, boxes)) == 600
    for row in boxes:
        ordered = sorted(row)
        assert [(a, b) for a, b in zip(ordered, ordered[1:], strict=False) if a[0] == b[0] and a[2] > b[1]] == []
