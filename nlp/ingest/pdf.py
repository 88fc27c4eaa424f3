"""PDF with a text layer."""

from __future__ import annotations

import io
import logging

from nlp.errors import UnreadableDocument


def text_of(data: bytes) -> str:
    """The pages' text, a blank line between pages; raises UnreadableDocument for a locked, broken or scanned PDF."""
    import pypdf  # slow to import and seldom needed

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableDocument("found an encrypted PDF, expected one that opens without a password")
        pages = [page.extract_text() or "" for page in reader.pages]
    except UnreadableDocument:
        raise
    except Exception as error:  # pypdf raises whatever a broken file makes it stumble over
        if "encrypt" in str(error).lower() or "cryptography" in str(error).lower():
            raise UnreadableDocument("found an encrypted PDF, expected one that opens without a password") from None
        raise UnreadableDocument(f"found a broken PDF ({type(error).__name__}), expected a whole one") from None
    text = "\n\n".join(page.strip("\n") for page in pages)
    if not text.strip():
        raise UnreadableDocument("found a PDF without a text layer (a scan?), expected text")
    return text
