"""The pattern bench in the review page: a rule is mended in a real browser, and what may not be written is not."""

from __future__ import annotations

import difflib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from bench_page_support import DOSES, ENROLMENT, RULES, BenchServer
from review_support import EVIL, Client, until, write_gold

from nlp.engine.examples import check_examples
from support import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

Opened = Callable[..., "Page"]
# Root may write everywhere: without this right it is like everybody else.
WITHOUT_PRIVILEGE = ("setpriv", "--bounding-set=-dac_override", "--") if os.geteuid() == 0 else ()
EXPECTS = "Norvane expects to report (PHASE Phase 1) data for (COMPOUND NRV-310) in (INDICATION lupus)."
SLOW = 30  # seconds; the first answer waits for a process to start


def small_patterns(folder: Path) -> Path:
    """The shipped patterns with two event rules only."""
    shutil.copytree(ROOT / "patterns", folder)
    for path in (folder / "events").glob("*.yaml"):
        path.unlink()
    (folder / "events" / "trial_status.yaml").write_text(RULES, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def one_server(run_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BenchServer]:
    """A server for all tests; it may not have written a traceback when it ends."""
    place = tmp_path_factory.mktemp("bench")
    write_gold(place / "annotations")
    server = BenchServer(run_folder, place / "annotations", small_patterns(place / "patterns"))
    yield server
    assert "Traceback" not in server.stop()


@pytest.fixture
def server(one_server: BenchServer) -> BenchServer:
    """The server with its rules as they were in the beginning."""
    for path in (one_server.patterns / "events").iterdir():
        path.unlink()
    one_server.rules.write_text(RULES, encoding="utf-8")
    return one_server


def verdict(shown: Page, words: str) -> None:
    """Wait until the page says of the draft."""
    end = time.monotonic() + SLOW
    while words not in (said := shown.text_content("#verdict") or ""):
        assert time.monotonic() < end, said
        shown.wait_for_timeout(50)


def at_rule(opened: Opened, server: BenchServer, rule: str, **options: Any) -> Page:
    shown = opened(server, f"/bench?rule={rule}", **options)
    verdict(shown, "In 2 texts: no event changes.")
    return shown


def changed_lines(server: BenchServer) -> list[str]:
    after = server.rules.read_text(encoding="utf-8")
    found = difflib.unified_diff(RULES.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in found if not line.startswith(("---", "+++", "@@"))]


def group(shown: Page, kind: str) -> list[str]:
    """The sentences of a group."""
    return [text.strip() for text in shown.locator(f"[data-group={kind}] .sentence").all_text_contents()]


# ------------------------------------------------------------------ in the browser


def test_a_rule_is_mended_until_its_examples_pass_and_saved(server: BenchServer, opened: Opened) -> None:
    shown = opened(server, "/documents/1", may_fail=True)
    shown.click(f"#panel a[href='/bench?rule={DOSES}&doc=1']")
    shown.wait_for_selector("text=Back to norvane.txt")
    with shown.expect_navigation(wait_until="load"):  # the script that listens to the field runs before that
        shown.click("text=All rules")
    shown.fill("[name=words]", "study ENROLMENT")
    shown.wait_for_selector("#rules >> text=1 of 2 rules")
    shown.click("#rules a")
    verdict(shown, "2 of 2 examples pass. In 2 texts: no event changes.")
    shown.select_option("#b-status", "enrollment_completed")
    shown.fill("#b-pattern", "enrolment in the {COMPOUND} study is over")
    verdict(shown, "1 of 2 examples pass. In 2 texts: 1 gained.")
    assert shown.locator(".checks .fail .problem").all_text_contents() == [
        "has a pattern that does not match its example, "
        "it fits up to 'enrolment in the {COMPOUND} study' and stops at is"
    ]
    shown.fill("#b-examples", "Enrolment in the (COMPOUND NRV-210) study is over.")
    verdict(shown, "2 of 2 examples pass. In 2 texts: 1 gained.")
    assert group(shown, "added") == ["Enrolment in the NRV-210 study is over."]
    assert shown.locator("[data-group=added] mark").text_content() == "Enrolment in the NRV-210 study is over"
    assert "better" in str(shown.locator("[data-group=gold] summary b").get_attribute("class"))
    shown.locator("#b-examples").press("Control+Enter")
    shown.wait_for_function(
        "rule => document.querySelector('#said').textContent.includes(`Saved: ${rule}.`)", arg=ENROLMENT
    )
    assert changed_lines(server) == [
        '-    pattern: "enrolment in the {COMPOUND} study"',
        "-    set: {status: ongoing}",
        '+    pattern: "enrolment in the {COMPOUND} study is over"',
        "+    set: {status: enrollment_completed}",
        '-      - "Enrolment in the (COMPOUND NRV-210) study goes on."',
        '+      - "Enrolment in the (COMPOUND NRV-210) study is over."',
    ]
    assert [check.fault for check in check_examples(server.patterns, ENROLMENT) if not check.passed] == []
    verdict(shown, "2 of 2 examples pass. In 2 texts: no event changes.")


def test_a_save_is_taken_back_on_the_page(server: BenchServer, opened: Opened) -> None:
    shown = at_rule(opened, server, DOSES)
    shown.fill("#b-confidence", "0,7")
    verdict(shown, "1 told otherwise")
    shown.click("text=Save in trial_status.yaml")
    shown.wait_for_selector("text=Take back the last save (trial_status.yaml)")
    assert changed_lines(server) == ["+    confidence: 0.7"]
    shown.click("text=Take back the last save (trial_status.yaml)")
    shown.wait_for_function("() => document.querySelector('#said').textContent.startsWith('Taken back')")
    assert server.rules.read_bytes() == RULES.encode()
    assert shown.input_value("#b-confidence") == ""


def test_a_new_rule_is_written_with_the_notation_at_hand(server: BenchServer, opened: Opened) -> None:
    shown = opened(server, "/bench")
    shown.click("text=Write a new rule")
    verdict(shown, "Cannot be saved: found '' as the rule’s name")
    shown.fill("#b-name", "phase_data")
    shown.fill("#b-pattern", "report ")
    shown.click("text=How a pattern is written")
    shown.click("button[data-insert='{PHASE}']")
    assert shown.input_value("#b-pattern") == "report {PHASE}"
    shown.locator("#b-pattern").press("End")
    shown.keyboard.type(" data")
    shown.select_option("#b-status", "initiated")
    shown.fill(
        "#b-examples", "Norvane expects to report (PHASE Phase 1) data for (COMPOUND NRV-310) in (INDICATION lupus)."
    )
    shown.fill("#b-counter", "Norvane will report data.")
    verdict(shown, "2 of 2 examples pass. In 2 texts: 1 gained.")
    assert [sentence[:40] for sentence in group(shown, "added")] == ['"We expect to report Phase 1 data for NR']
    shown.locator("#b-counter").press("Control+Enter")
    shown.wait_for_url("**/bench?rule=trial_status.phase_data&said=saved")
    assert changed_lines(server) == [
        "+  - id: phase_data",
        '+    pattern: "report {PHASE} data"',
        "+    set: {status: initiated}",
        "+    examples:",
        f'+      - "{EXPECTS}"',
        "+    counter_examples:",
        '+      - "Norvane will report data."',
    ]


def test_failing_examples_are_saved_only_when_a_person_says_so(server: BenchServer, opened: Opened) -> None:
    shown = at_rule(opened, server, ENROLMENT, may_fail=True)
    shown.fill("#b-pattern", "enrolment in the {COMPOUND} study is over")
    verdict(shown, "1 of 2 examples pass")
    shown.click("text=Save in trial_status.yaml")
    shown.wait_for_selector("#refused >> text=Nothing was saved: its example fails.")
    assert changed_lines(server) == []
    shown.check("label >> text=Save although examples fail")
    shown.click("text=Save in trial_status.yaml")
    shown.wait_for_url("**said=saved")
    assert changed_lines(server)[1] == '+    pattern: "enrolment in the {COMPOUND} study is over"'


def test_an_answer_that_comes_late_leaves_the_box_as_a_person_ticked_it(server: BenchServer, opened: Opened) -> None:
    shown = at_rule(opened, server, ENROLMENT, may_fail=True)

    def enter(field: str, value: str) -> None:
        """Have the draft tried once, as while a person types: a field that is left would have it tried again."""
        typed = "(field, value) => { field.value = value; field.dispatchEvent(new Event('input', {bubbles: true})) }"
        shown.locator(field).evaluate(typed, value)

    def held(field: str, value: str) -> Route:
        """The question that goes out at an entry, kept from the server."""
        enter(field, value)
        end = time.monotonic() + SLOW
        while not asked:
            assert time.monotonic() < end
            shown.wait_for_timeout(50)
        return asked.pop()

    enter("#b-pattern", "enrolment in the {COMPOUND} study is over")
    verdict(shown, "1 of 2 examples pass")
    asked: list[Route] = []
    shown.route("**/bench/try", lambda route: asked.append(route))
    box = shown.locator("label >> text=Save although examples fail")
    question = held("#b-confidence", "0.7")
    box.check()
    with shown.expect_response("**/bench/try"):
        question.continue_()
    shown.wait_for_selector("#outcome:not([aria-busy])")
    assert box.is_checked()
    question = held("#b-counter", "Enrolment in the NRV-310 study is over.")
    with shown.expect_response("**/bench/try"):
        question.continue_()
    shown.wait_for_selector("#outcome:not([aria-busy]) >> text=NRV-310")
    assert not box.is_checked()  # nobody has agreed to that fault


def test_a_pattern_that_runs_away_is_refused_and_the_page_stays_alive(server: BenchServer, opened: Opened) -> None:
    shown = at_rule(opened, server, DOSES, may_fail=True)
    shown.fill("#b-pattern", "dosed (?:[a-z]+ ?)+ patient of")
    verdict(shown, "Cannot be saved: the pattern can run away: more than 1 s on a sentence like 'dosed")
    shown.click("text=Save in trial_status.yaml")
    shown.wait_for_selector("#refused >> text=Nothing was saved: the pattern can run away")
    shown.fill("#b-pattern", "dosed(?: the)? first patient")
    verdict(shown, "2 of 3 examples pass.")
    assert changed_lines(server) == []


def test_a_file_changed_meanwhile_is_not_written_over(server: BenchServer, opened: Opened) -> None:
    shown = at_rule(opened, server, DOSES, may_fail=True)
    changed = RULES.replace("# Trials that", "# The trials that")
    server.rules.write_text(changed, encoding="utf-8")
    shown.fill("#b-confidence", "0.7")
    shown.wait_for_selector("#outcome >> text=The file has changed since you opened this rule")
    shown.click("text=Save in trial_status.yaml")
    shown.wait_for_selector("#refused >> text=has changed since you opened it")
    assert server.rules.read_text(encoding="utf-8") == changed
    assert shown.input_value("#b-confidence") == "0.7"


def test_a_broken_file_is_named_with_its_line_and_the_page_goes_on(server: BenchServer, opened: Opened) -> None:
    shown = at_rule(opened, server, DOSES, may_fail=True)
    other = server.patterns / "events" / "readout.yaml"
    other.write_text("type: readout\nrules:\n  - id: told\n    pattern: [unclosed\n", encoding="utf-8")
    shown.fill("#b-confidence", "0.7")
    shown.wait_for_selector("#outcome >> text=The rules on disk cannot be read")
    assert "readout.yaml: not valid YAML" in shown.inner_text("#outcome")
    assert "line 5" in shown.inner_text("#outcome")
    verdict(shown, "1 told otherwise")
    shown.click("text=Save in trial_status.yaml")
    shown.wait_for_selector("#refused >> text=nothing can be saved while the rules cannot be read")
    shown.evaluate("() => window.addEventListener('beforeunload', event => event.stopImmediatePropagation(), true)")
    again = opened(server, "/bench", may_fail=True)
    assert "readout.yaml: not valid YAML" in again.inner_text("main .banner[role=alert]")
    assert again.locator("#rules li").count() == 2
    other.unlink()
    shown.click("text=Save in trial_status.yaml")
    shown.wait_for_url("**said=saved")
    assert changed_lines(server) == ["+    confidence: 0.7"]


@pytest.mark.skipif(os.geteuid() == 0 and not shutil.which("setpriv"), reason="root may write everywhere")
def test_a_read_only_folder_is_said_and_everything_else_works(
    run_folder: Path, annotations: Path, tmp_path: Path, opened: Opened
) -> None:
    folder = small_patterns(tmp_path / "patterns")
    (folder / "events").chmod(0o555)
    server = BenchServer(run_folder, annotations, folder, prefix=WITHOUT_PRIVILEGE)
    try:
        shown = at_rule(opened, server, DOSES)
        assert f"Nothing can be saved: the folder {folder / 'events'} is read-only" in shown.inner_text("main")
        assert shown.locator("text=Save in trial_status.yaml").is_disabled()
        shown.fill("#b-confidence", "0.7")
        verdict(shown, "1 told otherwise")
        client = server.client()
        fields = {"rule": DOSES, "pattern": "dosed first patient", "version": shown.input_value("[name=version]")}
        refused = client.post("/bench/save", {**fields, "insist": "yes"})
        assert (refused.status_code, "is read-only" in refused.text) == (422, True)
        assert changed_lines(server) == []
    finally:
        (folder / "events").chmod(0o755)
        assert "Traceback" not in server.stop()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
def test_nothing_stands_in_anybodys_way(server: BenchServer, opened: Opened, width: int, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    options = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    found = opened(server, "/bench", **options)
    shown = at_rule(opened, server, ENROLMENT, **options)
    shown.fill("#b-pattern", "enrolment in the {COMPOUND} study is over|intends")
    verdict(shown, "1 of 2 examples pass. In 2 texts: 1 gained")
    shown.evaluate("() => { for (const fold of document.querySelectorAll('details')) fold.open = true }")
    for page in (found, shown):
        assert [(one["id"], one["impact"]) for one in axe.Axe().run(page).response["violations"]] == []
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width


# ------------------------------------------------------------------ requests


def sent(client: Client, rule: str = DOSES, **fields: str) -> dict[str, str]:
    """The fields of the form of a rule, with others."""
    text = client.get(f"/bench?rule={rule}").text
    version = text.partition('name="version" value="')[2].partition('"')[0]
    usual = {
        "rule": rule,
        "tab": "t",
        "version": version,
        "file": "events/trial_status.yaml",
        "set.status": "initiated",
    }
    return {**usual, "pattern": "dosed first patient", **fields}


def test_a_change_needs_the_pages_own_token(server: BenchServer) -> None:
    client = server.client()
    for path in ("/bench/try", "/bench/save", "/bench/undo"):
        assert client.post(path, sent(client), **{"X-CSRF-Token": "guessed"}).status_code == 403
        assert client.post(path, sent(client), Origin="http://127.0.0.1:1").status_code == 403


@pytest.mark.parametrize("rule", ["trial_status.../../realis", "../events/trial_status.x", "deal.acquires", "x"])
def test_only_rules_that_there_are_can_be_opened(server: BenchServer, rule: str) -> None:
    client = server.client()
    answer = client.http.get("/bench", params={"rule": rule})
    assert (answer.status_code, "There is no such rule" in answer.text) == (404, True)
    before = {path: path.read_bytes() for path in sorted(server.patterns.rglob("*")) if path.is_file()}
    saved = client.post("/bench/save", sent(client) | {"rule": rule, "insist": "yes"})
    assert (saved.status_code, "Nothing was saved" in saved.text) == (422, True)
    assert {path: path.read_bytes() for path in sorted(server.patterns.rglob("*")) if path.is_file()} == before


def test_texts_patterns_and_examples_are_shown_as_text(server: BenchServer) -> None:
    client = server.client()
    fields = sent(client, pattern=f"deserve {EVIL}", examples=f"Patients {EVIL} of NRV-210.", counter_examples=EVIL)
    answer = client.post("/bench/try", fields)
    assert answer.status_code == 200
    assert EVIL not in answer.text
    assert "&lt;script&gt;" in answer.text
    sentence = client.post("/bench/try", sent(client, pattern="expect to report"))
    assert "<script>" not in sentence.text
    for path in ("/bench?words=%3Cscript%3E", "/bench/rules?words=%3Cscript%3E", "/bench?rule=%3Cscript%3E"):
        assert "<script>" not in client.get(path).text


def test_the_bench_answers_again_after_its_process_was_killed(server: BenchServer) -> None:
    client = server.client()
    assert client.post("/bench/try", sent(client)).status_code == 200
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children")
    if not children.exists():
        pytest.skip("this system does not tell which processes a process has started")
    groups = {int(pid) for pid in _children(server.process.pid) if os.getpgid(int(pid)) == int(pid)}
    assert len(groups) == 1
    os.killpg(groups.pop(), 9)
    time.sleep(0.2)
    until(lambda: client.post("/bench/try", sent(client)).status_code == 200, 60)


def _children(pid: int) -> list[str]:
    """The processes that any thread of a process has started."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return [child for task in tasks for child in (task / "children").read_text().split()]


def test_the_rest_of_the_page_uses_the_rules_that_were_saved(server: BenchServer) -> None:
    client = server.client()
    assert "“milestone payments”" not in client.get("/documents/1").text
    typed = {"pattern": "enrolment in the {COMPOUND} study|milestone payments", "set.status": "ongoing"}
    typed |= {"examples": "Enrolment in the (COMPOUND NRV-210) study goes on.", "counter_examples": "It is over."}
    saved = client.post("/bench/save", sent(client, ENROLMENT, **typed))
    assert saved.headers["HX-Redirect"] == f"/bench?rule={ENROLMENT}&said=saved"
    assert f"{ENROLMENT}: “milestone payments”" in client.get("/documents/1").text
    undone = client.post("/bench/undo", {"rule": ENROLMENT})
    assert undone.headers["HX-Redirect"] == f"/bench?rule={ENROLMENT}&said=undone"
    assert "“milestone payments”" not in client.get("/documents/1").text
    assert server.rules.read_bytes() == RULES.encode()
