"""A file's text on its way into a stage."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded text and the name that problems call it by. Lines count from 1."""

    file: str
    text: str
