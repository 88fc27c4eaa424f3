"""The only reader of `patterns/`: event rules, realis cues and word lists, compiled once."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from nlp.errors import PatternError
from nlp.rules.notation import Compiled, compile_pattern
from nlp.rules.yaml import read_yaml


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One event rule: where its pattern matches a sentence's view, an event of `type` is told.

    `sets` are slot values that the wording fixes; `realis` one that it forces; `needs` are labels of which the sentence
    must hold at least one; `confidence` is how often such a wording is right, in the annotators' judgement. Of
    overlapping matches of one type that with the higher `priority` stands (None: by its status or action). A `timeless`
    wording tells a state and not when it began ("under review", "FDA-approved"): its event has no date.
    """

    id: str
    type: str
    pattern: Compiled
    sets: Mapping[str, Any]
    realis: str | None
    needs: tuple[str, ...]
    confidence: float
    priority: int | None
    timeless: bool
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """A realis cue: `side` says on which side of the trigger it stands ("before", "after", "any"), `reach` how
    far, in characters.
    """

    value: str
    pattern: Compiled
    side: str
    reach: int


@dataclass(frozen=True, slots=True)
class Patterns:
    """Everything in `patterns/` that the event pipes read. `hash` names the content."""

    folder: Path
    taxonomy: Mapping[str, Any]
    variables: Mapping[str, tuple[str, ...]]
    rules: tuple[Rule, ...]
    cues: tuple[Cue, ...]
    lists: Mapping[str, Any]

    def of(self, event_type: str) -> list[Rule]:
        """The rules of one event type, in file order."""
        return [rule for rule in self.rules if rule.type == event_type]


@lru_cache(maxsize=8)
def load_patterns(folder: Path) -> Patterns:
    """Read and check a pattern folder. An empty rule set is an error: it is what a wrong path looks like."""
    taxonomy = read_yaml(folder / "taxonomy.yaml")
    variables = {name: tuple(str(w) for w in words) for name, words in read_yaml(folder / "vars.yaml").items()}
    rules = tuple(
        rule for path in sorted((folder / "events").glob("*.yaml")) for rule in _rules(path, taxonomy, variables)
    )
    if not rules:
        raise PatternError(f"{folder}: no event rules in events/*.yaml")
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise PatternError(f"{folder}/events: two rules are called {rule.id}")
        seen.add(rule.id)
    cues = tuple(_cues(folder / "realis.yaml", variables))
    return Patterns(folder, taxonomy, variables, rules, cues, read_yaml(folder / "lists.yaml"))


def _rules(path: Path, taxonomy: Mapping[str, Any], variables: Mapping[str, tuple[str, ...]]) -> Iterator[Rule]:
    data = read_yaml(path)
    kind = _known(data.get("type"), taxonomy["events"], f"{path.name}: event type")
    slots = taxonomy["events"][kind]["slots"]
    for entry in data["rules"]:
        where = f"{path.name}: {entry.get('id', '?')}"
        for slot, value in (entry.get("set") or {}).items():
            _known(slot, slots, f"{where}: slot")
            allowed = slots[slot].get("values")
            if allowed:
                _known(value, allowed, f"{where}: value of {slot}")
        if entry.get("realis"):
            _known(entry["realis"], taxonomy["realis"], f"{where}: realis")
        compiled = compile_pattern(entry["pattern"], variables, where)
        for slot, _ in compiled.slots.values():
            if slot:
                _known(slot, slots, f"{where}: slot")
        yield Rule(
            f"{kind}.{entry['id']}",
            kind,
            compiled,
            entry.get("set") or {},
            entry.get("realis"),
            tuple(entry.get("needs") or ()),
            float(entry.get("confidence", 0.9)),
            entry.get("priority"),
            bool(entry.get("timeless")),
            tuple(entry.get("examples") or ()),
            tuple(entry.get("counter_examples") or ()),
        )


def _cues(path: Path, variables: Mapping[str, tuple[str, ...]]) -> Iterator[Cue]:
    for entry in read_yaml(path)["cues"]:
        pattern = "(?:" + "|".join(entry["patterns"]) + ")"
        yield Cue(
            entry["realis"],
            compile_pattern(pattern, variables, f"{path.name}: {entry['realis']}"),
            entry["side"],
            int(entry.get("reach", 80)),
        )


def _known(word: Any, known: Any, what: str) -> str:
    """The word when it is one of the known ones, else an error with the nearest of them."""
    if word in known:
        return str(word)
    near = difflib.get_close_matches(str(word), [str(k) for k in known], n=1)
    hint = f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(map(str, known))}"
    raise PatternError(f"{what} {word!r} is not in taxonomy.yaml{hint}")
