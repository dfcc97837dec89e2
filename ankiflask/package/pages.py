"""SQLite's file format, as far as one build leaves other bytes in unused places than the next.

In the gap of a page, between the pointers to its cells and the cells, stands what was moved away.
With `secure_delete` that is zeros but for the length of the last freed block, which SQLite wrote
there up to some version and does not write since.
"""

from collections.abc import Iterable, Iterator
from struct import Struct

PAGE_SIZE = 8192  # a sixth quicker to fill than 4096, and a little smaller
_FILE_HEADER = 100  # bytes, before the header of page 1
_PAGE_HEADER = Struct(">BHHHB")  # kind, first free block, cells, where they begin, fragments
_PAGE_NUMBER = Struct(">I")
_INNER = frozenset({2, 5})


def blank_gaps(content: bytearray, roots: Iterable[int]) -> None:
    """Fill the gap of every page with zeros. `roots` are the numbers of the trees' first pages."""
    pages = list(roots)
    while pages:
        page = pages.pop()
        start = (page - 1) * PAGE_SIZE
        header = start + (_FILE_HEADER if page == 1 else 0)
        kind, _, cells, begin, _ = _PAGE_HEADER.unpack_from(content, header)
        pointers = header + (12 if kind in _INNER else 8)
        gap = slice(pointers + 2 * cells, start + begin)
        content[gap] = bytes(gap.stop - gap.start)
        if kind in _INNER:
            pages += _children(content, start, header, cells)


def _children(content: bytearray, start: int, header: int, cells: int) -> Iterator[int]:
    for (offset,) in Struct(">H").iter_unpack(content[header + 12 : header + 12 + 2 * cells]):
        yield _PAGE_NUMBER.unpack_from(content, start + offset)[0]
    yield _PAGE_NUMBER.unpack_from(content, header + 8)[0]
