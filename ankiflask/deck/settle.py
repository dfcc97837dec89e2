"""The written lock and the deck as it is now, brought together: who changed, and when."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from ankiflask.clock import Clock, ModTime
from ankiflask.deck.anki_ids import with_anki_ids
from ankiflask.deck.gates import check_gates
from ankiflask.deck.lock import Lock, LockedNote, Present, Statement, WrittenLock
from ankiflask.deck.lock_text import FORMAT
from ankiflask.deck.model import Deck, Note, first_topic
from ankiflask.identity import NoteId
from ankiflask.problems import Problem, Severity


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

    A note's second is the written one while its hash is; otherwise the clock's stamp, but at least one
    more than the written one: strictly upward, as Anki's importer asks. Of several lines for an id
    the greatest second counts, and lines of that second that disagree are a change, since some
    learners have the one and some the other. A line of format 1 is a change too: Anki has the note in
    a note type of ankiflask 0.1. A retired mark wins.
    """
    deck = present.deck
    counting = {note_id: newest(lines) for note_id, lines in written.notes.items()}
    problems = (*check_gates(written, present, clock), *_changed_statements(written, present))
    notes = _retired_notes(written, counting, deck, clock)
    for note in deck.notes:
        lines = written.notes.get(note.id, ())
        is_renewed = note.id in renewed
        notes[note.id] = _settled_note(note, lines, present, clock, is_renewed=is_renewed)
    lock = Lock(
        uid=deck.uid,
        deck=deck.name,
        subdecks=deck.subdecks,
        notes=with_anki_ids(deck.uid, notes, counting),
        statements=present.statements,
        other_lines=written.other_lines,
    )
    return Settled(lock=lock, problems=problems, stale=_stale(written, lock))


def newest(lines: tuple[LockedNote, ...]) -> LockedNote:
    """Return the line that counts, with what only older lines have of Anki's ids and other keys."""
    if not lines[1:]:
        return lines[0]
    *older, line = sorted(lines, key=lambda line: (line.second, line.hash))
    for each in older:
        line = replace(
            line,
            row_id=line.row_id or each.row_id,
            card_ids=tuple(sorted({**dict(each.card_ids), **dict(line.card_ids)}.items())),
            more=tuple({**dict(each.more), **dict(line.more)}.items()),
        )
    return line


def _settled_note(
    note: Note, lines: tuple[LockedNote, ...], present: Present, clock: Clock, *, is_renewed: bool
) -> LockedNote:
    second, now = clock.stamp, present.hashes[note.id]
    if lines:
        top = newest(lines).second
        of_top = [line for line in lines if line.second == top]
        is_kept = {(line.hash, line.is_format_1) for line in of_top} == {(now, False)}
        second = ModTime(top if is_kept and not is_renewed else max(clock.stamp, top + 1))
    return LockedNote(
        id=note.id,
        kind=note.kind,
        cards=present.cards.get(note.id, ()),
        hash=now,
        second=second,
        topic=first_topic(present.deck, note),
        more=newest(lines).more if lines else (),
    )


def _retired_notes(
    written: WrittenLock, counting: Mapping[NoteId, LockedNote], deck: Deck, clock: Clock
) -> dict[NoteId, LockedNote]:
    notes = {
        note_id: LockedNote(id=note_id, kind=None, second=clock.stamp, is_retired=True)
        for note_id in deck.retired
        if note_id not in counting
    }
    for note_id, line in counting.items():
        if note_id in deck.retired or any(each.is_retired for each in written.notes[note_id]):
            notes[note_id] = replace(line, is_retired=True, is_format_1=False)
    return notes


def _changed_statements(written: WrittenLock, present: Present) -> list[Problem]:
    changed = {
        statement[1]
        for statement, text_hash in present.statements.items()
        if text_hash not in (known := _known(written, statement)) and known
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


def _known(written: WrittenLock, statement: Statement) -> frozenset[str]:
    """Return the hashes of the statement. Format 1 does not name the source: there is one."""
    found = written.statements
    return found.get(statement, frozenset()) | found.get(("", statement[1]), frozenset())


def _stale(written: WrittenLock, lock: Lock) -> str:
    """Why a `--locked` build must fail, or "". Superseded lines and their order are no reason."""
    if not written.header:
        return "there is none yet"
    if (then := written.header.get("format", FORMAT)) != FORMAT:
        return f"it has format {then}, and this ankiflask writes {FORMAT}"
    changed = [
        note_id
        for note_id, note in lock.notes.items()
        if not (lines := written.notes.get(note_id)) or not _says(lines, note)
    ]
    if changed:
        more = f" and {len(changed) - 1} more" if changed[1:] else ""
        return f"it does not know the present {changed[0]!r}{more}"
    if any(text not in _known(written, each) for each, text in lock.statements.items()):
        return "it does not know the present statements"
    return ""


def _says(lines: tuple[LockedNote, ...], note: LockedNote) -> bool:
    is_retired = any(each.is_retired for each in lines)
    return replace(newest(lines), is_retired=is_retired) == note


def combine(locks: Sequence[WrittenLock]) -> WrittenLock:
    """Return the lines of all locks under the header of the newest one.

    So no note gets a time below the greatest in any of them, as after a merge of branches. The
    newest lock has the greatest time; of several, it is the first.
    """
    newest = max(locks, key=_greatest_second)
    ids = dict.fromkeys(note_id for lock in locks for note_id in lock.notes)
    statements = dict.fromkeys(each for lock in locks for each in lock.statements)
    return WrittenLock(
        file=locks[0].file,
        header=newest.header,
        notes={
            note_id: tuple(dict.fromkeys(line for k in locks for line in k.notes.get(note_id, ())))
            for note_id in ids
        },
        statements={
            each: frozenset().union(*(k.statements.get(each, frozenset()) for k in locks))
            for each in statements
        },
        other_lines=frozenset().union(*(lock.other_lines for lock in locks)),
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
    return replace(line, kind=None, cards=(), is_retired=line.id in deck.retired)
