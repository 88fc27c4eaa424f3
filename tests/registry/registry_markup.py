"""Reads marked-up sentences and lists of names into the records of `nlp.registry`."""

from __future__ import annotations

import re

from nlp.registry import NameSpan, NameUse

_MARKUP = re.compile(r"\{(COMPOUND|COMPANY) ([^{}]*)\}")


def read_markup(marked: str) -> tuple[str, list[NameSpan]]:
    """The text of "{COMPANY Acme} has begun" without its marks, and the marked names."""
    text, spans, end = "", [], 0
    for found in _MARKUP.finditer(marked):
        text += marked[end : found.start()]
        spans.append(NameSpan(len(text), len(text) + len(found[2]), found[1]))
        text += found[2]
        end = found.end()
    return text + marked[end:], spans


def uses(label: str, *texts: str) -> list[NameUse]:
    """Names of a document in this order, ten characters apart; "3 x name" is used three times."""
    found = []
    for number, text in enumerate(texts):
        count, times, name = text.partition(" x ")
        found.append(NameUse(name if times else text, number * 10, label, int(count) if times else 1))
    return found
