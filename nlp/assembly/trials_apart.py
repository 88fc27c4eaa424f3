"""Whether two tellings of one drug's trials are of two trials, by the marks that the frames have noted."""

from __future__ import annotations

from nlp.pipes.told import TRIAL_MARK

# Whom a trial of the one group does not take in; "patients" may be of any age.
_OTHER_PEOPLE = {
    "healthy": {"children", "adults", "patients"},
    "children": {"healthy", "adults"},
    "adults": {"healthy", "children"},
    "patients": {"healthy"},
}


def apart(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the marks of two tellings are of two trials; what only one of them tells sets nothing apart."""
    a, b = _read(one), _read(other)
    return any(
        b[kind] in _OTHER_PEOPLE[value] if kind == "people" else value != b[kind]
        for kind, value in a.items()
        if kind in b
    )


def _read(notes: tuple[str, ...]) -> dict[str, str]:
    told = [note.removeprefix(TRIAL_MARK).partition("=") for note in notes if note.startswith(TRIAL_MARK)]
    return {kind: value for kind, _, value in told}
