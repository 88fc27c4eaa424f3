"""The server: this machine only, one port, until it is stopped."""

from __future__ import annotations

import importlib.util
import socket
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from nlp.errors import UsageError

if TYPE_CHECKING:
    from nlp.review.desk import Desk

_HOST = "127.0.0.1"
_NEEDS = ("fastapi", "uvicorn", "python_multipart")


def prepare() -> None:
    """Find out whether the libraries are there. Raises UsageError."""
    for name in _NEEDS:
        if importlib.util.find_spec(name) is None:
            raise UsageError(
                f"annotate review needs {name}, which is not installed; "
                "install it with: pip install 'extract-events[review]'"
            )


def serve(
    out: Path,
    gold: Path,
    texts: Sequence[Path],
    annotator: str,
    *,
    patterns: Path | None = None,
    model: Path | None = None,
    port: int = 0,
    ready: Callable[[str, Sequence[str]], None],
) -> None:
    """Serve the review of a run until the process is interrupted.

    `model` is the folder of a trained model whose other opinion is in the queue. `port` 0 is a free one. `ready` is
    called once with the address to open, its token in it, and what there is to say about the run. Raises UsageError for
    what cannot be served.
    """
    prepare()
    import uvicorn

    from nlp.annotation.records import annotator_name
    from nlp.review.app import create_app
    from nlp.review.bench import bench_routes
    from nlp.review.desk import Desk
    from nlp.review.guard import Keys
    from nlp.review.releases import read_releases

    annotator_name(annotator)
    if gold.exists() and not gold.is_dir():
        raise UsageError(f"found a file at {gold}, expected a folder for decisions (--gold)")
    desk = Desk(read_releases(out, texts, gold), gold, annotator, patterns, model)
    with _listening(port) as listener:
        keys = Keys(listener.getsockname()[1])
        app = create_app(desk, keys, bench=bench_routes(desk, keys))
        config = uvicorn.Config(app, log_level="error", access_log=False, server_header=False, lifespan="on")
        ready(f"http://{_HOST}:{keys.port}/?token={keys.token}", _remarks(desk))
        uvicorn.Server(config).run(sockets=[listener])


def _listening(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((_HOST, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise UsageError(f"cannot listen at {_HOST}, port {port}: {error.strerror or error} (--port)") from None
    return listener


def _remarks(desk: Desk) -> list[str]:
    lost = sum(release.document is None for release in desk.releases)
    remarks = [f"{lost} of {len(desk.releases)} documents cannot be decided on: the page says why"] if lost else []
    return [*([desk.read_only] if desk.read_only else []), *remarks]
