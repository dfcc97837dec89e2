"""The process that holds Anki, asked and watched; its answers as values."""

import json
import sys
import threading
from collections.abc import Mapping
from dataclasses import asdict
from dataclasses import fields as dataclass_fields
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn, Self

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
from ankiflask.rehearsal.model import (
    Examined,
    Habits,
    Held,
    Imported,
    ImportOptions,
)

PATIENCE = 600.0  # seconds until Anki is taken to hang
_INSTALL = f"Install it: {installation(__version__)}."


class RehearsalError(Exception):
    """Anki refused or broke down: what happened, in words."""


class Process:
    """One process at a time, and the folder that it works in."""

    def __init__(self, patience: float, python: str) -> None:
        self.version = ""
        self._python = python
        self._patience = patience
        self._is_running = False
        self._keeper = Keeper("ankiflask-verify-")

    @property
    def folder(self) -> Path:
        """Where packages and collections are."""
        return self._keeper.folder

    def start(self) -> None:
        """Start Anki. Raises UsageError where it is not installed."""
        try:
            self._started()
        except RehearsalError as error:
            self.end()
            raise UsageError(f"Anki could not be started. {error}", _INSTALL) from None
        except BaseException:
            self.end()
            raise

    def ask(self, command: Mapping[str, Any]) -> Any:
        """Return the answer to a command; raises RehearsalError."""
        if not self._is_running:
            self._started()
        match self._answer(json.dumps(command)):
            case {"result": result}:
                return result
            case {"error": str(words)}:
                raise RehearsalError(words)
        raise RehearsalError("Anki gave no answer.")

    def end(self) -> None:
        """End Anki and remove the folder."""
        self._keeper.end()

    def _started(self) -> None:
        # -P: no file of the folder where the user stands is taken for a module.
        words = (self._python, "-P", "-X", "utf8", "-m", "ankiflask.rehearsal", str(self.folder))
        self._keeper.start(words)
        self._is_running = True
        match self._answer():
            case {"anki": str(version)}:
                self.version = version
            case {"missing": str(why)}:
                raise UsageError(f"There is no Anki to rehearse with ({why}).", _INSTALL)

    def _answer(self, line: str = "") -> Any:
        late = threading.Event()

        def stop() -> None:
            late.set()
            self._keeper.stop()

        watchdog = Watchdog(self._patience, stop)
        watchdog.start()
        try:
            if line:
                self._keeper.say(line)
            answer = self._keeper.read()
        finally:
            watchdog.cancel()
        if not answer or "ended" in answer:
            self._is_running = False
            self._refuse(answer.get("ended"), is_late=late.is_set())
        return answer

    def _refuse(self, code: object, *, is_late: bool) -> NoReturn:
        if is_late:
            raise RehearsalError(f"Anki did not answer for {self._patience:g} seconds.")
        raise RehearsalError(f"Anki broke down, with exit code {code}.")


def imported(answer: Any) -> Imported:
    """Return what an import did."""
    return Imported(**{**answer, "held": held(answer["held"])})


def examined(answer: Any) -> Examined:
    """Return what Anki complains of."""
    return Examined(
        check=tuple(answer["check"]),
        broken=dict(answer["broken"]),
        empty=tuple(answer["empty"]),
        faulty=dict(answer["faulty"]),
        missing={name: tuple(notes) for name, notes in answer["missing"]},
    )


def held(answer: Any) -> Held:
    """Return what a collection holds."""
    return Held(
        notes=tuple(_note(*row) for row in answer["notes"]),
        cards=tuple(_card(*row) for row in answer["cards"]),
        note_types={row[0]: _note_type(*row) for row in answer["note_types"]},
        decks=dict(answer["decks"]),
        reviews=dict(answer["reviews"]),
        media=answer["media"],
    )


def _note(*row: Any) -> CollectionNote:
    names = ("id", "guid", "note_type", "second")
    *plain, tags, fields = row
    return CollectionNote(
        **dict(zip(names, plain, strict=True)), tags=tuple(tags), fields=tuple(fields)
    )


_CARD_FIELDS = tuple(each.name for each in dataclass_fields(CollectionCard))


def _card(*row: Any) -> CollectionCard:
    return CollectionCard(**dict(zip(_CARD_FIELDS, row, strict=True)))


def _note_type(*row: Any) -> CollectionNoteType:
    number, name, is_cloze, sort_field, second, fields, templates, css = row
    return CollectionNoteType(
        id=number,
        name=name,
        is_cloze=is_cloze,
        sort_field=sort_field,
        second=second,
        fields=tuple(CollectionField(each, None) for each in fields),
        templates=tuple(CollectionTemplate(each, None, *sides) for each, *sides in templates),
        css=css,
    )


class Anki:
    """Desks in a temporary folder, which is gone afterwards.

    Every method raises RehearsalError where Anki refuses, breaks down, or does not answer for
    `patience` seconds; the other desks live on. `python` is the interpreter that has Anki. Raises
    UsageError where it has none.
    """

    def __init__(self, patience: float = PATIENCE, python: str = sys.executable) -> None:
        self._process = Process(patience, python)

    def __enter__(self) -> Self:
        self._process.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.end()

    @property
    def version(self) -> str:
        """The version of Anki, as `26.09.3`."""
        return self._process.version

    def keep(self, name: str, package: bytes) -> None:
        """Put a package down under a name, for imports."""
        (self._process.folder / _file(name)).write_bytes(package)

    def import_package(
        self, desk: str, package: str, options: ImportOptions = ImportOptions.DEFAULT
    ) -> Imported:
        """Import a package that was put down. A new desk has an empty collection."""
        return imported(self._ask("import_package", desk, package=_file(package), options=options))

    def learn(self, desk: str, habits: Habits) -> Held:
        """Let a learner work with the collection; return what it holds then."""
        return held(self._ask("learn", desk, habits=asdict(habits)))

    def examine(self, desk: str, *, renders: bool = False) -> Examined:
        """Return what Anki complains of; where asked to, it renders every card."""
        return examined(self._ask("examine", desk, renders=renders))

    def copy(self, desk: str, to: str) -> None:
        """Make another desk like this one."""
        self._ask("copy", desk, to=to)

    def _ask(self, command: str, desk: str, **arguments: Any) -> Any:
        return self._process.ask({"do": command, "desk": desk, **arguments})


def _file(package: str) -> str:
    return f"{package}.apkg"
