"""Three versions of a note's tags made one. To Anki `A` and `a` are one tag."""

from collections.abc import Iterable
from dataclasses import dataclass

from ankiflask.plan.merge import Decision


@dataclass(frozen=True, slots=True)
class MergedTags:
    """The tags to add and to remove, and those in conflict: ours that nobody knows who took away."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    conflict: tuple[str, ...] = ()


def merge_tags(
    live: tuple[str, ...], base: tuple[str, ...] | None, ours: tuple[str, ...], decision: Decision
) -> MergedTags:
    """Return what becomes of a note's tags; `base` are those that we last wrote, if known.

    Only what the base names is removed: all else is the learner's. What the learner took away
    stays away, unless ours is to be taken.
    """
    lacking = without(ours, live)
    if decision is Decision.OVERWRITE:
        return MergedTags(add=lacking, remove=_stale(live, base or (), ours))
    if base is not None:
        return MergedTags(add=without(lacking, base), remove=_stale(live, base, ours))
    return MergedTags(conflict=lacking if decision is Decision.ASK else ())


def without(tags: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """Return the tags that are not among the others."""
    folded = {tag.casefold() for tag in others}
    return tuple(tag for tag in tags if tag.casefold() not in folded)


def _stale(live: tuple[str, ...], base: tuple[str, ...], ours: tuple[str, ...]) -> tuple[str, ...]:
    gone = {tag.casefold() for tag in without(base, ours)}
    return tuple(tag for tag in live if tag.casefold() in gone)
