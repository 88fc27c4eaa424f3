"""A review page with a pattern folder of its own, for the tests of its bench."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from review_support import Server

RULES = """# Trials that start.
type: trial_status
rules:
  # --- starts
  - id: doses_first_patient
    pattern: "dos(?:es|ed)(?: the)? first patient"  # dosing
    set: {status: initiated}
    examples:
      - "Norvane Doses First Patient in (PHASE Phase 2) Trial of (COMPOUND NRV-210)"
      # in a sentence
      - "Norvane has dosed the first patient in a (PHASE Phase 2) trial of (COMPOUND NRV-210)."
    counter_examples:
      - "The first patient with this condition was described in 1954."

  # --- ends
  - id: enrolment
    pattern: "enrolment in the {COMPOUND} study"
    set: {status: ongoing}
    confidence: 0.8
    examples:
      - "Enrolment in the (COMPOUND NRV-210) study goes on."
    counter_examples:
      - "Enrolment is a word."
"""
DOSES, ENROLMENT = "trial_status.doses_first_patient", "trial_status.enrolment"


class BenchServer(Server):
    """The review page of a run with the rules of a folder."""

    def __init__(self, run: Path, annotations: Path, patterns: Path, *, prefix: Sequence[str] = ()) -> None:
        self.run, self.annotations, self.annotator, self.patterns = run, annotations, "ada", patterns
        command = [*prefix, sys.executable, "-m", "nlp.cli", "annotate", "review", str(run / "out"), "--no-browser"]
        command += ["--gold", str(annotations), "--texts", str(run / "texts"), "--annotator", "ada"]
        environment = {**os.environ, "XDG_CACHE_HOME": str(run / "cache")}
        self.process = subprocess.Popen(
            [*command, "--patterns", str(patterns)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
        )
        self.address = self._address()
        self.origin = self.address.split("/?")[0]
        self.port = int(self.origin.rpartition(":")[2])

    @property
    def rules(self) -> Path:
        """The only file of rules."""
        return self.patterns / "events" / "trial_status.yaml"
