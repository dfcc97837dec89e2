"""A copy of every deck that holds our cards, opened and counted, before the first change."""

from collections.abc import Callable, Iterable
from pathlib import Path

from ankiflask.anki.collection import OpenedPackage
from ankiflask.errors import AnkiError, InputError
from ankiflask.files.read import MAX_PACKAGE, read_bytes
from ankiflask.package.open import open_package
from ankiflask.sync.ankiconnect.collection import Live, decks_of_cards
from ankiflask.sync.ankiconnect.connection import Connection
from ankiflask.sync.ankiconnect.files import export_deck
from ankiflask.sync.state import ProfileState


def back_up(
    connection: Connection,
    profile: ProfileState,
    live: Live,
    progress: Callable[[str], None],
    *,
    with_above: bool = False,
) -> dict[str, str]:
    """Export the decks with their scheduling; return the description of each, in HTML.

    `with_above` exports the decks above them too: who adds to a deck needs to know their
    descriptions, since an old Anki overwrites them.

    Raises AnkiError where a file cannot be read from here, or lacks one of our notes or cards.
    """
    ours = [note for note in live.notes if note.kind]
    cards = [card for note in ours for card in note.cards]
    if not cards:
        return {}
    decks = list(decks_of_cards(connection, cards))
    if with_above:
        decks = [deck.partition("::")[0] for deck in decks]
    files = []
    for deck in _outermost(decks):
        progress(f"Backing up {deck}")
        file = profile.new("backups", ".apkg")
        files.append(file)
        try:
            export_deck(connection, deck, str(file.absolute()))
        except AnkiError:
            file.unlink(missing_ok=True)
            raise
    backups = [_open(file) for file in files]
    there = {note.id for each in backups for note in each.notes}
    cards_there = {card.id for each in backups for card in each.cards}
    lost = [n for n in ours if n.nid not in there or not cards_there.issuperset(n.cards)]
    if lost:
        message = (
            f"Anki's backup lacks {len(lost):,} of {len(ours):,} notes, so nothing was changed."
        )
        raise AnkiError(message, "Run Check Database in Anki, and this again.")
    return {deck.name: deck.description for each in backups for deck in each.decks.values()}


def _outermost(decks: Iterable[str]) -> list[str]:
    """Leave out decks that are exported along with one above them."""
    chosen: list[str] = []
    for deck in sorted({*decks}, key=lambda name: name.count("::")):
        if not any(deck.startswith(f"{above}::") for above in chosen):
            chosen.append(deck)
    return sorted(chosen)


def _open(file: Path) -> OpenedPackage:
    try:
        return open_package(read_bytes(file, MAX_PACKAGE), str(file))
    except InputError as error:
        message = f"The backup that Anki wrote cannot be read from here. {error}"
        raise AnkiError(
            message,
            "Nothing was changed. Sync on the machine that Anki runs on, as the same user.",
        ) from None
