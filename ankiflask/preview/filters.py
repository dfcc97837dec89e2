"""The filters of Anki's templates: `{{filter:Field}}`."""

import re
from collections.abc import Callable, Mapping
from html import escape

from ankiflask.preview.clozes import cloze, cloze_only
from ankiflask.preview.plain import plain

_READING = re.compile(r" ?([^ >][^ >\[]*+)\[(.[^\]\n]*+)\]")
_RUBY = {"furigana": r"<ruby><rb>{0}</rb><rt>{1}</rt></ruby>", "kanji": "{0}", "kana": "{1}"}
_LONGEST = 20_000  # characters that are looked through for readings: their time is its square
_WHOLE = {("cloze", "type"): "type:cloze:", ("nc", "type"): "type:nc:"}


def filtered(text: str, name: str, filters: tuple[str, ...], *, number: int, is_front: bool) -> str:
    """Return the text of the field `name` after its filters, in their order.

    `number` is the card's, from 1. From a filter on that Anki does not know, none acts: add-ons may
    have filters of their own.
    """
    if filters in _WHOLE:
        return f"[[{_WHOLE[filters]}{name}]]"
    own: Mapping[str, Callable[[str], str]] = {
        "": lambda text: text,
        "text": plain,
        "type": lambda _: f"[[type:{name}]]",
        "hint": lambda text: _hint(text, name),
        "cloze": lambda text: cloze(text, number, is_front=is_front),
        "cloze-only": lambda text: cloze_only(text, number, is_front=is_front),
    }
    for each in filters:
        if each in own:
            text = own[each](text)
        elif each in _RUBY:
            text = _with_readings(text, _RUBY[each])
        elif each.startswith("tts "):
            text = _spoken(text, each.removeprefix("tts "))
        else:
            break
    return text


def _hint(text: str, name: str) -> str:
    """Return what opens without a script, where Anki's own hint needs one."""
    if not text.strip():
        return text
    return f'<details class="hint"><summary>{escape(name)}</summary>{text}</details>'


def _with_readings(text: str, form: str) -> str:
    def read(found: re.Match[str]) -> str:
        if found[2].startswith("sound:"):
            return found[0]
        return form.format(found[1], found[2])

    text = text.replace("&nbsp;", " ")
    return _READING.sub(read, text) if "]" in text and len(text) <= _LONGEST else text


def _spoken(text: str, options: str) -> str:
    language, *others = options.split(" ")
    words = " ".join((f"lang={language}", *others))
    return f"[anki:tts {words}]{text}[/anki:tts]"
