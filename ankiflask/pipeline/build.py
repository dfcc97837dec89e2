"""The last step: contents to packages, written together with their locks.

A deck whose package is there already, made of just what the deck is now, is not rendered again.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from ankiflask.cards import in_study_order
from ankiflask.files.places import Place
from ankiflask.files.read import read_bytes
from ankiflask.files.replace import replace_files, replace_output
from ankiflask.files.turn import in_turn
from ankiflask.package import encode, made_before, may_be_ours, origin
from ankiflask.pipeline.inspect import Inspected, Watch, problems_of, read, rendered
from ankiflask.pipeline.tools import tools
from ankiflask.values.built import Built, BuiltDeck
from ankiflask.values.clock import Clock
from ankiflask.values.errors import InputError
from ankiflask.values.notes import Deck, Difficulty
from ankiflask.values.package import Package
from ankiflask.values.problems import Problem, has_errors

Made = tuple[Package, int]  # and its number of cards


def build(
    places: Iterable[Place], into: Path, clock: Clock, *, locked: bool = False, watch: Watch = iter
) -> Built:
    """Write a package and, where it changed, the lock of each deck.

    Another build of one of these decks is waited for: two that read the same lock would stamp the
    same change twice. Raises InputError with every problem of every deck, and then has written
    nothing; OutputError where a file could not be written.
    """
    named = tuple(places)
    with in_turn(place.file.parent for place in named if not place.is_text):
        return _build(named, into, clock, locked=locked, watch=watch)


def _build(
    places: tuple[Place, ...], into: Path, clock: Clock, *, locked: bool, watch: Watch
) -> Built:
    found = [(each, _made_before(each, into)) for each in (read(p, clock) for p in places)]
    inspected = [each if made else rendered(each, watch) for each, made in found]
    problems = problems_of(inspected)
    if locked:
        problems += tuple(stale for each in inspected for stale in _stale_lock(each))
    if has_errors(problems):
        raise InputError(problems)
    made = [old or _made(each) for each, (_, old) in zip(inspected, found, strict=True)]
    decks = []
    for each, package in zip(inspected, made, strict=True):
        if each.deck and package:
            # The lock first: a package without it would give its notes other seconds next time.
            _write_lock(each, locked=locked)
            decks.append(_write_package(each.deck, *package, into))
    return Built(tuple(decks), problems)


def _made_before(inspected: Inspected, into: Path) -> Made | None:
    """Return the package that is there, if a build would make the same."""
    if inspected.deck is None:
        return None
    try:
        content = read_bytes(_path(inspected.deck, into))
    except InputError:
        return None
    return made_before(content, _origin(inspected, inspected.deck))


def _made(inspected: Inspected) -> Made | None:
    deck, contents = inspected.deck, inspected.contents
    if deck is None or contents is None:
        return None
    cards = sum(len(note.cards) for note in contents.notes)
    return encode(contents, _origin(inspected, deck)), cards


def _origin(inspected: Inspected, deck: Deck) -> str:
    return origin(
        deck,
        (
            (note.id, inspected.hashes[note.id], inspected.second(note))
            for note in in_study_order(deck.notes)
        ),
        inspected.retired,
        (each.package_name for each in inspected.media.values()),
        tools(),
    )


def _path(deck: Deck, into: Path) -> Path:
    return into / f"{deck.uid}.apkg"


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
    if not locked and (change := inspected.lock_change):
        replace_files((change,))


def _write_package(deck: Deck, package: Package, cards: int, into: Path) -> BuiltDeck:
    path = _path(deck, into)
    replace_output(path, package.content, may_be_ours, "a package")
    difficulties = Counter(note.difficulty for note in deck.notes)
    topics = Counter(topic for note in deck.notes for topic in note.topics)
    return BuiltDeck(
        uid=deck.uid,
        name=deck.name,
        file=str(path),
        sha256=sha256(package.content).hexdigest(),
        digest=package.digest,
        notes=len(deck.notes),
        cards=cards,
        difficulty={str(each): difficulties[each] for each in Difficulty},
        topics=dict(sorted(topics.items())),
    )
