"""Questions so alike that they are one, or that the answer of the one comes up at the other.

No two of all the notes are compared: an index of words tells for each question the few that may be
alike. So the time grows with the number of notes, and not with its square.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice

from ankiflask.quality.deletions import seen
from ankiflask.quality.finding import Checked, Finding, Ruled, Sheet
from ankiflask.quality.passages import Passage
from ankiflask.quality.words import LIGHT, stem, words
from ankiflask.values.problems import Severity
from ankiflask.values.rules import Rule

_RARE = 4  # words by which a question is looked up
_LOOK_BACK = 24  # earlier questions that are compared for each of them
_SHARED = 0.6  # of the words of two that may be one
_SAME_QUESTION, _SAME_ANSWER = 82, 90  # of 100, letters in common
_TELLING_ANSWER = 4  # words: shorter answers are right for many questions
_MOST_WORDS = 200  # of a text; more are no question
_WHICH = frozenset({"which", "what"})


@dataclass(frozen=True)
class _Asked:
    """A question's words in order, without those that make no difference, and its answer's."""

    sheet: Sheet
    words: tuple[str, ...]
    answer: tuple[str, ...]

    @cached_property
    def word_set(self) -> frozenset[str]:
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
        return " ".join(self.words), " ".join(self.answer)


def _twins(checked: Checked) -> Iterator[Finding]:
    yield from (finding for is_same, finding in checked.once(_pairs) if is_same)


def _rivals(checked: Checked) -> Iterator[Finding]:
    yield from (finding for is_same, finding in checked.once(_pairs) if not is_same)


def _pairs(checked: Checked) -> tuple[tuple[bool, Finding], ...]:
    asked = [_asked(sheet) for sheet in checked.sheets]
    return tuple(_judged([each for each in asked if each.words]))


def _judged(asked: list[_Asked]) -> Iterator[tuple[bool, Finding]]:
    for one, other in _candidates(asked):
        if one.words == other.words:
            is_same = _same_answer(one, other)
            yield is_same, (_twin if is_same else _rival)(one, other)
        elif _nearly_same_question(one, other) and _same_answer(one, other):
            yield True, _twin(one, other)


def _asked(sheet: Sheet) -> _Asked:
    note = sheet.note
    if note.cloze:
        hidden = [sheet.said(each) for each in sheet.deletions]
        question, answer = Passage(_gaps(sheet)), Passage(" ".join(hidden))
    else:
        question, answer = sheet.question, sheet.answer
    shown = tuple(name for name in (note.picture, note.audio) if name)
    asked = _words(question, is_question=True)
    return _Asked(sheet, asked and (*asked, *shown), _words(answer, is_question=False))


def _gaps(sheet: Sheet) -> str:
    text = sheet.note.cloze
    for number in list({each.number for each in sheet.deletions})[:_LOOK_BACK]:
        hidden = seen(sheet.note.cloze, sheet.deletions, number)
        text = "".join(a if a == b else " " for a, b in zip(text, hidden, strict=True))
    return text


def _words(passage: Passage, *, is_question: bool) -> tuple[str, ...]:
    found = (word for word in words(passage.prose) if word not in LIGHT)
    kept = ("which" if word in _WHICH else stem(word) for word in islice(found, _MOST_WORDS))
    signs = tuple(char for char in passage.prose if char in "+=<>%°$€£→−×÷") if is_question else ()
    return (*kept, *signs[:_MOST_WORDS], *passage.codes, *passage.others)


def _candidates(asked: list[_Asked]) -> Iterator[tuple[_Asked, _Asked]]:
    """Yield pairs that share some of their rarest words, the earlier note first."""
    count = Counter(word for each in asked for word in set(each.words))
    index: dict[object, list[_Asked]] = defaultdict(list)
    for each in asked:
        met: dict[int, _Asked] = {}
        for sign in (each.words, *_rarest(each, count)):
            for earlier in index[sign][-_LOOK_BACK:]:
                met[earlier.sheet.place] = earlier
            index[sign].append(each)
        is_cloze = bool(each.sheet.note.cloze)
        for _, earlier in sorted(met.items(), key=lambda item: item[0]):
            if bool(earlier.sheet.note.cloze) == is_cloze:
                yield earlier, each


def _rarest(asked: _Asked, count: Mapping[str, int]) -> list[str]:
    return sorted(set(asked.words), key=lambda word: (count[word], word))[:_RARE]


def _same_answer(one: _Asked, other: _Asked) -> bool:
    if one.answer == other.answer:
        return True
    if one.digits[1] != other.digits[1] or not (one.answer and other.answer):
        return False
    short, long = sorted((one.answer, other.answer), key=len)
    if len(short) < _TELLING_ANSWER:
        return long[: len(short)] == short
    return _ratio(one.texts[1], other.texts[1], _SAME_ANSWER)


def _nearly_same_question(one: _Asked, other: _Asked) -> bool:
    first, second = one.word_set, other.word_set
    if first == second:
        return True
    if min(len(one.answer), len(other.answer)) < _TELLING_ANSWER:
        return False
    shared = len(first & second)
    if shared < _SHARED * (len(first) + len(second) - shared) or one.digits[0] != other.digits[0]:
        return False
    return _ratio(one.texts[0], other.texts[0], _SAME_QUESTION)


def _ratio(one: str, other: str, least: int) -> bool:
    """Whether of the letters of two texts so many are common, of 100."""
    return _scorer()(one, other, score_cutoff=least) >= least


@lru_cache(maxsize=1)
def _scorer() -> Callable[..., float]:
    from rapidfuzz import fuzz  # noqa: PLC0415 - slow, and only a check needs it

    return fuzz.ratio


def _twin(one: _Asked, other: _Asked) -> Finding:
    return Finding(
        notes=(other.sheet.place, one.sheet.place),
        key=_key(other),
        message=f"This is asked in {one.sheet.note.id!r} already, with the same answer.",
        remedy="Keep one of the two; the older one has learners' reviews.",
    )


def _rival(one: _Asked, other: _Asked) -> Finding:
    return Finding(
        notes=(other.sheet.place, one.sheet.place),
        key=_key(other),
        message=f"This asks the same as {one.sheet.note.id!r}, and has another answer.",
        remedy="Say in both questions what tells them apart, or make one note of the two.",
    )


def _key(asked: _Asked) -> str:
    return "cloze" if asked.sheet.note.cloze else "question"


RULES: tuple[Ruled, ...] = (
    (
        Rule(
            id="Q007",
            name="near-duplicate",
            severity=Severity.WARNING,
            reason="One fact on two cards is reviewed twice, and corrected only once.",
            bad=(
                "question: How many legs has a spider?     # the answer of both is: eight\n"
                "question: How many legs does a spider have?"
            ),
            good="question: How many legs has a spider?",
        ),
        _twins,
    ),
    (
        Rule(
            id="Q008",
            name="interfering-pair",
            severity=Severity.WARNING,
            reason="Where two questions look the same, the answer of the one comes up at the other.",
            bad=(
                "question: What is the capital of Georgia?    # answer: Tbilisi\n"
                "question: What is the capital of Georgia?    # answer: Atlanta"
            ),
            good=(
                "question: What is the capital of the country Georgia?\n"
                "question: What is the capital of the US state Georgia?"
            ),
        ),
        _rivals,
    ),
)
