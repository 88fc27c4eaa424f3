"""What the pages show: values for the templates, and the templates filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

from nlp.annotation.records import Decision
from nlp.export.batch import Line
from nlp.review import marks
from nlp.review.desk import Desk, Review
from nlp.review.form import Forms
from nlp.review.guard import Keys
from nlp.review.items import STATES, Item
from nlp.review.queue import GOLD, OPEN, PREFIX, TRIGGER, Entry, Filter, brief, ordered
from nlp.review.reasons import CALLED, differences, gold_words, words

PAGE = 50  # entries of the queue on one page
_AROUND = ("id", "doc_id", "type", "mentions", "warnings", "confidence")
_DONE: Mapping[str, str] = {
    "accept": "Accepted",
    "reject": "Rejected",
    "correct": "Corrected",
    "add": "Added",
    "dismiss": "Dismissed",
    "done": "Marked done",
    "reopen": "Opened again",
    "undo": "Taken back",
}


Place = tuple[int, int, str, str]  # start, end, section, text


@dataclass(frozen=True, slots=True)
class Subject:
    """What the panel is about: an event, a trigger without an anchor or a gold event that the run misses."""

    kind: str
    key: str
    type: str
    number: int | None
    item: Item | None
    entry: Entry
    spans: tuple[Place, ...]
    rows: tuple[tuple[str, str], ...]
    gold: tuple[tuple[str, str, str], ...]


class Views:
    """Fills the templates for one desk. `bench` says whether there is a bench to link to."""

    def __init__(self, desk: Desk, keys: Keys, *, bench: bool) -> None:
        self.desk, self.keys, self.bench = desk, keys, bench
        self.forms = Forms(desk.taxonomy, desk.seen_values)
        self._environment = Environment(
            loader=PackageLoader("nlp.review"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(
            annotator=desk.annotator, csrf=keys.csrf, read_only=desk.read_only, bench=bench, called=CALLED, brief=brief
        )

    def page(self, name: str, **values: Any) -> str:
        """A template filled."""
        return self._environment.get_template(name).render(undoable=self.undoable(), **values)

    def undoable(self) -> Mapping[str, str] | None:
        """What an undo would take back, in words."""
        newest = self.desk.undoable()
        return {"id": newest.id, "words": summary(newest)} if newest else None

    def queue(self, wanted: Filter, number: int) -> str:
        """Page `number` (from 1) of the queue."""
        entries = [entry for entry in self.desk.entries() if wanted.shows(entry)]
        shown = ordered([entry for entry in entries if wanted.leaves(entry)])
        pages = max(1, -(-len(shown) // PAGE))
        number = min(max(number, 1), pages)
        rules = sorted({entry.rule for entry in self.desk.entries() if entry.rule})
        return self.page(
            "queue.html",
            entries=shown[(number - 1) * PAGE : number * PAGE],
            count=len(shown),
            left=sum(entry.open for entry in entries),
            number=number,
            pages=pages,
            wanted=wanted,
            query=query(wanted),
            types=self.forms.types,
            rules=rules,
            states=(OPEN, *STATES),
            progress=self.progress(),
            lost=[release for release in self.desk.releases if release.problem],
        )

    def progress(self) -> Mapping[str, int]:
        """How many texts were looked at for triggers, of how many."""
        texts = sum(release.document is not None for release in self.desk.releases)
        return {"read": self.desk.finder.count(), "texts": texts}

    def documents(self) -> str:
        """The list of documents, those with most to gain first."""
        rows = []
        for release in self.desk.releases:
            review = self.desk.review(release)
            left = [entry for entry in review.entries if entry.open]
            why = [reason for entry in left for reason in entry.reasons]
            codes = {code: sum(reason.code == code for reason in why) for code in CALLED}
            rows.append((sum(entry.weight for entry in left), review, len(left), codes))
        rows.sort(key=lambda row: (row[1].done, -row[0], row[1].release.number))
        return self.page("documents.html", rows=rows)

    def document(self, review: Review, key: str, wanted: Filter, said: str = "") -> str:
        """The page of a document with the panel of one of its entries ("" for the first)."""
        subject = self.subject(review, key)
        return self.page("document.html", said=said, **self.text(review), **self.panel(review, subject, wanted))

    def text(self, review: Review) -> Mapping[str, Any]:
        """The text with its marks."""
        found = self.desk.finder.of(review.release)
        cut = marks.parts(review.release, review.items, found.entities)
        return {"parts": [(part, [marks.html(piece) for piece in part.pieces]) for part in cut]}

    def panel(self, review: Review, subject: Subject | None, wanted: Filter, problem: str = "") -> dict[str, Any]:
        """Values of the panel and of the list of events."""
        return {
            "review": review,
            "release": review.release,
            "subject": subject,
            "stamp": stamp(review),
            "wanted": wanted,
            "query": query(wanted),
            "problem": problem,
            "decided": _decided(subject.item) if subject and subject.item else None,
            "whole": summary(review.whole) if review.whole else None,
        }

    def subject(self, review: Review, key: str) -> Subject | None:
        """What a key means in a document; for "" the first that is left to decide on. None for what is not there."""
        entry = review.entry(key) if key else _first(review)
        if entry is None:
            return None
        if entry.key.startswith(f"{GOLD}-"):
            return self._of_gold(review, entry)
        if entry.key.startswith(f"{TRIGGER}-"):
            return self._of_trigger(review, entry)
        return self._of_event(review, entry)

    def _of_event(self, review: Review, entry: Entry) -> Subject:
        item = review.item(entry.key)
        assert item is not None
        number = review.items.index(item) + 1
        spans = tuple((one["start"], one["end"], one["section"], one["text"]) for one in item.event["mentions"])
        rows = tuple((name, words(value, text=True)) for name, value in item.event.items() if name not in _AROUND)
        answers = (one.gold for one in review.against if one.gold and one.found and one.found["key"] == item.key)
        gold = next(answers, None)
        differing = tuple(differences(gold, item.event)) if gold else ()
        return Subject("event", entry.key, entry.type, number, item, entry, spans, rows, differing)

    def _of_trigger(self, review: Review, entry: Entry) -> Subject:
        found = self.desk.finder.of(review.release)
        trigger = found.unfilled[int(entry.key.removeprefix(f"{TRIGGER}-"))]
        around = found.sentence(trigger.start, trigger.end)
        start, end, section = (around.start, around.end, around.section) if around else (trigger.start, trigger.end, "")
        quote = review.release.text[start:end]
        rule = self.desk.rules.get(trigger.name)
        rows = tuple((name, str(value)) for name, value in (rule.sets.items() if rule else ()))
        return Subject("trigger", entry.key, entry.type, None, None, entry, ((start, end, section, quote),), rows, ())

    def _of_gold(self, review: Review, entry: Entry) -> Subject:
        event: Line = (review.release.gold or {"events": []})["events"][int(entry.key.removeprefix(f"{GOLD}-"))]
        quote = str(event.get("quote") or "\0")
        start = review.release.text.find(quote)
        spans = ((start, start + len(quote), "", quote),) if start >= 0 else ()
        rows = tuple((name, gold_words(value)) for name, value in event.items() if name not in ("type", "quote"))
        return Subject("gold", entry.key, entry.type, None, None, entry, spans, rows, ())


def query(wanted: Filter) -> str:
    """A filter as parameters of an address, beginning with "&"; "" for the usual one."""
    usual = asdict(Filter())
    told = {PREFIX + name: value for name, value in asdict(wanted).items() if value != usual[name]}
    return f"&{urlencode(told)}" if told else ""


def stamp(review: Review) -> str:
    """What a form says of the document that it is about: another run may have another one in its place."""
    return f"{review.release.sha256[:16]} {review.release.doc_id}"


def summary(decision: Decision) -> str:
    """A decision in words, with its time as UTC."""
    event = decision.event or decision.was or {}
    about = str(event.get("type", "")) or decision.rule or decision.doc_id
    return f"{_DONE[decision.action]}: {about}, {decision.at[:10]} {decision.at[11:19]} UTC"


def _first(review: Review) -> Entry | None:
    """What a document is opened at: the first that is left to decide on, else the first."""
    entries = sorted(review.entries, key=lambda entry: (entry.start, entry.key))
    return next((one for one in entries if one.open), next(iter(entries), None))


def _decided(item: Item) -> Mapping[str, Any] | None:
    """What stands on an event, and what others say of it: they are shown once the annotator has decided."""
    if item.decision is None:
        return None
    others = {name: summary(decision) for name, decision in item.others.items()}
    return {"words": summary(item.decision), "note": item.decision.note, "others": others}
