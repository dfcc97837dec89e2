"""Why each new note of a draft is what it is, for a reader at a terminal and as JSON."""

from collections.abc import Iterator
from typing import Any

from ankiflask.cli.streams import printable
from ankiflask.pipeline.draft import Drafted
from ankiflask.values.notes import Note
from ankiflask.values.reasons import EASY_BELOW, HARD_ABOVE, REVIEW_LINE, Reason

_WIDTH = 12  # of what stands before each line: "difficulty  "


def reasons_text(drafted: Drafted) -> str:
    """Return a block of lines for each new note, in the order of the text."""
    reasons = {reason.id: reason for reason in drafted.reasons}
    blocks = ["\n".join(_lines(note, reasons[note.id])) for note in drafted.added]
    return "\n\n".join(blocks) or "There is no new note to explain."


def reasons_json(drafted: Drafted) -> list[dict[str, Any]]:
    """Return the same for machines."""
    notes = {note.id: note for note in drafted.added}
    return [
        {
            "id": reason.id,
            "rule": reason.rule,
            "asks": reason.asks,
            "sure": reason.sure,
            "rule_sure": reason.rule_sure,
            "lowered": list(reason.lowered),
            "review": reason.needs_review,
            "file": reason.file,
            "line": reason.line,
            "last_line": reason.last_line,
            "text": reason.text,
            "difficulty": str(notes[reason.id].difficulty),
            "points": dict(reason.parts),
            "middle": reason.middle,
        }
        for reason in drafted.reasons
    ]


def _lines(note: Note, reason: Reason) -> Iterator[str]:
    yield printable(note.id)
    yield _line("", note.question or note.cloze)
    yield _line("rule", f"{reason.rule} ({reason.asks})" if reason.asks else reason.rule)
    yield _line("sure", "; ".join(_sure(reason)))
    yield _line("from", reason.place)
    yield _line("says", reason.text)
    parts = " + ".join(f"{name} {number}" for name, number in reason.parts)
    yield _line("difficulty", f"{note.difficulty}: {reason.points} points = {parts}")
    yield _line("", _limits(reason.middle))


def _line(label: str, text: str) -> str:
    indented = printable(text, keep="\n").replace("\n", "\n" + " " * (_WIDTH + 2))
    return f"  {label:{_WIDTH}}{indented}"


def _sure(reason: Reason) -> Iterator[str]:
    yield f"{reason.sure:g}"
    if reason.lowered:
        yield f"the rule has {reason.rule_sure:g}, and {' and '.join(reason.lowered)} cost the rest"
    if reason.needs_review:
        yield f"below {REVIEW_LINE:g}, so it is marked `review: yes`"


def _limits(middle: int) -> str:
    easy, hard = (_number(percent * middle / 100) for percent in (EASY_BELOW, HARD_ABOVE))
    return (
        f"the middle is {middle:,} points: "
        f"easy below {easy} ({EASY_BELOW} %), hard above {hard} ({HARD_ABOVE} %)"
    )


def _number(value: float) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".")
