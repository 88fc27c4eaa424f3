"""How one document uses names: what goes into `find_alias_statements` and `resolve_names` and what comes out.

`label` is `COMPOUND` or `COMPANY` throughout. Offsets are characters of the document's text, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

StatementKind = Literal["alias", "not_same_as", "subsidiary_of", "former", "formulation"]


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name found in the text."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class NameUse:
    """One spelling of a name in a document: where it stands first, and how often it is there."""

    text: str
    start: int
    label: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class AliasStatement:
    """What the text says about two names, as written in it.

    `alias`: one entity. `former`: one entity, `right` is the older name. `formulation`: one entity, told by its
    substance `right` ("NRV-210, a naltrexone implant"). `not_same_as`: two entities, `left` is the one
    the text is about. `subsidiary_of`: `left` belongs to `right`. `start` and `end` enclose both names and the words
    between them.
    """

    left: str
    right: str
    kind: StatementKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cluster:
    """The names a document uses for one entity.

    `name` is the registry's name, or for an unknown entity the best name of the document; `id` the registry's, None for
    an unknown one. `texts`: the document's spellings, best first. `evidence`: offsets of the statements that joined
    names. `reasons`: why the names are together, why the id was chosen, which statements were refused and why.
    """

    name: str
    id: str | None
    label: str
    texts: tuple[str, ...]
    start: int
    evidence: tuple[tuple[int, int], ...] = ()
    reasons: tuple[str, ...] = ()
