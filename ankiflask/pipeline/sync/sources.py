"""What a sync brings to Anki: deck folders and packages, as contents."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ankiflask.cards import field_hash
from ankiflask.files.places import Place, places
from ankiflask.files.read import MAX_PACKAGE, read_bytes
from ankiflask.files.turn import in_turn
from ankiflask.files.write import write_file
from ankiflask.lock import Settled, lock_text
from ankiflask.pipeline.inspect import Inspected, Watch, inspect, problems_of
from ankiflask.unpack import contents_of, open_package
from ankiflask.values.clock import Clock
from ankiflask.values.errors import InputError, OutputError, UsageError
from ankiflask.values.package import Contents
from ankiflask.values.problems import Problem, has_errors

_PACKAGES = frozenset({".apkg"})


@dataclass(frozen=True, slots=True)
class LockChange:
    """A lock that the sync settles: its file, what stood there (None: nothing), what will."""

    file: Path
    before: bytes | None
    after: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What Anki shall hold, the locks that say so, and what there is to tell of the sources."""

    contents: tuple[Contents, ...]
    locks: tuple[LockChange, ...] = ()
    problems: tuple[Problem, ...] = ()


def wanted(named: tuple[str, ...], clock: Clock, watch: Watch = iter) -> Wanted:
    """Return what the named decks and packages hold, or all decks under `decks/`. Writes nothing.

    Raises InputError with every problem of every source, UsageError where two have one uid.
    """
    packages = tuple(Path(each) for each in named if Path(each).suffix.lower() in _PACKAGES)
    folders = tuple(each for each in named if Path(each) not in packages)
    decks = places(folders) if folders or not packages else ()
    inspected = _settled(decks, clock, watch)
    problems = problems_of(inspected)
    opened = [_opened(path, problems) for path in packages]
    if has_errors(problems):
        raise InputError(problems)
    contents = (*(each.contents for each in inspected if each.contents), *opened)
    _refuse_twins(contents)
    return Wanted(
        contents=contents,
        locks=tuple(_lock_change(each.place, each.settled) for each in inspected if each.settled),
        problems=problems,
    )


def _settled(decks: tuple[Place, ...], clock: Clock, watch: Watch) -> tuple[Inspected, ...]:
    with in_turn(place.file.parent for place in decks if not place.is_text):
        return inspect(decks, clock, watch)


def _opened(path: Path, problems: tuple[Problem, ...]) -> Contents:
    try:
        opened = open_package(read_bytes(path, MAX_PACKAGE), str(path))
        return contents_of(opened, str(path), field_hash)
    except InputError as error:
        raise InputError((*problems, *error.problems)) from None


def _refuse_twins(contents: Iterable[Contents]) -> None:
    seen: set[str] = set()
    for each in contents:
        if each.uid in seen:
            message = f"Two of the named decks and packages have the uid {each.uid!r}."
            raise UsageError(message, "Sync one of them.")
        seen.add(each.uid)


def _lock_change(place: Place, settled: Settled) -> LockChange:
    return LockChange(place.lock, _bytes(place.lock), lock_text(settled.lock).encode())


def _bytes(file: Path) -> bytes | None:
    return read_bytes(file) if file.exists() else None


def write_locks(locks: Iterable[LockChange]) -> None:
    """Write the locks, so that a later release carries the same seconds.

    Raises OutputError where one has changed since it was read.
    """
    changes = tuple(locks)
    with in_turn(change.file.parent for change in changes):
        for change in changes:
            if _bytes(change.file) != change.before:
                message = f"{change.file} has changed since this sync read it."
                raise OutputError(message, "Nothing was written; run this again.")
        for change in changes:
            write_file(change.file, change.after)
