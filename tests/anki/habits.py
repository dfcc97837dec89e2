"""What a person does in Anki: the half of driver.py that changes a collection."""

import re
import time
from importlib import import_module
from typing import Any

# The project's own environment, where types are checked, has no Anki: so its modules are Any.
_collection: Any = import_module("anki.collection")

_IF_NEWER = 0
_ID = re.compile(r"[a-z][a-z0-9-]*/[a-z0-9]+(?:-[a-z0-9]+)*")
# Anki numbers reviews by the millisecond and moves one on where that is taken; moved over the end
# of a second it no longer agrees with its card, and Check Database says so.
_BETWEEN_ANSWERS = 0.002  # seconds


def import_package(col: Any, path: str, options: dict[str, Any]) -> Any:
    """Return for each heading of Anki's import log the first field of the notes under it."""
    known = _collection.ImportAnkiPackageOptions.DESCRIPTOR.fields_by_name
    unknown = set(options) - set(known)
    if unknown:
        raise ValueError(f"this Anki has no import option {sorted(unknown)}, but {sorted(known)}")
    # What Anki's import screen offers a person who has never changed it.
    chosen = {"update_notes": _IF_NEWER, "update_notetypes": _IF_NEWER, **options}
    request = _collection.ImportAnkiPackageRequest(
        package_path=path, options=_collection.ImportAnkiPackageOptions(**chosen)
    )
    log = col.import_anki_package(request).log
    headings = [field.name for field in log.DESCRIPTOR.fields if field.message_type]
    return {heading: [_name(note.fields) for note in getattr(log, heading)] for heading in headings}


def _name(fields: list[str]) -> str:
    """Return the ID of a note of ours, otherwise the first field."""
    return next((each for each in fields[::-1] if _ID.fullmatch(each)), fields[0])


def review(col: Any, deck: str, buttons: list[int]) -> Any:
    """Answer the cards that the scheduler offers, a button each; return the cards' ids."""
    col.decks.select(col.decks.id_for_name(deck))
    seen: list[int] = []
    for button in buttons:
        card = col.sched.getCard()
        if card is None:
            raise ValueError(f"only {len(seen)} cards are due in {deck}")
        col.sched.answerCard(card, button)
        seen.append(card.id)
        time.sleep(_BETWEEN_ANSWERS)
    return seen


def write_own_note(col: Any, deck: str, texts: list[str]) -> None:
    """Add a note of Anki's type Basic, as a learner writes one."""
    note = col.new_note(col.models.by_name("Basic"))
    note.fields = texts
    col.add_note(note, col.decks.id(deck))


def edit(col: Any, note: int, field: str, text: str) -> None:
    """Write a text into one field of a note."""
    changed = col.get_note(note)
    changed[field] = text
    col.update_note(changed)


def tag(col: Any, note: int, tags: str) -> None:
    """Add tags, separated by spaces."""
    col.tags.bulk_add([note], tags)


def move(col: Any, cards: list[int], deck: str) -> None:
    """Move cards to a deck, which is made where there is none."""
    col.set_deck(cards, col.decks.id(deck))


def suspend(col: Any, cards: list[int]) -> None:
    """Suspend cards."""
    col.sched.suspend_cards(cards)


def flag(col: Any, cards: list[int], colour: int) -> None:
    """Give cards one of the seven flags."""
    col.set_user_flag_for_cards(colour, cards)


def delete(col: Any, notes: list[int]) -> None:
    """Delete notes with their cards."""
    col.remove_notes(notes)


def untag(col: Any, note: int, tags: str) -> None:
    """Remove tags, separated by spaces, and what stands below them."""
    col.tags.bulk_remove([note], tags)


def delete_cards(col: Any, cards: list[int]) -> None:
    """Take cards away and leave their notes, which Anki itself never does."""
    for card in cards:
        col.db.execute("delete from cards where id = ?", card)


def unsuspend(col: Any, cards: list[int]) -> None:
    """Let cards come up again."""
    col.sched.unsuspend_cards(cards)


def rename_deck(col: Any, deck: str, name: str) -> None:
    """Give a deck another name."""
    col.decks.rename(col.decks.id_for_name(deck), name)


def describe_deck(col: Any, deck: str, text: str) -> None:
    """Write the description of a deck."""
    found = col.decks.by_name(deck)
    found["desc"] = text
    col.decks.save(found)


def throw_away_media(col: Any, name: str) -> None:
    """Move a media file to the bin."""
    col.media.trash_files([name])


def make_filtered_deck(col: Any, deck: str, search: str) -> None:
    """Make a filtered deck; the cards that the search finds move there."""
    filtered = col.sched.get_or_create_filtered_deck(0)
    filtered.name = deck
    del filtered.config.search_terms[:]
    filtered.config.search_terms.add(search=search, limit=1000, order=0)
    filtered.config.reschedule = True
    col.sched.add_or_update_filtered_deck(filtered)


def create_copy(col: Any, note: int) -> int:
    """Add a note as Create Copy does: same fields and tags, where the first card lies now."""
    old = col.get_note(note)
    new = col.new_note(old.note_type())
    new.fields = [*old.fields]
    new.tags = [*old.tags]
    card = old.cards()[0]
    col.add_note(new, card.odid or card.did)
    return int(new.id)


def set_css(col: Any, note_type: str, css: str) -> None:
    """Write the styling of a note type."""
    kind = col.models.by_name(note_type)
    kind["css"] = css
    col.models.update_dict(kind)


def set_template(col: Any, note_type: str, template: str, front: str, back: str) -> None:
    """Write front and back of a template."""
    kind = col.models.by_name(note_type)
    (found,) = (each for each in kind["tmpls"] if each["name"] == template)
    found["qfmt"], found["afmt"] = front, back
    col.models.update_dict(kind)


def rename_note_type(col: Any, note_type: str, name: str) -> None:
    """Give a note type another name."""
    kind = col.models.by_name(note_type)
    kind["name"] = name
    col.models.update_dict(kind)


def copy_note_type(col: Any, note_type: str, name: str) -> None:
    """Make a note type like another one."""
    kind = col.models.copy(col.models.by_name(note_type), add=False)
    kind["name"] = name
    col.models.add_dict(kind)


def add_template(col: Any, note_type: str, name: str, front: str, back: str) -> None:
    """Add a card type, first of all."""
    kind = col.models.by_name(note_type)
    template = {**col.models.new_template(name), "qfmt": front, "afmt": back}
    col.models.add_template(kind, template)
    col.models.reposition_template(kind, template, 0)
    col.models.update_dict(kind)


def add_field(col: Any, note_type: str, field: str) -> None:
    """Add a field at the end of a note type."""
    kind = col.models.by_name(note_type)
    col.models.add_field(kind, col.models.new_field(field))
    col.models.update_dict(kind)


def rename_field(col: Any, note_type: str, field: str, name: str) -> None:
    """Give a field another name; templates follow."""
    kind = col.models.by_name(note_type)
    col.models.rename_field(kind, _field(kind, field), name)
    col.models.update_dict(kind)


def remove_field(col: Any, note_type: str, field: str) -> None:
    """Remove a field with what stands in it."""
    kind = col.models.by_name(note_type)
    col.models.remove_field(kind, _field(kind, field))
    col.models.update_dict(kind)


def _field(kind: Any, name: str) -> Any:
    (only,) = (field for field in kind["flds"] if field["name"] == name)
    return only


def change_note_type(col: Any, note: int, note_type: str) -> None:
    """Turn a note into another type, fields and cards matched as Anki's screen matches them."""
    wanted = col.models.by_name(note_type)["id"]
    info = col.models.change_notetype_info(
        old_notetype_id=col.get_note(note).mid, new_notetype_id=wanted
    )
    request = info.input
    request.note_ids.append(note)
    col.models.change_notetype_of_notes(request)
