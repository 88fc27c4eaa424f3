"""What the rules of the time grammar read and give."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from nlp.normalize.text import even, lower

_LOOK_BACK = 60


@dataclass(frozen=True, slots=True)
class Scan:
    """A text made even, and the same in lower case; positions count in both."""

    cased: str
    low: str

    @classmethod
    def of(cls, text: str) -> Scan:
        cased = even(text)
        return cls(cased, lower(cased))

    def before(self, position: int) -> str:
        """The lower-case text that may bear on a phrase at the position, its trailing blanks included."""
        return self.low[max(0, position - _LOOK_BACK) : position]

    def capital(self, position: int) -> bool:
        return self.cased[position].isupper()


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase without its preposition: where it ends, its unit ("quarter", "day", ...) and captured pieces.

    `bare`: it is a time phrase only where the words before it say so ("in 2025", "by March").
    """

    end: int
    unit: str
    parts: dict[str, str] = field(default_factory=dict)
    bare: bool = False

    def with_parts(self, **parts: str) -> Found:
        return replace(self, parts={**self.parts, **parts})


@dataclass(frozen=True, slots=True)
class Raw:
    """A phrase in its place, before it becomes a record; `parts` has the unit too, where the kind is another."""

    start: int
    end: int
    kind: str
    parts: dict[str, str]

    def of_kind(self, kind: str, **parts: str) -> Raw:
        unit = {"unit": self.kind} if "unit" not in self.parts and kind != self.kind else {}
        return replace(self, kind=kind, parts={**self.parts, **unit, **parts})

    def starting(self, start: int) -> Raw:
        return replace(self, start=start)
