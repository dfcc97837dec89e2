"""A rule of the quality check, as its readers meet it."""

from dataclasses import dataclass

from ankiflask.values.problems import Severity

# Decks write these after `allow`: one that was given is never renumbered, and never used again.
RULE_IDS = tuple(f"Q{number:03}" for number in range(1, 23))


@dataclass(frozen=True, slots=True)
class OtherRule:
    """What is reported under a kebab-case name: what it means, and what to do about it."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What is asked of a note or a deck, and why; a bad and a good example, as a deck file has them.

    `is_mended` tells whether `check --fix` can mend it, at least in some cases.
    """

    id: str
    name: str
    severity: Severity
    reason: str
    bad: str
    good: str
    is_mended: bool = False
