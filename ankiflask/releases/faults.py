"""What is wrong with a release, seen from the one before: what never arrives, what is overwritten."""

from collections.abc import Iterator, Sequence

from ankiflask.problems import Problem, and_more
from ankiflask.releases.model import Release, ReleaseChange
from ankiflask.text import count

_NAMED = 5  # notes in a message
_TOLD = 20  # lost notes, each in a message of its own


def faults(change: ReleaseChange, new: Release) -> Iterator[Problem]:
    """Yield what is wrong, as errors."""
    for rule, message, remedy in _faults(change, new):
        yield Problem(file=new.name, line=0, rule=rule, message=message, remedy=remedy)


def _faults(change: ReleaseChange, new: Release) -> Iterator[tuple[str, str, str]]:
    if change.never_arrive:
        names = [each.new.name for each in change.never_arrive]
        message = f"{_those(names)} changed, but not the second of the change: Anki takes only what is later."
        remedy = "Give what changed a later time."
        if new.is_ours:
            remedy = "Build with the deck.lock of the last release, or with `ankiflask build --since OLD.apkg`."
        yield "never-arrives", message, remedy
    for each in change.note_types:
        if not each.arrives and (each.looks or each.names):
            message = (
                f"The note type {each.new.name!r} changed, but not its second: no learner gets it."
            )
            yield "style-never-arrives", message, "Give it a later time."
    yield from _lost(change)
    if new.twice:
        names = [new.notes[guid].name for guid in new.twice]
        message = f"In the package more than once: {_those(names)}. Updates reach only one of them."
        yield "guid-twice", message, "Give each note a GUID of its own."
    if change.restamped:
        message = f"{_those(change.restamped)} got a later time without any change: an import replaces what learners edited there."
        remedy = "Give a later time only to what changed."
        if new.is_ours:
            remedy = (
                "Restore the deck.lock of the last release from version control, or delete deck.lock and run"
                " `ankiflask build --since OLD.apkg`."
            )
        yield "restamped", message, remedy


def _lost(change: ReleaseChange) -> Iterator[tuple[str, str, str]]:
    likes = {each.old.guid: each for each in change.renames}
    for note in change.lost[:_TOLD]:
        message = f"{note.name!r} is gone, and is not retired."
        if like := likes.get(note.guid):
            message += f" It looks renamed to {like.new.name!r} ({like.likeness:.0%} alike)."
        yield "id-lost", message, "Restore it, or add its id to `retired:`."
    if change.lost[_TOLD:]:
        message = f"{len(change.lost) - _TOLD:,} more notes are gone, and are not retired."
        yield "id-lost", message, "Restore them, or retire their ids."


def _those(names: Sequence[str]) -> str:
    return f"{count(len(names), 'note')} ({and_more(names, _NAMED)})"
