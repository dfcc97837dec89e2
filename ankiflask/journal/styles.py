"""Taking back what became of a note type's looks."""

from collections.abc import Mapping, Sequence
from operator import eq

from ankiflask.journal.wound import wound_back
from ankiflask.values.journal import LeftAlone
from ankiflask.values.live import CardTexts, LiveNoteType
from ankiflask.values.notes import Kind
from ankiflask.values.plan import StyleChange

_GONE = "It is no longer in Anki."
_CHANGED = "It was changed in Anki since."


def styles_back(
    changes: Sequence[StyleChange], live: Mapping[Kind, LiveNoteType]
) -> tuple[tuple[StyleChange, ...], tuple[LeftAlone, ...]]:
    """Return the changes that bring back the looks from before, and what is left alone."""
    styles: list[StyleChange] = []
    left: list[LeftAlone] = []
    for kind in sorted({change.kind for change in changes}):
        of_kind = [change for change in changes if change.kind is kind]
        note_type = live.get(kind)
        if note_type is None:
            left.append(LeftAlone(of_kind[-1].name, _GONE))
            continue
        css = _css_back(of_kind, note_type, left)
        templates = _templates_back(of_kind, note_type, left)
        if css or templates:
            styles.append(StyleChange(kind=kind, name=note_type.name, css=css, templates=templates))
    return tuple(styles), tuple(left)


def _css_back(
    changes: Sequence[StyleChange], live: LiveNoteType, left: list[LeftAlone]
) -> tuple[str, str] | None:
    before = wound_back(live.css, [change.css for change in changes if change.css], eq)
    if before is None:
        left.append(LeftAlone(f"{live.name}, CSS", _CHANGED))
    return None if before is None or before == live.css else (live.css, before)


def _templates_back(
    changes: Sequence[StyleChange], live: LiveNoteType, left: list[LeftAlone]
) -> Mapping[str, tuple[CardTexts, CardTexts]]:
    ours = {theirs: name for name, theirs in live.cards.items()}
    found: dict[str, tuple[CardTexts, CardTexts]] = {}
    for name in sorted({name for change in changes for name in change.templates}):
        texts = live.templates.get(ours.get(name, ""))
        writes = [change.templates[name] for change in changes if name in change.templates]
        before = texts and wound_back(texts, writes, eq)
        if texts is None or before is None:
            why = _GONE if texts is None else _CHANGED
            left.append(LeftAlone(f"{live.name}, {name}", why))
        elif before != texts:
            found[name] = (texts, before)
    return found
