"""The life of a worker process: tasks come in through a connection, packets go out."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing.connection import Connection

from nlp import ingest
from nlp.engine.limits import Limits, bound_memory, die_with
from nlp.engine.packet import Packet, pack
from nlp.engine.task import End, Message, Named, OutOfMemory, Task
from nlp.engine.worker import Settings, Worker, failed, writable
from nlp.records import Document, FailedDocument

_FAULT = 70  # exit status of a worker that met a fault of its own


def serve(connection: Connection, worker: Worker | Settings, limits: Limits, max_bytes: int, parent: int) -> None:
    """Work until the connection is closed. `worker` is one that was loaded before this process was forked, or what it
    takes to load one. Never returns."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent alone answers Ctrl-C
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    die_with(parent)
    _be_silent()
    status = _FAULT
    with contextlib.suppress(BaseException):  # whoever waits at the other end sees that the process has gone
        status = _work(connection, worker if isinstance(worker, Worker) else Worker(worker), limits, max_bytes)
    os._exit(status)


def _be_silent() -> None:
    """What libraries print of a broken file is nothing for the user."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _work(connection: Connection, worker: Worker, limits: Limits, max_bytes: int) -> int:
    bound_memory(limits.max_memory)
    try:
        while True:
            for task in connection.recv():
                for message in _messages(task, worker, max_bytes):
                    connection.send(message)
    except EOFError:
        return 0
    except MemoryError as error:
        error.__traceback__ = None  # and with it all that the document has filled
        bound_memory(0)
        connection.send(OutOfMemory())
        return 0


def _messages(task: Task, worker: Worker, max_bytes: int) -> Iterator[Message]:
    begun = time.perf_counter()
    digest, documents = ingest.opened(task.unit, max_bytes)
    for place, item in enumerate(documents):
        if place < task.skip:
            continue
        item = replace(item, doc_id=writable(item.doc_id))
        if item.doc_id != writable(task.unit.doc_id):
            yield Named(item.doc_id)
        yield _packet(task, item, worker, begun)
        begun = time.perf_counter()
    yield End(digest)


def _packet(task: Task, item: Document | FailedDocument, worker: Worker, begun: float) -> Packet:
    source = task.unit.source
    natural = item.doc_id
    longer = writable(source.longer) if natural == writable(source.doc_id) else None
    if longer is not None and task.doc_id is not None:
        item = replace(item, doc_id=task.doc_id)
    outcome = worker(item)
    try:
        return pack(outcome, natural, longer, seconds=time.perf_counter() - begun)
    except (TypeError, ValueError) as error:  # a value that JSON cannot hold
        problem = f"fault in the pipeline, please report it ({type(error).__name__}: {error})"
        broken = failed(FailedDocument(item.doc_id, problem, item.sha256))
        return pack(broken, natural, longer, seconds=time.perf_counter() - begun)
