"""The notes that a user names beforehand."""

from collections.abc import Iterable, Mapping, Sequence

from ankiflask.deck.model import Deck
from ankiflask.errors import UsageError
from ankiflask.identity import NoteName, note_name
from ankiflask.package.model import Contents
from ankiflask.problems import nearest
from ankiflask.text import excerpt

_REMEDY = (
    "A card names its note on the back, in small letters; `ankiflask sync --dry-run` names deleted"
    " notes, and --restore-all brings all of them back."
)


def named(decks: Sequence[Contents | Deck], ids: Iterable[str]) -> frozenset[NoteName]:
    """Return the names `uid/id` of notes that a user called by it or by the id alone.

    Raises UsageError that tells of each id that no note has, or that several decks have.
    """
    known = names_of(decks)
    found: set[NoteName] = set()
    faults: list[str] = []
    for each in dict.fromkeys(ids):
        match known.get(each, ()):
            case (name,):
                found.add(name)
            case ():
                faults.append(_unknown(each, decks, known))
            case names:
                faults.append(f"Several decks have a note {each!r}: write {' or '.join(names)}.")
    if faults:
        raise UsageError(" ".join(faults))
    return frozenset(found)


def names_of(decks: Sequence[Contents | Deck]) -> Mapping[str, tuple[NoteName, ...]]:
    """Return the notes by all that each may be called: its id, and `uid/id`."""
    names: dict[str, tuple[NoteName, ...]] = {}
    for deck in decks:
        for note in deck.notes:
            name = note_name(deck.uid, note.id)
            names[note.id] = (*names.get(note.id, ()), name)
            names[name] = (name,)
    return names


def _unknown(
    each: str, decks: Sequence[Contents | Deck], known: Mapping[str, tuple[NoteName, ...]]
) -> str:
    if any(
        each in (note_id, note_name(deck.uid, note_id))
        for deck in decks
        for note_id in deck.retired
    ):
        return f"The note {each!r} is retired, so its text stays as it is."
    near = nearest(each.strip().lower(), known)
    remedy = f"Did you mean {near}?" if near else _REMEDY
    return f"No note is called {excerpt(each)!r}. {remedy}"
