"""Whether every note is known again."""

from collections import Counter
from collections.abc import Iterator

from ankiflask.problems import Severity
from ankiflask.rehearsal.case import Case
from ankiflask.rehearsal.model import Flaw, Held, HeldNote
from ankiflask.rehearsal.naming import plain
from ankiflask.rehearsal.texts import Texts, has_much_in_common, is_near
from ankiflask.text import count

_MOST_OF_DECK = 0.5  # of the old notes: another package in the place of the old one
_FEWEST = 3  # notes that make a deck of which most can be gone

Pairs = tuple[tuple[str, str], ...]


def identity(case: Case, replaced: Pairs) -> Iterator[Flaw]:
    """Yield what came a second time."""
    meant = {old for old, _ in replaced if case.naming.is_retired(case.release.then[old])}
    for severity, pairs in (
        (Severity.ERROR, tuple(pair for pair in replaced if pair[0] not in meant)),
        (Severity.WARNING, tuple(pair for pair in replaced if pair[0] in meant)),
    ):
        if pairs:
            yield _replaced(case, pairs, severity)
    twins = twin_notes(case)
    if twins:
        yield Flaw(
            rule="same-first-field",
            message=f"{count(len(twins), 'note')} with the first field of a note that was there.",
            harm="The learner has the old note, with its reviews, and a new one beside it.",
            remedy="Give a note the same GUID in every release.",
            notes=case.naming.names(twins),
        )


def duplicates(case: Case, replaced: Pairs) -> int:
    """Return how many notes the upgrade brought a second time."""
    return len({new for _, new in replaced} | {note.guid for note in twin_notes(case)})


def _replaced(case: Case, pairs: Pairs, severity: Severity) -> Flaw:
    old = [case.release.then[guid] for guid, _ in pairs]
    rows = {case.before[note.guid].row for note in old}
    cards = {card.row for card in case.learnt.held.cards if card.note in rows}
    left = sum(card in cards for card in case.learnt.held.reviews.values())
    return Flaw(
        rule="note-replaced",
        severity=severity,
        message=f"{count(len(pairs), 'note')} came back under another GUID, with nearly the same"
        " text.",
        harm=f"Anki knows a note by its GUID: the learner has the new note beside the old one, and"
        f" {count(left, 'review')} left behind on the old one.",
        remedy="Give a note the same GUID in every release, of an id that is never changed (genanki"
        " hashes the fields by default: a corrected typo is another GUID).",
        notes=case.naming.names(old),
    )


def twin_notes(case: Case) -> tuple[HeldNote, ...]:
    """Return the new notes whose first field stands in the collection more often than before."""
    known = _firsts(case.learnt.held) | _firsts(case.release.new)
    surplus = _firsts(case.held) - known
    added = set(case.release.added)
    return tuple(note for note in case.held.notes if note.guid in added and _first(note) in surplus)


def _firsts(held: Held) -> Counter[str]:
    return Counter(_first(note) for note in held.notes)


def _first(note: HeldNote) -> str:
    return plain(note.fields[0]) or note.guid


def replaced_notes(case: Case) -> Pairs:
    """Return the notes that are gone, each with the new one that says nearly the same.

    Where most of an old release is gone, that is hardly chance: then less has to be alike.
    """
    release = case.release
    texts = Texts.of(release)
    pairs = texts.pairs(release.gone, is_near)
    open_ones = [guid for guid in release.gone if guid not in pairs]
    gone = [guid for guid in release.gone if not case.naming.is_retired(release.then[guid])]
    if len(gone) >= max(_MOST_OF_DECK * len(release.then), _FEWEST):
        loose = texts.pairs(open_ones, has_much_in_common)
        if len(pairs) + len(loose) >= _MOST_OF_DECK * len(gone):
            pairs |= loose
    return tuple(pairs.items())
