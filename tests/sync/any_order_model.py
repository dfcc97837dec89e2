"""What a learner may count on, remembered beside the real collection while both go on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ankiflask.anki.note_types import NOTE_TYPES
from ankiflask.anki.sync_field import SyncBase, read_sync_base
from ankiflask.identity import guid
from ankiflask.package.model import AnkiNote, Contents
from ankiflask.render.note import field_hash
from tests.anki.collection import Collection, Note
from tests.sync.any_order_author import UID

OURS = tuple(each.name for each in NOTE_TYPES.values())
RETIRED = "ankiflask::retired"
Typed = dict[tuple[int, str], str]


@dataclass
class Memory:
    """What the learner did and nobody may undo: texts, tags, tags taken away, all by row.

    `copies` are rows that Create Copy made; `seen` the ids that a sync has seen alive.
    """

    typed: Typed = field(default_factory=dict)
    own: dict[int, set[str]] = field(default_factory=dict)
    untagged: dict[int, set[str]] = field(default_factory=dict)
    copies: set[int] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)

    def type(self, note: Note, name: str, text: str) -> None:
        """Remember a text that the learner wrote."""
        self.typed[note.id, name] = text

    def tag(self, note: Note, tag: str) -> None:
        """Remember a tag of the learner's own."""
        self.own.setdefault(note.id, set()).add(tag)

    def untag(self, note: Note, tag: str) -> None:
        """Remember that the learner took a tag of ours away; Anki takes those below it along."""
        self.untagged.setdefault(note.id, set()).add(tag)
        kept = {each for each in self.own.get(note.id, ()) if not each.startswith(f"{tag}::")}
        self.own[note.id] = kept

    def copy(self, note: Note, row: int) -> None:
        """Remember that a note was copied into another row."""
        self.copies.add(row)
        self.typed |= {
            (row, name): text for (of, name), text in self.typed.items() if of == note.id
        }
        self.own[row] = set(self.own.get(note.id, ()))
        self.untagged[row] = set(self.untagged.get(note.id, ()))

    def forget(self, rows: Iterable[int]) -> None:
        """Forget all of some notes."""
        gone = set(rows)
        self.typed = {key: text for key, text in self.typed.items() if key[0] not in gone}
        for remembered in (self.own, self.untagged):
            for row in gone & remembered.keys():
                del remembered[row]
        self.copies -= gone

    def forget_replaced(self, notes: Iterable[Note], now: Collection) -> None:
        """Forget what an import took, as Anki tells that it may: all that stands there no more."""
        live = {note.id: note for note in now.notes}
        for note in notes:
            there = live[note.id]
            for name in [name for row, name in self.typed if row == note.id]:
                if self.typed[note.id, name] != there.fields[name]:
                    del self.typed[note.id, name]
            self.own[note.id] = self.own.get(note.id, set()) & set(there.tags)
        self.tagged_again(now)

    def give_up(self, now: Collection, ids: Iterable[str]) -> None:
        """Forget the learner's texts in notes that are to be overwritten, where they are single."""
        live = by_id(now)
        for note_id in ids:
            if len(live.get(note_id, ())) == 1:
                row = live[note_id][0].id
                self.typed = {key: text for key, text in self.typed.items() if key[0] != row}
                self.untagged.pop(row, None)

    def tagged_again(self, now: Collection) -> None:
        """Forget that tags were taken away which are there again."""
        for note in now.notes:
            self.untagged[note.id] = self.untagged.get(note.id, set()) - set(note.tags)

    def remember_again(self, earlier: "Memory", now: Collection) -> None:
        """Remember what stood there before a sync, where it stands there again."""
        live = {note.id: note for note in now.notes}
        for (row, name), text in earlier.typed.items():
            if row in live and live[row].fields.get(name) == text:
                self.typed[row, name] = text
        for row, tags in earlier.untagged.items():
            if row in live:
                self.untagged[row] = self.untagged.get(row, set()) | tags - set(live[row].tags)


def id_of(note: Note) -> str:
    """Return the id of a note of ours, or nothing."""
    uid, _, note_id = note.fields.get("ID", "").partition("/")
    return note_id if uid == UID and note.note_type in OURS else ""


def by_id(seen: Collection) -> dict[str, list[Note]]:
    """Return the live notes of ours by their ids."""
    found: dict[str, list[Note]] = {}
    for note in seen.notes:
        if id_of(note):
            found.setdefault(id_of(note), []).append(note)
    return found


def base_of(note: Note) -> SyncBase:
    """Return what the note says was last written; nothing here ever spoils that."""
    base = read_sync_base(note.fields["Sync"])
    assert base, note
    return base


def texts_of(note: AnkiNote) -> Mapping[str, str]:
    """Return the fields that the author wrote, by name."""
    return {name: note.by_name[name] for name in note.note_type.text_names}


def settled_by_sync(memory: Memory, before: Collection, contents: Contents) -> None:
    """Forget what is the learner's own no more: the text is what the author says, or said last."""
    wanted: dict[str, Mapping[str, str]] = {note.id: texts_of(note) for note in contents.notes}
    for note in before.notes:
        for name in [name for row, name in memory.typed if row == note.id]:
            now = field_hash(note.fields[name])
            ours = wanted.get(id_of(note), {}).get(name)
            if now == base_of(note).hash_of(name) or (ours is not None and now == field_hash(ours)):
                del memory.typed[note.id, name]


def replaced_by_import(before: Collection, contents: Contents, *, always: bool) -> Iterator[Note]:
    """Yield the notes that an import may write anew: Anki's rule is the note's second."""
    wanted: dict[str, int] = {guid(UID, note.id): note.second for note in contents.notes}
    for note in before.notes:
        second = wanted.get(note.guid, note.mod)
        if second > note.mod or (always and second != note.mod):
            yield note
