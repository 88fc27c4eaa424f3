"""The measured process of hot_path.py: loads and warms the pipeline, then tokenises texts and reads them, each alone.

argv[1] is `instructions` (under callgrind, which counts only between the marks set here; a dump for each) or `time`
(prints processor seconds of both as JSON).
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable

import spacy
from archive_documents import NEWS, made
from measure import CORPUS

from nlp.pipeline import build

Work = Callable[[], None]


def prepare() -> tuple[Work, Work]:
    """Tokenising and reading the same texts: a filing and short releases. Both know other texts already, as in the
    middle of an archive, but not these: what they remember of a text must not count."""
    filings = [path.read_text(encoding="utf-8") for path in CORPUS]
    releases = [made(number) for number in range(4 * len(NEWS))]
    known, texts = [filings[0], *releases[: -len(NEWS)]], [filings[1], *releases[-len(NEWS) :]]
    blank, nlp = spacy.blank("en"), build()

    def tokenise() -> None:
        for text in texts:
            blank.make_doc(text)

    def read() -> None:
        for text in texts:
            nlp(text)

    for text in known:
        blank.make_doc(text)
        nlp(text)
    return tokenise, read


def instructions(tokenise: Work, read: Work) -> None:
    """Dump the instructions of tokenising, then of reading."""
    control("--instr=on")
    for name, work in (("tokenise", tokenise), ("read", read)):
        control("--zero")
        work()
        control(f"--dump={name}")
    control("--instr=off")


def control(order: str) -> None:
    """Tell callgrind what to do with this process."""
    subprocess.run(["callgrind_control", order, str(os.getpid())], check=True, stdout=subprocess.DEVNULL)


def seconds(tokenise: Work, read: Work) -> None:
    """Print the processor seconds of each."""
    taken: dict[str, float] = {}
    for name, work in (("tokenise", tokenise), ("read", read)):
        begin = time.process_time()
        work()
        taken[name] = time.process_time() - begin
    print(json.dumps(taken))


def main() -> None:
    """Measure one way."""
    works = prepare()
    gc.collect()
    gc.freeze()
    (instructions if sys.argv[1] == "instructions" else seconds)(*works)


if __name__ == "__main__":
    main()
