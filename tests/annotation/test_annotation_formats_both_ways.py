"""Every format, out and in and out again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from marks_made import VOCABULARY, documents, made

from nlp.annotation.formats import FORMATS, Format
from nlp.annotation.marks import AnnotatedDocument

EVERY = pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)


@EVERY
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(documents(), max_size=2, unique_by=lambda document: document.doc_id))
def test_what_is_written_and_read_is_the_same_document_and_the_same_bytes(
    form: Format, drawn: list[AnnotatedDocument]
) -> None:
    files = form.write(drawn, VOCABULARY)
    again = form.read(files, VOCABULARY)
    assert again == drawn
    assert form.write(again, VOCABULARY) == files


@EVERY
def test_a_document_without_text_comes_back(form: Format) -> None:
    empty = AnnotatedDocument("empty.txt", "", "00ff")
    assert form.read(form.write([empty], VOCABULARY), VOCABULARY) == [empty]


@EVERY
def test_a_document_without_events_comes_back(form: Format) -> None:
    bare = replace(made(), events=())
    assert form.read(form.write([bare], VOCABULARY), VOCABULARY) == [bare]


@EVERY
def test_no_documents_make_files_without_documents(form: Format) -> None:
    assert form.read(form.write([], VOCABULARY), VOCABULARY) == []
