"""The user's state folder: one sync at a time, the ids seen in each profile, backups, journals."""

import contextlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ankiflask.connect import Greeting
from ankiflask.files.hold import hold
from ankiflask.files.read import read_text
from ankiflask.files.write import write_file
from ankiflask.journal import read_seen, seen_text
from ankiflask.values.errors import AnkiError, InputError, OutputError
from ankiflask.values.problems import Problem

_KEPT = 20  # backups, and journals, of each profile
_DAY = 86_400  # seconds
_OWN = re.compile(r"\d+-\d{3}\.")


@dataclass(frozen=True, slots=True)
class State:
    """The folder, and the second at which the sync began."""

    folder: Path
    second: int

    def of(self, greeting: Greeting, url: str) -> "ProfileState":
        """Return the part of the profile that greeted."""
        known_by = greeting.home or f"{url} {greeting.profile or ''}"
        return ProfileState(self.folder / sha256(known_by.encode()).hexdigest()[:16], self.second)


@dataclass(frozen=True, slots=True)
class ProfileState:
    """What is remembered of one profile of Anki."""

    folder: Path
    second: int

    @property
    def remembers(self) -> bool:
        """Whether it is known what former syncs saw here."""
        return self._seen.exists() and not self._read()[1]

    @property
    def _seen(self) -> Path:
        return self.folder / "seen.json"

    def seen(self) -> Mapping[str, frozenset[str]]:
        """Return the ids of notes that were once seen, by uid, as far as they can be read."""
        return self._read()[0] if self._seen.exists() else {}

    def _read(self) -> tuple[Mapping[str, frozenset[str]], tuple[Problem, ...]]:
        try:
            return read_seen(read_text(self._seen))
        except InputError as error:
            return {}, error.problems

    def note_seen(self, live: Mapping[str, frozenset[str]]) -> None:
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
        self._drop_oldest(folder)
        for number in range(1, 1000):
            path = folder / f"{self.second}-{number:03}{suffix}"
            if not path.exists():
                return path
        raise OutputError(f"{folder} is full of files of this second.", "Wait a moment.")

    def remove_leftovers(self) -> None:
        """Remove what killed runs, of ankiflask or of Anki, left here more than a day ago."""
        for path in (each for each in self.folder.rglob("*") if each.is_file()):
            is_kept = path == self._seen or (path.parent != self.folder and _OWN.match(path.name))
            with contextlib.suppress(OSError):
                if not is_kept and path.lstat().st_mtime < self.second - _DAY:
                    path.unlink()

    def _drop_oldest(self, folder: Path) -> None:
        old = [each for each in sorted(folder.iterdir()) if not each.match(f"{self.second}-*")]
        for path in old[: 1 - _KEPT]:
            with contextlib.suppress(OSError):
                path.unlink()

    def newest_first(self, kind: str, suffix: str) -> list[Path]:
        """Return the files of a kind."""
        return sorted((self.folder / kind).glob(f"*{suffix}"), reverse=True)


@contextlib.contextmanager
def alone(state: State) -> Iterator[None]:
    """Be the only sync of this user. Raises AnkiError where another is at work."""
    _make(state.folder)
    with (state.folder / "sync.lock").open("ab") as file:
        _hold(file.fileno())
        yield


def _hold(handle: int) -> None:
    try:
        hold(handle)
    except BlockingIOError:
        message = "Another ankiflask is syncing, so nothing was done."
        raise AnkiError(message, "Wait until it is done, and run this again.") from None
    except OSError:
        return  # there are no holds here


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        message = f"The folder {folder} cannot be made: {error.strerror}."
        raise OutputError(message, "Look at its rights, or set XDG_STATE_HOME.") from error
