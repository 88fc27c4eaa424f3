"""Pattern folders by name and by git revision."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from lab_support import CURTAIN_RULE, patterns, releases, with_rule

from nlp.errors import UsageError
from nlp.lab.revision import pattern_folder
from nlp.resources import read_files
from support import Program

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *arguments: str) -> None:
    named = ("-c", "user.name=Anna", "-c", "user.email=anna@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *named, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose newest commit adds a rule, and whose files have lost it again."""
    root = tmp_path / "repository"
    folder = patterns(root / "my" / "patterns")
    git(root, "init", "--quiet")
    (root / "notes").mkdir()
    (root / "notes" / "a.txt").write_text("a note\n")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "patterns")
    with_rule(folder, CURTAIN_RULE)
    git(root, "commit", "--quiet", "-a", "-m", "a rule")
    git(root, "checkout", "--quiet", "HEAD~1", "--", "my")
    return root


def has_rule(folder: Path) -> bool:
    return "id: curtain" in read_files(folder)["events/trial_status.yaml"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HEAD:my/patterns", True),
        ("HEAD~1:my/patterns", False),
        ("HEAD", True),
        ("HEAD^", False),
        ("HEAD:my/patterns/", True),
    ],
)
def test_a_revision_is_the_pattern_folder_as_it_was(
    repository: Path, monkeypatch: pytest.MonkeyPatch, text: str, expected: bool
) -> None:
    monkeypatch.chdir(repository)
    with pattern_folder(text, "my/patterns") as folder:
        assert (has_rule(folder), len(read_files(folder))) == (
            expected,
            len(read_files(repository / "my" / "patterns")),
        )
    assert not folder.exists()


def test_a_folder_is_itself(repository: Path) -> None:
    with pattern_folder(str(repository / "my" / "patterns")) as folder:
        assert folder == repository / "my" / "patterns"


def test_the_other_sides_folder_says_which_repository_is_meant(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for text in ("HEAD", "HEAD:my/patterns"):
        with pattern_folder(text, str(repository / "my" / "patterns")) as folder:
            assert has_rule(folder)


def test_a_bare_revision_means_the_folder_patterns_here(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / "my")
    with pattern_folder("HEAD", "HEAD~1") as new, pattern_folder("HEAD~1", "HEAD") as old:
        assert (has_rule(new), has_rule(old)) == (True, False)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "no_such",
            "found neither a folder 'no_such' nor a revision 'no_such' in .*; expected a folder of patterns, or",
        ),
        ("HEAD~7", "found neither a folder 'HEAD~7' nor a revision 'HEAD~7' in "),
        ("no_such:my/patterns", "nor a revision 'no_such' in "),
        ("HEAD:elsewhere", "found no folder 'elsewhere' in revision 'HEAD' of "),
        ("HEAD:my/patterns/vars.yaml", "found no folder 'my/patterns/vars.yaml' in revision 'HEAD' of "),
        ("HEAD:notes", "found no taxonomy.yaml in 'notes' of revision 'HEAD:notes'"),
        ("HEAD:../..", "found no folder '../..' in revision 'HEAD'"),
        ("--output=x", "nor a revision '--output=x' in "),
    ],
)
def test_what_is_no_revision_with_patterns_is_named(
    repository: Path, monkeypatch: pytest.MonkeyPatch, text: str, message: str
) -> None:
    monkeypatch.chdir(repository)
    with pytest.raises(UsageError, match=message), pattern_folder(text, "my/patterns"):
        raise AssertionError("found one")


def test_a_folder_outside_a_repository_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = patterns(tmp_path / "patterns")
    monkeypatch.chdir(tmp_path)
    with (
        pytest.raises(UsageError, match="found no folder 'HEAD:patterns', and no git repository at "),
        pattern_folder("HEAD:patterns", str(folder)),
    ):
        raise AssertionError("found one")


def test_without_git_a_revision_is_an_error(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    monkeypatch.setenv("PATH", "")
    with (
        pytest.raises(UsageError, match="git is not installed, and without it there are no revisions"),
        pattern_folder("HEAD:my/patterns"),
    ):
        raise AssertionError("found one")


@pytest.mark.parametrize(
    ("old", "new"),
    [("HEAD~1:my/patterns", "HEAD:my/patterns"), ("my/patterns", "HEAD"), ("my/patterns", "HEAD:my/patterns")],
)
def test_the_command_compares_revisions_and_folders(
    repository: Path, tmp_path: Path, program: Program, old: str, new: str
) -> None:
    folder = releases(tmp_path / "in")
    done = program("patterns", "diff", old, new, folder, "--no-cache", cwd=repository)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"rules added: trial_status.curtain\n1 of 3 documents told again\n")
