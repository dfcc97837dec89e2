"""Two releases of a deck, and all that differs between them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ankiflask.releases.changes import note_change, note_type_changes
from ankiflask.releases.faults import faults
from ankiflask.releases.levels import asks, import_options
from ankiflask.releases.likeness import likenesses
from ankiflask.releases.model import (
    NoteChange,
    Release,
    ReleaseChange,
    ReleasedNote,
    Rename,
    TextChange,
)


def compare_releases(old: Release, new: Release) -> ReleaseChange:
    """Return what differs, what it asks of learners and why, and what of it never arrives."""
    renamed_decks = _renamed_decks(old, new)
    found = ReleaseChange(
        old=old.name,
        new=new.name,
        deck=new.deck or _main_deck(new),
        uid=new.uid,
        renamed_decks=renamed_decks,
        note_types=note_type_changes(old, new),
        descriptions=_descriptions(old, new, renamed_decks),
        media=tuple(
            sorted(
                name
                for name in old.media
                if old.media[name] != new.media.get(name, old.media[name])
            )
        ),
    )
    gone = [note for guid, note in old.notes.items() if guid not in new.notes]
    fresh = [note for guid, note in new.notes.items() if guid not in old.notes]
    found = replace(found, same=_same(gone, fresh))
    found = _with_pairs(found, old, new)
    found = _with_rest(found, gone, fresh, old, new)
    found = replace(found, reasons=tuple(asks(found, old, new)), options=import_options(found))
    return replace(found, problems=tuple(faults(found, new)))


def _same(gone: Iterable[ReleasedNote], fresh: Sequence[ReleasedNote]) -> tuple[Rename, ...]:
    """Return the notes that got another GUID: by their ids, otherwise by all of their texts."""

    def key(note: ReleasedNote) -> object:
        return note.id or tuple(note.fields.values())

    known: dict[object, list[ReleasedNote]] = defaultdict(list)
    for note in reversed(fresh):
        known[key(note)].append(note)
    return tuple(Rename(note, known[key(note)].pop(), 1.0) for note in gone if known[key(note)])


def _with_pairs(found: ReleaseChange, old: Release, new: Release) -> ReleaseChange:
    """Add what became of the notes that both releases have."""
    changed: list[NoteChange] = []
    restamped: list[str] = []
    unseen: list[str] = []
    unchanged = 0
    pairs = [(note, new.notes[note.guid]) for note in old.notes.values() if note.guid in new.notes]
    pairs += ((each.old, each.new) for each in found.same)
    for before, after in sorted(pairs, key=lambda pair: (pair[1].position, pair[1].name)):
        change = note_change(before, after, (old, new), found)
        if (
            not (change and (change.has_content or change.cards))
            and before.guid == after.guid
            and before.second is not None
            and after.second is not None
            and after.second > before.second
        ):
            restamped.append(after.name)
        if change is None:
            unchanged += 1
        elif change.has_content and not change.arrives and not change.is_seen:
            unseen.append(after.name)
        else:
            changed.append(change)
    return replace(
        found,
        changed=tuple(changed),
        restamped=tuple(restamped),
        unseen=tuple(unseen),
        unchanged=unchanged,
    )


def _with_rest(
    found: ReleaseChange,
    gone: Iterable[ReleasedNote],
    fresh: Iterable[ReleasedNote],
    old: Release,
    new: Release,
) -> ReleaseChange:
    """Add the notes that only one of the releases has."""
    paired = {note.guid for each in found.same for note in (each.old, each.new)}
    missing = [note for note in gone if note.guid not in paired]
    added = [note for note in fresh if note.guid not in paired]
    retired_ids = frozenset(new.retired) - {""}
    left = [note for note in missing if note.id not in retired_ids]
    return replace(
        found,
        added=tuple(added),
        retired=tuple(note for note in missing if note.id in retired_ids),
        lost=tuple(note for note in left if new.is_ours and note.id),
        gone=tuple(note for note in left if not (new.is_ours and note.id)),
        renames=likenesses(missing, added, old.notes.values()),
    )


def _main_deck(release: Release) -> str:
    counted = Counter(deck for note in release.notes.values() for deck in note.decks)
    return counted.most_common(1)[0][0] if counted else ""


def _renamed_decks(old: Release, new: Release) -> tuple[TextChange, ...]:
    if old.deck and new.deck and old.deck != new.deck:
        return (TextChange("deck", old.deck, new.deck),)
    before = {deck for note in old.notes.values() for deck in note.decks}
    after = {deck for note in new.notes.values() for deck in note.decks}
    went: Mapping[str, Counter[str]] = defaultdict(Counter)
    for guid, note in old.notes.items():
        if guid in new.notes and len(note.decks) == len(new.notes[guid].decks) == 1:
            went[note.decks[0]].update(new.notes[guid].decks)
    found = [
        TextChange("deck", deck, went[deck].most_common(1)[0][0])
        for deck in sorted(before - after)
        if deck in went
    ]
    return tuple(each for each in found if each.new not in before and not _is_below(each, found))


def _is_below(change: TextChange, others: Sequence[TextChange]) -> bool:
    """Whether the deck was renamed just because one above it was."""
    return any(
        change.new == each.new + change.old[len(each.old) :]
        for each in others
        if change.old.startswith(f"{each.old}::")
    )


def _descriptions(
    old: Release, new: Release, renamed: tuple[TextChange, ...]
) -> tuple[TextChange, ...]:
    names = {each.old: each.new for each in renamed}
    before = {names.get(deck, deck): text for deck, text in old.descriptions.items()}
    return tuple(
        TextChange(deck, before[deck], text)
        for deck, text in sorted(new.descriptions.items())
        if deck in before and before[deck] != text
    )
