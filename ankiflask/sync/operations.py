"""The kinds of write into Anki: what each holds, its line in the journal, and what reverts it.

A new kind is a class here, named in KINDS. note_plan.py plans it, writing.py carries it out, and
cli/plan_text.py shows it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

from ankiflask.anki.collection import CardTexts, LiveNoteType
from ankiflask.anki.note_types import NOTE_TYPES
from ankiflask.anki.sync_field import SyncBase, read_sync_base
from ankiflask.deck.model import Kind
from ankiflask.identity import AnkiCardId, AnkiNoteId, NoteName
from ankiflask.render.note import field_hash
from ankiflask.sync.ankiconnect.actions import is_ids, is_texts
from ankiflask.sync.ankiconnect.collection import LiveNote
from ankiflask.sync.operation import NoteOperation, Operation, Skipped, rewind

SYNC = "Sync"


def _is_same_text(one: str, other: str) -> bool:
    # Anki's editor rewrites the HTML of a note that is only looked at; the hash stays.
    return one == other or field_hash(one) == field_hash(other)


@dataclass(frozen=True, slots=True)
class MediaStored(Operation):
    """Files that come into Anki's media folder, by their names. An undo leaves them there."""

    names: tuple[str, ...]

    @property
    def entry(self) -> dict[str, Any]:
        """`{"media": […]}`."""
        return {"media": self.names}

    @classmethod
    def parse(cls, entry: Mapping[Any, Any]) -> Self | None:
        """Read what `entry` wrote."""
        match entry:
            case {"media": names} if is_texts(names):
                return cls(tuple(names))
        return None


@dataclass(frozen=True, slots=True)
class NotesAdded(Operation):
    """New notes: the id that each is to have in Anki. An undo names those left."""

    added: Mapping[NoteName, AnkiNoteId]

    @property
    def nids(self) -> tuple[AnkiNoteId, ...]:
        """All of the notes."""
        return tuple(self.added.values())

    @property
    def entry(self) -> dict[str, Any]:
        """`{"notes": {…}}`."""
        return {"notes": dict(self.added)}

    @classmethod
    def parse(cls, entry: Mapping[Any, Any]) -> Self | None:
        """Read what `entry` wrote."""
        match entry:
            case {"notes": dict(added)} if is_ids([*added.values()]):
                return cls({NoteName(name): AnkiNoteId(nid) for name, nid in added.items()})
        return None


@dataclass(frozen=True, slots=True)
class TagsChanged(NoteOperation):
    """Tags put on a note and taken from it."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def entry(self) -> dict[str, Any]:
        """`{"tags": id, …}`."""
        return {"tags": self.name, "row": self.nid, "added": self.added, "removed": self.removed}

    @classmethod
    def parse(cls, entry: Mapping[Any, Any]) -> Self | None:
        """Read what `entry` wrote."""
        match entry:
            case {"tags": str(name), "row": int(nid), "added": added, "removed": removed} if (
                is_texts(added) and is_texts(removed)
            ):
                return cls(NoteName(name), AnkiNoteId(nid), tuple(added), tuple(removed))
        return None

    @classmethod
    def revert(
        cls, done: Sequence[Self], note: LiveNote
    ) -> tuple[Self | None, tuple[Skipped, ...]]:
        """Return the opposite of what these left; tags are the same whatever their case."""
        live = {tag.casefold(): tag for tag in note.tags}
        wanted = dict(live)
        for each in reversed(done):
            for tag in each.added:
                wanted.pop(tag.casefold(), None)
            wanted = {tag.casefold(): tag for tag in each.removed} | wanted
        added = tuple(tag for key, tag in wanted.items() if key not in live)
        removed = tuple(tag for key, tag in live.items() if key not in wanted)
        return (cls(done[0].name, note.nid, added, removed) if added or removed else None), ()


@dataclass(frozen=True, slots=True)
class CardsSuspended(NoteOperation):
    """Cards of a note that were not suspended before. An undo unsuspends those that still are."""

    is_reverted_with_note: ClassVar[bool] = False

    cards: tuple[AnkiCardId, ...] = ()

    @property
    def entry(self) -> dict[str, Any]:
        """`{"suspended": id, …}`."""
        return {"suspended": self.name, "row": self.nid, "cards": self.cards}

    @classmethod
    def parse(cls, entry: Mapping[Any, Any]) -> Self | None:
        """Read what `entry` wrote."""
        match entry:
            case {"suspended": str(name), "row": int(nid), "cards": cards} if is_ids(cards):
                return cls(NoteName(name), AnkiNoteId(nid), tuple(map(AnkiCardId, cards)))
        return None


@dataclass(frozen=True, slots=True)
class FieldsWritten(NoteOperation):
    """Texts of a note, before and after, by our names of the fields, `Sync` among them."""

    fields: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def is_hidden(self) -> bool:
        """Whether only the field `Sync` changes, which nobody sees."""
        return set(self.fields) <= {SYNC}

    @property
    def entry(self) -> dict[str, Any]:
        """`{"fields": id, …}`."""
        return {"fields": self.name, "row": self.nid, "texts": dict(self.fields)}

    @classmethod
    def parse(cls, entry: Mapping[Any, Any]) -> Self | None:
        """Read what `entry` wrote."""
        match entry:
            case {"fields": str(name), "row": int(nid), "texts": dict(texts)} if all(
                map(_is_pair, texts.values())
            ):
                fields = {each: (old, new) for each, (old, new) in texts.items()}
                return cls(NoteName(name), AnkiNoteId(nid), fields)
        return None

    def is_due(self, note: LiveNote) -> bool:
        """Whether each field still has the text before."""
        return all(note.fields.get(name) == before for name, (before, _) in self.fields.items())

    @classmethod
    def is_superseded(cls, done: Sequence[Self], note: LiveNote) -> bool:
        """Whether `Sync` holds what none of these wrote or found."""
        writes = cls._writes(done).get(SYNC, [])
        return rewind(note.fields.get(SYNC, ""), writes, _is_same_text) is None

    @classmethod
    def revert(
        cls, done: Sequence[Self], note: LiveNote
    ) -> tuple[Self | None, tuple[Skipped, ...]]:
        """Return the texts from before the first of these, but for fields that were edited since."""
        done_by_field = cls._writes(done)
        now = {name: note.fields.get(name, "") for name in done_by_field}
        wanted = {
            name: rewind(now[name], writes, _is_same_text) for name, writes in done_by_field.items()
        }
        edited = [name for name, text in wanted.items() if text is None]
        texts = {name: text for name, text in wanted.items() if text is not None}
        if edited and SYNC in texts:
            texts[SYNC] = _base_of_edited(note, texts[SYNC], edited)
        fields = {
            name: (now[name], text)
            for name, text in texts.items()
            if not _is_same_text(now[name], text)
        }
        skipped = tuple(Skipped(f"{done[0].name}, {name}", _EDITED) for name in edited)
        return (cls(done[0].name, note.nid, fields) if fields else None), skipped

    @staticmethod
    def _writes(done: Iterable["FieldsWritten"]) -> dict[str, list[tuple[str, str]]]:
        """Return before and after of each write, by the field."""
        found: dict[str, list[tuple[str, str]]] = {}
        for each in done:
            for name, pair in each.fields.items():
                found.setdefault(name, []).append(pair)
        return found


_EDITED = "It was edited in Anki since."
_CHANGED = "It was changed in Anki since."
_GONE = "It is no longer in Anki."


def _base_of_edited(note: LiveNote, before: str, edited: Sequence[str]) -> str:
    """Return the field `Sync` of a note with edits: they were made on what we wrote, their base."""
    old, new = read_sync_base(before), read_sync_base(note.fields[SYNC])
    if old is None or new is None or note.kind is None:
        return before
    names = NOTE_TYPES[note.kind].text_names
    hashes = {name: (new if name in edited else old).hash_of(name) for name in names}
    return SyncBase(old.second, hashes, old.tags).text


@dataclass(frozen=True, slots=True, kw_only=True)
class StylingChanged(Operation):
    """CSS and templates of one of our note types, each before and after.

    `name` and the names of the templates are the learner's.
    """

    kind: Kind
    name: str
    css: tuple[str, str] | None = None
    templates: Mapping[str, tuple[CardTexts, CardTexts]] = field(default_factory=dict)

    @property
    def entry(self) -> dict[str, Any]:
        """`{"style": kind, …}`."""
        return {
            "style": self.kind,
            "name": self.name,
            "css": self.css,
            "templates": {
                name: [[sides.front, sides.back] for sides in both]
                for name, both in self.templates.items()
            },
        }

    @classmethod
    def parse(cls, entry: Mapping[Any, Any]) -> Self | None:
        """Read what `entry` wrote."""
        match entry:
            case {"style": str(kind), "name": str(name), "css": css, "templates": dict(texts)} if (
                kind in set(Kind)
                and (css is None or _is_pair(css))
                and all(isinstance(both, list) and len(both) == 2 for both in texts.values())  # noqa: PLR2004
                and all(_is_pair(sides) for both in texts.values() for sides in both)
            ):
                return cls(
                    kind=Kind(kind),
                    name=name,
                    css=css and (css[0], css[1]),
                    templates={
                        each: (CardTexts(*before), CardTexts(*after))
                        for each, (before, after) in texts.items()
                    },
                )
        return None

    @classmethod
    def revert(
        cls, done: Sequence[Self], live: LiveNoteType | None
    ) -> tuple[Self | None, tuple[Skipped, ...]]:
        """Return what reverts these changes of one note type, and what is left alone."""
        if live is None:
            return None, (Skipped(done[-1].name, _GONE),)
        css = rewind(live.css, [each.css for each in done if each.css])
        skipped = [Skipped(f"{live.name}, CSS", _CHANGED)] if css is None else []
        templates: dict[str, tuple[CardTexts, CardTexts]] = {}
        ours = {theirs: name for name, theirs in live.cards.items()}
        for name in sorted({name for each in done for name in each.templates}):
            now = live.templates.get(ours.get(name, ""))
            writes = [each.templates[name] for each in done if name in each.templates]
            before = now and rewind(now, writes)
            if now is None or before is None:
                skipped.append(Skipped(f"{live.name}, {name}", _CHANGED if now else _GONE))
            elif before != now:
                templates[name] = (now, before)
        both = None if css in (None, live.css) else (live.css, css or "")
        change = cls(kind=live.kind, name=live.name, css=both, templates=templates)
        return (change if both or templates else None), tuple(skipped)


def _is_pair(value: Any) -> bool:
    return is_texts(value) and len(value) == 2  # noqa: PLR2004


KINDS: tuple[type[Operation], ...] = (
    MediaStored,
    NotesAdded,
    TagsChanged,
    CardsSuspended,
    FieldsWritten,
    StylingChanged,
)
# In the order in which a note's operations stand in the journal.
NOTE_KINDS = tuple(kind for kind in KINDS if issubclass(kind, NoteOperation))


def parse_operation(entry: Mapping[Any, Any]) -> Operation | None:
    """Return what a line of the journal describes, or None where it is of no kind."""
    return next((found for kind in KINDS if (found := kind.parse(entry))), None)
