"""What a build made."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from ankiflask.clock import Clock
from ankiflask.deck.lock_text import lock_text
from ankiflask.deck.model import Deck, Difficulty
from ankiflask.deck.order import in_study_order
from ankiflask.errors import InputError
from ankiflask.files.locks import in_turn
from ankiflask.files.places import Place
from ankiflask.files.read import read_bytes
from ankiflask.files.replace import replace_files, replace_output
from ankiflask.package.archive import made_before, may_be_ours, origin, tools
from ankiflask.package.model import Package
from ankiflask.package.note_names import named
from ankiflask.pipeline.inspect import Inspected, Watch, problems_of, read, rendered
from ankiflask.pipeline.locks import Traces, is_agreed_unreleased, lock_problems, new_locks
from ankiflask.pipeline.past import NO_PAST, Past
from ankiflask.problems import Problem, has_errors


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltDeck:
    """One package on disk. `sha256` is of its bytes, `digest` of its contents; both in hex."""

    uid: str
    name: str
    file: str
    sha256: str
    digest: str
    notes: int
    cards: int
    difficulty: Mapping[str, int]
    topics: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Built:
    """A whole build: its decks in the order they were named, and the warnings."""

    decks: tuple[BuiltDeck, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """How to build. `environment` is what git runs with, where a lock is missing.

    `agree` asks a person whether a deck that a tag holds was really never released.
    """

    is_locked: bool = False
    past: Past = NO_PAST
    environment: Mapping[str, str] = field(default_factory=dict)
    agree: Callable[[str], bool] = lambda _: False


_DEFAULT = BuildOptions()


def build(
    places: Iterable[Place],
    into: Path,
    clock: Clock,
    options: BuildOptions = _DEFAULT,
    watch: Watch = iter,
) -> Built:
    """Write a package and, where it changed, the lock of each deck; nothing where nobody agrees.

    Another build of one of these decks is waited for: two that read the same lock would stamp the
    same change twice. Raises InputError with every problem of every deck, and then has written
    nothing; OutputError where a file could not be written.
    """
    every = tuple(places)
    with in_turn(place.file.parent for place in every if not place.is_text):
        return _build(every, into, clock, options, watch)


def _build(
    places: tuple[Place, ...], into: Path, clock: Clock, options: BuildOptions, watch: Watch
) -> Built:
    past, environment = options.past, options.environment
    decks = [read(place, clock, past=past) for place in places]
    named([each.deck for each in decks if each.deck], past.renew)
    if past.is_unreleased and not is_agreed_unreleased(decks, environment, options.agree):
        return Built((), ())
    # An unchanged deck is not rendered: its package is there, and a build would make the same.
    before = [_made_before(each, into) for each in decks]
    decks = [
        deck if made else rendered(deck, watch) for deck, made in zip(decks, before, strict=True)
    ]
    traces = Traces(into, environment)
    of_locks = lock_problems(decks, traces, past, is_locked=options.is_locked)
    problems = (*problems_of(decks), *of_locks)
    if has_errors(problems):
        raise InputError(problems)
    if not options.is_locked:
        problems += tuple(new_locks(decks, past))
    packages = [made or _make(deck) for deck, made in zip(decks, before, strict=True)]
    built = []
    for deck, made in zip(decks, packages, strict=True):
        if deck.deck is not None and made is not None:
            # The lock first: a package without it would give its notes other times next time.
            if not options.is_locked and deck.lock_change:
                replace_files((deck.lock_change,))
            built.append(_write_package(deck.deck, *made, into))
    return Built(tuple(built), problems)


def _made_before(inspected: Inspected, into: Path) -> tuple[Package, int] | None:
    """Return the package that is there and the number of its cards, if a build would make the same."""
    if inspected.deck is None:
        return None
    try:
        content = read_bytes(into / f"{inspected.deck.uid}.apkg")
    except InputError:
        return None
    return made_before(content, _origin(inspected, inspected.deck))


def _make(inspected: Inspected) -> tuple[Package, int] | None:
    deck, contents = inspected.deck, inspected.contents
    if deck is None or contents is None:
        return None
    # Slow to import, for genanki's sake; an unchanged deck needs none of it.
    from ankiflask.package.encode import encode  # noqa: PLC0415

    cards = sum(len(note.cards) for note in contents.notes)
    return encode(contents, _origin(inspected, deck), _lock(inspected)), cards


def _origin(inspected: Inspected, deck: Deck) -> str:
    hashes, lines = inspected.hashes, inspected.lines
    return origin(
        deck,
        ((note.id, hashes[note.id], lines[note.id].second) for note in in_study_order(deck)),
        _lock(inspected),
        (each.package_name for each in inspected.media.values()),
        tools(),
    )


def _lock(inspected: Inspected) -> str:
    return lock_text(inspected.settled.lock) if inspected.settled else ""


def _write_package(deck: Deck, package: Package, cards: int, into: Path) -> BuiltDeck:
    path = into / f"{deck.uid}.apkg"
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
