"""How notes are called in a verdict."""

import re
from collections.abc import Iterable

from ankiflask.html import without_tags
from ankiflask.rehearsal.model import Flaw, HeldNote, NoteName
from ankiflask.text import excerpt, one_line

_DIRECTIONS = re.compile("[\u2066-\u2069]")  # Anki puts names and numbers between such marks


class Naming:
    """Names the notes of a package; `uid` is the deck's where ankiflask built it, else "".

    `retired` are the ids that are gone on purpose.
    """

    def __init__(self, uid: str = "", retired: Iterable[str] = ()) -> None:
        self._prefix = f"{uid}/" if uid else ""
        self.retired = frozenset(retired)

    @property
    def is_ours(self) -> bool:
        """Whether ankiflask built the package."""
        return bool(self._prefix)

    def is_retired(self, note: HeldNote) -> bool:
        """Whether the note is gone on purpose."""
        return self._name(note).id in self.retired

    def names(self, notes: Iterable[HeldNote]) -> tuple[NoteName, ...]:
        """Return the names, sorted, each once."""
        return tuple(sorted({self._name(note) for note in notes}, key=_order))

    def _name(self, note: HeldNote) -> NoteName:
        first, *others = note.fields
        if self._prefix and first.startswith(self._prefix):
            return NoteName(first.removeprefix(self._prefix), _text(*others))
        return NoteName(note.guid, _text(*note.fields))


def plain(text: str) -> str:
    """Return the text of a field, or of Anki's words, without its HTML."""
    return one_line(without_tags(_DIRECTIONS.sub("", text), " "))


def _order(name: NoteName) -> tuple[str, str]:
    return name.id, name.text


def _text(*fields: str) -> str:
    return excerpt(next(filter(None, map(plain, fields)), ""), 40)


def stopped(words: str, during: str) -> Flaw:
    """Return the flaw; `words` are Anki's, `during` says what was being done."""
    said = plain(words).rstrip(".")
    return Flaw(
        rule="anki-refuses",
        message=f"Anki stopped while {during}: {said}.",
        harm="Learners get nothing, or half of it.",
        remedy="Mend what Anki names; if it names nothing, look for odd ids, times or control"
        " characters in the package.",
    )
