"""Releases of made-up companies with their gold, enough of them to train on for some steps."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

STEPS = 70


@dataclass(frozen=True)
class Trained:
    """A training: the folders of texts and gold, what it wrote, and what it said."""

    texts: Path
    gold: Path
    out: Path
    said: str

    @property
    def model(self) -> Path:
        """The trained pipeline."""
        return self.out / "model"


COMPANIES = (
    ("Norvane Therapeutics", "NRV", "asthma"),
    ("Toral Pharma", "TRP", "gout"),
    ("Gilmore Pharma", "GLM", "lupus"),
    ("Quellic Biosciences", "QLC", "psoriasis"),
    ("Ostrander Therapeutics", "OST", "obesity"),
    ("Veldane Pharma", "VLD", "migraine"),
    ("Ismere Biosciences", "ISM", "anemia"),
    ("Tarnholt Therapeutics", "THT", "glaucoma"),
)
_TEXT = """{company} Doses First Patient in Phase 2 Trial of {one} in {disease}

BOSTON, March 4, 2024 -- {company}, Inc. (Nasdaq: QQ{letters}) today announced that it has dosed the first patient in \
its Phase 2 trial of {one} in severe {disease}.

"We expect to report Phase 1 data for {two} in {disease} in the second half of 2024," said Ada Quist, Chief Executive \
Officer of {company}.

The FDA has granted orphan drug designation to {two} for the treatment of {disease}.

The board met in Boston. The company moved its office to Cambridge. Our people work hard every day.

About {company}

{company}, Inc. develops the small-molecule inhibitors {one} and {two}.
"""


def write_releases(folder: Path) -> tuple[Path, Path]:
    """Two releases of each company in `texts` and their gold in `gold`; gives the two folders."""
    texts, docs = folder / "texts", folder / "gold" / "docs"
    texts.mkdir(parents=True)
    docs.mkdir(parents=True)
    for company, letters, disease in COMPANIES:
        for number in (1, 2):
            one, two = f"{letters}-{number}10", f"{letters}-{number}20"
            name = f"{letters.lower()}{number}.txt"
            text = _TEXT.format(company=company, letters=letters[:2], disease=disease, one=one, two=two)
            (texts / name).write_text(text, encoding="utf-8")
            (docs / f"{name}.json").write_text(json.dumps(_gold(name, company, disease, one, two)), encoding="utf-8")
    return texts, folder / "gold"


def _gold(name: str, company: str, disease: str, one: str, two: str) -> dict[str, object]:
    told = {"phase": None, "indication": [[disease]], "realis": "actual", "date": None}
    started = {"type": "trial_status", "compound": [one], "status": "initiated", "trial": None, "sponsor": None}
    orphan = {"type": "regulatory", "compound": [two], "action": "designated", "designation": "orphan"}
    return {
        "doc_id": name,
        "publisher": [f"{company}, Inc.", company],
        "ticker": None,
        "release_date": "2024-03-04",
        "compounds": [[one], [two]],
        "subsidiaries": [],
        "events": [
            {**told, **started, "phase": "2", "quote": f"it has dosed the first patient in its Phase 2 trial of {one}"},
            {
                **told,
                **orphan,
                "application": None,
                "agency": "FDA",
                "quote": f"The FDA has granted orphan drug designation to {two}",
            },
        ],
    }
