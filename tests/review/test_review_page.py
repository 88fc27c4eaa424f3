"""The review page in a real browser: what is seen, done by keyboard and by selecting, and what must never happen."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from review_support import EVIL, NORVANE, Server, free_port, make_run, select, until

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

Serve = Callable[..., Server]
# Root may write everywhere: without this right it is like everybody else.
WITHOUT_PRIVILEGE = ("setpriv", "--bounding-set=-dac_override", "--") if os.geteuid() == 0 else ()
Opened = Callable[..., "Page"]


def at_event(shown: Page, words: str) -> Page:
    """The panel of the event that begins with some words."""
    link = shown.locator("#events li[data-n] a", has_text=re.compile(words)).first
    key = link.get_attribute("data-go")
    link.click()
    shown.wait_for_selector(f"#panel [data-key-of='{key}'] .actions")
    return shown


def said(shown: Page, words: str) -> None:
    """Wait until the page says something."""
    shown.wait_for_function("words => document.querySelector('#said').textContent.includes(words)", arg=words)


def trouble(shown: Page, words: str) -> None:
    shown.wait_for_function(
        "words => document.querySelector('#gone:not([hidden])')?.textContent.includes(words)",
        arg=words,
    )


def decided(server: Server) -> list[str]:
    return [decision.action for decision in server.decisions()]


def test_the_document_is_shown_whole_and_as_text(serve: Serve, opened: Opened) -> None:
    shown = opened(serve(), "/documents/1")
    pieces = "[...document.querySelectorAll('#text [data-s]')]"
    assert shown.evaluate(f"{pieces}.map(piece => piece.textContent).join('')") == NORVANE
    starts = shown.evaluate(f"{pieces}.map(piece => [Number(piece.dataset.s), piece.textContent])")
    assert [text for start, text in starts if NORVANE[start : start + len(text)] != text] == []
    assert shown.title() == "Norvane Therapeutics Doses First Patient in Phase 2 Trial of NRV-210 in Asthma"
    assert EVIL in shown.inner_text("#text")
    assert shown.locator("#text script, #text img").count() == 0


def test_the_events_sentence_is_marked_and_scrolled_to(serve: Serve, opened: Opened) -> None:
    shown = opened(serve(), "/documents/1", viewport={"width": 1280, "height": 420})
    at_event(shown, "^regulatory")
    now = shown.locator("#text .now")
    assert "".join(now.all_text_contents()) == "Norvane intends to submit an IND for ALDORIQ to the FDA in early 2025."
    shown.wait_for_function(
        """() => { const box = document.querySelector('#text').getBoundingClientRect();
          const mark = document.querySelector('#text .now').getBoundingClientRect();
          return mark.top >= box.top && mark.bottom <= box.bottom }"""
    )
    assert shown.locator("#events a[aria-current]").count() == 1


def test_a_click_into_a_mark_opens_its_event(serve: Serve, opened: Opened) -> None:
    shown = opened(serve(), "/documents/1")
    shown.locator("#text [data-e]", has_text="intends to submit an").click()
    shown.wait_for_selector("#panel-title:has-text('regulatory')")
    assert shown.url.endswith(str(shown.get_attribute("#panel [data-key-of]", "data-key-of")))


def test_a_document_is_reviewed_by_keyboard_alone(serve: Serve, opened: Opened) -> None:
    server = serve()
    shown = opened(server, "/documents/1", may_fail=True)
    shown.keyboard.press("a")
    said(shown, "Accepted: trial_status")
    assert decided(server) == ["accept"]
    shown.keyboard.press("j")
    shown.wait_for_selector("#panel-title:has-text('readout')")
    shown.keyboard.press("r")
    shown.keyboard.type("a plan, no data")
    shown.keyboard.press("Enter")
    said(shown, "Rejected: readout")
    assert server.decisions()[1].note == "a plan, no data"
    shown.keyboard.press("u")
    said(shown, "Taken back")
    assert decided(server) == ["accept", "reject", "undo"]
    shown.wait_for_selector("#panel-title:has-text('readout') .s-undecided")
    shown.keyboard.press("d")
    shown.wait_for_selector("#panel [role=alert]:has-text('5 events are undecided')")
    here = shown.url
    shown.keyboard.press("n")
    shown.wait_for_url(lambda url: "event=" in url and url != here)
    shown.wait_for_selector("html[data-ready]")
    assert shown.locator("#panel-title .s-undecided").count() == 1


def test_slots_are_corrected_by_selecting_words(serve: Serve, opened: Opened) -> None:
    server = serve()
    shown = at_event(opened(server, "/documents/1"), "^regulatory")
    shown.keyboard.press("c")
    shown.wait_for_selector("#f-date")
    select(shown, "second half of 2024")
    shown.click("[data-take=date]")
    shown.wait_for_selector("#r-date:has-text('read as 2024-07-01 to 2024-12-31')")
    select(shown, "Phase 1 data for NRV-310 in lupus")
    shown.evaluate("document.activeElement.blur()")
    shown.keyboard.press("6")
    assert shown.input_value("#f-indication") == "Phase 1 data for NRV-310 in lupus"
    shown.keyboard.press("Control+Enter")
    said(shown, "Corrected: regulatory")
    (made,) = server.decisions()
    assert made.event is not None
    when, what = NORVANE.index("second half of 2024"), NORVANE.index("Phase 1 data")
    assert made.spans == {"date": ((when, when + 19),), "indication": ((what, what + 33),)}
    assert made.event["date"] == {"earliest": "2024-07-01", "latest": "2024-12-31", "text": "second half of 2024"}


def test_offsets_count_characters_behind_signs_of_two_units(serve: Serve, opened: Opened) -> None:
    shown = opened(serve(), "/documents/1")
    for words in ("better & safer", "\U0001f48a better", "eligible to receive"):
        select(shown, words)
        start = NORVANE.index(words)
        expected = {"start": start, "end": start + len(words), "text": words}
        shown.wait_for_function(
            "expected => JSON.stringify(selection.last()) === JSON.stringify(expected)", arg=expected
        )


def test_words_are_selected_by_keyboard(serve: Serve, opened: Opened) -> None:
    shown = at_event(opened(serve(), "/documents/1"), "^regulatory")
    shown.keyboard.press("s")
    for _ in range(2):
        shown.keyboard.press("ArrowRight")
    shown.keyboard.press("Shift+ArrowRight")
    shown.keyboard.press("Shift+ArrowRight")
    shown.wait_for_function("() => selection.last()?.text === 'to submit an'")
    shown.keyboard.press("Escape")
    shown.keyboard.press("m")
    shown.wait_for_selector("#mention", state="attached")
    start = NORVANE.index("Norvane intends")
    assert shown.input_value("#mention") == f"{start}-{start + 70}"


def test_a_missed_event_is_added_in_the_browser_and_marked(serve: Serve, opened: Opened) -> None:
    server = serve()
    shown = opened(server, "/documents/1")
    select(shown, "study is over")
    shown.keyboard.press("m")
    shown.wait_for_selector("#f-compound")
    assert shown.inner_text("#quote p") == "Enrolment in the NRV-210 study is over."
    shown.fill("#f-compound", "NRV-210")
    shown.select_option("#f-status", "enrollment_completed")
    shown.click("text=Add the event")
    said(shown, "Added: trial_status")
    shown.wait_for_selector("html[data-ready]")
    assert decided(server) == ["add"]
    assert "".join(shown.locator("#text .now").all_text_contents()) == "Enrolment in the NRV-210 study is over."


def test_what_a_value_is_read_as_moves_no_button_away_from_under_the_mouse(serve: Serve, opened: Opened) -> None:
    shown = opened(serve(), "/documents/1")
    select(shown, "study is over")
    shown.keyboard.press("m")
    shown.wait_for_selector("#f-compound")
    before = shown.locator("text=Add the event").bounding_box()
    shown.fill("#f-compound", "NRV-210")
    shown.wait_for_selector("#r-compound:has-text('read as NRV-210')")
    assert shown.locator("text=Add the event").bounding_box() == before


def test_the_gold_fills_the_form_of_what_it_says_is_missing(serve: Serve, opened: Opened) -> None:
    server = serve()
    shown = opened(server, "/documents/1?event=gold-1")
    assert "the gold has this event, the run does not" in shown.inner_text("#panel")
    shown.keyboard.press("a")
    shown.wait_for_selector("#f-status")
    assert (shown.input_value("#f-status"), shown.input_value("#f-compound")) == ("enrollment_completed", "NRV-210")
    shown.keyboard.press("Control+Enter")
    said(shown, "Added: trial_status")
    assert shown.locator("#events a[data-go=gold-1]").count() == 0, "what was added answers the gold"


def test_two_sessions_at_once_lose_nothing(serve: Serve, opened: Opened) -> None:
    server = serve()
    one, two = opened(server, "/documents/1"), opened(server, "/documents/1", may_fail=True)
    for shown in (one, two):
        at_event(shown, "^readout")
    two.keyboard.press("c")
    two.wait_for_selector("#f-venue")
    two.fill("#f-venue", "ERS Congress")
    one.keyboard.press("a")
    said(one, "Accepted: readout")
    two.keyboard.press("Control+Enter")
    two.wait_for_selector("#panel [role=alert]:has-text('this was decided on elsewhere meanwhile')")
    assert "What stands now: Accepted: readout" in two.inner_text("#panel")
    assert (two.input_value("#f-venue"), decided(server)) == ("ERS Congress", ["accept"])
    two.keyboard.press("Control+Enter")
    said(two, "Corrected: readout")
    assert decided(server) == ["accept", "correct"]


def test_a_killed_server_loses_nothing_that_was_confirmed_and_nothing_typed(serve: Serve, opened: Opened) -> None:
    port = free_port()
    server = serve(port=port)
    shown = opened(server, "/documents/1", may_fail=True)
    shown.keyboard.press("a")
    said(shown, "Accepted: trial_status")
    at_event(shown, "^readout")
    shown.keyboard.press("c")
    shown.wait_for_selector("#f-venue")
    shown.fill("#f-venue", "ERS Congress")
    server.kill()
    shown.keyboard.press("Control+Enter")
    trouble(shown, "The server does not answer: nothing was saved, and what you have typed is still here.")
    assert shown.inner_text("#said") == ""
    assert shown.input_value("#f-venue") == "ERS Congress"
    again = serve(port=port)
    assert decided(again) == ["accept"]
    shown.keyboard.press("Control+Enter")
    trouble(shown, "Open the address that was printed")
    shown.context.new_page().goto(again.address)
    shown.keyboard.press("Control+Enter")
    trouble(shown, "The server was started anew. What you have typed is still here: decide again.")
    shown.keyboard.press("Control+Enter")
    said(shown, "Corrected: readout")
    assert decided(again) == ["accept", "correct"]


def test_a_kill_between_click_and_answer_leaves_a_whole_file(serve: Serve, opened: Opened) -> None:
    port = free_port()
    server = serve(port=port)
    shown = opened(server, "/documents/1", may_fail=True)
    confirmed = []
    for number in range(4):
        at_event(shown, "undecided")
        shown.keyboard.press("a")
        if number == 3:
            server.kill()
            break
        shown.wait_for_selector("#panel-title .s-accepted")
        confirmed.append(shown.get_attribute("#panel [data-key-of]", "data-key-of"))
    on_disk = [decision.key for decision in serve(port=port).decisions()]
    assert (on_disk[:3], len(confirmed)) == (confirmed, 3)
    assert len(on_disk) in (3, 4), "what was on its way is there whole or not at all"


@pytest.mark.skipif(WITHOUT_PRIVILEGE != () and not shutil.which("setpriv"), reason="found no setpriv, and we are root")
def test_read_only_annotations_are_told_and_everything_can_be_looked_at(
    serve: Serve, opened: Opened, annotations: Path
) -> None:
    folder = annotations / "decisions"
    folder.mkdir()
    folder.chmod(0o555)
    server = serve(prefix=WITHOUT_PRIVILEGE)
    shown = opened(server, "/documents/1")
    assert "Read only: cannot write decisions" in shown.inner_text(".banner[role=note]")
    at_event(shown, "^deal")
    assert shown.locator("#panel .actions :is(button, input[name=note]):enabled").count() == 0
    client = server.client()
    sent = {"action": "accept", "key": str(shown.get_attribute("#panel [data-key-of]", "data-key-of")), "after": ""}
    stamp = str(shown.get_attribute("#bar input[name=stamp]", "value"))
    answer = client.post("/documents/1/decide", sent | {"stamp": stamp})
    assert (answer.status_code, "Nothing was saved: cannot write decisions" in answer.text) == (422, True)


def test_a_document_whose_text_is_not_found_is_listed_and_cannot_be_decided_on(
    serve: Serve, opened: Opened, tmp_path: Path
) -> None:
    run = make_run(tmp_path / "run", {"norvane.txt": NORVANE, "other.txt": "A text.\n"})
    (run / "texts" / "norvane.txt").write_text("something else\n")
    (run / "texts" / "other.txt").unlink()
    server = serve(run)
    shown = opened(server)
    assert [text.split(":")[0] for text in shown.locator(".lost li").all_inner_texts()] == ["norvane.txt", "other.txt"]
    shown.goto(f"{server.origin}/documents/0")
    assert "is not the one that the run has read" in shown.inner_text(".left")
    assert shown.locator(":is(#panel, #bar, #events) button:enabled").count() == 0
    assert "it has dosed the first patient" in str(shown.text_content("#panel blockquote >> nth=1"))
    sent = {"action": "accept", "after": "", "stamp": shown.get_attribute("#bar input[name=stamp]", "value")}
    key = shown.get_attribute("#panel [data-key-of]", "data-key-of")
    answer = server.client().post("/documents/0/decide", sent | {"key": key})
    assert (answer.status_code, server.decisions()) == (422, [])


def test_no_script_of_a_document_runs_anywhere(serve: Serve, opened: Opened, tmp_path: Path) -> None:
    evil = (
        NORVANE.replace("Asthma\n", f"Asthma {EVIL}\n")
        .replace("BREEZE", "BREEZE<b>")
        .replace("Ada Quist", "Ada <i>Quist")
    )
    run = make_run(tmp_path / "run", {f"norvane{EVIL.replace('/', '-')[:60]}.txt": evil})
    server = serve(run)
    shown = opened(server)
    for path in ("/", "/documents", "/documents/0"):
        shown.goto(server.origin + path)
        shown.wait_for_selector("html[data-ready]")
        assert shown.locator("main :is(script, img, b b, i)").count() == 0
        assert shown.title() != "owned"
    for _ in range(3):
        shown.keyboard.press("c")
        shown.wait_for_selector(".form")
        shown.keyboard.press("Escape")
        shown.wait_for_selector("#panel [data-key=c]")
        shown.keyboard.press("j")
    assert shown.title() != "owned"


def test_keys_pressed_while_a_form_goes_are_meant_for_what_comes(serve: Serve, opened: Opened) -> None:
    shown = at_event(opened(serve(), "/documents/1"), "^readout")
    before = shown.get_attribute("#events [aria-current]", "data-go")
    shown.keyboard.press("c")
    shown.wait_for_selector(".form [data-field]:focus")
    asked: list[Route] = []
    shown.route("**/panel?*", lambda route: asked.append(route), times=1)
    with shown.expect_request("**/panel?*"):
        shown.keyboard.press("Escape")
    shown.keyboard.press("k")
    shown.keyboard.press("c")
    asked[0].continue_()
    shown.wait_for_selector(f"#events [aria-current]:not([data-go='{before}'])")
    shown.wait_for_selector(".form")


def test_what_was_typed_is_not_left_without_asking(serve: Serve, opened: Opened) -> None:
    shown = at_event(opened(serve(), "/documents/1"), "^readout")
    asked: list[str] = []
    shown.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    shown.keyboard.press("c")
    shown.wait_for_selector("#f-venue")
    shown.fill("#f-venue", "ERS Congress")
    shown.locator("#events li[data-n] a").last.click()
    assert (asked, shown.input_value("#f-venue")) == (["Leave what you have typed?"], "ERS Congress")


def test_single_keys_can_be_turned_off_and_help_lists_them(serve: Serve, opened: Opened) -> None:
    server = serve()
    shown = opened(server, "/documents/1")
    shown.keyboard.press("?")
    assert shown.locator("#help").is_visible()
    shown.uncheck("#keys-on")
    shown.keyboard.press("Escape")
    shown.keyboard.press("a")
    shown.reload()
    shown.wait_for_selector("html[data-ready]")
    shown.keyboard.press("a")
    shown.wait_for_timeout(300)
    assert decided(server) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
def test_axe_finds_nothing_wrong_and_nothing_is_wider_than_the_window(
    serve: Serve, opened: Opened, scheme: str, width: int
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    server = serve()
    shown = opened(server, viewport={"width": width, "height": 800}, color_scheme=scheme)
    found: dict[str, Any] = {}

    def look(name: str) -> None:
        shown.wait_for_timeout(200)
        violations = axe.Axe().run(shown).response["violations"]
        found[name] = [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in violations]
        assert shown.evaluate("document.documentElement.scrollWidth") <= width, name

    until(lambda: "All 2 texts are read" in server.client().get("/").text)
    for name, path in (("queue", "/"), ("documents", "/documents"), ("document", "/documents/1")):
        shown.goto(server.origin + path)
        shown.wait_for_selector("html[data-ready]")
        look(name)
    shown.keyboard.press("c")
    shown.wait_for_selector(".form")
    look("correction")
    shown.keyboard.press("Escape")
    shown.wait_for_selector("#panel .actions .no")
    shown.keyboard.press("r")
    shown.keyboard.press("Enter")
    said(shown, "Rejected")
    look("rejected")
    shown.keyboard.press("p")
    shown.keyboard.press("m")
    shown.wait_for_selector("#mention", state="attached")
    look("addition")
    shown.evaluate("document.getElementById('help').showModal()")
    look("help")
    assert found == {name: [] for name in found}


def test_the_focus_goes_from_the_pages_to_the_text_to_the_decisions(serve: Serve, opened: Opened) -> None:
    shown = opened(serve(), "/documents/1")
    shown.evaluate("document.activeElement.blur()")
    seen = []
    for _ in range(60):
        shown.keyboard.press("Tab")
        where = shown.evaluate(
            """() => { const now = document.activeElement;
              const place = now.closest('nav, .tools, #text, #bar, #panel, #events, .skip');
              const outline = getComputedStyle(now).outlineStyle;
              return [place ? place.id || place.className || place.tagName : now.tagName, outline !== 'none'] }"""
        )
        seen.append(where)
    order = list(dict.fromkeys(place for place, _ in seen))
    assert order[:7] == ["skip", "NAV", "tools", "text", "bar", "panel", "events"]
    assert [place for place, outlined in seen if not outlined and place != "BODY"] == []


def test_a_document_of_200_kilobytes_stays_usable(serve: Serve, opened: Opened, tmp_path: Path) -> None:
    body = NORVANE.split("\n\n", 2)[2].split("About Norvane")[0]
    run = make_run(tmp_path / "run", {"long.txt": NORVANE + body * (200_000 // len(body))})
    assert (run / "texts" / "long.txt").stat().st_size > 200_000
    server = serve(run)
    until(lambda: "All 1 texts are read" in server.client().get("/").text, 60)
    shown = opened(server, "/documents/0")
    loaded = shown.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    times = []
    for _ in range(3):
        shown.evaluate("window.begun = performance.now(); document.querySelector('#said').textContent = ''")
        shown.locator("#panel-title").focus()
        shown.keyboard.press("j")
        shown.wait_for_function("() => document.activeElement.id === 'panel-title'")
        times.append(shown.evaluate("performance.now() - window.begun"))
    shown.keyboard.press("a")
    said(shown, "Accepted")
    print(f"200 kB: loaded after {loaded:.0f} ms, next event after {max(times):.0f} ms")
    assert loaded < 5000
    assert max(times) < 2000
