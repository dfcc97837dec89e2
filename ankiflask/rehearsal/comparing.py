"""What a release changes, as two fresh imports show it: the old release's and the new one's."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from ankiflask.anki.collection import CollectionNote, CollectionNoteType
from ankiflask.anki.sync_field import read_sync_base
from ankiflask.clock import ModTime
from ankiflask.rehearsal.model import Held

# Where a name is taken by another file, Anki adds the file's hash to it.
_RENAMED = re.compile(r"-[0-9a-f]{40}(?=\.\w)")


@dataclass(frozen=True)
class Release:
    """An old release and a new one; notes go by their GUIDs.

    `reverted` are notes that said something else in a release in between: their later time is right
    even where they say again what the old release said.
    """

    old: Held
    new: Held
    reverted: frozenset[str] = frozenset()

    @cached_property
    def then(self) -> Mapping[str, CollectionNote]:
        """The notes of the old release."""
        return by_guid(self.old.notes)

    @cached_property
    def now(self) -> Mapping[str, CollectionNote]:
        """The notes of the new release."""
        return by_guid(self.new.notes)

    @cached_property
    def common(self) -> tuple[str, ...]:
        """The notes that are in both."""
        return tuple(guid for guid in self.then if guid in self.now)

    @cached_property
    def gone(self) -> tuple[str, ...]:
        """The notes that the new release no longer has."""
        return tuple(guid for guid in self.then if guid not in self.now)

    @cached_property
    def added(self) -> tuple[str, ...]:
        """The notes that only the new release has."""
        return tuple(guid for guid in self.now if guid not in self.then)

    @cached_property
    def changed(self) -> frozenset[str]:
        """The notes with other fields, other tags, or other bytes in a file that they name.

        So are those that were changed and changed back in the meantime.
        """
        media = self.new.media
        files = [name for name, old in self.old.media.items() if media.get(name, old) != old]
        return frozenset(
            guid
            for guid in self.common
            if guid in self.reverted
            or content(self.then[guid]) != content(self.now[guid])
            or sorted(self.then[guid].tags) != sorted(self.now[guid].tags)
            or any(name in text for text in self.now[guid].fields for name in files)
        )

    @cached_property
    def unchanged(self) -> tuple[str, ...]:
        """The notes that the new release left as they were."""
        return tuple(guid for guid in self.common if guid not in self.changed)

    def types(self, guid: str) -> tuple[CollectionNoteType, CollectionNoteType]:
        """Return a common note's type, then and now."""
        old, new = self.then[guid].note_type, self.now[guid].note_type
        return self.old.note_types[old], self.new.note_types[new]

    @cached_property
    def reshaped(self) -> frozenset[str]:
        """The notes whose type has other fields or templates, or is another one."""
        return frozenset(guid for guid in self.common if is_reshaped(*self.types(guid)))


def by_guid(notes: Iterable[CollectionNote]) -> Mapping[str, CollectionNote]:
    """Return the notes by their GUIDs."""
    return {note.guid: note for note in notes}


def ordinals(held: Held) -> Mapping[int, set[int]]:
    """Return for each note's id which cards it has, nothing for any other id."""
    found = defaultdict(set)
    for card in held.cards:
        found[int(card.note)].add(card.ordinal)
    return found


def reverted(
    old: Iterable[CollectionNote], between: Iterable[CollectionNote], new: Iterable[CollectionNote]
) -> frozenset[str]:
    """Return the notes that said something else between two releases, by the notes' own times."""
    then, now = by_guid(old), by_guid(new)
    return frozenset(
        note.guid
        for note in between
        if note.guid in then
        and note.guid in now
        and then[note.guid].second < note.second < now[note.guid].second
        and content(note) != content(now[note.guid])
    )


def content(note: CollectionNote) -> object:
    """Return what is equal for two notes that say the same; to Anki `A` and `a` are one tag.

    The time in our field `Sync` is left out: it moves with the note's own time, and is no text.
    """
    fields = []
    for text in note.fields:
        base = read_sync_base(text) if text.startswith("1 ") else None
        fields.append(_RENAMED.sub("", replace(base, second=ModTime(0)).text if base else text))
    while fields and not fields[-1]:
        fields.pop()
    return fields, sorted(tag.casefold() for tag in note.tags)


def is_reshaped(then: CollectionNoteType, now: CollectionNoteType) -> bool:
    """Whether Anki cannot bring the notes of one to the other by default."""
    return (then.id, then.is_cloze, then.fields, card_names(then)) != (
        now.id, now.is_cloze, now.fields, card_names(now),
    )  # fmt: skip


def card_names(kind: CollectionNoteType) -> tuple[str, ...]:
    """Return the names of the templates."""
    return tuple(each.name for each in kind.templates)
