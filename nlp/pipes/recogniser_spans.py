"""Which stretches of a sentence a trained recogniser looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from spacy.tokens import Doc, Token
from spacy.util import registry
from thinc.api import Ops, get_current_ops
from thinc.types import Ragged

_INSIDE = frozenset("-/.&+'")  # marks that names have inside them
Suggester = Callable[..., Ragged]
NAME = "extract_events.name_spans.v1"


def register() -> None:
    """Make the suggester known to spaCy's configs; harmless when called again."""
    registry.misc(NAME, func=name_spans)


def name_spans(max_words: int) -> Suggester:
    """Every stretch of up to `max_words` tokens that does not begin or end with a function word or a mark, and has no
    other mark inside it than names have. In configs it is `extract_events.name_spans.v1` (`@misc`).
    """

    def suggest(docs: Iterable[Doc], *, ops: Ops | None = None) -> Ragged:
        ops = ops or get_current_ops()
        spans: list[tuple[int, int]] = []
        lengths: list[int] = []
        for doc in docs:
            before = len(spans)
            spans += stretches(doc, max_words)
            lengths.append(len(spans) - before)
        data = ops.asarray2i(spans) if spans else ops.alloc2i(0, 2)
        return Ragged(data, ops.asarray1i(lengths))

    return suggest


def stretches(doc: Doc, max_words: int) -> Iterator[tuple[int, int]]:
    """The stretches as tokens: first, and one behind the last."""
    edge = [_may_be_at_the_edge(token) for token in doc]
    inside = [one or _may_be_inside(token) for one, token in zip(edge, doc, strict=True)]
    for first, good in enumerate(edge):
        if not good:
            continue
        for last in range(first, min(first + max_words, len(edge))):
            if not inside[last]:
                break
            if edge[last]:
                yield first, last + 1


def _may_be_at_the_edge(token: Token) -> bool:
    text = token.text
    return any(c.isalnum() for c in text) and not (token.is_stop and not any(c.isdigit() for c in text))


def _may_be_inside(token: Token) -> bool:
    return token.is_alpha or token.is_digit or token.text in _INSIDE
