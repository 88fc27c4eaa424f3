"""How documents use names, as the knowledge base reads it from `documents.jsonl`: one use a cluster of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from nlp.errors import UsageError
from nlp.kb.records import Label
from nlp.registry.keys import name_key, short_company_key

COMPOUND: Label = "COMPOUND"
COMPANY: Label = "COMPANY"
PUBLISHER = -1  # number of the use that stands for an issuer whom the text names nowhere else

_DESCRIBES = re.compile(
    r"\b(?:compounds?|candidates?|vaccines?|inhibitors?|antibod(?:y|ies)|conjugates?|agonists?|antagonists?|therap\w+|"
    r"tablets?|capsules?|injections?|cells?|products?|programs?|molecules?|peptides?|drugs?|formulations?|degraders?|"
    r"adcs?|mabs?|bispecifics?|engagers?|modulators?|radioligands?|analog(?:ue)?s?|pellets?|implants?|patch(?:es)?|inserts?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Use:
    """One entity of one document. `number` counts the document's clusters of the label from 0 (or is `PUBLISHER`)."""

    doc_id: str
    label: Label
    number: int
    published: date | None
    name: str
    registry_id: str | None
    texts: tuple[str, ...]

    @property
    def place(self) -> tuple[str, Label, int]:
        """What names this use."""
        return self.doc_id, self.label, self.number


def key_of(text: str, label: Label) -> str:
    """The key under which spellings of a name meet; "" for a text without letters and digits."""
    return name_key(text) if label == COMPOUND else short_company_key(text)


def is_descriptor(text: str) -> bool:
    """Whether a compound's name only describes it ("anti-CD33 TAP compound"): the same words are another molecule
    elsewhere.
    """
    return " " in text and bool(_DESCRIBES.search(text))


def is_code(text: str) -> bool:
    """Whether a compound's name is short or has a number: two companies may well use it for different molecules."""
    return any(char.isdigit() for char in text) or len(name_key(text)) < 6


def uses_of(line: Mapping[str, Any]) -> Iterator[Use]:
    """The uses of a line of documents.jsonl. Raises UsageError for a line that is none."""
    published = day(line.get("release_date"), line)
    labels: tuple[tuple[Label, str], ...] = ((COMPANY, "companies"), (COMPOUND, "compounds"))
    for label, field in labels:
        for number, cluster in enumerate(line.get(field) or ()):
            try:
                texts = tuple(cluster["texts"]) or (cluster["name"],)
                yield Use(line["doc_id"], label, number, published, cluster["name"], cluster["id"], texts)
            except (KeyError, TypeError) as error:
                raise UsageError(
                    f"document {line.get('doc_id')!r}: expected {field} with name, id and texts, found "
                    f"{str(cluster)[:60]} ({error})"
                ) from None
    publisher = tuple(line.get("publisher") or ())
    if publisher and publisher_number(line) == PUBLISHER:
        yield Use(line["doc_id"], COMPANY, PUBLISHER, published, publisher[0], None, publisher)


def publisher_number(line: Mapping[str, Any]) -> int | None:
    """Which of the document's companies issued it; `PUBLISHER` where none of them did, None without an issuer."""
    names = {short_company_key(name) for name in line.get("publisher") or ()}
    if not names:
        return None
    for number, cluster in enumerate(line.get("companies") or ()):
        if names & {short_company_key(text) for text in cluster["texts"]}:
            return number
    return PUBLISHER


def day(value: object, line: Mapping[str, Any]) -> date | None:
    """An ISO day; None for None."""
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise UsageError(
            f"document {line.get('doc_id')!r}: expected a day such as 2024-03-04, found {value!r}"
        ) from None


def spelled(text: str) -> str:
    """A name with its spaces as documents.jsonl has them."""
    return re.sub(r"\s+", " ", text)
