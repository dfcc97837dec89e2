"""Whether every note is known again."""

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ankiflask.anki.collection import CollectionNote
from ankiflask.anki.note_types import DERIVED_FIELDS, OWN_FIELDS
from ankiflask.problems import Severity
from ankiflask.rehearsal.case import Case, plain
from ankiflask.rehearsal.comparing import Release
from ankiflask.rehearsal.model import Flaw, Held
from ankiflask.rewording import Wording, asks_otherwise
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
    rows = {case.before[note.guid].id for note in old}
    cards = {card.id for card in case.learnt.held.cards if card.note in rows}
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


def twin_notes(case: Case) -> tuple[CollectionNote, ...]:
    """Return the new notes whose first field stands in the collection more often than before."""
    known = _firsts(case.learnt.held) | _firsts(case.release.new)
    surplus = _firsts(case.held) - known
    added = set(case.release.added)
    return tuple(
        note
        for note in case.held.notes
        if note.guid in added and _first(note, case.held) in surplus
    )


def _firsts(held: Held) -> Counter[str]:
    return Counter(_first(note, held) for note in held.notes)


def _first(note: CollectionNote, held: Held) -> str:
    """Return what tells the note from others: the first field, or in our note types the ID."""
    names = [each.name for each in held.note_types[note.note_type].fields]
    at = names.index("ID") if set(names) >= OWN_FIELDS else 0
    return plain(note.fields[at]) or note.guid


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


_WORD = re.compile(r"\w+")
_SHARED_WORDS = 0.5  # of the rare words of both: the same note, reworded
_SHARED_LETTERS = 0.8
_FEWEST_SHARED = 2  # rare words, where half of the shorter note is enough
_MOST_NOTES = 2000  # gone ones that are looked for; each takes time
_MOST_LETTERS = 500  # of a note that are compared

_IsCommon = Callable[[str], bool]
IsAlike = Callable[["Said", "Said", _IsCommon], bool]


@dataclass(frozen=True, slots=True)
class Said:
    """A note's text without capitals, its words that few other notes have, and its wording.

    `is_alone` tells whether no other note of its release asks the same.
    """

    text: str
    rare: frozenset[str]
    wording: Wording
    is_alone: bool


def is_near(old: Said, new: Said, is_common: _IsCommon) -> bool:
    """Whether the new note is the old one, word for word or reworded."""
    if old.text == new.text:
        return True
    if asks_otherwise(old.wording, new.wording, is_common):
        return False
    shared, every = len(old.rare & new.rare), len(old.rare | new.rare)
    if shared and shared >= _SHARED_WORDS * every and (old.is_alone and new.is_alone):
        return True
    matcher = difflib.SequenceMatcher(None, old.text, new.text, autojunk=False)
    return matcher.quick_ratio() >= _SHARED_LETTERS and matcher.ratio() >= _SHARED_LETTERS


def has_much_in_common(old: Said, new: Said, _is_common: _IsCommon) -> bool:
    """Whether the notes have half of the shorter one's rare words in common, and at least two."""
    shared, fewest = len(old.rare & new.rare), min(len(old.rare), len(new.rare))
    return shared >= max(_FEWEST_SHARED, _SHARED_WORDS * fewest)


@dataclass(frozen=True)
class Texts:
    """What the notes say that only one of two releases has, by their GUIDs."""

    gone: Mapping[str, Said]
    added: Mapping[str, Said]
    common: frozenset[str]

    @classmethod
    def of(cls, release: Release) -> "Texts":
        """Read both releases."""
        old = {guid: wording(note, release.old) for guid, note in release.then.items()}
        new = {guid: wording(note, release.new) for guid, note in release.now.items()}
        common = _common_words(map(_text, new.values()))
        return cls(_said(release.gone, old, common), _said(release.added, new, common), common)

    def pairs(self, guids: Iterable[str], is_alike: IsAlike) -> dict[str, str]:
        """Return those of the gone notes that an added one is like, each with that one."""
        added = {said.text: guid for guid, said in self.added.items() if said.text}
        places = _places(self.added)
        found, looked_for = dict[str, str](), 0
        for guid in guids if added else ():
            same = added.get(self.gone[guid].text)
            if same is None and looked_for < _MOST_NOTES:
                looked_for += 1
                same = self._nearest(self.gone[guid], places, is_alike)
            if same is not None:
                found[guid] = same
        return found

    def _nearest(
        self, said: Said, places: Mapping[str, tuple[str, ...]], is_alike: IsAlike
    ) -> str | None:
        shared = Counter(guid for word in said.rare for guid in places.get(word, ()))
        near = (guid for guid, _ in shared.most_common(3))
        is_common = self.common.__contains__
        return next((guid for guid in near if is_alike(said, self.added[guid], is_common)), None)


def wording(note: CollectionNote, held: Held) -> Wording:
    """Return what the note asks and answers, as plain texts."""
    names = [each.name for each in held.note_types[note.note_type].fields]
    texts = note.fields
    if set(names) >= OWN_FIELDS:  # ours, in any version
        texts = tuple(
            t for name, t in zip(names, texts, strict=False) if name not in DERIVED_FIELDS
        )
    question, *others = (each[:_MOST_LETTERS] for each in texts)
    return Wording.of(question, others, plain)


def _text(said: Wording) -> str:
    return " ".join(filter(None, said)).casefold()[:_MOST_LETTERS]


def _said(
    guids: Iterable[str], every: Mapping[str, Wording], common: frozenset[str]
) -> dict[str, Said]:
    asked = Counter(each.question.casefold() for each in every.values())
    return {
        guid: Said(
            text=_text(every[guid]),
            rare=frozenset(_WORD.findall(_text(every[guid]))) - common,
            wording=every[guid],
            is_alone=asked[every[guid].question.casefold()] == 1,
        )
        for guid in guids
    }


def _common_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that say little, since more than two notes and a twentieth have them."""
    every = [frozenset(_WORD.findall(text)) for text in texts]
    counted = Counter(word for words in every for word in words)
    return frozenset(word for word, n in counted.items() if n > max(2, len(every) // 20))


def _places(new: Mapping[str, Said]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for guid, said in new.items():
        for word in said.rare:
            found.setdefault(word, []).append(guid)
    return {word: tuple(guids) for word, guids in found.items()}
