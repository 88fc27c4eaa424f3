"""Which lines of a table are sums of which others, told by the columns in which they add up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product

from nlp.tables.labels import plain
from nlp.tables.records import Relation, Row, Table

_TOTAL = re.compile(r"total\b.*|")
_RESULT = re.compile(
    r".*\b(?:net|gross|operating|comprehensive|ebitda)\b.*"
    r"|.*\b(?:loss|income|profit|earnings)\b.*\b(?:from|before|after|for)\b.*"
)
_NO_MONEY = re.compile(r"\b(?:per|weighted|percent|number of)\b|\bshares (?:used|outstanding)\b|%")
_EQUITY = re.compile(r"total liabilities(?:,| and|,? [a-z ]+ and)? .*(?:equity|deficit)\W*(?:\(deficit\))?")
_MOST = 16  # lines of one sum
_SIGNED = 3  # lines up to which every sign is tried

Parts = tuple[tuple[int, int], ...]


Numbers = Sequence[Sequence[Decimal | None]]


def relations(table: Table) -> tuple[Relation, ...]:
    """The sums of a table in reading order. A sum is one if it is exact in a column with two numbers or more; a total
    that no column can test takes the lines under its heading (`assumed`).
    """
    numbers = [[number(table, row, column) for row in range(len(table.rows))] for column in range(len(table.columns))]
    open_lines: list[int] = []
    found: list[Relation] = []
    for place, row in enumerate(table.rows):
        words = plain(row.label)
        if _NO_MONEY.search(words) and "par value" not in words:
            continue
        total = _TOTAL.fullmatch(words) is not None
        if total or _RESULT.fullmatch(words):
            relation = _relation(numbers, open_lines, place, total)
            if relation is None and total and words:
                relation = _assumed(table, numbers, open_lines, place)
            if relation is not None:
                found.append(relation)
                del open_lines[len(open_lines) - len(relation.parts) :]
        open_lines.append(place)
    return (*found, *_balance(table))


def number(table: Table, row: int, column: int) -> Decimal | None:
    """The number that was read without doubt, else None."""
    cells = table.rows[row].cells
    cell = cells[column] if cells else None
    return cell.number if cell is not None and cell.sure else None


def _relation(numbers: Numbers, open_lines: Sequence[int], place: int, total: bool) -> Relation | None:
    """The sum of the last open lines that holds in the most columns."""
    best: Relation | None = None
    for count in range(2, min(len(open_lines), _MOST) + 1):
        lines = open_lines[-count:]
        if all(column[lines[0]] is None for column in numbers):
            break  # nobody knows what stands in that line
        for signs in _signs(count, total):
            found = _tested(numbers, place, tuple(zip(lines, signs, strict=True)))
            if found is not None and (best is None or len(found.holds) > len(best.holds)):
                best = found
    return best


def _signs(count: int, total: bool) -> Iterator[tuple[int, ...]]:
    if total:
        yield (1,) * count
    elif count <= _SIGNED:
        yield from ((1, *signs) for signs in product((1, -1), repeat=count - 1))
    else:
        yield (1,) * count
        yield (1, *(-1,) * (count - 1))


def _tested(numbers: Numbers, place: int, parts: Parts) -> Relation | None:
    """A sum with the columns in which it holds exactly, with two numbers or more, and those in which it fails; None
    where it holds in none.
    """
    holds = {c for c, column in enumerate(numbers) if _holds(column, place, parts)}
    if not holds:
        return None
    whole = {c for c, column in enumerate(numbers) if all(column[row] is not None for row in (place, *dict(parts)))}
    fails = {
        c for c in whole - holds if sum((s * (numbers[c][r] or 0) for r, s in parts), Decimal(0)) != numbers[c][place]
    }
    return Relation(place, parts, frozenset(holds), frozenset(fails))


def _holds(column: Sequence[Decimal | None], place: int, parts: Parts) -> bool:
    wanted = column[place]
    if wanted is None:
        return False
    added, filled = Decimal(0), 0
    for row, sign in parts:
        value = column[row]
        if value is None:
            return False
        if value:
            filled += 1
            added += value if sign > 0 else -value
    return filled > 1 and added == wanted


def _assumed(table: Table, numbers: Numbers, open_lines: Sequence[int], place: int) -> Relation | None:
    """The lines under the total's heading, where damage in every column leaves nothing to test them by."""
    heading = table.rows[place].heading
    lines: list[int] = []
    for line in reversed(open_lines):
        if table.rows[line].heading != heading or _TOTAL.fullmatch(plain(table.rows[line].label)):
            break
        lines.insert(0, line)
    if len(lines) < 2 or not all(table.rows[line].cells for line in lines):
        return None
    if any(all(column[line] is not None for line in (*lines, place)) for column in numbers):
        return None  # a column that can be tested: the lines are not its sum
    return Relation(place, tuple((line, 1) for line in lines), frozenset(), frozenset(), True)


def _balance(table: Table) -> Iterator[Relation]:
    """Total assets are total liabilities and equity."""
    words = [plain(row.label) for row in table.rows]
    assets = next((i for i, label in enumerate(words) if label == "total assets"), None)
    both = next((i for i, label in enumerate(words) if _EQUITY.fullmatch(label)), None)
    if assets is None or both is None:
        return
    pairs = [(c, number(table, assets, c), number(table, both, c)) for c in range(len(table.columns))]
    holds = frozenset(c for c, a, b in pairs if a is not None and a == b)
    fails = frozenset(c for c, a, b in pairs if a is not None and b is not None and a != b)
    if holds:
        yield Relation(both, ((assets, 1),), holds, fails)


def solutions(table: Table, found: Sequence[Relation], row: int, column: int) -> list[tuple[Decimal, str]]:
    """What a number must be by each sum that it stands in, with the sum in words; the number itself is not looked at.

    Only sums that hold in another column and fail in none; assumed ones come last.
    """
    solved: list[tuple[Decimal, str]] = []
    for relation in sorted(found, key=lambda one: one.assumed):
        if relation.fails - {column} or not (relation.assumed or relation.holds - {column}):
            continue
        terms = _terms(table, relation, row, column)
        if terms:
            solved.append((_sum(terms), f"{_added(terms)} = {printed(_sum(terms))}"))
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
    known = [(value, sign) for value, sign in terms if value is not None]
    return known if len(known) == len(terms) else None


def broken(table: Table, found: Sequence[Relation]) -> Iterator[tuple[Relation, int, str, Decimal]]:
    """Totals that are not the sum of their lines, with the column, the sum in words and the sum.

    Every line was read without doubt, and the sum holds in all columns but this one. Differences that rounding makes
    are none, nor are those that are one of the lines or twice one: there a line does not count or has the other sign.
    """
    for relation in found:
        rows = [table.rows[line] for line in (relation.total, *(line for line, _ in relation.parts))]
        whole = len(relation.holds) + len(relation.fails) == len(table.columns)
        if relation.assumed or len(relation.fails) != 1 or not whole or len(rows) < 3 or any(r.doubtful for r in rows):
            continue
        (column,) = relation.fails
        wanted = number(table, relation.total, column)
        terms = [(number(table, line, column) or Decimal(0), sign) for line, sign in relation.parts]
        off = abs(_sum(terms) - (wanted or Decimal(0)))
        if off > _unit(rows) * len(rows) and off not in {times * abs(value) for value, _ in terms for times in (1, 2)}:
            yield relation, column, f"{_added(terms)} = {printed(_sum(terms))}", _sum(terms)


def _unit(rows: Sequence[Row]) -> Decimal:
    """The last digit that the lines print."""
    exponents = [c.number.as_tuple().exponent for row in rows for c in row.cells if c and c.number is not None]
    return Decimal(1).scaleb(min((e for e in exponents if isinstance(e, int)), default=0))


def _sum(terms: Sequence[tuple[Decimal, int]]) -> Decimal:
    return sum((sign * value for value, sign in terms), Decimal(0))


def _added(terms: Sequence[tuple[Decimal, int]]) -> str:
    words = ""
    for value, sign in sorted(terms, key=lambda term: term[1], reverse=True):
        mark = "-" if sign < 0 else "+"
        words += f" {mark} {printed(value)}" if words or sign < 0 else printed(value)
    return words.strip()


def printed(value: Decimal) -> str:
    """A number as tables print it: groups of three, a negative one in brackets."""
    return f"({-value:,})" if value < 0 else f"{value:,}"
