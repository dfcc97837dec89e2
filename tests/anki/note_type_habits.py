"""What a person does to the note types of a collection."""

from typing import Any


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
