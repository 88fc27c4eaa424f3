"""Files of other annotation tools, both ways: `write` makes file names and contents of documents with marks, `read`
makes documents of them. Both are pure; who calls them opens the files.
"""

from nlp.annotation.formats.table import FORMATS, Files, Format, of

__all__ = ["FORMATS", "Files", "Format", "of"]
