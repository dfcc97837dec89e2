"""The quality of decks, and deck files that are mended where that needs no thought."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from ankiflask.cards import anki_note
from ankiflask.compare import as_plain
from ankiflask.files.media import names_in
from ankiflask.files.places import Place
from ankiflask.files.read import BOM, read_bytes, read_text
from ankiflask.files.turn import in_turn
from ankiflask.files.write import write_file
from ankiflask.notes import not_too_many, read_deck, with_ids
from ankiflask.pipeline.gather import written_lock
from ankiflask.pipeline.inspect import Inspected, read
from ankiflask.quality import Checked, Judged, Mended, mend, mendable, quality
from ankiflask.values.clock import Clock
from ankiflask.values.errors import InputError
from ankiflask.values.notes import Deck, Note
from ankiflask.values.problems import Problem, Severity, has_errors
from ankiflask.values.source import Source

_ROUNDS = 5  # of mending: what one mends may let another appear


def qualities(inspected: Iterable[Inspected]) -> tuple[Problem, ...]:
    """Return what could be better in the decks. A bare text, which nobody has reviewed, is passed over."""
    return tuple(
        problem
        for each in inspected
        if each.deck and not each.place.is_text
        for problem in not_too_many(quality(_checked(each, each.deck)))
    )


def mended(places: Iterable[Place], clock: Clock) -> tuple[Problem, ...]:
    """Mend the deck files, and return what was mended, as remarks.

    Who builds one of these decks is waited for. A file with errors is left alone, but for notes
    without ids, which get theirs. Raises OutputError where one could not be written.
    """
    decks = tuple(place for place in places if not place.is_text)
    with in_turn(place.file.parent for place in decks):
        return tuple(
            told for place in decks for told in (*_with_ids(place), *_mended(place, clock))
        )


def _checked(inspected: Inspected, deck: Deck) -> Checked:
    folder = inspected.place.media
    return Checked(
        deck=deck,
        media={name: len(each.content) for name, each in inspected.media.items()},
        folder=names_in(folder),
        folder_name=str(folder),
    )


def _with_ids(place: Place) -> tuple[Problem, ...]:
    """Write ids into the notes that have none, and return them as remarks.

    Where the lock knows an id that is gone from the deck, a note may have lost it: a new one would
    cost its learners their reviews, so none is written.
    """
    try:
        source = read_text(place.file)
        written, _ = written_lock(place)
    except InputError:
        return ()
    deck, _ = read_deck(source)
    if deck is None:
        return ()
    text, wanted, added = with_ids(deck, source.text)
    there = {note.id for note in wanted.notes} | set(wanted.retired)
    if (
        not added
        or written.notes.keys() - there
        or read_deck(Source(source.file, text))[0] != wanted
    ):
        return ()
    _write(place.file, text)
    return tuple(
        Problem(
            file=source.file,
            line=line,
            rule="missing-key",
            severity=Severity.INFO,
            message=f"The note has the id {id_!r} now.",
        )
        for line, id_ in added
    )


def _write(file: Path, text: str) -> None:
    mark = BOM if read_bytes(file).startswith(BOM) else b""
    write_file(file, mark + text.encode())


def _mended(place: Place, clock: Clock) -> tuple[Problem, ...]:
    inspected = read(place, clock)
    if inspected.deck is None or has_errors(inspected.problems):
        return ()
    source = read_text(place.file)
    checked, text = _checked(inspected, inspected.deck), source.text
    told: dict[Problem, None] = {}
    for _ in range(_ROUNDS):
        made = _sound(checked, text, mendable(checked))
        if made.text == text:
            break
        text = made.text
        told |= dict.fromkeys(_remarks(made, source.file))
        checked = replace(checked, deck=_read(source.file, text) or made.deck)
    if text != source.text:
        _write(place.file, text)
    return tuple(told)


def _remarks(made: Mended, file: str) -> Iterable[Problem]:
    for line, rule, message in made.told:
        yield Problem(file=file, line=line, rule=rule, severity=Severity.INFO, message=message)


def _sound(checked: Checked, text: str, wanted: Sequence[Judged]) -> Mended:
    """Return the file with as much mended as reads back as it should."""
    made = mend(checked, text, wanted)
    if _read(checked.deck.file, made.text) != made.deck:
        return mend(checked, text, ())
    bad = _changed_for_learners(checked.deck, made.deck)
    sound = [one for one in wanted if not bad & {*one.finding.notes[:1]}]
    return _sound(checked, text, sound) if bad else made


def _changed_for_learners(before: Deck, after: Deck) -> set[int]:
    """Return the places of the notes that would show other letters than before, or a new fault."""
    pairs = enumerate(zip(before.notes, after.notes, strict=True))
    return {
        place for place, (one, other) in pairs if one != other and not _alike(after, one, other)
    }


def _read(file: str, text: str) -> Deck | None:
    deck, problems = read_deck(Source(file, text))
    return None if has_errors(problems) else deck


def _alike(deck: Deck, one: Note, other: Note) -> bool:
    shown, found = [], []
    for note in (one, other):
        anki, problems = anki_note(deck, note, position=1, second=0, media={})
        shown.append([as_plain(field) for field in anki.fields[:-1]])
        found.append(sorted(problem.rule for problem in problems))
    return shown[0] == shown[1] and found[0] == found[1]
