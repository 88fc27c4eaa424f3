"""PDF with a text layer."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

from nlp.errors import UnreadableDocument


def text_of(data: bytes, max_bytes: int) -> str:
    """The pages' text, a blank line between pages; raises UnreadableDocument for a locked, broken or scanned PDF and
    for one with more than `max_bytes` characters of text."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    pages: list[str] = []
    size = 0
    try:
        for page in _pages(data):
            size += len(page)
            if size > max_bytes:
                raise UnreadableDocument(
                    f"found more than {max_bytes} characters inside the PDF, expected at most that (--max-bytes)"
                )
            pages.append(page)
    except (UnreadableDocument, MemoryError):
        raise
    except Exception as error:  # pypdf raises whatever a broken file makes it stumble over
        if "encrypt" in str(error).lower() or "cryptography" in str(error).lower():
            raise UnreadableDocument("found an encrypted PDF, expected one that opens without a password") from None
        if type(error).__name__ == "LimitReachedError":
            raise UnreadableDocument(f"found a PDF that unpacks to too much ({error}), expected a release") from None
        raise UnreadableDocument(f"found a broken PDF ({type(error).__name__}), expected a whole one") from None
    text = "\n\n".join(page.strip("\n") for page in pages)
    if not text.strip():
        raise UnreadableDocument("found a PDF without a text layer (a scan?), expected text")
    return text


def _pages(data: bytes) -> Iterator[str]:
    import pypdf  # slow to import and seldom needed

    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableDocument("found an encrypted PDF, expected one that opens without a password")
    for page in reader.pages:
        # An odd font can map to half of a surrogate pair, which cannot be written again.
        yield (page.extract_text() or "").encode("utf-8", "replace").decode("utf-8")
