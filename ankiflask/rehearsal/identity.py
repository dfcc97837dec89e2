"""Whether every note is known again."""

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
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
    retired: list[CollectionNote] = []
    others: list[CollectionNote] = []
    for guid, _ in replaced:
        note = case.release.then[guid]
        (retired if case.naming.is_retired(note) else others).append(note)
    for severity, old in ((Severity.ERROR, others), (Severity.WARNING, retired)):
        if old:
            rows = {case.before[note.guid].id for note in old}
            cards = {card.id for card in case.learnt.held.cards if card.note in rows}
            left = sum(card in cards for card in case.learnt.held.reviews.values())
            yield Flaw(
                rule="note-replaced",
                severity=severity,
                message=f"{count(len(old), 'note')} came back under another GUID, with nearly the"
                " same text.",
                harm="Anki knows a note by its GUID: the learner has the new note beside the old"
                f" one, and {count(left, 'review')} left behind on the old one.",
                remedy="Give a note the same GUID in every release, of an id that is never changed"
                " (genanki hashes the fields by default: a corrected typo is another GUID).",
                notes=case.naming.names(old),
            )
    twins = _twin_notes(case)
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
    return len({new for _, new in replaced} | {note.guid for note in _twin_notes(case)})


def _twin_notes(case: Case) -> list[CollectionNote]:
    """Return the new notes whose first field is in the collection more often than before."""
    learnt, new, now = (
        Counter(_first(note, held) for note in held.notes)
        for held in (case.learnt.held, case.release.new, case.held)
    )
    surplus = now - (learnt | new)
    added = {*case.release.added}
    notes = [note for note in case.held.notes if note.guid in added]
    return [note for note in notes if _first(note, case.held) in surplus]


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
    texts = _Texts(release)
    pairs = texts.pairs(release.gone, _is_near)
    open_ones = [guid for guid in release.gone if guid not in pairs]
    gone = [guid for guid in release.gone if not case.naming.is_retired(release.then[guid])]
    if len(gone) >= max(_MOST_OF_DECK * len(release.then), _FEWEST):
        loose = texts.pairs(open_ones, _has_much_in_common)
        if len(pairs) + len(loose) >= _MOST_OF_DECK * len(gone):
            pairs |= loose
    return tuple(pairs.items())


_WORD = re.compile(r"\w+")
_SHARED_WORDS = 0.5  # of the rare words of both: the same note, reworded
_SHARED_LETTERS = 0.8
_FEWEST_SHARED = 2  # rare words, where half of the shorter note is enough
_MOST_NOTES = 2000  # gone ones that are looked for; each takes time
_MOST_LETTERS = 500  # of a note that are compared


@dataclass(frozen=True, slots=True)
class _Said:
    """A note's text without capitals, its words that few other notes have, and its wording.

    `is_alone` tells whether no other note of its release asks the same.
    """

    text: str
    rare: frozenset[str]
    wording: Wording
    is_alone: bool


class _Texts:
    """What the notes say that only one of two releases has, by their GUIDs."""

    def __init__(self, release: Release) -> None:
        old = {guid: _wording(note, release.old) for guid, note in release.then.items()}
        new = {guid: _wording(note, release.new) for guid, note in release.now.items()}
        counted = Counter(word for each in new.values() for word in _words(_text(each)))
        # Words that more than two notes and a twentieth have say little.
        most = max(2, len(new) // 20)
        self.common = frozenset(word for word, number in counted.items() if number > most)
        self._gone = self._said(release.gone, old)
        self._added = self._said(release.added, new)
        self._by_text = {said.text: guid for guid, said in self._added.items() if said.text}
        self._by_word = defaultdict(list)
        for guid, said in self._added.items():
            for word in said.rare:
                self._by_word[word].append(guid)

    def _said(self, guids: Iterable[str], every: Mapping[str, Wording]) -> dict[str, _Said]:
        asked = Counter(each.question.casefold() for each in every.values())
        return {
            guid: _Said(
                text=_text(every[guid]),
                rare=_words(_text(every[guid])) - self.common,
                wording=every[guid],
                is_alone=asked[every[guid].question.casefold()] == 1,
            )
            for guid in guids
        }

    def pairs(
        self, guids: Iterable[str], is_alike: Callable[[_Said, _Said, Container[str]], bool]
    ) -> dict[str, str]:
        """Return those of the gone notes that an added one is like, each with that one."""
        found, looked_for = dict[str, str](), 0
        for guid in guids if self._by_text else ():
            said = self._gone[guid]
            same = self._by_text.get(said.text)
            if same is None and looked_for < _MOST_NOTES:
                looked_for += 1
                shared = Counter(new for word in said.rare for new in self._by_word.get(word, ()))
                near = (new for new, _ in shared.most_common(3))
                same = next((n for n in near if is_alike(said, self._added[n], self.common)), None)
            if same is not None:
                found[guid] = same
        return found


def _is_near(old: _Said, new: _Said, common: Container[str]) -> bool:
    """Whether the new note is the old one, word for word or reworded."""
    if old.text == new.text:
        return True
    if asks_otherwise(old.wording, new.wording, common.__contains__):
        return False
    shared, every = len(old.rare & new.rare), len(old.rare | new.rare)
    if shared and shared >= _SHARED_WORDS * every and (old.is_alone and new.is_alone):
        return True
    matcher = difflib.SequenceMatcher(None, old.text, new.text, autojunk=False)
    return matcher.quick_ratio() >= _SHARED_LETTERS and matcher.ratio() >= _SHARED_LETTERS


def _has_much_in_common(old: _Said, new: _Said, _common: Container[str]) -> bool:
    """Whether the notes have half of the shorter one's rare words in common, and at least two."""
    shared, fewest = len(old.rare & new.rare), min(len(old.rare), len(new.rare))
    return shared >= max(_FEWEST_SHARED, _SHARED_WORDS * fewest)


def _wording(note: CollectionNote, held: Held) -> Wording:
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


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text))
