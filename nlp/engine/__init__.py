"""Running a corpus: documents to outcomes, in one process or several, and outcomes to the files of a folder."""

from nlp.engine.extract import Summary, extract
from nlp.engine.outcome import Outcome
from nlp.engine.run import run

__all__ = ["Outcome", "Summary", "extract", "run"]
