"""Documents from the cache: the same as read anew, whatever has become of the cache."""

from __future__ import annotations

import pickle
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from lab_support import RELEASES, patterns, releases, replaced, with_rule

import nlp
from nlp.lab import cache as cache_room
from nlp.lab import cache_version
from nlp.lab.cache import Parsed, parsed, usable
from nlp.lab.cache_store import FILE, Store, _check_sum
from nlp.lab.cache_version import code_version, reading_version
from nlp.places import user_cache
from nlp.records import FailedDocument
from support import ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return releases(tmp_path / "in")


@pytest.fixture
def no_reading(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Call it, and from then on nothing can be read but from the cache."""

    def refuse(*_: object) -> None:
        raise AssertionError("read anew")

    return lambda: monkeypatch.setattr(cache_room, "_reader", refuse)


def read(folder: Path, cache: Path | None) -> list[Parsed | FailedDocument]:
    return list(parsed([folder], None, cache))


def test_what_was_read_once_comes_from_the_cache(folder: Path, tmp_path: Path, no_reading: Callable[[], None]) -> None:
    fresh = read(folder, tmp_path / "cache")
    no_reading()
    assert read(folder, tmp_path / "cache") == fresh
    assert [(one.doc_id, one.text) for one in fresh if isinstance(one, Parsed)] == list(RELEASES.items())


def test_without_a_cache_everything_is_read_anew(folder: Path, no_reading: Callable[[], None]) -> None:
    read(folder, None)
    no_reading()
    with pytest.raises(AssertionError, match="read anew"):
        read(folder, None)


def test_a_changed_document_is_read_anew_and_the_others_are_not(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(folder, tmp_path / "cache")
    (folder / "quiet.txt").write_text("Norvane Therapeutics Moves Again\n", encoding="utf-8")
    asked: list[str] = []
    reader = cache_room._reader

    def watched(*given: object) -> Callable[[object], object]:
        one = reader(*given)  # type: ignore[arg-type]
        return lambda document: (asked.append(document.doc_id), one(document))[1]  # type: ignore[attr-defined, arg-type]

    monkeypatch.setattr(cache_room, "_reader", watched)
    assert [one.text for one in read(folder, tmp_path / "cache")][-1] == "Norvane Therapeutics Moves Again\n"  # type: ignore[union-attr]
    assert asked == ["quiet.txt"]


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE entries SET value = substr(value, 1, 40)",
        "UPDATE entries SET value = 'text'",
        "UPDATE entries SET value = zeroblob(100)",
        "DROP TABLE entries",
        "PRAGMA user_version = 77",
    ],
)
def test_damaged_and_foreign_entries_are_read_anew(folder: Path, tmp_path: Path, spoil: str) -> None:
    fresh = read(folder, tmp_path / "cache")
    with sqlite3.connect(tmp_path / "cache" / FILE) as base:
        base.execute(spoil)
    base.close()
    assert read(folder, tmp_path / "cache") == fresh


@pytest.mark.parametrize("value", [b"", b"\xc1", b"\x80", b"\xa4text", b"\x82\xa5views\x01\xa4body\x02"])
def test_an_entry_of_another_form_is_read_anew(folder: Path, tmp_path: Path, value: bytes) -> None:
    fresh = read(folder, tmp_path / "cache")
    with sqlite3.connect(tmp_path / "cache" / FILE) as base:
        for (key,) in base.execute("SELECT key FROM entries").fetchall():
            base.execute(
                "UPDATE entries SET value = ?, check_sum = ? WHERE key = ?", (value, _check_sum(key, value), key)
            )
    base.close()
    assert read(folder, tmp_path / "cache") == fresh


def test_a_file_that_is_no_base_gives_way_to_one(folder: Path, tmp_path: Path, no_reading: Callable[[], None]) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    (cache / FILE).write_bytes(b"nothing of the sort " * 1000)
    fresh = read(folder, cache)
    no_reading()
    assert read(folder, cache) == fresh


def test_a_base_cut_in_half_is_no_error(folder: Path, tmp_path: Path) -> None:
    fresh = read(folder, tmp_path / "cache")
    path = tmp_path / "cache" / FILE
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert read(folder, tmp_path / "cache") == fresh
    assert read(folder, tmp_path / "cache") == fresh


def test_a_cache_that_cannot_be_made_is_done_without(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert read(folder, tmp_path / "file") == read(folder, None)


def test_a_document_that_cannot_be_read_gives_its_reason_in_its_place(folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").touch()
    for _ in range(2):
        one = read(folder, tmp_path / "cache")[2]
        assert one == FailedDocument("empty.txt", "found an empty file, expected a release", one.sha256)


def test_the_number_of_processes_changes_nothing(folder: Path, tmp_path: Path) -> None:
    assert list(parsed([folder], None, None, 2)) == read(folder, None)


def test_a_change_of_the_code_of_the_pipes_is_a_change_of_version(tmp_path: Path) -> None:
    def changed(name: str) -> bool:
        package = tmp_path / name.replace("/", "_")
        shutil.copytree(Path(nlp.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
        before = code_version(package)
        cache_version._code_version.cache_clear()
        path = package / name
        path.write_text(path.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
        return code_version(package) != before

    names = ("pipes/entities.py", "layout/header.py", "records.py", "assembly/facts.py", "cli/app.py", "kb/facts.py")
    assert [name for name in names if changed(name)] == list(names[:4])


def test_code_of_another_version_does_not_read_our_entries(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_reading: Callable[[], None]
) -> None:
    read(folder, tmp_path / "cache")
    monkeypatch.setattr(cache_version, "code_version", lambda: "another")
    no_reading()
    with pytest.raises(AssertionError, match="read anew"):
        read(folder, tmp_path / "cache")


def test_only_files_that_the_name_finders_read_are_part_of_the_version(tmp_path: Path) -> None:
    shipped = reading_version(usable(ROOT / "patterns"))
    rules = with_rule(patterns(tmp_path / "rules"), "# a remark\n")
    lists = replaced(patterns(tmp_path / "lists"), "vars.yaml", "initiate:", "# a remark\ninitiate:")
    names = patterns(tmp_path / "names")
    with (names / "entities" / "agencies.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"label": "AGENCY", "pattern": "Norvanian Agency", "id": "NA"}\n')
    assert [reading_version(usable(one)) == shipped for one in (rules, lists, names)] == [True, True, False]


def test_what_was_not_used_for_longest_is_dropped(tmp_path: Path) -> None:
    def run(put: str, get: str = "") -> None:
        with Store(tmp_path, largest=300) as store:
            store.get([get])
            store.put({put: bytes(100)})

    for put, get in (("a", ""), ("b", ""), ("c", "a"), ("d", "a")):
        run(put, get)
    with Store(tmp_path) as store:
        assert sorted(store.get(["a", "b", "c", "d"])) == ["a", "c", "d"]


def test_two_processes_use_one_cache(folder: Path, tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from nlp.lab.cache import parsed\n"
        "for _ in range(3):\n"
        "    for one in parsed([Path(sys.argv[1])], None, Path(sys.argv[2])):\n"
        "        print(one.doc_id, len(one.views), one.key)\n"
    )
    for number in range(30):
        shutil.copy(folder / "dosed.txt", folder / f"{number:02}.txt")
    command = [sys.executable, "-c", code, str(folder), str(tmp_path / "cache")]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) for _ in range(3)]
    outcomes = [(*one.communicate(timeout=120), one.returncode) for one in running]
    assert [(err, status) for _, err, status in outcomes] == [(b"", 0)] * 3
    assert len({out for out, _, _ in outcomes}) == 1
    assert len(outcomes[0][0].splitlines()) == 3 * 33


@pytest.mark.parametrize(
    ("given", "expected"),
    [("/some/where", Path("/some/where/extract-events")), ("not/absolute", None), ("", None)],
)
def test_the_folder_is_in_the_users_cache(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, given: str, expected: Path | None
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", given)
    assert user_cache() == (expected or tmp_path / ".cache" / "extract-events")


class Bomb:
    """A pickle that calls a function when it is loaded."""

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return _explode, ("loaded",)


def _explode(word: str) -> None:
    raise SystemExit(word)


def test_a_cache_file_cannot_run_code(folder: Path, tmp_path: Path) -> None:
    fresh = read(folder, tmp_path / "cache")
    bomb = pickle.dumps(Bomb())
    with pytest.raises(SystemExit, match="loaded"):
        pickle.loads(bomb)
    with Store(tmp_path / "cache") as store:
        store.put({one.key: bomb for one in fresh if isinstance(one, Parsed)})
    assert read(folder, tmp_path / "cache") == fresh
