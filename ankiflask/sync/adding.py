"""What comes new into Anki: media files, and notes by a package, so that they get our GUIDs."""

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import PurePosixPath, PureWindowsPath

from ankiflask.anki.note_types import NOTE_TYPES
from ankiflask.errors import AnkiError, LostReplyError
from ankiflask.files.write import write_file
from ankiflask.identity import note_name
from ankiflask.package.additions import additions
from ankiflask.package.model import AnkiNote, MediaFile
from ankiflask.sync.ankiconnect.collection import Live, decks_of_cards, filtered_decks, is_filtered
from ankiflask.sync.ankiconnect.connection import batches
from ankiflask.sync.ankiconnect.files import import_package, redraw, remove_upload, store_media
from ankiflask.sync.model import DeckPlan, Plan
from ankiflask.sync.operations import MediaStored, NotesAdded
from ankiflask.sync.session import SyncSession

_NOTES_PER_PACKAGE = 1000  # Anki imports them in a twentieth of a second
_MAX_UPLOAD_BYTES = 360_000  # more takes long, with Anki's window frozen


def refuse_strange_note_types(live: Live, plan: Plan) -> None:
    """Raise AnkiError where notes would be added to a note type that cannot be seen whole.

    With a field of the learner's own that the package does not have, Anki would mix the fields up;
    with a card type of their own, it would put the notes into a copy of the note type.
    """
    for kind in {note.note_type.kind for deck in plan.decks for note in deck.additions}:
        there = live.note_types.get(kind)
        ours = NOTE_TYPES[kind]
        fields = tuple(field.name for field in ours.fields)
        cards = tuple(template.name for template in ours.templates)
        if there is None or there.whole is not None:
            continue
        if (there.field_order, there.card_order) != (fields, cards):
            what = "fields" if there.field_order != fields else "card types"
            message = f"The {what} of {there.name!r} in Anki are not as ankiflask published them."
            raise AnkiError(message, "Update the add-on AnkiConnect, and run this again.")


def store_files(session: SyncSession, files: Iterable[MediaFile]) -> None:
    """Store media files, each of which is in the journal before it is stored."""
    for file in files:
        session.progress(f"Storing {file.name}")
        session.refuse_other_profile()
        with session.journal.record([MediaStored((file.name,))]):
            if session.is_shared:
                path = session.scratch / file.name
                try:
                    write_file(path, file.content)
                    store_media(session.connection, file.name, path=str(path.absolute()))
                finally:
                    path.unlink(missing_ok=True)
            else:
                store_media(session.connection, file.name, content=file.content)


def add_notes(session: SyncSession, deck: DeckPlan) -> None:
    """Add the notes of a plan, each to the deck in which most of its siblings are."""
    homes = _homes(session, deck) if deck.additions else {}
    notes = [replace(note, deck=homes.get(note.deck, note.deck)) for note in deck.additions]
    for number, batch in enumerate(batches(notes, _NOTES_PER_PACKAGE)):
        session.progress(f"Adding notes: {number * _NOTES_PER_PACKAGE:,} of {len(notes):,}")
        session.refuse_other_profile()
        nids = {note_name(note.uid, note.id): note.row_id for note in batch}
        with session.journal.record([NotesAdded(nids)]):
            _import(session, batch)
    for name in sorted({note.deck for note in notes} & session.greeting.decks):
        redraw(session.connection, name)


def _homes(session: SyncSession, deck: DeckPlan) -> Mapping[str, str]:
    """Return where the cards of each deck are by now, never a filtered one."""
    homes = {}
    for name in {note.deck for note in deck.additions}:
        cards = deck.siblings.get(name, ())
        if cards:
            filtered = filtered_decks(session.connection, cards)
            decks = decks_of_cards(session.connection, cards)
            sizes = {each: len(held) for each, held in decks.items() if each not in filtered}
            if sizes:
                homes[name] = max(sorted(sizes), key=lambda each: sizes[each])
        if (
            name not in homes
            and name in session.greeting.decks
            and is_filtered(session.connection, name)
        ):
            message = f"The deck {name!r} in Anki is a filtered one, which takes no new notes."
            raise AnkiError(message, "Rename it in Anki, and run this again.")
    return homes


def _import(session: SyncSession, notes: Sequence[AnkiNote]) -> None:
    """Hand the package over by a path that both see, else by upload."""
    if session.is_shared:
        content = additions(notes, session.descriptions, session.live.note_types)
        path = session.scratch / _name(content)
        try:
            write_file(path, content)
            import_package(session.connection, str(path.absolute()))
        except LostReplyError:
            raise
        except AnkiError:
            if not session.greeting.home:
                raise
        else:
            return
        finally:
            path.unlink(missing_ok=True)
    _upload(session, notes)


def _upload(session: SyncSession, notes: Sequence[AnkiNote]) -> None:
    content = additions(notes, session.descriptions, session.live.note_types)
    if len(content) > _MAX_UPLOAD_BYTES and len(notes) > 1:
        middle = len(notes) // 2
        _upload(session, notes[:middle])
        _upload(session, notes[middle:])
        return
    name = _name(content)
    store_media(session.connection, name, content=content)
    try:
        home = session.greeting.home
        if not home:
            message = "This AnkiConnect cannot say where Anki's media are, so nothing can be added."
            raise AnkiError(message, "Update the add-on, or import the package in Anki.")
        # Joined as Anki's machine does, which need not be ours.
        is_windows = "\\" in home and not home.startswith("/")
        path = PureWindowsPath(home) / name if is_windows else PurePosixPath(home) / name
        import_package(session.connection, str(path))
    finally:
        with contextlib.suppress(AnkiError):
            remove_upload(session.connection, name)


def _name(content: bytes) -> str:
    return f"_ankiflask-{sha256(content).hexdigest()[:16]}.apkg"
