"""dateparser.search_dates alone, told the language and each release's day, as its documentation advises for speed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from dateparser.search import search_dates
from lines import Line, main, original, setup

RELEASED = setup()["released"]
ANY_DAY = "2020-01-01"  # never the clock's


def read(name: str, text: str) -> Iterator[Line]:
    """Dates; their places are looked for one after the other, as search_dates tells only their words."""
    day = datetime.fromisoformat(RELEASED.get(original(name), ANY_DAY))
    at = 0
    for words, found in search_dates(text, languages=["en"], settings={"RELATIVE_BASE": day}) or ():
        start = text.find(words, at)
        if start >= 0:
            at = start + len(words)
            days = found.date().isoformat()
            yield {"kind": "date", "start": start, "end": at, "text": words, "earliest": days, "latest": days}


main(read)
