"""Our extraction beside bare tokenising, and beside what one would otherwise assemble for a part of the job.

    python tests/benchmarks/peers.py [--copies 50] [--rounds 5] [--texts PATH]     (`make bench`, about ten minutes)

The peers are EDS-NLP, medspaCy and dateparser.search_dates, each in an environment of its own under build/peers (made
here with pip; a peer that cannot be installed is told and left out). Each is one process that reads a folder and writes
what it found, as its documentation sets it up (tests/benchmarks/peer_programs). The folder has copies of the two
filings of corpus/; with --texts, the documents of a folder of .txt files or of a .jsonl file instead. All run in turn,
round after round. Prints Markdown: what they cost, and what they find in the two filings beside the gold of
annotations/gold.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import peer_quality as quality
from measure import CORPUS, Cost, cost, machine, ratios, rounds, spread, table
from peer_setup import PROGRAMS, ROOT, environment, our_version, version, write_setup

FLOOR = "spacy.blank(\"en\")"
OURS = "extract-events --jobs 1"
PEERS = {"EDS-NLP": ("edsnlp", "eds_nlp.py"), "medspaCy": ("medspacy", "medspacy_rules.py"),
    "dateparser.search_dates": ("dateparser", "dateparser_search.py")}  # fmt: skip
DOES = {
    FLOOR: "tokens only: the floor",
    OURS: "events, slots, realis, links, checks",
    "extract-events": "the same, a process for each processor",
    "EDS-NLP": "terms, dates, negation, hypothesis",
    "medspaCy": "terms, ConText",
    "dateparser.search_dates": "dates",
}
Commands = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Bench:
    """The programs that could be installed (name -> Python and script), with versions, in a folder to work in."""

    place: Path
    peers: Mapping[str, tuple[Path, Path]]
    names: Mapping[str, str]

    def commands(self, folder: Path, label: str) -> dict[str, list[str]]:
        """What to run for a folder of texts; the peers write to `label`.NAME.jsonl."""
        setup, run = str(self.place / "setup.json"), [sys.executable, "-m", "nlp.cli", str(folder), "--quiet", "-o"]
        floor = [sys.executable, str(PROGRAMS / "tokenise.py"), setup, str(folder)]
        all_of = {FLOOR: floor, OURS: [*run, str(self.place / "one"), "--jobs", "1"]}
        if (os.cpu_count() or 1) > 1:
            all_of["extract-events"] = [*run, str(self.place / "all")]
        for name, (python, script) in self.peers.items():
            all_of[name] = [str(python), str(script), setup, str(folder), str(self.told(label, name))]
        return all_of

    def told(self, label: str, name: str) -> Path:
        """The file that a program writes."""
        return self.place / f"{label}.{name}.jsonl"


def install(place: Path) -> Bench:
    """Make the environments and the files that all peers are given."""
    peers, names = {}, {FLOOR: f"`{FLOOR}`, spaCy {our_version('spacy')}", OURS: f"`{OURS}`"}
    names["extract-events"] = "`extract-events`"
    for name, (package, script) in PEERS.items():
        python = environment(package, package)
        if python is None:
            print(f"{name} cannot be installed here and is left out", file=sys.stderr)
            continue
        peers[name] = (python, PROGRAMS / script)
        names[name] = f"{name} {version(python, package)}"
    write_setup(place / "setup.json", {name: line["release_date"] for name, line in quality.gold().items()})
    return Bench(place, peers, names)


def fill(folder: Path, copies: int, texts: Path | None) -> int:
    """Write the documents; how many there are."""
    folder.mkdir()
    if texts is None:
        for number in range(copies):
            for path in CORPUS:
                shutil.copy(path, folder / f"{number:04}_{path.name}")
    elif texts.is_dir():
        for number, path in enumerate(sorted(texts.rglob("*.txt"))):
            shutil.copy(path, folder / f"{number:05}_{path.name}")
    else:
        for number, line in enumerate(texts.read_text(encoding="utf-8").splitlines()):
            (folder / f"{number:05}_line.txt").write_text(json.loads(line)["text"], encoding="utf-8")
    return sum(1 for _ in folder.iterdir())


def speed(bench: Bench, folder: Path, documents: int, number: int) -> str:
    """The table of costs: each round has every program with all documents and with the first one alone."""
    single = bench.place / "single"
    single.mkdir()
    shutil.copy(min(folder.iterdir()), single)
    alone = {f"{name}, alone": command for name, command in bench.commands(single, "single").items()}
    many = bench.commands(folder, "many")
    costs = rounds({**many, **alone}, number)
    rows = [_row(bench, name, costs, documents) for name in many]
    head = ["program", "does", "seconds", "start", "ms a document", "times the tokenising",
        "a document alone"]  # fmt: skip
    return table(head, rows)


def _row(bench: Bench, name: str, costs: Mapping[str, list[Cost]], documents: int) -> list[str]:
    """Start is the wall time of one document; a document costs what the others add to the processor time of that one."""
    wall = {key: [one.wall for one in costs[key]] for key in (name, FLOOR, f"{name}, alone")}
    each, floor = _each(name, costs, documents), _each(FLOOR, costs, documents)
    cells = [spread(wall[name]), f"{statistics.median(wall[f'{name}, alone']):.1f}", spread(each)]
    times = [spread(ratios(wall[name], wall[FLOOR]), 2), spread(ratios(each, floor), 2)]
    return [bench.names[name], DOES[name], *cells, *times]


def _each(name: str, costs: Mapping[str, list[Cost]], documents: int) -> list[float]:
    """Milliseconds of processor time that each further document costs, by round."""
    pairs = zip(costs[name], costs[f"{name}, alone"], strict=True)
    return [1000 * (many.processor - one.processor) / (documents - 1) for many, one in pairs]


def findings(bench: Bench) -> str:
    """The table of what is found in the two filings."""
    folder = bench.place / "filings"
    fill(folder, 1, None)
    documents, found = quality.texts(), quality.gold()
    wanted = quality.phrases(documents)
    commands = bench.commands(folder, "filings")
    setup, out = str(bench.place / "setup.json"), bench.told("filings", OURS)
    commands[OURS] = [sys.executable, str(PROGRAMS / "ours.py"), setup, str(folder), str(out)]
    lines = []
    for name in (OURS, *bench.peers):
        cost(commands[name])
        told = read(bench.told("filings", name))
        steps = told
        if name == OURS:
            cost([sys.executable, "-m", "nlp.cli", str(folder), "--quiet", "-o", str(bench.place / "events")])
            steps = quality.events_as_terms(read(bench.place / "events" / "events.jsonl"))
        at, inside, exact = map(str, quality.dates(told, wanted))
        named, others = quality.compounds(told, found)
        facts, phases = quality.facts(steps, documents, found), quality.phases(told, documents)
        cells = [at, inside, exact, str(named), str(others), str(phases), str(facts)]
        does = {t["kind"] for t in told}
        cells[:3] = cells[:3] if "date" in does else ["–"] * 3
        cells[3:] = cells[3:] if "term" in does else ["–"] * 4
        lines.append([bench.names[name].replace(" --jobs 1", ""), *cells])
    head = ["program", "time phrases found", "a day inside the right ones", "the very days", "compounds found",
        "names that are none", "phases found", "fact or not, told rightly"]  # fmt: skip
    return table(head, lines)


def read(path: Path) -> list[quality.Line]:
    """The lines of a file, named as the filings are."""
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [{**line, "doc_id": line["doc_id"].partition("_")[2]} for line in lines]


def main() -> None:
    """Install, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copies", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--texts", type=Path)
    given = parser.parse_args()
    os.environ["PYTHONPATH"] = str(ROOT)
    with tempfile.TemporaryDirectory() as name:
        bench = install(Path(name))
        documents = fill(bench.place / "many", given.copies, given.texts)
        size = sum(path.stat().st_size for path in (bench.place / "many").iterdir()) / documents / 1000
        print(f"{documents} documents of {size:.1f} kB, {given.rounds} rounds, {machine()}; medians (least–most):\n")
        print(speed(bench, bench.place / "many", documents, given.rounds), flush=True)
        print("\nThe two filings:\n")
        print(findings(bench))


if __name__ == "__main__":
    main()
