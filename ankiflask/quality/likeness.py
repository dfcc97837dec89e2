"""Questions so alike that they are one, or that the answer of the one comes up at the other."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from ankiflask.quality.asked import Asked, asked_by, candidates
from ankiflask.quality.finding import Checked, Finding, Ruled
from ankiflask.values.problems import Severity
from ankiflask.values.rules import Rule

_SAME_QUESTION, _SAME_ANSWER = 82, 90  # of 100, letters in common
_TELLING_ANSWER = 4  # words: shorter answers are right for many questions


def _twins(checked: Checked) -> Iterator[Finding]:
    yield from (finding for is_same, finding in checked.once(_pairs) if is_same)


def _rivals(checked: Checked) -> Iterator[Finding]:
    yield from (finding for is_same, finding in checked.once(_pairs) if not is_same)


def _pairs(checked: Checked) -> tuple[tuple[bool, Finding], ...]:
    asked = [asked_by(sheet) for sheet in checked.sheets]
    return tuple(_judged([each for each in asked if each.words]))


def _judged(asked: Sequence[Asked]) -> Iterator[tuple[bool, Finding]]:
    for one, other in candidates(asked):
        if one.words == other.words:
            is_same = _same_answer(one, other)
            yield is_same, (_twin if is_same else _rival)(one, other)
        elif _nearly_same_question(one, other) and _same_answer(one, other):
            yield True, _twin(one, other)


def _same_answer(one: Asked, other: Asked) -> bool:
    if one.answer == other.answer:
        return True
    if one.digits()[1] != other.digits()[1] or not (one.answer and other.answer):
        return False
    short, long = sorted((one.answer, other.answer), key=len)
    if len(short) < _TELLING_ANSWER:
        return long[: len(short)] == short
    return _ratio(one.texts()[1], other.texts()[1], _SAME_ANSWER)


def _nearly_same_question(one: Asked, other: Asked) -> bool:
    if len(one.different) == len(other.different) and {*one.different} == {*other.different}:
        return True
    if min(len(one.answer), len(other.answer)) < _TELLING_ANSWER:
        return False
    if one.digits()[0] != other.digits()[0]:
        return False
    return _ratio(one.texts()[0], other.texts()[0], _SAME_QUESTION)


def _ratio(one: str, other: str, least: int) -> bool:
    """Whether of the letters of two texts so many are common, of 100."""
    return _scorer()(one, other, score_cutoff=least) >= least


@lru_cache(maxsize=1)
def _scorer() -> Callable[..., float]:
    from rapidfuzz import fuzz  # noqa: PLC0415 - slow, and only a check needs it

    return fuzz.ratio


def _twin(one: Asked, other: Asked) -> Finding:
    return Finding(
        notes=(other.place, one.place),
        key=_key(other),
        message=f"This is asked in {one.id!r} already, with the same answer.",
        remedy="Keep one of the two; the older one has learners' reviews.",
    )


def _rival(one: Asked, other: Asked) -> Finding:
    return Finding(
        notes=(other.place, one.place),
        key=_key(other),
        message=f"This asks the same as {one.id!r}, and has another answer.",
        remedy="Say in both questions what tells them apart, or make one note of the two.",
    )


def _key(asked: Asked) -> str:
    return "cloze" if asked.is_cloze else "question"


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
