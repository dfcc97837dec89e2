"""Which new note looks like one that is gone: by the words that both have, rare ones counting more.

Each gone note is compared only with new notes that share one of its rarer words, so that the time
grows with the number of words, and not with the product of both lists.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from ankiflask.html import to_text
from ankiflask.releases.model import ReleasedNote, Rename
from ankiflask.releases.word_diff import words
from ankiflask.rewording import Wording, asks_otherwise

_LIKE = 0.5
_LEAST = 0.33  # of the whole note: many notes may have one question, as "What is this word?"
_RAREST = 8  # words of a gone note by which new notes are looked up
_COMMON = 20  # new notes with a word; one that more have tells little
_LONGEST = 20_000  # characters of a note
_MANY = 2  # notes with a word that says little, or a twentieth of all


def likenesses(
    gone: Sequence[ReleasedNote], added: Sequence[ReleasedNote], old_notes: Iterable[ReleasedNote]
) -> tuple[Rename, ...]:
    """Return pairs of a note that is gone and a new one that says much the same, the likest first.

    The likeness is the weight of the words that both have, of those that one has; the mean of this
    over the headline and over the whole note. No note is in two pairs. `old_notes` tell how rare a word is.
    Notes that ask about different things are no pair, however similar their texts are.
    """
    if not gone or not added:
        return ()
    texts = [_words(" ".join(note.fields.values())) for note in old_notes]
    rarest = log(len(texts) + 1)
    found_in = Counter(word for text in texts for word in text)
    weights = defaultdict(
        lambda: rarest, {word: log((len(texts) + 1) / count) for word, count in found_in.items()}
    )
    most = max(_MANY, len(texts) // 20)
    old, new = ([_Said.of(note) for note in notes] for notes in (gone, added))
    pairs = [
        (-likeness, place, there)
        for place, there in _candidates(old, new)
        if (likeness := _mean_likeness(old[place], new[there], weights)) >= _LIKE
        and not asks_otherwise(
            old[place].wording, new[there].wording, lambda word: found_in[word] > most
        )
    ]
    likest: dict[int, Rename] = {}
    taken: set[int] = set()
    for likeness, place, there in sorted(pairs):
        if place not in likest and there not in taken:
            taken.add(there)
            likest[place] = Rename(gone[place], added[there], round(-likeness, 2))
    return tuple(likest.values())


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of a note's headline and those of the whole note; what it asks and answers."""

    headline: frozenset[str]
    whole: frozenset[str]
    wording: Wording

    @classmethod
    def of(cls, note: ReleasedNote) -> "_Said":
        others = (text[:_LONGEST] for text in note.fields.values() if text != note.headline)
        return cls(
            _words(note.headline),
            _words(" ".join(note.fields.values())),
            Wording.of(note.headline[:_LONGEST], others, to_text),
        )


def _words(html: str) -> frozenset[str]:
    return frozenset(words(to_text(html[:_LONGEST])))


def _candidates(old: Sequence[_Said], new: Sequence[_Said]) -> set[tuple[int, int]]:
    places = defaultdict(list)
    for there, each in enumerate(new):
        for word in each.whole:
            places[word].append(there)
    found: set[tuple[int, int]] = set()
    for place, each in enumerate(old):
        shared = sorted(each.whole & places.keys(), key=lambda word: (len(places[word]), word))
        for word in shared[:_RAREST]:
            found.update((place, there) for there in places[word][:_COMMON])
    return found


def _mean_likeness(old: _Said, new: _Said, weights: Mapping[str, float]) -> float:
    whole = _likeness(old.whole, new.whole, weights)
    return (whole + _likeness(old.headline, new.headline, weights)) / 2 if whole >= _LEAST else 0.0


def _likeness(old: frozenset[str], new: frozenset[str], weights: Mapping[str, float]) -> float:
    both = sum(weights[word] for word in old & new)
    either = sum(weights[word] for word in old | new)
    return both / either if either else 0.0
