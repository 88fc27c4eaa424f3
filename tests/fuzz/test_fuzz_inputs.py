"""Whatever bytes come: every input is read or has a reason, and the program goes on. `make fuzz` does many more."""

from __future__ import annotations

import tempfile
from pathlib import Path

import orjson
import pytest
from fuzz_inputs import inputs
from hypothesis import HealthCheck, given, settings

from nlp import ingest
from nlp.engine.packet import pack
from nlp.engine.worker import Settings, Worker

FAULT = "fault in the pipeline"


@pytest.fixture(scope="module")
def worker() -> Worker:
    return Worker(Settings(texts=True, docs=True))


@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(inputs)
def test_every_input_is_read_or_has_a_reason(worker: Worker, given: tuple[str, bytes]) -> None:
    ending, data = given
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / f"a{ending}"
        path.write_bytes(data)
        for document in ingest.read([path], max_bytes=100_000):
            packet = pack(worker(document), document.doc_id)
            line = orjson.loads(packet.line)
            assert line["status"] == ("failed" if packet.error else "ok")
            assert FAULT not in (packet.error or "")
            text = packet.text.decode("utf-8")
            for event in map(orjson.loads, packet.events.splitlines()):
                for mention in event["mentions"]:
                    assert text[mention["start"] : mention["end"]] == mention["text"]
