"""An author who changes a deck and publishes it, again and again."""

import time
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from ankiflask.clock import Clock
from ankiflask.files.places import places
from ankiflask.pipeline.build import build

UID = "any"
_TOPICS = ("alpha", "beta", "gamma")
_DIFFICULTIES = ("easy", "medium", "hard")
# Signs that Anki's editor writes in another way when a field is only looked at.
_SIGNS = 'a & b, x < y, "quoted", [list], `code "x" < 1`, 1 > 0'


@dataclass
class Author:
    """A deck folder. `releases` are its packages, the oldest first."""

    folder: Path
    notes: dict[str, dict[str, object]] = field(default_factory=dict)
    retired: list[str] = field(default_factory=list)
    releases: list[Path] = field(default_factory=list)
    # Learners' own changes bear the present second. Releases begin below it, and may get above.
    second: int = field(default_factory=lambda: int(time.time()) - 2000)
    _changes: int = 0

    def begin(self) -> None:
        """Write the first deck and publish it."""
        self.folder.mkdir(parents=True)
        for _ in range(4):
            self.add()
        self.publish(1)

    @property
    def clock(self) -> Clock:
        """The clock, at the present second."""
        return Clock.of(self.second)

    def work(self, what: str, which: int) -> None:
        """Add a note, or do something else with one that there is."""
        ids = sorted(self.notes)
        if what == "add":
            self.add()
        else:
            getattr(self, what)(ids[which % len(ids)])

    def add(self) -> None:
        """Write a new note, every third a cloze."""
        number = len(self.notes) + len(self.retired)
        note_id = f"note-{number}"
        texts = {"cloze": ""} if number % 3 == 2 else {"question": f"Question {number}?"}
        self.notes[note_id] = {"difficulty": "easy", "topics": ["alpha"], **texts}
        self.edit(note_id)

    def edit(self, note_id: str) -> None:
        """Write another text into a note."""
        note = self.notes[note_id]
        self._changes += 1
        if "cloze" in note:
            note["cloze"] = f"{_SIGNS} is {{{{c1::{self._changes}}}}}."
        else:
            note["answer"] = f"{_SIGNS} is {self._changes}."

    def explain(self, note_id: str) -> None:
        """Write another text into another field of a note."""
        self._changes += 1
        self.notes[note_id]["note"] = f"Because of {self._changes}."

    def regrade(self, note_id: str) -> None:
        """Give a note the next difficulty."""
        now = _DIFFICULTIES.index(str(self.notes[note_id]["difficulty"]))
        self.notes[note_id]["difficulty"] = _DIFFICULTIES[(now + 1) % 3]

    def change_topics(self, note_id: str) -> None:
        """Give a note other topics: one, then two, in turn."""
        self._changes += 1
        first = self._changes % 3
        topics = {_TOPICS[first], _TOPICS[(first + self._changes % 2) % 3]}
        self.notes[note_id]["topics"] = sorted(topics)

    def retire(self, note_id: str) -> None:
        """Retire a note, unless it is the last one."""
        if len(self.notes) > 1:
            del self.notes[note_id]
            self.retired.append(note_id)

    def write(self, seconds: int) -> None:
        """Write the deck file, so many seconds after the last time."""
        self.second += seconds
        notes = [{"id": note_id, **note} for note_id, note in self.notes.items()]
        deck = {"deck": "Any", "uid": UID, "notes": notes}
        if self.retired:
            deck["retired"] = self.retired
        text = yaml.safe_dump(deck, sort_keys=False)
        (self.folder / "deck.yaml").write_text(text, encoding="utf-8")

    def publish(self, seconds: int) -> None:
        """Build a package, so many seconds after the last time."""
        self.write(seconds)
        into = self.folder.parent / f"release-{len(self.releases)}"
        (made,) = build(places((str(self.folder),)), into, self.clock).decks
        self.releases.append(Path(made.file))
