"""What a sentence is about without naming it, and where it stands: what the rules' `needs` may ask for."""

from __future__ import annotations

from nlp.pipes.frames.anaphor import stands_for
from nlp.pipes.frames.context import Context
from nlp.pipes.frames.milestones import in_agenda
from nlp.pipes.view import View
from nlp.rules.notation import AGENDA


def implied(ctx: Context, view: View, index: int) -> frozenset[str]:
    """The labels of what the subject points back to and of the compound in its heading or lead-in; AGENDA for an item
    of a list of steps to come.
    """
    labels = stands_for(ctx, view, index)
    if ctx.above[index]:
        labels |= {"COMPOUND"}
    return labels | {AGENDA} if in_agenda(ctx, view, index) else labels
