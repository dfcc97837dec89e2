"""Where a draft's text stands as the source of its deck: in the deck's folder, or copied to it.

A deck reads nothing outside of its folder. So a text from elsewhere is copied there, byte for byte, and
the copy is the source. It is brought up to date while the text only grew, and never loses a line.
"""

from dataclasses import dataclass
from pathlib import Path

from ankiflask.deck.model import Deck
from ankiflask.errors import InputError
from ankiflask.files.read import is_inside, read_bytes
from ankiflask.files.replace import Change, read_before
from ankiflask.pipeline.drafting import Input, relative
from ankiflask.problems import Problem, remark

_OTHER_NAME = "seed.txt"


@dataclass(frozen=True, slots=True)
class Placed:
    """The source as the deck file names it, and the copy to be written, if there is one."""

    source: str
    copy: Change | None = None
    problems: tuple[Problem, ...] = ()


def is_outside(given: Input, deck: Path) -> bool:
    """Whether the text is a file outside of the deck's folder."""
    return given.path is not None and not is_inside(given.path, deck.parent)


def placed(given: Input, deck: Path) -> Placed:
    """Return the source of a new deck. Raises InputError where another file has the copy's name."""
    path = given.path
    if path is None or not given.is_source:
        return Placed("")
    if not is_outside(given, deck):
        return Placed(relative(given.source.file, deck))
    name = path.name if path.name not in {deck.name, f"{deck.stem}.lock"} else _OTHER_NAME
    target, content = deck.parent / name, read_bytes(path)
    before = read_before(target)
    if before not in (None, content):
        message = f"The text would be copied to {target}, where another file is."
        remedy = f"Draft {target}, or give your text another name."
        raise InputError.at(given.source.file, 0, "draft-other-source", message, remedy)
    message = f"A deck reads only what is in its folder, so the text was copied to {target}."
    return Placed(name, Change(target, before, content), (_copied(given, message),))


def grown(given: Input, deck: Deck, file: Path) -> Placed | None:
    """Return the deck's source where it is a copy of this text, perhaps with lines that are new.

    None where the text is not what was copied. Raises InputError where the copy has lines that the
    text lacks: somebody has edited one of them.
    """
    path, target = given.path, file.parent / deck.source
    is_copy = deck.source and path and is_outside(given, file) and target.name == path.name
    if path is None or not is_copy or not given.is_source or not is_inside(target, file.parent):
        return None
    before, after = read_bytes(target), read_bytes(path)
    lines = iter(after.splitlines())
    if not all(line in lines for line in before.splitlines()):
        message = f"The deck's source is its own {target}, and {path} is no longer the same text."
        remedy = f"Draft {target}; if yours is the one to keep, copy it there before."
        raise InputError.at(given.source.file, 0, "draft-other-source", message, remedy)
    message = f"The new lines were copied to {target}, too."
    told = (_copied(given, message),) if before != after else ()
    return Placed(deck.source, Change(target, before, after), told)


def _copied(given: Input, message: str) -> Problem:
    return remark(given.source.file, 0, "draft-copied", message, "Edit the copy from now on.")
