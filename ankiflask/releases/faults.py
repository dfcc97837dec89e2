"""What is wrong with a release, seen from the one before: what never arrives, what is overwritten."""

from collections.abc import Iterator, Sequence

from ankiflask.problems import Problem, and_more
from ankiflask.releases.model import Release, ReleaseChange
from ankiflask.text import count

_NAMED = 5  # notes in a message
_TOLD = 20  # lost notes, each in a message of its own


def faults(change: ReleaseChange, new: Release) -> Iterator[Problem]:
    """Yield them."""
    names = [each.new.name for each in change.never_arrive]
    if names:
        yield _problem(
            new,
            "never-arrives",
            f"{_those(names)} changed, but not the second of the change: Anki takes only what is later.",
            "Build with the deck.lock of the last release, or with `ankiflask build --since OLD.apkg`."
            if new.is_ours
            else "Give what changed a later time.",
        )
    for each in change.note_types:
        if not each.arrives and (each.looks or each.names):
            yield _problem(
                new,
                "style-never-arrives",
                f"The note type {each.new.name!r} changed, but not its second: no learner gets it.",
                "Give it a later time.",
            )
    yield from _lost(change, new)
    if new.twice:
        names = [new.notes[guid].name for guid in new.twice]
        yield _problem(
            new,
            "guid-twice",
            f"In the package more than once: {_those(names)}. Updates reach only one of them.",
            "Give each note a GUID of its own.",
        )
    if change.restamped:
        yield _problem(
            new,
            "restamped",
            f"{_those(change.restamped)} got a later time without any change: an import replaces what learners edited there.",
            "Restore the deck.lock of the last release from version control, or delete deck.lock and run"
            " `ankiflask build --since OLD.apkg`."
            if new.is_ours
            else "Give a later time only to what changed.",
        )


def _lost(change: ReleaseChange, new: Release) -> Iterator[Problem]:
    likes = {each.old.guid: each for each in change.renames}
    for note in change.lost[:_TOLD]:
        like = likes.get(note.guid)
        renamed = (
            f" It looks renamed to {like.new.name!r} ({like.likeness:.0%} alike)." if like else ""
        )
        yield _problem(
            new,
            "id-lost",
            f"{note.name!r} is gone, and is not retired.{renamed}",
            "Restore it, or add its id to `retired:`.",
        )
    if change.lost[_TOLD:]:
        message = f"{len(change.lost) - _TOLD:,} more notes are gone, and are not retired."
        yield _problem(new, "id-lost", message, "Restore them, or retire their ids.")


def _those(names: Sequence[str]) -> str:
    return f"{count(len(names), 'note')} ({and_more(names, _NAMED)})"


def _problem(new: Release, rule: str, message: str, remedy: str) -> Problem:
    return Problem(file=new.name, line=0, rule=rule, message=message, remedy=remedy)
