"""The whole pipeline as an installable package of spaCy's."""

from __future__ import annotations

import importlib.util
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import spacy
import srsly
from spacy.language import Language
from spacy.util import get_model_meta

from nlp import __version__, pipeline, resources
from nlp.errors import UsageError
from nlp.export.atomic import write_whole
from nlp.pipes.recogniser import META
from nlp.trained import content_hash

NAME = "press_release"
MODULE = f"en_{NAME}"
_INIT = '''"""Events out of biotech press releases and 8-K filings, as a pipeline of spaCy's."""

from pathlib import Path

from spacy.util import get_model_meta, load_model_from_init_py

__version__ = get_model_meta(Path(__file__).parent)["version"]


def load(**overrides):
    """The pipeline."""
    return load_model_from_init_py(__file__, **overrides)
'''
_PROJECT = """[build-system]
requires = ["hatchling>=1.21"]
build-backend = "hatchling.build"

[project]
name = "{module}"
version = "{version}"
description = "{description}"
license = "MIT"
requires-python = ">=3.11"
dependencies = [{dependencies}]

[project.entry-points.spacy_models]
{module} = "{module}"

[tool.hatch.build.targets.wheel]
packages = ["{module}"]
"""
_DESCRIPTION = "Events out of biotech press releases and 8-K filings: patterns, registry and components"


def build_package(
    out: Path,
    *,
    patterns: Path | None = None,
    model: Path | None = None,
    scores: Mapping[str, Any] | None = None,
) -> Path:
    """Write the wheel into `out` and give its path; the same pipeline gives the same bytes.

    `model` is the folder of a trained model, None for the rules alone; `scores` a report of `extract-events score`.
    Raises UsageError where hatchling is missing or the folder cannot be written.
    """
    if importlib.util.find_spec("hatchling") is None:
        raise UsageError("build needs hatchling, not installed; install it with: pip install 'extract-events[build]'")
    nlp = pipeline.build(patterns, model)
    _describe(nlp, patterns, model, scores)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        _lay_out(nlp, root)
        made = _wheel(root)
        try:
            out.mkdir(parents=True, exist_ok=True)
            write_whole(out / made.name, [made.read_bytes()])
        except OSError as error:
            raise UsageError(f"cannot write into {out}: {error.strerror or error}") from None
    return out / made.name


def _describe(nlp: Language, patterns: Path | None, model: Path | None, scores: Mapping[str, Any] | None) -> None:
    learnt: Mapping[str, Any] = get_model_meta(model) if model is not None else {}
    needs = "extract-events[transformers]" if "transformer" in learnt.get("pipeline", ()) else "extract-events"
    nlp.meta.update(
        name=NAME,
        version=__version__,
        description=_DESCRIPTION,
        license="MIT",
        requirements=[f"{needs}=={__version__}"],
        performance=dict(scores or {}),
    )
    nlp.meta[META] = {
        "patterns": resources.load(patterns).hash,
        "model": content_hash(model) or None,
        "model_performance": dict(learnt.get("performance", {})),
        **({"model_card": dict(learnt.get(META, {}))} if model is not None else {}),
    }


def _lay_out(nlp: Language, root: Path) -> None:
    """The source of the package: what spaCy's own `package` command writes, with a build that needs no network."""
    inside = root / MODULE
    data = inside / f"{MODULE}-{__version__}"
    data.parent.mkdir(parents=True)
    nlp.to_disk(data)
    shutil.copy(data / "meta.json", inside / "meta.json")
    (inside / "__init__.py").write_text(_INIT, encoding="utf-8")
    needs = [*nlp.meta["requirements"], f"spacy>={spacy.about.__version__},<3.9"]
    project = _PROJECT.format(
        module=MODULE,
        version=__version__,
        description=_DESCRIPTION,
        dependencies=", ".join(srsly.json_dumps(one) for one in needs),
    )
    (root / "pyproject.toml").write_text(project, encoding="utf-8")


def _wheel(root: Path) -> Path:
    from hatchling.builders.wheel import WheelBuilder

    return Path(next(iter(WheelBuilder(str(root)).build(directory=str(root / "dist"), versions=["standard"]))))
