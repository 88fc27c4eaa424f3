"""Rules that people's decisions ask for: triggers for events that no rule tells, and limits for rules that tell wrong
ones. Nothing is changed: each comes with what it would do, and a person decides.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from nlp import resources
from nlp.errors import PatternError
from nlp.lab.cache import Parsed, parsed
from nlp.lab.diff import Difference, difference
from nlp.lab.replay import ToldDocument, tell
from nlp.lab.saved import rule_file
from nlp.lab.suggest_seen import Place, Seen, seen_in
from nlp.lab.suggest_words import after, as_pattern, before, tells, wordings
from nlp.resources import Resources
from nlp.rules.edit import changed_rule, with_rule

Sets = tuple[tuple[str, str], ...]
_LEAST = 0.5  # share of a wording's sentences, without those that tell such an event, that have to ask for it
_MOST = 5  # suggestions of each kind


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A change of the rules that decisions ask for.

    `fields` are those of the new rule, or the changed ones of the rule `rule` (an id with its type). `asked` are the
    sentences that ask for it, with their documents. Of a trigger, `tell` and `silent` count the corpus's sentences with
    the wording that tell such an event already, and that do not; of a limit, the rule's matches that were right and
    wrong. `effect` is what it does to the corpus.
    """

    kind: Literal["trigger", "limit"]
    rule: str
    fields: Mapping[str, Any]
    asked: tuple[tuple[str, str], ...]
    tell: int
    silent: int
    effect: Difference


@dataclass(frozen=True, slots=True)
class Suggestions:
    """`unread` are decisions about texts that were not read; `elsewhere` counts events of types that no file of rules
    tells (payments, guidance, results).
    """

    found: tuple[Suggestion, ...]
    unread: int
    elsewhere: int


def suggest(
    paths: Sequence[Path | str],
    patterns: Path | None,
    decided: Path,
    *,
    cache: Path | None = None,
    jobs: int | None = None,
    most: int = _MOST,
) -> Suggestions:
    """What the decisions and the gold in the folder `decided` ask of the rules, by the texts of `paths`."""
    loaded = resources.load(patterns)
    read = [one for one in parsed(paths, patterns, cache, jobs) if isinstance(one, Parsed)]
    told = {one.doc_id: tell(one, loaded) for one in read}
    seen = seen_in(decided, read, told, loaded.patterns.rules)
    drafts = [*_triggers(loaded, read, told, seen, most), *_limits(loaded, seen, most)]
    found = []
    for draft in drafts:
        effect = _effect(draft, loaded, patterns, paths, cache, jobs)
        if effect is not None and effect.changes:
            given = (draft.kind, draft.rule, draft.fields, draft.asked, draft.tell, draft.silent)
            found.append(Suggestion(*given, effect))
    return Suggestions(tuple(found), seen.unread, seen.elsewhere)


@dataclass(frozen=True, slots=True)
class _Draft:
    kind: Literal["trigger", "limit"]
    rule: str
    fields: Mapping[str, Any]
    asked: tuple[tuple[str, str], ...]
    tell: int
    silent: int


def _effect(
    draft: _Draft, loaded: Resources, patterns: Path | None, paths: Sequence[Path | str], cache: Path | None, jobs: Any
) -> Difference | None:
    """What the draft does to the corpus; None for one that is no rule."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "patterns"
        shutil.copytree(loaded.patterns.folder, folder)
        path, rule = rule_file(folder, draft.rule)
        text = path.read_text(encoding="utf-8")
        try:
            if draft.kind == "trigger":
                path.write_text(with_rule(text, draft.fields, path.name), encoding="utf-8")
            else:
                path.write_text(changed_rule(text, rule, draft.fields, path.name), encoding="utf-8")
            return difference(patterns, folder, paths, cache=cache, jobs=jobs)
        except PatternError:
            return None


# ------------------------------------------------------------------ triggers


def _triggers(
    loaded: Resources, read: Sequence[Parsed], told: Mapping[str, ToldDocument], seen: Seen, most: int
) -> list[_Draft]:
    """For each kind of event that people told and no rule did, the wordings that such sentences share."""
    kinds: defaultdict[tuple[str, Sets], list[tuple[str, str, str]]] = defaultdict(list)
    for one in seen.missing:
        kinds[one.type, _sets(loaded, one.event)].append((one.doc_id, one.view, one.text))
    words = {word for some in kinds.values() for _, view, _ in some for word in wordings(view)}
    everywhere, telling = _counts(read, told, loaded, words)
    drafts = []
    for (kind, sets), sentences in kinds.items():
        left = list(sentences)
        while left:
            best = _best([view for _, view, _ in left], everywhere, telling[kind, sets])
            if best is None:
                break
            asked = tuple(dict.fromkeys((doc_id, text) for doc_id, view, text in left if best in set(wordings(view))))
            left = [one for one in left if (one[0], one[2]) not in asked]
            tells = telling[kind, sets][best]
            fields = _fields(best, sets, asked)
            drafts.append(_Draft("trigger", f"{kind}.{fields['id']}", fields, asked, tells, everywhere[best] - tells))
    return sorted(drafts, key=lambda draft: (-len(draft.asked), draft.silent, draft.rule))[:most]


def _best(views: Sequence[str], everywhere: Counter[str], telling: Counter[str]) -> str | None:
    """The wording that most of the sentences share and that hardly any other sentence has without telling such an
    event already; None where every wording is too common.
    """
    shared = Counter(word for view in set(views) for word in set(wordings(view)))
    candidates = []
    for word, number in shared.items():
        silent = max(number, everywhere[word] - telling[word])
        # One word of one sentence is chance.
        if number / silent >= _LEAST and (number > 1 or " " in word):
            # What stands in sentences told already is their surroundings; two words are seldom chance, often the core.
            own = number / max(number, everywhere[word])
            candidates.append((-number, -round(own, 2), abs(len(word.split()) - 2), word))
    return min(candidates)[-1] if candidates else None


def _counts(
    read: Iterable[Parsed], told: Mapping[str, ToldDocument], loaded: Resources, words: set[str]
) -> tuple[Counter[str], defaultdict[tuple[str, Sets], Counter[str]]]:
    """The corpus's sentences with each wording: all, and by kind of event those that tell such an event."""
    telling: defaultdict[tuple[str, Sets], Counter[str]] = defaultdict(Counter)
    everywhere: Counter[str] = Counter()
    for one in read:
        kinds: defaultdict[int, set[tuple[str, Sets]]] = defaultdict(set)
        for fact in told[one.doc_id].told:
            kinds[fact.order].add((fact.type, _sets(loaded, {"type": fact.type, **fact.slots})))
        for order, view in enumerate(one.views):
            found = words.intersection(wordings(view))
            everywhere.update(found)
            for kind in kinds.get(order, ()):
                telling[kind].update(found)
    return everywhere, telling


def _sets(loaded: Resources, event: Mapping[str, Any]) -> Sets:
    """What a rule for such an event would fix: its anchors that have closed values."""
    spec = loaded.patterns.taxonomy["events"][event["type"]]
    closed = [slot for slot in spec["anchors"] if spec["slots"][slot].get("values")]
    return tuple((slot, str(event[slot])) for slot in closed if event.get(slot))


def _fields(wording: str, sets: Sets, asked: Sequence[tuple[str, str]]) -> dict[str, Any]:
    fields: dict[str, Any] = {"id": _name(wording), "pattern": as_pattern(wording)}
    if sets:
        fields["set"] = dict(sets)
    return fields | {"confidence": 0.7, "examples": [" ".join(text.split()) for _, text in asked[:3]]}


def _name(wording: str) -> str:
    words = (word.strip("{}").lower() for word in wording.split())
    name = "_".join("".join(char if char.isascii() and char.isalnum() else "_" for char in word) for word in words)
    return f"suggested_{name}".rstrip("_")


# ------------------------------------------------------------------ limits


def _limits(loaded: Resources, seen: Seen, most: int) -> list[_Draft]:
    """For each rule that told wrong events, the words beside its match that only those have."""
    patterns = {rule.id: rule.pattern.text for rule in loaded.patterns.rules}
    drafts = []
    for rule, wrong in sorted(seen.wrong.items()):
        right = seen.right.get(rule, ())
        for side in ("after", "before"):
            good = {word for place in right for word in _beside(place, side)}
            bad: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
            for place in wrong:
                for word in _beside(place, side):
                    if word not in good:
                        bad[word].append((place.doc_id, place.text))
            for word, asked in bad.items():
                fields = {"pattern": _limited(patterns[rule], word, side)}
                drafts.append(_Draft("limit", rule, fields, tuple(asked), len(right), len(wrong)))
    ranked = sorted(drafts, key=lambda draft: (-len(draft.asked), -draft.tell, len(str(draft.fields)), draft.rule))
    return list(_one_each(ranked))[:most]


def _beside(place: Place, side: str) -> list[str]:
    found = after(place.view, place.end) if side == "after" else before(place.view, place.start)
    return [words for words in found if tells(words)]


def _limited(pattern: str, wording: str, side: str) -> str:
    whole = f"(?:{pattern})" if "|" in pattern else pattern
    words = as_pattern(wording)
    return f"{whole}(?! {words})" if side == "after" else f"(?<!{words} ){whole}"


def _one_each(drafts: Iterable[_Draft]) -> Iterator[_Draft]:
    """The drafts of a rule that keep off a sentence which no earlier one keeps off."""
    known: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for draft in drafts:
        if not known[draft.rule].issuperset(draft.asked):
            known[draft.rule].update(draft.asked)
            yield draft
