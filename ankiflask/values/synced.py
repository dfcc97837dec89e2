"""What a sync did, and what taking one back did."""

from dataclasses import dataclass

from ankiflask.values.journal import TakenBack
from ankiflask.values.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Synced:
    """A sync that ended. `left` is the plan that a last look gave; None where nobody looked.

    `remembers` tells whether notes that the learner deleted could be told from new ones. `journal` is
    the file that `--undo` plays back, "" where nothing was written. `troubles` are
    words on what Anki refused. `twin_cards` is how many cards of our note types Anki made a second
    time, as far as a sync that wrote something looked.
    """

    url: str
    profile: str | None
    plan: Plan
    left: Plan | None = None
    is_dry: bool = False
    is_applied: bool = False
    remembers: bool = True
    journal: str = ""
    troubles: tuple[str, ...] = ()
    twin_cards: int = 0

    @property
    def is_verified(self) -> bool:
        """Whether Anki was seen to hold all that the plan wanted."""
        return self.left is not None and self.left.is_done


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """A sync that was taken back, as far as Anki still held what it wrote.

    `plan` is what was to be written, `left` what a last look gave: None where nobody looked.
    `troubles` are words on what Anki refused.
    """

    url: str
    profile: str | None
    plan: TakenBack
    left: TakenBack | None = None
    is_applied: bool = False
    troubles: tuple[str, ...] = ()

    @property
    def is_verified(self) -> bool:
        """Whether Anki was seen to be as before the sync, but for what is left alone."""
        return self.left is not None and self.left.is_done
