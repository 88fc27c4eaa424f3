"""The transformer's training, in an environment with torch (see torch.txt); and what is said where there is none."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from nlp.errors import UsageError
from nlp.training import minilm
from support import ROOT, Program


@pytest.fixture(scope="module")
def seen(releases: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What transformer_probe.py prints."""
    python = os.environ.get("EXTRACT_EVENTS_TORCH") or sys.executable
    needs = "import importlib.util as u, sys; sys.exit(not all(map(u.find_spec, sys.argv[1:])))"
    found = subprocess.run([python, "-c", needs, "torch", "spacy_transformers", minilm.PACKAGE], check=False)
    if found.returncode:
        pytest.skip("no torch here; name an interpreter with tests/training/torch.txt in EXTRACT_EVENTS_TORCH")
    probe = Path(__file__).with_name("transformer_probe.py")
    out = tmp_path_factory.mktemp("transformer")
    done = subprocess.run(
        [python, str(probe), *map(str, releases), str(out)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    answer: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return answer


@pytest.mark.slow
def test_minilms_pretrained_weights_are_loaded(seen: dict[str, object]) -> None:
    assert seen["near"] == pytest.approx(0.506, abs=0.02)  # as sentence-transformers has it
    assert seen["far"] == pytest.approx(0.133, abs=0.02)
    assert seen["card"] == minilm.PACKAGE


@pytest.mark.slow
def test_the_transformers_loss_falls(seen: dict[str, object]) -> None:
    losses = seen["losses"]
    assert isinstance(losses, list)
    assert len(losses) == 4
    assert losses[-1] < losses[1]


@pytest.mark.slow
def test_a_saved_transformer_predicts_the_same_and_names_no_folder_of_this_machine(seen: dict[str, object]) -> None:
    assert (seen["same"], seen["name"]) == (True, "sentence-transformers/all-MiniLM-L6-v2")


@pytest.mark.skipif(importlib.util.find_spec("torch") is not None, reason="torch is installed here")
def test_without_torch_the_program_says_which_extra_is_missing(
    tmp_path: Path, program: Program, releases: tuple[Path, Path]
) -> None:
    answer = program("train", "transformer", "--raw", releases[0], "-o", tmp_path / "out")
    assert (answer.returncode, answer.stdout) == (2, b"")
    assert answer.stderr.decode() == (
        "extract-events: training a transformer needs torch and spacy_transformers, not installed here; "
        "install it with: pip install 'extract-events[transformers]'\n"
    )


def test_other_weights_are_taken_as_they_are_named_and_missing_ones_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert minilm.weights("some/model") == "some/model"
    monkeypatch.setattr(minilm, "PACKAGE", "no_such_package")
    with pytest.raises(UsageError, match="found no MiniLM weights .*pip install 'extract-events"):
        minilm.weights(None)
