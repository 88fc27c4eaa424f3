"""Which lines of a table are sums of which others, told by the columns in which they add up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product

from nlp.tables.labels import meaning, plain
from nlp.tables.records import Relation, Row, Table

_TOTAL = re.compile(r"total\b.*|")
_RESULT = re.compile(
    r".*\b(?:net|gross|operating|comprehensive|ebitda)\b.*|.*\b(?:loss|income|profit|earnings)\b.*\b(?:from|before|after|for)\b.*"
)
_NO_MONEY = re.compile(r"\b(?:per|shares?|weighted|percent|%)\b")
_MOST = 16  # lines of one sum
_SIGNED = 3  # lines up to which every sign is tried


def relations(table: Table) -> tuple[Relation, ...]:
    """The sums of a table in reading order. A sum is one if it is exact in a column with two numbers or more; a total
    that no column can test takes the lines under its heading (`assumed`).
    """
    open_lines: list[int] = []
    found: list[Relation] = []
    for place, row in enumerate(table.rows):
        words = plain(row.label)
        if _NO_MONEY.search(words):
            continue
        total, result = bool(_TOTAL.fullmatch(words)), bool(_RESULT.fullmatch(words))
        relation = _relation(table, open_lines, place, total) if total or result else None
        if relation is not None:
            found.append(relation)
            parts = {part for part, _ in relation.parts}
            open_lines = [line for line in open_lines if line not in parts]
        open_lines.append(place)
    return tuple(found) + tuple(_balance(table))


def number(table: Table, row: int, column: int) -> Decimal | None:
    """The number that was read without doubt, else None."""
    cell = table.rows[row].cells[column]
    return cell.number if cell is not None and cell.sure else None


def _relation(table: Table, open_lines: Sequence[int], place: int, total: bool) -> Relation | None:
    best: Relation | None = None
    for count in range(2, min(len(open_lines), _MOST) + 1):
        lines = open_lines[-count:]
        for signs in _signs(count, total):
            parts = tuple(zip(lines, signs, strict=True))
            holds = frozenset(c for c in range(len(table.columns)) if _holds(table, parts, place, c))
            if holds and (best is None or len(holds) > len(best.holds)):
                best = Relation(place, parts, holds)
    if best is None and total and table.rows[place].label:
        return _assumed(table, open_lines, place)
    return best


def _signs(count: int, total: bool) -> Iterator[tuple[int, ...]]:
    if total:
        yield (1,) * count
    elif count <= _SIGNED:
        yield from ((1, *signs) for signs in product((1, -1), repeat=count - 1))
    else:
        yield (1,) * count
        yield (1, *(-1,) * (count - 1))


def _holds(table: Table, parts: Sequence[tuple[int, int]], place: int, column: int) -> bool:
    """Whether the parts make the total exactly, at least two of them not nil."""
    wanted = number(table, place, column)
    if wanted is None:
        return False
    filled, added = 0, Decimal(0)
    for row, sign in parts:
        value = number(table, row, column)
        if value is None:
            return False
        filled += value != 0
        added += sign * value
    return filled > 1 and added == wanted


def _assumed(table: Table, open_lines: Sequence[int], place: int) -> Relation | None:
    """The lines under the total's heading, where damage in every column leaves nothing to test them by."""
    heading = table.rows[place].heading
    lines = []
    for line in reversed(open_lines):
        if table.rows[line].heading != heading or _TOTAL.fullmatch(plain(table.rows[line].label)):
            break
        lines.append(line)
    columns = range(len(table.columns))
    whole = any(all(number(table, row, c) is not None for row in [*lines, place]) for c in columns)
    if len(lines) < 2 or whole:
        return None
    return Relation(place, tuple((line, 1) for line in reversed(lines)), frozenset(), True)


def _balance(table: Table) -> Iterator[Relation]:
    """Total assets are total liabilities and equity."""
    sides: dict[bool, int] = {}
    for place, row in enumerate(table.rows):
        words = plain(row.label)
        if words == "total assets":
            sides[True] = place
        elif re.fullmatch(r"total liabilities(?:,| and|,? [a-z ]+ and)? .*(?:equity|deficit)\W*(?:\(deficit\))?", words):
            sides[False] = place
    if len(sides) == 2:
        first, second = sides[True], sides[False]
        holds = frozenset(c for c in range(len(table.columns)) if _same(table, first, second, c))
        if holds:
            yield Relation(second, ((first, 1),), holds)


def _same(table: Table, first: int, second: int, column: int) -> bool:
    value = number(table, first, column)
    return value is not None and value == number(table, second, column)


def solutions(table: Table, found: Sequence[Relation], row: int, column: int) -> list[tuple[Decimal, str, Relation]]:
    """What a number must be by each sum that it stands in, with the sum in words; the number itself is not looked at."""
    solved = []
    for relation in found:
        if not relation.assumed and not relation.holds - {column}:
            continue
        terms = _terms(table, relation, row, column)
        if terms:
            value = sum((sign * n for n, sign in terms), Decimal(0))
            solved.append((value, f"{_added(terms)} = {printed(value)}", relation))
    return solved


def _terms(table: Table, relation: Relation, row: int, column: int) -> list[tuple[Decimal, int]] | None:
    """The numbers and signs that make the row's own: the parts of a total, or the total without the other parts."""
    signs = dict(relation.parts)
    if row == relation.total:
        wanted = list(relation.parts)
    elif row in signs:
        own = signs[row]
        wanted = [(relation.total, own), *((line, -sign * own) for line, sign in relation.parts if line != row)]
    else:
        return None
    terms = [(number(table, line, column), sign) for line, sign in wanted]
    known = [(n, sign) for n, sign in terms if n is not None]
    return known if len(known) == len(terms) else None


def said(table: Table, relation: Relation, column: int) -> str:
    """The sum of a column in words."""
    terms = [(number(table, line, column) or Decimal(0), sign) for line, sign in relation.parts]
    return f"{_added(terms)} = {printed(sum((sign * n for n, sign in terms), Decimal(0)))}"


def _added(terms: Sequence[tuple[Decimal, int]]) -> str:
    words = ""
    for value, sign in sorted(terms, key=lambda term: term[1], reverse=True):
        mark = "-" if sign < 0 else "+"
        words += f" {mark} {printed(value)}" if words or sign < 0 else printed(value)
    return words.strip()


def printed(value: Decimal) -> str:
    """A number as tables print it: groups of three, a negative one in brackets."""
    return f"({-value:,})" if value < 0 else f"{value:,}"


def broken(table: Table, found: Sequence[Relation]) -> Iterator[tuple[Relation, int, Decimal]]:
    """Totals that are not the sum of their lines, with the column and the sum; every line was read without doubt.

    The sum holds in another column. Differences that rounding makes are none, nor are those that are one of the lines
    or twice one: there a line does not count or has the other sign.
    """
    for relation in found:
        rows = [table.rows[line] for line in (relation.total, *(line for line, _ in relation.parts))]
        if relation.assumed or len(rows) < 3 or any(row.doubtful for row in rows):
            continue
        for column in sorted(set(range(len(table.columns))) - relation.holds):
            terms = [(number(table, line, column), sign) for line, sign in relation.parts]
            wanted = number(table, relation.total, column)
            lines = [n for n, _ in terms if n is not None]
            if wanted is None or len(lines) < len(terms) or not all(_told(row, column) for row in rows):
                continue
            added = sum((sign * n for n, sign in terms if n is not None), Decimal(0))
            off = abs(added - wanted)
            if off > _unit(rows) * (len(lines) + 1) and off not in {m * abs(n) for n in lines for m in (1, 2)}:
                yield relation, column, added


def _told(row: Row, column: int) -> bool:
    cell = row.cells[column]
    return cell is not None


def _unit(rows: Sequence[Row]) -> Decimal:
    """The last digit that the lines print."""
    exponents = [c.number.as_tuple().exponent for row in rows for c in row.cells if c and c.number is not None]
    return Decimal(1).scaleb(min((e for e in exponents if isinstance(e, int)), default=0))


def means(row: Row) -> str | None:
    """The metric of a row, None where its words are not known."""
    known = meaning(row.label, row.above)
    return known.metric if known else None
