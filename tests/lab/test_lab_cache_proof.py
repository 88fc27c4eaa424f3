"""What the cache is built on: what the first pipes read, and that telling from a reading is what a run tells."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest
from lab_support import patterns, releases, replaced

from nlp import ingest
from nlp.engine.worker import Settings, Worker
from nlp.lab.cache import UNTIL_LINKER, Parsed, parsed, usable
from nlp.lab.cache_version import EVENT_FILES, EVENT_FOLDER
from nlp.lab.replay import tell, unread
from nlp.pipeline import PIPES, build
from nlp.pipes.base import PatternPipe
from support import ROOT


class Untouchable:
    """Something that nobody may look at."""

    def __getattribute__(self, name: str) -> Any:
        raise AssertionError(f"looked at .{name}")


def test_the_pipes_up_to_the_linker_look_at_nothing_that_only_the_event_rules_are_written_with() -> None:
    loaded: Any = usable(None)
    without = replace(loaded, patterns=Untouchable(), lists=Untouchable(), files=Untouchable())
    nlp = build()
    for name, pipe in nlp.pipeline:
        if isinstance(pipe, PatternPipe):
            pipe.load(without)
        if name == UNTIL_LINKER[-1]:
            break
    for path in sorted((ROOT / "corpus").glob("*.txt")):
        doc = nlp.make_doc(path.read_text(encoding="utf-8"))
        for _, pipe in nlp.pipeline[: len(UNTIL_LINKER)]:
            doc = pipe(doc)
        assert len(doc._.clusters) > 10
    assert PIPES[: len(UNTIL_LINKER)] == UNTIL_LINKER
    events: Any = nlp.get_pipe("release_events")
    events.load(without)
    with pytest.raises((AssertionError, TypeError), match="looked at|Untouchable"):
        events(doc)


def test_a_reading_is_the_same_whatever_the_event_rules_are_written_with(corpus: Path, tmp_path: Path) -> None:
    folder = patterns(tmp_path / "patterns")
    (folder / "lists.yaml").write_text(
        "\n".join(f"{name}: [nothing of the sort]" for name in usable(None).lists), encoding="utf-8"
    )
    replaced(folder, "vars.yaml", "initiate:", "# a remark\ninitiate:")
    assert list(parsed([corpus], folder)) == list(parsed([corpus], None))


def test_every_pattern_file_is_read_before_the_linker_or_only_after_it() -> None:
    names = [name for name in usable(None).files if name not in EVENT_FILES and not name.startswith(EVENT_FOLDER)]
    assert sorted(names) == sorted(
        [
            "brands.txt",
            "companies.jsonl",
            "compounds.jsonl",
            "generics.txt",
            "words.txt",
            *(f"entities/{path.name}" for path in (ROOT / "patterns" / "entities").iterdir()),
        ]
    )


def outputs(paths: list[Path], cache: Path) -> list[bytes]:
    """The lines told from the cache, which is filled first."""
    resources = usable(None)
    for _ in parsed(paths, None, cache):
        pass
    told = [tell(one, resources) if isinstance(one, Parsed) else unread(one) for one in parsed(paths, None, cache)]
    return [orjson.dumps([one.events, one.line]) for one in told]


def runs(paths: list[Path]) -> list[bytes]:
    worker = Worker(Settings())
    return [orjson.dumps([one.events, one.line]) for one in map(worker, ingest.read(paths))]


def test_the_filings_are_told_from_the_cache_as_in_a_run(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    paths = [corpus, releases(tmp_path / "in"), tmp_path / "empty.txt"]
    assert outputs(paths, tmp_path / "cache") == runs(paths)


@pytest.mark.slow
def test_other_releases_are_told_from_the_cache_as_in_a_run(shared: Path, tmp_path: Path) -> None:
    paths = [shared / "gold" / "read" / "input"]
    assert outputs(paths, tmp_path / "cache") == runs(paths)


def test_what_is_told_carries_the_tellings_and_the_triggers_without_an_anchor(tmp_path: Path) -> None:
    text = "Norvane Therapeutics Provides Business Update\n\nIn 2024 the first patient was dosed in the Phase 2 trial."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    worker = Worker(Settings())
    doc = worker.nlp(text)
    (one,) = parsed([tmp_path / "a.txt"], None, None)
    assert isinstance(one, Parsed)
    told = tell(one, usable(None))
    assert told.unfilled == tuple((span.start_char, span.end_char, span.label_) for span in doc.spans["unfilled"])
    assert [text[start:end] for start, end, _ in told.unfilled] == ["first patient was dosed"]
    assert told.told == doc._.told


def test_a_fault_of_a_frame_is_the_documents_error(tmp_path: Path) -> None:
    (one,) = parsed([releases(tmp_path / "in") / "dosed.txt"], None, None)
    assert isinstance(one, Parsed)
    broken: Any = replace(usable(None), lists={})
    told = tell(one, broken)
    assert (told.events, told.error) == ((), "fault in the pipeline, please report it (KeyError: 'results_title')")
