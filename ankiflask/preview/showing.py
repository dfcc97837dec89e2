"""A card as its learner sees it: rendered, with a place to type and something to play."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import escape, unescape
from typing import NamedTuple

from ankiflask.anki.collection import CollectionField, CollectionTemplate
from ankiflask.anki.note_types import CLOZE, QA
from ankiflask.anki.templates import filled
from ankiflask.html import SOUND
from ankiflask.preview.clozes import MAX_CARD, Budget, TooLongError, cloze_only
from ankiflask.preview.formulas import draw_formulas, leaves_formula_open
from ankiflask.preview.model import MEDIA_MARKS, Shape, Sheet, ShownCard
from ankiflask.preview.plain import plain
from ankiflask.preview.templates import TOO_LONG, Parts, Reference, Sides, fixed_sides, render
from ankiflask.problems import Problem, Severity

_DIFFICULTY = "difficulty::"
_OURS = "ankiflask::"
_KINDS = {(QA.id, 0): "Question", (QA.id, 1): "Reverse", (CLOZE.id, 0): "Cloze"}
# None of these reads on over the beginning of another: a hostile text would take for ever.
_TYPE = re.compile(r"\[\[type:([^\[\]]+)\]\]")
_SPEECH = re.compile(r"\[anki:tts [^\[\]]*\]([^\[]*)\[/anki:tts\]")
_SOURCE = re.compile(
    r"""(<(?:img|source|audio|video)\b(?:[^<>"']|"[^"<>]*"|'[^'<>]*')*?\ssrc\s*=\s*)"""
    r"""(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""",
    re.IGNORECASE,
)
_PLAYER = re.compile("<(?:img|source|audio|video)", re.IGNORECASE)
_CLOSED_PLAYER = re.compile(
    rf"""{_PLAYER.pattern}\b(?:[^<>"']|"[^"<>]*"|'[^'<>]*')*+>""", re.IGNORECASE
)
_OTHER_TAG = re.compile(rf"(?!{_PLAYER.pattern})</?[A-Za-z]+[0-9]?\s", re.IGNORECASE)
_INPUT = (
    "<center><input type=text id=typeans aria-label='Type the answer' autocomplete=off"
    " style=\"font-family: 'Arial'; font-size: 20px;\"></center>"
)
_EXPECTED = "<div style=\"font-family: 'Arial'; font-size: 20px\"><code id=typeans>{}</code></div>"
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#")
_MARKS = str.maketrans("", "", "".join(MEDIA_MARKS))
_TYPING = "type"
_WHOLE = Shape((0,), (1,))


class _Drawn(NamedTuple):
    """HTML as a page shows it, and the commands of its formulas that nobody knows."""

    html: str
    unknown: frozenset[str] = frozenset()


class _Slot(NamedTuple):
    """A place for a value. `is_front` is asked of those only that are typed into."""

    reference: Reference
    is_front: bool


def shown(sheet: Sheet) -> ShownCard:
    """Return the card rendered."""
    values = _values(sheet)
    rendered = sides(sheet, values)
    try:
        shape, texts = _in_shape(rendered, sheet, values) or _whole(rendered, sheet, values)
    except TooLongError:
        rendered = fixed_sides(TOO_LONG, TOO_LONG, rendered.read + MAX_CARD)
        shape, texts = _WHOLE, [_Drawn(TOO_LONG)] * 2
    difficulties = [tag for tag in sheet.tags if tag.lower().startswith(_DIFFICULTY)]
    prefix = f"{sheet.uid}::" if sheet.uid else ""
    topics = [
        tag.removeprefix(prefix)
        for tag in sheet.tags
        if not tag.lower().startswith((_DIFFICULTY, _OURS))
    ]
    return ShownCard(
        link=sheet.link,
        deck=sheet.deck,
        kind=_kind(sheet, values),
        difficulty=difficulties[0][len(_DIFFICULTY) :].lower() if difficulties else "",
        topics=tuple(topics),
        css=sheet.note_type.css,
        ordinal=sheet.ordinal,
        shape=shape,
        values=tuple(text.html for text in texts),
        problems=(*sheet.problems, *_not_drawn(sheet, {c for text in texts for c in text.unknown})),
        read=max(rendered.read, sum(len(text.html) for text in texts)),
    )


def _not_drawn(sheet: Sheet, commands: Iterable[str]) -> Iterator[Problem]:
    if named := ", ".join(f"`{each}`" for each in sorted(commands)):
        yield Problem(
            file=sheet.link,
            line=0,
            rule="formula-not-drawn",
            severity=Severity.INFO,
            message=f"This page cannot draw {named}, so it shows the formula's source.",
            remedy="Anki's MathJax may know it; look at the card in Anki.",
        )


def _in_shape(
    rendered: Sides, sheet: Sheet, values: Mapping[str, str]
) -> tuple[Shape, list[_Drawn]] | None:
    """Return the card as a shape and values; None where markup may begin in one and end in another."""
    shaped = _shape(rendered.front_parts, rendered.back_parts)
    if shaped is None:
        return None
    shape, slots = shaped
    texts = []
    budget = Budget()
    for slot in slots:
        text = rendered.texts[slot.reference]
        if _TYPING in slot.reference.filters:
            text = _with_typing(text, sheet, values, budget, is_front=slot.is_front)
        drawn = _drawn_part(text)
        if drawn is None:
            return None
        texts.append(drawn)
    return shape, texts


def _whole(rendered: Sides, sheet: Sheet, values: Mapping[str, str]) -> tuple[Shape, list[_Drawn]]:
    front = _with_typing(rendered.front, sheet, values, Budget(), is_front=True)
    back = _with_typing(rendered.back, sheet, values, Budget(), is_front=False)
    return _WHOLE, [_drawn(front), _drawn(back)]


@lru_cache(maxsize=64)
def _shape(front: Parts, back: Parts) -> tuple[Shape, tuple[_Slot, ...]] | None:
    """Return the shape, and what its numbers are; None where a part of it cannot be drawn for itself."""
    slots: dict[_Slot, int] = {}

    def side(parts: Parts, *, is_front: bool) -> Iterator[str | int | None]:
        for part in parts.all:
            if isinstance(part, str):
                drawn = _drawn_part(part)
                yield None if drawn is None or drawn.unknown else drawn.html
            else:
                slot = _Slot(part, is_front and _TYPING in part.filters)
                yield slots.setdefault(slot, len(slots))

    both = tuple(side(front, is_front=True)), tuple(side(back, is_front=False))
    if not slots or any(part is None for each in both for part in each):
        return None
    return Shape(*(tuple(part for part in each if part is not None) for each in both)), tuple(slots)


def _values(sheet: Sheet) -> Mapping[str, str]:
    """Return what a template can show, by name: the fields, and what Anki adds."""
    return {
        "Tags": " ".join(sheet.tags),
        "Deck": sheet.deck,
        "Subdeck": sheet.deck.rpartition("::")[2],
        "Type": sheet.note_type.name,
        "Card": _template_name(sheet),
        "CardFlag": "flag0",
        "CardID": "0",
        **_texts(sheet.note_type.fields, sheet.fields)[0],
    }


@lru_cache(maxsize=1)  # the cards of a note follow each other
def _texts(
    fields: tuple[CollectionField, ...], texts: tuple[str, ...]
) -> tuple[Mapping[str, str], frozenset[str]]:
    """Return a note's texts by the names of their fields, and the names of those that are filled."""
    names = (field.name for field in fields)
    if any(mark in text for mark in MEDIA_MARKS for text in texts):
        texts = tuple(text.translate(_MARKS) for text in texts)
    found = dict(zip(names, texts, strict=False))
    return found, filled(found)


def sides(sheet: Sheet, values: Mapping[str, str] | None = None) -> Sides:
    """Return the card as its templates give it; see `templates.render` for what stays.

    `values` are what the templates can show, where they are known already.
    """
    template = _template(sheet)
    if template is None:
        return fixed_sides("<div>The note type has no such card.</div>", "")
    values = values or _values(sheet)
    texts, names = _texts(sheet.note_type.fields, sheet.fields)
    return render(
        (template.front, template.back),
        values,
        names | filled({name: text for name, text in values.items() if name not in texts}),
        sheet.ordinal,
        is_cloze=sheet.note_type.is_cloze,
    )


def _template(sheet: Sheet) -> CollectionTemplate | None:
    templates = sheet.note_type.templates
    place = 0 if sheet.note_type.is_cloze else sheet.ordinal
    return templates[place] if place < len(templates) else None


def _template_name(sheet: Sheet) -> str:
    template = _template(sheet)
    return template.name if template else ""


def _kind(sheet: Sheet, values: Mapping[str, str]) -> str:
    note_type = sheet.note_type
    kind = _KINDS.get((note_type.id, 0 if note_type.is_cloze else sheet.ordinal), "")
    if kind == "Question" and values.get("Typed"):
        return "Typed"
    if kind or len(note_type.templates) <= 1:
        return kind or note_type.name
    return f"{note_type.name}: {_template_name(sheet)}"


def _with_typing(
    html: str, sheet: Sheet, values: Mapping[str, str], budget: Budget, *, is_front: bool
) -> str:
    """Put in what the learner types into, and on the back what should have been typed."""

    @lru_cache
    def typing(name: str, *, is_cloze: bool) -> str:
        text = values[name]
        budget.take(len(text))
        if is_cloze:
            text = cloze_only(text, sheet.ordinal + 1, budget, is_front=False)
        if not text:
            return ""
        return _INPUT if is_front else _EXPECTED.format(escape(plain(text)))

    def place(found: re.Match[str]) -> str:
        kind, _, name = found[1].rpartition(":")
        if name not in values:
            return f"Type answer: unknown field {escape(unescape(name))}"
        shown = typing(name, is_cloze=kind == "cloze")
        budget.take(len(shown))
        return shown

    return _TYPE.sub(place, html)


def _without_marks(html: str) -> str:
    return html.translate(_MARKS) if any(mark in html for mark in MEDIA_MARKS) else html


@lru_cache(maxsize=64)  # the cards of a note have texts in common
def _drawn_part(html: str) -> _Drawn | None:
    """Return a part of a side as it is drawn; None where it leaves open what a later part may close."""
    drawn = _drawn(html)
    return drawn if _is_closed(html) and _is_closed(drawn.html) else None


def _drawn(html: str) -> _Drawn:
    html, unknown = draw_formulas(html)
    return _Drawn(_playable(html), unknown)


def _is_closed(html: str) -> bool:
    opened = html.rfind("<")
    return (
        html.rfind("[") <= html.rfind("]")
        and "[[type:" not in html
        and not leaves_formula_open(html)
        and ("[anki:tts " not in html or "[anki:tts " not in _SPEECH.sub("", html))
        and (opened <= html.rfind(">") or bool(_OTHER_TAG.match(html, opened)))
        and (not _PLAYER.search(html) or not _PLAYER.search(_CLOSED_PLAYER.sub("", html)))
    )


def _playable(html: str) -> str:
    """Mark the names of pictures and sounds, and put a player where Anki plays something."""
    before, after = MEDIA_MARKS

    def source(found: re.Match[str]) -> str:
        name = unescape(found[2] or found[3] or found[4] or "")
        if not name or _ADDRESS.match(name):
            return found[0]
        return f'{found[1]}"{before}{escape(name)}{after}"'

    html = _SOURCE.sub(source, _without_marks(html))
    html = _SPEECH.sub(r'<span class="preview-sound">\1 (read aloud)</span>', html)
    return SOUND.sub(
        lambda found: (
            f'<audio controls preload=metadata src="{before}{escape(unescape(found[1]))}{after}">'
            "</audio>"
        ),
        html,
    )
