"""What a look at the surroundings of a sync found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of `ankiflask doctor`: what was looked at, what is so, and what to do if it is bad."""

    about: str
    is_good: bool
    words: str
    remedy: str = ""
