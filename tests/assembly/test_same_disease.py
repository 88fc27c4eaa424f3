"""Which names of diseases can be one disease."""

from __future__ import annotations

import pytest

from nlp.assembly.same_disease import diseases_alike, lists_alike


@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("type 1 diabetes", "type 2 diabetes"),
        ("small cell lung cancer", "non-small cell lung cancer"),
        ("metastatic breast cancer", "metastatic ovarian cancer"),
        ("relapsed or refractory AML", "relapsed or refractory CLL"),
        ("newly diagnosed multiple myeloma", "relapsed multiple myeloma"),
        ("acute graft-versus-host disease", "chronic graft-versus-host disease"),
        ("hepatitis B virus infection", "hepatitis C virus infection"),
        ("HER2-positive breast cancer", "HER2-negative breast cancer"),
        ("KRAS-mutant lung cancer", "EGFR-mutant lung cancer"),
        ("wet age-related macular degeneration", "dry age-related macular degeneration"),
    ],
)
def test_what_sets_diseases_of_one_name_apart(first: str, other: str) -> None:
    assert not diseases_alike(first, other)
    assert not diseases_alike(other, first)


@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("AML", "relapsed or refractory acute myeloid leukemia"),
        ("moderate to severe plaque psoriasis", "plaque psoriasis"),
        ("advanced solid tumors", "solid tumors"),
        ("colorectal cancer", "metastatic colorectal cancer"),
        ("type 2 diabetes", "type 2 diabetes mellitus"),
        ("type 2 diabetes", "type II diabetes"),
        ("stage III melanoma", "stage 3 melanoma"),
        ("FGFR-altered bladder cancer", "FGFR3-altered bladder cancer"),
        ("HER2-positive breast cancer", "breast cancer"),
    ],
)
def test_one_disease_told_more_or_less_fully(first: str, other: str) -> None:
    assert diseases_alike(first, other)
    assert diseases_alike(other, first)


def test_lists_share_a_disease_or_say_nothing() -> None:
    assert lists_alike(["gout", "lupus"], ["lupus nephritis", "lupus"])
    assert lists_alike([], ["gout"])
    assert lists_alike(["rare diseases"], ["gout"])
    assert not lists_alike(["solid tumors"], ["acute myeloid leukemia", "lymphoma"])
    assert not lists_alike(["gout"], ["asthma"])
