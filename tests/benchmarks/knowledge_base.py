"""How fast the knowledge base takes documents in and answers, and how much memory that needs.

    python tests/benchmarks/knowledge_base.py [--documents 10000] [--url URL]

Makes lines as runs write them (companies with a release every month or so, compounds that advance, promises that are
kept, moved or forgotten, deals, results), loads them into an empty SQLite file and into a PostgreSQL server of its own
(or only into the empty database at --url), a tenth at a time, and prints for each tenth the documents a second and the
resident memory of the process, then the median of twenty queries of each kind. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from nlp.kb.promises import promises
from nlp.kb.store import KnowledgeBase, open_base

RELEASES = 50  # of each company
COMPOUNDS = 4
QUERIES = 20
Line = dict[str, Any]


def documents(count: int) -> Iterator[tuple[Line, list[Line]]]:
    """Documents with their events, day after day through all companies."""
    chance = random.Random(7)
    companies = max(1, count // RELEASES)
    for number in range(count):
        turn, company = divmod(number, companies)
        day = date(2015, 1, 1) + timedelta(days=30 * turn + company % 28)
        yield _document(number, company, turn, day, companies, chance)


def _document(
    number: int, company: int, turn: int, day: date, companies: int, chance: random.Random
) -> tuple[Line, list[Line]]:
    name, doc_id = f"Synthetic{company} Therapeutics", f"s{number:06d}"
    partner = f"Synthetic{(company * 7 + 1) % companies} Therapeutics"
    codes = [f"SY{company}-{100 + n}" for n in range(COMPOUNDS)]
    told = [_trial(doc_id, n, codes[n], turn, day, chance) for n in range(COMPOUNDS)]
    told.append(_result(doc_id, turn, day, chance))
    if turn % 10 == 3:
        told.append(_deal(doc_id, name, partner, codes[0], day))
    line = {
        "doc_id": doc_id,
        "sha256": f"{number:064x}",
        "publisher": [name],
        "ticker": None,
        "release_date": day.isoformat(),
        "title": f"{name} reports on its programs",
        "form": "8-K",
        "fiscal_year_end": "12-31",
        "sections": [],
        "compounds": [
            _cluster([code, *([f"synthetomab{company}"] if n == 0 and turn > 25 else [])])
            for n, code in enumerate(codes)
        ],
        "companies": [_cluster([name, f"Synthetic{company}"]), _cluster([partner])],
        "relations": [],
        "status": "ok",
        "error": None,
    }
    return line, told


def _cluster(texts: list[str]) -> Line:
    return {"name": texts[0], "id": None, "texts": texts, "reasons": []}


def _alone(text: str) -> Line:
    return _cluster([text])


def _named(text: str) -> Line:
    return {"name": text, "id": None, "text": text, "aliases": []}


def _line(doc_id: str, number: int, kind: str, realis: str, slots: Line) -> Line:
    place = {"start": 100 * number, "end": 100 * number + 60, "section": "body", "rule": f"{kind}.synthetic"}
    mention = {**place, "text": f"Sentence {number} of document {doc_id}."}
    around = {"speaker": None, "confidence": 0.9, "warnings": [], "mentions": [mention]}
    return {"id": f"{doc_id}-{number}", "doc_id": doc_id, "type": kind, **slots, "realis": realis, **around}


def _days(first: date, length: int) -> Line:
    return {"earliest": first.isoformat(), "latest": (first + timedelta(days=length)).isoformat(), "text": "then"}


def _trial(doc_id: str, number: int, code: str, turn: int, day: date, chance: random.Random) -> Line:
    phase = str(1 + turn * 3 // RELEASES)
    realis, status, when = chance.choice(
        [
            ("expected", "initiated", _days(day + timedelta(days=90), 90)),
            ("actual", "initiated", _days(day, 0)),
            ("actual", "ongoing", None),
            ("expected", "completed", _days(day + timedelta(days=180), 60)),
        ]
    )
    slots = {"compound": _named(code), "phase": phase, "status": status, "indication": ["asthma"]}
    return _line(doc_id, number, "trial_status", realis, {**slots, "trial": None, "sponsor": None, "date": when})


def _result(doc_id: str, turn: int, day: date, chance: random.Random) -> Line:
    value = chance.randrange(10, 90) * 1_000_000
    slots = {"metric": "net_loss", "value": value, "unit": "USD", "period": _days(day - timedelta(days=30), 29)}
    return _line(doc_id, 10, "financial_result", "actual", {**slots, "prior_value": None, "prior_period": None})


def _deal(doc_id: str, name: str, partner: str, code: str, day: date) -> Line:
    slots = {
        "kind": "license",
        "status": "signed",
        "parties": [_named(name), _named(partner)],
        "licensor": _named(name),
        "licensee": _named(partner),
        "asset": [code],
        "territory": [],
        "upfront": {"amount": 20_000_000, "currency": "USD"},
        "milestones": None,
        "royalty": None,
        "date": _days(day, 0),
    }
    return _line(doc_id, 11, "deal", "actual", slots)


def resident() -> float:
    """Mebibytes of memory that the process has now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 2**20


def load(base: KnowledgeBase, count: int) -> None:
    """Load all, a tenth at a time."""
    portion: list[tuple[Line, list[Line]]] = []
    size = max(1, count // 10)
    started = time.perf_counter()
    for made in documents(count):
        portion.append(made)
        if len(portion) == size:
            begun = time.perf_counter()
            base.load([line for line, _ in portion], {line["doc_id"]: told for line, told in portion})
            rate = len(portion) / (time.perf_counter() - begun)
            print(f"  {rate:7.0f} documents a second, {resident():6.0f} MiB", flush=True)
            portion = []
    print(f"  all: {count / (time.perf_counter() - started):.0f} documents a second")


def latency(name: str, ask: Callable[[int], object], times: int = QUERIES) -> None:
    """Print the median time of a question."""
    taken = []
    for number in range(times):
        begun = time.perf_counter()
        ask(number)
        taken.append(time.perf_counter() - begun)
    print(f"  {name:44s} {statistics.median(taken) * 1000:9.1f} ms")


def measure(url: str, count: int) -> None:
    """Load into an empty base and ask it."""
    print(f"{url.split('://')[0]}: {count} documents")
    base = open_base(url, create=True)
    load(base, count)
    again = list(islice(documents(count), 200))
    begun = time.perf_counter()
    base.load([line for line, _ in again], {line["doc_id"]: told for line, told in again})
    print(f"  {len(again) / (time.perf_counter() - begun):7.0f} known documents a second")
    latency("who carries a name, with all facts", lambda n: base.find(f"SY{n}-100"))
    latency("the same as of a day", lambda n: base.find(f"SY{n}-100", date(2017, 1, 1)), 5)
    latency("a whole company", lambda n: base.find(f"Synthetic{n} Therapeutics"))
    latency("the ledger of all promises", lambda _: promises(base.knowledge()), 3)


def main() -> None:
    """Measure SQLite and PostgreSQL, or the database that is given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--url")
    options = parser.parse_args()
    if options.url:
        measure(options.url, options.documents)
        return
    import pgserver

    with tempfile.TemporaryDirectory() as folder:
        measure(f"sqlite:///{folder}/knowledge.db", options.documents)
        server = pgserver.get_server(f"{folder}/pg", cleanup_mode="stop")
        measure(server.get_uri(), options.documents)
        server.cleanup()


if __name__ == "__main__":
    main()
