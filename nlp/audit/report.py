"""The audit's figures: shares per kind, and the unexplained grouped by wording."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nlp.audit.cues import KINDS
from nlp.audit.explain import EVENT, Finding

CLINICAL = "compound with a clinical verb"


@dataclass(frozen=True, slots=True)
class Share:
    """Of one kind of cue: how many words there are, how many an event holds, how many anything explains, and by
    what.
    """

    kind: str
    words: int
    in_events: int
    explained: int
    reasons: tuple[tuple[str, int], ...]

    @property
    def share(self) -> float:
        """The explained part, from 0 to 1; 1 where there is nothing to explain."""
        return self.explained / self.words if self.words else 1.0


@dataclass(frozen=True, slots=True)
class Group:
    """Unexplained cues of one wording. `examples` are up to three (document, start, end, sentence)."""

    kind: str
    wording: str
    count: int
    examples: tuple[tuple[str, int, int, str], ...]


def shares(findings: Iterable[tuple[str, Finding]]) -> list[Share]:
    """The shares of every kind, and of the compounds with a clinical verb in their sentence."""
    counts: dict[str, Counter[str | None]] = {kind: Counter() for kind in (*KINDS, CLINICAL)}
    for _, finding in findings:
        counts[finding.kind][finding.why] += 1
        if finding.clinical:
            counts[CLINICAL][finding.why] += 1
    return [
        Share(
            kind,
            sum(count.values()),
            count[EVENT],
            sum(count.values()) - count[None],
            tuple((why, number) for why, number in count.most_common() if why is not None),
        )
        for kind, count in counts.items()
    ]


def groups(findings: Iterable[tuple[str, Finding]]) -> Sequence[Group]:
    """The unexplained cues by kind and wording, most frequent first, then in the order of the alphabet."""
    found: dict[tuple[str, str], list[tuple[str, Finding]]] = defaultdict(list)
    for doc_id, finding in findings:
        if finding.why is None:
            found[finding.kind, finding.wording].append((doc_id, finding))
    out = [
        Group(kind, wording, len(same), tuple((d, f.start, f.end, f.sentence) for d, f in same[:3]))
        for (kind, wording), same in found.items()
    ]
    return sorted(out, key=lambda group: (-group.count, group.kind, group.wording))
