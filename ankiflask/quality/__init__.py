"""What makes a note hard to learn, and what mends it. `check` asks, and `draft` of new notes."""

from ankiflask.quality.finding import Checked
from ankiflask.quality.judging import Judged, judge, problem_of, quality
from ankiflask.quality.mending import Mended, mend, mendable
from ankiflask.quality.table import RULES

__all__ = [
    "RULES",
    "Checked",
    "Judged",
    "Mended",
    "judge",
    "mend",
    "mendable",
    "problem_of",
    "quality",
]
