"""spaCy's DocBin."""

from __future__ import annotations

import pytest
from marks_made import VOCABULARY, made
from spacy.tokens import DocBin
from spacy.vocab import Vocab

from nlp.annotation.formats import docbin
from nlp.annotation.marks import AnnotatedDocument, Mark
from nlp.errors import UsageError


def test_spacy_reads_names_and_triggers_as_spans_and_names_without_overlaps_as_entities() -> None:
    [doc] = DocBin().from_bytes(docbin.write([made()], VOCABULARY)["marks.spacy"]).get_docs(Vocab())
    assert doc.text == made().text
    names = [
        ("COMPANY", "Norvane"),
        ("PHASE", "Phase 2"),
        ("COMPOUND", "NRV-210"),
        ("COMPOUND", "ALDORIQ"),
        ("INDICATION", "asthma"),
        ("INDICATION", "COPD"),
        ("MONEY", "\\$5 million"),
    ]
    assert [(span.label_, span.text) for span in doc.spans["entities"]] == names
    assert [(span.label_, span.text) for span in doc.ents] == names
    assert [(span.label_, span.text) for span in doc.spans["events"]] == [
        ("trial_status", "dosed the first\r\npatient"),
        ("payment", "\\$5 million"),
    ]


def test_a_docbin_of_another_hand_has_names_only() -> None:
    import spacy

    nlp = spacy.blank("en")
    doc = nlp("Norvane tests NRV-210.")
    doc.ents = [doc.char_span(0, 7, label="COMPANY")]
    assert docbin.read({"x.spacy": DocBin(docs=[doc]).to_bytes()}, VOCABULARY) == [
        AnnotatedDocument("", "Norvane tests NRV-210.", entities=(Mark(1, "COMPANY", ((0, 7),)),), whole=False)
    ]


def test_what_is_no_docbin_is_an_error_with_its_file() -> None:
    with pytest.raises(UsageError, match=r"x\.spacy: found no DocBin \(.*\), expected a \.spacy file"):
        docbin.read({"x.spacy": b"nothing"}, VOCABULARY)
