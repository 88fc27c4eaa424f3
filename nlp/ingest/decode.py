"""Bytes to text by content: byte-order mark, UTF-8, UTF-16, else Windows-1252."""

from __future__ import annotations

import codecs
import re

from nlp.errors import UnreadableDocument

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 8192
_BINARY = (
    (b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture"), (b"PK\x03\x04",
        "a ZIP archive or Office file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"), (b"\x7fELF", "a program"), (b"SQLite format 3", "a SQLite database"),
    (b"{\\rtf", "an RTF file"), (b"7z\xbc\xaf", "a 7-Zip archive"), (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
)  # fmt: skip


def decode(data: bytes) -> str:
    """The text without its byte-order mark, line breaks as they are; raises UnreadableDocument for binary content."""
    for start, what in _BINARY:
        if data.startswith(start):
            raise UnreadableDocument(f"found {what}, expected text, HTML, an EDGAR submission, JSONL or PDF")
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], codec)
    if (codec_ := _utf16(data[:_SAMPLE])) is not None:
        return _strict(data, codec_)
    sample = data[:_SAMPLE]
    control = len(_CONTROL.findall(sample))
    if b"\x00" in data or control > 0.02 * len(sample) + 1:
        raise UnreadableDocument("found binary content, expected text, HTML, an EDGAR submission, JSONL or PDF")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _windows(data)


def _strict(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        if codec == "utf-8":
            return _windows(data)
        raise UnreadableDocument(
            f"found broken {codec.upper()} at byte {error.start}, expected whole characters"
        ) from None


def _utf16(sample: bytes) -> str | None:
    """UTF-16 without a mark has a zero in nearly every second byte."""
    half = len(sample) // 2
    if half < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _windows(data: bytes) -> str:
    """Windows-1252; its five unused bytes are read as Latin-1 does, so that every byte gives a character."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(_CP1252[byte] for byte in data)


_CP1252 = [bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256)]
