"""Which new note looks like one that is gone: by the words that both have, rare ones counting more.

Each gone note is compared only with new notes that share one of its rarer words, so that the time
grows with the number of words, and not with the product of both lists.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
    texts = [_words(note) for note in old_notes]
    rarest = log(len(texts) + 1)
    found_in = Counter(word for text in texts for word in text)
    weights = defaultdict(
        lambda: rarest, {word: log((len(texts) + 1) / count) for word, count in found_in.items()}
    )
    most = max(_MANY, len(texts) // 20)

    def is_common(word: str) -> bool:
        return found_in[word] > most

    old, new = [_both(note) for note in gone], [_both(note) for note in added]
    then, now = (tuple(map(_wording, notes)) for notes in (gone, added))
    pairs = [
        (-likeness, place, there)
        for place, there in _candidates([whole for _, whole in old], [whole for _, whole in new])
        if (likeness := _mean_likeness(old[place], new[there], weights)) >= _LIKE
        and not asks_otherwise(then[place], now[there], is_common)
    ]
    return tuple(_likest(sorted(pairs), gone, added))


def _wording(note: ReleasedNote) -> Wording:
    others = (text[:_LONGEST] for text in note.fields.values() if text != note.headline)
    return Wording.of(note.headline[:_LONGEST], others, to_text)


def _words(note: ReleasedNote) -> frozenset[str]:
    texts = " ".join(note.fields.values())[:_LONGEST]
    return frozenset(words(to_text(texts)))


_Both = tuple[frozenset[str], frozenset[str]]


def _both(note: ReleasedNote) -> _Both:
    """Return the words of the headline and those of the whole note."""
    return frozenset(words(to_text(note.headline[:_LONGEST]))), _words(note)


def _mean_likeness(old: _Both, new: _Both, weights: Mapping[str, float]) -> float:
    whole = _likeness(old[1], new[1], weights)
    return (whole + _likeness(old[0], new[0], weights)) / 2 if whole >= _LEAST else 0.0


def _candidates(
    old: Sequence[frozenset[str]], new: Sequence[frozenset[str]]
) -> set[tuple[int, int]]:
    places = defaultdict(list)
    for there, each in enumerate(new):
        for word in each:
            places[word].append(there)
    return {
        (place, there)
        for place, each in enumerate(old)
        for word in sorted(each & places.keys(), key=lambda word: (len(places[word]), word))[
            :_RAREST
        ]
        for there in places[word][:_COMMON]
    }


def _likeness(old: frozenset[str], new: frozenset[str], weights: Mapping[str, float]) -> float:
    both = sum(weights[word] for word in old & new)
    either = sum(weights[word] for word in old | new)
    return both / either if either else 0.0


def _likest(
    pairs: Iterable[tuple[float, int, int]],
    gone: Sequence[ReleasedNote],
    added: Sequence[ReleasedNote],
) -> Iterable[Rename]:
    taken: set[int] = set()
    given: set[int] = set()
    for likeness, place, there in pairs:
        if place not in taken and there not in given:
            taken.add(place)
            given.add(there)
            yield Rename(gone[place], added[there], round(-likeness, 2))
