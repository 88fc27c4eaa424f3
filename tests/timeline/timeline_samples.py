"""Hand-made knowledge of invented companies, for the tests of timelines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from nlp.kb.records import Entity, Evidence, Fact, Knowledge, Name, Release
from nlp.records import Interval

VELMORA = {"id": "velmora", "name": "Velmora Bio", "text": "Velmora"}
HARTWIN = {"id": "hartwin", "name": "Hartwin Pharma", "text": "Hartwin"}
VLM = {"id": "velmotamab", "name": "velmotamab", "text": "VLM-12"}
EARLY, LATE = date(2015, 3, 2), date(2019, 6, 10)
EVIL = "<script>document.title='owned'</script>\u202e\"'&</script/x <!--<script"


def interval(first: str, last: str | None = None) -> Interval:
    """Days as ISO; one day when `last` is left out."""
    return Interval(date.fromisoformat(first), date.fromisoformat(last or first))


def fact(
    key: str,
    kind: str,
    slots: dict[str, Any],
    valid: Interval | None = None,
    *,
    realis: str = "actual",
    said: Sequence[date | None] = (LATE,),
    **more: Any,
) -> Fact:
    """A fact that Velmora tells on some days, with a quote for each."""
    evidence = tuple(
        Evidence(
            f"{key}{number}",
            f"velmora-{day.year if day else 'undated'}.txt",
            day,
            realis,
            0.9,
            "Ada Quist",
            "body",
            "rule.of.test",
            100,
            140,
            more.get("quote", f"Quote of {key}."),
            slots,
        )
        for number, day in enumerate(said)
    )
    named = [item for value in slots.values() for item in (value if isinstance(value, list) else [value])]
    days = [day for day in said if day]
    return Fact(
        id=key,
        type=kind,
        slots=slots,
        realis=realis,
        entities=tuple(sorted({item["id"] for item in named if isinstance(item, dict) and "id" in item})),
        publisher="velmora",
        valid=valid,
        first_said=min(days, default=None),
        last_said=max(days, default=None),
        belief=0.9,
        evidence=evidence,
        state=more.get("state", "current"),
        superseded_by=more.get("superseded_by"),
        contradicts=more.get("contradicts", ()),
    )


def trial(key: str, status: str, valid: Interval | None = None, **more: Any) -> Fact:
    """A fact about a trial of velmotamab: phase 2 in gout, unless said otherwise."""
    slots = {"compound": VLM, "phase": "2", "status": status, "indication": ["gout"], "trial": None, "sponsor": None}
    slots |= {name: more.pop(name) for name in list(more) if name in slots}
    return fact(key, "trial_status", slots, valid, **more)


def knowledge(*facts: Fact, title: str = "Velmora reports progress", as_of: date | None = None) -> Knowledge:
    """Two releases of Velmora and what they tell; velmotamab was called VLM-12 in the first one."""
    releases = tuple(
        Release(f"velmora-{day.year}.txt", "0" * 64, day, "velmora", "Velmora Bio", title, None)
        for day in (EARLY, LATE)
    )
    names = (
        Name("velmotamab", "inn", "registry", LATE, LATE),
        Name("VLM-12", "code", "registry", EARLY, EARLY),
        Name("VLM12a", "code", "registry", EARLY, LATE),
        Name("Velmora-one", "brand", "registry"),
    )
    entities = (
        Entity("hartwin", "COMPANY", "Hartwin Pharma", None, (Name("Hartwin Pharma", "used", "x", EARLY, LATE),)),
        Entity("velmora", "COMPANY", "Velmora Bio", None, (Name("Velmora Bio", "used", "x", EARLY, LATE),)),
        Entity("velmotamab", "COMPOUND", "velmotamab", "velmotamab", names),
    )
    return Knowledge(as_of, releases, entities, tuple(sorted(facts, key=lambda fact: fact.id)), ())


def deal(key: str, valid: Interval | None = None, **more: Any) -> Fact:
    """A licence of VLM-12 from Velmora to Hartwin."""
    slots = {
        "kind": "license",
        "status": "signed",
        "parties": [VELMORA, HARTWIN],
        "licensor": VELMORA,
        "licensee": HARTWIN,
        "asset": ["VLM 12"],
    }
    return fact(key, "deal", slots, valid, **more)


def story(title: str = "Velmora reports progress", quote: str = "Quote of the data.") -> Knowledge:
    """One of each kind: bars of every realis, marks, an undated event, a superseded and a contradicted one."""
    data = {
        "compound": VLM,
        "phase": "2",
        "trial": None,
        "indication": ["gout"],
        "outcome": "positive",
        "venue": "EULAR",
    }
    step = {"compound": VLM, "action": "submitted", "application": "BLA", "agency": "FDA", "indication": ["gout"]}
    paid = {"kind": "milestone", "amount": {"amount": 3500000, "currency": "USD"}, "payer": HARTWIN, "payee": VELMORA}
    outlook = {"metric": "net_loss", "low": 40000000, "high": 45000000, "unit": "USD", "action": "issued"}
    loss = {"metric": "net_loss", "value": 19500000, "unit": "USD"}
    return knowledge(
        trial("t1", "initiated", interval("2015-01-01", "2015-03-31"), said=(EARLY,)),
        trial("t2", "completed", interval("2018-05-01", "2018-08-31")),
        trial("t3", "initiated", interval("2020-01-01", "2020-06-30"), phase="3", realis="expected"),
        trial("t4", "initiated", interval("2021-01-01", "2021-12-31"), phase="4", realis="possible"),
        trial("t5", "initiated", interval("2019-07-01", "2019-12-31"), indication=["lupus"], realis="denied"),
        trial("t6", "ongoing", None, phase="1", indication=["lupus"]),
        trial(
            "t7",
            "initiated",
            interval("2017-01-01", "2017-12-31"),
            phase="3",
            realis="expected",
            said=(EARLY,),
            state="superseded",
            superseded_by="t3",
        ),
        fact("r1", "readout", data, interval("2018-10-01", "2018-12-31"), quote=quote, said=(EARLY, LATE)),
        fact("g1", "regulatory", step, interval("2019-01-15"), state="contradicted", contradicts=("g2",)),
        fact("g2", "regulatory", step, interval("2019-03-15"), state="contradicted", contradicts=("g1",)),
        fact(
            "g3", "regulatory", step | {"action": "approved"}, interval("2020-07-01", "2020-12-31"), realis="expected"
        ),
        deal("d1", None, said=(EARLY,)),
        fact("p1", "payment", paid, interval("2016-06-01", "2016-06-30")),
        fact("o1", "guidance", outlook, interval("2019-01-01", "2019-12-31"), realis="expected"),
        fact("f1", "financial_result", loss, interval("2018-10-01", "2018-12-31")),
        title=title,
    )
