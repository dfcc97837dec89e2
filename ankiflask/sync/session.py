"""What is about to be written into Anki, on disk before it is asked for."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

from ankiflask.anki.collection import Live
from ankiflask.errors import AnkiError
from ankiflask.sync.ankiconnect.connection import Connection
from ankiflask.sync.ankiconnect.greeting import Greeting, greet
from ankiflask.sync.journal import entry_line
from ankiflask.sync.model import Deed, Done, Header, Step


def header(second: int, url: str, greeting: Greeting, uids: Iterable[str]) -> Header:
    """Return what a journal begins with: who began to write where."""
    return Header(
        second=second, url=url, profile=greeting.profile, home=greeting.home, uids=tuple(uids)
    )


class Diary:
    """The journal of one sync, as it is written. `append` returns when the disk has the text."""

    def __init__(self, append: Callable[[str], None], header: Header) -> None:
        self._append = append
        self._numbers = count(1)
        self.is_blank = True
        append(entry_line(header))

    @contextmanager
    def noted(self, deeds: Sequence[Deed]) -> Iterator[None]:
        """Note what is done inside; that it was done is noted only where nothing was raised."""
        numbers = tuple(islice(self._numbers, len(deeds)))
        steps = (Step(number, deed) for number, deed in zip(numbers, deeds, strict=True))
        self._append("".join(map(entry_line, steps)))
        self.is_blank = False
        yield
        self._append(entry_line(Done(numbers)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A connection to the profile that was looked at, and the journal of what is done to it.

    `descriptions` are HTML by the names of decks: a package that adds notes writes them anew.
    `scratch` is a folder for files that Anki reads, if it can.
    """

    connection: Connection
    greeting: Greeting
    live: Live
    diary: Diary
    tell: Callable[[str], None]
    descriptions: Mapping[str, str]
    scratch: Path

    @property
    def is_shared(self) -> bool:
        """Whether Anki works on the disk that we see."""
        home = self.greeting.home
        return bool(home) and Path(home).is_dir()

    def refuse_other_profile(self) -> None:
        """Raise AnkiError where the user has opened another profile meanwhile."""
        now = greet(self.connection)
        if (now.profile, now.home) != (self.greeting.profile, self.greeting.home):
            message = f"{other_profile(self.greeting, now)}, so the sync stopped there."
            raise AnkiError(message, "Open the first one, and run this again.")


def other_profile(before: Greeting, now: Greeting) -> str:
    """Return that another profile is open, and which, as far as the add-on can name them."""
    if before.profile is None or now.profile in (None, before.profile):
        return "Another profile has been opened in Anki"
    return f"Anki had the profile {before.profile!r} open, and now has {now.profile!r}"
