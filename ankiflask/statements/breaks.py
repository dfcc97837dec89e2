"""What a line break tells: whether it ends a sentence, and whether the line was full."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ankiflask.statements.lines import Line
from ankiflask.statements.shape import (
    begins_small,
    begins_without_case,
    ends_inside,
    first_word,
    is_divider,
    is_open,
    is_remark,
)

NARROWEST, WIDEST = 30, 120  # columns that people wrap at; a longer line was not wrapped
NO_WIDTH = range(0)
_FEWEST, _SHARE = 3, 0.9  # so many breaks inside sentences, so many of them full, show a width


@dataclass(frozen=True)
class Break:
    """The end of a line and the beginning of the next, with nothing between them."""

    before: Line
    after: Line

    @cached_property
    def is_open(self) -> bool:
        """Whether the sentence had not come to its end."""
        return is_open(self.before.text)

    @cached_property
    def is_inner(self) -> bool:
        """Whether both sides look like the inside of a sentence."""
        text = self.after.text
        goes_on = begins_small(text) or begins_without_case(text) or ends_inside(self.before.text)
        return self.is_open and goes_on

    @cached_property
    def is_tail(self) -> bool:
        """Whether only the marks that end the sentence went over to the next line."""
        is_wrapped = NARROWEST <= self.before.columns <= WIDEST
        is_end = is_divider(self.after.text) and not is_open(self.after.text)
        return is_wrapped and self.is_open and is_end

    @cached_property
    def may_be_remark(self) -> bool:
        """Whether one of the two lines may be a cue that nobody knew."""
        is_before = not self.is_open and is_remark(self.before.text)
        return is_before or (not self.is_inner and is_remark(self.after.text))

    @cached_property
    def widths(self) -> range:
        """The widths at which the line was full: the next word would not have fitted into it."""
        used = self.before.columns
        return range(used, used + 1 + len(first_word(self.after.text)))

    def is_full(self, widths: range) -> bool:
        """Whether the line was full at one of these widths."""
        return self.widths.start < widths.stop and widths.start < self.widths.stop


def common_width(breaks: Iterable[Break]) -> range:
    """Return the widths that a text with these breaks may be set to, if it is set to one."""
    inner = [b for b in breaks if b.is_inner and b.before.columns <= WIDEST]
    votes = Counter(width for b in inner for width in b.widths[:WIDEST])
    most = max(votes.values(), default=0)
    if most < max(_FEWEST, _SHARE * len(inner)):
        return NO_WIDTH
    agreed = [width for width, count in votes.items() if count == most]
    return range(min(agreed), max(agreed) + 1) if max(agreed) >= NARROWEST else NO_WIDTH
