"""The styling that ankiflask has published: a learner's note type that has it is untouched.

Who changes the CSS or a template adds its hash here, and keeps the old ones: a sync brings up to
date only what it knows for ours. A test holds that today's are among them.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from ankiflask.anki.collection import CardTexts, LiveNoteType
from ankiflask.anki.note_types import NOTE_TYPES
from ankiflask.sync.operations import StylingChanged

_CSS = frozenset({"704d6e462079a007"})
_TEMPLATES = frozenset(
    {
        "0b581bafe7b94c57",  # ankiflask Question, Forward, 2026-12-01
        "029f2bcb03e5c52f",  # ankiflask Question, Reverse, 2026-12-01
        "9c51412e3f2db519",  # ankiflask Question, Spare, 2026-12-01
        "cf5b432b192a01ae",  # ankiflask Cloze deletion, Cloze, 2026-12-01
    }
)


def is_published_css(css: str) -> bool:
    """Whether some version of ankiflask wrote this CSS."""
    return css_hash(css) in _CSS


def is_published_template(texts: CardTexts) -> bool:
    """Whether some version of ankiflask wrote this front and back."""
    return template_hash(texts) in _TEMPLATES


def css_hash(css: str) -> str:
    """Return 16 hex digits of SHA-256."""
    return sha256(css.encode()).hexdigest()[:16]


def template_hash(texts: CardTexts) -> str:
    """Return 16 hex digits of SHA-256 over front and back."""
    return css_hash(f"{texts.front}\x00{texts.back}")


def style_changes(types: Iterable[LiveNoteType]) -> tuple[StylingChanged, ...]:
    """Return the note types of which the CSS or some back is an older version of ours."""
    changes = []
    for live in types:
        css = NOTE_TYPES[live.kind].css
        is_old = live.css != css and is_published_css(live.css)
        change = StylingChanged(
            kind=live.kind,
            name=live.name,
            css=(live.css, css) if is_old else None,
            templates={
                live.cards[name]: (theirs, ours)
                for name, theirs, ours in _differing(live)
                if _is_older(theirs, ours)
            },
        )
        if change.css or change.templates:
            changes.append(change)
    return tuple(changes)


def own_styles(types: Iterable[LiveNoteType]) -> tuple[str, ...]:
    """Return the learner's names of the note types of which some part is the learner's own."""
    return tuple(
        live.name
        for live in types
        if (live.css != NOTE_TYPES[live.kind].css and not is_published_css(live.css))
        or not all(_is_older(theirs, ours) for _, theirs, ours in _differing(live))
    )


def _is_older(theirs: CardTexts, ours: CardTexts) -> bool:
    return theirs.front == ours.front and is_published_template(theirs)


def _differing(live: LiveNoteType) -> Iterator[tuple[str, CardTexts, CardTexts]]:
    for template in NOTE_TYPES[live.kind].templates:
        ours = CardTexts(template.front, template.back)
        theirs = live.templates.get(template.name, ours)  # a card type taken away stays away
        if theirs != ours:
            yield template.name, theirs, ours
