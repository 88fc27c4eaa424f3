"""From a click to a line on disk: what is decided, what is refused, what stands."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from review_support import NORVANE, Client, Server, until, write_gold

from nlp.annotation.log import append

NORVANE_NUMBER = 1  # its place in documents.jsonl, behind gilmore.txt


@pytest.fixture(scope="module")
def servers(run_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Server]]:
    """The servers of two annotators over the same folder."""
    annotations = tmp_path_factory.mktemp("annotations")
    write_gold(annotations)
    both = {name: Server(run_folder, annotations, annotator=name) for name in ("ada", "grace")}
    yield both
    assert [server.stop() for server in both.values()] == ["", ""]


@pytest.fixture
def client(servers: dict[str, Server]) -> Client:
    """Ada, when nobody has decided anything."""
    shutil.rmtree(servers["ada"].annotations / "decisions", ignore_errors=True)
    return servers["ada"].client()


@pytest.fixture
def grace(servers: dict[str, Server]) -> Client:
    return servers["grace"].client()


def fields(client: Client, key: str = "", path: str = "panel") -> dict[str, str]:
    """What the form of an event holds as the page shows it."""
    page = client.get(f"/documents/{NORVANE_NUMBER}/{path}?event={key}").text
    forms = [form for form in html.fromstring(page).iter("form") if form.get("hx-post")]
    return {name: value or "" for name, value in forms[0].form_values()}


def keys(client: Client) -> dict[str, str]:
    """The keys of norvane.txt's events by type and status, kind or action."""
    page = html.fromstring(client.get(f"/documents/{NORVANE_NUMBER}").text)
    found = {}
    for link in page.xpath("//*[@id='events']//a[@data-go]"):
        words = " ".join(link.xpath(".//*[contains(@class, 'brief')]")[0].text_content().split())
        found[f"{link.xpath('./span')[0].text} {words}"] = link.get("data-go")
    return found


def key_of(client: Client, words: str) -> str:
    return next(key for name, key in keys(client).items() if re.search(words, name))


def decide(client: Client, key: str, action: str, **more: str) -> Any:
    sent = fields(client, key) | {"action": action} | more
    return client.post(f"/documents/{NORVANE_NUMBER}/decide", sent)


def told(answer: Any) -> str:
    """What the page says in its live region or as a problem."""
    tree = html.fromstring(answer.text)
    said = tree.xpath("//*[@id='said' or @role='alert']")
    return " ".join(one.text_content().strip() for one in said).strip()


def test_an_accepted_event_is_a_line_with_the_whole_event_and_its_rule(client: Client) -> None:
    key = key_of(client, "^trial_status NRV-210")
    answer = decide(client, key, "accept")
    assert answer.status_code == 200
    assert re.fullmatch(r"Accepted: trial_status, \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\. Saved\.", told(answer))
    (made,) = client.server.decisions()
    assert made.event is not None
    assert (made.action, made.annotator, made.doc_id, made.key, made.after) == (
        "accept",
        "ada",
        "norvane.txt",
        key,
        None,
    )
    assert (made.rule, made.was, made.note) == ("trial_status.doses_first_patient", made.event, None)
    assert {"id", "doc_id"}.isdisjoint(made.event)
    assert (made.event["trial"], made.event["mentions"][0]["text"]) == ("BREEZE", NORVANE.split("\n")[0])


def test_a_rejected_event_keeps_the_reason(client: Client) -> None:
    key = key_of(client, "^readout")
    assert told(decide(client, key, "reject", note="  only   planned ")).startswith("Rejected: readout")
    (made,) = client.server.decisions()
    assert made.was is not None
    assert (made.action, made.event, made.note, made.was["type"]) == ("reject", None, "only planned", "readout")


def test_a_correction_changes_what_was_typed_and_keeps_the_rest(client: Client) -> None:
    key = key_of(client, "^trial_status NRV-210")
    start = NORVANE.index("severe asthma")
    sent = fields(client, key, "correction") | {
        "slot.trial": "GALE",
        "slot.date": "early March 2024",
        "slot.indication": "severe asthma\nasthma",
        "span.indication": f"{start}-{start + 13}",
        "slot.sponsor": "",
    }
    assert told(client.post(f"/documents/{NORVANE_NUMBER}/decide", sent)).startswith("Corrected: trial_status")
    (made,) = client.server.decisions()
    assert made.event is not None
    assert made.was is not None
    changed = {name: value for name, value in made.event.items() if value != made.was[name]}
    assert changed == {
        "trial": "GALE",
        "date": {"earliest": "2024-03-01", "latest": "2024-03-10", "text": "early March 2024"},
        "indication": ["severe asthma", "asthma"],
        "sponsor": None,
    }
    assert made.spans == {"indication": ((start, start + 13),)}


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"slot.phase": "soon"}, "found 'soon', expected one phase, such as 2, 1b/2a or pivotal"),
        ({"slot.compound": ""}, "found nothing, expected a value: without it there is no event"),
        ({"slot.status": "begun"}, "found 'begun', expected one of initiated, ongoing,"),
        ({"span.trial": "5-99999"}, "found a selection outside the text"),
        ({"span.trial": "9-5"}, "found a selection outside the text"),
    ],
)
def test_a_correction_that_cannot_be_read_is_refused_and_stays_typed(
    client: Client, change: dict[str, str], problem: str
) -> None:
    sent = fields(client, key_of(client, "^trial_status NRV-210"), "correction") | {"slot.venue": "x"} | change
    answer = client.post(f"/documents/{NORVANE_NUMBER}/decide", sent)
    again = dict(html.fromstring(answer.text).forms[0].form_values())
    assert (answer.status_code, problem in answer.text.replace("&#39;", "'")) == (422, True)
    typed = {name: value for name, value in change.items() if name != "slot.status"}
    assert {name: again[name] for name in typed} == typed
    assert client.server.decisions() == []


def test_an_unchanged_correction_is_refused(client: Client) -> None:
    sent = fields(client, key_of(client, "^readout"), "correction")
    answer = client.post(f"/documents/{NORVANE_NUMBER}/decide", sent)
    assert (answer.status_code, client.server.decisions()) == (422, [])
    assert "nothing was changed: accept the event if it is right as it stands" in answer.text


def add(client: Client, **more: str) -> Any:
    sentence = "Enrolment in the NRV-210 study is over."
    start = NORVANE.index(sentence)
    page = client.get(f"/documents/{NORVANE_NUMBER}/addition?mention={start}-{start + 9}&type=trial_status").text
    sent = {name: value or "" for name, value in html.fromstring(page).forms[0].form_values()}
    assert sent["mention"] == f"{start}-{start + len(sentence)}", "a word is widened to its sentence"
    sent |= {"slot.compound": "NRV-210", "slot.status": "enrollment_completed"} | more
    return client.post(f"/documents/{NORVANE_NUMBER}/add", sent)


def test_a_missed_event_is_added_with_its_sentence(client: Client) -> None:
    answer = add(client)
    (made,) = client.server.decisions()
    assert answer.headers["hx-redirect"] == f"/documents/1?event={made.key}&said={made.id}"
    assert made.event is not None
    assert (made.action, made.was, made.rule, made.key) == ("add", None, None, made.id)
    start = NORVANE.index("Enrolment in")
    assert made.event["mentions"] == [
        {"start": start, "end": start + 39, "text": "Enrolment in the NRV-210 study is over.", "section": "body",
         "rule": None}
    ]  # fmt: skip
    expected = {"phase": None, "indication": [], "realis": "actual", "confidence": 1.0, "speaker": None}
    assert {name: made.event[name] for name in expected} == expected
    assert "Added: trial_status" in client.get(answer.headers["hx-redirect"]).text


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"slot.compound": ""}, "without it there is no event"),
        ({"slot.status": ""}, "without it there is no event"),
        ({"mention": ""}, "select the sentence that tells the event"),
        ({"mention": "3-3"}, "select the sentence that tells the event"),
    ],
)
def test_an_event_without_its_anchors_or_its_sentence_is_not_added(
    client: Client, more: dict[str, str], problem: str
) -> None:
    answer = add(client, **more)
    assert (answer.status_code, problem in answer.text, client.server.decisions()) == (422, True, [])


def test_the_same_addition_sent_again_is_on_disk_once(client: Client) -> None:
    assert add(client).headers["hx-redirect"] == add(client).headers["hx-redirect"]
    assert [decision.action for decision in client.server.decisions()] == ["add"]


def test_an_added_event_can_be_corrected_and_removed_and_comes_back_with_undo(client: Client) -> None:
    add(client)
    key = client.server.decisions()[0].key
    sent = fields(client, key, "correction") | {"slot.phase": "2"}
    client.post(f"/documents/{NORVANE_NUMBER}/decide", sent)
    decide(client, key, "reject")
    assert key not in keys(client).values()
    undo(client)
    assert client.server.decisions()[-1].action == "undo"
    assert key_of(client, "^trial_status NRV-210, 2, enrollment_completed") == key


def undo(client: Client) -> Any:
    page = html.fromstring(client.get("/").text)
    (newest,) = page.xpath("//form[@hx-post='/undo']/input[@name='decision']/@value")
    return client.post("/undo", {"decision": newest})


def test_undo_takes_back_step_by_step_and_only_ones_own(client: Client, grace: Client) -> None:
    server, other = client.server, grace
    first, second = key_of(client, "^readout"), key_of(client, "^deal")
    decide(other, first, "accept")
    decide(client, first, "reject")
    decide(client, first, "accept")
    decide(client, second, "accept")
    answers = [undo(client).headers["hx-redirect"] for _ in range(3)]
    made = server.decisions()
    assert [decision.action for decision in made] == ["reject", "accept", "accept", "undo", "undo", "undo"]
    assert [decision.after for decision in made[3:]] == [made[2].id, made[1].id, made[0].id]
    assert answers[0] == f"/documents/1?said={made[3].id}&event={second}"
    assert client.post("/undo", {"decision": ""}).status_code == 422
    assert [decision.action for decision in other.server.decisions()] == ["accept"]


def test_an_undo_of_an_old_window_takes_nothing_back(client: Client) -> None:
    decide(client, key_of(client, "^readout"), "reject")
    seen = client.server.decisions()[0].id
    decide(client, key_of(client, "^deal"), "accept")
    answer = client.post("/undo", {"decision": seen})
    assert (answer.status_code, "Your newest decision is now: Accepted: deal" in answer.text) == (409, True)
    assert [decision.action for decision in client.server.decisions()] == ["reject", "accept"]


def test_a_document_is_done_when_every_event_is_decided_and_then_closed(client: Client) -> None:

    def state(action: str) -> Any:
        page = html.fromstring(client.get(f"/documents/{NORVANE_NUMBER}").text)
        (form,) = page.xpath("//*[@id='bar']/form")
        return client.post(f"/documents/{NORVANE_NUMBER}/state", dict(form.form_values()) | {"action": action})

    refused = state("done")
    assert refused.status_code == 422
    assert told(refused) == "6 events are undecided: decide on every event, then mark the document done"
    for key in [key for key in keys(client).values() if not key.startswith(("gold", "trigger"))]:
        decide(client, key, "accept")
    assert told(state("done")).startswith("Marked done: norvane.txt")
    closed = decide(client, key_of(client, "^readout"), "reject")
    assert (closed.status_code, "the document is marked done: open it again" in closed.text) == (422, True)
    assert add(client).status_code == 422
    assert told(state("reopen")).startswith("Opened again: norvane.txt")
    assert decide(client, key_of(client, "^readout"), "reject").status_code == 200


def test_a_second_window_overwrites_nothing_and_sees_what_stands(client: Client) -> None:
    server, one, two = client.server, client, client.server.client()
    key = key_of(one, "^readout")
    old = fields(two, key)
    decide(one, key, "accept")
    answer = two.post(f"/documents/{NORVANE_NUMBER}/decide", old | {"action": "reject", "note": "no"})
    assert (answer.status_code, [made.action for made in server.decisions()]) == (409, ["accept"])
    assert "Nothing was saved: this was decided on elsewhere meanwhile (accept at" in told(answer)
    assert "Accepted: readout" in answer.text
    asked_again = dict(html.fromstring(answer.text).xpath("//form[@class='reject']")[0].form_values())
    assert two.post(f"/documents/{NORVANE_NUMBER}/decide", asked_again).status_code == 200
    assert [made.action for made in server.decisions()] == ["accept", "reject"]


def test_a_correction_in_a_second_window_stays_typed_when_it_comes_too_late(client: Client) -> None:
    server, one, two = client.server, client, client.server.client()
    key = key_of(one, "^readout")
    sent = fields(two, key, "correction") | {"slot.venue": "ERS"}
    decide(one, key, "accept")
    answer = two.post(f"/documents/{NORVANE_NUMBER}/decide", sent)
    again = dict(html.fromstring(answer.text).forms[0].form_values())
    assert (answer.status_code, again["slot.venue"], again["after"]) == (409, "ERS", server.decisions()[0].id)
    assert two.post(f"/documents/{NORVANE_NUMBER}/decide", again).status_code == 200


def test_the_same_click_sent_again_is_confirmed_and_not_written_twice(client: Client) -> None:
    sent = fields(client, key_of(client, "^readout")) | {"action": "accept"}
    answers = [client.post(f"/documents/{NORVANE_NUMBER}/decide", sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert told(answers[0]) == told(answers[1])
    assert len(client.server.decisions()) == 1


def test_a_form_of_another_run_decides_nothing(client: Client) -> None:
    key = key_of(client, "^readout")
    sent = fields(client, key) | {"action": "accept", "stamp": "0123456789abcdef norvane.txt"}
    assert client.post(f"/documents/{NORVANE_NUMBER}/decide", sent).status_code == 409
    assert client.post("/documents/0/decide", fields(client, key) | {"action": "accept"}).status_code == 409
    assert client.server.decisions() == []


def test_annotators_see_each_other_only_after_they_have_decided(client: Client, grace: Client) -> None:
    ada = client
    key = key_of(ada, "^readout")
    decide(grace, key, "reject", note="no data yet")
    assert "grace" not in ada.get(f"/documents/{NORVANE_NUMBER}?event={key}").text
    assert "grace" in decide(ada, key, "accept").text
    queue = html.fromstring(ada.get("/?q_reason=otherwise").text)
    assert [" ".join(one.text_content().split()) for one in queue.xpath("//ol[@class='queue']//li/ul/li")][:1] == [
        "decided otherwise: grace decided otherwise: rejected it"
    ]


def test_what_was_decided_on_another_state_of_the_text_is_asked_again(client: Client) -> None:
    key = key_of(client, "^readout")
    decide(client, key, "accept")
    server = client.server
    made = server.decisions()[0]
    path = server.annotations / "decisions" / "ada.jsonl"
    path.write_bytes(path.read_bytes().replace(made.sha256.encode(), b"0" * 64))
    assert "text has changed: you decided on an earlier state of this text" in client.get("/?q_reason=outdated").text
    assert decide(client, key, "accept").status_code == 200
    assert [one.after for one in server.decisions()] == [None, made.id]


def test_what_this_run_no_longer_tells_is_still_shown(client: Client) -> None:
    server = client.server
    decide(client, key_of(client, "^readout"), "accept")
    made = server.decisions()[0]
    append(server.annotations, replace(made, key="0123456789abcdef", after=None, at="", id=""))
    assert "no longer told: this run no longer tells what you have kept" in client.get("/?q_state=").text


def test_a_broken_file_of_decisions_is_told_and_hides_nothing_else(client: Client) -> None:
    annotations = client.server.annotations
    (annotations / "decisions").mkdir(exist_ok=True)
    (annotations / "decisions" / "grace.jsonl").write_text("{}\n")
    answer = client.get("/")
    assert (answer.status_code, "grace.jsonl, line 1: found a decision with no action" in answer.text) == (500, True)
    (annotations / "decisions" / "grace.jsonl").unlink()
    assert client.get("/").status_code == 200


def test_the_queue_says_why_and_filters(client: Client) -> None:

    def entries(path: str) -> list[list[str]]:
        page = html.fromstring(client.get(path).text)
        return [
            [" ".join(item.xpath("./a")[0].text_content().split()).split()[0],
             *(one.text_content().split(":")[0] for one in item.xpath("./ul/li"))]
            for item in page.xpath("//ol[@class='queue']/li")
        ]  # fmt: skip

    until(lambda: "All 2 texts are read" in client.get("/").text)
    gold, low, new = "differs from gold", "low confidence", "new wording"
    assert entries("/?q_document=norvane") == [
        ["readout", gold, low, new],
        ["trial_status", gold, new],
        ["deal", gold, new],
        ["regulatory", gold, new],
        ["payment", gold],
        ["payment", gold],
        ["trial_status", gold],
        ["regulatory", "trigger without anchor"],
        ["regulatory", "trigger without anchor"],
    ]
    assert entries("/?q_reason=unfilled") == [["regulatory", "trigger without anchor"]] * 2
    assert entries("/?q_type=readout") == [["readout", gold, low, new]]
    assert entries("/?q_rule=submits&q_type=regulatory") == [["regulatory", gold, new]]
    decide(client, key_of(client, "^readout"), "accept")
    assert entries("/?q_type=readout") == []
    assert len(entries("/?q_type=readout&q_state=accepted")) == 1


def test_next_goes_down_the_queue_and_across_documents(client: Client) -> None:
    until(lambda: "All 2 texts are read" in client.get("/").text)
    page = html.fromstring(client.get("/").text)
    links = page.xpath("//ol[@class='queue']/li/a/@href")
    for here, there in zip(links, links[1:], strict=False):
        number, key = re.fullmatch(r"/documents/(\d+)\?event=(.+)", here).groups()  # type: ignore[union-attr]
        assert str(client.get(f"/next?from={number}&event={key}").url).removeprefix(client.server.origin) == there
    assert len(links) == 11
