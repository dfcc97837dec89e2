"""A plan shown, and the question whether to go on."""

import sys
from dataclasses import dataclass

import click

from ankiflask.cli.plan_text import plan_text, tell_unknown
from ankiflask.cli.progress import clear_progress
from ankiflask.cli.streams import say, tell
from ankiflask.cli.undo_text import undo_text
from ankiflask.values.errors import UsageError
from ankiflask.values.journal import TakenBack
from ankiflask.values.plan import Plan

_DEVICES = "If you study on other devices too, sync them with AnkiWeb first."
_MANY = "Many notes change at once. Are you sure?"


@dataclass
class Asking:
    """Shows plans to a person. In JSON they go to standard error."""

    form: str
    is_yes: bool
    is_yes_many: bool
    has_shown: bool = False

    def __call__(self, plan: Plan, remembers: bool) -> bool:
        """Return whether to carry out the plan. Raises UsageError where nobody can answer."""
        self._show(plan_text(plan))
        tell_unknown(plan, remembers=remembers)
        if not self._is_agreed("Shall Anki be changed so?", _DEVICES):
            return False
        return not any(deck.is_much for deck in plan.decks) or self._is_much_agreed()

    def undo(self, plan: TakenBack) -> bool:
        """Return whether to take a sync back."""
        self._show(undo_text(plan))
        return self._is_agreed("Shall this be taken back?", _DEVICES)

    def _show(self, words: str) -> None:
        clear_progress()
        self.has_shown = self.form != "json"
        if self.has_shown:
            say(words)
        elif not self.is_yes:
            tell(words)

    def _is_agreed(self, question: str, reminder: str) -> bool:
        if self.is_yes or self.is_yes_many:
            return True
        if not _can_answer():
            raise UsageError("Nobody is there to agree, so nothing was done.", "Say --yes.")
        tell(reminder)
        return click.confirm(question, err=True)

    def _is_much_agreed(self) -> bool:
        if self.is_yes_many:
            return True
        if not _can_answer():
            message = "More than 50 notes, or a fifth of the deck, would change at once."
            raise UsageError(message, "Look at --dry-run; then say --yes-many.")
        return click.confirm(_MANY, err=True)


def _can_answer() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()
