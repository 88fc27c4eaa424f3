"""PDF: text, no text, locked."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from nlp.ingest import read
from nlp.records import FailedDocument


def pdf(words: str | None, password: str | None = None) -> bytes:
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(300, 300)
    if words is not None:
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 20 200 Td ({words}) Tj ET".encode())
        page[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def test_the_text_layer_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf("Acme doses patient"))
    assert [getattr(d, "text", d) for d in read([tmp_path])] == ["Acme doses patient"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf(None), "found a PDF without a text layer (a scan?), expected text"),
        (pdf("secret", "key"), "found an encrypted PDF, expected one that opens without a password"),
    ],
)
def test_scans_and_locked_files_fail(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    [failed] = read([tmp_path])
    assert isinstance(failed, FailedDocument)
    assert failed.error == reason
