"""Colours, and the rules that give them to shapes; the page and the picture share both.

Light and dark differ in more than background: later phases are darker on white and brighter on black.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "paper": "#ffffff",
        "panel": "#f5f7fa",
        "ink": "#1b2530",
        "quiet": "#586676",
        "line": "#dde3ea",
        "focus": "#c2185b",
        "flag": "#c62828",
        "p0": "#7689a0",
        "p1": "#5197cf",
        "p2": "#2a72b5",
        "p3": "#17508f",
        "p4": "#0b2d57",
        "trial_status": "#3c5166",
        "readout": "#2a8a57",
        "regulatory": "#cf6a0a",
        "deal": "#7a4dc2",
        "payment": "#967000",
        "guidance": "#0d8587",
        "financial_result": "#737c88",
        "other": "#737c88",
    }
)
DARK: Mapping[str, str] = MappingProxyType(
    {
        "paper": "#12171c",
        "panel": "#1a2128",
        "ink": "#e7ecf1",
        "quiet": "#9aa9b7",
        "line": "#2b353f",
        "focus": "#ff80ab",
        "flag": "#ff7b72",
        "p0": "#8497a9",
        "p1": "#3f74a5",
        "p2": "#4c93d3",
        "p3": "#86c0f4",
        "p4": "#c0ddfa",
        "trial_status": "#b9c8d6",
        "readout": "#59c48a",
        "regulatory": "#f3a14f",
        "deal": "#b797f0",
        "payment": "#dfbb3e",
        "guidance": "#4ac4c6",
        "financial_result": "#9ba6b2",
        "other": "#9ba6b2",
    }
)
_SURFACES = frozenset({"paper", "panel", "ink", "quiet", "line", "focus", "flag"})
COLOURS = tuple(name for name in LIGHT if name not in _SURFACES)

_SHAPES = """
.item text{fill:var(--ink)}
.band{opacity:.6}
.hollow{fill:var(--paper);stroke-width:1.7}
.tail{fill:none;stroke-width:1.4;stroke-dasharray:1.5 2.5}
.cross{fill:none;stroke:var(--flag);stroke-width:1.8}
.flag{fill:var(--flag);stroke:var(--paper);stroke-width:1}
.flagged{fill:none;stroke:var(--paper);stroke-width:1.2}
.r-possible polygon,.r-possible path{opacity:.65}
.s-superseded polygon,.s-superseded path{opacity:.4}
.r-possible text,.s-superseded text{fill:var(--quiet)}
.r-denied text{text-decoration:line-through}
"""


def shape_rules() -> str:
    """CSS for the shapes, with the colours as variables: full (c-), hatched (h-), pale (l-) and line (t-)."""
    coloured = (
        f".c-{n}{{fill:var(--{n});stroke:var(--{n})}}"
        f".h-{n}{{fill:url(#hatch-{n});stroke:var(--{n})}}"
        f".l-{n}{{fill:var(--{n});fill-opacity:.22;stroke:var(--{n});stroke-dasharray:2 2}}"
        f".t-{n}{{stroke:var(--{n})}}\n"
        for n in COLOURS
    )
    return "".join(coloured) + _SHAPES.lstrip()


def variables(colours: Mapping[str, str]) -> str:
    """The colours as CSS variables."""
    return ";".join(f"--{name}:{value}" for name, value in colours.items())


def filled_in(rules: str, colours: Mapping[str, str]) -> str:
    """Rules with the colours in place of the variables, for readers of SVG that know no variables."""
    return re.sub(r"var\(--(\w+)\)", lambda match: colours[match[1]], rules)


def hatches() -> str:
    """The patterns that the hatched shapes are filled with."""
    return "".join(
        f'<pattern id="hatch-{n}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect class="c-{n}" width="1.6" height="5" stroke="none"/></pattern>'
        for n in COLOURS
    )
