"""What a person sees in Anki, as plain values: the half of driver.py that only looks."""

from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

# The project's own environment, where types are checked, has no Anki: so its modules are Any.
_errors: Any = import_module("anki.errors")
_utils: Any = import_module("anki.utils")

_FRONT_AND_BACK = ("question", "answer")
_NOTES = "select id, guid, mid, mod, tags, flds, sfld, csum from notes order by id"
_CARDS = (
    "select id, nid, ord, did, due, type, queue, reps, lapses, ivl, flags, odid"
    " from cards order by id"
)
_NAMES_OF_CARDS = (
    "id", "note", "ord", "deck", "due", "type", "queue", "reps", "lapses", "ivl", "flag",
    "original_deck",
)  # fmt: skip


def look(col: Any) -> Any:
    """Return everything that the collection holds, in the order of the ids."""
    col.models._clear_cache()  # as the program does when note types have changed
    types = {kind["id"]: kind for kind in col.models.all()}
    return {
        "notes": [_note(types[row[2]], row) for row in col.db.all(_NOTES)],
        "cards": [_card(col, row) for row in col.db.all(_CARDS)],
        "reviews": col.db.all("select id, cid, ease from revlog order by id"),
        "note_types": [_note_type(kind) for kind in types.values()],
        "decks": sorted(deck.name for deck in col.decks.all_names_and_ids()),
        "media": {file.name: _hash(file) for file in sorted(Path(col.media.dir()).iterdir())},
    }


def _note(kind: Any, row: Any) -> Any:
    names = [field["name"] for field in kind["flds"]]
    return {
        "id": row[0],
        "guid": row[1],
        "note_type": kind["name"],
        "mod": row[3],
        "tags": row[4].split(),
        "fields": dict(zip(names, row[5].split("\x1f"), strict=True)),
        "sort_field": row[6],
        "checksum": row[7],
    }


def _card(col: Any, row: Any) -> Any:
    card = dict(zip(_NAMES_OF_CARDS, row, strict=True))
    original = card["original_deck"]
    return {
        **card,
        "deck": col.decks.name(card["deck"]),
        "original_deck": col.decks.name(original) if original else "",
    }


def _note_type(kind: Any) -> Any:
    return {
        "id": kind["id"],
        "name": kind["name"],
        "css": kind["css"],
        "fields": [field["name"] for field in kind["flds"]],
        "templates": [[part["name"], part["qfmt"], part["afmt"]] for part in kind["tmpls"]],
    }


def _hash(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()


def check_database(col: Any) -> Any:
    """Return what Anki's Check Database, Empty Cards and Check Media complain of."""
    try:
        found = list(col._backend.check_database())
    except _errors.DBError as error:
        found = [str(error)]
    empty = col.get_empty_cards().notes
    found += [f"note {note.note_id} has empty cards {list(note.card_ids)}" for note in empty]
    media = col.media.check()
    found += [f"missing media {name}" for name in media.missing]
    return found + [f"unused media {name}" for name in media.unused]


def render(col: Any) -> Any:
    """Return every card as it is shown, with what Anki complains of while it renders."""
    return [_rendered(col, card) for card in col.db.list("select id from cards order by id")]


def _rendered(col: Any, card: int) -> Any:
    output = col.get_card(card).render_output()
    texts = {"question": output.question_text, "answer": output.answer_text}
    return {
        "card": card,
        **texts,
        **{f"{side}_text": _utils.strip_html(texts[side]) for side in _FRONT_AND_BACK},
        **{
            f"{side}_sounds": _sounds(getattr(output, f"{side}_av_tags"))
            for side in _FRONT_AND_BACK
        },
        "complaints": _complaints(col, card, texts["question"]),
    }


def _sounds(av_tags: list[Any]) -> list[str]:
    return [getattr(each, "filename", f"speech: {each}") for each in av_tags]


def _complaints(col: Any, card: int, question: str) -> list[str]:
    """Anki writes its complaints into the card; the blank front it tells in the person's tongue."""
    try:
        col._backend.render_existing_card(card_id=card, browser=False, partial_render=True)
    except _errors.TemplateError as error:
        return [str(error)]
    blank = col.tr.card_template_rendering_empty_front()
    return [blank] if blank in question else []


def plain(_col: Any, text: str) -> str:
    """Return what Anki takes for the text of a piece of HTML."""
    return str(_utils.strip_html(text))


def description(col: Any, deck: str) -> str:
    """Return the description of a deck, HTML."""
    return str(col.decks.by_name(deck)["desc"])


def cloze_numbers(col: Any, texts: list[str]) -> Any:
    """Return for each text the cloze numbers that Anki finds in it, in order."""
    note = col.new_note(col.models.by_name("Cloze"))
    found = []
    for text in texts:
        note.fields[0] = text
        found.append(sorted(col._backend.cloze_numbers_in_note(note._to_backend_note())))
    return found
