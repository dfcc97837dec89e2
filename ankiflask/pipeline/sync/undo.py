"""The last sync of a profile, taken back where Anki still holds what it wrote."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from ankiflask.cards import field_hash
from ankiflask.connect import (
    Connection,
    Greeting,
    greet,
    note_types,
    notes_by_row,
    suspended,
    unsuspend,
)
from ankiflask.files.append import appended
from ankiflask.files.read import MAX_PACKAGE, read_bytes
from ankiflask.journal import read_journal, taken_back
from ankiflask.pipeline.sync.backup import back_up
from ankiflask.pipeline.sync.desk import Desk
from ankiflask.pipeline.sync.diary import Diary, header
from ankiflask.pipeline.sync.state import ProfileState, State, alone
from ankiflask.pipeline.sync.updating import update_notes
from ankiflask.pipeline.sync.writing import restyle
from ankiflask.values.errors import AnkiError, InputError, OutputError, UsageError
from ankiflask.values.journal import Journal, TakenBack
from ankiflask.values.live import Live
from ankiflask.values.source import Source
from ankiflask.values.synced import Undone

Ask = Callable[[TakenBack], bool]
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Found:
    connection: Connection
    journal: Journal
    file: Path
    profile: ProfileState
    greeting: Greeting
    live: Live
    plan: TakenBack


def take_back(connection: Connection, state: State, ask: Ask, tell: Tell) -> Undone:
    """Write back what stood there before the last sync, if `ask` agrees, and prove it.

    What was edited since stays; notes that the sync added stay too, and are named. Raises UsageError
    where there is no sync to take back, AnkiError where nothing was changed.
    """
    with alone(state):
        tell("Looking at Anki")
        found = _found(connection, state)
        undone = Undone(url=connection.url, profile=found.greeting.profile, plan=found.plan)
        if found.plan.is_done or not ask(found.plan):
            return replace(undone, left=found.plan if found.plan.is_done else None)
        troubles = _written(found, state.second, tell)
        left = _left(found, state)
        is_done = left is not None and left.is_done
        if is_done:
            found.file.rename(found.file.with_suffix(".undone"))
        is_applied = is_done or not troubles
        return replace(undone, left=left, is_applied=is_applied, troubles=troubles)


def _found(connection: Connection, state: State) -> _Found:
    greeting = greet(connection)
    profile = state.of(greeting, connection.url)
    file = profile.newest("journals", ".jsonl")
    if file is None:
        message = "No sync of this profile is known here that could be taken back."
        raise UsageError(message)
    text = read_bytes(file, MAX_PACKAGE).decode(errors="replace")
    journal, problems = read_journal(Source(str(file), text))
    if journal is None:
        raise InputError(problems)
    types = note_types(connection, greeting)
    live = Live(
        profile=greeting.profile,
        decks=greeting.decks,
        note_types=types,
        notes=notes_by_row(connection, types, journal.rows),
        suspended=suspended(connection, journal.cards),
    )
    plan = taken_back(journal, live, field_hash)
    return _Found(connection, journal, file, profile, greeting, live, plan)


def _written(found: _Found, second: int, tell: Tell) -> tuple[str, ...]:
    back_up(found.connection, found.profile, found.live, tell)
    uids = found.journal.header.uids
    begun = header(second, found.connection.url, found.greeting, uids)
    with appended(found.profile.new("undone", ".jsonl")) as append:
        diary = Diary(append, begun)
        desk = Desk(
            connection=found.connection,
            greeting=found.greeting,
            live=found.live,
            diary=diary,
            tell=tell,
            descriptions={},
            scratch=found.profile.folder,
        )
        try:
            return _take_back(desk, found.plan)
        except (AnkiError, OutputError) as error:
            if diary.is_blank:
                raise
            return (str(error),)


def _take_back(desk: Desk, plan: TakenBack) -> tuple[str, ...]:
    refused = update_notes(desk, plan.updates)
    if plan.unsuspend:
        with desk.diary.noted([]):
            unsuspend(desk.connection, plan.unsuspend)
    restyle(desk, plan.styles)
    return refused


def _left(found: _Found, state: State) -> TakenBack | None:
    try:
        now = _found(found.connection, state)
    except (AnkiError, InputError, UsageError):
        return None
    return now.plan if now.file == found.file else None  # else another profile is open
