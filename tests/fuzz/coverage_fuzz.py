"""Inputs led by coverage: atheris changes those that reached new code. `make fuzz` runs it where atheris is installed.

    python tests/fuzz/coverage_fuzz.py [--seconds 300] [--seed 1]

Begins with inputs that Hypothesis makes (fuzz_inputs.py) and the two filings, knows the words of releases and the marks
of the forms (HTML, EDGAR submissions, PDF, JSON lines), and goes on for the given time, everything in this process.
What reached new code stays in build/fuzz/inputs, and the next run begins with it as well.
The first byte of an input says its file's ending. Ends with status 77 at the first fault: the input lies in
fuzz-failures/, and `--again FILE` runs it alone. A fault is an error of the pipeline itself, bytes that cannot be
written, a quote that is not at its place, a document of more than 20 seconds.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from pathlib import Path

import orjson
from fuzz_inputs import HEADS, TAGS, WORDS
from long_fuzz import FAULTS, KEEP, make

ROOT = Path(__file__).parents[2]
WORK = ROOT / "build" / "fuzz"
LONGEST = 1024
ENDINGS = (".txt", ".html", ".jsonl", ".pdf", ".txt.gz", ".md", "")
MADE = 300


def begin(folder: Path, seed: int) -> None:
    """Write the inputs to begin with."""
    made = [(ENDINGS.index(ending) if ending in ENDINGS else 0, data) for ending, data in make(MADE, seed)]
    for path in sorted((ROOT / "corpus").glob("*.txt")):
        text = path.read_bytes()
        made += [(0, text[at : at + LONGEST - 1]) for at in range(0, len(text), LONGEST - 1)]
    for number, (ending, data) in enumerate(made):
        (folder / f"{number:04}").write_bytes(bytes([ending]) + data)


def dictionary(path: Path) -> None:
    """Write the words in the form that libFuzzer reads."""
    marks = [f"<{end}{tag}>" for tag in TAGS for end in ("", "/")] + ['{"text": "', '"id": "', " obj\n", "stream\n"]
    words = sorted({word.encode("utf-8", "replace") for word in (*WORDS, *HEADS, *marks)})
    lines = ('"' + "".join(f"\\x{byte:02x}" for byte in word) + '"\n' for word in words)
    path.write_text("".join(lines), encoding="ascii")


def fuzz(folder: Path, options: list[str]) -> None:
    """Run until the options say to end; does not return."""
    import atheris

    with atheris.instrument_imports(include=["nlp"]):
        from nlp import ingest
        from nlp.engine.packet import pack
        from nlp.engine.worker import Settings, Worker

        worker = Worker(Settings(texts=True, docs=True))

    def one(data: bytes) -> None:
        ending = ENDINGS[data[0] % len(ENDINGS)] if data else ""
        path = folder / f"a{ending}"
        path.write_bytes(gzip.compress(data[1:], mtime=0) if ending == ".txt.gz" else data[1:])
        try:
            for document in ingest.read([path], max_bytes=100_000):
                check(pack(worker(document), document.doc_id))
        finally:
            path.unlink()

    def check(packet: object) -> None:
        line = orjson.loads(packet.line)
        assert line["status"] == ("failed" if packet.error else "ok"), line
        assert FAULTS[0] not in (packet.error or ""), packet.error
        text = packet.text.decode("utf-8")
        for event in map(orjson.loads, packet.events.splitlines()):
            for mention in event["mentions"]:
                assert text[mention["start"] : mention["end"]] == mention["text"], mention

    atheris.Setup([sys.argv[0], *options], one)
    atheris.Fuzz()


def main() -> None:
    """Make the beginning and fuzz."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--again", type=Path, metavar="FILE")
    chosen = parser.parse_args()
    corpus = WORK / "inputs"
    corpus.mkdir(parents=True, exist_ok=True)
    if chosen.again:
        fuzz(WORK, [str(chosen.again)])
    KEEP.mkdir(exist_ok=True)
    begin(corpus, chosen.seed)
    dictionary(WORK / "words.dict")
    options = [f"-max_total_time={chosen.seconds}", f"-seed={chosen.seed}", f"-max_len={LONGEST}", "-len_control=0"]
    options += ["-timeout=20", "-rss_limit_mb=4000", f"-dict={WORK / 'words.dict'}", f"-artifact_prefix={KEEP}/"]
    fuzz(WORK, [*options, str(corpus)])


if __name__ == "__main__":
    main()
