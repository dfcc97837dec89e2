"""What a build is told of a deck's past: packages to take times from, or that nobody has the deck."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ankiflask.anki.collection import OpenedPackage
from ankiflask.clock import YEAR_2000
from ankiflask.deck.earlier_locks import combine, forget_names
from ankiflask.deck.fingerprint import Present
from ankiflask.deck.lock import LockedNote, WrittenLock, read_lock
from ankiflask.deck.model import Deck, Kind
from ankiflask.deck.settle import Settled
from ankiflask.errors import InputError
from ankiflask.files.read import MAX_PACKAGE, read_bytes
from ankiflask.html import to_text
from ankiflask.identity import NoteId, note_id_in, note_name
from ankiflask.package.model import LOCK
from ankiflask.package.open import open_package
from ankiflask.problems import Problem, Severity, Source
from ankiflask.render.note import anki_note

# They follow from the others, or from the tags.
_NOT_AUTHORED = frozenset({"ID", "Sync", "Difficulty", "Topics"})
_ADDRESS = re.compile(r"""<a\b[^>]*?\shref="([^"]*)\"""")


@dataclass(frozen=True, slots=True)
class EarlierPackage:
    """A package of an earlier release. `lock` is None where none is in it, as in those of 0.1.0."""

    file: str
    uid: str
    opened: OpenedPackage
    lock: WrittenLock | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What to make of a deck's past.

    `since` restores the times of a lost lock; `is_unreleased` forgets what no learner depends on;
    the notes that `renew` names (`id` or `uid/id`) get a new time.
    """

    since: tuple[EarlierPackage, ...] = ()
    is_unreleased: bool = False
    renew: tuple[str, ...] = ()

    def of(self, deck: Deck) -> tuple[EarlierPackage, ...]:
        """Return the packages of this deck."""
        return tuple(each for each in self.since if each.uid == deck.uid)

    def renewed(self, deck: Deck) -> frozenset[str]:
        """Return the ids of the deck's notes that get a new time."""
        names = {*self.renew}
        return frozenset(
            note.id for note in deck.notes if names & {note.id, note_name(deck.uid, note.id)}
        )


NO_PAST = Past()


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


def _disagreements(lock: WrittenLock, notes: "_NotesThen") -> Iterator[str]:
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
            elif line.clozes != shown.clozes:
                yield f"{note_id!r} has other cloze numbers in the lock"


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


def with_past(
    written: WrittenLock, present: Present, media: Mapping[str, str], past: Past
) -> WrittenLock:
    """Return the lock to settle against. `media` gives the names in a package by the deck's own."""
    deck = present.deck
    earlier = [each.lock or _lock_of(each, present, media) for each in past.of(deck)]
    whole = combine([written, *earlier]) if earlier else written
    return forget_names(whole, deck) if past.is_unreleased else whole


def remarks(deck: Deck, written: WrittenLock, settled: Settled, past: Past) -> Iterator[Problem]:
    """Yield what a build says of the times that it took or gave."""
    packages = past.of(deck)
    if packages:
        kept = sum(
            any(line.second == settled.lock.notes[note.id].second for line in lines)
            for note in deck.notes
            if (lines := written.notes.get(note.id, ()))
        )
        names = ", ".join(each.file for each in packages)
        total = len(deck.notes)
        message = f"{kept:,} of {total:,} notes keep their modification times from {names}."
        remedy = "The others are new or changed." if kept < total else ""
        yield _remark(deck, "time-restored", message, remedy)
    renewed = past.renewed(deck)
    if renewed:
        message = f"These notes get a new modification time: {', '.join(sorted(renewed))}."
        remedy = "The next import replaces what learners edited in them."
        yield _remark(deck, "time-renewed", message, remedy)


def _remark(deck: Deck, rule: str, message: str, remedy: str) -> Problem:
    return Problem(
        file=deck.file, line=0, rule=rule, severity=Severity.INFO, message=message, remedy=remedy
    )


def of_other_decks(decks: Sequence[Deck], past: Past) -> Iterator[Problem]:
    """Yield an error for each package that is of none of the decks."""
    uids = [deck.uid for deck in decks]
    for each in past.since:
        if each.uid not in uids:
            yield Problem(
                file=each.file,
                line=0,
                rule="since-other-deck",
                message=f"The package has the uid {each.uid!r}; the decks to build have: "
                f"{', '.join(uids) or 'none'}.",
                remedy="Name a package of one of these decks.",
            )


def _lock_of(package: EarlierPackage, present: Present, media: Mapping[str, str]) -> WrittenLock:
    """Return the lock that the package had, as far as its notes show it.

    A note that reads as it does now has today's hash; any other has none, and so counts as changed.
    """
    opened, uid = package.opened, package.uid
    manifest = opened.manifest or {}
    now = _notes_now(present.deck, media)
    lines: dict[NoteId, tuple[LockedNote, ...]] = {}
    for note_id, (content, line) in _notes_then(opened, uid).items():
        is_unchanged = now.get(note_id) == content
        found = present.hashes[note_id] if is_unchanged else ""
        lines[note_id] = (
            LockedNote(
                id=note_id, kind=line.kind, clozes=line.clozes, hash=found, second=line.second
            ),
        )
    latest = max((note.second for note in opened.notes), default=YEAR_2000)
    for note_id in (NoteId(str(each)) for each in manifest.get("retired", ())):
        lines[note_id] = (LockedNote(id=note_id, kind=None, second=latest, is_retired=True),)
    header = {key: str(manifest[key]) for key in ("uid", "deck", "subdecks")}
    return WrittenLock(file=package.file, header={"format": "1", **header}, notes=lines)


_Content = tuple[Mapping[str, tuple[str, tuple[str, ...]]], frozenset[str]]
_NotesThen = Mapping[NoteId, tuple[_Content, LockedNote]]


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
        anki, _ = anki_note(deck, note, position=1, second=YEAR_2000, media=media)
        names = [each.name for each in anki.note_type.fields]
        found[note.id] = _content(names, anki.fields, anki.tags)
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
            is_cloze = note_type.is_cloze
            line = LockedNote(
                id=note_id,
                kind=Kind.CLOZE if is_cloze else Kind.QA,
                clozes=tuple(sorted(each + 1 for each in ordinals[note.id])) if is_cloze else (),
                second=note.second,
            )
            found[note_id] = _content(names, note.fields, note.tags), line
    return found
