"""Two releases, each brought into one form, and compared."""

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ankiflask.clock import Clock
from ankiflask.deck.reader import read_deck
from ankiflask.errors import InputError
from ankiflask.files.git import Tree, tree_at
from ankiflask.files.places import Place, places
from ankiflask.files.read import MAX_PACKAGE, read_bytes, read_text
from ankiflask.package.encode import encode
from ankiflask.package.open import open_package
from ankiflask.pipeline.gather import lock_bytes, written_lock
from ankiflask.pipeline.inspect import Watch, inspect, problems_of
from ankiflask.problems import Problem, Severity, has_errors
from ankiflask.releases.compare import compare_releases
from ankiflask.releases.model import Release, ReleaseChange
from ankiflask.releases.release import release_of

_PACKAGES = (".apkg", ".colpkg", ".zip")
# What the build refuses for the learners' sake: here it is what a comparison is asked for.
_TOLD_BY_THE_COMPARISON = frozenset({"vanished-id", "changed-kind", "frozen-key"})


def diff(
    old: str, new: str, clock: Clock, environment: Mapping[str, str], watch: Watch = iter
) -> ReleaseChange:
    """Return what differs between two releases. Writes nothing but in a folder that is gone again.

    Each is a package of any tool, a deck as `build` takes it, or `REVISION:PATH`; a name that is on
    the disk is never a revision. `environment` is what git runs with. Raises InputError with the
    problems of both, UsageError where git is missing.
    """
    problems: list[Problem] = []

    def read(name: str) -> Release | None:
        try:
            return _release(name, clock, environment, watch)
        except InputError as error:
            problems.extend(error.problems)
            return None

    before, after = read(old), read(new)
    if before is None or after is None:
        raise InputError(tuple(dict.fromkeys(problems)))
    return compare_releases(before, after)


def _release(name: str, clock: Clock, environment: Mapping[str, str], watch: Watch) -> Release:
    if os.path.lexists(name) or ":" not in name:
        if name.lower().endswith(_PACKAGES):
            return release_of(open_package(read_bytes(Path(name), MAX_PACKAGE), name), name)
        (place,) = places((name,))
        return _built(place, name, clock, watch)
    tree = tree_at(name, environment)
    if tree.path.lower().endswith(_PACKAGES) and not tree.is_folder(tree.path):
        return release_of(open_package(tree.read(tree.path, MAX_PACKAGE), name), name)
    with TemporaryDirectory(prefix="ankiflask-") as scratch:
        top = Path(scratch)
        try:
            return _built(_laid_out(tree, top), name, clock, watch)
        except InputError as error:
            raise InputError(_called(tree, top, error.problems)) from None


def _called(tree: Tree, top: Path, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return the problems of files by the names that they have in the revision."""
    before, after = f"{top}{os.sep}", f"{tree.name.partition(':')[0]}:"
    return tuple(
        replace(
            each,
            file=each.file.replace(before, after),
            message=each.message.replace(before, after),
            remedy=each.remedy.replace(before, after),
        )
        for each in problems
    )


def _laid_out(tree: Tree, top: Path) -> Place:
    """Write the deck's files as they lay in the repository; return where."""
    (place,) = places((str(top / tree.path / "deck.yaml"),))
    folder = tree.path
    if not tree.is_folder(tree.path):
        (place,) = places((str(top / tree.path),))
        folder = os.path.dirname(tree.path)  # noqa: PTH120 - of a name inside a revision
    _copy(tree, top, place.file.relative_to(top).as_posix())
    if place.is_text:
        return place
    lock = place.lock.relative_to(top).as_posix()
    if tree.has(lock):
        _copy(tree, top, lock)
    place.media.mkdir()
    for name, content in tree.files_in(f"{folder}/media".lstrip("/")).items():
        (place.media / name).write_bytes(content)
    source = _source(place, top)
    if source and tree.has(source):
        _copy(tree, top, source)
    return place


def _copy(tree: Tree, top: Path, path: str) -> None:
    target = top / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(tree.read(path))


def _source(place: Place, top: Path) -> str:
    """Return the path of the deck's source in the repository, or "" where it has none there."""
    try:
        deck, _ = read_deck(read_text(place.file))
    except InputError:
        return ""  # reading the deck tells
    if deck is None or not deck.source:
        return ""
    path = Path(os.path.normpath(place.file.parent / deck.source))
    return path.relative_to(top).as_posix() if path.is_relative_to(top) else ""


def _built(place: Place, name: str, clock: Clock, watch: Watch) -> Release:
    """Return the release that a build would make now."""
    (inspected,) = decks = inspect((place,), clock, watch)
    problems = [each for each in problems_of(decks) if each.rule not in _TOLD_BY_THE_COMPARISON]
    if has_errors(problems) or inspected.contents is None:
        raise InputError(tuple(e for e in problems if e.severity is not Severity.INFO))
    unstamped = frozenset(inspected.hashes)
    if inspected.settled is not None:
        written, _ = written_lock(place, lock_bytes(place))
        unstamped = frozenset(
            note.id
            for note in inspected.settled.lock.notes.values()
            if not any(
                (note.second, note.hash) == (line.second, line.hash)
                for line in written.notes.get(note.id, ())
            )
        )
    opened = open_package(encode(inspected.contents).content, name)
    return release_of(opened, name, unstamped)
