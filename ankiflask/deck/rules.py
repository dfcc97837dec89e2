"""The names by which a note calls its pictures and sounds."""

import re
from collections.abc import Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import PurePosixPath

from ankiflask.deck.ids import proposed_ids
from ankiflask.deck.messages import quoted
from ankiflask.deck.model import SEE, SOUNDS, Deck, Kind, Note, Subdecks
from ankiflask.deck.order import circle
from ankiflask.deck.reading import Reading
from ankiflask.problems import Problem, Severity, did_you_mean, limited
from ankiflask.sources.model import Statements

# What Anki shows on every platform.
_PICTURES = frozenset({".apng", ".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
_NOT_ON_WINDOWS = re.compile(
    r"""(?:con|prn|aux|nul|com[0-9]|lpt[0-9])\s*(?:\..*)? | .*[<>:"|?*].* | .*[. ]""",
    re.IGNORECASE | re.VERBOSE,
)


def media_name_problem(name: str, key: str, file: str, line: int) -> Problem | None:
    """Return what is wrong with the name that a note's `key` gives to a picture or a sound."""
    endings = {"audio": SOUNDS, "picture": _PICTURES}.get(key, _PICTURES | SOUNDS)
    severity = Severity.ERROR
    if name != PurePosixPath(name).name or "\\" in name or name.startswith("."):
        rule, message = "bad-media-name", f"{quoted(name)} is no name of a file in `media`."
        remedy = "Write the file's name alone."
    elif PurePosixPath(name).suffix.lower() not in endings:
        what = {"audio": "sound", "picture": "picture"}.get(key, "picture or sound")
        rule, message = "unknown-media-type", f"{quoted(name)} is no {what} that every Anki knows."
        remedy = f"Use one of {', '.join(sorted(endings))}."
    elif _NOT_ON_WINDOWS.fullmatch(name):
        rule, severity = "reserved-media-name", Severity.WARNING
        message = f"Windows can have no file {quoted(name)}, so the deck cannot be built there."
        remedy = "Rename the file."
    else:
        return None
    return Problem(
        file=file,
        line=line,
        rule=rule,
        severity=severity,
        message=message,
        remedy=remedy,
    )


def check_statements(deck: Deck, statements: Statements) -> tuple[Problem, ...]:
    """Return the `from` numbers that name no statement (errors), and the statements without a note."""
    unknown = limited(_unknown_numbers(deck, statements))
    return (*unknown, *limited(_uncovered(deck, statements)))


def _unknown_numbers(deck: Deck, statements: Statements) -> Iterator[Problem]:
    count = len(statements.statements)
    return (
        Problem(
            file=deck.file,
            line=note.line("from"),
            rule="unknown-statement",
            message=f"There is no statement {number}; {deck.source!r} has {count:,}.",
            remedy="Correct the number.",
        )
        for note in deck.notes
        for number in note.statements
        if number > count
    )


def _uncovered(deck: Deck, statements: Statements) -> Iterator[Problem]:
    covered = {number for note in deck.notes for number in note.statements}
    return (
        Problem(
            file=statements.file,
            line=statement.line,
            rule="statement-without-note",
            severity=Severity.WARNING,
            message=f"No note is made from statement {statement.number} ({quoted(statement.text)}).",
            remedy="Write one, or add the number to the `from` of a note that covers it.",
        )
        for statement in statements.statements
        if statement.number not in covered
    )


def check_together(decks: Iterable[Deck]) -> tuple[Problem, ...]:
    """Return an error for each deck whose uid another one has."""
    seen: dict[str, Deck] = {}
    return tuple(
        Problem(
            file=deck.file,
            line=deck.lines.get("uid", 1),
            rule="duplicate-uid",
            message=f"{first.file} has the uid {deck.uid!r} too; Anki would mix up their notes.",
            remedy="Give the newer deck another uid.",
        )
        for deck in decks
        if deck.uid and (first := seen.setdefault(deck.uid, deck)) is not deck
    )


# Anki's import takes eleven and fails on twelve; a subdeck by topic is one more.
_MAX_LEVELS = 10
_IN_QUOTES = re.compile(r"[“”„‟«»‘’‚‛‹›「『].+[“”‟«»‘’‹›」』]")
_QA_ONLY = ("question", "answer", "reverse", "typed")


def check_note(
    reading: Reading, note: Note, keys: Collection[str], meant: AbstractSet[str]
) -> None:
    """Complain of a note that would make no card, or another one than its author meant.

    A key that was only misspelt, and so is among the `meant`, is not missing.
    """
    if note.kind is Kind.CLOZE:
        mixed = [key for key in _QA_ONLY if key in keys]
        if mixed:
            names = ", ".join(map(repr, mixed))
            message = f"A note is a question or a cloze; this one has 'cloze' and {names}."
            line = min(map(note.line, mixed))
            reading.complain(line, "mixed-kinds", message, "Make two notes of it.")
    else:
        _check_question(reading, note, meant | set(keys))
    _check_link(reading, note)
    for key, name in (("picture", note.picture), ("audio", note.audio)):
        if name and (problem := media_name_problem(name, key, reading.source.file, note.line(key))):
            reading.problems.append(problem)


def _check_question(reading: Reading, note: Note, keys: Collection[str]) -> None:
    if "cloze" in keys:  # under another name, which is reported
        return
    if "question" not in keys:
        message = "The note has no 'question' and no 'cloze'; Anki would have no card to show."
        reading.complain(note.line(), "missing-key", message, "Add one of them.")
    elif "answer" not in keys:
        message = "The question has no 'answer'."
        reading.complain(note.line("question"), "missing-key", message, "Add `answer:`.")
    for key in ("typed", "reverse_typed"):
        if "\n" in getattr(note, key):
            message = "What a learner types is one line; 'typed' has several."
            reading.complain(note.line(key), "typed-lines", message, "Shorten it to one line.")


def _check_link(reading: Reading, note: Note) -> None:
    if note.see and not SEE.fullmatch(note.see):
        message = f"'see' is a link, and {quoted(note.see)} is none."
        remedy = "Write one address with https://, or `[title](https://…)`."
        reading.complain(note.line("see"), "bad-link", message, remedy)


def check_deck(reading: Reading, deck: Deck) -> None:
    """Complain of names that Anki would change, of ids that clash, and of an order that cannot be."""
    _check_name(reading, deck)
    _check_ids(reading, deck)
    _check_after(reading, deck)
    if deck.subdecks is Subdecks.TOPIC:
        for note in deck.notes:
            if not note.topics and (note.line(""), "topics") not in reading.misspelt:
                message = "The deck is divided by topic, and this note has none."
                reading.complain(note.line(), "missing-topic", message, "Add `topics: [one]`.")
    if "source" not in deck.lines:
        for note in deck.notes:
            if note.statements:
                message = "'from' names statements of the deck's source, and the deck has none."
                remedy = "Add `source: FILE` to the deck, or remove 'from'."
                reading.complain(note.line("from"), "from-without-source", message, remedy)


def _check_after(reading: Reading, deck: Deck) -> None:
    ids = {note.id for note in deck.notes}
    for note in deck.notes:
        for unknown in (each for each in note.after if each not in ids):
            message = f"'after' names {quoted(unknown)}, which is no note of this deck."
            remedy = did_you_mean(unknown, ids) or "Correct the id, or remove it."
            reading.complain(note.line("after"), "unknown-after", message, remedy)
    if found := circle(deck.notes):
        message = f"The order of these notes goes in a circle: {' after '.join(note.id for note in found)}."
        remedy = "Remove one of these `after`."
        reading.complain(found[0].line("after"), "circular-after", message, remedy)


def _check_name(reading: Reading, deck: Deck) -> None:
    if deck.name and (fault := _name_fault(deck.name)):
        reading.complain(deck.lines.get("deck", 1), "bad-deck-name", *fault)
    elif _IN_QUOTES.fullmatch(deck.name):
        message = f"The quotation marks of {quoted(deck.name)} are a part of the deck's name."
        remedy = f"Write `deck: {deck.name[1:-1].strip()}` if they should not be."
        reading.warn(deck.lines.get("deck", 1), "quoted-name", message, remedy)


def _name_fault(name: str) -> tuple[str, str] | None:
    """Return what is wrong and what to do, where Anki would change the name or refuse the deck."""
    parts = name.split("::")
    if "\n" in name or "\t" in name:
        return "A deck's name is one line without tabs.", "Write it so."
    if any(not part or part != part.strip().strip(":") for part in parts):
        remedy = "Write its parts with `::` between them: none empty, no space or `:` around."
        return f"Anki would rename the deck {quoted(name)}.", remedy
    if '"' in name:
        message = f"Older Ankis drop the quotation marks of {quoted(name)}."
        return message, "Write the name without them."
    if parts[0].lower() == "default":
        message = "Every Anki has a deck 'Default' already, which the learner's own cards are in."
        return message, "Choose a name of its own."
    if len(parts) > _MAX_LEVELS:
        message = f"The deck's name has {len(parts)} levels; Anki refuses a package of so many."
        return message, f"Write at most {_MAX_LEVELS}."
    return None


def _check_ids(reading: Reading, deck: Deck) -> None:
    for note, proposed in proposed_ids(deck):
        remedy = (
            f"Add `id: {proposed}`, or let `ankiflask check --fix` add it."
            if proposed
            else "Add `id:`; `ankiflask check --fix` can, once the note has a question or a cloze."
        )
        reading.complain(note.line(), "missing-key", "The note has no 'id'.", remedy)
    seen: dict[str, int] = {}
    retired = set(deck.retired)
    for note in deck.notes:
        if note.id in seen:
            message = f"The id {quoted(note.id)} stands here and in line {seen[note.id]}."
            remedy = "Give the newer note another id; the older one keeps its reviews."
            reading.complain(note.line(), "duplicate-id", message, remedy)
        elif note.id in retired:
            message = f"The id {quoted(note.id)} is retired, and an id is never used again."
            reading.complain(note.line(), "retired-id", message, "Give this note another id.")
        if note.id:
            seen.setdefault(note.id, note.line())
