"""Every kind of input gives its documents or its own reason; nothing stops the others."""

from __future__ import annotations

import gzip
import io
import json
import os
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from nlp.ingest import read
from nlp.records import Document, FailedDocument, YearEnd

SUBMISSION = """<SEC-DOCUMENT>0000000001-12-000001.txt : 20120203
<SEC-HEADER>0000000001-12-000001.hdr.sgml : 20120203
CONFORMED SUBMISSION TYPE:	8-K
CONFORMED PERIOD OF REPORT:	20120202
FILED AS OF DATE:		20120203
		COMPANY CONFORMED NAME:			ACME BIO INC
		FISCAL YEAR END:			0630
</SEC-HEADER>
<DOCUMENT>
<TYPE>8-K
<SEQUENCE>1
<TEXT>
<html><body><ix:header><ix:hidden>us-gaap:Secret</ix:hidden></ix:header><p>FORM 8-K</p>
<p>TABLE OF CONTENTS</p><p>Item 2.02 Results</p><p>SIGNATURE</p><p>The report&nbsp;itself.</p></body></html>
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-99.1
<TEXT>
<html><body><p>Acme Doses First Patient</p></body></html>
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>GRAPHIC
<TEXT>
begin 644 logo.jpg
M_]C_X  02D9)1@ ! 0   0 ! "#_VP!#  $!
end
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-101.SCH
<TEXT>
<XBRL><xsd:schema/></XBRL>
</TEXT>
</DOCUMENT>
"""
PEM = (
    "-----BEGIN PRIVACY-ENHANCED MESSAGE-----\nProc-Type: 2001,MIC-CLEAR\n\n<SEC-DOCUMENT>x.txt : 20000717\n"
    "<DOCUMENT>\n<TYPE>8-K\n<TEXT>\nFORM 8-K\n- ----------\nThe R&amp;D report.\n<PAGE>  2\n</TEXT>\n</DOCUMENT>\n"
)


def found(folder: Path, max_bytes: int = 20_000_000) -> list[Document | FailedDocument]:
    return list(read([folder], max_bytes=max_bytes))


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("a.txt", b"One\r\n\r\nTwo \xe2\x80\x94 three\r\n", "One\r\n\r\nTwo — three\r\n"),
        ("a.txt", b"\xef\xbb\xbfWith a mark", "With a mark"),
        ("a.txt", "Wide – text".encode("utf-16"), "Wide – text"),
        ("a.txt", "Wide without mark".encode("utf-16-le"), "Wide without mark"),
        ("a.txt", b"Herceptin\xae \x96 \x93old\x94", "Herceptin® – “old”"),
        ("a.md", b"---\ntitle: x\n---\n* one", "---\ntitle: x\n---\n* one"),
        ("a.txt.gz", gzip.compress(b"packed", mtime=0), "packed"),
        ("a.gz", gzip.compress(b"one ", mtime=0) + gzip.compress(b"two", mtime=0), "one two"),
        ("a.htm", b"<p>A&amp;B<br>C</p><script>no()</script><div style='display:none'>no</div><p>D</p>", "A&B\nC\n\nD"),
        ("page", b"<!DOCTYPE html><html><body><h1>T</h1>x</body></html>", "T\n\nx"),
        ("a.txt", PEM.encode(), "FORM 8-K\n----------\nThe R&D report.\n\f"),
    ],
)
def test_text_is_what_the_file_says(tmp_path: Path, name: str, data: bytes, text: str) -> None:
    (tmp_path / name).write_bytes(data)
    [document] = found(tmp_path)
    assert isinstance(document, Document)
    assert (document.doc_id, document.text, document.sha256) == (name, text, sha256(data).hexdigest())


def test_a_submission_gives_header_report_and_exhibits(tmp_path: Path) -> None:
    path = tmp_path / "filing.txt"
    path.write_text(SUBMISSION)
    expected = Document(
        "filing.txt",
        "FORM 8-K\n\nThe report itself.\n\n\nAcme Doses First Patient",
        sha256(SUBMISSION.encode()).hexdigest(),
        date(2012, 2, 2),
        "8-K",
        "ACME BIO INC",
        YearEnd(6, 30),
    )
    assert list(read([path])) == [expected]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "found an empty file, expected a release"),
        ("a.txt", b" \n\xc2\xa0\n", "found a file without text, expected a release"),
        ("a.html", b"<html><body><img src=x></body></html>", "found HTML without text, expected a release"),
        ("a.txt", b"\x00\x01\x02" * 50, "found binary content"),
        ("a.jpg", b"\xff\xd8\xff\xe0....", "found a JPEG picture"),
        ("a.docx", b"PK\x03\x04....", "found a ZIP archive or Office file"),
        ("a.gz", gzip.compress(b"text" * 1000, mtime=0)[:-12], "found a gzip file that ends too early"),
        ("a.gz", gzip.compress(b"text", mtime=0)[:10] + b"\xff" * 9, "found broken gzip data"),
        ("a.gz", gzip.compress(b"0" * 3_000_000, mtime=0), "found more than 2000000 bytes inside the gzip file"),
        ("a.txt", b"x" * 2_000_001, "found 2000001 bytes, expected at most 2000000"),
        ("a.pdf", b"%PDF-1.4 and nothing else", "found a broken PDF"),
        ("a.txt", b"<SEC-DOCUMENT>x\n<DOCUMENT>\n<TYPE>GRAPHIC\n<TEXT>\nbegin 644 a\n</TEXT>", "found an EDGAR"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_bytes(b"the run goes on")
    failed, other = found(tmp_path, max_bytes=2_000_000)
    assert isinstance(failed, FailedDocument)
    assert failed.doc_id == name
    assert failed.error.startswith(reason)
    assert isinstance(other, Document)


def test_jsonl_gives_a_document_a_line_and_names_the_broken_one(tmp_path: Path) -> None:
    lines = [
        b'{"id": "a", "text": "One.", "date": "2024-03-05", "meta": {"topic": "x"}}',
        b"{broken",
        b'["no object"]',
        b'{"id": 7, "text": "Seven."}\r',
        b"",
        b'{"id": "b", "text": "  "}',
        b'{"id": "c", "text": "x", "date": "soon"}',
        b'{"text": "no id"}',
    ]
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(lines))
    shown = [
        (d.doc_id, d.text, d.date, d.meta) if isinstance(d, Document) else (d.doc_id, d.error.split(",")[0])
        for d in found(tmp_path)
    ]
    assert shown == [
        ("a", "One.", date(2024, 3, 5), {"topic": "x"}),
        ("in.jsonl:2", "line 2: found broken JSON (Expecting property name enclosed in double quotes: line 1 column 2"
            " (char 1))"),
        ("in.jsonl:3", "line 3: found a JSON list"),
        ("7", "Seven.", None, {}),
        ("in.jsonl:6", "line 6: found an empty text"),
        ("in.jsonl:7", "line 7: found the date 'soon'"),
        ("in.jsonl:8", "no id", None, {}),
    ]  # fmt: skip


def test_standard_input_is_one_document_or_jsonl() -> None:
    record = json.dumps({"id": "a", "text": "One."}).encode()
    assert [d.doc_id for d in read(["-"], stdin=io.BytesIO(b"Text."))] == ["-"]
    assert [d.doc_id for d in read(["-"], stdin=io.BytesIO(record + b"\n" + record.replace(b'"a"', b'"b"')))] == [
        "a",
        "b",
    ]
    [failed] = read(["-"], stdin=io.BytesIO(b"x" * 11), max_bytes=10)
    assert failed == FailedDocument("-", "found more than 10 bytes, expected at most that (--max-bytes)")


def test_a_folder_is_walked_in_order_without_hidden_files_and_links_out_of_it(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("not mine")
    root = tmp_path / "in"
    (root / "b").mkdir(parents=True)
    (root / ".git").mkdir()
    for name in ("b/2.txt", "b/10.txt", "a.txt", ".hidden.txt", ".git/x.txt"):
        (root / name).write_text(name)
    (root / "link.txt").symlink_to(outside)
    (root / "b" / "loop").symlink_to(root)
    (root / "nothing").symlink_to(root / "absent")
    os.mkfifo(root / "pipe")
    assert [d.doc_id for d in read([root])] == ["a.txt", "pipe", "b/10.txt", "b/2.txt"]


def test_missing_paths_fail_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    absent = tmp_path / "absent"
    failed, document = read([absent, tmp_path / "a.txt"])
    assert failed == FailedDocument(absent.as_posix(), f"found nothing at {absent}, expected a file or a folder")
    assert document.doc_id == "a.txt"


def test_two_files_of_one_name_keep_apart(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(folder)
    one, two = tmp_path / "one", tmp_path / "two"
    documents = list(read([one, two, two]))
    assert [d.doc_id for d in documents] == ["a.txt", (two / "a.txt").as_posix(), "a.txt#2"]
    assert isinstance(documents[2], FailedDocument)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_fails(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "a.txt").chmod(0)
    assert found(tmp_path) == [FailedDocument("a.txt", "cannot be opened: Permission denied")]
