"""A whole plan, carried out: media, additions, updates, retirements, looks."""

from collections.abc import Iterable
from dataclasses import replace

from ankiflask.connect import store_media, write_css, write_templates
from ankiflask.files.write import write_file
from ankiflask.pipeline.sync.adding import add_notes
from ankiflask.pipeline.sync.desk import Desk
from ankiflask.pipeline.sync.updating import update_notes
from ankiflask.values.journal import MediaStored, StyleWritten
from ankiflask.values.package import MediaFile
from ankiflask.values.plan import DeckPlan, Plan, StyleChange, Update


def write_all(desk: Desk, plan: Plan) -> tuple[str, ...]:
    """Write what the plan says; return what Anki refused, in words.

    Raises LostReplyError where nobody knows whether a step was done, AnkiError where Anki is gone.
    """
    refused: list[str] = []
    for deck in plan.decks:
        _store(desk, deck.media)
        add_notes(desk, deck)
        refused += update_notes(desk, _named(deck))
    restyle(desk, plan.styles)
    return tuple(refused)


def _named(deck: DeckPlan) -> list[Update]:
    both = (*deck.updates, *deck.retirements)
    return [replace(each, id=f"{deck.uid}/{each.id}") for each in both]


def _store(desk: Desk, files: Iterable[MediaFile]) -> None:
    for file in files:
        desk.tell(f"Storing {file.name}")
        desk.refuse_other_profile()
        with desk.diary.noted([MediaStored((file.name,))]):
            _hand_over(desk, file)


def _hand_over(desk: Desk, file: MediaFile) -> None:
    if not desk.is_shared:
        store_media(desk.connection, file.name, content=file.content)
        return
    path = desk.scratch / file.name
    try:
        write_file(path, file.content)
        store_media(desk.connection, file.name, path=str(path.absolute()))
    finally:
        path.unlink(missing_ok=True)


def restyle(desk: Desk, changes: Iterable[StyleChange]) -> None:
    """Write CSS and templates."""
    for change in changes:
        desk.refuse_other_profile()
        with desk.diary.noted([StyleWritten(change)]):
            if change.css:
                write_css(desk.connection, change.name, change.css[1])
            if change.templates:
                after = {name: texts for name, (_, texts) in change.templates.items()}
                write_templates(desk.connection, change.name, after)
