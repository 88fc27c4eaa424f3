"""From tellings to events: what tells one fact becomes one event, with the most precise filler of every slot.

Knows no spaCy: tellings (`nlp.pipes.told`) come in, frozen facts go out, `nlp.assembly.output` writes them as lines.
"""
