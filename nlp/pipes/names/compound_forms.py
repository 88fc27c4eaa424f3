"""A product's name that ends with its form: "Vadribine Tablets", "Tesmorelix LA"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from nlp.pipes.found import Found

FORM = re.compile(
    r" (?:LA|LAI|SR|XR|SL|IR|CR|DR|TDS|ER(?!\+|-|/| (?:positive|negative|status))|ODT|XL|Tablets|Capsules|Cream|Gel|"
    r"Ointment|Patch|"
    r"(?:Oral|Ophthalmic|Nasal|Topical) (?:Solution|Suspension|Spray|Gel|Film))(?![\w-])"
)
_SMALL_BEFORE = re.compile(r"[a-z,] $")
_SMALL_BEHIND = re.compile(r"[®™]? [a-z]{2,}")


def with_forms(flat: str, found: Sequence[Found]) -> list[Found]:
    """The compounds with their form, where a sentence (and no title, which writes every word large) says it large.

    A name that is told so once is read so at every place where its form follows.
    """
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
        bare = next((name[: match.start()] for match in FORM.finditer(name) if match.end() == len(name)), None)
        if bare in known and bare is not None and bare.lower() not in known:
            pairs.append((name, bare))
    return pairs
