"""Actions that change the collection, its media folder, or write a file."""

import base64
import unicodedata
from glob import glob
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.addon.desktop import Desktop, RefusedError
from tests.addon.missing import note_type, one_card, one_note


def add_note(desktop: Desktop, note: dict[str, Any]) -> int:
    """Add a note, as other tools do; its GUID is a new one."""
    kind = note_type(desktop, note["modelName"])
    deck = desktop.col.decks.by_name(note["deckName"])
    if deck is None:
        raise RefusedError(f"deck was not found: {note['deckName']}")
    new = desktop.col.new_note(kind)
    new.tags = note.get("tags", [])
    for name in set(note["fields"]) & set(new.keys()):
        new[name] = note["fields"][name]
    found = new.fields_check()
    if found == 1:
        raise RefusedError("cannot create note because it is empty")
    if found and not note.get("options", {}).get("allowDuplicate", False):
        raise RefusedError("cannot create note because it is a duplicate")
    desktop.col.add_note(new, deck["id"])
    return int(new.id)


def update_note_fields(desktop: Desktop, note: dict[str, Any]) -> None:
    """Write fields; a name that the note type lacks is passed over in silence."""
    changed = one_note(desktop, note["id"])
    for name, value in note["fields"].items():
        if name in changed:
            changed[name] = value
    desktop.col.update_note(changed, skip_undo_entry=True)


def add_tags(desktop: Desktop, notes: list[int], tags: str) -> None:
    desktop.col.tags.bulk_add(notes, tags)


def remove_tags(desktop: Desktop, notes: list[int], tags: str) -> None:
    """Remove tags, and whatever stands below them."""
    desktop.col.tags.bulk_remove(notes, tags)


def suspend(desktop: Desktop, cards: list[int]) -> bool:
    return _suspend(desktop, cards, wanted=True)


def unsuspend(desktop: Desktop, cards: list[int]) -> None:
    _suspend(desktop, cards, wanted=False)


def _suspend(desktop: Desktop, cards: list[int], *, wanted: bool) -> bool:
    """Answer as there: of cards side by side that need nothing, every other one counts as done."""
    left = [*cards]
    for number in left:
        if (one_card(desktop, number).queue == -1) == wanted:
            left.remove(number)
    if left and wanted:
        desktop.col.sched.suspend_cards(left)
    elif left:
        desktop.col.sched.unsuspend_cards(left)
    return bool(left)


def create_deck(desktop: Desktop, deck: str) -> int:
    return int(desktop.col.decks.id(deck))


def update_model_styling(desktop: Desktop, model: dict[str, Any]) -> None:
    kind = note_type(desktop, model["name"])
    kind["css"] = model["css"]
    desktop.col.models.update_dict(kind)


def update_model_templates(desktop: Desktop, model: dict[str, Any]) -> None:
    """Write templates; an unknown name and an empty text are passed over in silence."""
    kind = note_type(desktop, model["name"])
    for template in kind["tmpls"]:
        texts = model["templates"].get(template["name"]) or {}
        template["qfmt"] = texts.get("Front") or template["qfmt"]
        template["afmt"] = texts.get("Back") or template["afmt"]
    desktop.col.models.update_dict(kind)


def export_package(desktop: Desktop, deck: str, path: str, include_sched: bool = False) -> bool:
    found = desktop.col.decks.by_name(deck)
    if found is None:
        return False
    exporter = import_module("anki.exporting").AnkiPackageExporter(desktop.col)
    exporter.did = found["id"]
    exporter.includeSched = include_sched
    exporter.exportInto(path)
    return True


def import_package(desktop: Desktop, path: str) -> bool:
    """Import a package by whatever this Anki gives add-ons under the old name.

    Up to 26.08 that is the importer that Python wrote; then it is the merge of Anki's own, with note
    types, scheduling and deck presets. The answer is true even where nothing was imported.
    """
    import_module("anki.importing").AnkiPackageImporter(desktop.col, path).run()
    return True


def get_media_dir_path(desktop: Desktop) -> str:
    return str(Path(desktop.media_folder).absolute())


def get_media_files_names(desktop: Desktop, pattern: str = "*") -> list[str]:
    return [Path(path).name for path in glob(f"{desktop.media_folder}/{pattern}")]  # noqa: PTH207 - as there: a leading dot, a separator, a pattern that Path refuses


def store_media_file(
    desktop: Desktop,
    filename: str,
    data: str | None = None,
    path: str | None = None,
    delete_existing: bool = True,
) -> str:
    """Write a media file; return its name, which is another where the name is taken or unfit."""
    if not (data or path):
        raise RefusedError('You must provide a "data", "path", or "url" field.')
    content = base64.b64decode(data) if data else Path(path or "").read_bytes()
    if delete_existing:
        delete_media_file(desktop, filename)
    return str(desktop.col.media.write_data(Path(filename).name, content))


def retrieve_media_file(desktop: Desktop, filename: str) -> str | bool:
    name = unicodedata.normalize("NFC", Path(filename).name)
    file = Path(desktop.media_folder, name)
    return base64.b64encode(file.read_bytes()).decode() if file.exists() else False


def delete_media_file(desktop: Desktop, filename: str) -> None:
    """Move a media file to the trash; the empty name is the whole folder."""
    desktop.col.media.trash_files([filename])
