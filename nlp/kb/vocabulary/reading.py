"""Reads the files of vocabularies, recognised by what is in them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

from nlp.errors import UsageError
from nlp.kb.vocabulary.records import Drug, Filer

_DRUGBANK_COLUMNS = ("DrugBank ID", "Common name", "Synonyms")
_SEC_KEYS = ("cik_str", "ticker", "title")


def read(path: Path) -> tuple[list[Drug], list[Filer]]:
    """The drugs or the companies of a file. Raises UsageError for a file that is no vocabulary that we know."""
    try:
        told = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: expected a vocabulary in UTF-8, found: {error}") from error
    if told.lstrip().startswith("{"):
        return [], _filers(path, told)
    return _drugs(path, told), []


def _drugs(path: Path, told: str) -> list[Drug]:
    rows = csv.DictReader(io.StringIO(told, newline=""))
    columns = rows.fieldnames or ()
    missing = [name for name in _DRUGBANK_COLUMNS if name not in columns]
    if missing:
        raise UsageError(
            f"{path}: expected DrugBank's vocabulary (columns {', '.join(_DRUGBANK_COLUMNS)}) or the SEC's "
            f"company_tickers.json, found a file that begins {told[:60]!r}"
        )
    found: list[Drug] = []
    try:
        for row in rows:
            id, name = (row["DrugBank ID"] or "").strip(), _spaced(row["Common name"] or "")
            if not id.isalnum() or not name:
                raise UsageError(
                    f"{path}, line {rows.line_num}: expected a DrugBank id and a name, found {id!r} and {name!r}"
                )
            synonyms = (_spaced(item) for item in (row["Synonyms"] or "").split(" | "))
            found.append(Drug(path.name, rows.line_num, id, name, tuple(item for item in synonyms if item)))
    except csv.Error as error:
        raise UsageError(f"{path}, line {rows.line_num}: expected rows of CSV, found: {error}") from error
    return found


def _filers(path: Path, told: str) -> list[Filer]:
    try:
        rows = json.loads(told)
    except (json.JSONDecodeError, RecursionError) as error:
        raise UsageError(f"{path}: expected the SEC's company_tickers.json, found broken JSON: {error}") from error
    found: dict[int, Filer] = {}
    for line, (key, row) in enumerate(rows.items(), start=1):
        cik, ticker, title = _row(path, key, row)
        known = found.get(cik)
        if known is None:
            found[cik] = Filer(path.name, line, cik, title, (ticker,))
        elif ticker not in known.tickers:
            found[cik] = Filer(known.file, known.line, cik, known.title, (*known.tickers, ticker))
    return list(found.values())


def _row(path: Path, key: str, row: Any) -> tuple[int, str, str]:
    told = [row.get(name) for name in _SEC_KEYS] if isinstance(row, dict) else []
    if len(told) == 3 and isinstance(told[0], int) and isinstance(told[1], str) and isinstance(told[2], str):
        ticker, title = told[1].strip(), _spaced(told[2])
        if ticker and title:
            return told[0], ticker, title
    raise UsageError(
        f"{path}, entry {key!r}: expected the SEC's company_tickers.json ({', '.join(_SEC_KEYS)}), found "
        f"{json.dumps(row)[:80]}"
    )


def _spaced(text: str) -> str:
    return " ".join(text.split())
