"""Which kind of name a stretch of text is where several kinds claim it: drug, company or trial."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.pipes.found import Found
from nlp.pipes.names.compound_witness import FORMULATED
from nlp.pipes.names.trial_shapes import good_name
from nlp.pipes.names.trial_words import PLAIN_WORD

NO_COMPANIES = frozenset({"AGENCY", "VENUE", "REGION", "DESIGNATION", "APPLICATION"})


def without_drugs(
    flat: str, companies: Sequence[Found], shaped: Sequence[Found], publisher: Sequence[str]
) -> list[Found]:
    """The companies but for single words that are drugs by their ending or by a list ("Norvamab Receives Approval")."""
    drugs = {flat[f.start : f.end] for f in shaped if f.strength >= 3 and f.source in ("stem", "generic", "brand")}
    return [c for c in companies if flat[c.start : c.end] not in drugs or flat[c.start : c.end] in publisher]


_SHORT_FORM = re.compile(r",? \([\"']?([A-Z][A-Z0-9]{1,5})[\"']?\)")


def short_forms_in_brackets(flat: str, companies: Sequence[Found]) -> frozenset[str]:
    """Initials that stand in brackets right behind a company's name ("Q4 Therapeutics, Inc. (Q4T)")."""
    matches = (_SHORT_FORM.match(flat, company.end) for company in companies)
    return frozenset(match[1] for match in matches if match)


# "a drug in a Phase 3 trial" calls nothing a trial
_PLAIN = r"(?!(?:of|in|for|to|with|by|at|from|on|under|that|which)\b)"
_CALLED_TRIAL = re.compile(
    rf" (?:is|was) an? (?:{_PLAIN}[\w-]+,? ){{0,6}}(?:trial|study)\b|, (?:an?|the|its|our) "
    rf"(?:{_PLAIN}(?:(?:\w+-\w[\w-]*|\w+ed|pivotal|global), |[\w/-]+ )){{0,6}}(?:trial|study)\b|"
    r"(?: [A-Z][\w-]+){0,3} (?:[Tt]rial|[Ss]tudy)\b|[\"']? \(NCT\d"
)
_DRUGS = ("mark", "brand", "generic", "stem")  # no trial has a trade mark
_WORD_BEFORE_NUMBER = re.compile(r"([A-Z]{3,})-\d{1,2}")


def without_trials(flat: str, shaped: Sequence[Found], trials: Sequence[Found]) -> list[Found]:
    """The candidates but for the names of trials: those without a number that a trial is called by ("ORCA-OL"), and
    the sisters of a trial whose name is a word with a short number ("ZOE-50" beside "the ZOE-70 study")."""
    words = {match[1] for trial in trials if (match := _WORD_BEFORE_NUMBER.fullmatch(flat[trial.start : trial.end]))}
    words = {word for word in words if re.search(r"[^AEIOU][AEIOU]", word)}
    guessed = ("code", "model")
    codes = {word for f in shaped for word in [flat[f.start : f.end].split("-")[0]] if f.source not in guessed}
    called = {
        name
        for f in shaped
        if not re.search(r"\d", name := flat[f.start : f.end])
        and name.isupper()
        and f.strength < 4
        and f.source not in _DRUGS
        and _CALLED_TRIAL.match(flat, f.end)
    } - {flat[f.start : f.end] for f in shaped if FORMULATED.match(flat, f.end)}
    of_trials = {piece for trial in trials for piece in re.split(r"[ -]", flat[trial.start : trial.end])}
    return [
        f
        for f in shaped
        if (name := flat[f.start : f.end]) not in called
        and not (f.source == "word" and name in of_trials)
        and not ((match := _WORD_BEFORE_NUMBER.fullmatch(name)) and match[1] in words - codes)
    ]


def without_names(flat: str, trials: Sequence[Found], others: Sequence[Found]) -> list[Found]:
    """The trials but for plain words that are the first word of a company's or a drug's name ("the Norvane study")."""
    taken = {re.split(r"[ -]", flat[other.start : other.end])[0] for other in others}
    return [
        trial
        for trial in trials
        if trial.source != PLAIN_WORD or re.split(r"-", flat[trial.start : trial.end])[0] not in taken
    ]


def without_code(trial: Found, flat: str, codes: set[str]) -> Found | None:
    """A trial's name without the compound's code before it ("AB-123 BREEZE"); None when it is only a code."""
    name = flat[trial.start : trial.end]
    first = name.split(" ")[0]
    if name in codes:
        return None
    if first in codes and " " in name:
        return (
            replace(trial, start=trial.start + len(first) + 1)
            if len(name) - len(first) > 4 and good_name(name[len(first) + 1 :])
            else None
        )
    return trial


# "cocaine use disorder", "acetaminophen overdose": an illness that is called by a substance tells of no drug.
_OF_ILLNESS = re.compile(
    r" (?:use disorder|addiction|dependence|overdose|withdrawal|abuse|misuse|poisoning|toxicity|intoxication|"
    r"deficiency|"
    r"resistance|intolerance|allergy)(?!\w)"
)


def without_illnesses(flat: str, compounds: Sequence[Found], diseases: Sequence[Found]) -> list[Found]:
    """The compounds but for the first words of illnesses that are called by them."""
    covers = [(disease.start, disease.end) for disease in diseases]
    return [
        c
        for c in compounds
        if not (_OF_ILLNESS.match(flat, c.end) and any(start <= c.start and c.end < end for start, end in covers))
    ]
