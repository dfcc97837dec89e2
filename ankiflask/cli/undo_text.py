"""What taking a sync back would do, as a person wants to read it."""

from collections.abc import Iterator

import click

from ankiflask.cli.marks import marked
from ankiflask.cli.report import count
from ankiflask.cli.streams import printable
from ankiflask.values.journal import TakenBack

_SHOWN = 20  # notes


def undo_text(plan: TakenBack) -> str:
    """Return the notes that get their former texts, what is left alone, and what stays."""
    return "\n".join(_lines(plan))


def _lines(plan: TakenBack) -> Iterator[str]:
    yield click.style(f"{count(len(plan.updates), 'note')} to take back", bold=True)
    for update in plan.updates[:_SHOWN]:
        yield f"  {update.id}"
        for name, (now, before) in update.fields.items():
            if name != "Sync":
                yield f"      {name}: {marked(now, before)}"
    for style in plan.styles:
        yield f"The looks of {printable(style.name)!r} will be as before."
    for each in plan.left:
        yield f"Left alone: {printable(each.what)}: {printable(each.why)}"
    if plan.stays:
        names = ", ".join(plan.stays[:_SHOWN])
        yield f"{count(len(plan.stays), 'added note')} will stay; delete in Anki if wanted: {names}"
