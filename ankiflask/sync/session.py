"""What a sync writes with: a connection to one profile, and the journal."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ankiflask.errors import AnkiError
from ankiflask.identity import AnkiNoteId
from ankiflask.sync.ankiconnect.collection import Live, LiveNote, notes_by_id
from ankiflask.sync.ankiconnect.connection import Connection
from ankiflask.sync.ankiconnect.greeting import Greeting, greet
from ankiflask.sync.journal import JournalWriter


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncSession:
    """A connection to the profile that was looked at, and the journal of what is done to it.

    `descriptions` are HTML by the names of decks: a package that adds notes writes them again.
    `scratch` is a folder for files that Anki reads, if it can. `progress` shows what is being done.
    """

    connection: Connection
    greeting: Greeting
    live: Live
    journal: JournalWriter
    progress: Callable[[str], None]
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

    def read(self, nids: Sequence[AnkiNoteId]) -> dict[AnkiNoteId, LiveNote]:
        """Return the notes of these ids as they are now; those that are gone are left out."""
        found = notes_by_id(self.connection, self.live.note_types, nids)
        return {note.nid: note for note in found}


def other_profile(before: Greeting, now: Greeting) -> str:
    """Return that another profile is open, and which, as far as the add-on can name them."""
    if before.profile is None or now.profile in (None, before.profile):
        return "Another profile has been opened in Anki"
    return f"Anki had the profile {before.profile!r} open, and now has {now.profile!r}"
