"""The newest sync of a profile that left something, reverted where Anki still holds what it wrote."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ankiflask.anki.collection import LiveNoteType
from ankiflask.deck.model import Kind
from ankiflask.errors import AnkiError, InputError, OutputError, UsageError
from ankiflask.files.read import MAX_PACKAGE, read_bytes
from ankiflask.files.write import appended
from ankiflask.identity import AnkiNoteId, NoteName
from ankiflask.problems import Problem, Severity, Source
from ankiflask.sync.ankiconnect.collection import Live, LiveNote, existing_notes, suspended
from ankiflask.sync.ankiconnect.connection import Connection
from ankiflask.sync.ankiconnect.greeting import Greeting, greet
from ankiflask.sync.ankiconnect.note_types import note_types
from ankiflask.sync.backup import back_up
from ankiflask.sync.journal import Header, Journal, JournalWriter, read_journal
from ankiflask.sync.model import Undone, UndoPlan, Update
from ankiflask.sync.operation import NoteOperation, Skipped
from ankiflask.sync.operations import NOTE_KINDS, NotesAdded, StylingChanged
from ankiflask.sync.session import SyncSession
from ankiflask.sync.snapshot import Progress
from ankiflask.sync.state import ProfileState, State, only_sync
from ankiflask.sync.writing import change_styling, unsuspend, update_notes

Ask = Callable[[UndoPlan], bool]
_BEGUN, _UNDONE = ".begun.jsonl", ".undone"  # the endings of journals that an undo renames


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
    plan: UndoPlan

    @property
    def is_begun(self) -> bool:
        """Whether an undo has begun to revert it."""
        return self.file.name.endswith(_BEGUN)

    def file_with(self, ending: str) -> Path:
        """Return the journal's path with another ending."""
        return self.file.with_name(f"{self.file.name.split('.')[0]}{ending}")


def undo_newest(connection: Connection, state: State, ask: Ask, progress: Progress) -> Undone:
    """Revert the newest sync that left something to revert, if `ask` agrees, and prove it.

    What was edited since stays; notes that the sync added stay too, and are named. Raises UsageError
    where no sync is known, AnkiError where nothing was changed.
    """
    with only_sync(state):
        progress("Looking at Anki")
        found = _newest(_anki(connection, state))
        profile = found.anki.greeting.profile
        undone = Undone(url=connection.url, profile=profile, plan=found.plan)
        if found.plan.is_done:
            if found.is_begun:
                found.file.rename(found.file_with(_UNDONE))
            return replace(undone, left=found.plan)
        if not ask(found.plan):
            return undone
        found, troubles = _write(found, state.now, progress)
        left = _read_back(found, state)
        is_done = left is not None and left.is_done
        if is_done:
            found.file.rename(found.file_with(_UNDONE))
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
        if not found.plan.is_done or (found.is_begun and newest is None):
            return replace(found, plan=replace(found.plan, passed_over=number))
        newest = newest or found
    if newest is None:
        raise UsageError("No sync of this profile is known here that could be taken back.")
    return newest


def _found(anki: _Anki, file: Path) -> _Found:
    text = read_bytes(file, MAX_PACKAGE).decode(errors="replace")
    journal, problems = read_journal(Source(str(file), text))
    if journal is None:
        # Renamed, it is not in the way of older ones.
        renamed = file.rename(file.with_suffix(".unreadable"))
        problem = Problem(
            file=str(renamed),
            line=0,
            rule="journal-set-aside",
            severity=Severity.INFO,
            message="Nothing was changed in Anki, and this journal is set aside.",
            remedy="Run --undo again to revert the sync before it.",
        )
        raise InputError((*problems, problem))
    live = Live(
        note_types=anki.note_types,
        notes=existing_notes(anki.connection, anki.note_types, journal.nids),
        suspended=suspended(anki.connection, journal.suspended),
    )
    return _Found(anki, journal, file, live, undo_plan(journal, live))


def _write(found: _Found, now: int, progress: Progress) -> tuple[_Found, tuple[str, ...]]:
    """Write what reverts the sync; return it with its journal marked as begun, and the troubles."""
    anki = found.anki
    back_up(anki.connection, anki.profile, found.live, progress)
    if not found.is_begun:
        found = replace(found, file=found.file.rename(found.file_with(_BEGUN)))
    header = Header.of(now, anki.connection.url, anki.greeting, found.journal.header.uids)
    with appended(anki.profile.new("undone", ".jsonl")) as append:
        session = SyncSession(
            connection=anki.connection,
            greeting=anki.greeting,
            live=found.live,
            journal=JournalWriter(append, header),
            progress=progress,
            descriptions={},
            scratch=anki.profile.folder,
        )
        try:
            refused = update_notes(session, found.plan.updates)
            if found.plan.unsuspend:
                with session.journal.record([]):
                    unsuspend(session.connection, found.plan.unsuspend)
            change_styling(session, found.plan.styles)
        except (AnkiError, OutputError) as error:
            if session.journal.is_blank:
                raise
            return found, (str(error),)
    return found, refused


def _read_back(found: _Found, state: State) -> UndoPlan | None:
    try:
        anki = _anki(found.anki.connection, state)
        if anki.profile != found.anki.profile:
            return None
        return _found(anki, found.file).plan
    except (AnkiError, InputError, UsageError):
        return None


def undo_plan(journal: Journal, live: Live) -> UndoPlan:
    """Return what reverts the journal's steps, done or not, as far as Anki still holds them.

    `live` holds the notes that the journal names, our note types, and which of the journal's cards
    are suspended.
    """
    notes = {note.nid: note for note in live.notes}
    by_note: defaultdict[AnkiNoteId, list[NoteOperation]] = defaultdict(list)
    by_type: defaultdict[Kind, list[StylingChanged]] = defaultdict(list)
    added: list[tuple[NoteName, AnkiNoteId]] = []
    for each in journal.operations:
        match each:
            case NoteOperation() if each.is_reverted_with_note:
                by_note[each.nid].append(each)
            case StylingChanged():
                by_type[each.kind].append(each)
            case NotesAdded():
                added += each.added.items()
    reverted = [_revert_note(done, notes.get(nid)) for nid, done in by_note.items()]
    styles = [
        StylingChanged.revert(done, live.note_types.get(kind))
        for kind, done in sorted(by_type.items())
    ]
    return UndoPlan(
        began=journal.header.began,
        updates=tuple(update for update, _ in reverted if update),
        styles=tuple(style for style, _ in styles if style),
        unsuspend=tuple(card for card in journal.suspended if card in live.suspended),
        stays=tuple(name for name, nid in added if nid in notes),
        skipped=tuple(each for _, skipped in (*reverted, *styles) for each in skipped),
    )


def _revert_note(
    done: Sequence[NoteOperation], note: LiveNote | None
) -> tuple[Update | None, tuple[Skipped, ...]]:
    name = done[0].name
    if note is None or (note.kind and note.fields.get("ID") != name):
        return None, (Skipped(name, "It is no longer in Anki."),)
    if note.kind is None:
        return None, (Skipped(name, "It has another note type now."),)
    by_kind = {kind: [each for each in done if type(each) is kind] for kind in NOTE_KINDS}
    by_kind = {kind: some for kind, some in by_kind.items() if some}
    if any(kind.is_superseded(some, note) for kind, some in by_kind.items()):
        return None, (Skipped(name, "A later sync or an import has written it since."),)
    reverted = [kind.revert(some, note) for kind, some in by_kind.items()]
    operations = tuple(operation for operation, _ in reverted if operation)
    skipped = tuple(each for _, some in reverted for each in some)
    if not operations:
        return None, skipped
    update = Update(name=name, nid=note.nid, kind=note.kind, tags=note.tags, operations=operations)
    return update, skipped
