"""What a person does in Anki, as commands: runs in an environment that holds the `anki` wheel.

Each line of stdin is a JSON object {"do": operation, "desk": number, …arguments}; each is answered
by a line {"result": …} or {"error": text} on stdout. A desk is an open collection.
"""

import itertools
import json
import sys
import time
import traceback
from collections.abc import Callable
from importlib import import_module
from typing import Any

from tests.anki.looking import check_database, cloze_numbers, look, plain, render

# The project's own environment, where types are checked, has no Anki: so its modules are Any.
_buildinfo: Any = import_module("anki.buildinfo")
_collection: Any = import_module("anki.collection")
_lang: Any = import_module("anki.lang")

_IF_NEWER = 0
# Anki numbers reviews by the millisecond and moves one on where that is taken; moved over the end
# of a second it no longer agrees with its card, and Check Database says so.
_BETWEEN_ANSWERS = 0.002  # seconds


def import_package(col: Any, path: str, options: dict[str, Any]) -> Any:
    """Return for each heading of Anki's import log the first field of the notes under it."""
    known = _collection.ImportAnkiPackageOptions.DESCRIPTOR.fields_by_name
    unknown = set(options) - set(known)
    if unknown:
        raise ValueError(f"this Anki has no import option {sorted(unknown)}, but {sorted(known)}")
    # What Anki's import screen offers a person who has never changed it.
    chosen = {"update_notes": _IF_NEWER, "update_notetypes": _IF_NEWER, **options}
    request = _collection.ImportAnkiPackageRequest(
        package_path=path, options=_collection.ImportAnkiPackageOptions(**chosen)
    )
    log = col.import_anki_package(request).log
    headings = [field.name for field in log.DESCRIPTOR.fields if field.message_type]
    return {heading: [note.fields[0] for note in getattr(log, heading)] for heading in headings}


def review(col: Any, deck: str, buttons: list[int]) -> Any:
    """Answer the cards that the scheduler offers, a button each; return the cards' ids."""
    col.decks.select(col.decks.id_for_name(deck))
    seen: list[int] = []
    for button in buttons:
        card = col.sched.getCard()
        if card is None:
            raise ValueError(f"only {len(seen)} cards are due in {deck}")
        col.sched.answerCard(card, button)
        seen.append(card.id)
        time.sleep(_BETWEEN_ANSWERS)
    return seen


def write_own_note(col: Any, deck: str, texts: list[str]) -> None:
    """Add a note of Anki's type Basic, as a learner writes one."""
    note = col.new_note(col.models.by_name("Basic"))
    note.fields = texts
    col.add_note(note, col.decks.id(deck))


def edit(col: Any, note: int, field: str, text: str) -> None:
    """Write a text into one field of a note."""
    changed = col.get_note(note)
    changed[field] = text
    col.update_note(changed)


def tag(col: Any, note: int, tags: str) -> None:
    """Add tags, separated by spaces."""
    col.tags.bulk_add([note], tags)


def move(col: Any, cards: list[int], deck: str) -> None:
    """Move cards to a deck, which is made where there is none."""
    col.set_deck(cards, col.decks.id(deck))


def suspend(col: Any, cards: list[int]) -> None:
    """Suspend cards."""
    col.sched.suspend_cards(cards)


def flag(col: Any, cards: list[int], colour: int) -> None:
    """Give cards one of the seven flags."""
    col.set_user_flag_for_cards(colour, cards)


def delete(col: Any, notes: list[int]) -> None:
    """Delete notes with their cards."""
    col.remove_notes(notes)


def sync(col: Any, endpoint: str, user: str, password: str) -> Any:
    """Synchronise as the button does; return NO_CHANGES, FULL_UPLOAD or FULL_DOWNLOAD when done.

    Where one side would have to be thrown away, nothing is done and FULL_SYNC is returned.
    """
    auth = col.sync_login(username=user, password=password, endpoint=endpoint)
    output = col.sync_collection(auth, sync_media=False)
    required = output.ChangesRequired.Name(output.required)
    if required in ("FULL_UPLOAD", "FULL_DOWNLOAD"):
        col.close_for_full_sync()
        col.full_upload_or_download(
            auth=auth, server_usn=output.server_media_usn, upload=required == "FULL_UPLOAD"
        )
        col.reopen(after_full_sync=True)
    return required


_OPERATIONS: dict[str, Callable[..., Any]] = {
    operation.__name__: operation
    for operation in (
        import_package, review, write_own_note, edit, tag, move, suspend, flag, delete,
        look, check_database, render, plain, cloze_numbers, sync,
    )
}  # fmt: skip


class Desks:
    """The collections that are open, by number."""

    def __init__(self) -> None:
        self._open: dict[int, Any] = {}
        self._numbers = itertools.count()

    def do(self, command: dict[str, Any]) -> Any:
        """Carry out a command."""
        operation = command.pop("do")
        if operation == "version":
            return _buildinfo.version
        if operation == "open":
            number = next(self._numbers)
            self._open[number] = _collection.Collection(command["path"])
            return number
        desk = command.pop("desk")
        if operation == "close":
            return self._open.pop(desk).close()
        return _OPERATIONS[operation](self._open[desk], **command)


def main() -> None:
    """Answer commands until stdin ends."""
    # Anki prints warnings: they must not come between the answers.
    answers, sys.stdout = sys.stdout, sys.stderr
    _lang.set_lang("en_US")
    desks = Desks()
    for line in sys.stdin:
        try:
            answer = {"result": desks.do(json.loads(line))}
        except BaseException:  # noqa: BLE001 - whatever Anki throws, a panic too, is the answer
            answer = {"error": traceback.format_exc()}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
