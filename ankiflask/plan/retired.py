"""Notes that their authors have retired: marked, and suspended on request; never deleted."""

from ankiflask.plan.found import Found, Lost
from ankiflask.plan.merge import Decision
from ankiflask.plan.note import SYNC
from ankiflask.plan.tags import merge_tags
from ankiflask.values.live import Live, LiveNote
from ankiflask.values.package import Contents
from ankiflask.values.plan import Choices, Update
from ankiflask.values.sync_base import SyncBase, read_sync_base
from ankiflask.values.tags import RETIRED


def retired_notes(contents: Contents, found: Found) -> dict[str, LiveNote | Lost]:
    """Return by their ids, sorted, the retired notes of which something lives."""
    wanted = {note.id for note in contents.notes}
    places = {
        note_id: found.where(contents.uid, note_id)
        for note_id in sorted({*contents.retired} - wanted)
    }
    return {note_id: place for note_id, place in places.items() if place is not Lost.ABSENT}


def retirement(note_id: str, note: LiveNote, live: Live, choices: Choices) -> Update | None:
    """Return what is written into a retired note, if anything.

    The mark enters the base, so that a learner who takes it away is not given it again. A base
    that cannot be read is left as it is: ours is not there to say what the note should be.
    """
    base = read_sync_base(note.fields[SYNC])
    ours = _with_mark(base.tags if base else ())
    tags = merge_tags(note.tags, base.tags if base else (), ours, Decision.ASK)
    before = note.fields[SYNC]
    sync = SyncBase(base.second, base.hashes, ours).text if base else before
    suspend = tuple(
        card for card in note.cards if choices.suspend_retired and card not in live.suspended
    )
    if note.kind is None or not (tags.add or sync != before or suspend):
        return None
    return Update(
        id=note_id,
        row=note.row,
        kind=note.kind,
        fields={SYNC: (before, sync)} if sync != before else {},
        tags=note.tags,
        add_tags=tags.add,
        suspend=suspend,
    )


def _with_mark(tags: tuple[str, ...]) -> tuple[str, ...]:
    return tags if RETIRED in tags else (*tags, RETIRED)
