"""Everything the frames of one document look at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from nlp.normalize.dates import find_time_phrases, resolve
from nlp.pipes.frames.carried_year import in_year_of
from nlp.pipes.names.indications import SHARED
from nlp.pipes.silent import SILENT, TITLES
from nlp.pipes.told import Named, When
from nlp.pipes.view import Placed, View
from nlp.records import Header, Interval, MoneyPhrase, PhasePhrase, Sentence, TimePhrase
from nlp.rules.store import Patterns

# A heading names a field of medicine, not what a drug is for.
FIELD = re.compile(
    r"(?:infectious|rare|cardiovascular|autoimmune|inflammatory|metabolic|neurological|respiratory|genetic|ocular|"
    r"cardiometabolic|neurodegenerative|immunological|haematological|hematological|retinal|kidney|liver|skin|orphan|"
    r"cns|neuromuscular|dermatological|gastrointestinal|endocrine|movement|sleep|mood|psychiatric|mental|bleeding|"
    r"blood|ha?ematologic|rheumatic|bone|eye|lung|heart|renal|hepatic|viral|bacterial|fungal|vascular|cardiac|"
    r"pulmonary|digestive|allergic|immune)"
    r" (?:diseases?|disorders?|conditions?|infections?)",
    re.IGNORECASE,
)


_FROM_TO = re.compile(r".+\sto\s+(.+)", re.DOTALL)
_MOVES = re.compile(
    r"\b(?:extend|mov|postpon|delay|push|shift|chang|revis|defer|bring|brought|accelerat)\w*\b[^.;]*\bfrom\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_MOVE_REACH = 120


@dataclass(slots=True)
class Context:
    """One document. `clusters` maps the start offset of a name to its cluster, `names` a cluster to its name.

    `unattended`: the clusters of drugs whose developers, by the registry, the document does not name.
    """

    flat: str
    header: Header
    patterns: Patterns
    views: Sequence[View]
    money: Mapping[int, MoneyPhrase]
    times: Mapping[int, TimePhrase]
    phases: Mapping[int, PhasePhrase]
    clusters: Mapping[int, int]
    names: Mapping[int, str]
    publisher: int | None
    compound_starts: frozenset[int]
    lists: Mapping[str, re.Pattern[str]]
    unattended: frozenset[int] = frozenset()
    fiscal_quarters: bool = False
    results_release: bool = False
    first_paragraph: int = -1
    topics: list[list[Named]] = field(default_factory=list)
    above: list[list[Named]] = field(default_factory=list)
    main: list[Named] = field(default_factory=list)
    main_titled: bool = False
    developers: dict[int, Named] = field(default_factory=dict)
    rivals: frozenset[int] = frozenset()
    companions: frozenset[int] = frozenset()
    near_topic: list[bool] = field(default_factory=list)
    only_one: bool = False
    diseases: Mapping[str, str] = field(default_factory=dict)
    openings: dict[int, list[str]] = field(default_factory=dict)
    disease_spans: Sequence[tuple[int, int]] = ()
    owners: dict[str, Named] = field(default_factory=dict)
    only_disease: list[str] = field(default_factory=list)
    trial_phases: Mapping[str, str] = field(default_factory=dict)
    trial_diseases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    own_diseases: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    earlier_years: Mapping[int, TimePhrase] = field(default_factory=dict)

    def named(self, item: Placed) -> Named:
        """The cluster of a compound or company in a view."""
        return Named(self.clusters[item.found.start], self.flat[item.found.start : item.found.end])

    def text(self, item: Placed) -> str:
        """An entity's words, spaces collapsed."""
        return re.sub(r"\s+", " ", self.flat[item.found.start : item.found.end]).strip()

    def disease(self, item: Placed) -> str:
        """A disease's words, an abbreviation written out as the document defines it; in a list that shares its noun
        ("breast, lung and ovarian cancers") with that noun.
        """
        text = self.text(item)
        if item.found.source == SHARED:
            return f"{text} {item.found.key}"
        return self.diseases.get(text, text)

    def diseases_above(self, sentence: Sentence) -> list[str]:
        """The diseases of the bullet's lead-in, else of the heading."""
        for span in (sentence.lead_in, sentence.heading):
            if span:
                told = [re.sub(r"\s+", " ", self.flat[a:b]) for a, b in self.disease_spans if span[0] <= a < span[1]]
                texts = [text for text in told if not FIELD.fullmatch(text)]
                if texts:
                    return list(dict.fromkeys(self.diseases.get(text, text) for text in texts))
        return []

    def names_agency(self, key: str) -> bool:
        """Whether any sentence names the agency."""
        return any(item.found.key == key for view in self.views for item in view.of("AGENCY"))

    def when(self, item: Placed, tense: str | None) -> When | None:
        """The days of a time phrase, None when it tells none."""
        phrase = self._moved(item) or self.times[item.found.start]
        interval = resolve(
            phrase,
            reference=self.header.release_date,
            fiscal_year_end=self.header.fiscal_year_end,
            tense=tense,
            fiscal=self.fiscal_quarters,
        )
        return When(interval, re.sub(r"\s+", " ", phrase.text)) if interval else None

    def calendar(self, item: Placed, tense: str | None) -> When | None:
        """The days of a time phrase whose quarters are calendar ones, whatever the company's fiscal year; without a
        year of its own it may have that of an earlier time of its sentence.
        """

        def days(phrase: TimePhrase) -> Interval | None:
            header = self.header
            return resolve(phrase, reference=header.release_date, fiscal_year_end=header.fiscal_year_end, tense=tense)

        phrase = self._moved(item) or self.times[item.found.start]
        interval = days(phrase)
        earlier, day = self.earlier_years.get(item.found.start), self.header.release_date
        carried = in_year_of(earlier, phrase, days) if earlier else None
        if carried and day and (carried.earliest <= day if tense == "past" else carried.latest > day):
            interval = carried
        return When(interval, re.sub(r"\s+", " ", phrase.text)) if interval else None

    def _moved(self, item: Placed) -> TimePhrase | None:
        """The second of two times between which a date was moved ("extended from May 2 to August 2, 2025"), None where
        the phrase tells a period.
        """
        phrase = self.times[item.found.start]
        span = _FROM_TO.fullmatch(phrase.text)
        if span is None or not _MOVES.search(self.flat, max(0, phrase.start - _MOVE_REACH), phrase.start):
            return None
        later = [time for time in find_time_phrases(phrase.text) if time.start >= span.start(1)]
        later = later or list(find_time_phrases(span[1]))
        return later[0] if len(later) == 1 else None

    @property
    def release_day(self) -> When | None:
        """The release's own date, for what it announces itself."""
        day: date | None = self.header.release_date
        return When(Interval(day, day), "") if day else None


def most_common(names: Sequence[Named]) -> list[Named]:
    """The distinct clusters, most used first, then by first use."""
    counts = Counter(name.cluster for name in names)
    first: dict[int, Named] = {}
    for name in names:
        first.setdefault(name.cluster, name)
    return sorted(first.values(), key=lambda name: -counts[name.cluster])


__all__ = ["SILENT", "TITLES", "Context", "most_common"]
