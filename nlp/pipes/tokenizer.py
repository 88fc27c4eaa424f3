"""The tokeniser of releases: words, single signs, and the white space between them.

spaCy's English tokeniser keeps `\\$65` and `901-DM1` in one piece and splits `huN901-DM1`, by exceptions made for other
prose; here a run of letters and figures is a token and every other character is one, so that a name of a list is found
wherever its letters stand, and a document is split in one pass of one expression.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from spacy import util
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

NAME = "release_tokenizer"
# A token and the one space that spaCy keeps with it; further white space is a token of its own.
_TOKEN = re.compile(r"(\w+|[^\w\s]|\s+)( ?)")


@util.registry.tokenizers(NAME)  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], ReleaseTokenizer]:
    """What a config's `[nlp.tokenizer]` names; takes the pipeline, gives its tokeniser."""
    return lambda nlp: ReleaseTokenizer(nlp.vocab)


class ReleaseTokenizer:
    """Text to Doc. `Doc.text` is the text, whatever it holds."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        pairs = _TOKEN.findall(text)
        return Doc(self.vocab, words=[word for word, _ in pairs], spaces=[bool(space) for _, space in pairs])

    def pipe(self, texts: Iterable[str], **_: Any) -> Iterable[Doc]:
        """Many texts, in order."""
        return map(self, texts)

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing to save."""
        return b""

    def from_bytes(self, _data: bytes, **_kept: Any) -> ReleaseTokenizer:
        """Nothing to load."""
        return self

    def to_disk(self, _path: Path | str, **_: Any) -> None:
        """Nothing to save."""

    def from_disk(self, _path: Path | str, **_: Any) -> ReleaseTokenizer:
        """Nothing to load."""
        return self
