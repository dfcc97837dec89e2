"""What makes a note hard to learn, and what mends it. `check` asks, and `draft` of new notes."""

from ankiflask.quality.finding import Checked
from ankiflask.quality.judging import Judged, judge, problem_of, quality
from ankiflask.quality.mending import Mended, mend, mendable
from ankiflask.quality.other_rules import other_rules
from ankiflask.quality.table import RULES

__all__ = [
    "RULES",
    "Checked",
    "Judged",
    "Mended",
    "judge",
    "mend",
    "mendable",
    "other_rules",
    "problem_of",
    "quality",
]
