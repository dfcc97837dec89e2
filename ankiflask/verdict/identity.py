"""Whether every note is known again."""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ankiflask.values.problems import Severity
from ankiflask.values.rehearsal import Held, HeldNote
from ankiflask.values.verified import Flaw
from ankiflask.verdict.case import Case
from ankiflask.verdict.naming import count, plain

_WORD = re.compile(r"\w+")
_SHARED_WORDS = 0.5  # of the rare words of both: the same note, reworded
_SHARED_LETTERS = 0.8
_MOST_NOTES = 2000  # gone ones that are looked for; each takes time
_LONGEST = 500  # characters of a note that are compared
_OWN_FIELDS = slice(1, -1)  # our first holds the id, and our last the marks of a sync

Pairs = tuple[tuple[str, str], ...]


def identity(case: Case, replaced: Pairs) -> Iterator[Flaw]:
    """Yield what came a second time."""
    if replaced:
        yield _replaced(case, replaced)
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


def _replaced(case: Case, pairs: Pairs) -> Flaw:
    old = [case.release.then[guid] for guid, _ in pairs]
    rows = {case.before[note.guid].row for note in old}
    cards = {card.row for card in case.learnt.held.cards if card.note in rows}
    left = sum(card in cards for card in case.learnt.held.reviews.values())
    names = case.naming.names(old)
    is_meant = all(name.id in case.naming.retired for name in names)
    return Flaw(
        rule="note-replaced",
        severity=Severity.WARNING if is_meant else Severity.ERROR,
        message=f"{count(len(pairs), 'note')} came back under another GUID, with nearly the same"
        " text.",
        harm=f"Anki knows a note by its GUID: the learner has the new note beside the old one, and"
        f" {count(left, 'review')} left behind on the old one.",
        remedy="Give a note the same GUID in every release, of an id that is never changed (genanki"
        " hashes the fields by default: a corrected typo is another GUID).",
        notes=names,
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
    """Return the notes that are gone, each with the new one that says nearly the same."""
    release = case.release
    part = _OWN_FIELDS if case.naming.is_ours else slice(None)
    common = _common_words(_said(note, part) for note in release.now.values())
    new = {guid: _Said.of(release.now[guid], part, common) for guid in release.added}
    places = _places(new)
    found = []
    for guid in release.gone[:_MOST_NOTES] if new else ():
        near = _nearest(_Said.of(release.then[guid], part, common), new, places)
        if near:
            found.append((guid, near))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Said:
    """A note's text, and those of its words that few other notes have."""

    text: str
    rare: frozenset[str]

    @classmethod
    def of(cls, note: HeldNote, part: slice, common: frozenset[str]) -> "_Said":
        text = _said(note, part)
        return cls(text, frozenset(_WORD.findall(text)) - common)

    def is_near(self, other: "_Said") -> bool:
        shared, every = len(self.rare & other.rare), len(self.rare | other.rare)
        if self.text == other.text or shared >= _SHARED_WORDS * every:
            return True
        matcher = difflib.SequenceMatcher(None, self.text, other.text, autojunk=False)
        return matcher.quick_ratio() >= _SHARED_LETTERS and matcher.ratio() >= _SHARED_LETTERS


def _said(note: HeldNote, part: slice) -> str:
    return " ".join(map(plain, note.fields[part])).casefold()[:_LONGEST]


def _common_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that say little, since more than two notes and a twentieth have them."""
    every = [frozenset(_WORD.findall(text)) for text in texts]
    counted = Counter(word for words in every for word in words)
    return frozenset(word for word, n in counted.items() if n > max(2, len(every) // 20))


def _places(new: Mapping[str, _Said]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for guid, said in new.items():
        for word in said.rare:
            found.setdefault(word, []).append(guid)
    return {word: tuple(guids) for word, guids in found.items()}


def _nearest(
    said: _Said, new: Mapping[str, _Said], places: Mapping[str, tuple[str, ...]]
) -> str | None:
    shared = Counter(guid for word in said.rare for guid in places.get(word, ()))
    return next((guid for guid, _ in shared.most_common(3) if said.is_near(new[guid])), None)
