"""What is said of the decks' locks before anything is written: lost, stale, new, or no longer needed."""

import os
import shlex
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from ankiflask.deck.model import Deck
from ankiflask.errors import InputError
from ankiflask.files.lock_history import CommittedLock, LockHistory, lock_history, tagged_lock
from ankiflask.files.places import Place
from ankiflask.files.read import MAX_PACKAGE, read_bytes
from ankiflask.package.open import uid_of
from ankiflask.pipeline.gather import written_lock
from ankiflask.pipeline.inspect import Inspected
from ankiflask.pipeline.past import Past, of_other_decks
from ankiflask.problems import Problem, Severity, has_errors, remark

_WHY = (
    "Without it every note would count as changed, and the next import would replace all edits "
    "that learners made."
)


@dataclass(frozen=True, slots=True)
class Traces:
    """Where to look for traces of an earlier lock: the output folder, and what git runs with."""

    output: Path
    environment: Mapping[str, str]


def lost_locks(
    decks: Iterable[Inspected], traces: Traces, known: Container[str] = ()
) -> tuple[Problem, ...]:
    """Return an error for each deck whose lock is lost. The uids that are `known` are passed over."""
    found = (
        lost_lock(each.place, each.deck, traces)
        for each in decks
        if each.deck and each.deck.uid not in known
    )
    return tuple(problem for problem in found if problem)


def lost_lock(place: Place, deck: Deck, traces: Traces) -> Problem | None:
    """Return an error if the deck has no lock, but had one. A bare text has none to lose."""
    if not is_without_lock(place):
        return None
    package = _package(traces.output, deck.uid)
    history = lock_history(place.lock, deck.uid, traces.environment)
    reason = _reason(deck.uid, package, history)
    if not reason:
        return None
    message = f"The lock is missing, {reason}. {_WHY}"
    remedy = " ".join(_ways_back(place, package, history))
    return Problem.at(place.lock, 0, "lost-lock", message, remedy)


def is_without_lock(place: Place) -> bool:
    """Whether a lock belongs here and there is none."""
    return not place.is_text and not os.path.lexists(place.lock)


def new_locks(decks: Iterable[Inspected], past: Past) -> Iterator[Problem]:
    """Yield a remark for each deck that has never had a lock."""
    for each in decks:
        if each.deck and is_without_lock(each.place) and not past.of(each.deck):
            message = "The deck has no lock yet, so this build starts one."
            remedy = "Commit it with the deck file."
            yield remark(each.place.lock, 0, "new-lock", message, remedy)


def _package(folder: Path, uid: str) -> Path | None:
    """Return a package in the folder with this uid."""
    own = folder / f"{uid}.apkg"
    others = (each for each in sorted(folder.glob("*.apkg")) if each != own)
    for path in (own, *others):
        try:
            if uid_of(read_bytes(path, MAX_PACKAGE)) == uid:
                return path
        except InputError:
            continue
    return None


def _reason(uid: str, package: Path | None, history: LockHistory) -> str:
    if history.found:
        return f"but commit {history.found.commit[:10]} has a lock of {uid!r}"
    if package:
        return f"but {package} was built from a deck with the uid {uid!r}"
    if history.is_shallow:
        return "and this shallow clone cannot show whether there was one"
    if history.refusal:
        return f"and git cannot show whether there was one: {history.refusal}"
    return ""


def _ways_back(place: Place, package: Path | None, history: LockHistory) -> Iterator[str]:
    if history.found:
        yield _checkout(place.lock, history.found)
    elif history.is_shallow:
        yield "Run `git fetch --unshallow` and try again."
    elif history.refusal:
        yield "Make git work here and try again."
    build = f"ankiflask build {_quoted(place.file)}"
    old = _quoted(package) if package else "OLD.apkg"
    yield f"To restore it from the newest package that was released: `{build} --since {old}`."
    yield f"If nobody has this deck yet: `{build} --unreleased`."


def _checkout(lock: Path, found: CommittedLock) -> str:
    is_here = Path(os.path.realpath(os.curdir)).is_relative_to(found.top)
    git = "git" if is_here else f"git -C {_quoted(found.top)}"
    path = Path(os.path.relpath(found.file)) if is_here else Path(found.path)
    command = f"{git} checkout {found.commit[:10]} -- {_quoted(path)}"
    if found.file == Path(os.path.realpath(lock.parent), lock.name):
        return f"Restore it: `{command}`."
    return f"Restore it: `{command}`, and move that file to {_quoted(lock)}."


def _quoted(path: Path) -> str:
    return shlex.quote(str(path))


def lock_problems(
    decks: Sequence[Inspected], traces: Traces, past: Past, *, is_locked: bool
) -> Iterator[Problem]:
    """Yield what stops a build, or a sync, for the learners' sake."""
    yield from of_other_decks([each.deck for each in decks if each.deck], past)
    known = {each.uid for each in past.since}
    lost = () if past.is_unreleased else lost_locks(decks, traces, known)
    yield from lost
    files = {problem.file for problem in lost}
    for each in decks if is_locked else ():
        if str(each.place.lock) not in files:
            yield from _stale_lock(each)


def lock_states(decks: Sequence[Inspected], traces: Traces) -> Iterator[Problem]:
    """Yield an error for each lost lock, and a remark for each that a build would bring up to date."""
    yield from lost_locks(decks, traces)
    for each in decks:
        if not is_without_lock(each.place) and not has_errors(each.problems):
            for stale in _stale_lock(each):
                yield replace(stale, severity=Severity.INFO)


def _stale_lock(inspected: Inspected) -> Iterator[Problem]:
    if inspected.settled and inspected.settled.stale:
        message = f"The lock is stale: {inspected.settled.stale}."
        remedy = "Run `ankiflask build` and commit the lock."
        yield Problem.at(inspected.place.lock, 0, "stale-lock", message, remedy)


def is_agreed_unreleased(
    decks: Sequence[Inspected], environment: Mapping[str, str], agree: Callable[[str], bool]
) -> bool:
    """Whether the decks count as never released: no tag speaks against it, or a person says so."""
    doubts = [doubt for each in decks for doubt in _doubts(each, environment)]
    return not doubts or agree("\n".join(doubts))


def _doubts(inspected: Inspected, environment: Mapping[str, str]) -> Iterator[str]:
    place, deck = inspected.place, inspected.deck
    if deck is None or place.is_text:
        return
    written_uid = ""
    with suppress(InputError):
        written, _ = written_lock(place, inspected.lock_before)
        written_uid = written.header.get("uid", "")
    for uid in filter(None, dict.fromkeys((deck.uid, written_uid))):
        history = tagged_lock(place.lock, uid, environment)
        if history.found:
            tag = history.found.tag
            yield f"The tag {tag!r} has a lock of {uid!r}, so learners may have this deck."
        elif history.refusal:
            yield f"git cannot show whether {uid!r} was ever released: {history.refusal}."
        elif history.is_shallow:
            yield f"This shallow clone cannot show whether {uid!r} was ever released."
