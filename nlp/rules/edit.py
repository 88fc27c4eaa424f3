"""Changes to a file of rules as text: only the lines of what changes are written anew, so that comments, order, quotes
and line breaks of everything else stay as they are.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from nlp.errors import PatternError

FIELDS = (
    "id",
    "pattern",
    "set",
    "realis",
    "needs",
    "confidence",
    "priority",
    "timeless",
    "examples",
    "counter_examples",
)
_SENTENCES = frozenset({"examples", "counter_examples"})


def read_rule(text: str, rule_id: str, where: str) -> dict[str, Any]:
    """The fields of a rule as plain values; `rule_id` as in the file, without the event type. `where` names the file
    in errors.
    """
    rule, _, _ = _place(_loaded(text, where), text, rule_id, where)
    return {str(name): _plain(value) for name, value in rule.items()}


def changed_rule(text: str, rule_id: str, changes: Mapping[str, Any], where: str) -> str:
    """The file's text with these fields of the rule changed; a field that becomes None is taken out.

    Raises PatternError for an unknown rule or field, and when the result would not say what was asked for.
    """
    _known_fields(changes, where)
    before = read_rule(text, rule_id, where)
    wanted = _merged(before, changes)
    for field in sorted(changes, key=FIELDS.index):
        if before.get(field) == _plain(changes[field]):
            continue
        text = _with_field(text, rule_id, field, changes[field], where)
        rule_id = str(changes[field]) if field == "id" else rule_id
    return _checked(text, rule_id, wanted, where)


def with_rule(text: str, fields: Mapping[str, Any], where: str) -> str:
    """The file's text with a new rule at its end."""
    _known_fields(fields, where)
    data = _loaded(text, where)
    known = [str(rule.get("id")) for rule in data["rules"]]
    if not fields.get("id") or fields["id"] in known:
        raise PatternError(f"{where}: found {fields.get('id')!r} as the id of a new rule, expected one of its own")
    ending = "" if text.endswith("\n") else "\n"
    added = as_text(fields, data["rules"][0].lc.col if known else 4)
    return _checked(f"{text}{ending}{added}\n", str(fields["id"]), fields, where)


def as_text(fields: Mapping[str, Any], indent: int = 4) -> str:
    """A rule's fields as its lines in a file, without the last line feed; `indent` is that of the fields."""
    lines = [line for name in FIELDS if fields.get(name) is not None for line in _field(name, fields[name], indent)]
    if fields.get("id"):
        lines[0] = f"{' ' * (indent - 2)}- {lines[0].lstrip()}"
    return "\n".join(lines)


def _known_fields(fields: Mapping[str, Any], where: str) -> None:
    unknown = sorted(fields.keys() - set(FIELDS))
    if unknown:
        raise PatternError(f"{where}: found the field {unknown[0]!r} of a rule, expected one of {', '.join(FIELDS)}")


def _loaded(text: str, where: str) -> CommentedMap:
    try:
        data = YAML(typ="rt").load(text)
    except YAMLError as error:
        raise PatternError(f"{where}: not valid YAML: {error}") from error
    if not isinstance(data, CommentedMap) or not isinstance(data.get("rules"), CommentedSeq):
        raise PatternError(f"{where}: found no list `rules`, expected a file of rules (type, rules)")
    return data


def _place(data: CommentedMap, text: str, rule_id: str, where: str) -> tuple[CommentedMap, int, int]:
    """The rule, its first line and the line after its last one, both counted from 0."""
    rules = data["rules"]
    for number, rule in enumerate(rules):
        if isinstance(rule, CommentedMap) and str(rule.get("id")) == rule_id:
            if rule.fa.flow_style() or rules.fa.flow_style():
                raise PatternError(f"{where}: {rule_id}: found a rule in braces, expected one field a line")
            end = rules[number + 1].lc.line if number + 1 < len(rules) else len(text.splitlines())
            return rule, rule.lc.line, end
    raise PatternError(f"{where}: found no rule {rule_id!r}, known: {', '.join(str(r.get('id')) for r in rules)}")


def _with_field(text: str, rule_id: str, field: str, value: Any, where: str) -> str:
    rule, first, end = _place(_loaded(text, where), text, rule_id, where)
    lines = text.splitlines(keepends=True)
    starts = sorted(rule.lc.key(name)[0] for name in rule)
    if field in rule:
        start = rule.lc.key(field)[0]
        stop = next((line for line in starts if line > start), end)
    else:
        later = [name for name in FIELDS[FIELDS.index(field) + 1 :] if name in rule and rule.lc.key(name)[0] > first]
        start = stop = min((rule.lc.key(name)[0] for name in later), default=end)
    while stop > start and not _content(lines[stop - 1]):
        stop -= 1  # comments and blank lines below a field belong to what follows
    if field not in rule:
        while start > first + 1 and not _content(lines[start - 1]):
            start -= 1
        stop = start
    new: list[str] = []
    if value is not None:
        new = _kept_sentences(rule, field, value, lines, stop)
        new = new or [f"{line}\n" for line in _field(field, value, rule.lc.col)]
        new[0] = _with_comment(new[0], rule, field)
    if new and field in rule and start == first:
        new[0] = lines[first][: rule.lc.col] + new[0][rule.lc.col :]
    return "".join([*lines[:start], *new, *lines[stop:]])


def _kept_sentences(rule: CommentedMap, field: str, value: Any, lines: Sequence[str], stop: int) -> list[str]:
    """A field of sentences of which those that stay keep their lines, with the comments around them; nothing for
    another field.
    """
    old = rule.get(field)
    if field not in _SENTENCES or not isinstance(old, CommentedSeq) or old.fa.flow_style() or not old:
        return []
    starts = [old.lc.item(number)[0] for number in range(len(old))]
    blocks = {
        str(one): lines[at:end] for one, at, end in zip(old, starts, [*starts[1:], stop], strict=True) if at < end
    }
    margin = " " * rule.lc.col
    opening = lines[rule.lc.key(field)[0] : starts[0]] or [f"{margin}{field}:\n"]
    found = (blocks.get(str(one)) or [f"{margin}  - {_quoted(str(one))}\n"] for one in value)
    return [*opening, *(line for block in found for line in block)]


def _with_comment(line: str, rule: CommentedMap, field: str) -> str:
    """The new first line of a field with the comment that stood at the end of the old one."""
    tokens = rule.ca.items.get(field) or ()
    comments = [token.value for token in tokens if hasattr(token, "value") and token.value.startswith("#")]
    if not comments or "#" in line:
        return line
    return f"{line.rstrip()}  {comments[0].splitlines()[0]}\n"


def _content(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _field(name: str, value: Any, indent: int) -> list[str]:
    """A field's lines, without line feeds, in the style of the files."""
    margin = " " * indent
    if name in _SENTENCES:
        return [f"{margin}{name}:", *(f"{margin}  - {_quoted(str(one))}" for one in value)]
    return [f"{margin}{name}: {_flow(name, value)}"]


def _flow(name: str, value: Any) -> str:
    if name == "pattern":
        return _quoted(str(value))
    made = CommentedMap(value) if isinstance(value, Mapping) else value
    if isinstance(value, Sequence) and not isinstance(value, str):
        made = CommentedSeq(value)
    if isinstance(made, CommentedMap | CommentedSeq):
        made.fa.set_flow_style()
    yaml = YAML(typ="rt")
    yaml.width = 1 << 20
    out = io.StringIO()
    yaml.dump(made, out)
    return out.getvalue().removesuffix("...\n").strip()


def _quoted(text: str) -> str:
    """In double quotes; JSON's escapes are YAML's. Private and invisible characters stand as escapes, so that a person
    sees them.
    """
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" if c > "\uffff" else f"\\u{ord(c):04x}" for c in quoted)


def _merged(fields: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in {**fields, **changes}.items() if value is not None}


def _checked(text: str, rule_id: str, wanted: Mapping[str, Any], where: str) -> str:
    found = read_rule(text, rule_id, where)
    if found != _plain({name: value for name, value in wanted.items() if value is not None}):
        raise PatternError(f"{where}: {rule_id}: the change cannot be written as it was asked for")
    return text


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(one) for one in value]
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, float):
        return float(value)
    return int(value) if isinstance(value, int) else str(value)
