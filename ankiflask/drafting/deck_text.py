"""Texts as YAML scalars that every YAML reader reads back as the same text."""

import re
from collections.abc import Iterable, Iterator, Sequence

from ankiflask.deck.model import TEXT_KEYS, Deck, Note
from ankiflask.drafting.reasons import Reason
from ankiflask.problems import Problem, Source

_HIDDEN = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff"
_UNPRINTABLE = re.compile(f"[{_HIDDEN}\t\n\xa0]")
_BLOCK = re.compile(rf"(?=\S)[^{_HIDDEN}]*(?<!\n)")

# Begins with a letter or a digit, or as a path does, and holds nothing that YAML could take for its own sign.
_PLAIN = re.compile(rf"(?:\.{{0,2}}/|\()*[^\W_][^{_HIDDEN}\t\n\xa0]*")
_SIGNS = re.compile(r":(?: |$)| #| $")
# What YAML 1.1 reads as a truth value, a number or a time.
_NOT_TEXT = re.compile(
    r"y|n|yes|no|on|off|true|false|null|0x[0-9a-f_]*|\d[\d.,_:+ebotz -]*", re.IGNORECASE
)


def scalar(text: str, indent: int) -> str:
    """Return the text as a plain scalar, as a `|` block indented by `indent` spaces, or quoted.

    It is a block where a plain scalar would not be read back, and quoted where a block would not.
    """
    if _is_plain(text):
        return text
    if _BLOCK.fullmatch(text):
        lines = (" " * indent + line if line else "" for line in text.split("\n"))
        return "|-\n" + "\n".join(lines)
    return quoted(text)


def word(text: str) -> str:
    """Return the text as a plain scalar that may also stand in a `[list]`, or quoted."""
    return text if re.fullmatch(r"[\w-]+", text) and _is_plain(text) else quoted(text)


def quoted(text: str) -> str:
    """Return the text in double quotes, every character that could be lost written as an escape."""
    inner = text.replace("\\", "\\\\").replace('"', '\\"')
    escapes = {"\n": "\\n", "\t": "\\t"}
    inner = _UNPRINTABLE.sub(lambda sign: escapes.get(sign[0]) or f"\\u{ord(sign[0]):04x}", inner)
    return f'"{inner}"'


def _is_plain(text: str) -> bool:
    return bool(
        _PLAIN.fullmatch(text) and not _SIGNS.search(text) and not _NOT_TEXT.fullmatch(text)
    )


def deck_file(deck: Deck, reasons: Sequence[Reason] = ()) -> str:
    """Return the text of a new deck.yaml, a comment with its reason above a note. Read again it is the same deck."""
    values = {
        "deck": deck.name,
        "uid": deck.uid,
        "description": deck.description,
        "source": deck.source,
        "subdecks": str(deck.subdecks),
        "difficulty": "medium",
    }
    head = [f"{key}: {scalar(value, 2)}" for key, value in values.items() if value]
    if deck.retired:
        head.append(f"retired: {_list(deck.retired)}")
    notes = ["notes:", note_items(deck.notes, 2, reasons)] if deck.notes else ["notes: []"]
    return "\n".join([*head, *notes]) + "\n"


def note_items(notes: Iterable[Note], indent: int, reasons: Sequence[Reason] = ()) -> str:
    """Return notes as items of a YAML list whose dashes stand behind `indent` spaces.

    An empty line is between them, the reason of a note above it, and no newline at the end.
    """
    by_id = {reason.id: reason for reason in reasons}
    margin = " " * indent
    items = []
    for note in notes:
        first, *others = _entries(note, indent + 4)
        comment = [f"{margin}# {by_id[note.id].words}"] if note.id in by_id else []
        lines = [*comment, f"{margin}- {first}", *(f"{margin}  {line}" for line in others)]
        items.append("\n".join(lines))
    return "\n\n".join(items)


def _entries(note: Note, block_indent: int) -> Iterator[str]:
    yield f"id: {word(note.id)}"
    if note.statements:
        yield f"from: [{', '.join(map(str, note.statements))}]"
    yield f"difficulty: {note.difficulty}"
    if note.topics:
        yield f"topics: {_list(note.topics)}"
    if note.review:
        yield "review: yes"
    for key in TEXT_KEYS:
        value: str = getattr(note, key)
        if value:
            yield f"{key}: {scalar(value, block_indent)}"


def _list(words: tuple[str, ...]) -> str:
    return f"[{', '.join(map(word, words))}]"


_NOTES = re.compile(r"(\ufeff?notes[ \t]*:)([^\r\n]*)")
_EMPTY = re.compile(r"(?:[ \t]*\[[ \t]*\])?[ \t]*(?:$|[ \t]#)")
_INSIDE = re.compile(r"[ \t#\r\n]|-(?:[ \r\n]|$)")
_NEXT_KEY = re.compile(r"[\w\"'-]+[ \t]*:(?:[ \t\r\n]|$)|---|\.\.\.")
_BLANK_OR_COMMENT = re.compile(r"\s*(?:#|$)")
_ITEM = re.compile(r"( *)-(?:[ \r\n]|$)")
_KEPT_NEWLINES = re.compile(r"[|>]\d?\+\d?[ \t]*(?:#.*)?\s*$")


def append(
    deck_file: Source, notes: Sequence[Note], reasons: Sequence[Reason] = ()
) -> str | Problem:
    """Return the text of a deck file with the notes at the end of its `notes:` list.

    Every character of the old text stays, in its order, but the `[]` of an empty list. Line ends
    are written as the file has them. Where the place cannot be told, the problem says what to do.
    """
    if not notes:
        return deck_file.text
    lines = re.findall(r"[^\n]*\n|[^\n]+", deck_file.text)
    found = [(number, key[2]) for number, line in enumerate(lines) if (key := _NOTES.match(line))]
    if len(found) != 1:
        return _unclear(deck_file, 0, f"{len(found) or 'No'} lines begin with `notes:`")
    start, value = found[0]
    after = range(start + 1, len(lines))
    end = next((number for number in after if not _INSIDE.match(lines[number])), len(lines))
    filled = (line for line in lines[start + 1 : end] if not _BLANK_OR_COMMENT.match(line))
    item = _ITEM.match(next(filled, "  -"))
    if not _EMPTY.match(value) or item is None:
        return _unclear(deck_file, start + 1, "The notes are not written as a list of `- id: …`")
    if end < len(lines) and not _NEXT_KEY.match(lines[end]):
        return _unclear(deck_file, end + 1, "This line ends the list of notes and is no key")
    # Comments directly above the next key belong to that.
    while start + 1 < end < len(lines) and lines[end - 1].startswith("#"):
        end -= 1
    return _inserted(lines, start, end, note_items(notes, len(item[1]), reasons))


def _inserted(lines: Sequence[str], start: int, place: int, items: str) -> str:
    newline = "\r\n" if lines[start].endswith("\r\n") else "\n"
    key = re.sub(r"^([^:#]*:)[ \t]*\[[ \t]*\]", r"\1", lines[start])  # without the `[]` of no notes
    head = [*lines[:start], key, *lines[start + 1 : place]]
    if not head[-1].endswith("\n"):
        head.append(newline)
    # After `|+` an empty line would become a part of the old note's text.
    is_kept = any(_KEPT_NEWLINES.search(line) for line in lines[start:place])
    if place > start + 1 and lines[place - 1].strip() and not is_kept:
        head.append(newline)
    tail = lines[place:]
    between = newline if tail and tail[0].strip() else ""
    return "".join([*head, items.replace("\n", newline), newline, between, *tail])


def _unclear(deck_file: Source, line: int, what: str) -> Problem:
    return Problem(
        file=deck_file.file,
        line=line,
        rule="draft-no-place",
        message=f"{what}, so it is not clear where new notes belong. Nothing was changed.",
        remedy="Write `notes:` in a line of its own, at the left edge, and the notes as a list below it.",
    )
