"""What a release changes, as two fresh imports show it: the old release's and the new one's."""

import re
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
        return by_guid(self.old)

    @cached_property
    def now(self) -> Mapping[str, CollectionNote]:
        """The notes of the new release."""
        return by_guid(self.new)

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
        files = {
            name for name, content in self.new.media.items() if self.old.media.get(name) != content
        } & set(self.old.media)
        changed = {guid for guid in self.common if self._is_changed(guid, files)}
        return frozenset(changed | (self.reverted & set(self.common)))

    def _is_changed(self, guid: str, files: set[str]) -> bool:
        then, now = self.then[guid], self.now[guid]
        texts = "\n".join(now.fields) if files else ""
        is_other = content(then) != content(now) or sorted(then.tags) != sorted(now.tags)
        return is_other or any(name in texts for name in files)

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


def by_guid(held: Held) -> Mapping[str, CollectionNote]:
    """Return the notes by their GUIDs."""
    return {note.guid: note for note in held.notes}


def ordinals(held: Held) -> Mapping[int, frozenset[int]]:
    """Return for each note's row which cards it has."""
    found: dict[int, set[int]] = {}
    for card in held.cards:
        found.setdefault(card.note, set()).add(card.ordinal)
    return {note: frozenset(each) for note, each in found.items()}


def reverted(
    old: Iterable[CollectionNote], between: Iterable[CollectionNote], new: Iterable[CollectionNote]
) -> frozenset[str]:
    """Return the notes that said something else between two releases, by the notes' own times."""
    then, now = ({note.guid: note for note in notes} for notes in (old, new))
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
    fields = [_RENAMED.sub("", _without_time(text)) for text in note.fields]
    while fields and not fields[-1]:
        fields.pop()
    return fields, sorted(tag.casefold() for tag in note.tags)


def _without_time(text: str) -> str:
    base = read_sync_base(text) if text.startswith("1 ") else None
    return replace(base, second=ModTime(0)).text if base else text


def is_reshaped(then: CollectionNoteType, now: CollectionNoteType) -> bool:
    """Whether Anki cannot bring the notes of one to the other by default."""
    return (then.id, then.is_cloze, then.fields, card_names(then)) != (
        now.id, now.is_cloze, now.fields, card_names(now),
    )  # fmt: skip


def card_names(kind: CollectionNoteType) -> tuple[str, ...]:
    """Return the names of the templates."""
    return tuple(each.name for each in kind.templates)
