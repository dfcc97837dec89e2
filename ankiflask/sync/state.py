"""Which notes a profile has held, as text: one that was seen and is gone was deleted there."""

import contextlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ankiflask.errors import AnkiError, InputError, OutputError
from ankiflask.files.locks import hold
from ankiflask.files.read import read_text
from ankiflask.files.write import write_file
from ankiflask.identity import NoteId
from ankiflask.problems import Problem, Severity, Source
from ankiflask.sync.ankiconnect.actions import is_texts
from ankiflask.sync.ankiconnect.greeting import Greeting
from ankiflask.text import excerpt

_FORMAT = 1


def seen_text(seen: Mapping[str, Iterable[str]]) -> str:
    """Return the text; equal for equal ids. `seen` gives the ids of notes by their deck's uid."""
    content = {"format": _FORMAT, "seen": {uid: sorted(set(ids)) for uid, ids in seen.items()}}
    return json.dumps(content, sort_keys=True, indent=1) + "\n"


def read_seen(source: Source) -> tuple[Mapping[str, frozenset[NoteId]], tuple[Problem, ...]]:
    """Return the ids by uid: as many as can be read, and a warning where that is not all.

    An empty text has seen nothing.
    """
    if not source.text:
        return {}, ()
    try:
        content = json.loads(source.text)
    except (ValueError, RecursionError):
        content = None
    match content:
        case {"format": int(number), "seen": dict(seen)} if number == _FORMAT:
            sound = {uid: ids for uid, ids in seen.items() if is_texts(ids)}
            broken = tuple(_unreadable(source, uid) for uid in seen if uid not in sound)
            return {uid: frozenset(map(NoteId, ids)) for uid, ids in sound.items()}, broken
    return {}, (_unreadable(source, ""),)


def _unreadable(source: Source, uid: str) -> Problem:
    of = f' of "{excerpt(uid)}"' if uid else ""
    return Problem(
        file=source.file,
        line=0,
        rule="seen-unreadable",
        severity=Severity.WARNING,
        message=f"Which notes{of} were in Anki before cannot be read.",
        remedy="A note that was deleted in Anki is added again by this sync.",
    )


_MAX_FILES_OF_A_KIND = 20
_SECONDS_PER_DAY = 86_400
_OWN = re.compile(r"\d+-\d{3}\.")


@dataclass(frozen=True, slots=True)
class State:
    """The folder, and when the sync began, in seconds since 1970."""

    folder: Path
    now: int

    def of(self, greeting: Greeting, url: str) -> "ProfileState":
        """Return the part of the profile that greeted."""
        known_by = greeting.home or f"{url} {greeting.profile or ''}"
        return ProfileState(self.folder / sha256(known_by.encode()).hexdigest()[:16], self.now)


@dataclass(frozen=True, slots=True)
class ProfileState:
    """What is remembered of one profile of Anki."""

    folder: Path
    now: int

    @property
    def remembers(self) -> bool:
        """Whether it is known what former syncs saw here."""
        return self._seen.exists() and not self._read()[1]

    @property
    def _seen(self) -> Path:
        return self.folder / "seen.json"

    def seen(self) -> Mapping[str, frozenset[NoteId]]:
        """Return the ids of notes that were once seen, by uid, as far as they can be read."""
        return self._read()[0] if self._seen.exists() else {}

    def _read(self) -> tuple[Mapping[str, frozenset[NoteId]], tuple[Problem, ...]]:
        try:
            return read_seen(read_text(self._seen))
        except InputError as error:
            return {}, error.problems

    def note_seen(self, live: Mapping[str, frozenset[NoteId]]) -> None:
        """Remember these ids beside those of former syncs."""
        before = self.seen()
        both = {
            uid: before.get(uid, frozenset()) | live.get(uid, frozenset())
            for uid in {*before, *live}
        }
        write_file(self._seen, seen_text(both).encode())

    def new(self, kind: str, suffix: str) -> Path:
        """Return a file that is not there yet, and drop the oldest of its kind."""
        folder = self.folder / kind
        _make(folder)
        old = [each for each in sorted(folder.iterdir()) if not each.match(f"{self.now}-*")]
        for path in old[: 1 - _MAX_FILES_OF_A_KIND]:
            with contextlib.suppress(OSError):
                path.unlink()
        for number in range(1, 1000):
            path = folder / f"{self.now}-{number:03}{suffix}"
            if not path.exists():
                return path
        raise OutputError(f"{folder} is full of files of this second.", "Wait a moment.")

    def remove_leftovers(self) -> None:
        """Remove what killed runs, of ankiflask or of Anki, left here more than a day ago."""
        for path in (each for each in self.folder.rglob("*") if each.is_file()):
            is_kept = path == self._seen or (path.parent != self.folder and _OWN.match(path.name))
            with contextlib.suppress(OSError):
                if not is_kept and path.lstat().st_mtime < self.now - _SECONDS_PER_DAY:
                    path.unlink()

    def newest_first(self, kind: str, suffix: str) -> list[Path]:
        """Return the files of a kind."""
        return sorted((self.folder / kind).glob(f"*{suffix}"), reverse=True)


@contextlib.contextmanager
def only_sync(state: State) -> Iterator[None]:
    """Be the only sync of this user. Raises AnkiError where another is at work."""
    _make(state.folder)
    with (state.folder / "sync.lock").open("ab") as file:
        try:
            hold(file.fileno())
        except BlockingIOError:
            message = "Another ankiflask is syncing, so nothing was done."
            raise AnkiError(message, "Wait until it is done, and run this again.") from None
        except OSError:
            pass  # this file system has no locks
        yield


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        message = f"The folder {folder} cannot be made: {error.strerror}."
        raise OutputError(message, "Look at its rights, or set XDG_STATE_HOME.") from error
