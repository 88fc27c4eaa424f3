"""The names as spaCy's `InMemoryLookupKB`, in a folder that its `from_disk` reads.

An entity's frequency is the number of facts about it. A name's prior probability for an entity is the share of its
uses in events (one is added for each entity that carries it, so that a name which no event uses has even priors); a
name that one entity alone carries has 1. The entity vectors have length 1 and are all 1.0: they say nothing, for the
base learns none; they are there because spaCy asks for them.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from nlp.kb.export.complete import complete, fillers
from nlp.kb.records import Knowledge
from nlp.kb.uses import key_of

VECTOR_LENGTH = 1


def files(knowledge: Knowledge) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file of the folder."""
    from spacy.kb import InMemoryLookupKB
    from spacy.vocab import Vocab

    knowledge = complete(knowledge)
    base = InMemoryLookupKB(Vocab(), entity_vector_length=VECTOR_LENGTH)
    frequency = Counter(id for fact in knowledge.facts for id in fact.entities)
    ids = [entity.id for entity in knowledge.entities]
    base.set_entities(ids, [frequency[id] for id in ids], [[1.0] * VECTOR_LENGTH for _ in ids])
    for name, prior in priors(knowledge).items():
        base.add_alias(name, list(prior), list(prior.values()))
    with tempfile.TemporaryDirectory() as scratch:
        base.to_disk(scratch)
        for path in sorted(Path(scratch).iterdir()):
            yield path.name, path.read_bytes()


def priors(knowledge: Knowledge) -> dict[str, dict[str, float]]:
    """By name, as spelled: the entities that carry it with the prior of each, in order of their ids; names in order."""
    uses: Counter[tuple[str, str]] = Counter()
    carriers: dict[str, set[str]] = {}
    for fact in knowledge.facts:
        for evidence in fact.evidence:
            for label, filler in fillers(evidence.slots):
                uses[filler["id"], key_of(filler["text"], label)] += 1
                carriers.setdefault(filler["text"], set()).add(filler["id"])
    for entity in knowledge.entities:
        for text in (entity.name, *(name.text for name in entity.names)):
            carriers.setdefault(text, set()).add(entity.id)
    labels = {entity.id: entity.label for entity in knowledge.entities}
    found: dict[str, dict[str, float]] = {}
    for text in sorted(carriers):
        counts = {id: uses[id, key_of(text, labels[id])] + 1 for id in sorted(carriers[text])}
        total = sum(counts.values())
        found[text] = {id: count / total for id, count in counts.items()}
    return found
