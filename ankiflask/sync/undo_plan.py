"""From what stands there back over each write to what stood there before them all."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from operator import eq
from typing import TypeVar

from ankiflask.anki.collection import CardTexts, Live, LiveNote, LiveNoteType
from ankiflask.anki.note_types import NOTE_TYPES
from ankiflask.anki.sync_field import SyncBase, read_sync_base
from ankiflask.deck.model import Kind
from ankiflask.sync.model import (
    Deed,
    FieldsWritten,
    Journal,
    LeftAlone,
    NotesAdded,
    StyleChange,
    StyleWritten,
    TagsChanged,
    TakenBack,
    Update,
)

_Text = TypeVar("_Text")


def wound_back(
    live: _Text, writes: Sequence[tuple[_Text, _Text]], is_same: Callable[[_Text, _Text], bool]
) -> _Text | None:
    """Return what stood there before `writes`, each from before to after.

    A write that never came about is passed over. Returns None where something stands there that
    none of them wrote or found.
    """
    text = live
    for before, after in reversed(writes):
        if is_same(text, after):
            text = before
        elif not is_same(text, before):
            return None
    return text


_NOTE_TYPE_GONE = "It is no longer in Anki."
_CHANGED = "It was changed in Anki since."


def styles_back(
    changes: Sequence[StyleChange], live: Mapping[Kind, LiveNoteType]
) -> tuple[tuple[StyleChange, ...], tuple[LeftAlone, ...]]:
    """Return the changes that bring back the looks from before, and what is left alone."""
    styles: list[StyleChange] = []
    left: list[LeftAlone] = []
    for kind in sorted({change.kind for change in changes}):
        of_kind = [change for change in changes if change.kind is kind]
        note_type = live.get(kind)
        if note_type is None:
            left.append(LeftAlone(of_kind[-1].name, _NOTE_TYPE_GONE))
            continue
        css = _css_back(of_kind, note_type, left)
        templates = _templates_back(of_kind, note_type, left)
        if css or templates:
            styles.append(StyleChange(kind=kind, name=note_type.name, css=css, templates=templates))
    return tuple(styles), tuple(left)


def _css_back(
    changes: Sequence[StyleChange], live: LiveNoteType, left: list[LeftAlone]
) -> tuple[str, str] | None:
    before = wound_back(live.css, [change.css for change in changes if change.css], eq)
    if before is None:
        left.append(LeftAlone(f"{live.name}, CSS", _CHANGED))
    return None if before is None or before == live.css else (live.css, before)


def _templates_back(
    changes: Sequence[StyleChange], live: LiveNoteType, left: list[LeftAlone]
) -> Mapping[str, tuple[CardTexts, CardTexts]]:
    ours = {theirs: name for name, theirs in live.cards.items()}
    found: dict[str, tuple[CardTexts, CardTexts]] = {}
    for name in sorted({name for change in changes for name in change.templates}):
        texts = live.templates.get(ours.get(name, ""))
        writes = [change.templates[name] for change in changes if name in change.templates]
        before = texts and wound_back(texts, writes, eq)
        if texts is None or before is None:
            why = _NOTE_TYPE_GONE if texts is None else _CHANGED
            left.append(LeftAlone(f"{live.name}, {name}", why))
        elif before != texts:
            found[name] = (texts, before)
    return found


_ID = "ID"
_SYNC = "Sync"
_GONE = "It is no longer in Anki."
_ANOTHER_TYPE = "It has another note type now."
_WRITTEN_SINCE = "A later sync or an import has written it since."
_EDITED = "It was edited in Anki since."

IsSame = Callable[[str, str], bool]
OfANote = TagsChanged | FieldsWritten
Texts = Mapping[str, str]


def note_back(
    deeds: Sequence[OfANote], note: LiveNote | None, is_same: IsSame
) -> tuple[Update | None, tuple[LeftAlone, ...]]:
    """Return what to write into the note, and what of it is left alone."""
    note_id = deeds[0].id
    if note is None or (note.kind and note.fields.get(_ID) != note_id):
        return None, (LeftAlone(note_id, _GONE),)
    if note.kind is None:
        return None, (LeftAlone(note_id, _ANOTHER_TYPE),)
    wanted = {
        name: wound_back(note.fields.get(name, ""), writes, is_same)
        for name, writes in _writes(deeds).items()
    }
    if _SYNC in wanted and wanted[_SYNC] is None:
        return None, (LeftAlone(note_id, _WRITTEN_SINCE),)
    edited = tuple(name for name, text in wanted.items() if text is None)
    texts = {name: text for name, text in wanted.items() if text is not None}
    if edited and _SYNC in texts:
        texts[_SYNC] = _sync_back(note.kind, note.fields[_SYNC], texts[_SYNC], edited)
    update = _update(note_id, note.kind, note, _changed(note.fields, texts, is_same), deeds)
    return update, tuple(LeftAlone(f"{note_id}, {name}", _EDITED) for name in edited)


def _writes(deeds: Sequence[OfANote]) -> Mapping[str, list[tuple[str, str]]]:
    """Return before and after of each write, by the field."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for deed in deeds:
        if isinstance(deed, FieldsWritten):
            for name, pair in deed.fields.items():
                found[name].append(pair)
    return found


def _sync_back(kind: Kind, live: str, before: str, edited: Sequence[str]) -> str:
    """Return the field `Sync` where an edit is left.

    The edit was made on what we wrote, so that stays its base.
    """
    old, new = read_sync_base(before), read_sync_base(live)
    if old is None or new is None:
        return before
    names = (field.name for field in NOTE_TYPES[kind].fields[1:-1])
    hashes = {name: (new if name in edited else old).hash_of(name) for name in names}
    return SyncBase(old.second, hashes, old.tags).text


def _changed(live: Texts, wanted: Texts, is_same: IsSame) -> Mapping[str, tuple[str, str]]:
    pairs = {name: (live.get(name, ""), text) for name, text in wanted.items()}
    return {name: pair for name, pair in pairs.items() if not is_same(*pair)}


def _update(
    note_id: str,
    kind: Kind,
    note: LiveNote,
    fields: Mapping[str, tuple[str, str]],
    deeds: Sequence[OfANote],
) -> Update | None:
    add, remove = _tags_back(deeds, note.tags)
    if not (fields or add or remove):
        return None
    return Update(
        id=note_id,
        row=note.row,
        kind=kind,
        fields=fields,
        tags=note.tags,
        add_tags=add,
        remove_tags=remove,
    )


def _tags_back(
    deeds: Sequence[OfANote], tags: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the tags to add and to remove."""
    live = {tag.casefold(): tag for tag in tags}
    wanted = dict(live)
    for deed in reversed(deeds):
        if isinstance(deed, TagsChanged):
            for tag in deed.added:
                wanted.pop(tag.casefold(), None)
            wanted = {tag.casefold(): tag for tag in deed.removed} | wanted
    add = tuple(tag for key, tag in wanted.items() if key not in live)
    remove = tuple(tag for key, tag in live.items() if key not in wanted)
    return add, remove


def taken_back(journal: Journal, live: Live, hash_of: Callable[[str], str]) -> TakenBack:
    """Return what takes the journal's steps back, done or not, as far as they still stand.

    `live` holds the notes in the journal's rows, our note types, and which of the journal's cards
    are suspended. Texts of one hash are one text: Anki's editor rewrites what is only looked at.
    The updates are named `uid/id`.
    """

    def is_same(one: str, other: str) -> bool:
        return one == other or hash_of(one) == hash_of(other)

    deeds = [step.deed for step in journal.steps]
    updates, left = _notes_back(deeds, live, is_same)
    changes = [deed.change for deed in deeds if isinstance(deed, StyleWritten)]
    styles, styles_left = styles_back(changes, live.note_types)
    return TakenBack(
        second=journal.header.second,
        updates=updates,
        styles=styles,
        unsuspend=tuple(card for card in journal.cards if card in live.suspended),
        stays=_stays(deeds, live),
        left=(*left, *styles_left),
    )


def _notes_back(
    deeds: Sequence[Deed], live: Live, is_same: IsSame
) -> tuple[tuple[Update, ...], tuple[LeftAlone, ...]]:
    notes = {note.row: note for note in live.notes}
    by_row: defaultdict[int, list[OfANote]] = defaultdict(list)
    for deed in deeds:
        if isinstance(deed, TagsChanged | FieldsWritten):
            by_row[deed.row].append(deed)
    tried = [note_back(some, notes.get(row), is_same) for row, some in by_row.items()]
    return (
        tuple(update for update, _ in tried if update),
        tuple(each for _, left in tried for each in left),
    )


def _stays(deeds: Sequence[Deed], live: Live) -> tuple[str, ...]:
    there = {note.row for note in live.notes}
    added = (deed.rows.items() for deed in deeds if isinstance(deed, NotesAdded))
    return tuple(note_id for rows in added for note_id, row in rows if row in there)
