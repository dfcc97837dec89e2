"""Where the cloze deletions of a Markdown text are."""

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate

from ankiflask.cloze import Deletion, Piece
from ankiflask.cloze import deletions as deletions_without_markup
from ankiflask.render import blocks
from ankiflask.render.inline import Writer
from ankiflask.render.markdown import parse

# One line in which nothing is markup.
_PLAIN = re.compile(r"(?![ \t]*(?:[-+#>_]|[0-9]{1,9}[.)])| {4}|\t)[^\\`*\[\]$~&<\n]*")
# Pictures and addresses, which nobody reads: no text is looked for in them.
_ADDRESS = re.compile(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,500}\)|\]\([^)\n]{0,500}\)")

_PARTS = re.compile(r"\s+|\S+")


def deletions(text: str) -> tuple[Deletion, ...]:
    """Return the whole cloze deletions of a text, an inner one before the one around it.

    They are those that Anki finds in the rendered text, if it renders without faults.
    """
    if _PLAIN.fullmatch(text):
        return deletions_without_markup(text)
    finder = _Finder(text)
    blocks.write(parse(text), finder)
    return tuple(finder.deletions.closed)


class _Finder(Writer):
    """Writes a text only to see where the leaves of its markup are."""

    def __init__(self, text: str) -> None:
        super().__init__({}, is_cloze=True)
        self._source = text
        self._shown_source = _ADDRESS.sub(lambda found: "\0" * len(found[0]), text)
        self._line_starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        self._at = 0

    def pieces(self, text: str) -> Iterable[tuple[Piece, str]]:
        self.deletions.line = self.line
        return self.deletions.pieces(text, self._places(text))

    def pass_over(self, content: str) -> None:
        start = self._source.find(content, self._at)
        self._at = max(self._at, start + len(content) if start >= 0 else 0)

    def _places(self, leaf: str) -> Sequence[int]:
        """Return where each character of a leaf is in the text.

        Its leaves come in the order of the text. White space may differ: code on several lines is
        one line, without the indentation of the lines.
        """
        start = max(self._at, self._line_starts[min(self.line, len(self._line_starts) - 1)])
        if not leaf.strip():
            return range(start, start + len(leaf))
        first = self._shown_source.find(leaf, start) if "\n" not in self._source else -1
        if first < 0:
            return self._places_of_words(leaf, start)
        self._at = first + len(leaf)
        return range(first, self._at)

    def _places_of_words(self, leaf: str, start: int) -> Sequence[int]:
        pattern = re.compile(r"\s+".join(map(_written, leaf.split())))
        found = pattern.search(self._shown_source, start) or pattern.search(self._source, start)
        if not found:
            return range(start, start + len(leaf))
        places: list[int] = []
        self._at = found.start()
        for part in _PARTS.findall(leaf):
            if not part.isspace():
                at = self._source.find(part, self._at)
                self._at = at if at >= 0 else self._source.index(part.split("|")[0], self._at)
            places += range(self._at, self._at + len(part))
            self._at += 0 if part.isspace() else len(part)
        return places


def _written(word: str) -> str:
    """Return a pattern for a word as its author wrote it; in a table `|` takes a backslash."""
    return re.escape(word).replace("\\|", r"\\?\|")
