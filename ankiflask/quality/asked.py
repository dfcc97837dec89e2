"""What a note asks, in words that can be compared, and which questions could be alike.

No two of all the notes are compared: an index of words tells for each question the few that may be
alike. So the time grows with the number of notes, and not with its square.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ankiflask.quality.deletions import seen
from ankiflask.quality.finding import Sheet
from ankiflask.quality.passages import Passage
from ankiflask.quality.words import LIGHT, stem

_RARE = 4  # words by which a question is looked up
_LOOK_BACK = 24  # earlier questions that are compared for each of them
_MOST_WORDS = 200  # of a text; more are no question
_WHICH = frozenset({"which", "what"})
_SIGN = re.compile("[+=<>%°$€£→−×÷]")


@dataclass(frozen=True)
class Asked:
    """A question's words in order, without those that make no difference, and its answer's."""

    sheet: Sheet
    words: tuple[str, ...]
    answer: tuple[str, ...]

    @cached_property
    def word_set(self) -> frozenset[str]:
        """The question's words, each once."""
        return frozenset(self.words)

    @cached_property
    def digits(self) -> tuple[list[str], list[str]]:
        """The words with digits of question and answer: where these differ nothing is alike."""
        words, answer = (
            [word for word in each if any(map(str.isdigit, word))]
            for each in (self.words, self.answer)
        )
        return words, answer

    @cached_property
    def texts(self) -> tuple[str, str]:
        """The words of question and answer as two texts."""
        return " ".join(self.words), " ".join(self.answer)


def asked_by(sheet: Sheet) -> Asked:
    """Return what the note asks, and its answer. What asks nothing has no words."""
    note = sheet.note
    if note.cloze:
        hidden = [sheet.said(each) for each in sheet.deletions]
        question, answer = Passage(_gaps(sheet)), Passage(" ".join(hidden))
    else:
        question, answer = sheet.question, sheet.answer
    shown = tuple(name for name in (note.picture, note.audio) if name)
    asked = _words(question, is_question=True)
    return Asked(sheet, asked and (*asked, *shown), _words(answer, is_question=False))


def _gaps(sheet: Sheet) -> str:
    text = sheet.note.cloze
    for number in list({each.number for each in sheet.deletions})[:_LOOK_BACK]:
        hidden = seen(sheet.note.cloze, sheet.deletions, number)
        text = "".join(a if a == b else " " for a, b in zip(text, hidden, strict=True))
    return text


def _words(passage: Passage, *, is_question: bool) -> tuple[str, ...]:
    found = [word for word in passage.words if word not in LIGHT][:_MOST_WORDS]
    kept = ["which" if word in _WHICH else stem(word) for word in found]
    signs = _SIGN.findall(passage.prose) if is_question else []
    return (*kept, *signs[:_MOST_WORDS], *passage.codes, *passage.others)


def candidates(asked: Sequence[Asked]) -> Iterator[tuple[Asked, Asked]]:
    """Yield pairs that share some of their rarest words, the earlier note first."""
    count = Counter(word for each in asked for word in each.word_set)
    index: dict[object, list[Asked]] = defaultdict(list)
    for each in asked:
        met: dict[int, Asked] = {}
        for sign in (each.words, *_rarest(each, count)):
            met.update((earlier.sheet.place, earlier) for earlier in index[sign][-_LOOK_BACK:])
            index[sign].append(each)
        is_cloze = bool(each.sheet.note.cloze)
        for _, earlier in sorted(met.items()):
            if bool(earlier.sheet.note.cloze) == is_cloze:
                yield earlier, each


def _rarest(asked: Asked, count: Mapping[str, int]) -> list[str]:
    return sorted(asked.word_set, key=lambda word: (count[word], word))[:_RARE]
