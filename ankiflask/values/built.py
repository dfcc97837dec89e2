"""What a build made."""

from collections.abc import Mapping
from dataclasses import dataclass

from ankiflask.values.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltDeck:
    """One package on disk. `sha256` is of its bytes, `digest` of its contents; both in hex."""

    uid: str
    name: str
    file: str
    sha256: str
    digest: str
    notes: int
    cards: int
    difficulty: Mapping[str, int]
    topics: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Built:
    """A whole build: its decks in the order they were named, and the warnings."""

    decks: tuple[BuiltDeck, ...]
    problems: tuple[Problem, ...]
