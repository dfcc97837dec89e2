"""What a draft is made from, where that is kept as the deck's source, and what there is to say of it.

A deck reads nothing outside of its folder. So a text from elsewhere is copied there, byte for byte, and
the copy is the source. It is brought up to date while the text only grew, and never loses a line.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ankiflask.deck.model import Deck, Note
from ankiflask.drafting.notes import Drafts
from ankiflask.errors import InputError
from ankiflask.files.encodings import STANDARD_INPUT, read_input
from ankiflask.files.read import is_inside, read_bytes
from ankiflask.files.replace import Change, read_before
from ankiflask.problems import Problem, Severity, Source, remark
from ankiflask.render.note import markup_problems, media_names
from ankiflask.sources.model import Material, Statement
from ankiflask.sources.read import material_of
from ankiflask.text import count

_OTHER_NAME = "seed.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """What to draft from. `source.file` is a path, or `-` for standard input.

    `form` and `encoding` are what was asked for, if anything was. `is_again` wants the notes that
    were deleted, too. `is_placed` tells whether it is known where the deck file will be: only then
    can it name the input. `is_outside` tells that this is not in the input's folder or above it, where no deck may
    read it and nothing is written that could be copied. `uid` is the one that was asked for; without it
    a new deck's uid ends in `tail`, random characters.
    """

    source: Source
    form: str = ""
    encoding: str = ""
    is_again: bool = False
    is_placed: bool = True
    is_outside: bool = False
    uid: str = ""
    tail: str = ""

    @property
    def path(self) -> Path | None:
        """The file that it came from, if it did."""
        return None if self.source.file == STANDARD_INPUT else Path(self.source.file)

    @property
    def name(self) -> str:
        """What a deck of it is called where no file names the deck."""
        return self.path.stem if self.path else "notes"

    @property
    def is_source(self) -> bool:
        """Whether the file, read again by itself, gives the same: a deck may name it then."""
        if self.path is None or not self.is_placed or self.is_outside:
            return False
        try:
            found = read_input(self.path) if self.encoding else self.source
            return found == self.source and (not self.form or material_of(found).form == self.form)
        except InputError:
            return False


def relative(text: str, deck: Path) -> str:
    """Return the text's name as a deck file gives it: from the deck's own folder."""
    return Path(
        os.path.relpath(os.path.realpath(text), Path(os.path.realpath(deck)).parent)
    ).as_posix()


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


def without_source(given: Input) -> tuple[Problem, ...]:
    """Return a remark where no deck can name the input as its source."""
    if given.is_source:
        return ()
    if given.path and not given.is_placed:
        message = (
            "Nobody knows where this deck file will be, so it names no source and has no `from`."
        )
        remedy = "With `-o DECK.yaml` it has both."
    elif given.is_outside:
        message = "The text is outside of the deck's folder, so the deck names no source and has no `from`."
        remedy = "With `-o DECK.yaml` it is copied there, and the deck has both."
    else:
        what = "Standard input" if given.path is None else "A file that needs an option to be read"
        message = f"{what} cannot be the deck's source, so its notes have no `from`."
        remedy = "Drafted again, they are known by the ends of their ids."
    return (remark(given.source.file, 0, "draft-no-source", message, remedy),)


def told_deleted(given: Input, deleted: tuple[Statement, ...]) -> tuple[Problem, ...]:
    """Return a remark on the statements that give no note since theirs was deleted."""
    if not deleted:
        return ()
    lines = ", ".join(str(each.line) for each in deleted[:12]) + (" …" if deleted[12:] else "")
    many = count(len(deleted), "statement was", "statements were")
    what = f"has no note, so it counts as deleted: line {lines}."
    if len(deleted) > 1:
        what = f"have no note, so they count as deleted: lines {lines}."
    message = f"{many} there at the last build and {what}"
    remedy = "`--again` drafts them."
    return (remark(given.source.file, deleted[0].line, "draft-deleted", message, remedy),)


def refuse_other_source(deck: Deck, given: Input, file: Path) -> None:
    """Raise InputError where the deck was made from another input, so that its numbers mean others."""
    text, is_source = given.source.file, given.is_source
    is_same = os.path.realpath(file.parent / deck.source) == os.path.realpath(text)
    if (deck.source and is_source and is_same) or not (deck.source or is_source):
        return
    if not deck.source:
        message = "The deck has no source, so nobody can tell which statements it covers."
    elif given.path is None:
        message = f"The deck's source is {deck.source!r}, not standard input."
    elif is_same:
        message = "The options read the deck's source in another way than a build does."
    else:
        message = f"The deck's source is {deck.source!r}, not {given.path.name!r}."
    remedy = "Draft into another file."
    if is_source and is_inside(Path(text), file.parent):
        remedy = f"Draft into another file, or write `source: {relative(text, file)}`."
    line = deck.lines.get("source", 1)
    raise InputError.at(deck.file, line, "draft-other-source", message, remedy)


def counted(material: Material, wanted: Sequence[Statement], notes: Sequence[Note]) -> Problem:
    """Return a remark on how many statements there are, and how many of the wanted gave notes."""
    every, own = len(material.statements.statements), {each.number for each in wanted}
    gave = len(own & {number for note in notes for number in note.statements})
    ready = f", {len(material.ready):,} of them ready-made notes" if material.ready else ""
    told = [f"{gave:,} gave notes now"]
    if every > len(own):
        told.append(f"{every - len(own):,} had notes before")
    if len(own) > gave:
        told.append(f"{len(own) - gave:,} gave none")
    message = f"{count(every, 'statement')}{ready}: {', '.join(told)}."
    return remark(material.statements.file, 0, "draft-counts", message)


def faults(deck: Deck, made: Drafts) -> Iterator[Problem]:
    """Yield a warning for each new note whose markup would not build, at its place in the input."""
    reasons = {reason.id: reason for reason in made.reasons}
    for note in made.notes:
        reason = reasons.get(note.id)
        media = {name: name for name in media_names(note)}  # whether they are there, `check` tells
        found = markup_problems(deck, note, media)
        if found and reason:
            message = f"The note {note.id!r} does not build yet. {found[0].message}"
            yield replace(
                found[0],
                file=reason.file,
                line=reason.line,
                severity=Severity.WARNING,
                message=message,
            )
