"""HTML to text: blocks become paragraphs, list items bullets, data tables one line a row; nothing is fetched."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Generator, Iterator

import lxml.html
from lxml import etree

from nlp.errors import UnreadableDocument


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_DROPPED = _tags(
    "script style head title noscript template svg nav aside form button select iframe object footer link"
    " meta ix:header ix:hidden ix:references"
    " ix:resources xbrl"
)
_BLOCKS = _tags(
    "p div h1 h2 h3 h4 h5 h6 section article main header ul ol dl dt dd blockquote pre center address"
    " figure figcaption hr body html fieldset"
    " document type sequence filename description text page"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f\v\xa0\u2002\u2003\u2009\u202f]+")
_BULLET = re.compile(r"[·•●▪◦‣○■□➢►*–—o\uf0b7\u25a1\u2610§-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]")
_NUMBER = re.compile(r"[$€£(]*\s*[-–—]?\d[\d,.]*\s*[)%]*|[-–—$€£%)]+")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_BREAK, _BLANK = "\n", "\n\n"


def text_of(markup: str) -> tuple[str, str | None]:
    """The text and the page's title; raises UnreadableDocument where there is no text."""
    root = _parse(markup)
    title = root.find(".//title") if root is not None else None
    writer = _Writer()
    if root is not None:
        _follow(_walk(root, writer, 0))
    text = writer.text()
    if not text:
        raise UnreadableDocument("found HTML without text, expected a release")
    name = " ".join(title.text_content().split()) if title is not None else ""
    return text, name or None


def _parse(markup: str) -> lxml.html.HtmlElement | None:
    parser = lxml.html.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, recover=True, encoding="utf-8", huge_tree=True
    )  # huge_tree: without it everything below 256 open tags is lost, and old filings close few
    data = _XML_DECLARATION.sub("", markup.replace("\x00", "")).encode("utf-8", "replace")
    root: lxml.html.HtmlElement | None = None
    with contextlib.suppress(etree.ParserError, etree.XMLSyntaxError):
        root = lxml.html.document_fromstring(data, parser=parser)
    # The parser makes do with half a page when memory runs out, as it does with broken markup.
    if any(entry.type == etree.ErrorTypes.ERR_NO_MEMORY for entry in parser.error_log):
        raise MemoryError
    return root


class _Writer:
    """Collects words, line breaks and paragraph breaks, and writes no space twice."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._pending = ""

    def words(self, text: str | None) -> None:
        if not text:
            return
        text = _SPACE.sub(" ", text)
        if text == " ":
            self._pending = self._pending or " "
            return
        if text.startswith(" "):
            self._pending = self._pending or " "
            text = text[1:]
        ends = text.endswith(" ")
        text = text[:-1] if ends else text
        if self._pending and self._parts:
            self._parts.append(self._pending)
        self._pending = " " if ends else ""
        self._parts.append(text)

    def line(self) -> None:
        if self._pending not in {_BLANK, _BREAK}:
            self._pending = _BREAK
        elif self._pending == _BREAK:
            self._pending = _BLANK

    def next_line(self) -> None:
        self._pending = self._pending if self._pending == _BLANK else _BREAK

    def paragraph(self) -> None:
        self._pending = _BLANK

    def literal(self, text: str) -> None:
        """Text whose spaces matter: a bullet's indent, a row's tabs."""
        if self._pending and self._parts:
            self._parts.append(self._pending)
        self._pending = ""
        self._parts.append(text)

    def text(self) -> str:
        return "".join(self._parts).strip()


_Steps = Generator["_Steps", None, None]


def _follow(walk: _Steps) -> None:
    """Take a walk whose steps are walks of their own, however deep they lead."""
    below = [walk]
    while below:
        step = next(below[-1], None)
        if step is None:
            below.pop()
        else:
            below.append(step)


def _walk(element: lxml.html.HtmlElement, writer: _Writer, depth: int) -> _Steps:
    tag = element.tag if isinstance(element.tag, str) else ""
    if not tag or tag in _DROPPED or _hidden(element):
        return
    if tag == "br":
        writer.line()
        return
    if tag == "table":
        writer.paragraph()
        yield from _table(element, writer, depth)
        writer.paragraph()
        return
    if tag == "li":
        writer.next_line()
        writer.literal("  " * max(depth - 1, 0) + "· ")
    elif tag in _BLOCKS:
        writer.next_line() if tag in {"ul", "ol"} and depth else _open(writer, element)
    inner = depth + 1 if tag in {"ul", "ol"} else depth
    writer.words(element.text)
    for child in element:
        yield _walk(child, writer, inner)
        writer.words(child.tail)
    if tag == "li":
        writer.next_line()
    elif tag in _BLOCKS:
        writer.next_line() if tag in {"ul", "ol"} and depth else _open(writer, element)


def _open(writer: _Writer, element: lxml.html.HtmlElement) -> None:
    """A block inside a list item must not tear the mark from its words."""
    parent = element.getparent()
    if parent is not None and parent.tag == "li":
        if parent[0] is element and not (parent.text or "").strip():
            return
        writer.next_line()
    else:
        writer.paragraph()


def _hidden(element: lxml.html.HtmlElement) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _HIDDEN.search(style))


def _table(table: lxml.html.HtmlElement, writer: _Writer, depth: int) -> _Steps:
    rows: list[list[str]] = []
    for row in _rows(table):
        rows.append([])
        yield from _cells(row, depth, rows[-1])
    data = sum(1 for row in rows if sum(1 for cell in row if _NUMBER.fullmatch(cell)) >= 2) >= 2
    for row in rows:
        if not row:
            continue
        if len(row) == 1:
            writer.next_line() if data else writer.paragraph()
            _lines(writer, row[0])
        elif len(row) == 2 and _BULLET.fullmatch(row[0]) and not _NUMBER.fullmatch(row[1]):
            writer.next_line()
            mark = row[0] if row[0][-1] in ".)" else "·"
            writer.literal(f"{mark} " + " ".join(row[1].split()))
        elif not data and max(map(len, row)) > 200:
            for cell in row:
                writer.paragraph()
                _lines(writer, cell)
        else:
            writer.next_line()
            writer.literal("\t".join(" ".join(cell.split()) for cell in _joined(row)))


def _lines(writer: _Writer, text: str) -> None:
    """Text that is already rendered, with its own line breaks."""
    writer.literal(text)


def _rows(table: lxml.html.HtmlElement) -> Iterator[lxml.html.HtmlElement]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child if row.tag == "tr")


def _cells(row: lxml.html.HtmlElement, depth: int, found: list[str]) -> _Steps:
    """Put the texts of the cells that have one into `found`."""
    for cell in row:
        if cell.tag not in {"td", "th"} or _hidden(cell):
            continue
        writer = _Writer()
        writer.words(cell.text)
        for child in cell:
            yield _walk(child, writer, depth)
            writer.words(child.tail)
        if text := writer.text():
            found.append(text)


def _joined(row: list[str]) -> list[str]:
    """A currency sign joins the number behind it, a closing bracket or percent sign the one before."""
    cells: list[str] = []
    sign = ""
    for cell in row:
        if cell in {"$", "€", "£", "US$"}:
            sign = cell
        elif cell in {")", "%", ")%"} and cells:
            cells[-1] += cell
        else:
            cells.append(sign + cell)
            sign = ""
    return cells + ([sign] if sign else [])
