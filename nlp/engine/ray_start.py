"""Ray, quiet and on this machine's own address unless a cluster is named."""

from __future__ import annotations

import contextlib
import logging
import os
import re
import socket
import warnings
from collections.abc import Iterator, Mapping

from nlp.errors import UsageError

_INSTALL = "install it with: pip install 'extract-events[ray]'"
_EXPECTED = "expected HOST:PORT (--address)"
_ADDRESS = re.compile(r"(?P<host>[^\s/:]+|\[[0-9a-fA-F:]+\]):(?P<port>\d{1,5})")
_WAIT = 5.0  # seconds for an answer of the cluster's head
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_SETTINGS, _FRAME_HEAD = b"\x04", 9  # a kind of HTTP/2 frame, and the bytes that each frame begins with
_STORE = 500_000_000  # bytes of Ray's shared memory on this machine; what is under way there is a few megabytes

# Read by Ray when it is imported.
_QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_BACKEND_LOG_LEVEL": "fatal", "RAY_DATA_DISABLE_PROGRESS_BARS": "1"}
# Ray's way to say that there is no cluster, so that it listens on 127.0.0.1 only; the name is from where it is usual.
_ALONE = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"}


def find(address: str | None) -> None:
    """Whether Ray can be had and somebody answers at the address; the first import of Ray is here. Raises
    UsageError."""
    if address is not None:
        _reach(address)
    with _environment(_settings(address)), _silence():
        try:
            import ray
            import ray.data  # noqa: F401 -- it has needs of its own
        except ImportError as error:
            raise UsageError(f"--engine ray needs Ray Data, which is not installed ({error}); {_INSTALL}") from error
        warnings.filterwarnings("ignore", module=r"ray\.")
        for name in ("ray", "ray.data"):
            logging.getLogger(name).setLevel(logging.CRITICAL)


def connect(address: str | None, jobs: int) -> bool:
    """Join the cluster, or start one on this machine with `jobs` processors; whether this was done or Ray was there
    already. Raises UsageError."""
    import ray

    if ray.is_initialized():
        return False
    alone = {"include_dashboard": False, "num_cpus": jobs, "object_store_memory": _STORE}
    with _environment(_settings(address)), _silence():
        try:
            ray.init(
                address=address or "local",
                log_to_driver=False,
                logging_level=logging.CRITICAL,
                **(alone if address is None else {}),
            )
        except Exception as error:  # Ray has no exception of its own for most that can go wrong here
            what = "start Ray" if address is None else f"join the Ray cluster at {address}"
            raise UsageError(f"cannot {what}: {first_line(error)}") from error
    return True


def _settings(address: str | None) -> Mapping[str, str]:
    return {**_QUIET, **_ALONE} if address is None or _is_loopback(address) else _QUIET


def _is_loopback(address: str) -> bool:
    """Whether the cluster listens on this machine's loopback only. Ray reads 127.0.0.1 as the machine's own address
    unless it is told that there is no other."""
    match = _ADDRESS.fullmatch(address)
    if match is None or match["host"].strip("[]") not in _LOOPBACK:
        return False
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(("192.0.2.1", 9))  # nothing is sent; the system only says which way it would go
            own = probe.getsockname()[0]
        socket.create_connection((own, int(match["port"])), timeout=_WAIT).close()
    except OSError:
        return True
    return own in _LOOPBACK


def _reach(address: str) -> None:
    """Ray waits for minutes, and may end the process, where nobody answers: that is found out before."""
    match = _ADDRESS.fullmatch(address)
    if match is None:
        raise UsageError(f"found the address {address!r}, {_EXPECTED}")
    try:
        with socket.create_connection((match["host"].strip("[]"), int(match["port"])), timeout=_WAIT) as connection:
            answer = b"" if "RAY_USE_TLS" in os.environ else _greeted(connection)
    except (OSError, OverflowError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"no Ray cluster answers at {address} ({reason}); {_EXPECTED}") from error
    if answer and answer[3:4] != _SETTINGS:
        raise UsageError(f"what answers at {address} is no Ray cluster; {_EXPECTED}")


def _greeted(connection: socket.socket) -> bytes:
    """The first frame's head. Ray speaks gRPC, which is HTTP/2: it answers the greeting with its settings."""
    connection.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\0\0\0" + _SETTINGS + b"\0" * 5)
    answer = b""
    while len(answer) < _FRAME_HEAD and (part := connection.recv(_FRAME_HEAD - len(answer))):
        answer += part
    return answer or b"none"


def first_line(error: BaseException) -> str:
    """What an exception says, without Ray's pages of remarks."""
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)


@contextlib.contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    """These variables where the user has not set them; Ray's processes keep them, this one does not."""
    ours = {name: value for name, value in values.items() if name not in os.environ}
    os.environ.update(ours)
    try:
        yield
    finally:
        for name in ours:
            os.environ.pop(name, None)


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Ray's C++ side writes to standard error whatever its log level is."""
    try:
        kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    except OSError:  # there is none
        yield
        return
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
