"""What Anki itself finds wrong in a collection, as plain values for JSON."""

import contextlib
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import anki.collection  # noqa: F401 - first, since anki.cards imports it and is imported by it
from anki.buildinfo import version as anki_version
from anki.cards import CardId
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.errors import DBError, TemplateError
from anki.import_export_pb2 import IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_ALWAYS as _ALWAYS
from anki.import_export_pb2 import IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_IF_NEWER as _IF_NEWER
from anki.lang import set_lang

from ankiflask.rehearsal.learner import held, learn_by, rows

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
    """Yield the cards that Anki complains of: into the card or, asked for a part, as an error."""
    blank = col.tr.card_template_rendering_empty_front()
    for (number,) in rows(col, "select id from cards order by id"):
        try:
            col._backend.render_existing_card(card_id=number, browser=False, partial_render=True)  # noqa: SLF001 - no other way to them
            if blank in col.get_card(CardId(number)).render_output().question_text:
                yield number, blank
        except TemplateError as error:
            yield number, str(error)


def _missing_media(col: Collection) -> dict[str, list[int]]:
    named: dict[str, list[int]] = {name: [] for name in col.media.check().missing}
    for number, note_type, fields in rows(col, _NOTES) if named else ():
        for name in named.keys() & set(col.media.files_in_str(note_type, fields)):
            named[name].append(number)
    return named


# What the import screen offers a person who has never changed it, and what they may tick.
_DEFAULT = {"update_notes": _IF_NEWER, "update_notetypes": _IF_NEWER}
_OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "default": _DEFAULT,
    "merge": {**_DEFAULT, "merge_notetypes": True},
    "always": {"update_notes": _ALWAYS, "update_notetypes": _ALWAYS},
}


def version() -> str:
    """Return the version of Anki; sets the tongue that it speaks."""
    set_lang("en_US")
    return anki_version


def import_package(folder: Path, desk: str, package: str, options: str) -> Any:
    """Import a package of the folder; return the log's counts and what the collection holds."""
    request = ImportAnkiPackageRequest(
        package_path=str(folder / package), options=ImportAnkiPackageOptions(**_OPTIONS[options])
    )
    with _opened(folder / desk) as col:
        log = col.import_anki_package(request).log
        return {
            "added": len(log.new),
            "updated": len(log.updated),
            "conflicting": len(log.conflicting),
            "held": held(col),
        }


def learn(folder: Path, desk: str, habits: Mapping[str, Any]) -> Any:
    """Do what a learner does; return what the collection holds then."""
    with _opened(folder / desk) as col:
        learn_by(col, habits)
        return held(col)


def examine(folder: Path, desk: str, renders: bool) -> Any:
    """Return what Anki complains of in a copy of the collection: its check mends what it finds."""
    copy(folder, desk, "examined")
    try:
        with _opened(folder / "examined") as col:
            return examined(col, renders=renders)
    finally:
        shutil.rmtree(folder / "examined", ignore_errors=True)


def copy(folder: Path, desk: str, to: str) -> None:
    """Make another desk like this one."""
    shutil.rmtree(folder / to, ignore_errors=True)
    shutil.copytree(folder / desk, folder / to)


@contextlib.contextmanager
def _opened(desk: Path) -> Iterator[Collection]:
    """Open the collection anew each time: whatever broke in one command is gone in the next."""
    desk.mkdir(exist_ok=True)
    col = Collection(str(desk / "collection.anki2"))
    try:
        yield col
    finally:
        # After a panic nothing can be closed any more, and the panic is what is to be told.
        with contextlib.suppress(BaseException):
            col.close()


COMMANDS: Mapping[str, Callable[..., Any]] = {
    command.__name__: command for command in (import_package, learn, examine, copy)
}
