"""`ankiflask sync`."""

from typing import Any

import click

from ankiflask.cli.asking import Asking, UnansweredError
from ankiflask.cli.doctor import connection, connection_options
from ankiflask.cli.environment import clock, environment, state_folder
from ankiflask.cli.options import decks, report_format, with_progress
from ankiflask.cli.report import problems_json, say_problems, to_json
from ankiflask.cli.streams import progress, say
from ankiflask.cli.synced import NOTHING, report, unanswered_json
from ankiflask.cli.undone import report_undone
from ankiflask.errors import AnkiflaskError, InputError, SyncError, UsageError
from ankiflask.files.places import OUTPUT
from ankiflask.package.note_names import named
from ankiflask.pipeline.lost_lock import Traces
from ankiflask.pipeline.packages import Wanted, wanted
from ankiflask.sync.ankiconnect.connection import Connection
from ankiflask.sync.model import Choices
from ankiflask.sync.run import sync
from ankiflask.sync.snapshot import Orders
from ankiflask.sync.state import State
from ankiflask.sync.undo import take_back


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
        return _refused(error, asked, form)
    except SyncError:  # it comes after the report
        raise
    except AnkiflaskError as error:
        if form == "json":
            say(to_json(_failed(error, asked.url)))
        raise
    return 0


def _failed(error: AnkiflaskError, url: str) -> dict[str, Any]:
    plan = error.plan if isinstance(error, UnansweredError) else None
    found = unanswered_json(url, plan) if plan else NOTHING | {"url": url}
    return found | {"error": str(error)}


def _refused(error: InputError, asked: Connection, form: str) -> int:
    if form == "json":
        problems = problems_json(error.problems)
        say(to_json(NOTHING | {"url": asked.url, "problems": problems}))
    else:
        say_problems(error.problems)
    return error.exit_code


def _sync(asked: Connection, decks: tuple[str, ...], form: str, given: dict[str, Any]) -> None:
    traces = Traces(OUTPUT, environment())
    orders = _orders(asked, wanted(decks, clock(), traces, with_progress), given)
    if form != "json":
        say_problems(orders.wanted.problems)
    asking = Asking(form, is_yes=given["yes"], is_yes_many=given["yes_many"])
    with progress() as tell:
        synced = sync(orders, asking, tell)
    report(synced, form, is_shown=asking.has_shown)


def _orders(asked: Connection, brought: Wanted, given: dict[str, Any]) -> Orders:
    names = {key: named(brought.contents, given[key]) for key in ("overwrite", "keep", "restore")}
    if both := names["overwrite"] & names["keep"]:
        raise UsageError(f"{min(both)!r} cannot be both kept and overwritten.")
    return Orders(
        connection=asked,
        wanted=brought,
        choices=Choices(
            **names,
            restore_all=given["restore_all"],
            suspend_retired=given["suspend_retired"],
        ),
        state=_state(),
        is_dry=given["dry_run"],
    )


def _undo(asked: Connection, decks: tuple[str, ...], form: str, given: dict[str, Any]) -> None:
    if decks:
        raise UsageError("--undo takes back a whole sync.", "Name no deck with it.")
    asking = Asking(form, is_yes=given["yes"], is_yes_many=given["yes_many"])
    with progress() as tell:
        report_undone(take_back(asked, _state(), asking.undo, tell), form)


def _state() -> State:
    return State(state_folder(), clock().now)
