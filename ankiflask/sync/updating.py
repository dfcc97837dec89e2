"""A long list in parts that do not freeze Anki's window."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from ankiflask.anki.collection import LiveNote
from ankiflask.sync.ankiconnect.notes import notes_by_row
from ankiflask.sync.ankiconnect.writing import add_tags, remove_tags, suspend, write_fields
from ankiflask.sync.model import CardsSuspended, Deed, FieldsWritten, TagsChanged, Update
from ankiflask.sync.session import Desk

_Each = TypeVar("_Each")


def batches(all_of_them: Sequence[_Each], size: int) -> Iterator[Sequence[_Each]]:
    """Yield parts of at most `size`, in order."""
    for start in range(0, len(all_of_them), size):
        yield all_of_them[start : start + size]


_AT_ONCE = 100  # notes


def update_notes(desk: Desk, updates: Sequence[Update]) -> tuple[str, ...]:
    """Carry out updates that are named `uid/id`; return what Anki refused, in words.

    A note that changed since the plan was made is left alone.
    """
    refused: list[str] = []
    for number, batch in enumerate(batches(updates, _AT_ONCE)):
        desk.tell(f"Updating notes: {number * _AT_ONCE:,} of {len(updates):,}")
        desk.refuse_other_profile()
        fresh = _as_planned(desk, batch)
        if fresh:
            with desk.diary.noted([deed for each in fresh for deed in _deeds(each)]):
                refused += _write(desk, fresh)
    return tuple(refused)


def _as_planned(desk: Desk, updates: Sequence[Update]) -> list[Update]:
    """Return the updates whose notes are as they were: a person may be at work in Anki."""
    rows = [each.row for each in updates]
    found = notes_by_row(desk.connection, desk.live.note_types, rows)
    live = {note.row: note for note in found}
    return [each for each in updates if each.row in live and _is_as_planned(each, live[each.row])]


def _is_as_planned(update: Update, note: LiveNote) -> bool:
    return (
        note.kind is update.kind
        and sorted(note.tags) == sorted(update.tags)
        and all(note.fields.get(name) == before for name, (before, _) in update.fields.items())
    )


def _deeds(update: Update) -> Iterator[Deed]:
    if update.add_tags or update.remove_tags:
        yield TagsChanged(update.id, update.row, update.add_tags, update.remove_tags)
    if update.suspend:
        yield CardsSuspended(update.id, update.row, update.suspend)
    if update.fields:
        yield FieldsWritten(update.id, update.row, update.fields)


def _write(desk: Desk, updates: Sequence[Update]) -> list[str]:
    # A stop between tags and fields leaves what the next plan completes; not so the other way.
    _write_tags(desk, updates)
    for each in updates:
        if each.suspend:
            suspend(desk.connection, each.suspend)
    tagged = _tagged(desk, updates)
    refused = [
        f"Anki did not change the tags of {each.id}." for each in updates if each not in tagged
    ]
    return refused + _write_fields(desk, tagged)


def _tagged(desk: Desk, updates: Sequence[Update]) -> list[Update]:
    """Return those whose tags are as wanted: with the others, Sync would say what is not so.

    A tag that Sync names and the note lacks counts as one that the learner took off.
    """
    rows = [each.row for each in updates if each.add_tags or each.remove_tags]
    found = notes_by_row(desk.connection, desk.live.note_types, rows)
    live = {note.row: {tag.casefold() for tag in note.tags} for note in found}
    return [each for each in updates if each.row not in rows or _has_tags(each, live)]


def _has_tags(update: Update, live: Mapping[int, set[str]]) -> bool:
    tags = live.get(update.row, set())
    wanted = {tag.casefold() for tag in update.add_tags}
    return wanted <= tags and tags.isdisjoint(tag.casefold() for tag in update.remove_tags)


def _write_fields(desk: Desk, updates: Sequence[Update]) -> list[str]:
    names = {kind: live.fields for kind, live in desk.live.note_types.items()}
    texts = [
        (each.row, {names[each.kind][name]: after for name, (_, after) in each.fields.items()})
        for each in updates
        if each.fields
    ]
    refusals = write_fields(desk.connection, texts)
    return [
        f"Anki refused to change {each.id}: {refusals[each.row]}."
        for each in updates
        if each.row in refusals
    ]


def _write_tags(desk: Desk, updates: Iterable[Update]) -> None:
    added, removed = defaultdict(list), defaultdict(list)
    for each in updates:
        added[each.add_tags].append(each)
        removed[each.remove_tags].append(each)
    for tags, those in added.items():
        if tags:
            add_tags(desk.connection, [each.row for each in those], tags)
    for tags, those in removed.items():
        if tags:
            keep = {each.row: children for each in those if (children := _children(each))}
            remove_tags(desk.connection, [each.row for each in those], tags, keep)


def _children(update: Update) -> tuple[str, ...]:
    """Return the learner's tags below those that go: Anki would take them along."""
    above = tuple(f"{tag}::".casefold() for tag in update.remove_tags)
    gone = {tag.casefold() for tag in update.remove_tags}
    return tuple(
        tag
        for tag in update.tags
        if tag.casefold().startswith(above) and tag.casefold() not in gone
    )
