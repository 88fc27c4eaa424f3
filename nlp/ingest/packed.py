"""gzip, read with a limit, so that a small file cannot fill the memory."""

from __future__ import annotations

import gzip
import io
import zlib

from nlp.errors import UnreadableDocument

MAGIC = b"\x1f\x8b"
_STEP = 1 << 20
_NO_MEMBER = "Not a gzipped file"  # what the library says of bytes behind the last member


def unpack(data: bytes, max_bytes: int) -> bytes:
    """The content of all members; raises UnreadableDocument when it is cut short, broken or larger than `max_bytes`."""
    parts: list[bytes] = []
    size = 0
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
        while part := _part(file, anything=bool(parts)):
            size += len(part)
            if size > max_bytes:
                raise UnreadableDocument(
                    f"found more than {max_bytes} bytes inside the gzip file, expected at most that (--max-bytes)"
                )
            parts.append(part)
    return b"".join(parts)


def _part(file: gzip.GzipFile, *, anything: bool) -> bytes:
    """The next bytes, none at the end; `anything` says whether there were some, so that what follows them may be
    padding."""
    try:
        return file.read1(_STEP)
    except EOFError:
        raise UnreadableDocument("found a gzip file that ends too early, expected a whole one") from None
    except (OSError, zlib.error) as error:
        if anything and str(error).startswith(_NO_MEMBER):
            return b""
        raise UnreadableDocument(f"found broken gzip data ({error}), expected a whole gzip file") from None
