"""What makes a note hard to learn, and what mends it. Only `ankiflask check` asks."""

from ankiflask.quality.finding import Checked
from ankiflask.quality.judging import Judged, quality
from ankiflask.quality.mending import Mended, mend, mendable
from ankiflask.quality.table import RULES

__all__ = ["RULES", "Checked", "Judged", "Mended", "mend", "mendable", "quality"]
