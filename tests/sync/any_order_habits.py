"""What a learner does in Anki, remembered as it is done. `how` chooses among ways."""

import contextlib
from collections.abc import Callable, Mapping

from tests.anki.collection import Note
from tests.anki.learner import AnkiError
from tests.sync.any_order_author import UID
from tests.sync.any_order_desk import Desk
from tests.sync.any_order_model import RETIRED, base_of

_OWN = "Mnemonic"

Habit = Callable[[Desk, Note, int], None]


def act(desk: Desk, habit: str, which: int, how: int) -> None:
    """Let the learner do something with one of the notes, if there is one."""
    notes = desk.ours()
    if notes:
        _HABITS[habit](desk, notes[which % len(notes)], how)
        desk.look()


def _review(desk: Desk, note: Note, how: int) -> None:
    card = desk.now.cards_of(note)[0]
    with contextlib.suppress(AnkiError):  # nothing need be due there
        desk.learner.review(card.deck, [1 + how % 4])


def _text(desk: Desk, note: Note, how: int) -> str:
    return f"My <b>own</b> words {note.mod} & {len(desk.memory.typed)} {how} {{{{c1::it}}}}"


def _edit(desk: Desk, note: Note, how: int) -> None:
    main = "Text" if "Text" in note.fields else "Answer"
    name = (main, main, "Note", "Hint")[how % 4]
    text = _text(desk, note, how)
    desk.learner.edit(note, name, text)
    desk.memory.type(note, name, text)


def _focus(desk: Desk, note: Note, how: int) -> None:
    name = ("Text" if "Text" in note.fields else "Answer", "Note")[how % 2]
    desk.learner.focus(note, name)
    if (note.id, name) in desk.memory.typed:
        (text,) = (each.fields[name] for each in desk.learner.look().notes if each.id == note.id)
        desk.memory.type(note, name, text)


def _tag(desk: Desk, note: Note, how: int) -> None:
    above = (*base_of(note).tags, UID)
    tag = f"{above[how % len(above)]}::own" if how % 4 else f"own-{how}"
    desk.learner.tag(note, tag)
    desk.memory.tag(note, tag)


def _untag(desk: Desk, note: Note, how: int) -> None:
    ours = sorted(set(note.tags) & {*base_of(note).tags, RETIRED})
    if ours:
        tag = ours[how % len(ours)]
        desk.learner.untag(note, tag)
        desk.memory.untag(note, tag)


def _move(desk: Desk, note: Note, how: int) -> None:
    desk.learner.move(desk.now.cards_of(note), ("Mine", "Other::Deck", "Any")[how % 3])


def _suspend(desk: Desk, note: Note, how: int) -> None:
    change = (desk.learner.suspend, desk.learner.unsuspend)[how % 2]
    change(desk.now.cards_of(note))


def _delete(desk: Desk, note: Note, _: int) -> None:
    desk.learner.delete(note)
    desk.memory.forget([note.id])


def _copy(desk: Desk, note: Note, how: int) -> None:
    if how == 0:
        desk.memory.copy(note, desk.learner.create_copy(note))
    elif desk.memory.copies:
        copies = [each for each in desk.ours() if each.id in desk.memory.copies]
        desk.learner.delete(*copies)
        desk.memory.forget(each.id for each in copies)


def _own_field(desk: Desk, note: Note, how: int) -> None:
    """Write into a field of the learner's own, which is made where there is none, rarely."""
    if _OWN not in note.fields and how == 0 and desk.line == "new":
        desk.learner.add_field(note.note_type, _OWN)
        desk.has_own_field = True
    elif _OWN in note.fields:
        text = _text(desk, note, how)
        desk.learner.edit(note, _OWN, text)
        desk.memory.type(note, _OWN, text)


_HABITS: Mapping[str, Habit] = {
    "review": _review,
    "edit": _edit,
    "focus": _focus,
    "tag": _tag,
    "untag": _untag,
    "move": _move,
    "suspend": _suspend,
    "delete": _delete,
    "copy": _copy,
    "own field": _own_field,
}
HABITS = ("edit", "edit", "edit", "edit", "tag", *_HABITS)
