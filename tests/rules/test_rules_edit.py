"""A rule changed in its file: its own lines are written anew, everything else stays."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from nlp.errors import PatternError
from nlp.rules.edit import changed_rule, with_rule
from support import ROOT

FILE = """# Rules of readouts.
type: readout
rules:
  # --- results
  - id: told
    pattern: "{COMPOUND} showed"  # keep
    set: {outcome: positive}
    examples:
      - "NRV-210 showed an effect."
      # one that is longer
      - "NRV-310 showed an effect, too."
    counter_examples:
      - 'It''s nothing.'

  # --- data to come
  - id: soon
    pattern: "data ~30 soon"
    confidence: 0.5
    examples:
      - "Data of NRV-210 will come soon."
"""
FIRST, SECOND = "NRV-210 showed an effect.", "NRV-310 showed an effect, too."
FILES = sorted((ROOT / "patterns" / "events").glob("*.yaml"))


@pytest.mark.parametrize(
    ("rule", "changes", "old", "new"),
    [
        ("told", {"pattern": 'a "b" \\w\ue001'}, '"{COMPOUND} showed"  # keep', r'"a \"b\" \\w\ue001"  # keep'),
        ("told", {"set": {"outcome": "mixed"}}, "{outcome: positive}", "{outcome: mixed}"),
        ("told", {"realis": "expected"}, "positive}\n", "positive}\n    realis: expected\n"),
        ("told", {"examples": [FIRST, SECOND, "New."]}, f'{SECOND}"\n', f'{SECOND}"\n      - "New."\n'),
        ("told", {"examples": [SECOND]}, f'      - "{FIRST}"\n      # one that is longer\n', ""),
        ("soon", {"confidence": None}, "    confidence: 0.5\n", ""),
        ("soon", {"confidence": 0.8}, "confidence: 0.5", "confidence: 0.8"),
        ("soon", {"counter_examples": ["x: y"]}, 'soon."\n', 'soon."\n    counter_examples:\n      - "x: y"\n'),
        ("told", {"counter_examples": ["No.", "Ω"]}, "- 'It''s nothing.'", '- "No."\n      - "Ω"'),
        ("told", {"id": "shown"}, "- id: told", "- id: shown"),
        ("soon", {"needs": ["PHASE", "TRIAL"]}, "    confidence", "    needs: [PHASE, TRIAL]\n    confidence"),
        ("soon", {"timeless": True, "priority": 2}, "0.5\n", "0.5\n    priority: 2\n    timeless: true\n"),
    ],
)
def test_only_the_lines_of_what_changes_are_written_anew(
    rule: str, changes: Mapping[str, Any], old: str, new: str
) -> None:
    assert FILE.count(old) == 1
    assert changed_rule(FILE, rule, changes, "readout.yaml") == FILE.replace(old, new)


def test_a_new_rule_stands_at_the_end() -> None:
    fields = {"id": "new", "pattern": "{COMPOUND} did", "examples": ["NRV-210 did."], "realis": None}
    expected = '  - id: new\n    pattern: "{COMPOUND} did"\n    examples:\n      - "NRV-210 did."\n'
    assert with_rule(FILE, fields, "readout.yaml") == FILE + expected
    assert with_rule(FILE.rstrip("\n"), fields, "readout.yaml") == FILE + expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_in_our_own_files_too(path: Path) -> None:
    text = path.read_text()
    for rule in YAML(typ="safe").load(text)["rules"][::15]:
        examples = [*rule["examples"], 'Not "this" one.']
        changed = changed_rule(text, rule["id"], {"confidence": 0.55, "examples": examples}, path.name)
        lines = [line for line in difflib.ndiff(text.splitlines(), changed.splitlines()) if line[0] in "+-"]
        old = [f"-     confidence: {rule['confidence']}"] if "confidence" in rule else []
        new = [f"+     confidence: {0.55}", '+       - "Not \\"this\\" one."']
        assert sorted(line[:1] + line[1:].rstrip() for line in lines) == sorted([*old, *new])
        assert changed_rule(text, rule["id"], rule, path.name) == text


@pytest.mark.parametrize(
    ("text", "rule", "changes", "problem"),
    [
        (FILE, "tol", {}, "readout.yaml: found no rule 'tol', known: told, soon"),
        (FILE, "told", {"patern": "x"}, "readout.yaml: found the field 'patern' of a rule, expected one of id, pa"),
        ("rules: [", "told", {}, "readout.yaml: not valid YAML"),
        ("type: x", "told", {}, "readout.yaml: found no list `rules`"),
        ("rules: [{id: told}]", "told", {}, "readout.yaml: told: found a rule in braces"),
    ],
)
def test_what_cannot_be_changed_is_an_error(text: str, rule: str, changes: Mapping[str, Any], problem: str) -> None:
    with pytest.raises(PatternError) as caught:
        changed_rule(text, rule, changes, "readout.yaml")
    assert str(caught.value).startswith(problem)


def test_two_rules_of_one_name_are_refused() -> None:
    with pytest.raises(PatternError, match="found 'told' as the id of a new rule, expected one of its own"):
        with_rule(FILE, {"id": "told", "pattern": "x"}, "readout.yaml")
