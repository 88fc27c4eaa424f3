"""The form of an event's slots: what it shows, and what was meant by what comes back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from nlp.annotation.records import Span
from nlp.review.releases import Release
from nlp.review.values import MANY, Unreadable, names_of, read, shown

Options = tuple[tuple[str, str], ...]  # values, each with what is said of it
PHASES = ("1", "1a", "1b", "1/2", "2", "2a", "2b", "2/3", "3", "4", "pivotal", "preclinical")
_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form. `name` is the slot's, "realis" or "speaker"; `options` are values with what is said of them,
    the only ones where `closed`. `spans` are the characters that were selected for it, as "12-20,30-44".
    """

    name: str
    kind: str
    text: str = ""
    options: Options = ()
    closed: bool = False
    anchor: bool = False
    spans: str = ""
    problem: str | None = None

    @property
    def many(self) -> bool:
        """Whether it holds several values, one a line."""
        return self.kind in MANY


@dataclass(frozen=True, slots=True)
class Reading:
    """What was meant: values and selected characters by slot; `problems` by field where a value cannot be read."""

    values: Mapping[str, Any]
    spans: Mapping[str, tuple[Span, ...]]
    problems: Mapping[str, str]


class Forms:
    """Makes and reads forms by the taxonomy. `seen` gives what a run says in a slot of free text."""

    def __init__(self, taxonomy: Mapping[str, Any], seen: Callable[[str], list[str]]) -> None:
        self.types: tuple[str, ...] = tuple(taxonomy["events"])
        self._taxonomy, self._seen = taxonomy, seen

    def specs(self, event_type: str) -> Mapping[str, Any]:
        """The slots of an event type, and the two things that every event has beside them."""
        realis = {"kind": "enum", "values": self._taxonomy["realis"]}
        slots: Mapping[str, Any] = self._taxonomy["events"][event_type]["slots"]
        return {**slots, "realis": realis, "speaker": {"kind": "text"}}

    def anchors(self, event_type: str) -> frozenset[str]:
        """What an event of the type cannot be without."""
        return frozenset(self._taxonomy["events"][event_type]["anchors"]) | {"realis"}

    def fields(self, release: Release, event: Mapping[str, Any]) -> list[Field]:
        """The fields of an event's form, filled with what it says."""
        anchors = self.anchors(event["type"])
        return [
            Field(name, spec["kind"], shown(event.get(name), spec["kind"]), *self._options(name, spec, release),
                  anchor=name in anchors)
            for name, spec in self.specs(event["type"]).items()
        ]  # fmt: skip

    def typed(self, fields: list[Field], sent: Mapping[str, str], problems: Mapping[str, str]) -> list[Field]:
        """The fields with what was typed into them, and what is wrong with it."""
        return [
            replace(
                field,
                text=sent.get(f"slot.{field.name}", field.text),
                spans=sent.get(f"span.{field.name}", ""),
                problem=problems.get(field.name),
            )
            for field in fields
        ]

    def read(self, release: Release, event: Mapping[str, Any], sent: Mapping[str, str]) -> Reading:
        """What the form says of an event. What was not touched keeps its value."""
        values: dict[str, Any] = {}
        spans: dict[str, tuple[Span, ...]] = {}
        problems: dict[str, str] = {}
        for name, spec in self.specs(event["type"]).items():
            before = shown(event.get(name), spec["kind"])
            typed = sent.get(f"slot.{name}", before).replace("\r\n", "\n")
            try:
                same = typed == before and event.get(name) is not None
                values[name] = event[name] if same else read(typed, spec["kind"], spec, release)
                if selected := _spans(sent.get(f"span.{name}", ""), release):
                    spans[name] = selected
            except Unreadable as problem:
                problems[name] = str(problem)
        for name in self.anchors(event["type"]) - problems.keys():
            if values[name] in (None, "", []):
                problems[name] = "found nothing, expected a value: without it there is no event"
        return Reading(values, spans, problems)

    def _options(self, name: str, spec: Mapping[str, Any], release: Release) -> tuple[Options, bool]:
        kind = spec["kind"]
        if kind == "enum":
            return tuple((str(value), "") for value in spec["values"]), True
        if kind == "phase":
            return tuple((phase, "") for phase in PHASES), False
        if kind == "text" and name != "speaker":
            return tuple((value, "") for value in self._seen(name)), False
        return tuple((text, name if name != text else "") for text, name in names_of(release, kind)), False


def span_of(text: str, release: Release) -> Span | None:
    """The characters that "12-20" means, None for what is no stretch of the text."""
    told = _SPAN.fullmatch(text)
    if told is None or not int(told[1]) < int(told[2]) <= len(release.text):
        return None
    return int(told[1]), int(told[2])


def _spans(text: str, release: Release) -> tuple[Span, ...]:
    found = [span_of(one, release) for one in text.split(",") if one]
    if None in found:
        raise Unreadable("found a selection outside the text, expected one inside it: select the text again")
    return tuple(span for span in found if span)
