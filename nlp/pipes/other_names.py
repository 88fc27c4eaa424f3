"""Other names that a compound's places give by their shape: "NRV-1/TRL-2", "intranasal norvalumab"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from nlp.pipes.flat import flatten
from nlp.pipes.found import Found
from nlp.pipes.names.compound_forms import same_product
from nlp.registry.pairs import is_one_thing
from nlp.registry.uses import AliasStatement
from nlp.registry.variants import is_descriptor, is_generic_name

# "intranasal norvalumab" is what a release calls its norvalumab; before a code or a brand the route belongs to no name.
_ROUTE = re.compile(
    r"(?<![\w-])(?:[Oo]ral|[Ii]ntranasal|[Nn]asal|[Ii]nhaled|[Ii]ntravenous|[Ss]ubcutaneous|[Ss]ublingual|[Tt]opical|"
    r"[Ll]iquid|[Nn]ebuli[sz]ed|[Tt]ransdermal|[Ii]ntrathecal|[Ii]ntravitreal|[Ss]ynthetic|[Rr]eference) $"
)
_ROUTE_REACH = 16
_FORM_BEHIND = re.compile(
    r"[®™]? (?:tablets?|capsules?|pellets?|implants?|solution|suspension|spray|gel|cream|patch)\b", re.I
)
_THERAPY = re.compile(
    r"[®™]?(?: [Aa]utologous| [Aa]llogeneic)? (?:[Cc]ell|[Gg]ene) [Tt]herapy(?![\w-]| (?:[Cc]ompan|[Pp]rogram|"
    r"[Pp]latform))"
)
_CODED = re.compile(r"\d{2}")  # "NRV-101 gene therapy" only says what the code stands for
# What tells no two descriptors of one release apart.
_IDLE = frozenset(
    "candidate product investigational novel lead next generation first in class new the an its our own".split()
)


def told_names(flat: str, found: Sequence[Found]) -> list[AliasStatement]:
    """The statements that follow from how compounds are written, each of two names."""
    compounds = [item for item in found if item.label == "COMPOUND"]
    out = [*_beside(flat, found), *_with_form(flat, compounds), *_with_route(flat, compounds)]
    return [*out, *_described(flat, compounds)]


def _beside(flat: str, found: Sequence[Found]) -> Iterator[AliasStatement]:
    """Two names side by side: "luveltamab tazevibulin, or luvelta," where one begins like the other; two partners'
    codes with a slash, which are a third name together.
    """
    for left, right in pairwise(found):
        if not left.label == right.label == "COMPOUND":
            continue
        first, second = _name(flat, left), _name(flat, right)
        between = flat[left.end : right.start]
        digits = any(c.isdigit() for c in first + second)
        alike = not digits and first[:4].lower() == second[:4].lower()
        if between == ", or " and flat[right.end : right.end + 1] == "," and alike:
            yield AliasStatement(first, second, "alias", left.start, right.end)
        elif between == "/" and is_one_thing(first, second):
            yield AliasStatement(first, second, "alias", left.start, right.end)
            if any(c.isdigit() for c in first) and any(c.isdigit() for c in second):
                yield AliasStatement(f"{first}/{second}", first, "alias", left.start, right.end)


def _with_form(flat: str, compounds: Sequence[Found]) -> Iterator[AliasStatement]:
    """A product with its form, a cell or gene therapy with its kind."""
    places = {_name(flat, item): item for item in reversed(compounds)}
    for formed, bare in same_product(places):
        yield AliasStatement(formed, bare, "alias", places[formed].start, places[formed].end)
    for item in compounds:
        therapy = _THERAPY.match(flat, item.end)
        if therapy and not is_descriptor(_name(flat, item)) and not _CODED.search(flat, item.start, item.end):
            whole = spelled(flat[item.start : therapy.end()])
            yield AliasStatement(whole, _name(flat, item), "alias", item.start, therapy.end())


def _with_route(flat: str, compounds: Sequence[Found]) -> Iterator[AliasStatement]:
    for item in compounds:
        name = _name(flat, item)
        route = _ROUTE.search(flat, max(0, item.start - _ROUTE_REACH), item.start)
        if route and is_generic_name(name) and " " not in name and not _FORM_BEHIND.match(flat, item.end):
            whole = spelled(flat[route.start() : item.end])
            yield AliasStatement(whole, name, "alias", route.start(), item.end)


def _described(flat: str, compounds: Sequence[Found]) -> Iterator[AliasStatement]:
    """Descriptors of one thing by the same words in another order: "oral COVID-19 vaccine candidate" and "COVID-19
    oral vaccine". One word more makes another vaccine.
    """
    told: dict[frozenset[str], Found] = {}
    for item in compounds:
        name = _name(flat, item)
        if item.source != "descriptor" and "vaccine" not in name.lower() or not is_descriptor(name):
            continue
        words = frozenset(re.findall(r"[\w.]+", name.lower())) - _IDLE
        first = told.setdefault(words, item)
        if _name(flat, first) != name and len(words) > 1:
            yield AliasStatement(_name(flat, first), name, "alias", first.start, item.end)


def _name(flat: str, item: Found) -> str:
    return spelled(flat[item.start : item.end])


def spelled(text: str) -> str:
    """A name as clusters spell it: spaces collapsed."""
    return re.sub(r"\s+", " ", flatten(text)).strip()
