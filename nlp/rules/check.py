"""What is wrong with a file of rules and with one rule of it, in words that say what was expected."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from nlp.errors import PatternError
from nlp.rules.edit import FIELDS
from nlp.rules.notation import NEEDS, compile_pattern

_ID = re.compile(r"[a-z][a-z0-9_]*")
_TYPES: Mapping[str, tuple[type, ...]] = {
    "id": (str,),
    "pattern": (str,),
    "set": (dict,),
    "realis": (str,),
    "needs": (list,),
    "confidence": (int, float),
    "priority": (int,),
    "timeless": (bool,),
    "examples": (list,),
    "counter_examples": (list,),
}
_CALLED = {str: "text", dict: "slots with values", list: "a list", int: "a number", float: "a number", bool: "true"}


def file_problems(data: Any, file: str, taxonomy: Mapping[str, Any]) -> Iterator[str]:
    """What keeps a file of rules from being read at all."""
    if not isinstance(data, dict) or not isinstance(data.get("rules"), list):
        yield f"{file}: found no list `rules`, expected `type` and `rules`"
        return
    unknown = sorted(str(name) for name in data.keys() - {"type", "rules"})
    if unknown:
        yield f"{file}: found {unknown[0]!r}, expected `type` and `rules` only"
    yield from unknown_word(data.get("type"), taxonomy["events"], f"{file}: event type")


def rule_problems(
    entry: Any,
    kind: str,
    number: int,
    file: str,
    taxonomy: Mapping[str, Any],
    variables: Mapping[str, tuple[str, ...]],
) -> Iterator[str]:
    """Everything that is wrong with one rule; `number` counts the file's rules from 1."""
    if not isinstance(entry, dict) or not entry.get("id"):
        yield f"{file}: rule {number}: found no id, expected fields of a rule ({', '.join(FIELDS)})"
        return
    where = f"{file}: {entry['id']}"
    problems = list(_fields(entry, where))
    yield from problems
    if problems:
        return
    slots = taxonomy["events"][kind]["slots"]
    for slot, value in (entry.get("set") or {}).items():
        yield from unknown_word(slot, slots, f"{where}: slot")
        allowed = slots.get(slot, {}).get("values")
        if allowed:
            yield from unknown_word(value, allowed, f"{where}: value of {slot}")
    if entry.get("realis") is not None:
        yield from unknown_word(entry["realis"], taxonomy["realis"], f"{where}: realis")
    for label in entry.get("needs") or ():
        yield from unknown_word(label, NEEDS, f"{where}: label of needs")
    try:
        compiled = compile_pattern(entry["pattern"], variables, where)
    except PatternError as error:
        yield str(error)
        return
    for slot in dict.fromkeys(slot for slot, _ in compiled.slots.values() if slot):
        yield from unknown_word(slot, slots, f"{where}: slot")


def _fields(entry: Mapping[str, Any], where: str) -> Iterator[str]:
    for name, value in entry.items():
        if name not in FIELDS:
            yield f"{where}: field {name!r} is not known{_hint(name, FIELDS)}"
        elif value is not None and not _is_of(value, _TYPES[name]):
            yield f"{where}: found {value!r} as {name}, expected {_CALLED[_TYPES[name][0]]}"
    if not isinstance(entry.get("pattern"), str):
        yield f"{where}: found no pattern, expected one"
    if isinstance(entry["id"], str) and not _ID.fullmatch(entry["id"]):
        yield f"{where}: found {entry['id']!r} as id, expected small letters, digits and underscores"
    for name in ("needs", "examples", "counter_examples"):
        values = entry.get(name)
        if isinstance(values, list) and not all(isinstance(value, str) for value in values):
            yield f"{where}: found a value in {name} that is no text, expected texts (in quotes where they hold `: `)"
    confidence = entry.get("confidence")
    if _is_of(confidence, (int, float)) and not 0 < float(str(confidence)) <= 1:
        yield f"{where}: found {confidence} as confidence, expected more than 0 and at most 1"


def _is_of(value: Any, types: tuple[type, ...]) -> bool:
    return isinstance(value, types) and not (isinstance(value, bool) and bool not in types)


def unknown_word(word: Any, known: Collection[Any], what: str) -> Iterator[str]:
    """A problem with the nearest known word when the word is none of them."""
    if not isinstance(word, str) or word not in known:
        yield f"{what} {word!r} is not in taxonomy.yaml{_hint(word, known)}"


def _hint(word: Any, known: Collection[Any]) -> str:
    names = [str(name) for name in known]
    near = difflib.get_close_matches(str(word), names, n=1)
    return f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(names)}"
