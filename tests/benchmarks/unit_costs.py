"""What one document costs on a cluster: processor time, bytes in, bytes over the wire, bytes out, memory, start-up.

    python tests/benchmarks/unit_costs.py [PATH ...] [--repeat 1] [--ray]

Each PATH (default: corpus/) is a row. Times are processor seconds, which other programs on the machine change little;
with --ray a cluster of one actor is started on this machine as well, and its start-up and memory are measured, in
seconds of the clock. `driver` has the fixed costs of a run in it: measure it on many documents.

worker: reading a document, extraction and packing, in the process that does it; driver: listing, manifest, parts and
the files of the output, in the process that the run was started in. sent and returned are what goes to an actor and
comes back, pickled as it is; nothing is shuffled between actors.
"""

from __future__ import annotations

import argparse
import os
import pickle
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nlp import ingest
from nlp.engine import Limits, Progress, Watch, extract
from nlp.engine.packet import pack
from nlp.engine.ray_actor import News, Order, Reader
from nlp.engine.task import Task
from nlp.engine.version import run_key
from nlp.engine.worker import Settings, Worker

ROOT = Path(__file__).parents[2]


@dataclass
class Costs:
    """Sums over the documents of a path."""

    documents: int = 0
    seconds: float = 0.0
    read: int = 0
    sent: int = 0
    returned: int = 0
    written: int = 0


def worker_costs(path: str, worker: Worker, repeat: int) -> Costs:
    """Every document read and packed `repeat` times, in this process."""
    costs = Costs()
    for _ in range(repeat):
        for number, unit in enumerate(ingest.units([path], max_bytes=ingest.MAX_BYTES)):
            costs.read += unit.size
            costs.sent += len(pickle.dumps([Task(number, unit)]))
            begun = time.process_time()
            packets = [
                pack(worker(item), item.doc_id, unit.source.longer) for item in ingest.opened(unit, ingest.MAX_BYTES)[1]
            ]
            costs.seconds += time.process_time() - begun
            for packet in packets:
                costs.documents += 1
                costs.returned += len(pickle.dumps([News(number, 0, packet)]))
                costs.written += len(packet.events) + len(packet.line)
    return costs


def driver_seconds(path: str, repeat: int) -> float:
    """Processor seconds of a whole run in the process that it was started in, a document; the pipeline's loading is
    not counted."""
    begun = 0.0

    class Started(Watch):
        def begin(self, total: int | None) -> None:
            nonlocal begun
            begun = time.process_time()

    with tempfile.TemporaryDirectory() as name:
        copies = Path(name) / "in"
        copies.mkdir()
        for number in range(repeat):
            (copies / f"{number:04}").symlink_to(Path(path).absolute())
        paths = [copies / f"{number:04}" for number in range(repeat)]
        summary = extract(paths, Path(name) / "out", watch=Started())
        return (time.process_time() - begun) / max(1, summary.documents)


def megabytes(process: int | str, field: str) -> float:
    """Resident or private megabytes of a process."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith(field)) / 1000


def actors() -> Iterator[int]:
    """Processes of Ray's actors on this machine, with the process of each that reads."""
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and b"MapBatches(Reader)" in (folder / "cmdline").read_bytes():
                yield int(folder.name)
        except OSError:
            continue


def ray_costs(path: str) -> None:
    """Start-up and memory of one actor on a cluster of its own."""
    begun = time.perf_counter()
    first, most = 0.0, 0.0

    class Seen(Watch):
        def done(self, progress: Progress) -> None:
            nonlocal first, most
            first = first or time.perf_counter() - begun
            most = max(most, sum(megabytes(process, "Pss:") for process in actors()))

    with tempfile.TemporaryDirectory() as name:
        extract([path], Path(name), engine="ray", jobs=1, watch=Seen())
    print(
        f"ray: first document {first:.1f} s after the start; actor and its process {most:.0f} MB (proportional share)"
    )


def start_up() -> float:
    """Processor seconds until a pipeline is there, in an actor's place."""
    begun = time.process_time()
    key = run_key(Settings(), ingest.MAX_BYTES)  # as a node does, to be sure that it reads as the others do
    Reader(Order(Settings(), None, Limits(), ingest.MAX_BYTES, key, ()))
    return time.process_time() - begun


def _row(*cells: object) -> str:
    return f"{cells[0]!s:24}" + "".join(f" {cell!s:>9}" for cell in cells[1:])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", default=[str(ROOT / "corpus")])
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--ray", action="store_true")
    given = parser.parse_args()
    started = start_up()
    worker = Worker(Settings())
    print(f"an actor's start: {started:.2f} processor seconds; {megabytes('self', 'Rss:'):.0f} MB with the pipeline")
    print(_row("path", "documents", "a second", "read", "sent", "returned", "written", "driver ms"))
    for path in given.paths:
        next(iter(ingest.units([path], max_bytes=ingest.MAX_BYTES)))  # an error before the work
        worker_costs(path, worker, 1)  # caches as they are after a while
        costs = worker_costs(path, worker, given.repeat)
        count = max(1, costs.documents)
        sizes = (round(size / count) for size in (costs.read, costs.sent, costs.returned, costs.written))
        driver = driver_seconds(path, given.repeat) * 1000
        name = os.path.basename(path.rstrip("/")) or path
        print(_row(name, count, f"{count / costs.seconds:.1f}", *sizes, f"{driver:.2f}"), flush=True)
    if given.ray:
        ray_costs(given.paths[0])


if __name__ == "__main__":
    main()
