"""Reads `compounds.jsonl` and `companies.jsonl`: one object a line, keys in a fixed order, blank lines allowed.

    {"id": "dostarlimab", "name": "dostarlimab", "type": "compound",
     "aliases": [{"name": "TSR-042", "kind": "code", "from": "2016-03", "to": "2020", "match": false}],
     "not_same_as": ["other-id", "a name without an entry"], "target": "PD-1", "suffix": "gxly",
     "developers": [{"company": "tesaro"}], "note": "...", "source": 4}
    {"id": "genzyme", "name": "Genzyme", "type": "company", "aliases": [...],
     "parent": [{"company": "sanofi", "from": "2011-04"}]}

`aliases.from`/`to`: year, month or day of the first and last use. `source`: how many sources gave the entry.
`vocabulary`: where the whole line is imported from (see `imported.py`).
The entity's own name need not be listed again. Every problem of a file is told in one `PatternError`.
"""

from __future__ import annotations

import json
import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from nlp.errors import PatternError
from nlp.registry.entities import ALIAS_KINDS, Alias, Company, Compound, Tie

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_COMMON = ("id", "name", "type", "aliases", "not_same_as", "note", "source", "vocabulary")
_COMPOUND_KEYS = (*_COMMON, "target", "payload", "modality", "suffix", "developers")
_COMPANY_KEYS = (*_COMMON, "parent")
_COMPOUND_TYPES = ("compound", "antibody", "combination")
_KINDS = tuple(sorted(ALIAS_KINDS))


_E = TypeVar("_E", Compound, Company)


class _Malformed(ValueError):
    """What is wrong with one line."""


def load_compounds(path: Path) -> tuple[Compound, ...]:
    """The compounds of a file, in its order; `PatternError` names every bad line."""
    return _load(path, _compound)


def load_companies(path: Path) -> tuple[Company, ...]:
    """The companies of a file, in its order; `PatternError` names every bad line."""
    return _load(path, _company)


def _load(path: Path, build: Callable[[dict[str, Any]], _E]) -> tuple[_E, ...]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise PatternError(f"{path}: expected a readable UTF-8 file of registry lines, found: {error}") from error
    entities: list[_E] = []
    problems: list[str] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            entity = build(_object(line))
            if entity.id in seen:
                raise _Malformed(f"id {entity.id!r} is already used in line {seen[entity.id]}")
        except _Malformed as error:
            problems.append(f"{path.name}, line {number}: {error}")
        else:
            seen[entity.id] = number
            entities.append(entity)
    if not entities and not problems:
        problems.append(f"{path.name}: expected at least one entry, found none")
    if problems:
        raise PatternError("\n".join(problems))
    return tuple(entities)


def _object(line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise _Malformed(f"expected one JSON object, found: {error}") from error
    if not isinstance(found, dict):
        raise _Malformed(f"expected one JSON object, found {type(found).__name__}")
    return found


def _compound(row: dict[str, Any]) -> Compound:
    _check_keys(row, _COMPOUND_KEYS)
    name = _text(row, "name")
    suffix = _optional(row, "suffix")
    if suffix is not None and not re.fullmatch("[a-z]{4}", suffix):
        raise _Malformed(f"expected four lower-case letters as suffix, found {suffix!r}")
    return Compound(
        id=_identifier(row),
        name=name,
        type=_one_of(_text(row, "type"), _COMPOUND_TYPES, "type"),
        aliases=_aliases(row, name),
        not_same_as=_texts(row, "not_same_as"),
        target=_optional(row, "target"),
        payload=_optional(row, "payload"),
        modality=_optional(row, "modality"),
        suffix=suffix,
        developers=_ties(row, "developers"),
        note=_optional(row, "note"),
        source=_count(row),
    )


def _company(row: dict[str, Any]) -> Company:
    _check_keys(row, _COMPANY_KEYS)
    name = _text(row, "name")
    return Company(
        id=_identifier(row),
        name=name,
        type=_one_of(_text(row, "type"), ("company",), "type"),
        aliases=_aliases(row, name),
        not_same_as=_texts(row, "not_same_as"),
        parents=_ties(row, "parent"),
        note=_optional(row, "note"),
        source=_count(row),
    )


def _aliases(row: dict[str, Any], name: str) -> tuple[Alias, ...]:
    """The listed aliases; the entity's own name comes first where the list leaves it out."""
    aliases = []
    vocabulary = _optional(row, "vocabulary")
    for item in _objects(row, "aliases"):
        _check_keys(item, ("name", "kind", "from", "to", "match"))
        kind = _one_of(_text(item, "kind"), _KINDS, "kind")
        match = item.get("match", kind != "ticker")
        if not isinstance(match, bool) or (match and kind == "ticker"):
            raise _Malformed(f"expected match to be true or false (false for a ticker), found {match!r}")
        aliases.append(Alias(_text(item, "name"), kind, _day(item, "from"), _day(item, "to"), match, vocabulary))
    if not any(alias.name == name and alias.kind != "ticker" for alias in aliases):
        aliases.insert(0, Alias(name, "name", vocabulary=vocabulary))
    return tuple(aliases)


def _ties(row: dict[str, Any], key: str) -> tuple[Tie, ...]:
    ties = []
    for item in _objects(row, key):
        _check_keys(item, ("company", "from", "to"))
        ties.append(Tie(_text(item, "company"), _day(item, "from"), _day(item, "to")))
    return tuple(ties)


def _day(row: dict[str, Any], key: str) -> date | None:
    """First day of a "from", last day of a "to"."""
    value = _optional(row, key)
    if value is None:
        return None
    found = _DATE.fullmatch(value)
    try:
        if found is None:
            raise ValueError
        year, month, day = (int(part) if part else None for part in found.groups())
        assert year is not None
        if key == "from":
            return date(year, month or 1, day or 1)
        month = month or 12
        return date(year, month, day or monthrange(year, month)[1])
    except ValueError as error:
        raise _Malformed(f"expected YYYY, YYYY-MM or YYYY-MM-DD as {key!r}, found {value!r}") from error


def _identifier(row: dict[str, Any]) -> str:
    value = _text(row, "id")
    if not _ID.fullmatch(value):
        raise _Malformed(f"expected an id of lower-case letters, digits and hyphens, found {value!r}")
    return value


def _count(row: dict[str, Any]) -> int | None:
    value = row.get("source")
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 1):
        raise _Malformed(f"expected a whole number as source, found {value!r}")
    return value


def _check_keys(row: dict[str, Any], known: tuple[str, ...]) -> None:
    for key in row:
        _one_of(key, known, "key")


def _one_of(value: str, known: tuple[str, ...], what: str) -> str:
    if value not in known:
        near = get_close_matches(value, known, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"expected one of {', '.join(known)}"
        raise _Malformed(f"unknown {what} {value!r}; {hint}")
    return value


def _text(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip() or value != value.strip():
        raise _Malformed(f"expected a text without outer spaces as {key!r}, found {value!r}")
    return value


def _optional(row: dict[str, Any], key: str) -> str | None:
    return None if row.get(key) is None else _text(row, key)


def _texts(row: dict[str, Any], key: str) -> tuple[str, ...]:
    values = row.get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, str) and value for value in values):
        raise _Malformed(f"expected a list of texts as {key!r}, found {values!r}")
    return tuple(values)


def _objects(row: dict[str, Any], key: str) -> list[dict[str, Any]]:
    values = row.get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
        raise _Malformed(f"expected a list of objects as {key!r}, found {values!r}")
    return values
