"""A release of an invented company."""

RELEASE = """Norvane Therapeutics Doses First Patient in Phase 2 Trial of NRV-210 in Asthma

BOSTON, March 4, 2024 -- Norvane Therapeutics, Inc. (Nasdaq: QQRT) today announced that it has dosed the
first patient in its Phase 2 BREEZE trial of NRV-210 in severe asthma. Norvane received a $5 million milestone payment \
from Gilmore Pharma.
Revenue for the first quarter of 2024 was $12.3 million. The FDA granted orphan drug designation to ALDORIQ in \
March 2024.
"""
