"""What a deck says and what Anki holds, to what a sync will do."""

from ankiflask.plan.agreed import agreed_part
from ankiflask.plan.choices import named, unknown_choices
from ankiflask.plan.style import own_styles, style_changes
from ankiflask.plan.whole import plan

__all__ = [
    "agreed_part",
    "named",
    "own_styles",
    "plan",
    "style_changes",
    "unknown_choices",
]
