"""A comparison as JSON; docs/json.md describes the keys."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from ankiflask.cli.diff_outline import searches
from ankiflask.cli.report import problems_json
from ankiflask.releases import model
from ankiflask.releases.word_diff import seen_text


def change_json(change: model.ReleaseChange) -> dict[str, Any]:
    """Return all of it."""
    return {
        "old": change.old,
        "new": change.new,
        "uid": change.uid,
        "deck": change.deck,
        "level": str(change.level),
        "reasons": [asdict(each) for each in change.reasons],
        "import": {
            "Merge note types": change.options.merge,
            "Update notes": change.options.notes,
            "Update note types": change.options.note_types,
        },
        "searches": [search for _, search in searches(change)],
        "added": _notes(change.added),
        "changed": [_changed(each) for each in change.changed],
        "retired": _notes(change.retired),
        "lost": _notes(change.lost),
        "gone": _notes(change.gone),
        "renamed": [_renamed(each) for each in (*change.same, *change.renames)],
        "note_types": [_note_type(each) for each in change.note_types],
        "renamed_decks": [_texts(each) for each in change.renamed_decks],
        "descriptions": [{"deck": each.what, **_texts(each)} for each in change.descriptions],
        "media": list(change.media),
        "never_arrive": [each.new.name for each in change.never_arrive],
        "restamped": list(change.restamped),
        "markup_only": list(change.unseen),
        "unchanged": change.unchanged,
        "problems": problems_json(change.problems),
    }


def _notes(notes: Iterable[model.ReleasedNote]) -> list[dict[str, str]]:
    return [{"id": note.id, "guid": note.guid, "text": seen_text(note.headline)} for note in notes]


def _changed(change: model.NoteChange) -> dict[str, Any]:
    return {
        "id": change.new.id,
        "guid": change.new.guid,
        "name": change.new.name,
        "guid_changed": change.old.guid != change.new.guid,
        "note_type_changed": change.is_turned,
        "fields": [{"field": each.what, **_texts(each)} for each in change.fields],
        "media": list(change.media),
        "difficulty": _lists(change.difficulty),
        "topics": _lists(change.topics),
        "tags": _lists(change.tags),
        "decks": _lists(change.decks),
        "cards": _lists(change.cards),
        "arrives": change.arrives,
    }


def _renamed(rename: model.Rename) -> dict[str, Any]:
    return {
        "old": {"id": rename.old.id, "guid": rename.old.guid},
        "new": {"id": rename.new.id, "guid": rename.new.guid},
        "likeness": rename.likeness,
    }


def _note_type(change: model.NoteTypeChange) -> dict[str, Any]:
    return {
        "name": change.new.name,
        "looks": [{"part": each.what, **_texts(each)} for each in change.looks],
        "names": [{"part": each.what, **_texts(each)} for each in change.names],
        "fields": _lists(change.fields),
        "templates": _lists(change.templates),
        "arrives": change.arrives,
    }


def _texts(change: model.TextChange) -> dict[str, str]:
    return {"old": change.old, "new": change.new}


def _lists(change: model.ListChange) -> dict[str, list[str]]:
    return {"removed": list(change.removed), "added": list(change.added)}
