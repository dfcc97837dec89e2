"""What must never happen to a published note, and is stopped before the build."""

import shlex
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from ankiflask.clock import DAY, Clock
from ankiflask.deck.lock import LockedNote, Present, WrittenLock, is_sane_second
from ankiflask.deck.model import Deck, Note, first_topic
from ankiflask.identity import NoteId
from ankiflask.problems import Problem, Severity, nearest
from ankiflask.text import count as amount

_MOST_RENAMES = 20
_MAX_PASTED_IDS = 20
_LONGEST_STEM = 44  # characters of the 48 that an id may have
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
    yield from _other_first_topics(written, deck)
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
                message=f"{key!r} was {then!r} when this deck was last built. {_FROZEN[key]}.",
                remedy=f"Write `{key}: {then}` again. {_unreleased(deck)}",
            )


def _unreleased(deck: Deck) -> str:
    command = f"ankiflask build {shlex.quote(deck.file)} --unreleased"
    return f"If nobody has this deck yet, run `{command}`."


def _note_gates(written: WrittenLock, deck: Deck, note: Note) -> Iterator[Problem]:
    lines = written.notes.get(note.id, ())
    if any(line.is_retired for line in lines):
        yield Problem(
            file=deck.file,
            line=note.line(),
            rule="retired-id",
            message=f"The id {note.id!r} is retired in the lock, and an id is never used again.",
            remedy=f"Write `id: {_free_id(written, deck, note.id)}` for this note. {_unreleased(deck)}",
        )
    for kind in {line.kind for line in lines if line.kind} - {note.kind}:
        yield Problem(
            file=deck.file,
            line=note.line("cloze" if note.cloze else "question"),
            rule="changed-kind",
            message=f"{note.id!r} was a {kind} note; Anki cannot turn it into a {note.kind} note.",
            remedy=f"Write `id: {_free_id(written, deck, note.id)}` for this note, and "
            f"{_retired_line(deck, [note.id])}. {_unreleased(deck)}",
        )


def _free_id(written: WrittenLock, deck: Deck, note_id: str) -> str:
    """Return an id like this one that nothing has had."""
    taken = {note.id for note in deck.notes} | {*written.notes, *deck.retired}
    numbered = (f"{note_id[:_LONGEST_STEM].rstrip('-')}-{number}" for number in count(2))
    return next(each for each in numbered if each not in taken)


def _retired_line(deck: Deck, gone: Sequence[str]) -> str:
    """Return the line that retires these ids, and where it belongs in the deck file."""
    place = f"in line {deck.lines.get('retired', 1)}" if deck.retired else "above the notes"
    return f"`retired: [{', '.join((*deck.retired, *gone))}]` {place}"


def _vanished(written: WrittenLock, present: Present) -> Iterator[Problem]:
    deck = present.deck
    live = {note.id for note in deck.notes} | set(deck.retired)
    fresh = [note.id for note in deck.notes if note.id not in written.notes]
    vanished = [
        lines
        for note_id, lines in written.notes.items()
        if note_id not in live and not any(line.is_retired for line in lines)
    ]
    # Looking for a likely name takes time for each; who lost so many restores the file.
    renamed = {
        lines[0].id: _renamed(lines, fresh, present.hashes) for lines in vanished[:_MOST_RENAMES]
    }
    gone = [lines[0].id for lines in vanished if not renamed.get(lines[0].id)]
    for lines in vanished:
        note_id = lines[0].id
        new_id = renamed.get(note_id, "")
        yield Problem(
            file=deck.file,
            line=deck.lines.get("notes", 1),
            rule="vanished-id",
            message=_vanished_message(note_id, new_id),
            remedy=_vanished_remedy(deck, note_id, new_id, gone),
        )


def _vanished_message(note_id: str, new_id: str) -> str:
    if new_id:
        return (
            f"The note {note_id!r} is gone, and looks renamed to {new_id!r}; "
            "a new id is a new note for the learner."
        )
    return f"The note {note_id!r} is gone."


def _vanished_remedy(deck: Deck, note_id: str, new_id: str, gone: Sequence[str]) -> str:
    retired = (note_id,) if new_id else gone
    if len(deck.retired) + len(retired) > _MAX_PASTED_IDS:
        retire = f"add {note_id!r} to `retired:`"
    else:
        retire = f"write {_retired_line(deck, retired)}"
    if new_id:
        return f"Write `id: {note_id}` again; or, to retire the old note, {retire}. {_unreleased(deck)}"
    return f"Restore it; or, to retire it, {retire}. {_unreleased(deck)}"


def _renamed(
    lines: tuple[LockedNote, ...], fresh: Sequence[NoteId], hashes: Mapping[NoteId, str]
) -> str:
    """Return the id of a new note that looks like this one, or ""."""
    then = {line.hash for line in lines}
    same = [note_id for note_id in fresh if hashes.get(note_id) in then]
    return same[0] if same else nearest(lines[0].id, fresh)


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
                remedy="Set this machine's clock; if it is right, restore the file with "
                f"`git checkout HEAD -- {shlex.quote(written.file)}`.",
            )


def _renumbered(written: WrittenLock, present: Present) -> Iterator[Problem]:
    for note in present.deck.notes:
        lines = written.notes.get(note.id, ())
        then = {number for line in lines for number in line.cards}
        lost = sorted(then - set(present.cards.get(note.id, ())))
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


def _other_first_topics(written: WrittenLock, deck: Deck) -> Iterator[Problem]:
    """Yield a warning for each subdeck that its notes left, or that they open."""
    then = {note_id: max(lines, key=_second).topic for note_id, lines in written.notes.items()}
    now = {note.id: first_topic(deck, note) for note in deck.notes}
    moved: defaultdict[tuple[str, str], list[Note]] = defaultdict(list)
    for note in deck.notes:
        old, new = then.get(note.id, ""), now[note.id]
        if old and old != new and (old not in now.values() or new not in then.values()):
            moved[old, new].append(note)
    for (old, new), notes in moved.items():
        yield Problem(
            file=deck.file,
            line=notes[0].line("topics"),
            rule="first-topic-changed",
            severity=Severity.WARNING,
            message=f"The first topic of {amount(len(notes), 'note')} was {old!r} at the last build and is"
            f" {new!r}. Cards that learners have stay in the subdeck '{deck.name}::{old}'.",
            remedy=f"Write {old!r} first again; {new!r} may follow it.",
        )


def _second(line: LockedNote) -> int:
    return line.second
