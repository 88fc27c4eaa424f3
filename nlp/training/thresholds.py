"""From which score on a trained model is believed, chosen on companies that it was not trained with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from spacy.language import Language

from nlp.pipes.recogniser import scored
from nlp.training.docbins import KINDS
from nlp.training.records import LABELS, Reading, Sentence

PRECISION = 0.9  # of the names that the model gives at or above its threshold
FEWEST = 10  # names of which it must hold
_NEVER = 2.0  # more than any score


def name_thresholds(model: Language, held: Sequence[Reading]) -> dict[str, float]:
    """For each label the least score at which nine of ten different names of a document are right; labels for which
    no score gives that for at least ten names are left out, and are not used.
    """
    seen: dict[str, list[tuple[float, bool]]] = {label: [] for label in LABELS}
    for reading in held:
        for (label, _), (score, right) in _names(model, reading.sentences).items():
            seen[label].append((score, right))
    chosen = {label: least_score(pairs, PRECISION) for label, pairs in seen.items()}
    return {label: least for label, least in chosen.items() if least < _NEVER}


def kind_thresholds(model: Language, held: Sequence[Reading]) -> dict[str, float]:
    """For each event type and realis the score with the best F at which at least every other sentence is right; 0.5
    where there is none.
    """
    sentences = [sentence for one in held for sentence in one.sentences]
    cats = [doc.cats for doc in model.pipe(one.text for one in sentences)]
    told = list(zip(sentences, cats, strict=True))
    return {kind: best_score([(said[kind], _tells(sentence, kind)) for sentence, said in told]) for kind in KINDS}


def _names(model: Language, sentences: Iterable[Sentence]) -> Mapping[tuple[str, str], tuple[float, bool]]:
    """The best score of each different name, by label and text, and whether the document has it."""
    sentences = list(sentences)
    right = {(name.label, one.text[name.start : name.end]) for one in sentences for name in one.names}
    best: dict[tuple[str, str], float] = defaultdict(float)
    for doc in model.pipe(one.text for one in sentences):
        for span, score in scored(doc):
            key = span.label_, span.text.rstrip(" ®™℠.,;:")
            best[key] = max(best[key], score)
    return {key: (score, _among(key, right)) for key, score in best.items()}


def _among(name: tuple[str, str], right: Iterable[tuple[str, str]]) -> bool:
    """Whether a name, or one with or without a word more ("nasal NRV-210"), is among the right ones of its label."""
    label, text = name[0], f" {name[1].lower()} "
    told = (f" {one.lower()} " for kind, one in right if kind == label)
    return any(text in one or one in text for one in told)


def least_score(pairs: Sequence[tuple[float, bool]], precision: float) -> float:
    """The least score of `pairs` at and above which `precision` of them are right, over 1 where there is none."""
    chosen, right = _NEVER, 0
    for number, (score, good) in enumerate(sorted(pairs, key=lambda pair: (-pair[0], pair[1])), 1):
        right += good
        if number >= FEWEST and right / number >= precision:
            chosen = score
    return chosen if chosen == _NEVER else round(chosen - 0.00005, 4)


def best_score(pairs: Sequence[tuple[float, bool]]) -> float:
    """The score at and above which right and wrong ones give the best F while half of them are right; else 0.5."""
    wanted = sum(good for _, good in pairs)
    best, chosen, right = 0.0, 0.5, 0
    for number, (score, good) in enumerate(sorted(pairs, key=lambda pair: (-pair[0], pair[1])), 1):
        right += good
        figure = 2 * right / (number + wanted)
        if right >= number / 2 and figure > best:
            best, chosen = figure, score
    return round(chosen - 0.00005, 4)


def _tells(sentence: Sentence, kind: str) -> bool:
    return kind in sentence.kinds or kind in sentence.realis
