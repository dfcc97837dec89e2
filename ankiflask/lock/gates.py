"""What must never happen to a published note, and is stopped before the build."""

import difflib
from collections.abc import Iterator, Mapping

from ankiflask.lock.fingerprint import Present
from ankiflask.lock.read import WrittenLock, is_sane_second
from ankiflask.values.clock import DAY, Clock
from ankiflask.values.locked import LockedNote
from ankiflask.values.notes import Deck, Note
from ankiflask.values.problems import Problem, Severity

_MOST_RENAMES = 20
_FROZEN = {
    "uid": "Every note would become a new one for its learners",
    "deck": "Learners' old cards would stay in the old deck, and new ones go to the new",
    "subdecks": "New cards would go to other decks than the cards that learners have",
}


def check_gates(written: WrittenLock, present: Present, clock: Clock) -> Iterator[Problem]:
    """Yield a problem for each promise to the learners that this deck would break."""
    deck = present.deck
    yield from _frozen_keys(written, deck)
    for note in deck.notes:
        yield from _note_gates(written, deck, note)
    yield from _vanished(written, present)
    yield from _renumbered(written, present)
    yield from _unknown_retired(written, deck)
    for lines in written.notes.values():
        yield from _insane_seconds(written, lines, clock)


def _frozen_keys(written: WrittenLock, deck: Deck) -> Iterator[Problem]:
    for key, now in (("uid", deck.uid), ("deck", deck.name), ("subdecks", str(deck.subdecks))):
        then = written.header.get(key)
        if then is not None and then != now:
            yield Problem(
                file=deck.file,
                line=deck.lines.get(key, 1),
                rule="frozen-key",
                message=f"{key!r} was {then!r} in the decks published so far. {_FROZEN[key]}.",
                remedy=f"Write `{key}: {then}` again.",
            )


def _note_gates(written: WrittenLock, deck: Deck, note: Note) -> Iterator[Problem]:
    lines = written.notes.get(note.id, ())
    if any(line.is_retired for line in lines):
        yield Problem(
            file=deck.file,
            line=note.line(),
            rule="retired-id",
            message=f"The id {note.id!r} is retired in the lock, and an id is never used again.",
            remedy="Give this note another id.",
        )
    for kind in {line.kind for line in lines if line.kind} - {note.kind}:
        yield Problem(
            file=deck.file,
            line=note.line("cloze" if note.cloze else "question"),
            rule="changed-kind",
            message=f"{note.id!r} was a {kind} note; Anki cannot turn it into a {note.kind} note.",
            remedy="Retire the id and give the new note another one.",
        )


def _vanished(written: WrittenLock, present: Present) -> Iterator[Problem]:
    deck = present.deck
    live = {note.id for note in deck.notes} | set(deck.retired)
    fresh = [note.id for note in deck.notes if note.id not in written.notes]
    vanished = [
        lines
        for note_id, lines in written.notes.items()
        if note_id not in live and not any(line.is_retired for line in lines)
    ]
    for number, lines in enumerate(vanished):
        # Looking for a likely name takes time for each; who lost so many restores the file.
        renamed = _renamed(lines, fresh, present.hashes) if number < _MOST_RENAMES else ""
        yield Problem(
            file=deck.file,
            line=deck.lines.get("notes", 1),
            rule="vanished-id",
            message=f"The published note {lines[0].id!r} is gone.{renamed}",
            remedy="Restore it, or add its id to `retired:`.",
        )


def _renamed(lines: tuple[LockedNote, ...], fresh: list[str], hashes: Mapping[str, str]) -> str:
    then = {line.hash for line in lines}
    same = [note_id for note_id in fresh if hashes.get(note_id) in then]
    near = same or difflib.get_close_matches(lines[0].id, fresh, n=1)
    if not near:
        return ""
    return f" It looks renamed to {near[0]!r}; a new id is a new note for the learner."


def _insane_seconds(
    written: WrittenLock, lines: tuple[LockedNote, ...], clock: Clock
) -> Iterator[Problem]:
    for line in lines:
        if not is_sane_second(line.second, clock.now + DAY):
            yield Problem(
                file=written.file,
                line=0,
                rule="insane-second",
                message=f"The second {line.second} of {line.id!r} is before 2000 or in the future; "
                "Anki would refuse later updates of the note.",
                remedy="Set this machine's clock, or restore the line from version control.",
            )


def _renumbered(written: WrittenLock, present: Present) -> Iterator[Problem]:
    for note in present.deck.notes:
        lines = written.notes.get(note.id, ())
        then = {number for line in lines for number in line.clozes}
        lost = sorted(then - set(present.clozes.get(note.id, ())))
        if lost and note.cloze:
            yield Problem(
                file=present.deck.file,
                line=note.line("cloze"),
                rule="renumbered-cloze",
                severity=Severity.WARNING,
                message=f"{note.id!r} had a cloze c{lost[0]}; reviews stay with the number, "
                "not with the text.",
                remedy="Keep the old numbers on the old texts, and give new texts new numbers.",
            )


def _unknown_retired(written: WrittenLock, deck: Deck) -> Iterator[Problem]:
    for note_id in deck.retired if written.header else ():
        if note_id not in written.notes:
            yield Problem(
                file=deck.file,
                line=deck.lines.get("retired", 1),
                rule="unknown-retired",
                severity=Severity.WARNING,
                message=f"The retired id {note_id!r} was never built.",
                remedy="Correct it if it is misspelt.",
            )
