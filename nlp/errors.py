"""The exceptions of the package: every one says what was found, what was expected, and where."""

from __future__ import annotations


class ExtractEventsError(Exception):
    """Base of every error that a user can cause; the command line prints its text and no traceback."""


class UnreadableDocument(ExtractEventsError):
    """One document cannot be read; the run goes on and lists it. The text is the reason shown to the user."""


class PatternError(ExtractEventsError):
    """A file of `patterns/` is wrong; the text names the file, the rule and the nearest known word."""


class UsageError(ExtractEventsError):
    """The command was called with something that cannot work (exit status 2)."""
