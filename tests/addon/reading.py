"""Actions that only look: decks, note types, notes, cards."""

from typing import Any

from tests.addon.desktop import Desktop, RefusedError
from tests.addon.missing import MissingError, note_type, one_card, one_note

_AT_ONCE = 999  # ids in one question to the database


def version(_desktop: Desktop) -> int:
    return 6


def get_active_profile(desktop: Desktop) -> str:
    return desktop.name


def get_profiles(desktop: Desktop) -> list[str]:
    return [desktop.name]


def deck_names(desktop: Desktop) -> list[str]:
    return [deck.name for deck in desktop.col.decks.all_names_and_ids()]


def deck_names_and_ids(desktop: Desktop) -> dict[str, int]:
    return {deck.name: deck.id for deck in desktop.col.decks.all_names_and_ids()}


def get_deck_config(desktop: Desktop, deck: str) -> Any:
    if deck not in deck_names(desktop):
        return False
    return desktop.col.decks.config_dict_for_deck_id(desktop.col.decks.id_for_name(deck))


def gui_selected_notes(_desktop: Desktop) -> list[int]:
    return []


def model_names(desktop: Desktop) -> list[str]:
    return [kind.name for kind in desktop.col.models.all_names_and_ids()]


def model_names_and_ids(desktop: Desktop) -> dict[str, int]:
    return {kind.name: kind.id for kind in desktop.col.models.all_names_and_ids()}


def find_models_by_name(desktop: Desktop, model_names: list[str]) -> list[Any]:
    return [note_type(desktop, name) for name in model_names]


def find_models_by_id(desktop: Desktop, model_ids: list[int]) -> list[Any]:
    found = [(number, desktop.col.models.get(number)) for number in model_ids]
    for number, kind in found:
        if kind is None:
            raise RefusedError(f"model was not found: {number}")
    return [kind for _, kind in found]


def model_field_names(desktop: Desktop, model_name: str) -> list[str]:
    return [field["name"] for field in note_type(desktop, model_name)["flds"]]


def model_templates(desktop: Desktop, model_name: str) -> dict[str, dict[str, str]]:
    templates = note_type(desktop, model_name)["tmpls"]
    return {each["name"]: {"Front": each["qfmt"], "Back": each["afmt"]} for each in templates}


def model_styling(desktop: Desktop, model_name: str) -> dict[str, str]:
    return {"css": note_type(desktop, model_name)["css"]}


def find_notes(desktop: Desktop, query: str | None = None) -> list[int]:
    return [] if query is None else [*desktop.col.find_notes(query)]


def find_cards(desktop: Desktop, query: str | None = None) -> list[int]:
    return [] if query is None else [*desktop.col.find_cards(query)]


def notes_info(
    desktop: Desktop, notes: list[int] | None = None, query: str | None = None
) -> list[Any]:
    """Tell of notes, as the new line does: a note without a card makes the whole request fail."""
    if notes is None and query is None:
        raise RefusedError('Must provide either "notes" or a "query"')
    wanted = find_notes(desktop, query) if query is not None else notes or []
    cards: dict[int, list[int]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        marks = ",".join("?" * len(some))
        rows = desktop.db.all(
            f"select id, nid from cards where nid in ({marks}) order by ord",  # noqa: S608 - marks
            *some,
        )
        for card, note in rows:
            cards.setdefault(note, []).append(card)
    return [_note_of_the_new_line(desktop, number, cards) for number in wanted]


def _note_of_the_new_line(desktop: Desktop, number: int, cards: dict[int, list[int]]) -> Any:
    try:
        note = one_note(desktop, number)
    except MissingError:
        return {}
    more = {"guid": note.guid, "suspended": False} if desktop.line == "rewritten" else {}
    return more | {
        "noteId": note.id,
        "profile": desktop.name,
        "tags": note.tags,
        "fields": _fields(note),
        "modelName": note.note_type()["name"],
        "mod": note.mod,
        "cards": cards[number],
    }


def notes_info_of_the_old_line(desktop: Desktop, notes: list[int]) -> list[Any]:
    return [_note_of_the_old_line(desktop, number) for number in notes]


def _note_of_the_old_line(desktop: Desktop, number: int) -> Any:
    try:
        note = one_note(desktop, number)
    except MissingError:
        return {}
    cards = desktop.db.list("select id from cards where nid = ? order by ord", note.id)
    return {
        "noteId": note.id,
        "tags": note.tags,
        "fields": _fields(note),
        "modelName": note.note_type()["name"],
        "cards": cards,
    }


def _fields(note: Any) -> dict[str, Any]:
    return {
        name: {"value": note.fields[order], "order": order}
        for order, name in enumerate(each["name"] for each in note.note_type()["flds"])
    }


def cards_info(desktop: Desktop, cards: list[int]) -> list[Any]:
    return [_card(desktop, number) for number in cards]


def _card(desktop: Desktop, number: int) -> Any:
    try:
        card = one_card(desktop, number)
    except MissingError:
        return {}
    kind = card.note_type()
    told = {
        "cardId": card.id,
        "fields": _fields(card.note()),
        "fieldOrder": card.ord,
        "question": card.question(),
        "answer": card.answer(),
        "modelName": kind["name"],
        "ord": card.ord,
        "deckName": desktop.col.decks.name(card.did),
        "css": kind["css"],
        "factor": card.factor,
        "interval": card.ivl,
        "note": card.nid,
        **{
            name: getattr(card, name) for name in ("type", "queue", "due", "reps", "lapses", "left")
        },
        "mod": card.mod,
    }
    return told if desktop.line == "old" else {**told, **_of_the_new_line(desktop, card)}


def _of_the_new_line(desktop: Desktop, card: Any) -> dict[str, Any]:
    states = desktop.col._backend.get_scheduling_states(card.id)
    next_reviews = [*desktop.col._backend.describe_next_states(states)]
    return {"nextReviews": next_reviews, "flags": card.flags}


def get_decks(desktop: Desktop, cards: list[int]) -> dict[str, list[int]]:
    """Tell which deck holds which card now; a card that is not there is told under Default."""
    decks: dict[str, list[int]] = {}
    for number in cards:
        deck = desktop.db.scalar("select did from cards where id = ?", number)
        decks.setdefault(desktop.col.decks.get(deck)["name"], []).append(number)
    return decks


def are_suspended(desktop: Desktop, cards: list[int]) -> list[bool | None]:
    return [is_suspended(desktop, number) for number in cards]


def is_suspended(desktop: Desktop, number: int) -> bool | None:
    """Return None for a card that is not there."""
    try:
        return bool(one_card(desktop, number).queue == -1)
    except MissingError:
        return None
