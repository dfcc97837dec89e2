"""A person who learns with a real Anki: the client of driver.py."""

import json
import subprocess
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.anki.collection import Card, Collection, Note, Rendered, rendered
from tests.anki.make_environments import Environment
from tests.anki.sync_server import SyncServer

_ROOT = Path(__file__).resolve().parents[2]
_PATIENCE = 60.0  # seconds until Anki is taken to hang


class AnkiError(Exception):
    """Anki refused or ended: its own words."""


class Anki:
    """A running Anki of one version, with any number of learners at it."""

    def __init__(self, environment: Environment) -> None:
        if not environment.is_ready:
            raise AnkiError(
                f"Anki {environment.version} is not installed in {environment.folder}, or not as"
                f" {environment.requirement}. Run `make test`: it makes the environments."
            )
        self.version = environment.version
        self._process = subprocess.Popen(
            (environment.python, "-X", "utf8", "-m", "tests.anki.driver"),
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={"LANG": "C.UTF-8"},
        )

    @property
    def wheel(self) -> str:
        """The version that the installed `anki` wheel says it is, as `26.09.3`."""
        return str(self.ask({"do": "version"}))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.communicate(timeout=_PATIENCE)

    def ask(self, command: dict[str, Any]) -> Any:
        """Return the answer to a command of driver.py."""
        if self._process.stdin is None or self._process.stdout is None:
            raise AnkiError("Anki was started without pipes.")
        watchdog = threading.Timer(_PATIENCE, self._process.kill)
        watchdog.start()
        try:
            self._process.stdin.write(json.dumps(command) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        finally:
            watchdog.cancel()
        match json.loads(line or '{"error": "no answer"}'):
            case {"result": result}:
                return result
            case answer:
                raise AnkiError(f"Anki {self.version}, {command['do']}: {answer['error']}")


@dataclass(frozen=True, slots=True)
class ImportLog:
    """What an import did, note by note: the first field of each note under its heading."""

    new: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    duplicate: tuple[str, ...] = ()
    conflicting: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


class Learner:
    """A person with a collection of their own. Notes and cards are named by the values of `look`."""

    def __init__(self, anki: Anki, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._anki = anki
        self._desk = anki.ask({"do": "open", "path": str(folder / "collection.anki2")})

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

    def review(self, deck: str, buttons: Sequence[int]) -> tuple[int, ...]:
        """Answer what the scheduler offers, a button (1 to 4) each; return the ids of the cards."""
        return tuple(self._do("review", deck=deck, buttons=list(buttons)))

    def write_own_note(self, deck: str, front: str, back: str) -> None:
        """Add a note of Anki's type Basic."""
        self._do("write_own_note", deck=deck, texts=[front, back])

    def edit(self, note: Note, field: str, text: str) -> None:
        """Write a text into a field."""
        self._do("edit", note=note.id, field=field, text=text)

    def tag(self, note: Note, *tags: str) -> None:
        """Add tags."""
        self._do("tag", note=note.id, tags=" ".join(tags))

    def move(self, cards: Iterable[Card], deck: str) -> None:
        """Move cards to a deck, which is made where there is none."""
        self._do("move", cards=[card.id for card in cards], deck=deck)

    def suspend(self, cards: Iterable[Card]) -> None:
        """Suspend cards."""
        self._do("suspend", cards=[card.id for card in cards])

    def flag(self, cards: Iterable[Card], colour: int) -> None:
        """Give cards one of the flags 1 to 7."""
        self._do("flag", cards=[card.id for card in cards], colour=colour)

    def delete(self, *notes: Note) -> None:
        """Delete notes with their cards."""
        self._do("delete", notes=[note.id for note in notes])

    def look(self) -> Collection:
        """Return everything that the collection holds now."""
        return Collection.read(self._do("look"))

    def check_database(self) -> tuple[str, ...]:
        """Return what Check Database, Empty Cards and Check Media find wrong."""
        return tuple(self._do("check_database"))

    def render(self) -> tuple[Rendered, ...]:
        """Return every card as Anki shows it, in the order of the ids."""
        return tuple(rendered(each) for each in self._do("render"))

    def plain(self, html: str) -> str:
        """Return what Anki takes for the text of a piece of HTML."""
        return str(self._do("plain", text=html))

    def cloze_numbers(self, texts: Sequence[str]) -> tuple[tuple[int, ...], ...]:
        """Return for each text the cloze numbers that Anki finds in it, in order."""
        return tuple(tuple(each) for each in self._do("cloze_numbers", texts=list(texts)))

    def sync(self, server: SyncServer) -> str:
        """Synchronise; return NO_CHANGES, FULL_UPLOAD or FULL_DOWNLOAD when done, else FULL_SYNC."""
        return str(
            self._do("sync", endpoint=server.endpoint, user=server.USER, password=server.PASSWORD)
        )
