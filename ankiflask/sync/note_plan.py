"""What becomes of one note in Anki: its fields and tags merged from three versions.

The versions are the learner's, ours, and what we last wrote, the base.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from ankiflask.anki.sync_field import SyncBase, read_sync_base
from ankiflask.deck.model import RETIRED
from ankiflask.identity import AnkiCardId, NoteName, note_name
from ankiflask.package.model import AnkiNote
from ankiflask.render.note import field_hash
from ankiflask.sync.ankiconnect.collection import LiveNote
from ankiflask.sync.model import Difference, Update
from ankiflask.sync.operation import NoteOperation
from ankiflask.sync.operations import SYNC, CardsSuspended, FieldsWritten, TagsChanged


class Decision(Enum):
    """What the user wants done where the learner's text and ours differ."""

    ASK = auto()
    OVERWRITE = auto()
    KEEP = auto()


@dataclass(frozen=True, slots=True)
class Merged:
    """The fields that are written and those in conflict, each with their text and ours.

    `hashes` are those of the next base.
    """

    written: Mapping[str, tuple[str, str]]
    conflicts: Mapping[str, tuple[str, str]]
    is_kept: bool
    hashes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MergedTags:
    """The tags to add and to remove, and those in conflict: ours that nobody knows who took away."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    conflict: tuple[str, ...] = ()


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
        """Whether there is nothing to do and nothing to report."""
        return not (self.update or self.is_conflict or self.is_kept or self.is_newer)


def plan_note(note: AnkiNote, live: LiveNote, decision: Decision) -> NotePlan:
    """Return what becomes of the live note that is to be `note`.

    What equal texts alone show is not hashed: most notes of most decks are as they were.
    """
    pairs = {name: (live.fields[name], ours) for name, ours in note.by_name.items() if name != "ID"}
    is_ours = all(theirs == ours for theirs, ours in pairs.values())
    if is_ours and decision is not Decision.OVERWRITE:
        return NotePlan(live=live)
    before, _ = pairs.pop(SYNC)
    base = read_sync_base(before)
    # A later release wrote it; no release brings a retired note back.
    is_newer = base is not None and (base.second > note.second or RETIRED in base.tags)
    if is_newer and decision is not Decision.OVERWRITE:
        return NotePlan(live=live, is_newer=True)
    merged = merge(pairs, base, decision)
    tags = merge_tags(live.tags, base.tags if base else None, note.tags, decision)
    is_conflict = bool(merged.conflicts or tags.conflict)
    written = dict(merged.written)
    sync = SyncBase(note.second, merged.hashes, note.tags).text
    if sync != before and not (is_conflict and base is None):
        written[SYNC] = (before, sync)
    differing = {**merged.written, **merged.conflicts}
    changes = [Difference(note.id, name, *differing[name]) for name in pairs if name in differing]
    if tags != MergedTags():
        after = (*_without(live.tags, tags.remove), *tags.add, *tags.conflict)
        changes.append(Difference(note.id, "Tags", " ".join(live.tags), " ".join(after)))
    return NotePlan(
        live=live,
        update=_update(note_name(note.uid, note.id), live, tags, written),
        changes=tuple(changes),
        is_conflict=is_conflict,
        is_kept=merged.is_kept,
    )


def plan_retirement(
    name: NoteName, note: LiveNote, cards_to_suspend: tuple[AnkiCardId, ...]
) -> Update | None:
    """Return what is written into a retired note, if anything.

    The mark enters the base, so that a learner who takes it away is not given it again. A base
    that cannot be read is left as it is: ours is not there to say what the note should be.
    """
    before = note.fields[SYNC]
    base = read_sync_base(before)
    ours = base.tags if base else ()
    ours = ours if RETIRED in ours else (*ours, RETIRED)
    tags = merge_tags(note.tags, base.tags if base else (), ours, Decision.ASK)
    sync = SyncBase(base.second, base.hashes, ours).text if base else before
    written = {SYNC: (before, sync)} if sync != before else {}
    return _update(name, note, tags, written, cards_to_suspend)


def _update(
    name: NoteName,
    note: LiveNote,
    tags: MergedTags,
    fields: Mapping[str, tuple[str, str]],
    cards_to_suspend: tuple[AnkiCardId, ...] = (),
) -> Update | None:
    operations: list[NoteOperation] = []
    if tags.add or tags.remove:
        operations.append(TagsChanged(name, note.nid, tags.add, tags.remove))
    if cards_to_suspend:
        operations.append(CardsSuspended(name, note.nid, cards_to_suspend))
    if fields:
        operations.append(FieldsWritten(name, note.nid, fields))
    if note.kind is None or not operations:
        return None
    return Update(
        name=name, nid=note.nid, kind=note.kind, tags=note.tags, operations=tuple(operations)
    )


def merge(
    pairs: Mapping[str, tuple[str, str]], base: SyncBase | None, decision: Decision
) -> Merged:
    """Return what becomes of a note's fields; `pairs` are the learner's text and ours.

    Without a base nobody knows who changed what: then every difference is a conflict.
    """
    written: dict[str, tuple[str, str]] = {}
    conflicts: dict[str, tuple[str, str]] = {}
    hashes: dict[str, str] = {}
    is_kept = False
    for field, (theirs, ours) in pairs.items():
        wanted = hashes[field] = field_hash(ours)
        now = wanted if theirs == ours else field_hash(theirs)
        last = base.hash_of(field) if base else None
        if now == wanted:
            continue
        if now == last or decision is Decision.OVERWRITE:
            written[field] = (theirs, ours)
        elif wanted == last or decision is Decision.KEEP:
            is_kept = True
        else:
            conflicts[field] = (theirs, ours)
            # An open conflict keeps its base, or the next sync would take it for settled.
            hashes[field] = last or wanted
    return Merged(written, conflicts, is_kept, hashes)


def merge_tags(
    live: tuple[str, ...], base: tuple[str, ...] | None, ours: tuple[str, ...], decision: Decision
) -> MergedTags:
    """Return what becomes of a note's tags; `base` are those that we last wrote, if known.

    Only what the base names is removed: all else is the learner's. What the learner took away
    stays away, unless ours is to be taken.
    """
    lacking = _without(ours, live)
    gone = {tag.casefold() for tag in _without(base or (), ours)}
    stale = tuple(tag for tag in live if tag.casefold() in gone)
    if decision is Decision.OVERWRITE:
        return MergedTags(add=lacking, remove=stale)
    if base is not None:
        return MergedTags(add=_without(lacking, base), remove=stale)
    return MergedTags(conflict=lacking if decision is Decision.ASK else ())


def _without(tags: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    folded = {tag.casefold() for tag in others}
    return tuple(tag for tag in tags if tag.casefold() not in folded)
