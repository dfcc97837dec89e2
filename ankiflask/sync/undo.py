"""The newest sync of a profile that left something, reverted where Anki still holds what it wrote."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ankiflask.anki.collection import Live, LiveNoteType
from ankiflask.deck.model import Kind
from ankiflask.errors import AnkiError, InputError, OutputError, UsageError
from ankiflask.files.append import appended
from ankiflask.files.read import MAX_PACKAGE, read_bytes
from ankiflask.problems import Problem, Severity, Source
from ankiflask.render.note import field_hash
from ankiflask.sync.ankiconnect.cards_and_files import suspended
from ankiflask.sync.ankiconnect.connection import Connection
from ankiflask.sync.ankiconnect.greeting import Greeting, greet
from ankiflask.sync.ankiconnect.note_types import note_types
from ankiflask.sync.ankiconnect.notes import existing_notes
from ankiflask.sync.ankiconnect.writing import unsuspend
from ankiflask.sync.apply import restyle
from ankiflask.sync.backup import back_up
from ankiflask.sync.journal import read_journal
from ankiflask.sync.model import Journal, TakenBack, Undone
from ankiflask.sync.session import Desk, Diary, header
from ankiflask.sync.state import ProfileState, State, alone
from ankiflask.sync.undo_plan import taken_back
from ankiflask.sync.updating import update_notes

Ask = Callable[[TakenBack], bool]
Tell = Callable[[str], None]


_BEGUN = ".begun.jsonl"  # how the journal of a sync ends that an undo has begun to revert


@dataclass(frozen=True, slots=True)
class _Anki:
    connection: Connection
    greeting: Greeting
    note_types: Mapping[Kind, LiveNoteType]
    profile: ProfileState


@dataclass(frozen=True, slots=True)
class _Found:
    """A sync that can be reverted: its journal, what Anki holds of it, and what is to be written."""

    anki: _Anki
    journal: Journal
    file: Path
    live: Live
    plan: TakenBack


def take_back(connection: Connection, state: State, ask: Ask, tell: Tell) -> Undone:
    """Revert the newest sync that left something to revert, if `ask` agrees, and prove it.

    What was edited since stays; notes that the sync added stay too, and are named. Raises UsageError
    where no sync is known, AnkiError where nothing was changed.
    """
    with alone(state):
        tell("Looking at Anki")
        found = _newest(_anki(connection, state))
        undone = Undone(url=connection.url, profile=found.live.profile, plan=found.plan)
        if found.plan.is_done and _is_begun(found.file):
            found.file.rename(_undone(found.file))
        if found.plan.is_done or not ask(found.plan):
            return replace(undone, left=found.plan if found.plan.is_done else None)
        found, troubles = _written(found, state.second, tell)
        left = _left(found, state)
        is_done = left is not None and left.is_done
        if is_done:
            found.file.rename(_undone(found.file))
        is_applied = is_done or not troubles
        return replace(undone, left=left, is_applied=is_applied, troubles=troubles)


def _anki(connection: Connection, state: State) -> _Anki:
    greeting = greet(connection)
    types = note_types(connection, greeting)
    return _Anki(connection, greeting, types, state.of(greeting, connection.url))


def _newest(anki: _Anki) -> _Found:
    """Return the newest sync that left something; the newest of all where none did.

    An undo that was interrupted is found again even when it had done everything: only the next
    one goes on to the sync before.
    """
    newest: _Found | None = None
    for number, file in enumerate(anki.profile.newest_first("journals", ".jsonl")):
        found = _found(anki, file)
        if not found.plan.is_done or (_is_begun(file) and newest is None):
            return replace(found, plan=replace(found.plan, passed_over=number))
        newest = newest or found
    if newest is None:
        raise UsageError("No sync of this profile is known here that could be taken back.")
    return newest


def _found(anki: _Anki, file: Path) -> _Found:
    text = read_bytes(file, MAX_PACKAGE).decode(errors="replace")
    journal, problems = read_journal(Source(str(file), text))
    if journal is None:
        raise InputError((*problems, _set_aside(file)))
    live = Live(
        profile=anki.greeting.profile,
        decks=anki.greeting.decks,
        note_types=anki.note_types,
        notes=existing_notes(anki.connection, anki.note_types, journal.rows),
        suspended=suspended(anki.connection, journal.cards),
    )
    return _Found(anki, journal, file, live, taken_back(journal, live, field_hash))


def _set_aside(file: Path) -> Problem:
    """Rename a journal that cannot be read, so that it is not in the way of older ones."""
    renamed = file.rename(file.with_suffix(".unreadable"))
    return Problem(
        file=str(renamed),
        line=0,
        rule="journal-set-aside",
        severity=Severity.INFO,
        message="Nothing was changed in Anki, and this journal is set aside.",
        remedy="Run --undo again to revert the sync before it.",
    )


def _is_begun(file: Path) -> bool:
    return file.name.endswith(_BEGUN)


def _undone(file: Path) -> Path:
    return file.with_name(f"{file.name.split('.')[0]}.undone")


def _written(found: _Found, second: int, tell: Tell) -> tuple[_Found, tuple[str, ...]]:
    """Write what reverts the sync; return it with its journal marked as begun, and the troubles."""
    anki = found.anki
    back_up(anki.connection, anki.profile, found.live, tell)
    if not _is_begun(found.file):
        begun = found.file.with_name(f"{found.file.name.split('.')[0]}{_BEGUN}")
        found = replace(found, file=found.file.rename(begun))
    begins = header(second, anki.connection.url, anki.greeting, found.journal.header.uids)
    with appended(anki.profile.new("undone", ".jsonl")) as append:
        diary = Diary(append, begins)
        desk = Desk(
            connection=anki.connection,
            greeting=anki.greeting,
            live=found.live,
            diary=diary,
            tell=tell,
            descriptions={},
            scratch=anki.profile.folder,
        )
        try:
            return found, _take_back(desk, found.plan)
        except (AnkiError, OutputError) as error:
            if diary.is_blank:
                raise
            return found, (str(error),)


def _take_back(desk: Desk, plan: TakenBack) -> tuple[str, ...]:
    refused = update_notes(desk, plan.updates)
    if plan.unsuspend:
        with desk.diary.noted([]):
            unsuspend(desk.connection, plan.unsuspend)
    restyle(desk, plan.styles)
    return refused


def _left(found: _Found, state: State) -> TakenBack | None:
    try:
        anki = _anki(found.anki.connection, state)
        if anki.profile != found.anki.profile:
            return None
        return _found(anki, found.file).plan
    except (AnkiError, InputError, UsageError):
        return None
