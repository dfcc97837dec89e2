"""Cards as a preview shows them."""

from collections.abc import Mapping
from dataclasses import dataclass

from ankiflask.anki.collection import CollectionNoteType
from ankiflask.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A card that is not rendered yet. `link` names it, as `flask/map-url-to-view`.

    `uid` is its deck's where ankiflask made it, else "". `problems` are those of its note.
    """

    link: str
    uid: str
    deck: str
    note_type: CollectionNoteType
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    ordinal: int
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCard:
    """A card as it is shown: both sides as HTML, and what it can be found by.

    `title` is the beginning of its front as text, `text` all that can be searched. In the HTML
    `MEDIA_MARKS` stand around the name of each picture and sound. `read` counts the characters that
    it took to render it.
    """

    link: str
    deck: str
    kind: str
    difficulty: str
    topics: tuple[str, ...]
    css: str
    ordinal: int
    title: str
    text: str
    front: str
    back: str
    problems: tuple[Problem, ...]
    read: int = 0


MEDIA_MARKS = ("\ufdd0", "\ufdd1")  # no characters: no text has them


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """All that a page shows. `media` are data: addresses by the names of the files.

    `problems` are those that belong to no card.
    """

    title: str
    cards: tuple[ShownCard, ...]
    media: Mapping[str, str]
    problems: tuple[Problem, ...] = ()
