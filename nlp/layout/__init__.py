"""Text to its layout (sections, sentences) and to the facts of its header; pure, by characters, without spaCy."""

from nlp.layout.header import read_header
from nlp.layout.layout import lay_out

__all__ = ["lay_out", "read_header"]
