"""The last step: contents to packages, written together with their locks."""

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from ankiflask.files.places import Place
from ankiflask.files.read import read_bytes
from ankiflask.files.write import write_file
from ankiflask.lock import lock_text
from ankiflask.package import encode
from ankiflask.pipeline.inspect import Inspected, Watch, inspect, problems_of
from ankiflask.values.built import Built, BuiltDeck
from ankiflask.values.clock import Clock
from ankiflask.values.errors import InputError
from ankiflask.values.notes import Deck, Difficulty
from ankiflask.values.package import Contents, Package
from ankiflask.values.problems import Problem, has_errors


def build(
    places: Iterable[Place], into: Path, clock: Clock, *, locked: bool = False, watch: Watch = iter
) -> Built:
    """Write a package and, where it changed, the lock of each deck.

    Raises InputError with every problem of every deck, and then has written nothing; OutputError
    where a file could not be written.
    """
    inspected = inspect(places, clock, watch)
    problems = problems_of(inspected)
    if locked:
        problems += tuple(stale for each in inspected for stale in _stale_lock(each))
    if has_errors(problems):
        raise InputError(problems)
    packages = [
        (each, each.deck, each.contents, encode(each.contents))
        for each in inspected
        if each.deck and each.contents
    ]
    decks = []
    for each, deck, contents, package in packages:
        # The lock first: a package without it would give its notes other seconds the next time.
        _write_lock(each, locked=locked)
        decks.append(_write_package(deck, contents, package, into))
    return Built(tuple(decks), problems)


def _stale_lock(inspected: Inspected) -> Iterator[Problem]:
    if inspected.settled and inspected.settled.stale:
        yield Problem(
            file=str(inspected.place.lock),
            line=0,
            rule="stale-lock",
            message=f"The lock is stale: {inspected.settled.stale}.",
            remedy="Run `ankiflask build` and commit the lock.",
        )


def _write_lock(inspected: Inspected, *, locked: bool) -> None:
    if inspected.settled is None or locked:
        return
    path, content = inspected.place.lock, lock_text(inspected.settled.lock).encode()
    if not path.exists() or read_bytes(path) != content:
        write_file(path, content)


def _write_package(deck: Deck, contents: Contents, package: Package, into: Path) -> BuiltDeck:
    path = into / f"{deck.uid}.apkg"
    write_file(path, package.content)
    difficulties = Counter(note.difficulty for note in deck.notes)
    topics = Counter(topic for note in deck.notes for topic in note.topics)
    return BuiltDeck(
        uid=deck.uid,
        name=deck.name,
        file=str(path),
        sha256=sha256(package.content).hexdigest(),
        digest=package.digest,
        notes=len(contents.notes),
        cards=sum(len(note.cards) for note in contents.notes),
        difficulty={str(each): difficulties[each] for each in Difficulty},
        topics=dict(sorted(topics.items())),
    )
