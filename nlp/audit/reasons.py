"""Named reasons why a word tells no event, as `patterns/audit.yaml` declares them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp.audit.cues import KINDS
from nlp.errors import PatternError
from nlp.pipes.view import View
from nlp.rules.notation import compile_pattern
from nlp.rules.yaml import read_yaml

_SIDES = {"before": 90, "after": 90, "around": 0}


@dataclass(frozen=True, slots=True)
class Reason:
    """`side` says where the pattern has to stand: in the 90 characters before the cue, after it, or anywhere in its
    sentence ("around")."""

    id: str
    kinds: frozenset[str]
    side: str
    regex: re.Pattern[str]

    def fits(self, kind: str, view: View, at: int, until: int) -> bool:
        """Whether the reason explains a cue of the kind at [at, until) of a sentence's view."""
        if kind not in self.kinds:
            return False
        if self.side == "before":
            return self.regex.search(view.text, max(0, at - _SIDES["before"]), at) is not None
        if self.side == "after":
            return self.regex.search(view.text, until, until + _SIDES["after"]) is not None
        return self.regex.search(view.text) is not None


@dataclass(frozen=True, slots=True)
class Reasons:
    """The reasons in the order in which they are tried, and the verbs that speak of trials, readouts and steps."""

    reasons: tuple[Reason, ...]
    clinical: Mapping[str, re.Pattern[str]]

    def name(self, kind: str, view: View, at: int, until: int) -> str | None:
        """The first reason that explains the cue, None without one."""
        return next((reason.id for reason in self.reasons if reason.fits(kind, view, at, until)), None)

    def clinical_types(self, view: View) -> frozenset[str]:
        """The event types of the clinical verbs in a sentence."""
        return frozenset(kind for kind, regex in self.clinical.items() if regex.search(view.text))


def read_reasons(folder: Path, variables: Mapping[str, tuple[str, ...]]) -> Reasons:
    """Read `audit.yaml` of a pattern folder. Raises PatternError, which names the reason, for what cannot be used."""
    data = read_yaml(folder / "audit.yaml")
    clinical = {
        kind: compile_pattern("(?:" + "|".join(words) + ")", variables, f"audit.yaml: clinical verbs of {kind}").regex
        for kind, words in data["clinical_verbs"].items()
    }
    return Reasons(tuple(_reason(entry, variables) for entry in data["reasons"]), clinical)


def _reason(entry: Mapping[str, Any], variables: Mapping[str, tuple[str, ...]]) -> Reason:
    where = f"audit.yaml: {entry.get('id', '?')}"
    unknown = set(entry.get("kinds") or ()) - set(KINDS)
    if unknown or not entry.get("kinds"):
        raise PatternError(f"{where}: kinds {sorted(unknown)} are unknown, expected some of {', '.join(KINDS)}")
    if entry.get("side") not in _SIDES:
        raise PatternError(f"{where}: side {entry.get('side')!r}, expected one of {', '.join(_SIDES)}")
    pattern = "(?:" + "|".join(entry["patterns"]) + ")"
    return Reason(
        entry["id"], frozenset(entry["kinds"]), entry["side"], compile_pattern(pattern, variables, where).regex
    )
