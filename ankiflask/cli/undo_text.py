"""What reverting a sync would do, as a person wants to read it."""

from collections.abc import Iterator
from datetime import UTC, datetime

import click

from ankiflask.cli.marks import marked
from ankiflask.cli.plan_text import EMPTY_CARDS, tags_text
from ankiflask.cli.streams import printable
from ankiflask.values.journal import TakenBack
from ankiflask.values.plan import Update
from ankiflask.values.text import count

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
        more = f" and {len(plan.stays) - _SHOWN} more" if len(plan.stays) > _SHOWN else ""
        names = ", ".join(plan.stays[:_SHOWN]) + more
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
