"""The SEC's list of companies against the registry: what it adds, and what contradicts.

The list has present names only, so its tickers and names are no proof for an old release; where our entry and the list
disagree, ours stays and the list's row is reported.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from nlp.kb.vocabulary.filer_titles import title_of, without_form
from nlp.kb.vocabulary.records import SEC, Conflict, Filer, Imported
from nlp.registry.entities import COMPANY, Alias, Company
from nlp.registry.keys import company_key, company_words, has_legal_form, name_key, short_company_key
from nlp.registry.store import Registry

_SHORTEST_TRUSTED = 5  # letters and digits of a name without its legal form


def import_filers(filers: Iterable[Filer], registry: Registry, english: frozenset[str]) -> Imported:
    """What the rows add to the registry."""
    rows = {filer.cik: filer for filer in filers}  # of two files' rows of one company, the later file's counts
    titles = [title_of(filer.title, english) for filer in rows.values()]
    shorts = Counter(map(short_company_key, titles))
    work = _Work(registry, english, shorts, _beginnings(titles, registry), _shorts_of(registry), _apart_from(registry))
    for filer in rows.values():
        work.take(filer)
    return Imported(
        companies=tuple(work.lines),
        added=tuple(work.added),
        extended=tuple(work.extended),
        conflicts=tuple(work.conflicts),
    )


@dataclass(slots=True)
class _Work:
    registry: Registry
    english: frozenset[str]
    shorts: Counter[str]
    beginnings: frozenset[tuple[str, ...]]
    ours: Mapping[str, str]
    apart: Mapping[str, str]
    lines: list[Company] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    extended: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    tickers: set[str] = field(default_factory=set)

    def take(self, filer: Filer) -> None:
        """Add a row, or say what speaks against it."""
        title = title_of(filer.title, self.english)
        full = self.registry.hits(title, COMPANY)
        by_ticker = {company.id for ticker in filer.tickers for company in self.registry.companies_by_ticker(ticker)}
        same = {
            hit.id
            for hit in full
            if self._is_exact(hit.alias.name, title) or hit.id in by_ticker or self._is_only_one(hit.id, title)
        }
        if len(full) == 1 and same and self._agrees(next(iter(same)), filer):
            self._extend(next(iter(same)), title, filer)
            return
        against = self._against(title, filer, [hit.id for hit in full])
        if against is not None:
            self._refuse(filer, (title,), *against, whole=True)
            return
        self._add(title, filer, by_ticker)

    def _is_exact(self, name: str, title: str) -> bool:
        return company_key(name) == company_key(title)

    def _is_only_one(self, ours: str, title: str) -> bool:
        """Whether our entry, known by its short name only, must be the row's company: nobody else in the list is called
        so, and it is no word of the language.
        """
        names = [alias.name for alias in self.registry.companies[ours].aliases if alias.kind != "ticker"]
        return not any(has_legal_form(name) for name in names) and self._is_safe(without_form(title), title)

    def _agrees(self, ours: str, filer: Filer) -> bool:
        """Whether our entry has no ticker, or one of the row's."""
        have = {name_key(alias.name) for alias in self.registry.companies[ours].aliases if alias.kind == "ticker"}
        return not have or not have.isdisjoint(map(name_key, filer.tickers))

    def _against(self, title: str, filer: Filer, owners: list[str]) -> tuple[str | None, str] | None:
        """(id of our entry, reason) where the row cannot be loaded."""
        if owners and self._is_exact(self._name_met(owners[0], title), title):
            return owners[0], f"its name is that of {owners[0]}, its tickers {', '.join(filer.tickers)} are not"
        alike = self.ours.get(short_company_key(title))
        if alike is not None:
            return alike, f"without its legal form it reads like {alike}, and nothing says that they are one"
        apart = self.apart.get(company_key(title)) or self.apart.get(short_company_key(title))
        if apart is not None:
            return apart, f"the registry keeps it apart from {apart}"
        if company_key(title) in self.keys:
            return None, "another row has the same name"
        return None

    def _name_met(self, owner: str, title: str) -> str:
        names = (alias.name for alias in self.registry.companies[owner].aliases if alias.kind != "ticker")
        return next((name for name in names if self._is_exact(name, title)), "")

    def _extend(self, ours: str, title: str, filer: Filer) -> None:
        entity = self.registry.companies[ours]
        have = {company_key(alias.name) for alias in entity.aliases if alias.kind != "ticker"}
        names = [] if company_key(title) in have else [Alias(title, "legal", vocabulary=SEC)]
        aliases = (*names, *self._free_tickers(filer, ours))
        if aliases:
            self.lines.append(Company(ours, entity.name, entity.type, aliases, note=_note(filer)))
            self.extended.append(ours)
        self.keys.add(company_key(title))

    def _add(self, title: str, filer: Filer, by_ticker: set[str]) -> None:
        id = f"{SEC}-{filer.cik}"
        names = [Alias(title, "legal", vocabulary=SEC)]
        short = without_form(title)
        if self._is_safe(short, title):
            names.append(Alias(short, "short", vocabulary=SEC))
        self.lines.append(Company(id, title, "company", (*names, *self._free_tickers(filer, None)), note=_note(filer)))
        self.added.append(id)
        self.keys.add(company_key(title))

    def _is_safe(self, short: str, title: str) -> bool:
        """Whether the name without its legal form says who is meant: long enough, no English words, nobody else's, and
        not what "Vertex" is of Vertex Pharmaceuticals.
        """
        key = short_company_key(title)
        words = [word.casefold() for word in re.findall(r"[^\W\d_]+", short)]
        return (
            company_key(short) != company_key(title)
            and len(key) >= _SHORTEST_TRUSTED
            and self.shorts[key] == 1
            and company_words(short) not in self.beginnings
            and not all(word in self.english for word in words)
        )

    def _free_tickers(self, filer: Filer, ours: str | None) -> list[Alias]:
        """The tickers that no other company of the registry or the list has; the others are reported."""
        free = []
        entity = self.registry.companies[ours] if ours is not None else None
        have = {name_key(alias.name) for alias in entity.aliases if alias.kind == "ticker"} if entity else set()
        for ticker in filer.tickers:
            owners = [company.id for company in self.registry.companies_by_ticker(ticker) if company.id != ours]
            if owners:
                self._refuse(filer, (ticker,), owners[0], f"the ticker is that of {owners[0]}")
            elif name_key(ticker) in self.tickers:
                self._refuse(filer, (ticker,), None, "another row has the same ticker")
            elif name_key(ticker) not in have:
                self.tickers.add(name_key(ticker))
                free.append(Alias(ticker, "ticker", match=False, vocabulary=SEC))
        return free

    def _refuse(
        self, filer: Filer, names: tuple[str, ...], entity: str | None, reason: str, *, whole: bool = False
    ) -> None:
        self.conflicts.append(Conflict(filer.file, filer.line, str(filer.cik), names, whole, entity, reason))


def _beginnings(titles: Iterable[str], registry: Registry) -> frozenset[tuple[str, ...]]:
    """The first words of all companies' names that have more words than these."""
    ours = (
        alias.name for company in registry.companies.values() for alias in company.aliases if alias.kind != "ticker"
    )
    names = map(company_words, (*titles, *ours))
    return frozenset(words[:count] for words in names for count in range(1, len(words)))


def _shorts_of(registry: Registry) -> dict[str, str]:
    """By name without legal form: the id of our entry that carries it."""
    found: dict[str, str] = {}
    for company in registry.companies.values():
        for alias in company.aliases:
            if alias.kind != "ticker":
                found.setdefault(short_company_key(alias.name), company.id)
    return found


def _apart_from(registry: Registry) -> dict[str, str]:
    """By key of a name that the registry tells apart from an entry and no entry has: the id of that entry."""
    return {key: company for company in registry.companies for key in registry.apart(company, COMPANY)}


def _note(filer: Filer) -> str:
    return f"SEC CIK {filer.cik}"
