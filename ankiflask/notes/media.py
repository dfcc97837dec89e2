"""The names by which a note calls its pictures and sounds."""

import re
from pathlib import PurePosixPath

from ankiflask.notes.wording import quoted
from ankiflask.values.problems import Problem, Severity

# What Anki shows and plays on every platform.
_PICTURES = frozenset({".apng", ".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
_SOUNDS = frozenset({".flac", ".m4a", ".mp3", ".oga", ".ogg", ".opus", ".wav"})
_NOT_ON_WINDOWS = re.compile(
    r"""(?:con|prn|aux|nul|com[0-9]|lpt[0-9])\s*(?:\..*)? | .*[<>:"|?*].* | .*[. ]""",
    re.IGNORECASE | re.VERBOSE,
)


def media_name_problem(name: str, key: str, file: str, line: int) -> Problem | None:
    """Return what is wrong with the name that a note's `key` gives to a picture or a sound."""
    endings = _SOUNDS if key == "audio" else _PICTURES
    severity = Severity.ERROR
    if name != PurePosixPath(name).name or "\\" in name or name.startswith("."):
        rule, message = "bad-media-name", f"{quoted(name)} is no name of a file in `media`."
        remedy = "Write the file's name alone."
    elif PurePosixPath(name).suffix.lower() not in endings:
        what = "sound" if key == "audio" else "picture"
        rule, message = "unknown-media-type", f"{quoted(name)} is no {what} that every Anki knows."
        remedy = f"Use one of {', '.join(sorted(endings))}."
    elif _NOT_ON_WINDOWS.fullmatch(name):
        rule, severity = "reserved-media-name", Severity.WARNING
        message = f"Windows can have no file {quoted(name)}, so the deck cannot be built there."
        remedy = "Rename the file."
    else:
        return None
    return Problem(
        file=file,
        line=line,
        rule=rule,
        severity=severity,
        message=message,
        remedy=remedy,
    )
