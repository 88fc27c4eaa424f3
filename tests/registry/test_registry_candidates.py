"""Which entities a name may stand for."""

from __future__ import annotations

import pytest

from nlp.registry import Registry, candidates


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("trastuzumab", [("trastuzumab", 1.0, "its own name")]),
        ("huN901-DM1", [("lorvotuzumab-mertansine", 1.0, "code name of lorvotuzumab mertansine")]),
        ("lapatinib tosylate", [("lapatinib", 0.97, "with a salt or dosage form")]),
        ("Sunitinib maleate", [("sunitinib", 0.97, "with a salt or dosage form")]),
        ("nivolumab injection", [("nivolumab", 0.97, "with a salt or dosage form")]),
        ("reference tocilizumab", [("tocilizumab", 0.97, "with a word for route or kind")]),
        ("ado-trastuzumab emtansine", [("trastuzumab-emtansine", 0.98, "with the FDA's prefix")]),
        (
            "fam-trastuzumab deruxtecan-nxki",
            [("trastuzumab-deruxtecan", 0.98, "with the FDA's prefix and suffix")],
        ),
        ("dostarlimab-gxly", [("dostarlimab", 0.99, "with the FDA's suffix")]),
        ("trastuzumab-dkst", []),
        ("dostarlimab-abcd", []),
        ("trastuzumab vedotin", []),
        ("trastuzamab", [("trastuzumab", 0.864, "near spelling of trastuzumab (1 edit)")]),
        (
            "lorvotuzumab mertansin",
            [("lorvotuzumab-mertansine", 0.905, "near spelling of lorvotuzumab mertansine (1 edit)")],
        ),
        ("nivolunib", []),
        ("IMGN907", []),
        ("ABX-199", []),
        ("abiraterone", []),
        ("Boehringer Ingleheim", [("boehringer-ingelheim", 0.9, "near spelling of Boehringer Ingelheim (1 edit)")]),
        ("Adventis", []),
        ("ACEA Therapeutics", []),
        ("", []),
        ("®", []),
    ],
)
def test_candidates_of_a_name(registry: Registry, name: str, expected: list[tuple[str, float, str]]) -> None:
    assert [(one.id, one.score, one.reason) for one in candidates(name, registry)] == expected


def test_an_unsafe_alias_scores_low(registry: Registry) -> None:
    (found,) = candidates("LM", registry)
    assert (found.id, found.alias, found.score) == ("lorvotuzumab-mertansine", "LM", 0.6)


def test_every_known_name_is_its_own_only_candidate(registry: Registry) -> None:
    wrong = [
        (alias.name, [one.id for one in candidates(alias.name, registry, label=label)])
        for label, id, alias in registry.iter_aliases()
        if [one.id for one in candidates(alias.name, registry, label=label)] != [id]
    ]
    assert wrong == []


def test_limit_cuts_the_list(registry: Registry) -> None:
    assert candidates("trastuzumab", registry, limit=0) == []
