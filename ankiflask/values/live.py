"""What a running Anki holds of our notes, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ankiflask.values.notes import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveNote:
    """A note in a learner's collection.

    `kind` tells which of our note types it has, and None that it has another; `note_type` is the
    name in Anki. The fields of our note types go by our names, whatever the learner calls them.
    """

    row: int
    kind: Kind | None
    fields: Mapping[str, str]
    tags: tuple[str, ...] = ()
    cards: tuple[int, ...] = ()
    note_type: str = ""


@dataclass(frozen=True, slots=True)
class CardTexts:
    """Front and back of a template."""

    front: str
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveNoteType:
    """One of our note types as the learner has it.

    `fields` and `cards` are the learner's names by ours; `templates` go by our names; `field_order`
    has all fields by the learner's names, own ones too, and `card_order` all card types. `whole` is Anki's own description, and None
    where the add-on cannot show it.
    """

    kind: Kind
    name: str
    fields: Mapping[str, str]
    cards: Mapping[str, str]
    css: str
    templates: Mapping[str, CardTexts]
    field_order: tuple[str, ...] = ()
    card_order: tuple[str, ...] = ()
    whole: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """A collection, as far as a sync has looked.

    `profile` is None where the add-on cannot tell. `media` are those of our files that are there;
    `suspended` those cards that were asked about and are suspended.
    """

    profile: str | None
    decks: frozenset[str] = frozenset()
    note_types: Mapping[Kind, LiveNoteType] = field(default_factory=dict)
    notes: tuple[LiveNote, ...] = ()
    media: frozenset[str] = frozenset()
    suspended: frozenset[int] = frozenset()
