"""What a run left in its files, as a value. The code that ran may have written anything there."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ankiflask.values.example import Place, Seen, Stop

MOST_PRINTED = 1024 * 1024  # bytes


def seen(code: int | None, printed: bytes, report: bytes) -> Seen:
    """Return what the files say: what was printed, and the report of `inside.py`."""
    if len(printed) > MOST_PRINTED:
        return Seen(code=code, is_too_long=True)
    try:
        told = json.loads(report)
        return Seen(
            code=code,
            is_whole=True,
            shown=_shown(told["events"], printed),
            stop=Stop(**told["stop"]) if told["stop"] else None,
            unclaimed=_text(b"".join(_between(told["events"], printed))),
        )
    except (ValueError, TypeError, KeyError):  # not there, or cut off, or not ours
        return Seen(code=code)


def _shown(events: list[dict[str, Any]], printed: bytes) -> Mapping[Place, tuple[str, ...]]:
    """Return what each statement showed in all of its runs, in both forms of an exception's name."""
    shown: dict[Place, tuple[str, str]] = {}
    for event in events:
        key, row, column = event["place"]
        text = _text(printed[event["start"] : event["end"]]) or event["value"]
        short, long = event["raised"] or ("", "")
        before = shown.get((key, row, column), ("", ""))
        shown[key, row, column] = _joined(before[0], text, short), _joined(before[1], text, long)
    return shown


def _joined(*texts: str) -> str:
    return "".join(text if text.endswith("\n") else f"{text}\n" for text in texts if text)


def _between(events: list[dict[str, Any]], printed: bytes) -> Iterator[bytes]:
    """Yield what was printed while no claimed statement ran."""
    end = 0
    for event in sorted(events, key=lambda event: (event["start"], -event["end"])):
        yield printed[end : event["start"]]
        end = max(end, event["end"])
    yield printed[end:]


def _text(printed: bytes) -> str:
    return printed.decode("utf-8", "replace").replace("\r\n", "\n")
