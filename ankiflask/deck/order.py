"""The order in which new cards come."""

from collections import defaultdict
from collections.abc import Sequence
from heapq import heapify, heappop, heappush

from ankiflask.deck.model import Deck, Difficulty, Note, Order
from ankiflask.identity import NoteId

_RANK = {difficulty: place for place, difficulty in enumerate(Difficulty)}


def in_study_order(deck: Deck) -> tuple[Note, ...]:
    """Return the notes as new cards should come: easy first or as in the file, but `after` always holds.

    A note that has to wait comes as soon as the last of those before it is there. Notes of a circle,
    which is an error, come last.
    """
    notes = list(deck.notes)
    if deck.order is Order.DIFFICULTY:
        notes.sort(key=lambda note: _RANK[note.difficulty])
    if not any(note.after for note in notes):
        return tuple(notes)
    ordered, left = _sort(notes)
    return (*ordered, *left)


def circle(notes: Sequence[Note]) -> tuple[Note, ...]:
    """Return notes that each come after the next, and the last after the first; none if there are no such."""
    _, left = _sort(notes)
    by_id = {note.id: note for note in left}
    path: dict[NoteId, None] = {}
    at = left[0].id if left else None
    while at is not None and at not in path:
        path[at] = None
        at = next(each for each in by_id[at].after if each in by_id)
    ids = list(path)
    return tuple(by_id[each] for each in ids[ids.index(at) :]) if at is not None else ()


def _sort(notes: Sequence[Note]) -> tuple[list[Note], list[Note]]:
    """Return the notes in order, and those that wait for each other for ever."""
    ids = {note.id for note in notes}
    waits = [len({*note.after} & ids) for note in notes]
    followers: defaultdict[NoteId, list[int]] = defaultdict(list)
    for at, note in enumerate(notes):
        for each in {*note.after} & ids:
            followers[each].append(at)
    ready = [at for at, number in enumerate(waits) if not number]
    heapify(ready)
    ordered: list[Note] = []
    while ready:
        note = notes[heappop(ready)]
        ordered.append(note)
        for at in followers.pop(note.id, ()):
            waits[at] -= 1
            if not waits[at]:
                heappush(ready, at)
    return ordered, [note for note, number in zip(notes, waits, strict=True) if number]
