"""`ankiflask sync`: a plan shown, a question, and what came of it."""

from dataclasses import dataclass
from typing import Any

import click

from ankiflask.cli.doctor import connection, connection_options
from ankiflask.cli.environment import clock, environment, state_folder
from ankiflask.cli.options import decks, report_format, with_progress
from ankiflask.cli.plan_text import many_text, plan_text, tell_unknown, undo_text
from ankiflask.cli.report import problems_json, say_problems, to_json
from ankiflask.cli.streams import can_answer, clear_progress, progress, say, tell
from ankiflask.cli.synced import NOTHING, report, report_undone, unanswered_json
from ankiflask.errors import AnkiflaskError, InputError, SyncError, UsageError
from ankiflask.files.places import OUTPUT
from ankiflask.package.note_names import named
from ankiflask.pipeline.locks import Traces
from ankiflask.pipeline.packages import read_decks
from ankiflask.sync.ankiconnect.connection import Connection
from ankiflask.sync.model import Choices, Plan, UndoPlan
from ankiflask.sync.run import sync
from ankiflask.sync.snapshot import SyncRequest
from ankiflask.sync.state import State
from ankiflask.sync.undo import undo_newest


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
        words = many_text(plan)
        if self.is_yes_many or not words:
            return True
        if not can_answer():
            message = f"Nothing was changed: {words}"
            remedy = "--dry-run shows them; add --yes-many to go ahead."
            raise UnansweredError(message, remedy, plan)
        return click.confirm(f"{words} Are you sure?", err=True)

    def undo(self, plan: UndoPlan) -> bool:
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
        tell("If you study on other devices too, sync them with AnkiWeb first.")
        return click.confirm(question, err=True)


@click.command()
@decks
@click.option("--dry-run", is_flag=True, help="Show the plan, and change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask. A pipe needs it.")
@click.option("--yes-many", is_flag=True, help="Do not ask, even where many notes change at once.")
@click.option("--overwrite", multiple=True, metavar="ID", help="Take the deck's texts for a note.")
@click.option("--keep", multiple=True, metavar="ID", help="Settle a conflict for Anki's text.")
@click.option("--restore", multiple=True, metavar="ID", help="Bring back a note that was deleted.")
@click.option("--restore-all", is_flag=True, help="Bring back every note that was deleted.")
@click.option("--suspend-retired", is_flag=True, help="Suspend the cards of retired notes.")
@click.option("--undo", is_flag=True, help="Take back the newest sync that left anything.")
@connection_options
@report_format("text", "json", nothing=NOTHING)
def command(decks: tuple[str, ...], form: str, **given: Any) -> int:
    """Bring a running Anki up to date, through its add-on AnkiConnect.

    A DECK is a folder, a deck.yaml, a bare text file or a package (.apkg). With none, every deck
    under decks/ is synced. The plan is shown first; nothing is overwritten that you edited in Anki.
    """
    asked = connection(given["url"], given["api_key_file"], allow_remote=given["allow_remote"])
    try:
        if given["undo"]:
            _undo(asked, decks, form, given)
        else:
            _sync(asked, decks, form, given)
    except InputError as error:
        if form == "json":
            problems = problems_json(error.problems)
            say(to_json(NOTHING | {"url": asked.url, "problems": problems}))
        else:
            say_problems(error.problems)
        return error.exit_code
    except SyncError:  # it comes after the report
        raise
    except AnkiflaskError as error:
        if form == "json":
            plan = error.plan if isinstance(error, UnansweredError) else None
            found = unanswered_json(asked.url, plan) if plan else NOTHING | {"url": asked.url}
            say(to_json(found | {"error": str(error)}))
        raise
    return 0


def _sync(asked: Connection, decks: tuple[str, ...], form: str, given: dict[str, Any]) -> None:
    wanted = read_decks(decks, clock(), Traces(OUTPUT, environment()), with_progress)
    names = {key: named(wanted.contents, given[key]) for key in ("overwrite", "keep", "restore")}
    if both := names["overwrite"] & names["keep"]:
        raise UsageError(f"{min(both)!r} cannot be both kept and overwritten.")
    request = SyncRequest(
        connection=asked,
        wanted=wanted,
        choices=Choices(
            **names, restore_all=given["restore_all"], suspend_retired=given["suspend_retired"]
        ),
        state=State(state_folder(), clock().now),
        is_dry=given["dry_run"],
    )
    if form != "json":
        say_problems(wanted.problems)
    asking = Asking(form, is_yes=given["yes"], is_yes_many=given["yes_many"])
    with progress() as show:
        synced = sync(request, asking, show)
    report(synced, form, is_shown=asking.has_shown)


def _undo(asked: Connection, decks: tuple[str, ...], form: str, given: dict[str, Any]) -> None:
    if decks:
        raise UsageError("--undo takes back a whole sync.", "Name no deck with it.")
    state = State(state_folder(), clock().now)
    asking = Asking(form, is_yes=given["yes"], is_yes_many=given["yes_many"])
    with progress() as show:
        report_undone(undo_newest(asked, state, asking.undo, show), form)
