"""A trigger without an anchor can be dismissed, and comes back when that is undone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html
from review_support import Client, Server, until


@pytest.fixture
def client(serve: Callable[..., Server]) -> Client:
    client = serve().client()
    until(lambda: "All 2 texts are read" in client.get("/").text)
    return client


def triggers(client: Client) -> list[str]:
    page = html.fromstring(client.get("/?q_reason=unfilled").text)
    return [str(link) for link in page.xpath("//ol[@class='queue']/li/a/@href")]


def dismiss(client: Client, link: str, **more: str) -> tuple[int, str]:
    """Send the panel's form of a trigger; the status, and what the page says."""
    number, key = re.fullmatch(r"/documents/(\d+)\?event=(trigger-\d+).*", link).groups()  # type: ignore[union-attr]
    page = html.fromstring(client.get(f"/documents/{number}/panel?event={key}").text)
    form = next(form for form in page.iter("form") if form.get("class") == "reject")
    sent = {name: value or "" for name, value in form.form_values()} | more
    answer = client.post(f"/documents/{number}/decide", sent)
    said = html.fromstring(answer.text).xpath("//*[@id='said' or @role='alert']")
    return answer.status_code, " ".join(one.text_content().strip() for one in said).strip()


def test_a_dismissed_trigger_leaves_the_queue_and_is_on_disk(client: Client) -> None:
    first, second = triggers(client)
    status, said = dismiss(client, first, note="a plan, no step")
    assert (status, re.sub(r"\d{4}-.*UTC", "T", said)) == (200, "Dismissed: regulatory.approved_by, T. Saved.")
    assert triggers(client) == [second]
    (decision,) = client.server.decisions()
    assert (decision.action, decision.rule, decision.note, decision.event, decision.was) == (
        "dismiss",
        "regulatory.approved_by",
        "a plan, no step",
        None,
        None,
    )
    start, end = (decision.spans or {})["trigger"][0]
    assert decision.key == f"trigger:regulatory.approved_by:{start}"
    assert end > start
    assert dismiss(client, first) == (422, "Nothing was saved: this trigger is settled already.")
    assert len(client.server.decisions()) == 1


def test_undo_brings_it_back(client: Client) -> None:
    both = triggers(client)
    dismiss(client, both[0])
    (decision,) = client.server.decisions()
    assert client.post("/undo", {"decision": decision.id}).status_code == 200
    assert triggers(client) == both


def test_only_triggers_can_be_dismissed(client: Client) -> None:
    link = triggers(client)[0]
    for key in ("gold-0", "trigger-99", "nothing"):
        assert dismiss(client, link, key=key)[0] == 404
    assert client.server.decisions() == []


def test_what_is_dismissed_is_no_event_anywhere(client: Client, annotations: Path) -> None:
    from nlp.annotation.reviewed import reviewed
    from nlp.lab.stats_review import by_decisions

    dismiss(client, triggers(client)[0])
    assert by_decisions(annotations, {}).events == 0
    assert all("not read through" in reason for reason in reviewed(annotations, {}).left_out.values())
