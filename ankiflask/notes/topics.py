"""The table of topics above the notes: words by the topic that they speak for."""

from collections.abc import Mapping

from ankiflask.notes.keys import ID, MAX_ID
from ankiflask.notes.nodes import Node, Table, kind
from ankiflask.notes.reading import Reading
from ankiflask.notes.wording import quoted


def read_topic_words(reading: Reading, node: Node | None) -> Mapping[str, tuple[str, ...]]:
    """Return the words of each topic, in the order of the file."""
    if node is None:
        return {}
    if not isinstance(node, Table):
        message = f"'topics' above the notes wants a table, and a {kind(node)} stands here."
        reading.complain(node.line, "not-a-table", message, "Write `topic: [word, word]` below it.")
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for key, value in node.entries:
        if key.value in found:
            message = f"The topic {quoted(key.value)} stands here twice."
            reading.complain(key.line, "duplicate-key", message, "Keep one of them.")
        elif not is_topic(key.value):
            complain_of_topic(reading, key.value, key.line)
        found[key.value] = tuple(word for word, _ in reading.texts(value, "topics"))
    return found


def is_topic(word: str) -> bool:
    """Whether the word can be a topic."""
    return bool(ID.fullmatch(word)) and len(word) <= MAX_ID


def complain_of_topic(reading: Reading, word: str, line: int) -> None:
    """Keep the error that the word cannot be a topic."""
    remedy = f"Write up to {MAX_ID} of a-z and 0-9, with single - between words."
    reading.complain(line, "bad-topic", f"{quoted(word)} cannot be a topic.", remedy)
