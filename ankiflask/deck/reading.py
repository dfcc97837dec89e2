"""The keys of a deck file, and a key that nobody meant."""

import re
import unicodedata
from collections.abc import Iterator

from ankiflask.deck.messages import quoted
from ankiflask.deck.model import TEXT_KEYS
from ankiflask.deck.yaml import List, Node, Table, Text, kind
from ankiflask.problems import (
    MAX_PROBLEMS,
    Problem,
    Severity,
    Source,
    has_errors,
    limited,
    nearest,
)
from ankiflask.text import CONTROL, normal

DECK_KEYS = (
    "deck", "uid", "description", "source", "subdecks", "difficulty", "order", "retired", "allow",
    "topics", "notes",
)  # fmt: skip
NOTE_KEYS = ("id", "from", "difficulty", "topics", "after", "allow", "review", *TEXT_KEYS)
REVERSE_KEYS = ("question", "answer", "typed")

# Here ` #` after an unquoted value is far more likely lost text than a comment.
CUT_KEYS = frozenset(
    {"description", "context", "question", "answer", "cloze", "example", "note", "hint"}
)

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
UID = re.compile(r"[a-z][a-z0-9-]{1,31}")
MAX_ID = 48  # characters


# What other programs, or other people, call a key.
_SYNONYMS = {
    "answer": ("a", "back", "backside", "response", "solution"),
    "audio": ("sound", "mp3"),
    "cloze": ("gap", "text"),
    "deck": ("deckname", "name", "title"),
    "difficulty": ("grade", "level"),
    "example": ("code",),
    "hint": ("clue",),
    "id": ("guid", "uuid"),
    "note": ("back extra", "comment", "explanation", "extra", "remark", "remarks"),
    "notes": ("cards",),
    "picture": ("image", "img", "pic"),
    "question": ("front", "prompt", "q"),
    "see": ("href", "link", "url"),
    "topics": ("tag", "tags", "topic"),
    "typed": ("type",),
    "uid": ("guid", "id", "uuid"),
}


def likely(word: str, known: tuple[str, ...]) -> str:
    """Return the known word that was likely meant, by its meaning or by its letters; "" for none."""
    low = word.strip().lower()
    for meant in known:
        if low in _SYNONYMS.get(meant, ()):
            return meant
    return nearest(low, known)


def suggestion(word: str, known: tuple[str, ...]) -> str:
    """Return "Did you mean 'x'?" where one of the known words is likely, otherwise all of them."""
    meant = likely(word, known)
    return f"Did you mean '{meant}'?" if meant else f"There are: {', '.join(known)}."


MAX_TEXT = 64 * 1024  # characters; a card of more is a book
# Their own rules tell more.
_SHORT_KEYS = frozenset({"uid", "id", "from", "topics", "after", "retired", "allow"})
_LOST_BY_FOLDING = re.compile(r"\n[ \t]*(?:\n|```|~~~|[-*+][ \t]|\d+[.)][ \t])")
_QUOTE = "Put the value in quotes, or write it below the key as a `|` block."


class TooManyProblemsError(Exception):
    """Nobody would read on, and a million of them fill a memory."""


class Reading:
    """One file being read. Keeps every problem; only too many of them raise."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []
        # The line of a note and a key of it that is there, but wrong: it is not missing, too.
        self.misspelt: set[tuple[int, str]] = set()

    def complain(self, line: int, rule: str, message: str, remedy: str = "") -> None:
        """Keep an error. Raises TooManyProblemsError at the last that is told."""
        self._keep(line, rule, Severity.ERROR, message, remedy)

    def warn(self, line: int, rule: str, message: str, remedy: str = "") -> None:
        """Keep a warning."""
        self._keep(line, rule, Severity.WARNING, message, remedy)

    @property
    def told(self) -> tuple[Problem, ...]:
        """The problems in the order of the file, and whether there may be more."""
        return tuple(limited(sorted(self.problems)))

    def _keep(self, line: int, rule: str, severity: Severity, message: str, remedy: str) -> None:
        self.problems.append(
            Problem(
                file=self.source.file,
                line=line,
                rule=rule,
                severity=severity,
                message=message,
                remedy=remedy,
            )
        )
        if len(self.problems) > MAX_PROBLEMS and has_errors(self.problems[-1:]):
            raise TooManyProblemsError

    def table(
        self, node: Table, known: tuple[str, ...], what: str
    ) -> tuple[dict[str, Node], set[str]]:
        """Return the table's values by key, and the known keys that unknown ones were meant as.

        Unknown and repeated keys are problems.
        """
        found: dict[str, Node] = {}
        meant: set[str] = set()
        lines: dict[str, int] = {}
        for key, value in node.entries:
            if key.value not in known:
                message = f"{quoted(key.value)} is no key of {what}."
                self.complain(key.line, "unknown-key", message, suggestion(key.value, known))
                meant.add(likely(key.value, known))
            elif key.value in found:
                message = f"The key {key.value!r} stands here and in line {lines[key.value]}."
                self.complain(key.line, "duplicate-key", message, "Keep one of them.")
            else:
                found[key.value] = value
                lines[key.value] = key.line
        return found, meant

    def text(self, node: Node, key: str) -> str:
        """Return the text of a value, as Anki will store it, without the newlines around it.

        Where the value cannot be used at all, that is a problem, and the text is "".
        """
        if not isinstance(node, Text):
            message = f"{key!r} wants a text, and YAML reads a {kind(node)} here."
            self.complain(node.line, "not-text", message, _QUOTE)
            return ""
        self._check_whole(node, key)
        value = normal(node.value).strip("\n")
        refusal = _refusal(key, value)
        if refusal:
            self.complain(node.line, *refusal)
            return ""
        return value

    def _check_whole(self, node: Text, key: str) -> None:
        """Complain where YAML kept only a part of what stands in the file, or joined its lines."""
        text = self.source.text
        if node.style in ("|", ">"):
            self._check_block(node, key)
            return
        if not node.style and key in CUT_KEYS:
            rest = text[node.end : _line_end(text, node.end)]
            if rest.lstrip().startswith("#"):
                message = (
                    f"YAML cuts this value of {key!r} off at ` #` and takes the rest as a comment."
                )
                self.complain(node.line, "cut-by-comment", message, _QUOTE)
        if _LOST_BY_FOLDING.search(text, node.start, node.end):
            message = f"YAML joins the lines of this value of {key!r} into one."
            self.complain(
                node.line, "folded-lines", message, "Write it below the key as a `|` block."
            )

    def _check_block(self, node: Text, key: str) -> None:
        """Complain of a comment that is indented like a part of the block: it was meant as one."""
        text = self.source.text
        key_column = _indentation(text[text.rfind("\n", 0, node.start) + 1 : node.start])
        start = text.rfind("\n", 0, node.end) + 1
        first = node.line - 1 + text.count("\n", node.start, start)
        for line, comment in _comments_from(text, start, first):
            if _indentation(comment) > key_column:
                message = (
                    f"This line is indented less than the block of {key!r} above; YAML drops it."
                )
                remedy = (
                    "Indent it like the block if it belongs there, else put it at the key's column."
                )
                self.complain(line, "cut-by-comment", message, remedy)

    def texts(self, node: Node, key: str) -> Iterator[tuple[str, int]]:
        """Yield the texts of a list of texts, each once and with its line."""
        if not isinstance(node, List):
            message = f"{key!r} wants a list, and a {kind(node)} stands here."
            self.complain(node.line, "not-a-list", message, f"Write it as `{key}: [one, two]`.")
            return
        seen = set()
        for item in node.items:
            value = self.text(item, key)
            if value in seen:
                message = f"{quoted(value)} stands twice in {key!r}."
                self.warn(item.line, "repeated-value", message, "Keep one.")
            elif value:
                seen.add(value)
                yield value, item.line

    def choice(self, node: Node, key: str, known: tuple[str, ...]) -> str:
        """Return one of the known words, or "" where the value is none of them."""
        value = self.text(node, key)
        if value and value not in known:
            message = f"{quoted(value)} is no value of {key!r}."
            self.complain(node.line, "unknown-value", message, suggestion(value, known))
            return ""
        return value


def _refusal(key: str, value: str) -> tuple[str, str, str] | None:
    """Return the rule, what is wrong and what to do, where a text cannot be used."""
    if not any(map(_is_visible, value)):
        return "empty-value", f"{key!r} is empty.", "Write a text, or remove it."
    if len(value) > MAX_TEXT and key not in _SHORT_KEYS:
        message = f"{key!r} has {len(value):,} characters; the limit is {MAX_TEXT:,}."
        return "text-too-long", message, "Shorten it, or split the note."
    if bad := CONTROL.search(value):
        message = f"{key!r} holds the character U+{ord(bad[0]):04X}, which Anki removes."
        return "invisible-character", message, "Remove it."
    return None


def _is_visible(char: str) -> bool:
    # Some texts are of private signs alone: unprintable to Python, not to the author's font.
    return (char.isprintable() and not char.isspace()) or unicodedata.category(char) == "Co"


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _indentation(line: str) -> int:
    """Return the column of a line's key or text; a list's dash counts as space."""
    return len(line) - len(re.sub(r"^[ ]*(?:- +)*", "", line))


def _comments_from(text: str, start: int, number: int) -> Iterator[tuple[int, str]]:
    """Yield the comment lines, each with its number, until a line of another kind."""
    while start < len(text):
        end = _line_end(text, start)
        line = text[start:end]
        if line.lstrip().startswith("#"):
            yield number, line
        elif line.strip():
            return
        start, number = end + 1, number + 1
