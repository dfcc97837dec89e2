"""A whole plan, carried out: media, additions, updates, retirements, looks."""

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from ankiflask.errors import AnkiError, AnkiflaskError, LostReplyError, OutputError
from ankiflask.files.append import appended
from ankiflask.files.write import write_file
from ankiflask.package.genanki_rows import description_html
from ankiflask.package.model import MediaFile
from ankiflask.sync.adding import add_notes
from ankiflask.sync.ankiconnect.cards_and_files import count_twin_cards, selected_notes, store_media
from ankiflask.sync.ankiconnect.greeting import wait_until_idle
from ankiflask.sync.ankiconnect.writing import write_css, write_templates
from ankiflask.sync.backup import back_up
from ankiflask.sync.model import (
    DeckPlan,
    MediaStored,
    Plan,
    StyleChange,
    StyleWritten,
    Synced,
    Update,
)
from ankiflask.sync.plan import agreed_part
from ankiflask.sync.session import Desk, Diary, header, other_profile
from ankiflask.sync.snapshot import Orders, Seen, Tell, live_ids, look_and_plan
from ankiflask.sync.updating import update_notes


def write_all(desk: Desk, plan: Plan) -> tuple[str, ...]:
    """Write what the plan says; return what Anki refused, in words.

    Raises LostReplyError where nobody knows whether a step was done, AnkiError where Anki is gone.
    """
    refused: list[str] = []
    for deck in plan.decks:
        _store(desk, deck.media)
        add_notes(desk, deck)
        refused += update_notes(desk, _named(deck))
    restyle(desk, plan.styles)
    return tuple(refused)


def _named(deck: DeckPlan) -> list[Update]:
    both = (*deck.updates, *deck.retirements)
    return [replace(each, id=f"{deck.uid}/{each.id}") for each in both]


def _store(desk: Desk, files: Iterable[MediaFile]) -> None:
    for file in files:
        desk.tell(f"Storing {file.name}")
        desk.refuse_other_profile()
        with desk.diary.noted([MediaStored((file.name,))]):
            _hand_over(desk, file)


def _hand_over(desk: Desk, file: MediaFile) -> None:
    if not desk.is_shared:
        store_media(desk.connection, file.name, content=file.content)
        return
    path = desk.scratch / file.name
    try:
        write_file(path, file.content)
        store_media(desk.connection, file.name, path=str(path.absolute()))
    finally:
        path.unlink(missing_ok=True)


def restyle(desk: Desk, changes: Iterable[StyleChange]) -> None:
    """Write CSS and templates."""
    for change in changes:
        desk.refuse_other_profile()
        with desk.diary.noted([StyleWritten(change)]):
            if change.css:
                write_css(desk.connection, change.name, change.css[1])
            if change.templates:
                after = {name: texts for name, (_, texts) in change.templates.items()}
                write_templates(desk.connection, change.name, after)


_LOST = 3  # answers, until a sync gives up
_BROWSER = 2.0  # seconds; it took up to 0.8
_ASKED = 5  # times whether Anki is at work still


def applied(orders: Orders, seen: Seen, tell: Tell) -> Synced:
    """Back up, write what was agreed to, and look again.

    Raises AnkiError where nothing was changed; what goes wrong after that stands in the result.
    """
    descriptions = back_up(
        orders.connection,
        seen.profile,
        seen.looked.live,
        tell,
        with_above=any(deck.additions for deck in seen.plan.decks),
    )
    path = seen.profile.new("journals", ".jsonl")
    with _kept_if_written(path) as append:
        uids = (deck.uid for deck in seen.plan.decks)
        begun = header(orders.state.second, orders.connection.url, seen.looked.greeting, uids)
        diary = Diary(append, begun)
        troubles = _written(orders, seen, _descriptions(orders) | descriptions, diary, tell)
    left, more = _left(orders, seen, tell)
    twins, unknown = _twins(orders) if left else (0, ())
    return Synced(
        url=orders.connection.url,
        profile=seen.looked.live.profile,
        plan=seen.plan,
        left=left,
        is_applied=not troubles or bool(left and left.is_done),
        journal=str(path),
        troubles=tuple(dict.fromkeys((*troubles, *more, *unknown))),
        twin_cards=twins,
    )


@contextlib.contextmanager
def _kept_if_written(path: Path) -> Iterator[Callable[[str], None]]:
    """Give what appends to a journal; without a step it is no journal, and goes with the error."""
    try:
        with appended(path) as append:
            yield append
    except AnkiflaskError:
        path.unlink(missing_ok=True)
        raise


def _written(
    orders: Orders, agreed: Seen, descriptions: Mapping[str, str], diary: Diary, tell: Tell
) -> tuple[str, ...]:
    """Write what was agreed; where an answer is lost, look what was done and go on with the rest."""
    now, todo = agreed, agreed.plan
    try:
        for _ in range(_LOST):
            try:
                return write_all(_desk(orders, now, descriptions, diary, tell), todo)
            except LostReplyError:
                if not wait_until_idle(orders.connection, _ASKED):
                    raise
            now = look_and_plan(orders, tell)
            if now.profile != agreed.profile:
                return (_stopped(agreed, now),)
            todo = agreed_part(agreed.plan, now.plan)
    except (AnkiError, OutputError) as error:
        if diary.is_blank:
            raise
        return (str(error),)
    return ("Anki's answers were lost again and again.",)


def _left(orders: Orders, seen: Seen, tell: Tell) -> tuple[Plan | None, tuple[str, ...]]:
    """Look again, and remember which notes live now."""
    tell("Reading back")
    try:
        _wait_for_browser(orders, seen.plan)
        now = look_and_plan(orders, tell)
    except AnkiError as error:
        return None, (str(error),)
    if now.profile != seen.profile:
        return None, (_stopped(seen, now), *_strayed(seen, now))
    try:
        now.profile.note_seen(live_ids(now.plan))
    except OutputError as error:
        return now.plan, (str(error),)
    return now.plan, ()


def _stopped(agreed: Seen, now: Seen) -> str:
    words = other_profile(agreed.looked.greeting, now.looked.greeting)
    return f"{words}, so the sync stopped there. Open the first one, and run this again."


def _strayed(agreed: Seen, now: Seen) -> Iterator[str]:
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


def _twins(orders: Orders) -> tuple[int, tuple[str, ...]]:
    """Return how many cards Anki made twice. The sync is proven by now, whatever goes wrong here."""
    try:
        return count_twin_cards(orders.connection), ()
    except AnkiError as error:
        return 0, (str(error),)


def _wait_for_browser(orders: Orders, written: Plan) -> None:
    """Let Anki's browser write back what it held of a note that it shows: a look would come early."""
    updated = {each.row for deck in written.decks for each in (*deck.updates, *deck.retirements)}
    if updated and updated & selected_notes(orders.connection):
        threading.Event().wait(_BROWSER)


def _descriptions(orders: Orders) -> dict[str, str]:
    return {each.deck: description_html(each.description) for each in orders.wanted.contents}


def _desk(
    orders: Orders, seen: Seen, descriptions: Mapping[str, str], diary: Diary, tell: Tell
) -> Desk:
    return Desk(
        connection=orders.connection,
        greeting=seen.looked.greeting,
        live=seen.looked.live,
        diary=diary,
        tell=tell,
        descriptions=descriptions,
        scratch=seen.profile.folder,
    )
