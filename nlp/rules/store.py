"""The only reader of `patterns/`: event rules, realis cues and word lists, compiled once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp.errors import PatternError
from nlp.rules.check import file_problems, rule_problems
from nlp.rules.notation import Compiled, compile_pattern
from nlp.rules.yaml import read_yaml


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One event rule: where its pattern matches a sentence's view, an event of `type` is told.

    `sets` are slot values that the wording fixes; `realis` one that it forces; `needs` are labels of which the
    sentence must hold at least one or its heading imply it (AGENDA: it is an item of a list of steps to come);
    `confidence` is how often such a wording is right, in the annotators' judgement. Of overlapping matches of one
    type that with the higher `priority` stands (None: by its status or action). A `timeless` wording tells a state
    and not when it began ("under review", "FDA-approved"): its event has no date.
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


def load_patterns(folder: Path) -> Patterns:
    """Read and check a pattern folder. An empty rule set is an error: it is what a wrong path looks like."""
    taxonomy, variables = _vocabulary(folder)
    problems: list[str] = []
    rules = tuple(_rules(folder, taxonomy, variables, problems))
    if problems:
        more = f" (and {len(problems) - 1} more: see `patterns lint`)" if len(problems) > 1 else ""
        raise PatternError(f"{problems[0]}{more}")
    if not rules:
        raise PatternError(f"{folder}: no event rules in events/*.yaml")
    cues = tuple(_cues(folder / "realis.yaml", variables))
    return Patterns(folder, taxonomy, variables, rules, cues, read_yaml(folder / "lists.yaml"))


def problems_of(folder: Path) -> list[str]:
    """Everything that stops the rules of a folder from loading, each in one line that names file and rule."""
    try:
        taxonomy, variables = _vocabulary(folder)
    except PatternError as error:
        return [str(error)]
    problems: list[str] = []
    for _ in _rules(folder, taxonomy, variables, problems):
        pass
    return problems


def _vocabulary(folder: Path) -> tuple[Mapping[str, Any], Mapping[str, tuple[str, ...]]]:
    lists = read_yaml(folder / "vars.yaml")
    if not isinstance(lists, dict) or not all(isinstance(words, list) for words in lists.values()):
        raise PatternError("vars.yaml: expected lists of words by name")
    variables = {name: tuple(str(word) for word in words) for name, words in lists.items()}
    return read_yaml(folder / "taxonomy.yaml"), variables


def _rules(
    folder: Path, taxonomy: Mapping[str, Any], variables: Mapping[str, tuple[str, ...]], problems: list[str]
) -> Iterator[Rule]:
    """The rules without a fault; `problems` takes what is wrong with the others."""
    seen: dict[str, str] = {}
    for path in sorted((folder / "events").glob("*.yaml")):
        try:
            data = read_yaml(path)
        except PatternError as error:
            problems.append(str(error))
            continue
        found = list(file_problems(data, path.name, taxonomy))
        problems += found
        for number, entry in enumerate(data["rules"] if not found else (), 1):
            faults = list(rule_problems(entry, data["type"], number, path.name, taxonomy, variables))
            problems += faults
            if faults:
                continue
            rule = _rule(entry, data["type"], variables, path.name)
            if rule.id in seen:
                problems.append(f"{path.name}: two rules are called {rule.id}, the other one in {seen[rule.id]}")
            seen[rule.id] = path.name
            yield rule


def _rule(entry: Mapping[str, Any], kind: str, variables: Mapping[str, tuple[str, ...]], file: str) -> Rule:
    return Rule(
        f"{kind}.{entry['id']}",
        kind,
        compile_pattern(entry["pattern"], variables, f"{file}: {entry['id']}"),
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
