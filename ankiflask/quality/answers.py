"""Answers that the question gives away, and answers that nobody gives in a breath."""

import re
from collections.abc import Iterator

from ankiflask.cloze import HIDDEN, seen
from ankiflask.quality.passages import Passage
from ankiflask.quality.rule import Finding, NoteView, QualityRule, of_notes
from ankiflask.quality.words import STOP, content, words
from ankiflask.text import excerpt

_SHORT_ANSWER = 12  # words; a longer one says more than the question
_TELLING = 4  # letters of a word that cannot stand in the question by chance
_CHOICE = re.compile(r"\bor\b|\bbetween\b|\bwhich of\b|\bof the two\b|\bdiffer", re.IGNORECASE)
_MOST_DELETIONS = 50  # of a text
_MOST_CLOZES = 20  # whose surroundings are looked at
_ITEM = re.compile(r"^[ \t]*(?:[-+*]|[0-9]{1,9}[.)])[ \t]+\S", re.MULTILINE)
_SENTENCE_END = re.compile(r"[.!?:;](?:\s|$)|\n\s*\n")
_MOST_ITEMS, _MOST_IN_A_ROW, _ITEM_WORDS = 5, 6, 3
_MOST_WORDS, _MOST_SIGNS, _MOST_CODE_LINES = 60, 450, 12


@QualityRule(
    id="Q001",
    name="answer-in-question",
    reason="What can be read on the front is recognised and not recalled.",
    bad="question: Which gas do the oxygen bottles of divers hold?\nanswer: Oxygen.",
    good="question: Which gas do divers' bottles hold besides nitrogen?\nanswer: Oxygen.",
)
@of_notes
def _leaks(view: NoteView) -> Iterator[Finding]:
    yield from _cloze_leaks(view) if view.note.cloze else _answer_leaks(view)


def _answer_leaks(view: NoteView) -> Iterator[Finding]:
    given = _short_content(view.answer)
    if not given or _CHOICE.search(view.question.prose):
        return
    for key in ("question", "hint", "context"):
        passage = view.passages.get(key)
        if passage and given <= _pool(passage):
            yield Finding(
                key=key,
                message=f"The {key} already says the answer, {excerpt(view.answer.raw, 40)!r}.",
                remedy="Take the answer's words out of it.",
            )


def _short_content(answer: Passage) -> set[str]:
    """Return what a short answer says; nothing where that may stand in any question."""
    if len(answer.words) + len(answer.codes) > _SHORT_ANSWER or answer.others:
        return set()
    given = _pool(answer)
    is_telling = any(len(word) >= _TELLING and not word.isdigit() for word in given)
    return given if is_telling and not given & {"yes", "true", "false"} else set()


def _pool(passage: Passage) -> set[str]:
    return set(content(passage.unquoted)) | {code for code in passage.codes if code}


def _cloze_leaks(view: NoteView) -> Iterator[Finding]:
    numbers = dict.fromkeys(each.number for each in view.deletions)
    for number in list(numbers)[:_MOST_CLOZES]:
        visible = seen(view.note.cloze, view.deletions, number).lower()
        context = view.note.context.lower()
        for each in view.deletions[:_MOST_DELETIONS]:
            text = view.said(each)
            hint = view.note.cloze[each.text_end : each.end].strip(":} ")
            is_hint = hint and hint.lower() == text.lower() and HIDDEN not in hint
            if each.number == number and _stands_in(text, context):
                yield Finding(
                    key="context",
                    message=f"The context already says what c{number} hides, {excerpt(text, 40)!r}.",
                    remedy="Take it out of the context.",
                )
                break
            if each.number == number and (is_hint or _stands_in(text, visible)):
                yield Finding(
                    key="cloze",
                    line=view.note.cloze.count("\n", 0, each.start),
                    message=f"What c{number} hides, {excerpt(text, 40)!r}, is still to be read on the card.",
                    remedy="Hide it there too, under the same number, or say it in another way.",
                )
                break


def _stands_in(text: str, visible: str) -> bool:
    bare = text.strip("`*\"' .").lower()
    found = words(bare)
    if not any(len(w) >= _TELLING and w.isalpha() and w not in STOP for w in found):
        return False
    return bare in visible and bool(re.search(rf"(?<![\w-]){re.escape(bare)}(?![\w-])", visible))


@QualityRule(
    id="Q004",
    name="list-too-long",
    reason="A long list is hardly ever recalled whole, so the card fails for ever.",
    bad=(
        "question: Which countries border Austria?\n"
        "answer: Germany, Czechia, Slovakia, Hungary, Slovenia, Italy, Switzerland."
    ),
    good="question: Which two neighbours of Austria lie to its north?\nanswer: Germany and Czechia.",
)
@of_notes
def _list_too_long(view: NoteView) -> Iterator[Finding]:
    number = _items(view.answer)
    if number:
        yield Finding(
            key="answer",
            message=f"The answer is a list of {number}, and one forgotten fails them all.",
            remedy=f"Ask for parts of it, or make a cloze of it; {_MOST_ITEMS} is much already.",
        )


def _items(answer: Passage) -> int:
    """Return the length of a list that is too long, or 0."""
    items = len(_ITEM.findall(answer.prose))
    if items > _MOST_ITEMS:
        return items
    text = answer.raw
    if text.count(",") < _MOST_ITEMS:
        return 0
    for code in answer.codes[:50]:
        text = text.replace(code, "x")
    for sentence in _SENTENCE_END.split(text):
        parts = re.split(r",\s+(?:and\s+|or\s+)?|\s+(?:and|or)\s+", sentence)
        short = [part for part in parts[1:] if 0 < len(part.split()) <= _ITEM_WORDS]
        if len(short) >= _MOST_IN_A_ROW and len(short) >= len(parts) - 1:
            return len(parts)
    return 0


@QualityRule(
    id="Q005",
    name="answer-too-long",
    reason="An answer that cannot be said in a breath is read and not recalled.",
    bad="question: What is photosynthesis?\nanswer: (a paragraph of seventy words)",
    good="question: What does photosynthesis make of carbon dioxide and water?\nanswer: Sugar and oxygen.",
)
@of_notes
def _too_long(view: NoteView) -> Iterator[Finding]:
    size = _size(view.answer)
    if size:
        yield Finding(
            key="answer",
            message=f"The answer has {size}; nobody says that in a breath.",
            remedy="Keep the one fact. What explains it goes into `note`, or into notes of its own.",
        )


def _size(answer: Passage) -> str:
    """Return how long an answer is that is too long, or ""."""
    if len(answer.words) > _MOST_WORDS:
        return f"{len(answer.words)} words"
    if len(answer.prose) > _MOST_SIGNS:
        signs = sum(map(str.isalpha, answer.prose))
        if signs > _MOST_SIGNS:
            return f"{signs} letters"
    lines = max((code.count("\n") - 1 for code in answer.codes), default=0)
    return f"{lines} lines of code" if lines > _MOST_CODE_LINES else ""


RULES = (_leaks, _list_too_long, _too_long)
