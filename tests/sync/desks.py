"""An author with a small deck, a learner whose Anki is served, and a sync from the one to the other."""

import contextlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from ankiflask.cli import doctor as commands
from ankiflask.cli.app import run
from ankiflask.identity import NoteId, guid
from ankiflask.sync.ankiconnect.connection import connect
from tests.addon.client import Addon
from tests.anki.collection import Card, Collection, Note
from tests.anki.learner import Learner

DAY = 86_400
FIRST_AT = 1_700_000_000  # seconds of an author's first release; a day to each later one
SECOND_AT, THIRD_AT = FIRST_AT + DAY, FIRST_AT + 2 * DAY

_NOTES: tuple[dict[str, Any], ...] = (
    {"id": "robin", "question": "What colour is a robin's breast?", "answer": "Orange."},
    {"id": "wren", "question": "Which bird is the loudest for its size?", "answer": "The wren."},
    {"id": "owl", "question": "When do owls hunt?", "answer": "At night.", "difficulty": "hard"},
    {"id": "eel", "question": "Is an eel a bird?", "answer": "No: a fish.", "note": "It swims."},
    {"id": "egg", "cloze": "A robin's egg is {{c1::blue}}, an owl's {{c2::white}}."},
    {"id": "nest", "cloze": "A wren builds {{c1::several}} nests."},
    {"id": "heron", "question": "Which bird stands in water?", "answer": "The heron.",
     "reverse": "Where does a heron stand?"},
    {"id": "swan", "question": "Which bird is this?", "answer": "A swan.", "picture": "swan.png"},
)  # fmt: skip
IDS = tuple(note["id"] for note in _NOTES)


class Author:
    """Writes a deck of eight notes (IDS) in a folder, and releases it as packages.

    In it are two clozes ("egg" with two cards), one question with a reverse card ("heron") and one
    with a picture ("swan"): ten cards. Topics are "birds" and, of the eel, "fish".
    """

    def __init__(self, folder: Path, uid: str = "birds", deck: str = "Birds") -> None:
        self.folder, self.uid = folder, uid
        self.head: dict[str, Any] = {"deck": deck, "uid": uid, "difficulty": "medium"}
        self.retired: list[str] = []
        self.notes: dict[str, dict[str, Any]] = {}
        for note in _NOTES:
            self.add(**note, topics=["fish" if note["id"] == "eel" else "birds"])
        self.draw("swan.png", b"a swan")

    def add(self, id: str, **values: Any) -> None:  # noqa: A002 - the file's own word
        """Write another note at the end."""
        self.notes[id] = {"id": id, **values}

    def edit(self, note_id: str, **values: Any) -> None:
        """Write keys of a note anew."""
        self.notes[note_id].update(values)

    def regrade(self, note_id: str, difficulty: str) -> None:
        """Give a note another difficulty: its tags and a field change."""
        self.edit(note_id, difficulty=difficulty)

    def retire(self, note_id: str) -> None:
        """Take a note out for good."""
        del self.notes[note_id]
        self.retired.append(note_id)

    def describe(self, **values: Any) -> None:
        """Write keys of the deck anew, as `description`, `subdecks` or `deck`."""
        self.head.update(values)

    def draw(self, name: str, content: bytes) -> None:
        """Write a file into the folder `media`."""
        (self.folder / "media").mkdir(parents=True, exist_ok=True)
        (self.folder / "media" / name).write_bytes(content)

    def write(self) -> Path:
        """Write deck.yaml (JSON is YAML); return its folder, which a sync can be given."""
        (self.folder / "deck.yaml").write_text(self._text(), encoding="utf-8")
        return self.folder

    def release(self, second: int = FIRST_AT) -> Path:
        """Write deck.yaml and build it with the clock at a second; return the package."""
        out = self.folder / f"dist-{second}"
        env = {"SOURCE_DATE_EPOCH": str(second)}
        ended = _ran(["build", str(self.write()), "-o", str(out), "--json"], env)
        assert ended.code == 0, ended
        return out / f"{self.uid}.apkg"

    def _text(self) -> str:
        deck = {**self.head, "retired": self.retired, "notes": [*self.notes.values()]}
        return json.dumps(deck, indent=1, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a sync ended: its exit code, the JSON that it said, and its messages."""

    code: int
    report: Any
    err: str

    @property
    def deck(self) -> Any:
        """What the JSON says of the one deck."""
        (only,) = self.report["decks"]
        return only

    def told(self) -> dict[str, list[str]]:
        """Return the lists of the one deck that are not empty, sorted, but `unchanged`, `changes`."""
        lists = {name: each for name, each in self.deck.items() if isinstance(each, list) and each}
        names = lists.keys() - {"unchanged", "changes"}
        return {name: sorted(lists[name]) for name in names}


def synced(
    addon: Addon, state: Path, *words: str | Path, at: int | None = None, patience: float = 1.0
) -> Ended:
    """Run `ankiflask sync --yes-many --json` with these words, in process.

    `state` is the user's state folder, `at` the clock by which locks are settled (now, if None), and
    `patience` scales all time limits.
    """
    env = {"XDG_STATE_HOME": str(state), "ANKICONNECT_URL": addon.url}
    if at is not None:
        env["SOURCE_DATE_EPOCH"] = str(at)
    return _ran(["sync", *map(str, words), "--yes-many", "--json"], env, patience)


def _ran(words: list[str], env: Mapping[str, str], patience: float = 1.0) -> Ended:
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in env.items():
            patch.setenv(name, value)
        patch.setattr(commands, "connect", partial(connect, patience=patience))
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(words)
    return Ended(code, json.loads(out.getvalue() or "null"), err.getvalue())


def note(seen: Learner | Collection, note_id: str, uid: str = "birds") -> Note:
    """Return the one note of an id, by its GUID."""
    collection = seen.look() if isinstance(seen, Learner) else seen
    return collection.note(guid(uid, NoteId(note_id)))


def cards(seen: Learner | Collection, *note_ids: str, uid: str = "birds") -> tuple[Card, ...]:
    """Return the cards of notes."""
    collection = seen.look() if isinstance(seen, Learner) else seen
    return tuple(
        card for each in note_ids for card in collection.cards_of(note(collection, each, uid))
    )
