"""Notes whose first topic names another subdeck than before: no sync moves their cards."""

from collections.abc import Iterator, Mapping

from ankiflask.plan.note import SYNC, NotePlan
from ankiflask.values.package import Contents
from ankiflask.values.plan import TopicMove
from ankiflask.values.sync_base import read_sync_base


def topic_moves(contents: Contents, plans: Mapping[str, NotePlan]) -> Iterator[TopicMove]:
    """Yield those of the notes to be updated, by the tags that we last wrote."""
    if contents.subdecks != "topic":
        return
    for note in contents.notes:
        plan = plans.get(note.id)
        base = read_sync_base(plan.live.fields[SYNC]) if plan and plan.update else None
        if base is None:
            continue
        old, new = (_subdeck(contents, tags) for tags in (base.tags, note.tags))
        if old.casefold() != new.casefold():
            yield TopicMove(note.id, old, new)


def _subdeck(contents: Contents, tags: tuple[str, ...]) -> str:
    """Return the deck's name and the first topic below it."""
    head = f"{contents.uid}::"
    topic = next((tag.removeprefix(head) for tag in tags if tag.startswith(head)), "")
    return f"{contents.deck}::{topic}" if topic else contents.deck
