"""Our note types as the learner has them: renamed, restyled, with fields of their own."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ankiflask.anki.collection import CardTexts, LiveNoteType, NoteTypeCopy, copied_kind
from ankiflask.anki.note_types import EARLIER_NOTE_TYPES, NOTE_TYPES, Field, NoteType, Template
from ankiflask.deck.model import Kind
from ankiflask.errors import AnkiError
from ankiflask.sync.ankiconnect.actions import is_id, is_texts
from ankiflask.sync.ankiconnect.connection import Connection, batches
from ankiflask.sync.ankiconnect.greeting import Greeting
from ankiflask.sync.ankiconnect.replies import escape, misunderstood
from ankiflask.text import excerpt

_WHOLE = "findModelsById"
_PARTS = ("modelFieldNames", "modelTemplates", "modelStyling")

_Ours = Sequence[tuple[NoteType, str]]
_Named = tuple[int | None, str]  # an id, where the add-on shows it, and the learner's name


def note_types(connection: Connection, greeting: Greeting) -> Mapping[Kind, LiveNoteType]:
    """Return those of our note types that the collection has, known by their ids.

    A field or template is known by its id where the add-on shows it, else by its name. A template
    that is gone is left out. AnkiError where a field of ours is gone.
    """
    names = {number: name for name, number in greeting.note_types.items()}
    ours = [(each, names[each.id]) for each in NOTE_TYPES.values() if each.id in names]
    if not ours:
        return {}
    read = _read_whole if _WHOLE in greeting.actions else _read_parts
    return {each.kind: each for each in read(connection, ours)}


def _read_whole(connection: Connection, ours: _Ours) -> Iterator[LiveNoteType]:
    given = connection.ask(_WHOLE, modelIds=[our.id for our, _ in ours])
    if not isinstance(given, list) or len(given) != len(ours):
        raise misunderstood(_WHOLE, "a list of note types")
    for each, whole in zip(ours, given, strict=True):
        our, _ = each
        match whole:
            case {"id": our.id, "css": str(css), "flds": [*fields], "tmpls": [*templates]}:
                cards = [(_named(card), _sides(card, "qfmt", "afmt", _WHOLE)) for card in templates]
                yield _live(each, [_named(field) for field in fields], cards, css, whole)
            case _:
                raise misunderstood(_WHOLE, "a note type with fields, templates and CSS")


def _read_parts(connection: Connection, ours: _Ours) -> Iterator[LiveNoteType]:
    asked = [(action, {"modelName": name}) for _, name in ours for action in _PARTS]
    parts = batches(connection.ask_many(asked), len(_PARTS))
    for each, given in zip(ours, parts, strict=True):
        fields, templates, styling = given
        match templates, styling:
            case dict(), {"css": str(css)}:
                cards = [
                    ((None, name), _sides(sides, "Front", "Back", "modelTemplates"))
                    for name, sides in templates.items()
                ]
            case _:
                raise misunderstood("modelTemplates", "templates and CSS")
        yield _live(each, [(None, name) for name in fields], cards, css)


def _named(given: Any) -> _Named:
    match given:
        case {"name": str(name), "id": number} if is_id(number):
            return number, name
        case {"name": str(name)}:
            return None, name
    raise misunderstood(_WHOLE, "a name of each field and template")


def _sides(given: Any, front: str, back: str, action: str) -> CardTexts:
    if isinstance(given, dict) and is_texts(sides := [given.get(front), given.get(back)]):
        return CardTexts(*sides)
    raise misunderstood(action, "front and back of each template")


def _live(
    ours: tuple[NoteType, str],
    fields: Sequence[_Named],
    templates: Sequence[tuple[_Named, CardTexts]],
    css: str,
    whole: Any = None,
) -> LiveNoteType:
    """Return the note type of this name in Anki. Raises AnkiError where it lacks a field of ours."""
    our, name = ours
    found = _names(our.fields, fields)
    if gone := [each.name for each in our.fields if each.name not in found]:
        message = f"The note type '{excerpt(name)}' in Anki has lost {', '.join(map(repr, gone))}."
        remedy = "Add what is lost in Anki (Tools > Manage Note Types > Fields), named just so."
        raise AnkiError(message, remedy)
    cards = _names(our.templates, [named for named, _ in templates])
    sides = {theirs: each for (_, theirs), each in templates}
    return LiveNoteType(
        kind=our.kind,
        name=name,
        fields=found,
        field_order=tuple(each for _, each in fields),
        card_order=tuple(theirs for (_, theirs), _ in templates),
        cards=cards,
        css=css,
        templates={each: sides[theirs] for each, theirs in cards.items()},
        whole=whole,
    )


def _names(ours: Sequence[Field | Template], live: Sequence[_Named]) -> dict[str, str]:
    """Return the learner's names by ours: first by ids, then of what is left by names."""
    by_id = {number: name for number, name in live if number is not None}
    found = {each.name: by_id[each.id] for each in ours if each.id in by_id}
    free = {name for _, name in live} - set(found.values())
    found |= {each.name: each.name for each in ours if each.name in free - found.keys()}
    return found


def note_type_copies(
    connection: Connection, greeting: Greeting, types: Mapping[Kind, LiveNoteType]
) -> tuple[NoteTypeCopy, ...]:
    """Return the copies of our note types, those too that hold no notes."""
    ours = {kind: types[kind].name if kind in types else NOTE_TYPES[kind].name for kind in Kind}
    known = {NOTE_TYPES[kind].id for kind in Kind}
    every = (*NOTE_TYPES.values(), *EARLIER_NOTE_TYPES.values())
    starts = (*ours.values(), *(note_type.name for note_type in every))
    names = sorted(
        name
        for name, number in greeting.note_types.items()
        if number not in known and name.startswith(starts)
    )
    fields = connection.ask_many([("modelFieldNames", {"modelName": name}) for name in names])
    kinds = {name: copied_kind(some) for name, some in zip(names, fields, strict=True)}
    copies = [(name, found) for name, found in kinds.items() if found]
    queries = [("findNotes", {"query": f'note:"{escape(name)}"'}) for name, _ in copies]
    notes = connection.ask_many(queries)
    return tuple(
        NoteTypeCopy(name, ours[kind], len(some), is_earlier)
        for (name, (kind, is_earlier)), some in zip(copies, notes, strict=True)
    )
