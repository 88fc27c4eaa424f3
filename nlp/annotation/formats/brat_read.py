"""Reading brat's standoff files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from nlp.annotation.formats.flat import fits, intact
from nlp.annotation.formats.lines import decoded, load, objects
from nlp.annotation.marks import AnnotatedDocument, EventMark, Mark, Piece, RelationMark, Vocabulary, checked, known
from nlp.errors import UsageError

KEPT_NOTE = "ExtractEvents"  # the type of our own notes
REMARK = "AnnotatorNotes"  # that of a reader's

_ALIAS = "alias"
_PLACES = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)")
_EVENT = re.compile(r"([^\s:]+):(T\d+)((?: [^\s:]+:[TE]\d+)*) ?")
_RELATION = re.compile(r"(\S+) Arg1:(T\d+) Arg2:(T\d+)")
_ATTRIBUTE = re.compile(r"(\S+) (E\d+)(?: (\S+))?")
_ABOUT: Mapping[str, Any] = {"doc_id": "", "sha256": "", "meta": {}, "answer": None, "whole": True}


@dataclass(slots=True)
class _Lines:
    """The lines of one `.ann`, by id, each with its place for messages."""

    bound: dict[str, tuple[str, tuple[Piece, ...], str]] = field(default_factory=dict)
    events: dict[str, tuple[str, str, list[tuple[str, str]], str]] = field(default_factory=dict)
    relations: list[tuple[str, str, str, str]] = field(default_factory=list)
    attributes: list[tuple[str, str, str, str]] = field(default_factory=list)
    kept: dict[str, dict[str, Any]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)


def read(files: Mapping[str, bytes], vocabulary: Vocabulary) -> list[AnnotatedDocument]:
    """The documents of a folder, in order of file name; UsageError that names file and line for what brat's format
    does not allow, and for an `.ann` without its `.txt`.
    """
    listed = {value.get("file"): value for _, value in objects(files, ("documents.jsonl",))}
    order = {name: place for place, name in enumerate(listed)}
    names = sorted(
        (name for name in files if name.endswith(".ann")),
        key=lambda name: (order.get(f"{name[:-4]}.txt", len(order)), name),
    )
    found = []
    for name in names:
        text_name = f"{name[:-4]}.txt"
        if text_name not in files:
            raise UsageError(f"{name}: no {text_name} beside it, expected the text that it marks")
        about = {**_ABOUT, **listed.get(text_name, {"doc_id": text_name})}
        lines = _parse(decoded(files[name], name), name)
        text = decoded(files[text_name], text_name)
        with intact(name):
            found.append(_document(text, lines, {key: about[key] for key in _ABOUT}, vocabulary, name))
    return found


def _parse(ann: str, name: str) -> _Lines:
    lines = _Lines()
    for number, line in enumerate(ann.split("\n"), 1):
        if line.strip():
            _take(lines, line.rstrip("\r"), f"{name}, line {number}")
    return lines


def _take(lines: _Lines, line: str, where: str) -> None:
    """One line. Lines of normalisation (`N`), which say nothing of events, are passed over."""
    name, _, rest = line.partition("\t")
    body, _, tail = rest.partition("\t")
    kind = name[:1]
    if kind == "T":
        label, places = _matched(_PLACES, body, where).groups()
        pieces = [tuple(map(int, place.split())) for place in places.split(";")]
        lines.bound[name] = (label, tuple((start, end) for start, end in pieces), where)
    elif kind == "E":
        match = _matched(_EVENT, body, where)
        roles = [role.split(":") for role in match[3].split()]
        lines.events[name] = (match[1], match[2], [(slot, target) for slot, target in roles], where)
    elif kind == "R":
        relation = _matched(_RELATION, body, where)
        lines.relations.append((relation[1], relation[2], relation[3], where))
    elif kind == "*":
        lines.relations += [(_ALIAS, left, right, where) for left, right in pairwise(body.split()[1:])]
    elif kind in "AM":
        attribute = _matched(_ATTRIBUTE, body, where)
        lines.attributes.append((attribute[1], attribute[2], attribute[3] or "", where))
    elif kind == "#":
        _note(lines, body, tail, where)
    elif kind != "N":
        raise UsageError(f"{where}: found {line[:40]!r}, expected a line that begins with T, E, A, R, *, N or #")


def _note(lines: _Lines, body: str, tail: str, where: str) -> None:
    kind, _, target = body.partition(" ")
    if kind == KEPT_NOTE:
        lines.kept[target] = load(tail, where, dict)
    elif kind == REMARK:
        lines.notes[target] = tail


def _matched(pattern: re.Pattern[str], body: str, where: str) -> re.Match[str]:
    match = pattern.fullmatch(body)
    if match is None:
        raise UsageError(f"{where}: found {body[:60]!r}, which is no line of brat's standoff format")
    return match


def _document(
    text: str, lines: _Lines, about: Mapping[str, Any], vocabulary: Vocabulary, name: str
) -> AnnotatedDocument:
    triggers = {trigger for _, trigger, _, _ in lines.events.values()}
    entities = [
        Mark(int(id[1:]), known(label, (*vocabulary.labels, *vocabulary.types), "label", where), pieces)
        for id, (label, pieces, where) in lines.bound.items()
        if id not in triggers and label not in vocabulary.types  # brat may leave the trigger of an event that has gone
    ]
    events = [_event(id, lines, vocabulary) for id in lines.events]
    relations = [
        RelationMark(kind, _target(left, lines, where), _target(right, lines, where))
        for kind, left, right, where in lines.relations
    ]
    document = AnnotatedDocument(
        text=text, entities=tuple(entities), events=tuple(events), relations=tuple(relations), **about
    )
    return checked(document, vocabulary, name)


def _event(id: str, lines: _Lines, vocabulary: Vocabulary) -> EventMark:
    kind, trigger, roles, where = lines.events[id]
    slots = vocabulary.types[known(kind, vocabulary.types, "event type", where)]
    if trigger not in lines.bound:
        raise UsageError(f"{where}: the trigger {trigger} is not there")
    arguments = [
        (known(slot.rstrip("0123456789"), slots, f"slot of {kind}", where), _target(target, lines, where))
        for slot, target in roles
    ]
    kept = lines.kept.get(id, {})
    values = {slot: value for slot, value in kept.get("values", {}).items() if fits(slots, slot, value)}
    realis = None
    for name, target, value, at in lines.attributes:
        if target != id:
            continue
        if name == "realis":
            realis = known(value, vocabulary.realis, "realis", at)
        elif name.startswith(f"{kind}-"):
            slot = known(name.partition("-")[2], vocabulary.enums(kind), f"slot of {kind}", at)
            values[slot] = known(value, slots[slot]["values"], f"value of {slot}", at)
        elif name.partition("-")[0] not in vocabulary.types:
            raise UsageError(f"{at}: found attribute {name!r}, expected realis or one of an event type's slots")
    said = {name: kept.get(name) for name in ("confidence", "rule", "answer")}
    place = lines.bound[trigger][1]
    note = lines.notes.get(id, lines.notes.get(trigger))
    if "note" in kept and note == remark(str(kept["note"])):
        note = str(kept["note"])
    return EventMark(kept.get("id") or f"new-{id}", kind, place, tuple(arguments), values, realis, note=note, **said)


def _target(id: str, lines: _Lines, where: str) -> int:
    """The number of a mark that an argument or relation points at."""
    if id not in lines.bound:
        raise UsageError(f"{where}: found {id} as what a slot points at, expected a marked name")
    return int(id[1:])


def remark(note: str) -> str:
    """A reader's remark on one line, as brat has them."""
    return " ".join(note.splitlines())
