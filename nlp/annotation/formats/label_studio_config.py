"""Label Studio's labelling configuration, made from the taxonomy."""

from __future__ import annotations

from lxml import etree

from nlp.annotation.marks import RELATIONS, Vocabulary
from nlp.export.style import COLOURS, OTHER

CONFIG = "config.xml"


def config(vocabulary: Vocabulary) -> bytes:
    """Labels for names and event types, relations for slots, and choices for what is chosen from a list."""
    view = etree.Element("View")
    labels = etree.SubElement(view, "Labels", name="label", toName="text")
    for name in (*vocabulary.labels, *vocabulary.types):
        etree.SubElement(labels, "Label", value=name, background=COLOURS.get(name, OTHER))
    relations = etree.SubElement(view, "Relations")
    for name in (*RELATIONS, *dict.fromkeys(slot for slots in vocabulary.types.values() for slot in slots)):
        etree.SubElement(relations, "Relation", value=name)
    etree.SubElement(view, "Text", name="text", value="$text")
    _choices(view, "realis", vocabulary.realis, tuple(vocabulary.types))
    for kind in vocabulary.types:
        for slot, values in vocabulary.enums(kind).items():
            _choices(view, f"{kind}-{slot}", values, (kind,))
    etree.indent(view)
    return bytes(etree.tostring(view, encoding="utf-8")) + b"\n"


def _choices(view: etree._Element, name: str, values: tuple[str, ...], types: tuple[str, ...]) -> None:
    """A list of choices that is shown when a region of one of the types is selected."""
    about: dict[str, str] = {
        "perRegion": "true",
        "whenTagName": "label",
        "whenLabelValue": ",".join(types),
        "choice": "single",
    }
    choices = etree.SubElement(view, "Choices", {"name": name, "toName": "text", **about})
    for value in values:
        etree.SubElement(choices, "Choice", value=value)
