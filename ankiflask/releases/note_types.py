"""Note types of two releases: their looks, their fields and templates."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import starmap

from ankiflask.anki.collection import CollectionField, CollectionNoteType, CollectionTemplate
from ankiflask.releases.model import FRONT, ListChange, NoteTypeChange, Release, TextChange


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
        fields=_list_change(old.fields, new.fields),
        templates=_list_change(old.templates, new.templates),
    )


def _is_any(change: NoteTypeChange) -> bool:
    return bool(change.looks or change.names or change.is_schema)


_Part = CollectionField | CollectionTemplate


def _keys(parts: tuple[_Part, ...], others: tuple[_Part, ...]) -> Mapping[int | str, _Part]:
    """Return the parts by what Anki knows them by: their ids, or their names where they have none."""
    has_ids = all(each.id is not None for each in (*parts, *others))
    return {(each.id if has_ids and each.id is not None else each.name): each for each in parts}


def _list_change(old: tuple[_Part, ...], new: tuple[_Part, ...]) -> ListChange:
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
