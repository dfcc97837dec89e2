"""One note in two releases."""

from collections.abc import Callable, Iterator, Mapping

from ankiflask.anki.collection import CollectionNoteType
from ankiflask.html import to_text
from ankiflask.releases.model import ListChange, NoteChange, Release, ReleasedNote, TextChange

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
