"""What differs in the note types and in a note of two releases."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from ankiflask.anki.collection import CollectionField, CollectionNoteType, CollectionTemplate
from ankiflask.html import to_text
from ankiflask.releases.model import (
    FRONT,
    ListChange,
    NoteChange,
    NoteTypeChange,
    Release,
    ReleaseChange,
    ReleasedNote,
    TextChange,
)

_Part = TypeVar("_Part", CollectionField, CollectionTemplate)
_DIFFICULTY = "difficulty::"


def note_type_changes(old: Release, new: Release) -> tuple[NoteTypeChange, ...]:
    """Return what changed in each note type that notes of both releases have."""
    used = {note.note_type for note in old.notes.values()} & {
        note.note_type for note in new.notes.values()
    }
    changes = (
        _note_type_change(old.note_types[each], new.note_types[each])
        for each in sorted(used & old.note_types.keys() & new.note_types.keys())
    )
    return tuple(each for each in changes if each.looks or each.names or each.is_schema)


def _note_type_change(old: CollectionNoteType, new: CollectionNoteType) -> NoteTypeChange:
    names = [TextChange("note type", old.name, new.name)] if old.name != new.name else []
    return NoteTypeChange(
        old=old,
        new=new,
        looks=tuple(_looks(old, new)),
        names=(
            *names,
            *_renamed("field", old.fields, new.fields),
            *_renamed("template", old.templates, new.templates),
        ),
        fields=_part_list_change(old.fields, new.fields),
        templates=_part_list_change(old.templates, new.templates),
    )


def _by_key(parts: Iterable[_Part], others: Iterable[_Part]) -> Mapping[int | str, _Part]:
    """Return the parts by what Anki knows them by: their ids, or their names where they have none."""
    has_ids = all(each.id is not None for each in (*parts, *others))
    return {(each.id if has_ids and each.id is not None else each.name): each for each in parts}


def _part_list_change(old: tuple[_Part, ...], new: tuple[_Part, ...]) -> ListChange:
    """Return both lists whole where a part was added, removed or moved."""
    if list(_by_key(old, new)) == list(_by_key(new, old)):
        return ListChange()
    return ListChange(tuple(each.name for each in old), tuple(each.name for each in new))


def _renamed(what: str, old: tuple[_Part, ...], new: tuple[_Part, ...]) -> Iterator[TextChange]:
    kept = _by_key(new, old)
    for key, part in _by_key(old, new).items():
        if key in kept and kept[key].name != part.name:
            yield TextChange(what, part.name, kept[key].name)


def _looks(old: CollectionNoteType, new: CollectionNoteType) -> Iterator[TextChange]:
    if old.css != new.css:
        yield TextChange("CSS", old.css, new.css)
    before = _by_key(old.templates, new.templates)
    for key, after in _by_key(new.templates, old.templates).items():
        if key in before and before[key].front != after.front:
            yield TextChange(f"{after.name}{FRONT}", before[key].front, after.front)
        if key in before and before[key].back != after.back:
            yield TextChange(f"{after.name}: back", before[key].back, after.back)


def note_change(
    old: ReleasedNote, new: ReleasedNote, releases: tuple[Release, Release], found: ReleaseChange
) -> NoteChange | None:
    """Return how the note differs, None where it does not.

    `found` knows the note types and decks that differ.
    """
    old_files, new_files = (each.media for each in releases)
    media = tuple(
        sorted(
            name
            for name in old.media & new.media & old_files.keys()
            if old_files[name] != new_files.get(name, old_files[name])
        )
    )
    then, now = (
        (each.fields, each.tags, each.decks, each.cards, each.note_type) for each in (old, new)
    )
    if then == now and not media:
        return None
    old_type, new_type = (
        release.note_types.get(note.note_type)
        for note, release in zip((old, new), releases, strict=True)
    )
    fields = tuple(_fields(old, new, found.note_types))
    tags, new_tags = _tags(old, releases[0].uid), _tags(new, releases[1].uid)
    difficulty, topics, others = map(_list_change, tags, new_tags)
    decks = tuple(sorted(_moved(each, found.renamed_decks) for each in old.decks))
    change = NoteChange(
        old=old,
        new=new,
        fields=fields,
        media=media,
        difficulty=difficulty,
        topics=topics,
        tags=others,
        decks=_list_change(decks, new.decks),
        cards=_list_change(_card_names(old, old_type), _card_names(new, new_type))
        if old.cards != new.cards
        else ListChange(),
        # To Anki, another GUID is a new note.
        arrives=old.guid != new.guid
        or old.second is None
        or new.second is None
        or new.second > old.second,
        is_seen=old.note_type != new.note_type
        or bool(media or difficulty or topics or others)
        or any(to_text(each.old) != to_text(each.new) for each in fields),
        is_other_kind=_is_cloze(old_type) != _is_cloze(new_type),
    )
    return change if change.has_content or change.decks or change.cards else None


def _fields(
    old: ReleasedNote, new: ReleasedNote, note_types: Iterable[NoteTypeChange]
) -> Iterator[TextChange]:
    new_names = {
        name.old: name.new
        for change in note_types
        if change.new.id == new.note_type
        for name in change.names
        if name.what == "field"
    }
    before = {new_names.get(name, name): text for name, text in old.fields.items()}
    for name in dict.fromkeys((*new.fields, *before)):
        then, now = before.get(name, ""), new.fields.get(name, "")
        if then != now:
            yield TextChange(name, then, now)


def _tags(note: ReleasedNote, uid: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the difficulty and the topics, without what such tags begin with, and other tags."""
    own = f"{uid}::" if uid else _DIFFICULTY
    graded = [tag for tag in note.tags if tag.startswith(_DIFFICULTY)]
    topics = [tag for tag in note.tags if uid and tag.startswith(own)]
    return (
        tuple(tag.removeprefix(_DIFFICULTY) for tag in graded),
        tuple(tag.removeprefix(own) for tag in topics),
        tuple(tag for tag in note.tags if tag not in graded and tag not in topics),
    )


def _moved(deck: str, renamed: Iterable[TextChange]) -> str:
    for each in renamed:
        if deck == each.old or deck.startswith(f"{each.old}::"):
            return each.new + deck[len(each.old) :]
    return deck


def _list_change(old: tuple[str, ...], new: tuple[str, ...]) -> ListChange:
    return ListChange(
        tuple(each for each in old if each not in new),
        tuple(each for each in new if each not in old),
    )


def _is_cloze(note_type: CollectionNoteType | None) -> bool:
    return note_type is not None and note_type.is_cloze


def _card_names(note: ReleasedNote, note_type: CollectionNoteType | None) -> tuple[str, ...]:
    if _is_cloze(note_type):
        return tuple(f"c{ordinal + 1}" for ordinal in note.cards)
    names = {at: each.name for at, each in enumerate(note_type.templates if note_type else ())}
    return tuple(names.get(ordinal, f"card {ordinal + 1}") for ordinal in note.cards)
