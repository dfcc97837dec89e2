"""The text of a deck.lock, format 2; format 1, which ankiflask 0.1 wrote, is still read.

Git merges it with `merge=union`: every line is whole in itself, and shows by the order of its columns
which format it has. A line of a kind that a later version knows is kept.
"""

import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

from ankiflask.clock import ModTime
from ankiflask.deck.lock import Lock, LockedNote, Statement, WrittenLock
from ankiflask.deck.model import Kind
from ankiflask.identity import AnkiCardId, AnkiNoteId, NoteId
from ankiflask.problems import Problem, Source

FORMAT = "2"
_FORMATS = ("1", FORMAT)
_HEAD = """\
# Written by ankiflask; commit it with deck.yaml. It keeps each note's identity and modification time,
# and learners' reviews depend on it. After a merge, build once.
"""


def lock_text(lock: Lock) -> str:
    """Return the whole text of a deck.lock."""
    header = (
        f"format {FORMAT}",
        f"uid {lock.uid}",
        f"deck {lock.deck}",
        f"subdecks {lock.subdecks}",
    )
    statements = (
        f"statement {quote(source)} {number} {found}"
        for (source, number), found in sorted(lock.statements.items())
    )
    notes = (_note_line(lock.notes[note_id]) for note_id in sorted(lock.notes))
    return _HEAD + "\n".join((*header, *statements, *notes, *sorted(lock.other_lines))) + "\n"


def _note_line(note: LockedNote) -> str:
    cards = ",".join(map(str, note.cards))
    own = {
        "topic": quote(note.topic),
        "nid": str(note.row_id or ""),
        "cards": ",".join(f"{number}:{card_id}" for number, card_id in note.card_ids),
    }
    keys = {key: text for key, text in own.items() if text} | dict(note.more)
    words = ["note", note.id, str(note.second), note.kind or "-", cards or "-", note.hash or "-"]
    words += ["retired"] if note.is_retired else []
    return " ".join([*words, *(f"{key}={text}" for key, text in sorted(keys.items(), key=_order))])


_ID = "[a-z0-9]+(?:-[a-z0-9]+)*"
_NUMBERS = "[1-9][0-9]{0,2}(?:,[1-9][0-9]{0,2})*"
_HASH = "[0-9a-f]{16}"
_SECOND = "[0-9]{9,11}"
_FROM = f"[^ :,]+:{_HASH}(?:,[^ :,]+:{_HASH})*"
# What each key of a note's line may hold. Any other key is of a later version, and kept.
_KEYS: Mapping[str, re.Pattern[str]] = {
    key: re.compile(pattern)
    for key, pattern in {
        "topic": "[^ ]+",
        "nid": "[0-9]{1,14}",
        "cards": "[1-9][0-9]{0,2}:[0-9]{1,14}(?:,[1-9][0-9]{0,2}:[0-9]{1,14})*",
        "guid": "[^ ]+",
        "type": "[a-z0-9-]+",
        "from": _FROM,
        "draft": _HASH,
    }.items()
}
_ORDER = {key: place for place, key in enumerate(_KEYS)}
_NOTE = re.compile(
    rf"note (?P<id>{_ID}) (?P<second>{_SECOND}) (?P<kind>qa|cloze|-) (?P<cards>-|{_NUMBERS})"
    rf" (?P<hash>-|{_HASH})(?P<retired> retired)?(?P<keys>(?: [a-z][a-z-]*=[^ ]+)*)"
)
_NOTE_1 = re.compile(
    rf"note (?P<id>{_ID}) (?P<kind>qa|cloze|-) (?P<cards>-|{_NUMBERS}) (?P<hash>-|{_HASH})"
    rf" (?P<second>{_SECOND})(?P<retired> retired)?(?P<keys>)"
)
_STATEMENT = re.compile(
    rf"statement (?:(?P<source>[^ ]+) )?(?P<number>[1-9][0-9]{{0,8}}) (?P<hash>{_HASH})"
)
_HEADER = re.compile(r"(?P<key>format|uid|deck|subdecks) (?P<value>.+)")
# Kinds of lines that are read by nothing yet: what `draft` made and nobody built, and the frozen note
# types of adopted decks.
_DRAFTED = re.compile(rf"drafted {_ID} from={_FROM} draft={_HASH}")
_NOTE_TYPE = re.compile(r"notetype [a-z0-9-]+(?: [a-z][a-z-]*=[^ ]+)+")
_LATER = re.compile(r"(?!(?:format|uid|deck|subdecks|statement|note|drafted|notetype) )[a-z]+ .+")
_RESTORE = "Restore the file from version control; learners' reviews depend on it."


def _order(key: tuple[str, str]) -> tuple[int, str]:
    return _ORDER.get(key[0], len(_ORDER)), key[0]


def read_lock(source: Source) -> tuple[WrittenLock, tuple[Problem, ...]]:
    """Return the lock's lines, and an error for each line that is none."""
    header: dict[str, str] = {}
    notes: dict[NoteId, list[LockedNote]] = {}
    statements: dict[Statement, set[str]] = {}
    others: set[str] = set()
    problems: list[Problem] = []
    for line, text in enumerate(source.text.replace("\r", "").split("\n"), start=1):
        if not text.strip() or text.startswith("#"):
            continue
        if note := _read_note(text):
            notes.setdefault(note.id, []).append(note)
        elif match := _STATEMENT.fullmatch(text):
            statement = unquote(match["source"] or ""), int(match["number"])
            statements.setdefault(statement, set()).add(match["hash"])
        elif (match := _HEADER.fullmatch(text)) and _joins(header, match["key"], match["value"]):
            header[match["key"]] = max(header.get(match["key"], ""), match["value"])
        elif _DRAFTED.fullmatch(text) or _NOTE_TYPE.fullmatch(text) or _LATER.fullmatch(text):
            others.add(text)
        else:
            problems.append(_no_line(source, line, text))
    problems += _header_problems(source, header)
    lock = WrittenLock(
        file=source.file,
        header=header,
        notes={note_id: tuple(lines) for note_id, lines in notes.items()},
        statements={statement: frozenset(hashes) for statement, hashes in statements.items()},
        other_lines=frozenset(others),
    )
    return lock, tuple(problems)


def _joins(header: Mapping[str, str], key: str, value: str) -> bool:
    """Whether a header line agrees with those before. A merge of two formats has the line of each."""
    return key not in header or header[key] == value or (key == "format" and value in _FORMATS)


def _read_note(text: str) -> LockedNote | None:
    match = _NOTE.fullmatch(text) or _NOTE_1.fullmatch(text)
    keys = dict(word.split("=", 1) for word in match["keys"].split()) if match else {}
    if not match or any(_KEYS[key].fullmatch(keys[key]) is None for key in _KEYS if key in keys):
        return None
    pairs = [pair.split(":") for pair in keys.pop("cards", "").split(",") if pair]
    nid = keys.pop("nid", "")
    return LockedNote(
        id=NoteId(match["id"]),
        kind=None if match["kind"] == "-" else Kind(match["kind"]),
        cards=() if match["cards"] == "-" else tuple(map(int, match["cards"].split(","))),
        hash="" if match["hash"] == "-" else match["hash"],
        second=ModTime(int(match["second"])),
        is_retired=bool(match["retired"]),
        topic=unquote(keys.pop("topic", "")),
        row_id=AnkiNoteId(int(nid)) if nid else None,
        card_ids=tuple((int(number), AnkiCardId(int(card_id))) for number, card_id in pairs),
        more=tuple(keys.items()),
        is_format_1=match.re is _NOTE_1,
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
    if header.get("format", FORMAT) not in _FORMATS:
        message = f"The lock has format {header['format']}; this ankiflask reads 1 and {FORMAT}."
        problems.append((message, "Update ankiflask."))
    missing = [key for key in ("format", "uid", "deck", "subdecks") if key not in header]
    if missing:
        problems.append((f"The lock has no line {missing[0]!r}.", _RESTORE))
    return [
        Problem(file=source.file, line=1, rule="bad-lock", message=message, remedy=remedy)
        for message, remedy in problems
    ]
