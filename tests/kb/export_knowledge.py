"""A small knowledge, made by hand, with everything that an export has to carry. The companies are invented."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from nlp.kb.records import Entity, Evidence, Fact, FactState, Knowledge, Name, Relation, Release
from nlp.records import Interval

MAY, NOVEMBER, MARCH = date(2022, 5, 3), date(2022, 11, 9), date(2023, 3, 1)
_DAYS: dict[str, date | None] = {"a.txt": MAY, "b.txt": NOVEMBER, "c.txt": MARCH, "undated.txt": None}


def day(value: date, text: str | None = None, until: date | None = None) -> dict[str, Any]:
    return {"earliest": value.isoformat(), "latest": (until or value).isoformat(), "text": text}


def compound(text: str = "NRV-210") -> dict[str, Any]:
    return {"id": "compound:nrv-210", "name": "norvatinib", "text": text}


def company(id: str, name: str) -> dict[str, Any]:
    return {"id": f"company:{id}", "name": name, "text": name}


NORVANE, TESSEL = company("norvane", "Norvane, Inc."), company("tessel", "Tessel Pharma")


def told(doc_id: str, quote: str, slots: Mapping[str, Any], *, realis: str = "actual", start: int = 40) -> Evidence:
    return Evidence(
        event_id=f"event-{doc_id}-{start}",
        doc_id=doc_id,
        published=_DAYS[doc_id],
        realis=realis,
        confidence=0.9,
        speaker="Ada Ø. Lind" if start == 40 else None,
        section="body",
        rule="rule.of_test",
        start=start,
        end=start + len(quote),
        quote=quote,
        slots=slots,
        places=((start, start + len(quote)), (9000, 9020)) if start == 300 else ((start, start + len(quote)),),
    )


def fact(
    id: str,
    type: str,
    slots: Mapping[str, Any],
    *evidence: Evidence,
    entities: tuple[str, ...] = ("compound:nrv-210",),
    state: FactState = "current",
    superseded_by: str | None = None,
    contradicts: tuple[str, ...] = (),
) -> Fact:
    window = slots.get("date") or slots.get("period")
    days = [item.published for item in evidence if item.published]
    return Fact(
        id=id,
        type=type,
        slots=slots,
        realis=evidence[0].realis,
        entities=entities,
        publisher="company:norvane",
        valid=Interval(date.fromisoformat(window["earliest"]), date.fromisoformat(window["latest"]))
        if window
        else None,
        first_said=min(days, default=None),
        last_said=max(days, default=None),
        belief=0.93,
        evidence=evidence,
        state=state,
        superseded_by=superseded_by,
        contradicts=contradicts,
    )


def trial(status: str, when: Mapping[str, Any] | None, text: str = "NRV-210") -> dict[str, Any]:
    return {
        "compound": compound(text),
        "phase": "1b/2a",
        "status": status,
        "indication": ["solid tumours; advanced", "sarcoma"],
        "trial": "TIDE-1",
        "sponsor": NORVANE,
        "date": when,
    }


def _facts() -> list[Fact]:
    later = day(date(2023, 7, 1), "in the second half of 2023", date(2023, 12, 31))
    sooner = day(date(2023, 1, 1), "in the first half of 2023", date(2023, 6, 30))
    planned = trial("initiated", later)
    began = trial("completed", None, "norvatinib")
    licence = {
        "kind": "license",
        "status": "signed",
        "parties": [TESSEL, NORVANE],
        "licensor": TESSEL,
        "licensee": NORVANE,
        "asset": ["TX-5"],
        "territory": [],
        "upfront": {"amount": 2500000, "currency": "EUR"},
        "milestones": {"amount": 120000000.0, "currency": "EUR"},
        "royalty": None,
        "date": day(MAY),
    }
    both = ("company:norvane", "company:tessel")
    payment = {"kind": "upfront", "amount": licence["upfront"], "payer": NORVANE, "payee": TESSEL, "date": None}
    quarter = day(date(2022, 7, 1), "third quarter of 2022", date(2022, 9, 30))
    loss = {"metric": "loss_per_share", "value": 0.27, "unit": "USD/share", "period": quarter, "prior_value": 0.1}
    year = day(date(2023, 1, 1), "2023", date(2023, 12, 31))
    cash = {"metric": "revenue", "low": 10000000, "high": 12000000, "unit": "USD", "period": year, "action": "issued"}
    filing = {
        "compound": compound(),
        "action": "submitted",
        "application": "NDA",
        "date": day(date(2024, 1, 1), "in 2024", date(2024, 12, 31)),
    }
    readout = {"compound": compound(), "outcome": "positive", "venue": "ESMO", "date": None}
    rival = {**readout, "outcome": "negative"}
    return [
        fact("f0", "regulatory", filing, told("b.txt", "plans to file in 2024", filing, realis="expected", start=700)),
        fact(
            "f1",
            "trial_status",
            trial("initiated", sooner),
            told("a.txt", '=SUM(A1) will begin\nsoon, "we" hope', trial("initiated", sooner), realis="expected"),
            state="superseded",
            superseded_by="f2",
        ),
        fact(
            "f2",
            "trial_status",
            planned,
            told("b.txt", "The trial is to begin in the second half", planned, realis="expected"),
        ),
        fact(
            "f3",
            "trial_status",
            began,
            told("c.txt", "TIDE-0 of norvatinib has ended", began),
            told("undated.txt", "norvatinib: done", began, start=7),
        ),
        fact(
            "f4",
            "deal",
            licence,
            told("a.txt", "Norvane licenses TX-5 from Tessel Pharma", licence, start=300),
            entities=both,
        ),
        fact(
            "f5", "payment", payment, told("a.txt", "<b>€2.5 million</b> were paid", payment, start=400), entities=both
        ),
        fact(
            "f6",
            "financial_result",
            loss,
            told("b.txt", "a loss of $0.27 per share", loss, start=90),
            entities=("company:norvane",),
        ),
        fact(
            "f7",
            "guidance",
            cash,
            told("b.txt", "revenue of $10-12 million", cash, realis="expected", start=200),
            entities=("company:norvane",),
        ),
        fact(
            "f8",
            "readout",
            readout,
            told("b.txt", "encouraging data", readout, start=500),
            state="contradicted",
            contradicts=("f9",),
        ),
        fact(
            "f9",
            "readout",
            rival,
            told("c.txt", "missed its endpoint", rival, start=600),
            state="contradicted",
            contradicts=("f8",),
        ),
    ]


def knowledge() -> Knowledge:
    """Everything known of four releases, one of them without a date."""
    names = (
        Name("norvatinib", "inn", "registry", MARCH, MARCH),
        Name("NRV-210", "used", "a.txt", MAY, NOVEMBER),
        Name("Zoltrava", "brand", "registry"),
    )
    return Knowledge(
        as_of=None,
        releases=tuple(
            Release(
                doc_id,
                f"{number:064x}",
                published,
                "company:norvane",
                "Norvane, Inc.",
                f"Title {number} “x”",
                "8-K",
                "06-30",
            )
            for number, (doc_id, published) in enumerate(_DAYS.items())
        ),
        entities=(
            Entity(
                "company:norvane",
                "COMPANY",
                "Norvane, Inc.",
                None,
                (Name("Norvane, Inc.", "legal", "registry", MAY, MARCH),),
            ),
            Entity(
                "company:tessel",
                "COMPANY",
                "Tessel Pharma",
                "tessel",
                (Name("Tessel Pharma", "used", "a.txt", MAY, MAY), Name("TX-5", "used", "b.txt", NOVEMBER, NOVEMBER)),
            ),
            Entity("compound:nrv-210", "COMPOUND", "norvatinib", None, names, ("compound:tx-5", "tx6")),
            Entity("compound:tx-5", "COMPOUND", "TX-5", None, (Name("TX-5", "used", "a.txt", MAY, MAY),)),
        ),
        facts=tuple(_facts()),
        relations=(
            Relation(
                "alias", "compound:nrv-210", "compound:nrv-210", "c.txt", MARCH, 3, 30, "norvatinib, formerly NRV-21"
            ),
            Relation("subsidiary_of", "company:tessel", "company:norvane", "b.txt", NOVEMBER, 0, 10, "Tessel, of"),
        ),
    )
