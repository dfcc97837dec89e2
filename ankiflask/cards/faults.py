"""What rendering a text gives: its HTML, and what is wrong with the text."""

from dataclasses import dataclass

from ankiflask.values.text import beginning

_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a text. `line` counts from 0, the text's first line."""

    line: int
    rule: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text as the HTML of a field. With faults the HTML is only good for a look."""

    html: str
    faults: tuple[Fault, ...] = ()


def shortened(text: str) -> str:
    """Return the text as a message quotes it: on one line, of at most 40 characters."""
    return beginning(" ".join(text.split()), _LONGEST)
