"""What an edit of the patterns can reach: which rules say something else now, and which documents they can touch.

The proof: after the linker, a document's events depend on what was read of it, on the rules' matches in its views and
on what the frames look up (realis cues, lists, the taxonomy's slots, expressions). A rule comes in by its matches only
(`nlp.pipes.frames.match.hits`). So where the reading and the looked-up things are the same, and no rule that differs
matches a view of the document, neither before nor after the edit, its events are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from nlp.lab.cache_version import name_files
from nlp.resources import Resources
from nlp.rules.notation import Compiled
from nlp.rules.store import Cue, Rule

EXPRESSIONS = "entities/expressions.yaml"  # read for names, and again for the guidance that tables tell


@dataclass(frozen=True, slots=True)
class Edit:
    """What differs between two pattern folders, by rule id and, in `beyond`, by what is no event rule; such a change
    may touch any document. `reading` are the files, of names and values mostly, by which a document is read otherwise
    before any event rule sees it. `reworded` rules match the same but carry other examples.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    reworded: tuple[str, ...]
    beyond: tuple[str, ...]
    reading: tuple[str, ...]
    patterns: tuple[Compiled, ...]

    def touches(self, views: Iterable[str]) -> bool:
        """Whether a document that is read alike, with these views, may be told otherwise now."""
        if self.beyond:
            return True
        return any(_matches(pattern, view) for view in views for pattern in self.patterns)


def edit(old: Resources, new: Resources) -> Edit:
    """What differs between two pattern folders."""
    before, after = _by_id(old), _by_id(new)
    both = [name for name in before if name in after]
    changed = [name for name in both if _meaning(before[name]) != _meaning(after[name])]
    removed = [name for name in before if name not in after]
    added = [name for name in after if name not in before]
    reworded = [name for name in both if name not in changed and _proof(before[name]) != _proof(after[name])]
    rules = [before[name] for name in (*changed, *removed)] + [after[name] for name in (*changed, *added)]
    return Edit(
        tuple(sorted(added)),
        tuple(sorted(removed)),
        tuple(sorted(changed)),
        tuple(sorted(reworded)),
        tuple(_beyond(old, new)),
        tuple(_reading(old, new)),
        tuple({rule.pattern.regex.pattern: rule.pattern for rule in rules}.values()),
    )


def _by_id(resources: Resources) -> dict[str, Rule]:
    return {rule.id: rule for rule in resources.patterns.rules}


def _meaning(rule: Rule) -> tuple[Any, ...]:
    """All of a rule that an event can depend on."""
    return (
        rule.type,
        _compiled(rule.pattern),
        sorted(rule.sets.items()),
        rule.realis,
        rule.needs,
        rule.confidence,
        rule.priority,
        rule.timeless,
    )


def _proof(rule: Rule) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return rule.examples, rule.counter_examples


def _compiled(pattern: Compiled) -> tuple[Any, ...]:
    return pattern.regex.pattern, pattern.regex.flags, sorted(pattern.slots.items()), pattern.required


def _beyond(old: Resources, new: Resources) -> Iterator[str]:
    """What the frames look up beside the rules, where it differs."""
    if [_cue(cue) for cue in old.patterns.cues] != [_cue(cue) for cue in new.patterns.cues]:
        yield "realis.yaml"
    if _expressions(old.lists) != _expressions(new.lists):
        yield "lists.yaml"
    if _slots(old) != _slots(new):
        yield "taxonomy.yaml"
    if old.files[EXPRESSIONS] != new.files[EXPRESSIONS]:
        yield EXPRESSIONS


def _reading(old: Resources, new: Resources) -> Iterator[str]:
    before, after = name_files(old.files), name_files(new.files)
    return (name for name in sorted({*before, *after}) if before.get(name) != after.get(name))


def _cue(cue: Cue) -> tuple[Any, ...]:
    return cue.value, _compiled(cue.pattern), cue.side, cue.reach


def _expressions(lists: Mapping[str, re.Pattern[str]]) -> dict[str, str]:
    return {name: expression.pattern for name, expression in lists.items()}


def _slots(resources: Resources) -> list[tuple[str, list[tuple[str, Any]]]]:
    """Types and slots in their order, which is that of the output."""
    types = resources.patterns.taxonomy["events"]
    return [(name, list(spec["slots"].items())) for name, spec in types.items()]


def _matches(pattern: Compiled, view: str) -> bool:
    """Whether a rule with this pattern can hit the view; the literal pieces are looked for first, as the pipe does."""
    ways = pattern.required
    if not any(all(any(piece in view for piece in group) for group in way) for way in ways):
        return False
    return pattern.regex.search(view) is not None
