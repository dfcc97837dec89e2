"""What differs in the note types and in a note of two releases."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import starmap

from ankiflask.anki.collection import CollectionField, CollectionNoteType, CollectionTemplate
from ankiflask.html import to_text
from ankiflask.releases.model import (
    FRONT,
    ListChange,
    NoteChange,
    NoteTypeChange,
    Release,
    ReleasedNote,
    TextChange,
)


def note_type_changes(old: Release, new: Release) -> tuple[NoteTypeChange, ...]:
    """Return what changed in each note type that notes of both releases have."""
    used = {note.note_type for note in old.notes.values()} & {
        note.note_type for note in new.notes.values()
    }
    pairs = (
        (old.note_types[each], new.note_types[each])
        for each in sorted(used)
        if each in old.note_types and each in new.note_types
    )
    return tuple(change for change in starmap(_change, pairs) if _is_any(change))


def renamed_fields(changes: Iterable[NoteTypeChange]) -> dict[int, dict[str, str]]:
    """Return, by note type, the new name of each field that only got another one."""
    return {
        change.new.id: {each.old: each.new for each in change.names if each.what == "field"}
        for change in changes
    }


def _change(old: CollectionNoteType, new: CollectionNoteType) -> NoteTypeChange:
    return NoteTypeChange(
        old=old,
        new=new,
        looks=tuple(_looks(old, new)),
        names=tuple(_names(old, new)),
        fields=_part_list_change(old.fields, new.fields),
        templates=_part_list_change(old.templates, new.templates),
    )


def _is_any(change: NoteTypeChange) -> bool:
    return bool(change.looks or change.names or change.is_schema)


_Part = CollectionField | CollectionTemplate


def _keys(parts: tuple[_Part, ...], others: tuple[_Part, ...]) -> Mapping[int | str, _Part]:
    """Return the parts by what Anki knows them by: their ids, or their names where they have none."""
    has_ids = all(each.id is not None for each in (*parts, *others))
    return {(each.id if has_ids and each.id is not None else each.name): each for each in parts}


def _part_list_change(old: tuple[_Part, ...], new: tuple[_Part, ...]) -> ListChange:
    """Return both lists whole where a part was added, removed or moved."""
    if list(_keys(old, new)) == list(_keys(new, old)):
        return ListChange()
    return ListChange(tuple(each.name for each in old), tuple(each.name for each in new))


def _names(old: CollectionNoteType, new: CollectionNoteType) -> Iterator[TextChange]:
    if old.name != new.name:
        yield TextChange("note type", old.name, new.name)
    for what, before, after in (
        ("field", old.fields, new.fields),
        ("template", old.templates, new.templates),
    ):
        kept = _keys(after, before)
        for key, part in _keys(before, after).items():
            if key in kept and kept[key].name != part.name:
                yield TextChange(what, part.name, kept[key].name)


def _looks(old: CollectionNoteType, new: CollectionNoteType) -> Iterator[TextChange]:
    if old.css != new.css:
        yield TextChange("CSS", old.css, new.css)
    before = _keys(old.templates, new.templates)
    for key, after in _keys(new.templates, old.templates).items():
        template = before.get(key)
        if isinstance(template, CollectionTemplate) and isinstance(after, CollectionTemplate):
            if template.front != after.front:
                yield TextChange(f"{after.name}{FRONT}", template.front, after.front)
            if template.back != after.back:
                yield TextChange(f"{after.name}: back", template.back, after.back)


_DIFFICULTY = "difficulty::"


def note_change(
    old: ReleasedNote,
    new: ReleasedNote,
    releases: tuple[Release, Release],
    field_names: Mapping[str, str],
    moved: Callable[[str], str],
) -> NoteChange:
    """Return how the note differs; nothing of it may.

    `field_names` gives the new name of each field that was only renamed, `moved` that of a deck.
    """
    fields = tuple(_fields(old, new, field_names))
    media = tuple(sorted(_media(old, new, releases)))
    uids = tuple(each.uid for each in releases)
    tags = {
        kind: _list_change(_tags(old, kind, uids[0]), _tags(new, kind, uids[1])) for kind in _KINDS
    }
    is_seen = (
        old.note_type != new.note_type or media or any(tags.values()) or any(map(_is_seen, fields))
    )
    return NoteChange(
        old=old,
        new=new,
        fields=fields,
        media=media,
        difficulty=tags["difficulty"],
        topics=tags["topics"],
        tags=tags["tags"],
        decks=_list_change(tuple(sorted(map(moved, old.decks))), new.decks),
        cards=_cards(old, new, releases),
        arrives=_arrives(old, new),
        is_seen=bool(is_seen),
        is_other_kind=_is_cloze(old, releases[0]) != _is_cloze(new, releases[1]),
    )


def is_alike(old: ReleasedNote, new: ReleasedNote) -> bool:
    """Whether the notes are equal in all but their second and their media's bytes."""
    return (
        old.fields == new.fields
        and old.tags == new.tags
        and old.decks == new.decks
        and old.cards == new.cards
        and old.note_type == new.note_type
    )


def _is_cloze(note: ReleasedNote, release: Release) -> bool:
    note_type = release.note_types.get(note.note_type)
    return note_type is not None and note_type.is_cloze


def _arrives(old: ReleasedNote, new: ReleasedNote) -> bool:
    if old.guid != new.guid:  # a new note to Anki
        return True
    return old.second is None or new.second is None or new.second > old.second


def _fields(
    old: ReleasedNote, new: ReleasedNote, field_names: Mapping[str, str]
) -> Iterator[TextChange]:
    before = {field_names.get(name, name): text for name, text in old.fields.items()}
    for name in dict.fromkeys((*new.fields, *before)):
        then, now = before.get(name, ""), new.fields.get(name, "")
        if then != now:
            yield TextChange(name, then, now)


def _is_seen(change: TextChange) -> bool:
    return to_text(change.old) != to_text(change.new)


def _media(
    old: ReleasedNote, new: ReleasedNote, releases: tuple[Release, Release]
) -> Iterator[str]:
    before, after = (each.media for each in releases)
    for name in old.media & new.media:
        if name in before and name in after and before[name] != after[name]:
            yield name


_KINDS = ("difficulty", "topics", "tags")


def _tags(note: ReleasedNote, kind: str, uid: str) -> tuple[str, ...]:
    """Return the tags of a kind without what the kind's tags begin with."""
    own = f"{uid}::" if uid else _DIFFICULTY
    heads = {"difficulty": _DIFFICULTY, "topics": own if uid else "\n"}
    if kind in heads:
        head = heads[kind]
        return tuple(tag.removeprefix(head) for tag in note.tags if tag.startswith(head))
    return tuple(tag for tag in note.tags if not tag.startswith((own, _DIFFICULTY)))


def _list_change(old: tuple[str, ...], new: tuple[str, ...]) -> ListChange:
    return ListChange(
        tuple(each for each in old if each not in new),
        tuple(each for each in new if each not in old),
    )


def _cards(old: ReleasedNote, new: ReleasedNote, releases: tuple[Release, Release]) -> ListChange:
    if old.cards == new.cards:
        return ListChange()
    before, after = (
        each.note_types.get(note.note_type) for each, note in zip(releases, (old, new), strict=True)
    )
    return _list_change(
        tuple(_card_name(each, before) for each in old.cards),
        tuple(_card_name(each, after) for each in new.cards),
    )


def _card_name(ordinal: int, note_type: CollectionNoteType | None) -> str:
    if note_type and note_type.is_cloze:
        return f"c{ordinal + 1}"
    if note_type and 0 <= ordinal < len(note_type.templates):
        return note_type.templates[ordinal].name
    return f"card {ordinal + 1}"
