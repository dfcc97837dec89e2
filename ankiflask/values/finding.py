"""What a look at the surroundings of a sync found."""

from dataclasses import dataclass

CHECK_DATABASE = "In Anki, Tools > Check Database removes the copies."


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of `ankiflask doctor`: what was looked at, what is so, and what to do if it is bad.

    A warning hinders no sync, and has a remedy nevertheless.
    """

    about: str
    is_good: bool
    words: str
    remedy: str = ""
    is_warning: bool = False
