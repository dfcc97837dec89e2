"""What a release asks of learners, and why: the reasons, from the gravest to the least."""

from collections.abc import Container, Iterable, Iterator, Mapping

from ankiflask.releases.model import (
    ImportOptions,
    Level,
    NoteTypeChange,
    Reason,
    Release,
    ReleaseChange,
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
    away = _away(change, old, new)
    yield from _identity(change, old, new)
    yield from _reason("restamped", change.restamped, "with a new time, but no change", _REPLACED)
    yield from _kinds(change)
    for each in change.note_types:
        yield from _schema(each)
    yield from _decks(change, away, old, new)
    yield from _minor(change)
    yield from _patch(change, away)


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


def _reason(
    rule: str, notes: Iterable[str], words: str, remedy: str = "", level: Level = Level.MAJOR
) -> Iterator[Reason]:
    """Yield a reason about some notes, by their names, if there are any."""
    if names := tuple(notes):
        message = f"{count(len(names), 'note')} {words}."
        yield Reason(level=level, rule=rule, message=message, remedy=remedy, notes=names)


def _identity(change: ReleaseChange, old: Release, new: Release) -> Iterator[Reason]:
    if old.uid and new.uid and old.uid != new.uid:
        message = f"The uid was {old.uid!r} and is {new.uid!r}: to Anki, every note is a new one."
        yield Reason(level=Level.MAJOR, rule="uid-changed", message=message, remedy=_TWO)
    else:
        words = "got another GUID: to Anki, a new note"
        yield from _reason("guid-changed", (each.new.name for each in change.same), words, _TWO)
    lost = (each.name for each in change.lost)
    yield from _reason("id-lost", lost, "lost: neither in the deck nor retired", _LEFT)
    gone = {note.guid for note in change.gone}
    renamed = (each.old.name for each in change.renames if each.old.guid in gone)
    words = "gone where a new one says much the same"
    yield from _reason("guid-changed-with-text", renamed, words, _TWO)
    back = (note.name for note in change.added if note.id and note.id in old.retired)
    yield from _reason("id-used-again", back, "of a retired id", _TAKEN)


def _kinds(change: ReleaseChange) -> Iterator[Reason]:
    yield from _reason(
        "kind-changed",
        (each.new.name for each in change.changed if each.is_other_kind),
        "turned into or from a cloze",
        'Anki leaves the old note as it is; with "Merge note types" the whole import fails.',
    )
    yield from _reason(
        "note-type-changed",
        (each.new.name for each in change.changed if each.is_turned and not each.is_other_kind),
        "turned into another note type",
        'Tick "Merge note types"; else Anki leaves the old note as it is.',
    )


def _schema(change: NoteTypeChange) -> Iterator[Reason]:
    merge = (
        'Tick "Merge note types" and choose "Update notes": "Always"; else Anki skips what changed '
        "and adds a second note type."
    )
    kept = 'Choose "Update note types": "Never", and the cards keep their old look.'
    is_turned = change.old.is_cloze != change.new.is_cloze
    for is_so, rule, words, remedy in (
        (is_turned, "kind-changed", "turned into or from a cloze", "No import option brings it."),
        (change.fields, "field-list-changed", "has another list of fields", merge),
        (change.templates, "template-list-changed", "has another list of templates", merge),
        (change.fronts, "front-changed", "has other fronts: Anki may make cards twice", kept),
    ):
        if is_so:
            message = f"The note type {change.new.name!r} {words}."
            yield Reason(level=Level.MAJOR, rule=rule, message=message, remedy=remedy)


def _decks(
    change: ReleaseChange, away: Mapping[str, str], old: Release, new: Release
) -> Iterator[Reason]:
    for each in change.renamed_decks:
        message = f"The deck {each.old!r} is now called {each.new!r}."
        remedy = "Rename yours in Anki before the import, or new cards come to another deck than the old."
        yield Reason(level=Level.MAJOR, rule="deck-renamed", message=message, remedy=remedy)
    words = (
        "with another first topic, which names the subdeck"
        if new.is_ours
        else "out of decks that are gone"
    )
    yield from _reason("deck-changed", away.values(), words, _CARDS_STAY)
    if old.is_ours and new.is_ours and old.subdecks != new.subdecks:
        message = f"Subdecks were {old.subdecks!r} and are {new.subdecks!r}."
        remedy = "Cards that you have stay where they are."
        yield Reason(level=Level.MAJOR, rule="subdecks-changed", message=message, remedy=remedy)


def _away(change: ReleaseChange, old: Release, new: Release) -> Mapping[str, str]:
    """Return by GUID the names of the notes that left a deck which is gone.

    So are those of ours that came to one that was not there.
    """
    before, after = ({deck for n in each.notes.values() for deck in n.decks} for each in (old, new))
    is_ours = old.is_ours and new.is_ours and old.subdecks == new.subdecks == "topic"
    return {
        each.new.guid: each.new.name
        for each in change.changed
        if set(each.decks.removed) - after or (is_ours and set(each.decks.added) - before)
    }


def _minor(change: ReleaseChange) -> Iterator[Reason]:
    kept = "They stay in your collection, reviews and all."
    more = [each.new for each in change.changed if each.cards.added]
    fewer = [each.new for each in change.changed if each.cards.removed]
    empty = 'Their old cards are empty now: in Anki, "Tools" > "Empty Cards..." removes them.'
    for rule, notes, words, remedy in (
        ("note-added", change.added, "added", ""),
        ("card-added", more, "with new cards", ""),
        ("card-lost", fewer, "with fewer cards", empty),
        ("note-retired", change.retired, "retired", kept),
        ("note-gone", change.gone, "gone", kept),
    ):
        yield from _reason(rule, (note.name for note in notes), words, remedy, Level.MINOR)


def _patch(change: ReleaseChange, away: Container[str]) -> Iterator[Reason]:
    changed = change.changed
    moved = [each for each in changed if each.decks and each.new.guid not in away]
    for rule, notes, words in (
        ("text-changed", (e for e in changed if e.fields or e.media), "with other texts or media"),
        ("difficulty-moved", (e for e in changed if e.difficulty), "regraded"),
        ("topics-moved", (e for e in changed if e.topics), "with other topics"),
        ("tags-changed", (e for e in changed if e.tags), "with other tags"),
        ("deck-moved", moved, "in another deck, for whoever has none of its cards yet"),
    ):
        yield from _reason(rule, (each.new.name for each in notes), words, level=Level.PATCH)
    for each in change.note_types:
        if each.looks or each.names:
            message = f"The note type {each.new.name!r} looks different."
            yield Reason(level=Level.PATCH, rule="style-changed", message=message)
    for text in change.descriptions:
        message = f"The deck {text.what!r} has another description."
        yield Reason(level=Level.PATCH, rule="description-changed", message=message)
