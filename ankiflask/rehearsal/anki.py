"""The process that holds Anki, asked and watched; its answers as values."""

import json
import sys
import threading
from dataclasses import asdict, fields
from typing import Any, Self

from ankiflask import __version__
from ankiflask.anki.collection import (
    CollectionCard,
    CollectionField,
    CollectionNote,
    CollectionNoteType,
    CollectionTemplate,
)
from ankiflask.errors import UsageError
from ankiflask.processes.keeping import Keeper, Watchdog
from ankiflask.project import installation
from ankiflask.rehearsal.model import Examined, Habits, Held, Imported, ImportOptions

PATIENCE = 600.0  # seconds until Anki is taken to hang
_INSTALL = f"Install it: {installation(__version__)}."


class RehearsalError(Exception):
    """Anki refused or broke down: what happened, in words."""


class Anki:
    """Desks in a temporary folder, which is gone afterwards: collections in a process of their own.

    Every method raises RehearsalError where Anki refuses, breaks down, or does not answer for
    `patience` seconds; the other desks live on. `python` is the interpreter that has Anki. Raises
    UsageError where it has none.
    """

    def __init__(self, patience: float = PATIENCE, python: str = sys.executable) -> None:
        self.version = ""  # of Anki, as `26.09.3`
        self._python = python
        self._patience = patience
        self._is_running = False
        self._keeper = Keeper("ankiflask-verify-")

    def __enter__(self) -> Self:
        try:
            self._start()
        except BaseException as error:
            self._keeper.end()
            if isinstance(error, RehearsalError):
                raise UsageError(f"Anki could not be started. {error}", _INSTALL) from None
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._keeper.end()

    def keep(self, name: str, package: bytes) -> None:
        """Put a package down under a name, for imports."""
        (self._keeper.folder / f"{name}.apkg").write_bytes(package)

    def import_package(
        self, desk: str, package: str, options: ImportOptions = ImportOptions.DEFAULT
    ) -> Imported:
        """Import a package that was put down. A new desk has an empty collection."""
        file = f"{package}.apkg"
        answer = self._ask("import_package", desk, package=file, options=options)
        return Imported(**{**answer, "held": _held(answer["held"])})

    def learn(self, desk: str, habits: Habits) -> Held:
        """Let a learner work with the collection; return what it holds then."""
        return _held(self._ask("learn", desk, habits=asdict(habits)))

    def examine(self, desk: str, *, renders: bool = False) -> Examined:
        """Return what Anki complains of; where asked to, it renders every card."""
        answer = self._ask("examine", desk, renders=renders)
        return Examined(
            check=tuple(answer["check"]),
            broken=dict(answer["broken"]),
            empty=tuple(answer["empty"]),
            faulty=dict(answer["faulty"]),
            missing={name: tuple(notes) for name, notes in answer["missing"]},
        )

    def copy(self, desk: str, to: str) -> None:
        """Make another desk like this one."""
        self._ask("copy", desk, to=to)

    def _ask(self, command: str, desk: str, **arguments: Any) -> Any:
        if not self._is_running:
            self._start()
        match self._answer(json.dumps({"do": command, "desk": desk, **arguments})):
            case {"result": result}:
                return result
            case {"error": str(words)}:
                raise RehearsalError(words)
        raise RehearsalError("Anki gave no answer.")

    def _start(self) -> None:
        # -P: no file of the folder where the user stands is taken for a module.
        folder = str(self._keeper.folder)
        self._keeper.start((self._python, "-P", "-X", "utf8", "-m", "ankiflask.rehearsal", folder))
        self._is_running = True
        match self._answer():
            case {"anki": str(version)}:
                self.version = version
            case {"missing": str(why)}:
                raise UsageError(f"There is no Anki to rehearse with ({why}).", _INSTALL)

    def _answer(self, line: str = "") -> Any:
        is_late = threading.Event()

        def stop() -> None:
            is_late.set()
            self._keeper.stop()

        watchdog = Watchdog(self._patience, stop)
        watchdog.start()
        try:
            if line:
                self._keeper.say(line)
            answer = self._keeper.read()
        finally:
            watchdog.cancel()
        if answer and "ended" not in answer:
            return answer
        self._is_running = False
        if is_late.is_set():
            raise RehearsalError(f"Anki did not answer for {self._patience:g} seconds.")
        raise RehearsalError(f"Anki broke down, with exit code {answer.get('ended')}.")


_CARD_FIELDS = tuple(each.name for each in fields(CollectionCard))


def _held(answer: Any) -> Held:
    return Held(
        notes=tuple(
            CollectionNote(
                id=number,
                guid=guid,
                note_type=note_type,
                second=second,
                tags=tuple(tags),
                fields=tuple(texts),
            )
            for number, guid, note_type, second, tags, texts in answer["notes"]
        ),
        cards=tuple(
            CollectionCard(**dict(zip(_CARD_FIELDS, row, strict=True))) for row in answer["cards"]
        ),
        note_types={row[0]: _note_type(*row) for row in answer["note_types"]},
        decks=dict(answer["decks"]),
        reviews=dict(answer["reviews"]),
        media=answer["media"],
    )


def _note_type(*row: Any) -> CollectionNoteType:
    number, name, is_cloze, sort_field, second, names, templates, css = row
    return CollectionNoteType(
        id=number,
        name=name,
        is_cloze=is_cloze,
        sort_field=sort_field,
        second=second,
        fields=tuple(CollectionField(each, None) for each in names),
        templates=tuple(CollectionTemplate(each, None, *sides) for each, *sides in templates),
        css=css,
    )
