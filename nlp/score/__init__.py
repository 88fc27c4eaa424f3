"""How good a run is: extracted events against what careful readers found by annotations/GUIDELINES.md."""

from nlp.score.count import Mistake, score
from nlp.score.files import has_gold, read_gold, read_output

__all__ = ["Mistake", "has_gold", "read_gold", "read_output", "score"]
