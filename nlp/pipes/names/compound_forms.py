"""A product's name that ends with its form or its device: "Vadribine Tablets", "Tesmorelix LA", "Norvia(R) SC"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from nlp.pipes.found import Found

FORM = re.compile(
    r" (?:Tablets|Capsules|Cream|Gel|Ointment|Patch|"
    r"(?:Oral|Ophthalmic|Nasal|Topical) (?:Solution|Suspension|Spray|Gel|Film))(?![\w-])"
)
# Abbreviations and devices that companies put behind a name: they are no words of a title. The first kind releases the
# same substance otherwise, the second is told of brands: "HD" behind a code is a disease.
_MARK = r"(?:[®™]|\(R\)|\(TM\))? "
RELEASE = re.compile(
    _MARK + r"(?:SL|LA|LAR|LAI|SR|XR|XL|CR|DR|IR|TDS|OD|ODT|ER(?!\+|-|/| (?:positive|negative|status)))(?![\w-])"
)
_LINE = re.compile(
    _MARK + r"(?:SC|XT|AQ|HD|HFA|HCT|HP|Depot|Forte|Trio|Duo|Cosmetic|"
    r"Plus(?=[®™.,;:)]|\(R\)|\(TM\)| (?:is|was|has|had|will|sales|and|or|for|were)\b|$)|"
    r"Onpro|ONPRO|On[Bb]ody|ONBODY|SymTouch|DosePro|STATdose|Respimat|HandiHaler|Diskus|Ellipta|RespiClick|Podhaler|"
    r"FlexPen|FlexTouch|KwikPen|SoloS[Tt][Aa][Rr]|Faspro|FASPRO|Hycela|HYCELA|Hylecta|HYLECTA|Hybreza|HYBREZA|Zunovo|"
    r"ZUNOVO|Qvantig|QVANTIG|Sustenna|SUSTENNA|Trinza|TRINZA|Hafyera|HAFYERA|Maintena|MAINTENA|Asimtufii|ASIMTUFII|"
    r"Consta|CONSTA|Relprevv|RELPREVV|Initio|INITIO)(?![\w-])"
)
_UNDER_THE_SKIN = re.compile(_MARK + r"SC(?![\w-])")
_SMALL_BEFORE = re.compile(r"[a-z,] $")
_SMALL_BEHIND = re.compile(r"[®™]? [a-z]{2,}")


def with_forms(flat: str, found: Sequence[Found]) -> list[Found]:
    """The compounds with their form, where a sentence (and no title, which writes every word large) says it large.

    A name that is told so once is read so at every place where its form follows. What names a line of products is
    never a title's word.
    """
    found = [
        replace(item, end=line.end())
        if (line := _LINE.match(flat, item.end) or RELEASE.match(flat, item.end))
        else item
        for item in found
    ]
    formed = {
        flat[item.start : match.end()]
        for item in found
        if (match := FORM.match(flat, item.end))
        and (_SMALL_BEFORE.search(flat, max(0, item.start - 2), item.start) or _SMALL_BEHIND.match(flat, match.end()))
    }
    if not formed:
        return list(found)
    out = []
    for item in found:
        match = FORM.match(flat, item.end)
        out.append(replace(item, end=match.end()) if match and flat[item.start : match.end()] in formed else item)
    return out


def same_product(names: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of a name with its form and the same name without; a name that is also written small is the substance."""
    known = set(names)
    pairs = []
    for name in sorted(known):
        ends = (match for form in (FORM, RELEASE) for match in form.finditer(name) if match.end() == len(name))
        bare = next((name[: match.start()] for match in ends), None)
        if bare in known and bare is not None and bare.lower() not in known:
            pairs.append((name, bare))
    return pairs
