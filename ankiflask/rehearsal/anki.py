"""The answers of the process that holds Anki, as values."""

import sys
from dataclasses import asdict
from types import TracebackType
from typing import Any, Self

from ankiflask.rehearsal.model import (
    Examined,
    Habits,
    Held,
    HeldCard,
    HeldNote,
    HeldNoteType,
    Imported,
    ImportOptions,
)
from ankiflask.rehearsal.process import PATIENCE, Process, RehearsalError


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
        reviews=dict(answer["reviews"]),
        media=answer["media"],
    )


def _note(*row: Any) -> HeldNote:
    names = ("row", "guid", "note_type", "second")
    *plain, tags, fields = row
    return HeldNote(**dict(zip(names, plain, strict=True)), tags=tuple(tags), fields=tuple(fields))


def _card(*row: Any) -> HeldCard:
    names = ("row", "note", "ordinal", "deck", "type", "queue", "reviews", "interval", "flag")
    return HeldCard(**dict(zip(names, row, strict=True)))


def _note_type(*row: Any) -> HeldNoteType:
    number, name, is_cloze, fields, templates, css = row
    return HeldNoteType(
        id=number,
        name=name,
        is_cloze=is_cloze,
        fields=tuple(fields),
        templates=tuple((each[0], each[1], each[2]) for each in templates),
        css=css,
    )


__all__ = ["Anki", "RehearsalError"]


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
