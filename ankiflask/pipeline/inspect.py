"""The road but its last step, on one page: text -> statements -> notes -> lock -> cards.

Composition only. What a stage does stands in its folder.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ankiflask.cards import anki_note, cloze_numbers, in_study_order, media_names
from ankiflask.drafts import draft_deck, uid
from ankiflask.files.places import Place
from ankiflask.files.read import read_text
from ankiflask.lock import Present, Settled, WrittenLock, fingerprint, settle
from ankiflask.notes import check_together, read_deck
from ankiflask.pipeline.gather import kept, named_media, source_statements, written_lock
from ankiflask.statements import normalise, statement_hash
from ankiflask.values.clock import YEAR_2000, Clock
from ankiflask.values.media import Media
from ankiflask.values.notes import Deck, Note
from ankiflask.values.package import AnkiNote, Contents, MediaFile
from ankiflask.values.problems import Problem, Severity
from ankiflask.values.statements import Statements

Watch = Callable[[tuple[Note, ...]], Iterable[Note]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """A deck after every stage but the last, with all that was found wrong on the way."""

    place: Place
    deck: Deck | None = None
    settled: Settled | None = None
    contents: Contents | None = None
    problems: tuple[Problem, ...] = ()


def inspect(places: Iterable[Place], clock: Clock, watch: Watch = iter) -> tuple[Inspected, ...]:
    """Return each deck, read and rendered. Writes nothing, raises nothing for a bad input.

    `watch` is given the notes that are about to be rendered and passes them on.
    """
    return tuple(
        _inspect_text(place, watch) if place.is_text else _inspect_deck(place, clock, watch)
        for place in places
    )


def problems_of(inspected: Iterable[Inspected]) -> tuple[Problem, ...]:
    """Return the problems of all decks, and those that they have together, in order of place."""
    decks = tuple(inspected)
    together = check_together(each.deck for each in decks if each.deck)
    return tuple(sorted({*together, *(problem for each in decks for problem in each.problems)}))


def _inspect_deck(place: Place, clock: Clock, watch: Watch) -> Inspected:
    problems: list[Problem] = []
    deck = kept(problems, lambda: read_deck(read_text(place.file)))
    if deck is None:
        return Inspected(place=place, problems=tuple(problems))
    statements = source_statements(place, deck, problems)
    media = named_media(place, deck, problems)
    written = kept(problems, lambda: written_lock(place))
    present = _present(deck, statements, media)
    settled = settle(written or WrittenLock(file=str(place.lock)), present, clock)
    notes = _anki_notes(deck, settled.lock.seconds, media, watch, problems)
    return Inspected(
        place=place,
        deck=deck,
        settled=settled,
        contents=_contents(deck, notes, media, settled.lock.retired),
        problems=(*problems, *settled.problems),
    )


def _inspect_text(place: Place, watch: Watch) -> Inspected:
    problems: list[Problem] = []
    deck = kept(problems, lambda: _drafted(place))
    if deck is None:
        return Inspected(place=place, problems=tuple(problems))
    seconds = {note.id: YEAR_2000 for note in deck.notes}
    notes = _anki_notes(deck, seconds, {}, watch, problems)
    contents = _contents(deck, notes, {}, ())
    return Inspected(place=place, deck=deck, contents=contents, problems=tuple(problems))


def _drafted(place: Place) -> tuple[Deck, tuple[Problem, ...]]:
    statements = normalise(read_text(place.file))
    stem = place.file.stem
    deck, problems = draft_deck(
        statements, uid=uid(f"draft-{stem}"), name=stem, source="", hash_of=statement_hash
    )
    provisional = Problem(
        file=str(place.file),
        line=0,
        rule="provisional-identity",
        severity=Severity.INFO,
        message="Notes drafted on the fly are known by their text: edit it, and Anki has a new note.",
        remedy=f"To keep them, run `ankiflask draft {place.file} -o decks/NAME/deck.yaml`.",
    )
    return deck, (*statements.problems, *problems, provisional)


def _present(deck: Deck, statements: Statements | None, media: dict[str, Media]) -> Present:
    def hashes(note: Note) -> dict[str, str]:
        return {name: media[name].hash for name in media_names(note) if name in media}

    return Present(
        deck=deck,
        hashes={note.id: fingerprint(deck.uid, note, hashes(note)) for note in deck.notes},
        clozes={note.id: cloze_numbers(note.cloze) for note in deck.notes if note.cloze},
        statements={
            each.number: statement_hash(each.text)
            for each in (statements.statements if statements else ())
        },
    )


def _anki_notes(
    deck: Deck,
    seconds: Mapping[str, int],
    media: dict[str, Media],
    watch: Watch,
    problems: list[Problem],
) -> list[AnkiNote]:
    names = {name: each.package_name for name, each in media.items()}
    notes = []
    for position, note in enumerate(watch(in_study_order(deck.notes)), start=1):
        rendered, found = anki_note(
            deck, note, position=position, second=seconds.get(note.id, YEAR_2000), media=names
        )
        notes.append(rendered)
        problems += found
    return notes


def _contents(
    deck: Deck, notes: Iterable[AnkiNote], media: dict[str, Media], retired: tuple[str, ...]
) -> Contents:
    files = {each.package_name: each.content for each in media.values()}
    return Contents(
        uid=deck.uid,
        deck=deck.name,
        subdecks=str(deck.subdecks),
        description=deck.description,
        retired=retired,
        notes=tuple(notes),
        media=tuple(MediaFile(name=name, content=files[name]) for name in sorted(files)),
    )
