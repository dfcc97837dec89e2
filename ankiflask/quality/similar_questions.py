"""What a note asks, in words that can be compared, and which questions could be alike.

No two of all the notes are compared: an index of words tells for each question the few that may be
alike. So the time grows with the number of notes, and not with its square.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ankiflask.cloze import seen
from ankiflask.quality.passages import Passage
from ankiflask.quality.rule import Checked, Finding, NoteView, QualityRule
from ankiflask.quality.words import LIGHT, stem

SHARED = 0.6  # of the words of two that may be one
_RARE = 4  # words by which a question is looked up
_LOOK_BACK = 24  # earlier questions that are compared for each of them
_MOST_WORDS = 200  # of a text; more are no question
_WHICH = frozenset({"which", "what"})
_SIGN = re.compile("[+=<>%°$€£→−×÷]")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's words in order, without those that make no difference, and its answer's.

    `place` is the note's in the deck; `different` has the words once each.
    """

    place: int
    id: str
    is_cloze: bool
    words: tuple[str, ...]
    answer: tuple[str, ...]
    different: tuple[str, ...]


def asked_by(view: NoteView) -> Asked:
    """Return what the note asks, and its answer. What asks nothing has no words."""
    note = view.note
    if note.cloze:
        question, answer = Passage(_gaps(view)), Passage(" ".join(_hidden(view)))
    else:
        question, answer = view.question, view.answer
    shown = tuple(name for name in (note.picture, note.audio) if name)
    asked = _words(question, is_question=True)
    words = (*asked, *shown) if asked else ()
    different = tuple(dict.fromkeys(words))
    return Asked(
        place=view.place,
        id=note.id,
        is_cloze=bool(note.cloze),
        words=words,
        answer=_words(answer, is_question=False),
        different=words if len(different) == len(words) else different,
    )


def _hidden(view: NoteView) -> Iterator[str]:
    """Yield what the deletions hide; of many in each other the inner ones, or it would be a square."""
    left = 2 * len(view.note.cloze)
    for each in view.deletions:
        left -= each.text_end - each.text_start
        if left >= 0:
            yield view.said(each)


def _gaps(view: NoteView) -> str:
    text = view.note.cloze
    for number in list({each.number for each in view.deletions})[:_LOOK_BACK]:
        hidden = seen(view.note.cloze, view.deletions, number)
        text = "".join(a if a == b else " " for a, b in zip(text, hidden, strict=True))
    return text


def _words(passage: Passage, *, is_question: bool) -> tuple[str, ...]:
    found = [word for word in passage.words if word not in LIGHT][:_MOST_WORDS]
    kept = ["which" if word in _WHICH else stem(word) for word in found]
    signs = _SIGN.findall(passage.prose) if is_question else []
    return (*kept, *signs[:_MOST_WORDS], *passage.codes, *passage.others)


def candidates(asked: Sequence[Asked]) -> Iterator[tuple[Asked, Asked]]:
    """Yield pairs that share most of their words, and one of their rarest, the earlier note first."""
    count = Counter(word for each in asked for word in each.different)
    words_of = {each.place: frozenset(each.different) for each in asked}
    index: dict[object, list[Asked]] = defaultdict(list)
    for each in asked:
        met: dict[int, Asked] = {}
        rarest = sorted(each.different, key=lambda word: (count[word], word))[:_RARE]
        for sign in (each.words, *rarest):
            same = index[each.is_cloze, sign]
            for earlier in same[-_LOOK_BACK:]:
                met[earlier.place] = earlier
            same.append(each)
        size, shared_with = len(each.different), words_of[each.place].intersection
        least, most = SHARED * size, size / SHARED
        for place, earlier in met.items():
            words = words_of[place]
            other = len(words)
            if least <= other <= most:
                shared = len(shared_with(words))
                if shared >= SHARED * (size + other - shared):
                    yield earlier, each


_SAME_QUESTION, _SAME_ANSWER = 82, 90  # of 100, letters in common
_TELLING_ANSWER = 4  # words: shorter answers are right for many questions


@QualityRule(
    id="Q007",
    name="near-duplicate",
    reason="One fact on two cards is reviewed twice, and corrected only once.",
    bad=(
        "question: How many legs has a spider?     # the answer of both is: eight\n"
        "question: How many legs does a spider have?"
    ),
    good="question: How many legs has a spider?",
)
def _twins(checked: Checked) -> Iterator[Finding]:
    yield from (finding for is_same, finding in checked.once(_pairs) if is_same)


@QualityRule(
    id="Q008",
    name="interfering-pair",
    reason="Where two questions look the same, the answer of the one comes up at the other.",
    bad=(
        "question: What is the capital of Georgia?    # answer: Tbilisi\n"
        "question: What is the capital of Georgia?    # answer: Atlanta"
    ),
    good=(
        "question: What is the capital of the country Georgia?\n"
        "question: What is the capital of the US state Georgia?"
    ),
)
def _rivals(checked: Checked) -> Iterator[Finding]:
    yield from (finding for is_same, finding in checked.once(_pairs) if not is_same)


def _pairs(checked: Checked) -> tuple[tuple[bool, Finding], ...]:
    """Return the pairs that ask the same, each with whether their answers are the same, too."""
    asked = [asked_by(view) for view in checked.views]
    found = []
    for one, other in candidates([each for each in asked if each.words]):
        is_equal = one.words == other.words
        if is_equal or _nearly_same_question(one, other):
            is_same = _same_answer(one, other)
            if is_same or is_equal:
                found.append((is_same, _finding(one, other, is_same=is_same)))
    return tuple(found)


def _same_answer(one: Asked, other: Asked) -> bool:
    if one.answer == other.answer:
        return True
    if _digits(one.answer) != _digits(other.answer) or not (one.answer and other.answer):
        return False
    short, long = sorted((one.answer, other.answer), key=len)
    if len(short) < _TELLING_ANSWER:
        return long[: len(short)] == short
    return _is_alike(one.answer, other.answer, _SAME_ANSWER)


def _nearly_same_question(one: Asked, other: Asked) -> bool:
    if len(one.different) == len(other.different) and {*one.different} == {*other.different}:
        return True
    if min(len(one.answer), len(other.answer)) < _TELLING_ANSWER:
        return False
    if _digits(one.words) != _digits(other.words):
        return False
    return _is_alike(one.words, other.words, _SAME_QUESTION)


def _digits(words: Sequence[str]) -> list[str]:
    """Return the words with digits: where these differ nothing is alike."""
    return [word for word in words if any(map(str.isdigit, word))]


def _is_alike(one: Sequence[str], other: Sequence[str], least: int) -> bool:
    """Whether of the letters of two texts so many are common, of 100."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - slow, and only a check needs it

    return fuzz.ratio(" ".join(one), " ".join(other), score_cutoff=least) >= least


def _finding(one: Asked, other: Asked, *, is_same: bool) -> Finding:
    if is_same:
        message = f"This is asked in {one.id!r} already, with the same answer."
        remedy = "Keep one of the two; the older one has learners' reviews."
    else:
        message = f"This asks the same as {one.id!r}, and has another answer."
        remedy = "Say in both questions what tells them apart, or make one note of the two."
    key = "cloze" if other.is_cloze else "question"
    return Finding(notes=(other.place, one.place), key=key, message=message, remedy=remedy)


RULES = (_twins, _rivals)
