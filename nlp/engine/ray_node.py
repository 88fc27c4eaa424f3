"""Whether a node of a cluster would read as the machine does that sends the work."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from pathlib import Path

from nlp import __version__
from nlp.engine.version import run_key
from nlp.engine.worker import Settings
from nlp.errors import UsageError


def check(key: str, settings: Settings, max_bytes: int, roots: Sequence[Path]) -> None:
    """Raises UsageError where the program, its libraries or the patterns are others than those that `key` names, or
    where the documents are out of sight."""
    node = platform.node()
    if run_key(settings, max_bytes) != key:
        raise UsageError(
            f"found another extract-events on the node {node} ({__version__}, Python {platform.python_version()}), "
            "expected the same release with the same libraries, patterns and Python on every node"
        )
    missing = next((root for root in roots if not root.exists()), None)
    if missing is not None:
        raise UsageError(
            f"found nothing at {missing} on the node {node}, expected paths that every node sees "
            "(a shared file system, or an address such as s3://bucket/folder)"
        )
