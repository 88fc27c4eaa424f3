"""Documents as an archive has them: mostly short releases, filings between them, all with ids of their own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path

from measure import CORPUS

FILING_EVERY = 10
NEWS = (
    ("{company} Doses First Patient in Phase {phase} Trial of NRV-{number} in Asthma",
     "today announced that it has dosed the first patient in its Phase {phase} BREEZE trial of NRV-{number} in severe"
     " asthma. Toral Pharma will pay $12 million when the trial ends."),
    ("{company} Reports Positive Topline Results for NRV-{number} in Gout",
     "today announced that NRV-{number} met the primary endpoint of its Phase {phase} trial in gout. The company plans"
     " to submit a new drug application to the FDA in the second half of 2025."),
    ("{company} and Gilmore Pharma Sign License Agreement for ALDORIQ",
     "today announced a license agreement with Gilmore Pharma for ALDORIQ. {company} receives an upfront payment of"
     " ${number} million and is eligible to receive up to $500 million in milestone payments."),
    ("{company} Receives Orphan Drug Designation for NRV-{number}",
     "today announced that the FDA has granted orphan drug designation to NRV-{number} for cystic fibrosis. The company"
     " had $93.3 million in cash and marketable securities as of December 31, 2023."),
)  # fmt: skip


def made(number: int) -> str:
    """A release of invented companies, no two the same."""
    headline, news = NEWS[number % len(NEWS)]
    company = ("Norvane Therapeutics", "Toral Biologics", "Gilmore Medicines")[number % 3]
    names = {"company": company, "number": 100 + number, "phase": 1 + number % 3}
    opening = f"BOSTON, March {1 + number % 28}, 2024 -- {company}, Inc. (Nasdaq: QQRT)"
    return f"{headline} \n\n{opening} {news}\n".format(**names)


def leads(path: Path | None) -> Iterator[str]:
    """Short releases for ever: those of a .jsonl file over and over, or invented ones."""
    if path is None:
        number = 0
        while True:
            yield made(number)
            number += 1
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    yield from cycle(texts)


def write(folder: Path, documents: int, path: Path | None, filings: Sequence[Path] = CORPUS) -> int:
    """Write so many documents, one filing to nine short releases; the bytes of all."""
    short, long = leads(path), cycle(file.read_text(encoding="utf-8") for file in filings)
    size = 0
    for number in range(documents):
        text = (next(long) if number % FILING_EVERY == 0 else next(short)).encode("utf-8")
        (folder / f"{number:06}.txt").write_bytes(text)
        size += len(text)
    return size
