"""Releases of other trades speak of phases, milestones, trials and licences too, and tell no event of ours."""

from __future__ import annotations

import pytest
from spacy.language import Language

RELEASES = {
    "crypto presale": """Lumo Chain Opens Phase 3 of Its Token Presale

SINGAPORE, March 3, 2025 -- Lumo Chain today announced that Phase 3 of its presale has started. The first participants
were enrolled within minutes, and Phase 4 is expected to begin in April 2025. The team reached its third milestone.
""",
    "business park": """Harwick Estates Completes Phase I of Riverside Business Park

LEEDS, England, June 10, 2024 -- Harwick Estates plc today announced the completion of Phase I of the park. Phase II is
expected to start in the third quarter of 2024. The city council approved the application for the second phase.
""",
    "reactor": """Nordkraft Reactor Reaches Milestone

OSLO, Norway, May 2, 2023 -- Nordkraft AS announced that the reactor has completed its trial run. The regulator granted
the operating permit, and a milestone payment to the builders is under discussion by the board.
""",
    "software trial": """Pentafold Offers Free Trial of Its Planning Suite

AUSTIN, Texas, July 8, 2025 -- Pentafold Inc. today launched a free trial of Pentafold Suite 12 for new customers. The
trial is open to 5,000 users and the company expects to complete enrollment in August. Results were positive.
""",
    "class action": """Deadline Alert: Investors of Mertex Corp. May Join a Class Action

NEW YORK, January 9, 2025 -- The law firm of Aldous & Finch reminds investors of Mertex Corp. that a trial may follow.
The court has approved the schedule, and the first phase of the case was completed in December 2024.
""",
    "dividend": """Brantwood Holdings Declares Quarterly Dividend

CHICAGO, February 4, 2025 -- The board of Brantwood Holdings, Inc. (NYSE: BWH) declared a dividend of $0.25 per share,
payable on March 14, 2025. The offer was accepted and approved by the shareholders in January 2025.
""",
}


@pytest.mark.parametrize("trade", RELEASES)
def test_no_event_is_told(pipeline: Language, trade: str) -> None:
    events = pipeline(RELEASES[trade])._.events
    assert [(e["type"], e["mentions"][0]["rule"]) for e in events if e["type"] != "financial_result"] == []
