"""Timelines of what releases tell: lanes of compounds, partners and companies, and the files that show them."""

from nlp.timeline.build import timeline
from nlp.timeline.folder import FORMATS, USUAL, prepare, write
from nlp.timeline.model import VIEWS, By, Timeline

__all__ = ["FORMATS", "USUAL", "VIEWS", "By", "Timeline", "prepare", "timeline", "write"]
