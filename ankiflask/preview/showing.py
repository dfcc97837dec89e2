"""A card as its learner sees it: rendered, with a place to type and something to play."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import escape, unescape

from ankiflask.anki.collection import CollectionField, CollectionTemplate
from ankiflask.anki.note_types import CLOZE, QA
from ankiflask.anki.templates import filled
from ankiflask.html import SOUND, to_text
from ankiflask.preview.clozes import MAX_CARD, Budget, TooLongError, cloze_only
from ankiflask.preview.formulas import draw_formulas
from ankiflask.preview.model import MEDIA_MARKS, Sheet, ShownCard
from ankiflask.preview.plain import plain
from ankiflask.preview.templates import TOO_LONG, Sides, render
from ankiflask.problems import Problem, Severity
from ankiflask.text import one_line

_LONGEST_TITLE = 160  # characters
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
_INPUT = (
    "<center><input type=text id=typeans aria-label='Type the answer' autocomplete=off"
    " style=\"font-family: 'Arial'; font-size: 20px;\"></center>"
)
_EXPECTED = "<div style=\"font-family: 'Arial'; font-size: 20px\"><code id=typeans>{}</code></div>"
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#")
_MARKS = str.maketrans("", "", "".join(MEDIA_MARKS))


def shown(sheet: Sheet) -> ShownCard:
    """Return the card rendered."""
    values = _values(sheet)
    rendered = sides(sheet)
    try:
        typed_front = _with_typing(rendered.front, sheet, values, is_front=True)
        typed_back = _with_typing(rendered.back, sheet, values, is_front=False)
    except TooLongError:
        rendered = Sides(TOO_LONG, TOO_LONG, rendered.read + MAX_CARD)
        typed_front = typed_back = TOO_LONG
    front, back = (_TYPE.sub("", each) for each in (rendered.front, rendered.back))
    read = one_line(to_text(front))
    text = f"{read} {one_line(to_text(back))} {sheet.link} {' '.join(sheet.tags)}"
    difficulties = [tag for tag in sheet.tags if tag.lower().startswith(_DIFFICULTY)]
    prefix = f"{sheet.uid}::" if sheet.uid else ""
    topics = [
        tag.removeprefix(prefix)
        for tag in sheet.tags
        if not tag.lower().startswith((_DIFFICULTY, _OURS))
    ]
    drawn_front, unknown = draw_formulas(typed_front)
    drawn_back, also_unknown = draw_formulas(typed_back)
    return ShownCard(
        link=sheet.link,
        deck=sheet.deck,
        kind=_kind(sheet, values),
        difficulty=difficulties[0][len(_DIFFICULTY) :].lower() if difficulties else "",
        topics=tuple(topics),
        css=sheet.note_type.css,
        ordinal=sheet.ordinal,
        title=read[:_LONGEST_TITLE] or "(empty)",
        text=text.lower(),
        front=_playable(drawn_front),
        back=_playable(drawn_back),
        problems=(*sheet.problems, *_not_drawn(sheet, unknown | also_unknown)),
        read=rendered.read,
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
    found = {name: text.translate(_MARKS) for name, text in zip(names, texts, strict=False)}
    return found, filled(found)


def sides(sheet: Sheet) -> Sides:
    """Return the card as its templates give it; see `templates.render` for what stays."""
    template = _template(sheet)
    if template is None:
        return Sides("<div>The note type has no such card.</div>", "")
    values, (texts, names) = _values(sheet), _texts(sheet.note_type.fields, sheet.fields)
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


def _with_typing(html: str, sheet: Sheet, values: Mapping[str, str], *, is_front: bool) -> str:
    """Put in what the learner types into, and on the back what should have been typed."""
    budget = Budget()

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


def _playable(html: str) -> str:
    """Mark the names of pictures and sounds, and put a player where Anki plays something."""
    before, after = MEDIA_MARKS

    def source(found: re.Match[str]) -> str:
        name = unescape(found[2] or found[3] or found[4] or "")
        if not name or _ADDRESS.match(name):
            return found[0]
        return f'{found[1]}"{before}{escape(name)}{after}"'

    html = _SOURCE.sub(source, html.translate(_MARKS))
    html = _SPEECH.sub(r'<span class="preview-sound">\1 (read aloud)</span>', html)
    return SOUND.sub(
        lambda found: (
            f'<audio controls preload=metadata src="{before}{escape(unescape(found[1]))}{after}">'
            "</audio>"
        ),
        html,
    )
