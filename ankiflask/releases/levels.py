"""What a release asks of learners, and why: the reasons, from the gravest to the least."""

from collections.abc import Iterable, Iterator

from ankiflask.releases.model import (
    ImportOptions,
    Level,
    NoteChange,
    NoteTypeChange,
    Reason,
    Release,
    ReleaseChange,
    ReleasedNote,
)
from ankiflask.text import count

_TWO = (
    "The old note stays beside the new one, and keeps the reviews; no import option changes that."
)

_TAKEN = "Anki takes it for the note that was retired."
_LEFT = "They stay in your collection, and will not be updated any more."

_REPLACED = (
    'An import replaces what you edited there, unless you choose "Update notes": "Never"; then no '
    "correction arrives either."
)

_CARDS_STAY = "No import moves cards: those that you have stay where they are, and new notes open another deck."


def asks(change: ReleaseChange, old: Release, new: Release) -> Iterator[Reason]:
    """Yield every reason, the gravest first."""
    yield from _identity(change, old, new)
    if change.restamped:
        message = f"{count(len(change.restamped), 'note')} with a new time, but no change."
        yield _major("restamped", message, _REPLACED, change.restamped)
    yield from _kinds(change)
    for each in change.note_types:
        yield from _schema(each)
    yield from _decks(change, old, new)
    yield from _minor(change)
    yield from _patch(change, frozenset(each.new.guid for each in _away(change, old, new)))


def import_options(change: ReleaseChange) -> ImportOptions:
    """Return what a learner should choose in Anki's import screen.

    Merging stamps the learner's notes anew, so that none of the release's is newer: what it changed
    arrives only by "Always". Where a note became a cloze or was one, Anki refuses to merge at all.
    """
    types = change.note_types
    if any(each.is_other_kind for each in change.changed):
        return ImportOptions()
    if any(each.fields or each.templates for each in types):
        return ImportOptions(merge=True, notes="Always")
    if any(each.is_turned for each in change.changed):
        return ImportOptions(merge=True)
    if any(each.fronts for each in types):
        return ImportOptions(note_types="Never")
    return ImportOptions()


def _names(notes: Iterable[ReleasedNote]) -> tuple[str, ...]:
    return tuple(note.name for note in notes)


def _major(rule: str, message: str, remedy: str, notes: tuple[str, ...] = ()) -> Reason:
    return Reason(level=Level.MAJOR, rule=rule, message=message, remedy=remedy, notes=notes)


def _identity(change: ReleaseChange, old: Release, new: Release) -> Iterator[Reason]:
    if old.uid and new.uid and old.uid != new.uid:
        message = f"The uid was {old.uid!r} and is {new.uid!r}: to Anki, every note is a new one."
        yield _major("uid-changed", message, _TWO)
    elif change.same:
        message = f"{count(len(change.same), 'note')} got another GUID: to Anki, a new note."
        yield _major("guid-changed", message, _TWO, _names(each.new for each in change.same))
    if change.lost:
        message = f"{count(len(change.lost), 'note')} lost: neither in the deck nor retired."
        yield _major("id-lost", message, _LEFT, _names(change.lost))
    gone = {note.guid for note in change.gone}
    renamed = [each for each in change.renames if each.old.guid in gone]
    if renamed:
        message = f"{count(len(renamed), 'note')} gone where a new one says much the same."
        yield _major("guid-changed-with-text", message, _TWO, _names(each.old for each in renamed))
    back = [note for note in change.added if note.id and note.id in old.retired]
    if back:
        message = f"{count(len(back), 'note')} of a retired id."
        yield _major("id-used-again", message, _TAKEN, _names(back))


def _kinds(change: ReleaseChange) -> Iterator[Reason]:
    kinds = _names(each.new for each in change.changed if each.is_other_kind)
    types = [each for each in change.changed if each.is_turned and not each.is_other_kind]
    if kinds:
        message = f"{count(len(kinds), 'note')} turned into or from a cloze."
        remedy = (
            'Anki leaves the old note as it is; with "Merge note types" the whole import fails.'
        )
        yield _major("kind-changed", message, remedy, kinds)
    if types:
        message = f"{count(len(types), 'note')} turned into another note type."
        remedy = 'Tick "Merge note types"; else Anki leaves the old note as it is.'
        yield _major("note-type-changed", message, remedy, _names(each.new for each in types))


def _schema(change: NoteTypeChange) -> Iterator[Reason]:
    name = change.new.name
    merge = (
        'Tick "Merge note types" and choose "Update notes": "Always"; else Anki skips what changed '
        "and adds a second note type."
    )
    if change.old.is_cloze != change.new.is_cloze:
        message = f"The note type {name!r} turned into or from a cloze."
        yield _major("kind-changed", message, "No import option brings it.")
    if change.fields:
        message = f"The note type {name!r} has another list of fields."
        yield _major("field-list-changed", message, merge)
    if change.templates:
        message = f"The note type {name!r} has another list of templates."
        yield _major("template-list-changed", message, merge)
    if change.fronts:
        message = f"The note type {name!r} has other fronts: Anki may make cards twice."
        remedy = 'Choose "Update note types": "Never", and the cards keep their old look.'
        yield _major("front-changed", message, remedy)


def _decks(change: ReleaseChange, old: Release, new: Release) -> Iterator[Reason]:
    for each in change.renamed_decks:
        message = f"The deck {each.old!r} is now called {each.new!r}."
        remedy = "Rename yours in Anki before the import, or new cards come to another deck than the old."
        yield _major("deck-renamed", message, remedy)
    if away := _away(change, old, new):
        words = "out of decks that are gone"
        if new.is_ours:
            words = "with another first topic, which names the subdeck"
        message = f"{count(len(away), 'note')} {words}."
        yield _major("deck-changed", message, _CARDS_STAY, _names(each.new for each in away))
    if old.is_ours and new.is_ours and old.subdecks != new.subdecks:
        message = f"Subdecks were {old.subdecks!r} and are {new.subdecks!r}."
        yield _major("subdecks-changed", message, "Cards that you have stay where they are.")


def _away(change: ReleaseChange, old: Release, new: Release) -> tuple[NoteChange, ...]:
    """Return the notes that left a deck which is gone or, in ours, came to one that was not there."""
    before, after = ({deck for n in each.notes.values() for deck in n.decks} for each in (old, new))
    is_ours = old.is_ours and new.is_ours and old.subdecks == new.subdecks == "topic"
    return tuple(
        each
        for each in change.changed
        if set(each.decks.removed) - after or (is_ours and set(each.decks.added) - before)
    )


def _minor(change: ReleaseChange) -> Iterator[Reason]:
    def minor(
        rule: str, notes: Iterable[ReleasedNote], words: str, remedy: str = ""
    ) -> Iterator[Reason]:
        names = _names(notes)
        if names:
            message = f"{count(len(names), 'note')} {words}."
            yield Reason(level=Level.MINOR, rule=rule, message=message, remedy=remedy, notes=names)

    kept = "They stay in your collection, reviews and all."
    more = [each.new for each in change.changed if each.cards.added]
    fewer = [each.new for each in change.changed if each.cards.removed]
    empty = 'Their old cards are empty now: in Anki, "Tools" > "Empty Cards..." removes them.'
    yield from minor("note-added", change.added, "added")
    yield from minor("card-added", more, "with new cards")
    yield from minor("card-lost", fewer, "with fewer cards", empty)
    yield from minor("note-retired", change.retired, "retired", kept)
    yield from minor("note-gone", change.gone, "gone", kept)


def _patch(change: ReleaseChange, away: frozenset[str]) -> Iterator[Reason]:
    def patch(rule: str, notes: Iterable[NoteChange], words: str) -> Iterator[Reason]:
        names = _names(each.new for each in notes)
        if names:
            yield Reason(
                level=Level.PATCH,
                rule=rule,
                message=f"{count(len(names), 'note')} {words}.",
                notes=names,
            )

    changed = change.changed
    yield from patch(
        "text-changed", (e for e in changed if e.fields or e.media), "with other texts or media"
    )
    yield from patch("difficulty-moved", (e for e in changed if e.difficulty), "regraded")
    yield from patch("topics-moved", (e for e in changed if e.topics), "with other topics")
    yield from patch("tags-changed", (e for e in changed if e.tags), "with other tags")
    yield from patch(
        "deck-moved",
        (e for e in changed if e.decks and e.new.guid not in away),
        "in another deck, for whoever has none of its cards yet",
    )
    for each in change.note_types:
        if each.looks or each.names:
            yield Reason(
                level=Level.PATCH,
                rule="style-changed",
                message=f"The note type {each.new.name!r} looks different.",
            )
    for text in change.descriptions:
        yield Reason(
            level=Level.PATCH,
            rule="description-changed",
            message=f"The deck {text.what!r} has another description.",
        )
