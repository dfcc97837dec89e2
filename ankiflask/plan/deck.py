"""What becomes of the notes of one deck."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ankiflask.plan.found import Found, Lost
from ankiflask.plan.media import lacking_media
from ankiflask.plan.merge import Decision
from ankiflask.plan.note import NotePlan, note_plan
from ankiflask.plan.retired import retired_notes, retirement
from ankiflask.plan.subdecks import topic_moves
from ankiflask.values.copies import NoteTypeCopy
from ankiflask.values.live import Live, LiveNote
from ankiflask.values.note_types import NOTE_TYPES
from ankiflask.values.package import AnkiNote, Contents
from ankiflask.values.plan import Choices, DeckPlan, Update


@dataclass(frozen=True, slots=True)
class Given:
    """What is the same for every deck of a sync."""

    live: Live
    found: Found
    choices: Choices
    hash_of: Callable[[str], str]


def deck_plan(contents: Contents, seen: frozenset[str], given: Given) -> DeckPlan:
    """Return what becomes of the deck's notes, in its own order, and of its retired ones."""
    fates = {note.id: _fate(note, given) for note in contents.notes}
    plans = {note_id: fate for note_id, fate in fates.items() if isinstance(fate, NotePlan)}
    retired = retired_notes(contents, given.found)
    places = {**fates, **retired}
    missing = _missing(contents, fates, seen, given.choices)
    added = tuple(
        note for note in contents.notes if fates[note.id] is Lost.ABSENT and note.id not in missing
    )
    return DeckPlan(
        uid=contents.uid,
        additions=added,
        updates=tuple(each.update for each in plans.values() if each.update),
        retirements=_retirements(retired, given),
        conflicts=tuple(note_id for note_id, each in plans.items() if each.is_conflict),
        kept=tuple(note_id for note_id, each in plans.items() if each.is_kept),
        newer=tuple(note_id for note_id, each in plans.items() if each.is_newer),
        moved=tuple(note_id for note_id, place in places.items() if place is Lost.MOVED),
        copies=_copies(contents, places, given),
        duplicated=tuple(note_id for note_id, place in places.items() if place is Lost.DUPLICATED),
        missing=tuple(missing),
        unchanged=tuple(note_id for note_id, each in plans.items() if each.is_unchanged),
        changes=tuple(change for each in plans.values() for change in each.changes),
        media=lacking_media(contents, (*_touched(contents, plans), *added), given.live.media),
        topic_moves=tuple(topic_moves(contents, plans)),
        siblings=_siblings(contents, plans),
        live=_alive(contents, places, given.found),
        size=len(contents.notes),
    )


def _copies(
    contents: Contents, places: Mapping[str, NotePlan | LiveNote | Lost], given: Given
) -> tuple[NoteTypeCopy, ...]:
    """Return the copies of our note types that hold notes of the deck."""
    names = (f"{contents.uid}/{each}" for each, place in places.items() if place is Lost.MOVED)
    copies = Counter(given.found.copied[name] for name in names if name in given.found.copied)
    ours = {kind: note_type.name for kind, note_type in NOTE_TYPES.items()}
    ours |= {kind: note_type.name for kind, note_type in given.live.note_types.items()}
    return tuple(NoteTypeCopy(copy, ours[kind], n) for (copy, kind), n in copies.items())


def _fate(note: AnkiNote, given: Given) -> NotePlan | Lost:
    place = given.found.where(note.uid, note.id, note.note_type.kind)
    if isinstance(place, Lost):
        return place
    return note_plan(note, place, _decision(note, given.choices), given.hash_of)


def _decision(note: AnkiNote, choices: Choices) -> Decision:
    name = f"{note.uid}/{note.id}"
    if name in choices.overwrite:
        return Decision.OVERWRITE
    return Decision.KEEP if name in choices.keep else Decision.ASK


def _missing(
    contents: Contents,
    fates: Mapping[str, NotePlan | Lost],
    seen: frozenset[str],
    choices: Choices,
) -> dict[str, None]:
    return {
        note.id: None
        for note in contents.notes
        if fates[note.id] is Lost.ABSENT
        and note.id in seen
        and not choices.restore_all
        and f"{note.uid}/{note.id}" not in choices.restore
    }


def _retirements(retired: Mapping[str, LiveNote | Lost], given: Given) -> tuple[Update, ...]:
    updates = (
        retirement(note_id, place, given.live, given.choices)
        for note_id, place in retired.items()
        if isinstance(place, LiveNote)
    )
    return tuple(each for each in updates if each)


def _touched(contents: Contents, plans: Mapping[str, NotePlan]) -> Iterable[AnkiNote]:
    return (note for note in contents.notes if note.id in plans and not plans[note.id].is_newer)


def _siblings(contents: Contents, plans: Mapping[str, NotePlan]) -> dict[str, tuple[int, ...]]:
    cards: dict[str, list[int]] = {}
    for note in contents.notes:
        of_deck = cards.setdefault(note.deck, [])
        if note.id in plans:
            of_deck += plans[note.id].live.cards
    return {deck: tuple(of_deck) for deck, of_deck in cards.items()}


def _alive(
    contents: Contents, places: Mapping[str, NotePlan | LiveNote | Lost], found: Found
) -> tuple[str, ...]:
    wanted = [note.id for note in contents.notes]
    alive = {note_id for note_id, place in places.items() if place is not Lost.ABSENT}
    others = (alive | found.ids(contents.uid)).difference(wanted)
    return (*(note_id for note_id in wanted if note_id in alive), *sorted(others))
