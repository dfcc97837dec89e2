"""The table of topics above the notes: words by the topic that they speak for."""

import re
from collections.abc import Iterator, Mapping

from ankiflask.deck.messages import quoted
from ankiflask.deck.model import TEXT_KEYS, Difficulty, Kind, Note
from ankiflask.deck.reading import ID, MAX_ID, NOTE_KEYS, REVERSE_KEYS, Reading
from ankiflask.deck.rules import check_note
from ankiflask.deck.yaml import Node, Table, kind
from ankiflask.identity import NoteId
from ankiflask.problems import RULE_IDS, did_you_mean
from ankiflask.text import slug


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


_RULE_NUMBER = re.compile(r"[Qq]?[ -]?0*([0-9]{1,3})", re.ASCII)
_NUMBER = re.compile(r"0*[1-9][0-9]{0,8}", re.ASCII)


def read_note(reading: Reading, node: Node) -> Note | None:
    """Return the note, of medium difficulty where it gives none; None where it is no table."""
    if not isinstance(node, Table):
        message = "A note is a table of keys."
        reading.complain(node.line, "not-a-table", message, "Begin it with `- id: …`.")
        return None
    values, meant = reading.table(node, NOTE_KEYS, "a note")
    reading.misspelt |= {(node.line, key) for key in meant}
    lines = {"": node.line} | {key: value.line for key, value in values.items()}
    if "id" in meant:
        lines.setdefault("id", node.line)
    texts = {
        key: reading.text(values[key], key)
        for key in TEXT_KEYS
        if key in values and not (key == "reverse" and isinstance(values[key], Table))
    }
    texts |= _reverse(reading, values.get("reverse"), lines)
    note = Note(
        id=_note_id(reading, values.get("id")),
        kind=Kind.CLOZE if "cloze" in values else Kind.QA,
        difficulty=read_difficulty(reading, values) or Difficulty.MEDIUM,
        topics=tuple(_topics(reading, values, node.line)),
        statements=tuple(_numbers(reading, values)),
        after=tuple(
            read_id(reading, text, line)
            for text, line in (reading.texts(values["after"], "after") if "after" in values else ())
        ),
        allow=tuple(read_allowed(reading, values)),
        review="review" in values and reading.choice(values["review"], "review", ("yes",)) == "yes",
        lines=lines,
        **texts,
    )
    check_note(reading, note, values.keys(), meant)
    return note


def _reverse(reading: Reading, node: Node | None, lines: dict[str, int]) -> dict[str, str]:
    """Return the texts of a `reverse` that is a table, and put their lines among those of the note."""
    if not isinstance(node, Table):
        return {}
    values, meant = reading.table(node, REVERSE_KEYS, "'reverse'")
    if "question" not in values and "question" not in meant:
        message = "'reverse' has no 'question', so the second card would ask nothing."
        reading.complain(node.line, "missing-key", message, "Add `question:` below `reverse:`.")
    named = {"question": "reverse", "answer": "reverse_answer", "typed": "reverse_typed"}
    lines |= {named[key]: value.line for key, value in values.items()}
    return {named[key]: reading.text(value, key) for key, value in values.items()}


def _note_id(reading: Reading, node: Node | None) -> NoteId:
    return read_id(reading, reading.text(node, "id"), node.line) if node else NoteId("")


def read_id(reading: Reading, text: str, line: int) -> NoteId:
    """Return the text; that it cannot be an id is a problem."""
    if text and not (ID.fullmatch(text) and len(text) <= MAX_ID):
        message = f"{quoted(text)} cannot be an id."
        remedy = f"Write 1 to {MAX_ID} of a-z and 0-9, with single - between words"
        near = slug(text, MAX_ID)
        reading.complain(line, "bad-id", message, f"{remedy}: `{near}`." if near else f"{remedy}.")
    return NoteId(text)


def _topics(reading: Reading, values: dict[str, Node], note_line: int) -> Iterator[str]:
    before = len(reading.problems)
    for topic, line in reading.texts(values["topics"], "topics") if "topics" in values else ():
        if is_topic(topic):
            yield topic
        else:
            complain_of_topic(reading, topic, line)
    if len(reading.problems) > before:
        reading.misspelt.add((note_line, "topics"))


def _numbers(reading: Reading, values: dict[str, Node]) -> Iterator[int]:
    for text, line in reading.texts(values["from"], "from") if "from" in values else ():
        if _NUMBER.fullmatch(text):
            yield int(text)
        else:
            message = f"{quoted(text)} is no number of a statement."
            reading.complain(line, "bad-statement-number", message, "Count the statements from 1.")


def read_allowed(reading: Reading, values: dict[str, Node]) -> Iterator[str]:
    """Yield the rules of the quality check that `allow` names."""
    for text, line in reading.texts(values["allow"], "allow") if "allow" in values else ():
        if text in RULE_IDS:
            yield text
        else:
            message = f"{quoted(text)} is no rule of the quality check."
            reading.complain(line, "unknown-rule", message, _near_rule(text))


def _near_rule(text: str) -> str:
    number = _RULE_NUMBER.fullmatch(text)
    meant = f"Q{int(number[1]):03}" if number else text.upper()
    return did_you_mean(meant, RULE_IDS) or f"There are {RULE_IDS[0]} to {RULE_IDS[-1]}."


def read_difficulty(reading: Reading, values: dict[str, Node]) -> Difficulty | None:
    """Return the difficulty that the values give, if they do."""
    if "difficulty" not in values:
        return None
    word = reading.choice(values["difficulty"], "difficulty", tuple(Difficulty))
    return Difficulty(word) if word else Difficulty.MEDIUM
