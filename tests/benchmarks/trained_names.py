"""What a trained model is worth beside the rules: rules alone, the model's names alone, both.

    python tests/benchmarks/trained_names.py TEXTS GOLD [MODEL]

prints F of compounds, events and slots, and the processor seconds a document takes; MODEL is `small` or a folder.
"""

from __future__ import annotations

import sys
from pathlib import Path

from nlp import ingest
from nlp.engine.worker import load, writable
from nlp.records import Document
from nlp.score import read_gold, score
from nlp.trained import SMALL, folder_of
from nlp.training.ways import tell


def main(texts: str, gold: str, model: str = SMALL) -> None:
    golds = {one["doc_id"]: one for one in read_gold(Path(gold))}
    documents = [one for one in ingest.read([texts]) if isinstance(one, Document) and writable(one.doc_id) in golds]
    rules, slots = load(None)
    both, _ = load(None, folder_of(model))
    tell(both, slots, documents[:5])  # the first documents pay for what is compiled once
    print(f"{'':10} compounds  events   slots   seconds a document")
    for way, pipeline, alone in (("rules", rules, False), ("model", both, True), ("both", both, False)):
        told = tell(pipeline, slots, documents, alone=alone)
        report, _ = score([golds[doc_id] for doc_id in told.lines], told.events, told.lines)
        figures = "   ".join(f"{report[name]['f']:.4f}" for name in ("compounds", "detection", "slots"))
        print(f"{way:10} {figures}   {told.seconds / len(documents):.4f}")


main(*sys.argv[1:])
