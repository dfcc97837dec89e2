"""Whether cards together show all that a statement says."""

import html
import re
from collections.abc import Sequence

from ankiflask.deck.model import Note
from ankiflask.drafting.english.tokens import tokens
from ankiflask.drafting.english.verbs import finite_forms
from ankiflask.drafting.english.words import is_stop_word
from ankiflask.render.note import cloze_numbers
from ankiflask.render.text import render


def assert_hold(notes: Sequence[Note], statement: str) -> None:
    """Assert that the notes' cards together show all that the statement says, and have no fault."""
    seen = "".join(shown(note) for note in notes).casefold()
    for word in tokens(statement):
        if word.is_code or not (is_stop_word(word.text) or finite_forms(word.text)):
            text = word.text.strip("`") if word.is_code else word.text
            assert without_spaces(text).casefold() in seen, word


def shown(note: Note) -> str:
    """All letters that the note's cards show."""
    if note.cloze:
        assert cloze_numbers(note.cloze) == (1,)
        return seen_in(note.cloze, cloze=True)
    told = (note.question, note.answer, note.note)
    return "".join(seen_in(each, cloze=False) for each in told if each)


def seen_in(text: str, *, cloze: bool) -> str:
    rendered = render(text, cloze=cloze)
    assert not rendered.faults, text
    field = re.sub(r"<[^>]*>", "", rendered.html)
    if cloze:
        field = re.sub(r"\{\{c1::(.*?)\}\}", r"\1", rendered.html.replace("{<!-- -->", "\0"))
        field = re.sub(r"<[^>]*>", "", field).replace("\0", "{")
    return without_spaces(html.unescape(field))


def without_spaces(text: str) -> str:
    return "".join(text.split())
