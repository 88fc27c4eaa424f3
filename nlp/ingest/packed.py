"""gzip, read with a limit, so that a small file cannot fill the memory."""

from __future__ import annotations

import zlib

from nlp.errors import UnreadableDocument

MAGIC = b"\x1f\x8b"
_STEP = 1 << 20


def unpack(data: bytes, max_bytes: int) -> bytes:
    """The content of all members; raises UnreadableDocument when it is cut short, broken or larger than `max_bytes`."""
    parts: list[bytes] = []
    size = 0
    rest = data
    while rest.startswith(MAGIC):
        member = zlib.decompressobj(wbits=31)
        while not member.eof:
            try:
                part = member.decompress(rest, _STEP)
            except zlib.error as error:
                raise UnreadableDocument(f"found broken gzip data ({error}), expected a whole gzip file") from None
            size += len(part)
            if size > max_bytes:
                raise UnreadableDocument(
                    f"found more than {max_bytes} bytes inside the gzip file, expected at most that (--max-bytes)"
                )
            parts.append(part)
            if not part and not member.unconsumed_tail and not member.eof:
                raise UnreadableDocument("found a gzip file that ends too early, expected a whole one")
            rest = member.unconsumed_tail if not member.eof else member.unused_data
    return b"".join(parts)
