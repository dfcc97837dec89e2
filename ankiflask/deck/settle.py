"""The written lock and the deck as it is now, brought together: who changed, and when."""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ankiflask.clock import Clock, ModTime
from ankiflask.deck.gates import check_gates
from ankiflask.deck.lock import Lock, LockedNote, Present, WrittenLock
from ankiflask.deck.model import Deck, Note, Subdecks
from ankiflask.identity import NoteId
from ankiflask.problems import Problem, Severity
from ankiflask.text import count


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The lock as it should be, what is wrong, and why the written one is stale ("" if it is not)."""

    lock: Lock
    problems: tuple[Problem, ...]
    stale: str


def settle(
    written: WrittenLock, present: Present, clock: Clock, renewed: Container[str] = ()
) -> Settled:
    """Return the settled lock. The notes whose ids are `renewed` get a new time, changed or not.

    A note's second is the written one while its hash is; else the clock's stamp, but at least one
    more than the written one: strictly upward, as Anki's importer asks. Of several lines for an id
    the greatest second counts, and lines of that second that disagree are a change, since some
    learners have the one and some the other. A retired mark wins.
    """
    deck = present.deck
    problems = (*check_gates(written, present, clock), *_changed_statements(written, present))
    notes = _retired_notes(written, deck, clock)
    for note in deck.notes:
        lines = written.notes.get(note.id, ())
        is_renewed = note.id in renewed
        notes[note.id] = _settled_note(note, lines, present, clock, is_renewed=is_renewed)
    problems += tuple(check_subdecks(deck, _changed(written, notes)))
    lock = Lock(
        uid=deck.uid,
        deck=deck.name,
        subdecks=deck.subdecks,
        notes=notes,
        statements=present.statements,
    )
    return Settled(lock=lock, problems=problems, stale=_stale(written, lock))


def _changed(written: WrittenLock, notes: Mapping[NoteId, LockedNote]) -> dict[NoteId, bool]:
    """Return of each note with a line whether it got another time."""
    return {
        note_id: notes[note_id].second != newest(lines).second
        for note_id, lines in written.notes.items()
        if note_id in notes
    }


def newest(lines: tuple[LockedNote, ...]) -> LockedNote:
    """Return the line that counts."""
    return max(lines, key=lambda line: (line.second, line.hash))


def _settled_note(
    note: Note, lines: tuple[LockedNote, ...], present: Present, clock: Clock, *, is_renewed: bool
) -> LockedNote:
    second, now = clock.stamp, present.hashes[note.id]
    if lines:
        top = newest(lines).second
        is_unchanged = {line.hash for line in lines if line.second == top} == {now}
        second = ModTime(top if is_unchanged and not is_renewed else max(clock.stamp, top + 1))
    return LockedNote(
        id=note.id,
        kind=note.kind,
        clozes=present.clozes.get(note.id, ()),
        hash=now,
        second=second,
    )


def _retired_notes(written: WrittenLock, deck: Deck, clock: Clock) -> dict[NoteId, LockedNote]:
    notes = {}
    for note_id in deck.retired:
        if note_id not in written.notes:
            notes[note_id] = LockedNote(id=note_id, kind=None, second=clock.stamp, is_retired=True)
    for note_id, lines in written.notes.items():
        if note_id in deck.retired or any(line.is_retired for line in lines):
            line = newest(lines)
            notes[note_id] = LockedNote(
                id=note_id,
                kind=line.kind,
                clozes=line.clozes,
                hash=line.hash,
                second=line.second,
                is_retired=True,
            )
    return notes


def _changed_statements(written: WrittenLock, present: Present) -> list[Problem]:
    changed = {
        number
        for number, text_hash in present.statements.items()
        if number in written.statements and text_hash not in written.statements[number]
    }
    return [
        Problem(
            file=present.deck.file,
            line=note.line("from"),
            rule="statement-changed",
            severity=Severity.WARNING,
            message=f"Statement {number} changed since the last build.",
            remedy=f"See whether {note.id!r} still says what it says.",
        )
        for note in present.deck.notes
        for number in note.statements
        if number in changed
    ]


def _stale(written: WrittenLock, lock: Lock) -> str:
    """Why a `--locked` build must fail, or "". Superseded lines and their order are no reason."""
    if not written.header:
        return "there is none yet"
    changed = [
        note_id
        for note_id, note in lock.notes.items()
        if not (lines := written.notes.get(note_id)) or not _says(lines, note)
    ]
    if changed:
        more = f" and {len(changed) - 1} more" if changed[1:] else ""
        return f"it does not know the present {changed[0]!r}{more}"
    if any(text not in written.statements.get(n, ()) for n, text in lock.statements.items()):
        return "it does not know the present statements"
    return ""


def _says(lines: tuple[LockedNote, ...], note: LockedNote) -> bool:
    line = newest(lines)
    is_retired = any(each.is_retired for each in lines)
    return (line.kind, line.clozes, line.hash, line.second, is_retired) == (
        note.kind,
        note.clozes,
        note.hash,
        note.second,
        note.is_retired,
    )


def check_subdecks(deck: Deck, changed: Mapping[NoteId, bool]) -> Iterator[Problem]:
    """Yield a problem for each subdeck in which every built note has changed since the last build.

    `changed` says of each built note, by its id, whether it has. Of one note that is mostly an edit of its text, so it is an information; of more it is a warning.
    """
    if deck.subdecks is not Subdecks.TOPIC:
        return
    built: defaultdict[str, list[Note]] = defaultdict(list)
    for note in deck.notes:
        if note.topics and note.id in changed:
            built[note.topics[0]].append(note)
    for topic, notes in built.items():
        if all(changed[note.id] for note in notes):
            yield _problem(deck, topic, notes)


def _problem(deck: Deck, topic: str, notes: Sequence[Note]) -> Problem:
    which = f"All {count(len(notes), 'note')}" if notes[1:] else "The one note"
    return Problem(
        file=deck.file,
        line=notes[0].line("topics"),
        rule="first-topic-changed",
        severity=Severity.WARNING if notes[1:] else Severity.INFO,
        message=f"{which} of the subdeck '{deck.name}::{topic}' changed since the last build. If their"
        " first topic is another one now, cards that learners have stay in the old subdeck, and new"
        " notes open this one.",
        remedy="Then write the old first topic again; another may follow it. After other changes,"
        " nothing is to be done.",
    )


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
