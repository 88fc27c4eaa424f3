"""Documents with marks for the tests of formats: one made by hand, and any that Hypothesis thinks of."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from nlp import resources
from nlp.annotation.marks import (
    ANSWERS,
    LINE_BREAKS,
    RELATIONS,
    AnnotatedDocument,
    EventMark,
    Mark,
    RelationMark,
    Vocabulary,
    checked,
)

VOCABULARY = Vocabulary.of(resources.load().patterns.taxonomy)

TEXT = (
    "Norvane dosed the first\r\npatient in its Phase 2 trial of NRV-210 (ALDORIQ)\tin asthma 🧬 and COPD "
    "for \\$5 million."
)


def at(words: str, text: str = TEXT) -> tuple[int, int]:
    """Where the words stand first."""
    start = text.index(words)
    return start, start + len(words)


def made() -> AnnotatedDocument:
    """A trial step over a line break, a payment without words of its kind, two names of one compound."""
    names = [
        ("COMPANY", "Norvane"),
        ("PHASE", "Phase 2"),
        ("COMPOUND", "NRV-210"),
        ("COMPOUND", "ALDORIQ"),
        ("INDICATION", "asthma"),
        ("INDICATION", "COPD"),
        ("MONEY", "\\$5 million"),
    ]
    entities = tuple(Mark(n, label, (at(words),)) for n, (label, words) in enumerate(names, 1))
    trial = EventMark(
        "0a",
        "trial_status",
        (at("dosed the first\r\npatient"),),
        (("compound", 3), ("indication", 5), ("indication", 6), ("phase", 2), ("sponsor", 1)),
        {"compound": {"name": "NRV-210", "id": None}, "phase": "2", "status": "initiated"},
        "actual",
        0.9,
        "trial_status.doses_first_patient",
    )
    payment = EventMark(
        "0b", "payment", (at("\\$5 million"),), (("amount", 7),), {"kind": "milestone"}, "expected", note="By whom?"
    )
    document = AnnotatedDocument(
        "folder/norvane.txt", TEXT, "00ff", entities, (trial, payment), (RelationMark("alias", 3, 4),), {"day": "2024"}
    )
    return checked(document, VOCABULARY, "made")


_PIECES = [
    "a",
    "NRV-210",
    " ",
    "  ",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "\\$",
    "🧬",
    "e\u0301",
    "\u200b",
    "\ufeff",
    "\u2028",
    "\x85",
]
_CHARACTERS = st.characters(exclude_categories=["Cs"])
TEXTS = st.lists(st.one_of(st.sampled_from(_PIECES), _CHARACTERS), max_size=30).map("".join)
_SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False),
    st.text(_CHARACTERS, max_size=5),
)  # fmt: skip
_VALUES = st.one_of(
    _SCALARS,
    st.lists(_SCALARS, max_size=2),
    st.dictionaries(st.text("abc", max_size=3), _SCALARS, max_size=2),
)


def _pieces(draw: Any, text: str, most: int) -> tuple[tuple[int, int], ...]:
    """Stretches of at least one character that is no line break."""
    held = [place for place, char in enumerate(text) if char not in LINE_BREAKS]
    pieces = []
    for place in draw(st.lists(st.sampled_from(held), min_size=1, max_size=most)):
        pieces.append((draw(st.integers(0, place)), draw(st.integers(place + 1, len(text)))))
    return tuple(pieces)


def _event(draw: Any, text: str, number: int, marks: int) -> EventMark:
    kind = draw(st.sampled_from(sorted(VOCABULARY.types)))
    slots = VOCABULARY.types[kind]
    arguments = (
        draw(st.lists(st.tuples(st.sampled_from(sorted(slots)), st.integers(1, marks)), max_size=4)) if marks else []
    )
    values = {
        slot: draw(st.sampled_from(slots[slot]["values"]) if slots[slot]["kind"] == "enum" else _VALUES)
        for slot in draw(st.lists(st.sampled_from(sorted(slots)), unique=True, max_size=4))
    }
    return EventMark(
        f"{number:016x}",
        kind,
        _pieces(draw, text, 2),
        tuple(arguments),
        values,
        draw(st.sampled_from([None, *VOCABULARY.realis])),
        draw(st.one_of(st.none(), st.floats(0, 1))),
        draw(st.sampled_from([None, f"{kind}.rule"])),
        draw(st.sampled_from([None, *ANSWERS])),
        draw(st.one_of(st.none(), TEXTS)),
    )


@st.composite
def documents(draw: Any) -> AnnotatedDocument:
    """Any document with marks, as `checked` leaves it."""
    text = draw(TEXTS)
    entities: list[Mark] = []
    events: list[EventMark] = []
    relations: list[RelationMark] = []
    if text.strip(LINE_BREAKS):
        for number in range(1, 1 + draw(st.integers(0, 4))):
            entities.append(Mark(number, draw(st.sampled_from(VOCABULARY.labels)), _pieces(draw, text, 3)))
        events = [_event(draw, text, number, len(entities)) for number in range(draw(st.integers(0, 3)))]
        if entities:
            ends = st.integers(1, len(entities))
            relations = draw(st.lists(st.builds(RelationMark, st.sampled_from(RELATIONS), ends, ends), max_size=2))
    meta = draw(st.dictionaries(st.text("xyz", min_size=1, max_size=3), _SCALARS, max_size=2))
    doc_id = draw(st.text(_CHARACTERS, min_size=1, max_size=8))
    document = AnnotatedDocument(
        doc_id,
        text,
        "00ff",
        tuple(entities),
        tuple(events),
        tuple(relations),
        meta,
        draw(st.sampled_from([None, *ANSWERS])),
    )
    return checked(document, VOCABULARY, "drawn")
