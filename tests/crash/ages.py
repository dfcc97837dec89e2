"""A deck before and after a change, with its lock and its package, byte for byte."""

from dataclasses import dataclass
from pathlib import Path

from tests.crash.builders import Builders, Order

DECK = "decks/birds/deck.yaml"
LOCK = "decks/birds/deck.lock"
PACKAGE = "dist/birds.apkg"

Tree = dict[str, bytes]

OLD_TEXT = """\
deck: Birds
uid: birds
difficulty: easy
notes:
  - id: robin-colour
    question: What colour is a robin's breast?
    answer: Orange.
  - id: robin-egg
    cloze: A robin's egg is {{c1::blue}}.
"""
NEW_TEXT = OLD_TEXT.replace("Orange", "Orange-red") + (
    "  - id: owl-food\n    question: What do owls eat?\n    answer: Mice.\n"
)
OLD_SECOND, NEW_SECOND = 1_700_000_000, 1_710_000_000


@dataclass(frozen=True)
class Ages:
    """What stands before a build, and what an undisturbed build makes of it."""

    old: Tree
    new: Tree


def tree(folder: Path) -> Tree:
    """Return every file under the folder, by its path from there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if not path.is_dir()
    }


def put(folder: Path, files: Tree) -> Path:
    """Write the files into a new folder and return it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def first_release(builders: Builders, folder: Path) -> Ages:
    """Return a deck that was never built."""
    return _ages(builders, folder, {DECK: NEW_TEXT.encode()})


def next_release(builders: Builders, folder: Path) -> Ages:
    """Return a deck that was built, and has one note more and one changed since."""
    put(folder, {DECK: OLD_TEXT.encode()})
    run = builders.run(Order(folder=str(folder), second=OLD_SECOND))
    assert run.code == 0, run
    return _ages(builders, folder, tree(folder) | {DECK: NEW_TEXT.encode()})


def _ages(builders: Builders, folder: Path, old: Tree) -> Ages:
    put(folder, old)
    run = builders.run(Order(folder=str(folder), second=NEW_SECOND))
    assert run.code == 0, run
    new = tree(folder)
    assert set(new) == {DECK, LOCK, PACKAGE}
    assert new[LOCK] != old.get(LOCK)
    assert new[PACKAGE] != old.get(PACKAGE)
    return Ages(old, new)
