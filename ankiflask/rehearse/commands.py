"""What the process that holds Anki can be asked for. A desk is a folder with one collection."""

import contextlib
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from anki.buildinfo import version as anki_version
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.lang import set_lang

from ankiflask.rehearse.examining import examined
from ankiflask.rehearse.learning import learn_by
from ankiflask.rehearse.looking import held

_IF_NEWER, _ALWAYS = (
    ImportAnkiPackageOptions.DESCRIPTOR.fields_by_name["update_notes"]
    .enum_type.values_by_name[name]
    .number
    for name in (
        "IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_IF_NEWER",
        "IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_ALWAYS",
    )
)
# What the import screen offers a person who has never changed it, and what they may tick.
_OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "default": {"update_notes": _IF_NEWER, "update_notetypes": _IF_NEWER},
    "merge": {
        "update_notes": _IF_NEWER,
        "update_notetypes": _IF_NEWER,
        "merge_notetypes": True,
    },
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
            "unchanged": len(log.duplicate),
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
