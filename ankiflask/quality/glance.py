"""Cards that cannot be taken in at a glance on a phone, and phrases that a learner meets too often."""

import re
from collections import Counter
from collections.abc import Iterator

from ankiflask.problems import Severity
from ankiflask.quality.passages import Passage
from ankiflask.quality.rule import Checked, Finding, NoteView, QualityRule, of_notes
from ankiflask.quality.words import INTERROGATIVES, STOP

PHONE_CODE = 44  # characters of code that a phone of 390 pixels shows
_WIDEST_CODE = 2 * PHONE_CODE
_TAB = 4
_MAX_GLANCE = 20  # words of an answer, or of its first paragraph
_MAX_QUESTION = 25  # words
_FENCE = re.compile(r"[ \t]*(?:`{3,}|~{3,})[^\n]*")
_SENTENCE = re.compile(r"(?:^|[.!?]\s+|\n\s*\n)([^\W\d_]\w*) ([^\W\d_]\w*)(?![\w:])")
_OFTEN, _SHARE = 8, 0.1  # notes that open a sentence alike, and which part of all


@QualityRule(
    id="Q023",
    name="wide-code",
    severity=Severity.INFO,
    reason="A phone shows 44 characters of code in a line; a longer one is wrapped and hard to read.",
    bad="example: |\n  print(sorted(word for line in open('poem.txt') for word in line.split() if word))",
    good="example: |\n  lines = open('poem.txt')\n  words = [w for line in lines\n           for w in line.split()]\n  print(sorted(words))",
)
@of_notes
def _wide_code(view: NoteView) -> Iterator[Finding]:
    for key, code in _codes(view):
        widths = [len(line.expandtabs(_TAB).rstrip()) for line in code.split("\n")]
        widest = max(widths)
        if widest > PHONE_CODE:
            start = getattr(view.note, key).find(code)
            line = getattr(view.note, key).count("\n", 0, max(start, 0)) + widths.index(widest)
            yield Finding(
                key=key,
                line=line,
                severity=Severity.WARNING if widest > _WIDEST_CODE else Severity.INFO,
                message=f"A line of code has {widest} characters; a phone shows {PHONE_CODE}.",
                remedy="Break it, or put its result on a line of its own.",
            )


def _codes(view: NoteView) -> Iterator[tuple[str, str]]:
    if view.note.example and not _FENCE.match(view.note.example):
        yield "example", view.note.example
    texts = {**view.passages, "example": Passage(view.note.example)}
    for key, passage in texts.items():
        for code in passage.codes:
            if _FENCE.match(code):
                lines = code.split("\n")
                yield key, "\n".join(lines[1:-1] if _FENCE.fullmatch(lines[-1]) else lines[1:])


@QualityRule(
    id="Q024",
    name="no-short-answer",
    severity=Severity.INFO,
    reason="Whoever grades a card compares one short answer; the rest explains it.",
    bad="question: What does a cache trade?\nanswer: (thirty words in one paragraph)",
    good="question: What does a cache trade?\nanswer: |\n  Memory for time.\n\n  It keeps what was computed, so that …",
)
@of_notes
def _no_short_answer(view: NoteView) -> Iterator[Finding]:
    first, *_ = view.answer.raw.strip().split("\n\n")
    number = _length(view.answer)
    if number > _MAX_GLANCE and _length(Passage(first)) > _MAX_GLANCE:
        yield Finding(
            key="answer",
            message=f"The answer has {number} words, and no short first paragraph to grade by.",
            remedy="Begin with what must be recalled, and put the rest below an empty line or into `note`.",
        )


@QualityRule(
    id="Q025",
    name="question-too-long",
    severity=Severity.INFO,
    reason="A long question is recognised by its look, and answered without being read.",
    bad="question: (a question of thirty words)",
    good="question: Which gas do divers' bottles hold besides nitrogen?",
)
@of_notes
def _long_question(view: NoteView) -> Iterator[Finding]:
    for key in ("question", "reverse"):
        passage = view.passages.get(key)
        if passage and (number := _length(passage)) > _MAX_QUESTION:
            yield Finding(
                key=key,
                message=f"The {key} has {number} words.",
                remedy="Ask one thing in plain words; what it is about may go into `context`.",
            )


def _length(passage: Passage) -> int:
    return len(passage.words) + sum(not _FENCE.match(code) for code in passage.codes)


@QualityRule(
    id="Q027",
    name="reverse-answers-with-a-question",
    reason="The back of the second card then shows a question, and nowhere what was asked for.",
    bad=(
        "question: What is Quart?\nanswer: An ASGI framework with Flask's interface.\n"
        "reverse: Which ASGI framework has Flask's interface?"
    ),
    good=(
        "question: What is Quart?\nanswer: An ASGI framework with Flask's interface.\n"
        "reverse:\n  question: Which ASGI framework has Flask's interface?\n  answer: Quart."
    ),
)
@of_notes
def _reverse_without_answer(view: NoteView) -> Iterator[Finding]:
    note, asked = view.note, view.question
    is_question = "?" in asked.prose or (asked.words[:1] and asked.words[0] in INTERROGATIVES)
    if note.reverse and not note.reverse_answer and is_question:
        yield Finding(
            key="reverse",
            message="The second card's answer is the question of the first one.",
            remedy="Write `reverse:` as a table, with `question:` and `answer:` of its own.",
        )


@QualityRule(
    id="Q026",
    name="repeated-phrase",
    severity=Severity.INFO,
    reason="A phrase that opens sentences on many cards is skipped, or taken for a sign of the answer.",
    bad="(20 of 100 notes have a sentence that begins with “Older texts”)",
    good="(each note says what it has to say)",
)
def _repeated_phrase(checked: Checked) -> Iterator[Finding]:
    openings = Counter[str]()
    first: dict[str, list[int]] = {}
    for view in checked.views:
        texts = (view.passages.get(key) for key in ("answer", "note", "cloze"))
        found = {
            f"{match[1]} {match[2]}".capitalize()
            for passage in texts
            if passage
            for match in _SENTENCE.finditer(passage.prose)
            if not STOP & {match[1].lower(), match[2].lower()}
        }
        openings.update(found)
        for each in found:
            first.setdefault(each, []).append(view.place)
    total = len(checked.deck.notes)
    for phrase, number in openings.most_common():
        if number >= max(_OFTEN, _SHARE * total):
            yield Finding(
                notes=tuple(first[phrase]),
                message=f"{number} of {total} notes have a sentence that begins with “{phrase}”.",
                remedy="Keep it where it matters, and say it in other words or not at all elsewhere.",
            )


RULES = (_wide_code, _no_short_answer, _long_question, _reverse_without_answer)
DECK_RULES = (_repeated_phrase,)
