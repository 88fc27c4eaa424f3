"""A text in parts that can be folded, cut into stretches of which each lies in the same events and names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from nlp.pipes.silent import SILENT
from nlp.review.findings import Stretch
from nlp.review.items import Item
from nlp.review.releases import Release


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of the text. `start` counts characters of the text; `events` are places in the list of events,
    `label` is the name's label, "" for none.
    """

    start: int
    text: str
    events: tuple[int, ...]
    types: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Part:
    """A section, or what lies between two, whose name is "". One that tells no events can be folded (`fold`), and is
    `shut` at first where no mark lies in it.
    """

    name: str
    length: int
    fold: bool
    shut: bool
    pieces: tuple[Piece, ...]


def parts(release: Release, items: Sequence[Item], entities: Iterable[Stretch]) -> list[Part]:
    """The whole text in order; put together, the pieces' texts are the text."""
    marked = [(mention["start"], mention["end"]) for item in items for mention in _mentions(release, item)]
    pieces = list(_pieces(release, items, entities))
    cut: list[Part] = []
    at = 0
    for name, start, end in _sections(release):
        inside = []
        while at < len(pieces) and pieces[at].start < end:
            inside.append(pieces[at])
            at += 1
        told = any(first < end and start < last for first, last in marked)
        fold = name in SILENT
        cut.append(Part(name, end - start, fold, fold and not told, tuple(inside)))
    return cut


def shown_text(text: str) -> str:
    """The text with every character as one that a page can hold: as many characters, none of which a browser drops."""
    return "".join("\ufffd" if char == "\0" or "\ud800" <= char <= "\udfff" else char for char in text)


def html(piece: Piece) -> Markup:
    """A piece as markup: its text alone is text, all else is attributes."""
    told = f' data-e="{" ".join(map(str, piece.events))}"' if piece.events else ""
    named = f' data-l="{piece.label}"' if piece.label else ""
    kind = "ev t-several" if len(piece.types) > 1 else f"ev t-{piece.types[0]}" if piece.types else ""
    classes = " ".join(word for word in (kind, "en" if piece.label else "") if word)
    # A parser of HTML makes one line feed of CR and LF unless the CR is written as a reference.
    text = str(escape(piece.text)).replace("\r", "&#13;")
    return Markup(f'<span data-s="{piece.start}"{told}{named}{f" class={classes!r}" if classes else ""}>{text}</span>')


def _sections(release: Release) -> Iterator[tuple[str, int, int]]:
    """Sections that do not overlap, and the gaps between them as sections without name; quotes lie inside others."""
    at = 0
    for section in release.line.get("sections", ()):
        start, end = section["start"], min(section["end"], len(release.text))
        if start < at or section["name"] == "quote" or start >= end:
            continue
        if start > at:
            yield "", at, start
        yield section["name"], start, end
        at = end
    if at < len(release.text):
        yield "", at, len(release.text)


def _pieces(release: Release, items: Sequence[Item], entities: Iterable[Stretch]) -> Iterator[Piece]:
    opened: dict[int, list[int]] = {}
    closed: dict[int, list[int]] = {}
    for number, item in enumerate(items):
        for mention in _mentions(release, item):
            opened.setdefault(mention["start"], []).append(number)
            closed.setdefault(mention["end"], []).append(number)
    labels = [(one.start, one.end, one.name) for one in entities]
    begins = {start: label for start, _, label in labels}
    ends = {end for _, end, _ in labels}
    borders = {border for _, start, end in _sections(release) for border in (start, end)}
    places = sorted({0, len(release.text), *opened, *closed, *begins, *ends, *borders})
    text = shown_text(release.text)
    inside: list[int] = []
    label = ""
    for start, end in zip(places, places[1:], strict=False):
        for number in closed.get(start, ()):
            inside.remove(number)
        inside += opened.get(start, ())
        label = begins.get(start, "" if start in ends else label)
        types = tuple(sorted({items[number].event["type"] for number in inside}))
        yield Piece(start, text[start:end], tuple(sorted(set(inside))), types, label)


def _mentions(release: Release, item: Item) -> list[dict[str, int]]:
    """The mentions that stand in this text, which may have changed since the decision."""
    return [
        mention
        for mention in item.event.get("mentions") or ()
        if mention["start"] < mention["end"] and release.text[mention["start"] : mention["end"]] == mention["text"]
    ]
