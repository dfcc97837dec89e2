"""What a person does in Anki, as commands: runs in an environment that holds the `anki` wheel.

Each line of stdin is a JSON object {"do": operation, "desk": number, …arguments}; each is answered
by a line {"result": …} or {"error": text} on stdout. A desk is an open collection.
"""

import itertools
import json
import sys
import threading
import traceback
from collections.abc import Callable
from importlib import import_module
from typing import Any

from tests.anki import habits as h
from tests.anki.desk import SERVING, Desk
from tests.anki.looking import (
    check_database,
    cloze_numbers,
    description,
    look,
    plain,
    render,
)  # fmt: skip

# The project's own environment, where types are checked, has no Anki: so its modules are Any.
_buildinfo: Any = import_module("anki.buildinfo")
_lang: Any = import_module("anki.lang")


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
        h.import_package, h.review, h.write_own_note, h.edit, h.tag, h.untag, h.move, h.suspend,
        h.unsuspend, h.flag, h.delete, h.rename_deck, h.make_filtered_deck, h.create_copy, h.delete_cards,
        h.describe_deck, h.throw_away_media,
        h.set_css, h.set_template, h.rename_note_type, h.copy_note_type, h.add_template, h.add_field, h.rename_field, h.remove_field,
        h.change_note_type, look, check_database, render, plain, cloze_numbers,
        description, sync,
    )
}  # fmt: skip


class Desks:
    """The collections that are open, by number."""

    def __init__(self) -> None:
        self._open: dict[int, Desk] = {}
        self._numbers = itertools.count()

    def do(self, command: dict[str, Any]) -> Any:
        """Carry out a command."""
        operation = command.pop("do")
        if operation == "version":
            return _buildinfo.version
        if operation == "open":
            number = next(self._numbers)
            self._open[number] = Desk(**command)
            return number
        number = command.pop("desk")
        if operation == "close":
            return self._open.pop(number).close()
        return self._at(self._open[number], operation, command)

    def _at(self, desk: Desk, operation: str, arguments: dict[str, Any]) -> Any:
        if operation == "lend":
            return desk.lend(self._open[arguments["other"]])
        if operation == "threads":
            return threading.active_count()
        if operation in SERVING:
            return SERVING[operation](desk, **arguments)
        with desk.profile.turn:
            return _OPERATIONS[operation](desk.profile.col, **arguments)


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
