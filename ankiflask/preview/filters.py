"""The filters of Anki's templates: `{{filter:Field}}`."""

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import NamedTuple

from ankiflask.preview.clozes import Budget, cloze, cloze_only
from ankiflask.preview.plain import plain

_BOUNDARY = re.compile(r"[ >\[]")
_READING_END = re.compile(r"[\]\n]")
_SPEECH = "tts "  # and what follows are options
_WHOLE = {("cloze", "type"): "type:cloze:", ("nc", "type"): "type:nc:"}


class Card(NamedTuple):
    """The card whose field is filtered: its number, from 1, its budget and its side."""

    number: int
    budget: Budget
    is_front: bool


def filtered(text: str, name: str, filters: tuple[str, ...], card: Card) -> str:
    """Return the text of the field `name` after its filters, in their order.

    From a filter on that Anki does not know, none acts: add-ons may have filters of their own.
    """
    card.budget.take(len(text))
    if filters in _WHOLE:
        return f"[[{_WHOLE[filters]}{name}]]"
    for each in filters:
        known = _SPEECH if each.startswith(_SPEECH) else each
        if known not in FILTERS:
            break
        text = FILTERS[known](text, name, each, card)
        card.budget.take(len(text))
    return text


def _hint(text: str, name: str) -> str:
    """Return what opens without a script, where Anki's own hint needs one."""
    if not text.strip():
        return text
    return f'<details class="hint"><summary>{escape(name)}</summary>{text}</details>'


def _with_readings(text: str, form: str) -> str:
    text = text.replace("&nbsp;", " ")
    pieces: list[str] = []
    at = 0
    for start, opening, end in _readings(text):
        word, reading = text[start:opening], text[opening + 1 : end]
        if not reading.startswith("sound:"):
            before = start - (text[at:start].endswith(" "))
            pieces += (text[at:before], form.format(word, reading))
            at = end + 1
    return "".join((*pieces, text[at:]))


def _readings(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield for each `word[reading]` where it starts, and the places of its brackets.

    These are what Anki's own pattern finds, but each character is read once.
    """
    start = end = 0
    for boundary in _BOUNDARY.finditer(text):
        place = boundary.start()
        if place < start:
            continue
        if boundary[0] != "[":
            start = place + 1
            continue
        if end >= 0 and end < place + 2:
            found = _READING_END.search(text, place + 2)
            end = found.start() if found else -1
        is_reading = start < place and end >= 0 and text[end] == "]" and text[place + 1] != "\n"
        if is_reading:
            yield start, place, end
            start = end + 1
        else:
            start = place


Filter = Callable[[str, str, str, Card], str]

# Each takes the text, its field's name, the filter as the template calls it, and the card.
FILTERS: Mapping[str, Filter] = {
    "": lambda text, *_: text,
    "text": lambda text, *_: plain(text),
    "type": lambda _text, name, *_: f"[[type:{name}]]",
    "hint": lambda text, name, *_: _hint(text, name),
    "cloze": lambda text, _name, _called, card: cloze(
        text, card.number, card.budget, is_front=card.is_front
    ),
    "cloze-only": lambda text, _name, _called, card: cloze_only(
        text, card.number, card.budget, is_front=card.is_front
    ),
    "furigana": lambda text, *_: _with_readings(text, "<ruby><rb>{0}</rb><rt>{1}</rt></ruby>"),
    "kanji": lambda text, *_: _with_readings(text, "{0}"),
    "kana": lambda text, *_: _with_readings(text, "{1}"),
    _SPEECH: lambda text, _name, called, _card: (
        f"[anki:tts lang={called.removeprefix(_SPEECH)}]{text}[/anki:tts]"
    ),
}
