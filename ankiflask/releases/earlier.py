"""The package of an earlier release, and the lock that it was built with."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ankiflask.anki.collection import OpenedPackage
from ankiflask.clock import YEAR_2000
from ankiflask.deck.lock import LockedNote, WrittenLock
from ankiflask.deck.lock_text import read_lock
from ankiflask.deck.model import Kind
from ankiflask.errors import InputError
from ankiflask.files.read import MAX_PACKAGE, read_bytes
from ankiflask.identity import NoteId, note_id_in
from ankiflask.package.model import LOCK
from ankiflask.package.open import open_package
from ankiflask.problems import Problem, Source

_NotesThen = Mapping[NoteId, LockedNote]


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
        shown = notes[note_id]
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


def lock_of(package: EarlierPackage) -> WrittenLock:
    """Return the lock that the package had, as far as its notes show it.

    It is one of ankiflask 0.1, so every note is to get a new time, and no content has to be compared.
    """
    manifest = package.opened.manifest or {}
    lines = {each: (line,) for each, line in _notes_then(package.opened, package.uid).items()}
    latest = max((note.second for note in package.opened.notes), default=YEAR_2000)
    for note_id in (NoteId(str(each)) for each in manifest.get("retired", ())):
        lines[note_id] = (LockedNote(id=note_id, kind=None, second=latest, is_retired=True),)
    header = {key: str(manifest[key]) for key in ("uid", "deck", "subdecks")}
    return WrittenLock(file=package.file, header={"format": "1", **header}, notes=lines)


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
            found[note_id] = line
    return found
