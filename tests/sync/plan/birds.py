"""Small decks of birds, and what Anki holds of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ankiflask.anki.collection import CardTexts, LiveNoteType
from ankiflask.anki.note_types import NOTE_TYPES
from ankiflask.anki.sync_field import SyncBase, read_sync_base
from ankiflask.clock import ModTime
from ankiflask.deck.model import Kind
from ankiflask.identity import AnkiCardId, AnkiNoteId, NoteId, NoteName, card_row_id, note_row_id
from ankiflask.package.model import AnkiNote, Contents, MediaFile
from ankiflask.render.note import sync_field
from ankiflask.sync.ankiconnect.collection import Live, LiveNote
from ankiflask.sync.model import Choices, DeckPlan, Plan, Update
from ankiflask.sync.operations import CardsSuspended, TagsChanged
from ankiflask.sync.plan import plan
from tests.package.test_encode import fields_of

FIRST, SECOND, THIRD = 1_700_000_000, 1_700_000_100, 1_700_000_200
WREN = NoteId("wren")
EASY = ("difficulty::easy",)


def note(
    name: str = "wren",
    *,
    at: int = FIRST,
    tags: tuple[str, ...] = EASY,
    kind: Kind = Kind.QA,
    deck: str = "Birds",
    **fields: str,
) -> AnkiNote:
    """A note as a release of that second has it; `name` is its id, or `uid/id` in another deck."""
    uid, _, note_id = name.rpartition("/")
    uid = uid or "birds"
    note_type = NOTE_TYPES[kind]
    texts = {name: fields.get(name, "") for name in note_type.text_names}
    sync = sync_field(ModTime(at), texts, tags)
    return AnkiNote(
        uid=uid,
        id=NoteId(note_id),
        note_type=note_type,
        fields=fields_of(note_type, {**texts, "ID": f"{uid}/{note_id}", "Sync": sync}),
        tags=tags,
        row_id=note_row_id(uid, NoteId(note_id)),
        cards=(0,),
        card_ids=(card_row_id(note_row_id(uid, NoteId(note_id)), 1),),
        deck=deck,
        position=1,
        second=ModTime(at),
    )


def lives(released: AnkiNote, *, tags: tuple[str, ...] | None = None, **edited: str) -> LiveNote:
    """The note as an import left it, and as the learner then edited it."""
    names = [field.name for field in released.note_type.fields]
    row = note_row_id(released.uid, released.id)
    cards = tuple(
        card_row_id(note_row_id(released.uid, released.id), each + 1) for each in released.cards
    )
    return LiveNote(
        nid=row,
        kind=released.note_type.kind,
        fields={**dict(zip(names, released.fields, strict=True)), **edited},
        tags=released.tags if tags is None else tags,
        cards=cards,
    )


def with_cards(live: LiveNote, *cards: int) -> LiveNote:
    return replace(live, cards=tuple(map(AnkiCardId, cards)))


def edited(live: LiveNote, fields: Mapping[str, str]) -> LiveNote:
    """The note with other fields, whatever their names."""
    return replace(live, fields={**live.fields, **fields})


def foreign(row: int = 5, **fields: str) -> LiveNote:
    """A note of a type that is not ours."""
    return LiveNote(nid=AnkiNoteId(row), kind=None, fields=fields)


def deck(
    *notes: AnkiNote,
    uid: str = "birds",
    retired: tuple[str, ...] = (),
    media: tuple[str, ...] = (),
) -> Contents:
    return Contents(
        uid=uid,
        deck="Birds",
        subdecks="none",
        description="",
        retired=tuple(map(NoteId, retired)),
        notes=notes,
        media=tuple(MediaFile(name=name, content=name.encode()) for name in media),
    )


def collection(
    *notes: LiveNote,
    media: Iterable[str] = (),
    suspended: Iterable[int] = (),
    note_types: Mapping[Kind, LiveNoteType] | None = None,
) -> Live:
    return Live(
        note_types=note_types or {},
        notes=notes,
        media=frozenset(media),
        suspended=frozenset(map(AnkiCardId, suspended)),
    )


def note_type(kind: Kind = Kind.QA, *, name: str = "", css: str = "", **backs: str) -> LiveNoteType:
    """A note type as we left it, but for the CSS and for the backs of cards that are given."""
    ours = NOTE_TYPES[kind]
    return LiveNoteType(
        kind=kind,
        name=name or ours.name,
        fields={field.name: field.name for field in ours.fields},
        cards={each.name: f"My {each.name}" for each in ours.templates},
        css=css or ours.css,
        templates={
            each.name: CardTexts(each.front, backs.get(each.name, each.back))
            for each in ours.templates
        },
    )


def planned(
    decks: Contents | Sequence[Contents],
    live: Live,
    *,
    seen: Mapping[str, Iterable[str]] | None = None,
    choices: Choices | None = None,
) -> Plan:
    once = {uid: frozenset(map(NoteId, ids)) for uid, ids in (seen or {}).items()}
    given = [decks] if isinstance(decks, Contents) else decks
    return plan(given, live, once, choices or Choices())


def for_deck(contents: Contents, live: Live, *, choices: Choices | None = None) -> DeckPlan:
    """The plan of a deck whose notes were never seen."""
    return planned(contents, live, choices=choices).decks[0]


def names(ids: Iterable[str]) -> frozenset[NoteName]:
    return frozenset(NoteName(f"birds/{each}") for each in ids)


def overwrite(*ids: str) -> Choices:
    return Choices(overwrite=names(ids))


def keep(*ids: str) -> Choices:
    return Choices(keep=names(ids))


def restore(*ids: str) -> Choices:
    return Choices(restore=names(ids))


def texts(update: Update) -> dict[str, str]:
    """What is written into the fields, but for `Sync`."""
    return {name: after for name, (_, after) in update.fields.items() if name != "Sync"}


def tags_of(update: Update) -> TagsChanged:
    """The tags that an update adds and removes."""
    found = (each for each in update.operations if isinstance(each, TagsChanged))
    return next(found, TagsChanged(update.name, update.nid))


def cards_of(update: Update) -> tuple[AnkiCardId, ...]:
    """The cards that an update suspends."""
    suspended = (each for each in update.operations if isinstance(each, CardsSuspended))
    return tuple(card for each in suspended for card in each.cards)


def base(update: Update) -> SyncBase:
    """The base that an update leaves."""
    found = read_sync_base(update.fields["Sync"][1])
    assert found
    return found
