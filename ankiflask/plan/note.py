"""What becomes of one note that lives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ankiflask.plan.merge import Decision, Merged, merge
from ankiflask.plan.tags import MergedTags, merge_tags, without
from ankiflask.values.live import LiveNote
from ankiflask.values.package import AnkiNote
from ankiflask.values.plan import Difference, Update
from ankiflask.values.sync_base import SyncBase, read_sync_base
from ankiflask.values.tags import RETIRED

TAGS = "Tags"
SYNC = "Sync"


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


def note_plan(
    note: AnkiNote, live: LiveNote, decision: Decision, hash_of: Callable[[str], str]
) -> NotePlan:
    """Return what becomes of the live note that is to be `note`."""
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
    merged = merge(pairs, base, decision, hash_of)
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
    if not (fields or tags.add or tags.remove):
        return None
    return Update(
        id=note.id,
        row=live.row,
        kind=note.note_type.kind,
        fields=fields,
        tags=live.tags,
        add_tags=tags.add,
        remove_tags=tags.remove,
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
