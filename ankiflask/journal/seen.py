"""Which notes a profile has held, as text: one that was seen and is gone was deleted there."""

import json
from collections.abc import Iterable, Mapping

from ankiflask.values.problems import Problem, Severity
from ankiflask.values.source import Source
from ankiflask.values.text import beginning

_FORMAT = 1


def seen_text(seen: Mapping[str, Iterable[str]]) -> str:
    """Return the text; equal for equal ids. `seen` gives the ids of notes by their deck's uid."""
    told = {"format": _FORMAT, "seen": {uid: sorted(set(ids)) for uid, ids in seen.items()}}
    return json.dumps(told, sort_keys=True, indent=1) + "\n"


def read_seen(source: Source) -> tuple[Mapping[str, frozenset[str]], tuple[Problem, ...]]:
    """Return the ids by uid: as many as can be read, and a warning where that is not all.

    An empty text has seen nothing.
    """
    if not source.text:
        return {}, ()
    try:
        told = json.loads(source.text)
    except (ValueError, RecursionError):
        told = None
    match told:
        case {"format": int(number), "seen": dict(seen)} if number == _FORMAT:
            sound = {uid: ids for uid, ids in seen.items() if _is_ids(ids)}
            broken = tuple(_unreadable(source, uid) for uid in seen if uid not in sound)
            return {uid: frozenset(ids) for uid, ids in sound.items()}, broken
    return {}, (_unreadable(source, ""),)


def _is_ids(found: object) -> bool:
    return isinstance(found, list) and all(isinstance(each, str) for each in found)


def _unreadable(source: Source, uid: str) -> Problem:
    of = f' of "{beginning(uid)}"' if uid else ""
    return Problem(
        file=source.file,
        line=0,
        rule="seen-unreadable",
        severity=Severity.WARNING,
        message=f"Which notes{of} were in Anki before cannot be read.",
        remedy="A note that was deleted in Anki is added again by this sync.",
    )
