"""What Anki itself finds wrong in a collection, as plain values for JSON."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from anki.cards import Card, CardId
from anki.collection import Collection
from anki.errors import DBError, TemplateError

from ankiflask.rehearse.looking import rows

_NOTES = "select id, mid, flds from notes order by id"


def examined(col: Collection, *, renders: bool) -> Any:
    """Return it; Check Database comes last, since it mends what it can."""
    looks: Mapping[str, Callable[[], Any]] = {
        "empty": lambda: [card for note in col.get_empty_cards().notes for card in note.card_ids],
        "faulty": lambda: [*_faulty(col)] if renders else [],
        "missing": lambda: [*_missing_media(col).items()],
        "check": lambda: _check_database(col),
    }
    found: dict[str, Any] = {"broken": []}
    for name, look in looks.items():
        try:
            found[name] = look()
        except BaseException as error:  # noqa: BLE001 - Anki's panics are no Exceptions
            found[name] = []
            found["broken"].append([name, str(error) or type(error).__name__])
    return found


def _check_database(col: Collection) -> list[str]:
    try:
        return [*col._backend.check_database()]  # noqa: SLF001 - no other way to the lines
    except DBError as error:
        return [str(error)]


def _faulty(col: Collection) -> Iterator[tuple[int, str]]:
    assert col.db is not None  # noqa: S101 - it is open
    blank = col.tr.card_template_rendering_empty_front()
    for number in col.db.list("select id from cards order by id"):
        words = _complaint(col, col.get_card(CardId(number)), blank)
        if words:
            yield number, words


def _complaint(col: Collection, card: Card, blank: str) -> str:
    """Anki writes its complaints into the card; asked for a part, it raises them."""
    try:
        col._backend.render_existing_card(card_id=card.id, browser=False, partial_render=True)  # noqa: SLF001 - no other way to them
        return blank if blank in card.render_output().question_text else ""
    except TemplateError as error:
        return str(error)


def _missing_media(col: Collection) -> dict[str, list[int]]:
    names = col.media.check().missing
    if not names:
        return {}
    named: dict[str, list[int]] = {name: [] for name in names}
    for number, note_type, fields in rows(col, _NOTES):
        for name in set(col.media.files_in_str(note_type, fields)) & set(names):
            named[name].append(number)
    return named
