"""Three versions of a note's fields made one: the learner's, ours, and what we last wrote."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from ankiflask.anki.sync_field import SyncBase
from ankiflask.render.note import field_hash


class Decision(Enum):
    """What the user wants done where the learner's text and ours differ."""

    ASK = auto()
    OVERWRITE = auto()
    KEEP = auto()


class _Verdict(Enum):
    SAME = auto()
    WRITE = auto()
    KEPT = auto()
    CONFLICT = auto()


@dataclass(frozen=True, slots=True)
class Merged:
    """The fields that are written and those in conflict, each with their text and ours.

    `hashes` are those of the next base.
    """

    written: Mapping[str, tuple[str, str]]
    conflicts: Mapping[str, tuple[str, str]]
    is_kept: bool
    hashes: Mapping[str, str]


def merge(
    pairs: Mapping[str, tuple[str, str]], base: SyncBase | None, decision: Decision
) -> Merged:
    """Return what becomes of a note's fields; `pairs` are the learner's text and ours.

    Without a base nobody knows who changed what: then every difference is a conflict.
    """
    verdicts: dict[str, _Verdict] = {}
    hashes: dict[str, str] = {}
    for field, (theirs, ours) in pairs.items():
        written = field_hash(ours)
        last = base.hash_of(field) if base else None
        now = written if theirs == ours else field_hash(theirs)
        verdicts[field] = _decided(_verdict(now, last, written), decision)
        # An open conflict keeps its base, or the next sync would take it for settled.
        is_open = verdicts[field] is _Verdict.CONFLICT
        hashes[field] = last if is_open and last else written
    return Merged(
        written={field: pairs[field] for field in pairs if verdicts[field] is _Verdict.WRITE},
        conflicts={field: pairs[field] for field in pairs if verdicts[field] is _Verdict.CONFLICT},
        is_kept=_Verdict.KEPT in verdicts.values(),
        hashes=hashes,
    )


def _verdict(theirs: str, last: str | None, ours: str) -> _Verdict:
    if theirs == ours:
        return _Verdict.SAME
    if theirs == last:
        return _Verdict.WRITE
    return _Verdict.KEPT if ours == last else _Verdict.CONFLICT


def _decided(verdict: _Verdict, decision: Decision) -> _Verdict:
    if decision is Decision.OVERWRITE and verdict is not _Verdict.SAME:
        return _Verdict.WRITE
    if decision is Decision.KEEP and verdict is _Verdict.CONFLICT:
        return _Verdict.KEPT
    return verdict


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
