"""The road but its last step, on one page: text -> statements -> notes -> lock -> cards.

Composition only. What a stage does stands in its folder.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ankiflask.clock import YEAR_2000, Clock
from ankiflask.deck.anki_ids import with_anki_ids
from ankiflask.deck.lock import LockedNote, Present, WrittenLock, fingerprint
from ankiflask.deck.lock_text import lock_text
from ankiflask.deck.model import Deck, Note
from ankiflask.deck.order import in_study_order
from ankiflask.deck.reader import read_deck
from ankiflask.deck.rules import check_together
from ankiflask.deck.settle import Settled, settle
from ankiflask.files.encodings import read_input
from ankiflask.files.media import Media
from ankiflask.files.places import Place
from ankiflask.files.replace import Change
from ankiflask.identity import NoteId
from ankiflask.package.model import Contents, MediaFile
from ankiflask.pipeline import gather
from ankiflask.pipeline.gather import kept
from ankiflask.pipeline.past import NO_PAST, Past, remarks, with_past
from ankiflask.problems import Problem, Source, remark
from ankiflask.render import note as render
from ankiflask.sources.model import Material, Statements
from ankiflask.sources.read import material_of
from ankiflask.sources.statements.lines import statement_hash
from ankiflask.sources.statements.messages import all_cues

Watch = Callable[[tuple[Note, ...]], Iterable[Note]]
Tell = Callable[[Statements], tuple[Problem, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """A deck after every stage but the last, with all that was found wrong on the way.

    `hashes` are the lock's, by the note's id; `media` the files that the notes name, by name. The
    statements are those of a bare text, `lock_before` the bytes of the lock's file.
    """

    place: Place
    deck: Deck | None = None
    statements: Statements | None = None
    hashes: Mapping[NoteId, str] = field(default_factory=dict)
    media: Mapping[str, Media] = field(default_factory=dict)
    settled: Settled | None = None
    lock_before: bytes | None = None
    contents: Contents | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def lock_change(self) -> Change | None:
        """The lock's file as it was read and as it should be; None for what has no lock."""
        if self.settled is None:
            return None
        return Change(self.place.lock, self.lock_before, lock_text(self.settled.lock).encode())

    @property
    def lines(self) -> Mapping[NoteId, LockedNote]:
        """The notes' lines in the lock. What has no lock changed at no time that counts."""
        if self.settled or self.deck is None:
            return self.settled.lock.notes if self.settled else {}
        lines = {note.id: render.new_line(note, YEAR_2000) for note in self.deck.notes}
        return with_anki_ids(self.deck.uid, lines, {})


def inspect(places: Iterable[Place], clock: Clock, watch: Watch = iter) -> tuple[Inspected, ...]:
    """Return each deck, read and rendered. Writes nothing, raises nothing for a bad input.

    `watch` is given the notes that are about to be rendered and passes them on.
    """
    return tuple(rendered(read(place, clock), watch) for place in places)


def read(
    place: Place, clock: Clock, source: Source | None = None, past: Past = NO_PAST
) -> Inspected:
    """Return a deck before its notes are rendered; `source` is its file's text if that is known.

    A bare text has no past.
    """
    return _read_text(place) if place.is_text else _read_deck(place, clock, source, past)


def rendered(inspected: Inspected, watch: Watch = iter) -> Inspected:
    """Return a deck that was read with its contents, and with the faults of its markup."""
    deck = inspected.deck
    if deck is None:
        return inspected
    files = {each.package_name: each.content for each in inspected.media.values()}
    names = {name: each.package_name for name, each in inspected.media.items()}
    notes, problems = [], list(inspected.problems)
    lines = inspected.lines
    for position, note in enumerate(watch(in_study_order(deck)), start=1):
        anki, found = render.anki_note(deck, note, lines[note.id], position=position, media=names)
        notes.append(anki)
        problems += found
    contents = Contents(
        uid=deck.uid,
        deck=deck.name,
        subdecks=str(deck.subdecks),
        description=deck.description,
        retired=inspected.settled.lock.retired if inspected.settled else (),
        notes=tuple(notes),
        media=tuple(MediaFile(name=name, content=files[name]) for name in sorted(files)),
    )
    return replace(inspected, contents=contents, problems=tuple(problems))


def look_through(
    places: Iterable[Place], clock: Clock, watch: Watch = iter
) -> tuple[Inspected, ...]:
    """Return each deck as `inspect` does, but without contents: these fill the memory."""
    return tuple(_with_faults(read(place, clock), watch) for place in places)


def _with_faults(inspected: Inspected, watch: Watch) -> Inspected:
    deck = inspected.deck
    if deck is None:
        return inspected
    names = {name: each.package_name for name, each in inspected.media.items()}
    found = [
        each for note in watch(deck.notes) for each in render.markup_problems(deck, note, names)
    ]
    return replace(inspected, problems=(*inspected.problems, *found))


def problems_of(inspected: Iterable[Inspected], cues: Tell = all_cues) -> tuple[Problem, ...]:
    """Return the problems of all decks, and those that they have together, in order of place.

    `cues` tells what was taken for cues in a bare text: all at once, or each with its reason.
    """
    decks = tuple(inspected)
    together = check_together(each.deck for each in decks if each.deck)
    told = (remark for each in decks if each.statements for remark in cues(each.statements))
    alone = (problem for each in decks for problem in each.problems)
    return tuple(sorted({*together, *told, *alone}))


def _read_deck(place: Place, clock: Clock, source: Source | None, past: Past) -> Inspected:
    problems: list[Problem] = []
    deck = kept(problems, lambda: read_deck(source or gather.deck_text(place)))
    if deck is None:
        return Inspected(place=place, problems=tuple(problems))
    statements = gather.source_statements(place, deck, problems)
    media = gather.named_media(place, deck, problems)
    before = kept(problems, lambda: (gather.lock_bytes(place), ()))
    written = kept(problems, lambda: gather.written_lock(place, before))
    present = _present(deck, statements, media)
    written = with_past(written or WrittenLock(file=str(place.lock)), deck, past)
    settled = settle(written, present, clock, past.renewed(deck))
    return Inspected(
        place=place,
        deck=deck,
        hashes=present.hashes,
        media=media,
        settled=settled,
        lock_before=before,
        problems=(*problems, *settled.problems, *remarks(deck, written, settled, past)),
    )


def _read_text(place: Place) -> Inspected:
    problems: list[Problem] = []
    material = kept(problems, lambda: _material(place))
    if material is None:
        return Inspected(place=place, problems=tuple(problems))
    from ankiflask.drafting.naming import uid  # noqa: PLC0415 - slow; a deck.yaml needs none
    from ankiflask.drafting.ready_notes import notes_of  # noqa: PLC0415 - as slow

    stem = place.file.stem
    made = notes_of(material, material.statements.statements, {})
    deck = Deck(file=str(place.file), name=stem, uid=uid(f"draft-{stem}"), notes=made.notes)
    message = "Notes drafted on the fly are known by their text: edit it, and Anki has a new note."
    remedy = f"To keep them, run `ankiflask draft {place.file} -o decks/NAME/deck.yaml`."
    problems += (*made.problems, remark(place.file, 0, "provisional-identity", message, remedy))
    if not deck.notes:
        message = "The text gives no note, so there is nothing to build."
        remedy = "Write one statement a line."
        problems.append(Problem.at(place.file, 0, "no-notes", message, remedy))
    return Inspected(
        place=place,
        deck=deck,
        statements=material.statements,
        hashes=_present(deck, None, {}).hashes,
        problems=tuple(problems),
    )


def _material(place: Place) -> tuple[Material, tuple[Problem, ...]]:
    material = material_of(read_input(place.file, place.encoding))
    is_plain = material.form == "statements"  # the form that goes without saying
    said = (each for each in material.problems if not (is_plain and each.rule == "input-form"))
    return material, (*said, *material.statements.problems)


def _present(deck: Deck, statements: Statements | None, media: Mapping[str, Media]) -> Present:
    def hashes(note: Note) -> dict[str, str]:
        return {name: media[name].hash for name in render.media_names(note) if name in media}

    return Present(
        deck=deck,
        hashes={note.id: fingerprint(deck.uid, note, hashes(note)) for note in deck.notes},
        cards={note.id: render.card_numbers(note) for note in deck.notes},
        statements={
            (Path(deck.source).stem, each.number): statement_hash(each.text)
            for each in (statements.statements if statements else ())
        },
    )
