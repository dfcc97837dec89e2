"""A person who learns with a real Anki: the client of driver.py."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.addon.client import Addon
from tests.addon.desktop import Line
from tests.anki.collection import Collection, Rendered, rendered
from tests.anki.hands import Hands
from tests.anki.program import Anki, AnkiError
from tests.anki.sync_server import SyncServer

__all__ = ["Anki", "AnkiError", "ImportLog", "Learner"]


@dataclass(frozen=True, slots=True)
class ImportLog:
    """What an import did, note by note: the first field of each note under its heading."""

    new: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    duplicate: tuple[str, ...] = ()
    conflicting: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


class Learner(Hands):
    """A person with a collection of their own. Notes and cards are named by the values of `look`."""

    def __init__(self, anki: Anki, folder: Path, profile: str = "User 1") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._anki = anki
        self._folder = folder
        path = str(folder / "collection.anki2")
        self._desk = anki.ask({"do": "open", "path": path, "profile": profile})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._do("close")

    def _do(self, operation: str, **arguments: Any) -> Any:
        return self._anki.ask({"do": operation, "desk": self._desk, **arguments})

    def import_package(self, path: Path, **options: int) -> ImportLog:
        """Import with Anki's default options, or with others named as Anki names them."""
        log = self._do("import_package", path=str(path), options=options)
        named = {
            heading: tuple(sorted(log.pop(heading)))
            for heading in ("new", "updated", "duplicate", "conflicting")
        }
        return ImportLog(**named, other=tuple(sorted(chain.from_iterable(log.values()))))

    def look(self) -> Collection:
        """Return everything that the collection holds now."""
        return Collection.read(self._do("look"))

    def check_database(self) -> tuple[str, ...]:
        """Return what Check Database, Empty Cards and Check Media find wrong."""
        return tuple(self._do("check_database"))

    def render(self) -> tuple[Rendered, ...]:
        """Return every card as Anki shows it, in the order of the ids."""
        return tuple(rendered(each) for each in self._do("render"))

    def description(self, deck: str) -> str:
        """Return the description of a deck, HTML."""
        return str(self._do("description", deck=deck))

    def plain(self, html: str) -> str:
        """Return what Anki takes for the text of a piece of HTML."""
        return str(self._do("plain", text=html))

    def cloze_numbers(self, texts: Sequence[str]) -> tuple[tuple[int, ...], ...]:
        """Return for each text the cloze numbers that Anki finds in it, in order."""
        return tuple(tuple(each) for each in self._do("cloze_numbers", texts=list(texts)))

    def threads(self) -> int:
        """Return how many threads this Anki runs."""
        return int(self._do("threads"))

    def sync(self, server: SyncServer) -> str:
        """Synchronise; return NO_CHANGES, FULL_UPLOAD or FULL_DOWNLOAD when done, else FULL_SYNC."""
        return str(
            self._do("sync", endpoint=server.endpoint, user=server.USER, password=server.PASSWORD)
        )

    @contextmanager
    def serve(self, line: Line = "new", key: str | None = None) -> Iterator[Addon]:
        """Have the AnkiConnect add-on at this desk; its profile "User 2" is at first empty."""
        served_before = len([*self._folder.glob("other-*")])
        with Learner(self._anki, self._folder / f"other-{served_before}", "User 2") as other:
            port = self._do("serve", line=line, key=key)
            try:
                self._do("lend", other=other._desk)
                yield Addon(f"http://127.0.0.1:{port}", self._do, other)
            finally:
                self._do("stop_serving")
