"""A whole sync on one page: look, plan, ask, look again, back up, write, read back."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

from ankiflask.errors import AnkiError, AnkiflaskError, LostReplyError, OutputError
from ankiflask.files.write import appended
from ankiflask.package.genanki_rows import description_html
from ankiflask.pipeline.packages import write_locks
from ankiflask.sync.adding import add_notes, store_files
from ankiflask.sync.ankiconnect.collection import count_twin_cards, selected_notes
from ankiflask.sync.ankiconnect.greeting import wait_until_idle
from ankiflask.sync.backup import back_up
from ankiflask.sync.journal import Header, JournalWriter
from ankiflask.sync.model import Plan, Synced
from ankiflask.sync.plan import agreed_part
from ankiflask.sync.session import SyncSession, other_profile
from ankiflask.sync.snapshot import Progress, Snapshot, SyncRequest, take_snapshot
from ankiflask.sync.state import only_sync
from ankiflask.sync.writing import change_styling, update_notes

# Shows a plan that has something to write, and returns whether to go on. Its second argument is
# whether notes that a learner has deleted can be distinguished from new ones.
Ask = Callable[[Plan, bool], bool]
_MAX_LOOKS = 5  # at a collection that changes while a person reads the plan


def sync(request: SyncRequest, ask: Ask, progress: Progress) -> Synced:
    """Bring Anki up to date with what is wanted, as far as `ask` allows, and prove it.

    Raises AnkiError where nothing was changed. Where the end could not be proven the result says
    so, and the next run goes on from there.
    """
    with only_sync(request.state):
        seen, is_agreed = _agreed(request, ask, progress)
        if not request.is_dry:
            seen.profile.remove_leftovers()
        if is_agreed:
            write_locks(request.wanted.locks)
            return _apply(request, seen, progress)
        if seen.plan.is_done and not request.is_dry:
            write_locks(request.wanted.locks)
            seen.profile.note_seen(seen.live_ids)
        return Synced(
            url=request.connection.url,
            profile=seen.greeting.profile,
            plan=seen.plan,
            left=seen.plan if seen.plan.is_done else None,
            is_dry=request.is_dry,
            remembers=seen.profile.remembers,
        )


def _agreed(request: SyncRequest, ask: Ask, progress: Progress) -> tuple[Snapshot, bool]:
    """Return the plan that was agreed to, as it still is after that."""
    seen = take_snapshot(request, progress)
    for _ in range(_MAX_LOOKS):
        if request.is_dry or seen.plan.is_done or not ask(seen.plan, seen.profile.remembers):
            return seen, False
        again = take_snapshot(request, progress)
        if again.profile != seen.profile:
            message = other_profile(seen.greeting, again.greeting)
            raise AnkiError(
                f"{message}, so nothing was done.",
                "Open the one that you mean, and run this again.",
            )
        if again.plan == seen.plan:
            return again, True
        seen = again
    message = "Anki's collection goes on changing while the plan is read, so nothing was done."
    raise AnkiError(message, "Run this again when Anki is at rest.")


_MAX_LOST_REPLIES = 3
_BROWSER_SECONDS = 2.0  # it took up to 0.8
_IDLE_CHECKS = 5


def _apply(request: SyncRequest, seen: Snapshot, progress: Progress) -> Synced:
    """Back up, write what was agreed to, and look again.

    Raises AnkiError where nothing was changed; what goes wrong after that stands in the result.
    """
    descriptions = back_up(
        request.connection,
        seen.profile,
        seen.live,
        progress,
        with_above=any(deck.additions for deck in seen.plan.decks),
    )
    ours = {each.deck: description_html(each.description) for each in request.wanted.contents}
    path = seen.profile.new("journals", ".jsonl")
    try:
        with appended(path) as append:
            uids = (deck.uid for deck in seen.plan.decks)
            header = Header.of(request.state.now, request.connection.url, seen.greeting, uids)
            session = SyncSession(
                connection=request.connection,
                greeting=seen.greeting,
                live=seen.live,
                journal=JournalWriter(append, header),
                progress=progress,
                descriptions=ours | descriptions,
                scratch=seen.profile.folder,
            )
            troubles = _write_agreed(request, seen, session)
    except AnkiflaskError:  # without a step it is no journal
        path.unlink(missing_ok=True)
        raise
    left, more = _read_back(request, seen, progress)
    twins = 0
    try:
        twins = count_twin_cards(request.connection) if left else 0
    except AnkiError as error:  # the sync is proven by now, whatever goes wrong here
        more = (*more, str(error))
    return Synced(
        url=request.connection.url,
        profile=seen.greeting.profile,
        plan=seen.plan,
        left=left,
        is_applied=not troubles or bool(left and left.is_done),
        journal=str(path),
        troubles=tuple(dict.fromkeys((*troubles, *more))),
        twin_cards=twins,
    )


def _write_agreed(request: SyncRequest, agreed: Snapshot, session: SyncSession) -> tuple[str, ...]:
    """Write what was agreed; where a reply is lost, look what was done and go on with the rest."""
    todo = agreed.plan
    try:
        for _ in range(_MAX_LOST_REPLIES):
            try:
                return _write_all(session, todo)
            except LostReplyError:
                if not wait_until_idle(request.connection, _IDLE_CHECKS):
                    raise
            now = take_snapshot(request, session.progress)
            if now.profile != agreed.profile:
                return (_stopped(agreed, now),)
            session = replace(session, greeting=now.greeting, live=now.live)
            todo = agreed_part(agreed.plan, now.plan)
    except (AnkiError, OutputError) as error:
        if session.journal.is_blank:
            raise
        return (str(error),)
    return ("Anki's answers were lost again and again.",)


def _write_all(session: SyncSession, plan: Plan) -> tuple[str, ...]:
    """Write what the plan says; return what Anki refused, in words.

    Raises LostReplyError where nobody knows whether a step was done, AnkiError where Anki is gone.
    """
    refused: list[str] = []
    for deck in plan.decks:
        store_files(session, deck.media)
        add_notes(session, deck)
        refused += update_notes(session, (*deck.updates, *deck.retirements))
    change_styling(session, plan.styles)
    return tuple(refused)


def _read_back(
    request: SyncRequest, seen: Snapshot, progress: Progress
) -> tuple[Plan | None, tuple[str, ...]]:
    """Look again, and remember which notes live now."""
    progress("Reading back")
    try:
        # Anki's browser first writes back what it held of a note that it shows.
        decks = seen.plan.decks
        updated = {each.nid for deck in decks for each in (*deck.updates, *deck.retirements)}
        if updated and updated & selected_notes(request.connection):
            threading.Event().wait(_BROWSER_SECONDS)
        now = take_snapshot(request, progress)
    except AnkiError as error:
        return None, (str(error),)
    if now.profile != seen.profile:
        return None, (_stopped(seen, now), *_strayed(seen, now))
    try:
        now.profile.note_seen(now.live_ids)
    except OutputError as error:
        return now.plan, (str(error),)
    return now.plan, ()


def _stopped(agreed: Snapshot, now: Snapshot) -> str:
    words = other_profile(agreed.greeting, now.greeting)
    return f"{words}, so the sync stopped there. Open the first one, and run this again."


def _strayed(agreed: Snapshot, now: Snapshot) -> Iterator[str]:
    """Name notes that may have come into the profile that was opened between two requests."""
    known = now.profile.seen()
    for deck, there in zip(agreed.plan.decks, now.plan.decks, strict=True):
        added = {note.id for note in deck.additions}
        strayed = sorted(added.intersection(there.live) - known.get(deck.uid, frozenset()))
        if strayed:
            yield (
                f"The profile that is open now has these of the notes to add to {deck.uid}:"
                f" {', '.join(strayed)}. Delete them there if they were not there before."
            )
