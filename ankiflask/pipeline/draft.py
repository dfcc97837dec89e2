"""A text to a deck file, or to more notes in the one that is there."""

import os
from dataclasses import dataclass
from pathlib import Path

from ankiflask.drafts import (
    Drafts,
    append,
    deck_file,
    draft_deck,
    draft_notes,
    moved_statements,
    uid,
    without_note,
)
from ankiflask.files.read import BOM, read_bytes, read_text
from ankiflask.files.turn import in_turn
from ankiflask.files.write import write_file
from ankiflask.notes import read_deck
from ankiflask.statements import all_cues, normalise, statement_hash
from ankiflask.values.errors import InputError
from ankiflask.values.notes import Deck, Note
from ankiflask.values.problems import Problem, has_errors
from ankiflask.values.source import Source
from ankiflask.values.statements import Statements


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """The whole text of the deck file, the notes that are new in it, and what there is to say."""

    text: str
    added: tuple[Note, ...]
    problems: tuple[Problem, ...]


def draft(text: Path, into: Path | None) -> Drafted:
    """Return the deck file with a note for each statement that had none, and write it to `into`.

    What stands in the file already stays, byte for byte. With `into` None nothing is written.
    Another draft of it is waited for. Raises InputError, and then has written nothing.
    """
    if into is None:
        return _new(normalise(read_text(text)), text.stem, text.name)
    with in_turn((into.parent,)):
        return _drafted(text, into)


def _drafted(text: Path, into: Path) -> Drafted:
    statements = normalise(read_text(text))
    if not into.exists():
        named = Path(os.path.realpath(into)).parent.name if into.stem == "deck" else into.stem
        drafted = _new(statements, named, _relative(text, into))
    else:
        drafted = _more(statements, text, read_text(into))
    if drafted.added:
        mark = BOM if into.exists() and read_bytes(into).startswith(BOM) else b""
        write_file(into, mark + drafted.text.encode())
    return drafted


def _relative(text: Path, deck: Path) -> str:
    return Path(
        os.path.relpath(os.path.realpath(text), Path(os.path.realpath(deck)).parent)
    ).as_posix()


def _new(statements: Statements, name: str, source: str) -> Drafted:
    deck, problems = draft_deck(
        statements, uid=uid(name), name=name, source=source, hash_of=statement_hash
    )
    written = deck_file(deck)
    _compare(Source(statements.file, written), deck.notes)
    return Drafted(
        text=written,
        added=deck.notes,
        problems=(*all_cues(statements), *statements.problems, *problems),
    )


def _more(statements: Statements, text: Path, old: Source) -> Drafted:
    deck, problems = read_deck(old)
    problems = tuple(problem for problem in problems if problem.rule != "no-notes")
    if deck is None or has_errors(problems):
        raise InputError(problems)
    _refuse_other_source(deck, text, Path(old.file))
    wanted = without_note(statements, deck, statement_hash)
    moved = moved_statements(statements, deck, statement_hash)
    drafts = draft_notes(statements, wanted, hash_of=statement_hash)
    return Drafted(
        text=_appended(old, deck, drafts),
        added=drafts.notes,
        problems=(*problems, *all_cues(statements), *statements.problems, *moved, *drafts.problems),
    )


def _refuse_other_source(deck: Deck, text: Path, file: Path) -> None:
    if deck.source and os.path.realpath(file.parent / deck.source) == os.path.realpath(text):
        return
    problem = Problem(
        file=deck.file,
        line=deck.lines.get("source", 1),
        rule="draft-other-source",
        message=f"The deck's source is {deck.source!r}, not {text.name!r}."
        if deck.source
        else "The deck has no source, so nobody can tell which statements it covers.",
        remedy=f"Draft into another file, or write `source: {_relative(text, file)}`.",
    )
    raise InputError((problem,))


def _appended(old: Source, deck: Deck, drafts: Drafts) -> str:
    appended = append(old, drafts.notes)
    if isinstance(appended, Problem):
        raise InputError((appended,))
    _compare(Source(old.file, appended), (*deck.notes, *drafts.notes))
    return appended


def _compare(written: Source, notes: tuple[Note, ...]) -> None:
    """Read the deck file again before anybody relies on it."""
    deck, problems = read_deck(written)
    if deck is None or deck.notes != notes:
        raise InputError((*problems, _unreadable(written)))


def _unreadable(written: Source) -> Problem:
    return Problem(
        file=written.file,
        line=0,
        rule="draft-unreadable",
        message="The drafted notes would not read back as they were drafted. Nothing was written.",
        remedy="Please report the text; until then, write the notes by hand.",
    )
