"""Written locks, combined with others of the same deck or stripped of what nobody depends on."""

from collections.abc import Sequence
from dataclasses import replace

from ankiflask.deck.lock import LockedNote, WrittenLock
from ankiflask.deck.model import Deck


def combine(locks: Sequence[WrittenLock]) -> WrittenLock:
    """Return the lines of all locks under the header of the newest one.

    So no note gets a time below the greatest in any of them, as after a merge of branches. The
    newest lock has the greatest time; of several, it is the first.
    """
    newest = max(locks, key=_greatest_second)
    ids = dict.fromkeys(note_id for lock in locks for note_id in lock.notes)
    numbers = dict.fromkeys(number for lock in locks for number in lock.statements)
    return WrittenLock(
        file=locks[0].file,
        header=newest.header,
        notes={
            note_id: tuple(dict.fromkeys(line for k in locks for line in k.notes.get(note_id, ())))
            for note_id in ids
        },
        statements={
            number: frozenset().union(*(k.statements.get(number, frozenset()) for k in locks))
            for number in numbers
        },
    )


def _greatest_second(lock: WrittenLock) -> tuple[bool, int]:
    seconds = (line.second for lines in lock.notes.values() for line in lines)
    return bool(lock.header), max(seconds, default=0)


def forget_names(written: WrittenLock, deck: Deck) -> WrittenLock:
    """Return the lock of a deck that nobody has: only the times of the notes that it has now.

    Names, kinds, cloze numbers, and ids that are gone or were retired, are no longer held against it.
    """
    kept = {note.id for note in deck.notes} | set(deck.retired)
    now = {"uid": deck.uid, "deck": deck.name, "subdecks": str(deck.subdecks)}
    return replace(
        written,
        header={**written.header, **now} if written.header else {},
        notes={
            note_id: tuple(_without_kind(line, deck) for line in lines)
            for note_id, lines in written.notes.items()
            if note_id in kept
        },
    )


def _without_kind(line: LockedNote, deck: Deck) -> LockedNote:
    return replace(line, kind=None, clozes=(), is_retired=line.id in deck.retired)
