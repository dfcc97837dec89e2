"""deck.lock as values: what was published of each note, when it last changed, and the hash that shows it."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from ankiflask.clock import YEAR_2000, ModTime
from ankiflask.deck.model import Deck, Kind, Note, Subdecks, tags
from ankiflask.identity import NoteId
from ankiflask.problems import Problem, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedNote:
    """A note's line. `second` counts from 1970; `kind` is None for an id that was never built."""

    id: NoteId
    kind: Kind | None
    clozes: tuple[int, ...] = ()
    hash: str = ""
    second: ModTime
    is_retired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """A settled lock: one line an id, the hash of each statement by its number."""

    uid: str
    deck: str
    subdecks: Subdecks
    notes: Mapping[NoteId, LockedNote] = field(default_factory=dict)
    statements: Mapping[int, str] = field(default_factory=dict)

    @property
    def seconds(self) -> Mapping[NoteId, ModTime]:
        """The second at which each live note last changed."""
        return {note.id: note.second for note in self.notes.values() if not note.is_retired}

    @property
    def retired(self) -> tuple[NoteId, ...]:
        """The ids that are gone on purpose, sorted."""
        return tuple(sorted(note.id for note in self.notes.values() if note.is_retired))


FORMAT = "1"
_HEAD = """\
# Written by ankiflask; commit it with deck.yaml. It keeps each note's identity and change second,
# and learners' reviews hang on it. After a merge, build once.
"""


def lock_text(lock: Lock) -> str:
    """Return the whole text of a deck.lock."""
    header = (
        f"format {FORMAT}",
        f"uid {lock.uid}",
        f"deck {lock.deck}",
        f"subdecks {lock.subdecks}",
    )
    statements = (f"statement {number} {text}" for number, text in sorted(lock.statements.items()))
    notes = (_note_line(lock.notes[note_id]) for note_id in sorted(lock.notes))
    return _HEAD + "\n".join((*header, *statements, *notes)) + "\n"


def _note_line(note: LockedNote) -> str:
    clozes = ",".join(map(str, note.clozes))
    words = ["note", note.id, note.kind or "-", clozes or "-", note.hash or "-", str(note.second)]
    return " ".join([*words, "retired"] if note.is_retired else words)


_NOTE = re.compile(
    r"note (?P<id>[a-z0-9]+(?:-[a-z0-9]+)*) (?P<kind>qa|cloze|-)"
    r" (?P<clozes>-|[1-9][0-9]{0,2}(?:,[1-9][0-9]{0,2})*) (?P<hash>-|[0-9a-f]{16})"
    r" (?P<second>[0-9]{9,11})(?P<retired> retired)?"
)
_STATEMENT = re.compile(r"statement (?P<number>[1-9][0-9]{0,8}) (?P<hash>[0-9a-f]{16})")
_HEADER = re.compile(r"(?P<key>format|uid|deck|subdecks) (?P<value>.+)")
_RESTORE = "Restore the file from version control; learners' reviews hang on it."


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenLock:
    """All lines of a deck.lock. No file at all is a lock without lines."""

    file: str
    header: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[NoteId, tuple[LockedNote, ...]] = field(default_factory=dict)
    statements: Mapping[int, frozenset[str]] = field(default_factory=dict)


def read_lock(source: Source) -> tuple[WrittenLock, tuple[Problem, ...]]:
    """Return the lock's lines, and an error for each line that is none."""
    header: dict[str, str] = {}
    notes: dict[NoteId, list[LockedNote]] = {}
    statements: dict[int, set[str]] = {}
    problems: list[Problem] = []
    for line, text in enumerate(source.text.replace("\r", "").split("\n"), start=1):
        if match := _NOTE.fullmatch(text):
            note = _note(match)
            notes.setdefault(note.id, []).append(note)
        elif match := _STATEMENT.fullmatch(text):
            statements.setdefault(int(match["number"]), set()).add(match["hash"])
        elif (match := _HEADER.fullmatch(text)) and header.get(match["key"]) in (
            None,
            match["value"],
        ):
            header[match["key"]] = match["value"]
        elif text.strip() and not text.startswith("#"):
            problems.append(_no_line(source, line, text))
    problems += _header_problems(source, header)
    lock = WrittenLock(
        file=source.file,
        header=header,
        notes={note_id: tuple(lines) for note_id, lines in notes.items()},
        statements={number: frozenset(hashes) for number, hashes in statements.items()},
    )
    return lock, tuple(problems)


def _note(match: re.Match[str]) -> LockedNote:
    clozes = match["clozes"]
    return LockedNote(
        id=NoteId(match["id"]),
        kind=None if match["kind"] == "-" else Kind(match["kind"]),
        clozes=() if clozes == "-" else tuple(map(int, clozes.split(","))),
        hash="" if match["hash"] == "-" else match["hash"],
        second=ModTime(int(match["second"])),
        is_retired=bool(match["retired"]),
    )


def _no_line(source: Source, line: int, text: str) -> Problem:
    conflict = text.startswith(("<<<<<<<", "=======", ">>>>>>>"))
    message = (
        "A merge left its conflict marks here."
        if conflict
        else f"This is no line of a lock: {text[:60]!r}."
    )
    remedy = "Keep the lines of both sides and remove the marks." if conflict else _RESTORE
    return Problem(file=source.file, line=line, rule="bad-lock", message=message, remedy=remedy)


def _header_problems(source: Source, header: Mapping[str, str]) -> list[Problem]:
    problems = []
    if header.get("format", FORMAT) != FORMAT:
        message = f"The lock has format {header['format']}; this ankiflask knows {FORMAT}."
        problems.append((message, "Update ankiflask."))
    missing = [key for key in ("format", "uid", "deck", "subdecks") if key not in header]
    if missing:
        problems.append((f"The lock has no line {missing[0]!r}.", _RESTORE))
    return [
        Problem(file=source.file, line=1, rule="bad-lock", message=message, remedy=remedy)
        for message, remedy in problems
    ]


def is_sane_second(second: int, latest: int) -> bool:
    """Whether a second lies between 2000 and `latest`."""
    return YEAR_2000 <= second <= latest


# What reaches a learner. Frozen: a key that joins later enters the hash only where it is written.
_KEYS = (
    "question", "answer", "cloze", "example", "note", "see", "hint", "reverse", "typed",
    "picture", "audio",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """A deck as it is now, and what the lock remembers of it.

    `hashes` and `clozes` (the numbers of its deletions) are by note id, `statements` (hashes too)
    by number.
    """

    deck: Deck
    hashes: Mapping[NoteId, str]
    clozes: Mapping[NoteId, tuple[int, ...]] = field(default_factory=dict)
    statements: Mapping[int, str] = field(default_factory=dict)


def fingerprint(uid: str, note: Note, media: Mapping[str, str]) -> str:
    """Return 16 hex digits over the authored values, the tags and the bytes of the media.

    `media` gives the SHA-256 of each file that the note names, by its name. The HTML does not enter:
    a new ankiflask or Pygments moves no note's second.
    """
    authored: dict[str, object] = {key: text for key in _KEYS if (text := getattr(note, key))}
    authored["tags"] = tags(uid, note)
    if media:
        authored["media"] = dict(media)
    written = json.dumps(authored, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(written.encode()).hexdigest()[:16]
