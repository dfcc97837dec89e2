"""Questions that cannot be answered well: by yes or no, by two things, or not by themselves."""

import re
from collections.abc import Iterator

from ankiflask.quality.passages import Passage
from ankiflask.quality.rule import Finding, NoteView, QualityRule, of_notes
from ankiflask.quality.words import AUXILIARIES, INTERROGATIVES, STOP, words

_YES_OR_NO = re.compile(r"\s*[*]*(?:yes|no)\b[*]*\s*(?:$|[,.;:!–—-])", re.IGNORECASE)
_LAST_SENTENCE = re.compile(r"(?:^|[.!?:]\s+)([^.!?:]*)\?\s*$")
_OPENING_CLAUSE = re.compile(
    r"^(?:in|on|at|with|for|if|when|after|before|by|under)\b[^,]{1,80},\s+"
)
_SECOND_QUESTION = re.compile(
    r"\b(?:and|or|,\s*and)\s+(?:in |at |for |by |to )?(?:what|how|when|where|who|which)\b(?! not\b)",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"\bdiffer|\bbetween\b|\bif and when\b|\bcompare", re.IGNORECASE)
_TWO = 2

_POINTS_ELSEWHERE = re.compile(
    r"\b(?:(?:the|as|see|shown|mentioned|described|stated) (?:above|below|earlier|previously)"
    r"|(?:above|previous|last|preceding) (?:example|question|card|note|sentence|section|paragraph|"
    r"statement|code|slide)"
    r"|(?:example|code|sentence|statement|paragraph|figure|table|picture|text) (?:above|below)"
    r"|(?:this|the|last|previous) (?:lecture|slide|chapter|passage|video|course))\b",
    re.IGNORECASE,
)
# Each of what points elsewhere holds one of these, and most texts hold none.
_PLACES = (
    "above", "below", "earlier", "previous", "preceding", "last", "lecture", "slide", "chapter",
    "passage", "video", "course",
)  # fmt: skip
_FOLLOWING = re.compile(
    r"\bthe following\b(?! (?:day|year|month|week|night|century))", re.IGNORECASE
)
_DEMONSTRATIVES = frozenset({"this", "these", "those"})
_PERSONAL = frozenset({"it", "they", "them", "he", "she", "him", "its", "their"})
_EMPTY_IT = re.compile(
    r"\bit\b.*\b(?:to|that|when|if|for|take|takes|took|is|was|rain\w*|snow\w*)\b"
)
_MARKS = re.compile(r"\b(?:this|these|those)\b[\s*]*[?.]?\s*$")
_NEAR = 8  # words: a longer question says what "it" is


@QualityRule(
    id="Q002",
    name="yes-no-question",
    reason="A guess answers yes or no, and nothing of the fact has to be recalled.",
    bad="question: Is Canberra the capital of Australia?\nanswer: Yes.",
    good="question: What is the capital of Australia?\nanswer: Canberra.",
)
@of_notes
def _yes_no(view: NoteView) -> Iterator[Finding]:
    if view.note.question and _is_yes_no(view.question, view.note.answer):
        yield Finding(
            key="question",
            message="The question is answered by yes or no, which a guess gets right half the time.",
            remedy="Ask what, which, how or why, so that the answer is the fact itself.",
        )


def _is_yes_no(question: Passage, answer: str) -> bool:
    low = question.prose.lower().strip()
    sentence = _LAST_SENTENCE.search(low)
    asked = _OPENING_CLAUSE.sub("", (sentence[1] if sentence else low).strip())
    found = words(asked)
    if not found or "or" in found or INTERROGATIVES & set(found):
        return False
    if _YES_OR_NO.match(answer):
        return True
    return low.endswith("?") and found[0] in AUXILIARIES - {"am", "been", "be"}


@QualityRule(
    id="Q003",
    name="several-facts",
    reason="Who knows one half of the answer fails the card, and repeats what is known.",
    bad="question: When and where was Marie Curie born?\nanswer: In 1867, in Warsaw.",
    good="question: In which city was Marie Curie born?\nanswer: In Warsaw.",
)
@of_notes
def _several(view: NoteView) -> Iterator[Finding]:
    for key in ("question", "reverse"):
        passage = view.passages.get(key)
        if passage and _asks_twice(passage):
            yield Finding(
                key=key,
                message=f"The {key} asks for two things, and who knows one of them fails the card.",
                remedy="Make a note of each.",
            )


def _asks_twice(passage: Passage) -> bool:
    if passage.unquoted.count("?") >= _TWO:
        return True
    second = _SECOND_QUESTION.search(passage.unquoted)
    if not second or _COMPARED.search(passage.unquoted):
        return False
    before = words(passage.unquoted[: second.start()])
    return bool(INTERROGATIVES & set(before)) and "?" in passage.unquoted


@QualityRule(
    id="Q006",
    name="not-alone",
    reason="Cards come alone and in any order, so nothing before a card tells what it means.",
    bad="question: How does it cool itself?\nanswer: It pants.",
    good="question: How does a dog cool itself?\nanswer: It pants.",
)
@of_notes
def _alone(view: NoteView) -> Iterator[Finding]:
    for key in ("question", "cloze", "reverse"):
        passage = view.read if key == "cloze" else view.passages.get(key)
        word = _points_outside(view, passage, key) if passage and passage.raw else ""
        if word:
            yield Finding(
                key=key,
                message=f"{word!r} points to something that the card does not show.",
                remedy="Name the thing: cards come alone, and in any order.",
            )


def _points_outside(view: NoteView, passage: Passage, key: str) -> str:
    text = passage.unquoted
    low = text.casefold()
    if any(word in low for word in _PLACES) and (said := _POINTS_ELSEWHERE.search(text)):
        return said[0]
    has_more = view.note.picture or view.note.audio or view.note.example
    shows = bool(passage.codes or passage.others or (key == "question" and has_more) or ":" in text)
    is_list = "following" in low and not shows and not view.note.picture
    if is_list and (said := _FOLLOWING.search(text)):
        return said[0]
    if key == "cloze":
        return _opening_pronoun(text)
    return "" if shows else _pronoun(text)


def _pronoun(text: str) -> str:
    """Return a pronoun that stands for nothing which the text names."""
    low = words(text)
    for word in low:
        if word in _DEMONSTRATIVES:
            return word
        if word in _PERSONAL:
            return "" if len(low) > _NEAR or _EMPTY_IT.search(text.lower()) else word
        if word not in STOP:
            break
    is_last = _MARKS.search(text.lower()) and text.count(".") == 0 and "," not in text
    return low[-1] if is_last else ""


def _opening_pronoun(text: str) -> str:
    low = words(text)
    if low[:1] and low[0] in (_DEMONSTRATIVES | {"they", "he", "she"}):
        return low[0]
    is_empty = (
        _EMPTY_IT.search(" ".join(low[2:])) or " to " in text.lower() or " that " in text.lower()
    )
    return "it" if low[:1] == ["it"] and not is_empty else ""


RULES = (_yes_no, _several, _alone)
