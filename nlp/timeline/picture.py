"""timeline.svg and timeline.png: the page's lanes as one picture.

It is drawn by the code of the page, because Vega, which Altair draws with, has no hatching and no bars that rise;
vl-convert makes pixels of it, without a browser.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from nlp.errors import UsageError
from nlp.timeline import layout, palette
from nlp.timeline.axis import ticks
from nlp.timeline.layout import Placed, Scale
from nlp.timeline.legend import HEIGHT as SAMPLE_HEIGHT
from nlp.timeline.legend import legend
from nlp.timeline.model import Lane, Row, Timeline
from nlp.timeline.shapes import Pen, draw
from nlp.timeline.words import NO_DISEASE, called, headline, short, told_undated

WIDTH = 1440
_LEFT, _MARGIN = 230, 20  # the column of the rows' names, and the edge
_LINE = 15
_NAME = 34  # characters of a row's name
_MOST_PIXELS = 120_000_000
_FINE_PIXELS = 10_000_000  # up to which a picture is made twice as fine
_FONT = "'Liberation Sans',Arial,Helvetica,sans-serif"
_RULES = f"""
text{{font-family:{_FONT};font-size:11px;fill:var(--ink);stroke:var(--paper);stroke-width:3;paint-order:stroke}}
.paper{{fill:var(--paper)}}
.title{{font-size:18px;font-weight:bold}}
.lane{{font-size:13px;font-weight:bold}}
.quiet,.undated,.tick{{fill:var(--quiet)}}
.grid{{stroke:var(--line)}}
.now{{stroke:var(--quiet);stroke-dasharray:3 3}}
"""


def svg_parts(timeline: Timeline) -> Iterator[bytes]:
    """The picture as SVG, in light colours or where the reader asks for dark ones in those."""
    yield svg(timeline).encode("utf-8")


def png_parts(timeline: Timeline) -> Iterator[bytes]:
    """The picture in pixels, in light colours; twice as fine where it does not get too large.

    Raises UsageError for a picture of more than 120 million pixels.
    """
    import vl_convert

    text, height = _svg(timeline)
    pixels = WIDTH * height
    if pixels > _MOST_PIXELS:
        raise UsageError(
            f"--format png: found {len(timeline.lanes)} lanes, a picture of {WIDTH} by {height} pixels, expected at "
            "most 120 million pixels; choose with --only, --from or --to, or write svg or html"
        )
    yield vl_convert.svg_to_png(text, scale=2.0 if pixels <= _FINE_PIXELS else 1.0)


def svg(timeline: Timeline) -> str:
    """The picture as SVG text."""
    return _svg(timeline)[0]


def _svg(timeline: Timeline) -> tuple[str, int]:
    span = timeline.span
    scale = Scale(layout.year_span(span), WIDTH - _LEFT - 2 * _MARGIN) if span else None
    parts = [_text(_MARGIN, 34, f"Timeline by {timeline.by}", "title"), _text(_MARGIN, 54, headline(timeline), "quiet")]
    legend_parts, top = _legend(70)
    parts += legend_parts
    top += 34
    body, bottom = _lanes(timeline, scale, top)
    if scale:
        parts += _axis(timeline, scale, top - 12, bottom)
    height = int(bottom + _MARGIN)
    rules = _RULES + palette.shape_rules()
    style = (
        f"<style>{palette.filled_in(rules, palette.LIGHT)}"
        f"@media (prefers-color-scheme:dark){{{palette.filled_in(rules, palette.DARK)}}}</style>"
    )
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'role="img" aria-label="Timeline by {timeline.by}">{style}<defs>{palette.hatches()}</defs>'
        f'<rect class="paper" width="{WIDTH}" height="{height}"/>'
    )
    return "\n".join([head, *parts, *body, "</svg>\n"]), height


def _legend(top: int) -> tuple[list[str], int]:
    """The samples in as many lines as they need, and where they end."""
    parts, x, y = [], _MARGIN, top
    for sample, wide, meaning in legend():
        width = wide + int(layout.text_width(meaning)) + 22
        if x + width > WIDTH - _MARGIN:
            x, y = _MARGIN, y + SAMPLE_HEIGHT + 2
        parts.append(f'<g transform="translate({x} {y})">{sample}{_text(wide + 4, 15, meaning, "quiet")}</g>')
        x += width
    return parts, y + SAMPLE_HEIGHT


def _axis(timeline: Timeline, scale: Scale, top: float, bottom: float) -> list[str]:
    parts, left = [], _LEFT + _MARGIN
    for tick in ticks(scale):
        if tick.fits(scale):
            x = left + scale.x(tick.day)
            parts.append(f'<path class="grid" d="M{x:.1f} {top + 4:.0f}V{bottom:.0f}"/>')
            parts.append(_text(x + 3, top, tick.label, "tick"))
    if timeline.until and scale.span.earliest <= timeline.until <= scale.span.latest:
        x = left + scale.x(scale.day(timeline.until) + 1)
        parts.append(f'<path class="now" d="M{x:.1f} {top + 4:.0f}V{bottom:.0f}"/>')
    return parts


def _lanes(timeline: Timeline, scale: Scale | None, top: float) -> tuple[list[str], float]:
    parts, y = [], top
    for lane in timeline.lanes:
        y += 12
        parts.append(_heading(lane, y + 12))
        y += 22
        for row in lane.rows:
            placed = layout.place(row, timeline.by, scale) if scale else Placed((), 0)
            undated = _lines(told_undated(row), WIDTH - _LEFT - 2 * _MARGIN)
            parts.append(_row(row, placed, undated, scale, y))
            y += max(placed.height + _LINE * len(undated), layout.TRACK) + 3
    return parts, y


def _heading(lane: Lane, y: float) -> str:
    names = called(lane.names)
    line = f'<path class="grid" d="M{_MARGIN} {y - 16:.0f}H{WIDTH - _MARGIN}"/>'
    gap = int(layout.text_width(lane.name) * 1.3) + 14
    return line + _text(_MARGIN, y, lane.name, "lane") + _text(_MARGIN + gap, y, short(names, 170), "quiet")


def _row(row: Row, placed: Placed, undated: list[str], scale: Scale | None, y: float) -> str:
    name = short(row.name or NO_DISEASE, _NAME)
    parts = [_text(_MARGIN + 8, y + 16, name, "" if row.name else "quiet")]
    if scale:
        items = "".join(draw(item, Pen(scale)) for item in placed.items)
        parts.append(f'<g transform="translate({_LEFT + _MARGIN} {y:.0f})">{items}</g>')
    for number, line in enumerate(undated):
        parts.append(
            _text(
                _LEFT + _MARGIN + 4, y + placed.height + _LINE * number + (12 if placed.height else 16), line, "undated"
            )
        )
    return "".join(parts)


def _lines(text: str, width: float) -> list[str]:
    """The text in lines that are no wider than so many pixels."""
    lines: list[str] = []
    for word in text.split():
        if lines and layout.text_width(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _text(x: float, y: float, text: str, kind: str) -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text x="{x:.1f}" y="{y:.1f}"{named}>{escape(text)}</text>'
