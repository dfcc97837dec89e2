"""A deck as the text of a deck file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ankiflask.drafts.scalars import scalar, word
from ankiflask.values.notes import TEXT_KEYS, Deck, Note
from ankiflask.values.reasons import Reason


def deck_file(deck: Deck, reasons: Sequence[Reason] = ()) -> str:
    """Return the text of a new deck.yaml, a comment with its reason above a note. Read again it is the same deck."""
    head = [
        f"{key}: {scalar(value, 2)}"
        for key, value in (
            ("deck", deck.name),
            ("uid", deck.uid),
            ("description", deck.description),
            ("source", deck.source),
            ("subdecks", str(deck.subdecks)),
            ("difficulty", "medium"),
        )
        if value
    ]
    if deck.retired:
        head.append(f"retired: {_list(deck.retired)}")
    if not deck.notes:
        return "\n".join([*head, "notes: []"]) + "\n"
    return "\n".join([*head, "notes:", note_items(deck.notes, 2, reasons)]) + "\n"


def note_items(notes: Iterable[Note], indent: int, reasons: Sequence[Reason] = ()) -> str:
    """Return the items of `note_item`, an empty line between them, without a final newline."""
    by_id = {reason.id: reason for reason in reasons}
    return "\n\n".join(_explained(note, indent, by_id) for note in notes)


def _explained(note: Note, indent: int, reasons: Mapping[str, Reason]) -> str:
    reason = reasons.get(note.id)
    comment = f"{' ' * indent}# {reason.words}\n" if reason else ""
    return comment + note_item(note, indent)


def note_item(note: Note, indent: int) -> str:
    """Return a note as an item of a YAML list whose dashes stand behind `indent` spaces."""
    first, *others = _entries(note, indent + 4)
    return "\n".join([" " * indent + "- " + first, *(" " * (indent + 2) + line for line in others)])


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
