"""Whether two tellings of one drug's trials are of two trials, by the marks that the frames have noted."""

from __future__ import annotations

from nlp.pipes.told import TRIAL_MARK

# Whom a trial of the one group does not take in.
_OTHER_PEOPLE = {
    "healthy": {"children"},
    "children": {"healthy", "adults"},
    "adults": {"children"},
}


def apart(one: tuple[str, ...], other: tuple[str, ...], *, own: int | None, planned: bool) -> bool:
    """Whether the marks of two tellings are of two trials; what only one of them tells sets nothing apart.

    `own` is the cluster of their compound, which is no partner drug. Two companies run two trials only where both are
    `planned`: of one that has begun each partner speaks as its own.
    """
    a, b = _read(one), _read(other)
    return any(_differ(kind, value, b[kind], own, planned) for kind, value in a.items() if kind in b)


def _differ(kind: str, one: str, other: str, own: int | None, planned: bool) -> bool:
    if kind == "people":
        return other in _OTHER_PEOPLE[one]
    if kind == "with":
        first, second = ({drug for drug in told.split("+") if drug != str(own)} for told in (one, other))
        return bool(first and second) and not first & second
    if kind == "whose" and "investigators" not in (one, other) and not planned:
        return False
    return one != other


def _read(notes: tuple[str, ...]) -> dict[str, str]:
    told = [note.removeprefix(TRIAL_MARK).partition("=") for note in notes if note.startswith(TRIAL_MARK)]
    return {kind: value for kind, _, value in told}
