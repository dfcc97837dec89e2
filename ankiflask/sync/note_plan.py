"""What becomes of one note that lives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ankiflask.anki.sync_field import SyncBase, read_sync_base
from ankiflask.deck.model import RETIRED
from ankiflask.package.model import AnkiNote, Contents
from ankiflask.sync.ankiconnect.collection import Live, LiveNote
from ankiflask.sync.found import Found, Lost
from ankiflask.sync.merge import Decision, Merged, MergedTags, merge, merge_tags, without
from ankiflask.sync.model import Choices, Difference, Update
from ankiflask.sync.operation import NoteOperation
from ankiflask.sync.operations import SYNC, CardsSuspended, FieldsWritten, TagsChanged

TAGS = "Tags"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotePlan:
    """What is written, what differs, and why something is left alone."""

    live: LiveNote
    update: Update | None = None
    changes: tuple[Difference, ...] = ()
    is_conflict: bool = False
    is_kept: bool = False
    is_newer: bool = False

    @property
    def is_unchanged(self) -> bool:
        """Whether there is nothing to do and nothing to tell."""
        return not (self.update or self.is_conflict or self.is_kept or self.is_newer)


def plan_note(note: AnkiNote, live: LiveNote, decision: Decision) -> NotePlan:
    """Return what becomes of the live note that is to be `note`.

    What equal texts alone show is not hashed: most notes of most decks are as they were.
    """
    names = [field.name for field in note.note_type.fields[1:]]
    pairs = {
        name: (live.fields[name], ours) for name, ours in zip(names, note.fields[1:], strict=True)
    }
    is_ours = all(theirs == ours for theirs, ours in pairs.values())
    if is_ours and decision is not Decision.OVERWRITE:
        return NotePlan(live=live)
    base = read_sync_base(pairs.pop(SYNC)[0])
    if base and _is_newer(base, note) and decision is not Decision.OVERWRITE:
        return NotePlan(live=live, is_newer=True)
    merged = merge(pairs, base, decision)
    tags = merge_tags(live.tags, base.tags if base else None, note.tags, decision)
    is_conflict = bool(merged.conflicts or tags.conflict)
    sync = "" if is_conflict and base is None else _sync(note, merged)
    return NotePlan(
        live=live,
        update=_update(note, live, _with_sync(merged.written, live, sync), tags),
        changes=_changes(note, live, merged, tags),
        is_conflict=is_conflict,
        is_kept=merged.is_kept,
    )


def _is_newer(base: SyncBase, note: AnkiNote) -> bool:
    """Whether a later release wrote the live note; no release brings a retired one back."""
    return base.second > note.second or RETIRED in base.tags


def _sync(note: AnkiNote, merged: Merged) -> str:
    return SyncBase(note.second, merged.hashes, note.tags).text


def _with_sync(
    written: Mapping[str, tuple[str, str]], live: LiveNote, sync: str
) -> dict[str, tuple[str, str]]:
    before = live.fields[SYNC]
    return {**written, SYNC: (before, sync)} if sync not in ("", before) else dict(written)


def _update(
    note: AnkiNote, live: LiveNote, fields: Mapping[str, tuple[str, str]], tags: MergedTags
) -> Update | None:
    name = f"{note.uid}/{note.id}"
    operations: list[NoteOperation] = []
    if tags.add or tags.remove:
        operations.append(TagsChanged(name, live.nid, tags.add, tags.remove))
    if fields:
        operations.append(FieldsWritten(name, live.nid, fields))
    return _of(note.id, live, operations)


def _of(note_id: str, live: LiveNote, operations: Sequence[NoteOperation]) -> Update | None:
    if live.kind is None or not operations:
        return None
    return Update(
        id=note_id, nid=live.nid, kind=live.kind, tags=live.tags, operations=tuple(operations)
    )


def _changes(
    note: AnkiNote, live: LiveNote, merged: Merged, tags: MergedTags
) -> tuple[Difference, ...]:
    differing = {**merged.written, **merged.conflicts}
    changes = [
        Difference(note.id, name, *differing[name]) for name in merged.hashes if name in differing
    ]
    if tags != MergedTags():
        after = (*without(live.tags, tags.remove), *tags.add, *tags.conflict)
        changes.append(Difference(note.id, TAGS, " ".join(live.tags), " ".join(after)))
    return tuple(changes)


def find_retired(contents: Contents, found: Found) -> dict[str, LiveNote | Lost]:
    """Return by their ids, sorted, the retired notes of which something lives."""
    wanted = {note.id for note in contents.notes}
    places = {
        note_id: found.where(f"{contents.uid}/{note_id}")
        for note_id in sorted({*contents.retired} - wanted)
    }
    return {note_id: place for note_id, place in places.items() if place is not Lost.ABSENT}


def plan_retirement(
    uid: str, note_id: str, note: LiveNote, live: Live, choices: Choices
) -> Update | None:
    """Return what is written into a retired note, if anything.

    The mark enters the base, so that a learner who takes it away is not given it again. A base
    that cannot be read is left as it is: ours is not there to say what the note should be.
    """
    name, before = f"{uid}/{note_id}", note.fields[SYNC]
    base = read_sync_base(before)
    ours = _with_mark(base.tags if base else ())
    tags = merge_tags(note.tags, base.tags if base else (), ours, Decision.ASK)
    sync = SyncBase(base.second, base.hashes, ours).text if base else before
    suspend = tuple(
        card for card in note.cards if choices.suspend_retired and card not in live.suspended
    )
    operations: list[NoteOperation] = []
    if tags.add:
        operations.append(TagsChanged(name, note.nid, tags.add))
    if suspend:
        operations.append(CardsSuspended(name, note.nid, suspend))
    if sync != before:
        operations.append(FieldsWritten(name, note.nid, {SYNC: (before, sync)}))
    return _of(note_id, note, operations)


def _with_mark(tags: tuple[str, ...]) -> tuple[str, ...]:
    return tags if RETIRED in tags else (*tags, RETIRED)
