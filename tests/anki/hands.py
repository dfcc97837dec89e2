"""What a learner does to a collection, through driver.py."""

from collections.abc import Iterable, Sequence
from typing import Any

from tests.anki.collection import Card, Note
from tests.anki.editor import written_back


class Hands:
    """The habits that change a collection. Notes and cards are named by the values of `look`."""

    def _do(self, operation: str, **arguments: Any) -> Any:
        raise NotImplementedError

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

    def focus(self, note: Note, field: str) -> None:
        """Click into a field of the editor and leave it: its HTML is written back."""
        self.edit(note, field, written_back(note.fields[field]))

    def untag(self, note: Note, *tags: str) -> None:
        """Remove tags, and what stands below them."""
        self._do("untag", note=note.id, tags=" ".join(tags))

    def unsuspend(self, cards: Iterable[Card]) -> None:
        """Let cards come up again."""
        self._do("unsuspend", cards=[card.id for card in cards])

    def delete_cards(self, cards: Iterable[Card]) -> None:
        """Take cards away and leave their notes, as a damaged collection has it."""
        self._do("delete_cards", cards=[card.id for card in cards])

    def create_copy(self, note: Note) -> int:
        """Do as Create Copy: a new note of the same fields and tags; return its id."""
        return int(self._do("create_copy", note=note.id))

    def rename_deck(self, deck: str, name: str) -> None:
        """Give a deck another name."""
        self._do("rename_deck", deck=deck, name=name)

    def describe_deck(self, deck: str, text: str) -> None:
        """Write the description of a deck."""
        self._do("describe_deck", deck=deck, text=text)

    def throw_away_media(self, name: str) -> None:
        """Move a media file to the bin."""
        self._do("throw_away_media", name=name)

    def make_filtered_deck(self, deck: str, search: str) -> None:
        """Make a filtered deck; the cards that the search finds move there."""
        self._do("make_filtered_deck", deck=deck, search=search)

    def change_note_type(self, note: Note, note_type: str) -> None:
        """Turn a note into another type, matched as Anki's screen proposes."""
        self._do("change_note_type", note=note.id, note_type=note_type)

    def set_css(self, note_type: str, css: str) -> None:
        """Write the styling of a note type."""
        self._do("set_css", note_type=note_type, css=css)

    def set_template(self, note_type: str, template: str, front: str, back: str) -> None:
        """Write front and back of a template."""
        self._do("set_template", note_type=note_type, template=template, front=front, back=back)

    def rename_note_type(self, note_type: str, name: str) -> None:
        """Give a note type another name."""
        self._do("rename_note_type", note_type=note_type, name=name)

    def copy_note_type(self, note_type: str, name: str) -> None:
        """Make a note type like another one."""
        self._do("copy_note_type", note_type=note_type, name=name)

    def add_template(self, note_type: str, name: str, front: str, back: str) -> None:
        """Add a card type, first of all; Anki makes its cards."""
        self._do("add_template", note_type=note_type, name=name, front=front, back=back)

    def add_field(self, note_type: str, field: str) -> None:
        """Add a field at the end of a note type."""
        self._do("add_field", note_type=note_type, field=field)

    def rename_field(self, note_type: str, field: str, name: str) -> None:
        """Give a field another name."""
        self._do("rename_field", note_type=note_type, field=field, name=name)

    def remove_field(self, note_type: str, field: str) -> None:
        """Remove a field with what stands in it."""
        self._do("remove_field", note_type=note_type, field=field)

    def empty_field(self, note: Note, field: str) -> None:
        """Take all text out of a field of a note."""
        self.edit(note, field, "")
