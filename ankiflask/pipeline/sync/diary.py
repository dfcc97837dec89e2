"""What is about to be written into Anki, on disk before it is asked for."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count, islice

from ankiflask.connect import Greeting
from ankiflask.journal import entry_line
from ankiflask.values.journal import Deed, Done, Header, Step


def header(second: int, url: str, greeting: Greeting, uids: Iterable[str]) -> Header:
    """Return what a journal begins with: who began to write where."""
    return Header(
        second=second, url=url, profile=greeting.profile, home=greeting.home, uids=tuple(uids)
    )


class Diary:
    """The journal of one sync, as it is written. `append` returns when the disk has the text."""

    def __init__(self, append: Callable[[str], None], header: Header) -> None:
        self._append = append
        self._numbers = count(1)
        self.is_blank = True
        append(entry_line(header))

    @contextmanager
    def noted(self, deeds: Sequence[Deed]) -> Iterator[None]:
        """Note what is done inside; that it was done is noted only where nothing was raised."""
        numbers = tuple(islice(self._numbers, len(deeds)))
        steps = (Step(number, deed) for number, deed in zip(numbers, deeds, strict=True))
        self._append("".join(map(entry_line, steps)))
        self.is_blank = False
        yield
        self._append(entry_line(Done(numbers)))
