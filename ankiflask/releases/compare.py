"""Two releases of a deck, and all that differs between them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from ankiflask.releases.changes import is_alike, note_change, note_type_changes, renamed_fields
from ankiflask.releases.faults import faults
from ankiflask.releases.levels import asks, import_options
from ankiflask.releases.likeness import likenesses
from ankiflask.releases.model import (
    NoteChange,
    NoteTypeChange,
    Release,
    ReleaseChange,
    ReleasedNote,
    Rename,
    TextChange,
)


def compare_releases(old: Release, new: Release) -> ReleaseChange:
    """Return what differs, what it asks of learners and why, and what of it never arrives."""
    same = _same(old, new)
    note_types = note_type_changes(old, new)
    renamed_decks = _renamed_decks(old, new)
    pairs = [(note, new.notes[note.guid]) for note in old.notes.values() if note.guid in new.notes]
    found = ReleaseChange(
        old=old.name,
        new=new.name,
        deck=new.deck or _main_deck(new),
        uid=new.uid,
        renamed_decks=renamed_decks,
        same=same,
        note_types=note_types,
        descriptions=_descriptions(old, new, renamed_decks),
        media=tuple(
            sorted(
                name
                for name in old.media
                if old.media[name] != new.media.get(name, old.media[name])
            )
        ),
    )
    found = _with_pairs(found, [*pairs, *((each.old, each.new) for each in same)], old, new)
    found = _with_rest(found, old, new)
    found = replace(found, reasons=tuple(asks(found, old, new)), options=import_options(found))
    return replace(found, problems=tuple(faults(found, new)))


def _with_pairs(
    found: ReleaseChange,
    pairs: Iterable[tuple[ReleasedNote, ReleasedNote]],
    old: Release,
    new: Release,
) -> ReleaseChange:
    """Add what became of the notes that both releases have."""
    changed: list[NoteChange] = []
    restamped: list[str] = []
    unseen: list[str] = []
    unchanged = 0
    look = _looker(found.note_types, found.renamed_decks, found.media, (old, new))
    for before, after in sorted(pairs, key=lambda pair: (pair[1].position, pair[1].name)):
        change = look(before, after)
        is_same = change is None or not (change.has_content or change.cards)
        if is_same and _is_restamped(before, after):
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


def _is_restamped(old: ReleasedNote, new: ReleasedNote) -> bool:
    is_known = old.second is not None and new.second is not None and old.guid == new.guid
    return is_known and (new.second or 0) > (old.second or 0)


def _looker(
    note_types: tuple[NoteTypeChange, ...],
    renamed_decks: tuple[TextChange, ...],
    media: tuple[str, ...],
    releases: tuple[Release, Release],
) -> Callable[[ReleasedNote, ReleasedNote], NoteChange | None]:
    """Return what tells how a note differs, or None for one that does not."""
    names, files = renamed_fields(note_types), frozenset(media)

    def moved(deck: str) -> str:
        for each in renamed_decks:
            if deck == each.old or deck.startswith(f"{each.old}::"):
                return each.new + deck[len(each.old) :]
        return deck

    def look(old: ReleasedNote, new: ReleasedNote) -> NoteChange | None:
        if is_alike(old, new) and files.isdisjoint(old.media):
            return None
        change = note_change(old, new, releases, names.get(new.note_type, {}), moved)
        is_any = change.has_content or change.decks or change.cards
        return change if is_any else None

    return look


def _with_rest(found: ReleaseChange, old: Release, new: Release) -> ReleaseChange:
    """Add the notes that only one of the releases has."""
    paired_old = {each.old.guid for each in found.same}
    paired_new = {each.new.guid for each in found.same}
    missing = [
        note for guid, note in old.notes.items() if guid not in new.notes and guid not in paired_old
    ]
    added = [
        note for guid, note in new.notes.items() if guid not in old.notes and guid not in paired_new
    ]
    gone_on_purpose = frozenset(new.retired)
    retired = [note for note in missing if note.id and note.id in gone_on_purpose]
    left = [note for note in missing if not (note.id and note.id in gone_on_purpose)]
    return replace(
        found,
        added=tuple(added),
        retired=tuple(retired),
        lost=tuple(note for note in left if new.is_ours and note.id),
        gone=tuple(note for note in left if not (new.is_ours and note.id)),
        renames=likenesses(missing, added, old.notes.values()),
    )


def _same(old: Release, new: Release) -> tuple[Rename, ...]:
    """Return the notes that got another GUID: by their ids, or else by all of their texts."""
    gone = [note for guid, note in old.notes.items() if guid not in new.notes]
    fresh = [note for guid, note in new.notes.items() if guid not in old.notes]
    known: dict[object, list[ReleasedNote]] = defaultdict(list)
    for note in reversed(fresh):
        known[_known_by(note)].append(note)
    return tuple(
        Rename(note, known[key].pop(), 1.0) for note in gone if known.get(key := _known_by(note))
    )


def _known_by(note: ReleasedNote) -> object:
    return note.id or tuple(note.fields.values())


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
