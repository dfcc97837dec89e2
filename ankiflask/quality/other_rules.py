"""What is reported under other names than those of the quality check: a sentence or two on each."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_TEXT = "other_rules.txt"


@cache
def other_rules() -> Mapping[str, str]:
    """Return what each rule means and what to do about it, by its kebab-case name."""
    text = files(__package__).joinpath(_TEXT).read_text(encoding="utf-8")
    pairs = (line.split(": ", 1) for line in text.splitlines())
    return {name: meaning for name, meaning in pairs}  # noqa: C416 - dict() loses the types
