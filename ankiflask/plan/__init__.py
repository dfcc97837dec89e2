"""What a deck says and what Anki holds, to what a sync will do."""

from ankiflask.plan.agreed import agreed_part
from ankiflask.plan.choices import named, unknown_choices
from ankiflask.plan.whole import plan

__all__ = ["agreed_part", "named", "plan", "unknown_choices"]
