"""A text to a deck file, and what the quality check finds in the notes that are new in it."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ankiflask.deck.lock_text import read_lock
from ankiflask.deck.model import Deck, Note
from ankiflask.deck.reader import read_deck
from ankiflask.deck.reading import UID
from ankiflask.drafting.deck_text import append, deck_file
from ankiflask.drafting.naming import moved_statements, random_uid, without_note
from ankiflask.drafting.notes import Drafts
from ankiflask.drafting.ready_notes import notes_of
from ankiflask.drafting.reasons import Reason
from ankiflask.errors import InputError, UsageError
from ankiflask.files.locks import in_turn
from ankiflask.files.places import Place
from ankiflask.files.read import BOM, read_text, text_of
from ankiflask.files.replace import Change, read_before, replace_files
from ankiflask.pipeline import drafting
from ankiflask.pipeline.check import checked_deck
from ankiflask.pipeline.drafting import Input, Placed
from ankiflask.pipeline.gather import named_media
from ankiflask.pipeline.locks import Traces, lost_lock
from ankiflask.problems import Problem, Source, has_errors, limited, remark
from ankiflask.quality.judging import judge, problem_of
from ankiflask.quality.rule import Checked
from ankiflask.sources.model import Material, Statement
from ankiflask.sources.read import material_of, told
from ankiflask.sources.statements.lines import statement_hash
from ankiflask.text import count

_UNREVIEWED = "Q022"
_MOST_LINES = 12


def quality_of_new(deck: Deck, made: Drafts, into: Path | None) -> tuple[Problem, ...]:
    """Return what `check` says of the new notes, in its words; those to review are one remark.

    `deck` is the whole deck file as it will stand, read from its text, so that new notes are
    compared with old ones. Without a file to write into, each is told at its line in the input.
    """
    if not made.notes:
        return ()
    checked = Checked(deck=deck)
    if into is not None:
        # What is wrong with the media files is not the quality of the notes: `check` reports it.
        checked = checked_deck(Place(into), deck, named_media(Place(into), deck, []))
    new, lines = {note.id for note in made.notes}, {each.id: each.line for each in made.reasons}
    found: set[Problem] = set()
    for judged in judge(checked):
        notes = [deck.notes[place].id for place in judged.finding.notes]
        problem = problem_of(checked, judged)
        if into is None:
            problem = replace(problem, line=lines.get(notes[0], 0) if notes else 0)
        # A deck lacks something because of new notes where all its notes are new.
        if new & {*notes} if notes else len(new) == len(deck.notes):
            found.add(problem)
    told = sorted(found)
    return (
        *limited(each for each in told if each.rule != _UNREVIEWED),
        *_to_review([each for each in told if each.rule == _UNREVIEWED]),
    )


def _to_review(found: list[Problem]) -> Iterator[Problem]:
    """Yield one remark in the place of many."""
    if not found:
        return
    lines = list(dict.fromkeys(str(each.line) for each in found))
    listed = ", ".join(lines[:_MOST_LINES]) + (" …" if len(lines) > _MOST_LINES else "")
    are_marked = count(len(found), "note is", "notes are")
    word, each = ("line", "it") if len(found) == 1 else ("lines", "each")
    message = f"{are_marked} marked `review: yes`, since the draft was not sure: {word} {listed}."
    remedy = f"Read {each}, mend it, and remove `review`."
    yield remark(found[0].file, found[0].line, _UNREVIEWED, message, remedy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """The whole text of the deck file, the notes that are new in it, and what there is to say."""

    text: str
    added: tuple[Note, ...]
    reasons: tuple[Reason, ...] = ()
    problems: tuple[Problem, ...] = ()


def draft(given: Input, into: Path | None, traces: Traces, shown_in: Path | None = None) -> Drafted:
    """Return the deck file with a note for each statement that had none, and write it to `into`.

    What stands in the file already stays, byte for byte. With `into` None nothing is written;
    `shown_in` is the file that the text will be in then, if that is known.
    Another draft of it is waited for. Raises InputError, also where `traces` show that the deck's
    lock is lost, UsageError for a uid that cannot be, or OutputError where somebody saved the file
    meanwhile; then it has written nothing.
    """
    if given.uid and not UID.fullmatch(given.uid):
        message = f"{given.uid[:40]!r} cannot be a uid."
        raise UsageError(message, "Use 2 to 32 of a-z, 0-9 and -, beginning with a letter.")
    if into is None:
        if shown_in and drafting.is_outside(given, shown_in):
            given = replace(given, is_outside=True)
        source = (
            drafting.relative(given.source.file, shown_in)
            if shown_in
            else Path(given.source.file).name
        )
        return _new(given, given.name, source, None)
    with in_turn((into.parent,)):
        return _drafted(given, into, traces)


def _drafted(given: Input, into: Path, traces: Traces) -> Drafted:
    before = read_before(into)
    if before is None:
        named = Path(os.path.realpath(into)).parent.name if into.stem == "deck" else into.stem
        source = drafting.placed(given, into)
        drafted = _new(given, named, source.source, into)
    else:
        drafted, source = _more(given, text_of(before, str(into)), into, traces)
    if not drafted.added:
        return drafted
    mark = BOM if before and before.startswith(BOM) else b""
    deck = Change(into, before, mark + drafted.text.encode())
    replace_files((source.copy, deck) if source.copy else (deck,))
    return replace(drafted, problems=(*source.problems, *drafted.problems))


def _new(given: Input, name: str, source: str, into: Path | None) -> Drafted:
    material = material_of(given.source, given.form)
    made = _notes(given, material, material.statements.statements, {})
    deck = Deck(
        file=given.source.file,
        name=name,
        uid=given.uid or random_uid(name, given.tail),
        source=source if given.is_source else "",
        notes=made.notes,
    )
    written = deck_file(deck, made.reasons)
    whole = _read_again(Source(str(into or given.source.file), written), deck.notes)
    problems = (
        *told(material),
        *drafting.without_source(given),
        *drafting.faults(deck, made),
        *made.problems,
    )
    return Drafted(
        text=written,
        added=deck.notes,
        reasons=made.reasons,
        problems=(*problems, *quality_of_new(whole, made, into)),
    )


def _notes(
    given: Input,
    material: Material,
    wanted: tuple[Statement, ...],
    topics: Mapping[str, tuple[str, ...]],
) -> Drafts:
    made = notes_of(material, wanted, topics)
    made = replace(made, problems=(*made.problems, drafting.counted(material, wanted, made.notes)))
    if given.is_source:
        return made
    return replace(made, notes=tuple(replace(note, statements=()) for note in made.notes))


def _more(given: Input, old: Source, into: Path, traces: Traces) -> tuple[Drafted, Placed]:
    deck, problems = read_deck(old)
    problems = tuple(problem for problem in problems if problem.rule != "no-notes")
    if deck is None or has_errors(problems):
        raise InputError(problems)
    if given.uid not in {"", deck.uid}:
        message = f"The uid of {into} is {deck.uid!r}, and a uid never changes."
        raise UsageError(message, "Leave out --uid, or draft into another file.")
    if lost := lost_lock(Place(into), deck, traces):
        raise InputError((lost,))
    source = drafting.grown(given, deck, into)
    if source is None:
        drafting.refuse_other_source(deck, given, into)
    material = material_of(given.source, given.form)
    wanted = without_note(material.statements, deck)
    deleted = () if given.is_again else _deleted(wanted, into.with_suffix(".lock"))
    gone = set(deleted)
    left = tuple(each for each in wanted if each not in gone)
    made = _notes(given, material, left, deck.topics)
    moved = moved_statements(material.statements, deck) if given.is_source else ()
    text = append(old, made.notes, made.reasons)
    if isinstance(text, Problem):
        raise InputError((text,))
    whole = _read_again(Source(old.file, text), (*deck.notes, *made.notes))
    drafted = Drafted(
        text=text,
        added=made.notes,
        reasons=made.reasons,
        problems=(
            *problems, *told(material), *drafting.without_source(given), *moved,
            *drafting.told_deleted(given, deleted),
            *drafting.faults(deck, made), *made.problems, *quality_of_new(whole, made, into),
        ),
    )  # fmt: skip
    return drafted, source or Placed(deck.source)


def _deleted(wanted: tuple[Statement, ...], lock: Path) -> tuple[Statement, ...]:
    """Return the statements that were there at the last build, and had no note then or lost it."""
    if not lock.exists():
        return ()
    written, _ = read_lock(read_text(lock))
    known = frozenset().union(*written.statements.values())
    return tuple(each for each in wanted if statement_hash(each.text) in known)


def _read_again(written: Source, notes: tuple[Note, ...]) -> Deck:
    """Return the deck as its file reads, before anybody relies on it."""
    deck, problems = read_deck(written)
    if deck is None or deck.notes != notes:
        message = "The drafted notes would not read back as they were drafted. Nothing was written."
        remedy = "Please report the text; until then, write the notes by hand."
        unreadable = Problem.at(written.file, 0, "draft-unreadable", message, remedy)
        raise InputError((*problems, unreadable))
    return deck
