"""Taking back what was written into one note."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from ankiflask.journal.wound import wound_back
from ankiflask.values.journal import FieldsWritten, LeftAlone, TagsChanged
from ankiflask.values.live import LiveNote
from ankiflask.values.note_types import NOTE_TYPES
from ankiflask.values.notes import Kind
from ankiflask.values.plan import Update
from ankiflask.values.sync_base import SyncBase, read_sync_base

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
