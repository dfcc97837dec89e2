"""What a build says of the decks' locks before it writes: lost, stale, new, or no longer needed."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from ankiflask.errors import InputError
from ankiflask.pipeline.gather import written_lock
from ankiflask.pipeline.inspect import Inspected
from ankiflask.pipeline.lock_history import LockHistory, tagged_lock
from ankiflask.pipeline.lost_lock import Traces, is_without_lock, lost_locks
from ankiflask.pipeline.past import Past, of_other_decks
from ankiflask.problems import Problem, Severity, has_errors


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
            yield from _stale_lock(each, Severity.INFO)


def _stale_lock(inspected: Inspected, severity: Severity = Severity.ERROR) -> Iterator[Problem]:
    if inspected.settled and inspected.settled.stale:
        yield Problem(
            file=str(inspected.place.lock),
            line=0,
            rule="stale-lock",
            severity=severity,
            message=f"The lock is stale: {inspected.settled.stale}.",
            remedy="Run `ankiflask build` and commit the lock.",
        )


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
    for uid in dict.fromkeys((deck.uid, _written_uid(inspected))):
        doubt = _doubt(uid, tagged_lock(place.lock, uid, environment)) if uid else ""
        if doubt:
            yield doubt


def _written_uid(inspected: Inspected) -> str:
    try:
        written, _ = written_lock(inspected.place, inspected.lock_before)
    except InputError:
        return ""
    return written.header.get("uid", "")


def _doubt(uid: str, history: LockHistory) -> str:
    if history.found:
        tag = history.found.tag
        return f"The tag {tag!r} has a lock of {uid!r}, so learners may have this deck."
    if history.refusal:
        return f"git cannot show whether {uid!r} was ever released: {history.refusal}."
    if history.is_shallow:
        return f"This shallow clone cannot show whether {uid!r} was ever released."
    return ""
