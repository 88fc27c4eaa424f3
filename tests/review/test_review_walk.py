"""The walk of the README, step by step: its own commands, its own text, in a real browser."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from review_support import select

from support import ROOT

pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

README = (ROOT / "README.md").read_text(encoding="utf-8")
WALK = README.split("### A walk\n")[1].split("\n## ")[0]
TEXT = re.findall(r"^```text\n(.*?)^```$", WALK, re.MULTILINE | re.DOTALL)[0]
BEFORE, AFTER = (block.splitlines() for block in re.findall(r"^```sh\n(.*?)^```$", WALK, re.MULTILINE | re.DOTALL))
SLOW = 60  # seconds; the first answer of the bench waits for a process to start
RULE = "trial_status.doses_first_patient"
CURTAIN = "the curtain went up on the Phase 3 trial of NRV-310 in gout"

Command = Callable[[str], str]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the patterns and the text, as the walk begins."""
    folder = tmp_path_factory.mktemp("walk")
    shutil.copytree(ROOT / "patterns", folder / "patterns")
    (folder / "walk").mkdir()
    (folder / "walk" / "norvane.txt").write_text(TEXT)
    return folder


@pytest.fixture(scope="module")
def environment(place: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    programs = tmp_path_factory.mktemp("bin")
    script = programs / "extract-events"
    script.write_text(
        f'#!/bin/sh\nPYTHONPATH={shlex.quote(str(ROOT))} exec {shlex.quote(sys.executable)} -m nlp.cli "$@"\n'
    )
    script.chmod(0o755)
    return {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "XDG_CACHE_HOME": str(place / "cache")}


@pytest.fixture(scope="module")
def typed(place: Path, environment: dict[str, str]) -> Command:
    """Type a command of the walk; what it prints."""

    def run(command: str) -> str:
        answer = subprocess.run(
            command, shell=True, capture_output=True, cwd=place, env=environment, timeout=120, check=False
        )
        assert (command, answer.returncode, answer.stderr) == (command, 0, b"")
        return answer.stdout.decode()

    return run


@pytest.fixture
def shown(browser: Browser, place: Path, environment: dict[str, str], typed: Command) -> Iterator[Page]:
    """The page that the walk's first commands open."""
    *first, review = BEFORE
    for command in first:
        typed(command)
    server = subprocess.Popen(
        [*shlex.split(review), "--no-browser"],
        cwd=place,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert server.stdout is not None
    assert server.stderr is not None
    address = server.stdout.readline().decode().split()[-1]
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(SLOW * 1000)
    page.goto(address)
    yield page
    page.close()
    server.send_signal(signal.SIGINT)
    assert b"Traceback" not in server.communicate(timeout=20)[1]


def ready(page: Page, path: str) -> None:
    """Wait until a page is there and its keys work."""
    page.wait_for_url(re.compile(re.escape(path)))
    page.wait_for_selector("html[data-ready]")


def said(page: Page, words: str) -> None:
    page.wait_for_function("words => document.querySelector('#said').textContent.includes(words)", arg=words)


def verdict(page: Page, words: str) -> None:
    end = time.monotonic() + SLOW
    while words not in (told := page.text_content("#verdict") or ""):
        assert time.monotonic() < end, told
        page.wait_for_timeout(50)


def reject_the_false_one(page: Page) -> None:
    assert page.locator("ol.queue > li").count() == 1
    page.click("ol.queue > li a")
    ready(page, "/documents/")
    page.keyboard.press("r")
    page.keyboard.press("Enter")
    said(page, "Rejected: trial_status")


def add_the_missing_one(page: Page) -> None:
    select(page, CURTAIN)
    page.keyboard.press("m")
    page.wait_for_selector("#type")
    assert page.input_value("#type") == "trial_status"
    page.fill("#f-compound", "NRV-310")
    page.fill("#f-phase", "3")
    page.select_option("#f-status", "initiated")
    page.select_option("#f-realis", "actual")
    page.keyboard.press("Control+Enter")
    said(page, "Added: trial_status")
    page.keyboard.press("d")
    said(page, "Marked done")


def mend_the_rule(page: Page) -> None:
    page.click("#events a >> nth=0")
    page.click(f"#panel a[href^='/bench?rule={RULE}']")
    ready(page, "/bench?rule=")
    verdict(page, "examples pass")
    pattern = page.input_value("#b-pattern")
    assert pattern.endswith("(?!'s)")
    page.fill("#b-pattern", pattern.removesuffix("(?!'s)") + "(?!'s| phantom)")
    counter = page.input_value("#b-counter")
    page.fill("#b-counter", f"{counter}\nNorvane dosed the first patient phantom in the Phase 2 trial of NRV-210.")
    verdict(page, "1 lost")
    told = page.text_content("#verdict") or ""
    assert re.match(r"(\d+) of \1 examples pass\. In 1 text: 1 lost\.", told), told
    page.locator("#b-counter").press("Control+Enter")
    said(page, f"Saved: {RULE}.")


def write_the_new_rule(page: Page) -> None:
    page.click("text=All rules")
    ready(page, "/bench")
    page.select_option("[name=type]", "trial_status")
    page.click("text=Write a new rule")
    ready(page, "/bench?type=")
    page.fill("#b-name", "curtain")
    page.fill("#b-pattern", "the curtain (?:went|goes) up on")
    page.select_option("#b-status", "initiated")
    page.fill("#b-examples", "The curtain went up on the (PHASE Phase 3) trial of (COMPOUND NRV-310).")
    page.fill("#b-counter", "The curtain went up on a new season.")
    verdict(page, "2 of 2 examples pass. In 1 text: 1 gained.")
    page.locator("#b-counter").press("Control+Enter")
    said(page, "Saved: trial_status.curtain.")


def test_the_walk(shown: Page, place: Path, typed: Command) -> None:
    reject_the_false_one(shown)
    add_the_missing_one(shown)
    mend_the_rule(shown)
    write_the_new_rule(shown)
    gold, before, tested, again, after = (typed(command) for command in AFTER)
    assert gold == "gold/docs/norvane.txt.json: 1 events\n"
    assert re.match(r"detection +P 0\.000 +R 0\.000", before)
    assert re.fullmatch(r"(\d+) of \1 examples pass\n", tested)
    assert again == ""
    assert re.match(r"detection +P 1\.000 +R 1\.000", after)
    kept = (ROOT / "patterns" / "events" / "trial_status.yaml").read_text().splitlines()
    mended = (place / "mine" / "events" / "trial_status.yaml").read_text().splitlines()
    gone = [line for line in kept if line not in mended]
    assert [line.split(":")[0].strip() for line in gone] == ["pattern"]


def test_every_value_that_the_walk_types_is_in_its_text() -> None:
    """The steps above and those of the README cannot drift apart."""
    words = " ".join(WALK.split())
    for value in (
        CURTAIN,
        RULE,
        "`(?!'s| phantom)`",
        "Norvane dosed the first patient phantom in the Phase 2 trial of NRV-210.",
        "name `curtain`",
        "`the curtain (?:went|goes) up on`",
        "The curtain went up on the (PHASE Phase 3) trial of (COMPOUND NRV-310).",
        "The curtain went up on a new season.",
    ):
        assert value in words
