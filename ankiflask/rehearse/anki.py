"""What can be done with the real Anki in throw-away collections, each at a desk with a name."""

import sys
from dataclasses import asdict
from types import TracebackType
from typing import Any, Self

from ankiflask.rehearse.answers import examined, held, imported
from ankiflask.rehearse.process import PATIENCE, Process, RehearsalError
from ankiflask.values.rehearsal import Examined, Habits, Held, Imported, ImportOptions

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
