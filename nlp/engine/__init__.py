"""Running a corpus: documents to outcomes, in one process or several, and outcomes to the files of a folder."""

from nlp.engine.extract import Summary, extract
from nlp.engine.limits import Limits
from nlp.engine.outcome import Outcome
from nlp.engine.watch import Progress, Watch

__all__ = ["Limits", "Outcome", "Progress", "Summary", "Watch", "extract"]
