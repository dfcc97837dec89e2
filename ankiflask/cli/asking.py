"""A plan shown, and the question whether to go on."""

from dataclasses import dataclass

import click

from ankiflask.cli.plan_text import many_text, plan_text, tell_unknown
from ankiflask.cli.streams import can_answer, clear_progress, say, tell
from ankiflask.cli.undone import undo_text
from ankiflask.errors import UsageError
from ankiflask.sync.model import Plan, TakenBack

_DEVICES = "If you study on other devices too, sync them with AnkiWeb first."


class UnansweredError(UsageError):
    """A question that nobody can answer here; `plan` is what it was about."""

    def __init__(self, message: str, remedy: str, plan: Plan | None = None) -> None:
        super().__init__(message, remedy)
        self.plan = plan


@dataclass
class Asking:
    """Shows plans to a person. In JSON they go to standard error."""

    form: str
    is_yes: bool
    is_yes_many: bool
    has_shown: bool = False

    def __call__(self, plan: Plan, remembers: bool) -> bool:
        """Return whether to carry out the plan. Raises UnansweredError where nobody can answer."""
        self._show(plan_text(plan))
        tell_unknown(plan, remembers=remembers)
        if not self._is_agreed("Apply these changes to Anki?", plan):
            return False
        return self._is_much_agreed(many_text(plan), plan)

    def undo(self, plan: TakenBack) -> bool:
        """Return whether to revert a sync."""
        self._show(undo_text(plan))
        return self._is_agreed("Revert these changes in Anki?")

    def _show(self, words: str) -> None:
        clear_progress()
        self.has_shown = self.form != "json"
        if self.has_shown:
            say(words)
        elif not self.is_yes:
            tell(words)

    def _is_agreed(self, question: str, plan: Plan | None = None) -> bool:
        if self.is_yes or self.is_yes_many:
            return True
        if not can_answer():
            message = "Nothing was changed: without a terminal nobody can be asked."
            option = "--yes-many" if plan and many_text(plan) else "--yes"
            raise UnansweredError(message, f"Add {option} to go ahead.", plan)
        tell(_DEVICES)
        return click.confirm(question, err=True)

    def _is_much_agreed(self, words: str, plan: Plan) -> bool:
        if self.is_yes_many or not words:
            return True
        if not can_answer():
            message = f"Nothing was changed: {words}"
            remedy = "--dry-run shows them; add --yes-many to go ahead."
            raise UnansweredError(message, remedy, plan)
        return click.confirm(f"{words} Are you sure?", err=True)
