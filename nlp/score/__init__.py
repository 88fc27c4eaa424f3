"""How good a run is: extracted events against what careful readers found by annotations/GUIDELINES.md."""

from nlp.score.count import Mistake, score
from nlp.score.files import read_gold, read_output

__all__ = ["Mistake", "read_gold", "read_output", "score"]
