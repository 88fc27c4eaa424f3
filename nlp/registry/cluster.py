"""Which names of one document stand for one entity.

Names are joined, surest first: equal keys; one registry entity; variants (salt, FDA prefix and suffix, legal form);
what the document states; short forms of companies; last, names that are short or common and need such company.
Pairs that are to be kept apart win over every join (`merge.py`). Biosimilars: "trastuzumab-dkst" is another product
than trastuzumab, because the registry gives trastuzumab another suffix or none; of a name that the registry does not
know, one suffixed form is taken for the product itself ("X" and "X-abcd"), two are taken for two products.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from nlp.registry.entities import COMPANY, COMPOUND
from nlp.registry.keys import company_key, name_key
from nlp.registry.merge import Group, Groups, Node
from nlp.registry.naming import best_first, display
from nlp.registry.profiles import profile
from nlp.registry.shortforms import join_short_forms
from nlp.registry.store import Registry
from nlp.registry.uses import AliasStatement, Cluster, NameUse

_Places = dict[tuple[str, str], int]


def resolve_names(
    names: Sequence[NameUse], statements: Sequence[AliasStatement], registry: Registry, *, on: date | None
) -> list[Cluster]:
    """The document's entities in the order of their first name; the order of the arguments does not matter.

    `on` is the release date: it chooses between entities that carried one name at different times.
    """
    told = sorted(statements, key=lambda one: (one.start, one.end, one.kind, one.left, one.right))
    nodes, places = _nodes(names, told, registry, on)
    groups = Groups(nodes, registry)
    unsure = _keep_apart(groups, told, places)
    for number, node in enumerate(nodes):
        if node.profile.trust == "sure" and node.profile.id is not None and number not in unsure:
            groups.identify(number, node.profile.id, node.profile.reason)
    _join_variants(groups, places)
    for statement in told:
        if statement.kind in ("alias", "former"):
            for first, other in _pairs(statement, places):
                reason = f"stated at {statement.start}: {statement.left} = {statement.right}"
                groups.unite(first, other, reason, (statement.start, statement.end))
        elif statement.kind == "formulation":
            _join_substance(groups, statement, places)
    join_short_forms(groups)
    _identify_unsure(groups, unsure)
    return [_cluster(groups, group) for group in groups.distinct()]


def _join_substance(groups: Groups, statement: AliasStatement, places: _Places) -> None:
    """Joins a product with the substance it is told by, which stays the last of its names.

    A substance that the registry knows is everybody's, and no product's other name.
    """
    for product, substance in _pairs(statement, places):
        if groups.of_node[substance].id is None:
            groups.nodes[substance].is_substance = True
            reason = f"stated at {statement.start}: {statement.left} is a form of {statement.right}"
            groups.unite(product, substance, reason, (statement.start, statement.end))


def _nodes(
    names: Sequence[NameUse], statements: Sequence[AliasStatement], registry: Registry, on: date | None
) -> tuple[list[Node], _Places]:
    """One node for each key of each label, by first use; `places` finds them again."""
    nodes: list[Node] = []
    places: _Places = {}
    for use in sorted((*names, *_defined(names, statements)), key=lambda one: (one.start, one.label, one.text)):
        found = profile(use.text, use.label, registry, on)
        number = places.setdefault((use.label, found.key), len(nodes))
        if number == len(nodes):
            nodes.append(Node(use.label, found, use.start))
        texts = nodes[number].texts
        texts[use.text] = texts.get(use.text, 0) + use.count
    return nodes, places


def _defined(names: Sequence[NameUse], statements: Sequence[AliasStatement]) -> list[NameUse]:
    """Names that only a statement gives ("X (“Short”)"), with the label of the name they are told equal to."""
    known = {(use.label, _key(use.text, use.label)) for use in names}
    found: list[NameUse] = []
    for statement in statements:
        if statement.kind in ("alias", "former"):
            for text, other in ((statement.left, statement.right), (statement.right, statement.left)):
                for label in (COMPOUND, COMPANY):
                    is_new = all((one, _key(text, one)) not in known for one in (COMPOUND, COMPANY))
                    if is_new and (label, _key(other, label)) in known:
                        known.add((label, _key(text, label)))
                        found.append(NameUse(text, statement.start, label))
    return found


def _keep_apart(groups: Groups, statements: Sequence[AliasStatement], places: _Places) -> set[int]:
    """Blocks the pairs that the document tells apart; gives the nodes whose registry id the document contradicts."""
    contradicted: set[int] = set()
    for statement in statements:
        if statement.kind not in ("not_same_as", "subsidiary_of"):
            continue
        for left, right in _pairs(statement, places):
            first, other = groups.nodes[left].profile, groups.nodes[right].profile
            if first.id is not None and first.id == other.id:
                # "Hoffmann-La Roche, a member of the Roche Group": two names of one entry, unless a division is told.
                if statement.kind == "subsidiary_of" and first.kind != "division":
                    continue
                contradicted.add(left if statement.kind == "subsidiary_of" else right)
            groups.block(left, right)
    return contradicted


def _pairs(statement: AliasStatement, places: _Places) -> list[tuple[int, int]]:
    found = []
    for label in (COMPOUND, COMPANY):
        left = places.get((label, _key(statement.left, label)))
        right = places.get((label, _key(statement.right, label)))
        if left is not None and right is not None and left != right:
            found.append((left, right))
    return found


def _key(text: str, label: str) -> str:
    return name_key(text) if label == COMPOUND else company_key(text)


def _join_variants(groups: Groups, places: _Places) -> None:
    suffixes: dict[str, set[str]] = {}
    shorts: dict[object, int] = {}
    for number, node in enumerate(groups.nodes):
        if node.profile.suffixed is not None:
            suffixes.setdefault(node.profile.suffixed[0], set()).add(node.profile.suffixed[1])
        for base in node.profile.bases:
            if (other := places.get((COMPOUND, base))) is not None:
                groups.unite(number, other, f"variant: {_first(node)} of {_first(groups.nodes[other])}")
        if node.label == COMPANY and node.profile.words:
            other = shorts.setdefault("".join(node.profile.words), number)
            if other != number:
                groups.unite(number, other, f"legal form: {_first(node)} is {_first(groups.nodes[other])}")
        if node.profile.parts:
            other = shorts.setdefault(node.profile.parts, number)
            if other != number:
                groups.unite(number, other, f"combination: {_first(node)} is {_first(groups.nodes[other])}")
    for number, node in enumerate(groups.nodes):
        suffixed = node.profile.suffixed
        if suffixed is not None and len(suffixes[suffixed[0]]) == 1 and not node.profile.rivals:
            other = places.get((COMPOUND, suffixed[0]), number)
            if other != number:
                groups.unite(number, other, f"suffix: {_first(node)} is {_first(groups.nodes[other])}")


def _identify_unsure(groups: Groups, contradicted: set[int]) -> None:
    for trust in ("soft", "weak"):
        for number, node in enumerate(groups.nodes):
            found = node.profile
            if found.trust != trust or found.id is None or number in contradicted:
                continue
            group = groups.of_node[number]
            if group.id is None and (trust == "soft" or (group.label, found.id) in groups.of_id):
                groups.identify(number, found.id, found.reason)


def _first(node: Node) -> str:
    return next(iter(node.texts))


def _cluster(groups: Groups, group: Group) -> Cluster:
    nodes = [groups.nodes[member] for member in sorted(group.members)]
    canonical = None if group.id is None else groups.registry.entity(group.id, group.label).name
    texts = best_first(nodes, canonical)
    return Cluster(
        name=canonical if canonical is not None else display(texts[0]),
        id=group.id,
        label=group.label,
        texts=texts,
        start=nodes[0].start,
        evidence=tuple(sorted(set(group.evidence))),
        reasons=tuple(dict.fromkeys(group.reasons)),
    )
