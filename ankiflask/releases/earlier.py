"""The package of an earlier release, and the lock that it was built with."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ankiflask.anki.collection import OpenedPackage
from ankiflask.clock import YEAR_2000
from ankiflask.deck.lock import LockedNote, Present, WrittenLock
from ankiflask.deck.lock_text import read_lock
from ankiflask.deck.model import Deck, Kind, tags
from ankiflask.errors import InputError
from ankiflask.files.read import MAX_PACKAGE, read_bytes
from ankiflask.html import to_text
from ankiflask.identity import NoteId, note_id_in
from ankiflask.package.model import LOCK
from ankiflask.package.open import open_package
from ankiflask.problems import Problem, Source
from ankiflask.render.note import text_fields

# They follow from the others, or from the tags.
_NOT_AUTHORED = frozenset({"ID", "Sync", "Difficulty", "Topics"})
_ADDRESS = re.compile(r"""<a\b[^>]*?\shref="([^"]*)\"""")
_Content = tuple[Mapping[str, tuple[str, tuple[str, ...]]], frozenset[str]]
_NotesThen = Mapping[NoteId, tuple[_Content, LockedNote]]


@dataclass(frozen=True, slots=True)
class EarlierPackage:
    """A package of an earlier release. `lock` is None where none is in it, as in those of 0.1.0."""

    file: str
    uid: str
    opened: OpenedPackage
    lock: WrittenLock | None


def earlier_packages(files: Sequence[Path]) -> tuple[EarlierPackage, ...]:
    """Return the packages. Raises InputError with every file that ankiflask did not build."""
    found: list[EarlierPackage] = []
    problems: list[Problem] = []
    for file in files:
        try:
            found.append(_earlier(str(file), read_bytes(file, MAX_PACKAGE)))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(tuple(problems))
    return tuple(found)


def _earlier(file: str, content: bytes) -> EarlierPackage:
    opened = open_package(content, file)
    match opened.manifest:
        case {"uid": str(uid), "deck": str(), "subdecks": str(), "retired": [*_]}:
            pass
        case _:
            raise _not_ours(file, "ankiflask did not build this package.")
    if not opened.lock:
        return EarlierPackage(file, uid, opened, None)
    lock, problems = read_lock(Source(file, opened.lock))
    if problems:
        raise _not_ours(file, f"The {LOCK} in this package cannot be used. {problems[0].message}")
    if lock.header["uid"] != uid:
        raise _not_ours(file, f"The {LOCK} in this package is one of another deck.")
    if reason := next(_disagreements(lock, _notes_then(opened, uid)), ""):
        message = f"The {LOCK} in this package does not match its notes: {reason}."
        raise _not_ours(file, message)
    return EarlierPackage(file, uid, opened, lock)


def _disagreements(lock: WrittenLock, notes: _NotesThen) -> Iterator[str]:
    """Yield how the lines of a package's lock differ from what its notes and cards show.

    Whoever takes times from a lock that belongs to other notes gives learners wrong ones.
    """
    for note_id in sorted({*notes, *lock.notes}):
        lines = lock.notes.get(note_id, ())
        is_live = not any(line.is_retired for line in lines)
        if note_id not in notes:
            if is_live:
                yield f"{note_id!r} is only in the lock"
            continue
        _, shown = notes[note_id]
        if not lines:
            yield f"{note_id!r} is not in the lock"
        elif not is_live:
            yield f"{note_id!r} is retired only in the lock"
        for line in lines:
            if line.second != shown.second:
                yield f"{note_id!r} has another time in the lock"
            elif line.kind is not shown.kind:
                yield f"{note_id!r} is a {line.kind} note in the lock"
            elif line.cards not in (shown.cards, ()):
                yield f"{note_id!r} has other cards in the lock"


def _not_ours(file: str, message: str) -> InputError:
    return InputError(
        (
            Problem(
                file=file,
                line=0,
                rule="not-built-by-ankiflask",
                message=message,
                remedy="Name a package as `ankiflask build` wrote it.",
            ),
        )
    )


def lock_of(package: EarlierPackage, present: Present, media: Mapping[str, str]) -> WrittenLock:
    """Return the lock that the package had, as far as its notes show it.

    A note that reads as it does now has today's hash; any other has none, and so counts as changed.
    Packages of ankiflask 0.1 have no lock, so the lines count as those of its format.
    """
    opened, uid = package.opened, package.uid
    manifest = opened.manifest or {}
    now = _notes_now(present.deck, media)
    lines: dict[NoteId, tuple[LockedNote, ...]] = {}
    for note_id, (content, line) in _notes_then(opened, uid).items():
        is_unchanged = now.get(note_id) == content
        found = present.hashes[note_id] if is_unchanged else ""
        lines[note_id] = (replace(line, hash=found),)
    latest = max((note.second for note in opened.notes), default=YEAR_2000)
    for note_id in (NoteId(str(each)) for each in manifest.get("retired", ())):
        lines[note_id] = (LockedNote(id=note_id, kind=None, second=latest, is_retired=True),)
    header = {key: str(manifest[key]) for key in ("uid", "deck", "subdecks")}
    return WrittenLock(file=package.file, header={"format": "1", **header}, notes=lines)


def _content(names: Sequence[str], fields: Sequence[str], tags: Sequence[str]) -> _Content:
    """Return what a learner reads of each field that is not empty, where its links lead, the tags."""
    read = {
        name: (to_text(html), tuple(_ADDRESS.findall(html)))
        for name, html in zip(names, fields, strict=False)
        if html and name not in _NOT_AUTHORED
    }
    return read, frozenset(tags)


def _notes_now(deck: Deck, media: Mapping[str, str]) -> dict[NoteId, _Content]:
    found = {}
    for note in deck.notes:
        fields, _ = text_fields(note, media)
        found[note.id] = _content(tuple(fields), tuple(fields.values()), tags(deck.uid, note))
    return found


def _notes_then(opened: OpenedPackage, uid: str) -> _NotesThen:
    ordinals = defaultdict(list)
    for card in opened.cards:
        ordinals[card.note].append(card.ordinal)
    found = {}
    for note in opened.notes:
        note_type = opened.note_types.get(note.note_type)
        if note_type is None:
            continue
        names = [each.name for each in note_type.fields]
        by_name = dict(zip(names, note.fields, strict=False))
        if note_id := note_id_in(by_name.get("ID", ""), uid):
            line = LockedNote(
                id=note_id,
                kind=Kind.CLOZE if note_type.is_cloze else Kind.QA,
                cards=tuple(sorted(each + 1 for each in ordinals[note.id])),
                second=note.second,
                is_format_1=True,
            )
            found[note_id] = _content(names, note.fields, note.tags), line
    return found
