"""Reading the YAML files of `patterns/`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from nlp.errors import PatternError


def read_yaml(path: Path) -> Any:
    """The content of a YAML file; PatternError that names the file for a missing or malformed one."""
    try:
        return YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PatternError(f"{path}: no such pattern file") from None
    except YAMLError as error:
        raise PatternError(f"{path}: not valid YAML: {error}") from error
