"""JSON as files have it: deterministic bytes out, errors with file and line in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from nlp.errors import UsageError


def dump_line(value: Any) -> bytes:
    """One line of JSON in UTF-8 with its line feed."""
    return orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)


def dump_ascii(value: Any) -> str:
    """JSON in ASCII on one line, for formats whose readers break lines at more than line feeds."""
    return json.dumps(value, ensure_ascii=True, separators=(", ", ": "))


def load(data: bytes | str, where: str, expected: type) -> Any:
    """The JSON of `data`; UsageError that begins with `where` for anything but `expected`."""
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise UsageError(f"{where}: found broken JSON ({error})") from None
    if not isinstance(value, expected):
        raise UsageError(f"{where}: found a JSON {type(value).__name__}, expected {_NAMES[expected]}")
    return value


_NAMES: Mapping[type, str] = {dict: "an object", list: "a list"}


def objects(files: Mapping[str, bytes], endings: tuple[str, ...]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of all JSONL files in order of name, each with its file and line for messages; a JSON file may hold
    a list of them.
    """
    for name in sorted(name for name in files if name.endswith(endings)):
        data = files[name].removeprefix(b"\xef\xbb\xbf")
        if data.lstrip()[:1] == b"[":
            for number, value in enumerate(load(data, name, list), 1):
                yield f"{name}, item {number}", _object(value, f"{name}, item {number}")
            continue
        for number, line in enumerate(data.split(b"\n"), 1):
            if line.strip():
                yield f"{name}, line {number}", load(line, f"{name}, line {number}", dict)


def _object(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise UsageError(f"{where}: found a JSON {type(value).__name__}, expected an object")
    return value


def field(value: Mapping[str, Any], name: str, kind: type, where: str) -> Any:
    """A field that has to be there and of that kind."""
    found = value.get(name)
    if not isinstance(found, kind) or isinstance(found, bool):
        shown = "nothing" if found is None else f"{str(found)[:40]!r}"
        raise UsageError(f"{where}: found {shown} as {name!r}, expected {_KINDS[kind]}")
    return found


_KINDS: Mapping[type, str] = {str: "text", int: "a whole number", list: "a list", dict: "an object"}


def decoded(data: bytes, name: str) -> str:
    """The text of a file in UTF-8, every character in its place."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{name}: found a byte that is no UTF-8 at {error.start}, expected UTF-8") from None
