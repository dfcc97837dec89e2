"""What reverting a sync would do, as a person wants to read it."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime

import click

from ankiflask.cli.marks import marked
from ankiflask.cli.plan_text import EMPTY_CARDS, tags_text
from ankiflask.cli.report import to_json
from ankiflask.cli.streams import printable, say
from ankiflask.cli.synced import CLOSE_WINDOW, some
from ankiflask.errors import SyncError
from ankiflask.problems import and_more
from ankiflask.sync.model import TakenBack, Undone, Update
from ankiflask.text import count

_SHOWN = 20  # notes


def undo_text(plan: TakenBack) -> str:
    """Return the notes that get their former texts, what is left alone, and what stays."""
    return "\n".join(_lines(plan))


def _lines(plan: TakenBack) -> Iterator[str]:
    if plan.passed_over:
        newer = count(plan.passed_over, "newer sync")
        yield f"{newer} passed over, with nothing left to take back."
    began = datetime.fromtimestamp(plan.second, UTC).astimezone()
    yield click.style(f"Sync of {began:%Y-%m-%d %H:%M}: {_summary(plan)}", bold=True)
    for update in plan.updates[:_SHOWN]:
        yield from _update(update)
    if len(plan.updates) > _SHOWN:
        yield f"  and {count(len(plan.updates) - _SHOWN, 'more note')}"
    if plan.unsuspend:
        yield f"{count(len(plan.unsuspend), 'card')} will no longer be suspended."
    for style in plan.styles:
        yield f"The styling of {printable(style.name)!r} will be as before."
    if empty := sum(each.empty_cards for each in plan.updates):
        yield f"{count(empty, 'card')} will have nothing left to ask. Afterwards {EMPTY_CARDS}."
    for each in plan.left:
        yield f"Left alone: {printable(each.what)}: {printable(each.why)}"
    if plan.stays:
        names = and_more(plan.stays, _SHOWN)
        yield f"{count(len(plan.stays), 'added note')} will stay; delete in Anki if wanted: {names}"


def _summary(plan: TakenBack) -> str:
    visible = sum(not each.is_mark for each in plan.updates)
    marks = len(plan.updates) - visible
    if marks and not visible:
        return f"{count(marks, 'note')} with only the hidden field Sync to take back"
    return f"{count(visible, 'note')} to take back"


def _update(update: Update) -> Iterator[str]:
    yield f"  {update.id}"
    for name, (now, before) in update.fields.items():
        if name != "Sync":
            yield f"      {name}: {marked(now, before)}"
    if tags := tags_text(update):
        yield f"      tags: {tags}"


def report_undone(undone: Undone, form: str) -> None:
    """Report what was reverted. Raises SyncError where that could not be proven."""
    if form == "json":
        lists = {"restored": [each.id for each in undone.plan.updates], "stays": undone.plan.stays}
        left = [asdict(each) for each in undone.plan.left]
        done = {"applied": undone.is_applied, "verified": undone.is_verified}
        say(to_json({"url": undone.url, "profile": undone.profile, **lists, "left": left, **done}))
    elif undone.is_applied and undone.is_verified:
        say(_ending(undone))
    elif undone.is_verified:
        say(undo_text(undone.plan))
        say("Nothing was changed: there is nothing to take back.")
    if (undone.troubles or undone.is_applied) and not undone.is_verified:
        _raise_unproven(undone)


def _ending(undone: Undone) -> str:
    stays = " What was edited since is as it was." if undone.plan.left else ""
    return f"Taken back, and read back.{stays}"


def _raise_unproven(undone: Undone) -> None:
    wanted = {each.id: each.fields for each in undone.plan.updates}
    left = undone.left.updates if undone.left and not undone.troubles else ()
    opened = [each.id for each in left if each.fields and each.fields == wanted.get(each.id)]
    words = " ".join(undone.troubles)
    if opened:
        words = f"Anki put back the text of {some(opened)}, which an open window shows."
        raise SyncError(words, f"{CLOSE_WINDOW}, and run --undo again.")
    if undone.left is None:
        words = (
            f"{words} Anki could not be read again, so it is not known whether all was reverted."
        )
    raise SyncError(
        words.strip() or "Anki does not hold what it held before the sync.", "Run --undo again."
    )
