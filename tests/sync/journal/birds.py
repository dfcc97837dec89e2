"""A journal of one sync, and a collection as that sync left it."""

from collections.abc import Mapping
from typing import Any

from ankiflask.anki.collection import CardTexts, LiveNoteType
from ankiflask.anki.note_types import NOTE_TYPES
from ankiflask.anki.sync_field import SyncBase
from ankiflask.clock import ModTime
from ankiflask.deck.model import Kind
from ankiflask.identity import AnkiCardId, NoteId, NoteName, note_row_id
from ankiflask.render.note import field_hash
from ankiflask.sync.ankiconnect.collection import Live, LiveNote
from ankiflask.sync.journal import Header, Journal, JournalWriter
from ankiflask.sync.model import UndoPlan
from ankiflask.sync.operation import Operation
from ankiflask.sync.operations import (
    CardsSuspended,
    FieldsWritten,
    MediaStored,
    NotesAdded,
    StylingChanged,
    TagsChanged,
)
from ankiflask.sync.undo import undo_plan

ROBIN, WREN = (note_row_id("birds", NoteId(name)) for name in ("robin", "wren"))
ROBIN_NAME, WREN_NAME = NoteName("birds/robin"), NoteName("birds/wren")
HEADER = Header(
    began=1_795_348_800,
    url="http://127.0.0.1:8765",
    profile="User 1",
    home="/home/ann/Anki2/User 1/collection.media",
    uids=("birds",),
)


def cards(*numbers: int) -> tuple[AnkiCardId, ...]:
    return tuple(map(AnkiCardId, numbers))


def sync(second: int, question: str, answer: str, *tags: str) -> str:
    """What stands in the field `Sync` after these texts were written."""
    hashes = {"Question": field_hash(question), "Answer": field_hash(answer)}
    return SyncBase(ModTime(second), hashes, tags).text


OLD, NEW = (
    sync(1_700_000_100, "What?", "Old.", "easy"),
    sync(1_700_000_200, "What?", "New.", "hard"),
)
RETAGGED = TagsChanged(ROBIN_NAME, ROBIN, added=("hard",), removed=("easy",))
REWRITTEN = FieldsWritten(ROBIN_NAME, ROBIN, {"Answer": ("Old.", "New."), "Sync": (OLD, NEW)})
SUSPENDED = CardsSuspended(WREN_NAME, WREN, cards(11, 12))
ADDED = NotesAdded({WREN_NAME: WREN, NoteName("birds/owl"): note_row_id("birds", NoteId("owl"))})
STORED = MediaStored(("ankiflask-1.png", "ankiflask-2.mp3"))
BEFORE, AFTER = CardTexts("{{Question}}", "old"), CardTexts("{{Question}}", "new")
RESTYLED = StylingChanged(
    kind=Kind.QA,
    name="Birds Q&A",
    css=("old {}", "new {}"),
    templates={"Vor": (BEFORE, AFTER)},
)
OPERATIONS: tuple[Operation, ...] = (STORED, ADDED, RETAGGED, REWRITTEN, SUSPENDED, RESTYLED)


def journal(*operations: Operation) -> Journal:
    return Journal(HEADER, operations)


def written(*operations: Operation, header: Header = HEADER) -> str:
    """The text of a journal whose operations were all carried out, or of its header alone."""
    lines: list[str] = []
    writer = JournalWriter(lines.append, header)
    if operations:
        with writer.record(operations):
            pass
    return "".join(lines)


def robin(
    *, kind: Kind | None = Kind.QA, tags: tuple[str, ...] = ("hard",), **edited: str
) -> LiveNote:
    """The note as the sync left it, but for what was edited."""
    fields = {"ID": "birds/robin", "Question": "What?", "Answer": "New.", "Sync": NEW}
    return LiveNote(nid=ROBIN, kind=kind, fields={**fields, **edited}, tags=tags)


def note_type(css: str = "new {}", texts: CardTexts = AFTER, **names: Any) -> LiveNoteType:
    """Our note type as the sync left it; the learner calls its first card "Vor"."""
    ours = NOTE_TYPES[Kind.QA]
    cards = {"Forward": "Vor", "Reverse": "Reverse", "Spare": "Spare", **names}
    return LiveNoteType(
        kind=Kind.QA,
        name="Birds Q&A",
        fields={field.name: field.name for field in ours.fields},
        cards=cards,
        css=css,
        templates=dict.fromkeys(cards, texts),
    )


def back(
    done: Journal,
    *notes: LiveNote,
    note_types: Mapping[Kind, LiveNoteType] | None = None,
    suspended: frozenset[AnkiCardId] = frozenset(),
) -> UndoPlan:
    """What takes the journal back from a collection that holds this."""
    live = Live(notes=notes, note_types=note_types or {}, suspended=suspended)
    return undo_plan(done, live)
