"""What a run left in its files, as a value. The code that ran may have written anything there."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from ankiflask.examples.model import Place, Seen, Stop

MOST_PRINTED = 1024 * 1024  # bytes
_MOST_SHOWN = 16 * MOST_PRINTED  # bytes that the runs of all statements show together
_MOST_EVENTS = 1000  # as inside.py writes at most


@dataclass(frozen=True, slots=True)
class _Event:
    """One run of a claimed statement: where in what was printed it began and ended, what it showed.

    `raised` is the exception's last words, with its name short and whole; "" where there was none.
    """

    place: Place
    start: int
    end: int
    value: str
    raised: tuple[str, str]


class _NotOursError(Exception):
    """The report is not one that `inside.py` writes."""


def seen(code: int | None, printed: bytes, report: bytes) -> Seen:
    """Return what the files say: what was printed, and the report of `inside.py`."""
    if len(printed) > MOST_PRINTED:
        return Seen(code=code, is_too_long=True)
    try:
        events, stop = _read(report, len(printed))
    except _NotOursError:
        return Seen(code=code)
    unclaimed, end = bytearray(), 0
    for event in sorted(events, key=lambda event: (event.start, -event.end)):
        unclaimed += printed[end : event.start]
        end = max(end, event.end)
    return Seen(
        code=code,
        is_whole=True,
        shown=_shown(events, printed),
        stop=stop,
        unclaimed=_text(bytes(unclaimed + printed[end:])),
    )


def _read(report: bytes, printed: int) -> tuple[list[_Event], Stop | None]:
    try:
        found = json.loads(report)
    except (ValueError, RecursionError, MemoryError):  # not there, or cut off, or another's
        raise _NotOursError from None
    match found:
        case {"events": list(events), "stop": stop} if len(events) <= _MOST_EVENTS:
            read = [_event(each, printed) for each in events]
        case _:
            raise _NotOursError
    # Runs of a statement within each other show the same text each; without end that fills the memory.
    if sum(each.end - each.start for each in read) > _MOST_SHOWN:
        raise _NotOursError
    match stop:
        case None:
            return read, None
        case {"key": str(key), "row": int(row), "words": str(words)}:
            return read, Stop(key, row, _encodable(words))
    raise _NotOursError


def _event(found: object, printed: int) -> _Event:
    match found:
        case {
            "place": [str(key), int(row), int(column)],
            "start": int(start),
            "end": int(end),
            "value": str(value),
            "raised": [] | [str(), str()] as raised,
        } if 0 <= start <= end <= printed:
            short, long = raised or ("", "")
            words = _encodable(short), _encodable(long)
            return _Event((key, row, column), start, end, _encodable(value), words)
    raise _NotOursError


def _encodable(text: str) -> str:
    """Return the text as it can be printed: JSON may give halves of characters."""
    return text.encode("utf-8", "replace").decode()


def _shown(events: list[_Event], printed: bytes) -> Mapping[Place, tuple[str, ...]]:
    """Return what each statement showed in all of its runs, in both forms of an exception's name."""
    shown: dict[Place, tuple[list[str], list[str]]] = {}
    for event in events:
        text = _text(printed[event.start : event.end]) or event.value
        texts = shown.setdefault(event.place, ([], []))
        for lines, raised in zip(texts, event.raised, strict=True):
            every = (each for each in (text, raised) if each)
            lines.extend(each if each.endswith("\n") else f"{each}\n" for each in every)
    return {place: ("".join(short), "".join(long)) for place, (short, long) in shown.items()}


def _text(printed: bytes) -> str:
    return printed.decode("utf-8", "replace").replace("\r\n", "\n")
