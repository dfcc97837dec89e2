"""What must hold after a step, whatever came before."""

from collections.abc import Mapping
from dataclasses import replace

from ankiflask.anki.note_types import NOTE_TYPES
from ankiflask.package.model import Contents
from ankiflask.render.note import field_hash
from ankiflask.sync.ankiconnect.actions import ACTIONS
from tests.addon.client import Request
from tests.anki.collection import Collection, Note
from tests.sync.any_order_model import RETIRED, Memory, base_of, by_id, id_of, texts_of


def one_note_an_id(memory: Memory, seen: Collection) -> None:
    """Nothing but the learner's own Create Copy makes a second note."""
    for note_id, notes in by_id(seen).items():
        originals = [note.id for note in notes if note.id not in memory.copies]
        assert len(originals) <= 1, f"{note_id} lives in {originals}"


def no_review_lost(before: Collection, after: Collection) -> None:
    """A review stays, with its card."""
    assert set(before.reviews) <= set(after.reviews)


def texts_and_tags_stay(memory: Memory, seen: Collection) -> None:
    """What the learner typed stands there, and every tag of the learner's own."""
    notes = {note.id: note for note in seen.notes}
    for (row, name), text in memory.typed.items():
        assert notes[row].fields[name] == text, f"{id_of(notes[row])}: {name} was {text!r}"
    for row, tags in memory.own.items():
        assert tags <= set(notes[row].tags), f"{id_of(notes[row])} has {notes[row].tags}"


def cards_stay(before: Collection, after: Collection, retired: set[int]) -> None:
    """A card that is there stays as it is; only those of retired notes may be suspended, or back."""
    now = {card.id: card for card in after.cards}
    for card in before.cards:
        there = now[card.id]
        queue = there.queue if card.note in retired else card.queue
        assert there == replace(card, queue=queue)


def note_types_stay(before: Collection, after: Collection) -> None:
    """No note type comes but ours, and none goes."""
    ours = {each.id for each in NOTE_TYPES.values()}
    assert ours | {each.id for each in before.note_types} == ours | {
        each.id for each in after.note_types
    }


def others_stay(before: Collection, after: Collection) -> None:
    """Notes of other types stay, and of ours whatever has the same texts and tags was not written."""
    now = {note.id: note for note in after.notes}
    for note in before.notes:
        there = now[note.id]
        is_same = (note.fields, set(note.tags)) == (there.fields, set(there.tags))
        assert there == note if is_same else id_of(note), note


def as_the_deck_says(
    memory: Memory, before: Collection, after: Collection, contents: Contents, taken: set[str]
) -> None:
    """Every note lives as the author wrote it, but for what is the learner's own.

    `taken` are the ids of which the learner's texts were given up. An older package changes nothing.
    """
    earlier, live = by_id(before), by_id(after)
    for note_id in contents.retired:
        for there in live.get(note_id, ())[:2]:
            untagged = memory.untagged.get(there.id, set())
            assert len(live[note_id]) > 1 or RETIRED in {*there.tags, *untagged}
    for note in contents.notes:
        bases = [base_of(each) for each in earlier.get(note.id, ())]
        is_newer = any(base.second > note.second for base in bases) and note.id not in taken
        if len(live.get(note.id, ())) == 1 and not is_newer:
            (there,) = live[note.id]
            for name, text in texts_of(note).items():
                if (there.id, name) not in memory.typed:
                    assert field_hash(there.fields[name]) == field_hash(text), (note.id, name)
            _tags_as_the_deck_says(memory, there, set(note.tags))


def _tags_as_the_deck_says(memory: Memory, note: Note, ours: set[str]) -> None:
    live = set(note.tags) - memory.own.get(note.id, set())
    untagged = memory.untagged.get(note.id, set())
    assert live <= ours, f"{id_of(note)} has {live - ours} yet"
    assert ours - live <= untagged, f"{id_of(note)} lacks {ours - live}"


def untagged_stays(
    memory: Memory, before: Collection, after: Collection, contents: Contents
) -> None:
    """A tag of ours that the learner took away stays away while the author keeps it."""
    ours: dict[str, set[str]] = {note.id: set(note.tags) for note in contents.notes}
    ours |= {note_id: {RETIRED} for note_id in contents.retired}
    now = {note.id: note for note in after.notes}
    for note in before.notes:
        gone = memory.untagged.get(note.id, set()) - set(note.tags)
        stay_away = gone & ours.get(id_of(note), set()) & set(base_of(note).tags if gone else ())
        assert not stay_away & set(now[note.id].tags), (id_of(note), stay_away)


def the_deleted_stay_away(
    memory: Memory, before: Collection, after: Collection, restored: set[str]
) -> None:
    """A note that a sync has seen, and that the learner deleted, comes back on demand only."""
    come_back = by_id(after).keys() - by_id(before).keys()
    assert come_back & memory.seen <= restored


def is_writing(request: Request) -> bool:
    """Whether a request changes what Anki holds."""
    return any(ACTIONS[each.action].writes for each in request.inner or (request,))


def all_is_told(
    memory: Memory, after: Collection, contents: Contents, told: Mapping[str, set[str]]
) -> None:
    """What a sync leaves alone stands in its report."""
    live = by_id(after)
    assert told["duplicated"] == {note_id for note_id, notes in live.items() if len(notes) > 1} & {
        *contents.retired,
        *(note.id for note in contents.notes),
    }
    for note in contents.notes:
        notes = live.get(note.id, [])
        if not notes:
            assert note.id in told["missing"]
        elif len(notes) == 1 and note.id not in told["newer"]:
            own = {name for row, name in memory.typed if row == notes[0].id}
            ours = texts_of(note)
            if any(notes[0].fields[name] != ours[name] for name in own & ours.keys()):
                assert note.id in told["conflicts"] | told["kept"]
