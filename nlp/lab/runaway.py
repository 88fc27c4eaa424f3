"""Regular expressions that can run away: found by running each on texts made to hurt it, in a process that is stopped.

A backtracking engine may take exponential time (or a high power) where a repetition can match the same text in several
ways and what follows fails (https://owasp.org/www-community/attacks/Regular_expression_Denial_of_Service_-_ReDoS).
Every repetition of a pattern is pumped: what leads to it, many times what it repeats, then something that does not fit.
That finds what does run away on these texts, with the text as proof; it is no proof that a pattern never does.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from re import _parser as parser  # type: ignore[attr-defined]
from threading import Timer
from typing import IO, Any

import orjson

LIMIT = 1.0  # seconds that one pattern may take on one text
_LENGTH = 1600  # characters of a text: a long sentence
_SHORT = 40  # characters at which exponential time shows already
_MOST = 60  # texts for one pattern
_SAMPLES = 6  # ways to write what a repetition repeats
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT")
_FEW = 4  # a repetition of at most so many times cannot be pumped
_USUAL = "a 0e-,n"  # characters tried first, so that neighbours that can match the same do so here

_CHILD = """
import json, re, sys, time
for line in sys.stdin.buffer:
    pattern, texts = json.loads(line)
    compiled = re.compile(pattern)
    for number, text in enumerate(texts):
        sys.stdout.write(f"{number}\\n")
        sys.stdout.flush()
        compiled.search(text)
    sys.stdout.write("done\\n")
    sys.stdout.flush()
"""


def runaways(patterns: Sequence[str], limit: float = LIMIT) -> dict[int, str]:
    """The patterns (by place) that take longer than `limit` seconds on some text, with the beginning of that text."""
    found: dict[int, str] = {}
    waiting = list(enumerate(patterns))
    while waiting:
        done, hurt = _run([(pattern, attacks(pattern)) for _, pattern in waiting], limit)
        if hurt is not None:
            found[waiting[done][0]] = hurt
            done += 1
        waiting = waiting[done:]
    return found


def attacks(pattern: str) -> list[str]:
    """The texts that a pattern is tried on, in a fixed order; every repetition of it is pumped."""
    pieces = dict.fromkeys(islice(_pumped(list(parser.parse(pattern)), ""), _MOST))
    return [
        f"{lead}{body * max(2, length // max(1, len(body)))}{end}"
        for length in (_SHORT, _LENGTH)
        for lead, body in pieces
        for end in ("!", "")
    ]


def _run(jobs: Sequence[tuple[str, list[str]]], limit: float) -> tuple[int, str | None]:
    """How many patterns went through before one did not, and the text that was too much for that one."""
    child = subprocess.Popen([sys.executable, "-I", "-c", _CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        for done, job in enumerate(jobs):
            child.stdin.write(orjson.dumps(job) + b"\n")
            child.stdin.flush()
            stuck = _stuck(child, child.stdout, limit)
            if stuck is not None:
                return done, job[1][stuck][:_SHORT]
        return len(jobs), None
    finally:
        child.kill()
        child.wait()
        child.stdin.close()
        child.stdout.close()


def _stuck(child: subprocess.Popen[bytes], answers: IO[bytes], limit: float) -> int | None:
    """The number of the text on which the child had to be stopped, None when it came through."""
    number = 0
    while True:
        timer = Timer(limit, child.kill)
        timer.start()
        line = answers.readline()
        timer.cancel()
        if line == b"done\n":
            return None
        if not line:
            return number
        number = int(line)


# ------------------------------------------------------------------ texts


def _pumped(nodes: Sequence[Any], lead: str) -> Iterator[tuple[str, str]]:
    """What leads to each repetition and what it repeats."""
    for operation, argument in nodes:
        name = str(operation)
        if name in _REPEATS and argument[1] > _FEW:
            for body in _samples(argument[2]):
                if body:
                    yield lead, body
        for inner in _inside(name, argument):
            yield from _pumped(inner, lead)
        lead += next(iter(_node(name, argument)), "")


def _inside(name: str, argument: Any) -> Iterable[Sequence[Any]]:
    if name == "SUBPATTERN":
        return [list(argument[3])]
    if name == "BRANCH":
        return [list(branch) for branch in argument[1]]
    if name in (*_REPEATS, "POSSESSIVE_REPEAT"):
        return [list(argument[2])]
    if name == "ATOMIC_GROUP":
        return [list(argument)]
    return []


def _samples(nodes: Iterable[Any]) -> list[str]:
    """Some texts that a sequence matches."""
    texts = [""]
    for operation, argument in nodes:
        options = _node(str(operation), argument)
        texts = list(dict.fromkeys(text + option for text in texts for option in options))[:_SAMPLES]
    return texts


def _node(name: str, argument: Any) -> list[str]:
    """Some texts that one node matches, the shortest repetition first."""
    if name == "LITERAL":
        return [chr(argument)]
    if name in ("NOT_LITERAL", "IN", "ANY"):
        return [_character(name, argument)]
    if name == "BRANCH":
        return [text for branch in argument[1] for text in _samples(branch)[:2]][:_SAMPLES]
    if name in (*_REPEATS, "POSSESSIVE_REPEAT"):
        least, most = argument[0], argument[1]
        counts = dict.fromkeys((least, min(most, max(least, 1)), min(most, max(least, 2))))
        return list(dict.fromkeys(text * count for count in counts for text in _samples(argument[2])))[:_SAMPLES]
    inside = list(_inside(name, argument))
    return _samples(inside[0]) if inside else [""]


def _character(name: str, argument: Any) -> str:
    """A character that a class matches, the usual ones first."""
    if name == "ANY":
        return _USUAL[0]
    if name == "NOT_LITERAL":
        return next(char for char in _USUAL if ord(char) != argument)
    listed = [chr(value if kind == "LITERAL" else value[0]) for kind, value in _members(argument)]
    return next((char for char in [*_USUAL, *listed] if _is_in(char, argument)), listed[0] if listed else _USUAL[0])


def _members(argument: Any) -> Iterator[tuple[str, Any]]:
    for kind, value in argument:
        if str(kind) in ("LITERAL", "RANGE"):
            yield str(kind), value


def _is_in(char: str, argument: Any) -> bool:
    negated = any(str(kind) == "NEGATE" for kind, _ in argument)
    return negated != any(_has(char, str(kind), value) for kind, value in argument)


def _has(char: str, kind: str, value: Any) -> bool:
    if kind == "LITERAL":
        return ord(char) == int(value)
    if kind == "RANGE":
        return bool(value[0] <= ord(char) <= value[1])
    if kind != "CATEGORY":
        return False
    name = str(value).removeprefix("CATEGORY_")
    told: dict[str, bool] = {"DIGIT": char.isdigit(), "SPACE": char.isspace(), "WORD": char.isalnum() or char == "_"}
    return not told[name.removeprefix("NOT_")] if name.startswith("NOT_") else told[name]
