"""What a sync brings to Anki: deck folders and packages, as contents."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ankiflask.clock import Clock
from ankiflask.errors import InputError, UsageError
from ankiflask.files.locks import in_turn
from ankiflask.files.places import places
from ankiflask.files.read import MAX_PACKAGE, read_bytes
from ankiflask.files.replace import Change, replace_files
from ankiflask.package.model import Contents
from ankiflask.package.open import open_package
from ankiflask.pipeline.contents import contents_of
from ankiflask.pipeline.inspect import Watch, inspect, problems_of
from ankiflask.pipeline.locks import Traces, lock_problems
from ankiflask.pipeline.past import NO_PAST
from ankiflask.problems import Problem, has_errors

_PACKAGES = frozenset({".apkg"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DecksToSync:
    """What Anki is to hold, the locks that say so, and the problems of the sources."""

    contents: tuple[Contents, ...]
    locks: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_decks(
    named: tuple[str, ...], clock: Clock, traces: Traces, watch: Watch = iter
) -> DecksToSync:
    """Return what the named decks and packages hold, or all decks under `decks/`. Writes nothing.

    `traces` may show that a lock is lost. Raises InputError with every problem of every source,
    UsageError where two have one uid.
    """
    packages = tuple(Path(each) for each in named if Path(each).suffix.lower() in _PACKAGES)
    folders = tuple(each for each in named if Path(each) not in packages)
    decks = places(folders) if folders or not packages else ()
    with in_turn(place.file.parent for place in decks if not place.is_text):
        inspected = inspect(decks, clock, watch)
    of_locks = lock_problems(inspected, traces, NO_PAST, is_locked=False)
    problems = (*problems_of(inspected), *of_locks)
    contents = [each.contents for each in inspected if each.contents]
    for path in packages:
        try:
            opened = open_package(read_bytes(path, MAX_PACKAGE), str(path))
            contents.append(contents_of(opened, str(path)))
        except InputError as error:
            raise InputError((*problems, *error.problems)) from None
    if has_errors(problems):
        raise InputError(problems)
    for uid, times in Counter(each.uid for each in contents).items():
        if times > 1:
            message = f"Two of the named decks and packages have the uid {uid!r}."
            raise UsageError(message, "Sync one of them.")
    return DecksToSync(
        contents=tuple(contents),
        locks=tuple(change for each in inspected if (change := each.lock_change)),
        problems=problems,
    )


def write_locks(locks: Iterable[Change]) -> None:
    """Write the locks, so that a later release carries the same seconds.

    Raises OutputError where one has changed since it was read.
    """
    changes = tuple(locks)
    with in_turn(change.file.parent for change in changes):
        replace_files(changes)
