"""The patterns' notation, compiled to regular expressions over a sentence's view.

A view is the sentence in lower case with every entity replaced by two private characters: one for its label, one for
its number in the sentence (see `nlp.pipes.view`). In a pattern

- `{COMPOUND}` is one entity, captured into the slot that the event type gives its label; `{COMPANY:licensor}` names the
  slot; `{COMPOUND+}` is a list of entities joined by commas, "and", "or", "/";
- `<verb>` is any phrase of the list `verb` in `vars.yaml`;
- a space is any run of white space, which a view has as one space; `~` is a gap of up to 60 characters inside a
  clause, `~120` of up to 120;
- everything else is a Python regular expression. Both ends are word boundaries.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nlp.errors import PatternError
from nlp.rules.literals import Groups, required

LABELS = (
    "COMPOUND",
    "COMPANY",
    "TRIAL",
    "PHASE",
    "MONEY",
    "DATE",
    "INDICATION",
    "VENUE",
    "AGENCY",
    "DESIGNATION",
    "APPLICATION",
    "REGION",
    "METRIC",
)
AGENDA = "AGENDA"  # no entity: the sentence is an item of a list of steps to come
NEEDS = (*LABELS, AGENDA)  # what a rule may need in its sentence
MARK = {label: chr(0xE001 + i) for i, label in enumerate(LABELS)}
LABEL_OF = {mark: label for label, mark in MARK.items()}
NUMBER_BASE = 0xE100
NUMBER = f"[{chr(NUMBER_BASE)}-\uf8ff]"
MAX_ENTITIES = 0xF8FF - NUMBER_BASE

_PLACEHOLDER = re.compile(r"\{([A-Z]+)(\+)?(?::([a-z_]+))?\}")
_UNREAD = re.compile(r"(?<!\\)\{[A-Za-z][\w+:]*\}?")
_VARIABLE = re.compile(r"<([a-z][a-z_]*)>")
_GAP = re.compile(r"~(\d*)")
_JOINER = r"(?:(?: *[,;/] *| +)(?:(?:and|or|&|as well as|plus|also|both|the|our|its) +)*| *& *)"
_BETWEEN = r"(?:[®™]| ?\([^()]{0,40}\))*"


@dataclass(frozen=True, slots=True)
class Compiled:
    """A compiled pattern; `text` is as written, `slots` maps group names to slot names ("" for the label's own slot)
    and labels; every match holds at least one piece of each group of one of `required`, its ways of matching.
    """

    text: str
    regex: re.Pattern[str]
    slots: Mapping[str, tuple[str, str]]
    required: tuple[Groups, ...]


def compile_pattern(
    pattern: str, variables: Mapping[str, tuple[str, ...]], where: str, *, whole: bool = True
) -> Compiled:
    """Compile one pattern; the beginning of one, which need not end at a word's end, with `whole` False.

    `where` names file and rule for the error message. Raises PatternError for an unknown label or word list and for
    what is no regular expression.
    """
    slots: dict[str, tuple[str, str]] = {}

    def variable(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in variables:
            raise PatternError(f"{where}: no word list <{name}> in vars.yaml{_near(name, sorted(variables))}")
        return "(?:" + "|".join(variables[name]) + ")"

    def placeholder(match: re.Match[str]) -> str:
        label, many, slot = match.groups()
        if label not in MARK:
            raise PatternError(f"{where}: unknown label {{{label}}}{_near(label, LABELS)}")
        group = f"g{len(slots)}"
        slots[group] = (slot or "", label)
        one = MARK[label] + NUMBER
        body = f"{one}(?:{_BETWEEN}{_JOINER}{_BETWEEN}{one})*" if many else one
        return f"(?P<{group}>{body})"

    text = _VARIABLE.sub(variable, pattern)
    text = _VARIABLE.sub(variable, text)  # a list may name another one
    text = _GAP.sub(lambda m: f"[^.;]{{0,{m.group(1) or 60}}}?", text)
    text = _PLACEHOLDER.sub(placeholder, text)
    unread = _UNREAD.search(text)
    if unread:
        raise PatternError(f"{where}: found {unread[0]!r}, expected a label in braces like {{PHASE}}")
    try:
        regex = re.compile(rf"(?<!\w)(?:{text})" + (r"(?!\w)" if whole else ""))
    except re.error as error:
        raise PatternError(f"{where}: not a pattern: {error} in {pattern!r}") from error
    return Compiled(pattern, regex, slots, required(regex.pattern))


def _near(name: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(known)}"


_MARKED = re.compile(f"([{''.join(LABEL_OF)}]).")


def readable(view: str) -> str:
    """A stretch of a view as people read it: a name as its label, `{PHASE}`."""
    return re.sub(r"\s+", " ", _MARKED.sub(lambda mark: "{" + LABEL_OF[mark[1]] + "}", view)).strip()
