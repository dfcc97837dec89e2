"""The looks of our note types: brought up to date where they are ours, left where they are not.

A template whose front is not ours is never written: with another front Anki looks for the cards of
all notes of the type, and may make some of them twice.
"""

from collections.abc import Iterable, Iterator

from ankiflask.values.live import CardTexts, LiveNoteType
from ankiflask.values.note_types import NOTE_TYPES
from ankiflask.values.plan import StyleChange
from ankiflask.values.published import is_published_css, is_published_template


def style_changes(types: Iterable[LiveNoteType]) -> tuple[StyleChange, ...]:
    """Return the note types of which the CSS or some back is an older version of ours."""
    changes = (_style_change(live) for live in types)
    return tuple(each for each in changes if each.css or each.templates)


def own_styles(types: Iterable[LiveNoteType]) -> tuple[str, ...]:
    """Return the learner's names of the note types of which some part is the learner's own."""
    return tuple(live.name for live in types if _is_own(live))


def _style_change(live: LiveNoteType) -> StyleChange:
    css = NOTE_TYPES[live.kind].css
    return StyleChange(
        kind=live.kind,
        name=live.name,
        css=(live.css, css) if live.css != css and is_published_css(live.css) else None,
        templates={
            live.cards[name]: (theirs, ours)
            for name, theirs, ours in _differing(live)
            if _is_restyled(theirs, ours)
        },
    )


def _is_own(live: LiveNoteType) -> bool:
    if live.css != NOTE_TYPES[live.kind].css and not is_published_css(live.css):
        return True
    return not all(_is_restyled(theirs, ours) for _, theirs, ours in _differing(live))


def _is_restyled(theirs: CardTexts, ours: CardTexts) -> bool:
    return theirs.front == ours.front and is_published_template(theirs)


def _differing(live: LiveNoteType) -> Iterator[tuple[str, CardTexts, CardTexts]]:
    for template in NOTE_TYPES[live.kind].templates:
        ours = CardTexts(template.front, template.back)
        theirs = live.templates.get(template.name, ours)  # a card type taken away stays away
        if theirs != ours:
            yield template.name, theirs, ours
